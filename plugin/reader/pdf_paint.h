// What is painted on a page of a PDF beside its text: pictures, areas, lines. Asked only where it decides something: whether a page is a scan, and whether
// words that are white or invisible can be seen. Tested by tests/unit/reader/pdf_hidden_test.cpp, recognition_test.cpp (pictures).
//
//   const Paint paint = paint_of(document, 3, 595, 842);
//   paint.is_painted_at(100, 700);  // a dark bar: white words in it are seen
#ifndef CAVEAT_READER_PDF_PAINT_H
#define CAVEAT_READER_PDF_PAINT_H
#include <array>
#include <bitset>
#include <cstdint>

#include "answer_builder.h"
#include "pdf_document.h"

namespace caveat::reader {

class Paint {
 public:
  Paint(double width, double height) : width_(width), height_(height) {}

  // Points, origin at the top left of the page. What reaches over its edge is cut off.
  void add(const Box& box);
  void add_picture(const Box& box);
  void add_letter(const Box& box);

  bool is_filled_by_pictures() const;
  // Or next to it: the page is looked at through a coarse grid, and in doubt a place counts as painted.
  bool is_painted_at(float x, float y) const;
  bool is_drawn_at(float x, float y) const;  // painted by other than letters

 private:
  static constexpr std::size_t kCells = 128;  // on each side: 5 by 7 points of a page of A4
  std::size_t column(double x) const;
  std::size_t row(double y) const;
  double width_, height_, covered_ = 0;
  using Cells = std::array<std::bitset<kCells>, kCells>;
  void mark(Cells& cells, const Box& box) const;
  Cells letters_{}, drawn_{};
};

// Of what is not white.
Paint paint_of(PDFDoc& document, std::uint32_t page, double width, double height);

}  // namespace caveat::reader
#endif
