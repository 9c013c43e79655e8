// A contract with findings, put together by hand, for tests of risk and report: rules from YAML by the real loader, text
// folded by the real normalizer, findings placed by looking up their words.
#ifndef CAVEAT_TESTS_SAMPLE_CONTRACT_H
#define CAVEAT_TESTS_SAMPLE_CONTRACT_H
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "../rules/sample_pack.h"
#include "base/cancel.h"
#include "normalize/normal_text.h"
#include "report/report.h"
#include "risk/assessment.h"
#include "rules/loader.h"

namespace caveat::tests {

struct RuleSpec {
  std::string id = {}, taxonomy = {}, severity = "high", confidence = "high", kind = "presence";
  std::string message = "Message in {lang}.";  // {lang} is replaced
  std::string more = {};                       // further YAML: "law:\n  - ...\n"
};

inline std::string in_language(std::string text, std::string_view language) {
  for (std::size_t at; (at = text.find("{lang}")) != std::string::npos;) text.replace(at, 6, language);
  return text;
}

inline std::string rule_yaml(const RuleSpec& spec) {
  const bool clause = spec.kind == "clause", threshold = spec.kind == "threshold";
  std::string out = "rule: " + spec.id + "\nversion: 2\nstatus: stable\n";
  if (!spec.taxonomy.empty()) out += "taxonomy: " + spec.taxonomy + "\n";
  if (!clause) out += "severity: " + spec.severity + "\nconfidence: " + spec.confidence + "\naudience: [buyer]\n";
  out += "logic:\n  kind: " + spec.kind + "\n";
  out += threshold ? "  find: { all: [words, number] }\n  value: number\n  report_when: 'value < policy(level.min)'\n"
                   : "  find: { any: [words] }\n";
  if (threshold) out += "policy:\n  level.min: { default: 99.5, unit: percent, min: 90, max: 100 }\n";
  out += spec.more + "text:\n";
  for (const char* language : {"en", "fr", "de", "es"}) {
    const std::string l = language;
    out += "  " + l + ":\n    title: 'Title of " + spec.id + " (" + l + ")'\n";
    if (!clause) {
      out += "    message: '" + in_language(spec.message, l) + "'\n    why: 'Reason of " + spec.id + " (" + l + ").'\n" +
             "    recommendation: { ask: 'Ask of " + spec.id + " (" + l + ").', fallback: 'Fallback of " + spec.id + " (" + l + ").' }\n";
    }
    out += "    slots:\n      words: ['wordings?']\n";
    if (threshold) out += "      number: ['{{percent}}']\n";
    out += "    examples:\n      match: [{ text: 'wording 1 %' }, { text: 'wording 2 %' }]\n"
           "      no_match: [{ text: 'none' }, { text: 'no' }]\n";
  }
  return out;
}

inline std::shared_ptr<const rules::RuleProgram> load_rules(const std::vector<RuleSpec>& specs) {
  SamplePack pack;
  for (const RuleSpec& spec : specs) pack.write("sample/" + spec.id + ".yaml", rule_yaml(spec));
  rules::Diagnostics diagnostics;
  auto loaded = rules::load({.paths = {pack.path()}, .policy = {}, .verify = false}, diagnostics);
  if (!loaded) throw std::runtime_error(loaded.error().message);
  return loaded.value();
}

inline std::uint32_t rule_index(const rules::RuleProgram& program, std::string_view id) {
  for (std::uint32_t i = 0; i < program.rules().size(); ++i)
    if (program.rules()[i].id == id) return i;
  throw std::runtime_error("no rule " + std::string(id));
}

class SampleContract {
 public:
  explicit SampleContract(std::shared_ptr<const rules::RuleProgram> program) : program_(std::move(program)) {
    extracted_.media_type = "text/plain";
    structure_.languages = {{"en", 1.0}};
  }

  SampleContract& page() {
    const auto at = static_cast<std::uint32_t>(extracted_.text.size());
    if (!extracted_.pages.empty()) extracted_.pages.back().span.end = at;
    extracted_.pages.push_back({static_cast<std::uint32_t>(extracted_.pages.size() + 1), {at, at}, 595, 842});
    return *this;
  }
  SampleContract& add(std::string_view words, extract::BlockKind kind = extract::BlockKind::paragraph, std::uint8_t level = 0,
                      Language language = Language::en) {
    if (!extracted_.text.empty()) extracted_.text += "\n\n";
    const auto begin = static_cast<std::uint32_t>(extracted_.text.size());
    extracted_.text += words;
    extracted_.blocks.push_back({{begin, static_cast<std::uint32_t>(extracted_.text.size())}, kind, level});
    if (!extracted_.pages.empty()) extracted_.pages.back().span.end = extracted_.blocks.back().span.end;
    languages_.push_back(language);
    return *this;
  }
  SampleContract& heading(std::string_view words) { return add(words, extract::BlockKind::heading, 1); }

