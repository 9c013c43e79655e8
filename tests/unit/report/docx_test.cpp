// Tests of docx(): what the comments say, to us and to the other side, and the memo for what is no Word document.
#include <boost/test/unit_test.hpp>

#include "../extract/docx_builder.h"
#include "extract/ooxml_package.h"
#include "report/memo_words.h"
#include "surfaces.h"
#include "word_file.h"

namespace caveat::report {
namespace {

using extract::docx_parts;
using extract::paragraph;
using extract::Parts;
using tests::SampleContract;
using tests::WordFile;

std::shared_ptr<const rules::RuleProgram> rules_of_three() {
  static const auto loaded = tests::load_rules({{.id = "breach-notice", .taxonomy = "DAT-05", .severity = "critical"}, {.id = "promptly", .taxonomy = "VAG-02", .severity = "low"},
                                               {.id = "renewal", .taxonomy = "TRM-01", .severity = "high"}});
  return loaded;
}

// A Word document of which promptly is said twice, with a renewal, and a protection that is missing.
SampleContract word_contract(Parts parts = docx_parts(paragraph("Service Agreement") + paragraph("1. It answers promptly.") + paragraph("2. It repairs promptly.") +
                                                      paragraph("3. The contract renews by itself."))) {
  SampleContract c(rules_of_three());
  c.original_ = extract::zip(parts);
  c.name_ = "offer.docx";
  extract::Options options;
  options.sources = true;
  Cancel cancel;
  c.extracted_ = extract::run({c.original_, "offer.docx", {}}, options, cancel).value();
  return c;
}

std::string made(SampleContract& c, DocxOptions options = {}) {
  auto out = docx(c.input(), options);
  BOOST_REQUIRE_MESSAGE(bool(out), (out ? "" : out.error().message));
  return std::move(out).value();
}

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

std::string all_text(const WordFile& file) {
  std::string out;
  for (const auto& [name, content] : file.parts) out += content;
  return out;
}

BOOST_AUTO_TEST_SUITE(docx_reports)

BOOST_AUTO_TEST_CASE(a_comment_says_what_why_and_what_to_ask_for) {
  SampleContract c = word_contract();
  c.finding("renewal", "3. The contract renews by itself.", "renews by itself", "3");
  const WordFile file(made(c));
  BOOST_CHECK_EQUAL(file.anchored.at("0"), "renews by itself");
  BOOST_CHECK_EQUAL(file.said.at("0"),
                    "High \xC2\xB7 Title of renewal (en)\nMessage in en.\nWhy it matters: Reason of renewal (en).\nAsk for: Ask of renewal (en).\n"
                    "Fall back to: Fallback of renewal (en).\nrule renewal \xC2\xB7 ID 0123456789abcdef\n");
  BOOST_CHECK_EQUAL(file.authors.at("0"), "Caveat");
}

BOOST_AUTO_TEST_CASE(a_reader_of_another_language_gets_the_ask_in_the_contracts_as_well) {
  SampleContract c = word_contract();
  c.finding("renewal", "3. The contract renews by itself.", "renews by itself", "3");
  const WordFile file(made(c, {Language::de, false}));
  BOOST_CHECK(contains(file.said.at("0"), "Ask of renewal (de)."));
  BOOST_CHECK(contains(file.said.at("0"), "Ask of renewal (en)."));
}

BOOST_AUTO_TEST_CASE(the_other_side_reads_the_ask_and_nothing_else) {
  SampleContract c = word_contract();
  c.structure_.languages = {{"fr", 1.0}};
  c.today_ = {2026, 11, 23};
  c.finding("promptly", "1. It answers promptly.", "promptly", "1", Language::fr);
  c.finding("renewal", "3. The contract renews by itself.", "renews by itself", "3", Language::fr);
  findings::Finding& waived = c.finding("breach-notice", "2. It repairs promptly.", "repairs", "2", Language::fr);
  SampleContract::waive(waived, "secret reason", "M. Dupont", {2027, 1, 1});
  const WordFile file(made(c, {Language::de, true}));
  BOOST_REQUIRE_EQUAL(file.said.size(), 2u);
  // In the contract's language: it is not written for the one who scans.
  BOOST_CHECK_EQUAL(file.said.at("0"), "Ask of promptly (fr).\n");
  BOOST_CHECK_EQUAL(file.said.at("1"), "Ask of renewal (fr).\n");
  BOOST_CHECK_EQUAL(file.authors.at("0"), "Relecture du contrat");
  for (const std::string_view ours : {"Caveat", "Reason of", "Fallback of", "Title of", "Message in", "0123456789abcdef", "secret", "Dupont", "renewal \xC2\xB7", "promptly \xC2\xB7"})
    BOOST_CHECK_MESSAGE(!contains(all_text(file), ours), ours);
}

BOOST_AUTO_TEST_CASE(the_same_point_is_made_once_and_pointed_to) {
  SampleContract c = word_contract();
  c.finding("promptly", "1. It answers promptly.", "promptly", "1");
  c.finding("promptly", "2. It repairs promptly.", "promptly", "2");
  findings::Finding& renewal = c.finding("renewal", "3. The contract renews by itself.", "renews", "3");
  renewal.also = {c.place("3. The contract renews by itself.", "by itself", "3")};
  const WordFile file(made(c));
  BOOST_REQUIRE_EQUAL(file.said.size(), 4u);
  BOOST_CHECK(contains(file.said.at("0"), "Ask of promptly"));
  BOOST_CHECK_EQUAL(file.said.at("1"), "Low \xC2\xB7 Title of promptly (en)\nThe same point as at clause 1; see the comment there.\n");
  BOOST_CHECK_EQUAL(file.anchored.at("3"), "by itself");
  BOOST_CHECK_EQUAL(file.said.at("3"), "High \xC2\xB7 Title of renewal (en)\nThe same point as at clause 3; see the comment there.\n");
  const WordFile theirs(made(c, {Language::en, true}));
  BOOST_CHECK_EQUAL(theirs.said.at("1"), "The same request as for clause 1.\n");
}

BOOST_AUTO_TEST_CASE(what_is_missing_stands_where_it_would_belong_or_at_the_title) {
  SampleContract c = word_contract();
  c.absence("breach-notice", "3. The contract renews by itself.", {"breach"});
  c.absence("renewal", "", {"renewal"});
  const WordFile file(made(c));
  BOOST_CHECK_EQUAL(file.anchored.at("0"), "3. The contract renews by itself.");
  BOOST_CHECK_EQUAL(file.anchored.at("1"), "Service Agreement");
  BOOST_CHECK(!contains(file.said.at("1"), "\xE2\x80\x9C"));  // there is nothing to quote
}

BOOST_AUTO_TEST_CASE(a_waived_finding_says_who_accepted_it_and_until_when) {
  SampleContract c = word_contract();
  SampleContract::waive(c.finding("renewal", "3. The contract renews by itself.", "renews", "3"), "Pilot only", "M. Dupont", {2027, 3, 31});
  const WordFile file(made(c));
  BOOST_CHECK_EQUAL(file.said.at("0"),
                    "High \xC2\xB7 Title of renewal (en)\nWaived: approved by M. Dupont, until 31\xC2\xA0March 2027. Reason: Pilot only\nrule renewal \xC2\xB7 ID 0123456789abcdef\n");
}

BOOST_AUTO_TEST_CASE(a_signed_file_says_first_that_its_signature_does_not_hold) {
  Parts parts = docx_parts(paragraph("Service Agreement") + paragraph("3. The contract renews by itself."), {{"_xmlsignatures/origin.sigs", ""}});
  std::string& package = parts["_rels/.rels"];
  package.insert(package.find("</Relationships>"), "<Relationship Id=\"s\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin\" "
                                                   "Target=\"_xmlsignatures/origin.sigs\"/>");
  SampleContract c = word_contract(parts);
  BOOST_CHECK(made(c) == c.original_);  // nothing to say, nothing broken
  c.finding("renewal", "3. The contract renews by itself.", "renews", "3");
  const WordFile file(made(c));
  BOOST_CHECK_EQUAL(file.anchored.at("0"), "Service Agreement");
  BOOST_CHECK_EQUAL(file.said.at("0"), std::string(memo_words(Language::en).signature) + "\n");
  BOOST_CHECK(file.parts.contains("_xmlsignatures/origin.sigs"));
  BOOST_CHECK_EQUAL(file.parts.at("_rels/.rels"), package);
}

BOOST_AUTO_TEST_CASE(a_document_that_was_not_kept_is_asked_for) {
  SampleContract c = word_contract();
  c.original_.clear();
  const auto out = docx(c.input(), {});
  BOOST_REQUIRE(!out);
  BOOST_CHECK(out.error().code == ErrorCode::argument);
  BOOST_CHECK(contains(out.error().message, "CAV_SCAN_KEEP_DOCUMENT"));
}

BOOST_AUTO_TEST_CASE(a_file_that_cannot_hold_comments_gives_a_memo_that_says_so) {
  SampleContract c = word_contract();
  c.finding("renewal", "3. The contract renews by itself.", "renews", "3");
  c.original_ = "no archive";
  const WordFile file(made(c));
  BOOST_CHECK(contains(file.text, memo_words(Language::en).not_written));
  BOOST_CHECK(contains(file.text, "Ask of renewal (en)."));
}

BOOST_AUTO_TEST_CASE(another_format_gives_a_memo) {
  SampleContract c = tests::surface_contract();
  c.unread("page-without-text", 7, "Page seven.");
  const std::string bytes = made(c);
  BOOST_CHECK(bytes == made(c));
  const WordFile file(bytes);
  std::size_t at = 0;
  for (const std::string_view part :
       {"offer.pdf", "Negotiation memo", "risk", "Must have", "1. Title of level (en)", "High", "p. 2", "\xE2\x80\x9C" "5. The service is available 98.5 % of the time.\xE2\x80\x9D",
        "98.5\xC2\xA0% only.", "Why it matters: Reason of level (en).", "Ask for: Ask of level (en).", "Fall back to: Fallback of level (en).", "Title of breach-notice (en)",
        "Not in the contract", "Should have", "Title of credits (en)", "Takes the protection away", "Nice to have", "Title of promptly (en)", "Key terms", "Last day to give notice",
        "30\xC2\xA0September 2028", "Waived", "Title of auto-renewal (en)", "approved by M. Dupont", "Accepted <b>for</b> the pilot", "What was not read", "Page seven."}) {
    const std::size_t found = file.text.find(part, at);
    BOOST_CHECK_MESSAGE(found != std::string::npos, part << " is not in its place in " << file.text.substr(at));
    if (found != std::string::npos) at = found;
  }
  BOOST_CHECK(file.parts.contains("word/styles.xml"));
}

BOOST_AUTO_TEST_CASE(the_other_sides_memo_has_only_words_and_requests_in_the_contracts_order) {
  SampleContract c = tests::surface_contract();
  const WordFile file(made(c, {Language::de, true}));
  const std::size_t first = file.text.find("4.1 The Supplier answers promptly."), second = file.text.find("98.5 %");
  BOOST_CHECK(first < second && second != std::string::npos);
  BOOST_CHECK(contains(file.text, "Requested changes"));
  BOOST_CHECK(contains(file.text, "Ask for: Ask of level (en)."));
  for (const std::string_view ours : {"Reason of", "Fallback of", "Title of", "Message in", "only.", "risk", "High", "Low", "Dupont", "pilot", "renews by itself", "Key terms", "Caveat"})
    BOOST_CHECK_MESSAGE(!contains(all_text(file), ours), ours);
}

BOOST_AUTO_TEST_CASE(the_words_stand_in_four_languages) {
  const auto all = [](const MemoWords& w) {
    return std::vector<std::string_view>{w.memo, w.requests, w.missing, w.see, w.see_first, w.same, w.same_first, w.signature, w.note, w.header, w.cut, w.not_written,
                                         w.author, w.initials};
  };
  const auto english = all(memo_words(Language::en));
  BOOST_CHECK_EQUAL(english.size() * sizeof(std::string_view), sizeof(MemoWords));
  for (const Language language : kAllLanguages) {
    const auto words = all(memo_words(language));
    for (std::size_t i = 0; i < words.size(); ++i) {
      BOOST_CHECK_MESSAGE(!words[i].empty(), code(language) << " word " << i);
      BOOST_CHECK_EQUAL(contains(std::string(words[i]), "{n}"), contains(std::string(english[i]), "{n}"));
      if (language != Language::en) BOOST_CHECK(words[i] != english[i]);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace caveat::report
