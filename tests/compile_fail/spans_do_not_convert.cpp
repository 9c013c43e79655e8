// An offset of the folded text is not an offset of the contract: a place must go through OffsetMap.
#include "base/spans.h"

caveat::TextSpan quote(caveat::TextSpan text, [[maybe_unused]] caveat::NormalSpan normal) {
#ifdef MISTAKE
  return normal;
#else
  return text;
#endif
}
