// The HTML report's template (libctemplate, auto-escape on) and its style sheet, in html_template.cpp.
#ifndef CAVEAT_REPORT_HTML_TEMPLATE_H
#define CAVEAT_REPORT_HTML_TEMPLATE_H
#include <string_view>

namespace caveat::report {

// Holds kHeadPlace and kStylePlace once each (page_template.h), and kArticlePlace twice (findings, missing protections); html.cpp puts
// the style sheet, its hash and kHtmlArticle there before the template is read. The style sheet holds kFilterRulesPlace:
// the rules of the filter and of the map's rows, which are too many and too alike to be written by hand.
extern const std::string_view kHtmlTemplate;
extern const std::string_view kHtmlArticle;
extern const std::string_view kHtmlStyle;
inline constexpr std::string_view kHeadPlace = "@HEAD@";
inline constexpr std::string_view kStylePlace = "@STYLE@";
inline constexpr std::string_view kStyleHashPlace = "@STYLE-HASH@";
inline constexpr std::string_view kArticlePlace = "@ARTICLE@";
inline constexpr std::string_view kFilterRulesPlace = "@FILTER-RULES@";

}  // namespace caveat::report
#endif
