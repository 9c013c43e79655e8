// The language of paragraphs in documents of one, two and foreign languages.
#include "segment/sections_language.h"

#include <boost/test/unit_test.hpp>

#include "segment_documents.h"

using namespace caveat;
using namespace caveat::segment;

namespace {
const TestBlock kEnglish[] = {{"1. The Supplier shall provide the Services to the Customer with reasonable skill and "
                               "care and in accordance with this Agreement."},
                              {"2. The Customer shall pay the fees within thirty days of the date of the invoice, "
                               "unless it disputes them in good faith in writing."},
                              {"3. Neither party shall be liable for any indirect loss that the other party may suffer "
                               "as a result of a breach of this Agreement."}};
const TestBlock kFrench[] = {{"1. Le Prestataire fournit les services au Client avec le soin raisonnable et "
                              "conformément aux stipulations du présent contrat."},
                             {"2. Le Client paie le prix dans un délai de trente jours à compter de la date de la "
                              "facture, sauf contestation de bonne foi par écrit."},
                             {"3. Aucune des parties ne saurait être tenue pour responsable des pertes indirectes que "
                              "l’autre partie subirait du fait d’un manquement."}};
const TestBlock kGerman[] = {{"1. Der Anbieter erbringt die Leistungen gegenüber dem Kunden mit angemessener Sorgfalt "
                              "und nach den Bestimmungen dieses Vertrages."},
                             {"2. Der Kunde zahlt die Vergütung innerhalb von dreißig Tagen nach Rechnungsdatum, es "
                              "sei denn, er bestreitet sie schriftlich."},
                             {"3. Keine der Parteien haftet für mittelbare Schäden, die der anderen Partei durch eine "
                              "Verletzung dieses Vertrages entstehen."}};
const TestBlock kSpanish[] = {{"1. El Proveedor prestará los servicios al Cliente con la diligencia razonable y de "
                               "conformidad con lo dispuesto en este contrato."},
                              {"2. El Cliente pagará el precio en un plazo de treinta días desde la fecha de la "
                               "factura, salvo que la impugne de buena fe por escrito."},
                              {"3. Ninguna de las partes responderá de los daños indirectos que la otra parte pudiera "
                               "sufrir por un incumplimiento de este contrato."}};
const TestBlock kDutch[] = {{"1. De leverancier verleent de diensten aan de klant met redelijke zorg en in "
                             "overeenstemming met de bepalingen van deze overeenkomst."},
                            {"2. De klant betaalt de vergoeding binnen dertig dagen na de factuurdatum, tenzij hij "
                             "deze te goeder trouw schriftelijk betwist."},
                            {"3. Geen van de partijen is aansprakelijk voor indirecte schade die de andere partij "
                             "lijdt door een schending van deze overeenkomst."}};
const TestBlock kItalian[] = {{"1. Il Fornitore presta i servizi al Cliente con ragionevole diligenza e in conformità "
                               "alle disposizioni del presente contratto."},
                              {"2. Il Cliente paga il prezzo entro trenta giorni dalla data della fattura, salvo "
                               "contestazione in buona fede e per iscritto."},
                              {"3. Nessuna delle parti risponde dei danni indiretti che l’altra parte possa subire a "
                               "causa di una violazione del contratto."}};

template <std::size_t N>
std::vector<TestBlock> times(const TestBlock (&blocks)[N], int count) {
  std::vector<TestBlock> out;
  for (int i = 0; i < count; ++i) out.insert(out.end(), std::begin(blocks), std::end(blocks));
  return out;
}
std::vector<TestBlock> operator+(std::vector<TestBlock> a, const std::vector<TestBlock>& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}
}  // namespace

