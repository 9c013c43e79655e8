// On a terminal: colour only there, width from there, and nothing of a document or a file name steers it. A real
// terminal comes from script(1).
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "program.h"

using namespace caveat::cli_test;

namespace {

// A chroot without /dev/pts has no terminals to give: the tests are then skipped, and Boost.Test says so.
boost::test_tools::assertion_result terminals(boost::unit_test::test_unit_id) {
  const int master = ::posix_openpt(O_RDWR | O_NOCTTY);
  const char* name = master >= 0 && ::unlockpt(master) == 0 ? ::ptsname(master) : nullptr;
  const int slave = name ? ::open(name, O_RDWR | O_NOCTTY) : -1;
  if (slave >= 0) ::close(slave);
  if (master >= 0) ::close(master);
  boost::test_tools::assertion_result result(slave >= 0);
  if (!result) result.message() << "this machine has no pseudo-terminals (is /dev/pts mounted?)";
  return result;
}

std::string shell_quoted(const std::string& s) { return "'" + s + "'"; }  // no argument of these tests holds a quote

// Runs the command on a terminal of so many columns.
std::string on_terminal(const Folder& here, const std::string& arguments, int columns, const std::string& more = "") {
  const std::string command =
      "stty cols " + std::to_string(columns) + "; " + more + shell_quoted(CAVEAT_PROGRAM) + " " + arguments;
  const Ran ran = here.run({"/usr/bin/script", "--quiet", "--return", "--command", command, "/dev/null"});
  BOOST_TEST(ran.code == 0, ran.out << ran.err);
  return ran.out;
}

std::size_t longest_line(const std::string& text) {
  std::size_t longest = 0, now = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\x1b') {  // an SGR sequence takes no column
      while (i < text.size() && text[i] != 'm') ++i;
    } else if (text[i] == '\n') {
      longest = std::max(longest, now);
      now = 0;
    } else if (text[i] != '\r' && (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) {
      ++now;
    }
  }
  return longest;
}

// Every control character of the text but line breaks and, where allowed, colour.
std::string control_characters(const std::string& text, bool colour) {
  std::string found;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const unsigned char c = static_cast<unsigned char>(text[i]);
    if (colour && c == 0x1b && i + 1 < text.size() && text[i + 1] == '[') {
      std::size_t j = i + 2;
      while (j < text.size() && ((text[j] >= '0' && text[j] <= '9') || text[j] == ';')) ++j;
      if (j < text.size() && text[j] == 'm') {
        i = j;
        continue;
      }
    }
    if ((c < 0x20 && c != '\n' && c != '\r') || c == 0x7f) found += "\\" + std::to_string(c) + " ";
    if (c == 0xc2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) >= 0x80 &&
        static_cast<unsigned char>(text[i + 1]) < 0xa0)
      found += "C1 ";
    if (text.compare(i, 3, "\xe2\x80\xae") == 0) found += "RLO ";
  }
  return found;
}

}  // namespace

BOOST_FIXTURE_TEST_CASE(colour_is_for_terminals_that_take_it, Folder, *boost::unit_test::precondition(terminals)) {
  write("a.txt", kRisky);
  write("b.txt", kVague);
  environment["TERM"] = "xterm-256color";
  BOOST_TEST(!holds(caveat({"scan", "a.txt", "b.txt"}).out, "\x1b"));
  BOOST_TEST(holds(on_terminal(*this, "scan a.txt b.txt", 100), "\x1b["));
  BOOST_TEST(!holds(on_terminal(*this, "scan a.txt b.txt", 100, "NO_COLOR=1 "), "\x1b"));
  environment["TERM"] = "dumb";
  BOOST_TEST(!holds(on_terminal(*this, "scan a.txt b.txt", 100), "\x1b"));
  // For a pager: colour in a pipe, where somebody asks for it and nobody against it.
  environment["CLICOLOR_FORCE"] = "1";
  BOOST_TEST(holds(caveat({"scan", "a.txt"}).out, "\x1b["));
  BOOST_TEST(!holds(caveat({"scan", "--format", "json", "a.txt"}).out, "\x1b["));
  BOOST_TEST(caveat({"scan", "--out", "r.txt", "a.txt"}).code == 0);
  BOOST_TEST(!holds(contents(*this / "r.txt"), "\x1b["));
  environment["NO_COLOR"] = "1";
  BOOST_TEST(!holds(caveat({"scan", "a.txt"}).out, "\x1b["));
}

BOOST_FIXTURE_TEST_CASE(text_keeps_to_the_width_of_the_terminal, Folder, *boost::unit_test::precondition(terminals)) {
  write("a.txt", kRisky);
  write("b.txt", kVague);
  environment["TERM"] = "xterm";
  for (const int columns : {60, 80, 120})
    BOOST_TEST(longest_line(on_terminal(*this, "scan --min-severity low a.txt b.txt", columns)) <=
               static_cast<std::size_t>(columns));
  BOOST_TEST(longest_line(caveat({"scan", "a.txt", "b.txt"}).out) <= 96u);
}

