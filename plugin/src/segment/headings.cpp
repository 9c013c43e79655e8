// Headings, see headings.h.
#include "segment/headings.h"

#include <algorithm>

#include "extract/clause_marker.h"

namespace caveat::segment {
namespace {

constexpr std::size_t kTitleBytes = 90;
constexpr std::ptrdiff_t kTitleWords = 12;
constexpr std::size_t kCapitalsBytes = 120;  // "LIMITATION OF LIABILITY, INDEMNIFICATION AND INSURANCE OF THE SUPPLIER"

bool ends_a_heading(std::string_view words) {
  return !words.empty() && words.back() != '.' && words.back() != ';' && words.back() != ',' && words.back() != ':';
}

bool is_short_title(std::string_view title) {
  return title.size() <= kTitleBytes && std::ranges::count(title, ' ') < kTitleWords &&
         extract::begins_with_capital(title) && ends_a_heading(title);
}

// "8. Privacy and Data Collection; Reports.": American headings end in a full stop, and write their words with
// capitals.
bool is_stopped_title(std::string_view title) {
  if (title.size() < 5 || title.size() > kTitleBytes || title.back() != '.' || std::ranges::count(title, ' ') > 8)
    return false;
  for (std::size_t begin = 0; begin < title.size();) {
    const std::size_t end = std::min(title.find(' ', begin), title.size());
    if (end - begin > 3 && !extract::begins_with_capital(title.substr(begin, end - begin))) return false;
    begin = end + 1;
  }
  return title.find_first_of("0123456789") == std::string_view::npos;
}

// "TEL +33 1 41 91 77 77" is in capitals, too.
bool is_mostly_digits(std::string_view words) {
  const auto digits = std::ranges::count_if(words, [](char c) { return c >= '0' && c <= '9'; });
  const auto letters =
      std::ranges::count_if(words, [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
  return digits * 2 > letters;
}

}  // namespace

bool is_heading(const extract::Block& block, std::string_view words, bool whole, const ClauseNumber& number,
                bool marked_up) {
  using enum extract::BlockKind;
  using Kind = ClauseNumber::Kind;
  if (block.kind == heading) return true;
  if (!whole || words.empty() || (block.kind != paragraph && block.kind != list_item)) return false;
  const std::string_view title = words.substr(number.size);
  // "(a)" and "2)" stand before items of a list, whatever their length.
  const bool of_clauses = number.kind == Kind::keyword || number.kind == Kind::ordinal ||
                          number.kind == Kind::decimal || (number.kind == Kind::roman && number.capital);
  if (number.kind == Kind::keyword && title.empty()) return number.brackets.empty();
  if (number.kind == Kind::keyword || number.kind == Kind::ordinal) return is_short_title(title);
  if (block.kind == list_item && marked_up) return false;
  if (extract::all_capitals(words) && words.size() <= kCapitalsBytes && ends_a_heading(words) &&
      !is_mostly_digits(title))
    return of_clauses || !number;
  return of_clauses && (is_short_title(title) || (number.kind == Kind::decimal && is_stopped_title(title)));
}

}  // namespace caveat::segment