BOOST_AUTO_TEST_CASE(documents_in_one_language_are_told) {
  const std::pair<std::vector<TestBlock>, Language> documents[] = {
      {times(kEnglish, 4), Language::en}, {times(kFrench, 4), Language::fr},  {times(kGerman, 4), Language::de},
      {times(kSpanish, 4), Language::es}, {times(kEnglish, 1), Language::en}, {times(kFrench, 1), Language::fr},
      {times(kGerman, 1), Language::de},  {times(kSpanish, 1), Language::es}};
  for (const auto& [blocks, language] : documents) {
    const Structure s = structure(document(blocks));
    for (const Paragraph& paragraph : s.paragraphs) BOOST_TEST((paragraph.language == language && paragraph.reliable));
    BOOST_REQUIRE(s.languages.size() == 1u);
    BOOST_TEST(s.languages[0].code == code(language));
    BOOST_TEST(s.languages[0].share == 1.0);
    BOOST_TEST(s.not_read.empty());
  }
}
BOOST_AUTO_TEST_CASE(parts_in_two_languages_are_told_apart) {
  const Structure s = structure(document(times(kEnglish, 8) + times(kFrench, 8)));
  BOOST_TEST((s.paragraphs.front().language == Language::en));
  BOOST_TEST((s.paragraphs.back().language == Language::fr));
  BOOST_TEST(s.languages.size() == 2u);
  BOOST_TEST(s.not_read.empty());
}
BOOST_AUTO_TEST_CASE(alternating_paragraphs_each_have_their_language) {
  std::vector<TestBlock> blocks;
  for (int i = 0; i < 12; ++i) {
    blocks.push_back(kEnglish[i % 3]);
    blocks.push_back(kGerman[i % 3]);
  }
  const Structure s = structure(document(blocks));
  for (std::size_t i = 0; i < s.paragraphs.size(); ++i)
    BOOST_TEST((s.paragraphs[i].language == (i % 2 == 0 ? Language::en : Language::de)), "paragraph " << i);
}
BOOST_AUTO_TEST_CASE(languages_without_rules_are_reported_with_their_share) {
  const Structure s = structure(document(times(kEnglish, 9) + times(kItalian, 9)));
  BOOST_TEST((s.paragraphs.front().language == Language::en));
  BOOST_TEST((s.paragraphs.back().language == Language::other));
  BOOST_REQUIRE(s.not_read.size() == 1u);
  BOOST_TEST(s.not_read[0].code == "unsupported-language");
  BOOST_TEST(s.not_read[0].detail.find("(it)") != std::string::npos);
  BOOST_TEST(s.not_read[0].detail.find("% of the text") != std::string::npos);
}
BOOST_AUTO_TEST_CASE(a_foreign_document_is_not_passed_off_as_one_of_ours) {
  for (const auto& blocks : {times(kDutch, 5), times(kItalian, 5)}) {
    const Structure s = structure(document(blocks));
    for (const Paragraph& paragraph : s.paragraphs) BOOST_TEST((paragraph.language == Language::other));
    BOOST_TEST(s.not_read.size() == 1u);
  }
  BOOST_TEST(structure(document(times(kDutch, 5))).languages[0].code == "nl");
}
BOOST_AUTO_TEST_CASE(text_in_no_language_is_reported_as_such) {
  std::vector<TestBlock> blocks;
  for (int i = 0; i < 60; ++i) blocks.push_back({"0815 4711 99,5 10.000 2024 77 88 99 " + std::to_string(i)});
  const Structure s = structure(document(blocks));
  BOOST_TEST(s.languages[0].code == "und");
  BOOST_REQUIRE(s.not_read.size() == 1u);
  BOOST_TEST(s.not_read[0].detail.find("could not be told") != std::string::npos);
}
BOOST_AUTO_TEST_CASE(short_paragraphs_have_the_language_around_them) {
  // Names, a heading that looks English, and a table row in a German contract.
  const Structure s = structure(document(
      times(kGerman, 6) +
      std::vector<TestBlock>{{"Service Level Agreement (SLA) - Virtual Private Cloud", extract::BlockKind::heading, 1},
                             {"Gold\t99,9 %", extract::BlockKind::table_row},
                             {"Amazon Web Services EMEA SARL"}} +
      times(kGerman, 6)));
  for (const Paragraph& paragraph : s.paragraphs) BOOST_TEST((paragraph.language == Language::de));
}
BOOST_AUTO_TEST_CASE(short_kin_of_the_document_s_language_is_not_believed) {
  const Structure s = structure(
      document(times(kSpanish, 6) + std::vector<TestBlock>{{"Contacte o serviço: contrato, cliente, prazo e preço."}}));
  BOOST_TEST((s.paragraphs.back().language == Language::es));
  BOOST_TEST(s.not_read.empty());
}
BOOST_AUTO_TEST_CASE(web_addresses_and_tags_are_not_english) {
  std::string links;
  for (int i = 0; i < 40; ++i)
    links += "https://www.example.com/the-terms-of-the-service-and-of-the-agreement/" + std::to_string(i) + " ";
  const Structure s = structure(document(times(kFrench, 6) + std::vector<TestBlock>{{links}}));
  BOOST_TEST((s.paragraphs.back().language == Language::fr));
}
BOOST_AUTO_TEST_CASE(a_character_that_ends_text_for_the_detector_does_not_blind_it) {
  for (const char* character : {"\uFFFE", "\uFFFF", "\uFDD0", "\U0010FFFF", "\u0085", "\x01"}) {
    std::vector<TestBlock> blocks = times(kEnglish, 1);
    blocks.insert(blocks.begin(), TestBlock{character + std::string(" Master Services Agreement")});
    const Structure s = structure(document(blocks));
    BOOST_TEST((s.paragraphs.back().language == Language::en));
    BOOST_TEST(s.not_read.empty());
  }
}
BOOST_AUTO_TEST_CASE(a_short_text_that_nothing_could_read_is_told) {
  const Structure s = structure(document({{"Xq zzv 17 kkl."}}));
  BOOST_REQUIRE(s.not_read.size() == 1u);
  BOOST_TEST(s.not_read[0].code == "unsupported-language");
}
