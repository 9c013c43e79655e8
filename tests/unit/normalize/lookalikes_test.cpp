// The committed lookalikes.cpp against its generator, and what becomes of words in two alphabets.
#include "normalize/lookalikes.h"

#include <boost/test/unit_test.hpp>
#include <fstream>
#include <sstream>

#include "../../../plugin/src/normalize/generate/lookalikes_generator.h"
#include "normalize/normal_text.h"

using namespace caveat;
using namespace caveat::normalize;

namespace {

extract::ExtractedText one_block(std::string text, std::string media_type = "text/plain") {
  extract::ExtractedText out;
  out.text = std::move(text);
  out.media_type = std::move(media_type);
  out.blocks.push_back({{0, static_cast<std::uint32_t>(out.text.size())}});
  return out;
}
NormalText normal_of(const extract::ExtractedText& text) {
  Cancel never;
  return run(text, never).value();
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_committed_table_of_lookalikes_is_what_the_generator_writes) {
  std::ifstream file(CAVEAT_SOURCE_DIR "/plugin/src/normalize/lookalikes.cpp", std::ios::binary);
  std::stringstream committed;
  committed << file.rdbuf();
  BOOST_TEST((committed.str() == generate_lookalikes()), "lookalikes.cpp is out of date: lookalikes_generator.h says how it is written anew");
}

BOOST_AUTO_TEST_CASE(a_letter_looks_like_the_latin_one_of_its_own_case) {
  const std::pair<char32_t, char> expected[] = {{U'а', 'a'}, {U'е', 'e'}, {U'Н', 'h'}, {U'н', 'h'}, {U'ѕ', 's'}, {U'Ѕ', 's'}, {U'І', 'i'}, {U'ӏ', 'i'}, {U'ё', 'e'}, {U'ο', 'o'},
                                                {U'Ν', 'n'}, {U'ν', 'v'}, {U'Ρ', 'p'}, {U'ά', 'a'}, {U'Ꭺ', 'a'}, {U'օ', 'o'}, {U'ж', 0},  {U'Δ', 0},  {U'μ', 0},  {U'Ω', 'w'}, {U'a', 0}, {U'é', 0}, {U'字', 0}, {U'€', 0}};
  for (const auto& [letter, latin] : expected) BOOST_TEST(lookalike_of(letter) == latin, "U+" << std::hex << static_cast<unsigned>(letter));
}

BOOST_AUTO_TEST_CASE(a_word_with_latin_letters_is_read_as_people_see_it) {
  BOOST_TEST(fold("incr\u0435ase") == "increase");      // in the middle
  BOOST_TEST(fold("\u0430ccess the \u0405ervice\u0455") == "access the services");
  BOOST_TEST(fold("\u0420REIS\u0415") == "preise");
  BOOST_TEST(fold("r\u00E9sili\u0430tion") == "resiliation");
  BOOST_TEST(fold("f\u0435\u0301es") == "fees");        // with a diacritic of its own
  BOOST_TEST(fold("\u0430\u00AD\u200Bccess") == "access");  // invisible characters are no ends of words
  BOOST_TEST(fold("\uFF41\u0441\u0441ess") == "access");  // full-width letters are Latin
  BOOST_TEST(fold("\U0001D41A\u0441\u0441ess") == "access");
}

BOOST_AUTO_TEST_CASE(words_of_another_alphabet_stay) {
  for (const char* words : {"\u0441\u043E\u0441\u043E", "\u0434\u043E\u0433\u043E\u0432\u043E\u0440", "\u03B1", "100 \u03BC", "5\u0430", "a-\u0430", "x \u0430", "\u0430/b"}) BOOST_TEST(fold(words) == words, words);
}

BOOST_AUTO_TEST_CASE(mixed_words_are_counted_and_quoted_as_written) {
  const auto text = one_block("The Supplier may incr\u0435\u0430se the f\u0435\u0435s; \u03B1x; \u0441\u043E\u0441\u043E.");
  const NormalText normal = normal_of(text);
  BOOST_TEST(normal.text == "the supplier may increase the fees; ax; \u0441\u043E\u0441\u043E.");
  BOOST_TEST(normal.mixed_words == 2u);  // "ax" is a formula
  const auto at = static_cast<std::uint32_t>(normal.text.find("increase"));
  BOOST_TEST(normal.map.to_text(NormalSpan{at, at + 8}).of(text.text) == "incr\u0435\u0430se");
  BOOST_TEST(normal_of(one_block("The Supplier may increase the fees.")).mixed_words == 0u);
}

BOOST_AUTO_TEST_CASE(emphasis_in_a_word_of_markdown_does_not_hide_it) {
  const NormalText normal = normal_of(one_block("may **\u0430**ccess and incr*\u0435*ase", "text/markdown"));
  BOOST_TEST(normal.text == "may access and increase");
  BOOST_TEST(normal.mixed_words == 2u);
}

BOOST_AUTO_TEST_CASE(links_beside_each_other_are_words_of_their_own) {
  const NormalText normal = normal_of(one_block("[Ti\u1EBFng Vi\u1EC7t](https://a.example/)[\u0420\u0443\u0441\u0441\u043A\u0438\u0439](https://b.example/)", "text/markdown"));
  BOOST_TEST(normal.mixed_words == 0u);
  BOOST_TEST(normal.text.find("\u0440\u0443\u0441\u0441\u043A\u0438") != std::string::npos, normal.text);
}

BOOST_AUTO_TEST_CASE(a_word_that_is_as_long_as_the_document_is_looked_through_once) {
  std::string word = "x";
  for (int i = 0; i < 500'000; ++i) word += "\u0430";
  const NormalText normal = normal_of(one_block(word));
  BOOST_TEST(normal.text.size() == 500'001u);
  BOOST_TEST(normal.mixed_words == 1u);
}
