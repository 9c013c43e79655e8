// Tests rules/fragment_index.cpp: a fragment that is not told has none of its literals in order, and heads are all that there are.
#include "rules/fragment_index.h"

#include <boost/test/unit_test.hpp>
#include <algorithm>
#include <map>
#include <random>
#include <set>

using namespace caveat::rules;
using Clauses = std::vector<std::vector<std::string>>;
using Told = std::map<std::uint32_t, std::vector<std::uint32_t>>;  // fragment -> heads

namespace {

FragmentIndex index_of(const std::vector<std::pair<Clauses, bool>>& fragments) {
  std::vector<FragmentIndex::Entry> entries;
  for (std::uint32_t f = 0; f < fragments.size(); ++f) entries.push_back({100 + f, &fragments[f].first, fragments[f].second});
  return FragmentIndex(entries);
}

Told told(FragmentIndex::Reading& reading, const std::string& text) {
  Told all;
  reading.look(text, [](std::size_t) { return true; },
               [&](std::uint32_t fragment, std::span<const std::uint32_t> heads) {
                 BOOST_TEST(all.count(fragment) == 0u, "told twice");
                 all[fragment - 100].assign(heads.begin(), heads.end());
               });
  return all;
}

// One literal of each clause, one after the other.
bool in_order(const Clauses& clauses, const std::string& text) {
  std::size_t after = 0;
  for (const auto& clause : clauses) {
    std::size_t nearest = std::string::npos;
    for (const std::string& literal : clause)
      if (const std::size_t at = text.find(literal, after); at != std::string::npos) nearest = std::min(nearest, at + literal.size());
    if (nearest == std::string::npos) return false;
    after = nearest;
  }
  return true;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(fragment_index)

BOOST_AUTO_TEST_CASE(a_fragment_is_told_where_its_literals_stand_in_order) {
  const auto index = index_of({{{{"supplier", "vendor"}, {"may"}, {"raise"}}, true}, {{{"fees"}}, true}, {{{"terminat"}}, false}});
  FragmentIndex::Reading reading(index);
  const Told there = told(reading, "the vendor or supplier may raise its fees; fees");
  BOOST_TEST(there.size() == 2u);
  BOOST_CHECK((there.at(0) == std::vector<std::uint32_t>{4, 14}));
  BOOST_CHECK((there.at(1) == std::vector<std::uint32_t>{37, 43}));
  BOOST_TEST(told(reading, "raise, and the supplier may").empty());
  BOOST_TEST(told(reading, "").empty());
  BOOST_TEST(told(reading, "to terminate").count(2) == 1u);
  BOOST_TEST(told(reading, "to terminate").at(2).empty());
}

BOOST_AUTO_TEST_CASE(a_literal_does_not_serve_two_clauses) {
  const auto index = index_of({{{{"notice"}, {"notice"}}, true}});
  FragmentIndex::Reading reading(index);
  BOOST_TEST(told(reading, "one notice").empty());
  BOOST_TEST(told(reading, "a notice of a notice").size() == 1u);
}

BOOST_AUTO_TEST_CASE(reading_ends_when_it_is_told_to) {
  const auto index = index_of({{{{"fees"}}, true}});
  FragmentIndex::Reading reading(index);
  std::string text;
  while (text.size() < 300'000) text += "fees ";
  std::size_t asked = 0, fragments = 0;
  reading.look(text, [&](std::size_t) { return ++asked < 2; }, [&](std::uint32_t, std::span<const std::uint32_t>) { ++fragments; });
  BOOST_TEST(asked == 2u);
  BOOST_TEST(fragments == 0u);
}

BOOST_AUTO_TEST_CASE(a_head_has_its_rarest_other_clause_within_the_reach_of_a_match) {
  const Clauses clauses = {{"supplier"}, {"raise"}};
  const std::string text = "the supplier is a company; each supplier may at times raise them, and a supplier is silent";
  const auto heads = [&](std::optional<Reach> reach) {
    const FragmentIndex index({{7, &clauses, true, reach, 0, 1}});
    FragmentIndex::Reading reading(index);
    std::vector<std::uint32_t> out;
    reading.look(text, [](std::size_t) { return true; }, [&](std::uint32_t, std::span<const std::uint32_t> all) { out.assign(all.begin(), all.end()); });
    return out;
  };
  BOOST_CHECK((heads(std::nullopt) == std::vector<std::uint32_t>{4, 32}));
  BOOST_CHECK((heads(Reach{40, 0}) == std::vector<std::uint32_t>{32}));
  BOOST_CHECK((heads(Reach{10, 2}) == std::vector<std::uint32_t>{32}));  // two words of at most eight bytes, and ten
  BOOST_CHECK((heads(Reach{10, 0}).empty()));
}

BOOST_AUTO_TEST_CASE(a_fragment_that_is_not_told_can_be_asked_for) {
  const Clauses rare = {{"terminat"}}, common = {{"supplier", "vendor"}, {"may"}};
  const FragmentIndex index({{3, &rare, false}, {5, &common, true, {}, 1, 1, false}});
  FragmentIndex::Reading reading(index);
  const auto asked = [&](std::uint32_t fragment) {
    std::optional<std::vector<std::uint32_t>> out;
    reading.ask(fragment, [&](std::span<const std::uint32_t> heads) { out.emplace(heads.begin(), heads.end()); });
    return out;
  };
  std::size_t fragments = 0;
  const auto look = [&](const std::string& text) {
    fragments = 0;
    reading.look(text, [](std::size_t) { return true; }, [&](std::uint32_t fragment, std::span<const std::uint32_t>) { fragments += fragment; });
  };
  look("a vendor may terminate");
  BOOST_TEST(fragments == 3u);
  BOOST_CHECK((asked(5) == std::vector<std::uint32_t>{2}));
  BOOST_CHECK((asked(3) == std::vector<std::uint32_t>{}));
  look("it may be that a vendor terminates");
  BOOST_TEST(fragments == 3u);
  BOOST_CHECK(!asked(5));
  look("a vendor");
  BOOST_CHECK(!asked(5) && !asked(3));
}

BOOST_AUTO_TEST_CASE(random_fragments_in_random_texts_agree_with_find) {
  std::mt19937 random(5);
  const auto word = [&](std::size_t least, std::size_t most) {
    std::string w;
    for (std::size_t n = least + random() % (most - least + 1); n > 0; --n) w += static_cast<char>('a' + random() % 3);
    return w;
  };
  std::size_t some = 0;
  for (int round = 0; round < 300; ++round) {
    std::vector<std::pair<Clauses, bool>> fragments(8);
    for (auto& [clauses, head] : fragments) {
      head = random() % 2;
      clauses.resize(1 + random() % 3);
      for (auto& clause : clauses) {
        std::set<std::string> literals;
        for (std::size_t n = 1 + random() % 3; n > 0; --n) literals.insert(word(2, 5));
        clause.assign(literals.begin(), literals.end());
      }
    }
    const auto index = index_of(fragments);
    FragmentIndex::Reading reading(index);
    for (int texts = 0; texts < 3; ++texts) {
      const std::string text = word(5, 60);
      const Told all = told(reading, text);
      for (std::uint32_t f = 0; f < fragments.size(); ++f) {
        const auto& [clauses, head] = fragments[f];
        BOOST_REQUIRE(all.contains(f) <= in_order(clauses, text));
        BOOST_REQUIRE(head || all.contains(f) == in_order(clauses, text));
        if (!all.contains(f)) continue;
        ++some;
        // Every place where a match may begin, and none where no literal of the first clause stands.
        std::set<std::uint32_t> may, must;
        if (head)
          for (const std::string& literal : clauses[0])
            for (std::size_t at = text.find(literal); at != std::string::npos; at = text.find(literal, at + 1)) {
              may.insert(static_cast<std::uint32_t>(at));
              if (in_order({clauses.begin() + 1, clauses.end()}, text.substr(at + literal.size()))) must.insert(static_cast<std::uint32_t>(at));
            }
        const auto& heads = all.at(f);
        BOOST_REQUIRE(std::includes(may.begin(), may.end(), heads.begin(), heads.end()));
        BOOST_REQUIRE(std::includes(heads.begin(), heads.end(), must.begin(), must.end()));
      }
    }
  }
  BOOST_TEST(some > 500u);
}

BOOST_AUTO_TEST_SUITE_END()
