// caveat policy: playbooks as a buyer makes and checks them.
#include "program.h"

using namespace caveat::cli_test;

namespace {

const std::string kShipped = CAVEAT_SOURCE_DIR "/rules";
struct Shipped : Folder {
  Shipped() { environment["CAVEAT_RULES"] = kShipped; }
};

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  BOOST_REQUIRE_MESSAGE(at != std::string::npos, from << " is not in\n" << text);
  return text.replace(at, from.size(), to);
}

}  // namespace

BOOST_FIXTURE_TEST_CASE(list_names_the_shipped_policies_and_what_they_set, Shipped) {
  const Ran ran = caveat({"policy", "list"});
  BOOST_TEST(ran.code == 0, ran.out << ran.err);
  for (const char* name : {"default  ", "public-sector  ", "strict-regulated  "}) BOOST_TEST(holds(ran.out, name));
  BOOST_TEST(holds(ran.out, " numbers and "));
}

BOOST_FIXTURE_TEST_CASE(a_new_policy_has_every_number_and_passes_its_check, Shipped) {
  for (const char* from : {"default", "strict-regulated", "public-sector"}) {
    const std::string file = std::string(from) + "-house.yaml";
    const Ran made = caveat({"policy", "new", file, "--from", from});
    BOOST_TEST(made.code == 0, made.err);
    const std::string text = contents(path() / file);
    BOOST_TEST(holds(text, "\npolicy: " + std::string(from) + "-house\n"));
    BOOST_TEST(holds(text, "# percent, 90 to 100; more is better; the rule's own: 99.5. Used by: availability-low\n"));
    const Ran checked = caveat({"policy", "check", file});
    BOOST_TEST(checked.code == 0, checked.out << checked.err);
    BOOST_TEST(holds(checked.out, ": no error; sets "));
    // Every number, and those of the policy it was made from.
    BOOST_TEST(caveat({"policy", "new", "-", "--from", file}).out.substr(text.find("values:")).size() > 1000u);
  }
  BOOST_TEST(holds(contents(path() / "strict-regulated-house.yaml"), "  sla.availability.min: { preferred: 99.95, acceptable: 99.9, walk_away: 99.5 }\n"));
  BOOST_TEST(holds(contents(path() / "strict-regulated-house.yaml"), "  switching-charge: critical\n"));
}

BOOST_FIXTURE_TEST_CASE(new_never_overwrites, Shipped) {
  write("house.yaml", "mine");
  const Ran ran = caveat({"policy", "new", "house.yaml"});
  BOOST_TEST(ran.code == 2);
  BOOST_TEST(holds(ran.err, "exists already"));
  BOOST_TEST(contents(path() / "house.yaml") == "mine");
  BOOST_TEST(caveat({"policy", "new", "no/such/folder.yaml"}).code == 2);
}

BOOST_FIXTURE_TEST_CASE(check_shows_what_is_wrong_at_its_place, Shipped) {
  const std::string good = caveat({"policy", "new", "-"}).out;
  write("house.yaml", replaced(good, "  price.increase.max: 3", "  price.increase.max: { preferred: 5, acceptable: 3 }"));
  Ran ran = caveat({"policy", "check", "house.yaml"});
  BOOST_TEST(ran.code == 1);
  BOOST_TEST(holds(ran.out, "house.yaml:"));
  BOOST_TEST(holds(ran.out, ": error R032: the numbers of \"price.increase.max\" are out of order: here less is better"), ran.out);
  BOOST_TEST(holds(ran.out, "|   ^\n"), ran.out);
  write("house.yaml", replaced(good, "price.increase.max", "price.increase.mx"));
  ran = caveat({"policy", "check", "house.yaml"});
  BOOST_TEST(ran.code == 1);
  BOOST_TEST(holds(ran.out, "error R031"), ran.out);
  BOOST_TEST(caveat({"policy", "check", "nowhere"}).code == 2);
}

BOOST_FIXTURE_TEST_CASE(a_policy_changes_what_a_scan_reports, Shipped) {
  write("offer.txt",
        "Master Services Agreement\n\n1. Fees. The Fees increase by 4 % at the start of each Renewal Term.\n\n2. Law. This Agreement is governed by the laws of Ireland.\n");
  const auto severity = [&](const std::string& value) {
    write("house.yaml", "policy: house\nversion: 1\nvalues: { price.increase.max: " + value + " }\n");
    const Ran ran = caveat({"scan", "offer.txt", "--format", "json", "--policy", "house.yaml"});
    BOOST_TEST(ran.code == 0, ran.err);
    const std::size_t at = ran.out.find("\"rule\":\"price-increase-above-policy\"");
    if (at == std::string::npos) return std::string("none");
    const std::size_t begin = ran.out.find("\"severity\":\"", at) + 12;
    return ran.out.substr(begin, ran.out.find('"', begin) - begin);
  };
  BOOST_TEST(severity("3") == "high");
  BOOST_TEST(severity("5") == "none");
  BOOST_TEST(severity("{ preferred: 0, acceptable: 4 }") == "none");
  BOOST_TEST(severity("{ acceptable: 2, walk_away: 3 }") == "critical");
}

BOOST_FIXTURE_TEST_CASE(a_pack_without_policies_says_so, Folder) {
  fs::copy(kPack, path() / "pack", fs::copy_options::recursive);
  fs::remove_all(path() / "pack/policies");
  const Ran ran = caveat({"policy", "list", "--rules", "pack", "--no-standard-rules"});
  BOOST_TEST(ran.code == 0, ran.err);
  BOOST_TEST(holds(ran.out, "no policies"));
}
