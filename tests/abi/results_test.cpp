// What a result says through the ABI: verbatim places, wording, the three formats, and the same bytes each time.
#include "loaded_plugin.h"

#include <Poco/JSON/Array.h>
#include <Poco/JSON/Object.h>
#include <Poco/JSON/Parser.h>

using namespace caveat::abi_test;

namespace {

std::string_view text_of(const Scanned& s) {
  std::uint64_t length = 0;
  const char* text = s.api->result_text(s.result, &length);
  return {text, length};
}

Poco::JSON::Object::Ptr parsed(const std::string& json) {
  return Poco::JSON::Parser().parse(json).extract<Poco::JSON::Object::Ptr>();
}

}  // namespace

BOOST_FIXTURE_TEST_CASE(the_summary_counts_and_names_what_produced_it, Scanned) {
  cav_summary summary = sized<cav_summary>();
  BOOST_REQUIRE(api->result_summary(result, &summary) == CAV_OK);
  BOOST_TEST(summary.finding_count == 2u);
  BOOST_TEST(summary.flags == 0u);
  BOOST_TEST(summary.page_count == 0u);
  BOOST_TEST(summary.reserved == 0u);
  BOOST_TEST(summary.languages == std::string("en"));
  BOOST_TEST(summary.risk_score > 0);
  BOOST_TEST(summary.risk_score <= 100);
  const std::string pack = summary.pack_version;
  BOOST_TEST(pack.find("abi-test") != std::string::npos);
  BOOST_TEST(pack.find("1.2.3") != std::string::npos);
  BOOST_TEST(std::string(summary.policy_version).find("default") != std::string::npos);
  const std::string lane = summary.lane;
  BOOST_TEST((lane == "sign" || lane == "negotiate" || lane == "legal" || lane == "stop"));
}

BOOST_FIXTURE_TEST_CASE(what_was_not_read_is_flagged, Scanned) {
  const std::string polish =
      "Umowa o świadczenie usług. Dostawca może w każdej chwili podwyższyć opłaty, zawiadamiając o tym klienta na "
      "piśmie. Klient nie może się temu sprzeciwić, "
      "a umowa pozostaje w mocy przez cały uzgodniony okres. Spory rozstrzyga sąd właściwy dla siedziby dostawcy.\n";
  cav_result* r = scan(scanner_, polish);
  cav_summary summary = sized<cav_summary>();
  BOOST_REQUIRE(api->result_summary(r, &summary) == CAV_OK);
  BOOST_TEST((summary.flags & CAV_SUMMARY_UNKNOWN_LANGUAGE) != 0u);
  BOOST_TEST((summary.flags & CAV_SUMMARY_INCOMPLETE) != 0u);
  api->result_free(r);
}

BOOST_FIXTURE_TEST_CASE(a_place_is_a_verbatim_slice_of_the_text, Scanned) {
  const std::string_view text = text_of(*this);
  cav_finding finding = sized<cav_finding>();
  BOOST_REQUIRE(api->result_finding(result, 0, &finding) == CAV_OK);
  BOOST_TEST(finding.rule_id == std::string("test-price-change"));
  BOOST_TEST(finding.severity == CAV_SEVERITY_CRITICAL);
  BOOST_TEST(finding.language == std::string("en"));
  BOOST_TEST(std::string(finding.fingerprint).size() == 16u);
  BOOST_REQUIRE(finding.span_count >= 2u);
  cav_span evidence = sized<cav_span>(), trigger = sized<cav_span>();
  BOOST_REQUIRE(api->result_span(result, 0, 0, &evidence) == CAV_OK);
  BOOST_REQUIRE(api->result_span(result, 0, 1, &trigger) == CAV_OK);
  BOOST_TEST(evidence.role == 0);
  BOOST_TEST(trigger.role == 1);
  BOOST_REQUIRE(evidence.text_end <= text.size());
  const auto slice = [&](const cav_span& s) {
    return std::string(text.substr(s.text_begin, s.text_end - s.text_begin));
  };
  BOOST_TEST(
      slice(evidence).find("The Supplier may increase the fees at any time by written notice to the Customer.") !=
      std::string::npos);
  BOOST_TEST(slice(trigger) == "may increase the fees");
  BOOST_TEST(evidence.text_begin <= trigger.text_begin);
  BOOST_TEST(trigger.text_end <= evidence.text_end);
  BOOST_TEST(evidence.page == 0u);  // plain text has no pages
  BOOST_REQUIRE(evidence.clause != nullptr);
  BOOST_TEST(evidence.clause == std::string("1"));
}

