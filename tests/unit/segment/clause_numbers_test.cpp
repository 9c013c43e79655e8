// Numbers at the head of a block, and what only looks like one.
#include "segment/clause_numbers.h"

#include <boost/test/unit_test.hpp>

using namespace caveat::segment;

namespace {
// The number as a label shows it, and the words behind it.
std::string read(std::string_view words, bool heading = false) {
  const ClauseNumber number = clause_number(words, heading);
  if (!number) return "none";
  return number.shown + " | " + std::string(words.substr(number.size)) + (number.weak ? " (weak)" : "");
}
}  // namespace

BOOST_AUTO_TEST_CASE(decimal_numbers_are_read_with_their_brackets) {
  BOOST_TEST(read("1. Definitions") == "1 | Definitions");
  BOOST_TEST(read("1.1 The Supplier shall") == "1.1 | The Supplier shall");
  BOOST_TEST(read("12.3(b) The") == "12.3(b) | The");
  BOOST_TEST(read("12.3 (b) (ii) The") == "12.3(b)(ii) | The");
  BOOST_TEST(read("3.2.1.2 – Demandes") == "3.2.1.2 | Demandes");
  BOOST_TEST(read("2.3. –Acceptation") == "2.3 | Acceptation");
  BOOST_TEST(read("7.") == "7 | ");
  BOOST_TEST(read("1.Definitions") == "1 | Definitions");
  BOOST_TEST(read("5.1 (Fees) are due") == "5.1 | (Fees) are due");
}
BOOST_AUTO_TEST_CASE(bracketed_and_lettered_items_are_read) {
  BOOST_TEST(read("(a) the Fees") == "(a) | the Fees");
  BOOST_TEST(read("(iv) the Fees") == "(iv) | the Fees");
  BOOST_TEST(read("(2) Der Anbieter") == "(2) | Der Anbieter");
  BOOST_TEST(read("a) die Gebühren") == "(a) | die Gebühren");
  BOOST_TEST(read("2) die Gebühren") == "(2) | die Gebühren");
  BOOST_TEST(read("(aa) the Fees") == "(aa) | the Fees");
  BOOST_TEST(read("a. Fallos") == "(a) | Fallos (weak)");
  BOOST_TEST(read("IV. Haftung") == "IV | Haftung (weak)");
  BOOST_TEST(read("IV – Haftung", true) == "IV | Haftung");
}
BOOST_AUTO_TEST_CASE(keywords_of_four_languages_are_read) {
  BOOST_TEST(read("Article 7 - Fees") == "Article 7 | Fees");
  BOOST_TEST(read("ARTICLE 7 – RÉSILIATION") == "Article 7 | RÉSILIATION");
  BOOST_TEST(read("Article 7.2 : Durée") == "Article 7.2 | Durée");
  BOOST_TEST(read("Art. 7 Haftung") == "Art. 7 | Haftung");
  BOOST_TEST(read("Article 1er - Objet") == "Article 1 | Objet");
  BOOST_TEST(read("Article premier : Objet") == "Article premier | Objet");
  BOOST_TEST(read("Artículo 7. Precio") == "Artículo 7 | Precio");
  BOOST_TEST(read("Cláusula 7.ª Precio") == "Cláusula 7 | Precio");
  BOOST_TEST(read("CLÁUSULA PRIMERA.- OBJETO") == "Cláusula Primera | OBJETO");
  BOOST_TEST(read("Clause 12") == "Clause 12 | ");
  BOOST_TEST(read("Section 3.2 Fees") == "Section 3.2 | Fees");
  BOOST_TEST(read("Schedule 2") == "Schedule 2 | ");
  BOOST_TEST(read("Exhibit B: Service Levels") == "Exhibit B | Service Levels");
  BOOST_TEST(read("Annexe 3 – Données") == "Annexe 3 | Données");
  BOOST_TEST(read("Anlage 1: Preise") == "Anlage 1 | Preise");
  BOOST_TEST(read("ANEXO II") == "Anexo II | ");
  BOOST_TEST(read("Ziffer 5 Preise") == "Ziffer 5 | Preise");
}
BOOST_AUTO_TEST_CASE(paragraph_signs_are_read_with_their_absatz) {
  BOOST_TEST(read("§ 4 Haftung") == "§ 4 | Haftung");
  BOOST_TEST(read("§4a Haftung") == "§ 4a | Haftung");
  BOOST_TEST(read("§ 4 Abs. 2 Haftung") == "§ 4 Abs. 2 | Haftung");
  BOOST_TEST(read("§ 4 (2) Haftung") == "§ 4(2) | Haftung");
}
BOOST_AUTO_TEST_CASE(spanish_ordinals_are_read) {
  BOOST_TEST(read("Primera.- Objeto") == "Primera | Objeto");
  BOOST_TEST(read("SEGUNDA: DURACIÓN") == "Segunda | DURACIÓN");
  BOOST_TEST(read("Décima primera.- Fuero") == "Décima primera | Fuero");
  BOOST_TEST((clause_number("Décima primera.- Fuero", false).value() == 11));
  BOOST_TEST((clause_number("Vigésimo segunda. Fuero", false).value() == 22));
  BOOST_TEST(read("Primera parte del contrato") == "none");
}
BOOST_AUTO_TEST_CASE(dates_amounts_years_and_words_are_no_numbers) {
  for (const char* words : {"1 January 2025",
                            "1. Januar 2025",
                            "1 de enero de 2025",
                            "1er janvier",
                            "30 days after",
                            "15 Business Days",
                            "2024 was a year",
                            "99.9 % of the time",
                            "99,9 % of",
                            "2.5 million euros",
                            "01.02.2024 in Kraft",
                            "1.1.2024",
                            "3.000 EUR",
                            "5 EUR",
                            "10.30 Uhr",
                            "7-day notice",
                            "24/7 support",
                            "0. Nothing",
                            "1000. Foo",
                            "(s)he may",
                            "(the Fees)",
                            "(civil) law",
                            "e. g. this",
                            "z. B. das",
                            "d. h. das",
                            "A. B. Smith",
                            "S.A. de C.V.",
                            "I am",
                            "Section 3 of this Agreement",
                            "§ 307 BGB bleibt unberührt.",
                            "§ 4 gilt",
                            "§§ 4 und 5",
                            "Clause 12, in turn",
                            "Article 7 shall apply",
                            "article 7 Foo",
                            "Parties agree",
                            "Part of it",
                            "Annex to",
                            "",
                            "(",
                            "12",
                            "12 30"})
    BOOST_TEST(read(words) == "none", words);
}
BOOST_AUTO_TEST_CASE(what_needs_company_says_so) {
  BOOST_TEST(read("7 Termination") == "7 | Termination (weak)");
  BOOST_TEST(read("7 Termination", true) == "7 | Termination");
  BOOST_TEST(read("12.3 the Supplier") == "12.3 | the Supplier (weak)");
  BOOST_TEST(read("A. Smith signs") == "A | Smith signs (weak)");
  BOOST_TEST(read("Schedule 2 (Fees) applies to each order under this Agreement, unless the parties have agreed "
                  "otherwise in it.") ==
             "Schedule 2 | (Fees) applies to each order under this Agreement, unless the parties have agreed otherwise "
             "in it. (weak)");
}
BOOST_AUTO_TEST_CASE(roman_numerals_have_one_spelling) {
  BOOST_TEST((clause_number("(xiv) x", false).value() == 14));
  BOOST_TEST((clause_number("XLIX. X", false).value() == 49));
  for (const char* words : {"(iiii) x", "(vx) x", "(ic) x", "(ll) x"})
    BOOST_TEST((clause_number(words, false).kind != ClauseNumber::Kind::roman), words);
}
BOOST_AUTO_TEST_CASE(lines_of_contents_are_known) {
  BOOST_TEST(is_contents_line("7. Termination ........ 12"));
  BOOST_TEST(is_contents_line("7. Termination\t12"));
  BOOST_TEST(is_contents_line("7. Termination … 12"));
  BOOST_TEST(!is_contents_line("7. Termination on 30.12.2024"));
  BOOST_TEST(!is_contents_line("under clause 12"));
  BOOST_TEST(!is_contents_line("12"));
}
