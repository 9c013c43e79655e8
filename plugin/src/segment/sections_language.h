// SectionsLanguage: the language of each paragraph, decided for sections of a few kilobytes, because detectors are
// unsure of single sentences. Tested by tests/unit/segment/sections_language_test.cpp.
//
// A section is the paragraphs of one or more clauses, up to 4 KB. Most are told by function_words; of the others a
// sample from each of its paragraphs goes to CLD2. Where no language has 85 % of a section (two columns, alternating
// paragraphs), each paragraph is asked for itself. What is too short to tell has the language of what stands around it.
#ifndef CAVEAT_SEGMENT_SECTIONS_LANGUAGE_H
#define CAVEAT_SEGMENT_SECTIONS_LANGUAGE_H
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/cancel.h"
#include "segment/structure.h"

namespace caveat::segment {

// texts[i]: paragraphs[i] in the extracted text. Sets language and reliable of each paragraph, languages and not_read.
std::optional<Error> detect_languages(std::string_view normal, const std::vector<std::string_view>& texts,
                                      Structure& structure, Cancel& cancel);

}  // namespace caveat::segment
#endif
