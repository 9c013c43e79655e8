// The comparison for legal: before and after beside one another, the changed words marked.
// Tested by tests/unit/compare/comparison_report_test.cpp and tests/node/comparison.test.mjs.
#include <cstring>  // ctemplate's headers forget it

#include <ctemplate/template_dictionary.h>

#include <string>
#include <string_view>
#include <vector>

#include "findings/wording.h"
#include "report/comparison_report.h"
#include "report/comparison_template.h"
#include "report/comparison_words.h"
#include "report/engine.h"
#include "report/html_template.h"
#include "report/names.h"
#include "report/page_template.h"
#include "report/reading_order.h"
#include "report/shown_text.h"

namespace caveat::report {
namespace {

using compare::Change;
using compare::FindingChange;
using ctemplate::TemplateDictionary;

constexpr std::string_view kArrow = " \xE2\x86\x92 ";

const PageTemplate& page_template() {
  static const PageTemplate made = [] {
    std::string page(kComparisonTemplate);
    for (std::size_t at; (at = page.find(kPairPlace)) != std::string::npos;) page.replace(at, kPairPlace.size(), kComparisonPair);
    std::string style = std::string(kHtmlStyle) + std::string(kComparisonStyle);
    style.erase(style.find(kFilterRulesPlace), kFilterRulesPlace.size());  // no filter here
    return PageTemplate(std::move(page), style);
  }();
  return made;
}

class ComparisonHtml {
 public:
  ComparisonHtml(const Rounds& rounds, Language reader)
      : rounds_(rounds), reader_(reader == Language::other ? Language::en : reader), words_(comparison_words(reader_)), labels_(labels(reader_)),
        root_("comparison", nullptr) {}

  std::string run() {
    fixed_labels();
    head();
    gaps();
    for (std::size_t i = 0; i < compare::kChanges; ++i) group(static_cast<Change>(i));
    terms();
    wording();
    return page_template().filled(root_, 4096 * rounds_.comparison.findings.size() + 2048 * rounds_.comparison.clauses.size());
  }

 private:
  std::string file(const Input& input) const {
    const std::string_view name = input.name.substr(input.name.find_last_of('/') + 1);
    return name.empty() ? std::string(&input == &rounds_.before ? words_.before_draft : words_.after_draft) : for_terminal(name);
  }

  void fixed_labels() {
    const std::pair<const char*, std::string_view> all[] = {
        {"LANG", code(reader_)}, {"VERSION", kEngineVersion}, {"L_TITLE", words_.title}, {"L_SKIP_WORDING", words_.skip_to_wording},
        {"L_NOT_READ", labels_.not_read}, {"L_ASK", labels_.ask}, {"L_FALLBACK", labels_.fallback}, {"L_RULE", labels_.rule},
        {"L_TERMS", words_.terms}, {"L_TERM", labels_.term}, {"L_BEFORE", words_.before}, {"L_AFTER", words_.after},
        {"L_WORDING", words_.wording}, {"L_NOTHING", words_.nothing}, {"L_ABOUT", labels_.about}, {"L_NOT_ADVICE", labels_.not_advice},
        {"L_PACK", labels_.pack_hash}, {"L_POLICY", labels_.policy}, {"L_BEFORE_DRAFT", words_.before_draft},
        {"L_AFTER_DRAFT", words_.after_draft}, {"L_NOT_THERE", words_.not_there},
    };
    for (const auto& [name, text] : all) set(root_, name, text);
    const rules::RuleProgram& program = rounds_.after.program;
    set(root_, "PACK", for_terminal(program.pack() + " " + program.pack_version()));
    set(root_, "PACK_HASH", for_terminal(program.pack_hash()));
    set_if(root_, "POLICY_", "POLICY", for_terminal(program.policy().id.empty() ? "" : program.policy().id + " " + program.policy().version));
    set(root_, "BEFORE_SHA", for_terminal(rounds_.before.sha256));
    set(root_, "AFTER_SHA", for_terminal(rounds_.after.sha256));
  }

