// rules/schema/waivers.schema.json says to editors what findings/waivers.cpp says in reports. Kept equal here, see
// tests/unit/rules/json_schema.h. What only a scan can know (the finding, today) is no matter of the file's shape.
#include "json_schema.h"

#include "findings/waivers.h"

using namespace caveat;
using namespace caveat::tests;

namespace {

// JSON is YAML, too.
std::string yaml(const YamlNode& node) {
  std::string out;
  if (node.kind == YamlNode::Kind::scalar) return '"' + node.text + '"';
  for (const YamlNode& item : node.items) out += (out.empty() ? "" : ", ") + yaml(item);
  if (node.kind == YamlNode::Kind::list) return "[" + out + "]";
  for (const auto& [key, value] : node.entries) out += (out.empty() ? "\"" : ", \"") + key + "\": " + yaml(value);
  return "{" + out + "}";
}

// What is wrong with the file itself; empty: nothing.
std::string problem_of(const YamlNode& root) {
  findings::FindingList none;
  findings::apply_waivers(yaml(root), Date{2026, 11, 23}, rules::RuleProgram(), none);
  for (const auto& problem : none.waiver_problems)
    if (problem.code != "no-such-finding" && problem.code != "expired") return problem.code + ": " + problem.detail;
  return {};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(waiver_schema)

BOOST_AUTO_TEST_CASE(the_schema_and_the_reader_agree_on_every_spoilt_waiver_file) {
  const JsonSchema schema("waivers.schema.json");
  YamlNode root = tree("- rule: price-increase-unilateral\n  fingerprint: '8482681c7e19aefe'\n  numbers: 'a0db23cd'\n"
                       "  reason: 'Fixed in the order form.'\n  approver: 'M. Huber'\n  until: 2027-03-31\n"
                       "- { rule: auto-renewal, fingerprint: '0000000000000000', numbers: '00000000', reason: x, approver: y, until: 2020-01-01 }\n");
  BOOST_TEST(problem_of(root) == "");
  BOOST_TEST(schema.accepts(root));
  std::size_t tried = 0, refused = 0;
  spoil(root, "waivers", [&](const std::string& how) {
    const std::string problem = problem_of(root);
    const bool accepted = schema.accepts(root);
    ++tried;
    refused += !accepted;
    BOOST_TEST(accepted == problem.empty(), how << ": the schema " << (accepted ? "accepts" : "refuses") << ", the reader says " << problem);
  });
  BOOST_TEST(tried > 90u);
  BOOST_TEST(refused > 60u);
}

BOOST_AUTO_TEST_CASE(days_that_no_calendar_has_are_refused_by_both) {
  const JsonSchema schema("waivers.schema.json");
  for (const char* until : {"2027-13-01", "2027-00-10", "2027-01-32", "1815-06-18", "27-01-01", "soon"}) {
    const YamlNode root = tree(std::string("- { rule: r, fingerprint: '0000000000000000', numbers: '00000000', reason: x, approver: y, until: '") + until + "' }\n");
    BOOST_TEST(problem_of(root) != "", until);
    BOOST_TEST(!schema.accepts(root), until);
  }
}

BOOST_AUTO_TEST_SUITE_END()
