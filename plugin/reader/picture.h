// Picture: a document that is a picture (PNG, JPEG, TIFF with its pages: a photographed, scanned or faxed contract) -> its pages, in grey, upright, as tesseract
// likes them. By the libraries that poppler brings along anyway (libpng, libjpeg, libtiff), and not by leptonica: they say when a picture is damaged, and
// leptonica goes on without a word (docs/adr/0018). Tested by tests/unit/reader/picture_test.cpp.
//
//   picture_pages(fax)                 {{1728, 1145, 204, 98, 1}, ...}: as the heads say; nothing is unpacked
//   draw_picture(fax, pages[0])        2542 x 3505 pixels of 300 dpi
#ifndef CAVEAT_READER_PICTURE_H
#define CAVEAT_READER_PICTURE_H
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include "extract/reader_protocol.h"
#include "recognition.h"

namespace caveat::reader {

struct PicturePage {
  std::uint32_t width = 0, height = 0;  // pixels as they are stored; 0: the page is damaged or over the limit
  double dpi_x = 0, dpi_y = 0;          // never 0 where the page can be drawn: what the file says, where that can be, or as if the picture were a sheet of A4
  std::uint8_t orientation = 1;         // of EXIF, 1 to 8
  std::uint32_t directory = 0;          // of TIFF
  double width_points() const;          // upright
  double height_points() const;
};

// A page that cannot be drawn is there all the same. Failures: damaged, pixels (no page can be drawn).
std::variant<std::vector<PicturePage>, extract::reader::Failure> picture_pages(std::string_view document);

struct DrawnPicture {
  std::vector<std::uint8_t> grey;  // a byte a pixel, black is 0; paper is white, however the light fell on it
  int width = 0, height = 0;
  double dpi = 0;
  bool damaged = false;  // a part of it is missing or wrong
};
DrawnPicture draw_picture(std::string_view document, const PicturePage& page);  // no pixels: nothing of it could be read

// As read_pdf() and recognise_pdf().
std::variant<extract::reader::Answer, extract::reader::Failure> read_picture(std::string_view document, const std::vector<extract::reader::RecognisedPage>& recognised);
std::optional<extract::reader::Failure> recognise_picture(std::string_view document, const std::vector<std::uint32_t>& pages, std::uint32_t language,
                                                          Tesseract& tesseract, const PageRecognised& done);

}  // namespace caveat::reader
#endif
