// See quantity.h. Two views of one grammar: an RE2 expression without captures, which goes into rule fragments, and the
// same with captures, which reads the value. Both are put together here from one table a language, so they cannot drift.
// What stands around a number ("at least", "a month") is no part of the expressions, which would grow with it, but is read
// where one has matched (quantity_context.cpp).
#include "rules/quantity.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <mutex>

#include "base/limits.h"
#include "rules/dates.h"
#include "rules/quantity_parts.h"

namespace caveat::rules {
namespace {

// "two three two three ... days" is no number, nor is it from its second word on: that many beginnings are tried, so that a
// text of nothing but number words stays linear.
constexpr int kBeginnings = 48;

struct UnitWords {
  std::string_view percent, duration, currency_before, currency_after, scale;
};

const UnitWords& unit_words(Language language) {
  static constexpr std::array<UnitWords, kLanguages> all = {
      UnitWords{
          R"( ?[%‰]| ?(?:per ?cent(?:age points?)?|percentage points?|pct|per ?mille?|basis points?|bps)\b)",
          R"([ -]?(?:(?:calendar|rolling|continuous|business|working|consecutive|full|successive|additional|clear|further|whole|week|complete|bank|banking|contract|elapsed)[ -]){0,2}(?:days?|months?|weeks?|years?|hours?|hrs?|minutes?|mins?|quarters?|half[- ]?years?|fortnights?|workdays?|weekdays?|h)\b)",
          R"(€|us\$|[$£¥]|\b(?:eur(?:os?)?|usd|gbp|chf|cad|aud|sek|nok|dkk|pln|czk|jpy|swiss francs?|us dollars?)\b)",
          R"(€|us\$|[$£¥]|(?:eur(?:os?)?|usd|gbp|chf|cad|aud|sek|nok|dkk|pln|czk|jpy|(?:us |u\.s\. )?dollars?|pounds?(?: sterling)?|sterling|swiss francs?|yen)\b)",
          R"((?: ?(?:(?:million|billion|thousand|mn|bn|[km])\b|mio\.?))?)"},
      UnitWords{
          R"( ?[%‰]| ?(?:pour ?cents?|points? de pourcentage|pour ?mille|points? de base|p\. ?100)\b)",
          R"([ -]?(?:(?:derniers?|dernieres?|premiers?|premieres?|prochains?|prochaines?|precedents?|precedentes?|pleins|longs) )?(?:jours?|mois|semaines?|ans?|annees?|heures?|minutes?|trimestres?|semestres?|quinzaines?|mn|min|h)\b(?:[ -](?:calendaires?|ouvres?|ouvrees?|ouvrables?|francs?|pleins?|civils?|civiles?|consecutifs?|consecutives?|entiers?|entieres?|contractuel(?:le)?s?)\b)?)",
          R"(€|us\$|[$£¥]|\b(?:eur(?:os?)?|usd|gbp|chf|cad|aud|sek|nok|dkk|pln|czk|jpy|sfr|francs suisses)\b)",
          R"(€|us\$|[$£¥]|(?:(?:d')?euros?|eur|usd|gbp|chf|cad|aud|sek|nok|dkk|pln|czk|jpy|francs? suisses?|livres? sterling|dollars?)\b)",
          R"((?: ?(?:(?:millions?|milliards?|mille|[km])\b(?: d(?:e |'))?|mio\.?))?)"},
      UnitWords{
          R"( ?[%‰]| ?v\. ?[ht]\b\.?| ?(?:prozent(?:punkte?n?|e[ns]?)?|vom (?:hundert|tausend)|promille|basispunkte?n?)\b)",
          R"([ -]?(?:(?:weitere[nrms]?|volle[nrms]?|ganze[nrms]?|aufeinander ?folgende[nrms]?|letzten|vorangegangenen|vorangehenden|aufeinanderfolgende[nr]?) )?(?:(?:kalender|werk|arbeits|bank|bankarbeits|geschaefts)?tag(?:e[ns]?|es)?|(?:kalender)?taegig\w*|(?:kalender)?wochen?|woechig\w*|(?:kalender|vertrags)?monat(?:e[ns]?|s)?|monatig\w*|(?:kalender|vertrags)?(?:halb|viertel)?jahr(?:e[ns]?|es|s)?|halbe[nrs]? jahre?s?|(?:halb)?jaehrig\w*|(?:arbeits|geschaefts|betriebs|service|zeit)?stunden?|std|stuendig\w*|minuten?|min|(?:kalender)?quartale?[ns]?|h)\b)",
          R"(€|us\$|[$£¥]|\b(?:t?eur(?:os?)?|usd|gbp|chf|cad|aud|sek|nok|dkk|pln|czk|jpy|sfr\.?|fr\.|schweizer franken))",
          R"(t?€|us\$|[$£¥]|(?:t?eur(?:os?)?|usd|gbp|chf|cad|aud|sek|nok|dkk|pln|czk|jpy|(?:schweizer )?franken|(?:us-)?dollar|(?:britische )?pfund)\b)",
          R"((?: ?(?:(?:millionen|million|milliarden?|tausend|k)\b|mio\.?|mrd\.?|tsd\.?))?)"},
      UnitWords{
          R"( ?[%‰]| ?(?:por ?cientos?|puntos? porcentuales?|por (?:mil|100)|puntos? basicos?)\b)",
          R"([ -]?(?:(?:ultimos|ultimas|primeros|nuevos|proximos|siguientes) )?(?:dias?|meses|mes|semanas?|anos?|horas?|minutos?|trimestres?|semestres?|quincenas?|min|h)\b(?:[ -](?:naturales|natural|habiles|habil|laborables|laborable|corridos|consecutivos|completos|calendario|contractual(?:es)?)\b)?)",
          R"(€|us\$|[$£¥]|\b(?:eur(?:os?)?|usd|gbp|chf|cad|aud|sek|nok|dkk|pln|czk|jpy)\b)",
          R"(€|us\$|[$£¥]|(?:eur(?:os?)?|usd|gbp|chf|cad|aud|sek|nok|dkk|pln|czk|jpy|dolar(?:es)?|libras?(?: esterlinas)?|francos? suizos?)\b)",
          R"((?: ?(?:(?:mil millones|millones|millon|mil|[km])\b(?: de\b)?))?)"}};
  return all[index(language)];
}

bool digit(char c) { return c >= '0' && c <= '9'; }
bool has_digit(std::string_view text) { return std::any_of(text.begin(), text.end(), digit); }

void trim(std::string_view& text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
}

Digits digits_of(QuantityKind kind) {
  return kind == QuantityKind::percent ? Digits::percent : kind == QuantityKind::money ? Digits::money : Digits::plain;
}

std::string build(QuantityKind kind, Language language, bool capture) {
  const std::string number = number_expression(language, capture);
  const std::string open = capture ? "(" : "(?:";
  // "within 10 to 15 days": a rule's word may stand before the lower end. The reader finds that by looking back.
  const std::string from = capture ? "\\b" : "\\b(?:\\d{1,3}(?: ?- ?| (?:to|bis|a) ))?";
  switch (kind) {
    case QuantityKind::number: return "\\b" + number + "\\b";
    case QuantityKind::percent: return from + number + open + percent_unit(language) + ")";
    case QuantityKind::duration: return from + number + open + duration_unit_expression(language) + ")";
    case QuantityKind::money: {
      const std::string scaled = capture ? "(" + money_scale(language) + ")" : money_scale(language);
      return "(?:" + open + currency_before(language) + ") ?" + number + scaled + "|\\b" + number + scaled + "(?:[.,]?--?)? ?" + open +
             currency_after(language) + "))";
    }
    case QuantityKind::date: break;  // rules/dates.h
    case QuantityKind::rate: return rate_expression(language, capture);
    case QuantityKind::fee_months: return fee_months_expression(language, capture);
  }
  return {};
}

// Compiled on first use: a scan needs two or three of the 24.
struct Expressions {
  struct Slot {
    std::once_flag once;
    std::unique_ptr<re2::RE2> regex;
  };
  std::array<std::array<Slot, kLanguages>, kQuantityKinds> table;

