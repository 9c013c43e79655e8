// Tests match/check_one_sided.cpp and match/check_words_and_digits.cpp, with the rules that are shipped, read from both sides.
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <map>

#include "match/match.h"
#include "shipped_rules.h"

using namespace caveat;

namespace {

struct Told {
  std::string words;
  std::size_t also = 0;
  std::map<std::string, std::string> arguments;
};

std::vector<Told> told(const std::string& rule, const std::vector<std::string>& paragraphs, Language language = Language::en, Role side = Role::customer) {
  match::Options options;
  options.side = side;
  const tests::ScannedText s = tests::scan_paragraphs(paragraphs, language, options);
  std::vector<Told> out;
  for (const match::Match& m : s.list.matches)
    if (tests::shipped_rules()->rules()[m.rule].id == rule)
      out.push_back({std::string(s.normal.map.to_text(m.hull).of(s.extracted.text)), m.also.size(), {m.arguments.begin(), m.arguments.end()}});
  return out;
}

const std::string kSupplierCap = "The Supplier's total liability shall not exceed the annual fees.";
const std::string kCustomerCap = "The Customer's total liability shall not exceed the annual fees.";
const std::string kMutualCap = "Each party's total liability shall not exceed the annual fees.";

}  // namespace

BOOST_AUTO_TEST_SUITE(one_sided)

BOOST_AUTO_TEST_CASE(the_cap_of_one_side_is_told_to_the_other_and_to_nobody_else) {
  const auto buyer = told("liability-asymmetric", {kSupplierCap});
  BOOST_REQUIRE(buyer.size() == 1u);
  BOOST_TEST(buyer[0].arguments.at("favoured") == "supplier");
  BOOST_TEST(told("liability-asymmetric", {kSupplierCap}, Language::en, Role::supplier).empty());
  const auto supplier = told("liability-asymmetric", {kCustomerCap}, Language::en, Role::supplier);
  BOOST_REQUIRE(supplier.size() == 1u);
  BOOST_TEST(supplier[0].arguments.at("favoured") == "customer");
  BOOST_TEST(told("liability-asymmetric", {kCustomerCap}).empty());
}

BOOST_AUTO_TEST_CASE(a_cap_of_the_other_side_or_of_both_anywhere_in_the_document_silences) {
  for (Role side : {Role::customer, Role::supplier}) {
    BOOST_TEST(told("liability-asymmetric", {kSupplierCap, "Fees are due in January.", kCustomerCap}, Language::en, side).empty());
    BOOST_TEST(told("liability-asymmetric", {kCustomerCap, kSupplierCap}, Language::en, side).empty());
    BOOST_TEST(told("liability-asymmetric", {kSupplierCap, kMutualCap}, Language::en, side).empty());
    BOOST_TEST(told("liability-asymmetric", {kMutualCap, kSupplierCap}, Language::en, side).empty());
  }
}

BOOST_AUTO_TEST_CASE(several_places_of_one_side_are_one_finding) {
  const auto out = told("liability-asymmetric", {kSupplierCap, "The aggregate liability of the Provider is limited to EUR 50,000."});
  BOOST_REQUIRE(out.size() == 1u);
  BOOST_TEST(out[0].also == 1u);
}

BOOST_AUTO_TEST_CASE(a_place_that_names_nobody_decides_nothing) {
  const std::string nobody = "The total liability shall not exceed the annual fees.";
  BOOST_TEST(told("liability-asymmetric", {nobody}).empty());
  BOOST_TEST(told("liability-asymmetric", {nobody, kSupplierCap}).size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_duty_that_binds_one_side_alone_favours_the_other) {
  const auto out = told("assignment-one-sided", {"The Customer may not assign this Agreement without consent."});
  BOOST_REQUIRE(out.size() == 1u);
  BOOST_TEST(out[0].arguments.at("favoured") == "supplier");
  BOOST_TEST(told("assignment-one-sided", {"The Supplier may not assign this Agreement without consent."}).empty());
}

BOOST_AUTO_TEST_CASE(one_sided_rights_are_told_in_four_languages_from_both_sides) {
  const std::vector<std::pair<Language, std::array<std::string, 2>>> cases = {
      {Language::en, {"The Supplier may assign this Agreement to any third party.", "The Customer may assign this Agreement to any third party."}},
      {Language::fr, {"Le Prestataire peut céder le contrat à un tiers.", "Le Client peut céder le contrat à un tiers."}},
      {Language::de, {"Der Anbieter kann den Vertrag auf einen Dritten übertragen.", "Der Kunde kann den Vertrag auf einen Dritten übertragen."}},
      {Language::es, {"El Proveedor podrá ceder el contrato a cualquier tercero.", "El Cliente podrá ceder el contrato a cualquier tercero."}},
  };
  for (const auto& [language, of] : cases)
    for (Role side : {Role::customer, Role::supplier})
      for (Role whose : {Role::supplier, Role::customer}) {
        const auto out = told("assignment-one-sided", {of[static_cast<std::size_t>(whose)]}, language, side);
        BOOST_TEST(out.size() == (whose == side ? 0u : 1u), of[static_cast<std::size_t>(whose)]);
      }
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(words_and_digits)

BOOST_AUTO_TEST_CASE(both_ways_of_writing_are_told_as_they_stand) {
  const auto out = told("words-and-digits", {"Fees are due. Invoices are payable within Thirty (60) days of receipt."});
  BOOST_REQUIRE(out.size() == 1u);
  BOOST_TEST(out[0].arguments.at("words") == "Thirty");
  BOOST_TEST(out[0].arguments.at("digits") == "60");
  BOOST_TEST(out[0].words.find("(60) days") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(numbers_that_agree_and_other_brackets_are_left_alone) {
  for (const char* words : {"Payable within thirty (30) days.", "A credit of fifty per cent (50 %) is due.", "The Supplier (60) answers in thirty days.",
                            "Within ten days (see clause 60).", "Two weeks (14 days).", "Ninety (90) days and sixty (60) days.", "thirty (", "(60)", "Thirty (60"})
    BOOST_TEST(told("words-and-digits", {words}).empty(), words);
}

BOOST_AUTO_TEST_CASE(each_place_is_a_finding_also_behind_one_that_agrees) {
  BOOST_TEST(told("words-and-digits", {"Ninety (90) days, then thirty (60) days, then ten (20) days."}).size() == 2u);
}

BOOST_AUTO_TEST_CASE(a_text_of_brackets_stays_linear) {
  std::string brackets;
  for (int i = 0; i < 100'000; ++i) brackets += "ten (1";
  const auto begin = std::chrono::steady_clock::now();
  told("words-and-digits", {brackets});
  BOOST_TEST((std::chrono::steady_clock::now() - begin < std::chrono::seconds(60)));
}

BOOST_AUTO_TEST_SUITE_END()
