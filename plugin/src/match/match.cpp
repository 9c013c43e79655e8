// See match.h. One pass over the text with the index of literals (occurrences.h); where all required slots of a pattern have a candidate in one
// paragraph (or clause), the pattern is evaluated there; RE2 alone decides.
// Contract: a paragraph that the prefilter drops is guaranteed to hold no match (tests/differential).
#include "match/match.h"

#include <algorithm>
#include <span>
#include <tuple>
#include <utility>

#include "base/limits.h"
#include "match/absence.h"
#include "match/clarifiers.h"
#include "match/direction.h"
#include "match/document_kind.h"
#include "match/explanation.h"
#include "match/near.h"
#include "match/occurrences.h"
#include "match/profile.h"
#include "match/structure_checks.h"
#include "segment/sentence_breaks.h"

namespace caveat::match {

using rules::CompiledFragment;
using rules::CompiledPattern;
using rules::CompiledRule;
using rules::CompiledSlot;
using rules::Pattern;
using rules::Rule;
using rules::RuleProgram;
using rules::Scope;
using segment::Paragraph;
using segment::Structure;

namespace {

// A clause whose own text goes on for more paragraphs than this is evaluated in pieces: "the same clause" means little
// there (a document without headings is one clause), and the work stays linear.
constexpr std::uint32_t kUnitParagraphs = 60;

// How far another slot can stand from a number at most: so many words a neighbour (its own length included), so many bytes a word.
constexpr std::uint32_t kReachWords = 80;
constexpr std::uint32_t kReachBytesOfAWord = 64;

constexpr std::uint32_t kLongParagraph = 64u << 10;

// How far before a hit the talk may still be of what it is about: docs/rule-format.md.
constexpr std::uint32_t kAboutBytes = 600;

// Remembered for one paragraph or unit, forgotten by counting on.
struct SlotState {
  std::uint32_t candidate_paragraph = 0;  // epoch in which it became a candidate
  std::uint32_t candidate_unit = 0;
};

struct PatternState {
  std::uint32_t epoch = 0;
  std::uint32_t count = 0;
};

}  // namespace

struct Matcher::Impl {
  explicit Impl(std::shared_ptr<const RuleProgram> p)
      : program(std::move(p)), occurrences(*program), slots(program->slots().size()), patterns(program->patterns().size()),
        absences(*program), kinds(*program) {
    for (std::uint32_t c = 0; c < program->compiled().size(); ++c)
      by_language[index(program->compiled()[c].language)].push_back(c);
  }

  std::shared_ptr<const RuleProgram> program;
  Occurrences occurrences;
  std::vector<SlotState> slots;
  std::vector<PatternState> patterns;
  Absences absences;
  DocumentKinds kinds;
  std::array<std::vector<std::uint32_t>, kLanguages> by_language;  // compiled rules
  segment::SentenceBreaks breaks;
  // Epochs only ever grow, over all scans of this matcher, so nothing has to be cleared.
  std::uint32_t paragraph_epoch = 0, unit_epoch = 0;

  Absences::Ignored ignored;     // see ignore_unless
  Explanation* watch = nullptr;  // see explain
  Profile* profile = nullptr;    // what the scans cost; null: nobody asks

  // ---- one scan ----
  const extract::ExtractedText* extracted = nullptr;
  const normalize::NormalText* normal = nullptr;
  const Structure* structure = nullptr;
  DefinedTerms terms;
  bool prefilter = true;
  Role side = Role::customer;
  std::uint32_t cap = 0;
  std::vector<std::uint32_t> counts;  // per rule
  MatchList out;
  std::vector<Match> looked_at;  // where the patterns of structure rules hold, for their checks
  std::vector<std::uint32_t> paragraph_rules, clause_rules;  // candidates, compiled
  Cancel* cancel = nullptr;
  std::optional<Error> stop;  // set once, then everything returns
  std::uint32_t work = 0;
  bool crowded = false;  // a slot of the rule at hand was cut short: told as truncated, never silent
  std::vector<TextSpan> sentences;
  std::uint32_t sentences_of = ~0u;
  std::uint32_t above_slot = ~0u, above_paragraph = ~0u;  // what stands_above was asked last,
  bool above = false;                                      // and its answer

  std::string_view text() const { return normal->text; }

  // Cheap enough to ask at every step of a rule's evaluation: a clause may be one sentence of 40 MB.
  bool stopped(std::uint32_t where) {
    if (!stop && ++work % 16 == 0) stop = cancel->poll(Stage::match, where, text().size());
    return stop.has_value();
  }