  template <class Text>
  const re2::RE2& get(QuantityKind kind, Language language, Text&& text) {
    Slot& slot = table[static_cast<std::size_t>(kind)][index(language)];
    std::call_once(slot.once, [&] {
      re2::RE2::Options options;
      options.set_log_errors(false);
      slot.regex = std::make_unique<re2::RE2>(text(), options);
    });
    return *slot.regex;
  }
};

const re2::RE2& reader(QuantityKind kind, Language language) {
  static Expressions all;
  return all.get(kind, language, [&] { return build(kind, language, true); });
}

const re2::RE2& finder(QuantityKind kind, Language language) {
  static Expressions all;
  return all.get(kind, language, [&] { return expression(kind, language); });
}

// One match of the reader's expression; `scale` is that of its unit word ("weeks" 7). False: no quantity after all.
bool read_match(const Groups& groups, std::string_view text, QuantityKind kind, Language language, Quantity& q, double& scale) {
  scale = 1;
  if (kind == QuantityKind::rate) return read_rate(groups, text, language, q);
  if (kind == QuantityKind::fee_months) return read_fee_months(groups, language, q);
  const bool money = kind == QuantityKind::money;
  // Of money: currency number scale | number scale currency.
  const bool currency_first = money && groups[1].data() != nullptr;
  const std::string_view digits = !money ? groups[1] : currency_first ? groups[2] : groups[4];
  const auto number = read_number(digits, language, digits_of(kind));
  if (!number) return false;
  if (kind == QuantityKind::percent) {
    q.unit = Unit::percent;
    scale = percent_scale(groups[2]);
  } else if (kind == QuantityKind::duration) {
    const Duration unit = read_duration_unit(groups[2]);
    q.unit = unit.unit;
    q.working_days = unit.working;
    q.saturdays = unit.saturdays;
    scale = unit.scale;
  } else if (money) {
    const std::string_view currency = groups[currency_first ? 1 : 6];
    q.unit = Unit::amount;
    q.currency = currency_code(currency);
    scale = scale_of_money(groups[currency_first ? 3 : 5], currency);
  }
  q.value = number->value * scale;
  const auto span = [&](std::string_view part) {
    const auto begin = static_cast<std::uint32_t>(part.data() - text.data());
    return NormalSpan{begin, begin + static_cast<std::uint32_t>(part.size())};
  };
  if (!number->words_text.empty()) {
    q.words_span = span(number->words_text);
    q.digits_span = span(number->digits_text);
  }
  if (number->words) q.words_value = *number->words * scale;
  // No contract has a number beyond this; digits run wild are not one.
  return std::isfinite(q.value) && q.value < 1e15;
}

// "thirty days (60 days)", "EUR 10,000 (ten thousand)": the other way of writing it, in brackets behind the unit.
void compare_with_brackets(std::string_view text, QuantityKind kind, Language language, double scale, Quantity& q) {
  if (!q.words_span.empty()) return;
  std::string_view inside = after(text, q.span.end);
  trim(inside);
  if (inside.empty() || (inside.front() != '(' && inside.front() != '[')) return;
  const std::size_t close = inside.find_first_of(")]");
  if (close == std::string_view::npos) return;
  inside = inside.substr(1, close - 1);
  trim(inside);
  const std::string_view own = q.span.of(text);
  if (inside.empty() || has_digit(inside) == has_digit(own)) return;
  double other = 0;
  Groups groups{};
  std::array<re2::StringPiece, 24> pieces;
  const re2::RE2& regex = reader(kind, language);
  const int wanted = std::min<int>(static_cast<int>(pieces.size()), regex.NumberOfCapturingGroups() + 1);
  if (const auto words = number_words(inside, language)) {
    other = *words * (q.unit == Unit::amount ? 1 : scale);
  } else if (regex.Match(re2::StringPiece(inside.data(), inside.size()), 0, inside.size(), re2::RE2::ANCHOR_BOTH, pieces.data(), wanted)) {
    for (int g = 0; g < wanted; ++g) groups[g] = {pieces[g].data(), pieces[g].size()};
    Quantity second;
    double second_scale = 1;
    if (!read_match(groups, text, kind, language, second, second_scale)) return;
    // "ten working days (two weeks)" and "30 days (one month)" are explanations, not the same number twice.
    if (second.unit != q.unit || second.working_days != q.working_days || second.currency != q.currency) return;
    if (kind == QuantityKind::duration && second_scale != scale) return;
    other = second.value;
  } else {
    return;
  }
  const auto begin = static_cast<std::uint32_t>(inside.data() - text.data());
  const NormalSpan there{begin, begin + static_cast<std::uint32_t>(inside.size())};
  const bool words_here = !has_digit(own);
  q.words_span = words_here ? q.span : there;
  q.digits_span = words_here ? there : q.span;
  const double words = words_here ? q.value : other, digits = words_here ? other : q.value;
  q.value = digits;
  if (std::abs(words - digits) > 1e-9 * std::max(words, digits)) q.words_value = words;
}

}  // namespace

// ---- the parts (quantity_parts.h) ----
std::string number_expression(Language language, bool capture) {
  const std::string one = "(?:" + std::string(kDigitsExpression) + "|" + number_word_expression(language) + ")";
  return (capture ? "(" : "(?:") + one + "(?: ?[(\\[] ?" + one + " ?[)\\]])?)";
}

std::string percent_unit(Language language) { return std::string(unit_words(language).percent); }
std::string duration_unit_expression(Language language) { return std::string(unit_words(language).duration); }
std::string currency_before(Language language) { return std::string(unit_words(language).currency_before); }
std::string currency_after(Language language) { return std::string(unit_words(language).currency_after); }
std::string money_scale(Language language) { return std::string(unit_words(language).scale); }

std::optional<Number> read_number(std::string_view text, Language language, Digits of) {
  const std::size_t bracket = text.find_first_of("([");
  std::string_view first = text.substr(0, bracket), second;
  if (bracket != std::string_view::npos) {
    second = text.substr(bracket + 1);
    if (!second.empty() && (second.back() == ')' || second.back() == ']')) second.remove_suffix(1);
  }
  trim(first);
  trim(second);
  const auto read = [&](std::string_view one) -> std::optional<double> {
    if (one.empty()) return std::nullopt;
    return digit(one.front()) ? std::optional(number_digits(one, language, of)) : number_words(one, language);
  };
  auto one = read(first), other = read(second);
  if (!one && !other) return std::nullopt;
  Number number;
  if (!one || !other) {
    // "to five (5)": what is no number in words is told by the digits.
    if (!one && !digit(second.front())) return std::nullopt;
    number.value = one ? *one : *other;
    return number;
  }
  if (digit(first.front()) == digit(second.front())) {
    number.value = *one;
    return number;
  }
  // Digits win over words: "trente (30)" and "30 (thirty)" are read from the 30.
  if (!digit(first.front())) std::swap(one, other), std::swap(first, second);
  number.value = *one;
  number.digits_text = first;
  number.words_text = second;
  if (std::abs(*one - *other) > 1e-9 * std::max(*one, *other)) number.words = *other;
  return number;
}

double percent_scale(std::string_view unit) {
  if (has(unit, "basis") || has(unit, "base") || has(unit, "basic") || has(unit, "bps")) return 0.01;
  if (has(unit, "‰") || has(unit, "mil") || has(unit, "tausend")) return 0.1;
  return has(unit, "v. t") || has(unit, "v.t") ? 0.1 : 1;
}

Duration read_duration_unit(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '-')) text.remove_prefix(1);
  Duration d;
  for (std::string_view mark : {"business", "working", "workday", "weekday", "week day", "bank", "ouvr", "werk", "arbeits", "geschaefts", "betriebsst",
                                "servicest", "habil", "laborab"})
    if (has(text, mark)) d.working = true;
  d.saturdays = has(text, "werktag") || has(text, "ouvrable");
  if (has(text, "weekday") || has(text, "week day")) return d;
  if (has(text, "half") || has(text, "halb") || has(text, "semestr")) d.unit = Unit::months, d.scale = 6;
  else if (has(text, "quart") || has(text, "trimestr") || has(text, "vierteljahr")) d.unit = Unit::months, d.scale = 3;
  else if (has(text, "fortnight") || has(text, "quinz") || has(text, "quincen")) d.scale = has(text, "fortnight") ? 14 : 15;
  else if (has(text, "semain") || has(text, "semana") || has(text, "woch") || has(text, "woech") || (has(text, "week") && !has(text, "day")))
    d.scale = 7;
  else if (has(text, "month") || has(text, "mois") || has(text, "monat") || has(text, "mes")) d.unit = Unit::months;
  else if (has(text, "year") || has(text, "annee") || has(text, "jahr") || has(text, "jaehr") || has(text, "ano")) d.unit = Unit::years;
  else if (has(text, "hour") || has(text, "heure") || has(text, "stund") || has(text, "stuend") || has(text, "std") || has(text, "hora") || has(text, "hr"))
    d.unit = Unit::hours;
  else if (has(text, "day") || has(text, "jour") || has(text, "tag") || has(text, "taeg") || has(text, "dia")) d.unit = Unit::days;
  else if (has(text, "min") || has(text, "mn")) d.unit = Unit::minutes;
  else if (text.starts_with("an") || has(text, " an")) d.unit = Unit::years;
  else d.unit = Unit::hours;
  return d;
}

