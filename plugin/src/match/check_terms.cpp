// Terms: defined twice, defined and never used, used like a defined term but never defined. See checks.h.
// Precision first: German writes every noun with a capital, so there only an adjective with one tells a term.
#include <algorithm>
#include <array>
#include <cstring>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "base/limits.h"
#include "extract/clause_marker.h"
#include "match/checks.h"
#include "match/references.h"

namespace caveat::match {
namespace {

using normalize::letter;
using normalize::word_byte;

using segment::Definition;

constexpr std::size_t kDefinedStyle = 5;  // so many definitions make a text one that defines its terms
constexpr std::size_t kEditions = 4;      // more terms defined twice: two editions of one text in one file, each with its own
constexpr std::size_t kUses = 3;          // a term used less often may be a slip or a name
constexpr std::size_t kTerms = 2'000;     // definitions looked at; a framework contract has 150
constexpr std::size_t kSmallWords = 50'000;  // different words; a book has 15,000
constexpr std::uint32_t kPollBytes = 1 << 16;


std::string_view text_of(const CheckContext& ctx) { return ctx.normal.text; }

NormalSpan normal_of(const CheckContext& ctx, TextSpan span) { return ctx.normal.map.to_normal(span); }

// "Fees" and "Fee", "Données" and "Donnée", "Incidencias" and "Incidencia" are one term.
std::string singular(std::string_view term) {
  std::string out;
  for (std::size_t i = 0; i < term.size();) {
    const std::size_t end = std::min(term.find(' ', i), term.size());
    std::string_view word = term.substr(i, end - i);
    if (word.size() > 3 && word.ends_with("ies")) out.append(word.substr(0, word.size() - 3)).append("y");
    else if (word.size() > 4 && (word.ends_with("dades") || word.ends_with("ciones") || word.ends_with("ores"))) out.append(word.substr(0, word.size() - 2));
    else if (word.size() > 3 && (word.ends_with("s") || word.ends_with("x")) && !word.ends_with("ss")) out.append(word.substr(0, word.size() - 1));
    else out.append(word);
    if (end < term.size()) out += ' ';
    i = end + 1;
  }
  return out;
}

// "Donnée(s) Personnelle(s)" is used as "Données Personnelles", "End-User" also as "End User".
std::string as_used(std::string_view term) {
  std::string out;
  for (std::size_t i = 0; i < term.size(); ++i) {
    if (term[i] == '(') {
      while (i < term.size() && term[i] != ')' && term[i] != ' ') ++i;
      if (i < term.size() && term[i] == ' ') out += ' ';
      continue;
    }
    out += term[i] == '-' ? ' ' : term[i];
  }
  return out;
}

// "Note: ...", "Remarque : ..." stand in a list of definitions and define nothing.
constexpr auto kRemarks = std::to_array<std::string_view>(
    {"note", "notes", "n.b", "remark", "important", "example", "attention", "warning", "remarque", "remarques", "nota", "exemple", "a noter", "hinweis", "hinweise", "anmerkung", "beispiel", "wichtig", "achtung",
     "ejemplo", "atencion", "importante", "observacion", "observaciones", "aviso"});

// A definition that begins its entry ("Fees" means ...), not a name given in passing (the "Fees").
bool is_entry(const CheckContext& ctx, const Definition& d) {
  const NormalSpan term = normal_of(ctx, d.term_span);
  const NormalSpan p = ctx.structure.paragraphs[d.paragraph].span;
  const std::string_view before = text_of(ctx).substr(p.begin, term.begin - p.begin);
  if (before.size() > 16 || std::any_of(before.begin(), before.end(), letter)) return false;
  if (std::find(kRemarks.begin(), kRemarks.end(), d.term) != kRemarks.end()) return false;
  // "Price": ranks the results ...  A colon defines where definitions are announced; elsewhere it explains a button.
  std::string_view after = text_of(ctx).substr(term.end, 8);
  while (!after.empty() && !word_byte(after.front()) && after.front() != ':' && after.front() != '-' && after.front() != '|') after.remove_prefix(1);
  if (after.empty() || word_byte(after.front())) return true;
  // "12 Mill Street - Second Floor", "Register no.: to follow": too short to give a meaning.
  constexpr int kMeaningWords = 4;
  int words = 0;
  for (std::uint32_t i = term.end; i < p.end && words < kMeaningWords; ++i) words += word_byte(text_of(ctx)[i]) && !word_byte(text_of(ctx)[i - 1]);
  if (words < kMeaningWords) return false;
  std::int32_t clause = static_cast<std::int32_t>(ctx.structure.paragraphs[d.paragraph].clause);
  for (int up = 0; clause >= 0 && up < 4; ++up, clause = ctx.structure.clauses[static_cast<std::size_t>(clause)].parent) {
    const std::string heading = normalize::fold(std::string_view(ctx.structure.clauses[static_cast<std::size_t>(clause)].heading).substr(0, 80));
    for (std::string_view cue : {"definition", "definicion", "begriff", "glossa", "lexique", "defined terms"})
      if (heading.find(cue) != heading.npos) return true;
  }
  return false;
}

std::uint32_t root_clause(const CheckContext& ctx, std::uint32_t paragraph) {
  std::uint32_t clause = ctx.structure.paragraphs[paragraph].clause;
  for (int up = 0; up < 16 && ctx.structure.clauses[clause].parent >= 0; ++up) clause = static_cast<std::uint32_t>(ctx.structure.clauses[clause].parent);
  return clause;
}

// The annex that a paragraph is part of: how many headings of annexes stand before it.
std::size_t annex_of(const AnnexTable& annexes, NormalSpan where) {
  const auto& all = annexes.headings();  // by place
  return static_cast<std::size_t>(std::upper_bound(all.begin(), all.end(), where.begin, [](std::uint32_t at, const AnnexTable::Heading& h) { return at < h.where.begin; }) - all.begin());
}

}  // namespace

// Two entries with different meanings in one part of the contract and one language. Names given in passing are repeated
// without harm, and an annex may define terms for itself.
std::vector<Match> check_term_defined_twice(const CheckContext& ctx) {
  const AnnexTable annexes(ctx);
  const std::string_view text = text_of(ctx);
  std::map<std::string, const Definition*> first;
  std::vector<Match> found;
  for (const Definition& d : ctx.structure.definitions) {
    if (!is_entry(ctx, d)) continue;
    const NormalSpan meaning = normal_of(ctx, d.meaning);
    const std::string_view words = meaning.of(text);
    // "For the purposes of this clause" is meant for there only.
    bool local = false;
    for (std::string_view cue : {"this clause", "this section", "this article", "this annex", "this schedule", "present article", "presente clause", "presente annexe", "present chapitre",
                                 "dieses abschnitts", "dieser ziffer", "dieser klausel", "dieser anlage", "diesem abschnitt", "esta clausula", "este articulo", "este anexo", "este apartado"})
      local = local || words.find(cue) != words.npos;
    if (local) continue;
    const auto [at, fresh] = first.emplace(std::string(code(d.language)) + ' ' + d.term, &d);
    if (fresh) continue;
    const Definition& other = *at->second;
    const std::string_view others = normal_of(ctx, other.meaning).of(text);
    const NormalSpan here = normal_of(ctx, d.term_span), there = normal_of(ctx, other.term_span);
    if (others == words || annex_of(annexes, here) != annex_of(annexes, there) || d.paragraph == other.paragraph) continue;
    // The same text in another edition within one file: whole contracts put one behind the other begin again.
    if (root_clause(ctx, d.paragraph) != root_clause(ctx, other.paragraph) && ctx.structure.clauses[root_clause(ctx, d.paragraph)].label == ctx.structure.clauses[root_clause(ctx, other.paragraph)].label &&
        !ctx.structure.clauses[root_clause(ctx, d.paragraph)].label.empty()) continue;
    Match m = match_at(ctx, here);
    m.also.push_back(there);
    m.arguments.emplace_back("term", d.written);
    found.push_back(std::move(m));
    if (found.size() > kEditions) return {};
  }
  return found;
}

// Only entries of definitions, in a text that defines its terms: the term, or a word of it in whatever ending, is nowhere else.
std::vector<Match> check_term_unused(const CheckContext& ctx) {
  const auto& all = ctx.structure.definitions;
  if (all.size() < kDefinedStyle || all.size() > kTerms) return {};
  const std::string_view text = text_of(ctx);
  // The stem that any use must hold: the longest word of the term, without an ending. One pass over the words of the text.
  struct Stem {
    std::string_view stem;
    const Definition* definition;
    bool used = false;
  };
  std::vector<Stem> stems;
  std::unordered_map<std::uint32_t, std::vector<std::size_t>> by_head;  // the first four letters of a stem
  const auto head_at = [](std::string_view t, std::size_t i) {
    std::uint32_t head;
    std::memcpy(&head, t.data() + i, sizeof head);
    return head;
  };
  for (const Definition& d : all) {
    // "Order Now / Buy": which of the names is used, its longest word does not tell.
    if (!is_entry(ctx, d) || d.term.find('/') != std::string::npos) continue;
    std::string_view longest;
    for (std::size_t i = 0; i < d.term.size();) {
      std::size_t end = i;
      while (end < d.term.size() && word_byte(d.term[end])) ++end;
      if (end - i > longest.size()) longest = std::string_view(d.term).substr(i, end - i);
      i = end + 1;
    }
    if (longest.size() < 4) continue;
    const std::string_view stem = longest.substr(0, std::max<std::size_t>(4, longest.size() - 3));
    by_head[head_at(stem, 0)].push_back(stems.size());
    stems.push_back({stem, &d});
  }
  // Most places begin no stem: told by two bytes, before the map is asked.
  std::vector<bool> begins(1 << 16);
  const auto pair_at = [](std::string_view t, std::size_t i) { return static_cast<std::size_t>(static_cast<unsigned char>(t[i])) << 8 | static_cast<unsigned char>(t[i + 1]); };
  for (const Stem& stem : stems) begins[pair_at(stem.stem, 2)] = true;
  std::uint32_t polled = 0;
  // Compounds hold the stem inside ("vertragssoftware"): every position counts, not only beginnings of words.
  for (std::uint32_t i = 0; i + 4 <= text.size(); ++i) {
    if (i - polled > kPollBytes) {
      polled = i;
      if (ctx.cancel.poll(Stage::match, i, text.size())) return {};
    }
    if (!begins[pair_at(text, i + 2)]) continue;
    const auto at = by_head.find(head_at(text, i));
    if (at == by_head.end()) continue;
    for (std::size_t s : at->second) {
      Stem& stem = stems[s];
      if (stem.used || text.substr(i, stem.stem.size()) != stem.stem) continue;
      if (normal_of(ctx, stem.definition->meaning).contains(i)) continue;
      stem.used = true;
    }
  }
  std::vector<Match> found;
  std::set<std::string_view> told;
  for (const Stem& stem : stems) {
    if (stem.used || !told.insert(stem.definition->term).second) continue;
    Match m = match_at(ctx, normal_of(ctx, stem.definition->term_span));
    m.arguments.emplace_back("term", stem.definition->written);
    found.push_back(std::move(m));
    if (found.size() > limits::kFindingsPerRule) break;
  }
  return found;
}

namespace {

// The last (English) or first (French, Spanish) word of a phrase that contracts make a term of. A phrase in capitals
// around another word is mostly a name: "European Union", "Google Workspace", "Code civil".
constexpr auto kEnglishHeads = std::to_array<std::string_view>(
    {"fee", "service", "software", "data", "material", "content", "information", "form", "date", "term", "period", "documentation", "deliverable", "credit",
     "level", "user", "right", "product", "charge", "specification", "event", "loss", "claim", "affiliate", "hour", "day", "deliverables", "equipment", "incident",
     "purpose", "system", "territory", "work", "test", "criteria", "price", "amount", "party", "personnel", "rate", "security"});
constexpr auto kFrenchHeads = std::to_array<std::string_view>(
    {"service", "donnee", "date", "duree", "frais", "prix", "logiciel", "information", "niveau", "periode", "jour", "utilisateur", "prestation", "livrable",
     "materiel", "contenu", "incident", "anomalie", "heure", "droit", "perimetre", "plateforme", "territoire", "redevance", "equipement", "solution", "produit"});
constexpr auto kSpanishHeads = std::to_array<std::string_view>(
    {"servicio", "dato", "fecha", "plazo", "precio", "software", "informacion", "nivel", "periodo", "dia", "usuario", "entregable", "material", "contenido",
     "incidencia", "hora", "derecho", "plataforma", "territorio", "tarifa", "equipo", "solucion", "producto", "duracion", "cuota"});

// German: the noun, in any compound; and the adjective before it, which has a capital only in names and terms.
constexpr auto kGermanHeads = std::to_array<std::string_view>(
    {"zeit", "zeiten", "leistung", "leistungen", "information", "informationen", "daten", "software", "unternehmen", "tag", "tage", "tagen", "storung", "stoerung", "stoerungen",
     "nutzer", "nutzern", "entgelt", "preis", "preise", "dienst", "dienste", "diensten", "inhalt", "inhalte", "inhalten", "material", "materialien", "plattform", "dokumentation",
     "person", "personen", "laufzeit", "frist", "umgebung", "vorfall", "vorfaelle", "rechte", "produkte", "komponenten", "ereignis", "bestandteil", "bestandteile"});
constexpr auto kGermanAdjectives = std::to_array<std::string_view>({"lich", "isch", "iert", "ert", "bart", "unden", "tragen", "wendig", "ristig", "stellt", "ativ"});

// "Erweiterten" -> "erweiter": the endings of the cases go. Empty: no adjective as terms have them.
std::string german_adjective(std::string_view word) {
  for (std::string_view ending : {"en", "er", "es", "em", "e"}) {
    if (!word.ends_with(ending) || word.size() < ending.size() + 4) continue;
    const std::string_view stem = word.substr(0, word.size() - ending.size());
    if (stem.starts_with("allgemein") || stem.starts_with("europaisch") || stem.starts_with("europaeisch") || stem.starts_with("deutsch") || stem.starts_with("gesetzlich")) return {};
    if (std::any_of(kGermanAdjectives.begin(), kGermanAdjectives.end(), [&](std::string_view end) { return stem.ends_with(end); })) return std::string(stem);
    return {};
  }
  return {};
}

bool is_head(Language language, std::string_view word) {
  if (language == Language::de) return std::any_of(kGermanHeads.begin(), kGermanHeads.end(), [&](std::string_view head) { return word.ends_with(head); });
  const std::string one = singular(word);
  const auto in = [&](const auto& heads) { return std::find(heads.begin(), heads.end(), one) != heads.end() || std::find(heads.begin(), heads.end(), word) != heads.end(); };
  return language == Language::en ? in(kEnglishHeads) : language == Language::fr ? in(kFrenchHeads) : in(kSpanishHeads);
}

// A phrase needs an article or the like before it: "the Working Hours", "chaque Jour Ouvré". Names have none in English.
constexpr auto kDeterminers = std::to_array<std::string_view>(
    {"the", "a", "an", "any", "each", "all", "such", "its", "their", "our", "your", "no", "le", "la", "les", "l'", "un", "une", "chaque", "tout", "toute", "tous", "toutes", "des", "du", "aux", "au", "ses", "son", "sa",
     "el", "los", "las", "una", "cada", "todo", "toda", "todos", "todas", "del", "al", "su", "sus",
     "der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "jede", "jeder", "jedes", "jeden", "jedem", "zur", "zum", "im", "in", "alle", "aller", "allen",
     "seine", "seiner", "seinen", "ihre", "ihrer", "ihren", "keine", "bei", "von", "mit"});

struct Phrase {
  std::string written;
  Language language = Language::en;
  std::vector<NormalSpan> uses;
  bool elsewhere = false;  // it stands at a place that may explain it: a heading, in quotes, in brackets, before a colon
};

}  // namespace

namespace {

// What stands behind a phrase where the text says what it is ("the Effective Date shall be the first day ...", "Confidential
// Information includes all ...") or where to look it up ("the Effective Date stated in the Order", "above").
// No German "ist der": "in der Erweiterten Servicezeit ist der Anruf frei" says something else.
constexpr auto kExplaining = std::to_array<std::string_view>(
    {"includes", "include", "shall include", "shall be the", "is the", "are the", "is any", "are any", "is defined", "are defined", "does not include", "do not include", "shall not include", "consists of", "consist of",
     "is equivalent", "are equivalent", "is equal", "means", "mean", "refers to", "refer to", "above", "below", "provided in", "set out in", "set forth in", "set forth on", "specified in", "specified on", "stated in", "stated on",
     "indicated in", "indicated on", "listed in", "listed on", "identified in", "identified on", "described in", "named in", "of the order form", "as defined",
     "comprend", "comprennent", "inclut", "incluent", "ne comprend", "est le", "est la", "sont les", "sera le", "sera la", "correspond", "correspondent", "ci-dessus", "ci-dessous", "ci-apres", "indique", "prevu", "precise", "mentionne",
     "defini", "figurant", "decrit", "vise", "umfasst", "umfassen", "gemass", "gemaess", "nach ziffer", "laut", "im sinne", "beginnt",
     "incluye", "incluyen", "comprende", "comprenden", "es el", "es la", "son los", "son las", "sera el", "sera la", "equivale", "indicad", "previst", "establecid", "definid", "especificad", "descrit", "senalad", "anterior"});

bool is_explained(std::string_view after) {
  while (!after.empty() && (after.front() == ' ' || after.front() == ',')) after.remove_prefix(1);
  return std::any_of(kExplaining.begin(), kExplaining.end(), [&](std::string_view cue) {
    if (!after.starts_with(cue)) return false;
    // Participles come in genders and numbers: "indiqué(e)(s)", "previstas".
    std::size_t end = cue.size();
    for (int more = 0; more < 3 && end < after.size() && letter(after[end]); ++more) ++end;
    return end >= after.size() || !word_byte(after[end]);
  });
}

}  // namespace

// A phrase of two or three words, all with capitals, that is used at least three times in the
// middle of sentences behind an article, whose main word is one that contracts make terms of, in a text that defines at
// least five others, and that no definition, heading, quotation or bracket explains. In German an adjective and a noun.
std::vector<Match> check_term_undefined(const CheckContext& ctx) {
  const auto& definitions = ctx.structure.definitions;
  if (definitions.size() < kDefinedStyle || definitions.size() > kTerms) return {};
  const std::string_view text = text_of(ctx);
  const std::string_view original = ctx.extracted.text;
  std::set<std::string> known;
  for (const Definition& d : definitions) {
    known.insert(singular(as_used(d.term)));
    if (d.language == Language::de)
      if (const std::size_t space = d.term.find(' '); space != std::string::npos)
        if (const std::string adjective = german_adjective(std::string_view(d.term).substr(0, space)); !adjective.empty()) {
          std::string_view noun = std::string_view(d.term).substr(space + 1);
          if (noun.size() > 5 && noun.ends_with("en")) noun.remove_suffix(2);
          known.insert(adjective + ' ' + std::string(noun));
        }
  }
  std::map<std::string, Phrase> phrases;
  std::unordered_set<std::string_view> small;  // words that the text also writes without a capital: the others are names
  const auto capital = [&](std::uint32_t at) {
    const TextSpan where = ctx.normal.map.to_text({at, at + 1});
    const std::string_view c = where.of(original);
    return letter(text[at]) && extract::begins_with_capital(c) && !c.empty() && c.front() != '"';
  };
  for (const segment::Paragraph& p : ctx.structure.paragraphs) {
    if (ctx.cancel.poll(Stage::match, p.span.begin, text.size())) return {};
    if (p.language == Language::other || p.kind == extract::BlockKind::code) continue;
    std::uint32_t capitals_until = 0;  // end of the last phrase
    std::string previous;              // the word before
    bool sentence_start = true;
    for (std::uint32_t i = p.span.begin; i < p.span.end;) {
      if (!letter(text[i]) || (i > p.span.begin && word_byte(text[i - 1]))) {
        if (text[i] == '.' || text[i] == ':' || text[i] == ';' || text[i] == '?' || text[i] == '!' || text[i] == '(' || text[i] == '"' || text[i] == '|') sentence_start = true;
        ++i;
        continue;
      }
      std::uint32_t end = i;
      while (end < p.span.end && word_byte(text[end])) ++end;
      const std::string_view word = text.substr(i, end - i);
      if (!capital(i) || i < capitals_until) {
        // Not of an address: "evernote.com" does not make Evernote a word.
        const bool address = (i > p.span.begin && (text[i - 1] == '.' || text[i - 1] == '/' || text[i - 1] == '@' || text[i - 1] == '-')) ||
                             (end + 1 < p.span.end && (text[end] == '@' || text[end] == '-' || text[end] == '/' || (text[end] == '.' && word_byte(text[end + 1]))));
        if (!address && !capital(i) && small.size() < kSmallWords) small.insert(word);
        previous = word;
        sentence_start = false;
        i = end;
        continue;
      }
      // The run of capitals, with "de", "du", "des" inside in French and Spanish.
      std::uint32_t stop = end, words = 1;
      std::vector<std::string_view> parts = {word};
      while (stop < p.span.end && text[stop] == ' ' && words < 6) {
        std::uint32_t next = stop + 1;
        if (p.language == Language::fr || p.language == Language::es)
          for (std::string_view link : {"de ", "du ", "des ", "d'", "de la ", "del "})
            if (text.substr(next).starts_with(link) && next + link.size() < p.span.end && capital(next + static_cast<std::uint32_t>(link.size()))) { next += static_cast<std::uint32_t>(link.size()); break; }
        if (next >= p.span.end || !letter(text[next]) || !capital(next)) break;
        std::uint32_t to = next;
        while (to < p.span.end && word_byte(text[to])) ++to;
        parts.push_back(text.substr(next, to - next));
        stop = to;
        ++words;
      }
      const NormalSpan span{i, stop};
      capitals_until = stop;
      const bool middle = !sentence_start && !p.title() && std::find(kDeterminers.begin(), kDeterminers.end(), previous) != kDeterminers.end();
      const std::string adjective = p.language == Language::de && words == 2 ? german_adjective(parts.front()) : std::string();
      if (words >= 2 && words <= 3 && (p.language != Language::de || !adjective.empty())) {
        const std::string key = std::string(code(p.language)) + ' ' + (adjective.empty() ? singular(span.of(text)) : adjective + ' ' + std::string(parts.back().substr(0, parts.back().size() > 5 && parts.back().ends_with("en") ? parts.back().size() - 2 : parts.back().size())));
        const std::string_view head = p.language == Language::en || p.language == Language::de ? parts.back() : parts.front();
        const TextSpan where = ctx.normal.map.to_text(span);
        const std::string_view shown = where.of(original);
        const bool capitals = extract::all_capitals(shown);
        if (is_head(p.language, head) && !capitals) {
          Phrase& phrase = phrases[key];
          if (phrase.uses.empty()) phrase.language = p.language, phrase.written = shown;
          if (middle) phrase.uses.push_back(span);
          const char before = i > p.span.begin ? text[i - 1] : ' ', after = stop < p.span.end ? text[stop] : ' ';
          std::uint32_t look = stop;
          while (look < p.span.end && text[look] == ' ') ++look;
          const char next = look < p.span.end ? text[look] : ' ';
          const char mark = where.begin > 0 ? original[where.begin - 1] : ' ';  // of a link, or of emphasis
          if (p.title() || mark == '[' || mark == '*' || mark == '_' || mark == '>' || before == '"' || after == '"' || after == ']' || before == '[' || before == '(' || next == '(' || next == ':' || next == '|' || p.kind == extract::BlockKind::table_row) phrase.elsewhere = true;
          if (is_explained(text.substr(stop, std::min<std::size_t>(p.span.end - stop, 48)))) phrase.elsewhere = true;
        } else if (capitals && phrases.size() < kTerms) {
          phrases[key].elsewhere = true;
        }
        if (phrases.size() > 4 * kTerms) return {};  // no contract: a list of names
      }
      previous = word;
      sentence_start = false;
      i = stop;
    }
  }
  std::vector<Match> found;
  for (auto& [key, phrase] : phrases) {
    if (phrase.elsewhere || phrase.uses.size() < kUses) continue;
    const std::string term = key.substr(3);
    if (known.count(term) || term == "customer service" || term == "service client" || term.ends_with(" term")) continue;
    const std::string_view first = phrase.uses.front().of(text);
    if (phrase.language != Language::de && !small.count(first.substr(0, first.find(' ')))) continue;
    // Made of defined words, or part of a defined term: "Customer Data" where both are defined, "Term" in "Initial Term".
    if (ctx.cancel.poll(Stage::match, text.size(), text.size())) return {};
    if (std::any_of(known.begin(), known.end(), [&](const std::string& d) { return term.find(d) != term.npos || d.find(term) != d.npos; })) continue;
    Match m = match_at(ctx, phrase.uses.front());
    m.also.assign(phrase.uses.begin() + 1, phrase.uses.end());
    m.arguments.emplace_back("term", phrase.written);
    found.push_back(std::move(m));
    if (found.size() > limits::kFindingsPerRule) break;
  }
  std::sort(found.begin(), found.end(), [](const Match& a, const Match& b) { return a.hull < b.hull; });
  return found;
}

}  // namespace caveat::match
