// RuleProgram: all rules of all packs and languages, compiled: immutable, shared by threads.
// One list of slots (a slot's words in one language), their fragments with the literals the prefilter looks for, an index of
// those literals a language, and the rules with the policy applied. Indexes and RE2 expressions are made on first use.
// Tested by tests/unit/rules and tests/differential.
#ifndef CAVEAT_RULES_PROGRAM_H
#define CAVEAT_RULES_PROGRAM_H
#include <algorithm>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/fragment.h"
#include "rules/fragment_index.h"
#include "rules/later.h"
#include "rules/pack_bytes.h"
#include "rules/rule.h"

namespace re2 {
class RE2;
}

namespace caveat::rules {

// A fragment, ready to match: RE2 alone decides, the clauses only say where it may be worth asking.
class CompiledFragment {
 public:
  CompiledFragment();
  ~CompiledFragment();
  CompiledFragment(CompiledFragment&&) noexcept;

  // Folded, macros expanded, word boundaries added. The parser admits nothing that RE2 refuses but for its size (LoadOptions::verify).
  std::string expression;
  // Contract: text without one literal of each clause, in this order, holds no match. Empty: no literal, always ask. A compiled pack has the clauses, and what
  // follows from them, in its indexes alone: of a program, ask RuleProgram::has_literal.
  std::vector<std::vector<std::string>> clauses;
  bool head = false;  // a match begins where a literal of clauses[0] begins
  std::vector<std::string> words;  // all that it matches, between boundaries; empty: the expression decides (FragmentProgram::words)
  std::optional<Reach> reach;      // how long a match may be; none: any length
  std::optional<QuantityKind> needs;  // each match holds a value of that kind
  // What the prefilter makes of the clauses (rarity.h): which is the rarest, and whether the index tells of the fragment by itself, because a slot of it
  // stands guard for a pattern or is looked for over a whole clause.
  std::uint32_t guard = 0;
  bool told = false;
  // Compiled on first use, by whichever thread is first. Not ok() when RE2 finds it too large: it then never matches.
  const re2::RE2& regex() const;

