// AsciiRun: the fast path of the fold, 16 bytes a step. Both variants give the same bytes; the plain one serves
// machines without SSE2 and the ends of runs. Tested by tests/unit/normalize/ascii_run_test.cpp, one against the other.
#ifndef CAVEAT_NORMALIZE_ASCII_RUN_H
#define CAVEAT_NORMALIZE_ASCII_RUN_H
#include <cstddef>

namespace caveat::normalize {

// Lower-cases in[0, size) to `out` up to the first byte that needs more than that: a control character, a byte of a
// non-ASCII character, a space after a space (after_space: one stands before `in`). Gives the number of bytes done.
// Bytes of `out` behind them may be overwritten, up to out + size.
std::size_t fold_ascii_run(const char* in, std::size_t size, char* out, bool after_space);
std::size_t fold_ascii_run_plain(const char* in, std::size_t size, char* out, bool after_space);

}  // namespace caveat::normalize
#endif
