// The report for legal: findings on one side, the contract's text on the other, linked both ways.
// Tested by tests/unit/report/html_test.cpp; looked at in Chromium on screen, dark, narrow and printed.
//
// Every variable is escaped by libctemplate for the place it stands in; the page has no script and its policy allows
// nothing but its own style sheet. Time is linear in the text: one sweep over blocks and evidence together.
#include <cstring>  // ctemplate's headers forget it

#include <ctemplate/template_dictionary.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits.h"
#include "findings/wording.h"
#include "report/engine.h"
#include "report/html_template.h"
#include "report/labels.h"
#include "report/names.h"
#include "report/page_template.h"
#include "report/reading_order.h"
#include "report/report.h"
#include "report/shown_text.h"

namespace caveat::report {
namespace {

using ctemplate::TemplateDictionary;

constexpr std::size_t kPlacesInFull = 3;       // of one issue; the others fold into a list of one line each
constexpr std::uint32_t kTermsPerRule = 5;     // a term that stands in thirty places is no longer key; the JSON has all
constexpr std::size_t kUnreadOnTop = 4;
constexpr std::uint32_t kContextBytes = 120;   // beside a quote: enough to see where the sentence stands
constexpr std::uint32_t kShortColumns = 110;

// ---- the template, read once ----

const PageTemplate& page_template() {
  static const PageTemplate made = [] {
    std::string page(kHtmlTemplate);
    for (int i = 0; i < 2; ++i) page.replace(page.find(kArticlePlace), kArticlePlace.size(), kHtmlArticle);
    return PageTemplate(std::move(page), kHtmlStyle);
  }();
  return made;
}

// ---- small words ----

std::string figure(double value) {  // for SVG attributes: always a point, whatever the reader's language
  std::array<char, 32> digits{};
  char* const end = digits.data() + digits.size();
  return {digits.data(), std::to_chars(digits.data(), end, value, std::chars_format::fixed, 2).ptr};
}

std::string numbered(char prefix, std::uint32_t number) { return prefix + std::to_string(number); }

TextSpan inside(TextSpan span, TextSpan outer) {
  const std::uint32_t begin = std::clamp(span.begin, outer.begin, outer.end);
  return {begin, std::clamp(span.end, begin, outer.end)};
}

// ---- what is marked in the contract's text ----

struct Evidence {
  TextSpan quote, trigger;
  rules::Severity severity = rules::Severity::info;
  std::uint32_t number = 0;
  bool term = false;    // a key term: marked faintly, and only where no finding is
  bool unmarked = false;  // only a number before it: where a missing protection would belong
};

class HtmlReport {
 public:
  HtmlReport(const Input& input, Language reader)
      : input_(input), reader_(reader == Language::other ? Language::en : reader), words_(labels(reader_)),
        order_(reading_order(input)), whole_{0, static_cast<std::uint32_t>(input.extracted.text.size())},
        root_("report", nullptr) {
    if (!input.structure.languages.empty()) language_ = lang_tag(input.structure.languages.front().code);
    std::vector<std::uint32_t> seen(input.program.rules().size());
    for (const findings::Finding& clause : input.list.clauses)
      term_shown_.push_back(++seen[clause.rule] <= kTermsPerRule);
    key_clause_.resize(input.list.clauses.size());
    for (const risk::KeyTerm& term : input.assessment.key_terms)
      if (term.clause && *term.clause < key_clause_.size()) key_clause_[*term.clause] = term_shown_[*term.clause] = true;
  }

  std::string run() {
    fixed_labels();
    head();
    alert();
    no_contract();
    verdict();
    top();
    key_terms();
    findings();
    absences();
    undetermined();
    waived();
    terms();
    summary();
    arithmetic();
    unread();
    colophon();
    contract();
    return page_template().filled(root_, 2 * input_.extracted.text.size() + 4096);
  }

 private:
  std::string shown(TextSpan span) const { return for_browser(inside(span, whole_).of(input_.extracted.text)); }
  std::string wording(const findings::Finding& finding, findings::Text text) const {
    return for_browser(findings::wording(input_.program, finding, text, reader_));
  }
  std::string value_of(const findings::Finding& finding) const {
    return finding.value ? findings::quantity_text(*finding.value, reader_) : std::string();
  }
  // As a waiver file wants them: fingerprint and numbers.
  static std::string id_of(const findings::Finding& finding) {
    return finding.numbers.empty() ? finding.fingerprint : finding.fingerprint + " " + finding.numbers;
  }
  // Set only where the language is not the page's own.
  void set_lang(TemplateDictionary& to, const char* section, const char* name, Language language) const {
    if (language != reader_ && language != Language::other) set_if(to, section, name, code(language));
  }

