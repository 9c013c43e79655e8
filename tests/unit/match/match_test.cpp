// Tests match/match.cpp with a small pack: languages, scopes, unless, thresholds, the cap, and the prefilter's contract.
#include "match/match.h"

#include <boost/test/unit_test.hpp>

#include "rules/loader.h"
#include "sample_pack.h"

using namespace caveat;
using namespace caveat::tests;

namespace {

// A rule of one slot pair whose words are the same in all four languages.
std::string rule(const std::string& id, const std::string& logic, const std::string& slots, const std::string& extra = "") {
  std::string yaml = "rule: " + id + "\nversion: 1\nstatus: stable\ntaxonomy: PRC-01\nseverity: high\nconfidence: high\nlogic:\n" + logic + extra + "text:\n";
  for (const char* lang : {"en", "fr", "de", "es"})
    yaml += std::string("  ") + lang + ":\n    title: T\n    message: M\n    why: W\n    recommendation: { ask: A, fallback: F }\n    slots:\n" + slots +
            "    examples: { match: [a, b], no_match: [c, d] }\n";
  return yaml;
}

struct Scan {
  extract::ExtractedText extracted;
  normalize::NormalText normal;
  segment::Structure structure;
  match::MatchList list;
  std::vector<std::string> words() const {
    std::vector<std::string> out;
    for (const auto& m : list.matches) out.emplace_back(m.hull.of(normal.text));
    return out;
  }
};

class Engine {
 public:
  explicit Engine(SamplePack& pack) {
    rules::Diagnostics d;
    auto loaded = rules::load({{pack.path()}, "", true}, d);
    BOOST_REQUIRE_MESSAGE(loaded, (loaded ? "" : loaded.error().message));
    program_ = std::move(loaded).value();
    matcher_ = std::make_unique<match::Matcher>(program_);
  }

  Scan scan(const std::string& text, Language language = Language::en, match::Options options = {}) {
    Scan s;
    s.extracted.text = text;
    s.extracted.media_type = "text/plain";
    for (std::size_t i = 0; i < text.size();) {
      std::size_t end = std::min(text.find("\n\n", i), text.size());
      if (end > i) s.extracted.blocks.push_back({{static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(end)}, extract::BlockKind::paragraph, 0});
      i = end + 2;
    }
    Cancel never;
    s.normal = std::move(normalize::run(s.extracted, never)).value();
    s.structure = std::move(segment::run(s.extracted, s.normal, {language}, never)).value();
    s.list = std::move(matcher_->run(s.extracted, s.normal, s.structure, options, never)).value();
    options.prefilter = !options.prefilter;
    auto other = matcher_->run(s.extracted, s.normal, s.structure, options, never);
    BOOST_TEST(other.value().matches.size() == s.list.matches.size(), "the prefilter changed the result");
    return s;
  }

 private:
  std::shared_ptr<const rules::RuleProgram> program_;
  std::unique_ptr<match::Matcher> matcher_;
};

using Strings = std::vector<std::string>;
const std::string kSlots = "      may: ['may raise']\n      price: ['fees?']\n";

}  // namespace

BOOST_AUTO_TEST_SUITE(matching)

// RE2 counts "_" as a letter; words that are compared without it must agree.
BOOST_AUTO_TEST_CASE(words_and_expressions_have_the_same_boundaries) {
  SamplePack pack;
  pack.write("pricing/fees.yaml", rule("fees", "  kind: presence\n  scope: sentence\n  find: { any: [price] }\n", "      price: ['fees', 'char{{w}} made']\n"));
  Engine engine(pack);
  BOOST_TEST(engine.scan("The fees, charges made").words() == (Strings{"fees", "charges made"}), boost::test_tools::per_element());
  BOOST_TEST(engine.scan("The x_fees_, _charges made_ and coffees").words().empty());
}

BOOST_AUTO_TEST_CASE(what_a_sentence_is_about_may_stand_above_or_before_it) {
  SamplePack pack;
  pack.write("pricing/topic.yaml", rule("topic", "  kind: presence\n  scope: sentence\n  find: { near: [may, freely], within: 4 words, order: any, about: price }\n",
                                        "      may: ['may be raised']\n      freely: ['at any time']\n      price: ['fees?', 'charges']\n"));
  Engine engine(pack);
  const auto found = [&](const std::string& text) { return engine.scan(text).words().size(); };
  BOOST_TEST(found("Fees may be raised at any time.") == 1u);
  BOOST_TEST(found("The fees are listed in annex A. They may be raised at any time.") == 1u);
  BOOST_TEST(found("Title\n\n1. Rooms\n\n1.1 They have shelves.\n\n2. Charges\n\n2.1 They are listed.\n\n2.2 They may be raised at any time.") == 1u);
  BOOST_TEST(found("Title\n\n2. Payment\n\n2.1 The fees:\n\n(a) are due on receipt;\n\n(b) may be raised at any time.") == 1u);
  // Nothing of it, another section, the title of the whole, or too far before.
  BOOST_TEST(found("They may be raised at any time.") == 0u);
  BOOST_TEST(found("Title\n\n1. Charges\n\n1.1 The fees are due.\n\n2. Shelves\n\n2.1 They may be raised at any time.") == 0u);
  BOOST_TEST(found("Table of fees\n\n1. Shelves\n\n1.1 They may be raised at any time.") == 0u);
  BOOST_TEST(found("The fees are due. " + std::string(700, 'x') + ". They may be raised at any time.") == 0u);
}

