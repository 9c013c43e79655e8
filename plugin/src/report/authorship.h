// Authorship: who wrote or deleted the words of a finding, and when, as the document's tracked changes say. By places, never by search.
// Tested by tests/unit/report/authorship_test.cpp.
//
//   We may <ins author="J. Doe" date="2026-05-03T10:00:00Z">at any time</ins> raise the fees.   ->   "inserted by J. Doe on 3 May 2026"
#ifndef CAVEAT_REPORT_AUTHORSHIP_H
#define CAVEAT_REPORT_AUTHORSHIP_H
#include <cstdint>
#include <string>
#include <vector>

#include "report/report.h"

namespace caveat::report {

class Authorship {
 public:
  explicit Authorship(const extract::ExtractedText& extracted);

  // The change that made the words what they are: the first that touches the ones that matter, else the sentence; an insertion before a
  // deletion. Null: nobody changed them, or the format keeps no changes.
  const extract::Revision* of(const findings::Place& place) const;
  // The same in words; empty: none.
  std::string text(const findings::Place& place, Language reader) const;

 private:
  const extract::Revision* touching(TextSpan words) const;

  std::vector<const extract::Revision*> changes_;  // insertions and deletions, by place
  std::vector<std::uint32_t> furthest_;            // parallel: where the words of all up to here end
};

// "insertion", "deletion": for programs.
std::string_view revision_name(extract::Revision::Kind kind);

}  // namespace caveat::report
#endif
