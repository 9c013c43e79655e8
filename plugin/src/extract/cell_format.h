// CellFormat: a number as a sheet shows it. Tested by tests/unit/extract/xlsx_test.cpp.
//
//   shown(1234.5, "#,##0.00 \"€\"")  "1,234.50 €"     shown(0.085, "0.0%")        "8.5%"
//   shown(46173, "dd.mm.yyyy")       "31.05.2026"     shown(-5, "0;(0)")          "(5)"
//
// Separators are those of the format itself ("," and "."), as those of the reader's own Excel are nowhere in the file; a date in the reader's own order
// ("14") is written year-month-day, which nobody takes for another day.
#ifndef CAVEAT_EXTRACT_CELL_FORMAT_H
#define CAVEAT_EXTRACT_CELL_FORMAT_H
#include <string>
#include <string_view>

namespace caveat::extract {

// The code of a built-in format (numFmtId below 164); "General" for others.
std::string_view built_in_format(int id);

// since_1904: of old Mac workbooks, whose days count from 1904.
std::string shown(double value, std::string_view code, bool since_1904 = false);

}  // namespace caveat::extract
#endif
