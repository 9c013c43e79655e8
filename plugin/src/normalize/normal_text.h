// Stage 2: ExtractedText -> NormalText, folded so that RE2's ASCII \b \w are right in all four languages.
// Tested by tests/unit/normalize and tests/property (ICU is the reference).
//
// The fold, in one pass:
//   letters      lower case, diacritics stripped; ä ö ü ß -> ae oe ue ss (composed or decomposed); œ æ ﬁ ... spelled out
//   quotes       ’ ‘ ‚ ′ -> '   “ ” „ « » ″ -> "          dashes  – — ‑ − -> -        … -> ...
//   spaces       NBSP, NNBSP, tabs, line breaks inside a block, runs of them -> one ' '
//   paragraphs   between two blocks (and at a blank line) exactly one '\n'; no '\n' at the begin or end of the text;
//                no space before or after a '\n'
//   dropped      soft hyphen, zero-width characters, variation selectors, bidi controls, BOM
//   line ends    letter + hyphen + line break + lower-case letter: joined, hyphen dropped; before a capital or a digit
//                the hyphen stays and only the line break goes ("Service-\nLevel" -> "service-level"); line_ends.h has
//                the exceptions ("Miet-\nund", "sous-\ntraitant"); a word that the document hyphenates elsewhere keeps its
//                hyphen (hyphenated_words.h)
//   Markdown     text/markdown only: emphasis, escapes and link targets dropped (markdown_marks.h)
//   digits       full-width and superscript digits -> ASCII
//   look-alikes  Cyrillic, Greek and other letters that look like Latin ones, in a word with Latin letters: "incrеase" with a
//                Cyrillic "е" is "increase" (lookalikes.h). Words wholly in another alphabet stay
//   the rest     stays, lower-cased where ICU says so ("€", "§", Greek, Cyrillic)
#ifndef CAVEAT_NORMALIZE_NORMAL_TEXT_H
#define CAVEAT_NORMALIZE_NORMAL_TEXT_H
#include <cstdint>
#include <string>
#include <string_view>

#include "base/cancel.h"
#include "base/result.h"
#include "extract/extracted_text.h"
#include "normalize/offset_map.h"

namespace caveat::normalize {

struct NormalText {
  std::string text;
  OffsetMap map;
  std::uint32_t mixed_words = 0;  // words with look-alikes of another alphabet, folded to the letters that they look like (lookalikes.h)
};

Result<NormalText> run(const extract::ExtractedText& extracted, Cancel& cancel);

// What words of folded text are made of, as RE2's \b sees it but for '_'.
constexpr bool letter(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool word_byte(char c) { return letter(c) || (c >= '0' && c <= '9'); }

// The same fold for a short string with no blocks (rule fragments, words of a lexicon): letters, quotes, dashes, digits,
// spaces (runs collapse, ends are kept). ASCII punctuation, and so RE2 syntax, stays as it is.
std::string fold(std::string_view utf8);

}  // namespace caveat::normalize
#endif
