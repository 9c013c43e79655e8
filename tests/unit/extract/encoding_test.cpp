// Tests of decode(): the right characters from each encoding, and a count of what could not be read.
#include <boost/test/unit_test.hpp>

#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <random>
#include <string>

#include "extract/encoding.h"
#include "extract/utf8.h"
#include "reading.h"

namespace caveat::extract {
namespace {

using namespace std::string_literals;

Decoded decoded(std::string_view bytes) {
  Cancel cancel;
  auto out = decode(Document{bytes, "a.txt", ""}, cancel);
  BOOST_REQUIRE_MESSAGE(bool(out), "not decoded: " << (out ? "" : out.error().message));
  return std::move(out).value();
}

std::string encoded(std::string_view utf8, const char* charset) {
  const icu::UnicodeString text =
      icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<int32_t>(utf8.size())));
  UErrorCode status = U_ZERO_ERROR;
  UConverter* const converter = ucnv_open(charset, &status);
  std::string out(utf8.size() * 4 + 16, '\0');
  out.resize(static_cast<std::size_t>(ucnv_fromUChars(converter, out.data(), static_cast<int32_t>(out.size()),
                                                      text.getBuffer(), text.length(), &status)));
  ucnv_close(converter);
  BOOST_REQUIRE(U_SUCCESS(status));
  return out;
}

const std::string kFrench =
    "Le Prestataire s\u2019engage \u00e0 une disponibilit\u00e9 de 99,9\u00a0% ; \u00e0 d\u00e9faut, une "
    "p\u00e9nalit\u00e9 de 500 \u20ac est due, m\u00eame en cas de man\u0153uvre.\n";
const std::string kGerman =
    "Der Auftraggeber kann \u201efristlos\u201c k\u00fcndigen; die Verg\u00fctung betr\u00e4gt 1.000 \u20ac \u2013 "
    "f\u00e4llig gem\u00e4\u00df \u00a7 7.\n";
const std::string kSpanish =
    "El Cliente pagar\u00e1 en un plazo de 30 d\u00edas; la indemnizaci\u00f3n m\u00e1xima ser\u00e1 de 1.000 \u20ac "
    "por a\u00f1o.\n";

BOOST_AUTO_TEST_SUITE(encodings)

