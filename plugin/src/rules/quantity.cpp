// See quantity.h. Two views of one grammar: an RE2 expression without captures, which goes into rule fragments, and the
// same with captures, which reads the value. Both are put together here from one table a language, so they cannot drift.
#include "rules/quantity.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <vector>

#include "rules/dates.h"

namespace caveat::rules {
namespace {

struct NumberWord {
  std::string_view word;
  int value;
};

// Folded. German words are pieces of compounds; in the other languages they are joined by spaces, hyphens or "and".
constexpr NumberWord kEnglish[] = {
    {"zero", 0},      {"one", 1},        {"two", 2},        {"three", 3},     {"four", 4},     {"five", 5},
    {"six", 6},       {"seven", 7},      {"eight", 8},      {"nine", 9},      {"ten", 10},     {"eleven", 11},
    {"twelve", 12},   {"thirteen", 13},  {"fourteen", 14},  {"fifteen", 15},  {"sixteen", 16}, {"seventeen", 17},
    {"eighteen", 18}, {"nineteen", 19},  {"twenty", 20},    {"thirty", 30},   {"forty", 40},   {"fourty", 40},
    {"fifty", 50},    {"sixty", 60},     {"seventy", 70},   {"eighty", 80},   {"ninety", 90},  {"hundred", 100},
    {"thousand", 1000}};
constexpr NumberWord kFrench[] = {
    {"zero", 0},     {"un", 1},        {"une", 1},       {"deux", 2},       {"trois", 3},     {"quatre", 4},
    {"cinq", 5},     {"six", 6},       {"sept", 7},      {"huit", 8},       {"neuf", 9},      {"dix", 10},
    {"onze", 11},    {"douze", 12},    {"treize", 13},   {"quatorze", 14},  {"quinze", 15},   {"seize", 16},
    {"vingt", 20},   {"vingts", 20},   {"trente", 30},   {"quarante", 40},  {"cinquante", 50}, {"soixante", 60},
    {"septante", 70}, {"huitante", 80}, {"octante", 80}, {"nonante", 90},   {"cent", 100},    {"cents", 100},
    {"mille", 1000}};
constexpr NumberWord kGerman[] = {
    {"null", 0},     {"ein", 1},       {"eins", 1},      {"eine", 1},       {"einem", 1},     {"einen", 1},
    {"einer", 1},    {"eines", 1},     {"zwei", 2},      {"zwo", 2},        {"drei", 3},      {"vier", 4},
    {"fuenf", 5},    {"sechs", 6},     {"sieben", 7},    {"acht", 8},       {"neun", 9},      {"zehn", 10},
    {"elf", 11},     {"zwoelf", 12},   {"dreizehn", 13}, {"vierzehn", 14},  {"fuenfzehn", 15}, {"sechzehn", 16},
    {"siebzehn", 17}, {"achtzehn", 18}, {"neunzehn", 19}, {"zwanzig", 20},  {"dreissig", 30}, {"vierzig", 40},
    {"fuenfzig", 50}, {"sechzig", 60}, {"siebzig", 70},  {"achtzig", 80},   {"neunzig", 90},  {"hundert", 100},
    {"tausend", 1000}};
constexpr NumberWord kSpanish[] = {
    {"cero", 0},        {"un", 1},          {"uno", 1},         {"una", 1},          {"dos", 2},
    {"tres", 3},        {"cuatro", 4},      {"cinco", 5},       {"seis", 6},         {"siete", 7},
    {"ocho", 8},        {"nueve", 9},       {"diez", 10},       {"once", 11},        {"doce", 12},
    {"trece", 13},      {"catorce", 14},    {"quince", 15},     {"dieciseis", 16},   {"diecisiete", 17},
    {"dieciocho", 18},  {"diecinueve", 19}, {"veinte", 20},     {"veintiun", 21},    {"veintiuno", 21},
    {"veintiuna", 21},  {"veintidos", 22},  {"veintitres", 23}, {"veinticuatro", 24}, {"veinticinco", 25},
    {"veintiseis", 26}, {"veintisiete", 27}, {"veintiocho", 28}, {"veintinueve", 29}, {"treinta", 30},
    {"cuarenta", 40},   {"cincuenta", 50},  {"sesenta", 60},    {"setenta", 70},     {"ochenta", 80},
    {"noventa", 90},    {"cien", 100},      {"ciento", 100},    {"doscientos", 200}, {"doscientas", 200},
    {"trescientos", 300}, {"trescientas", 300}, {"cuatrocientos", 400}, {"cuatrocientas", 400},
    {"quinientos", 500}, {"quinientas", 500}, {"seiscientos", 600}, {"seiscientas", 600}, {"setecientos", 700},
    {"setecientas", 700}, {"ochocientos", 800}, {"ochocientas", 800}, {"novecientos", 900}, {"novecientas", 900},
    {"mil", 1000}};

struct Grammar {
  std::vector<NumberWord> words;     // longest first
  std::string_view decimal_word;     // "point", "virgule", ...
  std::string_view conjunction;      // "and", "et", ...
  std::string percent, duration, currency, multiplier;  // RE2, no captures
};

template <std::size_t N>
std::vector<NumberWord> longest_first(const NumberWord (&words)[N]) {
  std::vector<NumberWord> list(std::begin(words), std::end(words));
  std::stable_sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.word.size() > b.word.size(); });
  return list;
}

