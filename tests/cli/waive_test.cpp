// caveat waive: an entry beside the contract, and nothing of others' lines touched.
#include "program.h"

using namespace caveat::cli_test;

namespace {

struct Offer : Folder {
  Offer() { write("offer.txt", kRisky); }
  // The fingerprint of the finding of that rule, as the list shows it.
  std::string fingerprint(const std::string& rule) const {
    const Ran list = caveat({"waive", "offer.txt"});
    BOOST_REQUIRE_MESSAGE(list.code == 0, list.err);
    const std::size_t at = list.out.find(rule);
    BOOST_REQUIRE_MESSAGE(at != std::string::npos, list.out);
    return list.out.substr(list.out.rfind('\n', at) + 1, 16);
  }
  Ran waive(const std::string& print, std::vector<std::string> more) const {
    more.insert(more.begin(), {"waive", "offer.txt", print});
    return caveat(more);
  }
};
const std::string kFile = "offer.txt.waivers.yaml";

}  // namespace

BOOST_FIXTURE_TEST_CASE(without_a_fingerprint_it_lists_the_findings, Offer) {
  const Ran list = caveat({"waive", "offer.txt"});
  BOOST_TEST(list.code == 0);
  BOOST_TEST(holds(list.out, "critical  test-price-change"), list.out);
  BOOST_TEST(holds(list.out, "low       test-vague-time"), list.out);
  BOOST_TEST(!fs::exists(path() / kFile));
}

BOOST_FIXTURE_TEST_CASE(it_writes_an_entry_with_all_that_a_waiver_needs, Offer) {
  const std::string print = fingerprint("test-price-change");
  const Ran ran = waive(print, {"--reason", "It's fixed: see \"order form\".", "--approver", "M. Huber", "--until", "2999-12-31"});
  BOOST_TEST(ran.code == 0, ran.err);
  BOOST_TEST(holds(ran.err, "runs for more than a year"));
  const std::string text = contents(path() / kFile);
  BOOST_TEST(text.starts_with("# Waivers of offer.txt"));
  BOOST_TEST(holds(text, "\n- rule: test-price-change\n  fingerprint: '" + print + "'\n  numbers: '"), text);
  BOOST_TEST(holds(text, "\n  reason: 'It''s fixed: see \"order form\".'\n  approver: 'M. Huber'\n  until: 2999-12-31\n"), text);
}

BOOST_FIXTURE_TEST_CASE(a_second_waiver_is_added_below_and_others_lines_stay, Offer) {
  const std::string mine = "# mine\n- rule: other\n  fingerprint: x # half done";
  write(kFile, mine);
  const std::string far[] = {fingerprint("test-price-change"), fingerprint("test-vague-time")};
  for (const std::string& print : far) BOOST_TEST(waive(print, {"--reason", "r", "--approver", "a", "--until", "2999-12-31"}).code == 0);
  const std::string text = contents(path() / kFile);
  BOOST_TEST(text.starts_with(mine + "\n- rule: test-price-change\n"), text);
  BOOST_TEST(holds(text, "- rule: test-vague-time\n"), text);
  const Ran again = waive(far[0], {"--reason", "r", "--approver", "a", "--until", "2999-12-31"});
  BOOST_TEST(again.code == 0);
  BOOST_TEST(holds(again.err, "had a waiver before"));
}

BOOST_FIXTURE_TEST_CASE(the_beginning_of_a_fingerprint_is_enough_when_it_is_clear, Offer) {
  const std::string print = fingerprint("test-price-change");
  BOOST_TEST(waive(print.substr(0, 8), {"--reason", "r", "--approver", "a", "--until", "2999-12-31"}).code == 0);
  BOOST_TEST(holds(contents(path() / kFile), "'" + print + "'"));
  const Ran brief = waive(print.substr(0, 3), {"--reason", "r", "--approver", "a", "--until", "2999-12-31"});
  BOOST_TEST(brief.code == 2);
  BOOST_TEST(holds(brief.err, "too short"));
  const Ran wrong = waive("0000000000000000", {"--reason", "r", "--approver", "a", "--until", "2999-12-31"});
  BOOST_TEST(wrong.code == 2);
  BOOST_TEST(holds(wrong.err, "is no finding of offer.txt"));
}

BOOST_FIXTURE_TEST_CASE(what_would_have_no_effect_is_not_written, Offer) {
  const std::string print = fingerprint("test-price-change");
  using Arguments = std::vector<std::string>;
  for (const Arguments& arguments : {Arguments{"--approver", "a", "--until", "2999-12-31"}, Arguments{"--reason", "r", "--until", "2999-12-31"}, Arguments{"--reason", "r", "--approver", "a"},
                                     Arguments{"--reason", " ", "--approver", "a", "--until", "2999-12-31"}, Arguments{"--reason", "r", "--approver", "a", "--until", "2001-01-01"},
                                     Arguments{"--reason", "r", "--approver", "a", "--until", "2999-02-30"}, Arguments{"--reason", "r", "--approver", "a", "--until", "soon"},
                                     Arguments{"--reason", "r\n- rule: x", "--approver", "a", "--until", "2999-12-31"}, Arguments{"--reason", std::string(2'001, 'x'), "--approver", "a", "--until", "2999-12-31"}}) {
    const Ran ran = waive(print, arguments);
    BOOST_TEST(ran.code == 2, ran.err);
    BOOST_TEST(!ran.err.empty());
  }
  BOOST_TEST(!fs::exists(path() / kFile));
}

BOOST_FIXTURE_TEST_CASE(a_file_that_is_no_waiver_list_is_left_alone, Offer) {
  const std::string print = fingerprint("test-price-change");
  write("notes.yaml", "policy: house\n");
  const Ran ran = waive(print, {"--reason", "r", "--approver", "a", "--until", "2999-12-31", "--waivers", "notes.yaml"});
  BOOST_TEST(ran.code == 2);
  BOOST_TEST(holds(ran.err, "no list of waivers"));
  BOOST_TEST(contents(path() / "notes.yaml") == "policy: house\n");
  BOOST_TEST(waive(print, {"--reason", "r", "--approver", "a", "--until", "2999-12-31", "--waivers", "no/such/file.yaml"}).code == 2);
  BOOST_TEST(caveat({"waive", "nowhere.txt"}).code == 3);
}
