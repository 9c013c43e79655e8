// SentenceBreaks, see sentence_breaks.h. ICU proposes; a proposal falls when the full stop before it belongs to an
// abbreviation, an ordinal or a number at the head; items of lists are added. Each decision looks at a bounded number
// of bytes around it, so the whole is linear.
#include "segment/sentence_breaks.h"

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <algorithm>
#include <array>
#include <string>

#include "extract/utf8.h"
#include "normalize/normal_text.h"

namespace caveat::segment {
namespace {

using namespace std::string_view_literals;

bool digit(char c) { return c >= '0' && c <= '9'; }
bool small(char c) { return c >= 'a' && c <= 'z'; }
bool capital(char c) { return c >= 'A' && c <= 'Z'; }
bool letter(char c) { return small(c) || capital(c); }
bool word_byte(char c) { return letter(c) || digit(c) || static_cast<unsigned char>(c) >= 0x80; }

// Folded, without the last full stop. Sorted by language, not by letter: the lists are short.

// A word must follow these: they never end a sentence.
constexpr std::string_view kAlways[][48] = {
    /* en */ {"cf", "e.g", "i.e", "v", "vs", "viz", "approx", "mr", "mrs", "ms", "dr", "prof", "st", "ex", "incl",
              "est", "pp"},
    /* fr */ {"cf",  "env",    "m",     "mm",   "mme",    "mmes", "mlle", "dr",  "p. ex", "p.ex", "ste",
              "ets", "c.-a-d", "c.a.d", "incl", "approx", "st",   "tel",  "min", "max",   "resp", "v"},
    /* de */ {"lit",   "bzw",   "ca",     "inkl",    "exkl", "zzgl", "gem",  "vgl",     "ggf",     "evtl", "s",
              "bspw",  "sog",   "insb",   "insbes",  "mind", "max",  "min",  "str",     "dr",      "prof", "hr",
              "fr",    "gegr",  "entspr", "einschl", "tel",  "hrsg", "rn",   "rdnr",    "zb",      "d.h",  "z.b",
              "i.s.d", "i.s.v", "i.v.m",  "dipl",    "ing",  "allg", "betr", "ausschl", "vorauss", "jew",  "grds"},
    /* es */ {"p. ej", "p.ej", "sr",    "sra",  "sres", "sras", "d",    "da",    "dna",  "dr",  "dra",  "ss",
              "cf",    "vid",  "aprox", "avda", "c",    "incl", "ilmo", "excmo", "prof", "tel", "tfno", "ee"},
    /* other */ {"cf", "dr"},
};
// These end a sentence as well ("prior art.", "jeglicher Art.", "Acme Inc."): what follows decides.
constexpr std::string_view kPerhaps[][48] = {
    /* en */ {"inc",   "ltd",  "corp", "co",    "etc", "al",    "llc",   "plc", "jr",  "sr",   "nos", "u.s",  "u.k",
              "e.u",   "bros", "dept", "l.l.c", "s.a", "p.l.c", "u.s.a", "l.p", "art", "arts", "sec", "secs", "para",
              "paras", "cl",   "fig",  "jan",   "feb", "aug",   "sept",  "oct", "nov", "dec",  "min", "max"},
    /* fr */ {"s.a",  "s.a.r.l", "s.a.s", "s.a.s.u", "s.n.c", "s.c.a", "etc", "inc", "ltd", "co",
              "corp", "sarl",    "cie",   "art",     "al",    "chap",  "fig", "ed",  "no",  "ex"},
    /* de */ {"u. a", "u.a",    "usw", "etc",  "o. a", "o.ae",  "u.ae", "inc",  "ltd", "co",  "corp",
              "e.v",  "e. v",   "ff",  "f",    "z.t",  "m.b.h", "art",  "abs",  "nr",  "nrn", "ziff",
              "kap",  "abschn", "bd",  "aufl", "jan",  "feb",   "aug",  "sept", "okt", "nov", "dez"},
    /* es */ {"s.a",  "s.l",   "s.l.u", "s.a.u", "s.l.l", "s.coop", "etc",  "inc", "ltd",  "co",
              "corp", "cia",   "ee.uu", "uu",    "c.v",   "art",    "arts", "num", "nums", "n.o",
              "apdo", "apdos", "pag",   "pags",  "cap",   "ud",     "uds",  "ed"},
    /* other */ {"etc", "inc", "ltd", "co", "corp", "s.a", "art", "no", "nr", "abs", "al"},
};
// Words that begin sentences far more often than they go on after an abbreviation. Folded.
constexpr std::string_view kStarters[][48] = {
    /* en */ {"the",
              "this",
              "these",
              "that",
              "such",
              "each",
              "any",
              "all",
              "either",
              "neither",
              "if",
              "in",
              "a",
              "an",
              "no",
              "upon",
              "for",
              "to",
              "where",
              "when",
              "unless",
              "except",
              "notwithstanding",
              "subject",
              "it",
              "we",
              "you",
              "they",
              "customer",
              "supplier",
              "provider",
              "at",
              "by",
              "on",
              "as",
              "nothing",
              "however",
              "should",
              "our",
              "your",
              "neither",
              "both",
              "its",
              "other"},
    /* fr */ {"le",   "la",     "les",       "l'",    "un",      "une",   "en",     "si",     "tout",  "toute",
              "tous", "toutes", "ce",        "cette", "ces",     "il",    "elle",   "ils",    "elles", "dans",
              "pour", "sauf",   "a",         "au",    "aux",     "aucun", "aucune", "chaque", "par",   "nous",
              "vous", "en",     "toutefois", "ainsi", "lorsque", "des",   "du",     "de"},
    /* de */ {"der",    "die",    "das",    "den",     "dem",    "des",     "ein",      "eine",     "einer",
              "eines",  "dies",   "diese",  "dieser",  "dieses", "im",      "in",       "bei",      "wenn",
              "sofern", "soweit", "falls",  "alle",    "jede",   "jeder",   "es",       "er",       "sie",
              "wir",    "ihr",    "auf",    "fuer",    "nach",   "zur",     "zum",      "kein",     "keine",
              "ist",    "wird",   "werden", "hierbei", "dabei",  "daneben", "darueber", "ansonsten"},
    /* es */ {"el",    "la",    "los",  "las",  "un",    "una",   "en",        "si",     "este",     "esta",
              "estos", "estas", "todo", "toda", "todos", "todas", "cualquier", "ningun", "ninguna",  "cada",
              "para",  "por",   "no",   "se",   "al",    "del",   "cuando",    "salvo",  "asimismo", "ademas",
              "dicho", "dicha", "lo",   "su",   "sus",   "a",     "de",        "con",    "nosotros", "usted"},
    /* other */ {},
};
// After a German ordinal: "der 1. Januar", "im 2. Quartal".
constexpr std::string_view kCounted[] = {
    "januar",     "februar",    "maerz",        "april",        "mai",           "juni",    "juli",
    "august",     "september",  "oktober",      "november",     "dezember",      "jaenner", "quartal",
    "quartals",   "halbjahr",   "kalendertag",  "kalenderjahr", "kalendermonat", "werktag", "werktages",
    "monat",      "monats",     "tag",          "tages",        "jahr",          "jahres",  "vertragsjahr",
    "arbeitstag", "lebensjahr", "lebensjahres", "jahrhundert"};
// "Appendix A. The ...": the letter is a name, not an abbreviation.
constexpr std::string_view kNamed[] = {"appendix", "schedule", "annex",   "exhibit", "part",   "option",
                                       "plan",     "class",    "phase",   "table",   "annexe", "anlage",
                                       "anhang",   "anexo",    "tabelle", "partie",  "parte",  "vitamin"};
constexpr std::string_view kBetweenItems[] = {"and", "or", "und", "oder", "sowie",  "et",
                                              "ou",  "y",  "o",   "u",    "and/or", "e"};

template <class List>
bool one_of(const List& list, std::string_view word) {
  return !word.empty() && std::ranges::find(list, word) != std::end(list);
}

// A label of a list item that begins at `at`: "(a) ", "(iv) ", "(2) ", "b) ". Its size, with the space; 0: none.
std::size_t item_label(std::string_view text, std::size_t at) {
  const bool open = at < text.size() && text[at] == '(';
  const std::size_t begin = open ? at + 1 : at;
  std::size_t end = begin;
  while (end < text.size() && end - begin < 5 && (letter(text[end]) || digit(text[end]))) ++end;
  const std::string_view inside = text.substr(begin, end - begin);
  if (inside.empty() || end + 1 >= text.size() || text[end] != ')' || (text[end + 1] != ' ' && text[end + 1] != '\n'))
    return 0;
  const bool number = std::ranges::all_of(inside, digit) && inside.size() <= 2;
  const bool roman = inside.find_first_not_of("ivxIVX") == std::string_view::npos;
  const bool doubled = inside.size() == 2 && inside[0] == inside[1] && letter(inside[0]);
  if (!number && !roman && !doubled && !(inside.size() == 1 && letter(inside[0]))) return 0;
  return end + 2 - at;
}

// A bullet or the number of a clause at the begin of a line: "- ", "• ", "7.2 ".
bool line_label(std::string_view text, std::size_t at) {
  if (item_label(text, at) > 0) return true;
  for (std::string_view bullet : {"- "sv, "* "sv, "• "sv, "– "sv, "— "sv, "▪ "sv, "● "sv, "· "sv, "o "sv})
    if (text.substr(at).starts_with(bullet)) return true;
  std::size_t end = at;
  while (end < text.size() && end - at < 8 && (digit(text[end]) || text[end] == '.')) ++end;
  return end > at && end < text.size() && text[end] == ' ' && digit(text[at]) &&
         text.substr(at, end - at).find('.') != std::string_view::npos;
}

}  // namespace

struct SentenceBreaks::Impl {
  std::unique_ptr<icu::BreakIterator> iterator;  // null: ICU has no rules; a paragraph is then one sentence
  std::string line;                              // the paragraph without line breaks
  std::vector<std::size_t> ends;