  Result<MatchList> run(const Options& options, Cancel& by) {
    const Profile::Lap lap(profile, Profile::Part::matching);
    if (profile) profile->text_bytes += text().size();
    cancel = &by;
    stop.reset();
    prefilter = options.prefilter;
    side = options.side;
    cap = options.max_per_rule ? options.max_per_rule : limits::kMatchesPerRule;
    counts.assign(program->rules().size(), 0);
    out = {};
    looked_at.clear();
    terms = DefinedTerms(*structure);
    sentences_of = above_paragraph = ~0u;
    if (std::max(paragraph_epoch, unit_epoch) > (1u << 31)) forget();
    occurrences.begin(text(), *structure, prefilter);
    absences.begin();
    kinds.begin();
    prefilter ? with_index() : with_everything();
    if (watch && !stop) observe();
    if (stop) return *stop;
    out.kind = kinds.decide(static_cast<std::uint32_t>(text().size()));
    if (extracted->is_wordless_picture()) out.kind.kind = rules::DocumentKind::not_a_contract, out.kind.certainty = 1;
    if (options.kind) out.kind.kind = *options.kind, out.kind.certainty = 1;
    const std::size_t presences = out.matches.size();
    // What a buyer misses is no risk of the supplier's (docs/roles.md).
    if (side == Role::customer) absences.conclude(text(), *extracted, *structure, counts, ignored, out);
    for (std::size_t i = presences; i < out.matches.size(); ++i) out.matches[i].sentence = sentence_of(out.matches[i]);
    run_checks();
    if (stop) return *stop;
    std::sort(out.matches.begin(), out.matches.end(), [](const Match& a, const Match& b) {
      return std::tie(a.hull, a.rule) < std::tie(b.hull, b.rule);
    });
    std::sort(out.truncated.begin(), out.truncated.end());
    out.truncated.erase(std::unique(out.truncated.begin(), out.truncated.end()), out.truncated.end());
    return std::move(out);
  }

  void forget() {
    slots.assign(slots.size(), {});
    patterns.assign(patterns.size(), {});
    paragraph_epoch = unit_epoch = 0;
  }

  // ---- units: the paragraphs of one clause, at most kUnitParagraphs ----
  std::uint32_t unit_end(std::uint32_t first) const {
    const auto& all = structure->paragraphs;
    std::uint32_t end = first + 1;
    while (end < all.size() && all[end].clause == all[first].clause && end - first < kUnitParagraphs) ++end;
    return end;
  }

  void with_everything() {
    const auto& all = structure->paragraphs;
    for (std::uint32_t first = 0; first < all.size();) {
      const std::uint32_t end = unit_end(first);
      if ((stop = cancel->poll(Stage::match, all[first].span.begin, text().size()))) return;
      std::array<bool, kLanguages + 1> has{};
      for (std::uint32_t p = first; p < end; ++p) {
        has[index(all[p].language)] = true;
        if (all[p].language == Language::other) continue;
        begin_paragraph();
        for (std::uint32_t c : by_language[index(all[p].language)])
          if (program->compiled()[c].scope != Scope::clause) evaluate(c, p, p + 1);
      }
      for (Language language : kAllLanguages)
        if (has[index(language)])
          for (std::uint32_t c : by_language[index(language)])
            if (program->compiled()[c].scope == Scope::clause) evaluate(c, first, end);
      absences.end_unit();
      first = end;
    }
  }

  void with_index() {
    const auto& all = structure->paragraphs;
    for (std::uint32_t first = 0; first < all.size();) {
      const std::uint32_t end = unit_end(first);
      if ((stop = cancel->poll(Stage::match, all[first].span.begin, text().size()))) return;
      begin_unit();
      for (std::uint32_t p = first; p < end; ++p) {
        if (all[p].language == Language::other) continue;
        begin_paragraph();
        {
          const Profile::Lap lap(profile, Profile::Part::index);
          occurrences.look(p, [&](std::uint32_t byte) { return !(stop = cancel->poll(Stage::match, byte, text().size())); }, [&](std::uint32_t slot) {
          // Of a paragraph of megabytes each answer takes its time.
          if (all[p].span.size() > kLongParagraph && !stop) stop = cancel->poll(Stage::match, all[p].span.begin, text().size());
          if (!stop) candidate(slot);
        });
        }
        if (stop) return;
        finish_paragraph(p);
        if (stop) return;
      }
      finish_unit(first, end);
      if (stop) return;
      first = end;
    }
  }

  void begin_paragraph() {
    ++paragraph_epoch;
    paragraph_rules.clear();
  }
  void begin_unit() {
    ++unit_epoch;
    occurrences.begin_unit();
    clause_rules.clear();
  }

  void candidate(std::uint32_t slot) {
    SlotState& state = slots[slot];
    const bool new_here = state.candidate_paragraph != paragraph_epoch, new_in_unit = state.candidate_unit != unit_epoch;
    if (!new_here && !new_in_unit) return;
    state.candidate_paragraph = paragraph_epoch;
    state.candidate_unit = unit_epoch;
    for (std::uint32_t id : program->woken_by(slot)) {
      const CompiledPattern& pattern = program->patterns()[id];
      const auto required = program->required_by(id);
      if (pattern.whole_clause) {
        if (!new_in_unit) continue;
        PatternState& counter = patterns[id];
        if (counter.epoch != unit_epoch) counter = {unit_epoch, 0};
        if (++counter.count == required.size()) clause_rules.push_back(pattern.compiled);
      } else if (new_here && std::all_of(required.begin(), required.end(), [&](std::uint32_t other) { return other == slot || occurrences.may_occur(other); })) {
        paragraph_rules.push_back(pattern.compiled);
      }
    }
  }

