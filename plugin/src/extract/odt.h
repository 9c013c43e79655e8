// Odt: an OpenDocument text (.odt, .ott, and .fodt in one XML file) -> ExtractedText. Tested by tests/unit/extract/odt_test.cpp.
//
//   <text:list text:style-name="L1"><text:list-item><text:p>The Fees ...</text:p>  ->  "1. The Fees ...", a list item
#ifndef CAVEAT_EXTRACT_ODT_H
#define CAVEAT_EXTRACT_ODT_H
#include "base/cancel.h"
#include "base/result.h"
#include "extract/extract.h"

namespace caveat::extract {

// Errors: format (damaged), locked (password), limit, cancelled, deadline.
Result<ExtractedText> read_odt(const Document& document, const Options& options, Cancel& cancel);
Result<ExtractedText> read_flat_odt(const Document& document, const Options& options, Cancel& cancel);

}  // namespace caveat::extract
#endif
