// Tests of mojibake: what wrong decoding leaves is counted, and what languages write is not.
#include <boost/test/unit_test.hpp>

#include <unicode/unistr.h>

#include <string>

#include "docx_builder.h"
#include "extract/mojibake.h"
#include "reading.h"

namespace caveat::extract {
namespace {

// UTF-8 that somebody read as `charset`.
std::string misread(std::string_view text, const char* charset) {
  std::string out;
  icu::UnicodeString(text.data(), static_cast<int32_t>(text.size()), charset).toUTF8String(out);
  return out;
}

const std::string kText =
    "R\u00e9siliation \u00e0 l\u2019\u00e9ch\u00e9ance ; \u00fcber f\u00fcr gem\u00e4\u00df \u00a7 7 \u201egut\u201c; a\u00f1o, Duraci\u00f3n \u2013 500 \u20ac\n";

BOOST_AUTO_TEST_SUITE(mojibake)

BOOST_AUTO_TEST_CASE(it_is_counted_whatever_it_was_read_as) {
  for (const char* charset : {"windows-1252", "ISO-8859-1", "macintosh", "ibm-850_P100-1995"}) {
    const std::uint64_t count = count_mojibake(misread(kText, charset));
    BOOST_CHECK_MESSAGE(count >= 10, charset << ": " << count << " of 17");
  }
  BOOST_CHECK_GE(count_mojibake(misread(misread(kText, "windows-1252"), "windows-1252")), 10u);
}

BOOST_AUTO_TEST_CASE(one_word_is_enough) {
  BOOST_CHECK_EQUAL(count_mojibake("Soci\u00c3\u00a9t\u00c3\u00a9"), 2u);
  BOOST_CHECK_EQUAL(count_mojibake("the Supplier\u00e2\u20ac\u2122s liability"), 1u);
  BOOST_CHECK_EQUAL(count_mojibake("500 \u00e2\u201a\u00ac"), 1u);
  BOOST_CHECK_EQUAL(count_mojibake("Soci\u221a\u00a9t\u221a\u00a9"), 2u);
  BOOST_CHECK_EQUAL(count_mojibake("Soci\u251c\u00aet\u251c\u00ae"), 2u);
}

BOOST_AUTO_TEST_CASE(what_people_write_is_none) {
  for (const char* text : {"S\u00c3O PAULO, MARANH\u00c3O", "\u201cIRM\u00c3\u201d", "\u00c2ge, CH\u00c2TEAU, t\u00e2che, \u00ab\u00a0P\u00c2T\u00c9\u00a0\u00bb", "\u221a2 and \u221ax", "p\u00e2t\u00e9 \u20ac 5",
                           "\u251c\u2500\u2500 file", "\u00ac p", "R\u00e9siliation \u00e0 l\u2019\u00e9ch\u00e9ance \u2026 500 \u20ac"})
    BOOST_CHECK_MESSAGE(count_mojibake(text) == 0, text);
}

BOOST_AUTO_TEST_CASE(it_is_told_and_not_mended) {
  const std::string bytes = misread(kText, "windows-1252");
  const ExtractedText out = read(bytes, "a.txt");
  BOOST_CHECK_EQUAL(out.text, bytes);
  BOOST_REQUIRE_EQUAL(out.not_read.size(), 1u);
  BOOST_CHECK_EQUAL(out.not_read[0].code, "mojibake");
  const ExtractedText word = read(zip(docx_parts(paragraph(bytes))), "a.docx");
  BOOST_REQUIRE_EQUAL(word.not_read.size(), 1u);
  BOOST_CHECK_EQUAL(word.not_read[0].code, "mojibake");
}

BOOST_AUTO_TEST_CASE(letters_lost_before_are_told) {
  const ExtractedText out = read("R\uFFFDsiliation du contrat par le Client\n", "a.txt");
  BOOST_REQUIRE_EQUAL(out.not_read.size(), 1u);
  BOOST_CHECK_EQUAL(out.not_read[0].code, "undecodable-bytes");
  BOOST_CHECK(out.not_read[0].detail.starts_with("1 letter was lost"));
}

BOOST_AUTO_TEST_CASE(invisible_characters_are_no_text) {
  BOOST_CHECK(contains(refusal("\u200b\u200d\u2060\u00ad\u200b", "a.txt"), "holds no text"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace caveat::extract