  void finish_paragraph(std::uint32_t paragraph) {
    std::sort(paragraph_rules.begin(), paragraph_rules.end());
    paragraph_rules.erase(std::unique(paragraph_rules.begin(), paragraph_rules.end()), paragraph_rules.end());
    for (std::uint32_t c : paragraph_rules) evaluate(c, paragraph, paragraph + 1);
  }

  void finish_unit(std::uint32_t first, std::uint32_t end) {
    std::sort(clause_rules.begin(), clause_rules.end());
    clause_rules.erase(std::unique(clause_rules.begin(), clause_rules.end()), clause_rules.end());
    for (std::uint32_t c : clause_rules) evaluate(c, first, end);
    absences.end_unit();
    occurrences.end_unit();
  }

  // ---- evaluation ----
  std::vector<NormalSpan> gather(const CompiledRule& compiled, std::uint16_t slot, std::uint32_t first, std::uint32_t end) {
    std::vector<NormalSpan> all;
    for (std::uint32_t p = first; p < end; ++p) {
      const Paragraph& paragraph = structure->paragraphs[p];
      if (paragraph.language != compiled.language) continue;
      if ((compiled.skip_headings && paragraph.title()) || (compiled.scope == Scope::heading && !paragraph.title())) continue;
      if (!occurrences.append(compiled.slots[slot], p, all)) crowded = true;
    }
    if (profile) profile->gathered(all.size());
    return all;
  }

  void evaluate(std::uint32_t compiled_id, std::uint32_t first, std::uint32_t end) {
    const CompiledRule& compiled = program->compiled()[compiled_id];
    const Rule& rule = program->rules()[compiled.rule];
    if (!applies_to(rule, side)) return;
    const bool question = compiled.purpose != rules::Purpose::find;
    if (question ? absences.settled(compiled) : kinds.silent(compiled.rule) ? kinds.enough(compiled.rule) : counts[compiled.rule] > cap_of(rule)) return;
    if (stopped(structure->paragraphs[first].span.begin)) return;
    const Profile::Evaluation evaluation(profile, compiled.rule);
    std::vector<std::optional<std::vector<NormalSpan>>> found(rule.slots.size());
    const auto slot = [&](std::uint16_t s) -> const std::vector<NormalSpan>& {
      if (!found[s]) found[s] = gather(compiled, s, first, end);
      return *found[s];
    };
    crowded = false;
    std::vector<std::pair<NormalSpan, NormalSpan>> hits;  // hull, scope
    for (const Pattern& pattern : compiled.patterns) {
      bool possible = pattern.form == Pattern::Form::any;
      if (!possible) possible = std::all_of(pattern.slots.begin(), pattern.slots.end(), [&](std::uint16_t s) { return !slot(s).empty(); });
      if (!possible) continue;
      std::vector<Occurrence> all;
      for (std::uint16_t part = 0; part < pattern.slots.size(); ++part)
        for (NormalSpan span : slot(pattern.slots[part])) all.push_back({span, part});
      if (all.empty()) continue;
      std::sort(all.begin(), all.end());
      for_each_scope(compiled.scope, all, first, end, [&](NormalSpan scope, std::span<const Occurrence> inside) {
        if (stopped(scope.begin)) return;
        for (NormalSpan hull : hulls(rule, pattern, inside))
          if (!pattern.about || is_about(compiled, *pattern.about, slot(*pattern.about), hull, scope, paragraph_of(hull.begin, first, end))) hits.emplace_back(hull, scope);
      });
    }
    if (question) {
      if (crowded) absences.cut_short(compiled.rule);
      for (const auto& [hull, scope] : hits) {
        const std::uint32_t paragraph = paragraph_of(hull.begin, first, end);
        absences.note(compiled, hull, paragraph, structure->paragraphs[paragraph].title());
      }
      return;
    }
    if (crowded) out.truncated.push_back(compiled.rule);
    std::sort(hits.begin(), hits.end());
    NormalSpan last{};
    for (const auto& [hull, scope] : hits) {
      if (!last.empty() && hull.overlaps(last)) continue;  // two patterns of one rule on the same words
      const bool silenced = std::any_of(rule.unless.begin(), rule.unless.end(), [&, &hull = hull, &scope = scope](const rules::Unless& u) {
        if (compiled.rule == ignored.rule && u.slot == ignored.slot) return false;
        return silences(u, slot(u.slot), hull, scope);
      });
      if (silenced) {
        if (watched(compiled)) note_silence(rule, compiled, slot, hull, scope);
        continue;
      }
      // A mutated `unless` is tried alone: the clarifiers must not stand in for it.
      if (!rule.clarified_by.empty() && compiled.rule != ignored.rule) {
        if (const auto by = clarified_by(rule, compiled, slot, hull, paragraph_of(hull.begin, first, end))) {
          if (watched(compiled)) note(hull, Explanation::Verdict::clarified).detail = by == rules::Clarifier::definition ? "the contract defines these words" : "a quantity of that kind stands beside it";
          continue;
        }
      }
      Match m;
      m.rule = compiled.rule;
      m.language = compiled.language;
      m.hull = hull;
      if (rule.value_slot && !read_value(rule, compiled, slot(*rule.value_slot), m)) {
        if (watched(compiled)) note_value(rule, compiled, slot(*rule.value_slot), hull);
        continue;
      }
      absences.note_clause(compiled.rule, hull);
      if (kinds.tells(compiled.rule)) kinds.note(compiled.rule, hull);
      if (kinds.silent(compiled.rule)) {
        if (watched(compiled)) note(hull, Explanation::Verdict::reported).detail = "it speaks for a kind of document, and is no finding";
        last = hull;
        ++counts[compiled.rule];
        continue;
      }
      m.paragraph = paragraph_of(hull.begin, first, end);
      m.sentence = sentence_of(m);
      if (!directed(rule, m)) {
        if (watched(compiled)) note_direction(m);
        continue;
      }
      last = hull;
      if (++counts[compiled.rule] > cap_of(rule)) {
        out.truncated.push_back(compiled.rule);
        if (watched(compiled)) note(hull, Explanation::Verdict::capped);
        return;
      }
      if (watched(compiled)) note(hull, Explanation::Verdict::reported, rule.value_slot ? &slot(*rule.value_slot) : nullptr);
      (rule.kind == rules::Kind::structure ? looked_at : out.matches).push_back(std::move(m));
    }
  }

