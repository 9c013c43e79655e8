// caveat compare: what comes out where, and with which exit code. What a comparison says is tested by tests/unit/compare.
#include <Poco/JSON/Object.h>
#include <Poco/JSON/Parser.h>

#include "program.h"

using namespace caveat::cli_test;

namespace {

struct Drafts : Folder {
  Drafts() {
    write("old.txt", kVague);
    write("new.txt", kRisky);
  }
};

}  // namespace

BOOST_FIXTURE_TEST_CASE(it_says_what_the_later_draft_changed, Drafts) {
  const Ran ran = caveat({"compare", "old.txt", "new.txt", "--today", "2026-11-23"});
  BOOST_TEST(ran.code == 0, ran.err);
  BOOST_TEST(holds(ran.out, "old.txt \xE2\x86\x92 new.txt"), ran.out);
  BOOST_TEST(holds(ran.out, "1 NEW"), ran.out);
  BOOST_TEST(holds(ran.out, "The Supplier may increase the fees at any time"), ran.out);
  BOOST_TEST(!holds(ran.out, "\x1b"));  // no terminal, no colour
  BOOST_TEST(caveat({"compare", "old.txt", "new.txt", "--today", "2026-11-23"}).out == ran.out);
}

BOOST_FIXTURE_TEST_CASE(two_copies_say_the_same, Drafts) {
  const Ran ran = caveat({"compare", "old.txt", "old.txt", "--lang", "de", "--fail-on", "worse"});
  BOOST_TEST(ran.code == 0, ran.err);
  BOOST_TEST(holds(ran.out, "BEIDE FASSUNGEN BESAGEN DASSELBE"), ran.out);
}

BOOST_FIXTURE_TEST_CASE(fail_on_gives_the_exit_code, Drafts) {
  for (const char* kind : {"new", "worse"}) {
    BOOST_TEST(caveat({"compare", "old.txt", "new.txt", "--fail-on", kind}).code == 1);
    BOOST_TEST(caveat({"compare", "old.txt", "new.txt", "--format", "json", "--fail-on", kind}).code == 1);
    BOOST_TEST(caveat({"compare", "new.txt", "old.txt", "--fail-on", kind}).code == 0);  // resolved
  }
  BOOST_TEST(caveat({"compare", "old.txt", "new.txt", "--fail-on", "better"}).code == 2);
}

BOOST_FIXTURE_TEST_CASE(a_waived_finding_counts_for_nothing, Drafts) {
  const Ran list = caveat({"waive", "new.txt"});
  const std::string print = list.out.substr(list.out.rfind('\n', list.out.find("test-price-change")) + 1, 16);
  BOOST_TEST(caveat({"waive", "new.txt", print, "--reason", "r", "--approver", "a", "--until", "2999-12-31"}).code == 0);
  const Ran ran = caveat({"compare", "old.txt", "new.txt", "--fail-on", "new"});
  BOOST_TEST(ran.code == 0, ran.err);
  BOOST_TEST(holds(ran.out, "1 change concerns a waived finding"), ran.out);
}

BOOST_FIXTURE_TEST_CASE(html_goes_to_a_file_named_after_the_later_draft, Drafts) {
  const Ran ran = caveat({"compare", "old.txt", "new.txt", "--format", "html"});
  BOOST_TEST(ran.code == 0, ran.err);
  BOOST_TEST(ran.out == "");
  BOOST_TEST(holds(ran.err, "wrote new.comparison.html"), ran.err);
  BOOST_TEST(contents(path() / "new.comparison.html").starts_with("<!doctype html>"));
  BOOST_TEST(caveat({"compare", "old.txt", "new.txt", "--format", "html", "--out", "-"}).out == contents(path() / "new.comparison.html"));
}

BOOST_FIXTURE_TEST_CASE(a_draft_is_never_overwritten_and_a_missing_one_is_named, Drafts) {
  const Ran over = caveat({"compare", "old.txt", "new.txt", "--out", "old.txt"});
  BOOST_TEST(over.code == 2);
  BOOST_TEST(contents(path() / "old.txt") == kVague);
  const Ran missing = caveat({"compare", "old.txt", "gone.txt"});
  BOOST_TEST(missing.code == 3);
  BOOST_TEST(holds(missing.err, "gone.txt"), missing.err);
  BOOST_TEST(caveat({"compare", "-", "-"}).code == 2);
}

BOOST_FIXTURE_TEST_CASE(one_draft_may_come_from_standard_input, Drafts) {
  standard_input = kRisky;
  const Ran ran = caveat({"compare", "old.txt", "-", "--format", "json"});
  BOOST_TEST(ran.code == 0, ran.err);
  const auto object = Poco::JSON::Parser().parse(ran.out).extract<Poco::JSON::Object::Ptr>();
  BOOST_TEST(object->getObject("counts")->getValue<int>("new") == 1);
  BOOST_TEST(object->getObject("before")->getValue<std::string>("name") == "old.txt");
}
