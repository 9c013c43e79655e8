// Labels: every word of a report that is not a rule's and not the contract's, in the four languages.
// Written in each language, not translated word by word. Tested by tests/unit/report/labels_test.cpp (none is empty, the
// placeholders are the same in all four).
//
//   filled(labels(Language::de).more_places, "12")  ->  "und 12 weitere Stellen"
#ifndef CAVEAT_REPORT_LABELS_H
#define CAVEAT_REPORT_LABELS_H
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/language.h"
#include "risk/assessment.h"
#include "rules/rule.h"

namespace caveat::report {

struct Plural {  // "{n}" stands for the number
  std::string_view one, other;
};

struct Labels {
  std::string_view colon;                       // " : " in French, ": " elsewhere

  // The document and the verdict.
  std::string_view report_title;
  std::array<std::string_view, 4> lane;         // by risk::Lane, as a headline
  std::string_view lane_incomplete;             // instead of "sign" when a part was not read
  std::string_view lane_not_a_contract;         // instead of any lane when the text is no contract
  std::string_view not_a_contract_note;         // why nothing is said to be missing
  std::string_view kind_evidence;               // "What says so", before the places
  std::array<std::string_view, 2> read_for;     // by Role: "read for the supplier"
  std::array<std::string_view, 11> reason;       // by reason_index(): why this lane
  std::string_view risk;                        // "risk", before "62.4/100"
  std::array<std::string_view, 5> severity;     // by rules::Severity, of one issue
  std::array<Plural, 5> severity_count;         // "{n} critical"
  std::string_view confidence;
  std::array<std::string_view, 3> confidence_level;
  Plural pages, issues, places;
  std::string_view page_short;                  // "p. {n}"
  std::string_view page_mark;                   // "Page {n}", in the margin of the contract's text
  std::string_view page_range;                  // "Pages {n}", with "3–40"
  std::string_view clause_before_number;        // "clause {n}"

  // Headings.
  std::string_view top, findings, key_terms, summary, arithmetic, contract_text, not_read;
  std::string_view about;

  // One finding.
  std::string_view why, ask, fallback, ask_in_contract_language, law, law_note, law_checked;
  std::string_view rule, show_in_text, back_to_finding, finding_number;
  Plural more_places;
  std::string_view also;                        // before further places of the same cause
  std::array<std::string_view, 3> band;         // by findings::Band, from acceptable on
  std::string_view adverse;                     // of wording that takes a protection away

  // What is missing, what cannot be told, what was waived.
  std::string_view absences, searched, expected_near, undetermined, undetermined_note;
  std::string_view waived, waiver, waiver_reason, approver, approved_by, until, valid_until, waiver_problems, waiver_no_effect, file_line;
  std::string_view fingerprint, fingerprint_note;
  Plural waived_count;

  // Key terms.
  std::string_view elsewhere, clauses;
  std::string_view truncated;                   // "{n}": the cap

  // Notes.
  std::string_view no_findings, not_read_banner, text_empty, page_not_read;
  std::string_view recognised;                  // "{n}": per cent, behind a place whose words text recognition read
  std::string_view filter, skip_to_findings, skip_to_text, term, value, where, category, total, points, share, count, factors;
  std::string_view formula, score_note, made_by, not_advice, policy, pack_hash, file_hash;

  // The page's own: contents, filter, map, negotiation list, parties.
  std::string_view contents, of_severity, of_language, of_audience, of_status, other_language, show_all;
  std::string_view shown_of;                    // "of {n} shown", behind a number
  std::array<std::string_view, 4> audience;     // buyer, legal, finance, it-security
  std::array<std::string_view, 3> standing;     // in the text, missing, waived
  std::string_view map, map_note;
  std::string_view negotiation, negotiation_note, print_alone;
  std::array<std::string_view, 3> priority;     // must, should, nice to have
  std::array<std::string_view, 2> role;         // by Role
};

const Labels& labels(Language reader);

// `label` with each "{n}" replaced by `value`.
std::string filled(std::string_view label, std::string_view value);
std::string filled(const Plural& label, std::uint64_t count);
// The same with the number as people of that language write it: "1,234 places".
std::string filled(const Plural& label, std::uint64_t count, Language reader);

// The families of the taxonomy: "Service levels"; the code itself for an unknown one.
std::string_view family_name(std::string_view family, Language reader);
// "SLA-02" -> "SLA".
std::string_view family_of(std::string_view taxonomy);

// What a NotRead code means to a reader; empty for a code that has no words of its own (then its detail is shown alone).
std::string_view not_read_name(std::string_view code, Language reader);

// Index into Labels::reason for Assessment::lane_reason.
std::size_t reason_index(std::string_view lane_reason);

// "French", "Deutsch": a BCP 47 code in the reader's language.
std::string language_name(std::string_view code, Language reader);

}  // namespace caveat::report
#endif
