// Tests of guess_old_encoding(): the right one of four for whole texts and for a single accent.
#include <boost/test/unit_test.hpp>

#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <string>

#include "extract/old_encoding.h"
#include "reading.h"

namespace caveat::extract {
namespace {

std::string encoded(std::string_view utf8, const char* charset) {
  const icu::UnicodeString text = icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<int32_t>(utf8.size())));
  std::string out(utf8.size() * 2, '\0');
  out.resize(static_cast<std::size_t>(text.extract(0, text.length(), out.data(), static_cast<std::uint32_t>(out.size()), charset)));
  return out;
}

const std::string kTexts[] = {
    "Article 7. R\u00e9siliation. Le Prestataire peut r\u00e9silier le contrat \u00e0 tout moment, sans pr\u00e9avis ; la dur\u00e9e est de trois ann\u00e9es, "
    "reconduite \u00e0 l'\u00e9ch\u00e9ance, m\u00eame en cas de contr\u00f4le. \u00c9tats-Unis, \u00ab No\u00ebl \u00bb, fa\u00e7on.\n",
    "\u00a7 7 K\u00fcndigung. Die Verg\u00fctung betr\u00e4gt 1.000 EUR und ist gem\u00e4\u00df \u00a7 9 f\u00e4llig. \u00c4nderungen und \u00dcbergabe \u00f6rtlich.\n",
    "Cl\u00e1usula 7. Duraci\u00f3n. \u00bfQui\u00e9n asume los da\u00f1os? El Cliente pagar\u00e1 en un plazo de 30 d\u00edas; ser\u00e1 seg\u00fan su criterio. N\u00ba 5.\n"};

BOOST_AUTO_TEST_SUITE(old_encodings)

BOOST_AUTO_TEST_CASE(each_encoding_is_told_from_the_others_in_each_language) {
  for (const std::string& text : kTexts)
    for (const char* charset : {"windows-1252", "macintosh", "ibm-850_P100-1995"}) {
      const OldEncoding guess = guess_old_encoding(encoded(text, charset));
      BOOST_TEST_CONTEXT(text.substr(0, 12)) {
        BOOST_CHECK_EQUAL(guess.icu_name, charset);
        BOOST_CHECK_GT(guess.score, 0);
        BOOST_CHECK_EQUAL(guess.implausible, 0u);
      }
    }
}

BOOST_AUTO_TEST_CASE(one_accent_is_enough) {
  for (const char* word : {"pr\u00e9avis", "d\u00e9lai", "K\u00fcndigung", "gem\u00e4\u00df", "Duraci\u00f3n", "a\u00f1o", "m\u00eame"})
    for (const char* charset : {"windows-1252", "macintosh", "ibm-850_P100-1995"})
      BOOST_CHECK_MESSAGE(guess_old_encoding(encoded(std::string("The term ") + word + ".", charset)).icu_name == charset, word << " in " << charset);
}

BOOST_AUTO_TEST_CASE(the_signs_of_windows_are_no_letters_of_a_mac) {
  for (const char* text : {"the Supplier\x92s liability", "\x93" "Services\x94 means", "agreement \x97 which", "agreement\x97which", "etc\x85", "\x80 500", "pages 5\x96" "7", "Section \xA7 5",
                           "5 \xB0", "Acme\x99 Ltd", "\xA9 2026 Acme"})
    BOOST_CHECK_MESSAGE(guess_old_encoding(text).icu_name == std::string("windows-1252"), text);
}

BOOST_AUTO_TEST_CASE(text_of_no_encoding_fits_none) {
  const OldEncoding guess = guess_old_encoding("ab\x81" "cd\x8f" "ef\x90" "gh\x9d" "ij\xd7" "kl\xf7" "mn\xd0op");
  BOOST_CHECK(guess.characters == nullptr || guess.score < 0);  // ICU's guess, or none
}

BOOST_AUTO_TEST_CASE(the_text_is_read_as_what_it_is) {
  for (const std::string& text : kTexts)
    for (const char* charset : {"windows-1252", "macintosh", "ibm-850_P100-1995"}) {
      const ExtractedText out = read(encoded(text, charset), "a.txt");
      BOOST_CHECK_EQUAL(out.text, text);
      BOOST_CHECK(out.not_read.empty());
    }
}

BOOST_AUTO_TEST_CASE(a_file_in_two_encodings_is_read_line_by_line) {
  const std::string pasted = "Le d\u00e9lai de pr\u00e9avis s\u2019\u00e9l\u00e8ve \u00e0 30 jours.\n";
  for (const char* charset : {"windows-1252", "macintosh"}) {
    const ExtractedText utf8 = read(kTexts[0] + kTexts[1] + encoded(pasted, charset) + kTexts[2], "a.txt");
    BOOST_CHECK_EQUAL(utf8.text, kTexts[0] + kTexts[1] + pasted + kTexts[2]);
    BOOST_CHECK(utf8.not_read.empty());
    const ExtractedText old = read(encoded(kTexts[0] + kTexts[1], charset) + pasted, "a.txt");
    BOOST_CHECK_EQUAL(old.text, kTexts[0] + kTexts[1] + pasted);
    BOOST_CHECK(old.not_read.empty());
  }
}

BOOST_AUTO_TEST_CASE(a_character_cut_in_two_is_told) {
  const ExtractedText out = read("The fees of the Supplier, and nothing else \xC3", "a.txt");
  BOOST_CHECK_EQUAL(out.text, "The fees of the Supplier, and nothing else \uFFFD");
  BOOST_REQUIRE_EQUAL(out.not_read.size(), 1u);
  BOOST_CHECK_EQUAL(out.not_read[0].code, "undecodable-bytes");
}

BOOST_AUTO_TEST_CASE(a_guess_against_the_odds_is_told) {
  std::string polish = "Us\u0142ugodawca mo\u017ce w ka\u017cdej chwili podwy\u017cszy\u0107 op\u0142aty bez zgody Klienta, kt\u00f3ry si\u0119 zobowi\u0105zuje.\n";
  const ExtractedText out = read(encoded(polish, "windows-1250"), "a.txt");
  if (out.text == polish) return;  // ICU may know it
  BOOST_REQUIRE_EQUAL(out.not_read.size(), 1u);
  BOOST_CHECK_EQUAL(out.not_read[0].code, "undecodable-bytes");
}

BOOST_AUTO_TEST_CASE(marks_that_the_bytes_belie_are_ignored) {
  const std::string text = kTexts[0];
  BOOST_CHECK_EQUAL(read("\xEF\xBB\xBF" + encoded(text, "windows-1252"), "a.txt").text, text);
  for (const char* mark : {"\xFF\xFE", "\xFE\xFF"}) {
    BOOST_CHECK_EQUAL(read(mark + text, "a.txt").text, text);
    BOOST_CHECK_EQUAL(read(mark + encoded(text, "UTF-16LE"), "a.txt").text, text);
    BOOST_CHECK_EQUAL(read(mark + encoded(text, "UTF-16BE"), "a.txt").text, text);
  }
}

BOOST_AUTO_TEST_CASE(utf32_is_known_without_a_mark) {
  for (const char* charset : {"UTF-32LE", "UTF-32BE"}) {
    std::string bytes;
    for (const char c : std::string("The Supplier may increase the fees.\n"))
      for (int i = 0; i < 4; ++i) bytes += i == (charset[6] == 'L' ? 0 : 3) ? c : '\0';
    BOOST_CHECK_EQUAL(read(bytes, "a.txt").text, "The Supplier may increase the fees.\n");
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace caveat::extract
