// See role_nouns.h.
#include "segment/role_nouns.h"

#include <array>
#include <span>
#include <unordered_map>

namespace caveat::segment {
namespace {

using Words = std::span<const std::string_view>;

constexpr std::string_view kEnSupplier[] = {"supplier", "provider", "service provider", "services provider", "vendor", "licensor", "contractor", "software provider", "hosting provider", "cloud provider", "host", "reseller", "operator", "platform operator", "lessor", "landlord", "integrator"};
constexpr std::string_view kEnWeak[] = {"seller", "publisher", "consultant", "merchant"};
constexpr std::string_view kEnCustomer[] = {"customer", "client", "buyer", "purchaser", "licensee", "subscriber", "end user", "user", "authority", "contracting authority", "member", "lessee", "hirer"};
constexpr std::string_view kEnAmbiguous[] = {"company", "corporation", "organization", "organisation", "entity", "partner", "group", "firm"};
constexpr std::string_view kEnFirst[] = {"we", "us", "our", "ours"};
constexpr std::string_view kEnSecond[] = {"you", "your", "yours"};

constexpr std::string_view kFrSupplier[] = {"prestataire", "prestataire de services", "fournisseur", "editeur", "hebergeur", "infogerant", "integrateur", "exploitant", "concedant", "operateur", "mandataire", "loueur", "mainteneur", "fournisseuse"};
constexpr std::string_view kFrWeak[] = {"vendeur", "bailleur", "titulaire", "emetteur"};
constexpr std::string_view kFrCustomer[] = {"client", "cliente", "clients", "utilisateur", "utilisateurs", "acheteur", "abonne", "licencie", "beneficiaire", "donneur d'ordre", "donneur d'ordres", "preneur", "adherent", "maitre d'ouvrage", "pouvoir adjudicateur", "commanditaire", "acquereur", "membre", "locataire", "abonnee", "licenciee", "acheteuse", "utilisatrice", "adherente", "commercant", "souscripteur", "souscriptrice", "collectivite", "maitrise d'ouvrage"};
constexpr std::string_view kFrAmbiguous[] = {"societe", "compagnie", "entreprise", "partenaire", "groupe", "banque", "association"};
constexpr std::string_view kFrFirst[] = {"nous", "notre", "nos"};
constexpr std::string_view kFrSecond[] = {"vous", "votre", "vos"};

constexpr std::string_view kDeSupplier[] = {"anbieter", "anbieterin", "auftragnehmer", "auftragnehmerin", "lieferant", "lieferantin", "dienstleister", "dienstleisterin", "lizenzgeber", "lizenzgeberin", "provider", "hoster", "betreiber", "betreiberin", "unternehmer", "dienstanbieter", "diensteanbieter", "softwarehaus", "werkunternehmer", "leistungserbringer", "leistungserbringerin", "vermieterin"};
constexpr std::string_view kDeWeak[] = {"verkaeufer", "vermieter", "hersteller", "haendler"};
constexpr std::string_view kDeCustomer[] = {"kunde", "kundin", "kunden", "auftraggeber", "auftraggeberin", "lizenznehmer", "lizenznehmerin", "kaeufer", "kaeuferin", "besteller", "bestellerin", "nutzer", "nutzerin", "mieter", "abnehmer", "anwender", "teilnehmer", "mieterin", "nutzungsberechtigter", "werkbesteller", "einsteller", "einstellerin"};
constexpr std::string_view kDeAmbiguous[] = {"gesellschaft", "firma", "unternehmen", "partner", "konzern", "vertragspartner"};
constexpr std::string_view kDeFirst[] = {"wir", "uns", "unser", "unsere"};
constexpr std::string_view kDeSecond[] = {"sie", "ihnen", "ihr", "ihre", "du"};

constexpr std::string_view kEsSupplier[] = {"proveedor", "proveedora", "prestador", "prestadora", "prestador de servicios", "prestador del servicio", "proveedor de servicios", "suministrador", "suministradora", "contratista", "licenciante", "operadora", "operador", "adjudicatario", "adjudicataria", "instalador", "instaladora", "licenciador", "licenciadora", "consultora", "mantenedor", "mantenedora"};
constexpr std::string_view kEsWeak[] = {"vendedor", "vendedora", "arrendador", "arrendadora", "fabricante", "titular"};
constexpr std::string_view kEsCustomer[] = {"cliente", "clienta", "clientes", "usuario", "usuarios", "usuaria", "comprador", "compradora", "licenciatario", "licenciataria", "suscriptor", "suscriptora", "abonado", "abonada", "contratante", "arrendatario", "arrendataria", "adherente", "beneficiario", "comitente", "entidad contratante", "adquirente", "suscritora"};
constexpr std::string_view kEsAmbiguous[] = {"empresa", "compania", "sociedad", "entidad", "socio", "grupo"};
constexpr std::string_view kEsFirst[] = {"nosotros", "nosotras", "nos", "nuestro", "nuestra", "nuestros", "nuestras"};
constexpr std::string_view kEsSecond[] = {"usted", "ustedes", "ud", "su", "tu"};

// No words of data protection: who is controller and who processor is not who supplies and who buys.

struct Table {
  PartyWord kind;
  std::array<Words, kLanguages> words;
};
constexpr Table kTables[] = {
    {PartyWord::supplier, {kEnSupplier, kFrSupplier, kDeSupplier, kEsSupplier}},
    {PartyWord::weak_supplier, {kEnWeak, kFrWeak, kDeWeak, kEsWeak}},
    {PartyWord::customer, {kEnCustomer, kFrCustomer, kDeCustomer, kEsCustomer}},
    {PartyWord::ambiguous, {kEnAmbiguous, kFrAmbiguous, kDeAmbiguous, kEsAmbiguous}},
    {PartyWord::first_person, {kEnFirst, kFrFirst, kDeFirst, kEsFirst}},
    {PartyWord::second_person, {kEnSecond, kFrSecond, kDeSecond, kEsSecond}},
};

}  // namespace

PartyWord party_word(std::string_view words, Language language) {
  using Index = std::unordered_map<std::string_view, PartyWord>;  // only looked up: its order is never seen
  static const std::array<Index, kLanguages> indexes = [] {
    std::array<Index, kLanguages> made;
    for (const Table& table : kTables)
      for (std::size_t l = 0; l < kLanguages; ++l)
        for (std::string_view word : table.words[l]) made[l].emplace(word, table.kind);
    return made;
  }();
  if (language == Language::other) return PartyWord::none;
  const Index& found = indexes[index(language)];
  const auto at = found.find(words);
  return at == found.end() ? PartyWord::none : at->second;
}

RoleName role_name(Role role, Language language) {
  constexpr std::array<std::array<RoleName, 2>, kLanguages> names = {{
      {{{"the", "supplier"}, {"the", "customer"}}},
      {{{"le", "prestataire"}, {"le", "client"}}},
      {{{"der", "anbieter"}, {"der", "kunde"}}},
      {{{"el", "proveedor"}, {"el", "cliente"}}},
  }};
  return names[index(language)][static_cast<std::size_t>(role)];
}

}  // namespace caveat::segment
