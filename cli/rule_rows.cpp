// Rule rows: see rule_rows.h.
#include "rule_rows.h"

#include <algorithm>
#include <tuple>

#include "severity.h"

namespace caveat::cli {
namespace {

std::string or_empty(const char* text) { return text ? text : ""; }

}  // namespace

std::vector<RuleRow> rule_rows(const PluginHost& host, const Ruleset& rules, const std::string& language) {
  std::vector<RuleRow> rows;
  for (const cav_rule_info& info : host.rule_infos(rules)) {
    const std::uint64_t index = rows.size();
    const auto severity = static_cast<std::size_t>(std::clamp<std::int32_t>(info.severity, 0, CAV_SEVERITY_CRITICAL));
    rows.push_back({index, info.version, or_empty(info.rule_id), or_empty(info.taxonomy), or_empty(info.category), or_empty(info.kind), kSeverities[severity],
                    or_empty(info.confidence), or_empty(info.status), host.rule_text(rules, index, "title", language), or_empty(info.file)});
  }
  std::sort(rows.begin(), rows.end(),
            [](const RuleRow& a, const RuleRow& b) { return std::make_tuple(a.taxonomy.empty(), a.taxonomy, a.id) < std::make_tuple(b.taxonomy.empty(), b.taxonomy, b.id); });
  return rows;
}

Poco::Dynamic::Var or_null(const std::string& text) { return text.empty() ? Poco::Dynamic::Var() : Poco::Dynamic::Var(text); }

}  // namespace caveat::cli