  void fixed_labels() {
    const std::array<std::pair<const char*, std::string_view>, 51> all = {{
        {"LANG", code(reader_)}, {"VERSION", kEngineVersion}, {"L_REPORT", words_.report_title},
        {"L_SKIP_FINDINGS", words_.skip_to_findings}, {"L_SKIP_TEXT", words_.skip_to_text}, {"L_RISK", words_.risk},
        {"L_TOP", words_.top}, {"L_FINDINGS", words_.findings}, {"L_NO_FINDINGS", words_.no_findings},
        {"L_FILTER", words_.filter}, {"L_SHOW", words_.show_in_text}, {"L_WHY", words_.why}, {"L_ASK", words_.ask},
        {"L_ASK_LOCAL", words_.ask_in_contract_language}, {"L_FALLBACK", words_.fallback}, {"L_LAW", words_.law},
        {"L_LAW_NOTE", words_.law_note}, {"L_CONFIDENCE", words_.confidence}, {"L_RULE", words_.rule},
        {"L_TERMS", words_.key_terms}, {"L_TERM", words_.term}, {"L_VALUE", words_.value}, {"L_WHERE", words_.where},
        {"L_SUMMARY", words_.summary}, {"L_CATEGORY", words_.category}, {"L_ARITHMETIC", words_.arithmetic},
        {"L_SCORE_NOTE", words_.score_note}, {"L_COUNT", words_.count}, {"L_POINTS", words_.points},
        {"L_SHARE", words_.share}, {"L_TOTAL", words_.total}, {"L_NOT_READ", words_.not_read},
        {"L_ABOUT", words_.about}, {"L_NOT_ADVICE", words_.not_advice}, {"L_TEXT", words_.contract_text},
        {"L_TEXT_EMPTY", words_.text_empty}, {"L_PAGE_UNREAD", words_.page_not_read},
        {"L_KIND_EVIDENCE", words_.kind_evidence}, {"L_EXPECTED", words_.expected_near}, {"L_SEARCHED", words_.searched},
        {"L_ABSENCES", words_.absences}, {"L_UNDETERMINED", words_.undetermined},
        {"L_UNDETERMINED_NOTE", words_.undetermined_note}, {"L_WAIVED", words_.waived}, {"L_FINDING", words_.findings},
        {"L_WAIVER_REASON", words_.waiver_reason}, {"L_APPROVER", words_.approver},
        {"L_WAIVER_PROBLEMS", words_.waiver_problems}, {"L_ID", words_.fingerprint}, {"L_ID_NOTE", words_.fingerprint_note},
        {"L_FACTORS", words_.factors},
    }};
    for (const auto& [name, text] : all) set(root_, name, text);
    set(root_, "L_UNTIL", words_.valid_until);
    set(root_, "L_PACK", words_.pack_hash);
    set(root_, "L_POLICY", words_.policy);
    set(root_, "L_FILE", words_.file_hash);
  }

  void head() {
    // The file's own name heads the page; a host may give a whole path, which no reader of the report needs.
    const std::string_view file = input_.name.substr(input_.name.find_last_of('/') + 1);
    set(root_, "NAME", file.empty() ? std::string(words_.report_title) : for_terminal(file));
    std::string about(document_kind(input_, reader_));
    const auto add = [&](std::string_view part) {
      if (!part.empty()) about.append(about.empty() ? "" : " \xC2\xB7 ").append(part);
    };
    add(for_terminal(input_.extracted.media_type));
    if (!input_.extracted.pages.empty()) add(filled(words_.pages, input_.extracted.pages.size()));
    add(language_shares(input_, reader_));
    if (input_.side == Role::supplier) add(words_.read_for[static_cast<std::size_t>(input_.side)]);
    set(root_, "ABOUT", about);
  }

  void no_contract() {
    if (!not_a_contract(input_)) return;
    TemplateDictionary& section = *root_.AddSectionDictionary("NO_CONTRACT");
    set(section, "NOTE", words_.not_a_contract_note);
    if (input_.list.kind.evidence.empty()) return;
    TemplateDictionary& says = *section.AddSectionDictionary("SAYS");
    for (const findings::KindEvidence& evidence : input_.list.kind.evidence) {
      TemplateDictionary& item = *says.AddSectionDictionary("SAYS_SO");
      set(item, "TITLE", for_browser(rule_title(input_, evidence.rule, reader_)));
      const std::uint32_t page = input_.extracted.page_of(evidence.quote.begin);
      if (page > 0) set_if(item, "SAYS_WHERE", "WHERE", filled(words_.page_short, std::to_string(page)));
      set(item, "SHORT", shortened(for_terminal(inside(evidence.quote, whole_).of(input_.extracted.text)), kShortColumns));
    }
  }

  void alert() {
    if (complete(input_)) return;
    TemplateDictionary& alert = *root_.AddSectionDictionary("ALERT");
    set(alert, "ALERT_TEXT", input_.extracted.blocks.empty() ? words_.text_empty : words_.not_read_banner);
    const std::vector<std::string> lines = not_read_lines(input_, reader_, true);
    for (std::size_t i = 0; i < lines.size() && i < kUnreadOnTop; ++i)
      set(*alert.AddSectionDictionary("ALERT_LINE"), "LINE", lines[i]);
    if (lines.size() > kUnreadOnTop) set_if(alert, "ALERT_MORE", "ALERT_TOTAL", std::to_string(lines.size()));
  }

