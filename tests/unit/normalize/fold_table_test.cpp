// The committed fold_table.cpp against its generator, and the decisions that people would argue about.
#include "normalize/fold_table.h"

#include <boost/test/unit_test.hpp>
#include <fstream>
#include <sstream>

#include "../../../plugin/src/normalize/generate/fold_table_generator.h"

using namespace caveat::normalize;

namespace {
std::string bytes_of(char32_t c) { return {fold_of(c).bytes, fold_of(c).size}; }
}  // namespace

BOOST_AUTO_TEST_CASE(the_committed_table_is_what_the_generator_writes) {
  std::ifstream file(CAVEAT_SOURCE_DIR "/plugin/src/normalize/fold_table.cpp", std::ios::binary);
  std::stringstream committed;
  committed << file.rdbuf();
  BOOST_TEST((committed.str() == generate_fold_table()),
             "fold_table.cpp is out of date: ninja fold-table-generator && bin/fold-table-generator > "
             "plugin/src/normalize/fold_table.cpp, and look at the difference (a new ICU, or a changed generator)");
}

BOOST_AUTO_TEST_CASE(letters_that_unicode_does_not_decompose_are_spelled_out) {
  const std::pair<char32_t, const char*> expected[] = {
      {U'ß', "ss"},  {U'ẞ', "ss"},  {U'œ', "oe"}, {U'Æ', "ae"}, {U'ø', "o"},  {U'đ', "d"},   {U'Ł', "l"},
      {U'þ', "th"},  {U'ı', "i"},   {U'İ', "i"},  {U'ſ', "s"},  {U'ﬀ', "ff"}, {U'ﬁ', "fi"},  {U'ﬂ', "fl"},
      {U'ﬃ', "ffi"}, {U'ﬄ', "ffl"}, {U'ﬅ', "st"}, {U'ﬆ', "st"}, {U'ĳ', "ij"}, {U'Ⅷ', "viii"}};
  for (const auto& [c, folded] : expected) BOOST_TEST(bytes_of(c) == folded);
}

BOOST_AUTO_TEST_CASE(compatibility_forms_fold_only_where_the_reading_stays) {
  BOOST_TEST(bytes_of(U'²') == "2");
  BOOST_TEST(bytes_of(U'₂') == "2");
  BOOST_TEST(bytes_of(U'７') == "7");
  BOOST_TEST(bytes_of(U'％') == "%");
  BOOST_TEST(bytes_of(U'Ｐ') == "p");
  BOOST_TEST(bytes_of(U'𝐏') == "p");
  BOOST_TEST(bytes_of(U'№') == "no");
  BOOST_TEST(bytes_of(U'º') == "o");  // "n.º"
  for (char32_t kept : {U'½', U'™', U'①', U'€', U'§', U'°', U'®', U'•', U'●', U'≠'})
    BOOST_TEST((fold_of(kept).kind == Fold::kept), "U+" << static_cast<unsigned>(kept));
}

BOOST_AUTO_TEST_CASE(other_scripts_are_lower_cased_in_place) {
  BOOST_TEST((fold_of(U'Ω').kind == Fold::recased));
  BOOST_TEST(bytes_of(U'Ж') == "ж");
  BOOST_TEST((fold_of(U'字').kind == Fold::kept));
  BOOST_TEST((fold_of(U'ς').kind == Fold::kept));
}

BOOST_AUTO_TEST_CASE(lower_case_letters_are_known_for_line_ends) {
  BOOST_TEST(fold_of(U'a').lower);
  BOOST_TEST(fold_of(U'é').lower);
  BOOST_TEST(fold_of(U'ß').lower);
  BOOST_TEST(!fold_of(U'A').lower);
  BOOST_TEST(!fold_of(U'É').lower);
  BOOST_TEST(!fold_of(U'7').lower);
}
