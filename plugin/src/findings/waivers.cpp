// See waivers.h. The file comes from whoever may write beside the contract: nothing in it is trusted.
#include "findings/waivers.h"

#include <algorithm>
#include <map>
#include <optional>
#include <variant>

#include "base/iso_date.h"
#include "base/limits.h"
#include "extract/utf8.h"
#include "rules/yaml_tree.h"

namespace caveat::findings {
namespace {

using rules::YamlNode;

// Nothing but comments and white space: what is left of a file whose last waiver was removed.
bool says_nothing(std::string_view text) {
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    const std::size_t first = line.find_first_not_of(" \t\r");
    if (first != std::string_view::npos && line[first] != '#') return false;
    text.remove_prefix(std::min(text.size(), line.size() + 1));
  }
  return true;
}

bool hex(std::string_view text, std::size_t digits) {
  return text.size() == digits && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

bool blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

// One entry, as far as it could be read.
struct Entry {
  std::string rule, fingerprint, numbers;
  Waiver waiver;
  std::uint32_t line = 0;
  std::string problem, detail;  // problem empty: sound in itself
};

Entry read(const YamlNode& node, Date today) {
  Entry entry;
  entry.line = node.mark.line;
  const auto wrong = [&](std::string_view code, std::string detail) {
    if (!entry.problem.empty()) return;
    entry.problem = code;
    entry.detail = std::move(detail);
  };
  if (node.kind != YamlNode::Kind::map) {
    wrong("malformed", "An entry is a map with rule, fingerprint, numbers, reason, approver and until.");
    return entry;
  }
  std::string until;
  const std::pair<std::string_view, std::string*> keys[] = {{"rule", &entry.rule},           {"fingerprint", &entry.fingerprint}, {"numbers", &entry.numbers},
                                                            {"reason", &entry.waiver.reason}, {"approver", &entry.waiver.approver}, {"until", &until}};
  for (const auto& [key, value] : node.entries) {
    const auto known = std::find_if(std::begin(keys), std::end(keys), [&, &key = key](const auto& k) { return k.first == key; });
    if (known == std::end(keys)) wrong("malformed", "Unknown key \"" + key.substr(0, 40) + "\"; known are rule, fingerprint, numbers, reason, approver and until.");
    else if (value.kind != YamlNode::Kind::scalar) wrong("malformed", "\"" + key + "\" must be a text.");
    else if (value.text.size() > limits::kWaiverTextBytes) wrong("malformed", "\"" + key + "\" is longer than " + std::to_string(limits::kWaiverTextBytes) + " bytes.");
    else *known->second = value.text;
  }
  if (blank(entry.rule)) wrong("malformed", "It names no rule.");
  if (!hex(entry.fingerprint, 16)) wrong("malformed", "The fingerprint must have 16 digits of 0 to 9 and a to f, as the report shows it.");
  if (!hex(entry.numbers, 8)) wrong("malformed", "The numbers must have 8 digits of 0 to 9 and a to f, as the report shows them: without them a changed number would not be seen.");
  if (blank(entry.waiver.reason)) wrong("no-reason", "Say why the finding is accepted.");
  if (blank(entry.waiver.approver)) wrong("no-approver", "Say who accepts it.");
  if (blank(until)) {
    wrong("no-expiry", "Say until when: YYYY-MM-DD.");
  } else if (const auto date = parse_iso_date(until)) {
    entry.waiver.expires = *date;
    if (!today) wrong("no-date", "The scan was not told today's date, so that no expiry can be judged.");
    else if (*date < today) wrong("expired", "It expired after " + until + ".");
  } else {
    wrong("malformed", "\"" + until.substr(0, 40) + "\" is no day; write YYYY-MM-DD.");
  }
  return entry;
}

}  // namespace

void apply_waivers(std::string_view text, Date today, const rules::RuleProgram& program, FindingList& list) {
  if (says_nothing(text)) return;
  const auto whole_file = [&](std::uint32_t line, std::string detail) { list.waiver_problems.push_back({"malformed", {}, {}, line, std::move(detail)}); };
  if (!extract::is_utf8(text)) return whole_file(0, "The waiver file is not UTF-8; nothing in it was used.");
  auto parsed = rules::parse_yaml(text, "waivers");
  if (const auto* diagnostic = std::get_if<rules::Diagnostic>(&parsed)) return whole_file(diagnostic->mark.line, "The waiver file cannot be read, so nothing in it was used: " + diagnostic->message);
  const YamlNode& root = std::get<YamlNode>(parsed);
  if (root.kind != YamlNode::Kind::list) return whole_file(root.mark.line, "A waiver file is a list of entries, each beginning with \"- rule:\"; nothing in it was used.");

  std::map<std::pair<std::string_view, std::string_view>, Finding*> named;
  for (Finding& f : list.findings) named.emplace(std::pair<std::string_view, std::string_view>{program.rules()[f.rule].id, f.fingerprint}, &f);

  std::vector<std::pair<Entry, Finding*>> without_effect;
  for (std::size_t i = 0; i < root.items.size(); ++i) {
    if (i == limits::kWaivers) {
      whole_file(root.items[i].mark.line, "More than " + std::to_string(limits::kWaivers) + " waivers; the further ones were not used.");
      break;
    }
    Entry entry = read(root.items[i], today);
    const auto found = named.find({entry.rule, entry.fingerprint});
    Finding* finding = found == named.end() ? nullptr : found->second;
    if (entry.problem.empty() && !finding) {
      entry.problem = "no-such-finding";
      entry.detail = "No finding of this rule has this fingerprint: its wording has changed, or it is gone.";
    } else if (entry.problem.empty() && finding->numbers != entry.numbers) {
      entry.problem = "numbers-changed";
      entry.detail = "A number in the clause is not the one that was accepted.";
    }
    if (entry.problem.empty()) {
      // Of two for one finding, the one that runs longer is shown.
      if (finding->status == Status::waived && finding->waiver && finding->waiver->expires >= entry.waiver.expires) continue;
      finding->status = Status::waived;
      finding->waiver = std::move(entry.waiver);
    } else {
      without_effect.emplace_back(std::move(entry), finding);
    }
  }
  for (auto& [entry, finding] : without_effect) {
    if (finding && finding->status == Status::waived) continue;  // renewed: the old entry is history
    if (finding && finding->waiver_problem.empty()) {
      finding->waiver = entry.waiver;
      finding->waiver_problem = entry.problem;
    }
    list.waiver_problems.push_back({entry.problem, entry.rule, entry.fingerprint, entry.line, entry.detail});
  }
}

}  // namespace caveat::findings
