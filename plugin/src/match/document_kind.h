// What a document is: contract, SLA, DPA, order form, general terms, tender, NDA, or not a contract at all. Told by neutral clause
// rules (`indicates: { sla: 5, contract: 1 }`), never by this code: no word of any language stands here.
// docs/absences.md says how it decides. Tested by tests/unit/match/document_kind_test.cpp and tests/corpus.
//
//   heading "Service Level Agreement" (sla 6), two duties in a paragraph (contract 3), governing law (contract 2)
//     ->  sla, for the contract's score is high enough and sla has the highest score of the special kinds
#ifndef CAVEAT_MATCH_DOCUMENT_KIND_H
#define CAVEAT_MATCH_DOCUMENT_KIND_H
#include <vector>

#include "match/match.h"

namespace caveat::match {


class DocumentKinds {
 public:
  explicit DocumentKinds(const rules::RuleProgram& program);

  void begin();  // a new document
  bool tells(std::uint32_t rule) const { return !program_.rules()[rule].indicates.empty(); }
  // Rules of the category document-kind serve nothing else: their hits are evidence, not clauses of the report.
  bool silent(std::uint32_t rule) const { return silent_[rule]; }
  bool enough(std::uint32_t rule) const;  // more hits would say nothing new
  void note(std::uint32_t rule, NormalSpan hull);
  // All rules that were noted are in the evidence; those with a weight above 0 speak for the kind.
  DocumentKindResult decide(std::uint32_t text_bytes) const;

 private:
  struct Sign {
    std::uint32_t hits = 0;
    NormalSpan first{~0u, ~0u};
    std::uint32_t reach = 0;  // where the last hit ended
  };
  const rules::RuleProgram& program_;
  std::vector<bool> silent_;
  std::vector<Sign> signs_;  // per rule
};

}  // namespace caveat::match
#endif
