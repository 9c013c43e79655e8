// Decoding against bytes that are and are not UTF-8.
#include "normalize/utf8.h"

#include <boost/test/unit_test.hpp>
#include <string_view>

using namespace caveat::normalize;

namespace {
Decoded first(std::string_view bytes) { return decode(bytes.data(), bytes.data() + bytes.size()); }
}  // namespace

BOOST_AUTO_TEST_CASE(characters_of_one_to_four_bytes_are_read) {
  BOOST_TEST((first("a").code_point == U'a'));
  BOOST_TEST((first("é").code_point == U'é'));
  BOOST_TEST((first("€").code_point == U'€'));
  BOOST_TEST((first("😀").code_point == U'😀'));
  BOOST_TEST(first("😀").size == 4u);
}
BOOST_AUTO_TEST_CASE(what_is_no_utf8_comes_byte_by_byte) {
  for (std::string_view bytes : {"\x80", "\xC3", "\xC0\xAF", "\xE2\x82", "\xE0\x80\x80", "\xED\xA0\x80",
                                 "\xF0\x80\x80\x80", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF"}) {
    BOOST_TEST((first(bytes).code_point == kNotUtf8));
    BOOST_TEST(first(bytes).size == 1u);
  }
}
