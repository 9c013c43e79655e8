// See html_look.h.
#include "html_look.h"

#include <algorithm>
#include <charconv>

#include "base/limits.h"

namespace caveat::reader {
namespace {

bool space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && space(text.front())) text.remove_prefix(1);
  while (!text.empty() && space(text.back())) text.remove_suffix(1);
  return text;
}

std::string lowered(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), lower);
  return out;
}

template <class Visit>
void each_part(std::string_view text, char separator, Visit visit) {
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(separator, begin), text.size());
    visit(trimmed(text.substr(begin, end - begin)));
    begin = end + 1;
  }
}

std::string without_comments(std::string_view css) {
  std::string out;
  for (std::size_t at = 0; at < css.size();) {
    const std::size_t open = std::min(css.find("/*", at), css.size());
    out.append(css.substr(at, open - at));
    if (open == css.size()) break;
    const std::size_t close = css.find("*/", open + 2);
    at = close == css.npos ? css.size() : close + 2;
  }
  return out;
}

// The place behind the block that opens at `open`.
std::size_t behind_block(std::string_view css, std::size_t open) {
  int depth = 0;
  for (std::size_t at = open; at < css.size(); ++at) {
    depth += css[at] == '{';
    depth -= css[at] == '}';
    if (depth == 0) return at + 1;
  }
  return css.size();
}

constexpr std::pair<std::string_view, std::int32_t> kNames[] = {
    {"white", 0xFFFFFF}, {"black", 0}, {"snow", 0xFFFAFA}, {"ivory", 0xFFFFF0}, {"whitesmoke", 0xF5F5F5}, {"ghostwhite", 0xF8F8FF}, {"red", 0xFF0000}, {"green", 0x008000},
    {"blue", 0x0000FF}, {"yellow", 0xFFFF00}, {"gray", 0x808080}, {"grey", 0x808080}, {"silver", 0xC0C0C0}, {"lightgray", 0xD3D3D3}, {"lightgrey", 0xD3D3D3}, {"navy", 0x000080}};

// 0xRRGGBB; nothing where it is no colour that we know, or lets shine through what is behind.
std::optional<std::int32_t> colour_of(std::string_view value) {
  for (const auto& [name, colour] : kNames)
    if (value == name) return colour;
  if (value.starts_with('#')) {
    value.remove_prefix(1);
    std::uint32_t number = 0;
    const auto [end, fault] = std::from_chars(value.data(), value.data() + value.size(), number, 16);
    if (fault != std::errc() || end != value.data() + value.size()) return std::nullopt;
    if (value.size() == 6) return static_cast<std::int32_t>(number);
    if (value.size() == 3) return static_cast<std::int32_t>((number >> 8) * 0x110000 + (number >> 4 & 15) * 0x1100 + (number & 15) * 0x11);
    return std::nullopt;
  }
  if (!value.starts_with("rgb(") || !value.ends_with(')')) return std::nullopt;
  std::int32_t colour = 0;
  int parts = 0;
  bool good = true;
  const auto add = [&](std::string_view part) {
    if (part.empty()) return;
    int number = -1;
    const auto [end, fault] = std::from_chars(part.data(), part.data() + part.size(), number);
    good = good && fault == std::errc() && end == part.data() + part.size() && number >= 0 && number <= 255 && parts < 3;
    colour = colour * 256 + (good ? number : 0);
    ++parts;
  };
  each_part(value.substr(4, value.size() - 5), value.find(',') == value.npos ? ' ' : ',', add);
  return good && parts == 3 ? std::optional(colour) : std::nullopt;
}

// Whether letters of that size are a pixel or less; nothing where it depends on the size around.
std::optional<bool> is_tiny(std::string_view value) {
  double number = 0;
  const auto [end, fault] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (fault != std::errc()) return std::nullopt;
  const std::string_view unit = trimmed(value.substr(static_cast<std::size_t>(end - value.data())));
  if (number == 0) return true;
  if (unit == "px" || unit == "pt") return number <= 1;
  if (unit == "em" || unit == "rem") return number <= 0.05 ? std::optional(true) : std::nullopt;
  if (unit == "%") return number <= 5 ? std::optional(true) : std::nullopt;
  return std::nullopt;
}

}  // namespace

std::vector<StyleSheet::Declaration> StyleSheet::declarations_of(std::string_view css) {
  std::vector<Declaration> out;
  each_part(css, ';', [&](std::string_view one) {
    const std::size_t colon = one.find(':');
    if (colon == one.npos) return;
    const std::string name = lowered(trimmed(one.substr(0, colon)));
    constexpr std::pair<std::string_view, Property> kKnown[] = {{"display", display}, {"visibility", visibility}, {"font-size", font_size},
                                                                {"color", color},     {"background", background}, {"background-color", background}};
    for (const auto& [known, property] : kKnown) {
      if (name != known) continue;
      std::string value = lowered(one.substr(colon + 1));
      const std::size_t mark = value.find('!');
      Declaration declaration{property, mark != value.npos && value.find("important", mark) != value.npos, {}};
      declaration.value = trimmed(std::string_view(value).substr(0, mark));
      out.push_back(std::move(declaration));
    }
  });
  return out;
}

