// The score's arithmetic and the lane's rules, as docs/risk-score.md publishes them.
#include <boost/test/unit_test.hpp>

#include <cmath>
#include <fstream>
#include <sstream>

#include "../report/sample_contract.h"
#include "risk/assessment.h"

using namespace caveat;
using tests::RuleSpec;

namespace {

struct Fired {
  RuleSpec rule;
  std::uint32_t places = 1;
};

struct Assessed {
  std::shared_ptr<const rules::RuleProgram> program;
  risk::Assessment assessment;
  std::string id(std::size_t line) const { return program->rules()[assessment.lines[line].rule].id; }
};

Assessed assess(const std::vector<Fired>& fired) {
  std::vector<RuleSpec> specs;
  for (const Fired& f : fired) specs.push_back(f.rule);
  const auto program = tests::load_rules(specs);
  findings::FindingList list;
  for (const Fired& f : fired) {
    for (std::uint32_t i = 0; i < f.places; ++i) {
      findings::Finding finding;
      finding.rule = tests::rule_index(*program, f.rule.id);
      finding.severity = program->rules()[finding.rule].severity;
      finding.place.quote = {100 * i, 100 * i + 50};
      list.findings.push_back(finding);
    }
  }
  return {program, risk::assess(*program, list)};
}

Fired rule(std::string id, std::string taxonomy, std::string severity, std::string confidence = "high", std::uint32_t places = 1) {
  return {{.id = std::move(id), .taxonomy = std::move(taxonomy), .severity = std::move(severity), .confidence = std::move(confidence)}, places};
}

std::string lane(const std::vector<Fired>& fired) {
  const risk::Assessment a = assess(fired).assessment;
  return std::string(risk::name(a.lane)) + " " + a.lane_reason;
}

std::string published() {
  std::ifstream in(CAVEAT_SOURCE_DIR "/docs/risk-score.md");
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_example_of_the_published_page_is_what_the_program_computes) {
  const Assessed a = assess({rule("price-increase-unilateral", "PRC-01", "critical"), rule("auto-renewal", "TRM-01", "high"),
                             rule("availability-target-only", "SLA-03", "high", "medium", 2),
                             rule("vague-time", "VAG-02", "medium", "medium", 8), rule("vague-quantity", "VAG-04", "low", "low")});
  const std::string page = published();
  BOOST_REQUIRE_EQUAL(a.assessment.lines.size(), 5u);
  double sum = 0;
  for (std::size_t i = 0; i < 5; ++i) {
    const risk::ScoreLine& line = a.assessment.lines[i];
    sum += line.points;
    std::ostringstream points, share;
    points << "= " << std::round(line.points * 100) / 100 << " |";
    share << std::fixed;
    share.precision(1);
    share << line.share << " |";
    const std::size_t row = page.find("| " + a.id(i) + " |");
    BOOST_REQUIRE_MESSAGE(row != std::string::npos, a.id(i));
    const std::string text = page.substr(row, page.find('\n', row) - row);
    BOOST_TEST(text.find(points.str()) != std::string::npos, text << " lacks " << points.str());
    BOOST_TEST(text.ends_with(share.str()), text << " lacks " << share.str());
  }
  BOOST_TEST(std::abs(sum - 46.39) < 1e-9);
  BOOST_TEST(a.assessment.score == 37.1);
}

BOOST_AUTO_TEST_CASE(nothing_found_scores_zero_and_may_be_signed) {
  const Assessed a = assess({rule("one", "PRC-01", "critical", "high", 0)});
  BOOST_TEST(a.assessment.score == 0.0);
  BOOST_TEST(a.assessment.lines.empty());
  BOOST_TEST(a.assessment.categories.empty());
  BOOST_TEST(a.assessment.top.empty());
  BOOST_TEST(a.assessment.lane_reason == "none");
}

BOOST_AUTO_TEST_CASE(a_rule_that_fires_fifty_times_adds_at_most_a_fifth_of_its_weight) {
  const double once = assess({rule("one", "PRC-01", "high")}).assessment.lines[0].points;
  const double twice = assess({rule("one", "PRC-01", "high", "high", 2)}).assessment.lines[0].points;
  const double often = assess({rule("one", "PRC-01", "high", "high", 50)}).assessment.lines[0].points;
  BOOST_TEST(once == 10.0);
  BOOST_TEST(twice > once);
  BOOST_TEST(often > twice);
  BOOST_TEST(often < once * 1.2);
}

BOOST_AUTO_TEST_CASE(the_shares_add_up_to_the_score_and_the_score_never_passes_100) {
  std::vector<Fired> fired;
  for (int i = 0; i < 60; ++i) {
    const std::string id = "rule-" + std::to_string(100 + i);
    fired.push_back(rule(id, "PRC-01", i % 3 == 0 ? "critical" : i % 3 == 1 ? "high" : "low", i % 2 ? "high" : "medium", 1 + i % 4));
    if (i % 10 != 9) continue;
    const risk::Assessment a = assess(fired).assessment;
    double shares = 0;
    for (const risk::ScoreLine& line : a.lines) shares += line.share;
    BOOST_TEST(std::llround(shares * 10) == std::llround(a.score * 10));
    BOOST_TEST(a.score > 0);
    BOOST_TEST(a.score <= 100.0);
    BOOST_TEST(std::abs(a.score * 10 - std::round(a.score * 10)) < 1e-9);
  }
}

BOOST_AUTO_TEST_CASE(lines_come_with_most_points_first_and_ties_by_rule_id) {
  const Assessed a = assess({rule("b", "PRC-01", "high"), rule("a", "PRC-02", "high"), rule("c", "PRC-03", "critical")});
  BOOST_TEST(a.id(0) == "c");
  BOOST_TEST(a.id(1) == "a");
  BOOST_TEST(a.id(2) == "b");
}

BOOST_AUTO_TEST_CASE(each_lane_follows_from_its_published_rule) {
  const auto critical = [](int n, std::string family) { return rule("critical-" + std::to_string(n), family + "-01", "critical"); };
  BOOST_TEST(lane({critical(1, "PRC"), critical(2, "CHG"), critical(3, "PRC")}) == "stop three-critical");
  BOOST_TEST(lane({critical(1, "LIA"), critical(2, "DAT")}) == "stop two-unbounded");
  BOOST_TEST(lane({critical(1, "LIA"), critical(2, "LIA")}) == "legal critical");
  BOOST_TEST(lane({critical(1, "PRC"), critical(2, "CHG")}) == "legal critical");
  BOOST_TEST(lane({rule("a", "LIA-02", "critical", "medium"), rule("b", "DAT-01", "critical", "medium"), rule("c", "AI-01", "critical", "medium")}) ==
             "legal critical");
  BOOST_TEST(lane({rule("a", "LIA-01", "high"), rule("b", "DAT-02", "high", "medium"), rule("c", "EXI-01", "high")}) ==
             "legal three-high-exposure");
  BOOST_TEST(lane({rule("a", "LIA-01", "high"), rule("b", "DAT-02", "high", "low"), rule("c", "EXI-01", "high")}) == "negotiate high");
  BOOST_TEST(lane({rule("a", "PRC-02", "high"), rule("b", "PRC-05", "high"), rule("c", "TRM-01", "high"), rule("d", "SLA-02", "high")}) ==
             "negotiate high");
  BOOST_TEST(lane({rule("a", "PRC-01", "critical", "low")}) == "negotiate high");
  BOOST_TEST(lane({rule("a", "VAG-01", "medium"), rule("b", "VAG-02", "medium", "medium")}) == "negotiate two-medium");
  BOOST_TEST(lane({rule("a", "VAG-01", "medium"), rule("b", "VAG-02", "medium", "low")}) == "sign minor");
  BOOST_TEST(lane({rule("a", "VAG-01", "medium", "high", 40)}) == "sign minor");
  BOOST_TEST(lane({rule("a", "VAG-04", "low", "high", 40), rule("b", "STR-04", "info")}) == "sign minor");
}

BOOST_AUTO_TEST_CASE(a_policy_that_raises_a_severity_changes_points_and_lane) {
  const auto program = tests::load_rules({{.id = "one", .taxonomy = "VAG-01", .severity = "low"}});
  findings::FindingList list;
  list.findings.resize(1);
  list.findings[0].severity = rules::Severity::critical;
  const risk::Assessment a = risk::assess(*program, list);
  BOOST_TEST(a.lines[0].points == 25.0);
  BOOST_TEST(risk::name(a.lane) == "legal");
}

BOOST_AUTO_TEST_CASE(the_first_three_are_the_worst_then_the_surest_each_of_another_rule) {
  const Assessed a = assess({rule("a-low", "VAG-01", "low", "high", 3), rule("b-high-unsure", "PRC-01", "high", "low", 5),
                             rule("c-high-sure", "PRC-02", "high", "high", 2), rule("d-critical", "LIA-02", "critical"),
                             rule("e-info", "STR-04", "info")});
  BOOST_REQUIRE_EQUAL(a.assessment.top.size(), 3u);
  // findings were made rule by rule: a 0..2, b 3..7, c 8..9, d 10, e 11
  BOOST_TEST(a.assessment.top[0] == 10u);
  BOOST_TEST(a.assessment.top[1] == 8u);
  BOOST_TEST(a.assessment.top[2] == 3u);
}

BOOST_AUTO_TEST_CASE(categories_come_in_the_order_of_the_taxonomy_and_count_rules) {
  const Assessed a = assess({rule("z", "ZZZ-01", "low"), rule("t", "TRM-01", "high", "high", 7), rule("v", "VAG-01", "medium"),
                             rule("w", "VAG-02", "medium")});
  BOOST_REQUIRE_EQUAL(a.assessment.categories.size(), 3u);
  BOOST_TEST(a.assessment.categories[0].taxonomy_family == "VAG");
  BOOST_TEST(a.assessment.categories[0].by_severity[2] == 2u);
  BOOST_TEST(a.assessment.categories[1].taxonomy_family == "TRM");
  BOOST_TEST(a.assessment.categories[1].by_severity[3] == 1u);
  BOOST_TEST(a.assessment.categories[2].taxonomy_family == "ZZZ");
  BOOST_TEST(a.assessment.by_severity[2] == 2u);
}

BOOST_AUTO_TEST_CASE(what_is_waived_has_no_points_no_lane_and_is_shown_in_the_arithmetic) {
  const auto program = tests::load_rules({{.id = "a", .taxonomy = "LIA-02", .severity = "critical"}, {.id = "b", .taxonomy = "VAG-01", .severity = "medium"}});
  findings::FindingList list;
  list.findings.resize(3);
  list.findings[1].also.resize(4);
  list.findings[2].rule = 1;
  for (auto& f : list.findings) f.severity = program->rules()[f.rule].severity;
  for (int i : {0, 1}) list.findings[i].status = findings::Status::waived;
  risk::Assessment a = risk::assess(*program, list);
  BOOST_TEST(a.lane_reason == "minor");
  BOOST_REQUIRE_EQUAL(a.lines.size(), 2u);
  BOOST_TEST(a.lines[0].rule == 1u);
  BOOST_TEST(a.lines[1].count == 0u);
  BOOST_TEST(a.lines[1].waived == 6u);
  BOOST_TEST(a.lines[1].points == 0.0);
  BOOST_TEST(a.by_severity[4] == 0u);
  BOOST_REQUIRE_EQUAL(a.top.size(), 1u);
  BOOST_TEST(a.top[0] == 2u);
  BOOST_TEST(a.lines[0].share == a.score);

  list.findings[2].status = findings::Status::waived;
  a = risk::assess(*program, list);
  BOOST_TEST(a.score == 0.0);
  BOOST_TEST(a.lane_reason == "waived");
  BOOST_TEST(a.top.empty());

  // One place of two waived: the other still counts in full.
  list.findings[0].status = findings::Status::open;
  a = risk::assess(*program, list);
  BOOST_TEST(risk::name(a.lane) == "legal");
  BOOST_TEST(a.lines[0].count == 1u);
  BOOST_TEST(a.lines[0].waived == 5u);
  BOOST_TEST(a.lines[0].points == 25.0);
}

BOOST_AUTO_TEST_CASE(the_places_of_one_finding_count_as_repeats) {
  const auto program = tests::load_rules({{.id = "a", .taxonomy = "PRC-01", .severity = "high"}});
  findings::FindingList list;
  list.findings.resize(1);
  list.findings[0].severity = rules::Severity::high;
  list.findings[0].also.resize(1);
  list.findings[0].unlisted = 2;
  const risk::Assessment a = risk::assess(*program, list);
  BOOST_TEST(a.lines[0].count == 4u);
  BOOST_TEST(a.lines[0].points == 10 * (1 + 0.2 * 0.75));
}

BOOST_AUTO_TEST_CASE(a_text_that_is_no_contract_says_so_and_its_findings_still_speak) {
  const auto program = tests::load_rules({{.id = "a", .taxonomy = "PRC-01", .severity = "critical"}, {.id = "b", .taxonomy = "VAG-01", .severity = "low"}});
  findings::FindingList list;
  list.kind.kind = rules::DocumentKind::not_a_contract;
  list.kind.certainty = 0.8;
  BOOST_TEST(risk::assess(*program, list).lane_reason == "not-a-contract");
  list.findings.resize(1);
  list.findings[0].rule = 1;
  list.findings[0].severity = rules::Severity::low;
  BOOST_TEST(risk::assess(*program, list).lane_reason == "not-a-contract");
  list.findings[0].rule = 0;
  list.findings[0].severity = rules::Severity::critical;
  BOOST_TEST(risk::assess(*program, list).lane_reason == "critical");
}

BOOST_AUTO_TEST_CASE(a_grave_protection_that_could_not_be_determined_is_not_ready_to_sign) {
  const auto program = tests::load_rules({{.id = "a", .taxonomy = "DAT-05", .severity = "high"}, {.id = "b", .taxonomy = "GOV-01", .severity = "medium"},
                                          {.id = "c", .taxonomy = "DAT-06", .severity = "critical", .confidence = "low"}});
  findings::FindingList list;
  list.undetermined = {{1, "language"}, {2, "language"}};
  BOOST_TEST(risk::assess(*program, list).lane_reason == "none");
  list.undetermined.insert(list.undetermined.begin(), {0, "language"});
  const risk::Assessment a = risk::assess(*program, list);
  BOOST_TEST(risk::name(a.lane) == "negotiate");
  BOOST_TEST(a.lane_reason == "undetermined");
}

BOOST_AUTO_TEST_CASE(the_published_page_lists_every_lane_reason) {
  const std::string page = published();
  for (const char* reason : {"three-critical", "two-unbounded", "critical", "three-high-exposure", "high", "two-medium", "undetermined", "not-a-contract", "waived", "minor", "none"})
    BOOST_TEST(page.find("| `" + std::string(reason) + "` |") != std::string::npos, reason);
}
