// The comparison for a terminal.
//
//   offer-1.docx → offer-2.docx
//   1 NEW, 2 WORSE, 4 RESOLVED · risk 62.4 → 71.0 · negotiate before signing → have legal look at it
//   New risks ... Worse: value, before, after, what to ask for ... Better, resolved: a line each ... Key terms ... Wording
#include <string>
#include <string_view>
#include <vector>

#include "findings/wording.h"
#include "report/comparison_report.h"
#include "report/comparison_words.h"
#include "report/labels.h"
#include "report/reading_order.h"
#include "report/terminal_page.h"

namespace caveat::report {
namespace {

using compare::Change;
using compare::FindingChange;

constexpr std::string_view kArrow = " \xE2\x86\x92 ";
constexpr std::size_t kClausesListed = 20;   // by name; the HTML and the JSON have all
constexpr std::uint32_t kQuoteColumns = 700;  // of a quote beside another one

class ComparisonText {
 public:
  ComparisonText(const Rounds& rounds, const TextOptions& options)
      : rounds_(rounds), reader_(options.reader == Language::other ? Language::en : options.reader), words_(comparison_words(reader_)),
        labels_(labels(reader_)), page_(options) {}

  std::string run() {
    head();
    gaps();
    for (const Change change : {Change::added, Change::worsened, Change::unclear, Change::changed}) findings(change, true);
    for (const Change change : {Change::improved, Change::resolved}) findings(change, false);
    unchanged();
    terms();
    wording();
    page_.line();
    page_.block("", labels_.not_advice, Ink::faint);
    return page_.take();
  }

 private:
  static Ink ink_of(Change change) {
    constexpr std::array<Ink, compare::kChanges> inks = {Ink::critical, Ink::high, Ink::high, Ink::medium, Ink::good, Ink::good, Ink::faint};
    return inks[static_cast<std::size_t>(change)];
  }

  std::string file(const Input& input) const {
    const std::string_view name = input.name.substr(input.name.find_last_of('/') + 1);
    return for_terminal(name);
  }

  void head() {
    const std::string before = file(rounds_.before), after = file(rounds_.after);
    page_.block("", before.empty() || after.empty() ? std::string(words_.title) : before + std::string(kArrow) + after, Ink::strong);
    const compare::Comparison& c = rounds_.comparison;
    const Ink colour = c.of(Change::added) + c.of(Change::worsened) > 0 ? Ink::high : c.of(Change::unclear) + c.of(Change::changed) > 0 ? Ink::medium : Ink::good;
    page_.block("", upper(changes_line(rounds_, reader_), reader_), colour);
    const std::string_view then = headline(rounds_.before, reader_), now = headline(rounds_.after, reader_);
    std::string line = score_line(rounds_, reader_) + std::string(kDot) + std::string(then);
    if (then != now) line.append(kArrow).append(now);
    page_.block("", line);
    if (rounds_.after.side == Role::supplier) page_.block("", labels_.read_for[static_cast<std::size_t>(Role::supplier)], Ink::faint);
  }

  void gaps() {
    const std::vector<std::string> lines = gap_lines(rounds_, reader_);
    if (!lines.empty()) page_.line();
    for (const std::string& line : lines) page_.block("! ", line, Ink::high, Ink::high);
  }

  void findings(Change change, bool full) {
    bool headed = false;
    for (const FindingChange& c : rounds_.comparison.findings) {
      if (c.change != change) continue;
      if (!headed) page_.heading(words_.heading[static_cast<std::size_t>(change)]);
      headed = true;
      full ? one(c) : brief(c);
    }
  }

  std::string text(const FindingChange& c, findings::Text which) const {
    const Input& input = c.after ? rounds_.after : rounds_.before;
    return for_terminal(findings::wording(input.program, input.list.findings[c.after ? *c.after : *c.before], which, reader_));
  }
  std::string mark(const FindingChange& c) const {
    const rules::Rule& rule = rounds_.after.program.rules()[c.rule];
    return "[" + (rule.taxonomy.empty() ? rule.id : rule.taxonomy + " " + rule.id) + "]";
  }
  std::string quote(const Input& input, TextSpan span) const { return shortened(for_terminal(span.of(input.extracted.text)), kQuoteColumns); }

  void title(const FindingChange& c) {
    const std::string head = upper(labels_.severity[static_cast<std::size_t>(c.severity)], reader_) + "  ";
    const std::string name = text(c, findings::Text::title), id = mark(c);
    if (display_width(head) + display_width(name) + 1 + display_width(id) <= page_.width()) {
      page_.line(page_.in(ink_of(c.change), head) + page_.in(Ink::strong, name) + " " + page_.in(Ink::faint, id));
    } else {
      page_.block(head, name, Ink::strong, ink_of(c.change));
      page_.block("  ", id, Ink::faint);
    }
  }

  void labelled(std::string_view label, const std::string& words, Ink words_ink = Ink::plain) {
    if (!words.empty()) page_.block("  " + std::string(label) + std::string(labels_.colon), words, words_ink, Ink::faint, "    ");
  }

