// Tests match/direction.cpp with the shipped lexicons: whose right or duty a marked hit is, in sentences of four languages.
#include "match/direction.h"

#include <boost/test/unit_test.hpp>

#include "rules/loader.h"

using namespace caveat;
using namespace caveat::match;

namespace {

const rules::RuleProgram& program() {
  static const std::shared_ptr<const rules::RuleProgram> loaded = [] {
    rules::Diagnostics d;
    auto result = rules::load({{CAVEAT_SOURCE_DIR "/rules"}, "", false}, d);
    BOOST_REQUIRE_MESSAGE(result, (result ? "" : result.error().message));
    return std::move(result).value();
  }();
  return *loaded;
}

// The hit stands in [brackets].
Direction direction(std::string sentence, Language language) {
  const std::size_t open = sentence.find('[');
  BOOST_REQUIRE(open != std::string::npos);
  sentence.erase(open, 1);
  const std::size_t close = sentence.find(']');
  BOOST_REQUIRE(close != std::string::npos);
  sentence.erase(close, 1);
  extract::ExtractedText extracted;
  extracted.text = sentence;
  extracted.media_type = "application/pdf";
  extracted.blocks.push_back({{0, static_cast<std::uint32_t>(sentence.size())}, extract::BlockKind::paragraph, 0});
  Cancel never;
  const auto normal = std::move(normalize::run(extracted, never)).value();
  const auto structure = std::move(segment::run(extracted, normal, {language}, never)).value();
  const NormalSpan hull = normal.map.to_normal(TextSpan{static_cast<std::uint32_t>(open), static_cast<std::uint32_t>(close)});
  return direction_of(program(), extracted, normal, structure, {0, static_cast<std::uint32_t>(normal.text.size())}, hull, language);
}

std::string favours(const Direction& d) {
  constexpr std::array<const char*, 4> names = {"unknown", "supplier", "customer", "both"};
  std::string out = names[static_cast<std::size_t>(d.favours)];
  if (d.favours == Direction::Favours::unknown && d.actor) out += " (" + std::string(name(*d.actor)) + " acts)";
  return out;
}

struct Sentence {
  std::string text, favours;
};

void check(const std::vector<Sentence>& sentences, Language language) {
  for (const Sentence& s : sentences) {
    const std::string got = favours(direction(s.text, language));
    BOOST_TEST(got == s.favours, s.text << "\n    gave " << got << ", want " << s.favours);
  }
}

}  // namespace

BOOST_AUTO_TEST_CASE(english_rights_and_duties) {
  check({
      {"The Supplier [may raise the fees] at any time.", "supplier"},
      {"The Customer [may terminate] on 30 days' notice.", "customer"},
      {"[Either party may terminate] for convenience.", "both"},
      {"The Supplier and the Customer [may terminate] at any time.", "both"},
      {"The fees [may be changed at any time] by the Supplier.", "supplier"},
      {"This agreement [may be terminated] at any time by the Customer.", "customer"},
      {"The fees [may be changed] at any time.", "unknown"},
      {"The Customer [shall indemnify] the Supplier against all claims.", "supplier"},
      {"The Supplier [shall indemnify] the Customer against all claims.", "customer"},
      {"The Supplier [may not assign] this agreement.", "customer"},
      {"[In no event shall] the Supplier [be liable] for loss of profit.", "supplier"},
      {"The Customer [shall not be liable] for loss of profit.", "customer"},
      {"The Supplier's total [liability is limited] to the fees paid.", "supplier"},
      {"The [liability] of the Customer [is limited] to the fees paid.", "customer"},
      {"The Provider shall allocate staff [as it deems fit].", "supplier"},
      {"We may refuse it [at our sole discretion].", "supplier"},
      {"You may refuse it [at your sole discretion].", "customer"},
      {"Access is granted at the [discretion] of the Supplier.", "supplier"},
      {"If the Customer fails to pay, the Supplier [may suspend] the services.", "supplier"},
      {"The Supplier, upon notice to the Customer, [may suspend] the services.", "supplier"},
      {"The Supplier shall inform the Customer and [may then suspend] the services.", "supplier"},
      {"The Customer may be [charged] interest.", "unknown"},
      {"The Supplier is [entitled to assign] the agreement.", "supplier"},
      {"Supplier will [increase] the fees.", "unknown (supplier acts)"},
      {"The [discretion of the court] is not affected.", "unknown"},
      {"Nor may the Customer [set off] any claim.", "customer"},
  }, Language::en);
}

