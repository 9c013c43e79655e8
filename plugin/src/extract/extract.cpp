// Extract: the reader of each format. Tested by tests/unit/extract.
#include "extract/extract.h"

#include <exception>
#include <new>

#include "base/limits.h"
#include "extract/complaint.h"
#include "extract/converter.h"
#include "extract/docx.h"
#include "extract/markdown.h"
#include "extract/odt.h"
#include "extract/plain_text.h"
#include "extract/reader_client.h"
#include "extract/rtf.h"
#include "extract/sniff.h"
#include "extract/xlsx.h"

namespace caveat::extract {
namespace {

Result<ExtractedText> read(const Document& document, const Options& options, Cancel& cancel) {
  if (auto error = cancel.poll(Stage::extract, 0, document.bytes.size())) return *error;
  if (document.bytes.size() > limits::kInputBytes)
    return complaint(ErrorCode::limit, document.name,
                     size_in_words(document.bytes.size()) + "; the limit is " + size_in_words(limits::kInputBytes) +
                         ". Split it into several documents, or save it with smaller pictures, and scan that.");
  auto type = sniff(document, cancel);
  if (!type) return type.error();
  if (type.value() == kDocx) return read_docx(document, options, cancel);
  if (type.value() == kOdt) return read_odt(document, options, cancel);
  if (type.value() == kFlatOdt) return read_flat_odt(document, options, cancel);
  if (type.value() == kDoc) return read_doc(document, options, cancel);
  if (type.value() == kXlsx) return read_xlsx(document, cancel);
  if (type.value() == kRtf) return read_rtf(document, options, cancel);
  if (type.value() == kMarkdown) return read_markdown(document, cancel);
  if (type.value() == kPlain) return read_plain_text(document, cancel);
  // Parsers of PDF and HTML are large and fail in large ways: they run in a process of their own.
  return read_in_process(document, type.value(), options, cancel);
}

}  // namespace

Result<ExtractedText> run(const Document& document, const Options& options, Cancel& cancel) {
  try {
    auto out = read(document, options, cancel);
    // "No findings" about nothing read would be the worst answer.
    if (out && out->blocks.empty() && out->not_read.empty())
      return complaint(ErrorCode::format, document.name,
                       "holds no text. Check that it is the right file, and scan the contract itself.");
    return out;
  } catch (const std::bad_alloc&) {
    return complaint(ErrorCode::no_memory, document.name,
                     "not enough memory to read it. Free some, or split the document.");
  } catch (const std::exception& e) {
    return complaint(
        ErrorCode::internal, document.name,
        std::string("could not be read (") + e.what() + "). Save it as PDF or DOCX and scan that; please report this.");
  }
}

}  // namespace caveat::extract
