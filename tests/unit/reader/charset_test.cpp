// The encoding of HTML, which the host's side turns to UTF-8 before the reader sees it.
#include <boost/test/unit_test.hpp>

#include "extract/reader_html_charset.h"

using namespace caveat;
using namespace caveat::extract;

namespace {

Utf8Html convert(std::string_view bytes) {
  Cancel cancel;
  auto result = html_to_utf8(bytes, cancel);
  BOOST_REQUIRE(static_cast<bool>(result));
  return std::move(result.value());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(reader_html_charset)

BOOST_AUTO_TEST_CASE(utf8_stays_and_loses_its_mark) {
  BOOST_CHECK_EQUAL(convert("<p>Vergütung</p>").text, "<p>Vergütung</p>");
  BOOST_CHECK_EQUAL(convert("\xEF\xBB\xBF<p>é</p>").text, "<p>é</p>");
}

BOOST_AUTO_TEST_CASE(utf8_is_believed_over_a_stale_declaration) {
  BOOST_CHECK(convert("<meta charset=iso-8859-1><p>Vergütung</p>").text.ends_with("<p>Vergütung</p>"));
}

BOOST_AUTO_TEST_CASE(windows_1252_is_the_guess_and_what_latin_1_means) {
  BOOST_CHECK_EQUAL(convert("<p>\x93Verg\xfctung\x94 5 \x80</p>").text, "<p>“Vergütung” 5 €</p>");
  BOOST_CHECK(convert("<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset=ISO-8859-1'><p>\x80</p>")
                  .text.ends_with("<p>€</p>"));
}

BOOST_AUTO_TEST_CASE(a_declared_encoding_is_used) {
  BOOST_CHECK(convert("<meta charset=\"windows-1250\"><p>\xe8</p>").text.ends_with("<p>č</p>"));
  BOOST_CHECK(convert("<meta charset=iso-8859-15><p>\xa4</p>").text.ends_with("<p>€</p>"));
}

BOOST_AUTO_TEST_CASE(an_exotic_declaration_chooses_no_exotic_decoder) {
  BOOST_CHECK(convert("<meta charset='../../x'><p>\xe9</p>").text.ends_with("<p>é</p>"));
  BOOST_CHECK(convert("<meta charset=utf-7><p>\xe9</p>").text.ends_with("<p>é</p>"));
  BOOST_CHECK(convert("<meta charset=hz-gb-2312><p>\xe9</p>").text.ends_with("<p>é</p>"));
}

BOOST_AUTO_TEST_CASE(utf16_is_read_with_and_without_its_mark) {
  using namespace std::string_literals;
  BOOST_CHECK_EQUAL(convert("\xff\xfe<\0p\0>\0\xe9\0"s).text, "<p>é");
  BOOST_CHECK_EQUAL(convert("\xfe\xff\0<\0p\0>\0\xe9"s).text, "<p>é");
  BOOST_CHECK_EQUAL(convert("<\0p\0>\0\xe9\0"s).text, "<p>é");
  // A surrogate pair at each place around the end of a chunk.
  for (std::size_t before = 65530; before < 65540; ++before) {
    std::string bytes = "\xff\xfe"s;
    for (std::size_t i = 0; i < before; ++i) bytes += "a\0"s;
    bytes += "\x3d\xd8\x00\xde"s;  // U+1F600
    const Utf8Html html = convert(bytes);
    BOOST_REQUIRE_EQUAL(html.text.size(), before + 4);
    BOOST_REQUIRE(html.text.ends_with("\U0001F600"));
    BOOST_REQUIRE_EQUAL(html.undecodable, 0u);
  }
}

BOOST_AUTO_TEST_CASE(broken_places_in_utf8_are_marked_and_counted) {
  const Utf8Html html = convert("<p>é é é \xff é \xe2\x82 x</p>");
  BOOST_CHECK_EQUAL(html.text, "<p>é é é \uFFFD é \uFFFD x</p>");
  BOOST_CHECK_EQUAL(html.undecodable, 2u);
}

BOOST_AUTO_TEST_CASE(a_cancel_stops_it) {
  Cancel cancel(0, [](Stage, std::uint64_t, std::uint64_t) { return true; });
  const auto result = html_to_utf8("<p>x</p>", cancel);
  BOOST_REQUIRE(!result);
  BOOST_CHECK(result.error().code == ErrorCode::cancelled);
}

BOOST_AUTO_TEST_SUITE_END()
