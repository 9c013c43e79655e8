// Sentences of contracts in the four languages. "|" in an expected text parts two sentences.
#include "segment/sentence_breaks.h"

#include <boost/test/unit_test.hpp>
#include <chrono>
#include <random>
#include <string>

using namespace caveat;
using namespace caveat::segment;

namespace {

std::vector<TextSpan> spans_of(std::string_view text, Language language, std::uint32_t begin = 0) {
  static SentenceBreaks breaks;
  std::vector<TextSpan> out = {{7, 8}};
  breaks.split(text, begin, language, out);
  return out;
}
// Takes the bars out, splits, and puts them where the sentences part.
void check(Language language, std::string_view expected) {
  std::string text;
  for (char c : expected)
    if (c != '|') text += c;
  std::string got;
  for (TextSpan span : spans_of(text, language)) {
    if (!got.empty()) got += '|';
    got += span.of(text);
  }
  std::string wanted;  // white space at the ends of sentences is not theirs
  for (char c : expected) {
    if (c == '|') {
      while (!wanted.empty() && (wanted.back() == ' ' || wanted.back() == '\n')) wanted.pop_back();
    } else if (!wanted.empty() && wanted.back() == '|' && (c == ' ' || c == '\n')) {
      continue;
    }
    wanted += c;
  }
  BOOST_TEST(got == wanted);
}

}  // namespace

