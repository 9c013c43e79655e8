// See pdf_text_device.h.
#include "pdf_text_device.h"

#include <GfxFont.h>
#include <GfxState.h>
#include <UTF.h>

#include <algorithm>
#include <cmath>
#include <cstring>

#include "base/limits.h"
#include "pdf_look.h"

namespace caveat::reader {
namespace {

// Accents that stand on the letter before them have no width, and should not.
bool is_accent(std::uint32_t code) { return (code >= 0x300 && code < 0x370) || (code >= 0x1ab0 && code < 0x1b00) || (code >= 0x20d0 && code < 0x2100); }

bool is_private(std::uint32_t code) { return (code >= 0xe000 && code <= 0xf8ff) || code >= 0xf0000; }

// Letters and figures of any alphabet.
bool is_letter(std::uint32_t code) {
  return (code >= '0' && code <= '9') || (code >= 'A' && code <= 'Z') || (code >= 'a' && code <= 'z') || (code >= 0xc0 && !is_private(code));
}

bool is_hyphen(std::uint32_t code) { return code == '-' || code == 0xad || (code >= 0x2010 && code <= 0x2015); }

bool is_ligature(std::uint32_t code) { return code >= 0xfb00 && code <= 0xfb06; }

// What two writings of the same words have in common: no spaces, hyphens, marks without a width and capitals, and ligatures letter by letter.
void append_compared(Unicode code, std::vector<Unicode>& out) {
  static constexpr const char* kLigatures[] = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};  // U+FB00
  if (is_white(code) || is_hyphen(code) || (code >= 0x200b && code <= 0x200f) || code == 0x2060 || code == 0xfeff) return;
  if (is_ligature(code)) {
    for (const char* letter = kLigatures[code - 0xfb00]; *letter != 0; ++letter) out.push_back(static_cast<Unicode>(*letter));
    return;
  }
  out.push_back(code >= 'A' && code <= 'Z' ? code + 32 : code);
}

// A font that says itself, or by a table that everybody has, which letters its codes are; or one of signs, which are meant.
bool says_its_letters(const GfxFont& font) {
  if (font.hasToUnicodeCMap()) return true;
  Ref embedded{};
  if (!font.isCIDFont() && (font.getType() == fontType3 || !font.getEmbeddedFontID(&embedded))) return font.getType() != fontType3;
  if (!font.getName()) return false;
  for (const char* signs : {"Symbol", "Dingbats", "Wingdings", "Webdings", "Math", "CMSY", "CMEX", "MSAM", "MSBM", "OpenSymbol", "Marlett"})
    if (font.getName()->find(signs) != std::string::npos) return true;
  return false;
}

}  // namespace

void TextDevice::startPage(int page, GfxState* state, XRef* xref) {
  page_ = page;
  xref_ = xref;
  TextOutputDev::startPage(page, state, xref);
  width_ = state->getPageWidth();
  height_ = state->getPageHeight();
  for (std::size_t i = 0; i < to_page_.size(); ++i) to_page_[i] = state->getCTM()[i];
}

void TextDevice::endPage() {
  TextOutputDev::endPage();
  if (invisible_ != nullptr) invisible_->endPage();
}

void TextDevice::updateFont(GfxState* state) {
  font_changed_ = true;
  TextOutputDev::updateFont(state);
}

void TextDevice::restoreState(GfxState* state) {
  font_changed_ = true;
  TextOutputDev::restoreState(state);
}

// Texts said in each other; programs write none within another.
constexpr std::size_t kDeepest = 4;

void TextDevice::beginActualText(GfxState* state, const GooString* text) {
  Span span;
  span.number = begun_++;
  work_.add(text->toStr().size());
  span.taken = span.number < taken_.size() && taken_[span.number];
  if (span.taken) {
    TextOutputDev::beginActualText(state, text);
    if (invisible_ != nullptr) invisible_->beginActualText(state, text);
  } else if (taken_.empty() && spans_.size() < kDeepest && !work_.is_over()) {
    span.claim = std::make_unique<Claim>();
    Unicode* said = nullptr;
    const int count = TextStringToUCS4(text->toStr(), &said);
    for (int i = 0; i < count; ++i) {
      span.claim->soft_hyphen = span.claim->soft_hyphen || said[i] == 0xad;
      append_compared(said[i], span.claim->says);
    }
    gfree(said);
  }
  spans_.push_back(std::move(span));
}

void TextDevice::endActualText(GfxState* state) {
  if (spans_.empty()) return;
  const Span span = std::move(spans_.back());
  spans_.pop_back();
  if (span.taken) {
    TextOutputDev::endActualText(state);
    if (invisible_ != nullptr) invisible_->endActualText(state);
  }
  if (span.claim == nullptr) return;
  constexpr std::size_t kLigature = 3;  // letters of one glyph: "ffi"
  const Claim& claim = *span.claim;
  const std::size_t more = claim.more + claim.says.size() - claim.at;
  if (!claim.fits || more > kLigature * claim.without_letters || (claim.without_letters == 0 && !claim.ligature && !(claim.hyphen && claim.soft_hyphen))) return;
  better_said_.resize(span.number + 1);
  better_said_.back() = true;
}

