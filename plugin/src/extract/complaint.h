// Complaint: an Error about one document. The message names the file first, then says what is wrong, then the way out.
// Tested by tests/unit/extract/sniff_test.cpp.
//
//   complaint(ErrorCode::format, "a.doc", "an old Word file (.doc) ...").message  ==  "a.doc: an old Word file (.doc)
//   ..."
#ifndef CAVEAT_EXTRACT_COMPLAINT_H
#define CAVEAT_EXTRACT_COMPLAINT_H
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace caveat::extract {

Error complaint(ErrorCode code, std::string_view name, std::string_view what);

// What to do about a file that an office program can repair by writing it anew.
Error damaged(std::string_view name, std::string_view what);

// "64 MB", "12 KB", "1 byte": sizes in messages, rounded up, so that what is over a limit never reads as equal to it.
std::string size_in_words(std::uint64_t bytes);

// The one message for text over limits::kTextBytes.
Error too_much_text(std::string_view name, std::uint64_t bytes);

}  // namespace caveat::extract
#endif
