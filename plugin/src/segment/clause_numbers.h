// ClauseNumbers: the number at the head of a block, as contracts of four languages write it.
// Tested by tests/unit/segment/clause_numbers_test.cpp.
//
//   "12.3 (b) The Supplier"   ->  decimal 12.3, brackets "b", size 9
//   "ARTICLE 7 – RÉSILIATION" ->  keyword "Article" 7, size behind the dash; the rest is the heading
//   "Décima primera.- Objeto" ->  ordinal 11
//   "1. Januar 2025", "30 days", "2024 was", "99.9 % of", "§ 307 BGB bleibt"  ->  none
#ifndef CAVEAT_SEGMENT_CLAUSE_NUMBERS_H
#define CAVEAT_SEGMENT_CLAUSE_NUMBERS_H
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace caveat::segment {

struct ClauseNumber {
  enum class Kind : std::uint8_t {
    none,
    decimal,  // "7", "7.2"
    bracket,  // "(2)", "2)"
    letter,   // "(b)", "b)", "b.", "B."
    roman,    // "(iv)", "IV."
    keyword,  // "Article 7", "§ 4", "Anexo II"
    ordinal,  // "Primera.-"
  };
  Kind kind = Kind::none;
  bool capital = false;      // letters and roman numerals: "A.", "IV."
  bool doubled = false;      // "(aa)"
  bool maybe_roman = false;  // a letter that may be a numeral: "(i)", "(v)", "C."
  // Needs company: the first of its kind or the one after the last, or else it is a word ("A. Smith"), an amount, or a
  // cross reference at the begin of a sentence.
  bool weak = false;
  // Stands apart from its text by a dot, a bracket, a colon or a dash.
  bool closed = false;
  std::vector<std::uint16_t> parts;   // 12.3: {12, 3}; letters, romans, ordinals: their place in the row
  std::vector<std::string> brackets;  // "12.3(b)(ii)": {"b", "ii"}
  std::string keyword;                // as shown: "Article", "§", "Cláusula"
  std::string shown;                  // what a label shows of the number: "12.3(b)", "7", "(b)", "IV", "Primera"
  std::uint8_t rank = 0;              // keywords: 0 annexes, 1 parts and chapters, 2 articles and the like
  std::uint32_t size = 0;             // bytes of `words` taken, with the separator and the spaces behind it
  std::uint16_t value() const { return parts.empty() ? 0 : parts.back(); }
  std::uint16_t roman_value = 0;  // if maybe_roman
  explicit operator bool() const { return kind != Kind::none; }
};

// words: see plain_words.h. heading: the document says it is one, so a bare number is enough.
ClauseNumber clause_number(std::string_view words, bool heading);

// A line of a table of contents, as it stands in the text: "7. Termination ........ 12", "7. Termination\t12".
bool is_contents_line(std::string_view block);

}  // namespace caveat::segment
#endif
