// Tests findings/findings.cpp: verbatim quotes, one finding a cause, fingerprints.
#include "findings/findings.h"

#include <boost/test/unit_test.hpp>

#include "base/limits.h"
#include "rules/loader.h"
#include "sample_pack.h"

using namespace caveat;
using namespace caveat::tests;

namespace {

struct Scan {
  extract::ExtractedText extracted;
  findings::FindingList list;
};

Scan scan_with(const SamplePack& pack, const std::string& text);

// `more`: further lines of the rule's logic.
Scan scan(const std::string& text, const std::string& more = {}) {
  SamplePack pack;
  pack.write("pricing/price-up.yaml", replaced(sample_rule(), "  unless:", more + "  unless:"));
  // The same words under the same code, but less grave; the policy parameter is declared once in a pack.
  pack.write("change/price-change.yaml", replaced(replaced(sample_rule("price-change"), "severity: high", "severity: low"), "  cap:", "  cap2:"));
  return scan_with(pack, text);
}

Scan scan_with(const SamplePack& pack, const std::string& text) {
  rules::Diagnostics d;
  auto program = rules::load({{pack.path()}, "", false}, d);
  BOOST_REQUIRE_MESSAGE(program, (program ? "" : program.error().message));
  match::Matcher matcher(program.value());
  Scan s;
  s.extracted.text = text;
  s.extracted.media_type = "text/plain";
  s.extracted.blocks.push_back({{0, static_cast<std::uint32_t>(text.size())}, extract::BlockKind::paragraph, 0});
  Cancel never;
  auto normal = normalize::run(s.extracted, never);
  auto structure = segment::run(s.extracted, normal.value(), {Language::en}, never);
  auto matches = matcher.run(s.extracted, normal.value(), structure.value(), {}, never);
  s.list = findings::collect(*program.value(), s.extracted, normal.value(), structure.value(), matches.value());
  return s;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(finding_list)

BOOST_AUTO_TEST_CASE(the_quote_is_the_sentence_as_written_and_holds_the_trigger) {
  const Scan s = scan("First. WE  may raise\nthe Fees “soon”. Last.");
  BOOST_REQUIRE_EQUAL(s.list.findings.size(), 1u);
  const auto& place = s.list.findings[0].place;
  BOOST_TEST(place.quote.of(s.extracted.text) == "WE  may raise\nthe Fees “soon”.");
  BOOST_TEST(place.quote.contains(place.trigger));
  BOOST_TEST(place.trigger.of(s.extracted.text) == "may raise\nthe Fees");
}

BOOST_AUTO_TEST_CASE(of_two_rules_with_one_code_on_the_same_words_the_graver_stays) {
  const Scan s = scan("We may raise fees.");
  BOOST_REQUIRE_EQUAL(s.list.findings.size(), 1u);
  BOOST_CHECK(s.list.findings[0].severity == rules::Severity::high);
}

BOOST_AUTO_TEST_CASE(one_sentence_is_told_once) { BOOST_TEST(scan("We may raise fees and may raise fees and may raise fees.").list.findings.size() == 1u); }

BOOST_AUTO_TEST_CASE(a_fingerprint_ignores_numbers_and_place_but_not_words) {
  const auto print = [](const std::string& text) { return scan(text).list.findings.at(0).fingerprint; };
  const std::string first = print("We may raise fees by 3 %.");
  BOOST_TEST(first.size() == 16u);
  BOOST_TEST(print("Something before. We may raise fees by 15 %.") == first);
  BOOST_TEST(print("We may raise all fees by 3 %.") != first);
}

BOOST_AUTO_TEST_CASE(the_same_words_at_three_places_are_one_finding_with_three_places) {
  const Scan s = scan("We may raise fees. Nothing. Then we may raise  fees by 3 %. At last we may raise\nfees.");
  BOOST_REQUIRE_EQUAL(s.list.findings.size(), 1u);
  const findings::Finding& f = s.list.findings[0];
  BOOST_TEST(f.places() == 3u);
  BOOST_REQUIRE_EQUAL(f.also.size(), 2u);
  BOOST_TEST(f.place.quote.of(s.extracted.text) == "We may raise fees.");
  BOOST_TEST(f.also[0].quote.of(s.extracted.text) == "Then we may raise  fees by 3 %.");
  BOOST_TEST(f.also[1].trigger.of(s.extracted.text) == "may raise\nfees");
}

BOOST_AUTO_TEST_CASE(other_words_are_another_cause_unless_the_rule_says_it_is_one) {
  const std::string text = "We may raise fees. We may raise all fees. We may raise our fees.";
  BOOST_TEST(scan(text).list.findings.size() == 3u);
  const Scan one = scan(text, "  cause: rule\n");
  BOOST_REQUIRE_EQUAL(one.list.findings.size(), 1u);
  BOOST_TEST(one.list.findings[0].places() == 3u);
}

BOOST_AUTO_TEST_CASE(with_cause_place_literal_repetitions_are_findings_with_fingerprints_of_their_own) {
  const Scan s = scan("We may raise fees. We may raise fees.", "  cause: place\n");
  BOOST_REQUIRE_EQUAL(s.list.findings.size(), 2u);
  BOOST_TEST(s.list.findings[0].fingerprint != s.list.findings[1].fingerprint);
}

BOOST_AUTO_TEST_CASE(a_further_place_changes_the_fingerprint_and_the_same_wording_once_more_does_not) {
  const auto print = [](const std::string& text) { return scan(text).list.findings.at(0).fingerprint; };
  const std::string one = print("We may raise fees.");
  BOOST_TEST(print("We may raise fees. We may raise fees.") == one);
  const std::string two = print("We may raise fees. Also we may raise fees at will.");
  BOOST_TEST(two != one);
  BOOST_TEST(print("Also we may raise fees at will. We may raise fees.") == two);
}

BOOST_AUTO_TEST_CASE(places_beyond_the_limit_are_counted_and_not_listed) {
  std::string text;
  for (int i = 0; i < 30; ++i) text += "We may raise fees. ";
  const Scan s = scan(text);
  BOOST_REQUIRE_EQUAL(s.list.findings.size(), 1u);
  BOOST_TEST(s.list.findings[0].also.size() == limits::kPlacesPerFinding);
  BOOST_TEST(s.list.findings[0].places() == 30u);
  BOOST_TEST(s.list.truncated.empty());
}

BOOST_AUTO_TEST_CASE(the_cap_counts_findings_and_is_told) {
  std::string text;
  for (std::uint32_t i = 0; i < limits::kFindingsPerRule + 5; ++i) text += "We may raise " + std::string(1 + i % 26, static_cast<char>('a' + i / 26)) + " fees. ";
  const Scan s = scan(text);
  BOOST_TEST(s.list.findings.size() == limits::kFindingsPerRule);
  BOOST_REQUIRE_EQUAL(s.list.truncated.size(), 1u);
}

BOOST_AUTO_TEST_CASE(beyond_walk_away_a_finding_is_one_step_graver) {
  const std::string threshold = "kind: threshold\n  find: { near: [may, price, rate], within: 6 words }\n  value: rate\n  report_when: 'value > policy(cap)'\n  cause: rule";
  SamplePack pack;
  std::string rule = replaced(sample_rule(), "kind: presence\n  find: { near: [may, price], within: 6 words }", threshold);
  for (std::size_t at = 0; (at = rule.find("      consent: [", at)) != std::string::npos; at += 40) rule.insert(at, "      rate: ['{{percent}}']\n");
  pack.write("pricing/price-up.yaml", rule);
  pack.write("policies/default.yaml", "policy: default\nversion: 1\nvalues: { cap: { preferred: 1, acceptable: 3, walk_away: 5 } }\n");
  const auto found = [&](const std::string& text) { return scan_with(pack, text).list.findings; };
  BOOST_TEST(found("We may raise the fees by 2 %.").empty());  // worse than preferred, but acceptable: not told
  BOOST_TEST(found("We may raise the fees by 3 %.").empty());
  const auto outside = found("We may raise the fees by 4 %.");
  BOOST_REQUIRE_EQUAL(outside.size(), 1u);
  BOOST_CHECK(outside[0].band == findings::Band::outside);
  BOOST_CHECK(outside[0].severity == rules::Severity::high);
  BOOST_CHECK(found("We may raise the fees by 5 %.").at(0).band == findings::Band::outside);
  const auto beyond = found("We may raise the fees by 6 %.");
  BOOST_CHECK(beyond.at(0).band == findings::Band::walk_away);
  BOOST_CHECK(beyond.at(0).severity == rules::Severity::critical);
  // Of one cause with several numbers, the gravest is the one to read first.
  const auto both = found("We may raise the fees by 4 %. We may raise the fees by 6 %. We may raise the fees by 4 %.");
  BOOST_REQUIRE_EQUAL(both.size(), 1u);
  BOOST_TEST(both[0].value->value == 6);
  BOOST_TEST(both[0].also.size() == 2u);
}

BOOST_AUTO_TEST_CASE(a_very_long_sentence_is_cut_around_the_trigger_at_whole_characters) {
  std::string filler;
  for (int i = 0; i < 2'000; ++i) filler += "é€ ";
  const Scan s = scan(filler + "we may raise the fees " + filler);
  BOOST_REQUIRE_EQUAL(s.list.findings.size(), 1u);
  const auto& place = s.list.findings[0].place;
  BOOST_TEST(place.quote.size() <= limits::kQuoteBytes);
  BOOST_TEST(place.quote.contains(place.trigger));
  const auto quote = place.quote.of(s.extracted.text);
  BOOST_TEST((static_cast<unsigned char>(quote.front()) & 0xC0) != 0x80);
}

BOOST_AUTO_TEST_SUITE_END()
