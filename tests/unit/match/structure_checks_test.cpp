// Tests match/structure_checks.cpp and the checks behind it, with the rules that are shipped: what is told, where, and what
// is left alone.
#include "match/structure_checks.h"

#include <boost/test/unit_test.hpp>
#include <fstream>
#include <map>

#include "match/references.h"
#include "rules/check_names.h"
#include "shipped_rules.h"

using namespace caveat;

namespace {

struct Block {
  std::string words;
  extract::BlockKind kind = extract::BlockKind::paragraph;
};
Block heading(const std::string& words) { return {words, extract::BlockKind::heading}; }

struct Told {
  std::string words;  // the hull, as written
  std::size_t also = 0;
  std::map<std::string, std::string> arguments;
  bool placeless = false;
};

std::vector<Told> told(const std::string& rule, const std::vector<Block>& blocks, Language language = Language::en,
                       const std::vector<extract::Revision>& revisions = {}, const std::vector<std::pair<std::string, std::size_t>>& parts = {}) {
  extract::ExtractedText text;
  text.media_type = "application/pdf";
  text.revisions = revisions;
  for (const Block& block : blocks) {
    if (!text.text.empty()) text.text += "\n\n";
    const auto begin = static_cast<std::uint32_t>(text.text.size());
    text.text += block.words;
    text.blocks.push_back({{begin, static_cast<std::uint32_t>(text.text.size())}, block.kind, block.kind == extract::BlockKind::heading ? std::uint8_t{1} : std::uint8_t{0}});
  }
  // Of a set: the name of each document, and its first block.
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::uint32_t begin = i == 0 ? 0 : text.blocks[parts[i].second].span.begin;
    const std::uint32_t end = i + 1 < parts.size() ? text.blocks[parts[i + 1].second].span.begin : static_cast<std::uint32_t>(text.text.size());
    text.parts.push_back({{begin, end}, parts[i].first, "application/pdf"});
  }
  Cancel never;
  const auto normal = std::move(normalize::run(text, never)).value();
  const auto structure = std::move(segment::run(text, normal, {language}, never)).value();
  match::Matcher matcher(tests::shipped_rules());
  const auto list = std::move(matcher.run(text, normal, structure, {}, never)).value();
  std::vector<Told> out;
  for (const match::Match& m : list.matches) {
    if (tests::shipped_rules()->rules()[m.rule].id != rule) continue;
    BOOST_TEST(m.paragraph < structure.paragraphs.size());
    BOOST_TEST(m.sentence.contains(normal.map.to_text(m.hull)));
    out.push_back({std::string(normal.map.to_text(m.hull).of(text.text)), m.also.size(), {m.arguments.begin(), m.arguments.end()}, m.placeless});
  }
  return out;
}