  void verdict() {
    const bool no_verdict = input_.assessment.lane == risk::Lane::sign && not_a_contract(input_);
    const bool unread = no_verdict || (input_.assessment.lane == risk::Lane::sign && !complete(input_));
    set(root_, "LANE", unread ? std::string_view("unread") : risk::name(input_.assessment.lane));
    set(root_, "HEADLINE", headline(input_, reader_));
    set(root_, "REASON", no_verdict ? words_.not_a_contract_note : unread ? words_.not_read_banner : words_.reason[reason_index(input_.assessment.lane_reason)]);
    set(root_, "SCORE", rounded_text(input_.assessment.score, 1, reader_));
    // One arc a severity, as long as its part of the score: the ring is the score.
    std::array<double, 5> share{};
    for (const risk::ScoreLine& line : input_.assessment.lines) share[static_cast<std::size_t>(line.severity)] += line.share;
    double begin = 0;
    for (std::size_t level = share.size(); level-- > 0;) {
      const auto severity = static_cast<rules::Severity>(level);
      if (share[level] > 0) {
        TemplateDictionary& arc = *root_.AddSectionDictionary("ARC");
        set(arc, "SEV", severity_class(severity));
        set(arc, "LENGTH", figure(share[level]));
        set(arc, "OFFSET", figure(begin == 0 ? 0.0 : -begin));
        begin += share[level];
      }
      if (const std::uint32_t count = input_.assessment.by_severity[level]) {
        TemplateDictionary& item = *root_.AddSectionDictionary("COUNT");
        set(item, "SEV", severity_class(severity));
        set(item, "TEXT", filled(words_.severity_count[level], count));
      }
    }
  }

  void top() {
    if (input_.assessment.top.empty()) return;
    TemplateDictionary& top = *root_.AddSectionDictionary("TOP");
    for (const std::uint32_t index : input_.assessment.top) {
      const findings::Finding& finding = input_.list.findings[index];
      TemplateDictionary& item = *top.AddSectionDictionary("TOP_ITEM");
      set(item, "SEV", severity_class(finding.severity));
      set(item, "N", std::to_string(order_.number[index]));
      set(item, "TITLE", wording(finding, findings::Text::title));
      set(item, "WHERE", where(input_, finding, reader_));
    }
  }

  void findings() {
    if (order_.issues.empty() && order_.absences.empty()) {
      root_.ShowSection("NONE");
    } else {
      set(root_, "FINDINGS_COUNT",
          filled(words_.issues, order_.issues.size()) + " \xC2\xB7 " + filled(words_.places, order_.places));
    }
    std::array<std::uint32_t, 5> issues{};
    for (const std::vector<Issue>* list : {&order_.issues, &order_.absences})
      for (const Issue& issue : *list) ++issues[static_cast<std::size_t>(issue.severity)];
    if (std::count_if(issues.begin(), issues.end(), [](std::uint32_t n) { return n > 0; }) > 1) {
      TemplateDictionary& filters = *root_.AddSectionDictionary("FILTERS");
      for (std::size_t level = issues.size(); level-- > 0;) {
        if (issues[level] == 0) continue;
        TemplateDictionary& filter = *filters.AddSectionDictionary("FILTER");
        set(filter, "SEV", severity_class(static_cast<rules::Severity>(level)));
        set(filter, "TEXT", filled(words_.severity_count[level], issues[level]));
      }
    }
    for (const Issue& issue : order_.issues) one(issue, *root_.AddSectionDictionary("ISSUE"));
  }

  void absences() {
    if (order_.absences.empty()) return;
    TemplateDictionary& section = *root_.AddSectionDictionary("ABSENCES");
    set(section, "COUNT_TEXT", filled(words_.issues, order_.absences.size()));
    for (const Issue& issue : order_.absences) one(issue, *section.AddSectionDictionary("ABSENCE"));
  }

  void undetermined() {
    if (input_.list.undetermined.empty()) return;
    TemplateDictionary& section = *root_.AddSectionDictionary("UNDETERMINED");
    for (const match::Undetermined& open : input_.list.undetermined) {
      TemplateDictionary& item = *section.AddSectionDictionary("OPEN");
      set(item, "TITLE", for_browser(rule_title(input_, open.rule, reader_)));
      set(item, "REASON_OPEN", undetermined_reason(open.reason, reader_));
    }
  }

