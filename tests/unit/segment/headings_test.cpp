// Which blocks are headings, and the words that people see of a block.
#include "segment/headings.h"

#include <boost/test/unit_test.hpp>

#include "segment/page_furniture.h"
#include "segment/plain_words.h"

using namespace caveat;
using namespace caveat::segment;
using enum extract::BlockKind;

namespace {
bool heading_of(extract::BlockKind kind, std::string_view words, bool marked_up = false) {
  return is_heading({{}, kind, 1}, words, true, clause_number(words, false), marked_up);
}
}  // namespace

BOOST_AUTO_TEST_CASE(numbered_titles_are_headings) {
  for (const char* words : {"7. Termination", "7 Termination", "7.2 Modalités d’exercice des droits", "§ 4 Haftung",
                            "Article 7 – Fees", "Article 7", "Primera.- Objeto", "IV. Haftung", "Schedule 2"})
    BOOST_TEST(heading_of(paragraph, words), words);
}
BOOST_AUTO_TEST_CASE(numbered_titles_with_a_full_stop_are_headings_if_their_words_are_capitals) {
  BOOST_TEST(heading_of(paragraph, "1. Definitions."));
  BOOST_TEST(heading_of(paragraph, "8. Privacy and Data Collection; Reports."));
  BOOST_TEST(!heading_of(paragraph, "8. Der Kunde zahlt."));
  BOOST_TEST(!heading_of(paragraph, "8. Customer shall pay."));
  BOOST_TEST(!heading_of(paragraph, "8. See Section 5."));
  BOOST_TEST(!heading_of(paragraph, "(a) Definitions."));
}
BOOST_AUTO_TEST_CASE(short_lines_in_capitals_are_headings) {
  BOOST_TEST(heading_of(paragraph, "RÉSILIATION"));
  BOOST_TEST(heading_of(paragraph, "LIMITATION OF LIABILITY, INDEMNITY AND INSURANCE"));
  BOOST_TEST(!heading_of(paragraph, "THE SOFTWARE IS PROVIDED AS IS."));
  BOOST_TEST(!heading_of(paragraph, "TEL +33 1 41 91 77 77 - FAX +33 1 41 91 77 78"));
}
BOOST_AUTO_TEST_CASE(sentences_items_and_cells_are_no_headings) {
  for (const char* words : {"7.1 The Supplier shall deliver the Services.", "(a) Fees", "2) Fees", "30 days", "Gold",
                            "The Supplier", "1. the fees", "§ 4 gilt entsprechend"})
    BOOST_TEST(!heading_of(paragraph, words), words);
  BOOST_TEST(!heading_of(table_row, "7. Termination"));
  BOOST_TEST(!heading_of(extract::BlockKind::code, "TERMINATION"));
  BOOST_TEST(!heading_of(footnote, "1. Termination"));
}
BOOST_AUTO_TEST_CASE(an_item_of_a_list_is_no_heading_where_the_format_has_headings) {
  BOOST_TEST(heading_of(list_item, "1. Ein Konto erstellen", false));
  BOOST_TEST(!heading_of(list_item, "1. Ein Konto erstellen", true));
}
BOOST_AUTO_TEST_CASE(what_the_format_calls_a_heading_is_one) { BOOST_TEST(heading_of(heading, "any words at all.")); }

