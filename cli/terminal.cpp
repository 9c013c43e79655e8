// Terminal: see terminal.h. Tested by tests/cli.
#include "terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <mutex>

#include "exit_codes.h"
#include "messages.h"

namespace caveat::cli {
namespace {

// Narrower than 40 no quote is readable, wider than 160 no line is.
constexpr std::uint32_t kNarrowest = 40, kWidest = 160;

struct CodePoint {
  char32_t value = 0;
  std::size_t length = 0;  // 0: the byte does not begin valid UTF-8
};

CodePoint decode(std::string_view bytes) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  const unsigned char first = byte(0);
  if (first < 0x80) return {first, 1};
  const std::size_t length = first >= 0xF0 && first <= 0xF4  ? 4
                             : first >= 0xE0 && first < 0xF0 ? 3
                             : first >= 0xC2 && first < 0xE0 ? 2
                                                             : 0;
  if (length == 0 || bytes.size() < length) return {};
  char32_t value = first & (0xFFu >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return {};
    value = value << 6 | (byte(i) & 0x3F);
  }
  const bool overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
  if (overlong || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) return {};
  return {value, length};
}

// Control characters, line separators, and marks that reorder or hide what stands around them.
bool steers(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x61C || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB) ||
         c >= 0xE0000;
}

void append_hex(std::string& out, const char* prefix, std::uint32_t value, int digits) {
  out += prefix;
  for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) out += "0123456789ABCDEF"[value >> shift & 15];
}

bool takes_escapes() {
  const char* kind = std::getenv("TERM");
  return kind && *kind && std::strcmp(kind, "dumb") != 0;
}

std::mutex on_screen;  // of the transient line, which threads that complain clear too
bool transient_shown = false;

int write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

}  // namespace

Terminal standard_output() {
  Terminal terminal;
  terminal.interactive = ::isatty(STDOUT_FILENO) == 1;
  const char* no_colour = std::getenv("NO_COLOR");  // https://no-color.org: set and not empty
  const bool refused = no_colour && *no_colour;
  const char* forced = std::getenv("CLICOLOR_FORCE");  // https://bixense.com/clicolors: for `caveat scan offer.pdf | less -R`
  terminal.colour = !refused && forced && *forced && std::strcmp(forced, "0") != 0;
  if (!terminal.interactive) return terminal;
  terminal.colour = terminal.colour || (!refused && takes_escapes());
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    terminal.width = std::clamp<std::uint32_t>(size.ws_col, kNarrowest, kWidest);
  return terminal;
}

std::string shape_of(const Terminal& terminal) {
  return ";width=" + std::to_string(terminal.width) + (terminal.colour ? ";colour=1" : ";colour=0");
}

std::string hint(const Terminal& terminal, std::string_view text) {
  std::string line(text);
  if (terminal.colour) line = "\x1b[2m" + line + "\x1b[0m";
  return line + "\n";
}

std::string printable(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size());
  while (!bytes.empty()) {
    const CodePoint c = decode(bytes);
    if (c.length == 0) {
      append_hex(out, "\\x", static_cast<unsigned char>(bytes[0]), 2);
      bytes.remove_prefix(1);
      continue;
    }
    if (!steers(c.value))
      out.append(bytes.substr(0, c.length));
    else if (c.value < 0x80)
      append_hex(out, "\\x", c.value, 2);
    else if (c.value < 0x10000)
      append_hex(out, "\\u", c.value, 4);
    else
      append_hex(out, "\\U", c.value, 8);
    bytes.remove_prefix(c.length);
  }
  return out;
}

std::size_t columns(std::string_view utf8) {
  return static_cast<std::size_t>(
      std::count_if(utf8.begin(), utf8.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

void complain(std::string_view message) {
  std::string line = "caveat: " + printable(message) + "\n";
  clear_transient();
  write_all(STDERR_FILENO, line);  // nowhere left to say that it failed
}

bool transient_lines() { return ::isatty(STDERR_FILENO) == 1 && takes_escapes(); }

void show_transient(std::string_view line) {
  winsize size{};
  const std::size_t width = ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 1 ? size.ws_col - 1u : 79;
  std::string shown = printable(line);
  std::size_t end = 0;
  for (std::size_t column = 0; end < shown.size() && column < width; ++column) do
      ++end;
    while (end < shown.size() && (static_cast<unsigned char>(shown[end]) & 0xC0) == 0x80);
  shown.resize(end);
  const std::lock_guard lock(on_screen);
  transient_shown = true;
  write_all(STDERR_FILENO, "\r" + shown + "\x1b[K");  // overwritten in place and then cut: no flicker
}

void clear_transient() {
  const std::lock_guard lock(on_screen);
  if (!transient_shown) return;
  transient_shown = false;
  write_all(STDERR_FILENO, "\r\x1b[K");
}

void write_standard_output(std::string_view bytes) {
  static const bool terminal = ::isatty(STDOUT_FILENO) == 1;
  if (terminal) clear_transient();
  const int error = write_all(STDOUT_FILENO, bytes);
  if (error == EPIPE) throw OutputClosed{};
  if (error != 0)
    throw Failure(said(messages().standard_output_failed, {std::strerror(error)}));
}

}  // namespace caveat::cli
