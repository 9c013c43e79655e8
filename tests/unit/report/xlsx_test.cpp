// The workbook, unpacked by another library: what a cell is, the same bytes again, a host that is left as it was.
#include <boost/test/unit_test.hpp>

#include <Poco/StreamCopier.h>
#include <Poco/Zip/ZipArchive.h>
#include <Poco/Zip/ZipStream.h>

#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <sstream>
#include <thread>

#include "report/report.h"
#include "report/sheet_rows.h"
#include "surfaces.h"

using namespace caveat;
using tests::SampleContract;

namespace {

std::string written(std::vector<SampleContract> contracts, Language reader = Language::en) {
  const auto xlsx = report::xlsx(reader);
  for (SampleContract& c : contracts) BOOST_TEST(xlsx->add(c.input()).value() == "");
  return xlsx->finish().value();
}

std::map<std::string, std::string> parts(const std::string& bytes) {
  std::map<std::string, std::string> out;
  std::istringstream in(bytes);
  const Poco::Zip::ZipArchive archive(in);
  for (auto it = archive.headerBegin(); it != archive.headerEnd(); ++it) {
    std::istringstream again(bytes);
    Poco::Zip::ZipInputStream part(again, it->second);
    Poco::StreamCopier::copyToString(part, out[it->first]);
  }
  return out;
}

std::size_t count(const std::string& text, const std::string& what) {
  std::size_t n = 0;
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += what.size()) ++n;
  return n;
}

}  // namespace

