// LineEnds: what becomes of a hyphen at the end of a layout line.
// Tested by tests/unit/normalize/line_ends_test.cpp.
//
//   "Kündi-\ngung"   -> "kuendigung"        a syllable break: the hyphen is the typesetter's
//   "Service-\nLevel"-> "service-level"     a capital or a digit follows: the hyphen is the author's
//   "Miet-\nund"     -> "miet- und"         a suspended hyphen: the space is the author's as well
//   "sous-\ntraitant"-> "sous-traitant"     a compound whose hyphen stands in every dictionary, see kCompounds
#ifndef CAVEAT_NORMALIZE_LINE_ENDS_H
#define CAVEAT_NORMALIZE_LINE_ENDS_H
#include <string_view>

namespace caveat::normalize {

enum class LineEndHyphen { join, keep_hyphen, keep_both };

// before: folded text, ends in the hyphen. after: the text of the next line (not folded), without leading white space.
LineEndHyphen line_end_hyphen(std::string_view before, std::string_view after);

}  // namespace caveat::normalize
#endif
