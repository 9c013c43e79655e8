// Tests match/explanation.cpp and the matcher's notes: why a rule fired or did not, and that asking changes nothing.
#include "match/explanation.h"

#include "scanned_text.h"

using namespace caveat;
using namespace caveat::tests;
using match::Explanation;

namespace {

std::string rule(const std::string& logic, const std::string& slots, const std::string& extra = "", const std::string& message = "M") {
  std::string yaml = "rule: asked\nversion: 1\nstatus: stable\ntaxonomy: PRC-01\nseverity: high\nconfidence: high\nlogic:\n" + logic + extra + "text:\n";
  for (const char* lang : {"en", "fr", "de", "es"})
    yaml += std::string("  ") + lang + ":\n    title: T\n    message: " + message + "\n    why: W\n    recommendation: { ask: A, fallback: F }\n    slots:\n" + slots +
            "    examples: { match: [a, b], no_match: [c, d] }\n";
  return yaml;
}

const std::string kNear = "  kind: presence\n  find: { near: [may, price], within: 3 words, order: given }\n  unless: [consent]\n";
const std::string kSlots = "      may: ['may raise']\n      price: ['fees?']\n      consent: ['consent']\n";

// The words by which a direction is read.
const std::string kLexicon = "lexicon: en\nmacros:\n  supplier: ['supplier']\n  customer: ['customer']\n  either_party: ['either party']\n  right: ['may']\n  duty: ['shall']\n";

// Asks of one rule in one text; the answer's spans are read through word().
struct Asked {
  Asked(const std::string& yaml, const std::string& contract, Role side = Role::customer) {
    SamplePack pack;
    pack.write("lexicons/en.yaml", kLexicon);
    pack.write("pricing/asked.yaml", yaml);
    PackEngine engine(pack);
    match::Options options;
    options.side = side;
    ScannedText before = engine.scan(contract, options);
    const auto again = [&] {
      Cancel never;
      return std::move(engine.matcher().run(before.extracted, before.normal, before.structure, options, never)).value();
    };
    why.rule = 0;
    engine.matcher().explain(&why);
    list = again();
    BOOST_TEST(list.matches.size() == before.list.matches.size(), "asking changed the answer");
    engine.matcher().explain(nullptr);
    const std::size_t told = why.hits.size();
    again();
    BOOST_TEST(why.hits.size() == told, "it went on telling");
    text = std::move(before.normal.text);
  }
  std::string word(NormalSpan span) const { return std::string(span.of(text)); }
  const Explanation::Place& place(std::size_t i = 0) const {
    BOOST_REQUIRE(why.places.size() > i);
    return why.places[i];
  }

