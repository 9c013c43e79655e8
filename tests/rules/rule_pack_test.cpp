// The shipped pack against its own examples, and what issue and taxonomy ask of it: an example is a test.
#include <boost/test/unit_test.hpp>
#include <map>
#include <regex>
#include <set>

#include "rules/loader.h"
#include "scan/rule_examples.h"

using namespace caveat;

namespace {

std::shared_ptr<const rules::RuleProgram> pack() {
  rules::Diagnostics d;
  auto loaded = rules::load({{CAVEAT_SOURCE_DIR "/rules"}, "", true}, d);
  for (const auto& x : d) BOOST_ERROR(x.file << ":" << x.mark.line << ":" << x.mark.column << ": " << x.code << " " << x.message);
  BOOST_REQUIRE(loaded);
  return std::move(loaded).value();
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_example_holds_and_every_exception_is_needed) {
  rules::Diagnostics d;
  scan::run_examples(pack(), d);
  for (const auto& x : d) BOOST_ERROR(x.file << ":" << x.mark.line << ":" << x.mark.column << ": " << x.code << " " << x.message);
  BOOST_TEST(d.empty());
}

BOOST_AUTO_TEST_CASE(the_pack_has_its_concepts_in_each_family) {
  std::map<std::string, int> families;
  int risks = 0;
  const auto program = pack();  // holds the rules while they are read
  for (const rules::Rule& rule : program->rules()) {
    if (rule.kind == rules::Kind::clause) continue;
    ++risks;
    ++families[rule.taxonomy.substr(0, 3)];
  }
  BOOST_TEST(risks >= 32);
  BOOST_TEST(families["VAG"] >= 8);
  BOOST_TEST(families["SLA"] >= 8);
  BOOST_TEST(families["PRC"] + families["PAY"] >= 8);
  BOOST_TEST(families["TRM"] + families["LIA"] + families["WAR"] + families["IND"] + families["CHG"] + families["DAT"] + families["EXI"] >= 8);
}

BOOST_AUTO_TEST_CASE(no_recommendation_or_reason_is_the_same_in_two_languages) {
  const auto program = pack();  // holds the rules while they are read
  for (const rules::Rule& rule : program->rules()) {
    if (rule.kind == rules::Kind::clause) continue;
    std::set<std::string> asks, reasons;
    for (Language language : kAllLanguages) {
      asks.insert(rule.words[index(language)].ask);
      reasons.insert(rule.words[index(language)].why);
    }
    BOOST_TEST(asks.size() == kLanguages, rule.id << " was not written in four languages");
    BOOST_TEST(reasons.size() == kLanguages, rule.id << " was not written in four languages");
  }
}

// They go out to the other side (--counterparty, --format mail), where "your consent" would be the vendor's.
BOOST_AUTO_TEST_CASE(no_request_speaks_to_its_reader) {
  const std::regex address[] = {std::regex("\\b([Yy]ou|[Yy]ours?)\\b"), std::regex("\\b([Vv]ous|[Vv]otre|[Vv]os)\\b"), std::regex("[a-z,;] (Sie|Ihnen|Ihre[nmrs]?)\\b"),
                                std::regex("\\b([Uu]sted(es)?)\\b")};
  const auto program = pack();  // holds the rules while they are read
  for (const rules::Rule& rule : program->rules())
    for (Language language : kAllLanguages)
      for (const std::string* text : {&rule.words[index(language)].ask, &rule.words[index(language)].fallback})
        BOOST_TEST(!std::regex_search(*text, address[index(language)]), rule.id << ": " << *text);
}