  // The word that ends at `end` (before its full stop), with the parts of "z. B" and "i.S.d", folded.
  static std::string word_before(std::string_view text, std::size_t end) {
    std::size_t begin = end;
    while (begin > 0 && end - begin < 24 &&
           (word_byte(text[begin - 1]) || (text[begin - 1] == '.' && begin < end) || text[begin - 1] == '-'))
      --begin;
    // "p. ej", "u. a", "z. B": one letter and a full stop before
    if (end - begin <= 2 && begin >= 3 && text[begin - 1] == ' ' && text[begin - 2] == '.' && letter(text[begin - 3]) &&
        (begin == 3 || !word_byte(text[begin - 4])))
      begin -= 3;
    return normalize::fold(text.substr(begin, end - begin));
  }
  static std::string word_after(std::string_view text, std::size_t at) {
    while (at < text.size() && !word_byte(text[at]) && text[at] != ' ') ++at;  // quotes and brackets
    std::size_t end = at;
    while (end < text.size() && end - at < 24 && word_byte(text[end])) ++end;
    // "L'": the article alone
    if (end < text.size() && text[end] == '\'') ++end;
    std::string word = normalize::fold(text.substr(at, end - at));
    if (const std::size_t apostrophe = word.find('\''); apostrophe != std::string::npos) word.resize(apostrophe + 1);
    return word;
  }