  void head() {
    const compare::Comparison& c = rounds_.comparison;
    set(root_, "BEFORE", file(rounds_.before));
    set(root_, "AFTER", file(rounds_.after));
    if (rounds_.after.side == Role::supplier) set(*root_.AddSectionDictionary("SIDE"), "TEXT", labels_.read_for[static_cast<std::size_t>(Role::supplier)]);
    Change worst = Change::unchanged;
    for (std::size_t i = compare::kChanges; i-- > 0;) {
      if (c.count[i] > 0) worst = static_cast<Change>(i);
    }
    set(root_, "VERDICT", compare::name(worst));
    set(root_, "CHANGES", changes_line(rounds_, reader_));
    set(root_, "SCORE", score_line(rounds_, reader_));
    const std::string_view then = headline(rounds_.before, reader_), now = headline(rounds_.after, reader_);
    set(root_, "LANES", then == now ? std::string(now) : std::string(then) + std::string(kArrow) + std::string(now));
    for (std::size_t i = 0; i < compare::kChanges; ++i) {
      if (c.count[i] == 0) continue;
      TemplateDictionary& count = *root_.AddSectionDictionary("COUNT");
      set(count, "KIND", compare::name(static_cast<Change>(i)));
      set(count, "TEXT", filled(words_.count[i], c.count[i]));
    }
  }

  void gaps() {
    const std::vector<std::string> lines = gap_lines(rounds_, reader_);
    if (lines.empty()) return;
    TemplateDictionary& alert = *root_.AddSectionDictionary("ALERT");
    for (const std::string& line : lines) set(*alert.AddSectionDictionary("ALERT_LINE"), "LINE", line);
  }

  void group(Change change) {
    const compare::Comparison& c = rounds_.comparison;
    TemplateDictionary* section = nullptr;
    const auto open = [&] {
      if (section) return;
      section = root_.AddSectionDictionary("GROUP");
      set(*section, "KIND", compare::name(change));
      set(*section, "HEADING", words_.heading[static_cast<std::size_t>(change)]);
      set(*section, "TOTAL", std::to_string(c.of(change)));
    };
    for (const FindingChange& f : c.findings) {
      // Of what is as it was, only what reads differently now is worth a look.
      if (f.change != change || (change == Change::unchanged && (!f.reworded || f.waived))) continue;
      open();
      finding(f, *section->AddSectionDictionary("CHANGE"));
    }
    if (change != Change::unchanged || (c.of(change) == 0 && c.waived == 0)) return;
    open();
    if (c.of(change) > 0) set(*section->AddSectionDictionary("GROUP_NOTE"), "TEXT", filled(words_.count[static_cast<std::size_t>(change)], c.of(change)));
    if (c.waived > 0) set(*section->AddSectionDictionary("GROUP_NOTE"), "TEXT", filled(words_.waived_count, c.waived));
  }

  void finding(const FindingChange& c, TemplateDictionary& to) {
    const Input& input = c.after ? rounds_.after : rounds_.before;
    const findings::Finding& f = input.list.findings[c.after ? *c.after : *c.before];
    const auto text = [&](findings::Text which) { return for_browser(findings::wording(input.program, f, which, reader_)); };
    set(to, "KIND", compare::name(c.change));
    set(to, "N", std::to_string(++number_));
    set(to, "BADGE", words_.badge[static_cast<std::size_t>(c.change)]);
    set(to, "SEVERITY", labels_.severity[static_cast<std::size_t>(c.severity)]);
    set(to, "TITLE", text(findings::Text::title));
    set(to, "RULE", input.program.rules()[c.rule].id);
    for (const std::string& line : reason_lines(rounds_, c, reader_)) set(*to.AddSectionDictionary("DELTA"), "TEXT", line);
    for (const std::string& line : note_lines(rounds_, c, reader_)) set(*to.AddSectionDictionary("NOTE"), "TEXT", line);
    if (!c.quote_before.empty() || !c.quote_after.empty()) pair(to, c.quote_before, c.quote_after, c.marks);
    if (c.change == Change::improved || c.change == Change::resolved || c.change == Change::unchanged) return;
    TemplateDictionary& full = *to.AddSectionDictionary("FULL");
    set(full, "MESSAGE", text(findings::Text::message));
    set_if(full, "ASK_", "ASK", text(findings::Text::ask));
    set_if(full, "FALLBACK_", "FALLBACK", text(findings::Text::fallback));
  }

