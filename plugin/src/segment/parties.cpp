// See parties.h. Definitions are read from the folded text, where quotes are one kind and words are ASCII; capitals come
// from the extracted text by carried positions.
#include "segment/parties.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "segment/role_nouns.h"

namespace caveat::segment {
namespace {

// Parties are named in the first pages; later brackets define products, annexes and the parties of other contracts.
constexpr std::uint32_t kDefinitionBytes = 32u << 10;
constexpr std::uint32_t kBracketBytes = 240;   // '(hereinafter referred to as the "Supplier" or, together with ..., "ACME")'
constexpr std::uint32_t kNameBytes = 220;      // from the bracket back over an address to the company's name
constexpr std::uint32_t kStyleBytes = 64u << 10;  // enough text to see whether it is written in "we" and "you"
constexpr std::uint32_t kSideBySideBytes = 2'000;   // two addresses, registers and representatives stand between
constexpr std::uint32_t kFirstBytes = 4'000;  // in a text of "we" and "you" a company named later is a third one
constexpr std::size_t kGroups = 12, kAliases = 6;  // real contracts have 2 to 4 parties with 1 to 4 names
constexpr std::uint32_t kSureEvidence = 2, kContraryShare = 3;

using std::string_view;

bool word_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

struct Word {
  std::uint32_t begin, end;
};

std::vector<Word> words_of(string_view text, std::uint32_t begin, std::uint32_t end) {
  std::vector<Word> out;
  for (std::uint32_t i = begin; i < end;) {
    if (!word_char(text[i])) { ++i; continue; }
    std::uint32_t j = i;
    while (j < end && word_char(text[j])) ++j;
    out.push_back({i, j});
    i = j;
  }
  return out;
}

template <std::size_t N>
bool among(const string_view (&list)[N], string_view word) {
  return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

constexpr string_view kLegalForms[] = {"gmbh", "mbh", "ag", "kg", "kgaa", "ohg", "gbr", "ug", "ev", "eg", "se", "ltd", "limited", "inc", "llc", "llp", "lp", "plc", "corp", "corporation", "sas", "sasu", "sarl", "eurl", "sa", "snc", "sci", "sl", "slu", "sau", "slp", "bv", "nv", "srl", "spa", "pty", "oy", "ab", "aps", "ltda", "pbc"};
// Words of a definition that carry no name: what is left of a bracket without its quotes must be these.
constexpr string_view kFillers[] = {
    "the", "or", "and", "a", "as", "also", "each", "collectively", "together", "hereinafter", "hereafter", "referred", "to", "called", "individually", "its", "affiliates", "with", "in", "this", "agreement", "contract", "below", "following", "simply", "jointly",
    "le", "la", "l", "les", "ou", "et", "ci", "apres", "dessous", "denomme", "denommee", "denommes", "designe", "designee", "appele", "appelee", "aussi", "egalement", "par", "sous", "nom", "de", "indifferemment", "conjointement", "collectivement", "d", "une", "part",
    "der", "die", "das", "den", "dem", "und", "oder", "auch", "nachfolgend", "nachstehend", "im", "folgenden", "genannt", "gemeinsam", "kurz", "jeweils", "bezeichnet", "als", "bzw", "fortan", "weiteren", "zusammen", "einzeln", "sowie", "weiter", "noch",
    "el", "los", "las", "o", "y", "u", "en", "adelante", "lo", "sucesivo", "denominado", "denominada", "denominados", "conjuntamente", "indistintamente", "asimismo", "tambien", "como", "simplemente"};
// Words after which a name follows that has no quotes.
constexpr string_view kCues[] = {"hereinafter", "hereafter", "ci-apres", "ci-dessous", "nachfolgend", "nachstehend", "im folgenden", "im weiteren", "fortan", "en adelante", "en lo sucesivo"};
constexpr string_view kAsWords[] = {"as", "als", "qualite", "calidad", "capacity", "condicion"};

struct Alias {
  std::string name;     // folded, without article
  NormalSpan span;      // where it is bound
  PartyWord kind = PartyWord::none;
};

struct Group {
  std::vector<Alias> aliases;
  Language language = Language::other;
  bool company = false;     // a legal form stands before it
  bool named_after = false; // an alias repeats the words before the bracket
  std::optional<Role> role;
  bool party() const {
    return company || std::any_of(aliases.begin(), aliases.end(), [](const Alias& a) { return a.kind != PartyWord::none; });
  }
};

class Finder {
 public:
  Finder(const extract::ExtractedText& extracted, const normalize::NormalText& normal, const Structure& structure)
      : extracted_(extracted), normal_(normal), text_(normal.text), structure_(structure) {}

  Result<std::vector<Party>> run(Cancel& cancel) {
    for (const Paragraph& paragraph : structure_.paragraphs) {
      if (paragraph.span.begin > kDefinitionBytes || groups_.size() >= kGroups) break;
      if (auto stop = cancel.poll(Stage::segment, paragraph.span.begin, text_.size())) return *stop;
      if (paragraph.language != Language::other) definitions(paragraph);
    }
    style();
    decide();
    for (Group& group : groups_)
      if (!group.role && (!has_we() || group.aliases.front().span.begin < kFirstBytes)) {
        if (auto stop = cancel.poll(Stage::segment, 0, text_.size())) return *stop;
        by_text(group);
      }
    other_party();
    return parties();
  }

 private:
  string_view of(NormalSpan span) const { return span.of(text_); }

  bool capital(std::uint32_t at, std::uint32_t end) const {
    const char c = extracted_.text[normal_.map.to_text({at, end}).begin];
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) == 0xC3;
  }

  // ---- definitions ----
  void definitions(const Paragraph& paragraph) {
    const std::uint32_t end = std::min(paragraph.span.end, paragraph.span.begin + kDefinitionBytes);
    std::uint32_t from = paragraph.span.begin;  // names before a bracket are looked for back to here
    for (std::uint32_t i = paragraph.span.begin; i < end; ++i) {
      if (groups_.size() >= kGroups) return;
      std::uint32_t close = 0;
      if (text_[i] == '(') {
        close = i + 1;
        while (close < end && close - i < kBracketBytes && text_[close] != ')') ++close;
        if (close >= end || text_[close] != ')') continue;
        group(paragraph, from, i, i + 1, close, false);
      } else if (text_.substr(i, 3) == ": \"" && company_name(i > from + kNameBytes ? i - kNameBytes : from, i, true, paragraph.language)) {
        close = i + 2;  // 'LUMBRERA, S.L., Sevilla: «Lumbrera» o «el Encargado»'
        while (close < end && close - i < kBracketBytes && text_[close] != '.' && text_[close] != ';' && text_[close] != '(') ++close;
        group(paragraph, from, i, i + 2, close, true);
      } else if ((i == paragraph.span.begin || !word_char(text_[i - 1])) && word_char(text_[i])) {
        const auto cue = std::find_if(std::begin(kCues), std::end(kCues), [&](string_view c) { return text_.compare(i, c.size(), c) == 0 && i + c.size() < end && !word_char(text_[i + c.size()]); });
        if (cue == std::end(kCues)) continue;
        close = i;
        while (close < end && close - i < kBracketBytes && text_[close] != '.' && text_[close] != ';' && text_[close] != ')' && text_[close] != '(') ++close;
        group(paragraph, from, i, i, close, true);
      } else {
        continue;
      }
      if (added_ && text_[i] != '(') close = last_;  // the next party may stand in the same sentence
      if (added_) from = close;
      if (added_ || text_[i] == '(') i = close;
    }
    if (text_[paragraph.span.begin] == '"') equation(paragraph, end);
    label(paragraph, end);
  }

  // 'Auftraggeber: Stadtwerke Wehrau GmbH, ... Auftragnehmer ("AN"): ...', in the head of a contract.
  void label(const Paragraph& paragraph, std::uint32_t end) {
    if (paragraph.span.begin > kFirstBytes) return;
    const auto words = words_of(text_, paragraph.span.begin, std::min(end, paragraph.span.begin + kFirstBytes));
    for (std::size_t w = 0; w < words.size() && groups_.size() < kGroups; ++w) {
      std::uint32_t at = words[w].end;
      if (text_.substr(at, 2) != " (" && text_.substr(at, 1) != ":" && text_.substr(at, 2) != " :") continue;
      const PartyWord kind = party_word(of({words[w].begin, at}), paragraph.language);
      if (kind != PartyWord::supplier && kind != PartyWord::weak_supplier && kind != PartyWord::customer) continue;
      Group group;
      group.language = paragraph.language;
      group.role = kind == PartyWord::customer ? Role::customer : Role::supplier;
      if (text_.substr(at, 2) == " (") {
        const std::size_t bracket = text_.substr(at, kBracketBytes).find(')');
        if (bracket == string_view::npos || at + bracket >= end) continue;
        const auto close = static_cast<std::uint32_t>(at + bracket);
        quoted(at + 2, close, group);
        at = close + 1;
      }
      while (at < end && text_[at] == ' ') ++at;
      if (at >= end || text_[at] != ':') continue;
      group.company = !group.aliases.empty();
      if (const auto name = company_name(at, std::min(end, at + kNameBytes), false, group.language); name && name->begin < at + 8) {
        group.company = true;
        add(group, *name, true);
      }
      if (group.company && !known(group)) groups_.push_back(std::move(group));
    }
  }

  bool stands_in(std::uint32_t begin, std::uint32_t end, string_view name) const {
    const string_view text = text_.substr(begin, end - begin);
    for (std::size_t at = text.find(name); at != string_view::npos; at = text.find(name, at + 1))
      if (at == 0 || !word_char(text[at - 1])) return true;  // "Acme" of "AcmeCloud" as well
    return false;
  }

  // The first definition of a name counts.
  bool known(const Group& group) const {
    for (const Group& other : groups_)
      for (const Alias& a : other.aliases)
        for (const Alias& b : group.aliases)
          if (a.name == b.name && a.kind != PartyWord::first_person && a.kind != PartyWord::second_person) return true;
    return false;
  }

  // '"we", "us" and "our" mean ACME Ltd'; '"Supplier" means ACME Ltd, a company ...'
  void equation(const Paragraph& paragraph, std::uint32_t end) {
    Group group;
    group.language = paragraph.language;
    std::uint32_t at = paragraph.span.begin;
    at = quoted(at, std::min(end, at + kBracketBytes), group);
    if (group.aliases.empty()) return;
    const auto words = words_of(text_, at, std::min(end, at + kBracketBytes));
    constexpr string_view kVerbs[] = {"mean", "means", "refer", "refers", "designe", "designent", "renvoie", "meint", "meinen", "bezeichnet", "bezeichnen", "ist", "is", "significa", "designa", "refiere", "se"};
    if (words.empty() || words[0].begin > at + 3 || !among(kVerbs, of({words[0].begin, words[0].end}))) return;
    if (const auto name = company_name(at, std::min(end, at + kBracketBytes), false, group.language)) {
      group.company = true;
      add(group, *name, true);
      groups_.push_back(std::move(group));
    }
  }

  // Collects "..." strings from `at` on while only fillers stand between them. Gives where it stopped.
  std::uint32_t quoted(std::uint32_t at, std::uint32_t end, Group& group) {
    std::uint32_t stop = at;
    for (std::uint32_t i = at; i < end; ++i) {
      if (text_[i] != '"') continue;
      for (const Word& w : words_of(text_, stop, i))
        if (!among(kFillers, of({w.begin, w.end}))) return stop;
      std::uint32_t close = i + 1;
      while (close < end && close - i < 60 && text_[close] != '"') ++close;
      if (close >= end || text_[close] != '"') return stop;
      add(group, {i + 1, close});
      i = close;
      stop = close + 1;
    }
    return stop;
  }

  // A bracket, or what follows a cue. `from`..`open`: where the name may stand.
  void group(const Paragraph& paragraph, std::uint32_t from, std::uint32_t open, std::uint32_t begin, std::uint32_t end, bool bare) {
    added_ = false;
    Group group;
    group.language = paragraph.language;
    bool cue = bare;
    for (string_view c : kCues)
      if (text_.substr(begin, std::min<std::uint32_t>(end - begin, 12 + static_cast<std::uint32_t>(c.size()))).find(c) < 12) cue = true;
    const std::uint32_t stop = quoted(begin, end, group);
    if (group.aliases.empty()) {
      // '(ci-après le Prestataire)', '(nachfolgend Anbieter genannt)', 'ACME Ltd (the Supplier)'
      std::vector<Word> name;
      for (const Word& w : words_of(text_, begin, std::min(end, begin + 90))) {
        const string_view word = of({w.begin, w.end});
        if (!name.empty() && (text_.substr(name.back().end, w.begin - name.back().end).find_first_of(",:;\"") != string_view::npos || name.size() == 3)) break;
        if (among(kFillers, word)) {
          if (!name.empty()) break;
          continue;
        }
        if (name.empty() && !capital(w.begin, w.end)) break;
        if (!name.empty() && !capital(w.begin, w.end) && party_word(of({name[0].begin, w.end}), group.language) == PartyWord::none) break;
        name.push_back(w);
      }
      if (name.empty()) return;
      const NormalSpan span{name.front().begin, name.back().end};
      const PartyWord kind = party_word(of(span), group.language);
      if (!cue && kind != PartyWord::supplier && kind != PartyWord::customer) return;
      if (!cue && span.end + 2 < end) return;  // a bracket with more in it: "(Customer data only)"
      add(group, span);
    } else if (!cue && !bare) {
      for (const Word& w : words_of(text_, stop, end))
        if (!among(kFillers, of({w.begin, w.end}))) return;
    }
    if (group.aliases.empty()) return;

    const std::uint32_t lower = open > from + kNameBytes ? open - kNameBytes : from;
    const auto name = company_name(lower, open, true, group.language);
    if (name) {
      group.company = true;
      last_ = group.aliases.back().span.end;
      add(group, *name, true);
    } else {
      last_ = group.aliases.back().span.end;
    }
    for (const Alias& alias : group.aliases)
      if (alias.kind == PartyWord::none && alias.span.begin >= open && !is_thing(alias.name) && stands_in(lower, open, alias.name)) group.named_after = true;
    // "la société Fonderies Castelmoron, représentée par ..., ci-après « FC »": no legal form, and yet a party.
    if (cue && !group.company) {
      constexpr string_view kCompanies[] = {"societe", "company", "corporation", "firma", "gesellschaft", "sociedad", "mercantil", "compania", "representee", "represented", "represente", "vertreten", "representada", "registered"};
      for (const Word& w : words_of(text_, lower, open))
        if (among(kCompanies, of({w.begin, w.end}))) group.company = true;
    }
    if (!group.party() && !group.named_after) return;

    // "... („ACME“) als Auftragnehmer", "the supplier, ACME GmbH („ACME“)"
    const auto after = words_of(text_, end, std::min(paragraph.span.end, end + 60));
    for (std::size_t i = 0; i < after.size() && i < 4 && !group.role; ++i)
      if (among(kAsWords, of({after[i].begin, after[i].end}))) group.role = role_at(after, i + 1, group.language);
    if (!group.role && name && name->begin > from) {
      const auto before = words_of(text_, name->begin > from + 40 ? name->begin - 40 : from, name->begin);
      if (!before.empty()) {
        const PartyWord kind = party_word(of({before.back().begin, before.back().end}), group.language);
        if (kind == PartyWord::supplier) group.role = Role::supplier;
        if (kind == PartyWord::customer) group.role = Role::customer;
      }
    }
    if (known(group)) return;
    groups_.push_back(std::move(group));
    added_ = true;
  }

  std::optional<Role> role_at(const std::vector<Word>& words, std::size_t i, Language language) const {
    for (std::size_t k = i; k < words.size() && k < i + 3; ++k)
      for (std::size_t n = std::min<std::size_t>(3, words.size() - k); n > 0; --n) {
        const PartyWord kind = party_word(of({words[k].begin, words[k + n - 1].end}), language);
        if (kind == PartyWord::supplier) return Role::supplier;
        if (kind == PartyWord::customer) return Role::customer;
      }
    return std::nullopt;
  }

  void add(Group& group, NormalSpan span, bool company = false) {
    auto words = words_of(text_, span.begin, span.end);
    if (words.empty() || words.size() > 7) return;
    constexpr string_view kArticles[] = {"the", "le", "la", "l", "les", "der", "die", "das", "den", "dem", "el", "los", "las", "a"};
    if (words.size() > 1 && among(kArticles, of({words[0].begin, words[0].end}))) words.erase(words.begin());
    Alias alias;
    alias.span = {words.front().begin, words.back().end};
    alias.name = std::string(of(alias.span));
    alias.kind = party_word(alias.name, group.language);
    if (alias.kind == PartyWord::none)  // "nous/notre/nos", "nous-mêmes", "we us"
      if (const PartyWord kind = party_word(of({words[0].begin, words[0].end}), group.language); kind == PartyWord::first_person || kind == PartyWord::second_person)
        alias.kind = kind;
    if (alias.kind == PartyWord::none && (alias.name.size() < 2 || (!capital(words[0].begin, words[0].end) && !has_dot_name(alias.name)))) {
      // A name written small ("idealo") is one only where the words before the bracket have it too.
      if (alias.name.size() < 4) return;
    }
    if (alias.kind == PartyWord::none && !company && is_thing(alias.name)) return;
    for (const Alias& known : group.aliases)
      if (known.name == alias.name) return;
    if (group.aliases.size() < kAliases) group.aliases.push_back(std::move(alias));
  }

  // Defined in brackets as often as parties are, and never one.
  static bool is_thing(string_view name) {
    constexpr string_view kThings[] = {"services", "service", "site", "sites", "website", "websites", "terms", "software", "documentation", "app", "apps", "application", "platform", "product", "products", "content", "agreement", "contract", "fees", "data", "party", "parties", "policy", "materials", "conditions",
        "plateforme", "logiciel", "produits", "contrat", "cgu", "cgv", "donnees", "contenu", "contenus", "parties", "partie", "conditions", "offre", "accord",
        "plattform", "dienst", "dienste", "leistungen", "vertrag", "agb", "inhalte", "daten", "parteien", "partei", "nutzungsbedingungen", "bedingungen", "webseite", "seiten",
        "servicio", "servicios", "sitio", "sitio web", "web", "plataforma", "contrato", "condiciones", "contenido", "contenidos", "datos", "partes", "parte", "aplicacion"};
    const std::size_t space = name.rfind(' ');
    return among(kThings, name) || (space != string_view::npos && among(kThings, name.substr(space + 1)));
  }

  static bool has_dot_name(const std::string& name) { return name.find('.') != std::string::npos; }

  // The capitalised words before a legal form: 'ACME Cloud GmbH, Musterstraße 1, Berlin' -> "acme cloud". backward: the last
  // one in the range, else the first.
  std::optional<NormalSpan> company_name(std::uint32_t begin, std::uint32_t end, bool backward, Language language) const {
    const auto words = words_of(text_, begin, end);
    std::optional<NormalSpan> found;
    for (std::size_t i = 1; i < words.size(); ++i) {
      std::size_t form = i;
      if (!legal_form(words, i, form)) continue;
      std::size_t first = i;
      while (first > 0 && i - first < 5) {
        const Word& w = words[first - 1];
        const string_view gap = text_.substr(w.end, words[first].begin - w.end);
        const bool comma = gap == ", " && first == i;  // "Acme, Inc."
        if (gap != " " && gap != "-" && gap != "." && gap != " & " && gap != "&" && !comma) break;
        // "Servicios en la Nube": small words join two parts of a name.
        if (const string_view word = of({w.begin, w.end}); first == i || !joins(word)) {
          if (!capital(w.begin, w.end) && gap != ".") break;
          if (is_lead(word) || party_word(word, language) != PartyWord::none) break;
        }
        --first;
      }
      while (first < i && joins(of({words[first].begin, words[first].end}))) ++first;  // they never begin one
      if (first == i) continue;
      // "a Delaware corporation", "eine GmbH"
      if (first > 0 && is_indefinite(of({words[first - 1].begin, words[first - 1].end}))) continue;
      if (std::all_of(words.begin() + static_cast<std::ptrdiff_t>(first), words.begin() + static_cast<std::ptrdiff_t>(i), [&](const Word& w) { return is_common(of({w.begin, w.end})); })) continue;
      found = NormalSpan{words[first].begin, words[i - 1].end};
      if (!backward) return found;
    }
    return found;
  }

  static bool joins(string_view word) {
    constexpr string_view kJoins[] = {"de", "del", "la", "las", "los", "en", "du", "des", "of", "for", "fuer"};
    return among(kJoins, word);
  }

  static bool is_lead(string_view word) {
    constexpr string_view kLeads[] = {"the", "between", "and", "by", "die", "der", "zwischen", "und", "la", "le", "entre", "et", "de", "societe", "sociedad", "firma", "y", "el", "party", "company", "empresa", "mercantil", "this", "welcome", "diese", "para"};
    return among(kLeads, word);
  }

  // What is left of a name whose own part is not written as one ("Ask.fm Europe Ltd").
  static bool is_common(string_view word) {
    constexpr string_view kCommon[] = {"europe", "private", "international", "deutschland", "france", "germany", "group", "foundation", "holding", "holdings", "services", "systems", "technologies", "software", "espana", "iberia", "ireland", "intermediacion", "public", "global", "solutions", "uk"};
    return among(kCommon, word);
  }

  static bool is_indefinite(string_view word) {
    constexpr string_view kArticles[] = {"a", "an", "une", "un", "eine", "einer", "una"};
    return among(kArticles, word);
  }

  // One word ("gmbh"), or letters with dots ("s. a. s.", "s.l.").
  bool legal_form(const std::vector<Word>& words, std::size_t i, std::size_t& last) const {
    last = i;
    const string_view word = of({words[i].begin, words[i].end});
    if (among(kLegalForms, word)) {
      // "se", "ag", "sa", "limited" are also words: a company writes its form large.
      constexpr string_view kSure[] = {"plc", "gmbh", "llc", "kgaa", "sarl"};
      return among(kSure, word) || capital(words[i].begin, words[i].end);
    }
    std::string letters(word);
    while (letters.size() < 4 && words[last].end - words[last].begin == 1 && last + 1 < words.size() && words[last + 1].begin - words[last].end <= 2 &&
           text_[words[last].end] == '.' && words[last + 1].end - words[last + 1].begin == 1) {
      ++last;
      letters += text_[words[last].begin];
    }
    return last > i && among(kLegalForms, letters) && capital(words[i].begin, words[i].end);
  }

  // ---- the style of the text: "we" and "you", and purchase conditions, where "we" are the customer ----
  void style() {
    const auto end = static_cast<std::uint32_t>(std::min<std::size_t>(text_.size(), kStyleBytes));
    std::array<std::uint32_t, 7> counts{};
    std::array<std::array<std::uint32_t, 2>, kLanguages> pronouns{};
    for (const Paragraph& paragraph : structure_.paragraphs) {
      if (paragraph.span.begin >= end) break;
      if (paragraph.language == Language::other) continue;
      for (const Word& w : words_of(text_, paragraph.span.begin, std::min(paragraph.span.end, end))) {
        const PartyWord kind = party_word(of({w.begin, w.end}), paragraph.language);
        if (kind == PartyWord::none) continue;
        if (kind == PartyWord::second_person && paragraph.language == Language::de && !(capital(w.begin, w.end) && w.begin > paragraph.span.begin + 1 && text_[w.begin - 2] != '.')) continue;
        if (kind == PartyWord::second_person && paragraph.language == Language::es && of({w.begin, w.end}) == "su") continue;
        ++counts[static_cast<std::size_t>(kind)];
        if (kind == PartyWord::first_person) ++pronouns[index(paragraph.language)][0];
        if (kind == PartyWord::second_person) ++pronouns[index(paragraph.language)][1];
      }
    }
    const auto count = [&](PartyWord kind) { return counts[static_cast<std::size_t>(kind)]; };
    pronouns_ = pronouns;

    constexpr string_view kPurchase[] = {"einkaufsbedingungen", "bestellbedingungen", "beschaffungsbedingungen", "einkaufs- und", "purchase order terms", "purchasing conditions", "purchasing terms", "conditions of purchase", "terms of purchase", "purchase conditions", "terms and conditions of purchase", "conditions d'achat", "conditions generales d'achat", "condiciones de compra", "condiciones generales de compra", "condiciones generales de contratacion de proveedores"};
    const string_view head = text_.substr(0, 2000);
    const bool purchase = std::any_of(std::begin(kPurchase), std::end(kPurchase), [&](string_view p) { return head.find(p) != string_view::npos; });
    // A web shop's "condiciones de compra" are conditions of sale: there the word is "customer", not "supplier".
    purchase_ = purchase && count(PartyWord::supplier) >= 3 && count(PartyWord::supplier) > 3 * count(PartyWord::customer);
  }

  // ---- sides ----
  void decide() {
    for (Group& group : groups_)
      for (const Alias& alias : group.aliases) {
        if (group.role) break;
        if (alias.kind == PartyWord::supplier) group.role = Role::supplier;
        if (alias.kind == PartyWord::customer) group.role = Role::customer;
      }
    first_person_ = Role::supplier;
    if (purchase_) first_person_ = Role::customer;
    for (const Group& group : groups_)
      if (group.role && has(group, PartyWord::first_person)) first_person_ = *group.role;
    for (Group& group : groups_) {
      if (group.role) continue;
      if (has(group, PartyWord::first_person)) group.role = first_person_;
      else if (has(group, PartyWord::second_person)) group.role = other(first_person_);
    }
    other_party();
    for (Group& group : groups_)  // a web shop's "seller" with no one else around
      if (!group.role && has(group, PartyWord::weak_supplier)) group.role = Role::supplier;
  }

  // Of exactly two parties, named side by side, one has a side: the other has the other one.
  void other_party() {
    std::vector<Group*> named;
    for (Group& group : groups_)
      if (group.party()) named.push_back(&group);
    if (named.size() != 2) return;
    const std::uint32_t a = named[0]->aliases.front().span.begin, b = named[1]->aliases.front().span.begin;
    if ((a < b ? b - a : a - b) > kSideBySideBytes || related(*named[0], *named[1])) return;
    for (int i : {0, 1})
      if (!named[i]->role && named[1 - i]->role) {
        const Role role = other(*named[1 - i]->role);
        // Where the text is written to "you", a company that has only a name is a third one (a payment service).
        const bool only_named = std::all_of(named[i]->aliases.begin(), named[i]->aliases.end(), [](const Alias& a) { return a.kind == PartyWord::none; });
        if (role == Role::supplier || !only_named || !has_we()) named[i]->role = role;
      }
  }

  // "Verivox GmbH" and "Verivox Finanzvergleich GmbH" are on one side.
  static bool related(const Group& a, const Group& b) {
    const auto first = [](const std::string& name) { return name.substr(0, name.find(' ')); };
    for (const Alias& x : a.aliases)
      for (const Alias& y : b.aliases)
        if (first(x.name) == first(y.name)) return true;
    return false;
  }

  bool has_we() const {
    return std::any_of(pronouns_.begin(), pronouns_.end(), [](const auto& p) { return p[0] >= 3 && p[1] >= 3; });
  }

  static bool has(const Group& group, PartyWord kind) {
    return std::any_of(group.aliases.begin(), group.aliases.end(), [&](const Alias& a) { return a.kind == kind; });
  }

  // "ACME provides", "fees payable to ACME": what the text says of a name whose definition says nothing.
  void by_text(Group& group) {
    std::uint32_t supplies = 0, buys = 0;
    for (const Alias& alias : group.aliases) {
      if (alias.kind != PartyWord::none && alias.kind != PartyWord::ambiguous) continue;
      for (std::size_t at = text_.find(alias.name); at != string_view::npos; at = text_.find(alias.name, at + alias.name.size())) {
        const std::size_t end = at + alias.name.size();
        if ((at > 0 && word_char(text_[at - 1])) || (end < text_.size() && word_char(text_[end]))) continue;
        const int side = evidence(static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end));
        supplies += side > 0;
        buys += side < 0;
        if (supplies + buys > 40) break;
      }
    }
    // With a supplier known already, who else "provides" is a third party.
    const bool taken = std::any_of(groups_.begin(), groups_.end(), [](const Group& g) { return g.role == Role::supplier; });
    if (!taken && supplies >= kSureEvidence && supplies >= kContraryShare * buys) group.role = Role::supplier;
    if (buys >= kSureEvidence && buys >= kContraryShare * supplies) group.role = Role::customer;
  }

