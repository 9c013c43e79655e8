// Where reports go: standard output, a file that is whole or not there, a folder; broken pipes, full disks, Ctrl-C.
#include "program.h"

#include <Poco/JSON/Array.h>
#include <Poco/JSON/Parser.h>

using namespace caveat::cli_test;

namespace {
std::size_t documents(const std::string& json) {
  return Poco::JSON::Parser().parse(json).extract<Poco::JSON::Array::Ptr>()->size();
}
}  // namespace

BOOST_FIXTURE_TEST_CASE(json_is_an_object_for_one_file_and_an_array_for_more, Folder) {
  write("c/a.txt", kRisky);
  write("b.txt", kCalm);
  BOOST_TEST(caveat({"scan", "--format", "json", "b.txt"}).out.starts_with("{\"schema\""));
  BOOST_TEST(documents(caveat({"scan", "--format", "json", "b.txt", "c/a.txt"}).out) == 2u);
  // The shape follows the command line, not what happens to be in the folder or to be readable.
  BOOST_TEST(documents(caveat({"scan", "--format", "json", "c"}).out) == 1u);
  BOOST_TEST(documents(caveat({"scan", "--format", "json", "b.txt", "missing.txt"}).out) == 1u);
  BOOST_TEST(documents(caveat({"scan", "--format", "json", "missing.txt", "gone.txt"}).out) == 0u);
}

BOOST_FIXTURE_TEST_CASE(jsonl_is_one_object_a_line, Folder) {
  write("a.txt", kRisky);
  write("b.txt", kCalm);
  const std::string out = caveat({"scan", "--format", "jsonl", "a.txt", "b.txt"}).out;
  const std::size_t end = out.find('\n');
  Poco::JSON::Parser parser;
  parser.parse(out.substr(0, end));
  parser.reset();
  parser.parse(out.substr(end + 1));
  BOOST_TEST(std::count(out.begin(), out.end(), '\n') == 2);
}

BOOST_FIXTURE_TEST_CASE(several_texts_end_in_a_table_that_names_the_unreadable_too, Folder) {
  write("a.txt", kRisky);
  write("b.txt", "");
  write("c.txt", kCalm);
  const std::string out = caveat({"scan", "--lang", "en", "a.txt", "b.txt", "c.txt"}).out;
  const std::size_t table = out.rfind("\nDocument ");
  BOOST_REQUIRE(table != std::string::npos);
  const std::string rows = out.substr(table);
  BOOST_TEST(holds(rows, "a.txt"));
  BOOST_TEST(holds(rows, "b.txt     not read"));
  BOOST_TEST(rows.find("a.txt") < rows.find("c.txt"));
  BOOST_TEST(holds(caveat({"scan", "--lang", "de", "a.txt", "b.txt"}).out, "nicht gelesen"));
  // One document needs no table.
  BOOST_TEST(!holds(caveat({"scan", "a.txt"}).out, "\nDocument "));
}

BOOST_FIXTURE_TEST_CASE(html_lands_beside_the_reader_and_says_where, Folder) {
  write("contracts/offer.txt", kRisky);
  const Ran ran = caveat({"scan", "--format", "html", "contracts/offer.txt"});
  BOOST_TEST(ran.code == 0);
  BOOST_TEST(ran.out == "");
  BOOST_TEST(ran.err == "caveat: wrote offer.caveat.html\n");
  const std::string html = contents(path() / "offer.caveat.html");
  BOOST_TEST((html.starts_with("<!DOCTYPE html>") || html.starts_with("<!doctype html>")));
  BOOST_TEST(holds(html, "Content-Security-Policy"));
}

