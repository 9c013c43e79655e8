// See lint.h.
#include "rules/lint.h"

#include <algorithm>
#include <map>
#include <string>

namespace caveat::rules {
namespace {

// Languages differ in how many words a thought takes, so only a wide gap is told: both so many times and so many more.
constexpr std::size_t kTimes = 4, kMore = 8;
// A literal of this length or less stands in nearly every paragraph.
constexpr std::size_t kShortLiteral = 3;

class RuleLint {
 public:
  RuleLint(const RuleProgram& program, std::uint32_t rule, Diagnostics& out) : program_(program), rule_(program.rules()[rule]), out_(out) {
    for (const CompiledRule& compiled : program.compiled())
      if (compiled.rule == rule) compiled_[index(compiled.language)] = &compiled;
  }

  void parity() {
    for (std::size_t s = 0; s < rule_.slots.size(); ++s)
      compare("slot \"" + rule_.slots[s] + "\"", "alternative", [&](const Words& w) { return alternatives(w.slots[s]); },
              [&](const Words& w) { return w.slots[s].empty() ? w.mark : w.slots[s].front().mark; });
    compare("the rule", "match example", [](const Words& w) { return w.match.size(); }, [](const Words& w) { return w.mark; });
  }

  void normal_form() {
    for (Language language : kAllLanguages) {
      const CompiledRule* compiled = compiled_[index(language)];
      if (!compiled) continue;
      for (std::size_t s = 0; s < rule_.slots.size(); ++s) {
        std::map<std::string, const Fragment*> seen;  // by what is searched for
        const auto& written = rule_.words[index(language)].slots[s];
        const auto& fragments = program_.slots()[compiled->slots[s]].fragments;
        for (std::size_t i = 0; i < written.size(); ++i) {
          const Fragment& f = written[i];
          const std::string shown = "\"" + f.text.substr(0, 60) + "\"";
          if (f.text.front() == ' ' || f.text.back() == ' ') warn(f.mark, "R062", shown + " begins or ends with a space; word boundaries are added without it, so remove it");
          else if (f.text.find("  ") != std::string::npos) warn(f.mark, "R062", shown + " holds two spaces in a row; one stands for any white space");
          const auto [first, fresh] = seen.emplace(program_.fragments()[fragments[i]].expression, &f);
          if (!fresh)
            warn(f.mark, "R062", shown + " is searched for already, by line " + std::to_string(first->second->mark.line) + " (" + std::string(code(language)) +
                                     "; case and accents are folded); remove one");
        }
      }
    }
  }

  void atoms() {
    for (Language language : kAllLanguages)
      if (const CompiledRule* compiled = compiled_[index(language)])
        for (const Pattern& pattern : rule_.find) guard(pattern, *compiled, language);
  }

  void law(std::string_view today) {
    if (today.size() != 10) return;
    std::string year_ago(today);
    const int year = std::atoi(year_ago.substr(0, 4).c_str()) - 1;
    year_ago = std::to_string(year) + year_ago.substr(4);
    for (const Law& law : rule_.law) {
      if (law.checked > today) warn(law.mark, "R064", "\"" + law.ref + "\" was checked on " + law.checked + ", which is after today (" + std::string(today) + "); correct the date");
      else if (law.checked < year_ago) warn(law.mark, "R064", "\"" + law.ref + "\" was checked on " + law.checked + ", more than twelve months ago; read the law again and renew the date");
    }
  }

 private:
  // One fragment of many words joined by | says as much as many fragments.
  static std::size_t alternatives(const std::vector<Fragment>& slot) {
    std::size_t n = slot.size();
    for (const Fragment& f : slot) n += static_cast<std::size_t>(std::count(f.text.begin(), f.text.end(), '|'));
    return n;
  }

  void warn(SourceMark mark, std::string code, std::string message) {
    out_.push_back({Diagnostic::Level::warning, std::move(code), rule_.file, mark, std::move(message)});
  }

  template <class Count, class Where>
  void compare(const std::string& what, const std::string& noun, Count&& count, Where&& where) {
    Language fewest = Language::en, most = Language::en;
    for (Language l : kAllLanguages) {
      if (count(rule_.words[index(l)]) < count(rule_.words[index(fewest)])) fewest = l;
      if (count(rule_.words[index(l)]) > count(rule_.words[index(most)])) most = l;
    }
    const std::size_t few = count(rule_.words[index(fewest)]), many = count(rule_.words[index(most)]);
    if (many < few * kTimes || many - few < kMore) return;
    warn(where(rule_.words[index(fewest)]), "R061", what + " has " + std::to_string(few) + " " + noun + (few == 1 ? "" : "s") + " in " + std::string(code(fewest)) + " and " +
                                                       std::to_string(many) + " in " + std::string(code(most)) + "; a language that was left behind misses what the others find");
  }

  // The shortest literal that a slot may be found by; the longest such literal among its clauses decides. Empty: it has none.
  struct Guard {
    std::string literal;
    std::size_t fragment = 0;  // of the slot
  };
  Guard weakest(std::uint32_t slot) const {
    Guard weakest;
    const auto& fragments = program_.slots()[slot].fragments;
    for (std::size_t i = 0; i < fragments.size(); ++i) {
      const std::uint32_t f = fragments[i];
      std::string best;
      for (const auto& clause : program_.fragments()[f].clauses) {
        const auto shortest = std::min_element(clause.begin(), clause.end(), [](const auto& a, const auto& b) { return a.size() < b.size(); });
        if (shortest != clause.end() && shortest->size() > best.size()) best = *shortest;
      }
      if (i == 0 || best.size() < weakest.literal.size()) weakest = {best, i};
    }
    return weakest;
  }

  void guard(const Pattern& pattern, const CompiledRule& compiled, Language language) {
    const bool any = pattern.form == Pattern::Form::any;  // each slot stands alone; else the best one guards the others
    Guard guard;
    std::uint16_t slot = pattern.slots.front();
    bool first = true;
    for (const std::uint16_t s : pattern.slots) {
      const Guard here = weakest(compiled.slots[s]);
      if (first || (any ? here.literal.size() < guard.literal.size() : here.literal.size() > guard.literal.size())) guard = here, slot = s;
      first = false;
    }
    if (guard.literal.empty() || guard.literal.size() > kShortLiteral) return;
    const auto& written = rule_.words[index(language)].slots[slot];
    warn(written.empty() ? pattern.mark : written[guard.fragment].mark, "R063", "in " + std::string(code(language)) + " slot \"" + rule_.slots[slot] + "\" of this pattern may be as little as \"" + guard.literal +
                           "\", so that the rule is tried in nearly every paragraph; write longer words, or near with a slot of longer ones");
  }

  const RuleProgram& program_;
  const Rule& rule_;
  Diagnostics& out_;
  std::array<const CompiledRule*, kLanguages> compiled_{};
};

}  // namespace

void lint(const RuleProgram& program, std::string_view today, Diagnostics& out) {
  for (std::uint32_t r = 0; r < program.rules().size(); ++r) {
    RuleLint rule(program, r, out);
    rule.parity();
    rule.normal_form();
    rule.atoms();
    rule.law(today);
  }
}

}  // namespace caveat::rules