  void waived() {
    if (!order_.waived.empty()) {
      TemplateDictionary& section = *root_.AddSectionDictionary("WAIVERS");
      set(section, "COUNT_TEXT", filled(words_.issues, order_.waived.size()));
      for (const std::uint32_t index : order_.waived) {
        const findings::Finding& finding = input_.list.findings[index];
        TemplateDictionary& row = *section.AddSectionDictionary("WAIVED");
        set(row, "N", std::to_string(order_.number[index]));
        set(row, "SEV", severity_class(finding.severity));
        if (!finding.placeless) row.ShowSection("LINKED");
        set(row, "TITLE", wording(finding, findings::Text::title));
        set(row, "WHERE", where(input_, finding, reader_));
        set(row, "ID", id_of(finding));
        if (!finding.waiver) continue;
        set(row, "REASON_WAIVED", for_browser(finding.waiver->reason));
        set(row, "APPROVER", for_browser(finding.waiver->approver));
        set(row, "UNTIL", date_text(finding.waiver->expires, reader_));
      }
    }
    if (input_.list.waiver_problems.empty()) return;
    TemplateDictionary& section = *root_.AddSectionDictionary("WAIVER_PROBLEMS");
    for (const findings::WaiverProblem& problem : input_.list.waiver_problems) {
      TemplateDictionary& item = *section.AddSectionDictionary("PROBLEM");
      set_if(item, "PROBLEM_RULE", "RULE", for_terminal(problem.rule));
      set_if(item, "PROBLEM_ID", "ID", for_terminal(problem.fingerprint));
      set(item, "TEXT", waiver_problem_text(problem.code, reader_));
      if (problem.code == "malformed") set_if(item, "PROBLEM_DETAIL", "DETAIL", for_terminal(problem.detail));
      if (problem.line > 0) set_if(item, "PROBLEM_LINE", "LINE", filled(words_.file_line, std::to_string(problem.line)));
    }
  }

  void one(const Issue& issue, TemplateDictionary& to) {
    const rules::Rule& rule = input_.program.rules()[issue.rule];
    const findings::Finding& first = input_.list.findings[issue.findings.front()];
    const std::string message = wording(first, findings::Text::message);
    set(to, "SEV", severity_class(issue.severity));
    set(to, "SEVERITY", words_.severity[static_cast<std::size_t>(issue.severity)]);
    set(to, "N", std::to_string(order_.number[issue.findings.front()]));
    set(to, "TITLE", wording(first, findings::Text::title));
    set(to, "MESSAGE", message);
    if (first.outcome == match::Outcome::absent) to.ShowSection("MISSING");
    if (first.placeless) to.ShowSection("NO_PLACE");
    const auto flag = [&](std::string_view text) { set(*to.AddSectionDictionary("FLAG"), "TEXT", text); };
    if (first.outcome == match::Outcome::adverse) flag(words_.adverse);
    if (first.band != findings::Band::none) flag(words_.band[static_cast<std::size_t>(first.band) - 1]);
    if (!first.waiver_problem.empty())
      flag(std::string(words_.waiver_no_effect) + std::string(words_.colon) + std::string(waiver_problem_text(first.waiver_problem, reader_)));
    for (std::size_t i = 0; i < issue.spots.size() && i < kPlacesInFull; ++i)
      place(issue.spots[i], i == 0 ? std::string_view() : message, *to.AddSectionDictionary("PLACE"));
    if (issue.spots.size() > kPlacesInFull) {
      TemplateDictionary& more = *to.AddSectionDictionary("MORE");
      set(more, "TEXT", filled(words_.more_places, issue.spots.size() - kPlacesInFull));
      for (std::size_t i = kPlacesInFull; i < issue.spots.size(); ++i) rest(issue.spots[i], *more.AddSectionDictionary("REST"));
    }
    if (issue.unlisted > 0) set_if(to, "UNLISTED", "TEXT", filled(words_.more_places, issue.unlisted));
    if (issue.truncated)
      set_if(to, "TRUNCATED", "TEXT", filled(words_.truncated, std::to_string(limits::kFindingsPerRule)));
    set_if(to, "WHY_", "WHY", wording(first, findings::Text::why));
    const std::string ask = wording(first, findings::Text::ask);
    set_if(to, "ASK_", "ASK", ask);
    if (!ask.empty() && first.language != reader_ && first.language != Language::other) {
      set_if(to, "ASK_LOCAL_", "ASK_LOCAL",
             for_browser(findings::wording(input_.program, first, findings::Text::ask, first.language)));
      set(to, "ASK_LANG", code(first.language));
    }
    set_if(to, "FALLBACK_", "FALLBACK", wording(first, findings::Text::fallback));
    std::string searched;
    for (const std::string& looked_for : first.searched) searched.append(searched.empty() ? "" : ", ").append(for_terminal(looked_for));
    set_if(to, "SEARCHED_", "SEARCHED", searched);
    if (!rule.law.empty()) {
      TemplateDictionary& list = *to.AddSectionDictionary("LAW_");
      for (const rules::Law& law : rule.law) {
        TemplateDictionary& item = *list.AddSectionDictionary("LAW");
        set(item, "PLACE_OF_LAW", law.place);
        set(item, "REF", law.ref);
        if (!law.checked.empty()) set(item, "CHECKED", "(" + filled(words_.law_checked, law.checked) + ")");
      }
    }
    set(to, "FAMILY", family_name(std::string_view(rule.taxonomy).substr(0, rule.taxonomy.find('-')), reader_));
    set_if(to, "CODE_", "CODE", rule.taxonomy);
    set(to, "CONFIDENCE", words_.confidence_level[static_cast<std::size_t>(rule.confidence)]);
    set(to, "RULE", rule.id);
    set(to, "RULE_VERSION", std::to_string(rule.version));
    set_if(to, "ID_", "ID", id_of(first));
  }