  std::string text;  // folded
  match::MatchList list;
  Explanation why;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(explaining)

BOOST_AUTO_TEST_CASE(a_hit_is_told_with_its_words) {
  const Asked a(rule(kNear, kSlots), "They may raise all the fees.");
  BOOST_REQUIRE(a.place().hits.size() == 1u);
  BOOST_CHECK(a.place().hits[0].verdict == Explanation::Verdict::reported);
  BOOST_TEST(a.word(a.place().hits[0].hull) == "may raise all the fees");
  BOOST_TEST(a.place().patterns[0].holds);
  BOOST_REQUIRE(a.place().slots.size() == 2u);
  BOOST_TEST(a.word(a.place().slots[1].places[0]) == "fees");
}

BOOST_AUTO_TEST_CASE(words_too_far_apart_tell_the_distance_that_would_do) {
  const Asked a(rule(kNear, kSlots), "They may raise one two three four five fees.");
  BOOST_TEST(a.list.matches.empty());
  BOOST_TEST(!a.place().patterns[0].holds);
  BOOST_REQUIRE(a.place().patterns[0].within.has_value());
  BOOST_TEST(*a.place().patterns[0].within == 5u);
  BOOST_TEST(a.place().hits.empty());
}

BOOST_AUTO_TEST_CASE(the_wrong_order_is_told) {
  const Asked a(rule(kNear, kSlots), "Fees they may raise.");
  BOOST_TEST(a.list.matches.empty());
  BOOST_TEST(a.place().patterns[0].order);
  BOOST_TEST(!a.place().patterns[0].scope);
}

BOOST_AUTO_TEST_CASE(words_in_two_sentences_are_told) {
  const Asked a(rule(kNear, kSlots), "This is what they may raise. Fees are what they live on.");
  BOOST_TEST(a.list.matches.empty());
  BOOST_TEST(a.place().patterns[0].scope);
}

BOOST_AUTO_TEST_CASE(a_missing_slot_is_named) {
  const Asked a(rule(kNear, kSlots), "They may raise their hands.");
  BOOST_REQUIRE(a.place().patterns[0].missing.size() == 1u);
  BOOST_TEST(a.place().patterns[0].missing[0] == 1u);
}

BOOST_AUTO_TEST_CASE(the_exception_that_silenced_is_shown_with_its_words) {
  const Asked a(rule(kNear, kSlots), "They may raise fees with our consent.");
  BOOST_TEST(a.list.matches.empty());
  BOOST_REQUIRE(a.place().hits.size() == 1u);
  BOOST_CHECK(a.place().hits[0].verdict == Explanation::Verdict::silenced);
  BOOST_TEST(*a.place().hits[0].slot == 2u);
  BOOST_TEST(a.word(a.place().hits[0].because) == "consent");
}

BOOST_AUTO_TEST_CASE(a_number_within_policy_is_told_from_one_that_cannot_be_read) {
  const std::string logic = "  kind: threshold\n  find: { near: [up, level], within: 3 words }\n  value: level\n  report_when: 'value < policy(min)'\n";
  const std::string policy = "policy:\n  min: { default: 99, unit: percent, min: 0, max: 100 }\n";
  const std::string slots = "      up: ['availability']\n      level: ['{{percent}}']\n";
  const Asked good(rule(logic, slots, policy), "Availability 99.9 %.");
  BOOST_TEST(good.list.matches.empty());
  BOOST_REQUIRE(good.place().hits.size() == 1u);
  BOOST_CHECK(good.place().hits[0].verdict == Explanation::Verdict::value_accepted);
  BOOST_TEST(good.word(good.place().hits[0].values.at(0)) == "99.9 %");
  const Asked bad(rule(logic, slots, policy), "Availability 98 %.");
  BOOST_CHECK(bad.place().hits.at(0).verdict == Explanation::Verdict::reported);
}

BOOST_AUTO_TEST_CASE(hits_come_first_then_the_nearest_misses_then_the_far_ones) {
  const Asked a(rule(kNear, kSlots),
                "Only fees here.\n\nThey may raise one two three four five six seven fees.\n\nThey may raise one two three four fees.\n\nThey may raise fees.\n\nNothing.");
  BOOST_REQUIRE(a.why.places.size() == 4u);
  BOOST_TEST(a.place(0).hits.size() == 1u);
  BOOST_TEST(*a.place(1).patterns[0].within == 4u);
  BOOST_TEST(*a.place(2).patterns[0].within == 7u);
  BOOST_TEST(a.place(3).patterns[0].missing.size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_long_document_is_told_by_its_nearest_places) {
  std::string text;
  for (int i = 0; i < 500; ++i) text += "Fees again.\n\n";
  text += "They may raise fees.";
  const Asked a(rule(kNear, kSlots), text);
  BOOST_TEST(a.why.places.size() == Explanation::kPlaces);
  BOOST_TEST(a.why.more == 491u);
  BOOST_TEST(a.place().hits.size() == 1u);
}

const std::string kFavours = "  kind: presence\n  find: { near: [may, price], within: 5 words }\n  favours: supplier\n";
const std::string kRaise = "      may: ['may raise', 'may be raised']\n      price: ['fees?']\n";

BOOST_AUTO_TEST_CASE(a_hit_that_serves_the_reader_is_told_with_whom_it_serves_and_by_which_words) {
  const Asked a(rule(kFavours, kRaise), "The Customer may raise the fees.");
  BOOST_TEST(a.list.matches.empty());
  BOOST_REQUIRE(a.place().hits.size() == 1u);
  BOOST_CHECK(a.place().hits[0].verdict == Explanation::Verdict::other_side);
  BOOST_TEST(a.place().hits[0].detail == "it favours the customer");
  BOOST_TEST(a.word(a.place().hits[0].because) == "customer");
}

BOOST_AUTO_TEST_CASE(mutual_wording_and_wording_that_names_nobody_are_told_apart) {
  const Asked both(rule(kFavours, kRaise), "Either party may raise the fees.");
  BOOST_CHECK(both.place().hits.at(0).verdict == Explanation::Verdict::other_side);
  BOOST_TEST(both.place().hits.at(0).detail == "it favours both sides");
  const Asked nobody(rule(kFavours, kRaise), "The fees may be raised.");
  BOOST_CHECK(nobody.place().hits.at(0).verdict == Explanation::Verdict::other_side);
  BOOST_TEST(nobody.place().hits.at(0).detail == "it favours nobody that is named");
}

BOOST_AUTO_TEST_CASE(the_same_words_get_the_other_verdict_for_the_other_reader) {
  const std::string supplier = "The Supplier may raise the fees.";
  const Asked buyer(rule(kFavours, kRaise), supplier);
  BOOST_CHECK(buyer.place().hits.at(0).verdict == Explanation::Verdict::reported);
  const Asked seller(rule(kFavours, kRaise, "", "'{favoured} may raise it.'"), supplier, Role::supplier);
  BOOST_TEST(seller.list.matches.empty());
  BOOST_CHECK(seller.place().hits.at(0).verdict == Explanation::Verdict::other_side);
  BOOST_TEST(seller.place().hits.at(0).detail == "it favours the supplier");
}

// "The supplier may raise ..." over the customer's right would be a lie: such a rule is the buyer's alone.
BOOST_AUTO_TEST_CASE(a_rule_whose_texts_do_not_name_the_sides_by_placeholder_is_not_turned_round) {
  const std::string customer = "The Customer may raise the fees.";
  BOOST_TEST(Asked(rule(kFavours, kRaise), customer, Role::supplier).list.matches.empty());
  BOOST_TEST(Asked(rule(kFavours, kRaise, "", "'{favoured} may raise it.'"), customer, Role::supplier).list.matches.size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_vague_word_that_was_cleared_up_is_told_with_what_cleared_it_up) {
  const std::string logic = "  kind: presence\n  find: { near: [who, soon], within: 5 words }\n";
  const std::string slots = "      who: ['supplier']\n      soon: ['promptly']\n";
  const std::string vague = "The Supplier answers promptly.";
  const Asked open(rule(logic + "  clarified_by: [definition, duration]\n", slots), vague);
  BOOST_CHECK(open.place().hits.at(0).verdict == Explanation::Verdict::reported);
  const Asked beside(rule(logic + "  clarified_by: [duration]\n", slots), vague + " Urgent tickets are answered within two hours.");
  BOOST_TEST(beside.list.matches.empty());
  BOOST_CHECK(beside.place().hits.at(0).verdict == Explanation::Verdict::clarified);
  BOOST_TEST(beside.place().hits.at(0).detail == "a quantity of that kind stands beside it");
  const Asked defined(rule(logic + "  clarified_by: [definition]\n", slots), "“Promptly” means within two hours.\n\n" + vague);
  BOOST_TEST(defined.list.matches.empty());
  BOOST_CHECK(defined.place().hits.at(0).verdict == Explanation::Verdict::clarified);
  BOOST_TEST(defined.place().hits.at(0).detail == "the contract defines these words");
}

BOOST_AUTO_TEST_SUITE_END()
