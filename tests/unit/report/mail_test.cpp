// The letter to the other side: in the contract's language, what is asked for and where, and nothing that is ours alone.
#include <boost/test/unit_test.hpp>

#include "report/report.h"
#include "sample_contract.h"

using namespace caveat;
using tests::SampleContract;

namespace {

std::shared_ptr<const rules::RuleProgram> program() {
  static const auto loaded = tests::load_rules({{.id = "price-up", .taxonomy = "PRC-01", .severity = "critical"},
                                                {.id = "cap", .taxonomy = "LIA-01", .severity = "high"},
                                                {.id = "promptly", .taxonomy = "VAG-02", .severity = "medium"},
                                                {.id = "notably", .taxonomy = "VAG-07", .severity = "low"}});
  return loaded;
}

SampleContract contract() {
  SampleContract c(program());
  c.name_ = "offers/Acme offer.pdf";
  c.page().heading("Fees").add("2.1 Liability ends at one fee.").add("3.1 The Supplier may increase the Fees.").add("4.1 It answers promptly.").add("5.1 Notably so.");
  c.finding("price-up", "3.1 The Supplier may increase the Fees.", "increase the Fees", "3.1");
  c.finding("cap", "2.1 Liability ends at one fee.", "one fee", "2.1");
  c.finding("promptly", "4.1 It answers promptly.", "promptly", "4.1");
  c.finding("notably", "5.1 Notably so.", "Notably", "5.1");
  return c;
}

}  // namespace

BOOST_AUTO_TEST_CASE(it_asks_in_the_order_of_the_contract_what_must_change_before_what_should) {
  const std::string text = report::mail(contract().input(), Language::en);
  BOOST_TEST(text.starts_with("Subject: Acme offer: points to agree before signature\n"));
  const auto at = [&](const char* words) { return text.find(words); };
  BOOST_TEST(at("Liability ends at one fee.") < at("The Supplier may increase the Fees."));
  BOOST_TEST(at("The Supplier may increase the Fees.") < at("We would also like to discuss:"));
  BOOST_TEST(at("We would also like to discuss:") < at("It answers promptly."));
  BOOST_TEST(at("We ask for: Ask of cap (en).") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_is_ours_alone_stays_with_us) {
  const std::string text = report::mail(contract().input(), Language::en);
  for (const char* ours : {"Reason of", "Fallback of", "Message in", "Title of", "ritical", "risk", "PRC-01", "Notably"})
    BOOST_TEST(text.find(ours) == std::string::npos, ours);
}

BOOST_AUTO_TEST_CASE(it_is_written_in_the_contracts_language_whoever_reads_the_report) {
  SampleContract c = contract();
  c.structure_.languages = {{"de", 1.0}};
  const std::string text = report::mail(c.input(), Language::fr);
  BOOST_TEST(text.starts_with("Betreff: Acme offer"));
  BOOST_TEST(text.find("Ask of cap (de).") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_waived_point_is_not_asked_for_and_an_empty_list_says_so) {
  SampleContract c = contract();
  for (findings::Finding& finding : c.list_.findings) SampleContract::waive(finding, "Agreed.", "M. Dupont", {2027, 1, 1});
  const std::string text = report::mail(c.input(), Language::en);
  BOOST_TEST(text.find("Ask of") == std::string::npos);
  BOOST_TEST(text.find("Thank you") == std::string::npos);
}