std::string currency_code(std::string_view text) {
  constexpr std::pair<std::string_view, std::string_view> names[] = {
      {"€", "EUR"},    {"eur", "EUR"},   {"£", "GBP"},   {"gbp", "GBP"},  {"pound", "GBP"}, {"sterling", "GBP"}, {"pfund", "GBP"},
      {"libra", "GBP"}, {"chf", "CHF"},  {"frank", "CHF"}, {"franc", "CHF"}, {"fr", "CHF"},  {"cad", "CAD"},     {"aud", "AUD"},
      {"sek", "SEK"},  {"nok", "NOK"},   {"dkk", "DKK"}, {"pln", "PLN"},  {"czk", "CZK"},   {"jpy", "JPY"},     {"¥", "JPY"},
      {"yen", "JPY"}};
  for (const auto& [word, code] : names)
    if (has(text, word)) return std::string(code);
  return "USD";
}

double scale_of_money(std::string_view scale, std::string_view currency) {
  const double of_currency = currency.starts_with("teur") || currency.starts_with("t€") ? 1e3 : 1;
  trim(scale);
  if (scale.empty()) return of_currency;
  if (has(scale, "milliard") || has(scale, "billion") || has(scale, "mrd") || has(scale, "mil millones") || scale == "bn") return 1e9 * of_currency;
  if (has(scale, "million") || has(scale, "mio") || has(scale, "millon") || scale == "m" || scale == "mn" || scale.starts_with("m d"))
    return 1e6 * of_currency;
  return 1e3 * of_currency;  // thousand, mille, tausend, tsd, mil, k
}

