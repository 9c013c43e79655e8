// See absence.h.
#include "match/absence.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <utility>

#include "base/limits.h"
#include "extract/mojibake.h"
#include "match/document_kind.h"

namespace caveat::match {

using rules::CompiledRule;
using rules::DocumentKind;
using rules::Purpose;
using rules::Rule;

namespace {

// Of a document without a sensible place the first words are named, so that the match stands somewhere.
constexpr std::uint32_t kFirstWordsBytes = 60;

// Slots beyond are always "seen": the reader's rules have under 30.
constexpr std::uint64_t bit(std::uint16_t slot) { return slot < 64 ? std::uint64_t{1} << slot : 0; }

NormalSpan first_words(std::string_view text, NormalSpan paragraph) {
  NormalSpan words{paragraph.begin, std::min(paragraph.end, paragraph.begin + kFirstWordsBytes)};
  if (words.end == paragraph.end) return words;
  const std::size_t space = words.of(text).rfind(' ');
  if (space != std::string_view::npos && space > 0) words.end = words.begin + static_cast<std::uint32_t>(space);
  while (words.end > words.begin && (static_cast<unsigned char>(text[words.end]) & 0xC0) == 0x80) --words.end;
  return words;
}

// Of what was not read. A page, or a picture that is as large as one, may hold any clause.
bool is_page(std::string_view code) { return code == "page-without-text" || code == "recognised-badly" || code == "damaged-page" || code == "model-missing" || code == "picture"; }

// All other codes say that text is missing, also those that come after this was written. Letters are counted in the text; of a PDF page whose fonts
// hide most of them "page-without-text" is told.
bool leaves_the_text_whole(const extract::NotRead& part) {
  static constexpr std::array<std::string_view, 10> kWhole = {"undecodable-bytes", "mojibake", "undecodable-glyphs", "hidden-text", "diagonal-text", "embedded-object", "drawing", "not-calculated", "revisions-over-limit", "unsupported-language"};
  return part.remark_alone() || std::find(kWhole.begin(), kWhole.end(), part.code) != kWhole.end();
}

// One wrong letter in a page of a thousand is a bullet or a name; from one in two hundred words on, a clause may have lost the words that it is known by.
// Where none is seen in the text, nobody knows how many there are: the encoding was guessed, or parts were dropped.
bool is_full_of_wrong_letters(const extract::ExtractedText& extracted) {
  const std::string_view text = extracted.text;
  const auto tells = [](const extract::NotRead& part) { return part.code == "undecodable-bytes" || part.code == "mojibake"; };
  if (std::none_of(extracted.not_read.begin(), extracted.not_read.end(), tells)) return false;
  constexpr std::uint64_t kBytesPerWrongLetter = 1'200;
  constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
  std::uint64_t letters = extract::count_mojibake(text);
  for (std::size_t at = text.find(kReplacement); at != text.npos; at = text.find(kReplacement, at + kReplacement.size())) ++letters;
  return letters == 0 || letters * kBytesPerWrongLetter > text.size();
}

Language main_language(const segment::Structure& structure) {
  for (const segment::LanguageShare& share : structure.languages)
    if (auto language = parse_language(share.code)) return *language;
  return Language::en;
}

}  // namespace

Absences::Absences(const rules::RuleProgram& program) : program_(program), slot_of_(program.rules().size(), ~0u), protects_(program.rules().size()) {
  for (std::uint32_t s = 0; s < program.absences().size(); ++s) {
    const rules::AbsencePlan& plan = program.absences()[s];
    slot_of_[plan.rule] = s;
    for (std::uint32_t clause : plan.absent_clauses) protects_[clause].push_back(s);
  }
}

void Absences::begin() {
  states_.assign(program_.absences().size(), {});
  touched_.clear();
}

bool Absences::settled(const CompiledRule& compiled) const {
  const State& state = states_[slot_of_[compiled.rule]];
  if (state.is_protected) return true;
  if (compiled.purpose == Purpose::adverse) return state.adverse.size() > limits::kFindingsPerRule;
  if (compiled.purpose != Purpose::seen) return false;
  const Rule& rule = program_.rules()[compiled.rule];
  const std::uint16_t slot = compiled.patterns[0].slots[0];
  if (!(state.seen & bit(slot))) return false;
  return rule.show_at != slot || state.shown_heading;
}

void Absences::note(const CompiledRule& compiled, NormalSpan hull, std::uint32_t paragraph, bool heading) {
  State& state = state_of(compiled.rule);
  const Spot spot{hull, paragraph, compiled.language};
  switch (compiled.purpose) {
    case Purpose::find: return;
    case Purpose::adverse: state.adverse.push_back(spot); return;
    case Purpose::absent: guard(slot_of_[compiled.rule], hull); return;
    case Purpose::seen: break;
  }
  const std::uint16_t slot = compiled.patterns[0].slots[0];
  state.seen |= bit(slot);
  if (program_.rules()[compiled.rule].show_at != slot) return;
  auto& shown = heading ? state.shown_heading : state.shown;
  if (!shown || hull < shown->hull) shown = spot;
}

void Absences::note_clause(std::uint32_t clause_rule, NormalSpan hull) {
  for (std::uint32_t s : protects_[clause_rule])
    if (!states_[s].is_protected) guard(s, hull);
}

void Absences::guard(std::uint32_t s, NormalSpan hull) {
  if (states_[s].guards.empty()) touched_.push_back(s);
  if (states_[s].guards.size() < limits::kOccurrencesPerSlot) states_[s].guards.push_back(hull);
}

void Absences::cut_short(std::uint32_t rule) { state_of(rule).cut_short = true; }

void Absences::end_unit() {
  for (std::uint32_t s : touched_) {
    State& state = states_[s];
    // Of a unit both lists are short: a clause of 60 paragraphs, and adverse wording is rare.
    for (NormalSpan guard : state.guards)
      state.is_protected = state.is_protected || std::none_of(state.adverse.begin(), state.adverse.end(), [&](const Spot& spot) { return spot.hull.overlaps(guard); });
    state.guards.clear();
  }
  touched_.clear();
}

// Why "not found" cannot be said; empty: it can.
std::string Absences::doubt(const Rule& rule, const State& state, const extract::ExtractedText& extracted, const segment::Structure& structure, bool garbled) const {
  double known = 0;
  for (const segment::LanguageShare& share : structure.languages)
    if (parse_language(share.code)) known += share.share;
  // Shares are quotients that add up to 1 only nearly.
  if (known + 1e-9 < rule.trust.language_share) return "language";
  std::set<std::pair<std::string_view, std::uint32_t>> pages;  // of each part of a set
  bool cut = state.cut_short;
  for (const extract::NotRead& part : extracted.not_read) {
    if (is_page(part.code)) pages.emplace(part.part, part.page);
    else cut = cut || !leaves_the_text_whole(part);
  }
  if (pages.size() > rule.trust.pages_without_text) return "pages-without-text";
  if (cut) return "truncated";
  return garbled ? "undecodable" : "";
}

void Absences::conclude(std::string_view text, const extract::ExtractedText& extracted, const segment::Structure& structure, const std::vector<std::uint32_t>& clause_hits,
                        const Ignored& ignored, MatchList& out) {
  end_unit();
  if (structure.paragraphs.empty() || out.kind.certainty < kKindIsKnown) return;
  const auto holds = [&](const std::vector<std::uint32_t>& clauses) {
    return std::any_of(clauses.begin(), clauses.end(), [&](std::uint32_t clause) { return clause_hits[clause] > 0; });
  };
  const bool garbled = is_full_of_wrong_letters(extracted);
  for (std::size_t s = 0; s < states_.size(); ++s) {
    const rules::AbsencePlan& plan = program_.absences()[s];
    const Rule& rule = program_.rules()[plan.rule];
    const State& state = states_[s];
    const auto ignores = [&](Ignored::Part part, std::uint16_t slot = 0) {
      return ignored.rule == plan.rule && ignored.part == part && ignored.slot == slot;
    };
    const auto seen = [&](std::uint16_t slot) { return slot >= 64 || (state.seen & bit(slot)); };

    static const std::vector<DocumentKind> usual = {DocumentKind::contract, DocumentKind::general_terms};
    const auto& kinds = rule.needs.documents.empty() ? usual : rule.needs.documents;
    if (std::find(kinds.begin(), kinds.end(), out.kind.kind) == kinds.end()) continue;
    if (!ignores(Ignored::Part::needs)) {
      if (!rule.needs.any.empty() && std::none_of(rule.needs.any.begin(), rule.needs.any.end(), seen)) continue;
      if (!std::all_of(rule.needs.all.begin(), rule.needs.all.end(), seen)) continue;
      if (!plan.needs_clauses.empty() && !holds(plan.needs_clauses)) continue;
    }
    if (std::any_of(rule.unless.begin(), rule.unless.end(), [&](const rules::Unless& u) { return seen(u.slot) && !ignores(Ignored::Part::slot, u.slot); })) continue;
    if (state.is_protected && !ignores(Ignored::Part::absent)) continue;

    Match m;
    m.rule = plan.rule;
    if (!state.adverse.empty()) {
      m.outcome = Outcome::adverse;
      for (const Spot& spot : state.adverse) {
        m.hull = spot.hull;
        m.paragraph = spot.paragraph;
        m.language = spot.language;
        out.matches.push_back(m);
      }
      continue;
    }
    if (const std::string reason = doubt(rule, state, extracted, structure, garbled); !reason.empty()) {
      out.undetermined.push_back({plan.rule, reason});
      continue;
    }
    m.outcome = Outcome::absent;
    const Language reader = main_language(structure);
    m.searched = plan.searched[index(reader)];
    if (const auto& spot = state.shown_heading ? state.shown_heading : state.shown) {
      m.hull = spot->hull;
      m.paragraph = spot->paragraph;
      m.language = spot->language;
    } else {
      m.placeless = true;
      m.language = reader;
      m.hull = first_words(text, structure.paragraphs[0].span);
    }
    out.matches.push_back(std::move(m));
  }
}

}  // namespace caveat::match
