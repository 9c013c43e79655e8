// DocxLook: what is seen. Tested by tests/unit/extract/docx_hidden_test.cpp.
#include "extract/docx_look.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>

namespace caveat::extract {
namespace {

constexpr int kTinyHalfPoints = 2;  // 1 point: no printer and no eye resolves it; the smallest print of real contracts has 5
constexpr int kNearly = 16;         // of 255 in each channel: #EFEFEF on white is not seen, the grey of a caption (#BFBFBF) is
constexpr std::uint32_t kWhite = 0xFFFFFF;

struct Named {
  std::string_view name;
  std::uint32_t rgb;
};
// Of w:highlight, of themes as Office ships them, and of VML.
constexpr Named kColours[] = {
    {"white", 0xFFFFFF},     {"black", 0x000000},      {"yellow", 0xFFFF00},      {"green", 0x00FF00},     {"cyan", 0x00FFFF},       {"magenta", 0xFF00FF},     {"blue", 0x0000FF},
    {"red", 0xFF0000},       {"darkBlue", 0x00008B},   {"darkCyan", 0x008B8B},    {"darkGreen", 0x006400}, {"darkMagenta", 0x800080}, {"darkRed", 0x8B0000},     {"darkYellow", 0x808000},
    {"darkGray", 0xA9A9A9},  {"lightGray", 0xD3D3D3},  {"background1", 0xFFFFFF}, {"light1", 0xFFFFFF},    {"bg1", 0xFFFFFF},        {"lt1", 0xFFFFFF},         {"text1", 0x000000},
    {"dark1", 0x000000},     {"tx1", 0x000000},        {"dk1", 0x000000},         {"window", 0xFFFFFF},
};

int channel(std::uint32_t rgb, int shift) { return static_cast<int>(rgb >> shift & 0xFF); }

// A colour of the theme, darkened: w:themeFill="background1" w:themeFillShade="D9".
DocxPaint themed(std::string_view theme, std::string_view shade, std::string_view tint) {
  DocxPaint out = docx_colour(theme);
  if (out.kind != DocxPaint::Kind::known || (shade.empty() && tint.empty())) return out;
  int part = 0;
  if (out.rgb != kWhite || shade.empty() || std::from_chars(shade.data(), shade.data() + shade.size(), part, 16).ec != std::errc()) return {DocxPaint::Kind::unknown, 0};
  const auto grey = static_cast<std::uint32_t>(std::clamp(part, 0, 255));
  return {DocxPaint::Kind::known, grey << 16 | grey << 8 | grey};
}

}  // namespace

DocxPaint docx_colour(std::string_view text) {
  if (text.starts_with('#')) text.remove_prefix(1);
  text = text.substr(0, text.find(' '));  // VML: "#4f81bd [3204]"
  if (text.empty() || text == "auto" || text == "none") return {};
  for (const Named& named : kColours)
    if (text == named.name) return {DocxPaint::Kind::known, named.rgb};
  std::uint32_t rgb = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), rgb, 16);
  if (text.size() != 6 || error != std::errc() || end != text.data() + text.size()) return {DocxPaint::Kind::unknown, 0};
  return {DocxPaint::Kind::known, rgb};
}

DocxPaint docx_shade(const XmlAttributes& attributes) {
  const std::string_view pattern = attributes.get("val");
  if (pattern == "solid") return docx_colour(attributes.get("color"));
  if (!pattern.empty() && pattern != "clear" && pattern != "nil") return {DocxPaint::Kind::unknown, 0};
  if (pattern == "nil") return {};
  const DocxPaint fill = docx_colour(attributes.get("fill"));
  const std::string_view theme = attributes.get("themeFill");
  return fill.kind != DocxPaint::Kind::none || theme.empty() ? fill : themed(theme, attributes.get("themeFillShade"), attributes.get("themeFillTint"));
}

bool is_nearly(DocxPaint colour, DocxPaint behind) {
  if (colour.kind != DocxPaint::Kind::known || behind.kind != DocxPaint::Kind::known) return false;
  for (const int shift : {0, 8, 16})
    if (std::abs(channel(colour.rgb, shift) - channel(behind.rgb, shift)) > kNearly) return false;
  return true;
}

bool docx_switch(const XmlAttributes& attributes) {
  const std::string_view value = attributes.get("val");
  return value != "0" && value != "false" && value != "off";
}

void DocxLook::read(std::string_view name, const XmlAttributes& attributes) {
  if (name == "w:vanish" || name == "w:specVanish") {
    vanish = docx_switch(attributes);
  } else if (name == "w:sz") {
    half_points = attributes.number("val");
  } else if (name == "w:color") {
    // Word writes beside a colour of the theme what it comes to; other programs need not.
    colour = docx_colour(attributes.get("val"));
    if (const std::string_view theme = attributes.get("themeColor"); colour->kind == DocxPaint::Kind::none && !theme.empty())
      colour = themed(theme, attributes.get("themeShade"), attributes.get("themeTint"));
  } else if (name == "w:shd") {
    shade = docx_shade(attributes);
  } else if (name == "w:highlight") {
    highlight = docx_colour(attributes.get("val"));
  }
}

void DocxLook::inherit(const DocxLook& below) {
  if (!vanish) vanish = below.vanish;
  if (!half_points) half_points = below.half_points;
  if (!colour) colour = below.colour;
  if (!shade) shade = below.shade;
  if (!highlight) highlight = below.highlight;
}

bool is_unseen(const DocxLook& look, DocxPaint behind) {
  if (look.vanish.value_or(false)) return true;
  if (look.half_points && *look.half_points >= 0 && *look.half_points <= kTinyHalfPoints) return true;
  for (const auto& paint : {look.shade, look.highlight})
    if (paint && paint->kind != DocxPaint::Kind::none) behind = *paint;
  return look.colour && is_nearly(*look.colour, behind);
}

}  // namespace caveat::extract
