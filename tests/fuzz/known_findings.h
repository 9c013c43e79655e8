// A program of one rule and two findings of it, for the files that speak of findings: waivers and baselines.
#ifndef CAVEAT_TESTS_FUZZ_KNOWN_FINDINGS_H
#define CAVEAT_TESTS_FUZZ_KNOWN_FINDINGS_H
#include <memory>

#include "../unit/rules/sample_pack.h"
#include "findings/finding.h"
#include "fuzz_target.h"
#include "rules/loader.h"

namespace caveat::fuzz {

inline const rules::RuleProgram& one_rule() {
  static const auto program = [] {
    tests::SamplePack pack;
    pack.write("pricing/price-up.yaml", tests::sample_rule());
    rules::Diagnostics complaints;
    return rules::load({{pack.path()}, "", false}, complaints).value();
  }();
  return *program;
}

inline findings::FindingList two_findings() {
  findings::FindingList list;
  list.findings.resize(2);
  list.findings[0].fingerprint = "54a1c8e07b0d9f12";
  list.findings[0].numbers = "0c9e41aa";
  list.findings[1].fingerprint = "54a1c8e07b0d9f13";
  list.findings[1].numbers = "0c9e41aa";
  return list;
}

}  // namespace caveat::fuzz
#endif
