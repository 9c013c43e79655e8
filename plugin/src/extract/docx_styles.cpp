// DocxStyles: word/styles.xml. Tested by tests/unit/extract/docx_test.cpp.
#include "extract/docx_styles.h"

namespace caveat::extract {
namespace {

constexpr int kBodyText = 9;        // w:outlineLvl of what is no heading
constexpr std::size_t kChain = 32;  // Word itself stops at 11 styles; a circle ends here as well

// "heading 2", "Heading 2" -> 2; "Title" -> 1; else 0
int level_by_name(std::string_view name) {
  std::string low;
  for (const char c : name) low += c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  if (low == "title") return 1;
  if (low.size() == 9 && low.starts_with("heading ") && low[8] >= '1' && low[8] <= '9') return low[8] - '0';
  return 0;
}

}  // namespace

const DocxStyles::Style* DocxStyles::find(std::string_view id) const {
  const auto found = styles_.find(id.empty() ? std::string_view(default_id_) : id);
  return found == styles_.end() ? nullptr : &found->second;
}

std::vector<std::string> DocxStyles::chain(std::string_view style_id) const {
  std::vector<std::string> out;
  std::string id(style_id.empty() ? std::string_view(default_id_) : style_id);
  while (out.size() < kChain) {
    const Style* style = find(id);
    if (style == nullptr || id.empty()) break;
    out.push_back(id);
    id = style->based_on;
  }
  return out;
}

int DocxStyles::heading_level(std::string_view style_id) const {
  for (const std::string& id : chain(style_id)) {
    const Style& style = styles_.find(id)->second;
    if (style.outline) return *style.outline >= 0 && *style.outline < kBodyText ? *style.outline + 1 : 0;
    if (const int level = level_by_name(style.name)) return level;
  }
  return 0;
}

DocxNumberReference DocxStyles::numbering(std::string_view style_id) const {
  DocxNumberReference out;
  for (const std::string& id : chain(style_id)) {
    const Style& style = styles_.find(id)->second;
    if (!out.level) out.level = style.numbering.level;
    if (style.numbering.number) {
      out.number = style.numbering.number;
      break;
    }
  }
  return out;
}

DocxLook DocxStyles::look_of(const Styles& styles, std::string_view id) {
  DocxLook out;
  std::string at(id);
  for (std::size_t steps = 0; steps < kChain; ++steps) {
    const auto found = styles.find(at);
    if (found == styles.end()) break;
    out.inherit(found->second.look);
    at = found->second.based_on;
  }
  return out;
}

DocxLook DocxStyles::look(std::string_view paragraph_style, std::string_view character_style) const {
  DocxLook out = look_of(character_styles_, character_style);
  const DocxLook paragraph = look_of(styles_, paragraph_style.empty() ? std::string_view(default_id_) : paragraph_style);
  if (out.vanish && paragraph.vanish) out.vanish = *out.vanish != *paragraph.vanish;
  out.inherit(paragraph);
  out.inherit(defaults_);
  return out;
}

DocxPaint DocxStyles::shade(std::string_view paragraph_style) const {
  for (const std::string& id : chain(paragraph_style))
    if (const Style& style = styles_.find(id)->second; style.shade) return *style.shade;
  return {};
}

bool DocxStyles::paints_table(std::string_view table_style, bool first_row) const {
  std::string at(table_style);
  for (std::size_t steps = 0; steps < kChain; ++steps) {
    const auto found = table_styles_.find(at);
    if (found == table_styles_.end()) break;
    if (found->second.paints_elsewhere || (first_row && found->second.paints_first_row)) return true;
    at = found->second.based_on;
  }
  return false;
}

void DocxStyles::start(std::string_view name, const XmlAttributes& attributes) {
  if (name == "w:docDefaults") in_defaults_ = true;
  if (name == "w:lang" && in_defaults_) language_ = attributes.get("val");
  if (name == "w:style") {
    const std::string_view type = attributes.get("type");
    const std::string id(attributes.get("styleId"));
    in_table_style_ = type == "table";
    current_ = &(type == "character" ? character_styles_ : in_table_style_ ? table_styles_ : styles_)[id];
    *current_ = Style();
    const std::string_view standard = attributes.get("default");
    if (type == "paragraph" && (standard == "1" || standard == "true" || standard == "on")) default_id_ = id;
    return;
  }
  if (name == "w:rPr") ++in_run_;
  // The look of a table's rows is not read: with it their words would be judged without their ground.
  if (in_run_ > 0 && !in_table_style_ && (current_ != nullptr || in_defaults_)) (current_ != nullptr ? current_->look : defaults_).read(name, attributes);
  if (current_ == nullptr) return;
  if (name == "w:tblStylePr") in_first_row_ = attributes.get("type") == "firstRow";
  if (name == "w:shd" && in_run_ == 0) {
    const DocxPaint shade = docx_shade(attributes);
    constexpr DocxPaint kWhite = {DocxPaint::Kind::known, 0xFFFFFF};
    if (!in_table_style_) current_->shade = shade;
    else if (shade.kind != DocxPaint::Kind::none && !is_nearly(shade, kWhite)) (in_first_row_ ? current_->paints_first_row : current_->paints_elsewhere) = true;
  }
  if (name == "w:name") current_->name = attributes.get("val");
  if (name == "w:basedOn") current_->based_on = attributes.get("val");
  if (name == "w:outlineLvl") current_->outline = attributes.number("val");
  if (name == "w:numId") current_->numbering.number = attributes.number("val");
  if (name == "w:ilvl") current_->numbering.level = attributes.number("val");
}

void DocxStyles::end(std::string_view name) {
  if (name == "w:docDefaults") in_defaults_ = false;
  if (name == "w:rPr" && in_run_ > 0) --in_run_;
  if (name == "w:tblStylePr") in_first_row_ = false;
  if (name == "w:style") {
    current_ = nullptr;
    in_table_style_ = false;
  }
}

}  // namespace caveat::extract
