// The office that converts old Word files, played by shell scripts: what it is told, what it may do, how it ends. The real one reads .doc files in
// tests/differential/same_contract_test.cpp.
#include "extract/converter.h"

#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

#include "extract/sniff.h"

using namespace caveat;
using namespace caveat::extract;
namespace fs = std::filesystem;

namespace {

// A program that is a script, in a folder of its own; it may leave words there ($0.told).
struct Office {
  explicit Office(const std::string& script) {
    std::string name = (fs::temp_directory_path() / "office-test-XXXXXX").string();
    folder = ::mkdtemp(name.data());
    program = folder + "/soffice";
    std::ofstream(program) << "#!/bin/sh\necho \"$HOME\" > \"$0.home\"\n" << script << "\n";
    ::chmod(program.c_str(), 0755);
  }
  ~Office() { fs::remove_all(folder); }
  std::string told(const std::string& what) const {
    std::ifstream in(program + "." + what);
    std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    while (!text.empty() && text.back() == '\n') text.pop_back();
    return text;
  }
  // The folder that it worked in is gone.
  bool left_nothing() const { return !told("home").empty() && !fs::exists(told("home")); }
  std::string folder, program;
};

Result<std::string> convert(const Office& office, std::uint32_t deadline_ms = 0, Cancel::Progress progress = {}, std::string_view type = kDoc) {
  Cancel cancel(deadline_ms, std::move(progress));
  return convert({"the bytes", "a." + std::string(conversion_of(type)->from), ""}, *conversion_of(type), office.program, cancel);
}

// Dead, or dying: the kernel takes a moment.
bool dies(pid_t pid) {
  for (int i = 0; i < 200; ++i) {
    if (::kill(pid, 0) != 0) return true;
    std::ifstream in("/proc/" + std::to_string(pid) + "/stat");
    std::string stat((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    if (stat.find(") Z") != std::string::npos) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return false;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(converters)

BOOST_AUTO_TEST_CASE(the_office_sees_the_document_and_nothing_of_the_host) {
  ::setenv("CAVEAT_TEST_SECRET", "x", 1);
  const Office office("env > \"$0.env\"; stat -c %a \"$HOME\" > \"$0.mode\"; cat \"$HOME/contract.doc\" > \"$0.document\"; ls /proc/self/fd | wc -l > \"$0.open\"; "
                      "cat \"$HOME/profile/user/registrymodifications.xcu\" > \"$0.profile\"; mkdir -p \"$HOME/out\"; printf 'an odt' > \"$HOME/out/contract.odt\"");
  const auto out = convert(office);
  BOOST_REQUIRE_MESSAGE(bool(out), (out ? "" : out.error().message));
  BOOST_CHECK_EQUAL(Result<std::string>(out).value(), "an odt");
  BOOST_CHECK_EQUAL(office.told("document"), "the bytes");
  BOOST_CHECK_EQUAL(office.told("mode"), "700");
  BOOST_CHECK(office.told("env").find("CAVEAT_TEST_SECRET") == std::string::npos);
  BOOST_CHECK(office.told("profile").find("DisableMacrosExecution") != std::string::npos);
  BOOST_CHECK_EQUAL(office.told("open"), "4");  // 0, 1, 2 and that of ls itself
  BOOST_CHECK(office.left_nothing());
}

BOOST_AUTO_TEST_CASE(one_that_hangs_is_killed_with_all_that_it_started) {
  const Office office("sleep 300 & echo $! > \"$0.child\"; echo $$ > \"$0.pid\"; sleep 300");
  const auto begin = std::chrono::steady_clock::now();
  const auto out = convert(office, 2'000);
  BOOST_REQUIRE(!out);
  BOOST_CHECK(out.error().code == ErrorCode::deadline);
  BOOST_CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(60));
  BOOST_REQUIRE(!office.told("child").empty());
  BOOST_CHECK(dies(std::stoi(office.told("child"))));
  BOOST_CHECK(dies(std::stoi(office.told("pid"))));
  BOOST_CHECK(office.left_nothing());
}

BOOST_AUTO_TEST_CASE(a_host_that_cancels_waits_no_longer) {
  const Office office("echo $$ > \"$0.pid\"; sleep 300");
  const auto out = convert(office, 0, [&](Stage, std::uint64_t, std::uint64_t) { return !office.told("pid").empty(); });
  BOOST_REQUIRE(!out);
  BOOST_CHECK(out.error().code == ErrorCode::cancelled);
  BOOST_CHECK(dies(std::stoi(office.told("pid"))));
  BOOST_CHECK(office.left_nothing());
}

BOOST_AUTO_TEST_CASE(what_it_leaves_running_in_the_background_ends_too) {
  const Office office("sleep 300 & echo $! > \"$0.child\"; mkdir \"$HOME/out\"; echo x > \"$HOME/out/contract.odt\"");
  BOOST_CHECK(bool(convert(office)));
  BOOST_CHECK(dies(std::stoi(office.told("child"))));
  BOOST_CHECK(office.left_nothing());
}

BOOST_AUTO_TEST_CASE(no_result_an_empty_one_or_a_link_is_an_error) {
  for (const char* script : {"exit 1", "exit 0", "mkdir \"$HOME/out\"; : > \"$HOME/out/contract.odt\"", "mkdir \"$HOME/out\"; ln -s /etc/passwd \"$HOME/out/contract.odt\"", "kill -9 $$"}) {
    const Office office(script);
    const auto out = convert(office);
    BOOST_REQUIRE_MESSAGE(!out, script);
    BOOST_CHECK(out.error().code == ErrorCode::format);
    BOOST_CHECK_EQUAL(out.error().message, "a.doc: an old Word file (.doc) that LibreOffice cannot open: it is damaged, or protected by a password. Save it as .docx or PDF and scan that.");
    BOOST_CHECK(office.left_nothing());
  }
}

BOOST_AUTO_TEST_CASE(sheets_become_workbooks_of_excel) {
  for (const std::string_view type : {kXls, kOds}) {
    const std::string ending(conversion_of(type)->from);
    const Office office("echo \"$@\" > \"$0.words\"; mkdir \"$HOME/out\"; cat \"$HOME/contract." + ending + "\" > \"$HOME/out/contract.xlsx\"");
    const auto out = convert(office, 0, {}, type);
    BOOST_REQUIRE_MESSAGE(bool(out), (out ? "" : out.error().message));
    BOOST_CHECK_EQUAL(Result<std::string>(out).value(), "the bytes");
    BOOST_CHECK(office.told("words").find("--convert-to xlsx:Calc MS Excel 2007 XML") != std::string::npos);
    BOOST_CHECK(office.left_nothing());
  }
  const Office fails("exit 1");
  const auto out = convert(fails, 0, {}, kOds);
  BOOST_REQUIRE(!out);
  BOOST_CHECK_EQUAL(out.error().message, "a.ods: an OpenDocument sheet (.ods) that LibreOffice cannot open: it is damaged, or protected by a password. Save it as .xlsx or PDF and scan that.");
  BOOST_CHECK(conversion_of(kXlsx) == nullptr);
}

BOOST_AUTO_TEST_CASE(a_program_that_is_not_there_is_an_error) {
  Cancel cancel;
  BOOST_CHECK(!convert({"x", "a.doc", ""}, *conversion_of(kDoc), "/nonexistent/soffice", cancel));
}

BOOST_AUTO_TEST_SUITE_END()