BOOST_AUTO_TEST_CASE(one_contract_is_findings_and_key_terms) {
  SampleContract c = tests::surface_contract();
  const auto all = parts(written({c}));
  BOOST_TEST(all.at("xl/workbook.xml").find("<sheet name=\"Findings\" sheetId=\"1\"") != std::string::npos);
  BOOST_TEST(all.at("xl/workbook.xml").find("<sheet name=\"Key terms\" sheetId=\"2\"") != std::string::npos);
  BOOST_TEST(all.count("xl/worksheets/sheet3.xml") == 0u);
  const std::string& findings = all.at("xl/worksheets/sheet1.xml");
  BOOST_TEST(count(findings, "<row ") == report::finding_rows(c.input(), Language::en).size() + 1);
  BOOST_TEST(findings.find("state=\"frozen\"") != std::string::npos);
  BOOST_TEST(findings.find("<autoFilter ref=\"A1:Y9\"/>") != std::string::npos, findings.substr(findings.find("<autoFilter"), 40));
  BOOST_TEST(count(findings, "<dataValidation ") == 2u);
  // 30 September 2028 as the day number of Excel, so that it sorts and counts.
  BOOST_TEST(all.at("xl/worksheets/sheet2.xml").find("<v>47026</v>") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(several_contracts_are_a_portfolio_first) {
  SampleContract a = tests::surface_contract(), b = tests::surface_contract();
  b.name_ = "other.pdf";
  const auto all = parts(written({a, b}, Language::de));
  BOOST_TEST(all.at("xl/workbook.xml").find("<sheet name=\"Übersicht\" sheetId=\"1\"") != std::string::npos);
  BOOST_TEST(count(all.at("xl/worksheets/sheet1.xml"), "<row ") == 3u);
  BOOST_TEST(all.at("xl/worksheets/sheet1.xml").find("other.pdf") != std::string::npos);
  BOOST_TEST(count(all.at("xl/worksheets/sheet2.xml"), "<row ") == 2 * report::finding_rows(a.input(), Language::de).size() + 1);
}

BOOST_AUTO_TEST_CASE(what_a_contract_says_is_never_more_than_text) {
  SampleContract c = tests::surface_contract();
  c.name_ = "=HYPERLINK(\"http://evil.example\",\"x\")";
  const std::string words = "=cmd|' /C calc'!A0 _x0041_ <f>1+1</f> http://evil.example & tail";
  c.add(words).finding("level", words, "tail", "@SUM(A1)");
  const auto all = parts(written({c, c}));
  for (const auto& [name, xml] : all) {
    BOOST_TEST(xml.find("<f>") == std::string::npos, name);
    BOOST_TEST(xml.find("hyperlink") == std::string::npos, name);
    BOOST_TEST(xml.find("ddeLink") == std::string::npos, name);
  }
  // As written, also what Excel would take for the code of a character.
  BOOST_TEST(all.at("xl/worksheets/sheet2.xml").find("<t>=cmd|' /C calc'!A0 _x005F_x0041_ &lt;f&gt;1+1&lt;/f&gt; http://evil.example &amp; tail</t>") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_same_contracts_give_the_same_bytes_a_second_later) {
  const std::string first = written({tests::surface_contract(), tests::surface_contract()});
  std::this_thread::sleep_for(std::chrono::milliseconds(2100));  // a ZIP counts in steps of two seconds
  BOOST_TEST((first == written({tests::surface_contract(), tests::surface_contract()})));
  BOOST_TEST(parts(first).at("docProps/core.xml").find(">2026-11-23T00:00:00Z<") != std::string::npos);
  SampleContract undated = tests::surface_contract();
  undated.today_ = {};
  BOOST_TEST(parts(written({undated})).at("docProps/core.xml").find(">2000-01-01T00:00:00Z<") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(threads_write_workbooks_at_the_same_time) {
  const std::string alone = written({tests::surface_contract()});
  std::vector<std::string> made(4);
  std::vector<std::thread> threads;
  for (std::string& out : made)
    threads.emplace_back([&out] {
      for (int i = 0; i < 3; ++i) {
        const auto xlsx = report::xlsx(Language::en);
        SampleContract c = tests::surface_contract();
        if (!xlsx->add(c.input())) return;
        out = xlsx->finish().value();
      }
    });
  for (std::thread& thread : threads) thread.join();
  for (const std::string& out : made) BOOST_TEST((out == alone));
}

BOOST_AUTO_TEST_CASE(the_hosts_random_numbers_and_folders_stay_as_they_were) {
  const std::filesystem::path folder = std::filesystem::temp_directory_path() / ("caveat-xlsx-test-" + std::to_string(::getpid()));
  std::filesystem::create_directory(folder);
  ::setenv("TMPDIR", folder.c_str(), 1);
  std::srand(7);
  const int expected = std::rand();
  std::srand(7);
  written({tests::surface_contract(), tests::surface_contract()});
  {
    const auto given_up = report::xlsx(Language::en);  // two documents: the workbook is begun
    SampleContract a = tests::surface_contract(), b = tests::surface_contract();
    BOOST_TEST(given_up->add(a.input()).value() == "");
    BOOST_TEST(given_up->add(b.input()).value() == "");
  }
  BOOST_TEST(std::rand() == expected);
  BOOST_TEST(std::filesystem::is_empty(folder));
  ::unsetenv("TMPDIR");
  std::filesystem::remove_all(folder);
}

BOOST_AUTO_TEST_CASE(a_full_disk_is_an_error_and_not_half_a_sheet) {
  std::signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  BOOST_REQUIRE(::getrlimit(RLIMIT_FSIZE, &before) == 0);
  const rlimit small{100'000, before.rlim_max};  // the sheet needs more, the packed workbook less
  const auto xlsx = report::xlsx(Language::en);
  std::string problem;
  BOOST_REQUIRE(::setrlimit(RLIMIT_FSIZE, &small) == 0);
  for (int i = 0; i < 20; ++i) {
    SampleContract c = tests::surface_contract();
    if (!xlsx->add(c.input())) problem = "add";
  }
  const auto out = xlsx->finish();
  ::setrlimit(RLIMIT_FSIZE, &before);
  BOOST_TEST(problem == "");
  BOOST_REQUIRE(!out);
  BOOST_TEST((out.error().code == ErrorCode::io));
}

BOOST_AUTO_TEST_CASE(a_workbook_of_nothing_has_its_heads) {
  const auto all = parts(report::xlsx(Language::fr)->finish().value());
  BOOST_TEST(count(all.at("xl/worksheets/sheet1.xml"), "<row ") == 1u);
  BOOST_TEST(all.at("xl/worksheets/sheet1.xml").find("Priorité") != std::string::npos);
}
