// Text recognition: pages of a PDF that are pictures, and pictures (picture.h) -> words with their places, by tesseract, which is loaded when it is asked for: whoever scans
// no pictures need not install it, nor wait for it. Tested by tests/unit/reader/recognition_test.cpp.
//
//   Tesseract tesseract;
//   if (!tesseract.load()) ...                                   not installed
//   close_system(tesseract.models());
//   recognise_pdf(pdf, "", {3, 4}, kGerman, tesseract, [](const RecognisedPage& page) { ... });
#ifndef CAVEAT_READER_RECOGNITION_H
#define CAVEAT_READER_RECOGNITION_H
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/reader_protocol.h"

namespace caveat::reader {

// A page as tesseract sees it: a byte a pixel, black is 0.
struct GreyPicture {
  const std::uint8_t* pixels = nullptr;
  int width = 0, height = 0, row_bytes = 0;
  double dpi = 0;
};

class Tesseract {
 public:
  Tesseract() = default;
  Tesseract(const Tesseract&) = delete;
  Tesseract& operator=(const Tesseract&) = delete;

  // Finds the library and the models. Call it before the file system is closed. False: one of them is not there.
  bool load();
  const std::string& models() const { return models_; }  // the folder, from which further ones are read later
  // One language at a time: a second model makes pages slower and no better (docs/reading.md). The words stand in points from the top left of the
  // picture. `language`: the one to begin with; where the words turn out to be of another one, the page is read once more.
  extract::reader::RecognisedPage recognise(const GreyPicture& picture, std::uint32_t language);
  // The same, where there may be nothing on the page.
  extract::reader::RecognisedPage read_page(const GreyPicture& picture, std::uint32_t language);

 private:
  struct Functions;
  bool use(std::uint32_t language);
  std::vector<extract::reader::RecognisedWord> words_of(const GreyPicture& picture, int segmentation);
  void add_overlooked(const GreyPicture& picture, std::vector<extract::reader::RecognisedWord>& words);

  const Functions* call_ = nullptr;
  void* engine_ = nullptr;
  std::string models_;
  std::uint32_t installed_ = 0;  // a bit a language
  std::uint32_t in_use_ = 0;
  bool finds_orientation_ = false;
};

// The language whose small words are most among these; 0: they do not tell.
std::uint32_t language_of(const std::vector<extract::reader::RecognisedWord>& words);

using PageRecognised = std::function<void(const extract::reader::RecognisedPage&)>;
std::optional<extract::reader::Failure> recognise_pdf(std::string_view document, std::string_view password, const std::vector<std::uint32_t>& pages,
                                                      std::uint32_t language, Tesseract& tesseract, const PageRecognised& done);

}  // namespace caveat::reader
#endif
