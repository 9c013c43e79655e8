// See role_folding.h. One search a name, one pass to write the new text and its map.
#include "segment/role_folding.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "segment/role_nouns.h"

namespace caveat::segment {
namespace {

using std::string_view;

// More names than this are no parties: "collectively" lists of subsidiaries. The first definitions count.
constexpr std::size_t kNames = 24;
constexpr std::uint32_t kPollBytes = 1u << 20;

struct Replacement {
  NormalSpan span;
  std::string words;
};

bool word_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

class Folding {
 public:
  Folding(const extract::ExtractedText& extracted, normalize::NormalText& normal, Structure& structure)
      : extracted_(extracted), normal_(normal), text_(normal.text), structure_(structure) {}

  Result<std::uint32_t> run(Cancel& cancel) {
    std::size_t names = 0;
    for (const Party& party : structure_.parties) {
      if (party.pronoun ? !reversed(party) : keeps(party)) continue;
      if (++names > kNames) break;
      if (auto stop = cancel.poll(Stage::segment, 0, text_.size())) return *stop;
      if (party.pronoun) {
        for (const Form& form : forms(party))
          if (auto stop = find(form.word, party, &form, cancel)) return *stop;
      } else {
        if (auto stop = find(party.name, party, nullptr, cancel)) return *stop;
      }
    }
    std::sort(found_.begin(), found_.end(), [](const Replacement& a, const Replacement& b) {
      return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end;
    });
    auto overlap = [last = std::uint32_t{0}](const Replacement& r) mutable {
      if (r.span.begin < last) return true;  // the longer name at one place was sorted first
      last = r.span.end;
      return false;
    };
    std::vector<Replacement> kept;
    for (Replacement& r : found_)
      if (!overlap(r)) kept.push_back(std::move(r));
    found_ = std::move(kept);
    if (!found_.empty()) write();
    return static_cast<std::uint32_t>(found_.size());
  }

 private:
  struct Form {
    string_view word, becomes_supplier, becomes_customer;
  };

  // A word of this role already: "Anbieter" stays.
  static bool keeps(const Party& party) {
    const PartyWord kind = party_word(party.name, party.language);
    return (kind == PartyWord::supplier && party.role == Role::supplier) || (kind == PartyWord::customer && party.role == Role::customer) ||
           (kind == PartyWord::weak_supplier && party.role == Role::supplier);
  }

  // "we" is the supplier in the lexicons: fold it only where it is the customer.
  static bool reversed(const Party& party) {
    const PartyWord kind = party_word(party.name, party.language);
    return (kind == PartyWord::first_person) == (party.role == Role::customer);
  }

  static std::vector<Form> forms(const Party& party) {
    const bool first = party_word(party.name, party.language) == PartyWord::first_person;
    switch (party.language) {
      case Language::en:
        if (first) return {{"we", "the supplier", "the customer"}, {"us", "the supplier", "the customer"}, {"our", "the supplier's", "the customer's"}};
        return {{"you", "the supplier", "the customer"}, {"your", "the supplier's", "the customer's"}};
      case Language::fr:
        if (first) return {{"nous", "le prestataire", "le client"}, {"notre", "son", "son"}, {"nos", "ses", "ses"}};
        return {{"vous", "le prestataire", "le client"}, {"votre", "son", "son"}, {"vos", "ses", "ses"}};
      case Language::de:
        if (first) return {{"wir", "der anbieter", "der kunde"}, {"uns", "dem anbieter", "dem kunden"}};
        return {{"sie", "der anbieter", "der kunde"}, {"ihnen", "dem anbieter", "dem kunden"}};
      case Language::es:
        if (first) return {{"nosotros", "el proveedor", "el cliente"}, {"nos", "al proveedor", "al cliente"}};
        return {{"usted", "el proveedor", "el cliente"}, {"ustedes", "el proveedor", "el cliente"}};
      default: return {};
    }
  }

