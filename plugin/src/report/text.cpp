// The report for a terminal. A buyer reads the first ten lines; the rest is there to be quoted from.
// Tested by tests/unit/report/text_test.cpp.
//
//   LIEFERVERTRAG.docx  ·  12 pages  ·  German 96 %, English 4 %
//   NEGOTIATE BEFORE SIGNING  ·  risk 62.4/100  ·  7 high, 4 medium
//   ...
#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits.h"
#include "findings/wording.h"
#include "report/labels.h"
#include "report/reading_order.h"
#include "report/report.h"
#include "report/shown_text.h"

namespace caveat::report {
namespace {

constexpr std::uint32_t kWidest = 120;        // longer lines are hard to read, however wide the window
constexpr std::uint32_t kNarrowest = 40;
constexpr std::size_t kPlacesListed = 4;      // of one issue after its first; the JSON and the HTML have all
constexpr std::size_t kKeyTermsPerRule = 2;   // a term that stands in ten places is no longer key
constexpr std::string_view kDot = " \xC2\xB7 ";

enum class Ink { plain, strong, faint, critical, high, medium, low, good };

Ink ink(rules::Severity severity) {
  switch (severity) {
    case rules::Severity::critical: return Ink::critical;
    case rules::Severity::high: return Ink::high;
    case rules::Severity::medium: return Ink::medium;
    case rules::Severity::low: return Ink::low;
    case rules::Severity::info: break;
  }
  return Ink::faint;
}

Ink ink(risk::Lane lane) {
  constexpr std::array<Ink, 4> inks = {Ink::good, Ink::medium, Ink::high, Ink::critical};
  return inks[static_cast<std::size_t>(lane)];
}

std::string upper(std::string_view text, Language reader) {
  icu::UnicodeString wide = icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  wide.toUpper(icu::Locale(std::string(code(reader)).c_str()));  // the reader's language, never the process's
  std::string out;
  wide.toUTF8String(out);
  return out;
}

class Page {
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
    std::string rule;
    for (std::uint32_t i = display_width(text) + 1; i < width_; ++i) rule += "\xE2\x94\x80";
    line();
    line(in(Ink::strong, text) + " " + in(Ink::faint, rule));
  }
  std::uint32_t width() const { return width_; }
  std::string take() { return std::move(out_); }

 private:
  std::uint32_t width_;
  bool colour_;
  std::string out_;
};

class TextReport {
 public:
  TextReport(const Input& input, const TextOptions& options)
      : input_(input), reader_(options.reader == Language::other ? Language::en : options.reader),
        words_(labels(reader_)), order_(reading_order(input)), page_(options) {}

  std::string run() {
    head();
    if (!complete(input_)) not_read(true);
    top();
    issues();
    key_terms();
    if (!input_.not_read.empty()) not_read(false);
    page_.line();
    page_.block("", words_.not_advice, Ink::faint);
    return page_.take();
  }

 private:
  std::string wording(std::uint32_t finding, findings::Text text) const {
    return for_terminal(findings::wording(input_.program, input_.list.findings[finding], text, reader_));
  }
  std::string quote(const findings::Finding& finding) const {
    return for_terminal(finding.place.quote.of(input_.extracted.text));
  }

  void head() {
    std::string line = input_.name.empty() ? std::string(words_.report_title) : for_terminal(input_.name);
    std::string about;
    if (!input_.extracted.pages.empty()) about += kDot, about += filled(words_.pages, input_.extracted.pages.size());
    const std::string languages = language_shares(input_, reader_);
    if (!languages.empty()) about.append(kDot).append(languages);
    if (display_width(line) + display_width(about) <= page_.width()) {
      page_.line(page_.in(Ink::strong, line) + page_.in(Ink::faint, about));
    } else {
      page_.block("", line, Ink::strong);
      if (!about.empty()) page_.block("", std::string_view(about).substr(kDot.size()), Ink::faint);
    }
    const bool unread = input_.assessment.lane == risk::Lane::sign && !complete(input_);
    std::string verdict = upper(headline(input_, reader_), reader_);
    const Ink colour = unread ? Ink::high : ink(input_.assessment.lane);
    std::string figures = std::string(kDot) + std::string(words_.risk) + " " +
                          rounded_text(input_.assessment.score, 1, reader_) + "/100";
    const std::string counts = severity_counts(input_, reader_);
    if (!counts.empty()) figures.append(kDot).append(counts);
    if (display_width(verdict) + display_width(figures) <= page_.width()) {
      page_.line(page_.in(colour, verdict) + figures);
    } else {
      page_.block("", verdict, colour);
      page_.block("", std::string_view(figures).substr(kDot.size()));
    }
    if (!unread) page_.block("", words_.reason[reason_index(input_.assessment.lane_reason)], Ink::faint);
  }

  void not_read(bool on_top) {
    if (on_top) {
      page_.line();
      const std::string_view text = input_.extracted.blocks.empty() ? words_.text_empty : words_.not_read_banner;
      page_.block("! ", text, Ink::high, Ink::high);
    } else {
      page_.heading(words_.not_read);
    }
    constexpr std::size_t kOnTop = 3;  // the full list is at the end
    const std::vector<std::string> lines = not_read_lines(input_, reader_, on_top);
    for (std::size_t i = 0; i < lines.size() && (!on_top || i < kOnTop); ++i) page_.block("  - ", lines[i]);
    if (on_top && lines.size() > kOnTop) page_.line("  \xE2\x80\xA6 +" + std::to_string(lines.size() - kOnTop));
  }

