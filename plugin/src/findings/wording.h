// Wording: the texts of a finding in the reader's language, placeholders filled ({value}, {policy.NAME},
// {value.downtime_per_month}, {value.longest_outage}, {value.worst_month}), numbers by ICU in that language. Tested by tests/unit/report/wording_test.cpp.
#ifndef CAVEAT_FINDINGS_WORDING_H
#define CAVEAT_FINDINGS_WORDING_H
#include <string>

#include "findings/finding.h"

namespace caveat::findings {

enum class Text : std::uint8_t { title, message, why, ask, fallback };

// Plain UTF-8, not escaped for any output format.
std::string wording(const rules::RuleProgram& program, const Finding& finding, Text text, Language reader);

// "99.5 %", "30 Tage", "12 mois", "10.000,00 EUR": a quantity as people of that language write it.
std::string quantity_text(const rules::Quantity& quantity, Language reader);

}  // namespace caveat::findings
#endif
