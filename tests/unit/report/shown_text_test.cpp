// Foreign text can neither move a terminal nor reorder a line, and columns are counted as a terminal counts them.
#include "report/shown_text.h"

#include <boost/test/unit_test.hpp>

using namespace caveat::report;

BOOST_AUTO_TEST_CASE(escape_and_other_controls_become_pictures) {
  BOOST_TEST(for_terminal("a\x1b[31mb") == "a\xE2\x90\x9B[31mb");
  BOOST_TEST(for_terminal("bell\x07" "del\x7F") == "bell\xE2\x90\x87" "del\xE2\x90\xA1");
  BOOST_TEST(for_terminal("c1 \xC2\x9B" "31m") == "c1 \xEF\xBF\xBD" "31m");
}

BOOST_AUTO_TEST_CASE(line_breaks_and_tabs_become_one_space) {
  BOOST_TEST(for_terminal("a\n\tb  c\xE2\x80\xA8" "d\r\ne") == "a b c d e");
}

BOOST_AUTO_TEST_CASE(bidi_controls_are_shown_as_replacements) {
  for (const char* bidi : {"\xE2\x80\xAE", "\xE2\x80\x8F", "\xE2\x81\xA6", "\xD8\x9C"}) {
    BOOST_TEST(for_terminal(std::string("x") + bidi + "y") == "x\xEF\xBF\xBDy");
    BOOST_TEST(for_browser(std::string("x") + bidi + "y") == "x\xEF\xBF\xBDy");
  }
}

BOOST_AUTO_TEST_CASE(invisible_characters_are_dropped_for_a_terminal) {
  BOOST_TEST(for_terminal("Ver\xC2\xADtrag\xE2\x80\x8B\xEF\xBB\xBF") == "Vertrag");
  BOOST_TEST(for_browser("Ver\xC2\xADtrag") == "Ver\xC2\xADtrag");
  BOOST_TEST(for_browser("a\xF3\xA0\x81\x81z") == "az");  // tag characters: text that nobody sees
}

BOOST_AUTO_TEST_CASE(ill_formed_utf8_becomes_a_replacement) {
  BOOST_TEST(valid_utf8("a\xFFz\xC3") == "a\xEF\xBF\xBDz\xEF\xBF\xBD");
  BOOST_TEST(valid_utf8("\xED\xA0\x80") != "\xED\xA0\x80");  // a surrogate
  BOOST_TEST(for_terminal("a\xFFz") == "a\xEF\xBF\xBDz");
  BOOST_TEST(valid_utf8("é\n") == "é\n");
}

BOOST_AUTO_TEST_CASE(width_counts_columns) {
  BOOST_TEST(display_width("Verfügbarkeit") == 13u);
  BOOST_TEST(display_width("日本") == 4u);
  BOOST_TEST(display_width("e\xCC\x81") == 1u);
}

BOOST_AUTO_TEST_CASE(lines_break_at_spaces_and_never_at_no_break_spaces) {
  BOOST_TEST(wrapped("one two three", 8, 8) == (std::vector<std::string>{"one two", "three"}), boost::test_tools::per_element());
  BOOST_TEST(wrapped("at most 30\xC2\xA0" "days", 10, 10) == (std::vector<std::string>{"at most", "30\xC2\xA0" "days"}),
             boost::test_tools::per_element());
  BOOST_TEST(wrapped("aaaaaaaaaaaaaaaaaaaa", 8, 8).size() == 3u);
  BOOST_TEST(wrapped("first line wider", 20, 8).size() == 1u);
  BOOST_TEST(wrapped("", 8, 8).size() == 1u);
  for (const std::string& line : wrapped("日本語日本語日本語日本語 ab", 9, 9)) BOOST_TEST(display_width(line) <= 9u);
}

BOOST_AUTO_TEST_CASE(a_shortened_text_fits_and_says_that_it_was_cut) {
  BOOST_TEST(shortened("short", 10) == "short");
  const std::string cut = shortened("The Supplier may increase the Fees at any time", 20);
  BOOST_TEST(display_width(cut) <= 20u);
  BOOST_TEST(cut.ends_with("\xE2\x80\xA6"));
  BOOST_TEST(cut == "The Supplier may\xE2\x80\xA6");
}