  // What a structure check looks at is no finding yet: it may be more.
  std::uint32_t cap_of(const Rule& rule) const { return rule.kind == rules::Kind::structure ? limits::kOccurrencesPerCheck : cap; }

  // False: the rule asks for a side that this hit does not favour.
  bool directed(const Rule& rule, Match& m) const {
    if (!rule.favours && rule.check != "one-sided") return true;
    const Direction direction = direction_of(*program, *extracted, *normal, *structure, normal->map.to_normal(m.sentence), m.hull, m.language);
    if (!rule.favours) {
      constexpr std::array<std::string_view, 4> names = {"unknown", "supplier", "customer", "both"};
      m.arguments.emplace_back("favoured", names[static_cast<std::size_t>(direction.favours)]);
      return true;
    }
    if (!reports(*rule.favours, side, direction)) return false;
    m.arguments.emplace_back("favoured", std::string(name(favoured(*rule.favours, direction))));
    return true;
  }

  // See clarifiers.h: which words are vague, and where the quantity may stand that clears them up.
  template <class Slot>
  std::optional<rules::Clarifier> clarified_by(const Rule& rule, const CompiledRule& compiled, Slot&& slot, NormalSpan hull, std::uint32_t paragraph) {
    std::vector<NormalSpan> words;
    for (const Pattern& pattern : rule.find)
      for (std::size_t i = pattern.form == Pattern::Form::any ? 0 : pattern.slots.size() - 1; i < pattern.slots.size(); ++i)
        for (NormalSpan span : slot(pattern.slots[i]))
          if (hull.contains(span)) words.push_back(span);
    split(paragraph);
    NormalSpan around = hull;
    const TextSpan where = normal->map.to_text(hull);
    for (std::size_t i = 0; i < sentences.size(); ++i) {
      if (!sentences[i].overlaps(where)) continue;
      const NormalSpan own = normal->map.to_normal(sentences[i]), next = normal->map.to_normal(sentences[std::min(i + 1, sentences.size() - 1)]);
      around = {std::min(around.begin, own.begin), std::max(around.end, next.end)};
    }
    // Each hit is looked at for itself: with a "sentence" of megabytes that would be quadratic.
    constexpr std::uint32_t kReachBytes = 4'000;  // beyond what anyone calls beside it
    around = {std::max(around.begin, hull.begin > kReachBytes ? hull.begin - kReachBytes : 0), std::min(around.end, hull.end + kReachBytes)};
    return clarified(rule, {words, around, compiled.language}, text(), terms);
  }

