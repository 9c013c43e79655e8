// caveat rules: what a rule author is told, where, and with which exit code.
#include "program.h"

#include <Poco/JSON/Array.h>
#include <Poco/JSON/Object.h>
#include <Poco/JSON/Parser.h>

using namespace caveat::cli_test;

namespace {

struct PackCopy : Folder {
  PackCopy() { fs::copy(kPack, path() / "pack", fs::copy_options::recursive); }
  void replace(const std::string& file, const std::string& from, const std::string& to) const {
    std::string text = contents(path() / file);
    const std::size_t at = text.find(from);
    BOOST_REQUIRE(at != std::string::npos);
    write(file, text.replace(at, from.size(), to));
  }
};
const std::string kRule = "pack/pricing/test-price-change.yaml";

}  // namespace

BOOST_FIXTURE_TEST_CASE(a_good_pack_passes, PackCopy) {
  const Ran check = caveat({"rules", "check", "pack"});
  BOOST_TEST(check.code == 0, check.out << check.err);
  BOOST_TEST(check.out == "2 rules: no error.\n");
  const Ran test = caveat({"rules", "test", "pack"});
  BOOST_TEST(test.code == 0, test.out << test.err);
  BOOST_TEST(test.out == "2 rules: every example does what it says.\n");
}

BOOST_FIXTURE_TEST_CASE(without_a_folder_the_default_rules_are_meant, PackCopy) {
  BOOST_TEST(caveat({"rules", "check"}).out == "2 rules: no error.\n");
}

BOOST_FIXTURE_TEST_CASE(a_typo_is_shown_at_its_place_with_a_caret, PackCopy) {
  replace(kRule, "confidence: high", "confidnce: high");
  const Ran ran = caveat({"rules", "check", "pack"});
  BOOST_TEST(ran.code == 1);
  // file:line:column: error R000: message, then the line itself, then a caret under the column.
  const std::size_t at = ran.out.find("pack/pricing/test-price-change.yaml:8:1: error R0");
  BOOST_REQUIRE_MESSAGE(at != std::string::npos, ran.out);
  BOOST_TEST(holds(ran.out.substr(at), "\n     8 | confidnce: high\n       | ^\n"), ran.out);
  BOOST_TEST(holds(ran.out, " errors.\n"));
}

BOOST_FIXTURE_TEST_CASE(a_broken_example_is_found_by_test_and_not_by_check, PackCopy) {
  replace(kRule, "The Supplier may change its prices.", "The Supplier paints its prices.");
  BOOST_TEST(caveat({"rules", "check", "pack"}).code == 0);
  const Ran test = caveat({"rules", "test", "pack"});
  BOOST_TEST(test.code == 1);
  BOOST_TEST(holds(test.out, "test-price-change.yaml:"));
  BOOST_TEST(holds(test.out, "The Supplier paints its prices."));
}

BOOST_FIXTURE_TEST_CASE(test_can_be_limited_to_one_rule, PackCopy) {
  replace(kRule, "The Supplier may change its prices.", "The Supplier paints its prices.");
  BOOST_TEST(caveat({"rules", "test", "pack", "--rule", "test-price-change"}).code == 1);
  const Ran other = caveat({"rules", "test", "pack", "--rule", "test-vague-time"});
  BOOST_TEST(other.code == 0, other.out << other.err);
  BOOST_TEST(other.out == "1 rule: every example does what it says.\n");
  const Ran none = caveat({"rules", "test", "pack", "--rule", "no-such"});
  BOOST_TEST(none.code == 2);
  BOOST_TEST(holds(none.err, "no rule no-such"));
}

BOOST_FIXTURE_TEST_CASE(a_single_file_is_checked_inside_its_pack, PackCopy) {
  replace(kRule, "confidence: high", "confidnce: high");
  BOOST_TEST(caveat({"rules", "check", kRule}).code == 1);
  BOOST_TEST(caveat({"rules", "check", "pack/vague-terms/test-vague-time.yaml"}).code == 0);
  // A broken neighbour takes nothing away; what all rules stand on does, and that is said, not passed over.
  const Ran test = caveat({"rules", "test", "pack/vague-terms/test-vague-time.yaml"});
  BOOST_TEST(test.code == 0, test.out << test.err);
  BOOST_TEST(test.out == "1 rule: every example does what it says.\n");
  write("pack/lexicons/en.yaml", "lexicon: en\n");
  const Ran nothing = caveat({"rules", "test", "pack/vague-terms/test-vague-time.yaml"});
  BOOST_TEST(nothing.code == 2);
  BOOST_TEST(holds(nothing.err, "so that nothing was tried"), nothing.err);
  write("alone.yaml", "rule: alone\n");
  BOOST_TEST(holds(caveat({"rules", "check", "alone.yaml"}).err, "lies in no pack"));
}

