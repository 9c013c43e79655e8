// DocxNumbering: word/numbering.xml and its counters. Tested by tests/unit/extract/docx_numbering_test.cpp.
#include "extract/docx_numbering.h"

#include <unicode/rbnf.h>
#include <unicode/unistr.h>

#include <algorithm>

#include "extract/utf8.h"

namespace caveat::extract {
namespace {

constexpr int kMostCounted = 32'767;      // Word's own bound for a list number
constexpr std::size_t kLabelBytes = 200;  // "Section 12.3.4.5" has 20; a level's text is not ours to trust

std::string roman(int value) {
  struct Digit {
    int value;
    const char* text;
  };
  static constexpr Digit kDigits[] = {{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"},
                                      {90, "XC"},  {50, "L"},   {40, "XL"}, {10, "X"},   {9, "IX"},
                                      {5, "V"},    {4, "IV"},   {1, "I"}};
  std::string out;
  for (const Digit& digit : kDigits)
    for (; value >= digit.value; value -= digit.value) out += digit.text;
  return out;
}

std::string lower_ascii(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  return text;
}

// 27 is AA and 28 BB, not AB: Word repeats the letter.
std::string letters(int value) {
  if (value < 1) return "0";
  return std::string(static_cast<std::size_t>(std::min((value - 1) / 26 + 1, 30)),
                     static_cast<char>('A' + (value - 1) % 26));
}

std::string spelled(int value, icu::URBNFRuleSetTag kind, const char* rule_set, std::string_view language) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Locale locale(std::string(language.substr(0, 2)).c_str());
  icu::RuleBasedNumberFormat format(kind, locale, status);
  if (U_FAILURE(status)) return std::to_string(value);
  icu::UnicodeString out;
  icu::FieldPosition ignored;
  if (rule_set != nullptr) format.format(value, icu::UnicodeString(rule_set), out, ignored, status);
  if (rule_set == nullptr || U_FAILURE(status)) {
    status = U_ZERO_ERROR;
    out.remove();
    // Languages that tell genders apart have no plain ordinal: the masculine is the one of "article premier".
    if (rule_set != nullptr)
      format.format(value, icu::UnicodeString("%spellout-ordinal-masculine"), out, ignored, status);
    if (rule_set == nullptr || U_FAILURE(status)) out.remove(), format.format(value, out);
  }
  if (out.length() > 0) out.replace(0, 1, icu::UnicodeString(out.charAt(0)).toUpper(locale));
  std::string utf8;
  out.toUTF8String(utf8);
  // Soft hyphens mark where "einundzwanzig" may break.
  for (std::size_t at = utf8.find("\xC2\xAD"); at != utf8.npos; at = utf8.find("\xC2\xAD", at)) utf8.erase(at, 2);
  return utf8;
}

}  // namespace

std::string draw_number(int value, std::string_view format, std::string_view language) {
  value = std::clamp(value, 0, kMostCounted);
  constexpr int kMostSpelled = 200;  // "Article Two Hundred" is the end of it; ICU takes a millisecond for each
  if (value > kMostSpelled && (format == "cardinalText" || format == "ordinalText" || format == "ordinal"))
    return std::to_string(value);
  if (format == "upperRoman") return value == 0 ? "0" : roman(value);
  if (format == "lowerRoman") return value == 0 ? "0" : lower_ascii(roman(value));
  if (format == "upperLetter") return letters(value);
  if (format == "lowerLetter") return lower_ascii(letters(value));
  if (format == "decimalZero") return (value < 10 ? "0" : "") + std::to_string(value);
  if (format == "numberInDash") return "- " + std::to_string(value) + " -";
  if (format == "none" || format == "bullet") return std::string();
  if (language.size() < 2) language = "en";
  if (format == "cardinalText") return spelled(value, icu::URBNF_SPELLOUT, nullptr, language);
  if (format == "ordinalText") return spelled(value, icu::URBNF_SPELLOUT, "%spellout-ordinal", language);
  if (format == "ordinal" && language.starts_with("en")) return spelled(value, icu::URBNF_ORDINAL, nullptr, language);
  return std::to_string(value);
}

void DocxNumbering::start(std::string_view name, const XmlAttributes& attributes) {
  const auto level_at = [&] {
    const auto level = attributes.number("ilvl");
    return level && *level >= 0 && *level < kLevels ? *level : -1;
  };
  if (name == "w:abstractNum") {
    const auto id = attributes.number("abstractNumId");
    abstract_ = id ? &abstracts_[*id] : nullptr;
    return;
  }
  if (name == "w:num") {
    const auto id = attributes.number("numId");
    number_ = id ? &numbers_[*id] : nullptr;
    return;
  }
  if (name == "w:lvlOverride") {
    override_ = level_at();
    return;
  }
  if (name == "w:lvl") {
    const int level = level_at();
    if (level < 0) return;
    if (number_ != nullptr)
      level_ = &number_->levels[level];
    else if (abstract_ != nullptr)
      level_ = &abstract_->levels[static_cast<std::size_t>(level)];
    return;
  }
  if (number_ != nullptr) {
    if (name == "w:abstractNumId") number_->abstract = attributes.number("val").value_or(-1);
    if (name == "w:startOverride" && override_ >= 0)
      number_->starts[static_cast<std::size_t>(override_)] = attributes.number("val").value_or(1);
  }
  if (abstract_ != nullptr && name == "w:numStyleLink") abstract_->style_link = attributes.get("val");
  if (level_ == nullptr) return;
  if (name == "w:start") level_->start = std::clamp(attributes.number("val").value_or(1), 0, kMostCounted);
  if (name == "w:numFmt") level_->format = attributes.get("val");
  if (name == "w:lvlText") level_->text = attributes.get("val").substr(0, kLabelBytes);
  if (name == "w:lvlRestart") level_->restart = attributes.number("val");
  if (name == "w:pStyle") level_->style = attributes.get("val");
  if (name == "w:isLgl") level_->legal = docx_switch(attributes);
  if (name == "w:vanish") level_->hidden = docx_switch(attributes);
}

void DocxNumbering::end(std::string_view name) {
  if (name == "w:abstractNum") abstract_ = nullptr;
  if (name == "w:num") number_ = nullptr;
  if (name == "w:lvlOverride") override_ = -1;
  if (name == "w:lvl") level_ = nullptr;
}

int DocxNumbering::resolve(int number, const DocxStyles& styles) const {
  int id = -1;
  for (int steps = 0; steps < 2; ++steps) {
    const auto found = numbers_.find(number);
    if (found == numbers_.end()) return -1;
    id = found->second.abstract;
    const auto abstract = abstracts_.find(id);
    if (abstract == abstracts_.end()) return -1;
    if (abstract->second.style_link.empty()) return id;
    number = styles.numbering(abstract->second.style_link).number.value_or(0);
  }
  return id;
}

const DocxNumbering::Level& DocxNumbering::level_of(const Number& number, const Abstract& abstract, int level) const {
  const auto own = number.levels.find(level);
  return own != number.levels.end() ? own->second : abstract.levels[static_cast<std::size_t>(level)];
}

std::optional<int> DocxNumbering::level_of_style(int number, const std::vector<std::string>& chain,
                                                 const DocxStyles& styles) const {
  const int id = resolve(number, styles);
  const auto found = numbers_.find(number);
  if (id < 0 || found == numbers_.end()) return std::nullopt;
  const Abstract& abstract = abstracts_.at(id);
  for (const std::string& style : chain)
    for (int level = 0; level < kLevels; ++level)
      if (level_of(found->second, abstract, level).style == style) return level;
  return std::nullopt;
}

const std::string& DocxNumbering::drawn(int value, const std::string& format, std::string_view language) {
  const auto [found, added] = drawn_.try_emplace({format, value});
  if (added) found->second = draw_number(value, format, language);
  return found->second;
}

DocxNumbering::Label DocxNumbering::next(int number, int level, const DocxStyles& styles) {
  Label label;
  const int id = resolve(number, styles);
  if (id < 0) return label;
  level = std::clamp(level, 0, kLevels - 1);
  label.known = true;
  label.level = level;
  const Number& list = numbers_.at(number);
  const Abstract& abstract = abstracts_.at(id);
  Counters& counters = counters_[id];
  const auto at = [](int i) { return static_cast<std::size_t>(i); };

  std::optional<int>& value = counters.values[at(level)];
  const Level& own = level_of(list, abstract, level);
  if (list.starts[at(level)] && restarted_.emplace(number, level).second)
    value = std::clamp(*list.starts[at(level)], 0, kMostCounted);
  else if (value)
    value = std::min(*value + 1, kMostCounted);
  else
    value = list.starts[at(level)] ? std::clamp(*list.starts[at(level)], 0, kMostCounted) : own.start;
  for (int deeper = level + 1; deeper < kLevels; ++deeper) {
    const auto restart = level_of(list, abstract, deeper).restart;  // 1-based; 0: never
    if (!restart || (*restart != 0 && level < *restart)) counters.values[at(deeper)].reset();
  }

  if (own.format == "bullet" || own.hidden) return label;
  std::string text;
  for (std::size_t i = 0; i < own.text.size(); ++i) {
    if (own.text[i] != '%' || i + 1 >= own.text.size() || own.text[i + 1] < '1' || own.text[i + 1] > '9') {
      text += own.text[i];
      continue;
    }
    const int shown = own.text[++i] - '1';
    if (shown > level) continue;  // Word draws nothing for levels below its own
    const Level& source = level_of(list, abstract, shown);
    const int counted = counters.values[at(shown)].value_or(source.start);
    const bool digits = own.legal && source.format != "none";
    text += drawn(counted, digits ? "decimal" : source.format, styles.language());
  }
  // A label is one line, without what would end or split its block.
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t size = white_space_at(text, i);
    if (size > 0) {
      label.text += ' ';
      i += size;
      continue;
    }
    const Utf8Step step = utf8_step(text, i);
    if (step.valid && text.compare(i, step.size, "\xEF\xBB\xBF") != 0) label.text.append(text, i, step.size);
    i += step.size;
  }
  std::size_t begin = 0, end = label.text.size();
  trim(label.text, begin, end);
  label.text = label.text.substr(begin, end - begin);
  return label;
}

}  // namespace caveat::extract
