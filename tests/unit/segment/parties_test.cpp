// Tests segment/parties.cpp: the spellings in which contracts of four languages name their parties, and what must stay unnamed.
#include "segment/parties.h"

#include <boost/test/unit_test.hpp>

#include <chrono>

#include "segment_documents.h"

using namespace caveat;
using namespace caveat::segment;

namespace {

// "supplier: acme, anbieter; customer: kunde", without pronouns.
std::string sides(const std::vector<std::string>& paragraphs, Language language, bool pronouns = false) {
  std::vector<TestBlock> blocks;
  for (const std::string& p : paragraphs) blocks.push_back({p});
  const auto text = document(blocks);
  std::string lists[2];
  for (const Party& party : structure(text, language).parties) {
    if (party.pronoun != pronouns) continue;
    std::string& list = lists[static_cast<std::size_t>(party.role)];
    list += (list.empty() ? "" : ", ") + party.name;
  }
  std::string out;
  for (Role role : {Role::supplier, Role::customer})
    if (const std::string& list = lists[static_cast<std::size_t>(role)]; !list.empty())
      out += (out.empty() ? "" : "; ") + std::string(name(role)) + ": " + list;
  return out;
}

struct Spelling {
  std::string text, sides;
};

void check(const std::vector<Spelling>& spellings, Language language) {
  for (const Spelling& s : spellings) {
    std::vector<std::string> paragraphs;
    for (std::size_t i = 0; i <= s.text.size();) {
      const std::size_t end = std::min(s.text.find('|', i), s.text.size());
      paragraphs.push_back(s.text.substr(i, end - i));
      i = end + 1;
    }
    BOOST_TEST(sides(paragraphs, language) == s.sides, s.text << "\n    gave: " << sides(paragraphs, language) << "\n    want: " << s.sides);
  }
}

}  // namespace

BOOST_AUTO_TEST_CASE(english_definitions_bind_names) {
  check({
      {"This agreement is between Acme Hosting Ltd (the \"Supplier\") and Globex plc (the \"Customer\").", "supplier: acme hosting, supplier; customer: globex, customer"},
      {"Acme Ltd, 1 High Street, London (hereinafter referred to as the “Provider”)", "supplier: acme, provider"},
      {"Acme, Inc. (\"Acme\", \"we\", \"us\" or \"our\") runs this platform.", "supplier: acme"},
      {"between Acme Ltd (“ACME”) and Globex Ltd (the “Client”)", "supplier: acme; customer: globex, client"},
      {"Northwind LLC (\"Licensor\") grants a licence to Globex LLC (\"Licensee\").", "supplier: northwind, licensor; customer: globex, licensee"},
      {"Acme Ltd (the Supplier) and Globex Ltd (the Customer) agree as follows.", "supplier: acme, supplier; customer: globex, customer"},
      {"Acme Ltd, hereinafter the Supplier, and Globex Ltd, hereinafter the Customer.", "supplier: acme, supplier; customer: globex, customer"},
      {"Acme Ltd (“Acme”), as the supplier, and others.", "supplier: acme"},
      {"the Supplier, Acme Ltd (“Acme”), shall deliver.", "supplier: acme"},
      {"\"We\", \"us\" and \"our\" mean Acme Ltd of London.", "supplier: acme"},
      {"Acme Ltd (the \"Company\") and Globex Ltd (the \"Customer\")", "supplier: acme, company; customer: globex, customer"},
      {"Globex Ltd (the \"Company\") appoints Acme Ltd (the \"Contractor\").", "supplier: acme, contractor; customer: globex, company"},
      {"Acme Ltd (collectively with its affiliates, \"Acme\") is a firm.|Acme provides the Service.|The fees are payable to Acme.", "supplier: acme"},
      {"Acme Ltd (\"Acme\") and Globex Ltd (\"Globex\").|Acme provides the services. Services provided by Acme are listed below.", "supplier: acme; customer: globex"},
      {"Globex Ltd (\"Globex\") and Acme Ltd (\"Acme\").|Globex shall pay the fees. Globex pays within 30 days.", "supplier: acme; customer: globex"},
      {"**Acme Ltd** (\"**Service Provider**\")", "supplier: acme, service provider"},
      {"Acme Ltd (together with its affiliates, \"Vendor\")", "supplier: acme, vendor"},
  }, Language::en);
}

