// A finding keeps its fingerprint through what a new draft does to its clause without changing it: line and page breaks, hyphenation,
// moving, renumbering; and shows a changed number in `numbers` alone. Random drafts of sentences from a fixed seed, in four languages,
// through the whole engine with the shipped rules.
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <functional>
#include <random>
#include <set>

#include "rules/loader.h"
#include "scan/scanner.h"

using namespace caveat;

namespace {

struct Contract {
  Language language;
  std::vector<std::string> clauses;  // {n} is a quantity, {ref} another clause's number
};

const std::vector<Contract> kContracts = {
    {Language::en,
     {"The Fees increase by {n} % at the start of each Renewal Term, subject to clause {ref}.", "The Supplier may increase the Fees at any time by written notice to the Customer.",
      "This Agreement renews automatically for successive periods of {n} months unless notice is given {n} days before its end.",
      "The Supplier guarantees a monthly availability of 9{n} % of the Service as described in clause {ref}.",
      "The Supplier may suspend access to the Services at any time without notice to the Customer.",
      "All Fees are payable in advance within {n} days and are non-refundable, as set out in clause {ref}."}},
    {Language::fr,
     {"Les redevances augmentent de {n} % à chaque renouvellement, sous réserve de l'article {ref}.", "Le Prestataire peut modifier ses tarifs à tout moment, sans l'accord du Client.",
      "Le contrat est renouvelé par tacite reconduction pour des périodes de {n} mois, sauf dénonciation {n} jours avant son terme.",
      "Le Prestataire peut suspendre l'accès aux services à tout moment et sans préavis.", "Le Prestataire garantit un taux de disponibilité de 9{n} % par mois, voir l'article {ref}."}},
    {Language::de,
     {"Die Vergütung steigt mit jeder Verlängerung um {n} %, vorbehaltlich Ziffer {ref}.", "Der Anbieter kann die Preise jederzeit nach eigenem Ermessen erhöhen.",
      "Der Vertrag verlängert sich jeweils um {n} Monate, wenn er nicht {n} Tage vor Ablauf gekündigt wird.", "Der Anbieter darf den Zugang jederzeit ohne vorherige Ankündigung sperren.",
      "Der Anbieter gewährleistet eine Verfügbarkeit von 9{n} % im Monat gemäß Ziffer {ref}."}},
    {Language::es,
     {"Las cuotas se incrementarán un {n} % en cada renovación, conforme a la cláusula {ref}.", "El Proveedor podrá modificar los precios en cualquier momento sin consentimiento del Cliente.",
      "El contrato se renovará automáticamente por periodos de {n} meses salvo preaviso de {n} días.", "El Proveedor podrá suspender el acceso a los servicios en cualquier momento y sin previo aviso.",
      "El Proveedor garantiza una disponibilidad mensual del 9{n} % según la cláusula {ref}."}}};

std::string filled(std::string text, const std::string& key, const std::function<std::string()>& with) {
  for (std::size_t at; (at = text.find(key)) != std::string::npos;) text.replace(at, key.size(), with());
  return text;
}

// How a draft is set: which order, which numbers before the clauses, where lines and pages end.
struct Setting {
  std::vector<std::size_t> order;
  std::uint32_t first_number = 1;
  int line = 0;             // columns; 0: one line a paragraph
  bool hyphens = false;     // words are broken at line ends
  bool pages = false;       // a form feed between clauses
};

std::string set(const std::vector<std::string>& clauses, const Setting& setting) {
  std::string out = "Agreement\n\n";
  std::uint32_t number = setting.first_number;
  for (const std::size_t i : setting.order) {
    std::string text = std::to_string(number) + "." + std::to_string(1 + number % 3) + " " + filled(clauses[i], "{ref}", [&] { return std::to_string(number + 2) + ".1"; });
    ++number;
    if (setting.line > 0) {
      std::string broken;
      int column = 0;
      for (std::size_t at = 0; at < text.size(); ++at) {
        const auto letter = [&](std::size_t k) { return k < text.size() && text[k] >= 'a' && text[k] <= 'z'; };
        // Not before a number: in plain text a line that begins with "32.1." is read as a new clause, whatever it was meant to be.
        const bool number_next = at + 1 < text.size() && text[at + 1] >= '0' && text[at + 1] <= '9';
        if (text[at] == ' ' && column >= setting.line && !number_next) {
          broken += '\n';
          column = 0;
        } else if (setting.hyphens && column >= setting.line && at > 3 && letter(at - 3) && letter(at - 2) && letter(at - 1) && letter(at) && letter(at + 1) && letter(at + 2)) {
          (broken += "-\n") += text[at];
          column = 1;
        } else {
          broken += text[at];
          ++column;
        }
      }
      text = broken;
    }
    out += text + "\n\n";
    if (setting.pages && number % 2 == 0) out += "\f";
  }
  return out;
}

using Prints = std::set<std::tuple<std::string, std::string, std::string>>;  // rule, fingerprint, numbers

Prints prints(scan::Scanner& scanner, const std::string& text, Language language) {
  Cancel never;
  scan::Options options;
  options.language = language;
  auto scanned = scanner.scan({text, "draft.txt", "text/plain"}, options, never);
  BOOST_REQUIRE_MESSAGE(scanned, (scanned ? "" : scanned.error().message));
  Prints out;
  for (const findings::Finding& f : scanned.value()->list.findings) out.emplace(scanner.program().rules()[f.rule].id, f.fingerprint, f.numbers);
  return out;
}

std::shared_ptr<const rules::RuleProgram> shipped() {
  rules::Diagnostics d;
  auto loaded = rules::load({{CAVEAT_SOURCE_DIR "/rules"}, "", false}, d);
  BOOST_REQUIRE_MESSAGE(loaded, (loaded ? "" : loaded.error().message));
  return loaded.value();
}

std::set<std::pair<std::string, std::string>> without_numbers(const Prints& all) {
  std::set<std::pair<std::string, std::string>> out;
  for (const auto& [rule, print, numbers] : all) out.emplace(rule, print);
  return out;
}

std::string shown(const Prints& a, const Prints& b) {
  std::string out;
  for (const auto& p : a)
    if (!b.contains(p)) out += "\n  - " + std::get<0>(p) + " " + std::get<1>(p) + " " + std::get<2>(p);
  for (const auto& p : b)
    if (!a.contains(p)) out += "\n  + " + std::get<0>(p) + " " + std::get<1>(p) + " " + std::get<2>(p);
  return out;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_fingerprint_survives_layout_moving_and_renumbering) {
  scan::Scanner scanner(shipped());
  std::mt19937 random(20261123);
  std::size_t compared = 0;
  for (const Contract& contract : kContracts) {
    for (int round = 0; round < 20; ++round) {
      std::vector<std::string> clauses;
      for (const std::string& c : contract.clauses) clauses.push_back(filled(c, "{n}", [&] { return std::to_string(2 + random() % 7); }));
      Setting plain;
      for (std::size_t i = 0; i < clauses.size(); ++i) plain.order.push_back(i);
      const Prints first = prints(scanner, set(clauses, plain), contract.language);
      BOOST_TEST(first.size() >= 3u);
      Setting other = plain;
      std::shuffle(other.order.begin(), other.order.end(), random);
      other.first_number = 1 + random() % 30;
      other.line = round % 3 == 0 ? 0 : 30 + static_cast<int>(random() % 60);
      other.hyphens = round % 3 == 2;
      other.pages = round % 2 == 1;
      const std::string text = set(clauses, other);
      const Prints second = prints(scanner, text, contract.language);
      BOOST_TEST(first == second, code(contract.language) << ", round " << round << shown(first, second) << "\n" << text);
      compared += first.size();
    }
  }
  BOOST_TEST_MESSAGE(compared << " fingerprints compared");
  BOOST_TEST(compared > 300u);
}

BOOST_AUTO_TEST_CASE(a_changed_number_keeps_the_fingerprint_and_changes_the_numbers) {
  scan::Scanner scanner(shipped());
  std::size_t changed = 0;
  for (const Contract& contract : kContracts) {
    for (std::size_t i = 0; i < contract.clauses.size(); ++i) {
      if (contract.clauses[i].find("{n}") == std::string::npos) continue;
      const auto draft = [&](const std::string& number) {
        return prints(scanner, set({filled(contract.clauses[i], "{n}", [&] { return number; })}, Setting{{0}, 1, 0, false, false}), contract.language);
      };
      const Prints before = draft("5"), after = draft("6"), decimal = draft("5.5");
      BOOST_TEST((without_numbers(before) == without_numbers(after)), code(contract.language) << ": " << contract.clauses[i] << shown(before, after));
      for (const auto& print : before) BOOST_TEST(!after.contains(print), std::get<0>(print) << " did not see the number change in: " << contract.clauses[i]);
      for (const auto& print : before) BOOST_TEST(!decimal.contains(print), std::get<0>(print) << " did not see the decimals in: " << contract.clauses[i]);
      changed += before.size();
    }
  }
  BOOST_TEST(changed >= 8u);
}