  // ---- structure rules: their patterns only give the places that a check looks at ----
  void run_checks() {
    const auto by_place = [](const Match& a, const Match& b) { return std::tie(a.rule, a.hull) < std::tie(b.rule, b.hull); };
    std::sort(looked_at.begin(), looked_at.end(), by_place);
    std::vector<Match> clauses;
    for (const Match& m : out.matches)
      if (program->rules()[m.rule].kind == rules::Kind::clause) clauses.push_back(m);
    std::sort(clauses.begin(), clauses.end(), [](const Match& a, const Match& b) { return std::tie(a.hull, a.rule) < std::tie(b.hull, b.rule); });
    for (std::uint32_t r = 0; r < program->rules().size(); ++r) {
      if (program->rules()[r].kind != rules::Kind::structure) continue;
      const Check check = find_check(program->rules()[r].check);
      if (!check) continue;  // the loader refuses such rules
      if ((stop = cancel->poll(Stage::match, text().size(), text().size()))) return;
      const Profile::Evaluation evaluation(profile, r);
      const auto [from, to] = std::equal_range(looked_at.begin(), looked_at.end(), r, RuleOrder{});
      std::vector<Match> found = check({*program, r, *extracted, *normal, *structure, {from, to}, clauses, breaks, *cancel, side});
      if (found.size() > cap) {
        found.resize(cap);
        out.truncated.push_back(r);
      }
      std::move(found.begin(), found.end(), std::back_inserter(out.matches));
    }
  }

  struct RuleOrder {
    bool operator()(const Match& m, std::uint32_t r) const { return m.rule < r; }
    bool operator()(std::uint32_t r, const Match& m) const { return r < m.rule; }
  };

  // Calls with each scope that holds occurrences, and these.
  template <class Call>
  void for_each_scope(Scope wanted, const std::vector<Occurrence>& all, std::uint32_t first, std::uint32_t end, Call&& call) {
    if (wanted != Scope::sentence) {
      call(NormalSpan{structure->paragraphs[first].span.begin, structure->paragraphs[end - 1].span.end}, std::span<const Occurrence>(all));
      return;
    }
    split(first);
    std::size_t o = 0;
    for (TextSpan sentence : sentences) {
      const NormalSpan scope = normal->map.to_normal(sentence);
      const std::size_t from = o;
      while (o < all.size() && all[o].span.begin < scope.end) ++o;
      if (o > from) call(scope, std::span<const Occurrence>(all).subspan(from, o - from));
    }
    if (o < all.size()) call(structure->paragraphs[first].span, std::span<const Occurrence>(all).subspan(o));
  }

  std::vector<NormalSpan> hulls(const Rule& rule, const Pattern& pattern, std::span<const Occurrence> inside) {
    const auto parts = static_cast<std::uint32_t>(pattern.slots.size());
    std::vector<NormalSpan> result;
    switch (pattern.form) {
      case Pattern::Form::any:
        for (const Occurrence& o : inside)
          if (result.empty() || o.span.begin >= result.back().end) result.push_back(o.span);
        return result;
      case Pattern::Form::all: {
        std::uint32_t covered = 0;
        NormalSpan hull{~0u, 0};
        for (const Occurrence& o : inside)
          if (!(covered & (1u << o.part))) {
            covered |= 1u << o.part;
            hull = {std::min(hull.begin, o.span.begin), std::max(hull.end, o.span.end)};
          }
        if (covered == (1u << parts) - 1) result.push_back(hull);
        return result;
      }
      case Pattern::Form::near: {
        const auto value_part = rule.kind == rules::Kind::threshold
                                    ? std::find(pattern.slots.begin(), pattern.slots.end(), *rule.value_slot)
                                    : pattern.slots.end();
        if (value_part == pattern.slots.end()) return find_near(text(), inside, parts, pattern.within, pattern.in_order);
        // A threshold asks of each number by itself: 99.9 % here and 95 % there are two answers.
        const auto part = static_cast<std::uint16_t>(value_part - pattern.slots.begin());
        std::vector<Occurrence> others;
        for (const Occurrence& o : inside)
          if (o.part != part) others.push_back(o);
        for (const Occurrence& o : inside) {
          if (o.part != part) continue;
          if (stopped(o.span.begin)) return result;
          // Only what can reach this number: with thousands of both, all pairs would be quadratic.
          const std::uint32_t reach = kReachBytesOfAWord * parts * (pattern.within + kReachWords);
          const auto from = std::partition_point(others.begin(), others.end(), [&](const Occurrence& x) { return x.span.begin + reach < o.span.begin; });
          const auto to = std::partition_point(from, others.end(), [&](const Occurrence& x) { return x.span.begin < o.span.end + reach; });
          std::vector<Occurrence> with(from, to);
          with.insert(std::upper_bound(with.begin(), with.end(), o), o);
          for (NormalSpan hull : find_near(text(), with, parts, pattern.within, pattern.in_order))
            if (hull.contains(o.span)) result.push_back(hull);
        }
        return result;
      }
    }
    return result;
  }

  // What the sentence speaks of need not stand in it: "5 Charges ... They may be raised at any time." Looked for in the scope and before it
  // in its paragraph (`here`: its occurrences there), else above the paragraph.
  bool is_about(const CompiledRule& compiled, std::uint16_t slot, const std::vector<NormalSpan>& here, NormalSpan hull, NormalSpan scope, std::uint32_t paragraph) {
    constexpr std::uint32_t kBehind = 400;
    const std::uint32_t from = hull.begin > kAboutBytes ? hull.begin - kAboutBytes : 0, to = std::max(hull.end, std::min(scope.end, hull.end + kBehind));
    const auto next = std::partition_point(here.begin(), here.end(), [&](NormalSpan s) { return s.begin < from; });
    if (next != here.end() && next->end <= to) return true;
    // A paragraph may hold thousands of hits: what stands above it is looked at once.
    if (above_slot != compiled.slots[slot] || above_paragraph != paragraph) {
      above_slot = compiled.slots[slot];
      above_paragraph = paragraph;
      above = stands_above(compiled, slot, paragraph);
    }
    return above;
  }

