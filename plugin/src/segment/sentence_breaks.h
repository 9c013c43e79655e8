// SentenceBreaks: the sentences of one paragraph, by ICU, corrected for legal abbreviations ("Art.", "Abs.", "n°", "Ltd.",
// "Sec.", "ca.", "z. B.", "M.", "p. ej."), for clause numbers ("12.3"), and for lists ("(a) ...; (b) ...").
// ICU's iterator costs 4 to 5 ms/MB, as much as all matching: ask only for paragraphs that have a hit.
// Tested by tests/unit/segment/sentence_breaks_test.cpp.
#ifndef CAVEAT_SEGMENT_SENTENCE_BREAKS_H
#define CAVEAT_SEGMENT_SENTENCE_BREAKS_H
#include <memory>
#include <string_view>
#include <vector>

#include "base/language.h"
#include "base/spans.h"

namespace caveat::segment {

// Holds ICU iterators: make one per scanner and keep it. Not thread-safe.
class SentenceBreaks {
 public:
  SentenceBreaks();
  ~SentenceBreaks();
  SentenceBreaks(SentenceBreaks&&) noexcept;

  // `paragraph`: a slice of ExtractedText::text that begins at byte `begin` of it. Replaces `out` by the sentences in order,
  // as spans of the extracted text, without white space at their ends; together they hold every other byte.
  void split(std::string_view paragraph, std::uint32_t begin, Language language, std::vector<TextSpan>& out);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace caveat::segment
#endif