BOOST_AUTO_TEST_CASE(french_definitions_bind_names) {
  check({
      {"La société ACME SAS, ci-après « le Prestataire »", "supplier: acme, prestataire"},
      {"ACME SAS (ci-après dénommée le « Prestataire ») et GLOBEX SA (ci-après le « Client »)", "supplier: acme, prestataire; customer: globex, client"},
      {"ACME SAS, ci-après désignée le Fournisseur, d'une part", "supplier: acme, fournisseur"},
      {"ACME SARL (ci-après « ACME ») et GLOBEX SAS (ci-après le « Client »)", "supplier: acme; customer: globex, client"},
      {"GLOBEX SAS (ci-après la « Société ») et ACME SAS (ci-après le « Prestataire »)", "supplier: acme, prestataire; customer: globex, societe"},
      {"ACME SAS (l'« Éditeur »)", "supplier: acme, editeur"},
      {"ACME SAS (ci-après l'Hébergeur)", "supplier: acme, hebergeur"},
      {"ACME S.A.S., au capital de 10 000 euros (ci-après le « Prestataire »)", "supplier: acme, prestataire"},
      {"ACME SAS (« nous », « notre » ou « ACME »)", "supplier: acme"},
      {"« Nous » désigne ACME SAS, société de droit français.", "supplier: acme"},
      {"ACME SAS (« ACME »), en qualité de prestataire, s'engage.", "supplier: acme"},
      {"Le Prestataire, ACME SAS (« ACME »), s'engage.", "supplier: acme"},
      {"ACME SAS (ci-après « ACME »)|ACME fournit les services. Les services fournis par ACME sont décrits ci-dessous.", "supplier: acme"},
      {"GLOBEX SA, ci-après dénommée « le Donneur d'ordre »", "customer: globex, donneur d'ordre"},
      {"ACME SAS (ci-après le « Vendeur ») et GLOBEX SA (ci-après l'« Acheteur »)", "supplier: acme, vendeur; customer: globex, acheteur"},
      {"ACME SAS (ci-après indifféremment « ACME » ou le « Concédant »)", "supplier: acme, concedant"},
  }, Language::fr);
}

BOOST_AUTO_TEST_CASE(german_definitions_bind_names) {
  check({
      {"ACME GmbH (nachfolgend „Anbieter“)", "supplier: acme, anbieter"},
      {"ACME GmbH, Musterstraße 1, 10115 Berlin (nachfolgend „Anbieter“ genannt) und Globex AG (nachfolgend „Kunde“)", "supplier: acme, anbieter; customer: globex, kunde"},
      {"die ACME GmbH - nachfolgend Auftragnehmer genannt -", "supplier: acme, auftragnehmer"},
      {"die Globex AG – im Folgenden: Auftraggeber –", "customer: globex, auftraggeber"},
      {"ACME GmbH (im Folgenden „ACME“) und Globex AG (im Folgenden „Kunde“)", "supplier: acme; customer: globex, kunde"},
      {"ACME GmbH („ACME“) als Auftragnehmer", "supplier: acme"},
      {"Der Auftragnehmer ACME GmbH („ACME“)", "supplier: acme"},
      {"Die ACME GmbH (im Folgenden „wir“, „uns“ oder „ACME“)", "supplier: acme"},
      {"„Wir“ bezeichnet die ACME GmbH aus Berlin.", "supplier: acme"},
      {"Globex AG (nachfolgend „Gesellschaft“) und ACME GmbH (nachfolgend „Dienstleister“)", "supplier: acme, dienstleister; customer: globex, gesellschaft"},
      {"ACME GmbH & Co. KG (nachstehend „Lizenzgeber“)", "supplier: acme, lizenzgeber"},
      {"ACME Software GmbH (nachfolgend „der Anbieter“ oder „ACME“)", "supplier: acme software, anbieter, acme"},
      {"ACME GmbH (nachfolgend: „ACME“)|ACME stellt die Plattform bereit. ACME erbringt die Leistungen.", "supplier: acme"},
      {"Globex AG (nachfolgend „Besteller“)", "customer: globex, besteller"},
      {"ACME GmbH (Lieferant) und Globex AG (Besteller)", "supplier: acme, lieferant; customer: globex, besteller"},
      {"Globex AG, fortan „Mieter“", "customer: globex, mieter"},
  }, Language::de);
}