  // +1: who stands at begin..end supplies; -1: buys; 0: nothing said.
  int evidence(std::uint32_t begin, std::uint32_t end) const {
    constexpr string_view kSupply[] = {
        "provides", "provide", "offers", "offer", "hosts", "grants", "grant", "operates", "delivers", "deliver", "supplies", "supply", "licenses", "makes", "processes", "invoices", "maintains", "installs", "supports", "repairs", "ships", "bills", "charges",
        "fournit", "fournira", "propose", "heberge", "exploite", "concede", "livre", "livrera", "met", "edite", "facture", "facturera", "loue", "installe", "assure", "entretient", "assurera", "mettra", "percoit",
        "erbringt", "liefert", "betreibt", "stellt", "bietet", "gewaehrt", "raeumt", "hostet", "ueberlaesst", "montiert", "wartet", "installiert", "vermietet", "berechnet", "verrechnet",
        "presta", "prestara", "ofrece", "ofrecera", "proporciona", "proporcionara", "suministra", "suministrara", "explota", "concede", "pone", "facturara", "aloja", "entregara", "entrega", "instala", "mantiene", "gestiona", "pondra", "cobra", "percibe", "factura"};
    constexpr string_view kBuy[] = {"pays", "pay", "orders", "purchases", "subscribes", "commissions", "paie", "paye", "paiera", "payera", "verse", "versera", "commande", "souscrit", "confie", "regle", "reglera", "zahlt", "bestellt", "beauftragt", "verguetet", "entrichtet", "paga", "pagara", "abonara", "encarga", "contrata", "abona", "encomienda"};
    constexpr string_view kBefore[] = {"provided by ", "offered by ", "operated by ", "payable to ", "paid to ", "pay to ", "owed to ", "supplied by ", "hosted by ", "licensed by ", "invoiced by ", "fournis par ", "fournies par ", "fourni par ", "proposes par ", "propose par ", "proposees par ", "exploite par ", "edite par ", "edites par ", "verser a ", "payer a ", "dues a ", "bereitgestellt von ", "angeboten von ", "betrieben von ", "zahlung an ", "prestados por ", "ofrecidos por ", "ofrecido por ", "proporcionado por ", "proporcionados por ", "operado por ", "titularidad de ", "pagar a ", "abonar a "};
    constexpr string_view kBehindVon[] = {"bereitgestellten", "bereitgestellte", "angebotenen", "angebotene", "betriebenen", "betriebene", "erbrachten", "erbrachte", "gelieferten", "angeboten", "bereitgestellt", "betrieben", "erbracht"};
    const string_view before = text_.substr(begin > 24 ? begin - 24 : 0, begin - (begin > 24 ? begin - 24 : 0));
    for (string_view phrase : kBefore)
      if (before.ends_with(phrase) || (before.ends_with("\"") && before.substr(0, before.size() - 1).ends_with(phrase))) return 1;
    const auto after = words_of(text_, end, std::min<std::uint32_t>(static_cast<std::uint32_t>(text_.size()), end + 40));
    constexpr string_view kAux[] = {"will", "shall", "may", "must", "agrees", "undertakes", "to", "hereby", "also", "s", "engage", "a", "y", "compromete", "se", "vous", "lui", "ihnen", "dem", "den"};
    for (std::size_t i = 0; i < after.size() && i < 4; ++i) {
      if (text_.substr(end, after[i].begin - end).find_first_of(".;:") != string_view::npos) return 0;
      const string_view word = of({after[i].begin, after[i].end});
      if (among(kSupply, word)) return 1;
      if (among(kBuy, word)) return -1;
      if (i == 0 && before.ends_with("von ") && among(kBehindVon, word)) return 1;
      if (!among(kAux, word)) return 0;
    }
    return 0;
  }