  // The block that holds a byte; the whole text when there is none.
  TextSpan block_around(std::uint32_t offset) const {
    const std::vector<extract::Block>& blocks = input_.extracted.blocks;
    const auto after = std::upper_bound(blocks.begin(), blocks.end(), offset,
                                        [](std::uint32_t o, const extract::Block& b) { return o < b.span.begin; });
    if (after == blocks.begin()) return whole_;
    return inside(std::prev(after)->span, whole_);
  }

  // The words before and after a quote, inside its block, cut at a space.
  std::pair<std::string, std::string> context(TextSpan quote) const {
    const std::string_view text = input_.extracted.text;
    const TextSpan head = block_around(quote.begin), tail = block_around(quote.empty() ? quote.end : quote.end - 1);
    std::uint32_t begin = quote.begin - std::min(quote.begin - std::min(head.begin, quote.begin), kContextBytes);
    const bool cut_before = begin > head.begin;
    if (cut_before) begin = static_cast<std::uint32_t>(std::min<std::size_t>(text.find_first_of(" \n\t", begin), quote.begin));
    std::uint32_t end = quote.end + std::min(std::max(tail.end, quote.end) - quote.end, kContextBytes);
    const bool cut_after = end < tail.end;
    if (cut_after) {
      const std::size_t space = text.find_last_of(" \n\t", end);
      end = space == std::string_view::npos ? quote.end : std::max(static_cast<std::uint32_t>(space), quote.end);
    }
    std::string before = shown({begin, quote.begin}), after = shown({quote.end, end});
    if (cut_before) before.insert(0, "\xE2\x80\xA6");
    if (cut_after) after += "\xE2\x80\xA6";
    return {std::move(before), std::move(after)};
  }

  void place(const Spot& spot, std::string_view shown_message, TemplateDictionary& to) {
    const findings::Finding& finding = input_.list.findings[spot.finding];
    const findings::Place& here = place_of(input_, spot);
    const bool absent = finding.outcome == match::Outcome::absent;
    const TextSpan quote = inside(here.quote, whole_);
    // Nothing in the quote is wrong where something is missing, so nothing is marked.
    const TextSpan trigger = absent ? TextSpan{quote.end, quote.end} : inside(here.trigger, quote);
    set(to, "N", std::to_string(spot.number));
    if (absent) to.ShowSection("EXPECTED");
    else to.ShowSection("HIT");
    set_if(to, "WHERE_", "WHERE", where(input_, here, reader_));
    if (spot.place == 0) set_if(to, "VALUE_", "VALUE", value_of(finding));
    set_lang(to, "QLANG_", "QLANG", finding.language);
    const auto [before, after] = context(quote);
    set_if(to, "BEFORE_", "BEFORE", before);
    set(to, "Q1", shown({quote.begin, trigger.begin}));
    set(to, "Q2", shown(trigger));
    set(to, "Q3", shown({trigger.end, quote.end}));
    set_if(to, "AFTER_", "AFTER", after);
    const std::string own = wording(finding, findings::Text::message);
    if (spot.place > 0 || shown_message.empty()) return;
    if (own != shown_message) set_if(to, "OWN_MESSAGE", "TEXT", own);
    set_if(to, "OWN_ID", "ID", id_of(finding));
  }

  void rest(const Spot& spot, TemplateDictionary& to) {
    const findings::Finding& finding = input_.list.findings[spot.finding];
    const findings::Place& here = place_of(input_, spot);
    set(to, "N", std::to_string(spot.number));
    set(to, "WHERE", where(input_, here, reader_));
    if (spot.place == 0) set_if(to, "VALUE_", "VALUE", value_of(finding));
    set_lang(to, "QLANG_", "QLANG", finding.language);
    const TextSpan quote = inside(here.quote, whole_), trigger = inside(here.trigger, quote);
    std::string words = shown({trigger.begin, quote.end});
    if (trigger.begin > quote.begin) words.insert(0, "\xE2\x80\xA6 ");
    set(to, "SHORT", shortened(words, kShortColumns));
  }

