// DocxStory: one part of a Word document with running text (the body, the footnotes, a header) as a list of paragraphs, in one view of its
// tracked changes. Tested by tests/unit/extract/docx_test.cpp, docx_view_test.cpp, docx_hidden_test.cpp.
//
//   net <del>30</del><ins>60</ins> days   ->   final "net 60 days", original "net 30 days", both "net 30 60 days"
#ifndef CAVEAT_EXTRACT_DOCX_STORY_H
#define CAVEAT_EXTRACT_DOCX_STORY_H
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/docx_look.h"
#include "extract/docx_numbering.h"
#include "extract/docx_styles.h"
#include "extract/extract.h"
#include "extract/extracted_text.h"
#include "extract/xml_part.h"

namespace caveat::extract {

struct DocxNoteReference {
  bool endnote = false;
  int id = 0;
  std::uint32_t element = 0;  // of the reference: the how-manieth start tag of the part
};

struct DocxPageBreak {
  std::uint32_t at = 0;  // byte of DocxParagraph::text
  bool rendered =
      false;  // where Word broke the page when it last laid the document out; false: asked for by the author
};

struct DocxRevision {
  Revision::Kind kind = Revision::Kind::insertion;
  std::uint32_t begin = 0, end = 0;  // bytes of DocxParagraph::text
  std::string author, date;
  int comment = 0;  // its id, for a comment: author and date are in another part
};

// Where `size` bytes of a paragraph come from: see Source.
struct DocxSource {
  std::uint32_t begin = 0, size = 0;  // bytes of DocxParagraph::text
  std::uint32_t element = 0, offset = 0;
};

// Cuts them to [begin, end) of their text and moves what is left, so that `begin` comes to stand at `to`.
void move_sources(std::vector<DocxSource>& sources, std::size_t begin, std::size_t end, std::size_t to);

struct DocxParagraph {
  std::string text;
  BlockKind kind = BlockKind::paragraph;
  std::uint8_t level = 0;
  std::vector<DocxPageBreak> page_breaks;
  std::vector<DocxNoteReference> notes;
  std::vector<DocxRevision> revisions;
  std::vector<DocxSource> sources;  // by place; empty unless asked for
};

// What the story shows besides text.
struct DocxUnread {
  std::uint32_t embedded = 0;  // objects of other programs, parts of other formats
  std::uint32_t drawings = 0;  // charts and diagrams: text that is in other parts
  std::uint32_t pictures = 0;
  std::uint32_t large_pictures = 0;  // a quarter of a page or more: perhaps a scanned page
};

class DocxStory : public XmlHandler {
 public:
  // Called for each finished paragraph of the top level, in order, and for each table row. `note`: the footnote or
  // endnote that it is part of, 0 elsewhere. An error ends the story.
  using Sink = std::function<std::optional<Error>(DocxParagraph&&, int note)>;

  DocxStory(const DocxStyles& styles, DocxNumbering& numbering, View view, Sink sink)
      : styles_(styles), numbering_(numbering), view_(view), sink_(std::move(sink)) {
    containers_.emplace_back();
  }

  void keep_sources() { keep_sources_ = true; }

  void start(std::string_view name, const XmlAttributes& attributes) override;
  void end(std::string_view name) override;
  void text(std::string_view text) override;

  const DocxUnread& unread() const { return unread_; }
  // How many tracked changes, comments and hidden words were met; those beyond limits::kRevisions are not kept.
  std::uint32_t revision_count() const { return revision_count_; }
  // Relationship ids of headers and footers, in the order of the sections.
  const std::vector<std::string>& headers() const { return headers_; }

 private:
  enum class Field : std::uint8_t { code, result };
  enum class Change : std::uint8_t { none, inserted, deleted };

