// CellFormat: see cell_format.h. Tested by tests/unit/extract/xlsx_test.cpp.
#include "extract/cell_format.h"

#include <unicode/dtfmtsym.h>
#include <unicode/locid.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "extract/utf8.h"

namespace caveat::extract {
namespace {

constexpr int kMostDecimals = 30;  // Excel's own bound

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

// ---- a format as tokens ----

struct Token {
  enum class Kind { literal, digit, point, comma, percent, exponent, date, meridiem, text, general };
  Kind kind = Kind::literal;
  std::string text;  // of a literal; "yyyy", "[h]" of a date; "0", "#", "?" of a digit
};

struct Section {
  std::vector<Token> tokens;
  std::string condition;  // ">=100"
  int language = 0;       // a Windows language id, of [$-407]
  bool is_date = false;
};

Section parse(std::string_view code) {
  Section section;
  const auto add = [&](Token::Kind kind, std::string_view text) {
    if (kind == Token::Kind::literal && !section.tokens.empty() && section.tokens.back().kind == kind) section.tokens.back().text += text;
    else section.tokens.push_back({kind, std::string(text)});
  };
  for (std::size_t i = 0; i < code.size();) {
    const char c = code[i];
    const auto rest = [&](std::string_view word) {
      return code.size() - i >= word.size() && std::equal(word.begin(), word.end(), code.begin() + static_cast<std::ptrdiff_t>(i), [](char a, char b) { return lower(a) == lower(b); });
    };
    if (c == '"') {
      const std::size_t end = std::min(code.find('"', i + 1), code.size());
      add(Token::Kind::literal, code.substr(i + 1, end - i - 1));
      i = std::min(end + 1, code.size());
    } else if (c == '\\' || c == '_' || c == '*') {
      const std::size_t size = i + 1 < code.size() ? utf8_step(code, i + 1).size : 0;
      if (c == '\\') add(Token::Kind::literal, code.substr(i + 1, size));
      i += 1 + size;  // "_x" is as wide as x, "*x" fills the cell: neither is a word
    } else if (c == '[') {
      const std::size_t end = std::min(code.find(']', i), code.size());
      const std::string_view inner = code.substr(i + 1, end - i - 1);
      if (inner.starts_with('$')) {
        const std::size_t dash = std::min(inner.rfind('-'), inner.size());
        if (dash > 1) add(Token::Kind::literal, inner.substr(1, dash - 1));
        if (dash < inner.size()) std::from_chars(inner.data() + dash + 1, inner.data() + inner.size(), section.language, 16);
      } else if (!inner.empty() && (inner[0] == '<' || inner[0] == '>' || inner[0] == '=')) {
        section.condition = inner;
      } else if (!inner.empty() && inner.find_first_not_of("hHmMsS") == inner.npos) {
        add(Token::Kind::date, code.substr(i, end - i + 1));
        section.is_date = true;
      }
      i = std::min(end + 1, code.size());
    } else if (rest("general")) {
      add(Token::Kind::general, "");
      i += 7;
    } else if (rest("am/pm") || rest("a/p")) {
      add(Token::Kind::meridiem, "");
      section.is_date = true;
      i += rest("am/pm") ? 5 : 3;
    } else if (lower(c) == 'y' || lower(c) == 'm' || lower(c) == 'd' || lower(c) == 'h' || lower(c) == 's') {
      std::size_t end = i;
      while (end < code.size() && lower(code[end]) == lower(c)) ++end;
      std::string run(end - i, lower(c));
      add(Token::Kind::date, run);
      section.is_date = true;
      i = end;
    } else if ((c == 'E' || c == 'e') && i + 1 < code.size() && (code[i + 1] == '+' || code[i + 1] == '-')) {
      add(Token::Kind::exponent, "");
      i += 2;
    } else {
      const Token::Kind kind = c == '0' || c == '#' || c == '?' ? Token::Kind::digit : c == '.' ? Token::Kind::point : c == ',' ? Token::Kind::comma
                               : c == '%' ? Token::Kind::percent : c == '@' ? Token::Kind::text : Token::Kind::literal;
      const std::size_t size = utf8_step(code, i).size;
      add(kind, code.substr(i, size));
      i += size;
    }
  }
  return section;
}

std::vector<Section> sections(std::string_view code) {
  std::vector<Section> out;
  std::size_t begin = 0;
  bool quoted = false;
  for (std::size_t i = 0; i <= code.size(); ++i) {
    if (i < code.size() && code[i] == '"') quoted = !quoted;
    if (i < code.size() && code[i] == '\\' && !quoted) {
      i += i + 1 < code.size();
      continue;
    }
    if (i < code.size() && (code[i] != ';' || quoted)) continue;
    out.push_back(parse(code.substr(begin, i - begin)));
    begin = i + 1;
  }
  return out;
}

// ---- numbers ----

// Fifteen digits are all that a sheet knows of a number; it rounds those, half away from zero, and not the binary fraction behind them.
std::string fixed(double value, int decimals) {
  char buffer[64];
  const auto written = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::scientific, 14);
  const std::string_view text(buffer, static_cast<std::size_t>(written.ptr - buffer));
  const std::size_t e = text.find('e');
  int exponent = 0;
  const std::string_view power = text.substr(e + 1 + (text[e + 1] == '+'));
  std::from_chars(power.data(), power.data() + power.size(), exponent);
  std::string digits(text.substr(0, 1));
  digits += text.substr(2, e - 2);
  // The digit after the last one that is kept.
  const int keep = exponent + 1 + decimals;
  if (keep < 0) digits = "0", exponent = 0;
  else if (keep < static_cast<int>(digits.size())) {
    const bool up = digits[static_cast<std::size_t>(keep)] >= '5';
    digits.resize(static_cast<std::size_t>(keep));
    std::size_t i = digits.size();
    if (up) {
      while (i > 0 && digits[i - 1] == '9') digits[--i] = '0';
      if (i > 0) ++digits[i - 1];
      else digits.insert(digits.begin(), '1'), ++exponent;
    }
    if (digits.empty()) digits = "0", exponent = 0;
  }
  std::string whole, fraction;
  for (int i = 0; i <= exponent; ++i) whole += i < static_cast<int>(digits.size()) ? digits[static_cast<std::size_t>(i)] : '0';
  for (int i = 0; i < decimals; ++i) {
    const int at = exponent + 1 + i;
    fraction += at >= 0 && at < static_cast<int>(digits.size()) ? digits[static_cast<std::size_t>(at)] : '0';
  }
  if (whole.empty()) whole = "0";
  return fraction.empty() ? whole : whole + "." + fraction;
}

std::string general(double value) {
  char buffer[64];
  const auto written = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::general, 15);
  std::string out(buffer, written.ptr);
  for (char& c : out) c = c == 'e' ? 'E' : c;
  return out;
}

