// See pdf_pages.h. The only file that knows poppler, by its private headers: the public ones give no lines and no
// fonts.
#include "pdf_pages.h"

#include <ErrorCodes.h>
#include <GfxFont.h>
#include <GfxState.h>
#include <GlobalParams.h>
#include <PDFDoc.h>
#include <Page.h>
#include <Stream.h>
#include <TextOutputDev.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "answer_builder.h"
#include "base/limits.h"
#include "pdf_layout.h"

namespace caveat::reader {
namespace {

using extract::reader::Answer;
using extract::reader::Failure;
using extract::reader::Unread;

// What TextOutputDev sees and drops without a word.
struct Dropped {
  std::uint32_t diagonal = 0, hidden = 0, undecodable = 0;
};

class CountingTextDevice : public TextOutputDev {
 public:
  CountingTextDevice() : TextOutputDev(static_cast<const char*>(nullptr), false, 0, false, false) {}

  void startPage(int page, GfxState* state, XRef* xref) override {
    dropped_ = {};
    TextOutputDev::startPage(page, state, xref);
    width_ = state->getPageWidth();
    height_ = state->getPageHeight();
  }

  void drawChar(GfxState* state, double x, double y, double dx, double dy, double origin_x, double origin_y,
                CharCode code, int bytes, const Unicode* unicode, int length) override {
    std::array<double, 4> m{};
    state->getFontTransMat(&m[0], &m[1], &m[2], &m[3]);
    const double along = std::fabs(m[0]), across = std::fabs(m[1]);
    const bool blank = length == 1 && is_white(unicode[0]);
    // A watermark would be strewn letter by letter into the lines that it crosses.
    if (std::min(along, across) > 0.1 * std::max(along, across)) {
      if (!blank) ++dropped_.diagonal;
      return;
    }
    double device_x = 0, device_y = 0;
    state->transform(x, y, &device_x, &device_y);
    if (device_x < 0 || device_x > width_ || device_y < 0 || device_y > height_) {
      if (!blank) ++dropped_.hidden;
      return;
    }
    if (length == 0 || (length == 1 && (unicode[0] == 0 || unicode[0] == 0xfffd))) ++dropped_.undecodable;
    TextOutputDev::drawChar(state, x, y, dx, dy, origin_x, origin_y, code, bytes, unicode, length);
  }

  // Poppler calls it instead of drawChar for text on a layer that is switched off.
  void incCharCount(int count) override {
    if (count > 0) dropped_.hidden += static_cast<std::uint32_t>(count);
    TextOutputDev::incCharCount(count);
  }

  const Dropped& dropped() const { return dropped_; }