const Grammar& grammar(Language language) {
  static const std::array<Grammar, kLanguages> all = {
      Grammar{longest_first(kEnglish), "point", "and", R"( ?%| ?(?:per ?cent(?:age points?)?|percentage points?|pct)\b)",
              R"([ -]?(?:(?:calendar|rolling|continuous|business|working|consecutive|full|successive|additional|clear|further|whole|week) ?)?(?:days?|months?|weeks?|years?|hours?|hrs?|minutes?|mins?|quarters?|h)\b)",
              R"(€|eur(?:os?)?\b|us\$|\$|usd\b|£|gbp\b|chf\b|dollars?\b|pounds?\b)", R"((?: ?(?:(?:million|thousand|k)\b|mio\.?))?)"},
      Grammar{longest_first(kFrench), "virgule", "et", R"( ?%| ?(?:pour ?cents?|points? de pourcentage)\b)",
              R"([ -]?(?:(?:derniers?|dernieres?|premiers?|premieres?|prochains?|prochaines?|precedents?|precedentes?|pleins) )?(?:jours?|mois|semaines?|ans?|annees?|heures?|minutes?|trimestres?|mn|min|h)\b(?: (?:calendaires?|ouvres?|ouvrables?|francs?|pleins?|civils?|consecutifs?)\b)?)",
              R"(€|eur(?:os?)?\b|us\$|\$|usd\b|£|gbp\b|chf\b|francs suisses\b|dollars?\b)",
              R"((?: ?(?:millions? d'|millions?|mille|k)\b)?)"},
      Grammar{longest_first(kGerman), "komma", "und", R"( ?%| ?(?:prozent(?:punkte?n?|e[ns]?)?|v\. ?h)\b)",
              R"([ -]?(?:(?:weitere[nrms]?|volle[nrms]?|ganze[nrms]?|aufeinanderfolgende[nrms]?|letzten|vorangegangenen|vorangehenden) )?(?:(?:kalender|werk|arbeits|bank|geschaefts)?tag(?:e[ns]?|es)?|taegig\w*|wochen?|woechig\w*|(?:kalender|vertrags)?monat(?:e[ns]?|s)?|monatig\w*|(?:kalender|vertrags)?jahr(?:e[ns]?|es|s)?|jaehrig\w*|stunden?|std|stuendig\w*|minuten?|min|quartale?n?|h)\b)",
              R"(€|eur(?:os?)?\b|us\$|\$|usd\b|£|gbp\b|chf\b|franken\b|dollar\b)",
              R"((?: ?(?:(?:millionen|million|tausend)\b|mio\.?|tsd\.?))?)"},
      Grammar{longest_first(kSpanish), "coma", "y", R"( ?%| ?(?:por ?ciento|puntos? porcentuales?)\b)",
              R"([ -]?(?:(?:ultimos|ultimas|primeros|nuevos|proximos|siguientes) )?(?:dias?|meses|mes|semanas?|anos?|horas?|minutos?|trimestres?|min|h)\b(?: (?:naturales|natural|habiles|habil|laborables|laborable)\b)?)",
              R"(€|eur(?:os?)?\b|us\$|\$|usd\b|£|gbp\b|chf\b|dolares\b)",
              R"((?: ?(?:millones de|millones|millon de|mil)\b)?)"}};
  return all[index(language)];
}

