// rules/schema/rule.schema.json and policy.schema.json say to editors what rules/rule_reader.cpp says to authors. Kept equal here, see
// json_schema.h. What only the reader can know (two places of one file that must agree) may be refused by it alone.
#include "json_schema.h"
#include "rules/rule_reader.h"

using namespace caveat::rules;
using namespace caveat::tests;
namespace fs = std::filesystem;

namespace {

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  BOOST_REQUIRE_MESSAGE(at != std::string::npos, from);
  return text.replace(at, from.size(), to);
}

// One of each kind, with every key of the logic in one of them at least.
std::vector<std::pair<std::string, YamlNode>> one_of_each() {
  const fs::path pack = CAVEAT_SOURCE_DIR "/tests/rules/diagnostics/pack";
  const std::string presence = contents(pack / "pricing/price-up.yaml");
  const std::string find = "  kind: presence\n  scope: sentence\n  find: { near: [may, price], within: 6 words, order: any }\n  unless: [consent]\n";
  return {
      {"pricing/price-up.yaml", tree(replaced(presence, find,
                                              "  kind: presence\n  scope: [clause, ~heading]\n  find: [{ near: [may, price], within: 6, order: given }, { all: [may, price], about: price }]\n"
                                              "  unless: [{ slot: consent, within: 4 words }]\n  favours: { side: supplier, unnamed: report }\n"
                                              "  clarified_by: [definition, duration]\n  cause: rule\n"))},
      {"pricing/price-up.yaml", tree(replaced(replaced(presence, find, find + "  favours: customer\n"), "text:\n", "also_fires: [uptime-low]\ntext:\n"))},
      {"service-levels/uptime-low.yaml", tree(contents(pack / "service-levels/uptime-low.yaml"))},
      {"clauses/clause-term.yaml", tree(replaced(contents(pack / "clauses/clause-term.yaml"), "find: { any: [term] }", "find: { any: [term] }\n  indicates: { contract: 1, not-a-contract: -2.5 }"))},
      {"pricing/price-up.yaml", tree(replaced(presence, find,
                                              "  kind: absence\n  scope: document\n  needs: { documents: [contract, dpa], any: [may], all: [price], clauses: [clause-term] }\n"
                                              "  absent: [{ near: [may, price], within: 30 words, scope: clause }, { clauses: [clause-term] }]\n  adverse: { any: [may] }\n"
                                              "  show_at: price\n  unless: [consent]\n  trust_when: { language_share: 0.9, pages_without_text: 0 }\n"))},
      {"pricing/price-up.yaml", tree(replaced(presence, find, "  kind: structure\n  check: contradiction\n  of: [clause-term]\n  find: { all: [may, price] }\n  unless: [consent]\n"))},
  };
}

// Two places of one file that must agree, or words that only the compiler reads.
const std::set<std::string> kReaderAlone = {"R012", "R015", "R016", "R017", "R018", "R019", "R020", "R021", "R051"};

}  // namespace

BOOST_AUTO_TEST_SUITE(schema)

BOOST_AUTO_TEST_CASE(the_schema_accepts_every_shipped_rule) {
  const JsonSchema schema("rule.schema.json");
  std::size_t rules = 0;
  for (const auto& entry : fs::recursive_directory_iterator(CAVEAT_SOURCE_DIR "/rules")) {
    const std::string folder = entry.path().parent_path().filename();
    if (entry.path().extension() != ".yaml" || folder == "lexicons" || folder == "policies" || entry.path().filename() == "pack.yaml") continue;
    BOOST_TEST(schema.accepts(tree(contents(entry.path()))), entry.path());
    ++rules;
  }
  BOOST_TEST(rules > 90u);
}

BOOST_AUTO_TEST_CASE(the_schema_and_the_reader_agree_on_every_spoilt_rule) {
  const JsonSchema schema("rule.schema.json");
  std::size_t tried = 0, refused = 0;
  for (auto& [file, root] : one_of_each()) {
    Diagnostics d;
    BOOST_REQUIRE_MESSAGE(read_rule(root, file, d), (d.empty() ? "" : d[0].message));
    BOOST_REQUIRE(schema.accepts(root));
    YamlNode& spoilt = root;
    spoil(spoilt, file, [&](const std::string& how) {
      Diagnostics complaints;
      const bool read = read_rule(spoilt, file, complaints).has_value(), accepted = schema.accepts(spoilt);
      ++tried;
      refused += !accepted;
      if (read == accepted) return;
      const std::string first = complaints.empty() ? "" : complaints[0].code + " " + complaints[0].message;
      const auto reader_alone = [](const Diagnostic& x) {
        return kReaderAlone.count(x.code) || (x.code == "R011" && x.message.find("\"slots\"") == 0);  // needed where the logic names one
      };
      if (accepted && std::all_of(complaints.begin(), complaints.end(), reader_alone)) return;
      BOOST_ERROR(how << ": the schema " << (accepted ? "accepts" : "refuses") << " what the reader " << (read ? "reads" : "refuses: ") << first);
    });
  }
  BOOST_TEST(tried > 3'000u);
  BOOST_TEST(refused > 1'500u);
}

BOOST_AUTO_TEST_CASE(the_schema_accepts_every_shipped_policy) {
  const JsonSchema schema("policy.schema.json");
  std::size_t policies = 0;
  for (const auto& entry : fs::directory_iterator(CAVEAT_SOURCE_DIR "/rules/policies")) {
    BOOST_TEST(schema.accepts(tree(contents(entry.path()))), entry.path());
    ++policies;
  }
  BOOST_TEST(policies == 3u);
}

BOOST_AUTO_TEST_CASE(the_schema_and_the_reader_agree_on_every_spoilt_policy) {
  const JsonSchema schema("policy.schema.json");
  YamlNode root = tree("policy: house\nversion: 1\nabout: 'Ours.'\nvalues:\n  price.increase.max: 3\n"
                       "  sla.availability.min: { preferred: 99.9, acceptable: 99.5, walk_away: 99 }\nseverity:\n  auto-renewal: critical\n");
  std::size_t tried = 0, refused = 0;
  spoil(root, "house.yaml", [&](const std::string& how) {
    Diagnostics complaints;
    const bool read = read_policy(root, "house.yaml", complaints).has_value(), accepted = schema.accepts(root);
    ++tried;
    refused += !accepted;
    BOOST_TEST(read == accepted, how << ": the schema " << (accepted ? "accepts" : "refuses") << ", the reader " << (read ? "reads it" : complaints[0].message));
  });
  BOOST_TEST(tried > 80u);
  BOOST_TEST(refused > 40u);
}

BOOST_AUTO_TEST_SUITE_END()
