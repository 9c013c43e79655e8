// Tests match/absence.cpp: when an absence applies, its outcomes, where it is shown, and when nothing may be said.
#include "match/absence.h"

#include "scanned_text.h"

using namespace caveat;
using namespace caveat::tests;

namespace {

const std::string kLogic =
    "  kind: absence\n  scope: document\n  needs: { documents: [contract, dpa], any: [data] }\n"
    "  absent: { near: [breach, notify], within: 10 words, scope: clause }\n"
    "  adverse: { near: [breach, never], within: 6 words }\n"
    "  unless: [none]\n  show_at: data\n";
const std::string kSlots =
    "      data: ['personal data']\n      breach: ['breach(?:es)?', 'incidents?']\n      notify: ['notif(?:y|ies)', 'reports?']\n"
    "      never: ['no duty', 'not obliged']\n      none: ['no personal data']\n";

struct BreachPack : SamplePack {
  explicit BreachPack(const std::string& logic = kLogic, const std::string& slots = kSlots) {
    write("data-protection/breach-missing.yaml", plain_rule("breach-missing", logic, slots));
  }
};

match::Options as(rules::DocumentKind kind) {
  match::Options options;
  options.kind = kind;
  return options;
}
const match::Options kContract = as(rules::DocumentKind::contract);

}  // namespace

BOOST_AUTO_TEST_SUITE(absences)

BOOST_AUTO_TEST_CASE(a_missing_protection_is_shown_at_the_first_place_that_calls_for_it) {
  BreachPack pack;
  PackEngine engine(pack);
  const auto s = engine.scan("The fees are due.\n\nThe Supplier handles personal data. More personal data.", kContract);
  BOOST_TEST(s.outcome() == "absent: personal data");
  BOOST_REQUIRE(s.list.matches.size() == 1u);
  BOOST_TEST(s.list.matches[0].sentence.of(s.extracted.text) == "The Supplier handles personal data.");
}

BOOST_AUTO_TEST_CASE(a_heading_is_preferred_as_the_place) {
  BreachPack pack;
  PackEngine engine(pack);
  const auto s = engine.scan("We touch personal data now and then.\n\n# Personal Data\n\nWe handle it.", kContract);
  BOOST_REQUIRE(s.list.matches.size() == 1u);
  BOOST_TEST(s.list.matches[0].sentence.of(s.extracted.text) == "Personal Data");
}

BOOST_AUTO_TEST_CASE(protective_wording_anywhere_in_the_document_says_nothing) {
  BreachPack pack;
  PackEngine engine(pack);
  BOOST_TEST(engine.scan("We handle personal data.\n\nWe notify you of a breach.", kContract).outcome() == "");
  BOOST_TEST(engine.scan("We report each incident.\n\nWe handle personal data.", kContract).outcome() == "");
}

BOOST_AUTO_TEST_CASE(a_pattern_holds_in_its_own_scope_only) {
  BreachPack pack;
  PackEngine engine(pack);
  // Two clauses: the words stand apart.
  BOOST_TEST(engine.scan("# 1. Personal data\n\nWe notify you.\n\n# 2. Breach\n\nYou may terminate for breach.", kContract).outcome() == "absent: personal data");
  // Two paragraphs of one clause: near enough for scope: clause, too far for scope: sentence.
  const std::string text = "# 1. Personal data\n\nOf a breach\n\nwe notify you.";
  BOOST_TEST(engine.scan(text, kContract).outcome() == "");
  BreachPack strict(replaced(kLogic, "scope: clause", "scope: sentence"));
  PackEngine strict_engine(strict);
  BOOST_TEST(strict_engine.scan(text, kContract).outcome() == "absent: personal data");
}

BOOST_AUTO_TEST_CASE(adverse_wording_is_reported_where_it_stands) {
  BreachPack pack;
  PackEngine engine(pack);
  BOOST_TEST(engine.scan("We handle personal data.\n\nThere is no duty in case of breach.", kContract).outcome() == "adverse: no duty in case of breach");
}