BOOST_FIXTURE_TEST_CASE(wording_follows_the_reader_not_the_contract, Scanned) {
  BOOST_TEST(api->result_string(result, 0, "title", "de") == std::string("Preis änderbar"));
  BOOST_TEST(api->result_string(result, 0, "message", "fr") == std::string("Le prestataire peut modifier le prix."));
  BOOST_TEST(api->result_string(result, 0, "recommendation", "es-MX") ==
             std::string("Los precios son fijos durante la vigencia inicial."));
  BOOST_TEST(api->result_string(result, 0, "taxonomy", "en") == std::string("PRC-01"));
  BOOST_TEST(api->result_string(result, 0, "confidence", "en") == std::string("high"));
  // Borrowed from the result: asking again does not take the first answer away.
  const char* first = api->result_string(result, 0, "why", "en");
  const std::string copy = first;
  for (int i = 0; i < 100; ++i) api->result_string(result, 1, "why", i % 2 ? "de" : "fr");
  BOOST_TEST(first == copy);
}

BOOST_FIXTURE_TEST_CASE(json_says_the_same_as_the_functions, Scanned) {
  const std::string json = write(api, result, "json", "en");
  BOOST_TEST(json.find('\n') == std::string::npos);
  const auto object = parsed(json);
  const auto findings = object->getArray("findings");
  BOOST_REQUIRE(findings->size() == 2u);
  const std::string_view text = text_of(*this);
  for (unsigned i = 0; i < 2; ++i) {
    const auto entry = findings->getObject(i);
    cav_finding finding = sized<cav_finding>();
    cav_span span = sized<cav_span>();
    BOOST_REQUIRE(api->result_finding(result, i, &finding) == CAV_OK);
    BOOST_REQUIRE(api->result_span(result, i, 0, &span) == CAV_OK);
    BOOST_TEST(entry->getValue<std::string>("rule") == finding.rule_id);
    BOOST_TEST(entry->getValue<std::string>("fingerprint") == finding.fingerprint);
    BOOST_TEST(entry->getValue<std::uint64_t>("begin") == span.text_begin);
    BOOST_TEST(entry->getValue<std::uint64_t>("end") == span.text_end);
    BOOST_TEST(entry->getValue<std::string>("quote") == text.substr(span.text_begin, span.text_end - span.text_begin));
    BOOST_TEST(entry->getValue<std::string>("message") == api->result_string(result, i, "message", "en"));
  }
  cav_summary summary = sized<cav_summary>();
  BOOST_REQUIRE(api->result_summary(result, &summary) == CAV_OK);
  BOOST_TEST(object->getValue<std::string>("lane") == summary.lane);
  BOOST_TEST(object->getValue<double>("score") == summary.risk_score);
  BOOST_TEST(object->getObject("document")->getValue<std::string>("name") == "contract.txt");
}

BOOST_FIXTURE_TEST_CASE(min_severity_leaves_findings_out_but_not_the_verdict, Scanned) {
  const auto all = parsed(write(api, result, "json"));
  const auto high = parsed(write(api, result, "json;min-severity=high"));
  BOOST_TEST(all->getArray("findings")->size() == 2u);
  BOOST_REQUIRE(high->getArray("findings")->size() == 1u);
  BOOST_TEST(high->getArray("findings")->getObject(0)->getValue<std::string>("rule") == "test-price-change");
  BOOST_TEST(high->getValue<double>("score") == all->getValue<double>("score"));
  BOOST_TEST(high->getValue<std::string>("lane") == all->getValue<std::string>("lane"));
  for (const char* format : {"text", "html"}) {
    const std::string whole = write(api, result, format),
                      cut = write(api, result, (std::string(format) + ";min-severity=high").c_str());
    BOOST_TEST(whole.find("Vague time") != std::string::npos);
    // What is not shown still counts, so the score's arithmetic names the rule; its finding is gone.
    BOOST_TEST(cut.find(std::string(format) == "html" ? "Vague time</h3>" : "Vague time") == std::string::npos);
    BOOST_TEST(cut.find("Price may change") != std::string::npos);
  }
}

