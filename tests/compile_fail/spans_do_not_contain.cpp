// A match lies inside a sentence of the folded text, never of the contract's text.
#include "base/spans.h"

bool inside(caveat::NormalSpan sentence, [[maybe_unused]] caveat::NormalSpan hit,
            [[maybe_unused]] caveat::TextSpan quote) {
#ifdef MISTAKE
  return sentence.contains(quote);
#else
  return sentence.contains(hit);
#endif
}
