// Mojibake: text that somebody decoded wrongly before it came to us, "RÃ©siliation" for "Résiliation". Tested by
// tests/unit/extract/mojibake_test.cpp.
//
// UTF-8 read as Windows-1252, Mac Roman or code page 850 leaves pairs that no language writes. They are told, not mended: a quote must be
// what stands in the file, and rules would miss the words either way.
//
//   count_mojibake("Le RÃ©sultat â‚¬")  ->  2
#ifndef CAVEAT_EXTRACT_MOJIBAKE_H
#define CAVEAT_EXTRACT_MOJIBAKE_H
#include <cstdint>
#include <string_view>

#include "extract/extracted_text.h"

namespace caveat::extract {

// Places; 0 where the only ones could be Portuguese ("SÃO", "IRMÃ”").
std::uint64_t count_mojibake(std::string_view text);

// Notes mojibake, and letters that were lost before (U+FFFD) where nothing else says so.
void note_mojibake(ExtractedText& out);

}  // namespace caveat::extract
#endif