BOOST_AUTO_TEST_CASE(a_heading_with_a_finite_verb_is_a_sentence) {
  const std::pair<Language, const char*> sentences[] = {
      {Language::en, "7.2 the supplier may increase the fees at any time."}, {Language::en, "supplier may change prices"}, {Language::en, "fees are non-refundable."},
      {Language::en, "the supplier shall not be liable for any loss; the customer waives all claims"},
      {Language::fr, "5.1 le prestataire peut augmenter ses tarifs a tout moment."}, {Language::fr, "le prestataire se reserve le droit de modifier les prix"},
      {Language::fr, "l'abonnement est renouvele par tacite reconduction."},
      {Language::de, "\xC2\xA7 5 der anbieter kann die preise jederzeit erhoehen."}, {Language::de, "der vertrag verlaengert sich um ein jahr."},
      {Language::es, "el proveedor podra aumentar los precios en cualquier momento."}, {Language::es, "el contrato se renueva por un ano"}};
  for (const auto& [language, words] : sentences) BOOST_TEST(is_sentence(words, language), words);
}
BOOST_AUTO_TEST_CASE(a_title_or_a_question_is_no_sentence) {
  const std::pair<Language, const char*> titles[] = {
      {Language::en, "limitation of liability"}, {Language::en, "8. price increases."}, {Language::en, "privacy and data collection; reports."}, {Language::en, "article 7"},
      {Language::en, "when may we change our prices?"}, {Language::en, "how we may change these terms"}, {Language::en, ""}, {Language::en, "termination for convenience and effects of termination"},
      {Language::fr, "limitation de responsabilite de l'editeur et du prestataire"}, {Language::fr, "clause de reserve de propriete"}, {Language::fr, "comment nous pouvons modifier les prix"},
      {Language::de, "haftung des anbieters fuer maengel"}, {Language::de, "7. preiserhoehungen."}, {Language::de, "was gilt bei preiserhoehungen"},
      {Language::es, "limitacion de la responsabilidad del proveedor"}, {Language::es, "duracion y renovacion del contrato."}, {Language::es, "cuando podemos cambiar los precios"}};
  for (const auto& [language, words] : titles) BOOST_TEST(!is_sentence(words, language), words);
}
BOOST_AUTO_TEST_CASE(what_is_longer_than_any_title_is_a_sentence_in_every_language) {
  std::string words;
  while (words.size() <= 240) words += "termination and ";
  BOOST_TEST(is_sentence(words, Language::other));
  BOOST_TEST(!is_sentence(words.substr(0, 200), Language::other));
}

BOOST_AUTO_TEST_CASE(plain_words_have_no_marks_and_single_spaces) {
  PlainWords markdown(true), plain(false);
  BOOST_TEST(markdown.of("**7\\. Fees\n and  [Charges](#c)**\u00A0: x\u00ADy ", true) == "7. Fees and Charges : xy");
  BOOST_TEST(plain.of("**7\\. Fees**", true) == "**7\\. Fees**");
}
BOOST_AUTO_TEST_CASE(plain_words_of_long_blocks_are_cut_at_a_character) {
  PlainWords plain(false);
  std::string block;
  while (block.size() < 1000) block += "é";
  for (int shift = 0; shift < 2; ++shift, block.insert(0, "x")) {
    const std::string words = plain.of(block, false);
    BOOST_TEST(!plain.whole());
    BOOST_TEST(words.size() <= PlainWords::kOtherBytes);
    BOOST_TEST(words.substr(words.size() - 2) == "é");
  }
}
BOOST_AUTO_TEST_CASE(lines_on_most_pages_are_furniture) {
  extract::ExtractedText text;
  for (int page = 1; page <= 6; ++page) {
    for (std::string line : {"ACME GMBH, BERLIN", page <= 2 ? "DEFINITIONS" : "OTHER WORDS", "Page"}) {
      if (line == "Page") line += ' ' + std::to_string(page);
      const auto begin = static_cast<std::uint32_t>(text.text.size());
      text.text += line + "\n";
      text.blocks.push_back({{begin, static_cast<std::uint32_t>(text.text.size() - 1)}});
    }
    text.pages.push_back({static_cast<std::uint32_t>(page), {}, 595, 842});
  }
  const PageFurniture furniture(text);
  BOOST_TEST(furniture.holds("ACME GMBH, BERLIN", 0));
  BOOST_TEST(!furniture.holds("DEFINITIONS", 0));
  BOOST_TEST(!furniture.holds("Page 1", 0));
  BOOST_TEST(!furniture.holds("never seen", 0));
  text.pages.clear();
  BOOST_TEST(!PageFurniture(text).holds("ACME GMBH, BERLIN", 0));
}
