// AsciiRun, see ascii_run.h.
#include "normalize/ascii_run.h"

#include <bit>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace caveat::normalize {

std::size_t fold_ascii_run_plain(const char* in, std::size_t size, char* out, bool after_space) {
  for (std::size_t i = 0; i < size; ++i) {
    const char c = in[i];
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte >= 0x80 || (c == ' ' && after_space)) return i;
    after_space = c == ' ';
    out[i] = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  }
  return size;
}

std::size_t fold_ascii_run(const char* in, std::size_t size, char* out, bool after_space) {
  std::size_t done = 0;
#ifdef __SSE2__
  const __m128i space = _mm_set1_epi8(' '), before_a = _mm_set1_epi8('A' - 1), after_z = _mm_set1_epi8('Z' + 1);
  for (; size - done >= 16; done += 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(in + done));
    const unsigned spaces = static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, space)));
    // Signed: bytes from 0x80 are negative, so one comparison finds them and the control characters.
    const unsigned special = static_cast<unsigned>(_mm_movemask_epi8(_mm_cmplt_epi8(bytes, space))) |
                             (spaces & (spaces << 1 | (after_space ? 1u : 0u)));
    const __m128i capital = _mm_and_si128(_mm_cmpgt_epi8(bytes, before_a), _mm_cmplt_epi8(bytes, after_z));
    _mm_storeu_si128(reinterpret_cast<__m128i*>(out + done), _mm_or_si128(bytes, _mm_and_si128(capital, space)));
    if (special != 0) return done + static_cast<std::size_t>(std::countr_zero(special));
    after_space = (spaces & 0x8000) != 0;
  }
#endif
  return done + fold_ascii_run_plain(in + done, size - done, out + done, after_space);
}

}  // namespace caveat::normalize