BOOST_AUTO_TEST_CASE(words_that_are_part_of_adverse_wording_do_not_protect) {
  BreachPack pack;
  PackEngine engine(pack);
  const std::string refused = "We handle personal data.\n\nWe are not obliged to report any breach.";
  BOOST_TEST(engine.scan(refused, kContract).outcome() == "adverse: not obliged to report any breach");
  // Another clause does protect: that settles it.
  BOOST_TEST(engine.scan(refused + "\n\n# 9. Security\n\nWe notify you of a breach.", kContract).outcome() == "");
}

BOOST_AUTO_TEST_CASE(it_applies_only_to_its_kinds_of_document_and_only_if_the_kind_is_known) {
  BreachPack pack;
  PackEngine engine(pack);
  const std::string text = "We handle personal data.";
  BOOST_TEST(engine.scan(text, as(rules::DocumentKind::dpa)).outcome() == "absent: personal data");
  for (auto kind : {rules::DocumentKind::nda, rules::DocumentKind::tender, rules::DocumentKind::not_a_contract})
    BOOST_TEST(engine.scan(text, as(kind)).outcome() == "");
  BOOST_TEST(engine.scan(text).outcome() == "");  // no rule tells the kind
}

BOOST_AUTO_TEST_CASE(it_applies_only_where_its_needs_are_met_and_unless_is_not) {
  BreachPack pack;
  PackEngine engine(pack);
  BOOST_TEST(engine.scan("We handle orders.", kContract).outcome() == "");
  BOOST_TEST(engine.scan("We handle personal data.\n\nOn second thought, no personal data.", kContract).outcome() == "");
  BreachPack both(replaced(kLogic, "any: [data]", "all: [data, server]"), kSlots + "      server: ['servers?']\n");
  PackEngine both_engine(both);
  BOOST_TEST(both_engine.scan("We handle personal data.", kContract).outcome() == "");
  BOOST_TEST(both_engine.scan("We handle personal data.\n\nOn a server.", kContract).outcome() == "absent: personal data");
}

BOOST_AUTO_TEST_CASE(clause_rules_serve_as_need_and_as_protection) {
  BreachPack pack("  kind: absence\n  scope: document\n  needs: { clauses: [clause-audit] }\n  absent: { clauses: [clause-insurance] }\n", "      unused: [unused]\n");
  // A rule of clauses alone has no slots.
  pack.write("data-protection/breach-missing.yaml", replaced(replaced(replaced(replaced(
      plain_rule("breach-missing", "  kind: absence\n  scope: document\n  needs: { clauses: [clause-audit] }\n  absent: { clauses: [clause-insurance] }\n", ""),
      "    slots:\n", ""), "    slots:\n", ""), "    slots:\n", ""), "    slots:\n", ""));
  pack.write("clauses/clause-audit.yaml", plain_rule("clause-audit", "  kind: clause\n  find: { any: [audit] }\n", "      audit: ['audits?']\n", true));
  pack.write("clauses/clause-insurance.yaml", plain_rule("clause-insurance", "  kind: clause\n  find: { any: [cover] }\n", "      cover: ['insur\\w+', 'indemnity policy']\n", true));
  PackEngine engine(pack);
  BOOST_TEST(engine.scan("You pay.", kContract).outcome() == "");
  const auto missing = engine.scan("You may audit us.", kContract);
  BOOST_TEST(missing.outcome() == "placeless");
  BOOST_REQUIRE(missing.list.matches.size() == 2u);  // the clause itself, too
  for (const match::Match& m : missing.list.matches)
    if (m.placeless) BOOST_TEST(m.searched == (std::vector<std::string>{"insur…", "indemnity policy"}), boost::test_tools::per_element());
  BOOST_TEST(engine.scan("You may audit us. We are insured.", kContract).outcome() == "");
}