  void top() {
    if (input_.assessment.top.empty()) return;
    page_.heading(words_.top);
    std::uint32_t n = 0;
    for (const std::uint32_t finding : input_.assessment.top) {
      const std::string place = where(input_, input_.list.findings[finding], reader_);
      std::string text = wording(finding, findings::Text::title);
      if (!place.empty()) text.append(kDot).append(place);
      page_.block(std::to_string(++n) + ". ", text, Ink::plain, ink(input_.list.findings[finding].severity));
    }
  }

  void issues() {
    if (order_.issues.empty()) {
      page_.line();
      page_.block("", words_.no_findings);
      return;
    }
    page_.heading(std::string(words_.findings) + std::string(kDot) + filled(words_.issues, order_.issues.size()) + ", " +
                  filled(words_.places, order_.places));
    for (const Issue& issue : order_.issues) one(issue);
  }

  void one(const Issue& issue) {
    const rules::Rule& rule = input_.program.rules()[issue.rule];
    const std::uint32_t first = issue.findings.front();
    const std::string mark =
        "[" + (rule.taxonomy.empty() ? rule.id : rule.taxonomy + " " + rule.id) + "]";
    const std::string_view severity = words_.severity[static_cast<std::size_t>(issue.severity)];
    const std::string title = wording(first, findings::Text::title);
    page_.line();
    const std::string head = upper(severity, reader_) + "  ";
    if (display_width(head) + display_width(title) + 1 + display_width(mark) <= page_.width()) {
      page_.line(page_.in(ink(issue.severity), head) + page_.in(Ink::strong, title) + " " + page_.in(Ink::faint, mark));
    } else {
      page_.block(head, title, Ink::strong, ink(issue.severity));
      page_.block("  ", mark, Ink::faint);
    }
    place_and_quote(first, true);
    labelled({}, wording(first, findings::Text::message));
    labelled(words_.why, wording(first, findings::Text::why));
    labelled(words_.ask, wording(first, findings::Text::ask), Ink::strong);
    labelled(words_.fallback, wording(first, findings::Text::fallback));
    const std::size_t more = issue.findings.size() - 1;
    // One left over is shown rather than counted.
    const std::size_t listed = more <= kPlacesListed + 1 ? more : kPlacesListed;
    for (std::size_t i = 1; i <= listed; ++i) place_and_quote(issue.findings[i], false);
    if (more > listed) page_.line("  " + page_.in(Ink::faint, filled(words_.more_places, more - listed)));
    if (issue.truncated) {
      page_.block("  ", filled(words_.truncated, std::to_string(limits::kFindingsPerRule)), Ink::faint);
    }
  }

  void place_and_quote(std::uint32_t index, bool full) {
    const findings::Finding& finding = input_.list.findings[index];
    const std::string place = where(input_, finding, reader_);
    if (full) {
      if (!place.empty()) page_.block("  ", place, Ink::faint);
      page_.block("  \xE2\x94\x82 ", quote(finding), Ink::plain, ink(finding.severity), "  \xE2\x94\x82 ");
      return;
    }
    // The trigger first: the begin of the sentence is often the same in all of them.
    const std::string_view text = input_.extracted.text;
    const TextSpan around = finding.place.quote;
    std::string words = for_terminal(finding.place.trigger.of(text));
    if (finding.place.trigger.begin > around.begin) words.insert(0, "\xE2\x80\xA6 ");
    if (finding.place.trigger.end < around.end) words += " \xE2\x80\xA6";
    std::string line = place.empty() ? std::string() : place + std::string(words_.colon);
    const std::uint32_t used = display_width(line) + 4;
    const std::uint32_t room = page_.width() > used + 24 ? page_.width() - used : 24;
    page_.block("  + ", line + shortened(words, room), Ink::faint, Ink::faint);
  }

  void labelled(std::string_view label, const std::string& text, Ink text_ink = Ink::plain) {
    if (text.empty()) return;
    if (label.empty()) return page_.block("  ", text, text_ink);
    const std::string head = "  " + std::string(label) + std::string(words_.colon);
    page_.block(head, text, text_ink, Ink::faint, "    ");
  }

  void key_terms() {
    if (input_.list.clauses.empty()) return;
    page_.heading(words_.key_terms);
    std::vector<std::uint32_t> seen(input_.program.rules().size());
    for (const findings::Finding& clause : input_.list.clauses) {
      if (++seen[clause.rule] > kKeyTermsPerRule) continue;
      std::string text = for_terminal(findings::wording(input_.program, clause, findings::Text::title, reader_));
      text += words_.colon;
      text += clause.value ? findings::quantity_text(*clause.value, reader_)
                           : shortened(quote(clause), page_.width() / 2);
      const std::string place = where(input_, clause, reader_);
      if (!place.empty()) text.append(kDot).append(place);
      page_.block("  ", text, Ink::plain, Ink::plain, "    ");
    }
  }

  const Input& input_;
  const Language reader_;
  const Labels& words_;
  const ReadingOrder order_;
  Page page_;
};

}  // namespace

std::string text(const Input& input, const TextOptions& options) { return TextReport(input, options).run(); }

}  // namespace caveat::report