constexpr std::string_view kDigits = R"(\d{1,3}(?:[.,' ]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d+)?)";

std::string word_expression(Language language) {
  const Grammar& g = grammar(language);
  std::string piece = "(?:";
  for (const NumberWord& w : g.words) piece.append(w.word).append("|");
  piece.back() = ')';
  const std::string decimals = "(?: " + std::string(g.decimal_word) + " " + piece + "(?:[ -]?" + piece + ")*)?";
  if (language == Language::de) return "(?:" + piece + "(?:(?:und)?" + piece + ")*" + decimals + ")";
  const std::string joint = "(?:[ -]" + std::string(g.conjunction) + "[ -]|[ -])";
  return "(?:" + piece + "(?:" + joint + piece + ")*" + decimals + ")";
}

// The number, with what the trade adds in brackets: "trente (30)", "30 (thirty)". One capture if `capture`.
std::string number_expression(Language language, bool capture) {
  const std::string one = "(?:" + std::string(kDigits) + "|" + word_expression(language) + ")";
  return (capture ? "(" : "(?:") + one + "(?: ?[(\\[] ?" + one + " ?[)\\]])?)";
}

std::string build(QuantityKind kind, Language language, bool capture) {
  const Grammar& g = grammar(language);
  const std::string number = number_expression(language, capture);
  const std::string open = capture ? "(" : "(?:";
  switch (kind) {
    case QuantityKind::number: return "\\b" + number + "\\b";
    case QuantityKind::percent: return "\\b" + number + open + g.percent + ")";
    case QuantityKind::duration: return "\\b" + number + open + g.duration + ")";
    case QuantityKind::money: {
      const std::string scaled = capture ? "(" + g.multiplier + ")" : g.multiplier;
      return "(?:" + open + g.currency + ") ?" + number + scaled + "|\\b" + number + scaled + " ?" + open + g.currency + "))";
    }
    case QuantityKind::date: break;  // rules/dates.h
  }
  return {};
}

const re2::RE2& reader(QuantityKind kind, Language language) {
  struct Table {
    std::array<std::array<std::unique_ptr<re2::RE2>, kLanguages>, 4> all;
    Table() {
      re2::RE2::Options options;
      options.set_log_errors(false);
      for (std::size_t k = 0; k < 4; ++k)
        for (Language l : kAllLanguages)
          all[k][index(l)] = std::make_unique<re2::RE2>(build(static_cast<QuantityKind>(k), l, true), options);
    }
  };
  static const Table table;
  return *table.all[static_cast<std::size_t>(kind)][index(language)];
}

// "10.000,50" by the habits of the language; a percentage over 100 with one separator had a decimal after all ("99.999 %").
double parse_digits(std::string_view digits, Language language, bool percent) {
  std::vector<std::size_t> marks;
  for (std::size_t i = 0; i < digits.size(); ++i)
    if (digits[i] == '.' || digits[i] == ',' || digits[i] == '\'' || digits[i] == ' ') marks.push_back(i);
  std::size_t decimal = std::string_view::npos;
  if (!marks.empty()) {
    const std::size_t last = marks.back();
    const char mark = digits[last];
    const bool three = digits.size() - last - 1 == 3;
    const char thousands = language == Language::en ? ',' : '.';
    const bool grouped = std::all_of(marks.begin(), marks.end(), [&](std::size_t m) { return digits[m] == mark; });
    const bool group = mark == '\'' || mark == ' ' || (three && (mark == thousands || (marks.size() > 1 && grouped)));
    if (!group) decimal = last;
    if (group && percent && marks.size() == 1 && (mark == '.' || mark == ',')) decimal = last;
  }
  std::string plain;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i == decimal) plain += '.';
    else if (digits[i] >= '0' && digits[i] <= '9') plain += digits[i];
  }
  // Not strtod: the host's locale may want a comma. Long digit strings lose precision, not safety.
  double value = 0, scale = 1;
  bool fraction = false;
  for (char c : plain) {
    if (c == '.') { fraction = true; continue; }
    value = value * 10 + (c - '0');
    if (fraction) scale *= 10;
  }
  return value / scale;
}

