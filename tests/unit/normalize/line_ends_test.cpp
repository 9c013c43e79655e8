// Hyphens at the end of a layout line.
#include "normalize/line_ends.h"

#include <boost/test/unit_test.hpp>

using namespace caveat::normalize;
using enum LineEndHyphen;

BOOST_AUTO_TEST_CASE(a_syllable_break_is_joined) {
  BOOST_TEST((line_end_hyphen("die kuendi-", "gung") == join));
  BOOST_TEST((line_end_hyphen("la r-", "ésiliation") == join));
  BOOST_TEST((line_end_hyphen("sous-", "crire au service") == join));
  BOOST_TEST((line_end_hyphen("non-", "obstant") == join));
}
BOOST_AUTO_TEST_CASE(the_hyphen_stays_before_a_capital_or_a_digit) {
  BOOST_TEST((line_end_hyphen("service-", "Level") == keep_hyphen));
  BOOST_TEST((line_end_hyphen("service-", "Überwachung") == keep_hyphen));
  BOOST_TEST((line_end_hyphen("covid-", "19") == keep_hyphen));
  BOOST_TEST((line_end_hyphen("24-", "hour") == keep_hyphen));
  BOOST_TEST((line_end_hyphen("2024-", "2025") == keep_hyphen));
}
BOOST_AUTO_TEST_CASE(a_suspended_hyphen_keeps_its_space) {
  BOOST_TEST((line_end_hyphen("miet-", "und Kaufvertrag") == keep_both));
  BOOST_TEST((line_end_hyphen("pre-", "and post-closing") == keep_both));
  BOOST_TEST((line_end_hyphen("grund-", "undenkbar") == join));
}
BOOST_AUTO_TEST_CASE(compounds_of_contracts_keep_their_hyphen) {
  BOOST_TEST((line_end_hyphen("le sous-", "traitant") == keep_hyphen));
  BOOST_TEST((line_end_hyphen("a third-", "party") == keep_hyphen));
  BOOST_TEST((line_end_hyphen("a dessous-", "traitant") == join));
}
BOOST_AUTO_TEST_CASE(a_dash_is_no_hyphen) {
  BOOST_TEST((line_end_hyphen("word -", "next") == keep_both));
  BOOST_TEST((line_end_hyphen("-", "next") == keep_both));
  BOOST_TEST((line_end_hyphen("word-", "") == keep_both));
  BOOST_TEST((line_end_hyphen("word-", "(next)") == keep_both));
  BOOST_TEST((line_end_hyphen("word-", "\xFF") == keep_both));
}
