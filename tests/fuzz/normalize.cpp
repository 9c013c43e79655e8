// The fold and its way back: bytes become a text with blocks (as Markdown, as plain text, or one block a line as of a PDF), the text is folded, and every
// place of the folded text leads to whole characters of the contract, in order, and forth again.
#include "extract/encoding.h"
#include "extract/markdown.h"
#include "extract/plain_text.h"
#include "extract/utf8.h"
#include "extracted_promise.h"
#include "normalize/normal_text.h"

namespace {

using namespace caveat;

extract::ExtractedText text_of(std::string_view bytes, std::uint8_t kind) {
  Cancel never;
  const extract::Document document{bytes, "a", {}};
  auto read = kind % 3 == 0 ? extract::read_markdown(document, never) : extract::read_plain_text(document, never);
  if (!read) return {};
  extract::ExtractedText out = std::move(read).value();
  if (kind % 3 != 2) return out;
  out.media_type = "application/pdf";
  return out;
}

bool at_character(std::string_view text, std::uint32_t offset) { return offset == text.size() || (static_cast<unsigned char>(text[offset]) & 0xC0) != 0x80; }

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0 || size > 20'000) return 0;
  const extract::ExtractedText text = text_of(fuzz::view(data + 1, size - 1), data[0]);
  Cancel never;
  const auto folded = normalize::run(text, never);
  fuzz::require(bool(folded), "a text is folded");
  const std::string& normal = folded.value().text;
  const normalize::OffsetMap& map = folded.value().map;
  fuzz::require(extract::is_utf8(normal), "folded text is UTF-8");
  const std::string framed = "\n" + normal + "\n";
  for (const char* never_there : {"  ", " \n", "\n ", "\r", "\t"}) fuzz::require(framed.find(never_there) == framed.npos, "single spaces and line ends", normal);
  fuzz::require(normal.empty() || framed.find("\n\n") == framed.npos, "no empty paragraph", normal);
  for (const char c : normal) fuzz::require(c < 'A' || c > 'Z', "no capital letter of ASCII");

  const auto end = static_cast<std::uint32_t>(normal.size());
  TextSpan before{};
  for (std::uint32_t at = 0; at < end;) {
    std::uint32_t next = at + 1;
    while (!at_character(normal, next)) ++next;
    const TextSpan here = map.to_text(NormalSpan{at, next});
    fuzz::require(here.begin <= here.end && here.end <= text.text.size(), "a place lies inside the text");
    fuzz::require(here.begin >= before.begin && here.end >= before.end, "places keep their order");
    fuzz::require(at_character(text.text, here.begin) && at_character(text.text, here.end), "no character is cut");
    fuzz::require(map.to_normal(here).contains(NormalSpan{at, next}), "there and back again");
    before = here;
    at = next;
  }
  fuzz::require(map.to_text(NormalSpan{end, end}).begin == text.text.size(), "the end is the end");

  // The fold of a fragment: once is enough.
  const std::string once = normalize::fold(text.text);
  fuzz::require(normalize::fold(once) == once, "folding twice changes nothing", once);
  return 0;
}