  string_view written(NormalSpan span) const { return normal_.map.to_text(span).of(extracted_.text); }
  static bool upper(string_view s) { return !s.empty() && ((s[0] >= 'A' && s[0] <= 'Z') || (s.size() > 1 && s[0] == '\xC3' && static_cast<unsigned char>(s[1]) < 0x9F)); }
  static bool shouts(string_view s) {
    return std::none_of(s.begin(), s.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  }

  std::optional<Error> find(string_view name, const Party& party, const Form* form, Cancel& cancel) {
    // As in its definition: "Acme" or "ACME"; "idealo" where the company writes itself small. A pronoun in any case.
    const bool small = !form && !upper(party.defined_at.of(extracted_.text)) && !(name[0] >= '0' && name[0] <= '9');
    std::size_t paragraph = 0, polled = 0;
    const auto& all = structure_.paragraphs;
    for (std::size_t at = text_.find(name); at != string_view::npos; at = text_.find(name, at + name.size())) {
      if (at - polled > kPollBytes) {
        polled = at;
        if (auto stop = cancel.poll(Stage::segment, at, text_.size())) return stop;
      }
      NormalSpan span{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + name.size())};
      if (!whole_name(span)) continue;
      while (paragraph < all.size() && all[paragraph].span.end <= span.begin) ++paragraph;
      if (paragraph >= all.size()) break;
      if (all[paragraph].span.begin > span.begin) continue;
      const Language language = all[paragraph].language;
      if (language == Language::other || (form && language != party.language)) continue;
      const string_view as_written = written(span);
      if (form) {
        // "sie" is also "they"; "Sie" at the begin of a sentence tells nothing.
        if (language == Language::de && party_word(party.name, Language::de) == PartyWord::second_person &&
            (!upper(as_written) || span.begin < all[paragraph].span.begin + 2 || text_[span.begin - 2] == '.')) continue;
        add(span, std::string(party.role == Role::supplier ? form->becomes_supplier : form->becomes_customer));
        continue;
      }
      if (!small && !upper(as_written) && !(as_written[0] >= '0' && as_written[0] <= '9')) continue;
      // "AN" is the Auftragnehmer, "An" is not.
      if (name.size() <= 4 && shouts(party.defined_at.of(extracted_.text)) && !shouts(as_written)) continue;
      if (other_name(span, all[paragraph], language)) continue;
      replace(span, all[paragraph].span.begin, all[paragraph].span.end, party.role, language);
    }
    return std::nullopt;
  }

  // Not inside a word, an address or a compound: "acme.com", "@acme", "acme-konto", "pre-acme".
  bool whole_name(NormalSpan span) const {
    const auto at = [&](std::uint32_t i) { return i < text_.size() ? text_[i] : '\n'; };
    if (span.begin > 0) {
      const char before = text_[span.begin - 1];
      if (word_char(before) || before == '@' || before == '/' || before == '_' || before == '-' || before == '#') return false;
      if (before == '.' && span.begin > 1 && word_char(text_[span.begin - 2])) return false;
    }
    const char after = at(span.end), next = at(span.end + 1);
    if (after == 's' && !word_char(next)) return true;  // "Acmes Leistungen"
    return !word_char(after) && after != '_' && after != '@' && !((after == '.' || after == '-' || after == '/' || after == '&') && word_char(next));
  }

  // 'ACME Cloud Platform' is a product of ACME's. German nouns are all written large: there nothing can be seen.
  bool other_name(NormalSpan span, const Paragraph& paragraph, Language language) const {
    const auto name_like = [&](std::uint32_t begin, std::uint32_t end) {
      const string_view word = written({begin, end});
      if (!upper(word)) return false;
      // A paragraph in capitals: "ACME SHALL NOT BE LIABLE".
      return !shouts(word) || word.size() < 2;
    };
    if (language != Language::de && span.end + 1 < paragraph.span.end && text_[span.end] == ' ' && word_char(text_[span.end + 1])) {
      std::uint32_t end = span.end + 1;
      while (end < paragraph.span.end && word_char(text_[end])) ++end;
      if (!form_length(span.end) && name_like(span.end + 1, end)) return true;
    }
    // "Planet Acme", "Microsoft Azure": a capitalised word before it, not at the begin of a sentence.
    if (language != Language::de && span.begin >= 2 && text_[span.begin - 1] == ' ' && word_char(text_[span.begin - 2])) {
      std::uint32_t begin = span.begin - 1;
      while (begin > paragraph.span.begin && word_char(text_[begin - 1])) --begin;
      const bool starts = begin <= paragraph.span.begin + 1 || !word_char(text_[begin - 2]) ;
      if (!starts && name_like(begin, span.begin - 1)) return true;
    }
    return false;
  }

