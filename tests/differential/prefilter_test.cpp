// Contract: a paragraph that the prefilter drops is guaranteed to hold no match. Every document is scanned with the prefilter
// and without, and the findings must be the same to the byte.
#include <boost/test/unit_test.hpp>

#include "documents.h"
#include "scan/scanner.h"

using namespace caveat;

BOOST_AUTO_TEST_CASE(the_prefilter_loses_nothing) {
  const auto program = tests::shipped_pack();
  BOOST_REQUIRE(program);
  scan::Scanner scanner(program);
  std::size_t findings = 0, absences = 0;
  for (const auto& document : tests::documents(*program)) {
    std::string with, without;
    for (bool prefilter : {true, false}) {
      scan::Options options;
      options.prefilter = prefilter;
      options.language = document.language;
      options.max_findings_per_rule = 100'000;
      Cancel never;
      auto result = scanner.scan({document.bytes, document.name, ""}, options, never);
      BOOST_REQUIRE_MESSAGE(result, document.name << ": " << (result ? "" : result.error().message));
      const findings::FindingList& list = result.value()->list;
      findings += list.findings.size();
      std::string& told = prefilter ? with : without;
      told = report::json(result.value()->report_input(), Language::en);
      // What the kind of document rests on, and what an absence says, to the byte.
      told += std::string(rules::name(list.kind.kind)) + std::to_string(list.kind.certainty);
      for (const auto& sign : list.kind.evidence) told += ' ' + std::to_string(sign.rule) + '@' + std::to_string(sign.quote.begin);
      for (const auto& u : list.undetermined) told += ' ' + std::to_string(u.rule) + u.reason;
      for (const findings::Finding& f : list.findings)
        if (f.outcome != match::Outcome::found) {
          ++absences;
          told += '\n' + std::to_string(f.rule) + ' ' + std::to_string(static_cast<int>(f.outcome)) + std::to_string(f.placeless) + std::to_string(f.place.trigger.begin) + '-' + std::to_string(f.place.trigger.end);
        }
    }
    BOOST_TEST((with == without), document.name << ": the findings differ with and without the prefilter");
  }
  // Were the texts free of findings, the test could not fail.
  BOOST_TEST(findings > 1'000u);
  BOOST_TEST(absences > 10u);
}
