// Tests match/profile.cpp and the matcher's notes: which rule a search is for, that work is the same each time, and that noting changes nothing.
#include "match/profile.h"

#include <numeric>

#include "scanned_text.h"

using namespace caveat;
using namespace caveat::tests;
using match::Profile;

namespace {

// "fees" is a word of both rules; "may raise" and "may lower" are asked for only where both slots may stand.
struct Profiled {
  explicit Profiled(const std::string& contract, int times = 1, bool prefilter = true) {
    SamplePack pack;
    const std::string near = "  kind: presence\n  find: { near: [may, price], within: 4 words }\n";
    pack.write("pricing/lower.yaml", plain_rule("lower", near, "      may: ['may lower']\n      price: ['fees', 'char{{w}}']\n"));
    pack.write("pricing/raise.yaml", plain_rule("raise", near, "      may: ['may raise']\n      price: ['fees', 'prices']\n"));
    engine.emplace(pack);
    BOOST_REQUIRE(engine->program().rules()[0].id == "lower");
    match::Options options;
    options.prefilter = prefilter;
    const ScannedText s = engine->scan(contract, options);
    const auto again = [&] {
      Cancel never;
      return told(engine->matcher().run(s.extracted, s.normal, s.structure, options, never).value());
    };
    const std::string before = told(s.list);
    profile.emplace(engine->program());
    engine->matcher().profile(&*profile);
    for (int i = 0; i < times; ++i) BOOST_TEST(again() == before, "noting changed the answer");
    engine->matcher().profile(nullptr);
    const std::uint64_t bytes = profile->text_bytes;
    BOOST_TEST(again() == before);
    BOOST_TEST(profile->text_bytes == bytes, "it went on noting");
    costs = profile->costs();
  }
  const Profile::Cost& lower() const { return costs[0]; }
  const Profile::Cost& raise() const { return costs[1]; }

  std::optional<PackEngine> engine;
  std::optional<Profile> profile;
  std::vector<Profile::Cost> costs;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(profile)

BOOST_AUTO_TEST_CASE(a_search_belongs_to_the_rule_that_asked) {
  const Profiled p("We may raise the fees.\n\nThe rooms have shelves.");
  BOOST_TEST(p.raise().hits == 2u);      // may raise, fees
  BOOST_TEST(p.raise().confirms == 2u);
  BOOST_TEST(p.raise().candidates == 2u);
  // Its word stands there, but "may lower" does not: nobody asked.
  BOOST_TEST(p.lower().confirms == 0u);
  BOOST_TEST(p.lower().hits == 0u);
  BOOST_TEST(p.raise().work > p.lower().work);
}

BOOST_AUTO_TEST_CASE(a_shared_search_is_divided_by_how_often_each_asked) {
  const Profiled both("We may raise the fees and may lower the fees."), alone("We may raise the fees and may never the fees.");
  const Profile& of = *both.profile;
  std::uint64_t searches = 0;
  std::int64_t searched_ns = 0, rules_ns = 0;
  for (const Profile::OfFragment& f : of.fragments) searches += f.searches, searched_ns += f.ns;
  for (const Profile::OfRule& r : of.rules) rules_ns += r.ns;
  BOOST_TEST(searches == 3u);  // may raise, may lower, and fees once
  BOOST_TEST(both.raise().confirms == 2u);
  BOOST_TEST(both.lower().confirms == 2u);
  BOOST_TEST(both.raise().hits == 3u);
  BOOST_TEST(both.raise().work < alone.raise().work + 1e-9);
  BOOST_TEST(both.lower().work == both.raise().work, boost::test_tools::tolerance(0.05));
  // Nothing is lost and nothing counted twice.
  BOOST_TEST(both.lower().ns + both.raise().ns == static_cast<double>(searched_ns + rules_ns), boost::test_tools::tolerance(1e-9));
  BOOST_TEST(searched_ns > 0);
}

BOOST_AUTO_TEST_CASE(work_is_the_same_each_time_and_adds_up) {
  const std::string contract = "We may raise the fees.\n\nThey may lower the charges, and may raise prices.";
  const Profiled once(contract), again(contract), thrice(contract, 3);
  for (std::size_t r = 0; r < 2; ++r) {
    BOOST_TEST(once.costs[r].work == again.costs[r].work);
    BOOST_TEST(thrice.costs[r].work == 3 * once.costs[r].work, boost::test_tools::tolerance(1e-9));
    BOOST_TEST(thrice.costs[r].hits == 3 * once.costs[r].hits);
  }
  BOOST_TEST(thrice.profile->work_of_no_rule() == 3 * once.profile->work_of_no_rule(), boost::test_tools::tolerance(1e-9));
  BOOST_TEST(once.profile->work_of_no_rule() > 0);
}

BOOST_AUTO_TEST_CASE(without_the_prefilter_every_search_is_counted) {
  const Profiled with("We may raise the shelves."), without("We may raise the shelves.", 1, false);
  BOOST_TEST(with.raise().confirms == 0u);
  BOOST_TEST(without.raise().confirms == 3u);  // may raise, fees, prices
  BOOST_TEST(without.raise().hits == 1u);
  BOOST_TEST(without.raise().work > with.raise().work);
}

BOOST_AUTO_TEST_CASE(the_time_of_a_lap_does_not_hold_that_of_one_inside) {
  const Profiled any("We may raise the fees.");
  Profile profile(any.engine->program());
  const auto spend = [] {
    const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(20);
    while (std::chrono::steady_clock::now() < until) {
    }
  };
  {
    const Profile::Lap outer(&profile, Profile::Part::matching);
    const Profile::Lap inner(&profile, Profile::Part::sentences);
    spend();
  }
  const auto of = [&](Profile::Part part) { return profile.parts[static_cast<std::size_t>(part)]; };
  BOOST_TEST(of(Profile::Part::sentences) >= 20'000'000);
  BOOST_TEST(of(Profile::Part::matching) < of(Profile::Part::sentences));
}

BOOST_AUTO_TEST_SUITE_END()