BOOST_AUTO_TEST_CASE(french_rights_and_duties) {
  check({
      {"Le Prestataire [peut modifier] les tarifs à tout moment.", "supplier"},
      {"Le Client [peut résilier] le contrat à tout moment.", "customer"},
      {"[Chacune des parties peut résilier] le contrat.", "both"},
      {"Le Prestataire et le Client [peuvent résilier] le contrat.", "both"},
      {"Le contrat [peut être résilié] à tout moment par le Prestataire.", "supplier"},
      {"Le contrat [peut être résilié] à tout moment par le Client.", "customer"},
      {"Le contrat [peut être résilié] à tout moment.", "unknown"},
      {"Le Client [s'engage à garantir] le Prestataire.", "supplier"},
      {"Le Prestataire [s'engage à garantir] le Client.", "customer"},
      {"Le Prestataire [ne peut céder] le contrat.", "customer"},
      {"Le Prestataire [ne saurait être tenu responsable] des dommages.", "supplier"},
      {"Le Client [n'est pas responsable] des dommages.", "customer"},
      {"La [responsabilité du Prestataire est limitée] aux sommes payées.", "supplier"},
      {"La [responsabilité du Client est limitée] aux sommes payées.", "customer"},
      {"Nous [nous réservons le droit] de modifier les prix.", "supplier"},
      {"Nous pouvons refuser à [notre seule discrétion].", "supplier"},
      {"Vous pouvez refuser à [votre seule discrétion].", "customer"},
      {"Le refus est laissé à la [discrétion du Prestataire].", "supplier"},
      {"Si le Client ne paie pas, le Fournisseur [peut suspendre] le service.", "supplier"},
      {"Le Fournisseur, après mise en demeure du Client, [peut suspendre] le service.", "supplier"},
      {"L'Éditeur [se réserve le droit] de céder le contrat.", "supplier"},
      {"Le Client [renonce] à tout recours.", "supplier"},
  }, Language::fr);
}

BOOST_AUTO_TEST_CASE(german_rights_and_duties) {
  check({
      {"Der Anbieter [kann die Preise ändern].", "supplier"},
      {"Der Kunde [kann den Vertrag] jederzeit [kündigen].", "customer"},
      {"[Jede Partei kann] den Vertrag [kündigen].", "both"},
      {"Der Anbieter und der Kunde [können kündigen].", "both"},
      {"Der Vertrag [kann vom Anbieter gekündigt] werden.", "supplier"},
      {"Der Vertrag [kann durch den Kunden gekündigt] werden.", "customer"},
      {"Der Vertrag [kann gekündigt werden].", "unknown"},
      {"Jederzeit [kann der Anbieter die Preise] anpassen.", "supplier"},
      {"Dem Kunden [kann der Anbieter kündigen].", "supplier"},
      {"Der Anbieter informiert darüber, dass der Auftragnehmer die Preise [ändern darf].", "supplier"},
      {"Es gilt nur, wenn der Kunde dem Anbieter [kündigen kann].", "customer"},
      {"Der Kunde [ist verpflichtet], den Anbieter [freizustellen].", "supplier"},
      {"Der Anbieter [ist verpflichtet], den Kunden [freizustellen].", "customer"},
      {"Der Anbieter [darf den Vertrag nicht abtreten].", "customer"},
      {"Der Anbieter [haftet nicht] für entgangenen Gewinn.", "supplier"},
      {"Der Kunde [haftet nicht] für entgangenen Gewinn.", "customer"},
      {"Die [Haftung des Anbieters ist auf] die Vergütung [begrenzt].", "supplier"},
      {"Die [Haftung des Kunden ist] auf die Vergütung [begrenzt].", "customer"},
      {"Der Anbieter behält [sich das Recht vor], die Preise zu ändern.", "supplier"},
      {"Wir [behalten uns vor], die Preise zu ändern.", "supplier"},
      {"Die Zuteilung erfolgt nach [freiem Ermessen des Auftragnehmers].", "supplier"},
      {"Der Kunde kann die Lieferung nach [freiem Ermessen] zurückweisen.", "customer"},
      {"Der Anbieter [ist berechtigt], den Zugang zu sperren.", "supplier"},
  }, Language::de);
}

BOOST_AUTO_TEST_CASE(spanish_rights_and_duties) {
  check({
      {"El Proveedor [podrá modificar] los precios.", "supplier"},
      {"El Cliente [podrá resolver] el contrato.", "customer"},
      {"[Cualquiera de las partes podrá resolver] el contrato.", "both"},
      {"El Proveedor y el Cliente [podrán resolver] el contrato.", "both"},
      {"El contrato [podrá ser resuelto] en cualquier momento por el Proveedor.", "supplier"},
      {"El contrato [podrá ser resuelto] en cualquier momento por el Cliente.", "customer"},
      {"El contrato [podrá ser resuelto] en cualquier momento.", "unknown"},
      {"En cualquier momento [podrá el Proveedor modificar] los precios.", "supplier"},
      {"El Cliente [se obliga a mantener indemne] al Proveedor.", "supplier"},
      {"El Proveedor [se obliga a mantener indemne] al Cliente.", "customer"},
      {"El Proveedor no [podrá ceder] el contrato.", "customer"},
      {"El Proveedor [no será responsable] de los daños.", "supplier"},
      {"El Cliente [no será responsable] de los daños.", "customer"},
      {"La [responsabilidad del Proveedor se limita] al precio pagado.", "supplier"},
      {"La [responsabilidad del Cliente se limita] al precio pagado.", "customer"},
      {"[Nos reservamos el derecho] a modificar los precios.", "supplier"},
      {"[Podremos modificar] los precios.", "supplier"},
      {"La decisión queda a [criterio del Proveedor].", "supplier"},
      {"El Cliente podrá, a su [entera discreción], rechazar la entrega.", "customer"},
      {"Si el Cliente no paga, el Proveedor [podrá suspender] el servicio.", "supplier"},
      {"El Prestador [se reserva el derecho] de ceder el contrato.", "supplier"},
      {"El Cliente [renuncia] a toda reclamación.", "supplier"},
  }, Language::es);
}

