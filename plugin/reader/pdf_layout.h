// From the words of a PDF's pages, each with its place, to blocks in reading order: columns, table rows, paragraphs,
// headings, running headers and footers. Knows nothing of poppler. Tested by tests/unit/reader/pdf_test.cpp.
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
};

// Words that poppler found on one line of one column.
struct PdfLine {
  std::vector<PdfWord> words;
  std::uint8_t rotation = 0;  // quarter turns
};

struct PdfPage {
  std::uint32_t number = 0;
  float width = 0, height = 0;
  std::vector<PdfLine> lines;
};

// Writes the pages and their blocks.
void lay_out(const std::vector<PdfPage>& pages, AnswerBuilder& builder);

}  // namespace caveat::reader
#endif