std::optional<double> parse_number(std::string_view text, Language language, bool percent) {
  // Digits win over words: "trente (30)" and "30 (thirty)" are read from the 30.
  const auto digit = std::find_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (digit != text.end()) {
    std::size_t begin = static_cast<std::size_t>(digit - text.begin()), end = begin;
    while (end < text.size() && ((text[end] >= '0' && text[end] <= '9') ||
                                 ((text[end] == '.' || text[end] == ',' || text[end] == '\'' || text[end] == ' ') &&
                                  end + 1 < text.size() && text[end + 1] >= '0' && text[end + 1] <= '9')))
      ++end;
    return parse_digits(text.substr(begin, end - begin), language, percent);
  }
  if (const std::size_t bracket = text.find_first_of("(["); bracket != std::string_view::npos) text = text.substr(0, bracket);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return number_words(text, language);
}

bool starts(std::string_view text, std::string_view with) { return text.substr(0, with.size()) == with; }

Unit duration_unit(std::string_view text, double& value) {
  const auto has = [&](std::string_view part) { return text.find(part) != std::string_view::npos; };
  if (has("quart") || has("trimestr")) { value *= 3; return Unit::months; }
  if (has("week") && !has("day")) { value *= 7; return Unit::days; }
  if (has("semain") || has("semana") || has("woch") || has("woech")) { value *= 7; return Unit::days; }
  if (has("month") || has("mois") || has("monat") || has("mes")) return Unit::months;
  if (has("year") || has("annee") || has("jahr") || has("jaehr") || has("ano")) return Unit::years;
  if (has("day") || has("jour") || has("tag") || has("taeg") || has("dia")) return Unit::days;
  if (has("min") || has("mn")) return Unit::minutes;
  if (starts(text, "an") || has(" an")) return Unit::years;
  return Unit::hours;
}

std::string currency_code(std::string_view text) {
  const auto has = [&](std::string_view part) { return text.find(part) != std::string_view::npos; };
  if (has("€") || has("eur")) return "EUR";
  if (has("£") || has("gbp") || has("pound")) return "GBP";
  if (has("chf") || has("frank") || has("franc")) return "CHF";
  return "USD";
}

double scale_of(std::string_view text) {
  const auto has = [&](std::string_view part) { return text.find(part) != std::string_view::npos; };
  if (has("million") || has("mio") || has("millon")) return 1e6;
  if (has("thousand") || has("tausend") || has("tsd") || has("mil") || has("k")) return 1e3;
  return 1;
}

}  // namespace

std::string_view name(Unit unit) {
  constexpr std::array<std::string_view, 9> names = {"number", "percent", "minutes", "hours", "days", "months", "years", "amount", "date"};
  return names[static_cast<std::size_t>(unit)];
}

std::optional<Unit> parse_unit(std::string_view text) {
  for (int u = 0; u <= static_cast<int>(Unit::date); ++u)
    if (name(static_cast<Unit>(u)) == text) return static_cast<Unit>(u);
  return std::nullopt;
}

std::optional<double> number_words(std::string_view text, Language language) {
  const Grammar& g = grammar(language);
  double total = 0, current = 0;
  bool any = false, after_joint = false, in_fraction = false;
  std::string fraction;
  while (!text.empty()) {
    if (text.front() == ' ' || text.front() == '-') { text.remove_prefix(1); continue; }
    if (starts(text, g.decimal_word)) {
      if (!any || in_fraction) return std::nullopt;
      in_fraction = true;
      text.remove_prefix(g.decimal_word.size());
      continue;
    }
    const auto word = std::find_if(g.words.begin(), g.words.end(), [&](const NumberWord& w) {
      if (!starts(text, w.word)) return false;
      if (language == Language::de) return true;
      return text.size() == w.word.size() || text[w.word.size()] == ' ' || text[w.word.size()] == '-';
    });
    if (word == g.words.end()) {
      if (any && !in_fraction && starts(text, g.conjunction)) {
        text.remove_prefix(g.conjunction.size());
        after_joint = true;
        continue;
      }
      return std::nullopt;
    }
    const int v = word->value;
    // German "einen" is "ein" + "en"; in "einundzwanzig" the longest first rule still finds "ein" because no longer one fits.
    text.remove_prefix(word->word.size());
    if (in_fraction) {
      fraction += std::to_string(v);
      continue;
    }
    const long c = static_cast<long>(current);
    if (v == 1000) {
      total += (any && current > 0 ? current : 1) * 1000;
      current = 0;
    } else if (v == 100) {
      if (c >= 10) return std::nullopt;
      current = (c == 0 ? 1 : current) * 100;
    } else if (v > 100) {
      if (c != 0) return std::nullopt;
      current = v;
    } else if (v >= 20) {
      if (v == 20 && language == Language::fr && c % 100 == 4) current += 76;  // quatre-vingt
      else if (c % 100 == 0 || (language == Language::de && after_joint && c % 100 < 10)) current += v;
      else return std::nullopt;
    } else if (v >= 10) {
      if (c % 100 != 0 && !(language == Language::fr && (c % 100 == 60 || c % 100 == 80))) return std::nullopt;
      current += v;
    } else {
      const bool seventeen = language == Language::fr && (c % 100 == 10 || c % 100 == 70 || c % 100 == 90) && v >= 7;
      if (c % 10 != 0 || (c % 100 == 10 && !seventeen)) return std::nullopt;
      current += v;
    }
    any = true;
    after_joint = false;
  }
  if (!any || after_joint) return std::nullopt;
  double value = total + current;
  if (in_fraction) {
    if (fraction.empty()) return std::nullopt;
    double part = 0;
    for (char d : fraction.substr(0, 15)) part = part * 10 + (d - '0');
    value += part / std::pow(10.0, static_cast<double>(std::min<std::size_t>(fraction.size(), 15)));
  }
  return value;
}

