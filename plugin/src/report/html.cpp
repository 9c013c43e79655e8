// The report for legal: findings on one side, the contract's text on the other, linked both ways.
// Tested by tests/unit/report/html_test.cpp; looked at in Chromium on screen, dark, narrow and printed.
//
// Every variable is escaped by libctemplate for the place it stands in; the page has no script and its policy allows
// nothing but its own style sheet. Time is linear in the text: one sweep over blocks and evidence together.
//
// The filter needs no script: ":has(:checked)" in the style sheet. Nothing ticked in a facet: everything is shown; facets combine.
#include <cstring>  // ctemplate's headers forget it

#include <ctemplate/template_dictionary.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/iso_date.h"
#include "base/limits.h"
#include "findings/wording.h"
#include "report/authorship.h"
#include "report/baseline_words.h"
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

constexpr std::uint32_t kMapRows = 200;        // of the map: on a common screen 4 to 5 pixels each, as much as one can point at
constexpr std::size_t kMapHeadings = 60;       // more clauses than these: only the upper levels, beside those with a finding
constexpr std::size_t kMapHeadingColumns = 60;
constexpr std::size_t kMarksNested = 6;        // findings over the same words; the worst of them
constexpr std::size_t kChunkBytes = 3000;      // of text that the browser lays out together, once it comes near the window
constexpr std::size_t kChunkBlocks = 60;
constexpr std::size_t kPartyNames = 3;         // of a side; a contract gives two: the firm and what it is called

// ---- the facets of the filter ----

constexpr std::size_t kAreas = 48;  // families of the taxonomy; it has 29. Any further ones no tick can hide
constexpr std::array<std::string_view, 4> kAudiences = {"buyer", "legal", "finance", "it-security"};  // as rules name them
constexpr std::size_t kLanguageBits = kLanguages + 1;  // the last: another language
enum class Standing : std::uint8_t { in_text, missing, waived };
constexpr std::size_t kStandings = 3;

// "body:has(GROUP :checked):not(:has(#on-X:checked)) .X": a tick in the group, but none that names this.
void facet_rule(std::string& out, std::string_view group, const std::vector<std::string>& ticks, const std::string& what) {
  out.append(out.empty() ? "" : ",\n").append("body:has(.bar .").append(group).append(" :checked):not(:has(");
  for (std::size_t i = 0; i < ticks.size(); ++i) out.append(i > 0 ? ",#on-" : "#on-").append(ticks[i]).append(":checked");
  out.append(")) .x.").append(what);
}

// A class a set of values, "la5", because something may have several of them; it stays while one of them is ticked.
void mask_rules(std::string& out, const std::string& name, std::size_t bits) {
  for (std::uint32_t mask = 1; mask < 1u << bits; ++mask) {
    std::vector<std::string> ticks;
    for (std::uint32_t bit = 0; bit < bits; ++bit)
      if (mask >> bit & 1) ticks.push_back(name + std::to_string(bit));
    facet_rule(out, "f-" + name, ticks, name + std::to_string(mask));
  }
}

std::string filter_rules() {
  std::string hidden;
  const auto values = [&](const std::string& name, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) facet_rule(hidden, "f-" + name, {name + std::to_string(i)}, name + std::to_string(i));
  };
  values("s", 5);
  values("fa", kAreas);
  values("st", kStandings);
  mask_rules(hidden, "la", kLanguageBits);
  mask_rules(hidden, "au", kAudiences.size());
  std::string out = "@supports selector(body:has(input)) {\n" + hidden + " { --show: none; --mark: transparent; }\n}\n";
  out.append(".map { --rows: ").append(std::to_string(kMapRows)).append("; }\n");
  for (std::uint32_t row = 0; row < kMapRows; ++row)
    out.append(".r").append(std::to_string(row)).append("{--r:").append(std::to_string(row + 1)).append("}");
  return out;
}

// ---- the template, read once ----

