// SheetRows: what a sheet shows of a document, row by row, before it is CSV or XLSX: the findings, the key terms, one line of the
// whole. The ids of the columns are for ever (docs/sheets.md); their heads are in the reader's language.
// Tested by tests/unit/report/sheet_rows_test.cpp.
//
//   finding_columns(Language::de)[0]  ->  {"document", "Dokument", 24}
//   finding_rows(input, Language::de) ->  {{"angebot.pdf", 1, "Muss", "Hoch", "Offen", ...}, ...}
#ifndef CAVEAT_REPORT_SHEET_ROWS_H
#define CAVEAT_REPORT_SHEET_ROWS_H
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "report/report.h"
#include "report/sheet_words.h"

namespace caveat::report {

enum class Tone : std::uint8_t { plain, good, low, medium, high, critical };

// One of three: text (one line, harmless to show, at most limits::kCellUnits), a number, a day.
struct Cell {
  std::string text = {};
  std::optional<double> number = {};
  Date date = {};
  Tone tone = Tone::plain;
};

struct Column {
  std::string_view id;  // "fallback"
  std::string head;
  double width = 10;    // characters of a sheet
};

using Row = std::vector<Cell>;

// A row a finding, in the order and with the numbers of the other reports: wording that is there, what is missing, what was waived. Then
// what could not be determined, what was not read, and what an earlier report knew. A document with none of these has one row that says so: nothing is
// clean by not being there.
std::vector<Column> finding_columns(Language reader);
std::vector<Row> finding_rows(const Input& input, Language reader);

// A row a key term.
std::vector<Column> term_columns(Language reader);
std::vector<Row> term_rows(const Input& input, Language reader);

// A row a document.
std::vector<Column> portfolio_columns(Language reader);
Row portfolio_row(const Input& input, Language reader);

// What a reader may choose as the state of a row.
std::vector<std::string_view> statuses(Language reader);
std::vector<std::string_view> priorities(Language reader);

}  // namespace caveat::report
#endif
