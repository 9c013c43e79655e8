// Terminal: what standard output can show, and names and messages made safe for it. Tested by tests/cli.
//
//   printable("offer\x1b[2J.pdf")  -> "offer\x1B[2J.pdf", with the escape spelled out in four letters
#ifndef CAVEAT_CLI_TERMINAL_H
#define CAVEAT_CLI_TERMINAL_H
#include <cstdint>
#include <string>
#include <string_view>

namespace caveat::cli {

struct Terminal {
  bool interactive = false;  // standard output is a terminal
  bool colour = false;       // ... that takes colour, and NO_COLOR is not set; or CLICOLOR_FORCE is
  std::uint32_t width = 96;  // columns; 96 where nobody tells
};
Terminal standard_output();
// As the plugin's text formats take it: ";width=80;colour=1".
std::string shape_of(const Terminal& terminal);
// A line about what to try next, faint where there is colour, with its line break.
std::string hint(const Terminal& terminal, std::string_view text);

// Valid UTF-8 on one line, without control characters or invisible direction marks: each is spelled out, so that
// neither a file name nor a message can steer the terminal, and two names stay two names.
std::string printable(std::string_view bytes);

// Code points, which is columns for the scripts of the four languages.
std::size_t columns(std::string_view utf8);

// "caveat: <message>" and a line break to standard error in one write, so that threads do not mix their lines.
void complain(std::string_view message);

// One line of standard error that goes away: the next complain(), or what is written to a terminal, takes its place. Nothing where
// standard error is no terminal. Cut to its width.
bool transient_lines();
void show_transient(std::string_view line);
void clear_transient();

// All bytes to standard output. Throws OutputClosed when nobody reads, Failure when the disk is full.
void write_standard_output(std::string_view bytes);

}  // namespace caveat::cli
#endif
