// Lookalikes: the Latin letter that a letter of another alphabet looks like. In a word with Latin letters it was put there by mistake or to hide the word
// from search; the fold (fold_pass.cpp) takes it for the letter that people see. The data (lookalikes.cpp) is written by generate/lookalikes_generator.cpp
// from ICU. Tested by tests/unit/normalize/lookalikes_test.cpp.
//
//   lookalike_of(U'е')  ==  'e'   (Cyrillic; 'Н' is 'h', as it looks like H)        lookalike_of(U'ж')  ==  0
#ifndef CAVEAT_NORMALIZE_LOOKALIKES_H
#define CAVEAT_NORMALIZE_LOOKALIKES_H
#include <algorithm>
#include <cstddef>

namespace caveat::normalize {

struct Lookalike {
  char32_t code_point;
  char latin;  // a..z
};

namespace lookalike_data {  // generated
extern const Lookalike kLookalikes[];  // sorted
extern const std::size_t kCount;
}  // namespace lookalike_data

// 0: none, or a letter that is Latin anyway.
inline char lookalike_of(char32_t code_point) {
  if (code_point < 0x370) return 0;
  using namespace lookalike_data;
  const Lookalike* const end = kLookalikes + kCount;
  const Lookalike* const found = std::lower_bound(kLookalikes, end, code_point, [](const Lookalike& l, char32_t c) { return l.code_point < c; });
  return found != end && found->code_point == code_point ? found->latin : '\0';
}

}  // namespace caveat::normalize
#endif