BOOST_FIXTURE_TEST_CASE(html_of_several_goes_to_a_folder_with_a_name_each, Folder) {
  write("a/offer.txt", kRisky);
  write("a/offer.md", kCalm);
  write("b/offer.txt", kVague);
  write("b/offer.html", "<p>" + kVague + "</p>");
  const Ran ran = caveat({"scan", "--format", "html", "--out", "reports", "a", "b"});
  BOOST_TEST(ran.code == 0);
  const std::vector<std::string> wanted = {"offer-2.caveat.html", "offer.caveat.html", "offer.html.caveat.html",
                                           "offer.txt.caveat.html"};
  BOOST_TEST(names_in(path() / "reports") == wanted, boost::test_tools::per_element());
  BOOST_TEST(holds(ran.out, "Document"));  // the table, since the reports are elsewhere
  BOOST_TEST(std::count(ran.err.begin(), ran.err.end(), '\n') == 4);
  // Again, over what is there, without a trace of temporary files.
  BOOST_TEST(caveat({"scan", "--format", "html", "--out", "reports/", "a", "b"}).code == 0);
  BOOST_TEST(names_in(path() / "reports") == wanted, boost::test_tools::per_element());
}

BOOST_FIXTURE_TEST_CASE(html_of_several_into_one_file_is_refused, Folder) {
  write("a.txt", kRisky);
  write("b.txt", kRisky);
  write("report.html", "mine");
  BOOST_TEST(caveat({"scan", "--format", "html", "--out", "report.html", "a.txt", "b.txt"}).code == 2);
  BOOST_TEST(caveat({"scan", "--format", "html", "--out", "-", "a.txt", "b.txt"}).code == 2);
  BOOST_TEST(contents(path() / "report.html") == "mine");
  BOOST_TEST(caveat({"scan", "--format", "html", "--out", "-", "a.txt"}).out.size() > 1000u);
}

BOOST_FIXTURE_TEST_CASE(out_writes_what_standard_output_would_hold, Folder) {
  write("a.txt", kRisky);
  write("b.txt", kCalm);
  for (const char* format : {"text", "json", "jsonl"}) {
    const Ran direct = caveat({"scan", "--format", format, "a.txt", "b.txt"});
    const Ran ran = caveat({"scan", "--format", format, "--out", "report", "a.txt", "b.txt"});
    BOOST_TEST(ran.out == "");
    BOOST_TEST(ran.err == "");
    BOOST_TEST((contents(path() / "report") == direct.out));
  }
  caveat({"scan", "--format", "json", "--out", "./", "a.txt", "b.txt"});
  BOOST_TEST(contents(path() / "a.caveat.json") == caveat({"scan", "--format", "json", "a.txt"}).out);
  const std::string text = caveat({"extract", "a.txt"}).out;
  BOOST_TEST(caveat({"extract", "a.txt", "--out", "a.extracted"}).out == "");
  BOOST_TEST(contents(path() / "a.extracted") == text);
}

BOOST_FIXTURE_TEST_CASE(extract_adds_nothing_to_the_text, Folder) {
  write("a.txt", "One line without an end");
  const Ran ran = caveat({"extract", "a.txt"});
  BOOST_TEST(ran.code == 0);
  BOOST_TEST(ran.out.starts_with("One line without an end"));
  const Ran again = caveat({"extract", "a.txt"});
  BOOST_TEST(again.out == ran.out);
  environment["CAVEAT_RULES"] = "/no/rules/are/needed";
  BOOST_TEST(caveat({"extract", "a.txt"}).code == 0);
}

BOOST_FIXTURE_TEST_CASE(a_report_never_takes_the_place_of_a_contract, Folder) {
  write("offer.txt", kRisky);
  fs::create_symlink("offer.txt", path() / "link.txt");
  for (const char* out : {"offer.txt", "./offer.txt", "link.txt"}) {
    const Ran ran = caveat({"scan", "offer.txt", "--out", out});
    BOOST_TEST(ran.code == 2);
    BOOST_TEST(holds(ran.err, "itself"));
    BOOST_TEST(caveat({"extract", "offer.txt", "--out", out}).code == 2);
  }
  BOOST_TEST((contents(path() / "offer.txt") == kRisky));
}

