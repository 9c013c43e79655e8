// Extract: the reader of each format. Tested by tests/unit/extract.
#include "extract/extract.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <exception>
#include <new>

#include "base/limits.h"
#include "extract/complaint.h"
#include "extract/contract_set.h"
#include "extract/converter.h"
#include "extract/docx.h"
#include "extract/markdown.h"
#include "extract/mojibake.h"
#include "extract/odt.h"
#include "extract/plain_text.h"
#include "extract/reader_client.h"
#include "extract/rtf.h"
#include "extract/sniff.h"
#include "extract/xlsx.h"

namespace caveat::extract {
namespace {

// A document that is no set.
Result<ExtractedText> read_one(const Document& document, std::string_view type, const Options& options, Cancel& cancel) {
  if (type == kDocx) return read_docx(document, options, cancel);
  if (type == kOdt) return read_odt(document, options, cancel);
  if (type == kFlatOdt) return read_flat_odt(document, options, cancel);
  if (const Conversion* conversion = conversion_of(type)) return read_converted(document, *conversion, options, cancel);
  if (type == kXlsx) return read_xlsx(document, options, cancel);
  if (type == kRtf) return read_rtf(document, options, cancel);
  if (type == kMarkdown) return read_markdown(document, cancel);
  if (type == kPlain) return read_plain_text(document, cancel);
  // Parsers of PDF and HTML are large and fail in large ways: they run in a process of their own.
  return read_in_process(document, type, options, cancel);
}

Result<ExtractedText> read(const Document& document, const Options& options, Cancel& cancel) {
  if (auto error = cancel.poll(Stage::extract, 0, document.bytes.size())) return *error;
  if (document.bytes.size() > limits::kInputBytes)
    return complaint(ErrorCode::limit, document.name,
                     size_in_words(document.bytes.size()) + "; the limit is " + size_in_words(limits::kInputBytes) +
                         ". Split it into several documents, or save it with smaller pictures, and scan that.");
  auto type = sniff(document, cancel);
  if (!type) return type.error();
  if (is_set(type.value())) return read_set(document, type.value(), options, cancel, read_one);
  return read_one(document, type.value(), options, cancel);
}

// Exceptions end here.
template <class Body>
Result<ExtractedText> guarded(std::string_view name, Body body) {
  try {
    return body();
  } catch (const std::bad_alloc&) {
    return complaint(ErrorCode::no_memory, name, "not enough memory to read it. Free some, or split the document.");
  } catch (const std::exception& e) {
    return complaint(ErrorCode::internal, name,
                     std::string("could not be read (") + e.what() + "). Save it as PDF or DOCX and scan that; please report this.");
  }
}

// Zero-width characters and the like are no text: somebody put them where words should be.
bool has_words(const ExtractedText& out) {
  return std::any_of(out.blocks.begin(), out.blocks.end(), [&](const Block& block) {
    const std::string_view words = block.span.of(out.text);
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(words.data());
    for (std::int32_t at = 0, size = static_cast<std::int32_t>(words.size()); at < size;) {
      UChar32 c;
      U8_NEXT(bytes, at, size, c);
      if (c < 0x80 ? c > 0x20 && c != 0x7F : !u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) && !u_isUWhiteSpace(c)) return true;
    }
    return false;
  });
}

}  // namespace

Result<ExtractedText> run(const Document& document, const Options& options, Cancel& cancel) {
  return guarded(document.name, [&]() -> Result<ExtractedText> {
    auto out = read(document, options, cancel);
    // "No findings" about nothing read would be the worst answer.
    if (out && !has_words(out.value()) && std::all_of(out->not_read.begin(), out->not_read.end(), [](const NotRead& part) { return part.remark_alone(); }) &&
        !(options.wordless_pictures && out->is_wordless_picture()))
      return complaint(ErrorCode::format, document.name,
                       "holds no text. Check that it is the right file, and scan the contract itself.");
    if (out) note_mojibake(out.value());
    return out;
  });
}

Result<ExtractedText> run_set(std::span<const Document> documents, std::string_view name, const Options& options, Cancel& cancel) {
  return guarded(name, [&] {
    auto out = read_set(documents, name, options, cancel, read_one);
    if (out) note_mojibake(out.value());
    return out;
  });
}

}  // namespace caveat::extract