void StyleSheet::add_selector(std::string_view selector, std::uint32_t declarations) {
  Rule rule;
  rule.declarations = declarations;
  for (std::size_t at = 0; at < selector.size();) {
    const char kind = selector[at] == '.' || selector[at] == '#' ? selector[at++] : ' ';
    std::size_t end = at;
    const auto of_name = [](char c) { return (lower(c) >= 'a' && lower(c) <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || static_cast<unsigned char>(c) >= 0x80; };
    while (end < selector.size() && of_name(selector[end])) ++end;
    if (end == at || (end < selector.size() && selector[end] != '.' && selector[end] != '#')) return;  // more than we look at
    const std::string_view name = selector.substr(at, end - at);
    if (kind == ' ') rule.element = lowered(name);
    if (kind == '#') rule.id = name;
    if (kind == '.') rule.classes.emplace_back(name);
    at = end;
  }
  if (rules_.size() >= limits::kCssRules) {
    cut_ = true;
    return;
  }
  const std::size_t weight = (rule.id.empty() ? 0 : 100) + 10 * std::min<std::size_t>(rule.classes.size(), 9) + (rule.element.empty() ? 0 : 1);
  rule.weight = static_cast<std::uint32_t>(weight);
  const std::string key = !rule.id.empty() ? "#" + rule.id : !rule.classes.empty() ? "." + rule.classes.front() : rule.element;
  std::vector<std::uint32_t>& same = by_key_[key];
  if (same.size() >= limits::kCssRulesPerName) {
    cut_ = true;
    return;
  }
  same.push_back(static_cast<std::uint32_t>(rules_.size()));
  rules_.push_back(std::move(rule));
}

void StyleSheet::add(std::string_view text) {
  const std::string all = without_comments(text);
  std::string_view css = all;
  if (css.find("@import") != css.npos) others_ = true;
  while (!css.empty() && !(cut_ && rules_.size() >= limits::kCssRules)) {
    const std::size_t open = css.find('{');
    if (open == css.npos) return;
    std::string_view head = trimmed(css.substr(0, open));
    if (const std::size_t statement = head.rfind(';'); statement != head.npos) head = trimmed(head.substr(statement + 1));  // @charset, @import
    const std::size_t end = behind_block(css, open);
    if (!head.starts_with('@')) {
      auto declarations = declarations_of(css.substr(open + 1, end - open - 1 - (end > open + 1 && css[end - 1] == '}')));
      if (!declarations.empty()) {
        declarations_.push_back(std::move(declarations));
        each_part(head, ',', [&](std::string_view selector) { add_selector(selector, static_cast<std::uint32_t>(declarations_.size() - 1)); });
      }
    }
    css.remove_prefix(end);
  }
}

Look StyleSheet::look(Look out, std::string_view element, std::string_view id, std::string_view classes, std::string_view inline_style, std::string_view bgcolor,
                      std::string_view colour) const {
  std::vector<std::string_view> own;
  for (std::size_t at = 0; at < classes.size() && own.size() <= limits::kCssClasses;) {
    while (at < classes.size() && space(classes[at])) ++at;
    std::size_t end = at;
    while (end < classes.size() && !space(classes[end])) ++end;
    if (end > at) own.push_back(classes.substr(at, end - at));
    at = end;
  }
  if (own.size() > limits::kCssClasses) {
    own.pop_back();
    cut_ = true;
  }
  // The heaviest declaration of each property; of equal ones the last.
  struct Best {
    std::uint64_t weight = 0;
    const Declaration* declaration = nullptr;
  };
  std::array<Best, kProperties> best;
  constexpr std::uint64_t kImportant = std::uint64_t{1} << 48, kInline = std::uint64_t{1} << 44;
  const auto offer = [&](const Declaration& declaration, std::uint64_t weight) {
    Best& here = best[declaration.property];
    weight += declaration.important ? kImportant : 0;
    if (here.declaration == nullptr || weight >= here.weight) here = {weight, &declaration};
  };
  const auto consider = [&](const std::string& key) {
    const auto found = by_key_.find(key);
    if (found == by_key_.end()) return;
    for (const std::uint32_t index : found->second) {
      const Rule& rule = rules_[index];
      if ((!rule.element.empty() && rule.element != element) || (!rule.id.empty() && rule.id != id)) continue;
      if (!std::all_of(rule.classes.begin(), rule.classes.end(), [&](const std::string& c) { return std::find(own.begin(), own.end(), c) != own.end(); })) continue;
      for (const Declaration& declaration : declarations_[rule.declarations]) offer(declaration, (std::uint64_t{rule.weight} << 32) + index + 1);
    }
  };
  if (!by_key_.empty()) {
    consider(std::string(element));
    for (const std::string_view one : own) consider("." + std::string(one));
    if (!id.empty()) consider("#" + std::string(id));
  }
  const std::vector<Declaration> inlined = inline_style.empty() ? std::vector<Declaration>() : declarations_of(inline_style);
  for (const Declaration& declaration : inlined) offer(declaration, kInline);

  const auto value = [&](Property property) { return best[property].declaration == nullptr ? std::string_view() : std::string_view(best[property].declaration->value); };
  if (value(display) == "none") out.put_away = true;
  if (const std::string_view v = value(visibility); v == "hidden" || v == "collapse") out.invisible = true;
  else if (v == "visible") out.invisible = false;
  if (const std::string_view v = value(font_size); !v.empty())
    if (const auto tiny = is_tiny(v)) out.tiny = *tiny;
  if (element == "a") out.colour = Look::kUnknown;  // the browser's blue, if nobody says otherwise
  if (!colour.empty()) out.colour = colour_of(lowered(trimmed(colour))).value_or(Look::kUnknown);
  if (const std::string_view v = value(color); !v.empty() && v != "inherit" && v != "currentcolor") out.colour = colour_of(v).value_or(Look::kUnknown);
  if (!bgcolor.empty()) out.behind = colour_of(lowered(trimmed(bgcolor))).value_or(Look::kUnknown);
  if (const std::string_view v = value(background); !v.empty() && v != "transparent" && v != "none" && v != "inherit" && v != "initial") out.behind = colour_of(v).value_or(Look::kUnknown);
  return out;
}

}  // namespace caveat::reader
