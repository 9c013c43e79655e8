// Xlsx: an Excel workbook (.xlsx, .xlsm) as tables of text -> ExtractedText: each sheet a heading and its rows, numbers as the sheet shows them.
// Tested by tests/unit/extract/xlsx_test.cpp.
//
//   sheet "Prices", a row "Licence" and 1234.5 in `#,##0.00 "€"`  ->  heading "Prices", row "Licence<tab>1,234.50 €"
#ifndef CAVEAT_EXTRACT_XLSX_H
#define CAVEAT_EXTRACT_XLSX_H
#include "base/cancel.h"
#include "base/result.h"
#include "extract/extract.h"

namespace caveat::extract {

// Errors: format (damaged), limit, cancelled, deadline.
Result<ExtractedText> read_xlsx(const Document& document, const Options& options, Cancel& cancel);

}  // namespace caveat::extract
#endif
