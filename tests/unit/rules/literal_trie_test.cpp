// Tests rules/literal_trie.cpp against the plainest reference there is: std::string::find.
#include "rules/literal_trie.h"

#include <boost/test/unit_test.hpp>
#include <algorithm>
#include <random>

using namespace caveat::rules;
using Hits = std::vector<std::pair<std::uint32_t, std::uint32_t>>;  // begin, literal

namespace {

Hits by_trie(const std::vector<std::string>& literals, const std::string& text) {
  Hits hits;
  LiteralTrie(literals).find(text, [&](std::uint32_t literal, std::uint32_t begin) { hits.emplace_back(begin, literal); });
  BOOST_TEST(std::is_sorted(hits.begin(), hits.end(), [](auto& a, auto& b) { return a.first < b.first; }));
  std::sort(hits.begin(), hits.end());
  return hits;
}

Hits by_find(const std::vector<std::string>& literals, const std::string& text) {
  Hits hits;
  for (std::uint32_t l = 0; l < literals.size(); ++l)
    for (std::size_t at = text.find(literals[l]); at != std::string::npos; at = text.find(literals[l], at + 1))
      hits.emplace_back(static_cast<std::uint32_t>(at), l);
  std::sort(hits.begin(), hits.end());
  return hits;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(literal_trie)

BOOST_AUTO_TEST_CASE(literals_inside_literals_are_all_found) {
  const std::vector<std::string> literals = {"he", "she", "his", "hers"};
  BOOST_CHECK(by_trie(literals, "ushers") == by_find(literals, "ushers"));
  BOOST_TEST(by_trie(literals, "ushers").size() == 3u);
}

BOOST_AUTO_TEST_CASE(no_literal_no_hit) { BOOST_TEST(by_trie({}, "anything").empty()); }

BOOST_AUTO_TEST_CASE(a_text_may_end_inside_a_literal_and_hold_any_byte) {
  const std::vector<std::string> literals = {"fee", "fees and charges", std::string("\xff\x00", 2), "\xc3\xa9t"};
  for (const std::string text : {std::string("fee"), std::string("fe"), std::string("f"), std::string(), std::string("the fees and charg"), std::string("a\xff\x00\xff\x00", 5), std::string("\xc3\xa9t\xc3\xa9")})
    BOOST_CHECK(by_trie(literals, text) == by_find(literals, text));
}

BOOST_AUTO_TEST_CASE(random_literals_in_random_text_agree_with_find) {
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    const auto word = [&](std::size_t least, std::size_t most) {
      std::string w;
      const std::size_t n = least + random() % (most - least + 1);
      for (std::size_t i = 0; i < n; ++i) w += static_cast<char>('a' + random() % 3);
      return w;
    };
    std::vector<std::string> literals;
    for (int i = 0; i < 12; ++i) literals.push_back(word(2, 6));
    std::sort(literals.begin(), literals.end());
    literals.erase(std::unique(literals.begin(), literals.end()), literals.end());
    const std::string text = word(50, 200);
    BOOST_REQUIRE(by_trie(literals, text) == by_find(literals, text));
  }
}

BOOST_AUTO_TEST_SUITE_END()
