// OfficeText: paragraphs, cells, notes and tracked changes of an office document, put together to ExtractedText. What the readers of OpenDocument
// (odt.h), RTF (rtf.h) and sheets (xlsx.h) share, so that one contract reads the same in each; that of Word (docx.h) places its words in the same way.
// Tested by tests/unit/extract/odt_test.cpp, rtf_test.cpp, xlsx_test.cpp.
//
//   paragraph {label "7.2", text "Fees are final."}, with a footnote  ->  "7.2 Fees are final." and a block "1 Save for errors."
#ifndef CAVEAT_EXTRACT_OFFICE_TEXT_H
#define CAVEAT_EXTRACT_OFFICE_TEXT_H
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "extract/extracted_text.h"

namespace caveat::extract {

struct OfficeRevision {
  Revision::Kind kind = Revision::Kind::insertion;
  std::uint32_t begin = 0, end = 0;  // bytes of OfficeParagraph::text
  std::string author, date;
};

struct OfficeParagraph {
  std::string text, label;  // label: the number that is drawn in front of it
  BlockKind kind = BlockKind::paragraph;
  std::uint8_t level = 0;
  std::vector<std::uint32_t> page_breaks;  // bytes of `text`, where the writer's own layout broke the page
  std::vector<OfficeRevision> revisions;
  std::vector<OfficeParagraph> boxes, notes;  // text boxes that hang on it; footnotes and endnotes, in order
};

// What the document shows besides text.
struct OfficeUnread {
  std::uint32_t embedded = 0, drawings = 0, pictures = 0, large_pictures = 0, repeated_cells = 0, undecodable = 0;
};

// Appends characters of a document that is not ours to trust (valid UTF-8): line and paragraph separators become '\n'; control characters and
// byte order marks go.
void append_clean(std::string& out, std::string_view text);

// Author and date of a change: valid UTF-8 of at most limits::kRevisionAuthorBytes.
std::string signature(std::string_view text);

bool is_blank(std::string_view text);

// Short enough for a heading, and not a clause that is written in a heading style for its number.
bool is_heading_text(std::string_view text);

// Spells the label out at the head of the text; the places in the paragraph move with it. A paragraph without words gets none.
void draw_label(OfficeParagraph& paragraph);

// Of a note: "1 Save for errors."; its paragraphs are footnotes.
std::vector<OfficeParagraph> as_note(std::vector<OfficeParagraph>&& paragraphs, std::string_view mark);

// Is this row only there for the layout? It has words in one cell alone, or paragraphs of prose in one.
template <class Paragraph>
bool is_layout(const std::vector<std::vector<Paragraph>>& cells) {
  constexpr std::size_t kProseCellBytes = 500;  // two paragraphs and this much text
  std::size_t filled = 0;
  for (const auto& cell : cells) {
    std::size_t texts = 0, bytes = 0;
    for (const Paragraph& paragraph : cell) {
      texts += !is_blank(paragraph.text);
      bytes += paragraph.text.size();
    }
    if (texts > 1 && bytes >= kProseCellBytes) return true;
    filled += texts > 0;
  }
  return filled <= 1;
}

// One row of a table: a line of cells with tabs between them, or the paragraphs themselves where the table is only there for the layout.
std::vector<OfficeParagraph> as_row(std::vector<std::vector<OfficeParagraph>>&& cells);

// Where the words of a paragraph came to stand in ExtractedText::text.
struct PlacedWords {
  std::size_t begin = 0, end = 0;  // of the paragraph: its words without the white space around them
  std::size_t mark = 0, base = 0;  // the text ended at `mark`; the words begin at `base`, after a line break

  // Of a byte of the paragraph.
  std::uint32_t place(std::size_t at) const;
};

// Appends the words as a block of this kind, or as several where blank lines part them. Errors: limit.
Result<PlacedWords> append_words(std::string_view name, ExtractedText& out, std::string_view words, BlockKind kind, std::uint8_t level);

// "3 pictures were not read": nothing where `count` is 0.
void tell_unread(ExtractedText& out, std::string_view code, std::uint32_t count, std::string_view one, std::string_view many, std::string_view rest);

// A header or footer is shown once, however many sections repeat it.
using ShownTexts = std::set<std::string>;

class OfficeText {
 public:
  OfficeText(std::string_view name, ExtractedText& out) : name_(name), out_(out) {}

  // Then its boxes, then its notes. Errors: limit.
  std::optional<Error> add(OfficeParagraph&& paragraph);
  // Of a header: nothing where the same words were shown already.
  std::optional<Error> add_once(OfficeParagraph&& paragraph, ShownTexts& shown);
  // Here ends the text that has pages; what comes later (headers, footers) stands on none.
  void end_of_pages();
  // Puts the revisions in order and tells what was not read.
  void close(const OfficeUnread& unread);

 private:
  std::optional<Error> add_words(const OfficeParagraph& paragraph);

  std::string_view name_;
  ExtractedText& out_;
  std::vector<std::uint32_t> breaks_;
  std::uint64_t revisions_ = 0;
};

}  // namespace caveat::extract
#endif