double months_in(Period period) {
  switch (period) {
    case Period::month: return 1;
    case Period::quarter: return 3;
    case Period::half_year: return 6;
    case Period::year: return 12;
    default: return 0;
  }
}

// ---- quantity.h ----
std::string_view name(Unit unit) {
  constexpr std::array<std::string_view, 13> names = {"number", "percent", "minutes", "hours", "days", "months", "years", "amount",
                                                      "percent_per_year", "points", "multiple", "fee_months", "date"};
  return names[static_cast<std::size_t>(unit)];
}

std::optional<Unit> parse_unit(std::string_view text) {
  for (int u = 0; u <= static_cast<int>(Unit::date); ++u)
    if (name(static_cast<Unit>(u)) == text) return static_cast<Unit>(u);
  return std::nullopt;
}

const std::string& expression(QuantityKind kind, Language language) {
  if (kind == QuantityKind::date) return date_expression(language);
  static const auto all = [] {
    std::array<std::array<std::string, kLanguages>, kQuantityKinds> table;
    for (std::size_t k = 0; k < kQuantityKinds; ++k)
      for (Language l : kAllLanguages) table[k][index(l)] = build(static_cast<QuantityKind>(k), l, false);
    return table;
  }();
  return all[static_cast<std::size_t>(kind)][index(language)];
}