  // ---- result ----
  std::vector<Party> parties() const {
    std::vector<Party> out;
    for (const Group& group : groups_) {
      if (!group.role) continue;
      for (const Alias& alias : group.aliases) {
        if (alias.kind == PartyWord::first_person || alias.kind == PartyWord::second_person) continue;
        out.push_back({*group.role, alias.name, normal_.map.to_text(alias.span), group.language, false});
      }
    }
    std::stable_sort(out.begin(), out.end(), [](const Party& a, const Party& b) { return a.defined_at.begin < b.defined_at.begin; });
    for (Language language : kAllLanguages) {
      constexpr std::array<std::array<string_view, 2>, kLanguages> shown = {{{"we", "you"}, {"nous", "vous"}, {"wir", "sie"}, {"nosotros", "usted"}}};
      for (std::size_t person : {0u, 1u}) {
        if (pronouns_[index(language)][person] < 3 || pronouns_[index(language)][0] < 3) continue;
        out.push_back({person == 0 ? first_person_ : other(first_person_), std::string(shown[index(language)][person]), {}, language, true});
      }
    }
    return out;
  }

  const extract::ExtractedText& extracted_;
  const normalize::NormalText& normal_;
  string_view text_;
  const Structure& structure_;
  std::vector<Group> groups_;
  std::uint32_t last_ = 0;  // end of the last name of the group added last
  bool added_ = false, purchase_ = false;
  Role first_person_ = Role::supplier;
  std::array<std::array<std::uint32_t, 2>, kLanguages> pronouns_{};
};

}  // namespace

Result<std::vector<Party>> find_parties(const extract::ExtractedText& extracted, const normalize::NormalText& normal,
                                        const Structure& structure, Cancel& cancel) {
  return Finder(extracted, normal, structure).run(cancel);
}

}  // namespace caveat::segment
