// See rule_profile.h.
#include "scan/rule_profile.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "report/json_string.h"
#include "report/report.h"

namespace caveat::scan {
namespace {

using match::Profile;
using Part = Profile::Part;

struct PartName {
  Part part;
  std::string_view key, name;
};
// What no rule owns, in the order of the way.
constexpr std::array<PartName, 7> kParts = {{{Part::folding, "folding", "folding the text"},
                                             {Part::structure, "structure", "clauses, languages, parties"},
                                             {Part::index, "index", "the index of words"},
                                             {Part::sentences, "sentences", "cutting sentences"},
                                             {Part::matching, "matching", "what is missing, kind of document"},
                                             {Part::findings, "findings", "findings, score, key terms"},
                                             {Part::report, "report", "JSON"}}};

std::string fixed(double value, int digits) {
  char out[64];
  return {out, std::to_chars(out, out + sizeof out, value, std::chars_format::fixed, digits).ptr};
}

std::string right(std::string text, std::size_t width) { return text.insert(0, text.size() < width ? width - text.size() : 0, ' '); }

double share(double part, double all) { return all > 0 ? 100 * part / all : 0; }

}  // namespace

RuleProfile::RuleProfile(std::shared_ptr<const rules::RuleProgram> program)
    : program_(program), scanner_(program), profile_(*program), findings_(program->rules().size(), 0) {}

std::optional<Error> RuleProfile::add(const extract::Document& document, Options options, Cancel& cancel) {
  Profile first(*program_), profile(*program_);
  options.profile = &first;
  if (auto scanned = scanner_.scan(document, options, cancel); !scanned) return scanned.error();
  options.profile = &profile;
  auto scanned = scanner_.scan(document, options, cancel);
  if (!scanned) return scanned.error();
  {
    const Profile::Lap lap(&profile, Part::report);
    report::json(scanned.value()->report_input(), Language::en);
  }
  constexpr auto kOnce = static_cast<std::size_t>(Part::once);
  profile.parts[kOnce] += first.parts[kOnce];
  profile_.add(profile);
  for (const findings::Finding& finding : scanned.value()->list.findings) ++findings_[finding.rule];
  ++documents_;
  return std::nullopt;
}

double RuleProfile::time_of_all() const {
  double all = 0;
  for (const PartName& part : kParts) all += static_cast<double>(profile_.parts[static_cast<std::size_t>(part.part)]);
  for (const Profile::OfRule& of : profile_.rules) all += static_cast<double>(of.ns);
  for (const Profile::OfFragment& of : profile_.fragments) all += static_cast<double>(of.ns);
  return all;
}

std::vector<RuleProfile::Row> RuleProfile::rows() const {
  const std::vector<Profile::Cost> costs = profile_.costs();
  const double time = time_of_all();
  double work = profile_.work_of_no_rule();
  for (const Profile::Cost& cost : costs) work += cost.work;
  std::vector<Row> rows;
  for (std::uint32_t r = 0; r < costs.size(); ++r)
    if (costs[r].work > 0 || costs[r].candidates > 0 || findings_[r] > 0) rows.push_back({r, costs[r], findings_[r], share(costs[r].ns, time), share(costs[r].work, work)});
  std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.cost.work > b.cost.work; });  // rules are sorted by id
  return rows;
}

