// From the words of a PDF's pages, each with its place, to blocks in reading order: columns, table rows, paragraphs,
// headings, footnotes, running headers and footers; and the notes that somebody stuck on them. Knows nothing of poppler. Tested by tests/unit/reader/pdf_test.cpp.
#ifndef CAVEAT_READER_PDF_LAYOUT_H
#define CAVEAT_READER_PDF_LAYOUT_H
#include <cstdint>
#include <string>
#include <vector>

#include "answer_builder.h"

namespace caveat::reader {

struct PdfWord {
  std::string text;  // UTF-8, not empty
  Box box;           // points, origin at the top left of the page
  float base = 0;    // baseline: y, or x where the text is turned by 90 degrees
  float size = 0;    // of the font
  bool bold = false;
  bool space_after = false;
  float confidence = AnswerBuilder::kNotRecognised;  // of text recognition
  bool hidden = false;                               // nobody sees it on the page
};

// Words that poppler found on one line of one column.
struct PdfLine {
  std::vector<PdfWord> words;
  std::uint8_t rotation = 0;  // quarter turns
};

// A remark of a reader of the document, which is no part of it. Its words are not kept: that it is there is the finding.
struct PdfNote {
  std::vector<Box> boxes;  // of the words marked, or one: where the sign stands
  bool marks_words = false;
  std::string author, date;  // UTF-8; ISO 8601
};

struct PdfPage {
  std::uint32_t number = 0;
  float width = 0, height = 0;
  std::vector<PdfLine> lines;
  std::vector<Box> rules;  // lines drawn along or across the page, one of whose sides is next to nothing
  std::vector<PdfNote> notes;
};

// An entry of the document's own table of contents, which viewers show beside the pages.
struct PdfBookmark {
  std::string title;       // UTF-8
  std::uint32_t page = 0;  // 1-based
  std::uint8_t level = 1;  // 1..9
};

// The lines of a page as text recognition saw them.
std::vector<PdfLine> lines_of(const extract::reader::RecognisedPage& page);

// Writes the pages and their blocks.
void lay_out(const std::vector<PdfPage>& pages, const std::vector<PdfBookmark>& bookmarks, AnswerBuilder& builder);

}  // namespace caveat::reader
#endif
