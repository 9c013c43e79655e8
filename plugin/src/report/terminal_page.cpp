// See terminal_page.h.
#include "report/terminal_page.h"

#include <unicode/locid.h>
#include <unicode/unistr.h>

namespace caveat::report {

Ink ink(rules::Severity severity) {
  switch (severity) {
    case rules::Severity::critical: return Ink::critical;
    case rules::Severity::high: return Ink::high;
    case rules::Severity::medium: return Ink::medium;
    case rules::Severity::low: return Ink::low;
    case rules::Severity::info: break;
  }
  return Ink::faint;
}

Ink ink(risk::Lane lane) {
  constexpr std::array<Ink, 4> inks = {Ink::good, Ink::medium, Ink::high, Ink::critical};
  return inks[static_cast<std::size_t>(lane)];
}

std::string upper(std::string_view text, Language reader) {
  icu::UnicodeString wide = icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  wide.toUpper(icu::Locale(std::string(code(reader)).c_str()));  // the reader's language, never the process's
  std::string out;
  wide.toUTF8String(out);
  return out;
}

}  // namespace caveat::report