BOOST_AUTO_TEST_CASE(spanish_definitions_bind_names) {
  check({
      {"ACME Servicios S.L. (en adelante, «el Proveedor»)", "supplier: acme servicios, proveedor"},
      {"ACME S.L., en adelante, el Proveedor, y GLOBEX S.A., en adelante, el Cliente.", "supplier: acme, proveedor; customer: globex, cliente"},
      {"ACME SL (en lo sucesivo, el \"Prestador\")", "supplier: acme, prestador"},
      {"ACME SL (en adelante, «ACME») y GLOBEX SA (en adelante, el «Cliente»)", "supplier: acme; customer: globex, cliente"},
      {"GLOBEX SA (en adelante, la «Empresa») y ACME SL (en adelante, el «Proveedor»)", "supplier: acme, proveedor; customer: globex, empresa"},
      {"ACME SL (en adelante denominada «la Contratista»)", "supplier: acme, contratista"},
      {"ACME SL («nosotros», «nuestro» o «ACME»)", "supplier: acme"},
      {"ACME SL (en adelante, “ACME” o “nosotros”)", "supplier: acme"},
      {"ACME SL («ACME»), en calidad de proveedor, se obliga.", "supplier: acme"},
      {"El Proveedor, ACME SL («ACME»), se obliga.", "supplier: acme"},
      {"ACME S.L.U. (en adelante, el «Licenciante»)", "supplier: acme, licenciante"},
      {"ACME SL (en adelante, «ACME»)|ACME presta los servicios. Los servicios prestados por ACME se describen abajo. ACME ofrece soporte.", "supplier: acme"},
      {"GLOBEX SA, en adelante «el Comprador»", "customer: globex, comprador"},
      {"ACME SL (el «Vendedor») y GLOBEX SA (el «Comprador»)", "supplier: acme, vendedor; customer: globex, comprador"},
      {"GLOBEX SA (en lo sucesivo, «la Arrendataria»)", "customer: globex, arrendataria"},
      {"ACME SL (el Prestador) y GLOBEX SA (el Cliente)", "supplier: acme, prestador; customer: globex, cliente"},
  }, Language::es);
}

BOOST_AUTO_TEST_CASE(what_is_no_party_and_what_has_no_side_is_not_listed) {
  check({
      {"The services described in Schedule 1 (the \"Services\") and the fees (the \"Fees\").", ""},
      {"Acme Ltd (\"Acme\") and Globex Ltd (\"Globex\") agree to keep secrets.", ""},  // a mutual non-disclosure agreement
      {"Regulation (EU) 2016/679 (\"GDPR\")", ""},
      {"a Delaware corporation (\"DC\")", ""},
      {"our website (\"Site\")|The Site provides news. The Site offers games.", ""},
      {"The term (Customer data only) is narrow.", ""},
      {"Maintenance (hereinafter \"Maintenance Window\")", ""},
  }, Language::en);
  check({{"Das Entgelt (nachfolgend „Entgelt“) und die Plattform (nachfolgend „Plattform“).", ""}, {"im Folgenden wird beschrieben, was gilt.", ""}}, Language::de);
  check({{"le prix de la course (ci-après le « Prix »)", ""}, {"les conditions visées ci-après.", ""}}, Language::fr);
  check({{"las tarifas (en adelante, las «Tarifas»)", ""}}, Language::es);
}

BOOST_AUTO_TEST_CASE(affiliates_are_not_each_others_customers) {
  BOOST_TEST(sides({"Acme GmbH (im Folgenden „Acme“) sowie die Acme Finanz GmbH (im Folgenden „Acme Finanz“) betreiben das Portal; wir sind Acme."}, Language::de) == "");
}

BOOST_AUTO_TEST_CASE(pronouns_are_parties_where_the_text_is_written_so) {
  const std::string terms = "We provide the service. You pay the fee. We host your data, and you use it. Our service is for you. We and you agree.";
  BOOST_TEST(sides({terms}, Language::en, true) == "supplier: we; customer: you");
  BOOST_TEST(sides({"The Supplier provides the service. You may ask us."}, Language::en, true) == "");
  BOOST_TEST(sides({"Nous fournissons le service. Vous payez. Nous hébergeons vos données. Vous nous prévenez. Votre compte est à vous."}, Language::fr, true) == "supplier: nous; customer: vous");
  BOOST_TEST(sides({"Hiermit bieten wir den Dienst an. Dafür zahlen Sie. Gern helfen wir Ihnen. Dazu rufen Sie uns an. Das wollen wir."}, Language::de, true) == "supplier: wir; customer: sie");
  BOOST_TEST(sides({"Nosotros prestamos el servicio. Usted paga. Nuestro equipo le ayuda a usted. Nos reservamos la mejora. Usted decide."}, Language::es, true) == "supplier: nosotros; customer: usted");
}

BOOST_AUTO_TEST_CASE(in_purchase_conditions_we_are_the_customer) {
  const std::string body = "Wir bestellen schriftlich. Der Lieferant liefert frei Haus. Der Lieferant haftet uns. Wir zahlen in 60 Tagen. Der Lieferant gewährleistet.";
  BOOST_TEST(sides({"Allgemeine Einkaufsbedingungen", body}, Language::de, true) == "customer: wir");
  BOOST_TEST(sides({"Allgemeine Lieferbedingungen", body}, Language::de, true) == "supplier: wir");
  BOOST_TEST(sides({"General conditions of purchase", "We order in writing. The Supplier delivers. The Supplier warrants to us. We pay. The Supplier insures itself. Our orders count."}, Language::en, true) == "customer: we");
  BOOST_TEST(sides({"Conditions générales d'achat", "Nous commandons par écrit. Le Fournisseur livre. Le Fournisseur nous garantit. Nous payons. Le Fournisseur s'assure."}, Language::fr, true) == "customer: nous");
  BOOST_TEST(sides({"Condiciones generales de compra", "Nosotros pedimos por escrito. El Proveedor entrega. El Proveedor nos garantiza. Nuestro pago es a 60 días. El Proveedor responde."}, Language::es, true) == "customer: nosotros");
  // A web shop calls its conditions of sale so.
  BOOST_TEST(sides({"Condiciones generales de compra", "Nosotros vendemos. El Cliente paga. El Cliente nos escribe. Nuestro envío llega. El Cliente devuelve."}, Language::es, true) == "supplier: nosotros");
}