  // What was computed, with its arithmetic; a row of a clause also is what the mark in the contract's text leads back to.
  void key_terms() {
    if (input_.assessment.key_terms.empty()) return;
    TemplateDictionary& terms = *root_.AddSectionDictionary("KEY_TERMS");
    std::vector<bool> linked(input_.list.clauses.size());
    for (const risk::KeyTerm& term : input_.assessment.key_terms) {
      TemplateDictionary& row = *terms.AddSectionDictionary("KEY_TERM");
      if (term.id == "last-notice-day") row.ShowSection("DEADLINE");
      set(row, "TITLE", for_browser(key_term_name(input_, term, reader_)));
      const std::string value = key_term_value(input_, term, reader_);
      set_if(row, "VALUE_", "VALUE", value);
      for (const std::string& line : arithmetic_lines(input_, term, reader_)) set(*row.AddSectionDictionary("STEP"), "TEXT", line);
      if (!term.clause || *term.clause >= linked.size()) continue;
      const findings::Finding& clause = input_.list.clauses[*term.clause];
      const std::string number = std::to_string(*term.clause + 1);
      if (!linked[*term.clause]) set_if(row, "KT_ID", "N", number);
      linked[*term.clause] = true;
      TemplateDictionary& link = *row.AddSectionDictionary("KT_LINK");
      set(link, "N", number);
      const std::string place = where(input_, clause, reader_);
      set(link, "WHERE", place.empty() ? std::string(words_.show_in_text) : place);
      if (!value.empty()) continue;
      set_if(row, "SHORT_", "SHORT", shortened(shown(clause.place.quote), kShortColumns));
      set_lang(row, "QLANG_", "QLANG", clause.language);
    }
  }

  void terms() {
    if (std::find(key_clause_.begin(), key_clause_.end(), false) == key_clause_.end()) return;  // all of them stand above
    TemplateDictionary& terms = *root_.AddSectionDictionary("TERMS");
    set(terms, "TERMS_HEADING", input_.assessment.key_terms.empty() ? words_.key_terms : words_.clauses);
    const auto left_out = static_cast<std::uint64_t>(std::count(term_shown_.begin(), term_shown_.end(), false));
    if (left_out > 0) set_if(terms, "TERMS_MORE", "TEXT", filled(words_.more_places, left_out));
    for (std::uint32_t i = 0; i < input_.list.clauses.size(); ++i) {
      if (!term_shown_[i] || key_clause_[i]) continue;
      const findings::Finding& clause = input_.list.clauses[i];
      TemplateDictionary& row = *terms.AddSectionDictionary("TERM");
      set(row, "N", std::to_string(i + 1));
      set(row, "TITLE", wording(clause, findings::Text::title));
      const std::string value = value_of(clause);
      set_if(row, "VALUE_", "VALUE", value);
      if (value.empty()) {
        set_if(row, "SHORT_", "SHORT", shortened(shown(clause.place.quote), kShortColumns));
        set_lang(row, "QLANG_", "QLANG", clause.language);
      }
      const std::string place = where(input_, clause, reader_);
      set(row, "WHERE", place.empty() ? std::string(words_.show_in_text) : place);
    }
  }

  void summary() {
    if (input_.assessment.categories.empty()) return;
    TemplateDictionary& summary = *root_.AddSectionDictionary("SUMMARY");
    for (std::size_t level = 5; level-- > 0;) {
      TemplateDictionary& column = *summary.AddSectionDictionary("COLUMN");
      set(column, "SEV", severity_class(static_cast<rules::Severity>(level)));
      set(column, "TEXT", words_.severity[level]);
    }
    for (const risk::CategoryCount& category : input_.assessment.categories) {
      TemplateDictionary& row = *summary.AddSectionDictionary("ROW");
      set(row, "FAMILY", family_name(category.taxonomy_family, reader_));
      set(row, "CODE", category.taxonomy_family);
      for (std::size_t level = 5; level-- > 0;) {
        TemplateDictionary& cell = *row.AddSectionDictionary("CELL");
        const std::uint32_t count = category.by_severity[level];
        set(cell, "TEXT", count > 0 ? std::to_string(count) : "\xC2\xB7");
        if (count > 0) set_if(cell, "FULL", "SEV", severity_class(static_cast<rules::Severity>(level)));
      }
    }
  }

  void arithmetic() {
    double sum = 0;
    std::uint64_t count = 0;
    for (const risk::ScoreLine& line : input_.assessment.lines) {
      const rules::Rule& rule = input_.program.rules()[line.rule];
      const risk::ScoreFactors f = risk::score_factors(line.severity, rule.confidence, line.count);
      sum += line.points;
      count += line.count;
      TemplateDictionary& row = *root_.AddSectionDictionary("LINE");
      set(row, "SEV", severity_class(line.severity));
      set(row, "TITLE", for_browser(rule_title(input_, line.rule, reader_)));
      set(row, "COUNT", std::to_string(line.count));
      if (line.count == 0) set(row, "FACTORS", filled(words_.waived_count, line.waived));
      else set(row, "FACTORS", rounded_text(f.weight, 2, reader_) + " \xC3\x97 " + rounded_text(f.factor, 2, reader_) + " \xC3\x97 " + rounded_text(f.repeat, 3, reader_));
      set(row, "POINTS", rounded_text(line.points, 2, reader_));
      set(row, "SHARE", rounded_text(line.share, 1, reader_));
    }
    set(root_, "PLACES", std::to_string(count));
    set(root_, "SUM", rounded_text(sum, 2, reader_));
    set(root_, "FORMULA", filled(words_.formula, rounded_text(input_.assessment.score, 1, reader_)));
  }

