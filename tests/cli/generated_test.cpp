// Completions and man pages are made from the options: each shell and groff are asked, with the program's own help beside them.
#include <algorithm>
#include <set>
#include <sstream>

#include "program.h"

using namespace caveat::cli_test;

namespace {

bool there(const std::string& program) { return fs::exists("/usr/bin/" + program) || fs::exists("/bin/" + program); }

struct Present {
  const char* program;
  boost::test_tools::assertion_result operator()(boost::unit_test::test_unit_id) const {
    boost::test_tools::assertion_result result(there(program));
    if (!result) result.message() << program << " is not installed";
    return result;
  }
};

// What bash offers for these words, the last of which is being typed.
std::set<std::string> offered(Folder& here, const std::vector<std::string>& words) {
  std::string list;
  for (const std::string& word : words) list += " '" + word + "'";
  here.write("ask.bash", "source caveat.bash\nCOMP_WORDS=(" + list + ")\nCOMP_CWORD=" + std::to_string(words.size() - 1) + "\n_caveat\nprintf '%s\\n' \"${COMPREPLY[@]}\"\n");
  const Ran ran = here.run({"/bin/bash", "-u", "ask.bash"});
  BOOST_TEST(ran.code == 0);
  BOOST_TEST(ran.err == "");
  std::istringstream in(ran.out);
  std::set<std::string> found;
  for (std::string line; std::getline(in, line);)
    if (!line.empty()) found.insert(line);
  return found;
}

using Words = std::set<std::string>;

}  // namespace

BOOST_FIXTURE_TEST_CASE(bash_completes_commands_options_values_and_files, Folder) {
  const Ran made = caveat({"completions", "bash"});
  BOOST_REQUIRE(made.code == 0);
  write("caveat.bash", made.out);
  write("offer one.pdf", "");
  write("offers/x.txt", "");
  BOOST_TEST(offered(*this, {"caveat", "sc"}) == Words{"scan"});
  BOOST_TEST(offered(*this, {"caveat", "rules", "te"}) == Words{"test"});
  BOOST_TEST((offered(*this, {"caveat", "scan", "--m"}) == Words{"--min-severity"}));
  BOOST_TEST((offered(*this, {"caveat", "scan", "--lang", ""}) == Words{"en", "fr", "de", "es"}));
  BOOST_TEST((offered(*this, {"caveat", "scan", "--lang", "=", "d"}) == Words{"de"}));
  BOOST_TEST(offered(*this, {"caveat", "scan", "--fail-on", "h"}) == Words{"high"});
  BOOST_TEST((offered(*this, {"caveat", "scan", "offer"}) == Words{"offer one.pdf", "offers"}));
  BOOST_TEST(offered(*this, {"caveat", "scan", "--rules", "offer"}) == Words{"offers"});
  BOOST_TEST((offered(*this, {"caveat", "completions", ""}).contains("zsh")));
  BOOST_TEST(offered(*this, {"caveat", "scan", "--timeout", ""}) == Words{});
}

BOOST_FIXTURE_TEST_CASE(completions_know_every_option_of_the_help, Folder) {
  for (const char* shell : {"bash", "zsh", "fish"}) {
    const std::string made = caveat({"completions", shell}).out;
    for (const std::vector<std::string>& command : std::vector<std::vector<std::string>>{{"scan", "--help"}, {"rules", "list", "--help"}, {"rules", "profile", "--help"}, {"waive", "--help"}, {"compare", "--help"}}) {
      std::istringstream help(caveat(command).out);
      std::size_t seen = 0;
      for (std::string line; std::getline(help, line);) {
        const std::size_t at = line.find("--");
        if (!line.starts_with("  -") || at == std::string::npos) continue;
        const std::string name = line.substr(at + 2, line.find_first_of(" {,=", at + 2) - at - 2);
        ++seen;
        BOOST_TEST((holds(made, "--" + name) || holds(made, "-l " + name)), shell << " does not know --" << name);
      }
      BOOST_TEST(seen > 3u);
    }
  }
  BOOST_TEST(caveat({"completions", "tcsh"}).code == 2);
}