std::string number(double value, const Section& section, bool sign) {
  using Kind = Token::Kind;
  std::size_t first = section.tokens.size(), last = 0, point = section.tokens.size();
  bool exponent = false;
  for (std::size_t i = 0; i < section.tokens.size(); ++i) {
    const Kind kind = section.tokens[i].kind;
    if (kind == Kind::percent) value *= 100;
    if (kind == Kind::exponent) exponent = true;
    if (kind == Kind::digit) first = std::min(first, i), last = i;
    if (kind == Kind::point && point == section.tokens.size()) point = i;
  }
  if (first == section.tokens.size()) {  // words alone, or "General"
    std::string out;
    for (const Token& token : section.tokens) out += token.kind == Kind::general ? (sign ? general(-value) : general(value)) : token.kind == Kind::literal || token.kind == Kind::percent || token.kind == Kind::point || token.kind == Kind::comma ? token.text : "";
    return out;
  }
  // "# ?/?": a fraction reads as well in decimals.
  for (std::size_t i = first; i < last; ++i)
    if (section.tokens[i].kind == Kind::literal && section.tokens[i].text.find('/') != std::string::npos) return (sign ? "-" : "") + general(value);
  int decimals = 0, least_decimals = 0, least_whole = 0;
  bool thousands = false;
  for (std::size_t i = first; i <= last; ++i) {
    const Token& token = section.tokens[i];
    if (token.kind == Kind::exponent) break;
    if (token.kind == Kind::digit && i > point) {
      ++decimals;
      if (token.text != "#") least_decimals = decimals;
    } else if (token.kind == Kind::digit) {
      least_whole += token.text == "0" || least_whole > 0;
    } else if (token.kind == Kind::comma && i < point) {
      // Between digits it groups them; behind the last of them it divides by a thousand.
      bool digit_follows = false;
      for (std::size_t j = i + 1; j < std::min(point, last + 1); ++j) digit_follows |= section.tokens[j].kind == Kind::digit;
      if (digit_follows) thousands = true;
      else value /= 1000;
    }
  }
  for (std::size_t i = last + 1; i < section.tokens.size() && section.tokens[i].kind == Kind::comma; ++i) value /= 1000;
  decimals = std::min(decimals, kMostDecimals);
  std::string digits;
  if (exponent) {
    char buffer[96];
    digits.assign(buffer, std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::scientific, decimals).ptr);
    for (char& c : digits) c = c == 'e' ? 'E' : c;
  } else {
    digits = fixed(value, decimals);
    std::size_t dot = std::min(digits.find('.'), digits.size());
    while (decimals > least_decimals && digits.back() == '0') digits.pop_back(), --decimals;
    if (digits.back() == '.' && least_decimals == 0 && point > last) digits.pop_back();
    if (least_whole == 0 && digits.starts_with("0.")) digits.erase(0, 1), --dot;
    if (least_whole == 0 && digits == "0") digits.clear(), dot = 0;
    while (static_cast<int>(dot) < std::min(least_whole, kMostDecimals)) digits.insert(digits.begin(), '0'), ++dot;
    if (thousands)
      for (std::size_t at = dot; at > 3; at -= 3) digits.insert(at - 3, 1, ',');
  }
  std::string out;
  for (std::size_t i = 0; i < section.tokens.size(); ++i) {
    const Token& token = section.tokens[i];
    if (i == first || (i == point && point < first)) {
      if (sign) out += '-';
      sign = false;
      out += std::exchange(digits, {});
    }
    if (token.kind == Kind::literal && (i < first || i > last || !exponent)) out += token.text;
    if (token.kind == Kind::percent) out += '%';
  }
  return out;
}

