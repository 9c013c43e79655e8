// The findings as CSV (RFC 4180: comma, CRLF, doubled quotes), for spreadsheets and for programs. docs/sheets.md says what it holds.
// Tested by tests/unit/report/csv_test.cpp, and by LibreOffice in tests/node/sheets.test.mjs.
//
// With a byte order mark: without it Excel takes UTF-8 for Windows-1252, and "Gewährleistung" is unreadable. Written as soon as a
// document is known, so that ten thousand contracts need no more memory than one.
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <string>
#include <string_view>

#include "report/report.h"
#include "report/sheet_rows.h"

namespace caveat::report {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// What a spreadsheet may skip before it looks for a formula: white space, marks that cannot be seen, quotes.
bool skipped(UChar32 c) {
  if (u_isUWhiteSpace(c) || u_isISOControl(c) || u_charType(c) == U_FORMAT_CHAR || u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) return true;
  return c == '`' || c == 0xB4 || c == 0xFF02 || c == 0xFF07 || u_hasBinaryProperty(c, UCHAR_QUOTATION_MARK);
}

// "=", "+", "-", "@", and those that some programs fold to them: full width, small form, the minus sign.
bool begins_formula(UChar32 c) {
  switch (c) {
    case '=': case '+': case '-': case '@':
    case 0xFF1D: case 0xFF0B: case 0xFF0D: case 0xFF20:
    case 0xFE66: case 0xFE62: case 0xFE63: case 0xFE6B:
    case 0x2212:
      return true;
    default:
      return false;
  }
}

// A cell that begins with this could be taken for a formula, or for a DDE call.
bool could_be_formula(std::string_view text) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto size = static_cast<std::int64_t>(text.size());
  for (std::int64_t i = 0; i < size;) {
    UChar32 c = 0;
    U8_NEXT(bytes, i, size, c);
    if (begins_formula(c)) return true;
    if (c < 0 || !skipped(c)) return false;
  }
  return false;
}

// OWASP, "CSV injection": the apostrophe makes text of what follows. At the head of a cell, and after each separator that is not the
// file's own: Excel in German splits at ';' whatever the file says, and knows no quotes in the midst of what it takes for a cell.
std::string inert(std::string_view text, char separator) {
  std::string out;
  if (could_be_formula(text)) out += '\'';
  for (std::size_t i = 0; i < text.size(); ++i) {
    out += text[i];
    if ((text[i] == ',' || text[i] == ';' || text[i] == '\t') && text[i] != separator && could_be_formula(text.substr(i + 1))) out += '\'';
  }
  return out;
}

class Csv : public Collected {
 public:
  explicit Csv(const CsvOptions& options) : options_(options) {}

  Result<std::string> add(const Input& input) override {
    std::string out = head();
    for (const Row& row : finding_rows(input, options_.reader)) line(out, row);
    return out;
  }
  Result<std::string> finish() override { return head(); }

 private:
  // Once.
  std::string head() {
    std::string out;
    if (begun_) return out;
    begun_ = true;
    if (!options_.ids) out = kByteOrderMark;
    Row names;
    for (const Column& column : finding_columns(options_.reader)) names.push_back({.text = options_.ids ? std::string(column.id) : column.head});
    line(out, names);
    return out;
  }

  void line(std::string& out, const Row& row) const {
    bool first = true;
    for (const Cell& cell : row) {
      if (!first) out += options_.separator;
      first = false;
      if (cell.number)
        out += std::to_string(static_cast<long long>(*cell.number));  // numbers of findings, pages
      else
        field(out, cell.text);
    }
    out += "\r\n";
  }

  void field(std::string& out, std::string_view text) const {
    const std::string safe = inert(text, options_.separator);
    // All separators are quoted, whichever is in use.
    const bool quoted = safe.find_first_of("\",;\t\r\n'") != std::string::npos;
    if (quoted) out += '"';
    for (const char c : safe) out.append(c == '"' ? 2 : 1, c);
    if (quoted) out += '"';
  }

  CsvOptions options_;
  bool begun_ = false;
};

}  // namespace

std::unique_ptr<Collected> csv(const CsvOptions& options) { return std::make_unique<Csv>(options); }

}  // namespace caveat::report
