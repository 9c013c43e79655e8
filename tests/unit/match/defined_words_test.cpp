// Tests clarified_by with the rules that are shipped: where the contract says what its vague word means, the finding goes;
// a definition or a figure of something else leaves it. And match/clarifiers.h: a look is as dear as the place, not the document.
#include <boost/test/unit_test.hpp>

#include "match/clarifiers.h"
#include "match/match.h"
#include "shipped_rules.h"

using namespace caveat;

namespace {

std::size_t hits(const std::string& rule, Language language, const std::vector<std::string>& paragraphs) {
  const auto list = tests::scan_paragraphs(paragraphs, language).list;
  return static_cast<std::size_t>(std::count_if(list.matches.begin(), list.matches.end(), [&](const match::Match& m) { return tests::shipped_rules()->rules()[m.rule].id == rule; }));
}

// The same duty bare, with its word defined, with another word defined, and with a figure about another matter.
void check(const std::string& rule, Language language, const std::string& duty, const std::string& definition, const std::string& other, const std::string& figure) {
  BOOST_TEST(hits(rule, language, {duty}) == 1u, duty);
  BOOST_TEST(hits(rule, language, {definition, duty}) == 0u, definition);
  BOOST_TEST(hits(rule, language, {duty, definition}) == 0u, definition << " (behind)");
  BOOST_TEST(hits(rule, language, {other, duty}) == 1u, other);
  BOOST_TEST(hits(rule, language, {duty + " " + figure}) == 1u, figure);
  BOOST_TEST(hits(rule, language, {duty, figure}) == 1u, figure << " (apart)");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(defined_words)

BOOST_AUTO_TEST_CASE(english) {
  check("effort-standard", Language::en, "The Supplier shall use Commercially Reasonable Efforts to keep the portal available.",
        "“Commercially Reasonable Efforts” means the staff and hours listed in the service plan.", "“Fees” means the sums listed in the price list.", "Invoices are kept for two years.");
  check("vague-time", Language::en, "The Supplier shall correct each error within a Reasonable Time.", "“Reasonable Time” means five working days.", "“Service Time” means nine to five.",
        "The log is kept for two years.");
}

BOOST_AUTO_TEST_CASE(french) {
  check("vague-time", Language::fr, "Le Prestataire corrige les anomalies dans les meilleurs délais.", "« Dans les meilleurs délais » s’entend d’un délai de deux jours ouvrés.",
        "« Délai de paiement » s’entend de la durée prévue au tarif.", "Le journal est conservé pendant deux ans.");
}

BOOST_AUTO_TEST_CASE(german) {
  check("vague-time", Language::de, "Der Anbieter behebt Störungen unverzüglich.", "„Unverzüglich“ bedeutet binnen 24 Stunden nach der Meldung.", "„Entgelt“ bedeutet die Beträge der Preisliste.",
        "Das Protokoll wird zwei Jahre aufbewahrt.");
}

BOOST_AUTO_TEST_CASE(spanish) {
  check("vague-time", Language::es, "El Proveedor corregirá las incidencias a la mayor brevedad.", "«A la mayor brevedad» significa en un plazo de dos días hábiles.",
        "«Precio» significa el importe de la tarifa.", "El registro se conserva durante dos años.");
}

BOOST_AUTO_TEST_CASE(a_look_at_one_place_asks_for_few_terms_however_long_the_text) {
  std::string text;
  for (int i = 0; i < 100'000; ++i) text += "a b ";
  const auto few = match::DefinedTerms::looks({200'000, 200'003}, text).size();
  BOOST_TEST(few > 0u);
  BOOST_TEST(few <= match::DefinedTerms::kMostLooks);
  BOOST_TEST(few == match::DefinedTerms::looks({400, 403}, text.substr(0, 1'000)).size());
  BOOST_TEST(match::DefinedTerms::looks({0, 300'000}, text).empty());
}

BOOST_AUTO_TEST_CASE(a_term_inside_the_vague_words_must_be_most_of_them) {
  segment::Structure structure;
  for (const char* term : {"time", "reasonable efforts", "angemessen"}) {
    segment::Definition d;
    d.term = term;
    d.language = d.term == "angemessen" ? Language::de : Language::en;
    structure.definitions.push_back(d);
  }
  const match::DefinedTerms terms(structure);
  const std::string text = "use reasonable efforts within a reasonable time", german = "eine angemessene frist";
  BOOST_TEST(terms.holds({0, 22}, text, Language::en));
  BOOST_TEST(!terms.holds({23, 47}, text, Language::en));
  BOOST_TEST(!terms.holds({0, 22}, text, Language::fr));
  BOOST_TEST(terms.holds({5, 16}, german, Language::de));
}

BOOST_AUTO_TEST_SUITE_END()
