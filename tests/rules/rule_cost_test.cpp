// No rule costs more than 1 % of a scan of corpus/contracts: by the count of work (match/profile.h), which is the same on every machine and every day. Those
// that do stand in dear_rules.yaml with a figure and a reason. The list only shrinks: what stands there in vain fails, and so does a figure too high.
// CAVEAT_RULE_COSTS=1 build/release/bin/rule_cost_test prints the dearest rules.
#include <boost/test/unit_test.hpp>
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <set>

#include "rules/loader.h"
#include "rules/yaml_tree.h"
#include "scan/rule_profile.h"

using namespace caveat;
namespace fs = std::filesystem;

namespace {

constexpr double kMostPercent = 1;

std::string slurp(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  BOOST_REQUIRE_MESSAGE(in, "cannot read " << path);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

constexpr double kSlack = 0.5;  // per cent by which a figure of the list may lie above what was counted

// What a rule may do at most, by its id.
std::map<std::string, double> dear_rules() {
  const std::string path = CAVEAT_SOURCE_DIR "/tests/rules/dear_rules.yaml";
  auto parsed = rules::parse_yaml(slurp(path), path);
  if (auto* d = std::get_if<rules::Diagnostic>(&parsed)) BOOST_FAIL(path << ":" << d->mark.line << ": " << d->message);
  const auto tree = std::get<rules::YamlNode>(std::move(parsed));
  std::map<std::string, double> all;
  for (const rules::YamlNode& item : tree.find("dear")->items) {
    for (const char* key : {"rule", "most", "why"}) BOOST_REQUIRE_MESSAGE(item.find(key) && !item.find(key)->text.empty(), "an entry of dear_rules.yaml has no " << key);
    const auto [at, fresh] = all.emplace(item.find("rule")->text, std::stod(item.find("most")->text));
    BOOST_TEST(fresh, at->first << " stands twice in dear_rules.yaml");
  }
  return all;
}

// The contracts of one language that are read without the reader process: their text is what counts.
std::vector<fs::path> contracts(const std::string& language) {
  std::vector<fs::path> all;
  for (const auto& entry : fs::directory_iterator(CAVEAT_SOURCE_DIR "/corpus/contracts/" + language))
    if (const auto ending = entry.path().extension(); entry.is_regular_file() && (ending == ".md" || ending == ".txt" || ending == ".docx")) all.push_back(entry.path());
  std::sort(all.begin(), all.end());
  return all;
}

}  // namespace

BOOST_AUTO_TEST_CASE(no_rule_costs_more_than_one_per_cent_of_a_scan) {
  rules::Diagnostics d;
  auto loaded = rules::load({{CAVEAT_SOURCE_DIR "/rules"}, "", false}, d);
  BOOST_REQUIRE_MESSAGE(loaded, (loaded ? "" : loaded.error().message));
  const auto program = std::move(loaded).value();
  const auto dear = dear_rules();
  scan::RuleProfile profile(program);
  for (const std::string language : {"en", "fr", "de", "es"}) {
    const auto documents = contracts(language);
    BOOST_REQUIRE(documents.size() >= 8u);
    for (const fs::path& path : documents) {
      Cancel never;
      const std::string bytes = slurp(path);
      const auto error = profile.add({bytes, path.filename().string(), ""}, {}, never);
      BOOST_REQUIRE_MESSAGE(!error, path << ": " << (error ? error->message : ""));
    }
  }
  if (std::getenv("CAVEAT_RULE_COSTS")) std::cout << profile.as_text(20) << "\n";
  const auto rows = profile.rows();
  BOOST_TEST(rows.size() > 200u);  // were nothing done, the test could not fail
  double all = 0;
  std::set<std::string> needed;
  for (const scan::RuleProfile::Row& row : rows) {
    all += row.work_percent;
    const std::string& id = program->rules()[row.rule].id;
    const auto known = dear.find(id);
    if (row.work_percent > kMostPercent) needed.insert(id);
    if (known == dear.end()) {
      BOOST_TEST(row.work_percent <= kMostPercent, id << " does " << row.work_percent << " % of the work of a scan. docs/write-a-rule.md (what a rule costs) says what makes words dear.");
      continue;
    }
    BOOST_TEST(row.work_percent <= known->second, id << " became dearer: " << row.work_percent << " % of the work, dear_rules.yaml allows " << known->second << " %");
    BOOST_TEST(known->second <= row.work_percent + kSlack, id << " became cheaper: " << row.work_percent << " % of the work. Lower its figure in dear_rules.yaml.");
  }
  BOOST_TEST(all > 5);
  BOOST_TEST(all < 80);
  for (const auto& [id, most] : dear) BOOST_TEST(needed.count(id), id << " does no more than 1 % of the work: take it out of dear_rules.yaml");
}
