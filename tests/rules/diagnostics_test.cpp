// Golden tests of the rule compiler's words: each code has folders tests/rules/diagnostics/R0xx-what with a change to the pack
// beside them (`change.txt`) and exactly what the author is told (`expected.txt`): file, line, column, caret, way out.
//
// change.txt, line by line:
//   # a comment                       @ pricing/price-up.yaml   the file that the next lines are about
//   - severity: high                  + sevrity: high           replaces the first such text; more lines of - or + go together
//   > a line                          the file's new content, line by line (the old one is gone)
//   ! remove                          the file is removed
//   * 2000000                         so many more bytes of comment at its end
//   $ rules check pack --policy x     what is run (default: rules test pack)
// A new code: write change.txt, run this test with CAVEAT_WRITE_EXPECTED=1, read what it wrote, commit both.
#include "../cli/program.h"

#include <algorithm>
#include <regex>
#include <set>
#include <sstream>

using namespace caveat::cli_test;

namespace {

const fs::path kFolder = CAVEAT_SOURCE_DIR "/tests/rules/diagnostics";

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::vector<fs::path> cases() {
  std::vector<fs::path> out;
  for (const auto& entry : fs::directory_iterator(kFolder))
    if (entry.is_directory() && entry.path().filename() != "pack") out.push_back(entry.path());
  std::sort(out.begin(), out.end());
  return out;
}

std::string code_of(const fs::path& folder) { return folder.filename().string().substr(0, 4); }

struct Case : Folder {
  Case() { fs::copy(kFolder / "pack", path() / "pack", fs::copy_options::recursive); }

  // The command that the change asks for.
  std::vector<std::string> apply(const fs::path& change) const {
    std::string command = "rules test pack";
    std::string file, before, after;
    bool fresh = false;
    const auto replace = [&] {
      if (before.empty()) return;
      std::string text = contents(path() / "pack" / file);
      const std::size_t at = text.find(before);
      BOOST_REQUIRE_MESSAGE(at != std::string::npos, change << ": " << file << " has no text " << before);
      write("pack/" + file, text.replace(at, before.size(), after));
      before.clear();
      after.clear();
    };
    for (const std::string& line : lines_of(contents(change))) {
      if (line.empty() || line[0] == '#') continue;
      const std::string rest = line.size() > 2 ? line.substr(2) : "";
      if (line[0] == '-' && !after.empty()) replace();
      switch (line[0]) {
        case '-': before += (before.empty() ? "" : "\n") + rest; continue;
        case '+': after += (after.empty() ? "" : "\n") + rest; continue;
        default: replace();
      }
      if (line[0] == '@') {
        file = rest;
        fresh = true;
      } else if (line[0] == '>') {
        write("pack/" + file, (fresh ? "" : contents(path() / "pack" / file)) + rest + "\n");
        fresh = false;
      } else if (line[0] == '*') {
        write("pack/" + file, contents(path() / "pack" / file) + std::string(std::stoul(rest), '#') + "\n");
      } else if (line[0] == '!') {
        fs::remove_all(path() / "pack" / file);
      } else if (line[0] == '$') {
        command = rest;
      } else {
        BOOST_FAIL(change << ": what is this line for? " << line);
      }
    }
    replace();
    std::istringstream in(command);
    std::vector<std::string> words{std::istream_iterator<std::string>(in), {}};
    words.insert(words.end(), {"--today", "2026-11-23"});
    return words;
  }
};

std::set<std::string> codes_in(const std::string& text, const char* expression) {
  const std::regex code(expression);
  std::set<std::string> out;
  for (std::sregex_iterator it(text.begin(), text.end(), code), end; it != end; ++it) out.insert((*it)[1]);
  return out;
}

}  // namespace

BOOST_AUTO_TEST_CASE(each_change_is_answered_in_exactly_these_words) {
  const bool writing = std::getenv("CAVEAT_WRITE_EXPECTED") != nullptr;
  for (const fs::path& folder : cases()) {
    BOOST_TEST_CONTEXT(folder.filename().string()) {
      Case here;
      const Ran ran = here.caveat(here.apply(folder / "change.txt"));
      const std::string told = ran.out + (ran.err.empty() ? "" : "stderr: " + ran.err) + "exit code " + std::to_string(ran.code) + "\n";
      if (writing) std::ofstream(folder / "expected.txt", std::ios::binary) << told;
      BOOST_TEST(told == contents(folder / "expected.txt"));
      BOOST_TEST(holds(told, " " + code_of(folder) + ": "), "the code of the folder's name is not told:\n" << told);
      // Without this, a message could point nowhere, or say nothing to do.
      BOOST_TEST((ran.code == 1 || holds(told, "warning ")), told);
    }
  }
}

BOOST_AUTO_TEST_CASE(the_pack_without_a_change_is_content) {
  Case here;
  const Ran ran = here.caveat({"rules", "test", "pack", "--today", "2026-11-23"});
  BOOST_TEST(ran.out == "3 rules: every example does what it says.\n");
}

BOOST_AUTO_TEST_CASE(each_code_of_the_source_is_documented_and_has_a_golden_test) {
  std::string source;
  for (const auto& entry : fs::recursive_directory_iterator(CAVEAT_SOURCE_DIR "/plugin/src"))
    if (entry.path().extension() == ".cpp") source += contents(entry.path());
  const std::set<std::string> used = codes_in(source, "\"(R[0-9]{3})\"");
  const std::set<std::string> documented = codes_in(contents(CAVEAT_SOURCE_DIR "/docs/rule-diagnostics.md"), "\\| (R[0-9]{3}) \\|");
  std::set<std::string> tested;
  for (const fs::path& folder : cases()) tested.insert(code_of(folder));
  // The command line looks for a policy's name itself, before the plugin is asked; loader_test has this one.
  tested.insert("R030");
  BOOST_TEST(used.size() > 30u);
  for (const std::string& code : used) {
    BOOST_TEST(documented.count(code) == 1u, code << " has no row in docs/rule-diagnostics.md");
    BOOST_TEST(tested.count(code) == 1u, code << " has no folder in tests/rules/diagnostics");
  }
  for (const std::string& code : documented) BOOST_TEST(used.count(code) == 1u, code << " is documented and used nowhere");
}
