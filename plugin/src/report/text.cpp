// The report for a terminal. A buyer reads the first ten lines; the rest is there to be quoted from.
// Tested by tests/unit/report/text_test.cpp.
//
//   LIEFERVERTRAG.docx · Contract · 12 pages · German 96 %, English 4 %
//   NEGOTIATE BEFORE SIGNING · risk 62.4/100 · 7 high, 4 medium
//   Read these first ... Key terms (the last day to give notice, computed) ... Findings ... Missing protections ...
//   Could not be determined ... Waived ... How the score is made
#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits.h"
#include "findings/wording.h"
#include "report/authorship.h"
#include "report/baseline_words.h"
#include "report/labels.h"
#include "report/names.h"
#include "report/reading_order.h"
#include "report/report.h"
#include "report/shown_text.h"
#include "report/terminal_page.h"

namespace caveat::report {
namespace {

constexpr std::size_t kPlacesListed = 4;      // of one issue after its first; the JSON and the HTML have all
constexpr std::size_t kPlacesNamed = 6;       // of one cause, in one line
constexpr std::size_t kKindShown = 2;         // places that say what the document is
constexpr std::uint32_t kLeadIn = 24;         // columns of the sentence before the words that matter, where it is cut
constexpr std::size_t kKeyTermsPerRule = 2;   // a term that stands in ten places is no longer key

class TextReport {
 public:
  TextReport(const Input& input, const TextOptions& options)
      : input_(input), reader_(options.reader == Language::other ? Language::en : options.reader),
        words_(labels(reader_)), order_(reading_order(input)), authors_(input.extracted), page_(options) {}

  std::string run() {
    head();
    if (not_a_contract(input_)) kind();
    if (!complete(input_)) not_read(true);
    if (const std::string note = baseline_note(input_, reader_); !note.empty()) page_.line(), page_.block("", note);
    top();
    key_terms();
    issues();
    absences();
    undetermined();
    waived();
    arithmetic();
    if (!input_.not_read.empty()) not_read(false);
    page_.line();
    page_.block("", words_.not_advice, Ink::faint);
    return page_.take();
  }

  std::string run_key_terms() {
    name_and_kind();
    if (not_a_contract(input_)) kind();
    if (!complete(input_)) not_read(true);
    key_terms();
    return page_.take();
  }

 private:
  std::string wording(std::uint32_t finding, findings::Text text) const {
    return for_terminal(findings::wording(input_.program, input_.list.findings[finding], text, reader_));
  }
  std::string quote(const findings::Finding& finding) const {
    return for_terminal(finding.place.quote.of(input_.extracted.text));
  }

  void name_and_kind() {
    std::string line = input_.name.empty() ? std::string(words_.report_title) : for_terminal(input_.name);
    std::string about;
    const std::string_view kind = document_kind(input_, reader_);
    if (!kind.empty()) about.append(kDot).append(kind);
    if (!input_.extracted.pages.empty()) about += kDot, about += filled(words_.pages, input_.extracted.pages.size());
    const std::string languages = language_shares(input_, reader_);
    if (!languages.empty()) about.append(kDot).append(languages);
    // The customer's side is what everybody expects; the other is said.
    if (input_.side == Role::supplier) about.append(kDot).append(words_.read_for[static_cast<std::size_t>(input_.side)]);
    if (display_width(line) + display_width(about) <= page_.width()) {
      page_.line(page_.in(Ink::strong, line) + page_.in(Ink::faint, about));
    } else {
      page_.block("", line, Ink::strong);
      if (!about.empty()) page_.block("", std::string_view(about).substr(kDot.size()), Ink::faint);
    }
  }

  void head() {
    name_and_kind();
    const bool unread = input_.assessment.lane == risk::Lane::sign && !complete(input_);
    std::string verdict = upper(headline(input_, reader_), reader_);
    const bool no_verdict = input_.assessment.lane == risk::Lane::sign && not_a_contract(input_);
    const Ink colour = unread || no_verdict ? Ink::high : ink(input_.assessment.lane);
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
    if (!unread && !no_verdict) page_.block("", words_.reason[reason_index(input_.assessment.lane_reason)], Ink::faint);
  }

