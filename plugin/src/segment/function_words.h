// FunctionWords: the language of a text by its articles, prepositions and pronouns, where they leave no doubt. It costs
// a tenth of what CLD2 does, which is asked about the rest (sections_language.cpp). Tested by
// tests/unit/segment/function_words_test.cpp.
//
//   "the supplier shall not be liable for any loss of the customer ..."  ->  en
//   "Acme Widgets 2.0 Pro", Dutch, Italian, two languages in turns       ->  nothing
#ifndef CAVEAT_SEGMENT_FUNCTION_WORDS_H
#define CAVEAT_SEGMENT_FUNCTION_WORDS_H
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/language.h"

namespace caveat::segment {

class FunctionWords {
 public:
  // normal: folded text (normalize/normal_text.h).
  void count(std::string_view normal);
  // The language that all of the counted text is in, if that is beyond doubt.
  std::optional<Language> language() const;
  // Two of the four languages stand side by side in it.
  bool two_languages() const;

 private:
  std::uint32_t words_ = 0;
  std::array<std::uint32_t, kLanguages + 1> hits_{};  // the last: languages without rules
};

}  // namespace caveat::segment
#endif