  void unread() {
    const std::vector<std::string> lines = not_read_lines(input_, reader_, false);
    if (lines.empty()) return;
    TemplateDictionary& section = *root_.AddSectionDictionary("NOT_READ");
    for (const std::string& line : lines) set(*section.AddSectionDictionary("UNREAD"), "LINE", line);
  }

  void colophon() {
    set(root_, "MADE_BY", filled(words_.made_by, kEngineVersion));
    set(root_, "PACK", input_.program.pack() + " " + input_.program.pack_version());
    set(root_, "PACK_HASH", input_.program.pack_hash());
    const rules::LoadedPolicy& policy = input_.program.policy();
    if (!policy.id.empty()) set_if(root_, "POLICY_", "POLICY", policy.id + " " + policy.version);
    set(root_, "SHA256", valid_utf8(input_.sha256));
  }

  // ---- the contract's text ----

  std::vector<Evidence> evidence() const {
    std::vector<Evidence> all;
    all.reserve(input_.list.findings.size() + input_.list.clauses.size());
    for (std::uint32_t i = 0; i < input_.list.findings.size(); ++i) {
      const findings::Finding& f = input_.list.findings[i];
      if (f.placeless) continue;
      const bool waived = f.status == findings::Status::waived;
      const auto add = [&](const findings::Place& here, std::uint32_t number) {
        all.push_back({inside(here.quote, whole_), inside(here.trigger, whole_), waived ? rules::Severity::info : f.severity, number,
                       false, f.outcome == match::Outcome::absent});
      };
      add(f.place, order_.number[i]);
      // A waived finding has one line in the report, so one mark leads there.
      for (std::uint32_t p = 0; p < f.also.size() && !waived; ++p) add(f.also[p], order_.number[i] + p + 1);
    }
    for (std::uint32_t i = 0; i < input_.list.clauses.size(); ++i) {
      if (!term_shown_[i]) continue;
      const TextSpan quote = inside(input_.list.clauses[i].place.quote, whole_);
      all.push_back({quote, quote, rules::Severity::info, i + 1, true, false});
    }
    std::stable_sort(all.begin(), all.end(), [](const Evidence& a, const Evidence& b) {
      if (a.quote.begin != b.quote.begin) return a.quote.begin < b.quote.begin;
      if (a.term != b.term) return a.term < b.term;
      return a.number < b.number;
    });
    return all;
  }

  void contract() {
    set_if(root_, "DLANG_", "DLANG", language_);
    if (input_.extracted.blocks.empty()) root_.ShowSection("EMPTY");
    std::vector<bool> page_unread(input_.extracted.pages.size() + 1);
    for (const extract::NotRead& part : input_.not_read)
      if (part.page > 0 && part.page < page_unread.size() && leaves_a_gap(part)) page_unread[part.page] = true;

    const std::vector<Evidence> all = evidence();
    std::vector<const Evidence*> active;
    std::size_t next = 0, page = 0, paragraph = 0;
    const std::vector<extract::Page>& pages = input_.extracted.pages;
    const auto page_mark = [&](TemplateDictionary& block) {
      TemplateDictionary& mark = *block.AddSectionDictionary("PAGE");
      const std::uint32_t number = pages[page].number;
      set(mark, "PAGE_LABEL", filled(words_.page_mark, std::to_string(number)));
      if (number < page_unread.size() && page_unread[number]) mark.ShowSection("PAGE_UNREAD");
      ++page;
    };
    std::vector<std::uint32_t> paragraph_begin;
    paragraph_begin.reserve(input_.structure.paragraphs.size());
    for (const segment::Paragraph& p : input_.structure.paragraphs)
      paragraph_begin.push_back(input_.normal.map.to_text(NormalSpan{p.span.begin, p.span.begin + 1}).begin);

    for (const extract::Block& block : input_.extracted.blocks) {
      const TextSpan span = inside(block.span, whole_);
      TemplateDictionary& to = *root_.AddSectionDictionary("BLOCK");
      while (page < pages.size() && pages[page].span.begin <= span.begin) page_mark(to);
      while (paragraph + 1 < paragraph_begin.size() && paragraph_begin[paragraph + 1] <= span.begin) ++paragraph;
      std::erase_if(active, [&](const Evidence* e) { return e->quote.end <= span.begin; });
      std::vector<const Evidence*> starting;
      for (; next < all.size() && all[next].quote.begin < span.end; ++next) {
        starting.push_back(&all[next]);
        if (all[next].quote.end > span.begin) active.push_back(&all[next]);
      }
      TemplateDictionary& body = *to.AddSectionDictionary("BODY");
      describe(block, paragraph < paragraph_begin.size() ? &input_.structure.paragraphs[paragraph] : nullptr, body);
      segments(span, block.kind == extract::BlockKind::table_row, starting, active, body);
    }
    if (page < pages.size()) {
      TemplateDictionary& to = *root_.AddSectionDictionary("BLOCK");
      while (page < pages.size()) page_mark(to);
    }
  }