BOOST_AUTO_TEST_CASE(plain_sentences_part) {
  check(Language::en, "The Fees are due. |The Customer pays! |Why? |It must.");
  check(Language::fr, "Le prix est dû. |Le Client paie.");
  check(Language::de, "Der Preis ist fällig. |Der Kunde zahlt.");
  check(Language::es, "El precio vence. |¿Quién paga? |El Cliente.");
}
BOOST_AUTO_TEST_CASE(english_abbreviations_do_not_end_a_sentence) {
  check(Language::en, "Acme Inc. Delaware and Foo Ltd. London sign under Sec. 5 and Art. 6, No. 7.");
  check(Language::en, "Software, e.g. Windows, i.e. Microsoft Corp. products, cf. Annex 2, approx. Ten users.");
  check(Language::en, "The Supplier is Acme Inc. |The Customer pays.");
  check(Language::en, "Fees, taxes, etc. |The Customer pays.");
  check(Language::en, "The answer is no. |The fees stay.");
  check(Language::en, "Mr. Smith and J. Doe of the U.S. Government sign.");
  check(Language::en, "See Appendix A. |The fees are there.");
  check(Language::en, "It is prior art. |The patent is void.");
}
BOOST_AUTO_TEST_CASE(french_abbreviations_do_not_end_a_sentence) {
  check(Language::fr, "Selon l’art. 5, al. 2 et n° 7, p. ex. Le Monde, M. Dupont et Mme Durand, cf. Annexe.");
  check(Language::fr, "La société Foo S.A. Paris et Bar S.A.R.L. Lyon signent.");
  check(Language::fr, "Le Prestataire est Foo S.A. |Le Client paie.");
}
BOOST_AUTO_TEST_CASE(german_abbreviations_and_ordinals_do_not_end_a_sentence) {
  check(Language::de,
        "Gem. Ziff. 5 Abs. 2 S. 1 Nr. 3 lit. a i. V. m. Art. 6, z. B. Server, d. h. Rechner, ggf. Software, ca. Zehn.");
  check(Language::de, "Im Sinne d. h. i. S. d. Gesetzes bzw. Vertrages zzgl. Umsatzsteuer, vgl. Anlage.");
  check(Language::de, "Der Vertrag beginnt am 1. Januar und endet im 2. Quartal. |Der Kunde zahlt.");
  check(Language::de, "Der Preis steigt auf 30. |Der Kunde zahlt.");
  check(Language::de, "Das gilt für Schäden jeglicher Art. |Der Anbieter haftet nicht.");
}
BOOST_AUTO_TEST_CASE(spanish_abbreviations_do_not_end_a_sentence) {
  check(Language::es,
        "Según el art. 5, arts. 6 y ss. Código Civil, núm. 7, p. ej. Madrid, Sr. García y Dña. Ana, pág. 5, apdo. 2.");
  check(Language::es, "Foo S.A. Madrid y Bar S.L. Barcelona firman.");
  check(Language::es, "El proveedor es Bar S.L. |El Cliente paga.");
  check(Language::es, "Las leyes de EE. UU. no se aplican.");
}
BOOST_AUTO_TEST_CASE(numbers_at_the_head_stay_with_their_sentence) {
  check(Language::en, "7.2. The Fees are due. |See 12.3. |The rest is 99.9 per cent.");
  check(Language::en, "(a). The Fees. |Next.");
  check(Language::de, "IV. Die Haftung ist begrenzt. |Der Kunde zahlt.");
  check(Language::en, "7. Either party may terminate.");
}
BOOST_AUTO_TEST_CASE(a_layout_line_break_ends_no_sentence) {
  check(Language::en, "The Fees\nare due\nThe next day. |The Customer\npays.");
}
BOOST_AUTO_TEST_CASE(items_of_lists_are_sentences_of_their_own) {
  check(Language::en, "The Supplier may: (a) stop; |(b) resume; |and (c) end the Services.");
  check(Language::en, "The Supplier may:\n|(a) stop,\n|(b) resume, or\n|(c) end.");
  check(Language::en, "The Supplier may:\n|- stop;\n|- resume.");
  check(Language::de, "Der Anbieter darf: a) sperren; |b) kündigen; |oder c) warten.");
}
BOOST_AUTO_TEST_CASE(references_to_items_are_none) {
  check(Language::en, "Under clauses (a) and (b) above, or 5(c) and\n(d) thereof, fees are due.");
  check(Language::en, "It ends; the fees (a) stay.");
  check(Language::en, "under Section\n7.2 of the Agreement.");
}
BOOST_AUTO_TEST_CASE(closing_marks_go_with_their_sentence) {
  check(Language::en, "\"The Fees are due.\" |(The Customer pays.) |End.");
  check(Language::en, "**Fees.** |The Customer pays.");
}
BOOST_AUTO_TEST_CASE(spans_count_from_the_begin_that_was_given) {
  const auto spans = spans_of("  One. Two. ", Language::en, 100);
  BOOST_REQUIRE(spans.size() == 2u);
  BOOST_TEST(spans[0].begin == 102u);
  BOOST_TEST(spans[0].end == 106u);
  BOOST_TEST(spans[1].end == 111u);
  BOOST_TEST(spans_of("", Language::en).empty());
  BOOST_TEST(spans_of(" \n\u00A0", Language::en).empty());
}
BOOST_AUTO_TEST_CASE(sentences_hold_every_byte_that_is_not_white_space) {
  std::mt19937 random(3);
  const std::string_view bits[] = {". ", "A", "b", " ",   "\n", ";", "(a)",        "1",    "\u00A0",
                                   "é",  "”", "“", "Art", "?",  "*", "\U0001F600", "\xFF", ":"};
  for (int i = 0; i < 30'000; ++i) {
    std::string text;
    for (unsigned left = random() % 30; left > 0; --left) text += bits[random() % std::size(bits)];
    std::uint32_t at = 0;
    const auto blank = [&](std::uint32_t from, std::uint32_t to) {
      for (std::uint32_t k = from; k < to; ++k)
        if (!(text[k] == ' ' || text[k] == '\n' || text.substr(k, 2) == "\u00A0" ||
              (k > 0 && text.substr(k - 1, 2) == "\u00A0")))
          return false;
      return true;
    };
    for (TextSpan span : spans_of(text, kAllLanguages[i % 4])) {
      BOOST_REQUIRE(span.begin >= at && span.begin < span.end && span.end <= text.size());
      BOOST_REQUIRE(blank(at, span.begin));
      at = span.end;
    }
    BOOST_REQUIRE(blank(at, static_cast<std::uint32_t>(text.size())));
  }
}
BOOST_AUTO_TEST_CASE(hostile_paragraphs_take_linear_time) {
  const auto begin = std::chrono::steady_clock::now();
  for (const char* unit :
       {". ", "; (a) ", "\n(a) ", "a. ", "S. A. ", "(", " ", "1. ", ".", "z. B. ", "**", "; and (a", "\n- ", "x "}) {
    std::string text;
    while (text.size() < 500'000) text += unit;
    spans_of(text, Language::de);
    spans_of(std::string(200'000, ' ') + text, Language::en);
  }
  // Quadratic work would take minutes; sanitizers are slow.
  BOOST_TEST(std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count() < 60.0);
}
