// Complaint: errors that name their file. Tested by tests/unit/extract/sniff_test.cpp.
#include "extract/complaint.h"

#include "base/limits.h"
#include "extract/utf8.h"

namespace caveat::extract {
namespace {

// A file name may hold anything: a message must stay one line of valid UTF-8.
std::string shown(std::string_view name) {
  constexpr std::size_t kShown = 200;  // bytes: the longest file name of common file systems has 255
  if (name.empty()) return "The document";
  std::string out;
  std::size_t at = 0;
  while (at < name.size() && out.size() < kShown) {
    const Utf8Step step = utf8_step(name, at);
    const unsigned char first = static_cast<unsigned char>(name[at]);
    if (!step.valid || first < 0x20 || first == 0x7F)
      out += '?';
    else
      out.append(name.substr(at, step.size));
    at += step.size;
  }
  if (at < name.size()) out += "...";
  return out;
}

}  // namespace

Error complaint(ErrorCode code, std::string_view name, std::string_view what) {
  return Error{code, shown(name) + ": " + std::string(what)};
}

Error damaged(std::string_view name, std::string_view what) {
  return complaint(ErrorCode::format, name,
                   "damaged (" + std::string(what) +
                       "). Fetch it again, or open it in Word or LibreOffice, save it anew "
                       "and scan that.");
}

std::string size_in_words(std::uint64_t bytes) {
  constexpr std::uint64_t kKilo = 1024, kMega = 1024 * 1024;
  if (bytes >= kMega) return std::to_string((bytes + kMega - 1) / kMega) + " MB";
  if (bytes >= kKilo) return std::to_string((bytes + kKilo - 1) / kKilo) + " KB";
  return std::to_string(bytes) + (bytes == 1 ? " byte" : " bytes");
}

Error too_much_text(std::string_view name, std::uint64_t bytes) {
  return complaint(ErrorCode::limit, name,
                   "holds " + size_in_words(bytes) + " of text; the limit is " + size_in_words(limits::kTextBytes) +
                       ". Split it into several documents and scan each.");
}

}  // namespace caveat::extract