void TextDevice::hold_against_claims(const GfxFont* font, const Unicode* unicode, int length) {
  std::vector<Unicode> drawn;
  const bool said = font != nullptr && use_of(*font).said;
  bool letters = length > 0, hyphen = false, ligature = false;
  for (int i = 0; i < length; ++i) {
    letters = letters && unicode[i] != 0 && unicode[i] != 0xfffd && (said ? !is_private(unicode[i]) : is_letter(unicode[i]) || is_white(unicode[i]) || is_hyphen(unicode[i]));
    hyphen = hyphen || is_hyphen(unicode[i]);
    ligature = ligature || is_ligature(unicode[i]);
    append_compared(unicode[i], drawn);
  }
  for (std::size_t i = 0; i < std::min(spans_.size(), kDeepest); ++i) {  // no deeper one has a claim
    if (spans_[i].claim == nullptr) continue;
    Claim& claim = *spans_[i].claim;
    claim.hyphen = claim.hyphen || hyphen;
    claim.ligature = claim.ligature || ligature;
    if (!letters) {
      ++claim.without_letters;
      continue;
    }
    for (const Unicode letter : drawn) {
      while (claim.at < claim.says.size() && claim.says[claim.at] != letter) ++claim.at, ++claim.more;
      if (claim.at < claim.says.size()) ++claim.at;
      else claim.fits = false;
    }
  }
}

void TextDevice::drawChar(GfxState* state, double x, double y, double dx, double dy, double origin_x, double origin_y, CharCode code, int bytes,
                          const Unicode* unicode, int length) {
  work_.add(PageWork::kLetter);
  if (work_.is_over()) return;
  if (!spans_.empty()) hold_against_claims(state->getFont().get(), unicode, length);
  std::array<double, 4> m{};
  state->getFontTransMat(&m[0], &m[1], &m[2], &m[3]);
  const double along = std::fabs(m[0]), across = std::fabs(m[1]);
  const bool blank = length == 1 && is_white(unicode[0]);
  // A watermark would be strewn letter by letter into the lines that it crosses.
  if (std::min(along, across) > 0.1 * std::max(along, across)) {
    if (!blank) ++dropped_.diagonal;
    return;
  }
  if (spread(state, x, y, dx, dy, code, unicode, length) && !blank) ++stacked_;
  double device_x = 0, device_y = 0;
  state->transform(x, y, &device_x, &device_y);
  if (device_x < 0 || device_x > width_ || device_y < 0 || device_y > height_) {
    if (!blank) ++dropped_.hidden;
    return;
  }
  double wide = 0, high = 0;
  state->transformDelta(dx, dy, &wide, &high);
  if (std::fabs(wide) < 3 && std::fabs(high) < 3) ++narrow_;
  if (!blank) ++letters_;
  if (length == 0 || (length == 1 && (unicode[0] == 0 || unicode[0] == 0xfffd))) ++dropped_.undecodable;
  else if (!blank) count(state->getFont().get(), unicode, length);
  if (state->getFont() != nullptr && state->getFont()->getType() == fontType3) pictured_ = true;
  if (!is_invisible(*state)) {
    TextOutputDev::drawChar(state, x, y, dx, dy, origin_x, origin_y, code, bytes, unicode, length);
    return;
  }
  if (invisible_ == nullptr) {
    invisible_ = std::make_unique<TextOutputDev>(static_cast<const char*>(nullptr), false, 0, false, false);
    invisible_->startPage(page_, state, xref_);
  }
  if (font_changed_) invisible_->updateFont(state);
  font_changed_ = false;
  invisible_->drawChar(state, x, y, dx, dy, origin_x, origin_y, code, bytes, unicode, length);
}

// Poppler calls it instead of drawChar for text on a layer that is switched off.
void TextDevice::incCharCount(int count) {
  if (count > 0) dropped_.hidden += static_cast<std::uint32_t>(count);
  TextOutputDev::incCharCount(count);
}