std::vector<Block> several(const std::vector<std::string>& words) {
  std::vector<Block> out;
  for (const auto& w : words) out.push_back({w});
  return out;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(structure_checks)

BOOST_AUTO_TEST_CASE(each_check_has_a_row_in_the_rule_format) {
  std::ifstream in(CAVEAT_SOURCE_DIR "/docs/rule-format.md", std::ios::binary);
  const std::string page((std::istreambuf_iterator<char>(in)), {});
  for (const rules::CheckName& check : rules::kCheckNames) {
    const std::size_t at = page.find("  | `" + std::string(check.name) + "` |");
    BOOST_REQUIRE_MESSAGE(at != std::string::npos, check.name << " has no row in docs/rule-format.md");
    const std::string row = page.substr(at, page.find('\n', at) - at);
    const std::string looks_at = check.needs.empty() ? "| |" : "| `" + std::string(check.needs) + "`: ";
    const std::string names = check.arguments.empty() ? "| |" : "| `" + std::string(check.arguments) + "` |";
    BOOST_TEST(row.find(looks_at) != std::string::npos, row);
    BOOST_TEST(row.ends_with(names), row);
  }
}

BOOST_AUTO_TEST_CASE(the_loader_and_the_matcher_know_the_same_checks) {
  std::vector<std::string> names, functions;
  for (const auto& c : rules::kCheckNames) names.emplace_back(c.name);
  for (const auto& c : match::structure_checks()) {
    functions.emplace_back(c.name);
    BOOST_TEST((match::find_check(c.name) == c.check));
  }
  BOOST_TEST(names == functions);
  BOOST_TEST(std::is_sorted(names.begin(), names.end()));
  BOOST_TEST((match::find_check("no-such-check") == nullptr));
}

BOOST_AUTO_TEST_CASE(the_number_of_a_reference_has_one_spelling) {
  BOOST_TEST(match::reference_number("annex 2", true) == "2");
  BOOST_TEST(match::reference_number("schedule iv", true) == "4");
  BOOST_TEST(match::reference_number("anexo ii", true) == "2");
  BOOST_TEST(match::reference_number("anlage b", true) == "b");
  BOOST_TEST(match::reference_number("annex 1.2", true) == "1.2");
  BOOST_TEST(match::reference_number("clause 12.3(b)", false) == "12.3");
  BOOST_TEST(match::reference_number("annex", true) == "");
}

BOOST_AUTO_TEST_CASE(annexes_that_are_not_there_are_one_finding_with_several_places) {
  const auto out = told("annex-missing", {{"The fees stand in Annex 2 and the hours in Annex 3."}, {"Annex 2 also names the places; see Annex 1."},
                                          heading("Annex 1 - Service"), {"Hosting."}});
  BOOST_REQUIRE(out.size() == 1u);
  BOOST_TEST(out[0].words == "Annex 2");
  BOOST_TEST(out[0].also == 1u);
  BOOST_TEST(out[0].arguments.at("reference") == "Annex 2, Annex 3");
}

BOOST_AUTO_TEST_CASE(annexes_are_found_under_numerals_letters_and_in_four_languages) {
  BOOST_TEST(told("annex-missing", {{"As Annex II says."}, heading("Annex 2: Fees"), {"x"}}).empty());
  BOOST_TEST(told("annex-missing", {{"As Annex 1.2 says."}, heading("Annex 1"), {"x"}}).empty());
  BOOST_TEST(told("annex-missing", {{"Voir l'annexe 4."}}, Language::fr).size() == 1u);
  BOOST_TEST(told("annex-missing", {{"Siehe Anlage B."}}, Language::de).size() == 1u);
  BOOST_TEST(told("annex-missing", {{"Véase el Anexo III."}}, Language::es).size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_file_of_a_set_is_the_annex_that_it_is_called) {
  const std::vector<Block> blocks = {{"The fees stand in Annex B and the hours in Annex C."}, {"Gold costs 500 EUR."}};
  const auto named = [&](const char* file) {
    const auto out = told("annex-missing", blocks, Language::en, {}, {{"MSA.pdf", 0}, {file, 1}});
    return out.empty() ? std::string() : out[0].arguments.at("reference");
  };
  for (const char* file : {"Annex B.pdf", "annexes/01_Annex-B_Prices.pdf", "MSA - Annex B (Prices).docx", "ANNEX_B.pdf"}) BOOST_TEST(named(file) == "Annex C", file);
  BOOST_TEST(named("Prices.pdf") == "Annex B, Annex C");
  BOOST_TEST(named("Annex 2.pdf") == "Annex B, Annex C");
  BOOST_TEST(told("annex-missing", {{"Siehe Anlage 2."}, {"Preise."}}, Language::de, {}, {{"Vertrag.pdf", 0}, {"Anlage2.pdf", 1}}).empty());
}

BOOST_AUTO_TEST_CASE(terms_and_numbers_are_followed_across_the_files_of_a_set) {
  const std::vector<Block> defined = {{"\"Permitted Delay\" means a delay of two days."}, {"Each Permitted Delay is free. A Permitted Delay ends at noon."}};
  BOOST_TEST(told("term-undefined", {defined[1]}).size() == told("term-undefined", {defined[1]}, Language::en, {}, {{"a.pdf", 0}}).size());
  BOOST_TEST(told("term-undefined", {defined[1], defined[0]}, Language::en, {}, {{"MSA.pdf", 0}, {"Annex 1.pdf", 1}}).empty());
  const auto conflict = told("values-contradict", {{"Invoices are payable within 30 days."}, {"Invoices are payable within 60 days."}}, Language::en, {}, {{"MSA.pdf", 0}, {"Annex 1.pdf", 1}});
  BOOST_REQUIRE(conflict.size() == 1u);
  BOOST_TEST(conflict[0].also == 1u);
}

BOOST_AUTO_TEST_CASE(annexes_of_laws_and_verbs_are_left_alone) {
  BOOST_TEST(told("annex-missing", {{"Annex I of the Regulation applies."}}).empty());
  BOOST_TEST(told("annex-missing", {{"Es gilt Anhang II der DSGVO."}}, Language::de).empty());
  BOOST_TEST(told("annex-missing", {{"We schedule 2 releases a year."}}).empty());
  BOOST_TEST(told("annex-missing", {{"Open the attachment a second time."}}).empty());
}

BOOST_AUTO_TEST_CASE(a_clause_is_missing_only_where_the_numbering_is_known) {
  std::vector<Block> blocks;
  for (int i = 1; i <= 7; ++i) {
    blocks.push_back(heading(std::to_string(i) + ". Title"));
    blocks.push_back({"Some words."});
  }
  blocks.push_back({"The limit of clause 9 applies."});
  BOOST_TEST(told("clause-missing", blocks).size() == 1u);
  blocks.back().words = "The limits of clause 9 and clause 10 apply.";
  BOOST_TEST(told("clause-missing", blocks).empty());  // two: the numbering was not understood
  blocks.back().words = "The limit of clause 3 applies.";
  BOOST_TEST(told("clause-missing", blocks).empty());
  BOOST_TEST(told("clause-missing", {{"The limit of clause 9 applies."}}).empty());
}

BOOST_AUTO_TEST_CASE(a_term_is_undefined_only_when_used_as_terms_are) {
  const std::vector<std::string> style = {"“Fees” means the sums.", "“Order” means the order.", "“Site” means the site.", "“Tool” means the tool.", "“Plan” means the plan.",
                                          "The core team is small."};
  const auto with = [&](std::vector<std::string> more) {
    more.insert(more.begin(), style.begin(), style.end());
    return told("term-undefined", several(more));
  };
  const auto out = with({"We answer in the Core Hours. After the Core Hours nobody is there. Only the Core Hours count."});
  BOOST_REQUIRE(out.size() == 1u);
  BOOST_TEST(out[0].arguments.at("term") == "Core Hours");
  BOOST_TEST(out[0].also == 2u);
  BOOST_TEST(with({"We answer in the Core Hours. After the Core Hours nobody is there."}).empty());  // twice
  BOOST_TEST(with({"We answer in the Core Hours. After the Core Hours nobody is there. The Core Hours (nine to five) count."}).empty());
  BOOST_TEST(with({"We use the Skylark Software. The Skylark Software and the Skylark Software again. On the Skylark Software."}).empty());  // a name
  BOOST_TEST(told("term-undefined", {{"We answer in the Core Hours. After the Core Hours nobody. Only the Core Hours count. No core."}}).empty());  // no definitions
}

BOOST_AUTO_TEST_CASE(a_term_is_told_twice_defined_at_both_places) {
  const auto out = told("term-defined-twice", several({"“Fees” means the sums in the order.", "Some words.", "“Fees” means the sums in the list."}));
  BOOST_REQUIRE(out.size() == 1u);
  BOOST_TEST(out[0].words == "Fees");
  BOOST_TEST(out[0].also == 1u);
  BOOST_TEST(told("term-defined-twice", {{"“Fees” means the sums."}, heading("Annex 1 - Terms"), {"“Fees” means other sums."}}).empty());
  BOOST_TEST(told("term-defined-twice", several({"Lumen Ltd (the “Supplier”) agrees.", "Lumen Ltd (the “Supplier”) signs."})).empty());
}

BOOST_AUTO_TEST_CASE(a_blank_in_a_sentence_is_told_room_for_a_signature_is_not) {
  BOOST_TEST(told("blanks", {{"The cap is EUR ________ for each year of the term."}}).size() == 1u);
  BOOST_TEST(told("blanks", {{"The cap is EUR ________ for each year."}, {"Payment within [●] days of the invoice."}})[0].also == 1u);
  BOOST_TEST(told("blanks", {{"Signature of the person in charge: ____________"}}).empty());
  BOOST_TEST(told("blanks", {{"____________"}}).empty());
  BOOST_TEST(told("blanks", {{"Leeds, on ____________ York, on ____________"}}).empty());
  BOOST_TEST(told("blanks", {{"The fee is ____ euros a month and ____ euros a year."}}).size() == 1u);
  BOOST_TEST(told("blanks", {{"Limits of the liability .................. 12"}}).empty());
}

BOOST_AUTO_TEST_CASE(changes_and_comments_are_told_apart) {
  using Kind = extract::Revision::Kind;
  const std::vector<extract::Revision> changes = {{Kind::insertion, {4, 7}, "A", ""}, {Kind::deletion, {11, 11}, "A", ""}, {Kind::comment, {0, 3}, "B", ""}};
  const std::vector<Block> text = {{"The fee is 200 euros."}};
  const auto tracked = told("tracked-changes", text, Language::en, changes);
  BOOST_REQUIRE(tracked.size() == 1u);
  BOOST_TEST(tracked[0].words == "fee");
  BOOST_TEST(tracked[0].also == 1u);
  BOOST_TEST(tracked[0].arguments.at("count") == "2");
  const auto comments = told("comments-pending", text, Language::en, changes);
  BOOST_REQUIRE(comments.size() == 1u);
  BOOST_TEST(comments[0].arguments.at("count") == "1");
  BOOST_TEST(told("tracked-changes", text).empty());
}

BOOST_AUTO_TEST_CASE(hidden_words_are_told_with_the_first_of_them_and_anchors_for_signatures_are_not) {
  using Kind = extract::Revision::Kind;
  const std::vector<Block> text = {{"The fee is 200 euros a week. Signed: /sn1/ ...."}};
  const auto told_of = [&](std::uint32_t begin, std::uint32_t end) { return told("hidden-text", text, Language::en, {{Kind::hidden, {begin, end}, "", ""}}); };
  const auto words = told_of(20, 27);
  BOOST_REQUIRE(words.size() == 1u);
  BOOST_TEST(words[0].words == " a week");
  BOOST_TEST(words[0].arguments.at("count") == "1");
  BOOST_TEST(words[0].arguments.at("words") == "a week");
  BOOST_TEST(told_of(11, 14).size() == 1u);  // a number
  BOOST_TEST(told_of(37, 42).empty());       // "/sn1/"
  BOOST_TEST(told_of(43, 47).empty());       // dots
  BOOST_TEST(told("hidden-text", text, Language::en, {{Kind::insertion, {20, 27}, "A", ""}}).empty());
}

BOOST_AUTO_TEST_CASE(two_values_contradict_only_in_sentences_that_are_alike) {
  const std::string a = "The Provider guarantees a monthly availability of 99.9 % of the hosting service.";
  const auto out = told("values-contradict", several({a, "Some words.", "The Provider guarantees a monthly availability of 99.5 % of the hosting service."}));
  BOOST_REQUIRE(out.size() == 1u);
  BOOST_TEST(out[0].arguments.at("first") == "99.9 %");
  BOOST_TEST(out[0].arguments.at("second") == "99.5 %");
  BOOST_TEST(told("values-contradict", several({a, a})).empty());
  BOOST_TEST(told("values-contradict", several({a, "For archived projects the uptime of the storage area reaches 95 % in every quarter."})).empty());
}

BOOST_AUTO_TEST_CASE(an_annex_in_parts_and_an_annex_that_is_a_bold_list_item_are_there) {
  BOOST_TEST(told("annex-missing", {{"The fees stand in Annex 3."}, heading("Annex 3A - Fees"), {"x"}, heading("Annex 3B - Hours"), {"x"}}).empty());
  BOOST_TEST(told("annex-missing", {{"The fees stand in Annex 4."}, heading("Annex 3A - Fees"), {"x"}, heading("Annex 3B - Hours"), {"x"}}).size() == 1u);
  const auto list = extract::BlockKind::list_item;
  BOOST_TEST(told("annex-missing", {{"The fees stand in Annex 3."}, {"**Annex 3 (Fees)**", list}}).empty());
  BOOST_TEST(told("annex-missing", {{"The fees stand in Annex 3."}, {"**Annex 3**: on our site;", list}}).size() == 1u);
  BOOST_TEST(told("annex-missing", {{"The fees stand in Annex 3."}, {"Annex 3 (Fees);", list}}).size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_schedule_that_counts_from_one_again_leaves_open_which_clause_is_meant) {
  std::vector<Block> blocks;
  for (int i = 1; i <= 7; ++i) {
    blocks.push_back(heading(std::to_string(i) + ". Title"));
    blocks.push_back({std::to_string(i) + ".1 Some words."});
    blocks.push_back({std::to_string(i) + ".2 Some words."});
  }
  blocks.push_back({"The limit of clause 3.3 applies."});
  BOOST_TEST(told("clause-missing", blocks).size() == 1u);
  auto elsewhere = blocks;  // a schedule speaks of its own paragraphs
  elsewhere.back() = heading("Schedule 1 - Audit");
  elsewhere.push_back({"The notice of paragraph 3.3 is in writing."});
  BOOST_TEST(told("clause-missing", elsewhere).empty());
  blocks.push_back(heading("Schedule 1"));
  blocks.push_back({"3. Audit"});
  blocks.push_back({"3.1 Other words."});
  BOOST_TEST(told("clause-missing", blocks).empty());
}

BOOST_AUTO_TEST_CASE(a_term_that_the_text_explains_elsewhere_is_not_undefined) {
  const std::vector<std::string> style = {"“Fees” means the sums.", "“Order” means the order.", "“Site” means the site.", "“Tool” means the tool.", "“Plan” means the plan.",
                                          "The core team is small; an effective remedy ends it, and what is secret stays so."};
  const auto with = [&](std::vector<std::string> more) {
    more.insert(more.begin(), style.begin(), style.end());
    return told("term-undefined", several(more)).size();
  };
  const std::string three = "We answer in the Core Hours. After the Core Hours nobody is there. Only the Core Hours count.";
  BOOST_TEST(with({three}) == 1u);
  BOOST_TEST(with({three, "Core Hours includes the time from nine to five."}) == 0u);
  BOOST_TEST(with({three, "Without an order the Core Hours shall be the hours of the exchange."}) == 0u);
  BOOST_TEST(with({three, "See the Core Hours stated in the list."}) == 0u);
  BOOST_TEST(with({three, "The customer’s core hours (“Core-Hours”) count."}) == 0u);
  BOOST_TEST(with({three, "Staff is there in the Core Hours and answers."}) == 1u);
}

BOOST_AUTO_TEST_CASE(the_plural_in_brackets_of_a_defined_term_is_that_term) {
  const std::vector<std::string> style = {"« Prix » désigne les sommes.", "« Site » désigne le site.", "« Outil » désigne l’outil.", "« Offre » désigne l’offre.", "Des données sont traitées."};
  const auto with = [&](std::vector<std::string> more) {
    more.insert(more.begin(), style.begin(), style.end());
    return told("term-undefined", several(more), Language::fr).size();
  };
  const std::string three = "Nous gardons les Données Techniques. Les Données Techniques sont lues. Puis nous effaçons les Données Techniques et le reste ; toutes les Données Techniques.";
  BOOST_TEST(with({"« Donnée(s) Technique(s) » désigne les journaux.", three}) == 0u);
  BOOST_TEST(with({"« Journal » désigne les journaux.", three}) == 1u);
}

BOOST_AUTO_TEST_CASE(remarks_addresses_and_names_with_a_stroke_are_no_unused_terms) {
  const std::vector<Block> style = {heading("1. Definitions"), {"“Fees” means the fees."}, {"“Order” means the order."}, {"“Site” means the site."}, {"“Tool” means the tool."}, {"“Plan” means the plan."},
                                    {"Fees, Order, Site, Tool and Plan are used."}};
  const auto with = [&](const std::string& entry) {
    auto blocks = style;
    blocks.insert(blocks.begin() + 3, Block{entry});
    return told("term-unused", blocks).size();
  };
  BOOST_TEST(with("Blackout Window: the hours in which nothing is released.") == 1u);
  BOOST_TEST(with("Remark: the hours in which nothing is released are told in time.") == 0u);
  BOOST_TEST(with("Mill Street - Second Floor") == 0u);
  BOOST_TEST(with("Confirm Purchase / Checkout: the control at the foot of each page.") == 0u);
}

BOOST_AUTO_TEST_CASE(leaders_of_a_contents_table_and_lines_to_sign_on_are_no_blanks) {
  BOOST_TEST(told("blanks", {{"Article I: Definitions ............................ 2Article II: Scope of the terms ............................ 7Article III: Fees and taxes of the year"}}).empty());
  BOOST_TEST(told("blanks", {{"The fee for each year of the term is ............ euros and due in May."}}).size() == 1u);
  const auto row = extract::BlockKind::table_row;
  BOOST_TEST(told("blanks", {{"Lumen Company:<br>Lumen Ltd | Publisher:<br><br>__________", row}}).empty());
  BOOST_TEST(told("blanks", {{"Yearly fee in euros | __________", row}}).size() == 1u);
}

BOOST_AUTO_TEST_CASE(annexes_that_repeat_the_law_need_no_order_of_precedence) {
  const auto with = [](const std::string& second) {
    std::vector<Block> blocks = {heading("Annex 1 - Service"), {"x"}, heading(second), {"x"}};
    for (int i = 0; i < 25; ++i) blocks.push_back({"The Supplier hosts the data of the Customer."});
    return told("precedence-missing", blocks).size();
  };
  BOOST_TEST(with("Annex 2 - Prices") == 1u);
  BOOST_TEST(with("Annex 2 - Model withdrawal form") == 0u);
}

BOOST_AUTO_TEST_CASE(checks_survive_empty_and_hostile_texts) {
  for (const auto& rule : {"annex-missing", "blanks", "term-undefined", "text-unread", "tracked-changes"}) BOOST_TEST(told(rule, {}).empty());
  std::string many;
  for (int i = 0; i < 5'000; ++i) many += "see Annex " + std::to_string(i % 90) + " and the Core Hours ";
  BOOST_TEST(told("annex-missing", {{many}}).size() == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