BOOST_FIXTURE_TEST_CASE(text_has_colour_only_when_asked_for_and_keeps_to_its_width, Scanned) {
  BOOST_TEST(write(api, result, "text").find('\x1b') == std::string::npos);
  BOOST_TEST(write(api, result, "text;colour=0").find('\x1b') == std::string::npos);
  BOOST_TEST(write(api, result, "text;colour=1").find('\x1b') != std::string::npos);
  const std::string narrow = write(api, result, "text;width=50");
  std::size_t line = 0, longest = 0;
  for (const char c : narrow) {
    if (c == '\n') {
      longest = std::max(longest, line);
      line = 0;
    } else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) {
      ++line;
    }
  }
  BOOST_TEST(longest <= 50u);
}

BOOST_FIXTURE_TEST_CASE(control_characters_of_a_document_reach_no_output, Scanned) {
  const std::string hostile =
      "Agreement\n\nThe Supplier may \x1b[2Jincrease the\x07 fees at any\x08 time by written\x7f notice \xc2\x9b"
      "31m to the Customer \xe2\x80\xae today.\n";
  cav_result* r = scan(scanner_, hostile, "bad\x1b]0;owned\x07.txt");
  for (const char* format : {"text", "json", "html", "text;colour=0;width=60"}) {
    BOOST_TEST_CONTEXT(format) {
      const std::string out = write(api, r, format);
      for (const char* bad : {"\x1b", "\x07", "\x08", "\x7f", "\xc2\x9b"})
        BOOST_TEST(out.find(bad) == std::string::npos);
    }
  }
  api->result_free(r);
}

BOOST_FIXTURE_TEST_CASE(the_same_bytes_give_the_same_report, Scanned) {
  cav_result* again = scan(scanner_, kContract);
  cav_scanner* other = scanner(ruleset);
  cav_result* third = scan(other, kContract);
  for (const char* format : {"json", "text;width=80;colour=1", "html"}) {
    const std::string first = write(api, result, format);
    BOOST_TEST(first == write(api, again, format));
    BOOST_TEST(first == write(api, third, format));
  }
  api->result_free(again);
  api->result_free(third);
  api->scanner_free(other);
}

BOOST_FIXTURE_TEST_CASE(what_is_no_document_is_an_error_that_names_the_file, Scanned) {
  struct Case {
    std::string bytes;
    const char* name;
    cav_status status;
  };
  const std::vector<Case> cases = {
      {"", "empty.txt", CAV_E_FORMAT},
      {std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\x06\0\0\0\x1f\x15\xc4\x89", 33), "logo.pdf",
       CAV_E_FORMAT},
      {std::string("PK\3\4\x14\0\0\0\x08\0broken", 16), "cut.docx", CAV_E_FORMAT},
  };
  for (const Case& c : cases) {
    BOOST_TEST_CONTEXT(c.name) {
      const cav_document d = document(c.bytes, c.name);
      cav_error error = sized<cav_error>();
      cav_result* r = nullptr;
      BOOST_TEST(api->scan(scanner_, &d, &kDefaults, &r, &error) == c.status);
      BOOST_TEST(r == nullptr);
      BOOST_TEST(std::string(error.message).find(c.name) != std::string::npos);
    }
  }
  api->result_free(scan(scanner_, kContract));  // the scanner is fine afterwards
}

