// Which of two places comes first is a question about one text.
#include "base/spans.h"

bool first(caveat::TextSpan a, [[maybe_unused]] caveat::TextSpan b, [[maybe_unused]] caveat::NormalSpan c) {
#ifdef MISTAKE
  return a < c;
#else
  return a < b;
#endif
}
