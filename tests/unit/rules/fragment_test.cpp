// Tests rules/fragment.cpp: spelling, refusals, boundaries, required literals.
#include "rules/fragment.h"

#include <boost/test/unit_test.hpp>
#include <re2/re2.h>

using namespace caveat;
using namespace caveat::rules;

namespace {

const Lexicon kLexicon = {{"supplier", {"(?:the )?supplier", "we"}}, {"nested", {"{{supplier}} may"}}};

FragmentProgram compile(std::string_view fragment, Language language = Language::en) {
  auto program = compile_fragment(fragment, language, kLexicon);
  BOOST_REQUIRE_MESSAGE(program, fragment << ": " << (program ? "" : program.error().message));
  return std::move(program).value();
}

std::string refused(std::string_view fragment) {
  auto program = compile_fragment(fragment, Language::en, kLexicon);
  BOOST_REQUIRE_MESSAGE(!program, fragment << " should be refused");
  return program.error().message;
}

bool matches(const FragmentProgram& program, const char* text) { return re2::RE2::PartialMatch(text, program.expression); }

}  // namespace

BOOST_AUTO_TEST_SUITE(fragment)

BOOST_AUTO_TEST_CASE(natural_spelling_is_folded_and_escapes_are_not) {
  BOOST_TEST(compile("Résiliation", Language::fr).expression == "(?:\\bresiliation\\b)");
  BOOST_TEST(compile("Verfügbarkeit\\W").expression == "(?:\\bverfuegbarkeit\\W)");
}

BOOST_AUTO_TEST_CASE(a_letter_of_a_set_that_folds_to_several_is_met) {
  const auto void_clause = compile("entf[aä]ll(?:t|en)", Language::de);
  BOOST_TEST(matches(void_clause, "der anspruch entfaellt"));
  BOOST_TEST(matches(void_clause, "die Rechte entfallen"));
  BOOST_TEST(matches(compile("gro[ßs]", Language::de), "gross"));
  BOOST_TEST(matches(compile("[ÄÖ]\\w+", Language::de), "aenderung"));
  BOOST_TEST(compile("d[eé]j[aà]", Language::fr).expression == "(?:\\bd[ee]j[aa]\\b)");
  BOOST_TEST(compile("x[^ä\\W]", Language::de).expression == "(?:\\bx[^ae\\W])");
}

BOOST_AUTO_TEST_CASE(a_fragment_matches_whole_words_only) {
  const auto fee = compile("fee");
  BOOST_TEST(matches(fee, "the fee is due"));
  BOOST_TEST(!matches(fee, "the fees are due"));
  BOOST_TEST(!matches(fee, "coffee"));
}

BOOST_AUTO_TEST_CASE(no_boundary_is_added_beside_punctuation) {
  BOOST_TEST(matches(compile("\\[tbd\\]"), "price: [tbd]"));
  BOOST_TEST(matches(compile("{{percent}}"), "up to 99.5 % of"));
}

BOOST_AUTO_TEST_CASE(each_alternative_has_its_own_boundary) {
  const auto program = compile("(?:d'|un|une)", Language::fr);
  BOOST_TEST(matches(program, "une panne"));
  BOOST_TEST(matches(program, "d'astreinte"));
  BOOST_TEST(!matches(program, "unique"));
}

BOOST_AUTO_TEST_CASE(an_optional_tail_does_not_open_the_word_before_it) {
  const auto program = compile("auto-renews?(?: for {{duration}})?");
  BOOST_TEST(matches(program, "it auto-renews for 12 months"));
  BOOST_TEST(matches(program, "they auto-renew."));
  BOOST_TEST(!matches(program, "an auto-renewal"));
  const auto optional_word = compile("fee(?:s|dom)?");
  BOOST_TEST(matches(optional_word, "fees"));
  BOOST_TEST(!matches(optional_word, "feed"));
  const auto head = compile("(?:the )?supplier");
  BOOST_TEST(!matches(head, "cosupplier"));
  BOOST_TEST(matches(compile("(?:\\d{1,3} ?)?%"), "5 %"));
}

BOOST_AUTO_TEST_CASE(a_macro_is_spelled_out) {
  const auto program = compile("{{supplier}} may");
  BOOST_TEST(matches(program, "the supplier may"));
  BOOST_TEST(matches(program, "we may"));
  BOOST_TEST(!matches(program, "you may"));
}

BOOST_AUTO_TEST_CASE(literals_are_required_in_order_and_start_the_match) {
  const auto program = compile("terminat\\w+ for (?:convenience|cause)");
  BOOST_TEST(program.head);
  BOOST_REQUIRE_EQUAL(program.clauses.size(), 2u);
  BOOST_TEST(program.clauses[0] == std::vector<std::string>({"terminat"}), boost::test_tools::per_element());
  BOOST_TEST(program.clauses[1].front().substr(0, 4) == " for");
}

BOOST_AUTO_TEST_CASE(a_match_is_as_long_as_its_sets_and_gaps_allow) {
  BOOST_TEST(compile("fees .{0,10}due").reach->bytes == 5u + 40 + 3);
  BOOST_TEST(compile("fees \\w+ due").reach->runs == 1u);
  BOOST_TEST(compile("price[^ ]+(?:eur|usd)").reach->runs == 1u);
  BOOST_CHECK(!compile("price[^;]+(?:eur|usd)").reach);
  BOOST_CHECK(!compile("price[^a-\u20ac]+(?:eur|usd)").reach);  // the range ends in three bytes, and a space is not in it
  BOOST_CHECK(!compile("price[^!-z]+(?:eur|usd)").reach);
  BOOST_CHECK(!compile("within {{duration}} of notice").reach);
}