  void kind() {
    page_.block("", words_.not_a_contract_note);
    std::string text;
    const std::vector<findings::KindEvidence>& evidence = input_.list.kind.evidence;
    for (std::size_t i = 0; i < evidence.size() && i < kKindShown; ++i) {
      text.append(text.empty() ? "" : "; ").append(for_terminal(rule_title(input_, evidence[i].rule, reader_)));
      text.append(" \xE2\x80\x9C").append(shortened(for_terminal(evidence[i].quote.of(input_.extracted.text)), 40)).append("\xE2\x80\x9D");
      const std::uint32_t page = input_.extracted.page_of(evidence[i].quote.begin);
      if (page > 0) text.append(", ").append(filled(words_.page_short, std::to_string(page)));
    }
    if (!text.empty()) page_.block("", std::string(words_.kind_evidence) + std::string(words_.colon) + text, Ink::faint);
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
      const std::uint32_t room = page_.width() - 3;
      page_.block(std::to_string(++n) + ". ", shortened(text, room), Ink::strong, ink(input_.list.findings[finding].severity));
      if (input_.list.findings[finding].outcome == match::Outcome::absent)
        page_.block("   ", shortened(wording(finding, findings::Text::message), room));
      else
        page_.block("   \xE2\x94\x82 ", excerpt(input_.list.findings[finding], room - 2), Ink::plain, ink(input_.list.findings[finding].severity));
      brief("   ", words_.ask, wording(finding, findings::Text::ask));
    }
  }

  // One line of the quote, in which the words that matter stand: from its begin, or else from shortly before them.
  std::string excerpt(const findings::Finding& finding, std::uint32_t room) const {
    const std::string_view text = input_.extracted.text;
    const TextSpan quote = finding.place.quote, trigger = finding.place.trigger;
    const std::string whole = for_terminal(quote.of(text));
    if (display_width(whole) <= room || trigger.begin <= quote.begin || trigger.end > quote.end) return shortened(whole, room);
    if (display_width(for_terminal(text.substr(quote.begin, trigger.end - quote.begin))) < room) return shortened(whole, room);
    std::size_t begin = trigger.begin;  // back to the begin of a word
    for (std::size_t at = trigger.begin; at > quote.begin && trigger.begin - at < kLeadIn; --at)
      if (text[at - 1] == ' ' || text[at - 1] == '\n') begin = at;
    return "\xE2\x80\xA6 " + shortened(for_terminal(text.substr(begin, quote.end - begin)), room - 2);
  }

  // As labelled(), but no longer than two lines, so that verdict, top three and dates fit on one screen; the whole stands below.
  void brief(std::string_view margin, std::string_view label, const std::string& text) {
    if (text.empty()) return;
    const std::string head = std::string(margin) + std::string(label) + std::string(words_.colon);
    const std::uint32_t first = page_.width() - std::min(display_width(head), page_.width()), later = page_.width() - display_width(margin);
    const std::vector<std::string> lines = wrapped(text, first, later);
    std::string rows = lines.front(), rest;
    for (std::size_t i = 1; i < lines.size(); ++i) rest.append(rest.empty() ? "" : " ").append(lines[i]);
    if (!rest.empty()) rows.append(" ").append(shortened(rest, later));
    page_.block(head, rows, Ink::plain, Ink::faint, margin);
  }