BOOST_FIXTURE_TEST_CASE(no_pack_means_extraction_alone, Scanned) {
  cav_load_options options = sized<cav_load_options>();
  cav_ruleset* none = nullptr;
  cav_error error = sized<cav_error>();
  BOOST_REQUIRE_MESSAGE(api->ruleset_load(plugin, &options, &none, &error) == CAV_OK, error.message);
  cav_scanner* reader = scanner(none);
  cav_result* r = scan(reader, kContract);
  std::uint64_t length = 0;
  const char* text = api->result_text(r, &length);
  BOOST_TEST(std::string_view(text, length) == text_of(*this));
  cav_summary summary = sized<cav_summary>();
  BOOST_REQUIRE(api->result_summary(r, &summary) == CAV_OK);
  BOOST_TEST(summary.finding_count == 0u);
  api->result_free(r);
  api->scanner_free(reader);
  api->ruleset_free(none);
}

BOOST_FIXTURE_TEST_CASE(rejected_rules_are_explained_one_by_one, Scanned) {
  const std::string folder = kPack + "/no-such-folder";
  const char* paths[] = {folder.c_str()};
  std::string told;
  cav_load_options options = sized<cav_load_options>();
  options.paths = paths;
  options.path_count = 1;
  options.user = &told;
  options.on_diagnostic = [](void* user, const cav_diagnostic* d) {
    static_cast<std::string*>(user)->append(d->code).append(" ").append(d->file).append(": ").append(d->message);
  };
  cav_error error = sized<cav_error>();
  cav_ruleset* out = nullptr;
  BOOST_TEST(api->ruleset_load(plugin, &options, &out, &error) == CAV_E_RULES);
  BOOST_TEST(out == nullptr);
  BOOST_TEST(told.starts_with("R"));
  BOOST_TEST(told.find("no-such-folder") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(the_test_pack_passes_its_own_examples, Plugin) {
  const char* paths[] = {kPack.c_str()};
  std::string told;
  cav_load_options options = sized<cav_load_options>();
  options.flags = CAV_LOAD_RUN_EXAMPLES | CAV_LOAD_WARNINGS_ARE_ERRORS;
  options.paths = paths;
  options.path_count = 1;
  options.user = &told;
  options.on_diagnostic = [](void* user, const cav_diagnostic* d) {
    static_cast<std::string*>(user)->append(d->file).append(": ").append(d->message).append("\n");
  };
  cav_ruleset* out = nullptr;
  BOOST_TEST_INFO(told);
  const cav_status status = api->ruleset_load(plugin, &options, &out, nullptr);
  BOOST_TEST(status == CAV_OK, told);
  api->ruleset_free(out);
}

// A hint of severity info is for us ("ask which clause used this term"): the other side's copy is as if it were not there.
BOOST_FIXTURE_TEST_CASE(what_the_other_side_sees_has_no_hints, Plugin) {
  const char* paths[] = {kPack.c_str()};
  const auto copies = [&](const char* policy) {
    cav_load_options load = sized<cav_load_options>();
    load.paths = paths;
    load.path_count = 1;
    load.policy_path = policy;
    cav_error error = sized<cav_error>();
    cav_ruleset* ruleset = nullptr;
    BOOST_REQUIRE_MESSAGE(api->ruleset_load(plugin, &load, &ruleset, &error) == CAV_OK, error.message);
    cav_scanner* scanner_ = scanner(ruleset);
    const cav_document d = document(kContract);
    cav_scan_options options = sized<cav_scan_options>();
    options.flags = CAV_SCAN_KEEP_DOCUMENT;
    cav_result* result = nullptr;
    BOOST_REQUIRE_MESSAGE(api->scan(scanner_, &d, &options, &result, &error) == CAV_OK, error.message);
    const std::pair made(write(api, result, "docx;counterparty=1"), write(api, result, "docx;counterparty=1;min-severity=low"));
    BOOST_TEST(write(api, result, "docx;min-severity=info") != write(api, result, "docx;min-severity=critical"));
    api->result_free(result);
    api->scanner_free(scanner_);
    api->ruleset_free(ruleset);
    return made;
  };
  const auto plain = copies(nullptr);
  BOOST_TEST((plain.first == plain.second));
  const std::string policy = kPack + "/policies/hints.yaml";
  const auto hinted = copies(policy.c_str());
  BOOST_TEST((hinted.first == hinted.second));
  BOOST_TEST((hinted.first != plain.first));
}