  // In the paragraphs before of its clause, in the words that open the list it is an item of, in the headings above.
  bool stands_above(const CompiledRule& compiled, std::uint16_t slot, std::uint32_t paragraph) const {
    constexpr int kLevels = 3;  // "5 Charges", "5.2", "(a)"
    const auto& all = structure->paragraphs;
    const auto in = [&](NormalSpan where) { return !where.empty() && occurrences.occur(compiled.slots[slot], where); };
    const std::uint32_t begin = all[paragraph].span.begin, from = begin > kAboutBytes ? begin - kAboutBytes : 0;
    auto clause = static_cast<std::int32_t>(all[paragraph].clause);
    for (int level = 0; clause >= 0 && level < kLevels; ++level) {
      const segment::Clause& here = structure->clauses[static_cast<std::size_t>(clause)];
      const std::uint32_t last = std::min(here.first_paragraph + here.paragraph_count, paragraph);
      for (std::uint32_t p = last; p > here.first_paragraph && all[p - 1].span.end >= from; --p)
        if (all[p - 1].language == compiled.language && in({std::max(all[p - 1].span.begin, from), all[p - 1].span.end})) return true;
      // The first paragraph of a document is its title: all clauses would be about it.
      if (here.first_paragraph > 0 && here.paragraph_count > 0 && all[here.first_paragraph].heading && in(all[here.first_paragraph].span)) return true;
      if (here.label.empty()) break;  // above it stands the title of a part, or of the document
      clause = here.parent;
    }
    return false;
  }

  bool silences(const rules::Unless& unless, const std::vector<NormalSpan>& found, NormalSpan hull, NormalSpan scope) const {
    for (NormalSpan span : found) {
      if (!scope.overlaps(span)) continue;
      if (!unless.within || span.overlaps(hull)) return true;
      const std::uint32_t begin = span.end <= hull.begin ? span.end : hull.end, end = span.end <= hull.begin ? hull.begin : span.begin;
      if (words_between(text(), begin, end, *unless.within) <= *unless.within) return true;
    }
    return false;
  }

  // The first value inside the hull that the condition holds for; any value for a neutral clause.
  bool read_value(const Rule& rule, const CompiledRule& compiled, const std::vector<NormalSpan>& found, Match& m) const {
    const auto kind = program->slots()[compiled.slots[*rule.value_slot]].value;
    for (NormalSpan span : found) {
      if (!m.hull.contains(span)) continue;
      auto value = rules::read_quantity(text(), span, *kind, compiled.language);
      if (!value) continue;
      // "99.5 %, measured over the contract year": the period may stand anywhere among the words of the rule.
      if (value->unit == rules::Unit::percent && value->per == rules::Period::none)
        value->per = rules::measured_by(m.hull.of(text()), compiled.language);
      if (rule.kind == rules::Kind::threshold && !holds(rule, *value)) continue;
      m.value = std::move(value);
      return true;
    }
    return rule.kind == rules::Kind::clause;  // a clause may be there without its number
  }

  bool holds(const Rule& rule, const rules::Quantity& value) const {
    return std::any_of(rule.report_when.begin(), rule.report_when.end(), [&](const auto& conjunction) {
      return std::all_of(conjunction.begin(), conjunction.end(), [&](const rules::Comparison& c) {
        // Of a range, the end that the other side may choose against the policy: one end outside it is outside.
        rules::Quantity end = value;
        if (value.lower && (c.op == rules::Comparison::Op::less || c.op == rules::Comparison::Op::less_equal)) end.value = *value.lower;
        double left = end.value, right = c.number;
        if (!c.policy.empty()) {
          const rules::Parameter& p = program->parameters().find(c.policy)->second;
          const auto converted = rules::convert(end, p.unit);
          if (!converted) return false;
          left = *converted;
          right = p.value;
        }
        using Op = rules::Comparison::Op;
        switch (c.op) {
          case Op::less: return left < right;
          case Op::less_equal: return left <= right;
          case Op::greater: return left > right;
          case Op::greater_equal: return left >= right;
          case Op::equal: return left == right;
          case Op::not_equal: return left != right;
        }
        return false;
      });
    });
  }

  // ---- explanation: what became of one rule (explanation.h) ----
  bool watched(const CompiledRule& compiled) const { return watch && watch->rule == compiled.rule; }

