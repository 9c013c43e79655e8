// The template of the comparison's HTML page and what it adds to the report's style sheet (html_template.h), in comparison_template.cpp.
#ifndef CAVEAT_REPORT_COMPARISON_TEMPLATE_H
#define CAVEAT_REPORT_COMPARISON_TEMPLATE_H
#include <string_view>

namespace caveat::report {

// Holds kHeadPlace and kStylePlace (html_template.h) once each, and kPairPlace wherever two wordings stand beside one another.
extern const std::string_view kComparisonTemplate;
extern const std::string_view kComparisonPair;
extern const std::string_view kComparisonStyle;
inline constexpr std::string_view kPairPlace = "@PAIR@";

}  // namespace caveat::report
#endif
