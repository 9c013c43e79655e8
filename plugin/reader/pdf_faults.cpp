// See pdf_faults.h. Poppler's categories do not tell a lost letter from a lost colour, so its words do. Words that are not known here count.
#include "pdf_faults.h"

#include <Error.h>

#include <algorithm>
#include <string_view>

namespace caveat::reader {
namespace {

std::uint32_t faults = 0;

// How the messages begin that say nothing about text: colours, lines, pictures, transitions, marks, and what poppler mends itself.
constexpr std::string_view kHarmless[] = {
    "AnnotColor",
    "Annotation",
    "Bad 'Length'",  // the end is looked for, and found
    "Bad 2D code",
    "Bad DCT",
    "Bad bits",
    "Bad black code",
    "Bad color space",
    "Bad image parameters",
    "Bad two dim code",
    "Bad white code",
    "CCITTFax",
    "DID NOT find",
    "Embedded font file",  // its letters are drawn wrongly, and known all the same
    "Embedded font object",
    "ExtGState",
    "Found state under last state guard",
    "Illegal digit in hex char in name",
    "Incorrect number of arguments",  // of colours
    "Invalid CCITTFax",
    "Invalid Font",
    "Invalid blend mode",
    "Invalid image size",
    "Invalid soft mask",
    "Invalid transfer function",
    "Marked Content",
    "Mask entry",
    "Matte entry",
    "Mismatch",
    "Missing 'endstream'",
    "No current point",
    "Number of args mismatch for /D",
    "Page additional action",
    "Page duration",
    "Page thumb",
    "Page transition",
    "Singular matrix",
    "Softmask",
    "There's a form with more",
    "Too many (",  // the first are dropped, as all programs do
    "Unexpected MC Type",
    "Unknown operator 'endobj'",  // a length that is too long by a few bytes
    "Unknown operator 'endstream'",
    "Unknown DCT marker",
    "Unknown pattern",
    "Unknown shading",
    "Warning:",
    "insufficient arguments for Marked Content",
};

// Operators that show text, say where or how, or draw something that may hold it.
constexpr std::string_view kOfText[] = {"\"", "'", "BI", "BT", "Do", "EI", "ET", "ID", "Q", "T*", "TD", "TJ", "TL", "Tc", "Td", "Tf", "Tj", "Tm", "Tr", "Ts", "Tw", "Tz", "cm", "q"};

bool may_cost_text(ErrorCategory category, std::string_view message) {
  if (category != errSyntaxError && category != errUnimplemented && category != errInternal) return false;
  if (std::any_of(std::begin(kHarmless), std::end(kHarmless), [&](std::string_view words) { return message.starts_with(words); })) return false;
  // "Arg #0 to 'rg' operator is wrong type (name)": it is left out, while too few arguments, and a Q too many, end the page for poppler.
  if (message.starts_with("Arg #")) {
    const std::size_t begin = message.find('\''), end = message.rfind('\'');
    if (begin != message.npos && end > begin)
      return std::find(std::begin(kOfText), std::end(kOfText), message.substr(begin + 1, end - begin - 1)) != std::end(kOfText);
  }
  return true;
}

}  // namespace

void count_pdf_faults() {
  setErrorCallback([](ErrorCategory category, Goffset, const char* message) {
    if (message != nullptr && may_cost_text(category, message)) ++faults;
  });
}

std::uint32_t take_pdf_faults() {
  const std::uint32_t taken = faults;
  faults = 0;
  return taken;
}

}  // namespace caveat::reader