  Explanation::Hit& note(NormalSpan hull, Explanation::Verdict verdict, const std::vector<NormalSpan>* values = nullptr) {
    Explanation::Hit hit;
    hit.hull = hull;
    hit.verdict = verdict;
    if (values)
      for (NormalSpan value : *values)
        if (hull.contains(value) && hit.values.size() < Explanation::kWordsPerSlot) hit.values.push_back(value);
    if (watch->hits.size() >= Explanation::kHits) watch->hits.pop_back();
    return watch->hits.emplace_back(std::move(hit));
  }

  template <class Slot>
  void note_silence(const Rule& rule, const CompiledRule& compiled, Slot&& slot, NormalSpan hull, NormalSpan scope) {
    for (const rules::Unless& u : rule.unless) {
      if (compiled.rule == ignored.rule && u.slot == ignored.slot) continue;
      for (NormalSpan span : slot(u.slot))
        if (silences(u, {span}, hull, scope)) {
          Explanation::Hit& hit = note(hull, Explanation::Verdict::silenced);
          hit.slot = u.slot;
          hit.because = span;
          return;
        }
    }
  }

  void note_value(const Rule& rule, const CompiledRule& compiled, const std::vector<NormalSpan>& found, NormalSpan hull) {
    const auto kind = program->slots()[compiled.slots[*rule.value_slot]].value;
    const bool read = std::any_of(found.begin(), found.end(), [&](NormalSpan span) {
      return hull.contains(span) && rules::find_quantity(span.of(text()), span.begin, *kind, compiled.language);
    });
    note(hull, read ? Explanation::Verdict::value_accepted : Explanation::Verdict::value_missing, &found);
  }

  void note_direction(const Match& m) {
    constexpr std::array<std::string_view, 4> names = {"nobody that is named", "the supplier", "the customer", "both sides"};
    const Direction direction = direction_of(*program, *extracted, *normal, *structure, normal->map.to_normal(m.sentence), m.hull, m.language);
    Explanation::Hit& hit = note(m.hull, Explanation::Verdict::other_side);
    hit.because = direction.who.empty() ? direction.what : direction.who;
    hit.detail = "it favours " + std::string(names[static_cast<std::size_t>(direction.favours)]);
  }

  // After the scan, and apart from it: which words of the rule stand where, and how near its patterns came.
  void observe() {
    occurrences.use_prefilter(false);  // every word, also where the prefilter had no reason to look
    const auto& all = structure->paragraphs;
    std::array<std::vector<const CompiledRule*>, kLanguages> questions;
    bool whole = false;
    for (const CompiledRule& compiled : program->compiled()) {
      if (compiled.rule != watch->rule) continue;
      questions[index(compiled.language)].push_back(&compiled);
      whole = whole || compiled.scope == Scope::clause;
    }
    for (const Paragraph& p : all) watch->unread += p.language == Language::other;
    for (std::uint32_t first = 0; first < all.size() && !stop;) {
      const std::uint32_t end = whole ? unit_end(first) : first + 1;
      if ((stop = cancel->poll(Stage::match, all[first].span.begin, text().size()))) break;
      begin_paragraph();
      for (const auto& of_language : questions)
        if (!of_language.empty()) observe(of_language, first, end);
      first = end;
    }
    occurrences.use_prefilter(prefilter);
    watch->finish();
  }

  // The questions of one rule in one language, over one paragraph or unit.
  void observe(const std::vector<const CompiledRule*>& questions, std::uint32_t first, std::uint32_t end) {
    const CompiledRule& any = *questions.front();
    const Rule& rule = program->rules()[any.rule];
    Explanation::Place place;
    place.span = {structure->paragraphs[first].span.begin, structure->paragraphs[end - 1].span.end};
    place.paragraph = first;
    place.language = any.language;
    std::vector<std::vector<NormalSpan>> found(rule.slots.size());
    for (std::uint16_t s = 0; s < rule.slots.size(); ++s) {
      found[s] = gather(any, s, first, end);
      if (found[s].empty()) continue;
      Explanation::SlotUse use{s, {}, static_cast<std::uint32_t>(found[s].size())};
      use.places.assign(found[s].begin(), found[s].begin() + static_cast<std::ptrdiff_t>(std::min(found[s].size(), Explanation::kWordsPerSlot)));
      place.slots.push_back(std::move(use));
    }
    bool some = false;  // a word of some pattern, not of an exception alone
    for (const CompiledRule* question : questions) {
      if (question->purpose == rules::Purpose::seen) continue;  // single words, told as slots
      for (const Pattern& pattern : question->patterns) {
        some = some || std::any_of(pattern.slots.begin(), pattern.slots.end(), [&](std::uint16_t s) { return !found[s].empty(); });
        place.patterns.push_back(observe_pattern(rule, *question, pattern, found, first, end));
      }
    }
    if (some) watch->add(std::move(place));
  }