BOOST_AUTO_TEST_CASE(without_a_place_it_stands_at_the_first_words) {
  BreachPack pack(replaced(kLogic, "  show_at: data\n", ""));
  PackEngine engine(pack);
  const auto s = engine.scan("A contract on the handling of personal data between the two parties named below, of this day.", kContract);
  BOOST_TEST(s.outcome() == "placeless");
  BOOST_TEST(s.list.matches[0].hull.begin == 0u);
  BOOST_TEST(s.list.matches[0].hull.size() <= 60u);
}

BOOST_AUTO_TEST_CASE(what_was_searched_is_told_in_readable_words) {
  BreachPack pack;
  PackEngine engine(pack);
  const auto s = engine.scan("We handle personal data.", kContract);
  BOOST_TEST(s.list.matches.at(0).searched == (std::vector<std::string>{"breach", "notify", "incidents", "reports"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(nothing_is_said_of_a_text_that_was_not_read_whole) {
  BreachPack pack;
  PackEngine engine(pack);
  const auto with = [&](std::vector<extract::NotRead> parts, const std::string& text = "We handle personal data.") {
    return engine.scan(text, kContract, Language::en, [&](extract::ExtractedText& e) { e.not_read = parts; }).outcome();
  };
  BOOST_TEST(with({{"page-without-text", 2, ""}}) == "undetermined: pages-without-text");
  BOOST_TEST(with({{"pages-over-limit", 0, ""}}) == "undetermined: truncated");
  BOOST_TEST(with({{"embedded-object", 0, ""}}) == "absent: personal data");
  for (const char* code : {"page-without-text", "recognised-badly", "damaged-page", "picture"}) BOOST_TEST(with({{code, 3, ""}}) == "undetermined: pages-without-text", code);
  for (const char* code : {"pages-over-limit", "text-over-limit", "part-not-read", "parts-over-limit", "cut-off", "dynamic-form", "a-code-of-tomorrow"})
    BOOST_TEST(with({{code, 0, ""}}) == "undetermined: truncated", code);
  for (const char* code : {"hidden-text", "diagonal-text", "drawing", "not-calculated", "revisions-over-limit", "recognised-pages", "part-left-out", "mixed-alphabets"})
    BOOST_TEST(with({{code, 0, ""}}) == "absent: personal data", code);
  // What was found was found.
  BOOST_TEST(with({{"page-without-text", 2, ""}}, "We handle personal data. We notify you of a breach.") == "");
  BOOST_TEST(with({{"page-without-text", 2, ""}}, "We handle personal data. No duty in case of breach.") == "adverse: no duty in case of breach");
  BreachPack patient(kLogic + "  trust_when: { pages_without_text: 1 }\n");
  PackEngine patient_engine(patient);
  BOOST_TEST(patient_engine.scan("We handle personal data.", kContract, Language::en, [](extract::ExtractedText& e) {
    e.not_read = {{"page-without-text", 2, ""}};
  }).outcome() == "absent: personal data");
}

BOOST_AUTO_TEST_CASE(nothing_is_said_of_a_text_full_of_wrong_letters) {
  BreachPack pack;
  PackEngine engine(pack);
  const auto with = [&](const char* code, const std::string& wrong, std::size_t sentences) {
    std::string text = "We handle personal data. " + wrong;
    for (std::size_t i = 0; i < sentences; ++i) text += " The parties agree on this.";
    return engine.scan(text, kContract, Language::en, [&](extract::ExtractedText& e) { e.not_read = {{code, 0, ""}}; }).outcome();
  };
  const std::pair<const char*, const char*> kinds[] = {{"undecodable-bytes", "th\xEF\xBF\xBD"}, {"mojibake", "r\xC3\x83\xC2\xA9"}};
  for (const auto& [code, wrong] : kinds) {
    BOOST_TEST(with(code, wrong, 2) == "undetermined: undecodable", code);
    BOOST_TEST(with(code, wrong, 100) == "absent: personal data", code);
    std::string many;
    for (int i = 0; i < 10; ++i) many += std::string(wrong) + " ";
    BOOST_TEST(with(code, many, 100) == "undetermined: undecodable", code);
  }
  BOOST_TEST(with("undecodable-bytes", "", 100) == "undetermined: undecodable");  // a guess: nobody knows how many
  BOOST_TEST(with("undecodable-glyphs", "", 2) == "absent: personal data");
}

BOOST_AUTO_TEST_CASE(nothing_is_said_of_a_text_in_a_language_without_rules) {
  BreachPack pack;
  PackEngine engine(pack);
  const std::string italian =
      "Il fornitore tratta i dati personali per conto del cliente secondo le istruzioni ricevute. Le parti concordano che il presente contratto "
      "disciplina tutti gli obblighi relativi alla sicurezza delle informazioni e alla riservatezza dei documenti consegnati.";
  const std::string english = "The supplier handles personal data on behalf of the customer and follows the instructions that it is given in writing.";
  BOOST_TEST(engine.scan(italian + "\n\n" + english, kContract, Language::other).outcome() == "undetermined: language");
  BOOST_TEST(engine.scan(english, kContract, Language::other).outcome() == "absent: personal data");
}

BOOST_AUTO_TEST_CASE(a_protection_in_the_other_language_of_the_document_counts) {
  SamplePack pack;
  std::string yaml = plain_rule("breach-missing", kLogic, kSlots);
  const std::size_t de = yaml.find("  de:\n");
  yaml = yaml.substr(0, de) + replaced(replaced(yaml.substr(de), "'breach(?:es)?', 'incidents?'", "'datenpanne\\w*'"), "'notif(?:y|ies)', 'reports?'", "'meldet'");
  pack.write("data-protection/breach-missing.yaml", yaml);
  PackEngine engine(pack);
  const std::string english = "The supplier handles personal data on behalf of the customer and follows the instructions that it is given in writing.";
  const std::string german = "Der Anbieter meldet dem Kunden jede Datenpanne und unterstützt ihn bei allen Pflichten, die sich daraus für ihn ergeben.";
  BOOST_TEST(engine.scan(english + "\n\n" + german, kContract, Language::other).outcome() == "");
  BOOST_TEST(engine.scan(english, kContract, Language::other).outcome() == "absent: personal data");
}

BOOST_AUTO_TEST_CASE(each_part_can_be_taken_away_for_the_mutation_of_examples) {
  BreachPack pack;
  PackEngine engine(pack);
  const auto fires = [&](const std::string& text) { return !engine.scan(text, kContract).outcome().empty(); };
  engine.matcher().ignore_absent(0);
  BOOST_TEST(fires("We handle personal data. We notify you of a breach."));
  engine.matcher().ignore_needs(0);
  BOOST_TEST(fires("We handle orders."));
  engine.matcher().ignore_unless(0, 4);  // data, breach, notify, never, none
  BOOST_TEST(fires("We handle personal data. No personal data."));
  engine.matcher().ignore_unless(~0u, 0);
  BOOST_TEST(!fires("We handle personal data. No personal data."));
}

BOOST_AUTO_TEST_CASE(a_second_document_knows_nothing_of_the_first) {
  BreachPack pack;
  PackEngine engine(pack);
  BOOST_TEST(engine.scan("We handle personal data. We notify you of a breach.", kContract).outcome() == "");
  BOOST_TEST(engine.scan("We handle personal data.", kContract).outcome() == "absent: personal data");
}

BOOST_AUTO_TEST_CASE(the_loader_refuses_what_cannot_work) {
  const auto refused = [](const std::string& logic) {
    BreachPack pack(logic);
    rules::Diagnostics d;
    const auto loaded = rules::load({{pack.path()}, "", true}, d);
    return loaded || d.empty() ? std::string("accepted") : d[0].code;
  };
  BOOST_TEST(refused(kLogic) == "accepted");
  BOOST_TEST(refused(replaced(kLogic, "any: [data]", "any: [data], clauses: [clause-nowhere]")) == "R053");
  BOOST_TEST(refused(replaced(kLogic, "unless: [none]", "unless: [{ slot: none, within: 3 words }]")) == "R051");
  BOOST_TEST(refused(replaced(kLogic, "scope: clause", "scope: document")) == "R051");
}

BOOST_AUTO_TEST_SUITE_END()