BOOST_FIXTURE_TEST_CASE(zsh_reads_its_completion, Folder, *boost::unit_test::precondition(Present{"zsh"})) {
  write("_caveat", caveat({"completions", "zsh"}).out);
  Ran ran = run({"/usr/bin/zsh", "-n", "_caveat"});
  BOOST_TEST(ran.code == 0);
  BOOST_TEST(ran.err == "");
  ran = run({"/usr/bin/zsh", "-f", "-c", "fpath=($PWD $fpath); autoload -Uz compinit; compinit -u -D; autoload +X _caveat; print $_comps[caveat]"});
  BOOST_TEST(ran.out == "_caveat\n", ran.out << ran.err);
}

BOOST_FIXTURE_TEST_CASE(fish_completes_by_it, Folder, *boost::unit_test::precondition(Present{"fish"})) {
  write("caveat.fish", caveat({"completions", "fish"}).out);
  environment["HOME"] = path().string();
  const auto offered = [&](const std::string& line) {
    const Ran ran = run({"/usr/bin/fish", "--no-config", "-c", "source caveat.fish; complete -C '" + line + "'"});
    BOOST_TEST(ran.err == "");
    return ran.out;
  };
  BOOST_TEST(offered("caveat sc").starts_with("scan\t"));
  BOOST_TEST(holds(offered("caveat rules te"), "test\t"));
  BOOST_TEST(holds(offered("caveat scan --lang d"), "de"));
  BOOST_TEST(holds(offered("caveat scan --fail"), "--fail-on"));
}

BOOST_FIXTURE_TEST_CASE(man_pages_hold_every_option_and_groff_has_nothing_to_say, Folder, *boost::unit_test::precondition(Present{"groff"})) {
  BOOST_TEST(caveat({"man", "--all", "man1"}).code == 0);
  std::size_t pages = 0;
  for (const auto& page : fs::directory_iterator(path() / "man1")) {
    ++pages;
    const Ran ran = run({"/usr/bin/groff", "-ww", "-man", "-Tutf8", "-P-cbou", page.path().string()});
    BOOST_TEST(ran.code == 0);
    BOOST_TEST(ran.err == "", page.path() << ": " << ran.err);
    BOOST_TEST(holds(ran.out, "SYNOPSIS"));
    BOOST_TEST(holds(ran.out, "EXAMPLES"), page.path());
  }
  BOOST_TEST(pages > 15u);
  const std::string scan = run({"/usr/bin/groff", "-man", "-Tutf8", "-P-cbou", "man1/caveat-scan.1"}).out;
  for (const char* part : {"--fail-on SEVERITY", "-f, --format FORMAT", "Default: text.", "caveat scan offer.pdf annex.docx"}) BOOST_TEST(holds(scan, part), part);
  BOOST_TEST(holds(caveat({"man"}).out, "EXIT STATUS"));
  BOOST_TEST(caveat({"man", "no-such"}).code == 2);
}

BOOST_FIXTURE_TEST_CASE(every_command_has_examples_in_its_help, Folder) {
  BOOST_TEST(caveat({"man", "--all", "man1"}).code == 0);
  for (const auto& page : fs::directory_iterator(path() / "man1")) {
    std::vector<std::string> words;
    std::istringstream name(page.path().stem().string().substr(6));
    for (std::string word; std::getline(name, word, '-');)
      if (!word.empty()) words.push_back(word);
    words.push_back("--help");
    const Ran ran = caveat(words);
    BOOST_TEST(ran.code == 0);
    BOOST_TEST_REQUIRE(holds(ran.out, "Examples:"), page.path());
    words.pop_back();
    std::string command = "  caveat";
    for (const std::string& word : words) command += " " + word;
    BOOST_TEST(holds(ran.out.substr(ran.out.find("Examples:")), command.substr(2)), page.path() << " has another command's examples");
  }
}