BOOST_FIXTURE_TEST_CASE(list_tells_what_is_looked_for, PackCopy) {
  const Ran text = caveat({"rules", "list", "pack", "--lang", "fr"});
  BOOST_TEST(text.code == 0);
  BOOST_TEST(holds(text.out, "test-price-change  PRC-01   critical  presence   Prix modifiable\n"), text.out);
  BOOST_TEST(holds(text.out, "2 rules: 1 critical, 1 low, 0 neutral clause types."), text.out);
  const Ran json = caveat({"rules", "list", "pack", "--format", "json"});
  const auto rows = Poco::JSON::Parser().parse(json.out).extract<Poco::JSON::Array::Ptr>();
  BOOST_REQUIRE(rows->size() == 2u);
  BOOST_TEST(rows->getObject(1)->getValue<std::string>("rule") == "test-vague-time");
  BOOST_TEST(rows->getObject(1)->getValue<std::string>("severity") == "low");
  BOOST_TEST(holds(caveat({"rules", "list", "pack", "--policy", "lenient"}).out, "PRC-01   low "));
}

BOOST_FIXTURE_TEST_CASE(control_characters_of_a_rule_file_reach_no_terminal, PackCopy) {
  replace(kRule, "confidence: high",
          "confid\xc2\x9b"
          "31mnce\xe2\x80\xae: high");
  const Ran ran = caveat({"rules", "check", "pack"});
  BOOST_TEST(ran.code == 1);
  BOOST_TEST(!holds(ran.out, "\xc2\x9b"));
  BOOST_TEST(!holds(ran.out, "\xe2\x80\xae"));
}

BOOST_FIXTURE_TEST_CASE(list_can_be_narrowed, PackCopy) {
  BOOST_TEST(holds(caveat({"rules", "list", "pack", "--taxonomy", "VAG"}).out, "1 rule: 1 low, 0 neutral clause types. Kinds: 1 presence; each in en, fr, de, es."));
  BOOST_TEST(holds(caveat({"rules", "list", "pack", "--kind", "threshold"}).out, "0 rules:"));
  BOOST_TEST(holds(caveat({"rules", "list", "pack", "--category", "pricing"}).out, "test-price-change"));
}

BOOST_FIXTURE_TEST_CASE(explain_tells_why_a_rule_fired_or_did_not, PackCopy) {
  write("risky.txt", kRisky);
  write("calm.txt", kCalm);
  const Ran fired = caveat({"rules", "explain", "test-vague-time", "risky.txt"});
  BOOST_TEST(fired.code == 0, fired.err);
  BOOST_TEST(holds(fired.out, "risky.txt: reported, 1 finding. 1 place has words of it."), fired.out);
  BOOST_TEST(holds(fired.out, "hit    \"promptly\": reported\n"), fired.out);
  const Ran not_fired = caveat({"rules", "explain", "test-vague-time", "calm.txt"});
  BOOST_TEST(not_fired.code == 0);
  BOOST_TEST(holds(not_fired.out, "calm.txt: not reported. No word of its patterns occurs."), not_fired.out);
  const Ran json = caveat({"rules", "explain", "test-vague-time", "risky.txt", "--format", "json"});
  const auto object = Poco::JSON::Parser().parse(json.out).extract<Poco::JSON::Object::Ptr>();
  BOOST_TEST(object->getValue<std::string>("outcome") == "reported");
  BOOST_TEST(object->getArray("places")->getObject(0)->getArray("hits")->getObject(0)->getValue<std::string>("verdict") == "reported");
  const Ran none = caveat({"rules", "explain", "no-such", "risky.txt"});
  BOOST_TEST(none.code == 2);
  BOOST_TEST(holds(none.err, "No rule \"no-such\" is loaded. See: caveat rules list"), none.err);
  BOOST_TEST(caveat({"rules", "explain", "test-vague-time", "gone.txt"}).code == 3);
}

BOOST_FIXTURE_TEST_CASE(profile_tells_what_each_rule_costs, PackCopy) {
  write("contracts/risky.txt", kRisky);
  write("contracts/calm.txt", kCalm);
  const Ran text = caveat({"rules", "profile", "contracts"});
  BOOST_TEST(text.code == 0, text.err);
  BOOST_TEST(holds(text.out, "candidates  confirms    hits  findings  rule\n"), text.out);
  BOOST_TEST(holds(text.out, "  test-vague-time\n"), text.out);
  BOOST_TEST(holds(text.out, "Of no rule:\n"), text.out);
  BOOST_TEST(holds(text.out, "2 documents, "), text.out);
  const auto profile = [&](const std::vector<std::string>& more) {
    std::vector<std::string> call = {"rules", "profile", "contracts", "--format", "json"};
    call.insert(call.end(), more.begin(), more.end());
    const Ran ran = caveat(call);
    BOOST_TEST(ran.code == 0, ran.err);
    return Poco::JSON::Parser().parse(ran.out).extract<Poco::JSON::Object::Ptr>();
  };
  const auto all = profile({}), again = profile({}), one = profile({"--top", "1"});
  BOOST_TEST(all->getValue<int>("documents") == 2);
  BOOST_REQUIRE(all->getArray("rules")->size() == 2u);
  BOOST_TEST(one->getArray("rules")->size() == 1u);
  double last = 100;
  for (unsigned i = 0; i < 2; ++i) {
    const auto rule = all->getArray("rules")->getObject(i);
    BOOST_TEST(rule->getValue<double>("work_percent") <= last);
    last = rule->getValue<double>("work_percent");
    BOOST_TEST(last > 0);
    BOOST_TEST(rule->getValue<int>("hits") >= rule->getValue<int>("findings"));
    BOOST_TEST(rule->getValue<int>("confirms") > 0);
    // Time differs from run to run, work does not.
    BOOST_TEST(again->getArray("rules")->getObject(i)->getValue<double>("work_percent") == last);
  }
}