  Explanation::PatternUse observe_pattern(const Rule& rule, const CompiledRule& question, const Pattern& pattern,
                                          const std::vector<std::vector<NormalSpan>>& found, std::uint32_t first, std::uint32_t end) {
    Explanation::PatternUse use;
    use.purpose = question.purpose;
    use.pattern = pattern;
    std::vector<Occurrence> all;
    for (std::uint16_t part = 0; part < pattern.slots.size(); ++part) {
      if (found[pattern.slots[part]].empty()) use.missing.push_back(pattern.slots[part]);
      for (NormalSpan span : found[pattern.slots[part]]) all.push_back({span, part});
    }
    if (pattern.form == Pattern::Form::any && !all.empty()) use.missing.clear();
    if (all.empty() || !use.missing.empty()) return use;
    std::sort(all.begin(), all.end());
    const bool sentences_here = question.scope == Scope::sentence && end - first == 1;
    bool off_topic = false;
    const auto holds = [&](const Pattern& p, bool everywhere) {
      bool hit = false;
      const auto look = [&](NormalSpan scope, std::span<const Occurrence> inside) {
        for (NormalSpan hull : hulls(rule, p, inside)) {
          const bool topic = !p.about || is_about(question, *p.about, found[*p.about], hull, scope, paragraph_of(hull.begin, first, end));
          hit = hit || topic;
          off_topic = off_topic || !topic;
        }
      };
      if (everywhere || !sentences_here) look({structure->paragraphs[first].span.begin, structure->paragraphs[end - 1].span.end}, all);
      else for_each_scope(Scope::sentence, all, first, end, look);
      return hit;
    };
    use.holds = holds(pattern, false);
    if (!use.holds && off_topic) use.missing.push_back(*pattern.about);
    if (use.holds || off_topic || stop) return use;
    if (pattern.form != Pattern::Form::near) {
      use.scope = sentences_here && holds(pattern, true);
      return use;
    }
    Pattern looser = pattern;
    const auto widen = [&](bool everywhere) -> std::optional<std::uint32_t> {
      constexpr std::uint32_t kMost = 200;  // as far as `within` goes
      looser.within = kMost;
      if (!holds(looser, everywhere)) return std::nullopt;
      std::uint32_t low = pattern.within, high = kMost;  // holds at high
      while (low < high) {
        looser.within = low + (high - low) / 2;
        if (holds(looser, everywhere)) high = looser.within;
        else low = looser.within + 1;
      }
      return high;
    };
    use.within = widen(false);
    if (!use.within && pattern.in_order) {
      looser.in_order = false;
      use.within = widen(false);
      use.order = use.within.has_value();
    }
    if (!use.within && sentences_here) {
      looser.in_order = pattern.in_order;
      use.within = widen(true);
      use.scope = use.within.has_value();
    }
    return use;
  }

  // ---- places ----
  std::uint32_t paragraph_of(std::uint32_t offset, std::uint32_t first, std::uint32_t end) const {
    while (first + 1 < end && structure->paragraphs[first + 1].span.begin <= offset) ++first;
    return first;
  }

  void split(std::uint32_t paragraph) {
    if (sentences_of == paragraph) return;
    const Profile::Lap lap(profile, Profile::Part::sentences);
    const Paragraph& p = structure->paragraphs[paragraph];
    if (profile) profile->sentence_bytes += p.span.end - p.span.begin;
    const TextSpan where = normal->map.to_text(p.span);
    breaks.split(where.of(extracted->text), where.begin, p.language, sentences);
    sentences_of = paragraph;
  }

  TextSpan sentence_of(const Match& m) {
    split(m.paragraph);
    const TextSpan hull = normal->map.to_text(m.hull);
    TextSpan whole = hull;
    for (TextSpan sentence : sentences)
      if (sentence.overlaps(hull)) whole = {std::min(whole.begin, sentence.begin), std::max(whole.end, sentence.end)};
    return whole;
  }
};

Matcher::Matcher(std::shared_ptr<const RuleProgram> program) : impl_(std::make_unique<Impl>(std::move(program))) {}
Matcher::~Matcher() = default;

const RuleProgram& Matcher::program() const { return *impl_->program; }

void Matcher::ignore_unless(std::uint32_t rule, std::uint16_t slot) {
  impl_->ignored = {rule, Absences::Ignored::Part::slot, slot};
}
void Matcher::ignore_needs(std::uint32_t rule) { impl_->ignored = {rule, Absences::Ignored::Part::needs, 0}; }
void Matcher::ignore_absent(std::uint32_t rule) { impl_->ignored = {rule, Absences::Ignored::Part::absent, 0}; }

void Matcher::explain(Explanation* into) { impl_->watch = into; }
void Matcher::profile(Profile* into) {
  impl_->profile = into;
  impl_->occurrences.profile(into);
}

Result<MatchList> Matcher::run(const extract::ExtractedText& extracted, const normalize::NormalText& normal,
                               const Structure& structure, const Options& options, Cancel& cancel) {
  impl_->extracted = &extracted;
  impl_->normal = &normal;
  impl_->structure = &structure;
  return impl_->run(options, cancel);
}

}  // namespace caveat::match
