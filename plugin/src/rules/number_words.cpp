// See number_words.h. One table a language serves the expression and the reading, so that they cannot drift.
#include "rules/number_words.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

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
  std::vector<NumberWord> words;  // longest first, for reading
  std::string_view decimal_word;  // "point", "virgule", ...
  std::string_view conjunction;   // "and", "et", ...
  std::string_view half;          // what adds a half at the end, as an expression
};

template <std::size_t N>
std::vector<NumberWord> longest_first(const NumberWord (&words)[N]) {
  std::vector<NumberWord> list(std::begin(words), std::end(words));
  std::stable_sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.word.size() > b.word.size(); });
  return list;
}

const Grammar& grammar(Language language) {
  static const std::array<Grammar, kLanguages> all = {
      Grammar{longest_first(kEnglish), "point", "and", " and a half"}, Grammar{longest_first(kFrench), "virgule", "et", " et demie?"},
      Grammar{longest_first(kGerman), "komma", "und", "halb"}, Grammar{longest_first(kSpanish), "coma", "y", " y medi[ao]"}};
  return all[index(language)];
}

bool starts(std::string_view text, std::string_view with) { return text.substr(0, with.size()) == with; }

// "two and a half", "zweieinhalb", "anderthalb": the half is taken off; true when there was one.
bool take_half(std::string_view& text, Language language) {
  constexpr std::array<std::array<std::string_view, 2>, kLanguages> endings = {
      {{" and one half", " and a half"}, {" et demi", " et demie"}, {"undeinhalb", "einhalb"}, {" y medio", " y media"}}};
  for (std::string_view ending : endings[index(language)])
    if (text.size() > ending.size() && text.ends_with(ending)) {
      text.remove_suffix(ending.size());
      return true;
    }
  return false;
}

}  // namespace

std::string number_word_expression(Language language) {
  const Grammar& g = grammar(language);
  // Alphabetical: RE2 then shares the common beginnings.
  std::vector<std::string_view> sorted;
  for (const NumberWord& w : g.words) sorted.push_back(w.word);
  std::sort(sorted.begin(), sorted.end());
  std::string piece = "(?:";
  for (std::string_view word : sorted) piece.append(word).append("|");
  piece.back() = ')';
  const std::string half = "(?:" + std::string(g.half) + ")?";
  if (language == Language::de)
    return "(?:anderthalb|" + piece + "(?:(?:und| komma )?" + piece + ")*" + half + ")";
  const std::string joint = "[ -](?:" + std::string(g.conjunction) + "[ -]|" + std::string(g.decimal_word) + " )?";
  return "(?:" + piece + "(?:" + joint + piece + ")*" + half + ")";
}

double number_digits(std::string_view digits, Language language, Digits of) {
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
    const bool group = mark == '\'' || mark == ' ' || (three && (mark == thousands || of == Digits::money || (marks.size() > 1 && grouped)));
    if (!group) decimal = last;
    if (group && of == Digits::percent && marks.size() == 1 && (mark == '.' || mark == ',')) decimal = last;
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

std::optional<double> number_words(std::string_view text, Language language) {
  const Grammar& g = grammar(language);
  if (language == Language::de && text == "anderthalb") return 1.5;
  if (take_half(text, language)) {
    const auto whole = number_words(text, language);
    if (!whole || *whole != std::floor(*whole)) return std::nullopt;
    return *whole + 0.5;
  }
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

}  // namespace caveat::rules