  // Does the sentence text[sentence, end) really end there? `next` is where the following words begin.
  static bool ends_sentence(std::string_view text, std::size_t sentence, std::size_t end, std::size_t next,
                            Language language) {
    std::size_t stop = end;  // behind the last mark, inside of quotes and brackets that close
    while (stop > sentence) {
      if (text[stop - 1] == ')' || text[stop - 1] == '"' || text[stop - 1] == ']' || text[stop - 1] == '*' ||
          text[stop - 1] == '_') {
        --stop;
      } else if (stop >= sentence + 3 && (text.substr(stop - 3, 3) == "”" || text.substr(stop - 3, 3) == "“" ||
                                          text.substr(stop - 3, 3) == "’")) {
        stop -= 3;
      } else if (stop >= sentence + 2 && text.substr(stop - 2, 2) == "»") {
        stop -= 2;
      } else {
        break;
      }
    }
    if (stop == sentence || text[stop - 1] != '.') return true;
    const std::size_t before = stop - 1;
    // "etc.)" and "Ltd.”" close with the abbreviation; a number alone does not.
    const bool closed = stop != end;

    // "7.2. The", "(a). The", "IV. The": the number at the head
    if (before - sentence <= 8) {
      const std::string_view head = text.substr(sentence, before - sentence);
      const bool number =
          std::ranges::all_of(head, [](char c) { return digit(c) || c == '.' || c == '(' || c == ')'; });
      const bool roman = head.find_first_not_of("IVXivx()") == std::string_view::npos;
      const bool bracketed = head.size() == 3 && head[0] == '(' && head[2] == ')';
      if (number || roman || bracketed || (head.size() == 1 && letter(head[0]))) return false;
    }
    const std::size_t table = index(language);
    const std::string word = word_before(text, before);
    if (word.empty()) return true;
    const std::string after = word_after(text, next);
    const bool starter = one_of(kStarters[table], after);
    const bool number_after = !after.empty() && digit(after[0]);

    if (std::ranges::all_of(word, digit)) {
      // "1. Januar", "im 3. Quartal": German ordinals
      if (language != Language::de || word.size() > 2 || closed) return true;
      return !one_of(kCounted, after);
    }
    if (!closed && one_of(kAlways[table], word)) return false;
    if (word == "no" && language == Language::en)
      return closed || !number_after;  // "No. 5" against "The answer is no."
    if (one_of(kPerhaps[table], word)) return starter;
    const std::size_t dot = word.rfind('.');
    const std::string_view last =
        dot == std::string::npos ? std::string_view(word) : std::string_view(word).substr(dot + 1);
    const bool one_letter = last.size() == 1 || (last.size() == 2 && last[0] == ' ');
    if (one_letter && letter(last.back())) {
      if (!starter) return false;  // "J. Smith", "z. B. Server"
      // "Appendix A. The ..." against "z. B. Die", "i. V. m. Der"
      if (dot != std::string::npos) return capital(text[before - 1]) && word.find(' ') == std::string::npos;
      std::size_t name = before - 1;
      while (name > sentence && text[name - 1] == ' ') --name;
      return one_of(kNamed, word_before(text, name)) || capital(text[before - 1]);
    }
    return true;
  }

