// DocxStory: one part of a Word document with running text (the body, the footnotes, a header) as a list of paragraphs.
// Tested by tests/unit/extract/docx_test.cpp.
#ifndef CAVEAT_EXTRACT_DOCX_STORY_H
#define CAVEAT_EXTRACT_DOCX_STORY_H
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/docx_numbering.h"
#include "extract/docx_styles.h"
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
  int embedded = 0;  // objects of other programs, parts of other formats
  int drawings = 0;  // charts and diagrams: text that is in other parts
  int pictures = 0;
  int large_pictures = 0;  // a quarter of a page or more: perhaps a scanned page
};

class DocxStory : public XmlHandler {
 public:
  // Called for each finished paragraph of the top level, in order, and for each table row. `note`: the footnote or
  // endnote that it is part of, 0 elsewhere. An error ends the story.
  using Sink = std::function<std::optional<Error>(DocxParagraph&&, int note)>;

  DocxStory(const DocxStyles& styles, DocxNumbering& numbering, Sink sink)
      : styles_(styles), numbering_(numbering), sink_(std::move(sink)) {
    containers_.emplace_back();
  }

  void keep_sources() { keep_sources_ = true; }

  void start(std::string_view name, const XmlAttributes& attributes) override;
  void end(std::string_view name) override;
  void text(std::string_view text) override;

  const DocxUnread& unread() const { return unread_; }
  // How many tracked changes and comments were met; those beyond limits::kRevisions are not kept.
  std::uint32_t revision_count() const { return revision_count_; }
  // Relationship ids of headers and footers, in the order of the sections.
  const std::vector<std::string>& headers() const { return headers_; }

 private:
  enum class Field : std::uint8_t { code, result };

  struct Open {  // a paragraph being read
    DocxParagraph out;
    std::string style;
    DocxNumberReference numbering;
    std::optional<int> outline;
    bool mark_deleted = false;         // it goes on in the next paragraph
    std::vector<DocxParagraph> boxes;  // of its text boxes
  };
  struct Container {                        // the body, a cell, a text box
    std::vector<DocxParagraph> paragraphs;  // the body has none: its paragraphs go to the sink
    std::optional<Open> carried;            // a paragraph whose mark is deleted
  };
  struct Row {
    std::vector<std::vector<DocxParagraph>> cells;
    bool deleted = false;
    DocxRevision deletion;  // who deleted it
    bool cell_deleted = false;
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
  void open_revision(std::string_view name, const XmlAttributes& attributes);
  void close_insertion();
  void add_revision(DocxRevision&& revision);

  const DocxStyles& styles_;
  DocxNumbering& numbering_;
  Sink sink_;
  std::vector<Container> containers_;
  std::vector<Open> paragraphs_;  // more than one inside a text box
  std::vector<Row> rows_;         // more than one in nested tables
  std::vector<Alternate> alternates_;
  std::vector<Field> fields_;
  struct Insertion {
    std::size_t paragraph = 0;  // depth in paragraphs_; 0: around paragraphs or in their properties, no words of its own
    DocxRevision revision;
  };
  std::vector<Insertion> insertions_;  // that are open
  std::map<int, std::pair<std::size_t, std::uint32_t>> remarked_;  // comment -> depth of the paragraph, byte where its words begin
  std::vector<DocxRevision> dropped_rows_;  // deleted ones, told at the next paragraph
  std::uint32_t revision_count_ = 0;
  bool keep_sources_ = false;
  std::uint32_t element_ = 0;                         // start tags so far
  std::uint32_t text_element_ = 0, text_offset_ = 0;  // of the text that is open: its element, its bytes so far
  std::vector<std::string> headers_;
  DocxUnread unread_;
  int skip_ = 0;  // depth inside an element that is passed over
  int in_paragraph_properties_ = 0, in_row_properties_ = 0, in_cell_properties_ = 0, in_text_ = 0;
  int note_ = 0;
  std::int64_t picture_area_ = 0;  // of the drawing that is open
};

}  // namespace caveat::extract
#endif