BOOST_AUTO_TEST_CASE(a_byte_order_mark_decides_and_is_not_text) {
  BOOST_CHECK_EQUAL(decoded("\xEF\xBB\xBF" + kFrench).text, kFrench);
  for (const char* charset : {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"}) {
    const Decoded out = decoded(encoded("\uFEFF" + kFrench, charset));
    BOOST_CHECK_EQUAL(out.text, kFrench);
    BOOST_CHECK_EQUAL(out.encoding, charset);
  }
}

BOOST_AUTO_TEST_CASE(utf16_is_known_without_a_mark) {
  BOOST_CHECK_EQUAL(decoded(encoded(kGerman, "UTF-16LE")).text, kGerman);
  BOOST_CHECK_EQUAL(decoded(encoded(kGerman, "UTF-16BE")).text, kGerman);
}

BOOST_AUTO_TEST_CASE(pairs_of_surrogates_are_one_character_and_lone_ones_are_counted) {
  BOOST_CHECK_EQUAL(decoded(encoded("\uFEFFOK \U0001F44D\n", "UTF-16LE")).text, "OK \U0001F44D\n");
  const Decoded out = decoded("\xFF\xFEO\0K\0\x00\xD8 \0o\0d\0d\0 \0e\0n\0d\0 \0o\0f\0 \0t\0e\0x\0t\0"s + "!");
  BOOST_CHECK_EQUAL(out.text, "OK\uFFFD odd end of text\uFFFD");
  BOOST_CHECK_EQUAL(out.undecodable, 2u);
}

BOOST_AUTO_TEST_CASE(forbidden_forms_of_utf8_are_told_and_not_taken_for_an_old_encoding) {
  for (const char* form : {"\xC0\xAF", "\xC1\xB3", "\xE0\x81\xB3", "\xF0\x80\x81\xB3", "\xED\xA0\x81\xED\xB0\x80"}) {
    const Decoded out = decoded("The Supplier may increase the fees" + std::string(form) + " at any time by written notice to the Customer, who agrees to this.\n");
    BOOST_CHECK_EQUAL(out.encoding, "UTF-8");
    BOOST_CHECK_GE(out.undecodable, 2u);
    BOOST_CHECK(out.text.starts_with("The Supplier may increase the fees\uFFFD"));
  }
  // The same bytes among letters of an old encoding are letters of it; before a plain letter, they are no form of UTF-8 at all.
  BOOST_CHECK_EQUAL(decoded(encoded("Á« résiliation du contrat à l'échéance, après préavis »\n", "windows-1252")).encoding, "windows-1252");
  BOOST_CHECK_EQUAL(decoded(encoded("À la fin du contrat, le Prestataire restitue les données.\n", "windows-1252")).text, "À la fin du contrat, le Prestataire restitue les données.\n");
}

BOOST_AUTO_TEST_CASE(the_old_encoding_of_windows_is_read_in_all_languages) {
  for (const std::string& text : {kFrench, kGerman, kSpanish}) {
    const Decoded out = decoded(encoded(text, "windows-1252"));
    BOOST_CHECK_EQUAL(out.text, text);
    BOOST_CHECK_EQUAL(out.encoding, "windows-1252");
    BOOST_CHECK_EQUAL(out.undecodable, 0u);
  }
}

BOOST_AUTO_TEST_CASE(one_accent_in_a_short_text_is_enough) {
  BOOST_CHECK_EQUAL(decoded("pr\xE9"
                            "avis\r\n")
                        .text,
                    "pr\u00e9avis\n");
  BOOST_CHECK_EQUAL(decoded("the Supplier\x92s liability").text, "the Supplier\u2019s liability");
}

BOOST_AUTO_TEST_CASE(a_euro_or_an_oe_shows_latin_9) {
  const Decoded out = decoded("P\xE9nalit\xE9 : 500 \xA4 par man\xBDuvre\n");
  BOOST_CHECK_EQUAL(out.text, "P\u00e9nalit\u00e9 : 500 \u20ac par man\u0153uvre\n");
  BOOST_CHECK_EQUAL(out.encoding, "ISO-8859-15");
  BOOST_CHECK_EQUAL(decoded("d\xE9lai de 1\xBD mois\n").text, "d\u00e9lai de 1\u00bd mois\n");
}

BOOST_AUTO_TEST_CASE(unassigned_bytes_of_windows_1252_are_counted) {
  const Decoded out = decoded(
      "pr\xE9"
      "avis \x81 d\xE9lai\n");
  BOOST_CHECK_EQUAL(out.text, "pr\u00e9avis \uFFFD d\u00e9lai\n");
  BOOST_CHECK_EQUAL(out.undecodable, 1u);
}

BOOST_AUTO_TEST_CASE(other_alphabets_are_read_by_what_icu_finds) {
  std::string russian;
  for (int i = 0; i < 20; ++i)
    russian += "Исполнитель обязуется оказать услуги в течение тридцати дней с момента подписания договора.\n";
  const Decoded out = decoded(encoded(russian, "windows-1251"));
  BOOST_CHECK_EQUAL(out.text, russian);
}

BOOST_AUTO_TEST_CASE(a_few_wrong_bytes_do_not_make_utf8_something_else) {
  const Decoded out = decoded(kFrench + kGerman + "\xFF" + kSpanish + "\xE2\x82" + kFrench);
  BOOST_CHECK_EQUAL(out.text, kFrench + kGerman + "\uFFFD" + kSpanish + "\uFFFD" + kFrench);
  BOOST_CHECK_EQUAL(out.encoding, "UTF-8");
  BOOST_CHECK_EQUAL(out.undecodable, 2u);
}

BOOST_AUTO_TEST_CASE(what_could_not_be_decoded_is_reported_with_its_count) {
  const ExtractedText out = read(kFrench + "\xFF\xFE" + kFrench, "a.txt");
  BOOST_REQUIRE_EQUAL(out.not_read.size(), 1u);
  BOOST_CHECK_EQUAL(out.not_read[0].code, "undecodable-bytes");
  BOOST_CHECK(out.not_read[0].detail.starts_with("2 places"));
  BOOST_CHECK(read(kFrench, "a.txt").not_read.empty());
}

BOOST_AUTO_TEST_CASE(line_ends_of_all_systems_become_one) {
  BOOST_CHECK_EQUAL(decoded("a\r\nb\rc\nd\r\n\r\ne").text, "a\nb\nc\nd\n\ne");
  BOOST_CHECK_EQUAL(decoded("a\u2028b\u2029c\u0085d").text, "a\nb\n\nc\nd");
}

BOOST_AUTO_TEST_CASE(marks_inside_are_dropped_and_nul_is_counted) {
  BOOST_CHECK_EQUAL(decoded("one\n\uFEFFtwo\n").text, "one\ntwo\n");
  const Decoded out = decoded("a long enough line of text for one NUL"s + '\0' +
                              " in its middle, which is longer than a hundred bytes together");
  BOOST_CHECK(contains(out.text, "NUL\uFFFD in"));
  BOOST_CHECK_EQUAL(out.undecodable, 1u);
}

BOOST_AUTO_TEST_CASE(one_step_through_bytes_agrees_with_icu) {
  std::mt19937 random(7);
  const unsigned char interesting[] = {0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2,
                                       0xDF, 0xE0, 0xE1, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF};
  for (int round = 0; round < 20'000; ++round) {
    std::string bytes;
    for (int i = 0; i < 12; ++i) bytes += static_cast<char>(interesting[random() % std::size(interesting)]);
    std::string ours;
    for (std::size_t at = 0; at < bytes.size();) {
      const Utf8Step step = utf8_step(bytes, at);
      ours += step.valid ? bytes.substr(at, step.size) : "\uFFFD";
      at += step.size;
    }
    std::string theirs;
    icu::UnicodeString::fromUTF8(icu::StringPiece(bytes.data(), static_cast<int32_t>(bytes.size())))
        .toUTF8String(theirs);
    BOOST_REQUIRE_EQUAL(ours, theirs);
  }
}

BOOST_AUTO_TEST_CASE(white_space_is_that_of_unicode) {
  for (std::uint32_t c = 1; c < 0x11000; ++c) {
    if (c >= 0xD800 && c < 0xE000) continue;
    std::string text;
    append_utf8(text, c);
    const bool white = u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_WHITE_SPACE);
    BOOST_REQUIRE_EQUAL(white_space_at(text, 0), white ? text.size() : 0u);
    BOOST_REQUIRE_EQUAL(white_space_before("x" + text, text.size() + 1), white ? text.size() : 0u);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace caveat::extract
