// See pdf_document.h. Tested by tests/unit/reader/pdf_test.cpp (passwords), recognition_test.cpp (pictures).
#include "pdf_document.h"

#include <ErrorCodes.h>
#include <GfxState.h>
#include <OutputDev.h>
#include <Stream.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace caveat::reader {

using extract::reader::Failure;

namespace {

// Sees where pictures stand and decodes none.
class PictureDevice : public OutputDev {
 public:
  PictureDevice(double width, double height) : width_(width), height_(height) {}
  bool upsideDown() override { return true; }
  bool useDrawChar() override { return true; }
  bool interpretType3Chars() override { return false; }

  void drawImage(GfxState* state, Object* ref, Stream* stream, int width, int height, GfxImageColorMap* map, bool interpolate, const int* mask,
                 bool in_line) override {
    add(*state);
    OutputDev::drawImage(state, ref, stream, width, height, map, interpolate, mask, in_line);  // skips the bytes of one in the page's own stream
  }
  void drawImageMask(GfxState* state, Object* ref, Stream* stream, int width, int height, bool invert, bool interpolate, bool in_line) override {
    add(*state);
    OutputDev::drawImageMask(state, ref, stream, width, height, invert, interpolate, in_line);
  }
  double covered() const { return covered_; }

 private:
  // A picture fills the unit square.
  void add(const GfxState& state) {
    double left = 1e9, right = -1e9, top = 1e9, bottom = -1e9;
    for (const auto& [u, v] : {std::pair{0, 0}, {1, 0}, {0, 1}, {1, 1}}) {
      double x = 0, y = 0;
      const_cast<GfxState&>(state).transform(u, v, &x, &y);
      left = std::min(left, x);
      right = std::max(right, x);
      top = std::min(top, y);
      bottom = std::max(bottom, y);
    }
    const double wide = std::min(right, width_) - std::max(left, 0.0), high = std::min(bottom, height_) - std::max(top, 0.0);
    if (wide > 0 && high > 0) covered_ += wide * high;
  }

  double width_, height_, covered_ = 0;
};

}  // namespace

// Some documents of a set have a password, others none: it is tried last. Until PDF 2.0 passwords were bytes of an 8-bit encoding, of which Latin-1
// is the part that people type.
std::unique_ptr<PDFDoc> open_pdf(std::string_view document, std::string_view password) {
  std::vector<std::string> keys{""};
  if (!password.empty()) {
    keys.emplace_back(password);
    std::string latin;
    bool fits = true;
    for (std::size_t i = 0; i < password.size() && fits; ++i) {
      const auto c = static_cast<unsigned char>(password[i]);
      if (c < 0x80) latin.push_back(password[i]);
      else if ((c == 0xc2 || c == 0xc3) && i + 1 < password.size()) latin.push_back(static_cast<char>((c & 3) << 6 | (password[++i] & 0x3f)));
      else fits = false;
    }
    if (fits && latin != password) keys.push_back(latin);
  }
  std::unique_ptr<PDFDoc> doc;
  for (const std::string& one : keys) {
    std::optional<GooString> key;
    if (!one.empty()) key.emplace(one);
    doc = std::make_unique<PDFDoc>(new MemStream(document.data(), 0, static_cast<Goffset>(document.size()), Object(objNull)), key, key);
    if (doc->isOk() || doc->getErrorCode() != errEncrypted) break;
  }
  return doc;
}

std::optional<Failure> failure_of(const PDFDoc& document, std::string_view password) {
  if (document.isOk()) return std::nullopt;
  return document.getErrorCode() != errEncrypted ? Failure::damaged : password.empty() ? Failure::locked : Failure::wrong_password;
}

bool is_filled_by_pictures(PDFDoc& document, std::uint32_t page, double width, double height) {
  constexpr double kMost = 0.5;  // a scan reaches from edge to edge; a logo, a photograph or a signature does not
  PictureDevice device(width, height);
  document.displayPage(&device, static_cast<int>(page), 72, 72, 0, false, true, false);
  return device.covered() > kMost * width * height;
}

}  // namespace caveat::reader
