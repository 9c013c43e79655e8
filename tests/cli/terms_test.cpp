// caveat terms and caveat explain: the key terms of contracts, and what a rule looks for.
#include <Poco/JSON/Parser.h>

#include "program.h"

using namespace caveat::cli_test;

namespace {

const std::string kDated =
    "Services Agreement\n\n1. Term. This Agreement takes effect on 1 January 2026 and has an initial term of 36 months.\n\n"
    "2. Renewal. It renews automatically for successive periods of twelve months unless either party gives notice of termination "
    "three months before the end of the term.\n\n3. Law. This Agreement is governed by the laws of England.\n";

struct WithRules : Folder {
  WithRules() { environment["CAVEAT_RULES"] = CAVEAT_SOURCE_DIR "/rules"; }
};

}  // namespace

BOOST_FIXTURE_TEST_CASE(terms_tell_the_last_day_to_give_notice_and_no_finding, WithRules) {
  write("a.txt", kDated);
  const Ran ran = caveat({"terms", "--today", "2026-11-23", "a.txt"});
  BOOST_TEST(ran.code == 0);
  BOOST_TEST(ran.err == "");
  BOOST_TEST(holds(ran.out, "Last day to give notice: "), ran.out);
  BOOST_TEST(holds(ran.out, "2028"));
  BOOST_TEST(!holds(ran.out, "/100"));
  BOOST_TEST(holds(caveat({"terms", "--lang", "de", "a.txt"}).out, "Eckdaten"));
}

BOOST_FIXTURE_TEST_CASE(terms_as_json_are_one_object_or_an_array, WithRules) {
  write("c/a.txt", kDated);
  write("c/b.txt", kDated);
  Poco::JSON::Parser parser;
  const auto one = parser.parse(caveat({"terms", "--format", "json", "c/a.txt"}).out).extract<Poco::JSON::Object::Ptr>();
  BOOST_TEST(one->getValue<std::string>("schema") == "caveat.terms/1");
  BOOST_TEST(one->getArray("key_terms")->size() > 3u);
  parser.reset();
  const Ran several = caveat({"terms", "--format", "json", "--out", "t.json", "c"});
  BOOST_TEST(several.out == "");
  BOOST_TEST(several.err == "caveat: wrote t.json\n");
  BOOST_TEST(parser.parse(contents(path() / "t.json")).extract<Poco::JSON::Array::Ptr>()->size() == 2u);
}

BOOST_FIXTURE_TEST_CASE(terms_of_several_documents_are_a_block_each_and_one_that_cannot_be_read_is_3, WithRules) {
  write("a.txt", kDated);
  write("b.txt", "");
  const Ran ran = caveat({"terms", "a.txt", "b.txt", "a.txt"});
  BOOST_TEST(ran.code == 3);
  BOOST_TEST(holds(ran.err, "caveat: b.txt: "));
  BOOST_TEST(ran.out.find("a.txt", 1) != std::string::npos);
  BOOST_TEST(holds(ran.out, "\n\na.txt"));
  BOOST_TEST(caveat({"terms", "--out", "a.txt", "a.txt"}).code == 2);  // never over the contract
  BOOST_TEST(contents(path() / "a.txt") == kDated);
}

BOOST_FIXTURE_TEST_CASE(explain_shows_what_a_rule_looks_for_in_the_readers_language, WithRules) {
  const Ran english = caveat({"explain", "auto-renewal"});
  BOOST_TEST(english.code == 0);
  for (const char* part : {"Automatic renewal [TRM-01 auto-renewal]", "Why it matters: ", "Ask for: ", "Fall back to: ", "C. civ., art. 1215", "  + "})
    BOOST_TEST(holds(english.out, part), part);
  environment["LC_ALL"] = "de_DE.UTF-8";
  BOOST_TEST(holds(caveat({"explain", "auto-renewal"}).out, "Fordern: "));
  const Ran policy = caveat({"explain", "--policy", "strict-regulated", "--lang", "en", "availability-low"});
  BOOST_TEST(holds(policy.out, "sla.availability.min: at least 99.9"), policy.out);
  BOOST_TEST(holds(policy.out, "walk away beyond 99.5"), policy.out);
}

BOOST_FIXTURE_TEST_CASE(explain_suggests_near_names_for_a_typo, WithRules) {
  const Ran ran = caveat({"explain", "auto-renewl"});
  BOOST_TEST(ran.code == 2);
  BOOST_TEST(ran.out == "");
  BOOST_TEST(holds(ran.err, "Did you mean auto-renewal? All rules: caveat rules list"), ran.err);
  Poco::JSON::Parser parser;
  const auto rule = parser.parse(caveat({"explain", "--format", "json", "auto-renewal"}).out).extract<Poco::JSON::Object::Ptr>();
  BOOST_TEST(rule->getValue<std::string>("taxonomy") == "TRM-01");
}
