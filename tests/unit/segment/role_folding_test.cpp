// Tests segment/role_folding.cpp: what names become, what stays, and that every place leads back to the contract.
#include "segment/role_folding.h"

#include <boost/test/unit_test.hpp>

#include "segment_documents.h"

using namespace caveat;
using namespace caveat::segment;

namespace {

struct Folded {
  extract::ExtractedText extracted;
  normalize::NormalText before, after;
  Structure structure;
  std::uint32_t count = 0;
  // The words of the contract behind the first occurrence of these folded words.
  std::string origin(const std::string& words) const {
    const std::size_t at = after.text.find(words);
    if (at == std::string::npos) return "(not there)";
    const NormalSpan span{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + words.size())};
    return std::string(after.map.to_text(span).of(extracted.text));
  }
  std::string last() const { return std::string(structure.paragraphs.back().span.of(after.text)); }
};

Folded folded(const std::vector<std::string>& paragraphs, Language language) {
  std::vector<TestBlock> blocks;
  for (const std::string& p : paragraphs) blocks.push_back({p});
  Folded f;
  Cancel never;
  f.extracted = document(blocks);
  f.before = std::move(normalize::run(f.extracted, never)).value();
  f.after = f.before;
  f.structure = std::move(segment::run(f.extracted, f.before, {language}, never)).value();
  f.count = fold_roles(f.extracted, f.after, f.structure, never).value();
  return f;
}

const std::string kEn = "Acme, Inc. (\"Acme\" or the \"Supplier\")", kDe = "ACME GmbH (nachfolgend „Anbieter“)",
                  kFr = "ACME SAS (ci-après « le Prestataire »)", kEs = "ACME S.L. (en adelante, «el Proveedor»)";

std::string becomes(const std::string& definition, const std::string& sentence, Language language) {
  return folded({definition, sentence}, language).last();
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_name_becomes_the_word_of_its_role_with_its_article) {
  BOOST_TEST(becomes(kEn, "Acme may raise the fees.", Language::en) == "the supplier may raise the fees.");
  BOOST_TEST(becomes(kEn, "Acme, Inc. may raise Acme's fees.", Language::en) == "the supplier may raise the supplier's fees.");
  BOOST_TEST(becomes(kDe, "ACME kann die Preise ändern, wie von ACME angekündigt.", Language::de) == "der anbieter kann die preise aendern, wie von anbieter angekuendigt.");
  BOOST_TEST(becomes(kDe, "Es gilt die Preisliste ACMEs.", Language::de) == "es gilt die preisliste des anbieters.");
  BOOST_TEST(becomes(kFr, "ACME peut modifier les tarifs d'ACME, et payer à ACME.", Language::fr) == "le prestataire peut modifier les tarifs du prestataire, et payer au prestataire.");
  BOOST_TEST(becomes(kEs, "ACME podrá modificar las tarifas de ACME.", Language::es) == "el proveedor podra modificar las tarifas del proveedor.");
}

BOOST_AUTO_TEST_CASE(a_word_like_a_legal_form_stays) {
  BOOST_TEST(becomes(kFr, "ACME se réserve le droit. ACME SA décide.", Language::fr) == "le prestataire se reserve le droit. le prestataire decide.");
}

BOOST_AUTO_TEST_CASE(an_abbreviation_is_met_in_capitals_only) {
  const Folded f = folded({"Auftragnehmer (\"AN\"): Ruland Beratung AG, Karlsruhe", "An jedem Tag liefert der AN an den Kunden."}, Language::de);
  BOOST_TEST(f.last() == "an jedem tag liefert der anbieter an den kunden.");
}

BOOST_AUTO_TEST_CASE(a_word_of_its_own_role_stays) {
  const Folded f = folded({"Acme Ltd (the \"Vendor\") and Globex Ltd (the \"Client\")", "The Vendor invoices the Client."}, Language::en);
  BOOST_TEST(f.last() == "the vendor invoices the client.");
}

BOOST_AUTO_TEST_CASE(a_noun_of_both_sides_follows_the_definition) {
  const std::string definition = "Globex Ltd (the \"Company\") appoints Acme Ltd (the \"Contractor\").";
  BOOST_TEST(becomes(definition, "The Company may reject the work.", Language::en) == "the customer may reject the work.");
  BOOST_TEST(becomes("GLOBEX SA (ci-après la « Société ») et ACME SAS (ci-après le « Prestataire »)", "La Société peut refuser.", Language::fr) == "la client peut refuser.");
}

BOOST_AUTO_TEST_CASE(products_addresses_and_compounds_keep_their_names) {
  for (const char* sentence : {"Acme Cloud Platform is a product.", "See acme.com or mail help@acme.example.", "An acme-style hook.", "The Acmeter measures.", "It uses Super Acme daily."}) {
    const Folded f = folded({kEn, sentence}, Language::en);
    const std::string paragraph = f.last();
    BOOST_TEST(paragraph.find("supplier") == std::string::npos, sentence << " became " << paragraph);
  }
  BOOST_TEST(becomes(kDe, "Die ACME-Plattform läuft.", Language::de) == "die acme-plattform laeuft.");
}

BOOST_AUTO_TEST_CASE(a_paragraph_in_capitals_is_no_product_name) {
  BOOST_TEST(becomes(kEn, "IN NO EVENT SHALL ACME BE LIABLE.", Language::en) == "in no event shall the supplier be liable.");
}

BOOST_AUTO_TEST_CASE(the_place_of_a_name_is_the_name) {
  const Folded f = folded({kEn, "Fees: Acme, Inc. may raise them. Acme decides."}, Language::en);
  BOOST_TEST(f.origin("the supplier may raise") == "Acme, Inc. may raise");
  BOOST_TEST(f.origin("the supplier decides") == "Acme decides");
  BOOST_TEST(f.origin("may raise them") == "may raise them");
}

BOOST_AUTO_TEST_CASE(paragraphs_and_clauses_move_with_the_text) {
  const Folded f = folded({"Acme GmbH (nachfolgend „Anbieter“)", "1. Acme liefert.", "2. Acme hostet.", "Ende gut."}, Language::de);
  BOOST_TEST(f.count > 0);
  for (const Paragraph& p : f.structure.paragraphs) {
    BOOST_TEST((p.span.begin == 0 || f.after.text[p.span.begin - 1] == '\n'));
    BOOST_TEST((p.span.end == f.after.text.size() || f.after.text[p.span.end] == '\n'));
  }
  BOOST_TEST(f.last() == "ende gut.");
  for (const Clause& c : f.structure.clauses)
    if (c.paragraph_count) BOOST_TEST(c.span.begin == f.structure.paragraphs[c.first_paragraph].span.begin);
}

BOOST_AUTO_TEST_CASE(without_parties_nothing_changes) {
  const Folded f = folded({"The services (the \"Services\") are described below.", "We may change them."}, Language::en);
  BOOST_TEST(f.count == 0);
  BOOST_TEST(f.after.text == f.before.text);
}

BOOST_AUTO_TEST_CASE(where_we_are_the_customer_the_pronouns_say_so) {
  const Folded f = folded({"General conditions of purchase", "We order. The Supplier delivers. The Supplier insures. We pay. The Supplier warrants. Our site counts.", "We may cancel; the Supplier informs us."}, Language::en);
  BOOST_TEST(f.last() == "the customer may cancel; the supplier informs the customer.");
}