  void describe(const extract::Block& block, const segment::Paragraph* paragraph, TemplateDictionary& to) const {
    constexpr std::array<std::string_view, 6> kinds = {"paragraph", "heading", "list_item", "table_row", "footnote", "code"};
    std::string kind(kinds[static_cast<std::size_t>(block.kind)]);
    std::uint32_t level = block.level;
    const bool plain = block.kind == extract::BlockKind::paragraph;
    if (block.kind == extract::BlockKind::heading || (plain && paragraph && paragraph->heading)) {
      kind = "heading";
      if (level == 0) level = paragraph ? depth(paragraph->clause) : 1;
      set_if(to, "HEADING", "LEVEL", std::to_string(std::clamp(level + 2, 3u, 6u)));
    }
    if (level > 0) kind.append(" h").append(std::to_string(std::min(level, 4u)));
    set(to, "KIND", kind);
    if (paragraph && paragraph->language != Language::other && code(paragraph->language) != language_)
      set_if(to, "BLANG_", "BLANG", code(paragraph->language));
  }

  std::uint32_t depth(std::uint32_t clause) const {
    std::uint32_t depth = 1;
    const std::vector<segment::Clause>& clauses = input_.structure.clauses;
    for (std::int64_t at = clause; at < static_cast<std::int64_t>(clauses.size()) && depth < 4; ++depth) {
      const std::int32_t parent = clauses[static_cast<std::size_t>(at)].parent;
      if (parent < 0) break;
      at = parent;
    }
    return depth;
  }

  // Cuts one block where any quote, trigger or cell begins or ends; each piece is marked by the worst finding over it.
  void segments(TextSpan span, bool row, const std::vector<const Evidence*>& starting,
                const std::vector<const Evidence*>& active, TemplateDictionary& to) const {
    const std::string_view text = input_.extracted.text;
    std::vector<std::uint32_t> cuts = {span.begin, span.end};
    for (const Evidence* e : active) {
      const TextSpan quote = inside(e->quote, span), trigger = inside(e->trigger, span);
      cuts.insert(cuts.end(), {quote.begin, quote.end});
      if (!e->term) cuts.insert(cuts.end(), {trigger.begin, trigger.end});
    }
    if (row) {
      to.ShowSection("TD");
      for (std::size_t tab = text.find('\t', span.begin); tab < span.end; tab = text.find('\t', tab + 1)) {
        cuts.push_back(static_cast<std::uint32_t>(tab));
        cuts.push_back(static_cast<std::uint32_t>(tab + 1));
      }
    }
    std::sort(cuts.begin(), cuts.end());
    cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
    std::size_t start = 0;
    for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
      const TextSpan piece{cuts[i], cuts[i + 1]};
      TemplateDictionary& to_piece = *to.AddSectionDictionary("SEG");
      for (; start < starting.size() && starting[start]->quote.begin <= piece.begin; ++start)
        reference(*starting[start], *to_piece.AddSectionDictionary("REF"));
      if (row && text[piece.begin] == '\t') {
        to_piece.ShowSection("TAB");
        continue;
      }
      set(to_piece, "T", shown(piece));
      const Evidence* worst = nullptr;
      bool hit = false;
      for (const Evidence* e : active) {
        if (e->unmarked || !e->quote.contains(piece)) continue;
        hit = hit || (!e->term && e->trigger.contains(piece));
        if (!worst || (worst->term && !e->term) || (worst->term == e->term && e->severity > worst->severity)) worst = e;
      }
      if (!worst) continue;
      std::string mark = worst->term ? "term" : "sev-" + std::string(severity_class(worst->severity));
      if (hit) mark += " hit";
      set_if(to_piece, "M", "MCLASS", mark);
    }
  }

  void reference(const Evidence& e, TemplateDictionary& to) const {
    const std::string number = std::to_string(e.number);
    set(to, "RID", numbered(e.term ? 'k' : 't', e.number));
    set(to, "RBACK", e.term ? "kt" + number : numbered('f', e.number));
    set(to, "RCLASS", e.term ? std::string("term") : "sev-" + std::string(severity_class(e.severity)));
    set(to, "RTEXT", e.term ? "\xE2\x97\x86" : number);
    set(to, "RLABEL", e.term ? std::string(words_.key_terms) : filled(words_.back_to_finding, number));
  }

  const Input& input_;
  const Language reader_;
  const Labels& words_;
  const ReadingOrder order_;
  const TextSpan whole_;
  std::string language_;          // of most of the contract
  std::vector<bool> term_shown_;  // parallel to FindingList::clauses
  std::vector<bool> key_clause_;  // likewise: a key term refers to it
  TemplateDictionary root_;
};

}  // namespace

std::string html(const Input& input, Language reader) { return HtmlReport(input, reader).run(); }

}  // namespace caveat::report
