// Tests findings/fingerprint.cpp: what counts as the same wording, and what counts as a number.
#include "findings/fingerprint.h"

#include <boost/test/unit_test.hpp>

#include "normalize/normal_text.h"

using namespace caveat;
using findings::Masked;

namespace {

Masked masked(std::string_view sentence, Language language = Language::en) {
  const std::string folded = normalize::fold(sentence);
  const NormalSpan whole{0, static_cast<std::uint32_t>(folded.size())};
  return findings::mask(folded, whole, whole, language);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(fingerprints)

BOOST_AUTO_TEST_CASE(numbers_are_masked_and_kept_apart) {
  const Masked m = masked("Fees rise by 3.5 % after 10 000 calls or 1,250.00 EUR.");
  BOOST_TEST(m.wording == "fees rise by # % after # calls or # eur.");
  BOOST_TEST(m.numbers == "3.5|10 000|1,250.00");
}

BOOST_AUTO_TEST_CASE(a_decimal_more_is_the_same_wording) { BOOST_TEST(masked("up to 99 % a month").wording == masked("up to 99.95 % a month").wording); }

BOOST_AUTO_TEST_CASE(numbers_in_words_are_numbers) {
  BOOST_TEST(masked("within thirty (30) days").wording == masked("within sixty (60) days").wording);
  BOOST_TEST(masked("within thirty (30) days").numbers == "30|30");
  BOOST_TEST(masked("sous trente-cinq jours", Language::fr).numbers == "35");
  BOOST_TEST(masked("binnen neunundneunzig Tagen", Language::de).numbers == "99");
  BOOST_TEST(masked("en un plazo de cuarenta y cinco días", Language::es).numbers == "45");
  BOOST_TEST(masked("l'une des parties", Language::fr).wording == "l'une des parties");
}

BOOST_AUTO_TEST_CASE(the_clauses_own_number_is_no_part_of_its_wording) {
  const std::string plain = masked("The Supplier may raise fees.").wording;
  for (const char* label : {"7. ", "7.2 ", "12.3.4 ", "(a) ", "a) ", "iv) ", "(iv) ", "7.2 (b) ", "Section 4 ", "Clause 9.1: ", "4.) "})
    BOOST_TEST(masked(label + std::string("The Supplier may raise fees.")).wording == plain, label);
  const std::string german = masked("Der Anbieter darf die Preise erhöhen.", Language::de).wording;
  for (const char* label : {"§ 4 ", "§ 4 (1) ", "§ 12 Abs. 3 ", "Ziffer 5 "})
    BOOST_TEST(masked(label + std::string("Der Anbieter darf die Preise erhöhen."), Language::de).wording == german, label);
}

BOOST_AUTO_TEST_CASE(a_quantity_at_the_beginning_is_no_clause_number) {
  BOOST_TEST(masked("99 % of the tickets are answered.").numbers == "99");
  BOOST_TEST(masked("30 days after receipt the fees fall due.").numbers == "30");
  BOOST_TEST(masked("7.2 30 days after receipt the fees fall due.").numbers == "30");
}

BOOST_AUTO_TEST_CASE(references_are_masked_and_are_no_quantities) {
  const Masked m = masked("As set out in clauses 7.2(b) and 7.4, fees rise by 5 %.");
  BOOST_TEST(m.numbers == "5");
  BOOST_TEST(m.wording == masked("As set out in clauses 9.1(d) and 12, fees rise by 7 %.").wording);
  BOOST_TEST(masked("gemäß § 9 Abs. 2 Satz 1 mit 30 Tagen", Language::de).numbers == "30");
  BOOST_TEST(masked("conforme al artículo 5 y al anexo 3, el 10 %", Language::es).numbers == "10");
  BOOST_TEST(masked("selon l'annexe 2 et l'article 4.1, sous 15 jours", Language::fr).numbers == "15");
  BOOST_TEST(masked("under clause 9 30 days apply").numbers == "30");
}

BOOST_AUTO_TEST_CASE(of_a_very_long_sentence_only_the_words_near_the_hit_count) {
  std::string many;
  for (int i = 0; i < 400; ++i) many += "word ";
  const auto around = [&](const std::string& first) {
    const std::string text = first + " " + many + "may raise fees " + many;
    const auto at = static_cast<std::uint32_t>(text.find("may raise"));
    return findings::mask(text, {0, static_cast<std::uint32_t>(text.size())}, {at, at + 14}, Language::en).wording;
  };
  BOOST_TEST(around("alpha") == around("omega"));
}

BOOST_AUTO_TEST_CASE(the_order_of_places_does_not_matter_and_the_rule_does) {
  BOOST_TEST(findings::fingerprint("rule", {"a", "b"}) == findings::fingerprint("rule", {"b", "a", "b"}));
  BOOST_TEST(findings::fingerprint("rule", {"a"}) != findings::fingerprint("other", {"a"}));
  BOOST_TEST(findings::fingerprint("rule", {"a"}) != findings::fingerprint("rule", {"a"}, 1));
  BOOST_TEST(findings::number_print({{"a", "3"}, {"b", "4"}}) == findings::number_print({{"b", "4"}, {"a", "3"}}));
  BOOST_TEST(findings::number_print({{"a", "3"}}) != findings::number_print({{"a", "4"}}));
  BOOST_TEST(findings::number_print({{"a", "3"}}).size() == 8u);
}

// Each hit keeps its wording until the end: a thousand hits beside one "word" of 40 MB must not keep it a thousand times.
BOOST_AUTO_TEST_CASE(a_word_of_a_megabyte_is_not_part_of_the_wording_as_a_whole) {
  const std::string blob(1 << 20, 'x');
  const std::string text = blob + " may terminate at once " + blob;
  const std::uint32_t at = (1 << 20) + 5;
  const Masked m = findings::mask(text, {0, static_cast<std::uint32_t>(text.size())}, {at, at + 9}, Language::en);
  BOOST_TEST(m.wording.size() < 20'000);
  BOOST_TEST(m.wording.find("may terminate at once") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