BOOST_FIXTURE_TEST_CASE(profile_fails_where_a_rule_does_too_much, PackCopy) {
  write("risky.txt", kRisky);
  BOOST_TEST(caveat({"rules", "profile", "--most", "99", "risky.txt"}).code == 0);
  const Ran above = caveat({"rules", "profile", "--most", "0.001", "risky.txt"});
  BOOST_TEST(above.code == 1);
  BOOST_TEST(holds(above.err, "2 rules do more of the work than --most allows."), above.err);
  const Ran gone = caveat({"rules", "profile", "gone.txt"});
  BOOST_TEST(gone.code == 3);
  BOOST_TEST(holds(gone.err, "gone.txt: "), gone.err);
  const Ran half = caveat({"rules", "profile", "risky.txt", "gone.txt"});
  BOOST_TEST(half.code == 3);
  BOOST_TEST(holds(half.out, "1 document, "), half.out);
}

BOOST_FIXTURE_TEST_CASE(a_new_rule_is_a_draft_that_says_what_is_left_to_fill, Folder) {
  for (const char* kind : {"presence", "threshold", "absence", "structure", "clause"}) {
    const std::string id = std::string("our-") + kind;
    const Ran made = caveat({"rules", "new", id, "--category", "pricing", "--kind", kind, "--dir", "mine"});
    BOOST_TEST(made.code == 0, made.err);
    const Ran check = caveat({"rules", "check", "mine/pricing/" + id + ".yaml"});
    BOOST_TEST(check.code == 1);
    // Nothing but what is left to fill, language by language.
    BOOST_TEST(holds(check.out, "left to fill in text.es"), check.out);
    std::size_t errors = 0;
    for (std::size_t at = check.out.find(": error "); at != std::string::npos; at = check.out.find(": error ", at + 1)) {
      ++errors;
      BOOST_TEST(check.out.compare(at, 13, ": error R060:") == 0, check.out);
    }
    BOOST_TEST(errors >= 4u);
    // Not there before it is stable, and nobody is bothered.
    write("calm.txt", kCalm);
    const Ran scan = caveat({"scan", "calm.txt", "--rules", "mine"});
    BOOST_TEST(scan.code == 0);
    BOOST_TEST(scan.err == "");
    BOOST_TEST(caveat({"rules", "new", id, "--category", "pricing", "--kind", kind, "--dir", "mine"}).code == 2);  // never overwritten
  }
  BOOST_TEST(caveat({"rules", "new", "Not An Id", "--category", "pricing", "--kind", "presence"}).code == 2);
  BOOST_TEST(caveat({"rules", "new", "a", "--category", "../etc", "--kind", "presence"}).code == 2);
  BOOST_TEST(caveat({"rules", "new", "test-vague-time", "--category", "pricing", "--kind", "presence"}).code == 2);  // a standard rule's
}

BOOST_FIXTURE_TEST_CASE(rules_of_ones_own_are_added_to_the_standard_ones, PackCopy) {
  write("risky.txt", kRisky);
  write("mine/pack.yaml", "pack: mine\nversion: 1\nextends: standard\n");
  std::string rule = contents(path() / "pack/vague-terms/test-vague-time.yaml");
  rule.replace(rule.find("test-vague-time"), 15, "our-vague-time");
  rule.replace(rule.find("Vague time"), 10, "Our own rule");
  write("mine/vague-terms/our-vague-time.yaml", rule);
  const Ran both = caveat({"scan", "risky.txt", "--rules", "mine"});
  BOOST_TEST(holds(both.out, "Our own rule"), both.out);
  BOOST_TEST(holds(both.out, "Price may change"), both.out);
  const Ran alone = caveat({"scan", "risky.txt", "--rules", "mine", "--no-standard-rules"});
  BOOST_TEST(holds(alone.out, "Our own rule"), alone.out);
  BOOST_TEST(!holds(alone.out, "Price may change"), alone.out);
  // The answer is about one's own rules alone.
  BOOST_TEST(caveat({"rules", "test", "mine"}).out == "1 rule: every example does what it says.\n");
  BOOST_TEST(caveat({"scan", "risky.txt", "--no-standard-rules"}).code == 2);
}
