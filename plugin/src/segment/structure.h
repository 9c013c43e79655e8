// Stage 3: NormalText -> Structure: paragraphs, their languages, headings and the tree of clauses.
// Tested by tests/unit/segment.
#ifndef CAVEAT_SEGMENT_STRUCTURE_H
#define CAVEAT_SEGMENT_STRUCTURE_H
#include <cstdint>
#include <string>
#include <vector>

#include "base/cancel.h"
#include "base/language.h"
#include "base/role.h"
#include "base/result.h"
#include "base/spans.h"
#include "extract/extracted_text.h"
#include "normalize/normal_text.h"

namespace caveat::segment {

// The smallest numbered or headed unit, with its own text only: the paragraphs up to the next heading or number.
struct Clause {
  std::string label;        // "12.3(b)", "§ 4 Abs. 2", "Article 7", "Artículo 7.2"; empty: text before the first, or only a heading
  std::string heading;      // as written, without the number; empty: none
  std::int32_t parent = -1; // index of the enclosing clause
  std::uint32_t first_paragraph = 0, paragraph_count = 0;
  NormalSpan span;
};

struct Paragraph {
  NormalSpan span;          // without the '\n' that ends it
  std::uint32_t clause = 0; // index into Structure::clauses
  Language language = Language::other;
  bool reliable = false;    // CLD2 was sure of this section's language
  bool heading = false;
  bool sentence = false;    // a heading that says what a sentence says: rules search it as they do any paragraph (headings.h)
  bool title() const { return heading && !sentence; }
  extract::BlockKind kind = extract::BlockKind::paragraph;
};

// A name that the contract itself binds to a side: "ACME GmbH (nachfolgend „Anbieter“)", or "we" where the text is written so.
struct Party {
  Role role = Role::supplier;
  std::string name;      // folded, as the text uses it: "acme", "anbieter", "wir"
  TextSpan defined_at;   // the words that bind it; empty: by the style of the text (pronouns)
  Language language = Language::other;
  bool pronoun = false;
};

// A term with the contract's own meaning: "Fees" means ...; (the "Order Form"); im Folgenden „Entgelt“.
struct Definition {
  std::string term;        // folded: "order form"
  std::string written;     // as written: "Order Form"
  TextSpan term_span;      // where the term stands in its definition
  TextSpan meaning;        // the defining words: the sentence, or the entry of a list of definitions
  std::uint32_t paragraph = 0;
  Language language = Language::other;
};

struct LanguageShare {
  std::string code;  // BCP 47: "de", also languages without rules ("it")
  double share = 0;  // of the bytes of text, 0..1
};

struct Structure {
  std::vector<Clause> clauses;        // in text order; at least one; each paragraph belongs to exactly one
  std::vector<Paragraph> paragraphs;  // in text order
  std::vector<LanguageShare> languages;  // most text first; ties by code
  std::vector<Party> parties;          // in text order of their definition, pronouns last
  std::vector<Definition> definitions;  // in text order
  std::vector<extract::NotRead> not_read;  // parts in a language that no rule reads ("unsupported-language"), words in two alphabets ("mixed-alphabets")
};

struct Options {
  // Set: every paragraph has this language, CLD2 is not asked. `other`: detect.
  Language language = Language::other;
};

Result<Structure> run(const extract::ExtractedText& extracted, const normalize::NormalText& normal, const Options& options,
                      Cancel& cancel);

}  // namespace caveat::segment
#endif
