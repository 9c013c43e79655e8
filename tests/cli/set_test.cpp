// caveat scan --set, and what is a set by itself: archives and mails.
#include "program.h"

#include <Poco/JSON/Array.h>
#include <Poco/JSON/Object.h>
#include <Poco/JSON/Parser.h>

using namespace caveat::cli_test;

namespace {

Poco::JSON::Object::Ptr object(const std::string& json) { return Poco::JSON::Parser().parse(json).extract<Poco::JSON::Object::Ptr>(); }

std::vector<std::string> parts(const Poco::JSON::Object::Ptr& report) {
  std::vector<std::string> out;
  const auto all = report->getObject("document")->getArray("parts");
  for (std::size_t i = 0; i < all->size(); ++i) out.push_back(all->getObject(static_cast<unsigned>(i))->getValue<std::string>("name"));
  return out;
}

// The fingerprints of all findings.
std::vector<std::string> prints(const Poco::JSON::Object::Ptr& report) {
  std::vector<std::string> out;
  const auto all = report->getArray("findings");
  for (std::size_t i = 0; i < all->size(); ++i) out.push_back(all->getObject(static_cast<unsigned>(i))->getValue<std::string>("fingerprint"));
  return out;
}

const std::string kMail =
    "MIME-Version: 1.0\r\nSubject: Offer\r\nFrom: a@b.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
    "Content-Type: multipart/alternative; boundary=c\r\n\r\n--c\r\nContent-Type: text/plain\r\n\r\nSee below.\r\n"
    "--c\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>We accept your terms, and the attached agreement.</p>\r\n--c--\r\n"
    "--b\r\nContent-Type: text/plain; name=\"MSA.txt\"\r\nContent-Disposition: attachment\r\n\r\n" + kRisky + "\r\n--b--\r\n";

}  // namespace

BOOST_FIXTURE_TEST_CASE(a_folder_is_one_contract_with_set_and_several_without, Folder) {
  write("deal/Annex 1.txt", kVague);
  write("deal/MSA.txt", kRisky);
  write("deal/old/MSA.caveat.html", "<p>a report of ours</p>");
  const Ran set = caveat({"scan", "--set", "deal/", "--format", "json"});
  BOOST_REQUIRE_MESSAGE(set.code == 0, set.err);
  const auto report = object(set.out);
  BOOST_TEST(parts(report) == (std::vector<std::string>{"MSA.txt", "Annex 1.txt"}), boost::test_tools::per_element());
  BOOST_TEST(report->getObject("document")->getValue<std::string>("name") == "deal");
  const Ran apart = caveat({"scan", "deal", "--format", "json"});
  BOOST_TEST(Poco::JSON::Parser().parse(apart.out).extract<Poco::JSON::Array::Ptr>()->size() == 3u);
}

BOOST_FIXTURE_TEST_CASE(files_that_are_named_are_one_contract_with_set, Folder) {
  write("MSA.txt", kRisky);
  write("x/Annex 1.txt", kCalm);
  const Ran set = caveat({"scan", "--set", "MSA.txt", "x/Annex 1.txt", "--format", "json"});
  BOOST_REQUIRE_MESSAGE(set.code == 0, set.err);
  BOOST_TEST(parts(object(set.out)) == (std::vector<std::string>{"MSA.txt", "Annex 1.txt"}), boost::test_tools::per_element());
  // A clause is recognised alone as in its set.
  BOOST_TEST(prints(object(set.out)) == prints(object(caveat({"scan", "MSA.txt", "--format", "json"}).out)), boost::test_tools::per_element());
}

BOOST_FIXTURE_TEST_CASE(waivers_of_a_set_stand_beside_its_folder, Folder) {
  write("deal/MSA.txt", kRisky);
  write("deal/Annex 1.txt", kCalm);
  const std::string print = prints(object(caveat({"scan", "--set", "deal", "--format", "json"}).out)).at(0);
  BOOST_TEST(caveat({"waive", "deal/", print, "--reason", "agreed", "--approver", "legal", "--until", "2099-01-01"}).code == 0);
  BOOST_TEST(fs::exists(*this / "deal.waivers.yaml"));
  const Ran again = caveat({"scan", "--set", "deal", "--fail-on", "critical"});
  BOOST_TEST(again.code == 0, again.err);
}

BOOST_FIXTURE_TEST_CASE(a_file_that_cannot_be_opened_fails_the_call_and_not_the_others, Folder) {
  write("deal/MSA.txt", kRisky);
  fs::create_symlink("nowhere", *this / "deal/Annex 1.txt");
  const Ran ran = caveat({"scan", "--set", "deal"});
  BOOST_TEST(ran.code == 3);
  BOOST_TEST(holds(ran.err, "Annex 1.txt"));
  BOOST_TEST(holds(ran.out, "Price"));
}

BOOST_FIXTURE_TEST_CASE(a_mail_with_its_attachment_is_one_contract, Folder) {
  write("offer.eml", kMail);
  const Ran ran = caveat({"scan", "offer.eml", "--format", "json"});
  BOOST_REQUIRE_MESSAGE(ran.code == 0, ran.err);
  BOOST_TEST(parts(object(ran.out)) == (std::vector<std::string>{"offer.eml", "MSA.txt"}), boost::test_tools::per_element());
  const Ran text = caveat({"extract", "offer.eml"});
  BOOST_TEST(text.out.starts_with("Subject: Offer\nFrom: a@b.example\n\nWe accept your terms, and the attached agreement."));  // the form with more text
  const Ran shown = caveat({"scan", "offer.eml"});
  BOOST_TEST(holds(shown.out, "MSA.txt \xC2\xB7 clause 1"));
}

BOOST_FIXTURE_TEST_CASE(notes_go_into_no_set_and_the_error_says_what_does, Folder) {
  write("deal/MSA.txt", kRisky);
  write("deal/Annex 1.txt", kCalm);
  const Ran pdf = caveat({"scan", "--set", "deal", "--format", "pdf"});
  BOOST_TEST(pdf.code == 3);
  BOOST_TEST(holds(pdf.err, "docx"));
  BOOST_TEST(caveat({"scan", "--set", "deal", "--format", "docx"}).code == 0);
  BOOST_TEST(fs::exists(*this / "deal.caveat.docx"));
}

BOOST_FIXTURE_TEST_CASE(two_folders_are_compared_as_two_drafts, Folder) {
  write("one/MSA.txt", kVague);
  write("two/MSA.txt", kRisky);
  write("two/Annex 1.txt", kCalm);
  const Ran ran = caveat({"compare", "one", "two"});
  BOOST_TEST(ran.code == 0, ran.err);
  BOOST_TEST(holds(ran.out, "Price"));
}