std::uint32_t last_value_end(std::string_view text, NormalSpan within, QuantityKind kind, Language language) {
  const re2::RE2& regex = finder(kind, language);
  if (!regex.ok()) return within.end;  // nobody knows
  const re2::StringPiece all(text.data(), text.size());
  re2::StringPiece hit;
  std::uint32_t end = within.begin;
  while (end < within.end && regex.Match(all, end, within.end, re2::RE2::UNANCHORED, &hit, 1) && !hit.empty())
    end = static_cast<std::uint32_t>(hit.data() + hit.size() - text.data());
  return end;
}

std::optional<Quantity> read_quantity(std::string_view text, NormalSpan within, QuantityKind kind, Language language) {
  if (language == Language::other) return std::nullopt;
  if (kind == QuantityKind::date) return find_date(within.of(text), within.begin, language);
  within.end = std::min(within.end, within.begin + std::min(limits::kQuantityBytes, within.size()));
  const re2::RE2& regex = reader(kind, language);
  const re2::StringPiece all(text.data(), text.size());
  std::array<re2::StringPiece, 24> pieces;
  const int wanted = std::min<int>(static_cast<int>(pieces.size()), regex.NumberOfCapturingGroups() + 1);
  Groups groups{};
  const auto match_at = [&](std::size_t from, std::size_t to, re2::RE2::Anchor anchor) {
    if (!regex.Match(all, from, to, anchor, pieces.data(), wanted)) return false;
    for (int g = 0; g < wanted; ++g) groups[g] = {pieces[g].data(), pieces[g].size()};
    return true;
  };
  std::size_t at = within.begin;
  for (int tried = 0; tried < kBeginnings && at <= within.end && match_at(at, within.end, re2::RE2::UNANCHORED); ++tried) {
    Quantity q;
    double scale = 1;
    const auto begin = static_cast<std::uint32_t>(groups[0].data() - text.data());
    q.span = {begin, begin + static_cast<std::uint32_t>(groups[0].size())};
    if (is_reference(text, q.span.begin, q.span.end, kind == QuantityKind::number) ||
        !read_match(groups, text, kind, language, q, scale)) {
      // "un cinco por ciento": not a number as a whole, but from its second word on.
      at = begin + 1;
      while (at < within.end && text[at] != ' ' && text[at] != '-') ++at;
      continue;
    }
    if (kind == QuantityKind::rate || kind == QuantityKind::fee_months) return q;

    compare_with_brackets(text, kind, language, scale, q);
    if (kind == QuantityKind::duration) {
      if (const std::size_t half = and_a_half(after(text, q.span.end), language)) {
        q.value += 0.5 * scale;
        q.span.end += static_cast<std::uint32_t>(half);
      }
    }
    if (const std::size_t joint = range_goes_on(before(text, begin), after(text, q.span.end), language)) {
      const std::size_t end = q.span.end + after(text, q.span.end).size();
      Quantity upper;
      double upper_scale = 1;
      if (match_at(q.span.end + joint, end, re2::RE2::ANCHOR_START) && read_match(groups, text, kind, language, upper, upper_scale) &&
          upper.unit == q.unit && upper.currency == q.currency && upper.value > q.value) {
        q.lower = q.value;
        q.value = upper.value;
        q.working_days = q.working_days || upper.working_days;
        q.span.end += static_cast<std::uint32_t>(joint + groups[0].size());
      }
    }
    std::string_view left = before(text, q.span.begin);
    if (!q.lower)
      if (const auto lower = lower_end(left, language, digits_of(kind)); lower && lower->value * scale < q.value) {
        q.lower = lower->value * scale;
        q.span.begin -= static_cast<std::uint32_t>(left.size() - lower->begin);
        left = left.substr(0, lower->begin);
      }
    const std::string_view right = after(text, q.span.end);
    q.bound = bound_around(left, right, language);
    if (kind == QuantityKind::duration) q.end_of_month = end_of_month(left, right, language);
    if (!q.end_of_month) q.per = period_around(left, right, language, false);
    return q;
  }
  return std::nullopt;
}

