// Two drafts of a contract, scanned with the shipped rules, and what their comparison says, in one line a change.
// Used by tests/unit/compare and tests/property/rounds_test.cpp.
#ifndef CAVEAT_TESTS_TWO_DRAFTS_H
#define CAVEAT_TESTS_TWO_DRAFTS_H
#include <boost/test/unit_test.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "compare/comparison.h"
#include "rules/loader.h"
#include "scan/scanner.h"

namespace caveat::tests {

inline std::shared_ptr<const rules::RuleProgram> shipped_rules() {
  static const auto loaded = [] {
    rules::Diagnostics d;
    auto made = rules::load({{CAVEAT_SOURCE_DIR "/rules"}, "", false}, d);
    BOOST_REQUIRE_MESSAGE(made, (made ? "" : made.error().message));
    return made.value();
  }();
  return loaded;
}

using Scanned = std::unique_ptr<const scan::ScanResult>;

inline Scanned scanned(std::string_view text, const std::string& type = "text/plain", Role side = Role::customer) {
  static scan::Scanner scanner(shipped_rules());
  Cancel never;
  scan::Options options;
  options.side = side;
  auto result = scanner.scan({text, "draft", type}, options, never);
  BOOST_REQUIRE_MESSAGE(result, (result ? "" : result.error().message));
  return std::move(result).value();
}

inline compare::Side side_of(const scan::ScanResult& r) {
  return {r.extracted, r.normal, r.structure, *r.program, r.list, r.assessment, r.side};
}

inline compare::Comparison compared(const scan::ScanResult& before, const scan::ScanResult& after) {
  Cancel never;
  auto result = compare::run(side_of(before), side_of(after), never);
  BOOST_REQUIRE_MESSAGE(result, (result ? "" : result.error().message));
  return std::move(result).value();
}

// Two drafts and their comparison, which borrows nothing of them.
struct Rounds {
  Scanned before, after;
  compare::Comparison comparison;
  Rounds(std::string_view first, std::string_view second, const std::string& type = "text/plain", Role side = Role::customer)
      : before(scanned(first, type, side)), after(scanned(second, type, side)), comparison(compared(*before, *after)) {}

  const rules::Rule& rule(const compare::FindingChange& c) const { return before->program->rules()[c.rule]; }
  // "worse cap-low", of what changed.
  std::vector<std::string> changes() const {
    std::vector<std::string> out;
    for (const compare::FindingChange& c : comparison.findings)
      if (c.change != compare::Change::unchanged) out.push_back(std::string(compare::name(c.change)) + " " + rule(c).id);
    return out;
  }
  const compare::FindingChange* find(std::string_view rule_id) const {
    for (const compare::FindingChange& c : comparison.findings)
      if (rule(c).id == rule_id) return &c;
    return nullptr;
  }
  const compare::TermChange* term(std::string_view id) const {
    for (const compare::TermChange& t : comparison.terms)
      if (t.id == id) return &t;
    return nullptr;
  }
  // "changed 4 -> 5"
  std::vector<std::string> clauses() const {
    std::vector<std::string> out;
    const auto label = [](const scan::ScanResult& r, const std::optional<std::uint32_t>& c) {
      if (!c) return std::string("-");
      const segment::Clause& clause = r.structure.clauses[*c];
      return clause.label.empty() ? clause.heading : clause.label;
    };
    for (const compare::ClauseChange& c : comparison.clauses)
      out.push_back(std::string(compare::name(c.wording)) + " " + label(*before, c.before) + " -> " + label(*after, c.after) + (c.moved && c.wording != compare::Wording::moved ? " moved" : ""));
    return out;
  }
  std::string quote_before(const compare::FindingChange& c) const { return std::string(c.quote_before.of(before->extracted.text)); }
  std::string quote_after(const compare::FindingChange& c) const { return std::string(c.quote_after.of(after->extracted.text)); }
};

inline std::string lines(const std::vector<std::string>& all) {
  std::string out;
  for (const std::string& line : all) out += line + "\n";
  return out;
}

}  // namespace caveat::tests
#endif