BOOST_FIXTURE_TEST_CASE(what_cannot_be_written_says_so_and_leaves_the_old_report, Folder) {
  write("offer.txt", kRisky);
  const Ran folder = caveat({"scan", "offer.txt", "--out", "no/such/report.txt"});
  BOOST_TEST(folder.code == 2);
  BOOST_TEST(folder.err ==
             "caveat: cannot write no/such/report.txt: No such file or directory. Choose another place with --out.\n");
  const Ran full = caveat({"scan", "offer.txt", "--out", "/dev/full"});
  BOOST_TEST(full.code == 2);
  BOOST_TEST(holds(full.err, "No space left on device"));
  write("report.txt", "the old one");
  // The old report stays until the new one is whole: here the rules are missing.
  BOOST_TEST(caveat({"scan", "offer.txt", "--rules", "missing", "--out", "report.txt"}).code == 2);
  BOOST_TEST(contents(path() / "report.txt") == "the old one");
  const std::vector<std::string> wanted = {"offer.txt", "report.txt"};
  BOOST_TEST(names_in(path()) == wanted, boost::test_tools::per_element());
}

BOOST_FIXTURE_TEST_CASE(a_full_standard_output_is_an_error, Folder) {
  write("offer.txt", kRisky);
  const Ran ran = run({"/bin/bash", "-c", CAVEAT_PROGRAM " scan offer.txt >/dev/full"});
  BOOST_TEST(ran.code == 2);
  BOOST_TEST(holds(ran.err, "No space left on device"));
}

BOOST_FIXTURE_TEST_CASE(a_reader_that_leaves_ends_the_program_quietly, Folder) {
  for (int i = 0; i < 50; ++i) write("c/" + std::to_string(i) + ".txt", kRisky);
  const Ran ran = run({"/bin/bash", "-c", "set -o pipefail; " CAVEAT_PROGRAM " scan --jobs 2 c | head -n 1"});
  BOOST_TEST(ran.code == 141);  // as of any other program in a pipeline
  BOOST_TEST(ran.err == "");
  BOOST_TEST(std::count(ran.out.begin(), ran.out.end(), '\n') == 1);
}

BOOST_FIXTURE_TEST_CASE(ctrl_c_keeps_what_is_done, Folder) {
  std::string large;
  while (large.size() < (8u << 20)) large += kVague;
  write("c/00.txt", kRisky);
  for (int i = 10; i < 40; ++i) write("c/" + std::to_string(i) + ".txt", large);
  // The signal comes when the first report is there, so nothing here depends on the speed of the machine.
  const Ran ran =
      run({CAVEAT_PROGRAM, "scan", "--jobs", "1", "--format", "html", "--out", "reports", "c"}, [&](pid_t child) {
        for (int i = 0; i < 12'000 && !fs::exists(path() / "reports/00.caveat.html"); ++i)
          std::this_thread::sleep_for(std::chrono::milliseconds(5));
        ::kill(child, SIGINT);
      });
  BOOST_TEST(ran.code == 130, ran.code << " " << ran.err);
  BOOST_TEST(holds(ran.err, "interrupted after "));
  BOOST_TEST(holds(ran.err, " of 31 documents"));
  const std::vector<std::string> reports = names_in(path() / "reports");
  BOOST_TEST(reports.size() < 31u);
  BOOST_TEST((contents(path() / "reports/00.caveat.html").find("</html>") != std::string::npos));
  for (const std::string& name : reports) BOOST_TEST(name.ends_with(".caveat.html"), name);
}

BOOST_FIXTURE_TEST_CASE(ctrl_c_closes_the_json_array, Folder) {
  std::string large;
  while (large.size() < (8u << 20)) large += kVague;
  for (int i = 10; i < 60; ++i) write("c/" + std::to_string(i) + ".txt", large);
  const fs::path out = path() / "all.json";
  const Ran ran =
      run({CAVEAT_PROGRAM, "scan", "--jobs", "2", "--format", "json", "--out", "all.json", "c"}, [&](pid_t child) {
        const auto begun = [&] {
          for (const std::string& name : names_in(path()))
            if (name.starts_with(".all.json.")) return true;
          return false;
        };
        for (int i = 0; i < 12'000 && !begun(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(5));
        ::kill(child, SIGTERM);
      });
  BOOST_TEST(ran.code == 143, ran.code << " " << ran.err);
  BOOST_TEST(documents(contents(out)) < 50u);
}
