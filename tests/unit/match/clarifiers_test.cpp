// Tests match/clarifiers.cpp: a vague word that the contract defines, or that a quantity beside it makes exact.
#include "match/clarifiers.h"

#include <boost/test/unit_test.hpp>

#include "match/match.h"
#include "rules/loader.h"
#include "sample_pack.h"

using namespace caveat;
using namespace caveat::tests;

namespace {

std::size_t hits(const std::string& clarified_by, const std::string& text, Language language = Language::en) {
  SamplePack pack;
  std::string yaml = "rule: vague\nversion: 1\nstatus: stable\ntaxonomy: VAG-02\nseverity: high\nconfidence: high\nlogic:\n  kind: presence\n  scope: sentence\n"
                     "  find: { near: [duty, soon], within: 9 words, order: any }\n" + clarified_by + "text:\n";
  for (const char* lang : {"en", "fr", "de", "es"})
    yaml += std::string("  ") + lang + ":\n    title: T\n    message: M\n    why: W\n    recommendation: { ask: A, fallback: F }\n"
            "    slots:\n      duty: ['supplier', 'prestataire', 'anbieter', 'proveedor']\n      soon: ['promptly', 'reasonable time', 'rapidement', 'zeitnah', 'pronto']\n"
            "    examples: { match: [a, b], no_match: [c, d] }\n";
  pack.write("vague-terms/vague.yaml", yaml);
  rules::Diagnostics d;
  auto loaded = rules::load({{pack.path()}, "", true}, d);
  BOOST_REQUIRE_MESSAGE(loaded, (loaded ? "" : loaded.error().message));
  extract::ExtractedText extracted;
  extracted.text = text;
  extracted.media_type = "text/plain";
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t end = std::min(text.find("\n\n", i), text.size());
    extracted.blocks.push_back({{static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(end)}, extract::BlockKind::paragraph, 0});
    i = end + 2;
  }
  Cancel never;
  const auto normal = std::move(normalize::run(extracted, never)).value();
  const auto structure = std::move(segment::run(extracted, normal, {language}, never)).value();
  match::Matcher matcher(std::move(loaded).value());
  return matcher.run(extracted, normal, structure, {}, never).value().matches.size();
}

const std::string kDefinition = "  clarified_by: [definition]\n", kDuration = "  clarified_by: [duration]\n";

}  // namespace

BOOST_AUTO_TEST_SUITE(clarifiers)

BOOST_AUTO_TEST_CASE(a_word_that_the_contract_defines_is_no_finding) {
  const std::string text = "“Promptly” means within two hours.\n\nThe Supplier answers Promptly.";
  BOOST_TEST(hits("", text) == 1u);
  BOOST_TEST(hits(kDefinition, text) == 0u);
  BOOST_TEST(hits(kDefinition, "“Fees” means the sums due.\n\nThe Supplier answers Promptly.") == 1u);
}

BOOST_AUTO_TEST_CASE(a_vague_word_inside_a_longer_defined_term_counts_as_that_term) {
  BOOST_TEST(hits(kDefinition, "“Reasonable Time” means five days.\n\nThe Supplier answers in a Reasonable Time.") == 0u);
  BOOST_TEST(hits(kDefinition, "“Reasonable Time Frame” means five days.\n\nThe Supplier answers in a reasonable time.") == 1u);
}

BOOST_AUTO_TEST_CASE(a_defined_party_does_not_clear_up_what_it_owes) {
  BOOST_TEST(hits(kDefinition, "Lumen Ltd (the “Supplier”) hosts the data.\n\nThe Supplier answers promptly.") == 1u);
}

BOOST_AUTO_TEST_CASE(a_duration_in_the_sentence_or_the_next_one_clears_up) {
  BOOST_TEST(hits(kDuration, "The Supplier answers promptly. Urgent tickets are answered within two hours.") == 0u);
  BOOST_TEST(hits(kDuration, "The Supplier answers promptly, within two hours.") == 0u);
  BOOST_TEST(hits(kDuration, "The Supplier answers promptly. It writes a report. The report is kept for two years.") == 1u);
  BOOST_TEST(hits(kDuration, "The Supplier answers promptly.\n\nThe report is kept for two years.") == 1u);
}

BOOST_AUTO_TEST_CASE(the_other_three_languages_clear_up_as_well) {
  BOOST_TEST(hits(kDuration, "Le Prestataire répond rapidement. Le délai est de deux heures.", Language::fr) == 0u);
  BOOST_TEST(hits(kDuration, "Der Anbieter antwortet zeitnah. Die Frist beträgt zwei Stunden.", Language::de) == 0u);
  BOOST_TEST(hits(kDuration, "El Proveedor responde pronto. El plazo es de dos horas.", Language::es) == 0u);
  BOOST_TEST(hits(kDefinition, "„Zeitnah“ bezeichnet zwei Stunden.\n\nDer Anbieter antwortet zeitnah.", Language::de) == 0u);
}

BOOST_AUTO_TEST_SUITE_END()