const std::string& expression(QuantityKind kind, Language language) {
  if (kind == QuantityKind::date) return date_expression(language);
  static const auto all = [] {
    std::array<std::array<std::string, kLanguages>, 4> table;
    for (std::size_t k = 0; k < 4; ++k)
      for (Language l : kAllLanguages) table[k][index(l)] = build(static_cast<QuantityKind>(k), l, false);
    return table;
  }();
  return all[static_cast<std::size_t>(kind)][index(language)];
}

std::optional<Quantity> find_quantity(std::string_view folded, std::uint32_t begin, QuantityKind kind, Language language) {
  if (kind == QuantityKind::date) return find_date(folded, begin, language);
  const re2::RE2& regex = reader(kind, language);
  std::array<re2::StringPiece, 7> groups;
  std::size_t at = 0;
  while (at <= folded.size() &&
         regex.Match(re2::StringPiece(folded.data(), folded.size()), at, folded.size(), re2::RE2::UNANCHORED, groups.data(),
                     std::min<int>(static_cast<int>(groups.size()), regex.NumberOfCapturingGroups() + 1))) {
    const auto view = [](const re2::StringPiece& p) { return std::string_view(p.data() ? p.data() : "", p.size()); };
    Quantity q;
    const auto offset = static_cast<std::uint32_t>(groups[0].data() - folded.data());
    q.span = {begin + offset, begin + offset + static_cast<std::uint32_t>(groups[0].size())};
    std::optional<double> value;
    if (kind == QuantityKind::money) {
      // currency number scale | number scale currency
      const bool first = groups[1].data() != nullptr;
      value = parse_number(view(groups[first ? 2 : 4]), language, false);
      if (value) *value *= scale_of(view(groups[first ? 3 : 5]));
      q.currency = currency_code(view(groups[first ? 1 : 6]));
      q.unit = Unit::amount;
    } else {
      value = parse_number(view(groups[1]), language, kind == QuantityKind::percent);
      if (kind == QuantityKind::percent) q.unit = Unit::percent;
      if (kind == QuantityKind::duration && value) {
        const std::string_view unit = view(groups[2]);
        std::string_view bare = unit;
        while (!bare.empty() && (bare.front() == ' ' || bare.front() == '-')) bare.remove_prefix(1);
        q.unit = duration_unit(bare, *value);
        for (std::string_view mark : {"business", "working", "ouvr", "werk", "arbeits", "bank", "geschaefts", "habil", "laborab"})
          if (bare.find(mark) != std::string_view::npos) q.working_days = true;
      }
    }
    // No contract has a number beyond this; digits run wild are not one.
    if (value && std::isfinite(*value) && *value < 1e15) {
      q.value = *value;
      return q;
    }
    // "un cinco por ciento": not a number as a whole, but from its second word on.
    at = offset + 1;
    while (at < folded.size() && folded[at] != ' ' && folded[at] != '-') ++at;
  }
  return std::nullopt;
}

std::optional<double> convert(const Quantity& q, Unit unit) {
  if (q.unit == unit) return q.value;
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
