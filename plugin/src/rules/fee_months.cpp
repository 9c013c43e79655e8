// What a cap on liability is worth in months of what the contract costs: "the fees paid in the twelve (12) months preceding"
// 12, "fifty per cent of the annual fees" 6, "das Zweifache der Jahresverguetung" 24, "las tres ultimas mensualidades" 3.
// A share of the whole price is not brought to months: nobody here knows how long it runs.
// Tested by tests/unit/rules/quantities_test.cpp.
#include <algorithm>

#include "rules/quantity_parts.h"

namespace caveat::rules {
namespace {

struct FeeWords {
  std::string_view fees;         // or what says that something was paid
  std::string_view before_time;  // "in" the twelve months
  std::string_view time;         // the unit behind a number: months and longer
  std::string_view time_to_fees; // between "twelve months" and "fees": the words that may stand there
  std::string_view fees_of_time; // nouns behind "twelve months of"
  std::string_view periodic;     // "annual fees": one word or more, without a number
  std::string_view factor;       // beside percentages and numbers
  std::string_view times;        // behind a number: "two times"
  std::string_view factor_to_fees;  // "of the"
};

const FeeWords& words_of(Language language) {
  static constexpr std::array<FeeWords, kLanguages> all = {
      FeeWords{
          .fees = "fees?|charges?|prices?|subscriptions?|amounts?|sums?|payments?|remuneration|consideration|paid|payable|invoiced|billed|received",
          .before_time = "in|during|for|over|within|of|from|throughout",
          .time = R"([ -]?(?:(?:calendar|consecutive|full|contract|rolling|whole) )?(?:months?|years?|quarters?))",
          .time_to_fees = R"('?s?'? (?:(?:of|worth|the|its|then|current|applicable|subscription|service|monthly|average|total|license|licence|support|hosting|in) ){0,4})",
          .fees_of_time = "fees?|charges?|subscriptions?|payments?|remuneration",
          .periodic = R"((?:annual|yearly|year's|monthly|month's|quarterly|half-yearly) (?:[a-z]+ ){0,2}?(?:fees?|charges?|price|subscription|payments?|instal?ments?|remuneration|value|sum)|(?:fees?|charges?|amounts?|sums?|price) (?:[^ .;:]+ ){0,8}?(?:in|for|during|of|over|per) (?:the |that |such |an? |any |each |one |this )?(?:(?:contract|calendar|current|previous|preceding|last|relevant|service|same|whole|first|full) ){0,2}(?:year|quarter|month))",
          .factor = R"((?:one |a )?half|(?:one|a)[- ](?:third|quarter|fifth|tenth)|two[- ]thirds|three[- ]quarters|twice|double|triple)",
          .times = R"((?: times\b| ?x\b)?)",
          .factor_to_fees = R"((?:(?:of|the|its|all|any|last|total|then|net|applicable|current|aggregate) ){0,5})"},
      FeeWords{
          .fees = "redevances?|prix|abonnements?|montants?|sommes?|paiements?|remunerations?|facturation|honoraires|loyers?|payee?s?|versee?s?|percue?s?|facturee?s?|encaissee?s?|reglee?s?|acquittee?s?",
          .before_time = R"(au cours|durant|pendant|sur|lors|au titre|pour|dans|des|de|les)",
          .time = R"( ?(?:(?:derniers?|dernieres?|precedents?|precedentes?) )?(?:mois|ans?|annees?|trimestres?|semestres?))",
          .time_to_fees = R"( (?:(?:de |d'|la |des |du |en ){0,3}))",
          .fees_of_time = "redevances?|facturation|abonnements?|loyers?|prestations?|services?|prix|remuneration|chiffre d'affaires|mensualites?",
          .periodic = R"((?:redevances?|prix|abonnements?|montants?|sommes?|remunerations?|cotisations?|loyers?|honoraires|facturation|forfaits?) (?:[a-z']+ ){0,3}?(?:annuel|mensuel|trimestriel|semestriel)(?:le)?s?|mensualites?|annuites?|(?:redevances?|prix|montants?|sommes?|abonnement) (?:[^ .;:]+ ){0,8}?(?:de|au cours de|pendant|durant|pour|par) (?:l'|cette |chaque |la |une |un )?(?:meme |derniere |premiere )?(?:annee|an|mois|trimestre))",
          .factor = R"((?:la )?moitie|(?:le |un |du |au )?(?:quart|tiers|cinquieme|dixieme)|deux tiers|trois quarts|(?:le |au |du )?(?:double|triple))",
          .times = R"((?: fois\b)?)",
          .factor_to_fees = R"((?:(?:du|de|des|le|la|les|derniers?|dernieres?|total|totale) |de la |de l'|des ){0,5})"},
      FeeWords{
          .fees = R"(\w{0,8}verguetung(?:en)?|entgelte?[ns]?|gebuehr(?:en)?|preise?s?|zahlungen|betra(?:g|ege)\w{0,2}|honorare?s?|umsatz\w{0,2}|umsaetze\w?|gezahlte?[nr]?|bezahlte?[nr]?)",
          .before_time = "in|der|des|fuer|von|waehrend|innerhalb|ueber|aus|binnen",
          .time = R"( ?(?:(?:volle|letzte|vergangene|vorangegangene|vorangehende)[nr]? )?(?:(?:vertrags|kalender)?(?:monate?n?|jahre?[ns]?|quartale?[ns]?)))",
          .time_to_fees = R"( (?:[^ .;:]+ ){0,7}?)",
          .fees_of_time = R"(\w{0,8}verguetung(?:en)?|entgelte?[ns]?|gebuehr(?:en)?|gezahlte?[nr]?|zahlungen|honorare?s?)",
          .periodic = R"(\w{0,8}(?:jahres|monats|quartals)\w{0,12}(?:verguetung|entgelt|gebuehr|preis|pauschale|betrag|betraege|miete|rate|honorar|umsatz|wert|beitrag)\w{0,3}|(?:jaehrlich|monatlich|vierteljaehrlich)\w{0,2} (?:\w+ ){0,2}?(?:\w{0,12}verguetung(?:en)?|entgelte?[ns]?|gebuehr(?:en)?|preise?s?|pauschalen?|raten?|zahlung(?:en)?)|(?:verguetung|entgelte?s?|gebuehren|preise?s?) (?:[^ .;:]+ ){0,3}?(?:eines|des|pro|je|im|fuer das|fuer ein|in einem) (?:\w+ )?(?:vertrags|kalender)?(?:jahr|monat|quartal)(?:e?s)?)",
          .factor = R"((?:die |der )?haelfte|(?:ein(?:em|en|es)? )?(?:viertel|drittel|fuenftel|zehntel)|zwei drittel|drei viertel|(?:einfache|doppelte|zweifache|dreifache)[ns]?)",
          .times = R"((?:-?fache[ns]?\b|mal\b)?)",
          .factor_to_fees = R"((?:(?:der|des|einer|eines|von|vom|letzten|vereinbarten|gesamten|durchschnittlichen?|jeweiligen|in|den|die) ){0,5})"},
      FeeWords{
          .fees = "cuotas?|precios?|tarifas?|cantidad(?:es)?|importes?|sumas?|pagos?|canon|canones|facturacion|remuneracion|retribucion|honorarios|abonad[oa]s?|pagad[oa]s?|satisfech[oa]s?|percibid[oa]s?|facturad[oa]s?",
          .before_time = R"(en|durante|de|por|a|correspondientes? a)",
          .time = R"( ?(?:(?:ultimos|ultimas|primeros) )?(?:meses|mes|anos?|trimestres?|semestres?))",
          .time_to_fees = R"( (?:(?:de|del|la|las|los) ){0,3})",
          .fees_of_time = "cuotas?|servicios?|facturacion|precio|tarifas?|suscripcion|canon|mensualidades",
          .periodic = R"((?:cuotas?|precios?|tarifas?|cantidad(?:es)?|importes?|pagos?|canon|facturacion|remuneracion|retribucion) (?:[a-z]+ ){0,2}?(?:anual|mensual|trimestral|semestral)(?:es)?|mensualidad(?:es)?|anualidad(?:es)?|(?:cuotas?|precio|cantidades|importes?|sumas) (?:[^ .;:]+ ){0,8}?(?:en|durante|por|de|al) (?:(?:el|la|un|una|cada|ese|dicho|ultimo|mismo|del) ){0,3}(?:ano|mes|trimestre))",
          .factor = R"((?:la )?mitad|un tercio|la (?:tercera|cuarta|quinta|decima) parte|un cuarto|dos tercios|(?:el |al |del )?(?:doble|triple))",
          .times = R"((?: veces\b)?)",
          .factor_to_fees = R"((?:(?:de|del|la|las|el|los|al|ultimas?|ultimos?|total|totales) ){0,5})"}};
  return all[index(language)];
}

// "half", "das Zweifache", "fifty per cent (50 %)", "three"; 1 where nothing stands.
std::optional<double> read_factor(std::string_view text, Language language) {
  if (text.empty()) return 1;
  if (const auto percent = find_quantity(text, 0, QuantityKind::percent, language)) return percent->value / 100;
  constexpr std::pair<std::string_view, double> words[] = {
      {"two-third", 2.0 / 3},  {"two third", 2.0 / 3},     {"deux tiers", 2.0 / 3}, {"zwei drittel", 2.0 / 3}, {"dos tercios", 2.0 / 3},
      {"three-quarter", 0.75}, {"three quarter", 0.75},    {"trois quarts", 0.75},  {"drei viertel", 0.75},    {"half", 0.5},
      {"moitie", 0.5},         {"haelfte", 0.5},           {"mitad", 0.5},          {"third", 1.0 / 3},        {"tiers", 1.0 / 3},
      {"drittel", 1.0 / 3},    {"tercio", 1.0 / 3},        {"tercera", 1.0 / 3},    {"fifth", 0.2},            {"cinquieme", 0.2},
      {"fuenftel", 0.2},       {"quinta", 0.2},            {"tenth", 0.1},          {"dixieme", 0.1},          {"zehntel", 0.1},
      {"decima", 0.1},         {"quarter", 0.25},          {"quart", 0.25},         {"viertel", 0.25},         {"cuart", 0.25},
      {"twice", 2},            {"double", 2},              {"doppelt", 2},          {"zweifach", 2},           {"doble", 2},
      {"triple", 3},           {"dreifach", 3},            {"einfach", 1}};
  for (const auto& [word, value] : words)
    if (has(text, word)) return value;
  for (std::string_view tail : {" times", " x", " fois", " veces", "mal"})
    if (text.ends_with(tail)) text.remove_suffix(tail.size());
  if (const std::size_t fache = text.find("fache"); fache != std::string_view::npos) text = text.substr(0, fache);
  while (!text.empty() && (text.back() == ' ' || text.back() == '-')) text.remove_suffix(1);
  const auto number = read_number(text, language, Digits::plain);
  return number ? std::optional(number->value) : std::nullopt;
}

double months_of(std::string_view periodic) {
  // The period is said once; "monthly" stands before "year" in "monthly fees of the year", which is a month's.
  constexpr std::pair<std::string_view, double> words[] = {
      {"half-year", 6}, {"halbjahr", 6}, {"semest", 6}, {"vierteljaehr", 3}, {"quarter", 3}, {"quartal", 3}, {"trimest", 3},
      {"month", 1},     {"monat", 1},    {"mens", 1},   {"mois", 1},         {" mes", 1},    {"annu", 12},   {"anual", 12},
      {"annee", 12},    {"year", 12},    {"jahr", 12},  {"jaehrlich", 12},   {" ano", 12},   {" an", 12}};
  for (const auto& [word, months] : words)
    if (has(periodic, word)) return months;
  return 0;
}

}  // namespace

// Groups: factor, fees' time | factor (German: "50 % der in zwei Jahren gezahlten"), time of fees | factor, periodic.
std::string fee_months_expression(Language language, bool capture) {
  const FeeWords& w = words_of(language);
  const std::string open = capture ? "(" : "(?:";
  const auto s = [](std::string_view part) { return std::string(part); };
  const std::string number = number_expression(language, false);
  const std::string time = open + number + s(w.time) + ")\\b";
  const std::string percent = number + "(?:" + percent_unit(language) + ")(?: ?\\([^() ]{1,12}(?: [^() ]{1,12}){0,3}\\))?";
  const std::string share = open + percent + "|" + s(w.factor) + "|" + number + s(w.times) + ")";
  return "(?:(?:\\b" + share + " " + s(w.factor_to_fees) + ")?\\b(?:" + s(w.fees) + ")\\b,? (?:[^ .;:]+ ){0,20}?(?:" + s(w.before_time) +
         ") (?:[^ .;:]+ ){0,4}?\\b" + time + "|" + (language == Language::de ? "(?:\\b" + share + " " + s(w.factor_to_fees) + ")?" : std::string(capture ? "()?" : "")) + "\\b" + time + s(w.time_to_fees) + "\\b(?:" + s(w.fees_of_time) + ")\\b|(?:\\b" + share + " " +
         s(w.factor_to_fees) + ")?\\b" + open + s(w.periodic) + ")\\b)";
}

bool read_fee_months(const Groups& g, Language language, Quantity& q) {
  double base = 0;
  std::optional<double> factor = 1;
  if (g[6].data()) {
    base = months_of(g[6]);
    factor = read_factor(g[5], language);
  } else {
    const auto time = find_quantity(g[g[2].data() ? 2 : 4], 0, QuantityKind::duration, language);
    if (!time) return false;
    base = time->unit == Unit::years ? time->value * 12 : time->unit == Unit::months ? time->value : 0;
    factor = read_factor(g[g[2].data() ? 1 : 3], language);
  }
  if (!factor || !(base > 0)) return false;
  q.value = base * *factor;
  q.unit = Unit::fee_months;
  return q.value > 0 && q.value <= 1200;
}

}  // namespace caveat::rules