 private:
  Dropped dropped_;
  double width_ = 0, height_ = 0;
};

bool is_bold(const TextWord& word) {
  const TextFontInfo* font = word.getFontInfo(0);
  if (font->isBold()) return true;
  const GooString* const name = word.getFontName(0);
  if (name == nullptr) return false;
  std::string lower(name->toStr());
  for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  for (const char* mark : {"bold", "black", "heavy", "-bd", "cmbx"})
    if (lower.find(mark) != std::string::npos) return true;
  return false;
}

// Symbol and Wingdings keep their glyphs at U+F000 to U+F0FF; these are the ones that word processors draw as bullets.
std::uint32_t plain_character(std::uint32_t code) {
  switch (code) {
    case 0xf0b7:
    case 0xf0a7:
    case 0xf0d8:
    case 0xf0fc:
    case 0xf076:
    case 0xf06c:
    case 0xf06e:
    case 0xf0a8: return 0x2022;
    default: return code;
  }
}

PdfPage words_of(const TextPage& text, std::uint32_t number, double width, double height) {
  PdfPage page;
  page.number = number;
  page.width = static_cast<float>(width);
  page.height = static_cast<float>(height);
  for (const TextFlow* flow = text.getFlows(); flow != nullptr; flow = flow->getNext())
    for (const TextBlock* block = flow->getBlocks(); block != nullptr; block = block->getNext())
      for (const TextLine* line = block->getLines(); line != nullptr; line = line->getNext()) {
        PdfLine out;
        for (const TextWord* word = line->getWords(); word != nullptr; word = word->getNext()) {
          PdfWord piece;
          bool white = true;
          for (int i = 0; i < word->getLength(); ++i) {
            const std::uint32_t code = plain_character(*word->getChar(i));
            if (append_character(piece.text, code) && !is_white(code)) white = false;
          }
          if (white || word->getLength() == 0) {
            if (!out.words.empty()) out.words.back().space_after = true;
            continue;
          }
          double x0 = 0, y0 = 0, x1 = 0, y1 = 0;
          word->getBBox(&x0, &y0, &x1, &y1);
          piece.box = {static_cast<float>(x0), static_cast<float>(y0), static_cast<float>(x1), static_cast<float>(y1)};
          piece.base = static_cast<float>(word->getBaseline());
          piece.size = static_cast<float>(word->getFontSize());
          piece.space_after = word->getSpaceAfter();
          piece.bold = is_bold(*word);
          if (!std::isfinite(x0 + y0 + x1 + y1 + piece.base + piece.size)) continue;
          if (out.words.empty()) out.rotation = static_cast<std::uint8_t>(word->getRotation() & 3);
          out.words.push_back(std::move(piece));
        }
        if (!out.words.empty()) page.lines.push_back(std::move(out));
      }
  return page;
}

// Some documents of a set have a password, others none: it is tried last. Until PDF 2.0 passwords were bytes of an 8-bit encoding, of which Latin-1
// is the part that people type.
std::unique_ptr<PDFDoc> open(std::string_view document, std::string_view password) {
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

// Whether nothing but white is on the page. A scan has an image; text that was turned into outlines takes some hundred
// bytes a letter; what a word processor writes for an empty page stays under 500.
bool is_blank(Page& page) {
  constexpr int kBlankBytes = 600;
  Dict* const resources = page.getResourceDict();
  if (resources != nullptr) {
    const Object objects = resources->lookup("XObject");
    if (objects.isDict() && objects.dictGetLength() > 0) return false;
  }
  Object contents = page.getContents();
  int bytes = 0;
  const auto count = [&](const Object& object) {
    if (!object.isStream()) return;
    Stream* const stream = object.getStream();
    stream->reset();
    while (bytes <= kBlankBytes && stream->getChar() != EOF) ++bytes;
    stream->close();
  };
  if (contents.isArray()) {
    for (int i = 0; i < contents.arrayGetLength() && bytes <= kBlankBytes; ++i) count(contents.arrayGet(i));
  } else {
    count(contents);
  }
  return bytes <= kBlankBytes;
}

}  // namespace

void prepare_pdf() {
  setErrorCallback([](ErrorCategory, Goffset, const char*) {});
  globalParams = std::make_unique<GlobalParams>();
}

std::variant<Answer, Failure> read_pdf(std::string_view document, std::string_view password, const PageProgress& progress) {
  const std::unique_ptr<PDFDoc> opened = open(document, password);
  PDFDoc& doc = *opened;
  if (!doc.isOk()) return doc.getErrorCode() != errEncrypted ? Failure::damaged : password.empty() ? Failure::locked : Failure::wrong_password;
  const int count = doc.getNumPages();
  if (count <= 0) return Failure::damaged;
  const auto total = static_cast<std::uint32_t>(count);
  const std::uint32_t readable = std::min(total, limits::kPages);

  AnswerBuilder builder;
  std::vector<PdfPage> pages;
  std::vector<std::uint32_t> empty, blank;
  for (std::uint32_t number = 1; number <= readable; ++number) {
    progress(number - 1, readable);
    Page* const page = doc.getPage(static_cast<int>(number));
    if (page == nullptr) {
      empty.push_back(number);
      pages.push_back({number, 0, 0, {}});
      continue;
    }
    // One for each page: after takeText() poppler 22.12 goes on writing to the page that was taken.
    CountingTextDevice device;
    doc.displayPage(&device, static_cast<int>(number), 72, 72, 0, false, true, false);
    TextPage* const text = device.takeText();
    double width = page->getCropWidth(), height = page->getCropHeight();
    if (page->getRotate() % 180 != 0) std::swap(width, height);
    pages.push_back(words_of(*text, number, width, height));
    text->decRefCnt();
    const Dropped& dropped = device.dropped();
    if (dropped.hidden > 0) builder.add_unread(Unread::hidden_text, number, dropped.hidden);
    if (dropped.diagonal > 0) builder.add_unread(Unread::diagonal_text, number, dropped.diagonal);
    if (dropped.undecodable > 0) builder.add_unread(Unread::undecodable_glyphs, number, dropped.undecodable);
    if (pages.back().lines.empty()) (is_blank(*page) ? blank : empty).push_back(number);
  }
  progress(readable, readable);

  // A white page in a contract hides nothing. In a document without any text nothing can be told from its pages.
  if (empty.size() + blank.size() == pages.size()) {
    empty.insert(empty.end(), blank.begin(), blank.end());
    std::sort(empty.begin(), empty.end());
  }
  for (const std::uint32_t number : empty) builder.add_unread(Unread::page_without_text, number, 1);
  if (total > readable) builder.add_unread(Unread::pages_over_limit, readable + 1, total - readable);
  if (Catalog* const catalog = doc.getCatalog(); catalog != nullptr) {
    if (const int files = catalog->numEmbeddedFiles(); files > 0)
      builder.add_unread(Unread::embedded_object, 0, static_cast<std::uint32_t>(files));
    // A static XFA form has its text in the pages as well.
    const Object root = doc.getXRef()->getCatalog();
    if (catalog->getFormType() == Catalog::XfaForm && root.isDict() && root.dictLookup("NeedsRendering").isBool() &&
        root.dictLookup("NeedsRendering").getBool())
      builder.add_unread(Unread::dynamic_form, 0, 1);
  }
  lay_out(pages, builder);
  if (builder.full()) builder.add_unread(Unread::text_over_limit, 0, 1);
  return builder.take();
}

}  // namespace caveat::reader