  // ", inc.", " gmbh" behind a name belong to it.
  std::uint32_t form_length(std::uint32_t at) const {
    constexpr string_view kForms[] = {" gmbh & co. kg", ", inc.", " inc.", ", inc", " inc", ", llc", " llc", ", ltd.", " ltd.", ", ltd", " ltd", " limited", " plc", " corp.", " corporation", " gmbh", " ag", " kg", " se", " sasu", " sas", " s.a.s.", " s.a.s", " sarl", " s.a.r.l.", " sa", " s.a.", ", s.a.", ", s.l.", ", s.l.u.", " s.l.", " sl", " slu", " b.v.", " bv"};
    std::uint32_t longest = 0;
    for (string_view form : kForms)
      if (form.size() > longest && text_.compare(at, form.size(), form) == 0 && (at + form.size() >= text_.size() || !word_char(text_[at + form.size()])))
        longest = static_cast<std::uint32_t>(form.size());
    if (longest == 0) return 0;
    // "se", "sa" and "ag" are words too: a company writes its form large.
    const std::uint32_t letter = at + (text_[at] == ',' ? 2 : 1);
    const string_view form = text_.substr(letter, longest);
    return upper(written({letter, letter + 1})) || form.starts_with("plc") || form.starts_with("gmbh") ? longest : 0;
  }

  // With the articles that the rules' words have: "durch ACME" -> "durch anbieter", "ACME kann" -> "der anbieter kann",
  // "d'ACME" -> "du prestataire", "a ACME" -> "al proveedor".
  void replace(NormalSpan span, std::uint32_t from, std::uint32_t to, Role role, Language language) {
    const RoleName name = role_name(role, language);
    std::string words;
    bool possessive = false;
    if (const std::uint32_t form = form_length(span.end); form && span.end + form <= to) {
      // The full stop of "Inc." at the end of a sentence ends the sentence.
      span.end += form;
      if (text_[span.end - 1] == '.' && (span.end >= to || (span.end + 1 < to && upper(written({span.end + 1, span.end + 2}))))) --span.end;
    } else if (span.end < to && text_[span.end] == 's' && language == Language::de) {
      ++span.end;
      possessive = true;
    }
    const auto before = [&](string_view word) {
      return span.begin >= from + word.size() && text_.substr(span.begin - word.size(), word.size()) == word &&
             (span.begin == from + word.size() || !word_char(text_[span.begin - word.size() - 1]));
    };
    const auto swallow = [&](string_view word, string_view contracted) {
      if (!words.empty() || !before(word)) return;
      span.begin -= static_cast<std::uint32_t>(word.size());
      words = std::string(contracted) + ' ' + std::string(name.noun);
    };
    switch (language) {
      case Language::en:
        words = std::string(before("the ") || before("a ") ? "" : "the ") + std::string(name.noun);
        break;
      case Language::fr:
        if (before("la ") || before("le ")) words = name.noun;
        swallow("l'", "le");
        swallow("d'", "du");
        swallow("de ", "du");
        swallow("a ", "au");
        break;
      case Language::de: {
        constexpr string_view kPrepositions[] = {"von ", "durch ", "mit ", "an ", "bei ", "fuer ", "gegenueber ", "gegen ", "zu ", "ueber ", "seitens ", "der ", "die ", "das ", "dem ", "den ", "des ", "vom ", "beim ", "zur ", "zum "};
        if (possessive) {
          words = role == Role::supplier ? "des anbieters" : "des kunden";
        } else if (std::any_of(std::begin(kPrepositions), std::end(kPrepositions), before)) {
          words = role == Role::supplier ? "anbieter" : "kunden";
        }
        break;
      }
      case Language::es:
        if (before("la ") || before("el ") || before("del ") || before("al ")) words = name.noun;
        swallow("de ", "del");
        swallow("a ", "al");
        break;
      default: return;
    }
    if (words.empty()) words = std::string(name.article) + ' ' + std::string(name.noun);
    if (span.of(text_) != words) add(span, std::move(words));
  }

  void add(NormalSpan span, std::string words) {
    // A name that begins or ends inside one character of the contract ("ﬁ") stays: its edge has no place there.
    const TextSpan where = normal_.map.to_text(span);
    if (normal_.map.to_normal(where) != span) return;
    found_.push_back({span, std::move(words)});
  }

