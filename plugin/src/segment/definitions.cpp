// See definitions.h. Reads the folded text, in which all quotes are '"' and marks of emphasis are gone; capitals are looked
// up in the extracted text. Each look is bounded, so the work is linear.
#include "segment/definitions.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <string_view>

#include "extract/clause_marker.h"

namespace caveat::segment {
namespace {

constexpr std::size_t kTermBytes = 90;     // "Software as a Service and Professional Services Agreement"
constexpr std::size_t kTermWords = 8;
constexpr std::size_t kContextBytes = 80;  // "(hereinafter collectively referred to as the "
constexpr int kEnclosingClauses = 4;       // "Definitions" stands at most so many levels above its entries
constexpr std::uint32_t kPollParagraphs = 1024;

using Strings = std::initializer_list<std::string_view>;

bool letter(char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; }
bool digit(char c) { return c >= '0' && c <= '9'; }
bool word_byte(char c) { return letter(c) || digit(c); }

std::string_view trimmed(std::string_view text, std::string_view dropped) {
  while (!text.empty() && dropped.find(text.front()) != dropped.npos) text.remove_prefix(1);
  while (!text.empty() && dropped.find(text.back()) != dropped.npos) text.remove_suffix(1);
  return text;
}

std::size_t word_count(std::string_view text) {
  std::size_t words = 0;
  for (std::size_t i = 0; i < text.size(); ++i) words += text[i] != ' ' && (i == 0 || text[i - 1] == ' ');
  return words;
}

bool ends_with_word(std::string_view text, std::string_view word) {
  return text.ends_with(word) && (text.size() == word.size() || !word_byte(text[text.size() - word.size() - 1]) || !word_byte(word.front()));
}
bool starts_with_word(std::string_view text, std::string_view word) {
  return text.starts_with(word) && (text.size() == word.size() || !word_byte(text[word.size()]) || !word_byte(word.back()));
}

// ---- words, folded, of all four languages: a cue of one is no word of another ----

// Between a cue and the term: "hereinafter, the", "ci-après ensemble les".
constexpr auto kLinks = std::to_array<std::string_view>(
    {"the", "a", "an", "as", "each", "each a", "individually", "collectively", "together", "jointly", "also", "simply", "either",
     "le", "la", "les", "l'", "un", "une", "ensemble", "collectivement", "conjointement", "individuellement", "egalement", "par",
     "der", "die", "das", "den", "dem", "auch", "kurz", "gemeinsam", "zusammen", "jeweils", "einzeln", "insgesamt", "als",
     "el", "los", "las", "lo", "como", "conjuntamente", "tambien", "indistintamente", "colectivamente", "simplemente", "ambas"});

// A name is given: the term follows.
constexpr auto kNaming = std::to_array<std::string_view>(
    {"hereinafter", "hereafter", "referred to", "referred to herein", "hereinafter called", "hereinafter referred to", "hereafter referred to",
     "defined", "called", "known", "shall be called", "ci-apres", "ci-apres denomme", "ci-apres denommee", "ci-apres denommes", "ci-apres denommees",
     "ci-apres designe", "ci-apres designee", "ci-apres designes", "ci-apres designees", "ci-apres appele", "ci-apres appelee", "ci-apres appeles",
     "ci-apres appelees", "denomme", "denommee", "denommes", "denommees", "designe", "designee", "designes", "designees", "ci-dessous", "il faut entendre",
     "on entend", "est entendu", "il est entendu", "nachfolgend", "nachstehend", "im folgenden", "im weiteren", "folgend", "in der folge", "in adelante",
     "en adelante", "en lo sucesivo", "en lo adelante", "de ahora en adelante", "denominado", "denominada", "denominados", "denominadas", "se entendera por",
     "se entiende por", "se entendera", "se entenderan por", "se entienden por", "entendemos por", "denominara", "denominaran", "se denominara", "se denominaran",
     "llamado", "llamada"});

// Behind the term.
constexpr auto kMeaning = std::to_array<std::string_view>(
    {"means", "mean", "shall mean", "will mean", "shall have the meaning", "has the meaning", "have the meaning", "will have the meaning", "shall refer to",
     "refers to", "refer to", "is defined", "are defined", "shall be defined", "collectively means", "also means", "designe", "designent", "signifie", "signifient",
     "s'entend", "s'entendent", "renvoie a", "renvoie au", "renvoie aux", "renvoient a", "renvoient au", "renvoient aux", "a le sens", "ont le sens", "a la signification", "est defini", "est definie", "sont definis", "sont definies",
     "designera", "designeront", "signifiera", "correspond a", "fait reference", "font reference", "il faut entendre", "on entend", "les parties entendent", "verstehen die parteien", "versteht man", "verstehen wir", "ist zu verstehen", "las partes entienden", "bezeichnet", "bezeichnen", "bedeutet", "bedeuten", "meint", "meinen", "steht fur", "steht fuer", "hat die bedeutung",
     "haben die bedeutung", "ist definiert", "sind definiert", "im sinne dieses", "im sinne dieser", "significa", "significan", "significara", "significaran",
     "designa", "designara", "se refiere", "se refieren", "se referira", "hace referencia", "hara referencia", "tendra el significado", "tiene el significado",
     "tendran el significado", "se define", "se definen", "se entendera", "se entiende", "queda definido"});

// Only where the entry begins with the quoted term: „Software“ ist die ...; "Software": the ...
constexpr auto kMeaningOfEntry = std::to_array<std::string_view>(
    {":", "-", "=", "is", "are", "includes", "include", "shall include", "est", "sont", "comprend", "comprennent", "inclut", "ist", "sind", "umfasst", "umfassen", "wird", "es", "son", "sera", "seran", "incluye", "incluyen", "comprende"});

// Before a quoted word in brackets: it is quoted, not defined.
constexpr auto kCiting = std::to_array<std::string_view>(
    {"see", "e.g", "such as", "like", "under", "section", "clause", "article", "including", "entitled", "titled", "voir", "cf", "par exemple", "tel que", "telle que", "intitule",
     "intitulee", "siehe", "vgl", "z. b", "z.b", "wie", "beispielsweise", "unter", "abschnitt", "ver", "vease", "por ejemplo", "tal como", "titulado", "marked", "click", "button"});

// A clause of definitions.
constexpr auto kHeadings = std::to_array<std::string_view>({"definitions", "interpretation", "glossa", "defined terms", "terminologie", "begriffe", "begriffsbestimmung", "begriffsdefinition", "definitionen", "definiciones", "terminolog", "lexique"});

// The head of a table of definitions.
constexpr auto kColumns = std::to_array<std::string_view>({"term", "terms", "terme", "termes", "begriff", "begriffe", "termino", "terminos", "definition", "definitions", "concepto", "bedeutung", "defined term"});

constexpr auto kNoTerms = std::to_array<std::string_view>(
    {"this", "that", "it", "which", "these", "they", "he", "all", "there", "here", "nothing", "no", "we", "you", "what", "if", "any", "cela", "ce", "il", "elle", "ceci", "ils", "nous", "rien",
     "on", "ca", "dies", "das", "es", "dieser", "er", "sie", "was", "wir", "esto", "eso", "ello", "ninguna", "nada", "lo", "in", "for", "by", "dans", "pour", "im", "en", "para"});

template <std::size_t N>
bool any_start(std::string_view text, const std::array<std::string_view, N>& words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view w) { return starts_with_word(text, w); });
}
template <std::size_t N>
bool any_end(std::string_view text, const std::array<std::string_view, N>& words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view w) { return ends_with_word(text, w); });
}
template <std::size_t N>
bool is_one_of(std::string_view text, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

class Reader {
 public:
  Reader(const extract::ExtractedText& extracted, const normalize::NormalText& normal, Structure& structure)
      : extracted_(extracted), normal_(normal), structure_(structure), text_(normal.text) {}

  void read(std::uint32_t paragraph) {
    paragraph_ = paragraph;
    const Paragraph& p = structure_.paragraphs[paragraph];
    begin_ = p.span.begin;
    end_ = p.span.end;
    if (p.kind == extract::BlockKind::code || end_ - begin_ < 4) return;
    const std::size_t before = structure_.definitions.size();
    taken_.clear();
    quoted();
    named();
    if (structure_.definitions.size() == before && !p.title()) entry();
  }

 private:
  // ---- "X" means, (the "X"), hereinafter "X" ----
  void quoted() {
    // Never past the paragraph: a look for a quote that is not there would read the rest of the text once a paragraph.
    const std::string_view here = text_.substr(0, end_);
    std::size_t open = here.find('"', begin_);
    while (open < end_) {
      const std::size_t close = here.find('"', open + 1);
      if (close == text_.npos) return;
      const bool opens = (open == begin_ || !word_byte(text_[open - 1])) && close - open <= kTermBytes + 2;
      const NormalSpan term = opens ? tidy(open + 1, close) : NormalSpan{};
      if (term.empty()) {
        open = close;
        continue;
      }
      if (defines(open, close)) add(term);
      open = here.find('"', close + 1);
    }
  }

  bool defines(std::size_t open, std::size_t close) const {
    std::string_view before = text_.substr(0, open);
    before.remove_prefix(std::max<std::size_t>(begin_, open > kContextBytes ? open - kContextBytes : 0));
    const std::string_view after = behind_chain(close + 1);
    if (any_start(trimmed(after, " ,:)"), kMeaning)) return true;
    const bool entry = is_entry_head(before);
    if (entry && any_start(trimmed_front(after), kMeaningOfEntry) && word_count(after) >= 3) return true;
    if (names(before)) return true;
    return in_brackets(before, after);
  }

  // Only a number or a mark of a list stands before it.
  bool is_entry_head(std::string_view before) const {
    return before.size() <= 12 && begin_ + before.size() <= end_ &&
           std::none_of(before.begin(), before.end(), [](char c) { return c >= 'a' && c <= 'z'; }) && text_.substr(begin_).starts_with(before);
  }

  // What follows the term, past `or "Y"`, `, "Z"` and `and "W"`.
  std::string_view behind_chain(std::size_t from) const {
    std::string_view after = text_.substr(from, std::min<std::size_t>(end_ - from, 3 * kContextBytes));
    for (int more = 0; more < 4; ++more) {
      std::string_view rest = trimmed_front(after);
      if (rest.starts_with(',')) rest = trimmed_front(rest.substr(1));
      for (std::string_view link : {"or", "and", "and/or", "ou", "et", "et/ou", "oder", "und", "bzw.", "y", "o", "e"})
        if (starts_with_word(rest, link)) rest = trimmed_front(rest.substr(link.size()));
      for (std::string_view article : {"the", "le", "la", "les", "der", "die", "das", "el", "la", "los", "las"})
        if (starts_with_word(rest, article)) rest = trimmed_front(rest.substr(article.size()));
      if (!rest.starts_with('"')) break;
      const std::size_t close = rest.find('"', 1);
      if (close == rest.npos || close > kTermBytes) break;
      after = rest.substr(close + 1);
    }
    return after;
  }

  static std::string_view trimmed_front(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    return text;
  }

  static std::string_view without_links(std::string_view before) {
    for (bool again = true; again;) {
      again = false;
      before = trimmed(before, " ,:;");
      for (std::string_view link : kLinks)
        if (ends_with_word(before, link) && before.size() > link.size()) {
          before.remove_suffix(link.size());
          again = true;
          break;
        }
    }
    return trimmed(before, " ,:;(");
  }

  static bool names(std::string_view before) {
    std::string_view bare = trimmed(before, " ,:;(");
    return any_end(bare, kNaming) || any_end(without_links(before), kNaming);
  }

  // ("X"), (the "X"), (nachfolgend gemeinsam „X“ genannt): the bracket is there for the term.
  static bool in_brackets(std::string_view before, std::string_view after) {
    const std::size_t open = before.rfind('(');
    if (open == before.npos || before.find(')', open) != before.npos) return false;
    const std::string_view lead = trimmed(before.substr(open + 1), " ,:;");
    if (any_end(lead, kCiting) || word_count(lead) > 8) return false;
    after = trimmed_front(after);
    const bool closes = after.starts_with(')') || after.starts_with(";") || after.starts_with(", ") || starts_with_word(after, "genannt") ||
                        starts_with_word(after, "bezeichnet") || starts_with_word(after, "respectively") || starts_with_word(after, "herein");
    if (!closes) return false;
    // Some lead is no naming: (in quotes, not a definition): numbers and other sentences.
    std::string_view rest = lead;
    while (!rest.empty()) {
      bool dropped = false;
      for (std::string_view link : kLinks)
        if (ends_with_word(rest, link)) {
          rest = trimmed(rest.substr(0, rest.size() - link.size()), " ,:;");
          dropped = true;
          break;
        }
      if (!dropped) break;
    }
    return rest.empty() || any_end(rest, kNaming) || rest.find('"') != rest.npos;
  }

  // ---- hereinafter the Supplier, ci-après le Prestataire, en adelante, el Proveedor: capitals instead of quotes ----
  void named() {
    static constexpr auto kCues = std::to_array<std::string_view>(
        {"hereinafter referred to as", "hereafter referred to as", "hereinafter called", "hereinafter", "hereafter", "ci-apres", "nachfolgend", "nachstehend", "im folgenden",
         "en adelante", "en lo sucesivo"});
    const std::string_view here = text_.substr(0, end_);
    for (std::string_view cue : kCues) {
      for (std::size_t at = here.find(cue, begin_); at < end_; at = here.find(cue, at + cue.size())) {
        if (at > begin_ && word_byte(text_[at - 1])) continue;
        std::size_t i = at + cue.size();
        const auto skip = [&] { while (i < end_ && (text_[i] == ' ' || text_[i] == ',' || text_[i] == ':')) ++i; };
        skip();
        for (bool again = true; again;) {
          again = false;
          for (std::string_view link : {"referred to as", "referred to", "called", "denomme", "denommee", "denommes", "denommees", "designe", "designee", "designes", "designees", "appele", "appelee",
                                        "appeles", "appelees", "denominado", "denominada", "denominados", "denominadas"})
            if (starts_with_word(text_.substr(i, end_ - i), link)) { i += link.size(); skip(); again = true; }
          for (std::string_view link : kLinks)
            if (starts_with_word(text_.substr(i, end_ - i), link) && !capital(i)) { i += link.size(); skip(); again = true; break; }
        }
        std::size_t stop = i;
        while (stop < end_ && stop - i <= kTermBytes && capital(stop)) {
          std::size_t word = stop;
          while (word < end_ && (word_byte(text_[word]) || text_[word] == '-' || text_[word] == '\'')) ++word;
          if (word == stop) break;
          stop = word;
          if (stop >= end_ || text_[stop] != ' ') break;
          ++stop;
        }
        const NormalSpan term = tidy(i, stop);
        if (!term.empty() && word_count(term.of(text_)) <= 4 && capital(i)) add(term);
      }
    }
  }

  // ---- an entry of a list of definitions; X means ... at the head of a paragraph ----
  void entry() {
    const std::string_view all = text_.substr(begin_, end_ - begin_);
    const std::string_view head = all.substr(0, kTermBytes + 40);
    std::size_t from = 0;
    while (from < head.size() && from < 16 && !(head[from] >= 'a' && head[from] <= 'z')) ++from;  // "1.1", "(12)", "|"
    if (const extract::ClauseMarker marker = extract::clause_marker(head); marker && marker.kind != extract::ClauseMarker::Kind::keyword && marker.size < head.size()) from = std::max<std::size_t>(from, marker.size);
    if (from >= head.size() || from + begin_ >= end_ || !capital(begin_ + from)) return;
    std::size_t best = head.npos;
    bool strong = false;
    for (std::string_view cue : kMeaning) {
      const std::size_t at = head.find(cue, from + 2);
      if (at == head.npos || at >= best || head[at - 1] != ' ' || !starts_with_word(head.substr(at), cue)) continue;
      best = at;
      strong = true;
    }
    if (in_definitions()) {
      for (std::string_view mark : {": ", " - ", " : ", " = ", " | "}) {
        const std::size_t at = head.find(mark, from + 1);
        if (at == head.npos || at >= best) continue;
        best = at;
        strong = false;
      }
      if (const std::size_t tab = tab_in(head.size()); tab > from && tab < best) {
        best = tab;
        strong = false;
      }
    }
    if (best == head.npos) return;
    if (word_count(all.substr(best)) < 4) return;
    // "SLA (Service Level Agreement): ...": the bracket explains the term and is no part of it.
    // So only with a space before it ("Product(s)") and nothing behind it ("Cloud Terms (Version 1.0) - see ...").
    const std::size_t bracket = head.find(" (", from + 1);
    std::size_t stop = best;
    if (bracket < best) {
      const std::size_t closing = head.substr(0, best).rfind(')');
      if (closing == head.npos || closing < bracket || !trimmed(head.substr(closing + 1, best - closing - 1), " *,").empty()) return;
      stop = bracket;
    }
    const NormalSpan term = tidy(begin_ + from, begin_ + stop);
    if (term.empty()) return;
    const std::string_view words = term.of(text_);
    if (word_count(words) > 6 || is_one_of(words, kColumns)) return;
    if (words.find('.') != words.npos || words.find(',') != words.npos || words.find('"') != words.npos) return;
    const std::string_view first = words.substr(0, words.find(' '));
    if (is_one_of(first, kNoTerms) || !capital(term.begin)) return;
    // A sentence may begin with "Termination means that ...": outside of definitions the whole term has capitals.
    if (strong && !in_definitions()) {
      for (std::size_t i = term.begin; i < term.end; ++i)
        if ((i == term.begin || text_[i - 1] == ' ') && letter(text_[i]) && !capital(i) && text_.substr(i).find(' ') > 3) return;
    }
    add(term);
  }

  // Cells of a table of a word processor are parted by tabs, which the fold makes spaces.
  std::size_t tab_in(std::size_t size) const {
    const TextSpan where = normal_.map.to_text({static_cast<std::uint32_t>(begin_), static_cast<std::uint32_t>(begin_ + size)});
    const std::size_t tab = where.of(extracted_.text).find('\t');
    if (tab == std::string_view::npos) return std::string_view::npos;
    const auto at = where.begin + static_cast<std::uint32_t>(tab);
    const NormalSpan normal = normal_.map.to_normal({at, at + 1});
    return normal.begin >= begin_ ? normal.begin - begin_ : std::string_view::npos;
  }

  bool in_definitions() const {
    std::int32_t clause = static_cast<std::int32_t>(structure_.paragraphs[paragraph_].clause);
    for (int up = 0; clause >= 0 && up < kEnclosingClauses; ++up) {
      const Clause& c = structure_.clauses[static_cast<std::size_t>(clause)];
      if (!c.heading.empty()) {
        const std::string folded = normalize::fold(std::string_view(c.heading).substr(0, 120));
        if (folded == "definition" || std::any_of(kHeadings.begin(), kHeadings.end(), [&](std::string_view w) { return folded.find(w) != folded.npos; })) return true;
      }
      clause = c.parent;
    }
    return false;
  }

  bool capital(std::size_t at) const {
    const TextSpan where = normal_.map.to_text({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + 1)});
    return extract::begins_with_capital(where.of(extracted_.text)) && letter(text_[at]);
  }

  // Without articles, quotes and stops at its ends; empty: no term.
  NormalSpan tidy(std::size_t begin, std::size_t end) const {
    const std::string_view drop = " ,.;:-|*\"'()";
    while (begin < end && drop.find(text_[begin]) != drop.npos) ++begin;
    while (end > begin && drop.find(text_[end - 1]) != drop.npos) --end;
    for (std::string_view article : {"the ", "a ", "an ", "le ", "la ", "les ", "l'", "der ", "die ", "das ", "el ", "los ", "las ", "un ", "une "})
      if (text_.substr(begin, end - begin).starts_with(article) && end - begin > article.size() + 1 &&
          (article != "a " || structure_.paragraphs[paragraph_].language == Language::en)) {  // "a la mayor brevedad"
        begin += article.size();
        break;
      }
    const std::string_view term = text_.substr(begin, end - begin);
    if (term.size() < 2 || term.size() > kTermBytes || word_count(term) > kTermWords || term.find('\n') != term.npos) return {};
    if (std::none_of(term.begin(), term.end(), [](char c) { return letter(c); })) return {};
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }

  void add(NormalSpan term) {
    auto& all = structure_.definitions;
    const TextSpan where = normal_.map.to_text(term);
    const auto next = taken_.lower_bound(where);
    if ((next != taken_.end() && next->overlaps(where)) || (next != taken_.begin() && std::prev(next)->overlaps(where))) return;
    taken_.insert(where);
    Definition d;
    d.term = term.of(text_);
    d.written = where.of(extracted_.text);
    d.term_span = where;
    d.meaning = normal_.map.to_text(sentence(term));
    d.paragraph = paragraph_;
    d.language = structure_.paragraphs[paragraph_].language;
    all.push_back(std::move(d));
  }

  // The whole entry where the term begins it; else the sentence. ICU is not asked: a stop before a capital ends one.
  NormalSpan sentence(NormalSpan term) const {
    if (term.begin < begin_ + 16) return {static_cast<std::uint32_t>(begin_), static_cast<std::uint32_t>(end_)};
    constexpr std::size_t kMost = 2000;
    const auto ends = [&](std::size_t i) { return text_[i] == '.' && i + 2 < end_ && text_[i + 1] == ' ' && capital(i + 2) && i >= begin_ + 4 && text_[i - 3] != ' ' && text_[i - 2] != ' '; };
    std::size_t from = term.begin, to = term.end;
    while (from > begin_ && term.begin - from < kMost && !ends(from - 1)) --from;
    while (to < end_ && to - term.end < kMost && !ends(to)) ++to;
    while (from < term.begin && text_[from] == ' ') ++from;
    return {static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(std::min(to + 1, end_))};
  }

  const extract::ExtractedText& extracted_;
  const normalize::NormalText& normal_;
  Structure& structure_;
  std::string_view text_;
  std::uint32_t paragraph_ = 0;
  std::size_t begin_ = 0, end_ = 0;
  std::set<TextSpan> taken_;  // the terms of this paragraph; a paragraph may hold 100,000
};

}  // namespace

std::optional<Error> find_definitions(const extract::ExtractedText& extracted, const normalize::NormalText& normal, Structure& structure,
                                      Cancel& cancel) {
  Reader reader(extracted, normal, structure);
  for (std::uint32_t p = 0; p < structure.paragraphs.size(); ++p) {
    if (p % kPollParagraphs == 0)
      if (auto error = cancel.poll(Stage::segment, structure.paragraphs[p].span.begin, normal.text.size())) return error;
    if (structure.paragraphs[p].language != Language::other) reader.read(p);
  }
  std::stable_sort(structure.definitions.begin(), structure.definitions.end(),
                   [](const Definition& a, const Definition& b) { return a.term_span < b.term_span; });
  return std::nullopt;
}

}  // namespace caveat::segment