BOOST_FIXTURE_TEST_CASE(a_terminal_is_told_of_the_html_report_and_a_pipe_is_not, Folder, *boost::unit_test::precondition(terminals)) {
  write("a.txt", kRisky);
  environment["TERM"] = "xterm";
  BOOST_TEST(holds(on_terminal(*this, "scan a.txt", 100), "caveat scan --format html a.txt"));
  BOOST_TEST(!holds(caveat({"scan", "a.txt"}).out, "--format html"));
}

BOOST_FIXTURE_TEST_CASE(control_characters_reach_no_output, Folder, *boost::unit_test::precondition(terminals)) {
  const std::string name = "offer\x1b]0;owned\x07\xe2\x80\xae\xc2\x9b.txt";
  write(name,
        "Agreement \x1b[2J\n\n1. The Supplier may \x1b[31mincrease\x1b[0m the\x07 fees at any\x08 time\x7f by \xc2\x9b"
        "5m notice \xe2\x80\xae to the Customer.\n");
  write("empty\x1b[2J.txt", "");
  environment["TERM"] = "xterm";
  for (const char* format : {"text", "json", "jsonl"}) {
    const Ran ran = caveat({"scan", "--format", format, "."});
    BOOST_TEST(ran.code == 3);
    BOOST_TEST(control_characters(ran.out, false) == "", format);
    BOOST_TEST(control_characters(ran.err, false) == "", format);
    BOOST_TEST(holds(ran.err, "empty\\x1B[2J.txt"));
  }
  const Ran terminal =
      run({"/usr/bin/script", "--quiet", "--command", shell_quoted(CAVEAT_PROGRAM) + " scan .", "/dev/null"});
  BOOST_TEST(holds(terminal.out, "\x1b["));
  BOOST_TEST(control_characters(terminal.out, true) == "");
  const Ran html = caveat({"scan", "--format", "html", "--out", "r", "."});
  for (const auto& entry : fs::directory_iterator(path() / "r"))
    BOOST_TEST(control_characters(contents(entry.path()), false) == "");
  BOOST_TEST(control_characters(html.err, false) == "");
}

namespace {

// a.txt at once, the second document after most of a second, the rest at once: the bar has something to show.
constexpr const char* kSlow = " a.txt <(sleep 0.7; cat a.txt) b.txt b.txt";

}  // namespace

BOOST_FIXTURE_TEST_CASE(many_documents_have_a_bar_on_a_terminal_that_goes_away, Folder, *boost::unit_test::precondition(terminals)) {
  write("a.txt", kRisky);
  write("b.txt", kVague);
  environment["TERM"] = "xterm";
  environment["SHELL"] = "/bin/bash";
  const std::string scan = std::string("scan --jobs 1 --format jsonl --out o.jsonl") + kSlow;
  const std::string shown = on_terminal(*this, scan, 80);
  const std::size_t bar = shown.find("\r2 of 4 documents ");
  BOOST_REQUIRE(bar != std::string::npos);
  BOOST_TEST(shown.find("\r\x1b[K", bar) != std::string::npos);
  BOOST_TEST(longest_line(shown.substr(bar + 1, shown.find("\x1b", bar) - bar - 1) + "\n") < 80u);
  BOOST_TEST(holds(on_terminal(*this, "scan --lang de --jobs 1 --format jsonl --out o.jsonl" + std::string(kSlow), 80), "2 von 4 Dokumenten "));
  BOOST_TEST(!holds(on_terminal(*this, scan + " --quiet", 80), "documents"));
  BOOST_TEST(!holds(on_terminal(*this, scan + " 2> err.txt", 80), "documents"));
  BOOST_TEST(contents(*this / "err.txt") == "");
  BOOST_TEST(longest_line(on_terminal(*this, scan, 30).substr(0)) <= 80u);
}

BOOST_FIXTURE_TEST_CASE(interrupted_with_the_bar_on_screen_what_is_done_is_kept, Folder, *boost::unit_test::precondition(terminals)) {
  write("a.txt", kRisky);
  environment["TERM"] = "xterm";
  environment["SHELL"] = "/bin/bash";
  for (const std::string format : {"jsonl", "csv"}) {
    const Ran ran = run({"/usr/bin/script", "--quiet", "--return", "--command",
                         "timeout --foreground --preserve-status --signal INT 2 " + shell_quoted(CAVEAT_PROGRAM) + " scan --jobs 1 --format " + format + " --out o." + format +
                             " a.txt <(sleep 0.7; cat a.txt) <(sleep 4; cat a.txt) a.txt",
                         "/dev/null"});
    BOOST_TEST(ran.code == 130);
    BOOST_TEST(holds(ran.out, "2 of 4 documents "), ran.out);
    BOOST_TEST(holds(ran.out, "\r\x1b[Kcaveat: "), ran.out);
    BOOST_TEST(holds(ran.out, "caveat: interrupted after 2 of 4 documents. What was done is kept."), ran.out);
    const std::string kept = contents(*this / ("o." + format));
    BOOST_TEST(holds(kept, "a.txt"));
    if (format == "jsonl") BOOST_TEST(std::count(kept.begin(), kept.end(), '\n') == 2);
  }
}
