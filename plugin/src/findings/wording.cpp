// Fills a rule's texts with the numbers of one finding. A placeholder that is not known, or for which the finding has no
// value, stays as it is written: the loader refuses such rules, so what is left over is a bug that shows.
//
//   "The supplier commits to {value}." + 98.5 percent, de  ->  "... 98,5 %."
#include "findings/wording.h"

#include <unicode/currunit.h>
#include <unicode/numberformatter.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "rules/availability.h"
#include "base/iso_date.h"

namespace caveat::findings {
namespace {

using rules::Quantity;
using rules::Unit;

constexpr std::string_view kNoBreakSpace = "\xC2\xA0";  // a number never parts from its unit at a line end

Language known(Language language) { return language == Language::other ? Language::en : language; }

const icu::Locale& locale(Language language) {
  static const std::array<icu::Locale, kLanguages> locales = {icu::Locale("en"), icu::Locale("fr"), icu::Locale("de"),
                                                              icu::Locale("es")};
  return locales[index(language)];
}

// Made once a language, from the language alone (never the process's locale). ICU promises that format() of a
// LocalizedNumberFormatter is const and thread-safe.
const icu::number::LocalizedNumberFormatter& plain_number(Language language) {
  static const std::array<icu::number::LocalizedNumberFormatter, kLanguages> formatters = [] {
    const auto make = [](Language l) {
      return icu::number::NumberFormatter::withLocale(locale(l)).precision(icu::number::Precision::maxFraction(4));
    };
    return std::array<icu::number::LocalizedNumberFormatter, kLanguages>{make(Language::en), make(Language::fr),
                                                                         make(Language::de), make(Language::es)};
  }();
  return formatters[index(language)];
}

std::string formatted(const icu::number::LocalizedNumberFormatter& formatter, double value) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString text = formatter.formatDouble(value, status).toString(status);
  std::string out;
  if (U_SUCCESS(status)) text.toUTF8String(out);
  return out;
}

std::string number_text(double value, Language language) {
  if (value == 0) value = 0;  // no "-0"
  return formatted(plain_number(language), value);
}

// ICU's plural rules of these four languages, for numbers as they are written: French says "1,5 mois" like one.
bool singular(double value, Language language) {
  const double size = std::fabs(value);
  return language == Language::fr ? size < 2 : size == 1;
}

struct Noun {
  std::string_view one, other;
};

Noun noun(const Quantity& quantity, Language language) {
  static constexpr std::array<std::array<Noun, kLanguages>, 9> nouns = {{
      {{{"minute", "minutes"}, {"minute", "minutes"}, {"Minute", "Minuten"}, {"minuto", "minutos"}}},
      {{{"hour", "hours"}, {"heure", "heures"}, {"Stunde", "Stunden"}, {"hora", "horas"}}},
      {{{"day", "days"}, {"jour", "jours"}, {"Tag", "Tage"}, {"día", "días"}}},
      {{{"month", "months"}, {"mois", "mois"}, {"Monat", "Monate"}, {"mes", "meses"}}},
      {{{"year", "years"}, {"an", "ans"}, {"Jahr", "Jahre"}, {"año", "años"}}},
      {{{"working day", "working days"}, {"jour ouvré", "jours ouvrés"}, {"Arbeitstag", "Arbeitstage"},
        {"día hábil", "días hábiles"}}},
      {{{"working day (Monday to Saturday)", "working days (Monday to Saturday)"}, {"jour ouvrable", "jours ouvrables"}, {"Werktag", "Werktage"},
        {"día hábil (de lunes a sábado)", "días hábiles (de lunes a sábado)"}}},
      {{{"business hour", "business hours"}, {"heure ouvrée", "heures ouvrées"}, {"Geschäftsstunde", "Geschäftsstunden"},
        {"hora laborable", "horas laborables"}}},
      {{{"month of fees", "months of fees"}, {"mois de redevances", "mois de redevances"}, {"Monat Vergütung", "Monate Vergütung"},
        {"mes de cuotas", "meses de cuotas"}}},
  }};
  std::size_t row = 2;
  switch (quantity.unit) {
    case Unit::minutes: row = 0; break;
    case Unit::hours: row = quantity.working_days ? 7 : 1; break;
    case Unit::days: row = quantity.saturdays ? 6 : quantity.working_days ? 5 : 2; break;
    case Unit::fee_months: row = 8; break;
    case Unit::months: row = 3; break;
    case Unit::years: row = 4; break;
    default: return {};
  }
  return nouns[row][index(language)];
}

// "EUR 10,000.00" in English, "10.000,00 EUR" in German; ICU knows which currencies have no cents.
std::string amount_text(double value, const std::string& currency, Language language) {
  if (currency.size() != 3) return number_text(value, language);
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString iso = icu::UnicodeString::fromUTF8(currency);
  const icu::CurrencyUnit unit(iso.getTerminatedBuffer(), status);
  if (U_FAILURE(status)) return number_text(value, language) + std::string(kNoBreakSpace) + currency;
  return formatted(icu::number::NumberFormatter::withLocale(locale(language))
                       .unit(unit)
                       .unitWidth(UNUM_UNIT_WIDTH_ISO_CODE),
                   value);
}

// Hours as people say them: 3.65 -> "3 h 39 min".
std::string hours_text(double hours, Language language) {
  const bool german = language == Language::de;
  const auto part = [&](long long count, std::string_view sign, std::string_view german_sign) {
    return number_text(static_cast<double>(count), language) + std::string(kNoBreakSpace) +
           std::string(german ? german_sign : sign);
  };
  const long long seconds = std::llround(hours * 3600);
  if (seconds < 60) return part(seconds, "s", "Sek.");
  if (seconds < 600) {  // four nines: the seconds still matter
    std::string text = part(seconds / 60, "min", "Min.");
    if (seconds % 60) text.append(kNoBreakSpace).append(part(seconds % 60, "s", "Sek."));
    return text;
  }
  const long long minutes = (seconds + 30) / 60;
  if (minutes < 60) return part(minutes, "min", "Min.");
  std::string text = part(minutes / 60, "h", "Std.");
  if (minutes % 60) text.append(kNoBreakSpace).append(part(minutes % 60, "min", "Min."));
  return text;
}

// "a year", "im Monat": behind a number.
std::string_view by_period(rules::Period period, Language language) {
  static constexpr std::array<std::array<std::string_view, kLanguages>, 8> words = {{{"", "", "", ""},
                                                                                     {"an hour", "par heure", "je Stunde", "por hora"},
                                                                                     {"a day", "par jour", "am Tag", "al día"},
                                                                                     {"a week", "par semaine", "in der Woche", "a la semana"},
                                                                                     {"a month", "par mois", "im Monat", "al mes"},
                                                                                     {"a quarter", "par trimestre", "im Quartal", "al trimestre"},
                                                                                     {"a half-year", "par semestre", "im Halbjahr", "al semestre"},
                                                                                     {"a year", "par an", "im Jahr", "al año"}}};
  return words[static_cast<std::size_t>(period)][index(language)];
}

// Behind points ("9 points above ...") and behind a multiple ("3 times ...").
std::string_view reference_text(rules::Reference reference, bool multiple, Language language) {
  struct Names {
    std::array<std::string_view, kLanguages> above, times;
  };
  static constexpr std::array<Names, 6> names = {{
      {{"above the reference rate", "au-dessus du taux de référence", "über dem Referenzzinssatz", "por encima del tipo de referencia"},
       {"the reference rate", "le taux de référence", "des Referenzzinssatzes", "el tipo de referencia"}},
      {{"above the base rate", "au-dessus du taux de base", "über dem Basiszinssatz", "por encima del tipo básico"},
       {"the base rate", "le taux de base", "des Basiszinssatzes", "el tipo básico"}},
      {{"above the ECB rate", "au-dessus du taux de la BCE", "über dem EZB-Zinssatz", "por encima del tipo del BCE"},
       {"the ECB rate", "le taux de la BCE", "des EZB-Zinssatzes", "el tipo del BCE"}},
      {{"above the statutory rate", "au-dessus du taux d'intérêt légal", "über dem gesetzlichen Zinssatz", "por encima del interés legal"},
       {"the statutory rate", "le taux d'intérêt légal", "des gesetzlichen Zinssatzes", "el interés legal"}},
      {{"above the interbank rate", "au-dessus du taux interbancaire", "über dem Interbankenzinssatz", "por encima del tipo interbancario"},
       {"the interbank rate", "le taux interbancaire", "des Interbankenzinssatzes", "el tipo interbancario"}},
      {{"above the prime rate", "au-dessus du taux préférentiel", "über der Prime Rate", "por encima del tipo preferencial"},
       {"the prime rate", "le taux préférentiel", "der Prime Rate", "el tipo preferencial"}},
  }};
  const Names& n = names[static_cast<std::size_t>(reference)];
  return (multiple ? n.times : n.above)[index(language)];
}

std::string rate_text(const Quantity& quantity, Language language) {
  const auto percent = [&](double value, rules::Period period) {
    return number_text(std::round(value * 1e4) / 1e4, language) + std::string(kNoBreakSpace) + "% " + std::string(by_period(period, language));
  };
  const bool one = singular(quantity.value, language);
  switch (quantity.unit) {
    case Unit::percent_per_year: {
      std::string text = percent(quantity.value, rules::Period::year);
      if (quantity.per != rules::Period::none && quantity.per != rules::Period::year) text += " (" + percent(quantity.stated, quantity.per) + ")";
      return text;
    }
    case Unit::points: {
      static constexpr std::array<Noun, kLanguages> nouns = {
          {{"point", "points"}, {"point", "points"}, {"Prozentpunkt", "Prozentpunkte"}, {"punto", "puntos"}}};
      return number_text(quantity.value, language) + std::string(kNoBreakSpace) +
             std::string(one ? nouns[index(language)].one : nouns[index(language)].other) + " " +
             std::string(reference_text(quantity.reference, false, language));
    }
    default: {
      static constexpr std::array<std::string_view, kLanguages> times = {" times ", " fois ", "-fache ", " veces "};
      const std::string text = number_text(quantity.value, language) + std::string(times[index(language)]);
      return (language == Language::de ? "das " + text : text) + std::string(reference_text(quantity.reference, true, language));
    }
  }
}

const std::string& source(const rules::Words& words, Text text) {
  switch (text) {
    case Text::title: return words.title;
    case Text::message: return words.message;
    case Text::why: return words.why;
    case Text::ask: return words.ask;
    case Text::fallback: break;
  }
  return words.fallback;
}

// "the supplier", "le client"; a sentence begins with a capital.
std::string role_text(Role role, Language language, bool begins) {
  constexpr std::array<std::array<std::string_view, 2>, kLanguages> names = {
      {{"the supplier", "the customer"}, {"le prestataire", "le client"}, {"der Anbieter", "der Kunde"}, {"el proveedor", "el cliente"}}};
  std::string text(names[index(language)][static_cast<std::size_t>(role)]);
  if (begins) text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

// False: not a placeholder that this finding can fill.
bool fill(const rules::RuleProgram& program, const Finding& finding, std::string_view name, Language reader,
          std::string& out) {
  constexpr std::string_view kPolicy = "policy.";
  if (name == "value") {
    if (!finding.value) return false;
    out += quantity_text(*finding.value, reader);
    return true;
  }
  // Of a range of availability, the lower end is all that is owed.
  const double percent = finding.value ? finding.value->lower.value_or(finding.value->value) : -1;
  const bool availability = finding.value && finding.value->unit == Unit::percent && percent >= 0 && percent <= 100;
  if (name == "value.downtime_per_month" && availability) {
    out += hours_text(rules::longest_outage_hours(percent, rules::Period::month), reader);
    return true;
  }
  if (name == "value.longest_outage" && availability) {
    out += hours_text(rules::longest_outage_hours(percent, finding.value->per), reader);
    return true;
  }
  if (name == "value.worst_month" && availability) {
    const double worst = std::floor(rules::worst_month_percent(percent, finding.value->per) * 100 + 1e-6) / 100;
    out += number_text(worst, reader) + std::string(kNoBreakSpace) + "%";
    return true;
  }
  if (name == "favoured" || name == "burdened") {
    const auto side = std::find_if(finding.arguments.begin(), finding.arguments.end(), [](const auto& a) { return a.first == "favoured"; });
    if (side == finding.arguments.end()) return false;
    const Role favoured = side->second == caveat::name(Role::customer) ? Role::customer : Role::supplier;
    const bool begins = out.empty() || out.ends_with(". ") || out.ends_with(": ");
    out += role_text(name == "favoured" ? favoured : other(favoured), reader, begins);
    return true;
  }
  for (const auto& [argument, text] : finding.arguments)
    if (argument == name) {
      out += text;
      return true;
    }
  if (name.starts_with(kPolicy)) {
    name.remove_prefix(kPolicy.size());
    auto found = program.parameters().find(name);
    std::optional<double> rules::Parameter::*band = nullptr;
    for (const auto& [ending, member] : {std::pair{std::string_view(".preferred"), &rules::Parameter::preferred}, {".walk_away", &rules::Parameter::walk_away}})
      if (found == program.parameters().end() && name.ends_with(ending)) {
        found = program.parameters().find(name.substr(0, name.size() - ending.size()));
        band = member;
      }
    if (found == program.parameters().end()) return false;
    // A policy with one number prefers what it accepts.
    out += number_text(band ? (found->second.*band).value_or(found->second.value) : found->second.value, reader);
    return true;
  }
  return false;
}

// Rule authors write "30 %"; the sign stays with its number wherever a report breaks its lines.
std::string with_percent_kept(std::string text) {
  for (std::size_t at = text.find(" %"); at != std::string::npos; at = text.find(" %", at + 2))
    if (at > 0 && text[at - 1] >= '0' && text[at - 1] <= '9') text.replace(at, 1, kNoBreakSpace);
  return text;
}

}  // namespace

std::string quantity_text(const Quantity& quantity, Language reader) {
  if (quantity.date) return iso_text(quantity.date);  // unmistakable in every country: 2028-09-30
  const Language language = known(reader);
  static constexpr std::array<std::string_view, kLanguages> to = {" to ", " à ", " bis ", " a "};
  const auto range = [&](const std::string& upper) {
    return quantity.lower ? number_text(*quantity.lower, language) + std::string(to[index(language)]) + upper : upper;
  };
  switch (quantity.unit) {
    case Unit::amount: return range(amount_text(quantity.value, quantity.currency, language));
    case Unit::percent_per_year:
    case Unit::points:
    case Unit::multiple: return rate_text(quantity, language);
    default: break;
  }
  // Thirds of a year's fees are no whole months.
  const double value = quantity.unit == Unit::fee_months ? std::round(quantity.value * 10) / 10 : quantity.value;
  std::string text = range(number_text(value, language));
  if (quantity.unit == Unit::percent) return text.append(kNoBreakSpace).append("%");
  const Noun unit = noun(quantity, language);
  if (unit.one.empty()) return text;
  text.append(kNoBreakSpace).append(singular(value, language) && !quantity.lower ? unit.one : unit.other);
  if (quantity.end_of_month) {
    static constexpr std::array<std::string_view, kLanguages> month_end = {" end of month", " fin de mois", " zum Monatsende", " fin de mes"};
    text += month_end[index(language)];
  }
  return text;
}

std::string wording(const rules::RuleProgram& program, const Finding& finding, Text text, Language reader) {
  const Language language = known(reader);
  const std::string_view from = source(program.rules()[finding.rule].words[index(language)], text);
  std::string out;
  out.reserve(from.size() + 32);
  for (std::size_t at = 0; at < from.size();) {
    const std::size_t open = from.find('{', at);
    const std::size_t close = open == std::string_view::npos ? open : from.find('}', open);
    if (close == std::string_view::npos) {
      out.append(from.substr(at));
      break;
    }
    out.append(from.substr(at, open - at));
    if (fill(program, finding, from.substr(open + 1, close - open - 1), language, out)) {
      at = close + 1;
    } else {
      out += '{';
      at = open + 1;
    }
  }
  return with_percent_kept(std::move(out));
}

}  // namespace caveat::findings
