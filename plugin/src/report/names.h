// Names: what a code means to a reader, in four languages: kinds of document, key terms, reasons, dates and their
// arithmetic. Beside labels.h, which holds the words that stand in every report. Tested by tests/unit/report/names_test.cpp.
//
//   date_text({2028, 9, 30}, Language::de)  ->  "30. September 2028"
#ifndef CAVEAT_REPORT_NAMES_H
#define CAVEAT_REPORT_NAMES_H
#include <string>
#include <string_view>
#include <vector>

#include "report/report.h"

namespace caveat::report {

// "2028-09-30"; empty for no date.
std::string iso_date(Date date);

// "30 September 2028", "1er octobre 2028", "30. September 2028", "30 de septiembre de 2028"; empty for no date.
std::string date_text(Date date, Language reader);

// "Service level agreement".
std::string_view document_kind_name(rules::DocumentKind kind, Language reader);

// "Word (DOCX)", "Texte"; what the document calls itself for a type without a name, made harmless.
std::string media_type_name(std::string_view media_type, Language reader);

// Something spoke for it, and what it spoke for is no contract: then no absence is reported, and no verdict is given.
bool not_a_contract(const Input& input);

// "Contract" or "" where nothing speaks for any kind.
std::string_view document_kind(const Input& input, Language reader);

// The title of a rule, where there is no finding of it.
std::string rule_title(const Input& input, std::uint32_t rule, Language reader);

// What the message does not say: that it takes a protection away, how far it is from the policy's values.
std::vector<std::string_view> remarks(const findings::Finding& finding, Language reader);

// As a waiver file names it: the fingerprint, and the numbers that it masks, if any.
std::string waiver_id(const findings::Finding& finding);

// What the other side reads: the language in which most of the contract is written, where we have words in it.
Language contract_language(const Input& input, Language otherwise);

// In which the other side is asked: of the finding's words; of a protection that is nowhere, the contract's own.
Language ask_language(const Input& input, const findings::Finding& finding, Language otherwise);

// "found", "adverse" or "absent": for programs, the same in every language.
std::string_view outcome_name(match::Outcome outcome);

// Why nothing can be said of an expected protection; the code itself for an unknown one.
std::string_view undetermined_reason(std::string_view code, Language reader);

// Why a line of a waiver file has no effect; the code itself for an unknown one.
std::string_view waiver_problem_text(std::string_view code, Language reader);

// The same of an id alone, of a key term or of a step on the way to one: "renewed-end-date". The id itself for an unknown one.
std::string term_name(std::string_view id, Language reader);

// "Last day to give notice"; for an id without a name, the title of its clause.
std::string key_term_name(const Input& input, const risk::KeyTerm& term, Language reader);

// "30 September 2028", "36 months", or the contract's own words, made harmless for a terminal and a browser.
std::string key_term_value(const Input& input, const risk::KeyTerm& term, Language reader);

// One line a step: "31 December 2028 − 3 months = 30 September 2028", or "end of the term − 3 months".
std::vector<std::string> arithmetic_lines(const Input& input, const risk::KeyTerm& term, Language reader);

}  // namespace caveat::report
#endif