  // The words must stand in the text added so far; `clause` is the number that the report shows.
  findings::Finding& finding(std::string_view rule, std::string_view quote, std::string_view trigger, std::string clause = {},
                             Language language = Language::en) {
    findings::Finding f = placed(rule, quote, trigger, std::move(clause), language);
    f.severity = program_->rules()[f.rule].severity;
    list_.findings.push_back(std::move(f));
    return list_.findings.back();
  }
  findings::Finding& term(std::string_view rule, std::string_view quote, std::string clause = {}) {
    list_.clauses.push_back(placed(rule, quote, quote, std::move(clause), Language::en));
    return list_.clauses.back();
  }
  // A further place of the same cause.
  findings::Place place(std::string_view quote, std::string_view trigger, std::string clause = {}) {
    return placed(program_->rules().front().id, quote, trigger, std::move(clause), Language::en).place;
  }
  // A protection that is not there; `near` (may be empty): the words at which it would belong.
  findings::Finding& absence(std::string_view rule, std::string_view near, std::vector<std::string> searched) {
    if (near.empty()) {
      findings::Finding f;
      f.rule = rule_index(*program_, rule);
      f.placeless = true;
      f.severity = program_->rules()[f.rule].severity;
      f.fingerprint = "fedcba9876543210";
      list_.findings.push_back(std::move(f));
    } else {
      finding(rule, near, near, "9");
    }
    findings::Finding& f = list_.findings.back();
    f.outcome = match::Outcome::absent;
    f.searched = std::move(searched);
    return f;
  }
  static void waive(findings::Finding& f, std::string reason, std::string approver, Date expires) {
    f.status = findings::Status::waived;
    f.waiver = findings::Waiver{std::move(reason), std::move(approver), expires};
  }
  risk::KeyTerm& key_term(std::string id) {
    key_terms_.emplace_back().id = std::move(id);
    return key_terms_.back();
  }
  // 1 January 2026 + 36 months - 1 day, then notice of three months before the end.
  void notice_terms(std::optional<std::uint32_t> clause = {}) {
    const auto quantity = [](double value, rules::Unit unit) {
      rules::Quantity q;
      q.value = value;
      q.unit = unit;
      return q;
    };
    key_term("effective-date").date = {2026, 1, 1};
    risk::KeyTerm& term = key_term("term");
    term.value = quantity(36, rules::Unit::months);
    term.clause = clause;
    risk::KeyTerm& end = key_term("end-date");
    end.date = {2028, 12, 31};
    end.arithmetic = {{{2026, 1, 1}, "effective-date", quantity(36, rules::Unit::months), false, {2029, 1, 1}, ""},
                      {{2029, 1, 1}, "", quantity(1, rules::Unit::days), true, {2028, 12, 31}, "end-date"}};
    key_term("renewal").state = "automatic";
    risk::KeyTerm& last = key_term("last-notice-day");
    last.date = {2028, 9, 30};
    last.arithmetic = {{{2028, 12, 31}, "end-date", quantity(3, rules::Unit::months), true, {2028, 9, 30}, "last-notice-day"}};
    last.notes = {"earlier-day"};
  }

  SampleContract& unread(std::string code, std::uint32_t page, std::string detail = "Detail.") {
    not_read_.push_back({std::move(code), page, std::move(detail)});
    return *this;
  }

  report::Input input() {
    Cancel cancel;
    normal_ = normalize::run(extracted_, cancel).value();
    languages_.resize(extracted_.blocks.size(), Language::en);
    structure_.paragraphs.clear();
    structure_.clauses.assign(1, {});
    for (std::size_t i = 0; i < extracted_.blocks.size(); ++i) {
      const extract::Block& block = extracted_.blocks[i];
      const bool is_heading = block.kind == extract::BlockKind::heading;
      if (is_heading) {
        segment::Clause clause;
        clause.heading = block.span.of(extracted_.text);
        clause.first_paragraph = static_cast<std::uint32_t>(i);
        structure_.clauses.push_back(clause);
      }
      segment::Paragraph p;
      p.span = normal_.map.to_normal(block.span);
      p.clause = static_cast<std::uint32_t>(structure_.clauses.size() - 1);
      p.language = languages_[i];
      p.heading = is_heading;
      p.kind = block.kind;
      structure_.paragraphs.push_back(p);
    }
    assessment_ = risk::assess(*program_, list_);
    assessment_.key_terms = key_terms_;
    return {name_, sha256_, extracted_, normal_, structure_, *program_, list_, assessment_, not_read_, side_, today_, original_};
  }

  std::string name_ = "sample.txt";
  std::string sha256_ = std::string(64, 'a');
  extract::ExtractedText extracted_;
  segment::Structure structure_;
  findings::FindingList list_;
  std::vector<extract::NotRead> not_read_;
  std::vector<risk::KeyTerm> key_terms_;
  Role side_ = Role::customer;
  Date today_;
  std::string original_;  // the file's bytes, where extracted_ was read from one

 private:
  findings::Finding placed(std::string_view rule, std::string_view quote, std::string_view trigger, std::string clause,
                           Language language) {
    const std::size_t at = extracted_.text.rfind(quote);
    const std::size_t in = quote.find(trigger);
    if (at == std::string::npos || in == std::string::npos) throw std::runtime_error("not in the text: " + std::string(quote));
    findings::Finding f;
    f.rule = rule_index(*program_, rule);
    f.language = language;
    f.place.quote = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + quote.size())};
    f.place.trigger.begin = static_cast<std::uint32_t>(at + in);
    f.place.trigger.end = f.place.trigger.begin + static_cast<std::uint32_t>(trigger.size());
    f.place.clause = std::move(clause);
    f.place.page = extracted_.pages.empty() ? 0 : extracted_.pages.back().number;
    f.fingerprint = "0123456789abcdef";
    return f;
  }

  std::shared_ptr<const rules::RuleProgram> program_;
  std::vector<Language> languages_;
  normalize::NormalText normal_;
  risk::Assessment assessment_;
};

}  // namespace caveat::tests
#endif
