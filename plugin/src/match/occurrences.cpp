// See occurrences.h.
#include "match/occurrences.h"

#include <re2/re2.h>

#include <algorithm>

#include "base/limits.h"
#include "normalize/normal_text.h"

namespace caveat::match {

using rules::CompiledFragment;

namespace {

// A hit that begins or ends inside a word is none.
template <class IsLetter>
bool holds_whole_words(std::string_view text, NormalSpan hit, IsLetter&& letter) {
  return !(hit.begin > 0 && letter(text[hit.begin - 1]) && letter(text[hit.begin])) && !(hit.end < text.size() && letter(text[hit.end - 1]) && letter(text[hit.end]));
}

// Of an expression: it has its own boundaries where its edges are all words; with optional ends ("auto-renew(?: for {{duration}})?") it cannot.
bool whole_words(std::string_view text, NormalSpan hit) { return holds_whole_words(text, hit, normalize::word_byte); }

// Of words that stand for an expression: RE2's \b, which counts "_" as a letter.
bool between_boundaries(std::string_view text, NormalSpan hit) {
  return holds_whole_words(text, hit, [](char c) { return c == '_' || normalize::word_byte(c); });
}

}  // namespace

Occurrences::Occurrences(const rules::RuleProgram& program) : program_(program), slots_(program.slots().size()), fragments_(program.fragments().size()), always_(program.slots().size()) {
  for (const std::uint32_t f : program.without_literal())
    for (const std::uint32_t s : program.slots_of(f)) always_[s].push_back(f);
}

void Occurrences::begin(std::string_view text, const segment::Structure& structure, bool prefilter) {
  text_ = text;
  structure_ = &structure;
  prefilter_ = prefilter;
  looked_at_ = kNone;
  values_ = {};
  if (std::max(look_, unit_) > (1u << 31)) forget();
  begin_unit();
}

// Paragraphs are counted over all documents of a host, so that nothing has to be cleared; before the count runs over, all is.
void Occurrences::forget() {
  readings_ = {};
  reading_ = nullptr;
  fragments_.assign(fragments_.size(), {});
  slots_.assign(slots_.size(), {});
  look_ = unit_ = 0;
}

void Occurrences::begin_unit() {
  ++unit_;
  candidates_.clear();
  heads_.clear();
  found_.clear();
}

void Occurrences::end_unit() {
  if (!profile_) return;
  for (const Candidate& candidate : candidates_) {
    ++profile_->fragments[candidate.fragment].candidates;
    if (candidate.found_begin == kNotSearched || candidate.spared) continue;
    const bool head = program_.fragments()[candidate.fragment].head;
    const NormalSpan where = structure_->paragraphs[candidate.paragraph].span;
    profile_->searched(candidate.fragment, candidate.heads_end - candidate.heads_begin, head ? 0 : where.end - where.begin, candidate.found_end - candidate.found_begin);
  }
}

void Occurrences::add(std::uint32_t fragment, std::span<const std::uint32_t> heads) {
  fragments_[fragment] = {look_, static_cast<std::uint32_t>(candidates_.size())};
  Candidate candidate;
  candidate.fragment = fragment;
  candidate.paragraph = looked_at_;
  candidate.heads_begin = static_cast<std::uint32_t>(heads_.size());
  const std::uint32_t base = structure_->paragraphs[looked_at_].span.begin;
  for (const std::uint32_t head : heads) heads_.push_back(base + head);
  candidate.heads_end = static_cast<std::uint32_t>(heads_.size());
  candidates_.push_back(candidate);
}

// Of the paragraph that was looked at last; kNone: the fragment cannot stand there.
std::uint32_t Occurrences::candidate(std::uint32_t fragment) {
  if (fragments_[fragment].look != look_) {
    fragments_[fragment] = {look_, kNone};
    reading_->ask(fragment, [&](std::span<const std::uint32_t> heads) { add(fragment, heads); });
  }
  return fragments_[fragment].candidate;
}

bool Occurrences::may_occur(std::uint32_t slot) {
  return !always_[slot].empty() || std::any_of(program_.slots()[slot].fragments.begin(), program_.slots()[slot].fragments.end(), [&](std::uint32_t f) { return candidate(f) != kNone; });
}

bool Occurrences::append(std::uint32_t slot, std::uint32_t paragraph, std::vector<NormalSpan>& out) {
  const std::size_t from = out.size();
  const NormalSpan where = structure_->paragraphs[paragraph].span;
  bool whole = true;
  std::size_t sources = 0;
  if (profile_) profile_->looked_for(program_.slots()[slot].fragments.size());
  if (prefilter_) {
    const auto take = [&](std::uint32_t c) {
      const Candidate& candidate = searched(c);
      whole = whole && candidate.whole;
      out.insert(out.end(), found_.begin() + candidate.found_begin, found_.begin() + candidate.found_end);
      ++sources;
      if (profile_) profile_->asked(candidate.fragment);
    };
    if (paragraph == looked_at_) {
      for (const std::uint32_t f : program_.slots()[slot].fragments)
        if (program_.has_literal(f))
          if (const std::uint32_t c = candidate(f); c != kNone) take(c);
    } else if (slots_[slot].unit == unit_) {
      for (const std::uint32_t c : slots_[slot].candidates)
        if (candidates_[c].paragraph == paragraph) take(c);
    }
    for (const std::uint32_t f : always_[slot])
      if (may_match(program_.fragments()[f], paragraph, {})) {
        whole = search_at_once(f, where, out) && whole;
        ++sources;
      }
  } else {
    for (const std::uint32_t f : program_.slots()[slot].fragments) whole = search_at_once(f, where, out) && whole;
    sources = 2;
  }
  if (sources > 1) {
    const auto first = out.begin() + static_cast<std::ptrdiff_t>(from);
    std::sort(first, out.end());
    out.erase(std::unique(first, out.end()), out.end());
  }
  if (out.size() - from < limits::kOccurrencesPerSlot) return whole;
  out.resize(from + limits::kOccurrencesPerSlot);
  return false;
}

bool Occurrences::occur(std::uint32_t slot, NormalSpan where) const {
  std::vector<NormalSpan> found;
  for (const std::uint32_t f : program_.slots()[slot].fragments) {
    search_at_once(f, where, found);
    if (!found.empty()) return true;
  }
  return false;
}

const Occurrences::Candidate& Occurrences::searched(std::uint32_t index) {
  Candidate& candidate = candidates_[index];
  if (candidate.found_begin != kNotSearched) return candidate;
  const CompiledFragment& fragment = program_.fragments()[candidate.fragment];
  const NormalSpan where = structure_->paragraphs[candidate.paragraph].span;
  const std::span<const std::uint32_t> heads(heads_.data() + candidate.heads_begin, candidate.heads_end - candidate.heads_begin);
  candidate.found_begin = candidate.found_end = static_cast<std::uint32_t>(found_.size());
  if (!may_match(fragment, candidate.paragraph, heads)) {
    candidate.spared = true;
    return candidate;
  }
  if (profile_) make(fragment);
  const Profile::Lap lap(profile_, profile_ ? &profile_->fragments[candidate.fragment].ns : nullptr);
  if (fragment.head) {
    candidate.whole = search_heads(fragment, heads, where, found_);
  } else {
    candidate.whole = search(fragment, where, found_);
  }
  candidate.found_end = static_cast<std::uint32_t>(found_.size());
  return candidate;
}

// Does a value of the kind that the fragment needs stand behind its first head? Expressions with a value in them are the largest: most are not even
// compiled where the paragraph has none.
bool Occurrences::may_match(const CompiledFragment& fragment, std::uint32_t paragraph, std::span<const std::uint32_t> heads) {
  if (!fragment.needs) return true;
  const segment::Paragraph& p = structure_->paragraphs[paragraph];
  Values& values = values_[static_cast<std::size_t>(*fragment.needs)];
  if (values.paragraph != paragraph) values = {paragraph, rules::last_value_end(text_, p.span, *fragment.needs, p.language)};
  return values.end > (fragment.head && !heads.empty() ? heads.front() : p.span.begin);
}

// For a profile: what is made once is told apart.
void Occurrences::make(const CompiledFragment& fragment) const {
  const Profile::Lap lap(profile_, Profile::Part::once);
  if (fragment.words.empty()) fragment.regex();
}

bool Occurrences::search_at_once(std::uint32_t fragment, NormalSpan where, std::vector<NormalSpan>& found) const {
  const CompiledFragment& compiled = program_.fragments()[fragment];
  const auto look = [&] { return prefilter_ && !compiled.words.empty() ? search_words(compiled, where, found) : search(compiled, where, found); };
  if (!profile_) return look();
  make(compiled);
  const Profile::Lap lap(profile_, &profile_->fragments[fragment].ns);
  const std::size_t before = found.size();
  const bool whole = look();
  profile_->asked(fragment);
  profile_->searched(fragment, 0, where.end - where.begin, found.size() - before);
  return whole;
}

// Of words too short for the index ("it", "eu").
bool Occurrences::search_words(const CompiledFragment& fragment, NormalSpan where, std::vector<NormalSpan>& found) const {
  const std::string_view text = text_.substr(0, where.end);
  std::vector<std::uint32_t> heads;
  for (const std::string& word : fragment.words)
    for (std::size_t at = text.find(word, where.begin); at != text.npos; at = text.find(word, at + 1)) heads.push_back(static_cast<std::uint32_t>(at));
  std::sort(heads.begin(), heads.end());
  return search_heads(fragment, heads, where, found);
}

bool Occurrences::search(const CompiledFragment& fragment, NormalSpan where, std::vector<NormalSpan>& found) const {
  const re2::RE2& regex = fragment.regex();
  if (!regex.ok()) return false;
  const re2::StringPiece piece(text_.data(), text_.size());
  re2::StringPiece hit;
  std::size_t at = where.begin;
  const std::size_t most = found.size() + limits::kOccurrencesPerSlot;
  while (at < where.end && found.size() < most && regex.Match(piece, at, where.end, re2::RE2::UNANCHORED, &hit, 1)) {
    const auto begin = static_cast<std::uint32_t>(hit.data() - text_.data());
    const NormalSpan span{begin, begin + static_cast<std::uint32_t>(hit.size())};
    const bool whole = whole_words(text_, span);
    if (whole) found.push_back(span);
    at = whole ? std::max(span.end, begin + 1) : begin + 1;
  }
  return found.size() < most;
}

bool Occurrences::search_heads(const CompiledFragment& fragment, std::span<const std::uint32_t> heads, NormalSpan where, std::vector<NormalSpan>& found) const {
  const std::size_t most = found.size() + limits::kOccurrencesPerSlot;
  std::uint32_t free_from = where.begin;
  if (!fragment.words.empty()) {
    for (const std::uint32_t head : heads) {
      if (found.size() >= most) return false;
      if (head < free_from) continue;
      const std::string_view rest = text_.substr(head, where.end - head);
      for (const std::string& word : fragment.words) {
        const NormalSpan span{head, head + static_cast<std::uint32_t>(word.size())};
        if (!rest.starts_with(word) || !between_boundaries(text_, span)) continue;
        found.push_back(span);
        free_from = span.end;
        break;
      }
    }
    return found.size() < most;
  }
  const re2::RE2& regex = fragment.regex();
  if (!regex.ok()) return false;
  const re2::StringPiece piece(text_.data(), text_.size());
  re2::StringPiece hit;
  for (const std::uint32_t head : heads) {
    if (found.size() >= most) return false;
    if (head < free_from || !regex.Match(piece, head, where.end, re2::RE2::ANCHOR_START, &hit, 1)) continue;
    const NormalSpan span{head, head + static_cast<std::uint32_t>(hit.size())};
    if (!whole_words(text_, span)) continue;
    found.push_back(span);
    free_from = span.end;
  }
  return found.size() < most;
}

}  // namespace caveat::match
