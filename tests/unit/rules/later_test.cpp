// Tests rules/later.h: made once, when asked, by whichever thread is first.
#include "rules/later.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <thread>
#include <vector>

namespace caveat::tests {

std::atomic<int> decoded = 0;

struct Shout {
  std::string text = "nobody";
};
void decode(std::string_view bytes, std::uint32_t context, Shout& into) {
  ++decoded;
  into.text = std::string(bytes) + std::string(context, '!');
}

}  // namespace caveat::tests

using caveat::rules::Later;
using caveat::rules::LaterList;
using caveat::tests::Shout;

BOOST_AUTO_TEST_SUITE(later)

BOOST_AUTO_TEST_CASE(it_is_made_when_asked_for_and_once) {
  caveat::tests::decoded = 0;
  Later<Shout> value(std::string_view("ho"));
  value.set_context(2);
  BOOST_TEST(caveat::tests::decoded == 0);
  BOOST_TEST(value.get().text == "ho!!");
  BOOST_TEST(value.get().text == "ho!!");
  BOOST_TEST(caveat::tests::decoded == 1);
}

BOOST_AUTO_TEST_CASE(without_bytes_it_is_what_it_was_given_or_a_fresh_one) {
  caveat::tests::decoded = 0;
  BOOST_TEST(Later<Shout>().get().text == "nobody");
  BOOST_TEST(Later<Shout>(Shout{"me"}).get().text == "me");
  LaterList<std::array<Later<Shout>, 2>> list;
  list[1].text = "changed";
  BOOST_TEST(std::as_const(list)[0].text == "nobody");
  BOOST_TEST(std::as_const(list)[1].text == "changed");
  BOOST_TEST(caveat::tests::decoded == 0);
}

BOOST_AUTO_TEST_CASE(a_moved_one_takes_its_value_and_its_bytes_with_it) {
  std::vector<Later<Shout>> list;
  for (const char* word : {"a", "b", "c", "d"}) {
    list.emplace_back(std::string_view(word)).set_context(1);
    list.front().get();  // made before the list grows
  }
  BOOST_TEST(list[0].get().text == "a!");
  BOOST_TEST(list[3].get().text == "d!");
  list[0] = std::move(list[3]);
  BOOST_TEST(list[0].get().text == "d!");
}

BOOST_AUTO_TEST_CASE(many_threads_see_one_value) {
  for (int round = 0; round < 200; ++round) {
    Later<Shout> value(std::string_view("seen by all"));
    std::vector<const Shout*> seen(4);
    std::vector<std::thread> threads;
    for (const Shout*& mine : seen) threads.emplace_back([&value, &mine] { mine = &value.get(); });
    for (std::thread& thread : threads) thread.join();
    for (const Shout* one : seen) BOOST_REQUIRE(one == seen[0] && one->text == "seen by all");
  }
}

BOOST_AUTO_TEST_SUITE_END()