BOOST_AUTO_TEST_CASE(the_words_that_decided_are_given) {
  const Direction d = direction("If the Customer fails to pay, the Supplier [may suspend] the services.", Language::en);
  const std::string folded = "if the customer fails to pay, the supplier may suspend the services.";
  BOOST_TEST(d.who.of(folded) == "the supplier");
  BOOST_TEST(d.what.of(folded) == "may");
}

BOOST_AUTO_TEST_CASE(a_rule_that_favours_a_side_is_turned_round_for_the_supplier) {
  using enum Direction::Favours;
  const rules::Favours plain{Role::supplier, false}, unnamed{Role::supplier, true};
  BOOST_TEST(reports(plain, Role::customer, {supplier, Role::supplier, {}, {}}));
  BOOST_TEST(!reports(plain, Role::customer, {customer, Role::customer, {}, {}}));
  BOOST_TEST(!reports(plain, Role::customer, {both, std::nullopt, {}, {}}));
  BOOST_TEST(!reports(plain, Role::customer, {}));
  BOOST_TEST(reports(unnamed, Role::customer, {}));
  BOOST_TEST(!reports(plain, Role::supplier, {supplier, Role::supplier, {}, {}}));
  BOOST_TEST(reports(plain, Role::supplier, {customer, Role::customer, {}, {}}));
  BOOST_TEST(!reports(unnamed, Role::supplier, {}));
  BOOST_TEST(reports(plain, Role::customer, {unknown, Role::supplier, {}, {}}));
  BOOST_TEST(!reports(unnamed, Role::customer, {unknown, Role::customer, {}, {}}));
}

// Names that no definition binds to a side are nobody's right or choice, and not that of the party that stands near.
BOOST_AUTO_TEST_CASE(a_name_without_a_side_does_not_lend_its_right_to_a_party_near_it) {
  check({
      {"The Customer agrees that Acmecloud [may terminate] at any time.", "unknown"},
      {"The Customer knows that Acmecloud [may terminate] at any time.", "unknown"},
      {"Acmecloud [may suspend] the account of a User whom you may invite.", "unknown"},
      {"Acmecloud may close Customer accounts at any time and at [its sole discretion].", "unknown"},
      {"The account is closed if the Customer in Acmecloud's [sole discretion] is at fault.", "unknown"},
      {"The Customer agrees to a list that is kept at the [discretion] of Acmecloud.", "unknown"},
      {"Acmecloud shall have [no liability] to you.", "unknown"},
      {"You agree that Acmecloud, in [its sole discretion], may close your account.", "unknown"},
      {"Acmecloud may, at [its sole discretion], provide you with a credit.", "unknown"},
      {"Acmecloud, at [its sole discretion], removes items for sale by the Merchant.", "unknown"},
      {"Access is refused to a Customer as determined by Acmecloud in [its sole discretion].", "unknown"},
      {"Acmecloud may at any time [restrict the access], and you may object.", "unknown"},
      {"The Supplier may, at [its discretion], provide the Customer with a credit.", "supplier"},
      {"Services may be paused if the Supplier, in [its sole discretion], finds a risk.", "supplier"},
  }, Language::en);
  check({
      {"Vous comprenez que Nuagerie, à [sa seule discrétion], retire le contenu.", "unknown"},
      {"Les Clients peuvent, à la [discrétion] de Nuagerie, être déplacés.", "unknown"},
  }, Language::fr);
  check({{"El Cliente reconoce que Nubelia, a [su entera discreción], retira el contenido.", "unknown"}}, Language::es);
  check({{"Sie wissen, dass Wolkenwerk nach [eigenem Ermessen] Inhalte entfernt.", "unknown"}}, Language::de);
}

BOOST_AUTO_TEST_CASE(what_one_accepts_burdens_one) {
  check({{"By [continuing to use it, you accept] the new terms.", "supplier"},
         {"You [will defend, indemnify] and hold us harmless.", "supplier"},
         {"You [confirm your acceptance] of the new terms.", "supplier"},
         {"The Supplier [accepts the new terms] of the Customer.", "customer"}}, Language::en);
  check({{"Si vous [continuez, vous acceptez] les nouvelles conditions.", "supplier"}, {"Vous [acceptez d'indemniser] Nuagerie.", "supplier"}}, Language::fr);
  check({{"Wenn Sie es weiter nutzen, [akzeptieren Sie die] neuen Bedingungen.", "supplier"}, {"Sie [erklären sich damit einverstanden], uns freizustellen.", "supplier"}}, Language::de);
  check({{"Al continuar, el Cliente [acepta las nuevas] condiciones.", "supplier"}, {"Usted [acepta indemnizar] a Nubelia.", "supplier"}}, Language::es);
}