  void issues() {
    if (order_.issues.empty()) {
      if (!order_.absences.empty()) return;
      page_.line();
      page_.block("", no_findings_note(input_, reader_));
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
        "[" + (rule.taxonomy.empty() ? rule.id : rule.taxonomy + " " + rule.id) + " " + input_.list.findings[first].fingerprint + "]";
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
    const findings::Finding& finding = input_.list.findings[first];
    if (finding.outcome != match::Outcome::absent) place_and_quote(first, true);
    labelled({}, wording(first, findings::Text::message));
    for (const std::string_view remark : remarks(finding, reader_)) page_.block("  ", remark, Ink::strong);
    no_effect(finding);
    if (const std::string_view changed = change_note(finding, reader_); !changed.empty()) page_.block("  ", changed, Ink::strong);
    labelled(words_.why, wording(first, findings::Text::why));
    labelled(words_.ask, wording(first, findings::Text::ask), Ink::strong);
    labelled(words_.fallback, wording(first, findings::Text::fallback));
    if (finding.outcome == match::Outcome::absent) {
      labelled(words_.searched, joined(finding.searched));
      labelled(words_.expected_near, where(input_, finding, reader_));
    }
    labelled(words_.also, further_places(input_, finding, kPlacesNamed, reader_));
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
      if (const std::string author = authors_.text(finding.place, reader_); !author.empty()) page_.block("  ", author, Ink::faint);
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
    if (const std::string author = authors_.text(finding.place, reader_); !author.empty()) page_.block("    ", author, Ink::faint);
    const std::string also = further_places(input_, finding, kPlacesNamed, reader_);
    if (!also.empty()) page_.block("    ", std::string(words_.also) + std::string(words_.colon) + also, Ink::faint);
    no_effect(finding);
  }

  static std::string joined(const std::vector<std::string>& words) {
    std::string all;
    for (const std::string& word : words) all.append(all.empty() ? "" : ", ").append(for_terminal(word));
    return all;
  }

  // A waiver names this finding, but does not hold.
  void no_effect(const findings::Finding& finding) {
    if (finding.waiver_problem.empty()) return;
    labelled(words_.waiver_no_effect, std::string(waiver_problem_text(finding.waiver_problem, reader_)));
  }

  void absences() {
    if (order_.absences.empty()) return;
    page_.heading(std::string(words_.absences) + std::string(kDot) + filled(words_.issues, order_.absences.size()));
    for (const Issue& issue : order_.absences) one(issue);
  }

  void undetermined() {
    if (input_.list.undetermined.empty()) return;
    page_.heading(words_.undetermined);
    page_.block("", words_.undetermined_note, Ink::faint);
    std::map<std::string, std::string> by_reason;  // one line a reason: the titles are what a reader looks for
    for (const match::Undetermined& open : input_.list.undetermined) {
      std::string& titles = by_reason[open.reason];
      titles.append(titles.empty() ? "" : "; ").append(for_terminal(rule_title(input_, open.rule, reader_)));
    }
    for (const auto& [reason, titles] : by_reason)
      page_.block("  - ", titles + " (" + std::string(undetermined_reason(reason, reader_)) + ")");
  }

  void waived() {
    if (!order_.waived.empty()) {
      page_.heading(std::string(words_.waived) + std::string(kDot) + filled(words_.issues, order_.waived.size()));
      for (const std::uint32_t index : order_.waived) {
        const findings::Finding& finding = input_.list.findings[index];
        const std::string_view severity = words_.severity[static_cast<std::size_t>(finding.severity)];
        std::string text = wording(index, findings::Text::title);
        const std::string place = where(input_, finding, reader_);
        if (!place.empty()) text.append(kDot).append(place);
        page_.block("  " + upper(severity, reader_) + "  ", text, Ink::plain, Ink::faint, "    ");
        if (!finding.waiver) continue;
        std::string terms = for_terminal(finding.waiver->reason);
        terms.append(kDot).append(filled(words_.approved_by, for_terminal(finding.waiver->approver)));
        if (finding.waiver->expires) terms.append(kDot).append(filled(words_.until, date_text(finding.waiver->expires, reader_)));
        page_.block("    ", terms, Ink::faint);
      }
    }
    if (input_.list.waiver_problems.empty()) return;
    page_.heading(words_.waiver_problems);
    for (const findings::WaiverProblem& problem : input_.list.waiver_problems) {
      std::string text;
      if (problem.line > 0) text.append(filled(words_.file_line, std::to_string(problem.line))).append(words_.colon);
      if (!problem.rule.empty()) text.append(for_terminal(problem.rule)).append(" ");
      if (!problem.fingerprint.empty()) text.append(for_terminal(problem.fingerprint)).append(" ");
      if (text.ends_with(' ') && !text.ends_with(words_.colon)) text.back() = ',', text += ' ';
      text += waiver_problem_text(problem.code, reader_);
      if (problem.code == "malformed" && !problem.detail.empty()) text.append(" (").append(for_terminal(problem.detail)).append(")");
      page_.block("  - ", text);
    }
  }

  // Every summand, in running text: who wants to check it can, and it takes few lines.
  void arithmetic() {
    if (input_.assessment.lines.empty()) return;
    page_.heading(words_.arithmetic);
    std::string text;
    double sum = 0;
    for (const risk::ScoreLine& line : input_.assessment.lines) {
      const rules::Rule& rule = input_.program.rules()[line.rule];
      const risk::ScoreFactors f = risk::score_factors(line.severity, rule.confidence, line.count);
      sum += line.points;
      if (f.weight == 0) continue;  // of severity info: nothing is added
      text.append(text.empty() ? "" : " + ").append(rule.id).append("\xC2\xA0").append(rounded_text(f.weight, 2, reader_));
      if (f.factor != 1) text.append("\xC3\x97").append(rounded_text(f.factor, 2, reader_));
      if (f.repeat != 1) text.append("\xC3\x97").append(rounded_text(f.repeat, 3, reader_));
    }
    if (!text.empty()) text.append(" = ").append(rounded_text(sum, 2, reader_)).append(". ");
    text.append(filled(words_.formula, rounded_text(input_.assessment.score, 1, reader_)));
    page_.block("", text, Ink::faint);
  }

  void labelled(std::string_view label, const std::string& text, Ink text_ink = Ink::plain) {
    if (text.empty()) return;
    if (label.empty()) return page_.block("  ", text, text_ink);
    const std::string head = "  " + std::string(label) + std::string(words_.colon);
    page_.block(head, text, text_ink, Ink::faint, "    ");
  }

  void key_terms() {
    if (!input_.assessment.key_terms.empty()) return computed_terms();
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

  void computed_terms() {
    page_.heading(words_.key_terms);
    for (const risk::KeyTerm& term : input_.assessment.key_terms) {
      const std::string name = for_terminal(key_term_name(input_, term, reader_)) + std::string(words_.colon);
      std::string text = shortened(key_term_value(input_, term, reader_), page_.width());  // contracts define whole paragraphs
      if (text.empty() && term.clause && *term.clause < input_.list.clauses.size())
        text = shortened(quote(input_.list.clauses[*term.clause]), page_.width() / 2);
      if (term.clause && *term.clause < input_.list.clauses.size()) {
        const std::string place = where(input_, input_.list.clauses[*term.clause], reader_);
        if (!place.empty()) text.append(kDot).append(place);
      }
      const bool deadline = term.id == "last-notice-day";
      page_.block("  " + name, text, deadline ? Ink::strong : Ink::plain, Ink::plain, "    ");
      const std::vector<std::string> lines = arithmetic_lines(input_, term, reader_);
      std::string sum;
      for (const std::string& line : lines) sum.append(sum.empty() ? "" : "; ").append(line);
      if (!sum.empty()) page_.block("    ", sum, Ink::faint);
    }
  }

  const Input& input_;
  const Language reader_;
  const Labels& words_;
  const ReadingOrder order_;
  const Authorship authors_;
  Page page_;
};

}  // namespace

std::string text(const Input& input, const TextOptions& options) { return TextReport(input, options).run(); }
std::string key_terms_text(const Input& input, const TextOptions& options) { return TextReport(input, options).run_key_terms(); }

}  // namespace caveat::report
