// Sets: the input's parts as a ZIP, or the rest of the input as an archive or a mail (the first byte chooses); what is in them is read as Markdown or plain
// text. Parts lie one after the other, and their names are fit to be shown.
#include "extract/contract_set.h"

#include "extract/complaint.h"
#include "extract/markdown.h"
#include "extract/plain_text.h"
#include "extract/sniff.h"
#include "extract/utf8.h"
#include "extracted_promise.h"
#include "stored_zip.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace caveat;
  if (size == 0) return 0;
  const std::string_view input = fuzz::view(data + 1, size - 1);
  const auto parts = fuzz::parts_of(input);
  const std::string packed = parts.empty() ? std::string(input) : fuzz::stored_zip(parts);
  constexpr const char* kTypes[] = {"application/zip", "message/rfc822"};
  const char* const type = kTypes[parts.empty() ? data[0] % 2 : 0];
  if (!extract::is_set(type)) return 0;
  Cancel never;
  const auto outcome =
      extract::read_set({packed, "a.zip", {}}, type, {}, never, [](const extract::Document& document, std::string_view media_type, const extract::Options&, Cancel& cancel) -> Result<extract::ExtractedText> {
        // Each by its own reader: what may stand outside of blocks depends on the format.
        if (media_type == extract::kMarkdown) return extract::read_markdown(document, cancel);
        if (media_type == extract::kPlain) return extract::read_plain_text(document, cancel);
        return extract::complaint(ErrorCode::format, document.name, "is neither Markdown nor plain text.");
      });
  if (!outcome) {
    fuzz::require(outcome.error().code != ErrorCode::internal, "no internal error:", outcome.error().message);
    return 0;
  }
  const extract::ExtractedText& text = outcome.value();
  fuzz::require_contract(text);
  std::uint32_t end = 0;
  for (const auto& part : text.parts) {
    fuzz::require(part.span.begin >= end && part.span.end >= part.span.begin && part.span.end <= text.text.size(), "parts are sorted and inside the text");
    bool control = false;
    for (const char c : part.name) control = control || static_cast<unsigned char>(c) < 0x20;
    fuzz::require(extract::is_utf8(part.name) && !control, "a part's name may be shown");
    end = part.span.end;
  }
  return 0;
}
