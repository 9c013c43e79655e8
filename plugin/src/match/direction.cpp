// See direction.h.
#include "match/direction.h"

#include <re2/re2.h>

#include <algorithm>
#include <string>
#include <vector>

#include "segment/role_nouns.h"

namespace caveat::match {
namespace {

using rules::RoleWord;
using segment::PartyWord;
using std::string_view;

constexpr std::uint32_t kReachBytes = 600;  // on each side of a hit: about 90 words; legal sentences of 60 words are common
constexpr std::size_t kMentions = 64;       // in that window; more is a list of names, where nothing can be told

// Words between a subject and its verb: "the Supplier at any time may"; with more something else is the subject.
constexpr int kBetween = 3;
constexpr int kBetweenSet = 12;  // set off by commas, or "and its affiliates"
constexpr int kAgentWords = 12;  // "may be changed at any time and without prior notice by the Supplier"

enum class Who : std::uint8_t { supplier, customer, both };
enum class Modality : std::uint8_t { right, duty, release, choice, acts };

struct Mention {
  NormalSpan span;
  Who who;
  bool oblique = false, agent = false;
};
struct Modal {
  NormalSpan span;
  Modality kind;
};

template <std::size_t N>
bool among(const string_view (&list)[N], string_view word) {
  return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

bool word_char(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80; }

class Reading {
 public:
  Reading(const rules::RuleProgram& program, const extract::ExtractedText& extracted, const normalize::NormalText& normal, const segment::Structure& structure,
          NormalSpan sentence, NormalSpan hull, Language language)
      : program_(program), extracted_(extracted), normal_(normal), text_(normal.text), hull_(hull), language_(language) {
    for (const segment::Party& party : structure.parties)
      if (party.pronoun && party.language == language && segment::party_word(party.name, language) == PartyWord::first_person) first_person_ = party.role;
    window_ = {std::max(sentence.begin, hull.begin > kReachBytes ? hull.begin - kReachBytes : 0), std::min(sentence.end, hull.end + kReachBytes)};
    window_ = {std::min(window_.begin, hull.begin), std::max(window_.end, hull.end)};
  }

  Direction read() {
    for (RoleWord word : {RoleWord::supplier, RoleWord::customer, RoleWord::either_party})
      for (NormalSpan span : find(word)) mention(span, word == RoleWord::supplier ? Who::supplier : word == RoleWord::customer ? Who::customer : Who::both);
    std::sort(mentions_.begin(), mentions_.end(), [](const Mention& a, const Mention& b) { return a.span < b.span; });
    if (mentions_.size() > kMentions) return {};
    for (const auto& [word, kind] : {std::pair{RoleWord::release, Modality::release}, {RoleWord::right, Modality::right}, {RoleWord::duty, Modality::duty}})
      for (NormalSpan span : find(word)) modal(span, kind);
    std::sort(modals_.begin(), modals_.end(), [](const Modal& a, const Modal& b) { return a.span < b.span; });

    for (NormalSpan span : find(RoleWord::choice))
      if (span.overlaps(hull_))
        if (const Direction d = choice(span); d.favours != Direction::Favours::unknown || stranger_) return d;

    // In the hit first, rights before duties; then before it; then behind it (German has its verbs there).
    std::vector<std::size_t> order;
    for (const bool rights : {true, false})
      for (std::size_t i = 0; i < modals_.size(); ++i)
        if (modals_[i].span.overlaps(hull_) && rights == (modals_[i].kind == Modality::right || modals_[i].kind == Modality::release)) order.push_back(i);
    for (std::size_t i = modals_.size(); i-- > 0;)
      if (modals_[i].span.end <= hull_.begin) order.push_back(i);
    for (std::size_t i = 0; i < modals_.size(); ++i)
      if (modals_[i].span.begin >= hull_.end) order.push_back(i);
    Direction acting;
    for (std::size_t i : order) {
      const Direction d = judged(i);
      if (d.favours != Direction::Favours::unknown) return d;
      if (d.actor && !acting.actor) acting = d;
      // "ACME may suspend your account": the right belongs to a name that is not bound to a side; what you may is beside the point.
      if (!d.actor && !acting.actor && nearest(modals_[i].span) && stranger_before(modals_[i].span)) return d;
    }
    // "the liability of the Supplier is limited": who owns it is let off.
    for (NormalSpan span : find(RoleWord::liability))
      if (span.overlaps(hull_))
        if (const Direction d = owner(span); d.favours != Direction::Favours::unknown) return d;
    if (acting.actor) return acting;

    // No word of right or duty: "the Supplier sets the priority".
    for (const Mention& m : mentions_)
      if (!m.oblique && m.who != Who::both && (m.span.overlaps(hull_) || (m.span.end <= hull_.begin && words(m.span.end, hull_.begin) <= kBetween && !modal_between(m.span.end, hull_.begin) && !another_clause(m.span.end, hull_.begin))))
        return {Direction::Favours::unknown, role(m.who), m.span, {}};
    return {};
  }

 private:
  string_view of(NormalSpan span) const { return span.of(text_); }
  static Role role(Who who) { return who == Who::supplier ? Role::supplier : Role::customer; }

  std::vector<NormalSpan> find(RoleWord word) const {
    std::vector<NormalSpan> out;
    const rules::CompiledFragment* fragment = program_.role_word(word, language_);
    if (!fragment || !fragment->regex().ok()) return out;
    const re2::StringPiece piece(text_.data(), text_.size());
    re2::StringPiece hit;
    std::size_t at = window_.begin;
    while (at < window_.end && out.size() <= kMentions && fragment->regex().Match(piece, at, window_.end, re2::RE2::UNANCHORED, &hit, 1)) {
      const auto begin = static_cast<std::uint32_t>(hit.data() - text_.data());
      const auto end = begin + static_cast<std::uint32_t>(hit.size());
      at = std::max(end, begin + 1);
      if (end > begin) out.push_back({begin, end});
    }
    return out;
  }

  // ---- who ----
  string_view word_before(std::uint32_t at) const {
    std::uint32_t end = at;
    while (end > window_.begin && (text_[end - 1] == ' ' || text_[end - 1] == '"' || text_[end - 1] == '\'')) --end;
    std::uint32_t begin = end;
    while (begin > window_.begin && word_char(text_[begin - 1])) --begin;
    return text_.substr(begin, end - begin);
  }
  string_view word_after(std::uint32_t at) const {
    std::uint32_t begin = at;
    while (begin < window_.end && (text_[begin] == ' ' || text_[begin] == '"' || text_[begin] == '-')) ++begin;
    std::uint32_t end = begin;
    while (end < window_.end && word_char(text_[end])) ++end;
    return text_.substr(begin, end - begin);
  }

  void mention(NormalSpan span, Who who) {
    const string_view written = of(span);
    // "sie" is also "they": the customer is written "Sie".
    if (language_ == Language::de && (written == "sie" || written == "ihnen")) {
      const std::uint32_t at = normal_.map.to_text(span).begin;
      if (extracted_.text[at] < 'A' || extracted_.text[at] > 'Z') return;
    }
    Mention m{span, who, false, false};
    const string_view before = word_before(span.begin);
    const auto starts = [&](auto&... prefixes) { return (written.starts_with(prefixes) || ...); };
    switch (language_) {
      case Language::en: {
        constexpr string_view kObliques[] = {"by", "to", "of", "from", "for", "with", "against", "on", "upon", "between", "under", "at", "than", "through", "towards", "via", "notify", "require", "requires", "allow", "permit", "indemnify", "charge", "inform", "among", "provide", "give", "entitle", "entitles"};
        m.agent = before == "by";
        m.oblique = among(kObliques, before) || written == "us" || text_.substr(span.end, 2) == "'s" || text_.substr(span.end, 2) == "' ";
        break;
      }
      case Language::fr: {
        constexpr string_view kObliques[] = {"a", "de", "par", "pour", "avec", "contre", "envers", "chez", "sur", "entre", "sous", "d", "du", "au", "aux", "des", "que"};
        m.agent = before == "par";
        m.oblique = (before != "que" && among(kObliques, before)) || starts("au ", "du ", "aux ");
        break;
      }
      case Language::de: {
        constexpr string_view kObliques[] = {"von", "durch", "mit", "an", "bei", "fuer", "gegenueber", "gegen", "zu", "ueber", "seitens", "dem", "den", "des", "vom", "beim", "zum", "ohne", "zwischen"};
        m.agent = before == "durch" || before == "von" || before == "seitens" || starts("vom ");
        m.oblique = among(kObliques, before) || starts("dem ", "den ", "des ", "vom ", "beim ") || written == "uns" || written == "ihnen" || written == "kunden" || written == "der kunden" || written.ends_with("ers");
        break;
      }
      case Language::es: {
        constexpr string_view kObliques[] = {"a", "de", "por", "para", "con", "contra", "ante", "entre", "sobre", "hacia", "del", "al"};
        m.agent = before == "por" || ((before == "de" || starts("del ")) && text_.substr(window_.begin, span.begin - window_.begin).ends_with(before == "de" ? "por parte de " : "por parte "));
        m.oblique = among(kObliques, before) || starts("al ", "del ") || written == "nos";
        break;
      }
      default: break;
    }
    mentions_.push_back(m);
  }

  // The next comma, semicolon or stop from `at` on, or `end`. Not looked for further: a text may have none for 40 MB.
  std::uint32_t mark_behind(std::uint32_t at, std::uint32_t end) const {
    const std::size_t mark = between(at, end).find_first_of(",;.");
    return mark == string_view::npos ? std::max(at, end) : at + static_cast<std::uint32_t>(mark);
  }

  // ---- what ----
  void modal(NormalSpan span, Modality kind) {
    if (kind == Modality::duty) {
      constexpr string_view kActs[] = {"will", "wird", "werden", "hat", "haben"};
      if (among(kActs, of(span))) kind = Modality::acts;
    }
    for (Modal& known : modals_)
      if (known.span.overlaps(span)) {
        if (span.size() > known.span.size()) known = {span, kind};
        return;
      }
    modals_.push_back({span, kind});
  }

  int words(std::uint32_t begin, std::uint32_t end) const {
    int count = 0;
    for (std::uint32_t i = begin; i < end; ++i) count += word_char(text_[i]) && (i == begin || !word_char(text_[i - 1]));
    return count;
  }
  string_view between(std::uint32_t begin, std::uint32_t end) const { return begin < end ? text_.substr(begin, end - begin) : string_view(); }

  // The party that is the subject of the modal, or the agent of its passive.
  const Mention* subject(std::size_t index, int depth = 0) const {
    const NormalSpan m = modals_[index].span;
    const Modality kind = modals_[index].kind;

    // "may be changed by the Supplier", "kann vom Anbieter geändert werden"
    const bool passive = is_passive(m);
    for (const Mention& x : mentions_)
      if (x.agent && x.span.begin >= m.end && words(m.end, x.span.begin) <= kAgentWords && between(m.end, x.span.begin).find(';') == string_view::npos && (passive || language_ == Language::de)) return &x;
    if (passive && kind == Modality::right) return nullptr;  // "the Customer may be charged": no right of the customer

    // inside the modal ("behalten wir uns") or behind it: "kann der Anbieter", "podrá el Proveedor", "shall the Supplier"
    for (const Mention& x : mentions_) {
      if (m.overlaps(x.span) && !x.oblique) return &x;
      if (x.span.begin < m.end || x.oblique) continue;
      const int gap = words(m.end, x.span.begin);
      const bool release = kind == Modality::release;
      if (gap == 0 || (gap == 1 && (language_ == Language::de || language_ == Language::es) && word_after(m.end) != "und") || (release && gap <= 2)) {
        if (language_ == Language::en && !release && of(m) != "shall" && of(m) != "may" && of(m) != "can" && of(m) != "must" && of(m) != "will") break;
        if (language_ == Language::fr && !release) break;  // "peut le client": an object
        return &x;
      }
      break;
    }

    // before it
    for (std::size_t i = mentions_.size(); i-- > 0;) {
      const Mention& x = mentions_[i];
      if (x.span.end > m.begin || x.oblique) continue;
      const string_view gap = between(x.span.end, m.begin);
      if (gap.find_first_of(";:.!?") != string_view::npos || another_clause(x.span.end, m.begin)) break;
      const int count = words(x.span.end, m.begin);
      if (count <= kBetween && gap.find(", ") == string_view::npos) return &x;
      if (count <= kBetweenSet && gap.starts_with(", ") && gap.ends_with(", ")) return &x;
      constexpr string_view kAnd[] = {"and", "or", "et", "ou", "und", "oder", "sowie", "y", "o", "e"};
      if (count <= kBetweenSet && among(kAnd, word_after(x.span.end)) && gap.find(',') == string_view::npos && !modal_between(x.span.end, m.begin)) return &x;
      if (language_ == Language::de && verb_final(m) && gap.find(',') == string_view::npos) return first_of_segment(x);
      break;
    }

    // "The Supplier shall notify the Customer and may then suspend"
    constexpr string_view kJoins[] = {"and", "or", "but", "also", "et", "ou", "mais", "und", "oder", "y", "o", "e"};
    if (index > 0 && depth < 4 && among(kJoins, word_before(m.begin))) return subject(index - 1, depth + 1);
    return nullptr;
  }

  // "The Customer agrees that ACME may": a new clause has a subject of its own.
  bool another_clause(std::uint32_t begin, std::uint32_t end) const {
    constexpr string_view kThat[] = {"that", "que", "qu", "dass"};
    for (std::uint32_t at = begin; at < end;) {
      if (!word_char(text_[at])) { ++at; continue; }
      std::uint32_t stop = at;
      while (stop < end && word_char(text_[stop])) ++stop;
      if (among(kThat, text_.substr(at, stop - at))) return true;
      at = stop;
    }
    return false;
  }

  // A name that is no party known to us stands before the verb. German writes every noun large, so nothing is seen there.
  bool stranger_before(NormalSpan m) const {
    if (language_ == Language::de) return false;
    const string_view word = word_before(m.begin);
    if (word.empty()) return false;
    const auto begin = static_cast<std::uint32_t>(word.data() - text_.data());
    const NormalSpan span{begin, begin + static_cast<std::uint32_t>(word.size())};
    if (std::any_of(mentions_.begin(), mentions_.end(), [&](const Mention& x) { return x.span.overlaps(span); })) return false;
    const TextSpan written = normal_.map.to_text(span);
    return std::any_of(extracted_.text.begin() + written.begin, extracted_.text.begin() + written.end, [](char c) { return c >= 'A' && c <= 'Z'; });
  }

  // In the hit, or the verb that governs it: "ACME may at any time [restrict your access]".
  bool nearest(NormalSpan m) const {
    return m.overlaps(hull_) || (m.end <= hull_.begin && words(m.end, hull_.begin) <= kBetween);
  }

  // "as determined by ACME in its sole discretion"
  bool stranger_near(std::uint32_t at) const {
    NormalSpan word{at, at};
    for (int i = 0; i < kBetween; ++i) {
      const string_view before = word_before(word.begin);
      if (before.empty()) {  // a comma, as after "ACME, in its sole discretion"
        if (word.begin < window_.begin + 2 || text_.substr(word.begin - 2, 2) != ", ") return false;
        word.begin -= 2;
        continue;
      }
      if (stranger_before(word)) return true;
      word.begin = static_cast<std::uint32_t>(before.data() - text_.data());
      if (std::any_of(mentions_.begin(), mentions_.end(), [&](const Mention& x) { return x.span.overlaps(NormalSpan{word.begin, word.begin + static_cast<std::uint32_t>(before.size())}); })) return false;
    }
    return false;
  }

  bool modal_between(std::uint32_t begin, std::uint32_t end) const {
    return std::any_of(modals_.begin(), modals_.end(), [&](const Modal& m) { return m.span.begin >= begin && m.span.end <= end; });
  }

  bool is_passive(NormalSpan m) const {
    const string_view next = word_after(m.end);
    switch (language_) {
      case Language::en: {
        if (next == "not") return word_after(static_cast<std::uint32_t>(next.data() - text_.data() + next.size())) == "be";
        return next == "be" || next == "only";
      }
      case Language::fr: return next == "etre";
      case Language::es: return next == "ser";
      case Language::de: {
        // "... geändert werden" up to the next comma
        const std::uint32_t stop = mark_behind(m.end, window_.end);
        const string_view rest = text_.substr(m.end, stop - m.end);
        const std::size_t at = rest.find(" werden");
        return at != string_view::npos && of(m) != "werden" && of(m) != "wird";
      }
      default: return false;
    }
  }

  // German subordinate clauses end in their verb: "dass der Anbieter die Preise ändern darf."
  bool verb_final(NormalSpan m) const {
    return m.end >= window_.end || text_[m.end] == ',' || text_[m.end] == '.' || text_[m.end] == ';' || text_[m.end] == ')';
  }
  const Mention* first_of_segment(const Mention& last) const {
    const Mention* first = &last;
    for (std::size_t i = mentions_.size(); i-- > 0;) {
      const Mention& x = mentions_[i];
      if (x.span.end > first->span.begin || x.oblique) continue;
      if (between(x.span.end, first->span.begin).find_first_of(",;:") != string_view::npos) break;
      first = &x;
    }
    return first;
  }

  bool negated(NormalSpan m) const {
    const string_view next = word_after(m.end), before = word_before(m.begin);
    switch (language_) {
      case Language::en: return next == "not" || next == "never";
      case Language::fr: return before == "ne" || before == "n";
      case Language::es: return before == "no" || before == "nunca" || before == "tampoco";
      case Language::de: {
        const std::size_t stop = mark_behind(m.end, std::min(window_.end, m.end + 160));
        constexpr string_view kNot[] = {"nicht", "kein", "keine", "keinen", "keiner", "keinerlei"};
        std::uint32_t at = m.end;
        while (at < stop) {
          const string_view word = word_after(at);
          if (word.empty()) break;
          const auto end = static_cast<std::uint32_t>(word.data() - text_.data() + word.size());
          if (end > stop) break;
          if (among(kNot, word)) return true;
          at = end;
        }
        return false;
      }
      default: return false;
    }
  }

  // Joined with the other side: "Supplier and Customer may", "weder der Anbieter noch der Kunde".
  bool joint(const Mention& m) const {
    constexpr string_view kAnd[] = {"and", "or", "nor", "et", "ou", "ni", "und", "oder", "noch", "sowie", "wie", "y", "o", "e", "as well as", "as well as the"};
    for (const Mention& x : mentions_) {
      if (x.who == m.who || x.who == Who::both || x.oblique != m.oblique) continue;
      string_view gap = x.span.end <= m.span.begin ? between(x.span.end, m.span.begin) : between(m.span.end, x.span.begin);
      while (!gap.empty() && gap.front() == ' ') gap.remove_prefix(1);
      while (!gap.empty() && gap.back() == ' ') gap.remove_suffix(1);
      if (among(kAnd, gap)) return true;
    }
    return false;
  }

  Direction result(Role gains, Role actor, NormalSpan who, NormalSpan what) const {
    return {gains == Role::supplier ? Direction::Favours::supplier : Direction::Favours::customer, actor, who, what};
  }

  // The first person of a verb: "nos reservamos", "pouvons", "podremos".
  bool speaks_of_us(NormalSpan m) const {
    const string_view written = of(m);
    return (language_ == Language::fr && (written.find("pouvons") != string_view::npos || written.find("reservons") != string_view::npos)) ||
           (language_ == Language::es && written.find("emos") != string_view::npos) || (language_ == Language::es && written.find("reservamos") != string_view::npos);
  }

  Direction judged(std::size_t index) const {
    const Modal& m = modals_[index];
    Role actor;
    NormalSpan who;
    if (speaks_of_us(m.span)) {
      actor = first_person_;
      who = m.span;
    } else {
      const Mention* named = subject(index);
      if (!named) return {Direction::Favours::unknown, std::nullopt, {}, m.span};
      if (named->who == Who::both || joint(*named)) return {Direction::Favours::both, std::nullopt, named->span, m.span};
      actor = role(named->who);
      who = named->span;
    }
    switch (m.kind) {
      case Modality::right: return result(negated(m.span) ? other(actor) : actor, actor, who, m.span);
      case Modality::duty: return result(other(actor), actor, who, m.span);
      case Modality::release:
      case Modality::choice: return result(actor, actor, who, m.span);
      case Modality::acts: return {Direction::Favours::unknown, actor, who, m.span};
    }
    return {};
  }

  // "our sole discretion", "the discretion of the Supplier", "the Supplier's total liability"
  Direction owner(NormalSpan span) const {
    for (std::uint32_t at = span.begin; at < span.end;) {
      const string_view word = word_after(at);
      if (word.empty()) break;
      const PartyWord kind = segment::party_word(word, language_);
      const bool plain = language_ == Language::en || language_ == Language::fr || word.starts_with("unser") || word.starts_with("nuestr");
      if (plain && kind == PartyWord::first_person) return result(first_person_, first_person_, span, span);
      if (plain && kind == PartyWord::second_person) return result(other(first_person_), other(first_person_), span, span);
      at = static_cast<std::uint32_t>(word.data() - text_.data() + word.size());
    }
    for (const Mention& x : mentions_) {
      const bool inside = x.span.overlaps(span);
      constexpr string_view kOf[] = {"of", "de", "d", "von", "seitens", "der"};  // not "no liability to you", "at its discretion require you"
      const string_view written = of(x.span);
      const bool genitive = x.oblique && !x.agent && x.span.begin >= span.end && words(span.end, x.span.begin) <= 1 &&
                            (among(kOf, word_before(x.span.begin)) || written.starts_with("du ") || written.starts_with("des ") || written.starts_with("der ") || written.starts_with("del ") || written.starts_with("vom "));
      const bool possessive = text_.substr(x.span.end, 2) == "'s" && x.span.end <= span.begin && words(x.span.end, span.begin) <= 4;
      if (!inside && !genitive && !possessive) continue;
      if (x.who == Who::both || joint(x)) return {Direction::Favours::both, std::nullopt, x.span, span};
      return result(role(x.who), role(x.who), x.span, span);
    }
    return {};
  }

  // ... or "the Supplier ... as it deems fit"
  Direction choice(NormalSpan span) {
    if (const Direction d = owner(span); d.favours != Direction::Favours::unknown) return d;
    // "in ACME's sole discretion", "at the discretion of ACME": somebody's whose side is not known.
    constexpr string_view kOf[] = {"of", "de", "du", "d", "del", "von", "des"};
    const bool possessive = (span.begin > 0 && text_[span.begin - 1] == '\'') || text_.substr(0, span.begin).ends_with("'s ") || of(span).find("'s ") != string_view::npos;
    if (possessive || among(kOf, word_after(span.end))) {
      stranger_ = language_ != Language::fr || !possessive;  // French writes "d'une", "l'entière"
      if (stranger_) return {};
    }
    if (stranger_near(span.begin)) {
      stranger_ = true;
      return {};
    }
    bool verb = false;  // stands before the choice, and its subject is not known
    // The subject of the verb that stands before it.
    for (std::size_t i = modals_.size(); i-- > 0;) {
      if (modals_[i].span.begin >= span.end) continue;
      // "You agree that ACME, in its sole discretion": the choice is in another clause.
      if (another_clause(modals_[i].span.begin, span.begin)) {
        verb = true;
        break;
      }
      if (speaks_of_us(modals_[i].span)) return result(first_person_, first_person_, modals_[i].span, span);
      if (const Mention* named = subject(i)) {
        if (named->who == Who::both || joint(*named)) return {Direction::Favours::both, std::nullopt, named->span, span};
        return result(role(named->who), role(named->who), named->span, span);
      }
      verb = true;
      break;
    }
    // No such verb, or the choice stands between subject and verb: "the Supplier, in its sole discretion, may"
    for (std::size_t i = mentions_.size(); i-- > 0;) {
      const Mention& x = mentions_[i];
      // Behind such a verb a name is its object ("ACME may close Customer accounts at its discretion"), but for "if the Supplier, in its".
      if (x.span.end > span.begin || x.oblique || words(x.span.end, span.begin) > (verb ? 2 : kBetweenSet) || another_clause(x.span.end, span.begin)) continue;
      if (x.who == Who::both || joint(x)) return {Direction::Favours::both, std::nullopt, x.span, span};
      return result(role(x.who), role(x.who), x.span, span);
    }
    stranger_ = verb;
    return {};
  }

  const rules::RuleProgram& program_;
  const extract::ExtractedText& extracted_;
  const normalize::NormalText& normal_;
  string_view text_;
  NormalSpan hull_, window_;
  Language language_;
  Role first_person_ = Role::supplier;
  std::vector<Mention> mentions_;
  std::vector<Modal> modals_;
  bool stranger_ = false;  // a choice in the hit belongs to somebody who is not known to be a party
};

}  // namespace

Direction direction_of(const rules::RuleProgram& program, const extract::ExtractedText& extracted, const normalize::NormalText& normal,
                       const segment::Structure& structure, NormalSpan sentence, NormalSpan hull, Language language) {
  if (language == Language::other) return {};
  return Reading(program, extracted, normal, structure, sentence, hull, language).read();
}

bool applies_to(const rules::Rule& rule, Role reader) {
  if (reader == Role::customer || rule.kind == rules::Kind::clause || rule.kind == rules::Kind::structure) return true;
  // Turned round, "the supplier may ..." would tell the customer's right under the supplier's name: only texts that name the
  // sides by placeholder can be read from both.
  const auto names_sides = [&](Language language) {
    const rules::Words& words = rule.words[index(language)];
    return words.message.find("{favoured}") != std::string::npos || words.message.find("{burdened}") != std::string::npos;
  };
  return rule.favours && std::all_of(kAllLanguages.begin(), kAllLanguages.end(), names_sides);
}

bool reports(const rules::Favours& favours, Role reader, const Direction& direction) {
  const Role side = reader == Role::customer ? favours.side : other(favours.side);
  using enum Direction::Favours;
  switch (direction.favours) {
    case both: return false;
    case supplier: return side == Role::supplier;
    case customer: return side == Role::customer;
    case unknown: break;
  }
  if (direction.actor == side) return true;
  return !direction.actor && favours.unnamed && reader == Role::customer;
}

Role favoured(const rules::Favours& favours, const Direction& direction) {
  using enum Direction::Favours;
  if (direction.favours == supplier) return Role::supplier;
  if (direction.favours == customer) return Role::customer;
  return direction.actor.value_or(favours.side);
}

}  // namespace caveat::match
