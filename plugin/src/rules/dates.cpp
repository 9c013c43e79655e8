// See dates.h. A language's forms are written once, with <> around what is read; they become the macro's expression without
// captures, and the readers with captures, so the two cannot drift.
#include "rules/dates.h"

#include <re2/re2.h>

#include <array>
#include <memory>
#include <vector>

namespace caveat::rules {
namespace {

// What the pairs of <> of a form are, in order.
enum class Part : std::uint8_t { none, day, month, year, numeric_a, numeric_b };

struct Form {
  std::string text;  // RE2 with <> for captures
  std::array<Part, 3> parts{};
  bool period_end = false;  // the day is the last one of the month or year
};

constexpr std::string_view kYear = R"((?:19|20|21)\d\d)";

std::vector<Form> forms_of(Language language) {
  std::string month, day, year_words, before_year;
  std::vector<Form> forms;
  const std::string year(kYear);
  const std::array<Part, 3> dmy = {Part::day, Part::month, Part::year}, mdy = {Part::month, Part::day, Part::year};
  switch (language) {
    case Language::en:
    case Language::other:
      month = R"((?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?)";
      day = R"((?:\d{1,2}(?:st|nd|rd|th)?|first|thirty-first|thirtieth))";
      year_words = R"(two thousand(?: and)?[ -](?:twenty|thirty|forty)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?)";
      forms.push_back({"\\b<" + day + ">[ -](?:day )?(?:of )?<" + month + ">,?[ -](?:in the year )?<(?:" + year + "\\b|" + year_words + "\\b)>", dmy});
      forms.push_back({"\\b<" + month + ">[ -]?(?:the )?<" + day + ">,? ?,?[ -]?<" + year + "\\b>", mdy});
      forms.push_back({"\\bend of (?:the )?(?:(?:calendar )?(?:month|year) )?(?:of )?(?:<" + month + ">,? )?<" + year + "\\b>", {Part::month, Part::year}, true});
      break;
    case Language::fr:
      month = R"((?:janv(?:ier)?|fevr?(?:ier)?|mars|avr(?:il)?|mai|juin|juil(?:let)?|aout|sept(?:embre)?|oct(?:obre)?|nov(?:embre)?|dec(?:embre)?)\.?)";
      day = R"((?:1 ?er|premier|\d{1,2}))";
      year_words = R"(deux[ -]mille[ -](?:vingt|trente|quarante)(?:[ -](?:et[ -]un|deux|trois|quatre|cinq|six|sept|huit|neuf))?)";
      forms.push_back({"\\b<" + day + "> (?:jour )?(?:du mois )?(?:de |d')?<" + month + "> (?:de l'an )?<(?:" + year + "\\b|" + year_words + "\\b)>", dmy});
      forms.push_back({"\\bfin (?:du mois )?(?:de |d')?(?:l'annee )?(?:civile )?(?:<" + month + "> )?<" + year + "\\b>", {Part::month, Part::year}, true});
      break;
    case Language::de:
      month = R"((?:jan(?:uar)?|jaenner|feb(?:ruar)?|feber|maerz|mrz|apr(?:il)?|mai|juni?|juli?|aug(?:ust)?|sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?|dez(?:ember)?)\.?)";
      day = R"((?:\d{1,2}\.?|ersten?|einunddreissigsten|dreissigsten))";
      year_words = R"(zweitausend[a-z]{3,24})";
      forms.push_back({"\\b<" + day + "> ?<" + month + "> ?<(?:" + year + "\\b|" + year_words + "\\b)>", dmy});
      forms.push_back({"\\b(?:ende|ablauf) (?:des )?(?:kalender)?(?:jahres |monats |monat |jahr )?(?:<" + month + "> )?<" + year + "\\b>", {Part::month, Part::year}, true});
      forms.push_back({"\\bjahresende <" + year + "\\b>", {Part::year}, true});
      break;
    case Language::es:
      month = R"((?:ene(?:ro)?|feb(?:rero)?|mar(?:zo)?|abr(?:il)?|may(?:o)?|jun(?:io)?|jul(?:io)?|ago(?:sto)?|sep(?:tiembre)?|set(?:iembre)?|sept|oct(?:ubre)?|nov(?:iembre)?|dic(?:iembre)?)\.?)";
      day = R"((?:\d{1,2} ?(?:\.?[oº°])?|primero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|dieci[a-z]{4,5}|veint[a-z]{1,8}|treinta(?: y uno)?))";
      year_words = R"(dos mil (?:veint[a-z]{1,8}|(?:treinta|cuarenta)(?: y (?:uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve))?))";
      forms.push_back({"\\b<" + day + ">(?: dias?)?[ -](?:del mes )?(?:de )?<" + month + ">,?[ -](?:del? )?(?:ano )?<(?:" + year + "\\b|" + year_words + "\\b)>", dmy});
      forms.push_back({"\\b(?:fin|final|finales|fines) del? (?:(?:ano|mes|ejercicio) )?(?:de )?(?:<" + month + "> del? )?<" + year + "\\b>", {Part::month, Part::year}, true});
      break;
  }
  forms.push_back({"\\b<" + year + ">[-/]<\\d{1,2}>[-/]<\\d{1,2}\\b>", {Part::year, Part::month, Part::day}});
  forms.push_back({"\\b<\\d{1,2}> ?[.] ?<\\d{1,2}> ?[.] ?<" + year + "\\b>", dmy});
  forms.push_back({"\\b<\\d{1,2}> ?[/-] ?<\\d{1,2}> ?[/-] ?<(?:" + year + "|\\d\\d)\\b>", {Part::numeric_a, Part::numeric_b, Part::year}});
  return forms;
}

std::string written(const std::string& form, bool capture) {
  std::string out;
  for (char c : form) {
    if (c == '<') out += capture ? "(" : "(?:";
    else if (c == '>') out += ')';
    else out += c;
  }
  return out;
}

struct Reader {
  Form form;
  std::unique_ptr<re2::RE2> regex;
};

const std::vector<Reader>& readers(Language language) {
  static const auto all = [] {
    std::array<std::vector<Reader>, kLanguages> table;
    re2::RE2::Options options;
    options.set_log_errors(false);
    for (Language l : kAllLanguages)
      for (Form& form : forms_of(l)) {
        auto regex = std::make_unique<re2::RE2>(written(form.text, true), options);
        table[index(l)].push_back({std::move(form), std::move(regex)});
      }
    return table;
  }();
  return all[index(language)];
}

bool digit(char c) { return c >= '0' && c <= '9'; }

std::optional<std::int32_t> digits(std::string_view text) {
  std::int32_t value = 0;
  bool any = false;
  for (char c : text) {
    if (!digit(c)) break;
    if (value > 9999) return std::nullopt;
    value = value * 10 + (c - '0');
    any = true;
  }
  if (!any) return std::nullopt;
  return value;
}

// By their beginnings, which are one and the same in the four languages where they do not differ.
std::int32_t month_number(std::string_view word) {
  struct Beginning {
    std::string_view text;
    std::int32_t month;
  };
  static constexpr Beginning beginnings[] = {
      {"ja", 1}, {"ene", 1}, {"fe", 2},   {"mai", 5},  {"may", 5},  {"mr", 3}, {"ma", 3},  {"ap", 4},  {"av", 4}, {"ab", 4}, {"jun", 6},
      {"juin", 6}, {"ju", 7}, {"au", 8}, {"ao", 8}, {"ag", 8}, {"se", 9}, {"oc", 10}, {"ok", 10}, {"no", 11}, {"de", 12}, {"di", 12}};
  for (const Beginning& b : beginnings)
    if (word.starts_with(b.text)) return b.month;
  return 0;
}

std::int32_t day_of(std::string_view word, Language language) {
  if (const auto value = digits(word)) return *value;
  if (word.starts_with("first") || word.starts_with("premier") || word.starts_with("primer") || word.starts_with("erst")) return 1;
  if (word == "thirty-first" || word == "einunddreissigsten") return 31;
  if (word == "thirtieth" || word == "dreissigsten") return 30;
  return static_cast<std::int32_t>(number_words(word, language).value_or(0));
}

std::int32_t year_of(std::string_view word, Language language) {
  if (const auto value = digits(word)) return word.size() == 2 ? 2000 + *value : *value;
  return static_cast<std::int32_t>(number_words(word, language).value_or(0));
}

// "1.2.2026.4", "10/12/2026/7": a number, an address or a path goes on.
bool stands_alone(std::string_view text, std::size_t begin, std::size_t end) {
  const auto mark = [](char c) { return c == '.' || c == '/' || c == '-' || c == ':' || c == ','; };
  if (begin >= 2 && mark(text[begin - 1]) && digit(text[begin - 2]) && digit(text[begin])) return false;
  return !(end + 1 < text.size() && (text[end] == '.' || text[end] == '/' || text[end] == '-') && digit(text[end + 1]));
}

std::optional<Quantity> read(const Form& form, const std::array<re2::StringPiece, 4>& groups, Language language) {
  std::int32_t year = 0, month = 0, day = 0, a = 0, b = 0;
  for (std::size_t i = 0; i < form.parts.size(); ++i) {
    const re2::StringPiece& piece = groups[i + 1];
    if (!piece.data()) continue;
    const std::string_view word(piece.data(), piece.size());
    switch (form.parts[i]) {
      case Part::none: break;
      case Part::day: day = day_of(word, language); break;
      case Part::month: month = digits(word).value_or(0); if (!month) month = month_number(word); break;
      case Part::year: year = year_of(word, language); break;
      case Part::numeric_a: a = digits(word).value_or(0); break;
      case Part::numeric_b: b = digits(word).value_or(0); break;
    }
  }
  Quantity q;
  if (form.period_end) {
    if (year < calendar::kFirstYear || year > calendar::kLastYear) return std::nullopt;
    if (!month) month = 12;
    day = calendar::days_in_month(year, static_cast<std::uint8_t>(month));
  }
  if (a || b) {
    day = a, month = b;
    if (language == Language::en) {
      if (b > 12) day = b, month = a, q.date_order = DateOrder::month_first_shown;
      else if (a > 12) q.date_order = DateOrder::day_first_shown;
      else if (a != b) q.date_order = DateOrder::ambiguous;
    }
  }
  const auto date = calendar::make_date(year, month, day);
  if (!date) return std::nullopt;
  q.date = *date;
  q.unit = Unit::date;
  q.value = year * 10000 + month * 100 + day;
  return q;
}

}  // namespace

const std::string& date_expression(Language language) {
  static const auto all = [] {
    std::array<std::string, kLanguages> table;
    for (Language l : kAllLanguages) {
      std::string& out = table[index(l)];
      for (const Form& form : forms_of(l)) out.append(out.empty() ? "" : "|").append(written(form.text, false));
    }
    return table;
  }();
  return all[index(language)];
}

std::optional<Quantity> find_date(std::string_view folded, std::uint32_t begin, Language language) {
  std::optional<Quantity> first;
  for (const Reader& reader : readers(language)) {
    std::array<re2::StringPiece, 4> groups;
    const int captures = std::min<int>(4, reader.regex->NumberOfCapturingGroups() + 1);
    std::size_t at = 0;
    while (at < folded.size() && reader.regex->Match(re2::StringPiece(folded.data(), folded.size()), at, folded.size(),
                                                     re2::RE2::UNANCHORED, groups.data(), captures)) {
      const auto offset = static_cast<std::size_t>(groups[0].data() - folded.data());
      const std::size_t end = offset + groups[0].size();
      if (first && begin + offset >= first->span.begin) break;
      auto q = stands_alone(folded, offset, end) ? read(reader.form, groups, language) : std::nullopt;
      if (q) {
        q->span = {begin + static_cast<std::uint32_t>(offset), begin + static_cast<std::uint32_t>(end)};
        first = std::move(q);
        break;
      }
      at = offset + 1;
    }
  }
  return first;
}

Date month_first(Date date) {
  return calendar::make_date(date.year, date.day, date.month).value_or(date);
}

std::optional<calendar::Period> find_period_end(std::string_view folded, Language language) {
  // Which period a unit word means: the order of the captures.
  static const auto all = [] {
    constexpr std::array<std::string_view, kLanguages> words = {
        R"(\bend of (?:a|an|any|each|the|every)? ?(?:then[- ]current |current |following |next |relevant )?(?:(calendar month|month)|((?:calendar )?quarter)|((?:calendar )?half[- ]year)|(calendar year|year))\b)",
        R"(\b(?:la fin|expiration|l'expiration|terme|echeance) (?:d'un |d'une |de chaque |du |de l'|de la )(?:(mois)|(trimestre)|(semestre)|(annee civile|annee calendaire|annee))\b)",
        R"(\b(?:zum |auf das |bis zum |auf )(?:jeweiligen )?(?:(?:(monatsende|monatsschluss|kalendermonatsende)|(quartalsende|quartalsschluss|kalenderquartalsende)|(halbjahresende)|(jahresende|kalenderjahresende|jahresschluss))|(?:ende|ablauf|schluss) (?:eines|des|jedes|eines jeden)? ?(?:jeweiligen |laufenden |folgenden )?(?:(?:kalender)?(monats)|(?:kalender)?(quartals|vierteljahres)|(?:kalender)?(halbjahres)|(?:kalender)?(jahres)))\b)",
        R"(\b(?:fin|final|finalizacion|termino) (?:de |del |de cada |de un |de una )(?:(mes)|(trimestre)|(semestre)|(ano natural|ano civil|ano))\b)"};
    std::array<std::unique_ptr<re2::RE2>, kLanguages> table;
    re2::RE2::Options options;
    options.set_log_errors(false);
    for (Language l : kAllLanguages) table[index(l)] = std::make_unique<re2::RE2>(re2::StringPiece(words[index(l)].data(), words[index(l)].size()), options);
    return table;
  }();
  const re2::RE2& regex = *all[index(language)];
  std::array<re2::StringPiece, 9> groups;
  if (!regex.Match(re2::StringPiece(folded.data(), folded.size()), 0, folded.size(), re2::RE2::UNANCHORED, groups.data(),
                   std::min<int>(9, regex.NumberOfCapturingGroups() + 1)))
    return std::nullopt;
  for (std::size_t g = 1; g < groups.size(); ++g)
    if (groups[g].data()) return static_cast<calendar::Period>((g - 1) % 4);
  return std::nullopt;
}

}  // namespace caveat::rules