const PageTemplate& page_template() {
  static const PageTemplate made = [] {
    std::string style(kHtmlStyle);
    style.replace(style.find(kFilterRulesPlace), kFilterRulesPlace.size(), filter_rules());
    std::string page(kHtmlTemplate);
    for (int i = 0; i < 2; ++i) page.replace(page.find(kArticlePlace), kArticlePlace.size(), kHtmlArticle);
    return PageTemplate(std::move(page), style);
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
  enum class Of : std::uint8_t { finding, term, party };  // terms and parties: marked faintly

  TextSpan quote, trigger;
  rules::Severity severity = rules::Severity::info;
  std::uint32_t number = 0;
  Of of = Of::finding;
  bool unmarked = false;  // only a number before it: where a missing protection would belong
  std::uint32_t finding = 0;  // index into FindingList::findings
};

// A clause whose heading stands in the map, or a page where the contract has no headings.
struct Heading {
  std::uint32_t begin = 0, index = 0;
  std::string id, text;
};

class HtmlReport {
 public:
  HtmlReport(const Input& input, Language reader)
      : input_(input), reader_(reader == Language::other ? Language::en : reader), words_(labels(reader_)),
        order_(reading_order(input)), authors_(input.extracted), whole_{0, static_cast<std::uint32_t>(input.extracted.text.size())},
        root_("report", nullptr) {
    if (!input.structure.languages.empty()) language_ = lang_tag(input.structure.languages.front().code);
    std::vector<std::uint32_t> seen(input.program.rules().size());
    for (const findings::Finding& clause : input.list.clauses)
      term_shown_.push_back(++seen[clause.rule] <= kTermsPerRule);
    key_clause_.resize(input.list.clauses.size());
    for (const risk::KeyTerm& term : input.assessment.key_terms)
      if (term.clause && *term.clause < key_clause_.size()) key_clause_[*term.clause] = term_shown_[*term.clause] = true;
    paragraph_begin_.reserve(input.structure.paragraphs.size());
    for (const segment::Paragraph& p : input.structure.paragraphs)
      paragraph_begin_.push_back(input.normal.map.to_text(NormalSpan{p.span.begin, p.span.begin + 1}).begin);
    sides();
    facets();
    evidence_ = evidence();
    headings_ = headings();
  }

  std::string run() {
    fixed_labels();
    head();
    alert();
    no_contract();
    verdict();
    top();
    filter();
    map();
    key_terms();
    findings();
    absences();
    undetermined();
    negotiation();
    waived();
    terms();
    summary();
    arithmetic();
    unread();
    colophon();
    contract();
    contents();
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
  // Set only where the language is not the page's own.
  void set_lang(TemplateDictionary& to, const char* section, const char* name, Language language) const {
    if (language != reader_ && language != Language::other) set_if(to, section, name, code(language));
  }

  void fixed_labels() {
    const std::array<std::pair<const char*, std::string_view>, 51> all = {{
        {"LANG", code(reader_)}, {"VERSION", kEngineVersion}, {"L_REPORT", words_.report_title},
        {"L_SKIP_FINDINGS", words_.skip_to_findings}, {"L_SKIP_TEXT", words_.skip_to_text}, {"L_RISK", words_.risk},
        {"L_TOP", words_.top}, {"L_FINDINGS", words_.findings}, {"L_NO_FINDINGS", no_findings_note(input_, reader_)},
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
    set(root_, "L_CONTENTS", words_.contents);
    set(root_, "L_SEVERITY", words_.of_severity);
    set(root_, "L_SHOW_ALL", words_.show_all);
    set(root_, "L_MAP", words_.map);
    set(root_, "L_MAP_NOTE", words_.map_note);
    set(root_, "L_NEGOTIATION", words_.negotiation);
    set(root_, "L_NEGOTIATION_NOTE", words_.negotiation_note);
    set(root_, "L_PRINT_ALONE", words_.print_alone);
  }

  // ---- the facets of each finding ----

  std::string_view family_of(std::uint32_t rule) const {
    return report::family_of(input_.program.rules()[rule].taxonomy);
  }
  static std::uint32_t language_bit(Language language) {
    return 1u << (language == Language::other ? kLanguages : index(language));
  }
  static std::uint32_t audience_of(const rules::Rule& rule) {
    std::uint32_t mask = 0;
    for (std::size_t i = 0; i < kAudiences.size(); ++i)
      if (std::find(rule.audience.begin(), rule.audience.end(), kAudiences[i]) != rule.audience.end()) mask |= 1u << i;
    return mask;  // 0: for everybody, and no tick hides it
  }
  // The classes of what can be hidden. One issue's severity counts for all its places, so that a mark never leads to a finding that
  // is not shown; the language is each place's own, and an issue has those of all its places.
  std::string facets_of(std::uint32_t rule, rules::Severity severity, Standing standing, std::uint32_t languages) const {
    std::string out = "x s" + std::to_string(static_cast<int>(severity)) + " st" + std::to_string(static_cast<int>(standing)) + " la" +
                      std::to_string(languages);
    const auto area = static_cast<std::size_t>(std::find(areas_.begin(), areas_.end(), family_of(rule)) - areas_.begin());
    if (area < kAreas) out += " fa" + std::to_string(area);
    if (const std::uint32_t audience = audience_of(input_.program.rules()[rule])) out += " au" + std::to_string(audience);
    return out;
  }
  std::string facets_of(const Issue& issue, Standing standing) const {
    std::uint32_t languages = 0;
    for (const std::uint32_t finding : issue.findings) languages |= language_bit(input_.list.findings[finding].language);
    return facets_of(issue.rule, issue.severity, standing, languages);
  }

  void facets() {
    for (const risk::CategoryCount& category : input_.assessment.categories) areas_.emplace_back(category.taxonomy_family);
    std::vector<std::string_view> others;  // of waived findings alone
    for (const findings::Finding& finding : input_.list.findings) others.push_back(family_of(finding.rule));
    std::sort(others.begin(), others.end());
    for (const std::string_view family : others)
      if (std::find(areas_.begin(), areas_.end(), family) == areas_.end()) areas_.push_back(family);

    facets_.resize(input_.list.findings.size());
    for (const bool missing : {false, true}) {
      const Standing standing = missing ? Standing::missing : Standing::in_text;
      for (const Issue& issue : missing ? order_.absences : order_.issues) {
        for (const std::uint32_t finding : issue.findings)
          facets_[finding] = facets_of(issue.rule, issue.severity, standing, language_bit(input_.list.findings[finding].language));
      }
    }
    for (const std::uint32_t finding : order_.waived) {
      const findings::Finding& f = input_.list.findings[finding];
      facets_[finding] = facets_of(f.rule, f.severity, Standing::waived, language_bit(f.language));
    }
  }

  // A group a facet with more than one value; a number behind each: of how many issues and waived findings.
  void filter() {
    std::array<std::uint32_t, 5> severities{};
    std::array<std::uint32_t, kStandings> standings{};
    std::vector<std::uint32_t> areas(areas_.size()), languages(kLanguageBits), audiences(kAudiences.size());
    std::uint32_t items = 0;
    const auto count = [&](std::uint32_t rule, rules::Severity severity, Standing standing, std::uint32_t of_languages) {
      ++items;
      ++severities[static_cast<std::size_t>(severity)];
      ++standings[static_cast<std::size_t>(standing)];
      ++areas[static_cast<std::size_t>(std::find(areas_.begin(), areas_.end(), family_of(rule)) - areas_.begin())];
      for (std::size_t i = 0; i < languages.size(); ++i) languages[i] += of_languages >> i & 1;
      const std::uint32_t audience = audience_of(input_.program.rules()[rule]);
      for (std::size_t i = 0; i < audiences.size(); ++i) audiences[i] += audience >> i & 1;
    };
    for (const bool missing : {false, true}) {
      for (const Issue& issue : missing ? order_.absences : order_.issues) {
        std::uint32_t of_languages = 0;
        for (const std::uint32_t finding : issue.findings) of_languages |= language_bit(input_.list.findings[finding].language);
        count(issue.rule, issue.severity, missing ? Standing::missing : Standing::in_text, of_languages);
      }
    }
    for (const std::uint32_t finding : order_.waived) {
      const findings::Finding& f = input_.list.findings[finding];
      count(f.rule, f.severity, Standing::waived, language_bit(f.language));
    }
    if (items < 2) return;
    const auto several = [](const auto& counts) {
      return std::count_if(counts.begin(), counts.end(), [](std::uint32_t n) { return n > 0; }) > 1;
    };
    TemplateDictionary* form = nullptr;
    const auto bar = [&]() -> TemplateDictionary& { return form ? *form : *(form = root_.AddSectionDictionary("FILTER")); };
    if (several(severities)) {
      TemplateDictionary& levels = *bar().AddSectionDictionary("LEVELS");
      for (std::size_t level = severities.size(); level-- > 0;) {
        if (severities[level] == 0) continue;
        TemplateDictionary& option = *levels.AddSectionDictionary("OPTION");
        set(option, "SEV", severity_class(static_cast<rules::Severity>(level)));
        set(option, "OID", "on-s" + std::to_string(level));
        set(option, "TEXT", filled(words_.severity_count[level], severities[level], reader_));
      }
    }
    const auto group = [&](const char* name, std::string_view title, const auto& counts, const auto& text) {
      if (!several(counts)) return;
      TemplateDictionary& facet = *bar().AddSectionDictionary("FACET");
      set(facet, "GROUP", std::string("f-") + name);
      set(facet, "TEXT", title);
      for (std::size_t i = 0; i < counts.size() && i < kAreas; ++i) {
        if (counts[i] == 0) continue;
        TemplateDictionary& option = *facet.AddSectionDictionary("OPTION");
        set(option, "OID", std::string("on-") + name + std::to_string(i));
        set(option, "TEXT", text(i));
        set(option, "N", std::to_string(counts[i]));
      }
    };
    group("fa", words_.category, areas, [&](std::size_t i) { return std::string(family_name(areas_[i], reader_)); });
    group("au", words_.of_audience, audiences, [&](std::size_t i) { return std::string(words_.audience[i]); });
    group("st", words_.of_status, standings, [&](std::size_t i) { return std::string(words_.standing[i]); });
    group("la", words_.of_language, languages, [&](std::size_t i) {
      return i < kLanguages ? language_name(code(kAllLanguages[i]), reader_) : std::string(words_.other_language);
    });
    if (form) set_if(root_, "SHOWN", "TEXT", filled(words_.shown_of, std::to_string(items)));
  }

  // ---- the map ----

  // The clauses down to the level that still fits; none in a contract without headings.
  std::vector<Heading> headings() const {
    const std::vector<segment::Clause>& clauses = input_.structure.clauses;
    std::array<std::size_t, 5> count{};  // by depth, 1 to 4
    const auto fit = [&](const segment::Clause& clause) {
      return clause.first_paragraph < paragraph_begin_.size() && (!clause.heading.empty() || (clause.parent < 0 && !clause.label.empty()));
    };
    for (std::uint32_t i = 0; i < clauses.size(); ++i)
      if (fit(clauses[i])) ++count[depth(i)];
    std::uint32_t deepest = 1;
    std::size_t sum = count[1];
    while (deepest < 3 && sum + count[deepest + 1] <= kMapHeadings) sum += count[++deepest];
    std::vector<Heading> out;
    const std::vector<extract::Part>& parts = input_.extracted.parts;
    for (std::size_t part = 0; part < parts.size() && parts.size() > 1; ++part) {
      const auto first = std::lower_bound(paragraph_begin_.begin(), paragraph_begin_.end(), parts[part].span.begin);
      if (first == paragraph_begin_.end()) break;
      const std::uint32_t clause = input_.structure.paragraphs[static_cast<std::size_t>(first - paragraph_begin_.begin())].clause;
      out.push_back({*first, clause, "doc" + std::to_string(part + 1), shortened(document_of(input_, parts[part].span.begin), kMapHeadingColumns)});
    }
    for (std::uint32_t i = 0; i < clauses.size(); ++i) {
      const segment::Clause& clause = clauses[i];
      if (!fit(clause) || depth(i) > deepest) continue;
      Heading heading{paragraph_begin_[clause.first_paragraph], i, "c" + std::to_string(i), for_terminal(clause.label)};
      const std::string words = for_terminal(clause.heading);
      if (!words.empty()) heading.text.append(heading.text.empty() ? "" : " ").append(words);
      heading.text = shortened(heading.text, kMapHeadingColumns);
      out.push_back(std::move(heading));
    }
    std::stable_sort(out.begin(), out.end(), [](const Heading& a, const Heading& b) { return a.begin < b.begin; });
    return out;
  }
  std::vector<Heading> pages_as_headings() const {
    std::vector<Heading> out;
    const std::vector<extract::Page>& pages = input_.extracted.pages;
    const std::size_t step = std::max<std::size_t>(1, (pages.size() + kMapHeadings - 1) / kMapHeadings);
    for (std::size_t i = 0; i < pages.size() && pages.size() > 1; i += step) {
      const std::string number = std::to_string(pages[i].number);
      out.push_back({pages[i].span.begin, 0, "pg" + page_id(i), filled(words_.page_mark, number)});
    }
    return out;
  }
  // Unique in the report: pages count from 1 in each document of a set.
  std::string page_id(std::size_t index) const {
    const extract::Page& page = input_.extracted.pages[index];
    const extract::Part* part = input_.extracted.parts.size() > 1 ? input_.extracted.part_of(page.span.begin) : nullptr;
    const std::string number = std::to_string(page.number);
    return part == nullptr ? number : std::to_string(part - input_.extracted.parts.data() + 1) + "-" + number;
  }
  std::uint32_t row_of(std::uint32_t offset) const {
    return whole_.end == 0 ? 0 : static_cast<std::uint32_t>(std::min<std::uint64_t>(std::uint64_t{offset} * kMapRows / whole_.end, kMapRows - 1));
  }

  // One list in the order of the text: headings, and under each the findings; how high a mark stands is a class of its row.
  void map() {
    std::vector<const Evidence*> marks;
    for (const Evidence& e : evidence_)
      if (e.of == Evidence::Of::finding) marks.push_back(&e);
    has_map_ = !marks.empty();
    if (!has_map_) return;
    const std::vector<Heading> heads = headings_.empty() ? pages_as_headings() : headings_;
    TemplateDictionary& map = *root_.AddSectionDictionary("MAP");
    const auto stop = [&](std::uint32_t row) {
      TemplateDictionary& item = *map.AddSectionDictionary("STOP");
      set(item, "ROW", std::to_string(row) + (row >= kMapRows / 2 ? " late" : ""));
      return &item;
    };
    std::size_t next = 0;
    std::int64_t drawn = -1;  // row of the heading before
    for (std::size_t h = 0; h <= heads.size(); ++h) {
      const std::uint32_t end = h < heads.size() ? heads[h].begin : whole_.end + 1;
      // What stands between the heading before (none: the contract's beginning) and this one.
      while (next < marks.size() && marks[next]->quote.begin < end) {
        const std::uint32_t row = row_of(marks[next]->quote.begin);
        TemplateDictionary& item = *stop(row);
        std::vector<std::uint32_t> rules;  // one mark a rule in a row; it leads to the first place
        for (; next < marks.size() && marks[next]->quote.begin < end && row_of(marks[next]->quote.begin) == row; ++next) {
          const Evidence& e = *marks[next];
          const findings::Finding& finding = input_.list.findings[e.finding];
          if (std::find(rules.begin(), rules.end(), finding.rule) != rules.end()) continue;
          rules.push_back(finding.rule);
          TemplateDictionary& tick = *item.AddSectionDictionary("TICK");
          const std::string number = std::to_string(e.number);
          set(tick, "SEV", severity_class(e.severity));
          set(tick, "FACETS", facets_[e.finding]);
          if (e.unmarked || finding.status == findings::Status::waived) tick.ShowSection("HOLLOW");
          set(tick, "N", number);
          const std::string_view standing = finding.status == findings::Status::waived ? words_.standing[2]
                                            : e.unmarked                               ? words_.standing[1]
                                                                                       : words_.severity[static_cast<std::size_t>(e.severity)];
          set(tick, "TEXT", number + " \xC2\xB7 " + std::string(standing) + " \xC2\xB7 " + wording(finding, findings::Text::title));
        }
      }
      if (h == heads.size()) break;
      const std::uint32_t row = row_of(heads[h].begin);
      const std::uint32_t until = h + 1 < heads.size() ? heads[h + 1].begin : whole_.end + 1;
      const bool bare = next == marks.size() || marks[next]->quote.begin >= until;
      if (bare && static_cast<std::int64_t>(row) == drawn) continue;  // no room for two lines, and nothing under it
      drawn = row;
      TemplateDictionary& head = *stop(row)->AddSectionDictionary("HEAD");
      set(head, "TO", heads[h].id);
      set(head, "TEXT", heads[h].text);
      if (!headings_.empty()) set_if(head, "HLANG_", "HLANG", language_);
    }
  }

  // ---- what to ask for, apart from everything else ----

  void negotiation() {
    TemplateDictionary* section = nullptr;
    for (std::size_t priority = 0; priority < words_.priority.size(); ++priority) {
      std::vector<std::pair<const Issue*, Standing>> wishes;
      for (const Issue& issue : order_.issues) wishes.emplace_back(&issue, Standing::in_text);
      for (const Issue& issue : order_.absences) wishes.emplace_back(&issue, Standing::missing);
      std::erase_if(wishes, [&](const auto& wish) { return priority_of(wish.first->severity) != priority; });
      if (wishes.empty()) continue;
      std::stable_sort(wishes.begin(), wishes.end(), [](const auto& a, const auto& b) { return a.first->severity > b.first->severity; });
      if (!section) section = root_.AddSectionDictionary("NEGOTIATION");
      TemplateDictionary& group = *section->AddSectionDictionary("PRIORITY");
      set(group, "TEXT", words_.priority[priority]);
      set(group, "COUNT_TEXT", filled(words_.issues, wishes.size(), reader_));
      for (const auto& [issue, standing] : wishes) {
        const findings::Finding& first = input_.list.findings[issue->findings.front()];
        TemplateDictionary& item = *group.AddSectionDictionary("WISH");
        const std::string number = std::to_string(order_.number[issue->findings.front()]);
        set(item, "SEV", severity_class(issue->severity));
        set(item, "FACETS", facets_of(*issue, standing));
        set(item, "N", number);
        set(item, "LABEL", filled(words_.back_to_finding, number));
        set(item, "TITLE", wording(first, findings::Text::title));
        set_if(item, "WHERE_", "WHERE", where(input_, first, reader_));
        ask(first, item);
      }
    }
  }

  // What to ask for, and the same in the contract's language where that is another one.
  void ask(const findings::Finding& finding, TemplateDictionary& to) const {
    const std::string words = wording(finding, findings::Text::ask);
    set_if(to, "ASK_", "ASK", words);
    if (words.empty() || finding.language == reader_ || finding.language == Language::other) return;
    set_if(to, "ASK_LOCAL_", "ASK_LOCAL", for_browser(findings::wording(input_.program, finding, findings::Text::ask, finding.language)));
    set(to, "ASK_LANG", code(finding.language));
  }

  void contents() {
    const auto add = [&](const char* to, std::string_view text) {
      TemplateDictionary& item = *root_.AddSectionDictionary("CONTENT");
      set(item, "TO", to);
      set(item, "TEXT", text);
    };
    if (shows_key_terms()) add("key-terms", words_.key_terms);
    if (has_map_) add("map", words_.map);
    add("findings", words_.findings);
    if (!order_.absences.empty()) add("missing", words_.absences);
    if (!input_.list.undetermined.empty()) add("undetermined", words_.undetermined);
    if (!order_.issues.empty() || !order_.absences.empty()) add("negotiation", words_.negotiation);
    if (!order_.waived.empty()) add("waived", words_.waived);
    add("score", words_.arithmetic);
    if (!input_.not_read.empty()) add("not-read", words_.not_read);
    add("text", words_.contract_text);
  }

  void head() {
    // The file's own name heads the page; a host may give a whole path, which no reader of the report needs.
    const std::string_view file = input_.name.substr(input_.name.find_last_of('/') + 1);
    set(root_, "NAME", file.empty() ? std::string(words_.report_title) : for_terminal(file));
    std::string about(document_kind(input_, reader_));
    const auto add = [&](std::string_view part) {
      if (!part.empty()) about.append(about.empty() ? "" : " \xC2\xB7 ").append(part);
    };
    add(media_type_name(input_.extracted.media_type, reader_));
    if (!input_.extracted.pages.empty()) add(filled(words_.pages, input_.extracted.pages.size(), reader_));
    add(language_shares(input_, reader_));
    add(baseline_note(input_, reader_));
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
        set(item, "TEXT", filled(words_.severity_count[level], count, reader_));
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
      set(item, "FACETS", facets_[index]);
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
          filled(words_.issues, order_.issues.size(), reader_) + " \xC2\xB7 " + filled(words_.places, order_.places, reader_));
    }
    for (const Issue& issue : order_.issues) one(issue, Standing::in_text, *root_.AddSectionDictionary("ISSUE"));
  }

  void absences() {
    if (order_.absences.empty()) return;
    TemplateDictionary& section = *root_.AddSectionDictionary("ABSENCES");
    set(section, "COUNT_TEXT", filled(words_.issues, order_.absences.size(), reader_));
    for (const Issue& issue : order_.absences) one(issue, Standing::missing, *section.AddSectionDictionary("ABSENCE"));
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
      set(section, "COUNT_TEXT", filled(words_.issues, order_.waived.size(), reader_));
      for (const std::uint32_t index : order_.waived) {
        const findings::Finding& finding = input_.list.findings[index];
        TemplateDictionary& row = *section.AddSectionDictionary("WAIVED");
        set(row, "N", std::to_string(order_.number[index]));
        set(row, "SEV", severity_class(finding.severity));
        set(row, "FACETS", facets_[index]);
        if (!finding.placeless) row.ShowSection("LINKED");
        set(row, "TITLE", wording(finding, findings::Text::title));
        set(row, "WHERE", where(input_, finding, reader_));
        set(row, "ID", waiver_id(finding));
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

  void one(const Issue& issue, Standing standing, TemplateDictionary& to) {
    const rules::Rule& rule = input_.program.rules()[issue.rule];
    const findings::Finding& first = input_.list.findings[issue.findings.front()];
    const std::string message = wording(first, findings::Text::message);
    set(to, "SEV", severity_class(issue.severity));
    set(to, "FACETS", facets_of(issue, standing));
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
    if (const std::string_view changed = change_note(first, reader_); !changed.empty()) flag(changed);
    for (std::size_t i = 0; i < issue.spots.size() && i < kPlacesInFull; ++i)
      place(issue.spots[i], i == 0 ? std::string_view() : message, *to.AddSectionDictionary("PLACE"));
    if (issue.spots.size() > kPlacesInFull) {
      TemplateDictionary& more = *to.AddSectionDictionary("MORE");
      set(more, "TEXT", filled(words_.more_places, issue.spots.size() - kPlacesInFull, reader_));
      for (std::size_t i = kPlacesInFull; i < issue.spots.size(); ++i) rest(issue.spots[i], *more.AddSectionDictionary("REST"));
    }
    if (issue.unlisted > 0) set_if(to, "UNLISTED", "TEXT", filled(words_.more_places, issue.unlisted, reader_));
    if (issue.truncated)
      set_if(to, "TRUNCATED", "TEXT", filled(words_.truncated, std::to_string(limits::kFindingsPerRule)));
    set_if(to, "WHY_", "WHY", wording(first, findings::Text::why));
    ask(first, to);
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
        if (const auto checked = parse_iso_date(law.checked)) set(item, "CHECKED", "(" + filled(words_.law_checked, date_text(*checked, reader_)) + ")");
      }
    }
    set(to, "FAMILY", family_name(report::family_of(rule.taxonomy), reader_));
    set_if(to, "CODE_", "CODE", rule.taxonomy);
    set(to, "CONFIDENCE", words_.confidence_level[static_cast<std::size_t>(rule.confidence)]);
    set(to, "RULE", rule.id);
    set(to, "RULE_VERSION", std::to_string(rule.version));
    set_if(to, "ID_", "ID", waiver_id(first));
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
    set(to, "FACETS", facets_[spot.finding]);
    if (absent) to.ShowSection("EXPECTED");
    else to.ShowSection("HIT");
    set_if(to, "WHERE_", "WHERE", where(input_, here, reader_));
    if (!absent) set_if(to, "AUTHOR_", "AUTHOR", authors_.text(here, reader_));
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
    set_if(to, "OWN_ID", "ID", waiver_id(finding));
  }

  void rest(const Spot& spot, TemplateDictionary& to) {
    const findings::Finding& finding = input_.list.findings[spot.finding];
    const findings::Place& here = place_of(input_, spot);
    set(to, "N", std::to_string(spot.number));
    set(to, "FACETS", facets_[spot.finding]);
    set(to, "WHERE", where(input_, here, reader_));
    set_if(to, "AUTHOR_", "AUTHOR", authors_.text(here, reader_));
    if (spot.place == 0) set_if(to, "VALUE_", "VALUE", value_of(finding));
    set_lang(to, "QLANG_", "QLANG", finding.language);
    const TextSpan quote = inside(here.quote, whole_), trigger = inside(here.trigger, quote);
    std::string words = shown({trigger.begin, quote.end});
    if (trigger.begin > quote.begin) words.insert(0, "\xE2\x80\xA6 ");
    set(to, "SHORT", shortened(words, kShortColumns));
  }

  // What each side is called, as the contract writes it; each name once. What a text calls itself only by "we" has no name.
  void sides() {
    for (const segment::Party& party : input_.structure.parties) {
      std::vector<TextSpan>& names = sides_[static_cast<std::size_t>(party.role)];
      const TextSpan span = inside(party.defined_at, whole_);
      if (party.pronoun || span.empty() || names.size() == kPartyNames) continue;
      const std::string_view text = input_.extracted.text;
      if (std::none_of(names.begin(), names.end(), [&](TextSpan known) { return known.of(text) == span.of(text); })) names.push_back(span);
    }
  }
  bool shows_key_terms() const {
    return !input_.assessment.key_terms.empty() || std::any_of(sides_.begin(), sides_.end(), [](const auto& names) { return !names.empty(); });
  }

  // What was computed, with its arithmetic; a row of a clause also is what the mark in the contract's text leads back to.
  void key_terms() {
    if (!shows_key_terms()) return;
    TemplateDictionary& terms = *root_.AddSectionDictionary("KEY_TERMS");
    for (std::size_t side = 0; side < sides_.size(); ++side) {
      if (sides_[side].empty()) continue;
      TemplateDictionary& row = *terms.AddSectionDictionary("PARTY");
      set(row, "N", std::to_string(side + 1));
      set(row, "TITLE", words_.role[side]);
      std::string names;
      for (const TextSpan span : sides_[side]) names.append(names.empty() ? "" : ", ").append(for_terminal(span.of(input_.extracted.text)));
      set(row, "VALUE", names);
      findings::Place place;
      place.quote = sides_[side].front();
      place.page = input_.extracted.page_of(place.quote.begin);
      const std::string at = where(input_, place, reader_);
      set(row, "WHERE", at.empty() ? std::string(words_.show_in_text) : at);
    }
    std::vector<bool> linked(input_.list.clauses.size());
    for (const risk::KeyTerm& term : input_.assessment.key_terms) {
      TemplateDictionary& row = *terms.AddSectionDictionary("KEY_TERM");
      if (term.id == "last-notice-day") row.ShowSection("DEADLINE");
      set(row, "TITLE", for_browser(key_term_name(input_, term, reader_)));
      const std::string value = key_term_value(input_, term, reader_);
      const bool quoted = !value.empty() && value == for_terminal(term.words);  // the contract's words, not a figure
      set_if(row, quoted ? "WORDS_" : "VALUE_", quoted ? "WORDS" : "VALUE", value);
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
      if (!value.empty() && !quoted) continue;
      set_lang(row, "QLANG_", "QLANG", clause.language);
      if (quoted) continue;
      set_if(row, "SHORT_", "SHORT", shortened(shown(clause.place.quote), kShortColumns));
    }
  }

  void terms() {
    if (std::find(key_clause_.begin(), key_clause_.end(), false) == key_clause_.end()) return;  // all of them stand above
    TemplateDictionary& terms = *root_.AddSectionDictionary("TERMS");
    set(terms, "TERMS_HEADING", shows_key_terms() ? words_.clauses : words_.key_terms);
    const auto left_out = static_cast<std::uint64_t>(std::count(term_shown_.begin(), term_shown_.end(), false));
    if (left_out > 0) set_if(terms, "TERMS_MORE", "TEXT", filled(words_.more_places, left_out, reader_));
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
      if (line.count == 0) set(row, "FACTORS", filled(words_.waived_count, line.waived, reader_));
      else set(row, "FACTORS", rounded_text(f.weight, 2, reader_) + " \xC3\x97 " + rounded_text(f.factor, 2, reader_) + " \xC3\x97 " + rounded_text(f.repeat, 3, reader_));
      set(row, "POINTS", rounded_text(line.points, 2, reader_));
      set(row, "SHARE", rounded_text(line.share, 1, reader_));
    }
    set(root_, "PLACES", rounded_text(static_cast<double>(count), 0, reader_));
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
                       Evidence::Of::finding, f.outcome == match::Outcome::absent, i});
      };
      add(f.place, order_.number[i]);
      // A waived finding has one line in the report, so one mark leads there.
      for (std::uint32_t p = 0; p < f.also.size() && !waived; ++p) add(f.also[p], order_.number[i] + p + 1);
    }
    for (std::uint32_t i = 0; i < input_.list.clauses.size(); ++i) {
      if (!term_shown_[i]) continue;
      const TextSpan quote = inside(input_.list.clauses[i].place.quote, whole_);
      all.push_back({quote, quote, rules::Severity::info, i + 1, Evidence::Of::term, false, 0});
    }
    for (std::uint32_t side = 0; side < sides_.size(); ++side)
      if (!sides_[side].empty())
        all.push_back({sides_[side].front(), sides_[side].front(), rules::Severity::info, side + 1, Evidence::Of::party, false, 0});
    std::stable_sort(all.begin(), all.end(), [](const Evidence& a, const Evidence& b) {
      if (a.quote.begin != b.quote.begin) return a.quote.begin < b.quote.begin;
      if (a.of != b.of) return a.of < b.of;
      return a.number < b.number;
    });
    return all;
  }

  void contract() {
    set_if(root_, "DLANG_", "DLANG", language_);
    if (input_.extracted.blocks.empty()) root_.ShowSection("EMPTY");
    std::set<std::pair<std::string_view, std::uint32_t>> page_unread;  // of each part of a set
    for (const extract::NotRead& part : input_.not_read)
      if (part.page > 0 && leaves_a_gap(part)) page_unread.emplace(part.part, part.page);

    const std::vector<Evidence>& all = evidence_;
    std::vector<const Evidence*> active;
    std::size_t next = 0, page = 0, paragraph = 0;
    const std::vector<extract::Page>& pages = input_.extracted.pages;
    const auto page_mark = [&](TemplateDictionary& block) {
      TemplateDictionary& mark = *block.AddSectionDictionary("PAGE");
      const std::uint32_t number = pages[page].number;
      const extract::Part* of = input_.extracted.part_of(pages[page].span.begin);
      set(mark, "PAGE_N", page_id(page));
      const std::string document = document_of(input_, pages[page].span.begin), label = filled(words_.page_mark, std::to_string(number));
      set(mark, "PAGE_LABEL", document.empty() ? label : document + " \xC2\xB7 " + label);
      if (page_unread.contains({of == nullptr ? std::string_view() : std::string_view(of->name), number})) mark.ShowSection("PAGE_UNREAD");
      ++page;
    };
    // Where another document of a set begins, its name stands as a page number does, if no page says it.
    const std::vector<extract::Part>& parts = input_.extracted.parts;
    std::size_t part = parts.size() > 1 ? 0 : parts.size();
    const auto part_mark = [&](TemplateDictionary& block) {
      const bool paged = page < pages.size() && pages[page].span.begin == parts[part].span.begin;
      if (!paged) {
        TemplateDictionary& mark = *block.AddSectionDictionary("PAGE");
        set(mark, "PAGE_N", "d" + std::to_string(part + 1));
        set(mark, "PAGE_LABEL", document_of(input_, parts[part].span.begin));
      }
      ++part;
    };
    // The browser lays out a chunk when it comes near the window, so a long contract opens as quickly as a short one.
    TemplateDictionary* chunk = nullptr;
    std::size_t chunk_bytes = 0, chunk_blocks = 0, anchor = 0;
    const std::vector<extract::Block>& blocks = input_.extracted.blocks;
    for (const extract::Block& block : blocks) {
      const TextSpan span = inside(block.span, whole_);
      if (!chunk || chunk_bytes >= kChunkBytes || chunk_blocks >= kChunkBlocks) {
        chunk = root_.AddSectionDictionary("CHUNK");
        chunk_bytes = chunk_blocks = 0;
      }
      chunk_bytes += span.size();
      ++chunk_blocks;
      TemplateDictionary& to = *chunk->AddSectionDictionary("BLOCK");
      while (page < pages.size() && pages[page].span.begin < span.begin && (part >= parts.size() || pages[page].span.begin < parts[part].span.begin)) page_mark(to);
      if (part < parts.size() && parts[part].span.begin <= span.begin) part_mark(to);
      while (page < pages.size() && pages[page].span.begin <= span.begin) page_mark(to);
      while (paragraph + 1 < paragraph_begin_.size() && paragraph_begin_[paragraph + 1] <= span.begin) ++paragraph;
      std::erase_if(active, [&](const Evidence* e) { return e->quote.end <= span.begin; });
      std::vector<const Evidence*> starting;
      for (; next < all.size() && all[next].quote.begin < span.end; ++next) {
        starting.push_back(&all[next]);
        if (all[next].quote.end > span.begin) active.push_back(&all[next]);
      }
      TemplateDictionary& body = *to.AddSectionDictionary("BODY");
      for (; anchor < headings_.size() && (headings_[anchor].begin < span.end || &block == &blocks.back()); ++anchor)
        set(*body.AddSectionDictionary("ANCHOR"), "TO", headings_[anchor].id);
      describe(block, paragraph < paragraph_begin_.size() ? &input_.structure.paragraphs[paragraph] : nullptr, body);
      segments(span, block.kind == extract::BlockKind::table_row, starting, active, body);
    }
    if (page < pages.size()) {
      if (!chunk) chunk = root_.AddSectionDictionary("CHUNK");
      TemplateDictionary& to = *chunk->AddSectionDictionary("BLOCK");
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

  // Cuts one block where any quote, trigger or cell begins or ends. A piece has a mark for each finding over it, the worst innermost,
  // so that what the filter leaves shows its own colour.
  void segments(TextSpan span, bool row, const std::vector<const Evidence*>& starting,
                const std::vector<const Evidence*>& active, TemplateDictionary& to) const {
    const std::string_view text = input_.extracted.text;
    std::vector<std::uint32_t> cuts = {span.begin, span.end};
    for (const Evidence* e : active) {
      const TextSpan quote = inside(e->quote, span), trigger = inside(e->trigger, span);
      cuts.insert(cuts.end(), {quote.begin, quote.end});
      if (e->of == Evidence::Of::finding) cuts.insert(cuts.end(), {trigger.begin, trigger.end});
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
      std::vector<std::pair<int, std::string>> marks;  // severity, class
      for (const Evidence* e : active) {
        if (e->unmarked || !e->quote.contains(piece)) continue;
        if (e->of != Evidence::Of::finding) {
          marks.emplace_back(-1, "term");
          continue;
        }
        marks.emplace_back(static_cast<int>(e->severity), "sev-" + std::string(severity_class(e->severity)) + " " + facets_[e->finding] +
                                                              (e->trigger.contains(piece) ? " hit" : ""));
      }
      std::sort(marks.begin(), marks.end());
      marks.erase(std::unique(marks.begin(), marks.end()), marks.end());
      for (std::size_t i = marks.size() - std::min(marks.size(), kMarksNested); i < marks.size(); ++i) {
        set(*to_piece.AddSectionDictionary("M"), "MCLASS", marks[i].second);
        to_piece.AddSectionDictionary("E");
      }
    }
  }

  void reference(const Evidence& e, TemplateDictionary& to) const {
    const std::string number = std::to_string(e.number);
    const bool found = e.of == Evidence::Of::finding;
    const char prefix = found ? 't' : e.of == Evidence::Of::term ? 'k' : 'p';
    set(to, "RID", numbered(prefix, e.number));
    set(to, "RBACK", found ? numbered('f', e.number) : prefix + ("t" + number));
    set(to, "RCLASS", found ? "sev-" + std::string(severity_class(e.severity)) + " " + facets_[e.finding] : std::string("term"));
    set(to, "RTEXT", found ? number : "\xE2\x97\x86");
    set(to, "RLABEL", found ? filled(words_.back_to_finding, number) : std::string(words_.key_terms));
  }

  const Input& input_;
  const Language reader_;
  const Labels& words_;
  const ReadingOrder order_;
  const Authorship authors_;
  const TextSpan whole_;
  std::string language_;          // of most of the contract
  std::vector<bool> term_shown_;  // parallel to FindingList::clauses
  std::vector<bool> key_clause_;  // likewise: a key term refers to it
  std::vector<std::uint32_t> paragraph_begin_;  // in the text; parallel to Structure::paragraphs
  std::array<std::vector<TextSpan>, 2> sides_;  // by Role: what it is called
  std::vector<std::string_view> areas_;         // families of the taxonomy that have a finding, in its order
  std::vector<std::string> facets_;             // classes; parallel to FindingList::findings
  std::vector<Evidence> evidence_;              // in the order of the text
  std::vector<Heading> headings_;               // likewise
  bool has_map_ = false;
  TemplateDictionary root_;
};

}  // namespace

std::string html(const Input& input, Language reader) { return HtmlReport(input, reader).run(); }

}  // namespace caveat::report
