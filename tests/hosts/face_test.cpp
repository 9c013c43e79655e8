// caveat.hpp: errors become exceptions, exceptions of callbacks come out, objects move and outlive one another.
#include <caveat/caveat.hpp>

#include <boost/test/unit_test.hpp>
#include <optional>

namespace {

const std::string kPack = CAVEAT_SOURCE_DIR "/tests/abi/pack";
constexpr std::string_view kContract =
    "1. Fees. The Supplier may increase the fees at any time by written notice to the Customer.\n";

struct Fixture {
  cav::Plugin plugin;
  cav::Ruleset rules = plugin.load_rules({kPack});
  cav::Scanner scanner{rules};
};

struct Mine {};  // an exception that only the host knows

}  // namespace

BOOST_FIXTURE_TEST_CASE(a_finding_has_its_place_and_wording, Fixture) {
  const cav::Result result = scanner.scan(kContract, "offer.txt");
  const auto findings = result.findings();
  BOOST_REQUIRE(findings.size() == 1u);
  BOOST_TEST(findings[0].rule == "test-price-change");
  BOOST_TEST((findings[0].severity == cav::Severity::critical));
  BOOST_REQUIRE(findings[0].spans.size() >= 2u);
  BOOST_TEST((findings[0].spans[0].role == cav::Role::evidence));
  BOOST_TEST(result.text(findings[0].spans[1]) == "may increase the fees");
  BOOST_TEST(findings[0].spans[0].clause == "1");
  BOOST_TEST(result.string(findings[0], "title", "fr") == "Prix modifiable");
  BOOST_TEST(result.write("json").find("\"rule\":\"test-price-change\"") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(an_error_carries_status_and_message, Fixture) {
  BOOST_CHECK_EXCEPTION(scanner.scan("", "empty.txt"), cav::Error, [](const cav::Error& e) {
    return e.status() == CAV_E_FORMAT && std::string(e.what()).find("empty.txt") != std::string::npos;
  });
  const cav::Result result = scanner.scan(kContract, "offer.txt");
  BOOST_CHECK_EXCEPTION(result.write("papyrus"), cav::Error,
                        [](const cav::Error& e) { return e.status() == CAV_E_ARGUMENT; });
  BOOST_CHECK_THROW(result.finding(1), cav::Error);
}

BOOST_FIXTURE_TEST_CASE(rejected_rules_are_explained_before_the_exception, Fixture) {
  std::vector<cav::Diagnostic> told;
  cav::LoadOptions options;
  options.on_diagnostic = [&](const cav::Diagnostic& d) { told.push_back(d); };
  BOOST_CHECK_EXCEPTION(plugin.load_rules({kPack + "/nowhere"}, options), cav::Error,
                        [](const cav::Error& e) { return e.status() == CAV_E_RULES; });
  BOOST_REQUIRE(told.size() == 1u);
  BOOST_TEST(told[0].error);
  BOOST_TEST(told[0].file.find("nowhere") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(an_exception_of_a_callback_comes_out_and_the_scanner_lives, Fixture) {
  cav::ScanOptions options;
  options.on_progress = [](const cav_progress&) -> bool { throw Mine{}; };
  BOOST_CHECK_THROW(scanner.scan(kContract, "offer.txt", options), Mine);
  const cav::Result result = scanner.scan(kContract, "offer.txt");
  BOOST_CHECK_THROW(result.write("json", "en", [](std::string_view) { throw Mine{}; }), Mine);
  cav::LoadOptions load;
  load.on_diagnostic = [](const cav::Diagnostic&) { throw Mine{}; };
  BOOST_CHECK_THROW(plugin.load_rules({kPack + "/nowhere"}, load), Mine);
}

BOOST_FIXTURE_TEST_CASE(a_set_is_one_result_whose_places_say_their_document, Fixture) {
  const cav::Result result = scanner.scan_set({{"Prices\n\nThe fee is 500 EUR a month.\n", "Annex 1.txt"}, {kContract, "MSA.txt"}}, "deal");
  const auto findings = result.findings();
  BOOST_REQUIRE(!findings.empty());
  BOOST_REQUIRE(!findings[0].spans.empty());
  BOOST_TEST(findings[0].spans[0].document == "MSA.txt");
  BOOST_TEST(result.text().find("500 EUR") != std::string_view::npos);
  BOOST_CHECK_EXCEPTION(scanner.scan_set({}, "deal"), cav::Error, [](const cav::Error& e) { return e.status() == CAV_E_ARGUMENT; });
}

BOOST_FIXTURE_TEST_CASE(progress_cancels, Fixture) {
  cav::ScanOptions options;
  options.on_progress = [](const cav_progress&) { return true; };
  BOOST_CHECK_EXCEPTION(scanner.scan(kContract, "offer.txt", options), cav::Error,
                        [](const cav::Error& e) { return e.status() == CAV_E_CANCELLED; });
}

BOOST_AUTO_TEST_CASE(a_result_outlives_all_that_made_it) {
  std::optional<cav::Result> result;
  {
    cav::Plugin first;
    cav::Plugin plugin = std::move(first);
    cav::Ruleset rules = plugin.load_rules({kPack});
    cav::Scanner scanner(rules);
    { cav::Ruleset gone = std::move(rules); }
    result.emplace(scanner.scan(kContract, "offer.txt"));
  }
  BOOST_TEST(result->findings().size() == 1u);
  BOOST_TEST(result->write("text").find("Price may change") != std::string::npos);
}