  void sides(const FindingChange& c) {
    const auto side = [&](const Input& input, std::string_view name, TextSpan span, Ink bar) {
      if (span.empty()) return;
      const std::string place = place_of_span(input, span, reader_);
      page_.block("  ", std::string(name) + (place.empty() ? "" : std::string(kDot) + place), Ink::faint);
      page_.block("  \xE2\x94\x82 ", quote(input, span), Ink::plain, bar, "  \xE2\x94\x82 ");
    };
    // Of a new or resolved one it matters that nothing stands there; an absence has no words anyway.
    if (c.quote_before.empty() && c.change == Change::added && !c.quote_after.empty()) labelled(words_.before, std::string(words_.not_there), Ink::faint);
    side(rounds_.before, words_.before, c.quote_before, Ink::faint);
    side(rounds_.after, words_.after, c.quote_after, ink_of(c.change));
    if (c.quote_after.empty() && c.change == Change::resolved && !c.quote_before.empty()) labelled(words_.after, std::string(words_.not_there), Ink::faint);
  }

  void one(const FindingChange& c) {
    page_.line();
    title(c);
    for (const std::string& line : reason_lines(rounds_, c, reader_)) page_.block("  ", line, Ink::strong);
    for (const std::string& line : note_lines(rounds_, c, reader_)) page_.block("  ", line);
    sides(c);
    page_.block("  ", text(c, findings::Text::message));
    labelled(labels_.ask, text(c, findings::Text::ask), Ink::strong);
    labelled(labels_.fallback, text(c, findings::Text::fallback));
  }

  void brief(const FindingChange& c) {
    page_.line();
    title(c);
    for (const std::string& line : reason_lines(rounds_, c, reader_)) page_.block("  ", line);
    for (const std::string& line : note_lines(rounds_, c, reader_)) page_.block("  ", line, Ink::faint);
    sides(c);
  }

  void unchanged() {
    std::uint32_t reworded = 0;
    for (const FindingChange& c : rounds_.comparison.findings) reworded += c.change == Change::unchanged && !c.waived && c.reworded;
    const std::uint32_t same = rounds_.comparison.of(Change::unchanged);
    if (same == 0 && rounds_.comparison.waived == 0) return;
    page_.heading(words_.heading[static_cast<std::size_t>(Change::unchanged)]);
    if (same > 0) page_.block("  ", filled(words_.count[static_cast<std::size_t>(Change::unchanged)], same));
    if (reworded > 0) {
      page_.block("  ", filled(words_.reworded_count, reworded) + std::string(labels_.colon));
      for (const FindingChange& c : rounds_.comparison.findings)
        if (c.change == Change::unchanged && !c.waived && c.reworded) {
          page_.line();
          title(c);
          sides(c);
        }
    }
    if (rounds_.comparison.waived > 0) page_.block("  ", filled(words_.waived_count, rounds_.comparison.waived), Ink::faint);
  }

  void terms() {
    const std::vector<TermRow> rows = term_rows(rounds_, reader_);
    if (rows.empty()) return;
    page_.heading(words_.terms);
    for (const TermRow& row : rows) {
      std::string line = (row.before.empty() ? "\xE2\x80\x93" : row.before) + std::string(kArrow) + (row.after.empty() ? "\xE2\x80\x93" : row.after);
      if (!row.effect.empty()) line.append(" (").append(row.effect).append(")");
      const Ink colour = row.which == compare::Effect::unfavourable ? Ink::high : row.which == compare::Effect::favourable ? Ink::good : Ink::plain;
      page_.block("  " + row.name + std::string(labels_.colon), line, colour, Ink::plain, "    ");
    }
  }

  void wording() {
    const compare::Comparison& c = rounds_.comparison;
    if (c.clauses.empty()) return;
    page_.heading(words_.wording);
    std::string counts;
    if (c.clauses_without_effect > 0) counts = filled(words_.without_effect, c.clauses_without_effect);
    if (c.clauses_unchanged > 0) counts.append(counts.empty() ? "" : kDot).append(filled(words_.clauses_unchanged, c.clauses_unchanged));
    if (!counts.empty()) page_.block("  ", counts);
    std::size_t listed = 0;
    for (const compare::ClauseChange& clause : c.clauses) {
      if (clause.effect) continue;
      if (listed++ < kClausesListed) page_.block("  - ", clause_line(rounds_, clause, reader_), Ink::faint);
    }
    if (listed > kClausesListed) page_.line("  " + page_.in(Ink::faint, "\xE2\x80\xA6 +" + std::to_string(listed - kClausesListed)));
  }

  const Rounds& rounds_;
  const Language reader_;
  const ComparisonWords& words_;
  const Labels& labels_;
  Page page_;
};

}  // namespace

std::string comparison_text(const Rounds& rounds, const TextOptions& options) { return ComparisonText(rounds, options).run(); }

}  // namespace caveat::report
