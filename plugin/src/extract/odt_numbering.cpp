// OdtNumbering: see odt_numbering.h. Tested by tests/unit/extract/odt_test.cpp.
#include "extract/odt_numbering.h"

#include <algorithm>

#include "extract/docx_numbering.h"

namespace caveat::extract {
namespace {

constexpr int kMostCounted = 32'767;      // Writer's own bound
constexpr std::size_t kLabelBytes = 200;  // "Section 12.3.4.5" has 20; a style's text is not ours to trust

}  // namespace

void OdtNumbering::start(std::string_view name, const XmlAttributes& attributes) {
  if (name == "text:list-style") {
    open_ = &styles_[std::string(attributes.get("name"))];
    *open_ = Levels();
    return;
  }
  if (name == "text:outline-style") {
    outline_ = Levels();
    open_ = &outline_;
    return;
  }
  if (open_ == nullptr || !name.starts_with("text:")) return;
  const bool bullet = name == "text:list-level-style-bullet" || name == "text:list-level-style-image";
  if (!bullet && name != "text:list-level-style-number" && name != "text:outline-level-style") return;
  const int at = attributes.number("level").value_or(0);
  if (at < 1 || at > kLevels) return;
  Level& level = (*open_)[static_cast<std::size_t>(at - 1)];
  level = Level();
  level.exists = true;
  level.bullet = bullet;
  level.format = attributes.get("num-format").substr(0, kLabelBytes);
  level.prefix = attributes.get("num-prefix").substr(0, kLabelBytes);
  level.suffix = attributes.get("num-suffix").substr(0, kLabelBytes);
  level.text = attributes.get("num-list-format").substr(0, kLabelBytes);
  level.same_letter = attributes.get("num-letter-sync") == "true";
  level.start = std::clamp(attributes.number("start-value").value_or(1), 0, kMostCounted);
  level.shown = std::clamp(attributes.number("display-levels").value_or(1), 1, at);
}

void OdtNumbering::end(std::string_view name) {
  if (name == "text:list-style" || name == "text:outline-style") open_ = nullptr;
}

std::size_t OdtNumbering::open_list(std::string_view style, std::string_view id, std::string_view continued_id, bool continued) {
  std::size_t list = lists_.size();
  if (const auto found = by_id_.find(continued_id); !continued_id.empty() && found != by_id_.end()) {
    list = found->second;
  } else if (const auto same = by_style_.find(style); continued && same != by_style_.end()) {
    list = same->second;
  } else {
    lists_.emplace_back();
  }
  if (!id.empty()) by_id_[std::string(id)] = list;
  by_style_[std::string(style)] = list;
  return list;
}

std::string OdtNumbering::draw(int value, const Level& level) {
  const std::string_view format = level.format;
  if (format == "i") return draw_number(value, "lowerRoman", "");
  if (format == "I") return draw_number(value, "upperRoman", "");
  if (format == "01") return draw_number(value, "decimalZero", "");
  if (format != "a" && format != "A") return format.empty() ? std::string() : std::to_string(value);
  if (level.same_letter || value < 1) return draw_number(value, format == "a" ? "lowerLetter" : "upperLetter", "");
  std::string out;
  for (; value > 0; value = (value - 1) / 26) out.insert(out.begin(), static_cast<char>(format[0] + (value - 1) % 26));
  return out;
}

OdtNumbering::Label OdtNumbering::count(Counters& counters, const Levels& levels, int number, std::optional<int> start) {
  const auto at = static_cast<std::size_t>(std::clamp(number, 1, kLevels) - 1);
  const Level& own = levels[at];
  std::optional<int>& value = counters[at];
  if (start) value = std::clamp(*start, 0, kMostCounted);
  else value = value ? std::min(*value + 1, kMostCounted) : own.start;
  std::fill(counters.begin() + static_cast<std::ptrdiff_t>(at) + 1, counters.end(), std::nullopt);
  Label label;
  label.known = own.exists;
  if (!own.exists || own.bullet) return label;
  const auto drawn = [&](std::size_t i) { return levels[i].bullet ? std::string() : draw(counters[i].value_or(levels[i].start), levels[i]); };
  if (!own.text.empty()) {  // "%1%.%2%"
    for (std::size_t i = 0; i < own.text.size(); ++i) {
      std::size_t stop = i + 1, shown = 0;
      while (stop < own.text.size() && own.text[stop] >= '0' && own.text[stop] <= '9' && stop < i + 3) shown = shown * 10 + static_cast<std::size_t>(own.text[stop++] - '0');
      if (own.text[i] != '%' || stop == i + 1 || stop >= own.text.size() || own.text[stop] != '%') {
        label.text += own.text[i];
        continue;
      }
      if (shown >= 1 && shown <= at + 1) label.text += drawn(shown - 1);
      i = stop;
    }
    return label;
  }
  std::string numbers;
  for (std::size_t i = at + 1 - static_cast<std::size_t>(own.shown); i <= at && !own.format.empty(); ++i) {
    const std::string one = drawn(i);
    if (!numbers.empty() && !one.empty()) numbers += '.';
    numbers += one;
  }
  label.text = own.prefix + numbers + own.suffix;
  return label;
}

OdtNumbering::Label OdtNumbering::next(std::size_t list, std::string_view style, int level, std::optional<int> start) {
  const auto found = styles_.find(style);
  if (list >= lists_.size() || found == styles_.end()) return {};
  return count(lists_[list], found->second, level, start);
}

OdtNumbering::Label OdtNumbering::next_heading(int level, std::optional<int> start) { return count(headings_, outline_, level, start); }

}  // namespace caveat::extract