 private:
  struct Lazy;
  std::unique_ptr<Lazy> lazy_;
};
void decode(std::string_view bytes, std::uint32_t context, CompiledFragment& into);  // of a compiled pack (compiled_pack.cpp)
using CompiledFragments = LaterList<std::vector<Later<CompiledFragment>>>;

struct CompiledSlot {
  Language language = Language::en;
  std::vector<std::uint32_t> fragments;  // indexes into RuleProgram::fragments()
  std::optional<QuantityKind> value;     // its fragments hold this value macro
  bool of_clause = false;                // a rule asks for it over a whole clause
};

// What a hit means: a match, or the answer to one question of an absence rule (match/absence.h). seen: a slot of its needs,
// unless or show_at occurs.
enum class Purpose : std::uint8_t { find, adverse, absent, seen };

// One rule in one language; an absence rule has one of these for each of its questions, so that the prefilter and the one pass
// over the text serve them like any rule.
struct CompiledRule {
  std::uint32_t rule = 0;
  Language language = Language::en;
  std::vector<std::uint32_t> slots;  // parallel to Rule::slots, indexes into RuleProgram::slots()
  Purpose purpose = Purpose::find;
  Scope scope = Scope::sentence;
  bool skip_headings = false;
  std::vector<Pattern> patterns;  // one suffices
};

// What the stages need of an absence rule beside its compiled patterns.
struct AbsencePlan {
  std::uint32_t rule = 0;
  std::vector<std::uint32_t> needs_clauses, absent_clauses;        // indexes of clause rules
  std::array<std::vector<std::string>, kLanguages> searched;       // the words looked for, readable
};

// One pattern of a compiled rule: worth evaluating where each of its required slots (RuleProgram::required_by) has a candidate.
struct CompiledPattern {
  std::uint32_t compiled = 0;  // index into RuleProgram::compiled()
  bool whole_clause = false;   // in one clause, else in one paragraph
};

// The macros by which a hit's direction is read: match/direction.h.
enum class RoleWord : std::uint8_t { supplier, customer, either_party, right, duty, choice, release, liability };
inline constexpr std::array<std::string_view, 8> kRoleWords = {"supplier", "customer", "either_party", "right", "duty", "choice", "release", "liability"};

struct LoadedPolicy {
  std::string id, version, about, file;  // empty: none was loaded
  std::vector<std::pair<std::string, Severity>> severities;  // by rule id
};

// A rule file that was left out because of its errors (LoadOptions::skip_broken).
struct SkippedRule {
  std::string id;          // the file's stem
  std::string first_code;  // of its first diagnostic
};

class RuleProgram {
 public:
  RuleProgram();
  ~RuleProgram();
  const std::vector<Rule>& rules() const { return rules_; }  // sorted by id
  const std::vector<CompiledRule>& compiled() const { return compiled_; }
  const std::vector<CompiledSlot>& slots() const { return slots_; }
  const CompiledFragments& fragments() const { return fragments_; }
  const std::vector<std::uint32_t>& without_literal() const { return without_literal_; }  // fragments of slots that no literal tells of, ascending
  bool has_literal(std::uint32_t fragment) const { return !std::binary_search(without_literal_.begin(), without_literal_.end(), fragment); }
  const std::vector<CompiledPattern>& patterns() const { return patterns_; }
  const std::vector<AbsencePlan>& absences() const { return absences_; }  // sorted by rule
  // Where the fragments of a language may occur; read or built on first use, by whichever thread is first.
  const FragmentIndex& index_of(Language language) const;
  // The slots that a fragment belongs to; the patterns that a slot wakes: those of a paragraph that it stands guard for, being the rarest of their
  // slots, and those of a clause that require it; the slots that a pattern requires.
  std::span<const std::uint32_t> slots_of(std::uint32_t fragment) const { return fragment_slots_[fragment]; }
  std::span<const std::uint32_t> woken_by(std::uint32_t slot) const { return slot_patterns_[slot]; }
  std::span<const std::uint32_t> required_by(std::uint32_t pattern) const { return pattern_slots_[pattern]; }
  // A macro of the lexicon by itself; null: the lexicon of this language has none.
  const CompiledFragment* role_word(RoleWord word, Language language) const {
    const auto& at = role_words_[index(language)][static_cast<std::size_t>(word)];
    return at ? &fragments_[*at] : nullptr;
  }
  // The parameters with the policy applied. Every name that a rule uses is there.
  const std::map<std::string, Parameter, std::less<>>& parameters() const { return parameters_; }
  const std::string& pack() const { return pack_; }              // "caveat"
  const std::string& pack_version() const { return pack_version_; }
  const std::string& pack_hash() const { return pack_hash_; }    // SHA-256 over all files of the packs and the policy
  const LoadedPolicy& policy() const { return policy_; }
  const std::vector<SkippedRule>& skipped() const { return skipped_; }  // in the order of the files

 private:
  friend class Compiler;
  friend class CompiledPack;
  void store_index(Language language, std::string_view bytes);

  PackBytes bytes_;  // of the compiled pack that this was read from, if it was: parts of it are made when somebody asks
  std::vector<Rule> rules_;
  std::vector<CompiledRule> compiled_;
  std::vector<CompiledSlot> slots_;
  CompiledFragments fragments_;
  std::vector<std::uint32_t> without_literal_;
  std::vector<CompiledPattern> patterns_;
  std::vector<AbsencePlan> absences_;
  PackedLists<std::uint32_t> fragment_slots_, slot_patterns_, pattern_slots_;
  struct LazyIndex;
  std::array<std::unique_ptr<LazyIndex>, kLanguages> indexes_;
  std::array<std::array<std::optional<std::uint32_t>, kRoleWords.size()>, kLanguages> role_words_{};  // indexes into fragments_
  std::map<std::string, Parameter, std::less<>> parameters_;
  std::string pack_, pack_version_, pack_hash_;
  LoadedPolicy policy_;
  std::vector<SkippedRule> skipped_;
};

}  // namespace caveat::rules
#endif
