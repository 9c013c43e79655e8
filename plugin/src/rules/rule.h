// Rule: one concept as its YAML file says it: the logic once, the words four times. Plain data, checked, not yet compiled.
// The format: docs/rule-format.md. Read by rule_reader.h, compiled by program.h.
#ifndef CAVEAT_RULES_RULE_H
#define CAVEAT_RULES_RULE_H
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/language.h"
#include "base/role.h"
#include "rules/later.h"
#include "rules/quantity.h"

namespace caveat::rules {

enum class Severity : std::uint8_t { info, low, medium, high, critical };
enum class Confidence : std::uint8_t { low, medium, high };
enum class Status : std::uint8_t { draft, stable, retired };
enum class Kind : std::uint8_t { presence, threshold, clause, absence, structure };
enum class Scope : std::uint8_t { sentence, paragraph, clause, heading, document };
// What a document is: told by the clause rules that `indicate` it (match/document_kind.h).
enum class DocumentKind : std::uint8_t { contract, sla, dpa, order_form, general_terms, tender, nda, not_a_contract };
inline constexpr std::size_t kDocumentKinds = 8;
// What counts as one cause, so that its hits become one finding with several places.
enum class Cause : std::uint8_t { words, rule, place };
// What clears up a vague word: the contract defines it, or a quantity stands in the same clause.
enum class Clarifier : std::uint8_t { definition, duration, percent, money, number };

std::string_view name(Severity);
std::string_view name(Confidence);
std::string_view name(Status);
std::string_view name(Kind);
std::string_view name(Scope);
std::string_view name(DocumentKind);  // "order-form"

// Where a thing stands in a rule file, for diagnostics. 1-based; column in code points.
struct SourceMark {
  std::uint32_t line = 0, column = 0;
};

struct Law {
  std::string place;    // "EU", "FR", "DE", "ES", "UK"
  std::string ref;      // "C. civ., art. 1165"
  std::string checked;  // ISO date
  SourceMark mark;
};

struct Pattern {
  enum class Form : std::uint8_t { any, all, near };
  Form form = Form::any;
  std::vector<std::uint16_t> slots;  // indexes into Rule::slots
  std::uint32_t within = 0;          // words between neighbours, for near
  bool in_order = false;
  std::optional<std::uint16_t> about;  // of `find`: a slot that stands in the scope, before it in its clause or list, or in a heading above
  std::optional<Scope> scope;  // of a pattern of `absent` or `adverse`; nothing: the rule's own
  SourceMark mark;
};

struct Unless {
  std::uint16_t slot = 0;
  std::optional<std::uint32_t> within;  // words between the slot and the hit; nothing: anywhere in the scope
  SourceMark mark;
};

struct Comparison {
  enum class Op : std::uint8_t { less, less_equal, greater, greater_equal, equal, not_equal };
  Op op = Op::less;
  double number = 0;
  std::string policy;  // not empty: compare with this parameter
};
// value matches when one conjunction (and) of the disjunction (or) holds.
using Condition = std::vector<std::vector<Comparison>>;

// Whom the wording serves: a hit is reported only where that side has the right or the other one the duty.
struct Favours {
  Role side = Role::supplier;
  bool unnamed = false;  // report also where no party is named ("prices may be changed")
};

// When an absence rule applies at all.
struct Needs {
  std::vector<DocumentKind> documents;  // of one of these kinds; empty: contract, general terms
  std::vector<std::uint16_t> any, all;  // slots that occur in the document
  std::vector<std::string> clauses;     // ids of clause rules, one of which holds
};

// When "not found" may be said; else "could not be determined".
struct Trust {
  double language_share = 0.9;           // of the text, in languages that the rule reads
  std::uint32_t pages_without_text = 0;  // at most
};

struct Parameter {
  std::string name;  // "sla.availability.min"
  double value = 0, min = 0, max = 0;  // value: what is acceptable, the rule's own or the policy's
  Unit unit = Unit::number;
  SourceMark mark;
  // Of a loaded program: what the policy adds, and what the rules do with it.
  double initial = 0;  // the rule's own value
  bool from_policy = false;
  std::optional<double> preferred, walk_away;
  int direction = 0;     // 1: more is better (a rule reports what is below), -1: less is better, 0: no rule compares with it, or both ways
  std::string used_by;   // ids of the rules that compare with it or name it: "availability-low, credit-cap-low"
};

struct Example {
  std::string text;
  std::optional<double> value;
  std::string why;  // "unless consent"
  std::string outcome;  // of an absence: "adverse", "absent"; empty: either
  SourceMark mark;
};

// Another rule, as this one names it.
struct RuleReference {
  std::string id;
  SourceMark mark;
};

struct Fragment {
  std::string text;  // as written
  SourceMark mark;
};

struct Words {  // one language's part of a rule
  std::string title, message, why, ask, fallback;
  std::array<SourceMark, 5> text_marks;  // of these, in this order
  std::vector<std::vector<Fragment>> slots;  // parallel to Rule::slots
  std::vector<Example> match, no_match;
  SourceMark mark;
};
// Of a compiled pack (compiled_pack.cpp). `slots`: how many the rule has; words of damaged bytes have as many, too.
void decode(std::string_view bytes, std::uint32_t slots, Words& into);

struct Rule {
  std::string id;
  std::string file;  // as given to the loader, for diagnostics
  std::string category;  // the folder: "service-levels"
  std::string taxonomy;  // "SLA-02"; empty only for clause rules
  std::uint32_t version = 1;
  Status status = Status::stable;
  Severity severity = Severity::info;
  Confidence confidence = Confidence::medium;
  std::vector<std::string> audience;
  Kind kind = Kind::presence;
  Scope scope = Scope::sentence;
  bool skip_headings = false;
  std::vector<Pattern> find;  // one suffices
  std::vector<Unless> unless;
  std::vector<std::string> slots;
  std::optional<std::uint16_t> value_slot;
  Condition report_when;
  SourceMark report_when_mark;
  std::optional<Favours> favours;
  std::vector<Clarifier> clarified_by;
  Cause cause = Cause::words;
  // kind: absence. `unless` then holds for the whole document.
  Needs needs;
  std::vector<Pattern> absent;              // protective wording: one suffices
  std::vector<std::string> absent_clauses;  // or a clause rule that holds
  std::vector<Pattern> adverse;             // wording that takes the protection away
  std::optional<std::uint16_t> show_at;     // where to show it: the first occurrence of this slot
  Trust trust;
  // kind: structure. `find` then gives the places that the check looks at.
  std::string check;             // "annex-missing": match/structure_checks.h
  SourceMark check_mark;
  std::vector<std::string> of;   // ids of clause rules that the check compares
  // kind: clause
  std::vector<std::pair<DocumentKind, double>> indicates;  // weight: how strongly it speaks for that kind
  std::vector<Parameter> parameters;
  std::vector<Law> law;
  std::vector<RuleReference> also_fires;  // rules of another taxonomy code that its match examples fire too, knowingly: scan/rule_overlap.h
  LaterList<std::array<Later<Words>, kLanguages>> words;
};

}  // namespace caveat::rules
#endif
