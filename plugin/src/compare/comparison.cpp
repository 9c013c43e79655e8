// See comparison.h.
#include "compare/comparison.h"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "findings/fingerprint.h"
#include "segment/sentence_breaks.h"

namespace caveat::compare {
namespace {

using findings::Finding;
using findings::Place;
using rules::Quantity;

constexpr double kSameSentence = 0.3;  // share of common words, of the sentence that stands where a finding was

bool same(const Quantity& a, const Quantity& b) {
  return a.value == b.value && a.unit == b.unit && a.lower == b.lower && a.working_days == b.working_days && a.saturdays == b.saturdays &&
         a.currency == b.currency && a.end_of_month == b.end_of_month && a.per == b.per && a.reference == b.reference && a.date == b.date;
}

std::vector<std::string> split(const std::string& numbers) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < numbers.size();) {
    const std::size_t end = std::min(numbers.find('|', at), numbers.size());
    out.push_back(numbers.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

// Of `these`, in their order, what is not in `others`, each counted once.
std::vector<std::string> without(const std::vector<std::string>& these, std::vector<std::string> others) {
  std::vector<std::string> out;
  for (const std::string& number : these) {
    const auto found = std::find(others.begin(), others.end(), number);
    if (found == others.end()) out.push_back(number);
    else others.erase(found);
  }
  return out;
}

std::vector<std::string_view> sorted_words(std::string_view folded) {
  std::vector<std::string_view> out;
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t end = std::min(folded.find_first_of(" \n", at), folded.size());
    if (end > at) out.push_back(folded.substr(at, end - at));
    at = end + 1;
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

double alike(const std::vector<std::string_view>& a, const std::vector<std::string_view>& b) {
  std::vector<std::string_view> both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  return a.empty() || b.empty() ? 0 : 2.0 * static_cast<double>(both.size()) / static_cast<double>(a.size() + b.size());
}

// 1: for the customer, more is better; -1: less is. Of a notice to end the contract, a renewal price or a place of law nobody can say.
int better_for_customer(std::string_view id) {
  if (id == "liability-cap" || id == "payment-term" || id == "availability" || id == "warranty") return 1;
  return id == "notice" ? -1 : 0;
}

Effect effect_of(int way) { return way > 0 ? Effect::favourable : way < 0 ? Effect::unfavourable : Effect::unknown; }

class Comparer {
 public:
  Comparer(const Side& before, const Side& after, Cancel& cancel) : a_(before), b_(after), cancel_(cancel) {}

  Result<Comparison> run() {
    if (a_.program.pack_hash() != b_.program.pack_hash())
      return Error{ErrorCode::argument, "The two drafts were scanned with different rules or policies. Scan both with one ruleset."};
    if (a_.side != b_.side) return Error{ErrorCode::argument, "The two drafts were read for different sides. Scan both for one side."};
    auto aligned = align({a_.normal, a_.structure}, {b_.normal, b_.structure}, cancel_);
    if (!aligned) return aligned.error();
    alignment_ = std::move(aligned).value();
    out_.limited = alignment_.limited;
    out_.steps = alignment_.steps;
    touched_before_.resize(a_.structure.clauses.size());
    touched_after_.resize(b_.structure.clauses.size());
    findings();
    terms();
    values();
    if (auto stop = cancel_.poll(Stage::score)) return *stop;
    clauses();
    return std::move(out_);
  }

 private:
  // ---- places ----
  static std::uint32_t paragraph_at(const Side& side, TextSpan span) {
    const auto& all = side.structure.paragraphs;
    const std::uint32_t at = side.normal.map.to_normal(span).begin;
    const auto after = std::upper_bound(all.begin(), all.end(), at, [](std::uint32_t o, const segment::Paragraph& p) { return o < p.span.begin; });
    return after == all.begin() ? kNone : static_cast<std::uint32_t>(after - all.begin() - 1);
  }
  static std::vector<const Place*> places(const Finding& f) {
    std::vector<const Place*> out{&f.place};
    for (const Place& place : f.also) out.push_back(&place);
    return out;
  }
  bool partners(std::uint32_t p, std::uint32_t q) const {
    return p != kNone && q != kNone && (alignment_.before[p].paragraph == q || alignment_.after[q].paragraph == p);
  }
  TextSpan text_of(const Side& side, std::uint32_t paragraph) const { return side.normal.map.to_text(side.structure.paragraphs[paragraph].span); }

  // What stands in `there` where `quote` of the other draft has a partner: the sentence most like it.
  TextSpan counterpart(const Side& here, TextSpan quote, const std::vector<Partner>& partner, const Side& there) {
    const std::uint32_t p = paragraph_at(here, quote);
    if (p == kNone || partner[p].paragraph == kNone) return {};
    const std::uint32_t q = partner[p].paragraph;
    const TextSpan whole = text_of(there, q);
    const auto words = sorted_words(here.normal.map.to_normal(quote).of(here.normal.text));
    std::vector<TextSpan> sentences;
    breaks_.split(whole.of(there.extracted.text), whole.begin, there.structure.paragraphs[q].language, sentences);
    TextSpan best;
    double most = kSameSentence;
    for (const TextSpan sentence : sentences) {
      const double share = alike(words, sorted_words(there.normal.map.to_normal(sentence).of(there.normal.text)));
      if (share > most) most = share, best = sentence;
    }
    const TextSpan chosen = best.empty() ? whole : best;
    return chosen.size() <= limits::kQuoteBytes ? chosen : TextSpan{};
  }

  findings::Masked masked(const Side& side, TextSpan span, Language language) const {
    const NormalSpan within = side.normal.map.to_normal(span);
    return findings::mask(side.normal.text, within, within, language == Language::other ? Language::en : language);
  }

  static rules::QuantityKind kind_of(rules::Unit unit) {
    using rules::QuantityKind;
    using rules::Unit;
    switch (unit) {
      case Unit::number: return QuantityKind::number;
      case Unit::percent: return QuantityKind::percent;
      case Unit::amount: return QuantityKind::money;
      case Unit::percent_per_year:
      case Unit::points:
      case Unit::multiple: return QuantityKind::rate;
      case Unit::fee_months: return QuantityKind::fee_months;
      case Unit::date: return QuantityKind::date;
      default: return QuantityKind::duration;
    }
  }

  // The number that stands in `there` where the other draft has `value`: of a neutral clause in that sentence, else the first of that
  // kind in a sentence that reads the same, numbers aside.
  std::optional<Quantity> value_at(const Side& there, TextSpan counterpart, const Quantity& value, bool same_words, Language language) const {
    if (counterpart.empty()) return std::nullopt;
    for (const Finding& clause : there.list.clauses)
      if (clause.value && clause.place.value && counterpart.contains(*clause.place.value) && rules::convert(*clause.value, value.unit)) return clause.value;
    if (!same_words) return std::nullopt;
    auto read = rules::read_quantity(there.normal.text, there.normal.map.to_normal(counterpart), kind_of(value.unit), language == Language::other ? Language::en : language);
    return read && rules::convert(*read, value.unit) ? read : std::nullopt;
  }

  // ---- findings ----
  void findings() {
    // Once for all: each rule's findings are held against each other.
    known_a_ = known(a_);
    known_b_ = known(b_);
    std::map<std::uint32_t, std::pair<std::vector<std::uint32_t>, std::vector<std::uint32_t>>> by_rule;
    for (std::uint32_t i = 0; i < a_.list.findings.size(); ++i) by_rule[a_.list.findings[i].rule].first.push_back(i);
    for (std::uint32_t i = 0; i < b_.list.findings.size(); ++i) by_rule[b_.list.findings[i].rule].second.push_back(i);
    for (const auto& [rule, both] : by_rule) {
      std::vector<bool> done_a(both.first.size()), done_b(both.second.size());
      for (const auto& [score, i, j] : likely_pairs(both.first, both.second)) {
        if (done_a[i] || done_b[j]) continue;
        done_a[i] = done_b[j] = true;
        kept(both.first[i], both.second[j]);
      }
      for (std::size_t i = 0; i < done_a.size(); ++i)
        if (!done_a[i]) gone(both.first[i]);
      for (std::size_t j = 0; j < done_b.size(); ++j)
        if (!done_b[j]) came(both.second[j]);
    }
    std::stable_sort(out_.findings.begin(), out_.findings.end(), [&](const FindingChange& x, const FindingChange& y) {
      const auto key = [&](const FindingChange& c) {
        const Finding& f = c.after ? b_.list.findings[*c.after] : a_.list.findings[*c.before];
        return std::tuple(c.change, -static_cast<int>(c.severity), f.place.quote.begin, c.rule, f.place.trigger.begin);
      };
      return key(x) < key(y);
    });
    for (const FindingChange& c : out_.findings) {
      if (c.waived) out_.waived += c.change != Change::unchanged;
      else ++out_.count[static_cast<std::size_t>(c.change)];
      if (c.change != Change::unchanged) touch(c);
    }
  }

  void touch(const FindingChange& c) {
    const auto mark = [](const Side& side, TextSpan quote, std::vector<bool>& touched) {
      if (quote.empty()) return;
      if (const std::uint32_t p = paragraph_at(side, quote); p != kNone) touched[side.structure.paragraphs[p].clause] = true;
    };
    mark(a_, c.quote_before, touched_before_);
    mark(b_, c.quote_after, touched_after_);
    if (c.before)
      for (const Place* place : places(a_.list.findings[*c.before])) mark(a_, place->trigger, touched_before_);
    if (c.after)
      for (const Place* place : places(b_.list.findings[*c.after])) mark(b_, place->trigger, touched_after_);
  }

  // (score, index in these, index in those), the likeliest first.
  std::vector<std::tuple<double, std::size_t, std::size_t>> likely_pairs(const std::vector<std::uint32_t>& these, const std::vector<std::uint32_t>& those) {
    std::vector<std::tuple<double, std::size_t, std::size_t>> out;
    for (std::size_t i = 0; i < these.size(); ++i)
      for (std::size_t j = 0; j < those.size(); ++j) out.emplace_back(likeness(these[i], those[j]), i, j);
    std::sort(out.begin(), out.end(), [](const auto& x, const auto& y) {
      const auto& [p, i, j] = x;
      const auto& [q, k, l] = y;
      return std::tuple(-p, i + j, i) < std::tuple(-q, k + l, k);
    });
    return out;
  }

  struct Known {
    std::vector<std::uint32_t> paragraphs;       // of its places
    std::vector<std::string_view> trigger_words;  // sorted
  };
  static std::vector<Known> known(const Side& side) {
    std::vector<Known> out;
    for (const Finding& f : side.list.findings) {
      Known& k = out.emplace_back();
      for (const Place* place : places(f)) k.paragraphs.push_back(paragraph_at(side, place->trigger));
      k.trigger_words = sorted_words(side.normal.map.to_normal(f.place.trigger).of(side.normal.text));
    }
    return out;
  }

  double likeness(std::uint32_t i, std::uint32_t j) const {
    const Finding &a = a_.list.findings[i], &b = b_.list.findings[j];
    if (a.fingerprint == b.fingerprint) return a.numbers == b.numbers ? 2000 : 1000;
    double score = a.outcome == b.outcome ? 1 : 0;
    for (const std::uint32_t p : known_a_[i].paragraphs)
      for (const std::uint32_t q : known_b_[j].paragraphs)
        if (partners(p, q)) {
          score += 10;
          break;
        }
    return score + 4 * alike(known_a_[i].trigger_words, known_b_[j].trigger_words);
  }

  FindingChange started(std::uint32_t rule, rules::Severity severity) {
    FindingChange c;
    c.rule = rule;
    c.severity = severity;
    return c;
  }

  void finish(FindingChange c) {
    if (c.before) c.value_before = a_.list.findings[*c.before].value;
    if (c.after) c.value_after = b_.list.findings[*c.after].value;
    const auto reads_the_same = [&](Language language) {
      return !c.quote_before.empty() && !c.quote_after.empty() && masked(a_, c.quote_before, language).wording == masked(b_, c.quote_after, language).wording;
    };
    if (!c.before && c.value_after) {
      const Language language = b_.list.findings[*c.after].language;
      c.value_before = value_at(a_, c.quote_before, *c.value_after, reads_the_same(language), language);
    } else if (!c.after && c.value_before) {
      const Language language = a_.list.findings[*c.before].language;
      c.value_after = value_at(b_, c.quote_after, *c.value_before, reads_the_same(language), language);
    }
    if (!c.quote_before.empty() && !c.quote_after.empty()) c.marks = words_(a_.normal, c.quote_before, b_.normal, c.quote_after);
    out_.findings.push_back(std::move(c));
  }

  void came(std::uint32_t index) {
    const Finding& f = b_.list.findings[index];
    FindingChange c = started(f.rule, f.severity);
    c.change = Change::added;
    c.after = index;
    c.waived = f.status == findings::Status::waived;
    if (!f.placeless) {
      c.quote_after = f.place.quote;
      c.quote_before = counterpart(b_, f.place.quote, alignment_.after, a_);
    }
    finish(std::move(c));
  }

  void gone(std::uint32_t index) {
    const Finding& f = a_.list.findings[index];
    FindingChange c = started(f.rule, f.severity);
    const auto& open = b_.list.undetermined;
    const bool unclear = std::any_of(open.begin(), open.end(), [&](const match::Undetermined& u) { return u.rule == f.rule; });
    c.change = unclear ? Change::unclear : Change::resolved;
    c.before = index;
    c.waived = f.status == findings::Status::waived;
    if (!f.placeless) {
      c.quote_before = f.place.quote;
      c.quote_after = counterpart(a_, f.place.quote, alignment_.before, b_);
    }
    finish(std::move(c));
  }

  void kept(std::uint32_t before, std::uint32_t after) {
    const Finding &f = a_.list.findings[before], &g = b_.list.findings[after];
    FindingChange c = started(g.rule, g.severity);
    c.before = before;
    c.after = after;
    c.waived = g.status == findings::Status::waived;
    const bool other_value = f.value.has_value() != g.value.has_value() || (f.value && !same(*f.value, *g.value));
    evidence(f, g, other_value, c);

    int way = 0;  // the first that tells
    const auto reason = [&](Reason why, int which) {
      c.reasons.push_back(why);
      if (way == 0) way = which;
    };
    const auto sign = [](auto x, auto y) { return x < y ? -1 : x > y ? 1 : 0; };
    if (f.severity != g.severity) reason(Reason::severity, sign(f.severity, g.severity));
    if (f.band != g.band) reason(Reason::band, sign(f.band, g.band));
    // That a protection is missing is bad; that the text takes it away is worse.
    if (f.outcome != g.outcome) reason(Reason::outcome, f.outcome == match::Outcome::adverse ? 1 : g.outcome == match::Outcome::adverse ? -1 : 0);
    if (other_value) {
      int better = 0;
      if (f.value && g.value)
        if (const auto more = more_or_less(*f.value, *g.value)) better = *more * better_direction(b_.program.rules()[g.rule]);
      reason(Reason::value, better);
    }
    if (f.places() != g.places()) reason(Reason::places, sign(f.places(), g.places()));
    if (!other_value && (!c.numbers_before.empty() || !c.numbers_after.empty())) reason(Reason::numbers, 0);
    c.change = way < 0 ? Change::worsened : way > 0 ? Change::improved : c.reasons.empty() ? Change::unchanged : Change::changed;
    finish(std::move(c));
  }

  // Which of their places to put beside one another: those that tell the value; else a place only one of them has; else one that changed.
  void evidence(const Finding& f, const Finding& g, bool other_value, FindingChange& c) {
    if (f.placeless || g.placeless) {
      if (!f.placeless) c.quote_before = f.place.quote;
      if (!g.placeless) c.quote_after = g.place.quote;
      return;
    }
    const Place *x = &f.place, *y = &g.place;
    const auto pair_of = [&](const Place* place, const Finding& of, bool place_is_after) -> const Place* {
      const std::uint32_t p = paragraph_at(place_is_after ? b_ : a_, place->trigger);
      const Place* found = nullptr;
      for (const Place* other : places(of)) {
        const std::uint32_t q = paragraph_at(place_is_after ? a_ : b_, other->trigger);
        if (!(place_is_after ? partners(q, p) : partners(p, q))) continue;
        found = other;
        break;
      }
      return found;
    };
    const Place *only_after = nullptr, *only_before = nullptr, *changed_after = nullptr;
    if (!other_value && f.places() != g.places()) {
      for (const Place* place : places(g))
        if (!only_after && g.places() > f.places() && !pair_of(place, f, true)) only_after = place;
      for (const Place* place : places(f))
        if (!only_before && f.places() > g.places() && !pair_of(place, g, false)) only_before = place;
    }
    if (!other_value)
      for (const Place* place : places(g)) {
        const std::uint32_t q = paragraph_at(b_, place->trigger);
        if (!changed_after && q != kNone && alignment_.after[q].likeness != Likeness::same && pair_of(place, f, true)) changed_after = place;
      }
    if (only_after) {
      c.quote_after = only_after->quote;
      c.quote_before = counterpart(b_, only_after->quote, alignment_.after, a_);
    } else if (only_before) {
      c.quote_before = only_before->quote;
      c.quote_after = counterpart(a_, only_before->quote, alignment_.before, b_);
    } else {
      if (changed_after) y = changed_after;
      if (!other_value)
        if (const Place* match = pair_of(y, f, true)) x = match;
      c.quote_before = x->quote;
      c.quote_after = y->quote;
    }
    // What is missing in both has no words: the place where it would belong may say what it likes.
    if (f.outcome == match::Outcome::absent && g.outcome == match::Outcome::absent) return;
    const std::uint32_t q = c.quote_after.empty() ? kNone : paragraph_at(b_, c.quote_after), p = c.quote_before.empty() ? kNone : paragraph_at(a_, c.quote_before);
    c.moved = p != kNone && q != kNone && (partners(p, q) ? alignment_.after[q].moved : true);
    if (c.quote_before.empty() || c.quote_after.empty()) return;
    const findings::Masked before = masked(a_, c.quote_before, f.language), after = masked(b_, c.quote_after, g.language);
    c.reworded = before.wording != after.wording;
    const auto numbers_before = split(before.numbers), numbers_after = split(after.numbers);
    c.numbers_before = without(numbers_before, numbers_after);
    c.numbers_after = without(numbers_after, numbers_before);
  }

  // ---- key terms and neutral clauses ----
  static const risk::KeyTerm* term(const Side& side, std::string_view id) {
    const auto& all = side.assessment.key_terms;
    const auto found = std::find_if(all.begin(), all.end(), [&](const risk::KeyTerm& t) { return t.id == id; });
    return found == all.end() ? nullptr : &*found;
  }

  static bool same_term(const risk::KeyTerm& x, const risk::KeyTerm& y) {
    if (x.date != y.date || x.state != y.state || x.value.has_value() != y.value.has_value() || x.others.empty() != y.others.empty()) return false;
    if (x.value ? !same(*x.value, *y.value) : false) return false;
    return x.date || x.value || normalize::fold(x.words) == normalize::fold(y.words);
  }

  Effect effect(const risk::KeyTerm& x, const risk::KeyTerm& y) const {
    const int side = b_.side == Role::customer ? 1 : -1;
    if (!x.others.empty() || !y.others.empty()) return Effect::unknown;  // the contract says two things
    if (x.id == "renewal" && x.state != y.state && !x.state.empty() && !y.state.empty()) return effect_of(side * (y.state == "automatic" ? -1 : 1));
    // Less time to say no, if the end is the same.
    if (x.id == "last-notice-day" && x.date && y.date) {
      const risk::KeyTerm *end = term(a_, "end-date"), *new_end = term(b_, "end-date");
      return effect_of(end && new_end && end->date == new_end->date ? side * (x.date < y.date ? 1 : -1) : 0);
    }
    if (!x.value || !y.value) return Effect::unknown;
    return effect_of(side * better_for_customer(x.id) * more_or_less(*x.value, *y.value).value_or(0));
  }

  void touch_term(const Side& side, const std::optional<std::uint32_t>& clause, std::vector<bool>& touched) {
    if (!clause || *clause >= side.list.clauses.size()) return;
    if (const std::uint32_t p = paragraph_at(side, side.list.clauses[*clause].place.trigger); p != kNone) touched[side.structure.paragraphs[p].clause] = true;
  }

  void terms() {
    std::vector<TermChange> gone;
    for (std::uint32_t j = 0; j < b_.assessment.key_terms.size(); ++j) {
      const risk::KeyTerm& now = b_.assessment.key_terms[j];
      const risk::KeyTerm* then = term(a_, now.id);
      if (then && same_term(*then, now)) continue;
      TermChange c{now.id, {}, j, Effect::unknown};
      if (then) {
        c.before = static_cast<std::uint32_t>(then - a_.assessment.key_terms.data());
        c.effect = effect(*then, now);
        touch_term(a_, then->clause, touched_before_);
      }
      touch_term(b_, now.clause, touched_after_);
      out_.terms.push_back(std::move(c));
    }
    for (std::uint32_t i = 0; i < a_.assessment.key_terms.size(); ++i) {
      const risk::KeyTerm& then = a_.assessment.key_terms[i];
      if (term(b_, then.id)) continue;
      touch_term(a_, then.clause, touched_before_);
      out_.terms.push_back({then.id, i, {}, Effect::unknown});
    }
  }

  void values() {
    std::vector<bool> told(b_.program.rules().size());
    for (const Side* side : {&a_, &b_})
      for (const risk::KeyTerm& t : side->assessment.key_terms)
        if (t.clause && *t.clause < side->list.clauses.size()) told[side->list.clauses[*t.clause].rule] = true;
    std::map<std::uint32_t, std::pair<std::vector<std::uint32_t>, std::vector<std::uint32_t>>> by_rule;
    for (std::uint32_t i = 0; i < a_.list.clauses.size(); ++i) by_rule[a_.list.clauses[i].rule].first.push_back(i);
    for (std::uint32_t i = 0; i < b_.list.clauses.size(); ++i) by_rule[b_.list.clauses[i].rule].second.push_back(i);
    for (auto& [rule, both] : by_rule) {
      auto& [then, now] = both;
      if (told[rule] || !b_.program.rules()[rule].indicates.empty()) continue;
      const auto tell = [&, rule = rule](std::optional<std::uint32_t> before, std::optional<std::uint32_t> after) {
        touch_term(a_, before, touched_before_);
        touch_term(b_, after, touched_after_);
        out_.values.push_back({rule, before, after});
      };
      if (then.empty() || now.empty()) {
        then.empty() ? tell({}, now.front()) : tell(then.front(), {});
        continue;
      }
      // Those with the same number are each other's; what is left is paired where its clauses are.
      const auto value = [](const Side& side, std::uint32_t i) -> const std::optional<Quantity>& { return side.list.clauses[i].value; };
      std::erase_if(then, [&, &now = now](std::uint32_t i) {
        if (!value(a_, i)) return true;
        const auto found = std::find_if(now.begin(), now.end(), [&](std::uint32_t j) { return value(b_, j) && same(*value(a_, i), *value(b_, j)); });
        if (found == now.end()) return false;
        now.erase(found);
        return true;
      });
      std::erase_if(now, [&](std::uint32_t j) { return !value(b_, j); });
      for (const std::uint32_t i : then) {
        const std::uint32_t p = paragraph_at(a_, a_.list.clauses[i].place.trigger);
        const auto found = std::find_if(now.begin(), now.end(), [&](std::uint32_t j) { return partners(p, paragraph_at(b_, b_.list.clauses[j].place.trigger)); });
        if (found == now.end()) continue;
        tell(i, *found);
        now.erase(found);
      }
    }
  }

  // ---- clauses ----
  // For each clause of one draft, the one of the other that has most of its words. kNone: none has any.
  static std::vector<std::uint32_t> best_partner(const Side& here, const std::vector<Partner>& partner, const Side& there) {
    std::vector<std::uint32_t> best(here.structure.clauses.size(), kNone);
    std::vector<std::pair<std::uint32_t, std::uint32_t>> weights;  // (clause there, bytes)
    for (std::size_t c = 0; c < here.structure.clauses.size(); ++c) {
      const segment::Clause& clause = here.structure.clauses[c];
      weights.clear();
      for (std::uint32_t p = clause.first_paragraph; p < clause.first_paragraph + clause.paragraph_count; ++p)
        if (partner[p].paragraph != kNone) weights.emplace_back(there.structure.paragraphs[partner[p].paragraph].clause, 1 + here.structure.paragraphs[p].span.size());
      std::sort(weights.begin(), weights.end());
      std::uint64_t most = 0;
      for (std::size_t i = 0; i < weights.size();) {
        std::uint64_t sum = 0;
        const std::uint32_t other = weights[i].first;
        for (; i < weights.size() && weights[i].first == other; ++i) sum += weights[i].second;
        if (sum > most) most = sum, best[c] = other;
      }
    }
    return best;
  }

  bool has_words(const Side& side, const segment::Clause& clause) const {
    for (std::uint32_t p = clause.first_paragraph; p < clause.first_paragraph + clause.paragraph_count; ++p)
      for (const char c : side.structure.paragraphs[p].span.of(side.normal.text))
        if (normalize::letter(c)) return true;
    return false;
  }

  TextSpan text_of(const Side& side, const segment::Clause& clause) const {
    const auto& all = side.structure.paragraphs;
    return side.normal.map.to_text({all[clause.first_paragraph].span.begin, all[clause.first_paragraph + clause.paragraph_count - 1].span.end});
  }

  // Adds a passage unless its words are the same after all (a clause that was only split) and stand where they stood.
  void passage(ClauseChange& c, TextSpan before, TextSpan after, bool moved = false) {
    Passage found{before, after, {}, moved};
    if (!before.empty() && !after.empty()) {
      found.marks = words_(a_.normal, before, b_.normal, after);
      if (!moved && found.marks.before.empty() && found.marks.after.empty()) return;
    }
    if (c.passages.size() < limits::kPassages) c.passages.push_back(std::move(found));
    else ++c.unlisted;
  }

  // The paragraph with the pieces of it that stand right beside it.
  static TextSpan with_pieces(const Side& side, const std::vector<Partner>& partner, std::uint32_t paragraph, std::uint32_t of) {
    const auto piece = [&](std::uint32_t p) { return partner[p].paragraph == of && partner[p].likeness == Likeness::part; };
    std::uint32_t first = paragraph, last = paragraph;
    while (first > 0 && piece(first - 1)) --first;
    while (last + 1 < partner.size() && piece(last + 1)) ++last;
    return side.normal.map.to_text({side.structure.paragraphs[first].span.begin, side.structure.paragraphs[last].span.end});
  }

  // A piece that stands beside what its whole became is told there.
  static bool told_with_neighbour(const std::vector<Partner>& partner, std::uint32_t p, std::uint32_t whole_became) {
    if (partner[p].likeness != Likeness::part || whole_became == kNone) return false;
    const std::uint32_t of = partner[p].paragraph;
    const std::uint32_t from = std::min(p, whole_became), to = std::max(p, whole_became);
    for (std::uint32_t i = from; i <= to; ++i)
      if (partner[i].paragraph != of) return false;
    return true;
  }

  void clauses() {
    const std::vector<std::uint32_t> best_before = best_partner(b_, alignment_.after, a_), best_after = best_partner(a_, alignment_.before, b_);
    using Key = std::tuple<std::int64_t, int, std::uint32_t>;
    std::vector<std::pair<Key, ClauseChange>> found;
    for (std::uint32_t c = 0; c < b_.structure.clauses.size(); ++c) {
      const segment::Clause& clause = b_.structure.clauses[c];
      if (clause.paragraph_count == 0 || !has_words(b_, clause)) continue;
      ClauseChange change;
      change.after = c;
      change.at_after = text_of(b_, clause);
      if (best_before[c] == kNone) {
        change.wording = Wording::added;
        passage(change, {}, change.at_after);
      } else {
        change.before = best_before[c];
        change.at_before = text_of(a_, a_.structure.clauses[best_before[c]]);
        compare_paragraphs(clause, best_after[best_before[c]] == c ? &a_.structure.clauses[best_before[c]] : nullptr, change);
        change.wording = change.passages.empty() ? Wording::moved : Wording::changed;
        if (change.passages.empty() && !change.moved) {
          ++out_.clauses_unchanged;
          continue;
        }
      }
      found.emplace_back(Key{c, 0, 0}, std::move(change));
    }
    std::int64_t anchor = -1;
    for (std::uint32_t c = 0; c < a_.structure.clauses.size(); ++c) {
      const segment::Clause& clause = a_.structure.clauses[c];
      if (best_after[c] != kNone) {
        anchor = best_after[c];
        continue;
      }
      if (clause.paragraph_count == 0 || !has_words(a_, clause)) continue;
      ClauseChange change;
      change.wording = Wording::removed;
      change.before = c;
      change.at_before = text_of(a_, clause);
      passage(change, change.at_before, {});
      found.emplace_back(Key{anchor, 1, c}, std::move(change));
    }
    std::sort(found.begin(), found.end(), [](const auto& x, const auto& y) { return x.first < y.first; });
    for (auto& [key, change] : found) {
      change.effect = (change.before && touched_before_[*change.before]) || (change.after && touched_after_[*change.after]);
      out_.clauses_without_effect += !change.effect && change.wording != Wording::moved;
      out_.clauses.push_back(std::move(change));
    }
  }

  // `before`: the partner, if this clause is also the partner's; what it lost is then told here.
  void compare_paragraphs(const segment::Clause& after, const segment::Clause* before, ClauseChange& change) {
    const std::uint32_t end = after.first_paragraph + after.paragraph_count;
    std::uint64_t moved = 0, stayed = 0;
    for (std::uint32_t q = after.first_paragraph; q < end; ++q)
      if (alignment_.after[q].paragraph != kNone) (alignment_.after[q].moved ? moved : stayed) += 1 + b_.structure.paragraphs[q].span.size();
    change.moved = moved > stayed;
    for (std::uint32_t q = after.first_paragraph; q < end; ++q) {
      const Partner& partner = alignment_.after[q];
      // A paragraph that came from elsewhere into a clause that stayed.
      const bool alone = partner.moved && !change.moved;
      switch (partner.likeness) {
        case Likeness::same:
          if (alone && has_letters(b_, q)) passage(change, text_of(a_, partner.paragraph), text_of(b_, q), true);
          break;
        case Likeness::numbers:
        case Likeness::reworded:
          passage(change, with_pieces(a_, alignment_.before, partner.paragraph, q), with_pieces(b_, alignment_.after, q, partner.paragraph), alone);
          break;
        case Likeness::part:
          if (!told_with_neighbour(alignment_.after, q, alignment_.before[partner.paragraph].paragraph)) passage(change, {}, text_of(b_, q));
          break;
        case Likeness::none: added(change, q); break;
      }
    }
    if (!before) return;
    for (std::uint32_t p = before->first_paragraph; p < before->first_paragraph + before->paragraph_count; ++p) {
      const Partner& partner = alignment_.before[p];
      if (partner.likeness == Likeness::part && told_with_neighbour(alignment_.before, p, alignment_.after[partner.paragraph].paragraph)) continue;
      if (partner.likeness == Likeness::none && has_letters(a_, p)) passage(change, text_of(a_, p), {});
      if (partner.likeness == Likeness::part) passage(change, text_of(a_, p), {});
    }
  }
  bool has_letters(const Side& side, std::uint32_t paragraph) const {
    const std::string_view text = side.structure.paragraphs[paragraph].span.of(side.normal.text);
    return std::any_of(text.begin(), text.end(), [](char c) { return normalize::letter(c); });
  }
  void added(ClauseChange& change, std::uint32_t paragraph) {
    if (has_letters(b_, paragraph)) passage(change, {}, text_of(b_, paragraph));
  }

  const Side &a_, &b_;
  Cancel& cancel_;
  Alignment alignment_;
  std::vector<Known> known_a_, known_b_;  // parallel to the findings
  ChangedWords words_;
  segment::SentenceBreaks breaks_;
  std::vector<bool> touched_before_, touched_after_;
  Comparison out_;
};

}  // namespace

std::string_view name(Change change) {
  constexpr std::array<std::string_view, kChanges> names = {"new", "worse", "unclear", "changed", "better", "resolved", "unchanged"};
  return names[static_cast<std::size_t>(change)];
}

std::string_view name(Reason reason) {
  constexpr std::array<std::string_view, 6> names = {"severity", "band", "outcome", "value", "places", "numbers"};
  return names[static_cast<std::size_t>(reason)];
}

std::string_view name(Effect effect) {
  constexpr std::array<std::string_view, 3> names = {"unknown", "favourable", "unfavourable"};
  return names[static_cast<std::size_t>(effect)];
}

std::string_view name(Wording wording) {
  constexpr std::array<std::string_view, 4> names = {"added", "removed", "changed", "moved"};
  return names[static_cast<std::size_t>(wording)];
}

bool Comparison::nothing() const {
  return terms.empty() && values.empty() && clauses.empty() &&
         std::all_of(findings.begin(), findings.end(), [](const FindingChange& c) { return c.change == Change::unchanged; });
}

int better_direction(const rules::Rule& rule) {
  if (rule.kind != rules::Kind::threshold) return 0;
  using rules::Comparison;
  const auto way_of = [](const Comparison& c) {
    using Op = Comparison::Op;
    return c.op == Op::less || c.op == Op::less_equal ? 1 : c.op == Op::greater || c.op == Op::greater_equal ? -1 : 0;
  };
  // What is compared with the policy says which way; bare numbers beside it only keep off what is no such value ("and value >= 85").
  bool with_policy = false;
  for (const auto& conjunction : rule.report_when)
    for (const Comparison& c : conjunction) with_policy = with_policy || !c.policy.empty();
  int way = 0;
  for (const auto& conjunction : rule.report_when)
    for (const Comparison& c : conjunction) {
      if (with_policy && c.policy.empty()) continue;
      const int here = way_of(c);
      if (here == 0 || (way != 0 && here != way)) return 0;
      way = here;
    }
  return way;
}

std::optional<int> more_or_less(const Quantity& before, const Quantity& after) {
  if (same(before, after)) return 0;
  const auto comparable = [](const Quantity& q) { return std::tuple(q.working_days, q.saturdays, q.currency, q.end_of_month, q.reference, q.unit == rules::Unit::percent ? q.per : rules::Period::none); };
  if (comparable(before) != comparable(after) || before.unit == rules::Unit::date || after.unit == rules::Unit::date) return std::nullopt;
  const auto high = rules::convert(after, before.unit);
  if (!high) return std::nullopt;
  const double scale = after.value != 0 ? *high / after.value : 1;
  const double low_then = before.lower.value_or(before.value), low_now = after.lower.value_or(after.value) * scale;
  const auto sign = [](double x, double y) { return x < y ? 1 : x > y ? -1 : 0; };
  const int at_low = sign(low_then, low_now), at_high = sign(before.value, *high);
  if (at_low * at_high < 0) return std::nullopt;
  return at_low != 0 ? at_low : at_high;
}

Result<Comparison> run(const Side& before, const Side& after, Cancel& cancel) { return Comparer(before, after, cancel).run(); }

}  // namespace caveat::compare