  struct Open {  // a paragraph being read
    DocxParagraph out;
    std::string style;
    DocxNumberReference numbering;
    std::optional<int> outline;
    std::optional<DocxPaint> shade;
    bool mark_gone = false;            // it goes on in the next paragraph
    bool live = false;                 // has words that are not deleted
    Change last = Change::none;        // of its last words
    std::vector<DocxRevision> hidden;  // words that nobody sees
    std::vector<DocxParagraph> boxes;  // of its text boxes
  };
  struct Run {
    DocxLook look;
    std::string style;
    std::optional<bool> unseen;  // known once the words come
  };
  struct Container {                        // the body, a cell, a text box
    std::vector<DocxParagraph> paragraphs;  // the body has none: its paragraphs go to the sink
    std::optional<Open> carried;            // a paragraph whose mark is gone
    DocxPaint paint;                        // behind its words
    Run around;                             // the run in which a text box hangs
  };
  struct Row {
    std::vector<std::vector<DocxParagraph>> cells;
    bool gone = false;                 // the view has it not
    bool hidden = false;               // Word does not show it
    std::optional<DocxRevision> mark;  // who deleted or inserted it
    bool cell_gone = false;
  };
  struct Table {
    std::string style;
    std::uint32_t rows = 0;
  };
  struct Shape {
    DocxPaint fill = {DocxPaint::Kind::unknown, 0};
    bool filled = false, empty = false;  // with anything; with nothing, as it says
    bool in_fill_place = false;          // in its own properties, where a fill is its ground and not that of a line or a letter
  };
  struct Alternate {
    bool taken = false;
  };

  void open_paragraph();
  void close_paragraph();
  void finish(Open&& open);
  void give(DocxParagraph&& paragraph);
  void close_container();
  void close_row();
  void append(std::string_view text);
  // The same of text that stands so in the part; counts the bytes of the element's text.
  void append_verbatim(std::string_view text);
  void property(std::string_view name, const XmlAttributes& attributes);
  void run(std::string_view name, const XmlAttributes& attributes);
  void shape(std::string_view name, const XmlAttributes& attributes);
  void form(std::string_view name, const XmlAttributes& attributes);
  void close_form();
  bool in_properties() const { return in_paragraph_properties_ > 0 || in_row_properties_ > 0 || in_cell_properties_ > 0 || in_run_properties_ > 0; }
  DocxRevision revision(Revision::Kind kind, const XmlAttributes& attributes) const;
  // Of a change that was begun and is not read in this view: true, its elements are passed over.
  bool open_change(std::string_view name, const XmlAttributes& attributes);
  void mark_change(bool inserted, const XmlAttributes& attributes);
  void close_change();
  void open_remark(std::string_view name, const XmlAttributes& attributes);
  void add_revision(DocxRevision&& revision);
  bool row_gone() const;
  Change change() const;
  bool unseen();
  DocxPaint ground();

  const DocxStyles& styles_;
  DocxNumbering& numbering_;
  View view_;
  Sink sink_;
  std::vector<Container> containers_;
  std::vector<Open> paragraphs_;  // more than one inside a text box
  std::vector<Row> rows_;         // more than one in nested tables
  std::vector<Alternate> alternates_;
  std::vector<Field> fields_;
  struct OpenChange {
    std::size_t paragraph = 0;  // depth in paragraphs_; 0: around paragraphs, no words of its own
    DocxRevision revision;
  };
  std::vector<OpenChange> changes_;  // whose words are read
  Run run_;
  std::map<std::pair<std::string, std::string>, DocxLook> looks_;  // by the styles of paragraph and run: a long chain of them is walked once
  std::vector<Table> tables_;  // more than one where they are nested
  std::vector<Shape> shapes_;
  struct Form {  // a field to fill in, whose words stand in its properties
    bool box = false, list = false;
    std::optional<bool> checked, by_default;
    std::optional<int> chosen, first;
    std::vector<std::string> entries;
  };
  std::optional<Form> form_;
  DocxPaint page_ = {DocxPaint::Kind::known, 0xFFFFFF};
  bool drawn_behind_ = false;  // a picture or a painted shape came before: who knows what a box lies on
  bool behind_text_ = false;   // one that the text runs over, on this page
  std::map<int, std::pair<std::size_t, std::uint32_t>> remarked_;  // comment -> depth of the paragraph, byte where its words begin
  std::vector<DocxRevision> dropped_rows_;  // told at the next paragraph
  std::uint32_t revision_count_ = 0;
  bool keep_sources_ = false;
  std::uint32_t element_ = 0;                         // start tags so far
  std::uint32_t text_element_ = 0, text_offset_ = 0;  // of the text that is open: its element, its bytes so far
  std::vector<std::string> headers_;
  DocxUnread unread_;
  int skip_ = 0;  // depth inside an element that is passed over
  int in_paragraph_properties_ = 0, in_row_properties_ = 0, in_cell_properties_ = 0, in_run_properties_ = 0, in_numbering_ = 0, in_text_ = 0;
  int note_ = 0;
  std::int64_t picture_area_ = 0;  // of the drawing that is open
};

}  // namespace caveat::extract
#endif