bool TextDevice::spread(GfxState* state, double& x, double& y, double& dx, double& dy, CharCode code, const Unicode* unicode, int length) {
  // Of the font size. Poppler takes what is nearer than a tenth for drawn twice, and what leaves a gap or an overlap of more for another word.
  constexpr double kStep = 0.18, kFirst = 0.09;
  const double size = std::fabs(state->getFontSize() * state->getHorizScaling());
  double spaced_x = 0, spaced_y = 0, unit_x = 0, unit_y = 0, device_x = 0, device_y = 0, wide = 0, high = 0;
  state->textTransformDelta((state->getCharSpace() + (code == ' ' ? state->getWordSpace() : 0)) * state->getHorizScaling(), 0, &spaced_x, &spaced_y);
  state->textTransformDelta(size, 0, &unit_x, &unit_y);
  state->transformDelta(unit_x, unit_y, &wide, &high);
  state->transform(x, y, &device_x, &device_y);
  const double unit = std::hypot(unit_x, unit_y);
  const bool flat = unit > 0 && std::hypot(dx - spaced_x, dy - spaced_y) <= 0.01 * unit && !(length > 0 && is_accent(unicode[0]));
  const bool stacked = flat && on_stack_ > 0 && std::hypot(device_x - stack_x_, device_y - stack_y_) < 0.1 * std::hypot(wide, high);
  // One letter without a width harms nobody. The second moves all that follow on the line, and so does the end of the stack.
  if (stacked || on_stack_ > 1) moved_ += kStep * size;
  on_stack_ = stacked ? on_stack_ + 1 : flat ? 1 : 0;
  stack_x_ = device_x;
  stack_y_ = device_y;
  double moved_x = 0, moved_y = 0;
  state->textTransformDelta(moved_, 0, &moved_x, &moved_y);
  x += moved_x;
  y += moved_y;
  if (flat) {
    dx = spaced_x + (stacked ? kStep : kFirst) * unit_x;
    dy = spaced_y + (stacked ? kStep : kFirst) * unit_y;
  }
  return stacked;
}

TextDevice::Font& TextDevice::use_of(const GfxFont& font) {
  const auto [place, fresh] = fonts_.emplace(&font, Font());
  if (fresh) place->second.said = says_its_letters(font);
  return place->second;
}

void TextDevice::count(const GfxFont* font, const Unicode* unicode, int length) {
  if (font == nullptr) return;
  Font& use = use_of(*font);
  for (int i = 0; i < length; ++i) {
    // What is in an area of private use is said to nobody.
    if (use.said ? !is_private(unicode[i]) : is_letter(unicode[i])) {
      ++use.letters;
    } else {
      ++use.signs;
      use.kinds.set(unicode[i] & 0xff);
    }
  }
}

std::uint32_t TextDevice::unsaid() const {
  // Bullets, leaders and ruled lines are a few signs again and again; a text whose letters are signs has many.
  constexpr std::uint32_t kLeast = 20;
  constexpr std::size_t kKinds = 8;
  std::uint32_t all = 0;
  for (const auto& [font, use] : fonts_)
    if (use.signs >= kLeast && use.kinds.count() >= kKinds && use.signs > use.letters) all += use.signs + use.letters;
  return all;
}

Box TextDevice::shown(double x0, double y0, double x1, double y1) const {
  const auto& m = to_page_;
  const double u0 = m[0] * x0 + m[2] * y0 + m[4], v0 = m[1] * x0 + m[3] * y0 + m[5];
  const double u1 = m[0] * x1 + m[2] * y1 + m[4], v1 = m[1] * x1 + m[3] * y1 + m[5];
  return {static_cast<float>(std::min(u0, u1)), static_cast<float>(std::min(v0, v1)), static_cast<float>(std::max(u0, u1)),
          static_cast<float>(std::max(v0, v1))};
}

// Straight lines along or across the page: strokes, and areas that are next to nothing wide. Curves and slanted lines belong to drawings.
void TextDevice::find_rules(GfxState* state, bool stroked) {
  constexpr double kThick = 3, kStraight = 0.5;
  const GfxPath* const path = state->getPath();
  for (int i = 0; i < path->getNumSubpaths(); ++i) {
    const GfxSubpath* const line = path->getSubpath(i);
    double x0 = 1e9, y0 = 1e9, x1 = -1e9, y1 = -1e9, last_x = 0, last_y = 0;
    for (int k = 0; k < line->getNumPoints() && rules_.size() < limits::kRulingLines; ++k) {
      double x = 0, y = 0;
      state->transform(line->getX(k), line->getY(k), &x, &y);
      if (!(std::fabs(x) < 1e6 && std::fabs(y) < 1e6)) return;
      if (stroked && k > 0 && !line->getCurve(k) && (std::fabs(x - last_x) < kStraight || std::fabs(y - last_y) < kStraight))
        add_rule(std::min(x, last_x), std::min(y, last_y), std::max(x, last_x), std::max(y, last_y));
      x0 = std::min(x0, x), y0 = std::min(y0, y), x1 = std::max(x1, x), y1 = std::max(y1, y);
      last_x = x, last_y = y;
    }
    if (!stroked && line->getNumPoints() <= 6 && std::min(x1 - x0, y1 - y0) <= kThick) add_rule(x0, y0, x1, y1);
  }
}

void TextDevice::add_rule(double x0, double y0, double x1, double y1) {
  if (rules_.size() < limits::kRulingLines && std::max(x1 - x0, y1 - y0) > 0)
    rules_.push_back({static_cast<float>(x0), static_cast<float>(y0), static_cast<float>(x1), static_cast<float>(y1)});
}


}  // namespace caveat::reader