std::optional<Quantity> find_quantity(std::string_view folded, std::uint32_t begin, QuantityKind kind, Language language) {
  auto q = read_quantity(folded, {0, static_cast<std::uint32_t>(folded.size())}, kind, language);
  if (q)
    for (NormalSpan* span : {&q->span, &q->words_span, &q->digits_span}) *span = {span->begin + begin, span->end + begin};
  return q;
}

std::optional<double> convert(const Quantity& q, Unit unit) {
  if (q.unit == unit) return q.value;
  if (q.unit == Unit::percent && unit == Unit::percent_per_year) {
    switch (q.per) {
      case Period::none: return std::nullopt;
      case Period::hour: return q.value * 24 * 365;
      case Period::day: return q.value * 365;
      case Period::week: return q.value * 365 / 7;
      default: return q.value * 12 / months_in(q.per);
    }
  }
  // Eight business hours are a working day: "16 business hours" is no answer within a day.
  if (q.working_days && q.unit == Unit::hours && (unit == Unit::days || unit == Unit::months || unit == Unit::years)) {
    Quantity days = q;
    days.unit = Unit::days;
    days.value = q.value / 8;
    return convert(days, unit);
  }
  const auto hours = [](Unit u) -> double {
    switch (u) {
      case Unit::minutes: return 1.0 / 60;
      case Unit::hours: return 1;
      case Unit::days: return 24;
      case Unit::months: return 24 * 30;
      case Unit::years: return 24 * 365;
      default: return 0;
    }
  };
  if (q.unit == Unit::years && unit == Unit::months) return q.value * 12;
  if (q.unit == Unit::months && unit == Unit::years) return q.value / 12;
  const double from = hours(q.unit), to = hours(unit);
  if (from == 0 || to == 0) return std::nullopt;
  return q.value * from / to;
}

}  // namespace caveat::rules