  // A line break, or "; ", before the label of a list item at `at`.
  static bool begins_item(std::string_view text, std::size_t at) {
    std::size_t before = at;
    bool line = false;
    for (; before > 0 && (text[before - 1] == ' ' || text[before - 1] == '\n' || text[before - 1] == '\t'); --before)
      line = line || text[before - 1] == '\n';
    if (before == 0 || before == at) return false;
    if (line ? !line_label(text, at) : item_label(text, at) == 0) return false;
    const char mark = text[before - 1];
    if (mark == ';') return true;
    if (!line) return false;
    if (mark == ':' || mark == ',' || mark == '.') return true;
    // "..., and" at the line end; "clauses 5(c) and" would be a reference that was wrapped
    const std::string conjunction = word_before(text, before);
    if (!one_of(kBetweenItems, conjunction) || before < conjunction.size() + 2) return false;
    const char earlier = text[before - conjunction.size() - 2];
    return earlier == ',' || earlier == ';';
  }
};

SentenceBreaks::SentenceBreaks() : impl_(std::make_unique<Impl>()) {
  UErrorCode status = U_ZERO_ERROR;
  // The rules of the four languages are the same in ICU; what differs is in the lists above.
  impl_->iterator.reset(icu::BreakIterator::createSentenceInstance(icu::Locale::getEnglish(), status));
  if (U_FAILURE(status)) impl_->iterator.reset();
}
SentenceBreaks::~SentenceBreaks() = default;
SentenceBreaks::SentenceBreaks(SentenceBreaks&&) noexcept = default;

void SentenceBreaks::split(std::string_view paragraph, std::uint32_t begin, Language language,
                           std::vector<TextSpan>& out) {
  out.clear();
  std::vector<std::size_t>& ends = impl_->ends;
  ends.clear();
  // ICU ends a sentence at each line break; here it is one of layout.
  impl_->line.assign(paragraph);
  std::ranges::replace(impl_->line, '\n', ' ');

  UErrorCode status = U_ZERO_ERROR;
  if (impl_->iterator) {
    UText* text = utext_openUTF8(nullptr, impl_->line.data(), static_cast<std::int64_t>(impl_->line.size()), &status);
    impl_->iterator->setText(text, status);
    if (U_SUCCESS(status))
      for (std::int32_t at = impl_->iterator->next(); at != icu::BreakIterator::DONE; at = impl_->iterator->next())
        ends.push_back(static_cast<std::size_t>(at));
    utext_close(text);
  }
  if (ends.empty() || ends.back() != paragraph.size()) ends.push_back(paragraph.size());

  std::size_t sentence = 0, last = paragraph.size();
  extract::trim(paragraph, sentence, last);
  const auto emit = [&](std::size_t end) {
    std::size_t from = sentence, to = end;
    extract::trim(paragraph, from, to);
    if (from < to) out.push_back({begin + static_cast<std::uint32_t>(from), begin + static_cast<std::uint32_t>(to)});
    sentence = end;
  };
  std::size_t item = 0;
  for (std::size_t end : ends) {
    // Items of lists inside of what ICU takes for one sentence.
    for (item = std::max(item, sentence + 1); item < end; ++item) {
      const char c = paragraph[item];
      const char before = paragraph[item - 1];
      if ((before != ' ' && before != '\n' && before != '\t') || c == ' ' || c == '\n' || c == '\t') continue;
      if (Impl::begins_item(paragraph, item)) {
        emit(item);
        continue;
      }
      // "...; and (b) ...": the conjunction goes with its item
      if (item >= 2 && paragraph[item - 2] == ';' && letter(c)) {
        std::size_t stop = item;
        while (stop < end && stop - item < 8 && (letter(paragraph[stop]) || paragraph[stop] == '/')) ++stop;
        if (stop < end && paragraph[stop] == ' ' &&
            one_of(kBetweenItems, normalize::fold(paragraph.substr(item, stop - item))) &&
            item_label(paragraph, stop + 1) > 0) {
          emit(item);
          item = stop + 1;
        }
      }
    }
    if (end == paragraph.size()) break;
    std::size_t from = sentence, to = end;
    extract::trim(paragraph, from, to);
    if (from >= to || !Impl::ends_sentence(paragraph, from, to, end, language)) continue;
    // "**Fees.** The": the mark that closes the emphasis goes with its sentence.
    if (to == end)
      while (end < paragraph.size() && (paragraph[end] == '*' || paragraph[end] == '_')) ++end;
    emit(end);
  }
  emit(paragraph.size());
}

}  // namespace caveat::segment
