// PageTemplate: a self-contained HTML page (libctemplate, auto-escape on) with its style sheet, which alone its policy allows: of one
// document (html.cpp) and of two drafts (comparison_html.cpp). Tested by tests/unit/report/html_test.cpp.
#ifndef CAVEAT_REPORT_PAGE_TEMPLATE_H
#define CAVEAT_REPORT_PAGE_TEMPLATE_H
#include <cstring>  // ctemplate's headers forget it

#include <ctemplate/template_cache.h>
#include <ctemplate/template_dictionary.h>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "rules/rule.h"

namespace caveat::report {

class PageTemplate {
 public:
  // `page` holds kHeadPlace and kStylePlace (html_template.h) once each; with the head comes the policy.
  PageTemplate(std::string page, std::string_view style);
  // `beyond`: bytes that are likely to be added to the template's own.
  std::string filled(const ctemplate::TemplateDictionary& with, std::size_t beyond) const;

 private:
  std::size_t size_ = 0;
  // Of our own: ctemplate's global one may belong to the host as well. Frozen, so expanding is const and locks nothing. Reads no
  // file, and writes to stderr only when the template is wrong, which a test would see.
  std::unique_ptr<ctemplate::TemplateCache> cache_;
};

void set(ctemplate::TemplateDictionary& to, const char* name, std::string_view value);
// Sets the value and shows the section around it; nothing for an empty value.
void set_if(ctemplate::TemplateDictionary& to, const char* section, const char* name, std::string_view value);

std::string_view severity_class(rules::Severity severity);
// A code that a browser may see as a lang attribute; empty when it does not look like one.
std::string lang_tag(std::string_view code);

}  // namespace caveat::report
#endif
