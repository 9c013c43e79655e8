// ShownText: foreign text (the contract's words, file names) made harmless to show, and laid out in columns.
// Tested by tests/unit/report/shown_text_test.cpp.
//
//   for_terminal("a\x1b[31mb\tc")  ->  "a␛[31mb c"          a document cannot colour, move or reorder a terminal
//   display_width("日本 e\u0301")  ->  6
#ifndef CAVEAT_REPORT_SHOWN_TEXT_H
#define CAVEAT_REPORT_SHOWN_TEXT_H
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace caveat::report {

// Between the parts of a line.
inline constexpr std::string_view kDot = " \xC2\xB7 ";

// Valid UTF-8; each maximal ill-formed part becomes one U+FFFD, as Unicode recommends.
std::string valid_utf8(std::string_view text);

// One line: white space and line breaks become single spaces; C0 controls their pictures (ESC: ␛); C1, bidi controls,
// noncharacters U+FFFD; invisible format characters (soft hyphen, zero width) are dropped. No-break spaces stay.
std::string for_terminal(std::string_view text);

// As for_terminal, but '\n' and '\t' stay, and so do soft hyphens and joiners, which a browser knows how to draw.
// Not escaped: the template does that.
std::string for_browser(std::string_view text);

// Columns of a terminal: 2 for East Asian wide and emoji, 0 for combining marks, 1 for the rest.
std::uint32_t display_width(std::string_view utf8);

// Lines of at most `width` columns (the first of at most `first`), broken at spaces, or inside a word that is longer than
// a line. Never empty.
std::vector<std::string> wrapped(std::string_view utf8, std::uint32_t first, std::uint32_t width);

// At most `width` columns; what was cut is shown by an ellipsis, at a space when one is near.
std::string shortened(std::string_view utf8, std::uint32_t width);

}  // namespace caveat::report
#endif
