// ReadingOrder: the findings as a person reads them: one issue a rule, the worst first, and a number for each place; what
// is missing and what was waived apart from wording that is there.
// Text and HTML share it, so that "finding 12" is the same in both. Tested by tests/unit/report/reading_order_test.cpp.
#ifndef CAVEAT_REPORT_READING_ORDER_H
#define CAVEAT_REPORT_READING_ORDER_H
#include <cstdint>
#include <string>
#include <vector>

#include "report/report.h"

namespace caveat::report {

// One place of one finding.
struct Spot {
  std::uint32_t finding = 0;  // index into FindingList::findings
  std::uint32_t place = 0;    // 0: Finding::place; i: Finding::also[i - 1]
  std::uint32_t number = 0;   // as shown
};

struct Issue {
  std::uint32_t rule = 0;
  rules::Severity severity = rules::Severity::info;  // the highest of its findings
  std::vector<std::uint32_t> findings;               // indexes into FindingList::findings, in text order
  std::vector<Spot> spots;                           // all places of these, finding by finding
  std::uint32_t unlisted = 0;                        // further places of these, counted but not listed
  bool truncated = false;                            // the rule reached its cap
};

struct ReadingOrder {
  std::vector<Issue> issues;            // wording that is there; severity, then points, then rule id
  std::vector<Issue> absences;          // protections that are not there, in the same order
  std::vector<std::uint32_t> waived;    // findings, the worst first
  std::vector<std::uint32_t> number;    // of each finding's first place, from 1; its further places follow. Of an
                                        // absence without a place: the number of the finding alone
  std::uint32_t places = 0;             // of `issues`, those too that are not listed
};

// Index into Labels::priority: critical and high must be negotiated (0), medium should (1), the rest is nice to have (2).
std::size_t priority_of(rules::Severity severity);

const findings::Place& place_of(const Input& input, const Spot& spot);

ReadingOrder reading_order(const Input& input);

// The heading that stands over a byte of the contract, of its clause or the clause around it; empty: none.
std::string_view heading_over(const Input& input, std::uint32_t offset);

// "Annex B.pdf · p. 4 · clause 7.2 Fees": as much of it as is known, the document only of a set. Contract's words are already harmless for a terminal and a browser.
std::string where(const Input& input, const findings::Place& place, Language reader);
// Of a finding's first place; empty for an absence without a place.
std::string where(const Input& input, const findings::Finding& finding, Language reader);

// "annexes/Annex B.pdf": the document of a set that a byte is in, harmless as above; empty: there is only one document.
std::string document_of(const Input& input, std::uint32_t offset);

// "clause 4.2, 7.1, § 9, p. 12 and 3 more places": the finding's further places, at most `most` by name, with their document where it is
// another than that of the first. Empty: none.
std::string further_places(const Input& input, const findings::Finding& finding, std::size_t most, Language reader);

// What nobody who reads the document would see either (a watermark, a hidden layer) is listed, but leaves no gap.
bool leaves_a_gap(const extract::NotRead& part);

// "Pages 4–9: Page without text ...": a line for each thing that was not read; the same of pages in a row is one line.
std::vector<std::string> not_read_lines(const Input& input, Language reader, bool gaps_only);

// The contract was read to the end. When not, no report may look clean.
bool complete(const Input& input);

// Whether the assessment's lane may be told: not "ready to sign" of what was not read to the end or is no contract.
bool has_verdict(const Input& input);

// The verdict in words; "not fully read" instead of "ready to sign" when a part was not read, and none for what is no
// contract. Findings that want a negotiation speak in either case: a contract may be taken for something else.
std::string_view headline(const Input& input, Language reader);

// "3 critical, 7 high, 4 medium", worst first; empty when there is nothing.
std::string severity_counts(const Input& input, Language reader);

// "English 92 %, French 8 %".
std::string language_shares(const Input& input, Language reader);

// "62.4" or "62,4".
std::string rounded_text(double value, int decimals, Language reader);

}  // namespace caveat::report
#endif