BOOST_AUTO_TEST_CASE(a_rule_speaks_only_in_its_own_language) {
  SamplePack pack;
  pack.write("pricing/price-up.yaml", sample_rule());
  Engine engine(pack);
  BOOST_CHECK((engine.scan("We may raise the fees.", Language::en).words() == Strings{"may raise the fees"}));
  BOOST_TEST(engine.scan("We may raise the fees.", Language::fr).words().empty());
  BOOST_CHECK((engine.scan("Il peut augmenter ses tarifs.", Language::fr).words() == Strings{"peut augmenter ses tarifs"}));
}

BOOST_AUTO_TEST_CASE(an_unless_in_the_same_sentence_silences_and_in_the_next_does_not) {
  SamplePack pack;
  pack.write("pricing/price-up.yaml", sample_rule());
  Engine engine(pack);
  BOOST_TEST(engine.scan("We may raise the fees with your consent.").words().empty());
  BOOST_TEST(engine.scan("We may raise the fees. You consent to cookies.").words().size() == 1u);
}

BOOST_AUTO_TEST_CASE(an_unless_with_a_distance_silences_only_near_by) {
  SamplePack pack;
  pack.write("pricing/near.yaml", rule("near", "  kind: presence\n  find: { near: [may, price], within: 5 words }\n  unless: [{ slot: never, within: 1 words }]\n", kSlots + "      never: ['never']\n"));
  Engine engine(pack);
  BOOST_TEST(engine.scan("We never may raise the fees.").words().empty());
  BOOST_TEST(engine.scan("We never said that we may raise the fees.").words().size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_sentence_scope_ends_with_the_sentence_and_a_clause_scope_does_not) {
  SamplePack pack;
  pack.write("pricing/one.yaml", rule("one", "  kind: presence\n  scope: sentence\n  find: { all: [may, price] }\n", kSlots));
  Engine sentence(pack);
  BOOST_TEST(sentence.scan("We may raise it. The fees are low.").words().empty());
  pack.write("pricing/one.yaml", rule("one", "  kind: presence\n  scope: clause\n  find: { all: [may, price] }\n", kSlots));
  Engine clause(pack);
  BOOST_TEST(clause.scan("We may raise it. The fees are low.").words().size() == 1u);
  BOOST_TEST(clause.scan("We may raise it.\n\nThe fees are low.").words().size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_threshold_reports_each_number_outside_the_policy) {
  SamplePack pack;
  pack.write("pricing/level.yaml", rule("level", "  kind: threshold\n  find: { near: [uptime, level], within: 8 words }\n  value: level\n  report_when: 'value < policy(min)'\n",
                                        "      uptime: ['uptime']\n      level: ['{{percent}}']\n", "policy:\n  min: { default: 99.5, unit: percent, min: 0, max: 100 }\n"));
  Engine engine(pack);
  BOOST_TEST(engine.scan("Uptime is 99.9 %.").words().empty());
  const auto low = engine.scan("Uptime is 99.9 % for gold and 98 % for silver.");
  BOOST_REQUIRE_EQUAL(low.list.matches.size(), 1u);
  BOOST_TEST(low.list.matches[0].value->value == 98);
  BOOST_TEST(low.list.matches[0].value->span.of(low.normal.text) == "98 %");
}

BOOST_AUTO_TEST_CASE(reaching_the_cap_is_reported) {
  SamplePack pack;
  pack.write("pricing/price-up.yaml", sample_rule());
  Engine engine(pack);
  std::string text;
  for (int i = 0; i < 30; ++i) text += "We may raise the fees.\n\n";
  match::Options options;
  options.max_per_rule = 10;
  const auto capped = engine.scan(text, Language::en, options);
  BOOST_TEST(capped.list.matches.size() == 10u);
  BOOST_TEST(capped.list.truncated.size() == 1u);
  BOOST_TEST(engine.scan(text).list.truncated.empty());
}

BOOST_AUTO_TEST_CASE(a_slot_cut_short_is_reported_for_each_rule_that_shares_it) {
  SamplePack pack;
  const std::string logic = "  kind: presence\n  scope: paragraph\n  find: { all: [may, price] }\n";
  pack.write("pricing/one.yaml", rule("one", logic, kSlots));
  pack.write("pricing/two.yaml", rule("two", logic, kSlots));
  Engine engine(pack);
  std::string text = "We may raise";
  for (int i = 0; i < 2'500; ++i) text += " the fee";
  BOOST_TEST(engine.scan(text + ".").list.truncated.size() == 2u);
}

BOOST_AUTO_TEST_CASE(the_evidence_is_the_whole_sentence_in_the_extracted_text) {
  SamplePack pack;
  pack.write("pricing/price-up.yaml", sample_rule());
  Engine engine(pack);
  const auto s = engine.scan("First one. We may\nraise the FEES — at will. Last one.");
  BOOST_REQUIRE_EQUAL(s.list.matches.size(), 1u);
  BOOST_TEST(s.list.matches[0].sentence.of(s.extracted.text) == "We may\nraise the FEES — at will.");
}

BOOST_AUTO_TEST_CASE(a_language_without_rules_matches_nothing) {
  SamplePack pack;
  pack.write("pricing/price-up.yaml", sample_rule());
  Engine engine(pack);
  extract::ExtractedText nothing;
  BOOST_TEST(engine.scan("").words().empty());
}

BOOST_AUTO_TEST_SUITE_END()
