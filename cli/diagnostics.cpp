// Diagnostics: see diagnostics.h. Tested by tests/cli.
#include "diagnostics.h"

#include <algorithm>
#include <map>

#include "files.h"
#include "terminal.h"

namespace caveat::cli {
namespace {

// Room for a line of a rule beside its number on a terminal of 120 columns; a longer one is shown around its column.
constexpr std::size_t kExcerpt = 108;
constexpr std::size_t kBefore = 60;

std::string_view line_of(std::string_view text, std::uint32_t number) {
  for (; number > 1; --number) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) return {};
    text.remove_prefix(end + 1);
  }
  std::string_view line = text.substr(0, text.find('\n'));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

// The bytes of each code point; a byte that is none stands alone.
std::vector<std::string_view> code_points(std::string_view line) {
  std::vector<std::string_view> points;
  for (std::size_t i = 0; i < line.size();) {
    std::size_t end = i + 1;
    while (end < line.size() && end < i + 4 && (static_cast<unsigned char>(line[end]) & 0xC0) == 0x80) ++end;
    points.push_back(line.substr(i, end - i));
    i = end;
  }
  return points;
}

std::string excerpt(std::string_view text, std::uint32_t line, std::uint32_t column) {
  const std::vector<std::string_view> points = code_points(line_of(text, line));
  if (points.empty() || column == 0) return {};
  const std::size_t at = std::min<std::size_t>(column - 1, points.size());
  const std::size_t begin = points.size() > kExcerpt && at > kBefore ? at - kBefore : 0;
  const std::size_t end = std::min(points.size(), begin + kExcerpt);
  std::string shown = begin > 0 ? "..." : "";
  std::size_t caret = columns(shown);
  for (std::size_t i = begin; i < end; ++i) {
    const std::string cell = points[i] == "\t" ? " " : printable(points[i]);
    if (i < at) caret += columns(cell);
    shown += cell;
  }
  if (end < points.size()) shown += "...";
  std::string number = std::to_string(line);
  number.insert(0, number.size() < 6 ? 6 - number.size() : 0, ' ');
  return number + " | " + shown + "\n" + std::string(number.size(), ' ') + " | " + std::string(caret, ' ') + "^\n";
}

}  // namespace

std::string describe(const std::vector<Diagnostic>& diagnostics) {
  std::map<std::string, std::string> files;
  std::string out;
  for (const Diagnostic& d : diagnostics) {
    if (!d.file.empty()) {
      out += printable(d.file) + ":";
      if (d.line > 0) out += std::to_string(d.line) + ":" + std::to_string(d.column) + ":";
      out += " ";
    }
    out += (d.error ? "error " : "warning ") + printable(d.code) + ": " + printable(d.message) + "\n";
    if (d.file.empty() || d.line == 0) continue;
    auto [file, is_new] = files.try_emplace(d.file);
    if (is_new) file->second = read_for_excerpt(d.file);
    out += excerpt(file->second, d.line, d.column);
  }
  return out;
}

std::string broken_files(const std::vector<Diagnostic>& diagnostics) {
  constexpr std::size_t kNamed = 5;
  std::vector<std::string> files;
  for (const Diagnostic& d : diagnostics)
    if (d.error && std::find(files.begin(), files.end(), d.file) == files.end()) files.push_back(d.file);
  std::string out;
  for (std::size_t i = 0; i < std::min(files.size(), kNamed); ++i) out += (i > 0 ? ", " : "") + printable(files[i]);
  return files.size() > kNamed ? out + " and " + std::to_string(files.size() - kNamed) + " more" : out;
}

std::string count(const std::vector<Diagnostic>& diagnostics) {
  const auto errors = static_cast<std::size_t>(
      std::count_if(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& d) { return d.error; }));
  const std::size_t warnings = diagnostics.size() - errors;
  const auto plural = [](std::size_t n, const char* noun) {
    return std::to_string(n) + " " + noun + (n == 1 ? "" : "s");
  };
  return warnings == 0 ? plural(errors, "error") : plural(errors, "error") + ", " + plural(warnings, "warning");
}

}  // namespace caveat::cli
