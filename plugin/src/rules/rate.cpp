// Rates of interest: "1.5 % per month" (brought to a year), "neun Prozentpunkte ueber dem Basiszinssatz" (points above a
// reference), "tres veces el interes legal" (a multiple of one). The level of a reference rate is never assumed: such rates
// compare with `points` and `multiple` parameters only. Tested by tests/unit/rules/quantities_test.cpp.
#include <algorithm>

#include "rules/quantity_parts.h"

namespace caveat::rules {
namespace {

struct RateWords {
  std::string_view reference, above, plus, points, doubled, times, interest;
};

const RateWords& words_of(Language language) {
  static constexpr std::array<RateWords, kLanguages> all = {
      RateWords{
          .reference = R"((?:base|prime|statutory|legal|refinancing|repo|reference|discount|central bank|ecb|bank)(?: (?:lending|interest|refinancing|base))* rates?(?: of interest)?|statutory interest|bank rate|euribor|libor|sonia|sofr|saron|rates? (?:of interest )?(?:set|fixed|prescribed|provided|applied) by (?:law|statute|the ecb|the european central bank))",
          .above = "above|over|in excess of|more than|higher than|plus|on top of",
          .plus = "plus|increased by|with a (?:margin|surcharge) of|together with",
          .points = " (?:full )?points?\\b",
          .doubled = "twice|double|triple|treble",
          .times = R"( times\b| ?x\b)",
          .interest = "interest"},
      RateWords{
          .reference = R"(taux (?:(?:d')?interets? )?(?:legal|directeur|de base|de reference|(?:de refinancement|(?:de|applique par|pratique par|fixe par) la (?:bce|banque centrale europeenne)))|taux (?:[^ .;:]+ ){0,6}?(?:bce|banque centrale europeenne|refinancement)|taux bce|interets? (?:au taux )?legal|euribor|eonia|ester|refinancement (?:de la )?(?:bce|banque centrale europeenne))",
          .above = R"(au[- ]dessus|de plus que|en sus|superieurs? a|ajoutes? a)",
          .plus = R"((?:majoree?s?|augmentee?s?|plus)(?: d[e'])?)",
          .points = R"( points?\b)",
          .doubled = "double|triple",
          .times = " fois\\b(?: et demie?\\b)?",
          .interest = "interet|taux"},
      RateWords{
          .reference = R"(basiszins(?:satz|es)?(?:es)?|ezb-?\w*|leitzins\w*|euribor|saron|gesetzliche[nrsm]? (?:verzugs)?zins\w*|hauptrefinanzierungs\w*|refinanzierungs\w*|diskontsatz\w*|zinssatz\w* der europaeischen zentralbank)",
          .above = "ueber|oberhalb",
          .plus = "zuzueglich|zzgl\\.?|plus|erhoeht um|und",
          .points = R"( (?:volle )?(?:prozent)?punkte?n?\b)",
          .doubled = "doppelte[nrsm]?",
          .times = R"(-?fache[nrsm]?\b)",
          .interest = "zins"},
      RateWords{
          .reference = R"((?:tipo |tasa )?(?:de )?interes(?:es)?(?: de demora)? legal(?:es)?(?: del dinero)?|(?:tipo|tasa) legal|euribor|(?:tipo|tasa) (?:de interes )?(?:del bce|del banco central europeo|de referencia|basico|oficial|de refinanciacion|aplicado por el (?:bce|banco central europeo))|bce|banco central europeo)",
          .above = "por encima|sobre|superior(?:es)? al?|mas que|adicionales",
          .plus = R"((?:mas|incrementad[oa]s?|aumentad[oa]s?)(?: en)?)",
          .points = R"( puntos?\b)",
          .doubled = "doble|triple",
          .times = " veces\\b",
          .interest = "interes"}};
  return all[index(language)];
}

bool has_any(std::string_view text, std::string_view words) {
  while (!words.empty()) {
    const std::size_t bar = words.find('|');
    if (has(text, words.substr(0, bar))) return true;
    if (bar == std::string_view::npos) break;
    words.remove_prefix(bar + 1);
  }
  return false;
}

Reference reference_of(std::string_view text) {
  if (has(text, "euribor") || has(text, "libor") || has(text, "sonia") || has(text, "sofr") || has(text, "saron") || has(text, "eonia") || has(text, "ester"))
    return Reference::interbank;
  if (has(text, "prime")) return Reference::prime;
  if (has(text, "legal") || has(text, "statut") || has(text, "gesetzlich") || has(text, "law")) return Reference::statutory;
  if (has(text, "ecb") || has(text, "ezb") || has(text, "bce") || has(text, "europe") || has(text, "europ") || has(text, "refinan")) return Reference::ecb;
  return Reference::base;
}

}  // namespace

// Groups: number, unit, reference (points first) | reference, then number, unit or digits, unit behind "+" | doubled, number,
// reference | number, percent.
std::string rate_expression(Language language, bool capture) {
  const RateWords& w = words_of(language);
  const std::string open = capture ? "(" : "(?:";
  const auto s = [](std::string_view part) { return std::string(part); };
  const std::string number = number_expression(language, capture);
  const std::string points = open + percent_unit(language) + "|" + s(w.points) + ")";
  const std::string reference = open + s(w.reference) + ")";
  const auto gap = [](int words) { return "(?:[^ .;:]+ ){0," + std::to_string(words) + "}?"; };
  return "(?:\\b" + number + points + " " + gap(3) + "(?:" + s(w.above) + ") " + gap(6) + "(?:[ld]')?\\b" + reference + "\\b" +
         "|\\b" + reference + "(?:(?: [^ .;:]+){0,9}? (?:" + s(w.plus) + ") ?" + gap(3) + "\\b" + number + points + "|(?: [^ .;:]+){0,3}? ?\\+ ?" + open +
         s(kDigitsExpression) + ")(?:" + points + ")?)" +
         "|\\b(?:" + open + s(w.doubled) + ")|" + number + "(?:" + s(w.times) + ")) " + gap(5) + "(?:[ld]')?\\b" + reference + "\\b" +
         "|\\b" + number + open + percent_unit(language) + "))";
}

bool read_rate(const Groups& g, std::string_view text, Language language, Quantity& q) {
  const auto there = [&](int group) { return g[group].data() != nullptr; };
  const auto number = [&](int group) { return read_number(g[group], language, Digits::percent); };
  const auto written_twice = [&](const Number& n, double scale) {
    if (n.words_text.empty()) return;
    const auto span = [&](std::string_view part) {
      const auto begin = static_cast<std::uint32_t>(part.data() - text.data());
      return NormalSpan{begin, begin + static_cast<std::uint32_t>(part.size())};
    };
    q.words_span = span(n.words_text);
    q.digits_span = span(n.digits_text);
    if (n.words) q.words_value = *n.words * scale;
  };
  if (there(3) || there(4)) {
    const bool points_first = there(3);
    const int at = points_first ? 1 : there(5) ? 5 : 7;  // behind "+" banks leave out the unit: "Euribor + 3"
    const auto n = number(at);
    if (!n) return false;
    const std::string_view unit = g[at + 1];
    const double scale = unit.data() ? percent_scale(unit) : 1;
    q.value = n->value * scale;
    q.unit = Unit::points;
    q.reference = reference_of(points_first ? g[3] : g[0]);
    written_twice(*n, scale);
    return q.value < 1e6;
  }
  if (there(11)) {
    if (there(9)) q.value = has(g[9], "tri") || has(g[9], "treb") ? 3 : 2;
    else if (const auto n = number(10)) q.value = n->value + (has(g[0], "fois et demi") ? 0.5 : 0), written_twice(*n, 1);
    else return false;
    q.unit = Unit::multiple;
    q.reference = reference_of(g[11]);
    return q.value < 1e6;
  }
  const auto n = number(12);
  if (!n) return false;
  q.value = n->value * percent_scale(g[13]);
  q.unit = Unit::percent;
  if (!(q.value < 1e6)) return false;
  written_twice(*n, percent_scale(g[13]));
  const std::string_view left = before(text, q.span.begin), right = after(text, q.span.end);
  q.bound = bound_around(left, right, language);
  q.per = period_around(left, right, language, true);
  // "10 %, accruing daily" is no daily rate: short periods have to stand beside the number.
  if (q.per == Period::hour || q.per == Period::day || q.per == Period::week) q.per = period_around({}, right, language, false);
  // Interest without a period is a year's, by the habit of the trade and of the laws; a fee of 10 % is paid once.
  if (q.per == Period::none && (has_any(left, words_of(language).interest) || has_any(right, words_of(language).interest))) q.per = Period::year;
  if (const auto yearly = convert(q, Unit::percent_per_year)) {
    const double factor = q.value > 0 ? *yearly / q.value : 1;
    q.stated = q.value;
    q.value = *yearly;
    q.unit = Unit::percent_per_year;
    if (q.words_value) *q.words_value *= factor;
  }
  return true;
}

}  // namespace caveat::rules