// ---- dates ----

struct Date {
  int year = 0, month = 1, day = 1, weekday = 0, hour = 0, minute = 0, second = 0;
};

// Days since 1899-12-30; Excel's calendar has a 29 February 1900, before which nobody signs.
std::optional<Date> date_of(double value, bool since_1904) {
  if (since_1904) value += 1462;
  if (!(value >= 0 && value < 2'958'466)) return std::nullopt;  // until 9999
  std::int64_t day = static_cast<std::int64_t>(std::floor(value));
  std::int64_t seconds = static_cast<std::int64_t>(std::floor((value - static_cast<double>(day)) * 86'400 + 0.5));
  if (seconds >= 86'400) ++day, seconds = 0;
  Date out;
  out.weekday = static_cast<int>((day + 6) % 7);  // 0: Sunday
  // Days to civil, after Howard Hinnant.
  const std::int64_t z = day - 25'569 + 719'468, era = z / 146'097, doe = z - era * 146'097;
  const std::int64_t yoe = (doe - doe / 1460 + doe / 36'524 - doe / 146'096) / 365, doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
  out.day = static_cast<int>(doy - (153 * mp + 2) / 5 + 1);
  out.month = static_cast<int>(mp < 10 ? mp + 3 : mp - 9);
  out.year = static_cast<int>(yoe + era * 400 + (out.month <= 2));
  out.hour = static_cast<int>(seconds / 3600);
  out.minute = static_cast<int>(seconds / 60 % 60);
  out.second = static_cast<int>(seconds % 60);
  return out;
}

std::string padded(int value, std::size_t width) {
  std::string out = std::to_string(value);
  while (out.size() < width) out.insert(out.begin(), '0');
  return out;
}

// Names of months and days, in the language that the format names.
std::string name_of(int at, bool month, bool whole, int language) {
  const char* const code = (language & 0x3FF) == 0x07 ? "de" : (language & 0x3FF) == 0x0C ? "fr" : (language & 0x3FF) == 0x0A ? "es" : "en";
  UErrorCode status = U_ZERO_ERROR;
  const icu::DateFormatSymbols symbols(icu::Locale(code), status);
  if (U_FAILURE(status)) return std::to_string(at);
  std::int32_t count = 0;
  const auto width = whole ? icu::DateFormatSymbols::WIDE : icu::DateFormatSymbols::ABBREVIATED;
  const icu::UnicodeString* names = month ? symbols.getMonths(count, icu::DateFormatSymbols::FORMAT, width) : symbols.getWeekdays(count, icu::DateFormatSymbols::FORMAT, width);
  std::string out;
  if (at >= 0 && at < count) names[at].toUTF8String(out);
  return out;
}

std::string date(double value, const Section& section, bool since_1904) {
  const auto when = date_of(value, since_1904);
  if (!when) return general(value);
  const bool halves = std::any_of(section.tokens.begin(), section.tokens.end(), [](const Token& token) { return token.kind == Token::Kind::meridiem; });
  std::string out;
  char before = 0;  // the last of y, m, d, h, s
  for (std::size_t i = 0; i < section.tokens.size(); ++i) {
    const Token& token = section.tokens[i];
    if (token.kind == Token::Kind::meridiem) out += when->hour < 12 ? "AM" : "PM";
    if (token.kind == Token::Kind::literal || token.kind == Token::Kind::point || token.kind == Token::Kind::comma) out += token.text;
    if (token.kind != Token::Kind::date) continue;
    const std::string& run = token.text;
    const std::size_t width = run.size() >= 2 ? 2 : 1;
    if (run[0] == '[') {
      const double hours = value * 24;
      const std::int64_t count = static_cast<std::int64_t>(std::floor((lower(run[1]) == 'h' ? hours : lower(run[1]) == 'm' ? hours * 60 : hours * 3600) + 1e-6));
      out += std::to_string(count);
      before = lower(run[1]);
      continue;
    }
    char next = 0;
    for (std::size_t j = i + 1; j < section.tokens.size() && next == 0; ++j)
      if (section.tokens[j].kind == Token::Kind::date) next = lower(section.tokens[j].text[section.tokens[j].text[0] == '[']);
    switch (run[0]) {
      case 'y': out += run.size() <= 2 ? padded(when->year % 100, 2) : padded(when->year, 4); break;
      case 'd': out += run.size() <= 2 ? padded(when->day, width) : name_of(when->weekday + 1, false, run.size() > 3, section.language); break;
      case 'h': out += padded(halves ? (when->hour + 11) % 12 + 1 : when->hour, width); break;
      case 's': out += padded(when->second, width); break;
      default:  // months, or minutes beside hours and seconds
        if (run.size() <= 2 && (before == 'h' || next == 's')) out += padded(when->minute, width);
        else out += run.size() <= 2 ? padded(when->month, width) : name_of(when->month - 1, true, run.size() > 3, section.language);
    }
    before = run[0];
  }
  return out;
}

bool holds(const std::string& condition, double value) {
  std::size_t size = condition.size() > 1 && (condition[1] == '=' || condition[1] == '>') ? 2 : 1;
  double bound = 0;
  std::from_chars(condition.data() + size, condition.data() + condition.size(), bound);
  const std::string_view sign = std::string_view(condition).substr(0, size);
  return sign == ">" ? value > bound : sign == ">=" ? value >= bound : sign == "<" ? value < bound : sign == "<=" ? value <= bound : sign == "<>" ? value != bound : value == bound;
}

}  // namespace

std::string_view built_in_format(int id) {
  switch (id) {
    case 1: return "0";
    case 2: return "0.00";
    case 3: return "#,##0";
    case 4: return "#,##0.00";
    case 5: case 6: return "$#,##0;($#,##0)";
    case 7: case 8: return "$#,##0.00;($#,##0.00)";
    case 9: return "0%";
    case 10: return "0.00%";
    case 11: return "0.00E+00";
    case 14: case 30: case 50: case 57: return "yyyy-mm-dd";
    case 15: return "d-mmm-yy";
    case 16: return "d-mmm";
    case 17: return "mmm-yy";
    case 18: return "h:mm AM/PM";
    case 19: return "h:mm:ss AM/PM";
    case 20: return "h:mm";
    case 21: return "h:mm:ss";
    case 22: return "yyyy-mm-dd h:mm";
    case 37: case 38: return "#,##0;(#,##0)";
    case 39: case 40: return "#,##0.00;(#,##0.00)";
    case 41: case 42: return "#,##0;-#,##0";
    case 43: case 44: return "#,##0.00;-#,##0.00";
    case 45: return "mm:ss";
    case 46: return "[h]:mm:ss";
    case 47: return "mm:ss";
    case 48: return "##0.0E+0";
    default: return "General";
  }
}

std::string shown(double value, std::string_view code, bool since_1904) {
  if (!std::isfinite(value)) return {};
  const std::vector<Section> all = sections(code);
  if (all[0].tokens.empty() && all.size() == 1) return general(value);
  const Section* section = nullptr;
  bool own_sign = false;  // the section draws the sign itself
  if (std::any_of(all.begin(), all.end(), [](const Section& one) { return !one.condition.empty(); })) {
    for (const Section& one : all)
      if (section == nullptr && (one.condition.empty() || holds(one.condition, value))) section = &one;
    if (section == nullptr) return general(value);
  } else {
    const std::size_t count = std::min<std::size_t>(all.size(), 3);
    own_sign = value < 0 && count >= 2;
    section = value < 0 && count >= 2 ? &all[1] : value == 0 && count >= 3 ? &all[2] : &all[0];
  }
  if (section->is_date) return date(value, *section, since_1904);
  if (std::any_of(section->tokens.begin(), section->tokens.end(), [](const Token& token) { return token.kind == Token::Kind::text; })) return general(value);
  return number(std::abs(value), *section, value < 0 && !own_sign);
}

}  // namespace caveat::extract
