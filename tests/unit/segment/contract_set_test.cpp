// Tests of the structure of a contract set: each document begins a tree of clauses of its own.
#include <boost/test/unit_test.hpp>

#include "segment/structure.h"

using namespace caveat;

BOOST_AUTO_TEST_CASE(a_clause_of_an_annex_is_no_child_or_neighbour_of_the_agreements) {
  extract::ExtractedText text;
  text.media_type = "application/zip";
  const auto add = [&](const std::string& words, extract::BlockKind kind = extract::BlockKind::paragraph) {
    if (!text.text.empty()) text.text += "\n\n";
    const auto begin = static_cast<std::uint32_t>(text.text.size());
    text.text += words;
    text.blocks.push_back({{begin, static_cast<std::uint32_t>(text.text.size())}, kind, kind == extract::BlockKind::heading ? std::uint8_t{1} : std::uint8_t{0}});
    return begin;
  };
  add("2. Fees", extract::BlockKind::heading);
  add("2.1 The fees are due at once.");
  const std::uint32_t second = add("Of the prices nothing more is said.");
  add("3. The price is 500 EUR.");
  text.parts = {{{0, second}, "MSA.pdf", "application/pdf"}, {{second, static_cast<std::uint32_t>(text.text.size())}, "Prices.md", "text/markdown"}};
  Cancel never;
  const auto normal = std::move(normalize::run(text, never)).value();
  const auto structure = std::move(segment::run(text, normal, {Language::en}, never)).value();
  BOOST_REQUIRE(structure.clauses.size() == 4u);
  BOOST_TEST(structure.clauses[1].label == "2.1");
  BOOST_TEST(structure.clauses[1].parent == 0);
  BOOST_TEST(structure.clauses[2].label == "");  // the words before the annex's first clause are not of 2.1
  BOOST_TEST(structure.clauses[2].parent == -1);
  BOOST_TEST(structure.clauses[3].label == "3");
  BOOST_TEST(structure.clauses[3].parent == -1);
}