std::string RuleProfile::as_text(std::uint32_t top) const {
  const std::vector<Row> all = rows();
  const std::size_t told = top ? std::min<std::size_t>(top, all.size()) : all.size();
  const double time = time_of_all();
  constexpr double kMs = 1e-6;
  constexpr std::array<std::size_t, 7> kWidths = {11, 8, 8, 12, 10, 8, 10};
  const auto line = [&](const std::array<std::string, 7>& cells, std::string_view name) {
    std::string out;
    for (std::size_t i = 0; i < cells.size(); ++i) out += right(cells[i], kWidths[i]);
    return out.append("  ").append(name).append("\n");
  };
  std::string out = line({"ms", "time %", "work %", "candidates", "confirms", "hits", "findings"}, "rule");
  const auto row = [&](const Profile::Cost& cost, double time_percent, double work_percent, std::uint64_t findings, std::string_view name) {
    out += line({fixed(cost.ns * kMs, 2), fixed(time_percent, 2), fixed(work_percent, 2), std::to_string(cost.candidates), std::to_string(cost.confirms),
                 std::to_string(cost.hits), std::to_string(findings)}, name);
  };
  double rules_time = 0, rules_work = 0;
  Row rest;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Row& r = all[i];
    rules_time += r.time_percent, rules_work += r.work_percent;
    if (i < told) {
      row(r.cost, r.time_percent, r.work_percent, r.findings, program_->rules()[r.rule].id);
      continue;
    }
    rest.time_percent += r.time_percent, rest.work_percent += r.work_percent, rest.findings += r.findings;
    rest.cost.ns += r.cost.ns, rest.cost.candidates += r.cost.candidates, rest.cost.confirms += r.cost.confirms, rest.cost.hits += r.cost.hits;
  }
  if (told < all.size()) row(rest.cost, rest.time_percent, rest.work_percent, rest.findings, "(" + std::to_string(all.size() - told) + " more)");
  out += "\nOf no rule:\n";
  for (const PartName& part : kParts) {
    const auto ns = static_cast<double>(profile_.parts[static_cast<std::size_t>(part.part)]);
    out += line({fixed(ns * kMs, 2), fixed(share(ns, time), 2), "", "", "", "", ""}, part.name);
  }
  const auto ms_of = [&](Part part) { return fixed(static_cast<double>(profile_.parts[static_cast<std::size_t>(part)]) * kMs, 0) + " ms"; };
  out += "\n" + std::to_string(documents_) + (documents_ == 1 ? " document, " : " documents, ") + fixed(static_cast<double>(profile_.text_bytes) / 1e6, 2) + " MB of text: " +
         fixed(time * kMs, 0) + " ms, of which rules " + fixed(rules_time, 1) + " % (" + fixed(rules_work, 1) + " % of the work). Not in it: reading files " +
         ms_of(Part::reading) + ", made once " + ms_of(Part::once) + ".\n";
  return out;
}

std::string RuleProfile::as_json(std::uint32_t top) const {
  const std::vector<Row> all = rows();
  const std::size_t told = top ? std::min<std::size_t>(top, all.size()) : all.size();
  std::string out = "{\"documents\":" + std::to_string(documents_) + ",\"text_bytes\":" + std::to_string(profile_.text_bytes) + ",\"ns\":" + fixed(time_of_all(), 0);
  const auto part = [&](std::string_view key, Part of) {
    out.append(",\"").append(key).append("_ns\":").append(std::to_string(profile_.parts[static_cast<std::size_t>(of)]));
  };
  part("reading", Part::reading);
  part("once", Part::once);
  for (const PartName& of : kParts) part(of.key, of.part);
  out += ",\"rules\":[";
  for (std::size_t i = 0; i < told; ++i) {
    const Row& row = all[i];
    out += i ? ",{\"rule\":" : "{\"rule\":";
    report::append_json_string(out, program_->rules()[row.rule].id);
    const Profile::OfRule& of = profile_.rules[row.rule];
    out += ",\"ns\":" + fixed(row.cost.ns, 0) + ",\"time_percent\":" + fixed(row.time_percent, 3) + ",\"work_percent\":" + fixed(row.work_percent, 3) +
           ",\"candidates\":" + std::to_string(row.cost.candidates) + ",\"confirms\":" + std::to_string(row.cost.confirms) + ",\"hits\":" + std::to_string(row.cost.hits) +
           ",\"evaluations\":" + std::to_string(of.evaluations) + ",\"findings\":" + std::to_string(row.findings) + "}";
  }
  return out + "]}";
}

}  // namespace caveat::scan
