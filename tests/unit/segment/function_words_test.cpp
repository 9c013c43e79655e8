// Function words tell clear text in the four languages, and keep out of everything else.
#include "segment/function_words.h"

#include <boost/test/unit_test.hpp>

#include "normalize/normal_text.h"

using namespace caveat;
using namespace caveat::segment;

namespace {
std::optional<Language> language_of(std::string_view text) {
  FunctionWords words;
  words.count(normalize::fold(text));
  return words.language();
}
constexpr std::string_view kEnglish =
    "The Supplier shall not be liable for any loss of profit or of data that the Customer may suffer under this "
    "Agreement, and the "
    "Customer shall pay the fees for the Services within thirty days of the invoice.";
constexpr std::string_view kFrench =
    "Le Prestataire ne peut être tenu pour responsable des pertes que le Client subit dans le cadre du contrat, et le "
    "Client doit "
    "payer les prix par virement sans délai. Cette clause est applicable pour toute la durée avec les annexes et les "
    "avenants.";
constexpr std::string_view kGerman =
    "Der Anbieter haftet nicht für den entgangenen Gewinn, und der Kunde ist verpflichtet, die Vergütung nach Erhalt "
    "der Rechnung zu "
    "zahlen, soweit nicht eine andere Frist mit dem Anbieter vereinbart ist oder sich aus dem Gesetz ein anderes "
    "ergibt.";
constexpr std::string_view kSpanish =
    "El Proveedor no será responsable por las pérdidas que el Cliente sufra con motivo del contrato, y los precios "
    "para el Cliente se "
    "pagarán por transferencia sin demora al Proveedor entre las partes, como esta cláusula dispone para los servicios "
    "del anexo.";
}  // namespace

BOOST_AUTO_TEST_CASE(contracts_in_the_four_languages_are_told) {
  BOOST_TEST((language_of(kEnglish) == Language::en));
  BOOST_TEST((language_of(kFrench) == Language::fr));
  BOOST_TEST((language_of(kGerman) == Language::de));
  BOOST_TEST((language_of(kSpanish) == Language::es));
}
BOOST_AUTO_TEST_CASE(too_few_words_tell_nothing) {
  BOOST_TEST(!language_of("The Supplier and the Customer"));
  BOOST_TEST(!language_of(""));
  BOOST_TEST(!language_of("la la la la la la la la la la la la la la la la"));
}
BOOST_AUTO_TEST_CASE(two_languages_in_one_text_tell_nothing) {
  BOOST_TEST(!language_of(std::string(kEnglish) + std::string(kGerman)));
  BOOST_TEST(!language_of(std::string(kFrench) + std::string(kSpanish)));
}
BOOST_AUTO_TEST_CASE(two_languages_side_by_side_are_noticed) {
  const auto two = [](const std::string& text) {
    FunctionWords words;
    words.count(normalize::fold(text));
    return words.two_languages();
  };
  BOOST_TEST(two(std::string(kEnglish) + std::string(kGerman)));
  BOOST_TEST(two(std::string(kFrench) + std::string(kSpanish)));
  BOOST_TEST(!two(std::string(kFrench)));
  BOOST_TEST(!two(std::string(kGerman) + " the data of the customer"));
}
BOOST_AUTO_TEST_CASE(kin_languages_are_not_taken_for_ours) {
  BOOST_TEST(
      !language_of("De leverancier is niet aansprakelijk voor de schade die de klant lijdt in het kader van deze "
                   "overeenkomst, en de "
                   "klant is verplicht om de facturen binnen dertig dagen te betalen, tenzij het anders is "
                   "overeengekomen met de partij."));
  BOOST_TEST(!language_of(
      "O Fornecedor não será responsável por as perdas que o Cliente sofra por motivo do contrato, e os preços para o "
      "Cliente serão pagos por transferência sem demora ao Fornecedor entre as partes, como esta cláusula dispõe para "
      "os serviços."));
  BOOST_TEST(
      !language_of("Il Fornitore non è responsabile per le perdite che il Cliente subisce nel quadro del contratto, e "
                   "il Cliente deve "
                   "pagare i prezzi per bonifico senza indugio della fattura, salvo che le parti abbiano deciso di "
                   "fare altro con il contratto."));
  BOOST_TEST(!language_of(
      "El Proveïdor no serà responsable per les pèrdues que el Client pateixi amb motiu del contracte, i els preus es "
      "pagaran per transferència sense demora al Proveïdor entre les parts, com aquesta clàusula disposa per als "
      "serveis dels annexos."));
}
