// Tests segment/definitions.cpp: the spellings in which contracts of four languages define a term, and what only looks so.
#include "segment/definitions.h"

#include <boost/test/unit_test.hpp>

#include <chrono>

#include "segment_documents.h"

using namespace caveat;

namespace {

using Strings = std::vector<std::string>;

Strings defined(const std::string& words, Language language) {
  Strings out;
  const auto text = document({{words}});
  for (const segment::Definition& d : structure(text, language).definitions) {
    out.push_back(d.written);
    BOOST_TEST(d.term_span.of(text.text) == d.written);
    BOOST_TEST(d.meaning.contains(d.term_span));
    BOOST_TEST(d.term == normalize::fold(d.written));
  }
  return out;
}

struct Spelling {
  std::string text;
  Strings terms;
};

void check(Language language, const std::vector<Spelling>& spellings) {
  for (const Spelling& s : spellings) {
    const Strings got = defined(s.text, language);
    std::string shown;
    for (const auto& t : got) shown += "[" + t + "]";
    BOOST_TEST((got == s.terms), s.text << " gave " << shown);
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(definitions)

BOOST_AUTO_TEST_CASE(english_contracts_define_in_these_ways) {
  check(Language::en, {
      {"\"Fees\" means the sums in the order.", {"Fees"}},
      {"“Order Form” shall mean the form signed by both parties.", {"Order Form"}},
      {"1.4 “Working Hour” has the meaning given in clause 9.", {"Working Hour"}},
      {"“Software” refers to the programs listed below.", {"Software"}},
      {"“Losses” or “Damage” means any cost that arises.", {"Losses", "Damage"}},
      {"Northwind Ltd (the “Supplier”) hosts the data.", {"Supplier"}},
      {"The programs and manuals (collectively, the “Materials”) stay with us.", {"Materials"}},
      {"Each company that it controls (each an \"Affiliate\") may order.", {"Affiliate"}},
      {"Northwind Ltd (\"Northwind\") and the buyer agree.", {"Northwind"}},
      {"Northwind Ltd, hereinafter referred to as the \"Supplier\", agrees.", {"Supplier"}},
      {"Northwind Ltd, hereinafter the Supplier, agrees.", {"Supplier"}},
      {"Service Credit means a reduction of the next invoice.", {"Service Credit"}},
      {"the period of two years (hereinafter, the “Initial Term”).", {"Initial Term"}},
      {"“Platform”: the web site and the programs behind it.", {"Platform"}},
      {"The term \"Incident\" is defined in the manual.", {"Incident"}},
  });
}

BOOST_AUTO_TEST_CASE(french_contracts_define_in_these_ways) {
  check(Language::fr, {
      {"« Redevances » désigne les sommes dues au titre du bon de commande.", {"Redevances"}},
      {"« Anomalie » : tout écart entre la documentation et le logiciel.", {"Anomalie"}},
      {"1.2 « Jour Ouvré » s'entend de tout jour sauf samedi et dimanche.", {"Jour Ouvré"}},
      {"« Données » signifie les informations confiées par le client.", {"Données"}},
      {"Les « Utilisateurs » désignent les salariés du client.", {"Utilisateurs"}},
      {"La société Lumen (ci-après « le Prestataire ») héberge les données.", {"Prestataire"}},
      {"La société Lumen, ci-après le Prestataire, héberge les données.", {"Prestataire"}},
      {"La société Lumen, ci-après dénommée « Lumen », s'engage.", {"Lumen"}},
      {"Le client et le prestataire (ci-après ensemble les « Parties ») conviennent.", {"Parties"}},
      {"Le logiciel et sa notice (les « Produits ») restent la propriété du prestataire.", {"Produits"}},
      {"On entend par « Incident » toute interruption du service.", {"Incident"}},
      {"Service Standard désigne l'offre sans option.", {"Service Standard"}},
      {"Par « Logiciel » il faut entendre le programme livré.", {"Logiciel"}},
      {"« Contrat » ou « Accord » désigne le présent document.", {"Contrat", "Accord"}},
      {"Le terme « Site » est défini en annexe.", {"Site"}},
  });
}

BOOST_AUTO_TEST_CASE(german_contracts_define_in_these_ways) {
  check(Language::de, {
      {"„Entgelt“ bezeichnet die im Bestellschein genannten Beträge.", {"Entgelt"}},
      {"„Störung“ bedeutet jede Abweichung von der Beschreibung.", {"Störung"}},
      {"„Vertragssoftware“ ist die in der Anlage genannte Software.", {"Vertragssoftware"}},
      {"1.3 „Werktage“ sind alle Tage außer Samstag und Sonntag.", {"Werktage"}},
      {"„Nutzer“ meint jede Person mit eigenem Zugang.", {"Nutzer"}},
      {"„Dienst“: die über das Netz bereitgestellte Anwendung.", {"Dienst"}},
      {"Nordlicht GmbH (nachfolgend „Anbieter“) stellt den Dienst bereit.", {"Anbieter"}},
      {"Nordlicht GmbH (im Folgenden „Anbieter“ genannt) stellt den Dienst bereit.", {"Anbieter"}},
      {"Nordlicht GmbH, nachstehend auch „Nordlicht“ genannt, stellt bereit.", {"Nordlicht"}},
      {"Nordlicht GmbH, im Folgenden Anbieter genannt, stellt bereit.", {"Anbieter"}},
      {"Anbieter und Kunde (gemeinsam die „Parteien“) vereinbaren Folgendes.", {"Parteien"}},
      {"Die Software und ihre Dokumentation („Produkte“) bleiben Eigentum.", {"Produkte"}},
      {"»Ausfall« bezeichnet die Nichtverfügbarkeit des Dienstes.", {"Ausfall"}},
      {"„Fehler“ oder „Mangel“ bezeichnet jede Abweichung.", {"Fehler", "Mangel"}},
  });
}

BOOST_AUTO_TEST_CASE(spanish_contracts_define_in_these_ways) {
  check(Language::es, {
      {"«Tarifas» significa los importes de la hoja de pedido.", {"Tarifas"}},
      {"“Incidencia” designa toda interrupción del servicio.", {"Incidencia"}},
      {"«Datos»: la información que el cliente confía al proveedor.", {"Datos"}},
      {"1.2 «Día Hábil» se refiere a todo día salvo sábado y domingo.", {"Día Hábil"}},
      {"Se entenderá por «Software» el programa entregado.", {"Software"}},
      {"A efectos del contrato, se entiende por “Usuario” la persona con acceso.", {"Usuario"}},
      {"Faro, S.L. (en adelante, el «Proveedor») aloja los datos.", {"Proveedor"}},
      {"Faro, S.L., en adelante, el Proveedor, aloja los datos.", {"Proveedor"}},
      {"Faro, S.L., en lo sucesivo «Faro», aloja los datos.", {"Faro"}},
      {"El cliente y el proveedor (conjuntamente, las «Partes») acuerdan.", {"Partes"}},
      {"El programa y sus manuales (los «Productos») son del proveedor.", {"Productos"}},
      {"Faro, S.L., en adelante denominada «Faro», aloja los datos.", {"Faro"}},
      {"«Contrato» o «Acuerdo» significa el presente documento.", {"Contrato", "Acuerdo"}},
      {"Servicio Básico significa la oferta sin opciones.", {"Servicio Básico"}},
  });
}

BOOST_AUTO_TEST_CASE(entries_under_a_heading_of_definitions_need_no_quotes) {
  using extract::BlockKind;
  const auto text = document({{"1. Definitions", BlockKind::heading, 1},
                              {"Order Form: the form that both parties sign."},
                              {"Working Hours\tfrom nine to five on working days", BlockKind::table_row},
                              {"Fees - the sums that the order names."},
                              {"2. Payment", BlockKind::heading, 1},
                              {"Deadline: thirty days after the invoice arrives."}});
  Strings got;
  for (const auto& d : structure(text, Language::en).definitions) got.push_back(d.written);
  BOOST_CHECK((got == Strings{"Order Form", "Working Hours", "Fees"}));
}

BOOST_AUTO_TEST_CASE(quoted_words_are_not_all_definitions) {
  for (const auto& [text, language] : std::vector<std::pair<std::string, Language>>{
           {"Click on \"Cancel\" to end the subscription.", Language::en},
           {"The services are provided \"as is\" and may change.", Language::en},
           {"Choose a plan (see \"Pricing\") and pay.", Language::en},
           {"This means that you lose access.", Language::en},
           {"Late payment means that the service stops.", Language::en},
           {"Cliquez sur « Valider » pour commander.", Language::fr},
           {"Cela signifie que le service cesse.", Language::fr},
           {"Die Schaltfläche „Kaufen“ schließt den Vertrag.", Language::de},
           {"Dies bedeutet, dass der Dienst endet.", Language::de},
           {"Pulse el botón «Aceptar» para contratar.", Language::es},
           {"Esto significa que el servicio termina.", Language::es}})
    BOOST_TEST(defined(text, language).empty(), text);
}

BOOST_AUTO_TEST_CASE(a_stray_quote_or_a_very_long_line_is_survived) {
  BOOST_TEST(defined("A 19\" rack means little here", Language::en).empty());
  BOOST_TEST(defined("\"", Language::en).empty());
  std::string quotes(200'000, '"');
  BOOST_TEST(defined("Begin " + quotes, Language::en).empty());
  std::string brackets;
  for (int i = 0; i < 20'000; ++i) brackets += "(the \"";
  defined(brackets, Language::en);
}

// Each paragraph was once searched for quotes and cues up to the end of the document: minutes for this one.
BOOST_AUTO_TEST_CASE(many_paragraphs_without_a_definition_take_no_long_time) {
  std::vector<TestBlock> blocks(40'000, {"The parties shall keep to what they have agreed upon in the order, and pay what is due in time."});
  const auto text = document(blocks);
  const auto begin = std::chrono::steady_clock::now();
  BOOST_TEST(structure(text, Language::en).definitions.empty());
  BOOST_TEST(std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count() < 15);
}

BOOST_AUTO_TEST_CASE(many_definitions_in_one_paragraph_are_found_in_no_long_time) {
  std::string words = "It is agreed that ";
  for (int i = 0; i < 60'000; ++i) words += "\"Item " + std::to_string(i) + "\" means a thing; ";
  const auto text = document({{words}});
  const auto begin = std::chrono::steady_clock::now();
  BOOST_TEST(structure(text, Language::en).definitions.size() == 60'000);
  BOOST_TEST(std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count() < 15);
}

BOOST_AUTO_TEST_SUITE_END()
