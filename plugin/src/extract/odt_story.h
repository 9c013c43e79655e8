// OdtStory: the XML of an OpenDocument text as a list of paragraphs: its styles first, then its headers and footers, then its body; of a .odt file from
// styles.xml and then content.xml, of a .fodt from the one file. Tested by tests/unit/extract/odt_test.cpp.
#ifndef CAVEAT_EXTRACT_ODT_STORY_H
#define CAVEAT_EXTRACT_ODT_STORY_H
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/extract.h"
#include "extract/odt_numbering.h"
#include "extract/odt_styles.h"
#include "extract/office_text.h"
#include "extract/xml_part.h"

namespace caveat::extract {

class OdtStory : public XmlHandler {
 public:
  // Called for each finished paragraph of the body, in order. An error ends the story.
  using Sink = std::function<std::optional<Error>(OfficeParagraph&&)>;

  OdtStory(View view, Sink sink) : view_(view), sink_(std::move(sink)) { containers_.emplace_back(); }

  void start(std::string_view name, const XmlAttributes& attributes) override;
  void end(std::string_view name) override;
  void text(std::string_view text) override;

  std::vector<OfficeParagraph>& headers() { return headers_; }
  const OfficeUnread& unread() const { return unread_; }
  bool is_text() const { return is_text_; }  // office:text was there: no sheet, no slides

 private:
  enum class Kind : std::uint8_t {
    other, paragraph, look, list, item, row, cell, note, citation, note_body, annotation, author, date, box, frame, header, region, deleted, body,
  };
  struct Opened {  // an element
    Kind kind = Kind::other;
    bool words = false;  // text in it is text of the paragraph
    bool look = false;   // it has a look of its own
  };
  struct Paragraph {  // one being read
    OfficeParagraph out;
    bool space = true;  // the last character is one that white space after it melts into
    int heading = 0;
    OdtNumbering::Label label;
    bool hidden = false;  // by a field in it
  };
  struct Item {
    bool counted = false, header = false;
    std::optional<int> start;
  };
  struct List {
    std::string style;
    std::size_t counters = 0;
    std::vector<Item> items;
  };
  struct Container {  // the body, a cell, a note, a text box
    std::vector<OfficeParagraph> paragraphs;
    std::optional<OfficeParagraph> carried;  // a paragraph whose end was inserted, in the original view
    std::vector<List> lists;
    std::size_t base = 0;  // paragraphs_ below are those around it
    bool body = false;
  };
  struct Row {
    std::vector<std::vector<OfficeParagraph>> cells;
    std::uint32_t repeat = 1, cell_repeat = 1;
  };
  struct Note {
    std::string citation;
    std::vector<OfficeParagraph> paragraphs;
  };
  struct Change {
    Revision::Kind kind = Revision::Kind::insertion;
    std::string author, date;
    std::string words;  // deleted ones, paragraphs parted by blank lines
  };
  struct Insertion {
    std::string id;
    std::uint32_t begin = 0;  // in the paragraph that is open
  };
  struct Remark {
    std::string author, date, name;
    bool resolved = false;
  };
  struct Frame {
    bool large = false;
    std::uint32_t pictures = 0, objects = 0;
  };

  Kind open(std::string_view name, const XmlAttributes& attributes, Opened& opened);
  void open_paragraph(std::string_view name, const XmlAttributes& attributes);
  void close_paragraph();
  void label(Paragraph& paragraph, std::string_view name, const XmlAttributes& attributes);
  void open_container();
  std::vector<OfficeParagraph> close_container();
  void give(OfficeParagraph&& paragraph);
  void give_row(Row&& row);
  void append(std::string_view text);
  void mark_hidden(std::size_t begin);
  void push_look(Opened& opened, std::string_view family, std::string_view style);
  void push_hidden(Opened& opened);
  void change(std::string_view name, const XmlAttributes& attributes);
  void insertions_end(bool goes_on);
  void add_revision(OfficeRevision&& revision);
  bool own_paragraph() const { return paragraphs_.size() > containers_.back().base; }
  bool left_out() const { return view_ == View::original && !insertions_.empty(); }

  View view_;
  Sink sink_;
  OdtStyles styles_;
  OdtNumbering numbering_;
  std::vector<Opened> elements_;
  std::vector<Container> containers_;
  std::vector<Paragraph> paragraphs_;  // more than one inside a text box or a note
  std::vector<Row> rows_;
  std::vector<OdtStyles::Look> looks_;
  std::vector<Note> notes_;
  std::vector<Remark> remarks_;
  std::vector<Frame> frames_;
  std::map<std::string, std::pair<std::size_t, std::size_t>> named_remarks_;  // name -> depth of the paragraph, its revision
  std::map<std::string, Change, std::less<>> changes_;
  Change* region_ = nullptr;
  std::vector<Insertion> insertions_;
  std::vector<OfficeParagraph> headers_;
  OfficeUnread unread_;
  int skip_ = 0;
  bool is_text_ = false, soft_breaks_ = false, break_pending_ = false, any_paragraph_ = false;
};

}  // namespace caveat::extract
#endif