  void pair(TemplateDictionary& to, TextSpan before, TextSpan after, const compare::Marks& marks) {
    TemplateDictionary& both = *to.AddSectionDictionary("PAIR");
    set(both, "BEFORE_AT", place_of_span(rounds_.before, before, reader_));
    set(both, "AFTER_AT", place_of_span(rounds_.after, after, reader_));
    if (before.empty()) both.ShowSection("WAS_NONE");
    else wording_of(*both.AddSectionDictionary("WAS"), rounds_.before, before, marks.before, after.empty());
    if (after.empty()) both.ShowSection("IS_NONE");
    else wording_of(*both.AddSectionDictionary("IS"), rounds_.after, after, marks.after, before.empty());
  }

  // `whole`: nothing stands beside it; to mark all of it would only make it hard to read.
  void wording_of(TemplateDictionary& to, const Input& input, TextSpan span, const std::vector<TextSpan>& marks, bool whole) {
    if (!input.structure.languages.empty() && input.structure.languages.front().code != code(reader_))
      set_if(to, "QLANG_", "QLANG", lang_tag(input.structure.languages.front().code));
    const auto segment = [&](std::uint32_t begin, std::uint32_t end, bool marked) {
      if (begin >= end) return;
      TemplateDictionary& seg = *to.AddSectionDictionary("SEG");
      set(seg, "T", for_browser(TextSpan{begin, end}.of(input.extracted.text)));
      if (marked) seg.ShowSection("M");
    };
    std::uint32_t at = span.begin;
    if (!whole)
      for (const TextSpan mark : marks) {
        const std::uint32_t begin = std::clamp(mark.begin, at, span.end), end = std::clamp(mark.end, begin, span.end);
        segment(at, begin, false);
        segment(begin, end, true);
        at = end;
      }
    segment(at, span.end, false);
  }

  void terms() {
    const std::vector<TermRow> rows = term_rows(rounds_, reader_);
    if (rows.empty()) return;
    TemplateDictionary& section = *root_.AddSectionDictionary("TERMS");
    for (const TermRow& row : rows) {
      TemplateDictionary& to = *section.AddSectionDictionary("TERM");
      set(to, "NAME", row.name);
      set(to, "WAS", row.before.empty() ? "\xE2\x80\x93" : row.before);
      set(to, "IS", row.after.empty() ? "\xE2\x80\x93" : row.after);
      if (row.effect.empty()) continue;
      set_if(to, "EFFECT_", "EFFECT", row.effect);
      set(to, "EFFECT_CLASS", compare::name(row.which));
    }
  }

  void wording() {
    const compare::Comparison& c = rounds_.comparison;
    if (c.nothing()) root_.ShowSection("SAME");
    if (c.clauses_without_effect > 0) set(*root_.AddSectionDictionary("WORDING_COUNT"), "TEXT", filled(words_.without_effect, c.clauses_without_effect));
    if (c.clauses_unchanged > 0) set(*root_.AddSectionDictionary("WORDING_COUNT"), "TEXT", filled(words_.clauses_unchanged, c.clauses_unchanged));
    for (const compare::ClauseChange& clause : c.clauses) {
      TemplateDictionary& to = *root_.AddSectionDictionary("CLAUSE");
      set(to, "NAME", clause_line(rounds_, clause, reader_));
      for (const compare::Passage& p : clause.passages) {
        TemplateDictionary& passage = *to.AddSectionDictionary("PASSAGE");
        if (p.moved) set(*passage.AddSectionDictionary("MOVED"), "TEXT", words_.passage_moved);
        pair(passage, p.before, p.after, p.marks);
      }
      if (clause.passages.empty()) pair(*to.AddSectionDictionary("PASSAGE"), clause.at_before, clause.at_after, {});
      if (clause.unlisted > 0) set(*to.AddSectionDictionary("MORE"), "TEXT", filled(words_.more_passages, clause.unlisted));
    }
  }

  const Rounds& rounds_;
  const Language reader_;
  const ComparisonWords& words_;
  const Labels& labels_;
  std::uint32_t number_ = 0;
  TemplateDictionary root_;
};

}  // namespace

std::string comparison_html(const Rounds& rounds, Language reader) { return ComparisonHtml(rounds, reader).run(); }

}  // namespace caveat::report