BOOST_AUTO_TEST_CASE(plain_words_are_spelled_out_and_need_no_expression) {
  using Words = std::vector<std::string>;
  BOOST_CHECK((compile("fees?").words == Words{"fee", "fees"}));
  BOOST_CHECK((compile("at (?:any|all) times?").words == Words{"at all time", "at all times", "at any time", "at any times"}));
  BOOST_CHECK((compile("it|eu").words == Words{"eu", "it"}));  // too short for the index
  BOOST_TEST(compile("written(?: consent)?").words.empty());  // both may match at one place: the expression's order decides
  BOOST_TEST(compile("terminat\\w*").words.empty());
  BOOST_TEST(compile("\\bfees\\b").words.empty());
  BOOST_TEST(compile("within {{duration}} of notice").words.empty());
}

BOOST_AUTO_TEST_CASE(an_optional_head_keeps_both_beginnings) {
  const auto program = compile("(?:the )?supplier");
  BOOST_TEST(program.head);
  BOOST_TEST(program.clauses.at(0) == std::vector<std::string>({"supplier", "the supplier"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_wild_head_still_has_a_required_literal_but_no_anchor) {
  const auto program = compile("\\w{0,20}vertrag", Language::de);
  BOOST_TEST(!program.head);
  BOOST_REQUIRE_EQUAL(program.clauses.size(), 1u);
  BOOST_TEST(program.clauses[0].front() == "vertrag");
}

BOOST_AUTO_TEST_CASE(a_short_alternative_leaves_no_literal) { BOOST_TEST(compile("we|the supplier").clauses.empty()); }

BOOST_AUTO_TEST_CASE(a_value_macro_has_a_kind_and_no_literal) {
  const auto program = compile("{{duration}}");
  BOOST_TEST(program.clauses.empty());
  BOOST_CHECK(program.value == QuantityKind::duration);
}

BOOST_AUTO_TEST_CASE(what_would_lie_or_cost_is_refused_with_a_way_out) {
  BOOST_TEST(refused("(?i)fee").find("flags are refused") != std::string::npos);
  BOOST_TEST(refused("(?=fee)").find("look-around") != std::string::npos);
  BOOST_TEST(refused("(fee)").find("(?:...)") != std::string::npos);
  BOOST_TEST(refused("fee.*due").find(".{0,40}") != std::string::npos);
  BOOST_TEST(refused("fee\\{{percent}}").find("before a macro") != std::string::npos);
  BOOST_TEST(refused("fee [\\m]").find("is refused") != std::string::npos);
  BOOST_TEST(refused("fee [\\b]").find("is refused") != std::string::npos);
  BOOST_CHECK(compile("fees [\\S] due").clauses == compile("fees \\S due").clauses);
  BOOST_TEST(refused("fee [{{percent}}]").find("macro between") != std::string::npos);
  BOOST_TEST(refused("fee [^]{{supplier}}]").find("macro between") != std::string::npos);
  BOOST_TEST(compile("fee \\[{{percent}}\\]").value.has_value());
  BOOST_TEST(compile("fee [(][ab] {{percent}}").value.has_value());
  BOOST_TEST(refused("{0,3}fee").find("nothing to repeat") != std::string::npos);
  BOOST_TEST(refused("fee (?:{2}|due)").find("nothing to repeat") != std::string::npos);
  BOOST_TEST(refused("fee\xF9\x83 due").find("not UTF-8") != std::string::npos);
  BOOST_TEST(refused("\\pL").find("refused") != std::string::npos);
  BOOST_TEST(refused("\\1").find("refused") != std::string::npos);
  BOOST_TEST(refused("^fee").find("refused") != std::string::npos);
  BOOST_TEST(refused("(?:fee").find("without") != std::string::npos);
  BOOST_TEST(refused("fee)").find("unmatched") != std::string::npos);
  BOOST_TEST(refused("[fee").find("without") != std::string::npos);
  BOOST_TEST(refused("fee{5,2}").find("repeat") != std::string::npos);
  BOOST_TEST(refused("{{nobody}}").find("unknown macro") != std::string::npos);
  BOOST_TEST(refused("{{nested}}").find("inside another macro") != std::string::npos);
  BOOST_TEST(refused("(?:fee)?").find("match nothing") != std::string::npos);
  BOOST_TEST(refused("").find("empty") != std::string::npos);
  BOOST_TEST(refused("{{percent}} {{duration}}").find("two kinds") != std::string::npos);
  BOOST_TEST(refused(std::string(5000, 'a')).find("longer") != std::string::npos);
  BOOST_TEST(refused(std::string("a") + "(?:" + std::string("(?:") + std::string(300, '(')).size() > 0u);
}

BOOST_AUTO_TEST_CASE(deep_nesting_is_refused_not_followed) {
  std::string deep;
  for (int i = 0; i < 200; ++i) deep += "(?:a";
  for (int i = 0; i < 200; ++i) deep += ")";
  BOOST_TEST(refused(deep).find("nested too deeply") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
