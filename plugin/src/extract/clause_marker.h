// ClauseMarker: what stands at the head of a line that begins a clause or a list item, in the four languages, and
// whether the line does begin one or only happens to start with a number. Tested by
// tests/unit/extract/clause_marker_test.cpp.
//
//   clause_marker("7.2 The Supplier")  ->  number, size 4, depth 2
//   clause_marker("(b) the Fees")      ->  letter, size 4, depth 1
//   clause_marker("99.9 % of")         ->  none (an amount), as are "31. Dezember", "2024. The" and "1,000"
#ifndef CAVEAT_EXTRACT_CLAUSE_MARKER_H
#define CAVEAT_EXTRACT_CLAUSE_MARKER_H
#include <cstdint>
#include <string_view>

namespace caveat::extract {

struct ClauseMarker {
  enum class Kind : std::uint8_t { none, bullet, number, letter, keyword };
  Kind kind = Kind::none;
  std::uint32_t size = 0;  // bytes, with the white space that follows
  std::uint8_t depth = 0;  // parts of the number
  bool bare = false;       // a number without a dot or bracket
  bool wide = false;       // set off by a tab or two spaces
  explicit operator bool() const { return kind != Kind::none; }
};

// `line`: without white space at its ends.
ClauseMarker clause_marker(std::string_view line);

// The lines before, as far as they tell whether a sentence goes on.
struct LineBefore {
  std::string_view text;  // empty: none
  bool is_short = false;  // well under the width of the text
  bool same_indent = true;
  ClauseMarker::Kind block = ClauseMarker::Kind::none;  // what its block began with
};

// Does `line` begin a block of its own by its marker? A cross reference that was wrapped ("under Clause / 7.2") does
// not.
bool begins_clause(std::string_view line, const ClauseMarker& marker, const LineBefore& before);

// "7. Termination", "Article 7 - Fees": a few words that start with a capital and do not end as a sentence does.
bool is_numbered_title(std::string_view line, const ClauseMarker& marker);

// Ends with . ; : ? ! or such and a closing quote or bracket.
bool ends_sentence(std::string_view line);

// The first letter is a capital (ASCII, Latin-1 and Latin Extended-A), or an opening quote or bracket comes first.
bool begins_with_capital(std::string_view text);

// Has letters, and all of them are capitals.
bool all_capitals(std::string_view line);

}  // namespace caveat::extract
#endif
