// What stands around a number: bounds, ranges, periods, the end of a month, and what shows that it is no quantity at all.
// See quantity_parts.h. Looked at only where a value macro has matched, so none of this weighs on the rules' expressions.
#include <algorithm>
#include <memory>
#include <mutex>

#include "normalize/normal_text.h"
#include "rules/quantity_parts.h"

namespace caveat::rules {
namespace {

using normalize::letter;

constexpr std::size_t kPeriods = 7;  // hour .. year

struct ContextWords {
  std::string_view least, most, filler;     // before a number
  std::string_view least_after, most_after;
  std::string_view between, to, conjunction;
  std::string_view month_end_before, month_end_after;
  std::string_view per;                     // before the noun of a period
  std::array<std::string_view, kPeriods> nouns, adverbs;
};

const ContextWords& words_of(Language language) {
  static constexpr std::array<ContextWords, kLanguages> all = {
      ContextWords{
          .least = R"(at least|not? (?:be )?(?:less|fewer|lower|shorter|earlier) than|minimum|min\.?|more than|over|exceed(?:s|ing)|in excess of|longer than)",
          .most = R"(up to|at (?:the )?(?:very )?most|not? (?:be )?(?:more|greater|later|longer|higher) than|not (?:to )?exceed(?:ing)?|maximum|max\.?|less than|fewer than|capped at|limited to)",
          .filler = "of|an?|the|period|to|at",
          .least_after = "or more|or longer|minimum|at (?:the )?least",
          .most_after = "or less|or fewer|maximum|at (?:the )?(?:very )?most|at the latest",
          .between = "between",
          .to = "to|up to|until|through",
          .conjunction = "and",
          .month_end_before = "end of (?:the )?month|month[- ]end",
          .month_end_after = R"((?:(?:from|after|following) )?(?:the )?end of (?:the |each |that )?(?:\w+ )?month|eom|month[- ]end)",
          .per = R"((?:per|an?|each|every|any|for each|for every|in (?:any|each|an?|the)|over (?:an?|each|any|the|every)|for (?:each|any|every)|across (?:an?|the)|/) ?(?:(?:one|given|calendar|contract|contractual|full|rolling|commenced|whole|started|billing|service|measurement|entire|complete) )*)",
          .nouns = {"hour", "day|diem", "week", "month", "quarter", "half[- ]year|six[- ]month", "year|annum|twelve[- ]month|12[- ]month"},
          .adverbs = {"hourly", "daily", "weekly", "monthly", "quarterly", "half-yearly|semi-annual(?:ly)?", R"(annual(?:ly)?|yearly|annuali[sz]ed|p\. ?a\.|p\.a|pa)"}},
      ContextWords{
          .least = R"(au moins|au minimum|minimum|minimale?|pas (?:moins de|inferieure?s? a)|n(?:e|on)\b[a-z' ]{1,24}inferieure?s? a|non inferieure?s? a|plus de|superieure?s? a|a partir de)",
          .most = R"(jusqu'a|au plus|au maximum|maximum|maximale?|max\.?|pas (?:plus de|superieure?s? a)|n(?:e|')\b?[a-z' ]{1,24}(?:exceder|depasser|superieure?s? a)|non superieure?s? a|plafonnee?s? a|limitee?s? a|moins de|inferieure?s? a)",
          .filler = "de|d|du|des|un|une|le|la|les|a|l|delai|duree",
          .least_after = "au moins|au minimum|minimum|ou plus",
          .most_after = "au plus|au maximum|maximum|ou moins",
          .between = "entre",
          .to = "a|jusqu'a",
          .conjunction = "et",
          .month_end_before = "fin de mois|fin du mois",
          .month_end_after = "(?:a (?:compter|partir) (?:de|du) (?:la )?|de (?:la )?|a (?:la )?)?fin (?:de|du) mois|fdm",
          .per = R"((?:par|l'|chaque|tout|sur (?:une?|le|chaque)|sur l'|(?:au cours|pendant la duree) d'une?|dans (?:le|une?|chaque)|pour (?:chaque|une?)|/) ?(?:periode de |periode d'une? )?)",
          .nouns = {"heure", "jour", "semaine", "mois", "trimestre", "semestre", "an|annee|douze mois|12 mois"},
          .adverbs = {"horaires?", R"(journali\w+|quotidien\w*)", "hebdomadaire\\w*", R"(mensuel\w*|mensualis\w+)", "trimestriel\\w*", "semestriel\\w*", "annuel\\w*|annualis\\w+"}},
      ContextWords{
          .least = R"(mindestens|wenigstens|zumindest|mind\.?|nicht (?:weniger|kuerzer|geringer|niedriger) als|nicht unter|mehr als|ueber|laenger als)",
          .most = R"(hoechstens|maximal|max\.?|bis zu|bis|nicht (?:mehr|laenger|hoeher|spaeter) als|nicht ueber|weniger als|unter|laengstens|spaetestens|(?:begrenzt|beschraenkt) auf)",
          .filler = "von|vom|eine[rmsn]?|de[rmns]|die|das|zu|in|hoehe|auf|nach|binnen|innerhalb|frist|also",
          .least_after = "oder mehr|oder laenger",
          .most_after = "oder weniger",
          .between = "zwischen",
          .to = "bis zu|bis",
          .conjunction = "und",
          .month_end_before = "monatsende",
          .month_end_after = R"((?:zum|ab|nach|auf|auf das|jeweils zum) (?:jeweiligen |dem )?(?:monatsende|monatsletzten|ende (?:des|eines|jedes) (?:\w+ )?(?:kalender)?monats)|monatsende)",
          .per = R"((?:pro|je|im|fuer jede[nrs]?|in jede[mr]|in eine[mr]|ueber (?:das|den|ein|einen|jedes|jeden)|auf (?:das|den)|jede[nrms]?|(?:des|eines|jedes)|fuer (?:das|den|ein|einen)|/) ?(?:(?:angefangene|volle|begonnene|laufende|ganze|gesamte|betreffende)[nmrs]? )?(?:kalender|vertrags|betriebs|abrechnungs|geschaefts)?)",
          .nouns = {"stunde", "tag", "woche", "monat", "quartal|vierteljahr", "halbjahr", "jahr"},
          .adverbs = {"stuendlich\\w*", "taeglich\\w*", "woechentlich\\w*", R"((?:im )?(?:monatlich\w*|monats(?:mittel|durchschnitt)))",
                      R"((?:im )?(?:quartalsweise\w*|vierteljaehrlich\w*|quartals(?:mittel|durchschnitt)))", R"((?:im )?(?:halbjaehrlich\w*|halbjahres(?:mittel|durchschnitt)))",
                      R"((?:im )?(?:jaehrlich\w*|p\. ?a\.|p\.a|per annum|jahres(?:mittel|durchschnitt|verfuegbarkeit)\w*))"}},
      ContextWords{
          .least = R"(al menos|como minimo|minimo|minima|por lo menos|no (?:\w+ ){0,2}inferior(?:es)? (?:a|al)|no menos de|mas de|superior(?:es)? (?:a|al))",
          .most = R"(hasta|como maximo|maximo|maxima|max\.?|a lo sumo|no (?:\w+ ){0,2}(?:superior(?:es)? (?:a|al)|exced\w+|super(?:a|ar|ara))|no mas de|menos de|inferior(?:es)? (?:a|al)|limitad[oa]s? a)",
          .filler = "de|del|un|una|el|la|los|las|a|al|en|plazo",
          .least_after = "como minimo|o mas|minimo",
          .most_after = "como maximo|o menos|maximo",
          .between = "entre",
          .to = "a|al|hasta",
          .conjunction = "y|e|y el",
          .month_end_before = "(?:fin|final) de mes",
          .month_end_after = "(?:a |al |desde |desde el |de )?(?:fin|final|fines|ultimo dia) (?:de|del) mes",
          .per = R"((?:al|por|por cada|cada|a la|en el|en un|en una|en cada|durante (?:el|la|un|una|cada)|sobre el|/) ?)",
          .nouns = {"hora", "dia", "semana", "mes", "trimestre", "semestre", "ano|doce meses|12 meses|periodo de doce meses"},
          .adverbs = {"por horas?", "diari[oa]s?|diariamente", "semanal\\w*", "mensual\\w*", "trimestral\\w*", "semestral\\w*", "anual\\w*"}}};
  return all[index(language)];
}

template <std::size_t N>
std::string groups_of(const std::array<std::string_view, N>& words, bool plural) {
  std::string out = "(?:";
  for (std::string_view word : words) out += "(" + std::string(word) + ")|";
  out.back() = ')';
  return out + (plural ? R"((?:n|e|e?s|en)?\b)" : R"((?:\b|$|[^a-z]))");
}

// All expressions of one language, compiled when the first number is read in it.
struct Context {
  std::unique_ptr<re2::RE2> bound_before, bound_after, lower, goes_on, half, month_end_before, month_end_after, per_after, per_after_wide,
      per_before, measured;
};

const Context& context(Language language) {
  struct Slot {
    std::once_flag once;
    Context context;
  };
  static std::array<Slot, kLanguages> table;
  Slot& slot = table[index(language)];
  std::call_once(slot.once, [&] {
    re2::RE2::Options options;
    options.set_log_errors(false);
    options.set_longest_match(false);
    const auto make = [&](const std::string& expression) { return std::make_unique<re2::RE2>(expression, options); };
    const ContextWords& w = words_of(language);
    const auto s = [](std::string_view part) { return std::string(part); };
    Context& c = slot.context;
    c.bound_before = make("\\b(?:(" + s(w.least) + ")|(" + s(w.most) + "))(?:[ '](?:" + s(w.filler) + ")\\b){0,3}[ ']?$");
    c.bound_after = make("^[ ,(]{0,2}(?:(" + s(w.least_after) + ")|(" + s(w.most_after) + "))\\b");
    const std::string number = "(" + s(kDigitsExpression) + "|" + number_word_expression(language) + ")";
    c.lower = make("(?:^|[^a-z0-9.,])(?:(" + s(w.between) + ") (?:(?:el|los|las|the|les?) )?)?" + number + R"((?: ?[(\[][^)\]]{1,24}[)\]])?( ?%)?(?:(?: (?:)" +
                  s(w.to) + ") | ?(-) ?)| (?:" + s(w.conjunction) + R"() (?:el |los |las )?)$)");
    c.goes_on = make("^(?: (?:" + s(w.to) + ") (?:el )?| ?- ?|( (?:" + s(w.conjunction) + ") (?:el )?))");
    c.half = make("^ (?:and a half|et demie?|y medi[oa])\\b");
    c.month_end_before = make("(?:" + s(w.month_end_before) + R"()[ ,+]{0,3}(?:a|plus|mas|zuzueglich)? ?$)");
    c.month_end_after = make("^[ ,(+]{0,3}(?:" + s(w.month_end_after) + ")\\b");
    const std::string nouns = groups_of(w.nouns, true), adverbs = groups_of(w.adverbs, false);
    // Gaps hold no number and no end of a clause: the period of another quantity is not this one's.
    c.per_after = make("^[ ,(]{0,2}(?:(?:[^ ;:.,()0-9]+ ){0,3}?" + s(w.per) + nouns + "|" + adverbs + ")");
    c.per_after_wide = make("^[ ,(]{0,2}(?:(?:[^ ;:.()0-9]+ ){0,8}?" + s(w.per) + nouns + "|(?:[^ ;:.,()0-9]+ )?" + adverbs + ")");
    c.per_before = make("\\b(?:" + s(w.per) + nouns + "|" + adverbs + ")(?: ?[^ ;:.,()0-9]+){0,4} ?$");
    c.measured = make("(?:^|[ (])(?:" + s(w.per) + nouns + "|" + adverbs + ")");
  });
  return slot.context;
}

re2::StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }
std::string_view view(const re2::StringPiece& p) { return {p.data(), p.size()}; }

Period period_in(const re2::RE2& regex, std::string_view text) {
  std::array<re2::StringPiece, 2 * kPeriods + 1> groups;
  if (!regex.ok() || !regex.Match(piece(text), 0, text.size(), re2::RE2::UNANCHORED, groups.data(), static_cast<int>(groups.size())))
    return Period::none;
  for (std::size_t g = 1; g < groups.size(); ++g)
    if (groups[g].data()) return static_cast<Period>(1 + (g - 1) % kPeriods);
  return Period::none;
}

bool digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

std::string_view before(std::string_view text, std::size_t begin) {
  std::size_t from = begin > kContextBytes ? begin - kContextBytes : 0;
  for (std::size_t i = begin; i > from; --i) {
    const char c = text[i - 1];
    if (c == '\n' || c == ';' || c == '!' || c == '?') { from = i; break; }
    // The end of a sentence, not of an abbreviation ("max. 5 %").
    if (c == '.' && i < begin && text[i] == ' ') {
      std::size_t word = i - 1;
      while (word > from && letter(text[word - 1])) --word;
      if (i - 1 - word > 4) { from = i; break; }
    }
  }
  // Not in the middle of a character or a word.
  while (from > 0 && from < begin && text[from] != ' ' && text[from - 1] != '\n' && text[from - 1] != ' ') ++from;
  return text.substr(from, begin - from);
}

std::string_view after(std::string_view text, std::size_t end) {
  std::size_t to = std::min(text.size(), end + kContextBytes);
  for (std::size_t i = end; i < to; ++i) {
    const char c = text[i];
    if (c == '\n' || c == ';' || c == '!' || c == '?') { to = i; break; }
    if (c == '.' && (i + 1 == text.size() || text[i + 1] == ' ')) {
      std::size_t word = i;
      while (word > end && letter(text[word - 1])) --word;
      if (i == end || i - word > 3) { to = i; break; }
    }
  }
  while (to < text.size() && to > end && (static_cast<unsigned char>(text[to]) & 0xC0) == 0x80) --to;
  return text.substr(end, to - end);
}

bool is_reference(std::string_view text, std::size_t begin, std::size_t end, bool plain_number) {
  if (begin >= text.size() || !digit(text[begin])) return false;
  // The tail of a longer string of digits: a date, a time, a number with a slash.
  if (begin > 1) {
    const char mark = text[begin - 1];
    if ((mark == '.' || mark == '/' || mark == ':' || mark == ',') && (digit(text[begin - 2]) || letter(text[begin - 2]))) return true;
    if (mark == '-' && plain_number && (digit(text[begin - 2]) || letter(text[begin - 2]))) return true;
  }
  if (begin > 0 && (text[begin - 1] == '+' || text[begin - 1] == '_' || (static_cast<unsigned char>(text[begin - 1]) == 0xA7))) return true;  // "§"
  std::string_view left = text.substr(begin > 24 ? begin - 24 : 0, std::min<std::size_t>(begin, 24));
  while (!left.empty() && left.back() == ' ') left.remove_suffix(1);
  constexpr std::string_view words[] = {
      "§",      "section", "sections", "clause", "clauses", "article", "articles", "paragraph", "para.", "no.",   "nr.",       "schedule", "annex",
      "appendix", "exhibit", "version", "release", "ziffer", "ziff.",  "absatz",   "abs.",      "anlage", "anhang", "kapitel", "artikel",  "annexe",
      "chapitre", "alinea",  "clausula", "articulo", "apartado", "anexo", "seccion", "iso",     "art.",   "tel.",   "n°",      "n.o",      "iec",
      "directive", "regulation", "richtlinie", "reglement", "reglamento", "page", "seite", "pagina"};
  for (std::string_view word : words) {
    if (!left.ends_with(word)) continue;
    if (left.size() == word.size() || !letter(left[left.size() - word.size() - 1])) return true;
  }
  if (!plain_number) return false;
  // "+49 89 1234": the parts of a telephone number.
  std::size_t dial = left.size();
  while (dial > 0 && (digit(left[dial - 1]) || left[dial - 1] == ' ' || left[dial - 1] == '(' || left[dial - 1] == ')')) --dial;
  if (dial > 0 && dial < left.size() && left[dial - 1] == '+') return true;
  // Plain numbers are everywhere; of those that go on, or stand in a date, none is one.
  if (end < text.size()) {
    const char next = text[end];
    if ((next == '.' || next == '/' || next == ':' || next == ',' || next == '-') && end + 1 < text.size() && (digit(text[end + 1]) || letter(text[end + 1]))) return true;
    if (next == '.' && end + 2 < text.size() && text[end + 1] == ' ' && digit(text[end + 2])) return true;
  }
  constexpr std::string_view months[] = {"jan", "feb", "fev", "ene", "mar", "maerz", "apr", "avr", "abr", "may", "mai", "jun", "juin", "jul", "juil",
                                         "aug", "aou", "ago", "sep", "oct", "okt", "nov", "dec", "dez", "dic"};
  std::string_view right = text.substr(std::min(end, text.size()), 8);
  while (!right.empty() && (right.front() == ' ' || right.front() == '.')) right.remove_prefix(1);
  if (right.starts_with("de ")) right.remove_prefix(3);
  if (left.ends_with(" de")) left.remove_suffix(3);
  std::size_t last = left.size();
  while (last > 0 && letter(left[last - 1])) --last;
  for (std::string_view month : months)
    if (right.starts_with(month) || left.substr(last).starts_with(month)) return true;
  return false;
}

Bound bound_around(std::string_view left, std::string_view right, Language language) {
  const Context& c = context(language);
  std::array<re2::StringPiece, 3> groups;
  for (const auto& [regex, text] : {std::pair{c.bound_before.get(), left}, std::pair{c.bound_after.get(), right}})
    if (regex->ok() && regex->Match(piece(text), 0, text.size(), re2::RE2::UNANCHORED, groups.data(), 3))
      return groups[1].data() ? Bound::at_least : Bound::at_most;
  return Bound::exactly;
}

std::optional<LowerEnd> lower_end(std::string_view left, Language language, Digits of) {
  const re2::RE2& regex = *context(language).lower;
  std::array<re2::StringPiece, 5> groups;
  if (!regex.ok() || !regex.Match(piece(left), 0, left.size(), re2::RE2::UNANCHORED, groups.data(), 5)) return std::nullopt;
  const std::string_view number = view(groups[2]);
  const bool between = groups[1].data() != nullptr, dash = groups[4].data() != nullptr;
  if (groups[3].data() && of != Digits::percent) return std::nullopt;  // "5 % a 30 dias"
  std::string_view joint(number.data() + number.size(), static_cast<std::size_t>(left.data() + left.size() - number.data() - number.size()));
  while (!joint.empty() && (joint.front() == ' ' || joint.front() == '%')) joint.remove_prefix(1);
  if (!joint.empty() && (joint.front() == '(' || joint.front() == '['))
    joint = joint.substr(std::min(joint.size(), joint.find_first_of(")]") + 1));
  while (!joint.empty() && joint.front() == ' ') joint.remove_prefix(1);
  const std::string_view conjunction = words_of(language).conjunction.substr(0, words_of(language).conjunction.find('|'));
  if (!between && !dash && joint.starts_with(conjunction) && joint.size() > conjunction.size() && joint[conjunction.size()] == ' ') return std::nullopt;
  const auto begin = static_cast<std::size_t>((between ? groups[1] : groups[2]).data() - left.data());
  // "1 - 30 days": the number of an item, not a range.
  if (dash && begin == 0 && left.ends_with(' ')) return std::nullopt;
  if (is_reference(left, static_cast<std::size_t>(number.data() - left.data()), static_cast<std::size_t>(number.data() + number.size() - left.data()), false)) return std::nullopt;
  const auto value = !number.empty() && digit(number.front()) ? std::optional(number_digits(number, language, of)) : number_words(number, language);
  if (!value) return std::nullopt;
  return LowerEnd{*value, begin};
}

std::size_t range_goes_on(std::string_view left, std::string_view right, Language language) {
  const re2::RE2& regex = *context(language).goes_on;
  std::array<re2::StringPiece, 2> groups;
  if (!regex.ok() || !regex.Match(piece(right), 0, right.size(), re2::RE2::ANCHOR_START, groups.data(), 2)) return 0;
  if (groups[1].data()) {
    while (!left.empty() && left.back() == ' ') left.remove_suffix(1);
    for (std::string_view article : {" the", " el", " les", " le"})
      if (left.ends_with(article)) left.remove_suffix(article.size());
    if (!left.ends_with(words_of(language).between)) return 0;
  }
  return groups[0].size();
}

std::size_t and_a_half(std::string_view right, Language language) {
  const re2::RE2& regex = *context(language).half;
  re2::StringPiece hit;
  return regex.ok() && regex.Match(piece(right), 0, right.size(), re2::RE2::ANCHOR_START, &hit, 1) ? hit.size() : 0;
}

bool end_of_month(std::string_view left, std::string_view right, Language language) {
  const Context& c = context(language);
  return (c.month_end_after->ok() && re2::RE2::PartialMatch(piece(right), *c.month_end_after)) ||
         (c.month_end_before->ok() && re2::RE2::PartialMatch(piece(left), *c.month_end_before));
}

Period period_around(std::string_view left, std::string_view right, Language language, bool wide) {
  const Context& c = context(language);
  const Period behind = period_in(wide ? *c.per_after_wide : *c.per_after, right);
  return behind != Period::none ? behind : period_in(*c.per_before, left);
}

Period measured_by(std::string_view text, Language language) {
  return language == Language::other ? Period::none : period_in(*context(language).measured, text);
}

}  // namespace caveat::rules