BOOST_AUTO_TEST_CASE(a_definition_says_where_it_stands) {
  const auto text = document({{"Vertrag zwischen der ACME GmbH (nachfolgend „Anbieter“) und dem Kunden"}});
  const auto found = structure(text, Language::de).parties;
  BOOST_REQUIRE(found.size() == 2);
  BOOST_TEST(found[0].defined_at.of(text.text) == "ACME");
  BOOST_TEST(found[1].defined_at.of(text.text) == "Anbieter");
}

// The word before it is looked at, and there is none: this read in front of the text once.
BOOST_AUTO_TEST_CASE(a_text_may_begin_with_a_quoted_pronoun) {
  BOOST_TEST(sides({"\"Sie zahlen, wir leisten, und Sie und wir sind Partner.", "Wir und Sie und wir."}, Language::de).empty());
}

// Each bracket was once looked through for cues up to the end of the document.
BOOST_AUTO_TEST_CASE(brackets_before_a_long_text_take_no_long_time) {
  std::vector<std::string> paragraphs(300, "(a) (b) (c) (d) (e) (f) (g) (h) (i) (j) of the items");
  paragraphs.push_back("The items " + std::string(8 << 20, 'x'));
  const auto begin = std::chrono::steady_clock::now();
  BOOST_TEST(sides(paragraphs, Language::en).empty());
  BOOST_TEST(std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count() < 10);
}

BOOST_AUTO_TEST_CASE(a_line_with_a_role_before_the_company_names_a_party) {
  BOOST_TEST(sides({"Auftraggeber: Stadtwerke Erlbach GmbH, Am Turm 2, Erlbach", "Auftragnehmer (\"AN\"): Ruland Beratung AG, Karlsruhe"}, Language::de) ==
             "supplier: an, ruland beratung; customer: stadtwerke erlbach");
  BOOST_TEST(sides({"Auftragnehmer (\"AN\"): Ruland Anlagen Anstalt, Vaduz Auftraggeber (\"AG\"): Brunnhof GmbH, Erlbach"}, Language::de) ==
             "supplier: an; customer: ag, brunnhof");
  BOOST_TEST(sides({"BAILLEUR : COPIER BUREAUTIQUE, SARL, zone des Aulnes", "LOCATAIRE : GEOMETRES VAUQUELIN, SARL, place du Marché"}, Language::fr) ==
             "supplier: copier bureautique; customer: geometres vauquelin");
  BOOST_TEST(sides({"Kunden: Seit Jahren beliefert sie die Muster GmbH nicht."}, Language::de) == "");
  BOOST_TEST(sides({"Customer data: Acme Ltd keeps it."}, Language::en) == "");
  BOOST_TEST(sides({"Customer:"}, Language::en) == "");
  BOOST_TEST(sides({"Customer (a bracket that never closes: Acme Ltd"}, Language::en) == "");
}

BOOST_AUTO_TEST_CASE(a_name_with_small_words_in_it_is_read_whole) {
  BOOST_TEST(sides({"De una parte, Cumbrealta Servicios en la Nube, S.L., con domicilio en Cordoba (en adelante, el «Prestador»)."}, Language::es) ==
             "supplier: cumbrealta servicios en la nube, prestador");
  BOOST_TEST(sides({"entre la société de Transports Aulne SAS (le « Client ») et nous"}, Language::fr) == "customer: transports aulne, client");
}

BOOST_AUTO_TEST_CASE(names_in_quotes_after_a_colon_and_companies_without_a_legal_form) {
  BOOST_TEST(sides({"LUMBRERA MARKETING, S.L., calle Faro, Sevilla: «Lumbrera» o «el Encargado».", "MUEBLES TORVISCAL, S.A., Carmona: «Torviscal».",
                    "Lumbrera aloja los datos. Lumbrera gestiona las copias."}, Language::es) ==
             "supplier: lumbrera marketing, lumbrera, encargado; customer: muebles torviscal, torviscal");
  BOOST_TEST(sides({"La société Ateliers de l'Adour, représentée par sa directrice, ci-après « ANA », et la société Fonderies Castel, représentée par son président, ci-après « l'Abonnée »."}, Language::fr) ==
             "supplier: ana; customer: abonnee");
}
