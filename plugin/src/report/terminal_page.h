// TerminalPage: lines of a report for a terminal, wrapped, indented and coloured: of one document (text.cpp) and of two drafts
// (comparison_text.cpp). Tested by tests/unit/report/text_test.cpp.
#ifndef CAVEAT_REPORT_TERMINAL_PAGE_H
#define CAVEAT_REPORT_TERMINAL_PAGE_H
#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "report/report.h"
#include "report/shown_text.h"

namespace caveat::report {

enum class Ink { plain, strong, faint, critical, high, medium, low, good };

Ink ink(rules::Severity severity);
Ink ink(risk::Lane lane);

// Of the reader's language, never the process's.
std::string upper(std::string_view text, Language reader);

class Page {
  static constexpr std::uint32_t kWidest = 120;  // longer lines are hard to read, however wide the window
  static constexpr std::uint32_t kNarrowest = 40;

 public:
  explicit Page(const TextOptions& options)
      : width_(std::clamp(options.width, kNarrowest, kWidest)), colour_(options.colour) {}

  std::string in(Ink ink, std::string_view text) const {
    if (!colour_ || ink == Ink::plain) return std::string(text);
    constexpr std::array<std::string_view, 8> codes = {"", "1", "2", "1;31", "31", "33", "36", "1;32"};
    std::string out = "\x1b[";
    return out.append(codes[static_cast<std::size_t>(ink)]).append("m").append(text).append("\x1b[0m");
  }
  void line(std::string_view text = {}) { out_.append(text).append("\n"); }

  // `text` wrapped; the first line after `head`, the others after as many spaces, or after `margin`.
  void block(std::string_view head, std::string_view text, Ink text_ink = Ink::plain, Ink head_ink = Ink::plain,
             std::string_view margin = {}) {
    const std::uint32_t indent = display_width(head), later = margin.empty() ? indent : display_width(margin);
    const std::string pad = margin.empty() ? std::string(indent, ' ') : in(head_ink, margin);
    bool first = true;
    for (const std::string& row : wrapped(text, width_ - std::min(indent, width_), width_ - std::min(later, width_))) {
      out_.append(first ? in(head_ink, head) : pad).append(in(text_ink, row)).append("\n");
      first = false;
    }
  }
  // "Findings ------------"
  void heading(std::string_view text) {
    line();
    if (display_width(text) >= width_) return block("", text, Ink::strong);
    std::string rule;
    for (std::uint32_t i = display_width(text) + 1; i < width_; ++i) rule += "\xE2\x94\x80";
    line(in(Ink::strong, text) + " " + in(Ink::faint, rule));
  }
  std::uint32_t width() const { return width_; }
  std::string take() { return std::move(out_); }

 private:
  std::uint32_t width_;
  bool colour_;
  std::string out_;
};

}  // namespace caveat::report
#endif