  // ---- the new text, its map and the spans ----
  void write() {
    std::string text;
    normalize::OffsetMap map;
    const auto& pieces = normal_.map.pieces();
    const TextSpan everything = normal_.map.to_text({0, static_cast<std::uint32_t>(text_.size())});
    const std::uint32_t text_end = std::max(everything.end, normal_.map.to_text({static_cast<std::uint32_t>(text_.size()), static_cast<std::uint32_t>(text_.size())}).begin);
    std::size_t r = 0;
    std::uint32_t text_at = 0;  // up to here the new map goes
    for (std::size_t p = 0; p < pieces.size(); ++p) {
      const std::uint32_t normal_end = p + 1 < pieces.size() ? pieces[p + 1].normal_begin : static_cast<std::uint32_t>(text_.size());
      const std::uint32_t piece_end = p + 1 < pieces.size() ? pieces[p + 1].text_begin : text_end;
      std::uint32_t at = pieces[p].normal_begin;
      if (at == normal_end) {  // dropped bytes: of a replaced name, if they stand in it
        if (piece_end > text_at) {
          map.append(piece_end - text_at, 0, false);
          text_at = piece_end;
        }
        continue;
      }
      while (at < normal_end) {
        while (r < found_.size() && found_[r].span.end <= at) ++r;
        if (r < found_.size() && found_[r].span.begin <= at) {  // inside a replaced name
          if (found_[r].span.begin == at) {
            const TextSpan where = normal_.map.to_text(found_[r].span);
            if (where.begin > text_at) map.append(where.begin - text_at, 0, false);
            map.append(where.end - where.begin, static_cast<std::uint32_t>(found_[r].words.size()), false);
            text_at = where.end;
            text += found_[r].words;
          }
          at = std::min(found_[r].span.end, normal_end);
          continue;
        }
        const std::uint32_t until = r < found_.size() ? std::min(found_[r].span.begin, normal_end) : normal_end;
        const std::uint32_t size = until - at;
        const std::uint32_t from = pieces[p].exact ? pieces[p].text_begin + (at - pieces[p].normal_begin) : pieces[p].text_begin;
        const std::uint32_t to = pieces[p].exact ? from + size : piece_end;
        if (from > text_at) map.append(from - text_at, 0, false);
        map.append(to - from, size, pieces[p].exact);
        text_at = to;
        text.append(text_.substr(at, size));
        at = until;
      }
    }
    if (text_end > text_at) map.append(text_end - text_at, 0, false);

    const Shift shift(found_);
    for (Paragraph& paragraph : structure_.paragraphs) paragraph.span = {shift.of(paragraph.span.begin), shift.of(paragraph.span.end)};
    for (Clause& clause : structure_.clauses) clause.span = {shift.of(clause.span.begin), shift.of(clause.span.end)};
    normal_.text = std::move(text);
    normal_.map = std::move(map);
  }

  // Where an offset outside of all replaced names has gone.
  class Shift {
   public:
    explicit Shift(const std::vector<Replacement>& found) : found_(found) {
      moved_.reserve(found.size() + 1);
      std::int64_t by = 0;
      for (const Replacement& r : found) {
        by += static_cast<std::int64_t>(r.words.size()) - r.span.size();
        moved_.push_back(by);
      }
    }
    std::uint32_t of(std::uint32_t offset) const {
      const auto past = std::partition_point(found_.begin(), found_.end(), [&](const Replacement& r) { return r.span.end <= offset; });
      const auto n = static_cast<std::size_t>(past - found_.begin());
      return static_cast<std::uint32_t>(offset + (n ? moved_[n - 1] : 0));
    }

   private:
    const std::vector<Replacement>& found_;
    std::vector<std::int64_t> moved_;
  };

  const extract::ExtractedText& extracted_;
  normalize::NormalText& normal_;
  string_view text_;
  Structure& structure_;
  std::vector<Replacement> found_;
};

}  // namespace

Result<std::uint32_t> fold_roles(const extract::ExtractedText& extracted, normalize::NormalText& normal, Structure& structure,
                                 Cancel& cancel) {
  if (structure.parties.empty()) return std::uint32_t{0};
  return Folding(extracted, normal, structure).run(cancel);
}

}  // namespace caveat::segment
