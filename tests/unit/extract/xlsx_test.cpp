// Workbooks as tables of text: what the sheet shows is what is read, and what is hidden is told.
#include "base/limits.h"
#include "extract/cell_format.h"
#include "docx_builder.h"
#include "reading.h"

using namespace caveat;
using namespace caveat::extract;

namespace {

const std::string kSheetNames = R"(xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships")";

struct SheetOf {
  std::string name, rows, state = "visible", more_before = "", more_after = "";
};

std::string xlsx(const std::vector<SheetOf>& sheets, const Parts& more = {}, Poco::Zip::ZipCommon::CompressionMethod method = Poco::Zip::ZipCommon::CM_DEFLATE) {
  std::string list, relationships;
  Parts parts = {{"[Content_Types].xml", R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>)"}};
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    const std::string n = std::to_string(i + 1);
    list += "<sheet name=\"" + sheets[i].name + "\" sheetId=\"" + n + "\" state=\"" + sheets[i].state + "\" r:id=\"rId" + n + "\"/>";
    relationships += "<Relationship Id=\"rId" + n + "\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet" + n + ".xml\"/>";
    parts["xl/worksheets/sheet" + n + ".xml"] = "<worksheet " + kSheetNames + ">" + sheets[i].more_before + "<sheetData>" + sheets[i].rows + "</sheetData>" + sheets[i].more_after + "</worksheet>";
  }
  parts["xl/workbook.xml"] = "<workbook " + kSheetNames + "><sheets>" + list + "</sheets></workbook>";
  parts["xl/_rels/workbook.xml.rels"] = R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)" + relationships + "</Relationships>";
  for (const auto& [name, content] : more) parts[name] = content;
  return zip(parts, method);
}

std::string row(const std::string& cells, const std::string& more = "") { return "<row " + more + ">" + cells + "</row>"; }
std::string words(const std::string& text, const std::string& more = "") { return "<c t=\"inlineStr\" " + more + "><is><t>" + text + "</t></is></c>"; }
std::string value(const std::string& number, const std::string& more = "") { return "<c " + more + "><v>" + number + "</v></c>"; }

std::vector<std::string> told(const ExtractedText& out) {
  std::vector<std::string> list;
  for (const Revision& one : out.revisions)
    list.push_back((one.kind == Revision::Kind::hidden ? "hidden " : one.kind == Revision::Kind::comment ? "comment " + one.author + " " : "? ") + std::string(one.span.of(out.text)));
  return list;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(xlsx_documents)

BOOST_AUTO_TEST_CASE(numbers_look_as_in_the_sheet) {
  const std::vector<std::vector<std::string>> cases = {
      {"1234.5", "#,##0.00 \"\xE2\x82\xAC\"", "1,234.50 \xE2\x82\xAC"},
      {"-1234.5", "_-* #,##0.00\\ \"\xE2\x82\xAC\"_-;-* #,##0.00\\ \"\xE2\x82\xAC\"_-", "-1,234.50 \xE2\x82\xAC"},
      {"1234.5", "[$\xC2\xA3-809]#,##0", "\xC2\xA3" "1,235"},
      {"2.675", "0.00", "2.68"},
      {"0.085", "0.0%", "8.5%"},
      {"0.5", "0", "1"},
      {"999.995", "#,##0.00", "1,000.00"},
      {"-5", "0;(0)", "(5)"},
      {"-5", "0", "-5"},
      {"0", "0;-0;\"free\"", "free"},
      {"12345678", "#,##0,\" k\"", "12,346 k"},
      {"7", "000", "007"},
      {"0.25", "0.0##", "0.25"},
      {"3", "\"net \"General", "net 3"},
      {"1234.5", "General", "1234.5"},
      {"0.1", "", "0.1"},
      {"123456", "0.00E+00", "1.23E+05"},
      {"46173", "dd.mm.yyyy", "31.05.2026"},
      {"46173.5", "d mmmm yyyy h:mm AM/PM", "31 May 2026 12:00 PM"},
      {"46173", "[$-407]d. mmmm yyyy", "31. Mai 2026"},
      {"1.5", "[h]:mm", "36:00"},
      {"0.0423611", "h:mm:ss", "1:01:00"},
      {"150", "[>=100]\"many\";0", "many"},
      {"1.5", "[Red]0.0;[Blue]0.0", "1.5"}};
  for (const auto& one : cases) BOOST_TEST(shown(std::stod(one[0]), one[1]) == one[2], one[0] << " in " << one[1] << ": " << shown(std::stod(one[0]), one[1]) << ", not " << one[2]);
  BOOST_TEST(shown(44711, "yyyy-mm-dd", true) == "2026-05-31");
  BOOST_TEST(shown(46173, built_in_format(14)) == "2026-05-31");
  for (const char* odd : {"\"", "\\", "[", "[$", "_", "*", ";;;", "0;;", "[h", "####0.0#,,,%%%", "0.000000000000000000000000000000000000000000", "E+", "[>]0", "@;@"})
    for (const double number : {0.0, 1e300, -1e-300, 123.456, -1.0}) BOOST_TEST(shown(number, odd).size() < 2000u);
}

BOOST_AUTO_TEST_CASE(sheets_are_headings_and_rows_are_rows) {
  const std::string strings = "<sst " + kSheetNames + "><si><t>Licence</t></si><si><r><t>per </t></r><r><t>year_x000D_</t></r><rPh><t>no</t></rPh></si></sst>";
  const std::string styles = "<styleSheet " + kSheetNames + R"(><numFmts><numFmt numFmtId="164" formatCode="#,##0.00 &quot;€&quot;"/></numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>)";
  const ExtractedText out = read(xlsx({{"Prices", row(words("Valid until 2027.", "r=\"A1\"")) + row(value("0", "r=\"A2\" t=\"s\"") + value("1", "r=\"C2\" t=\"s\"") + value("1234.5", "r=\"D2\" s=\"1\"")) +
                                                     row("<c r=\"A3\"><f>1+1</f><v>2</v></c><c r=\"B3\" t=\"b\"><v>1</v></c><c r=\"C3\" t=\"str\"><f>A</f><v>net</v></c>")},
                                        {"Notes", row(words("See"))}},
                                       {{"xl/sharedStrings.xml", strings}, {"xl/styles.xml", styles}}), "a.xlsx");
  BOOST_CHECK_EQUAL(out.media_type, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
  check_blocks(out, {"heading1 Prices", "paragraph Valid until 2027.", "row Licence\t\tper year\t1,234.50 \xE2\x82\xAC", "row 2\tTRUE\tnet", "heading1 Notes", "paragraph See"});
  BOOST_CHECK(out.not_read.empty());
}

BOOST_AUTO_TEST_CASE(what_the_sheet_hides_is_read_and_told) {
  const ExtractedText out = read(xlsx({{"A", row(words("in", "r=\"A1\"") + words("sight", "r=\"B1\"") + words("column", "r=\"C1\"")) + row(words("row", "r=\"A2\""), "hidden=\"1\""), "visible",
                                        "<cols><col min=\"3\" max=\"4\" hidden=\"1\"/></cols>"},
                                       {"B", row(words("sheet")), "veryHidden"}}), "a.xlsx");
  BOOST_CHECK_EQUAL(out.text, "A\n\nin\tsight\tcolumn\n\nrow\n\nB\n\nsheet");
  const auto got = told(out);
  const std::vector<std::string> expected = {"hidden column", "hidden row", "hidden B", "hidden sheet"};
  BOOST_CHECK_EQUAL_COLLECTIONS(got.begin(), got.end(), expected.begin(), expected.end());
}

BOOST_AUTO_TEST_CASE(remarks_headers_drawings_and_formulas_without_results) {
  const Parts more = {{"xl/worksheets/_rels/sheet1.xml.rels", R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="../comments1.xml"/></Relationships>)"},
                      {"xl/comments1.xml", "<comments " + kSheetNames + "><authors><author>Ada</author></authors><commentList><comment ref=\"B1\" authorId=\"0\"><text><t>why?</t></text></comment></commentList></comments>"}};
  const ExtractedText out = read(xlsx({{"A", row(words("x", "r=\"A1\"") + words("y", "r=\"B1\"") + "<c r=\"C1\"><f>1+1</f></c>"), "visible", "",
                                        "<headerFooter><oddHeader>&amp;L&amp;\"Arial,Bold\"&amp;12Offer&amp;RPage &amp;P</oddHeader></headerFooter><drawing r:id=\"rId9\"/>"}}, more), "a.xlsx");
  check_blocks(out, {"heading1 A", "row x\ty", "paragraph Offer\tPage"});
  BOOST_REQUIRE_EQUAL(told(out).size(), 1u);
  BOOST_CHECK_EQUAL(told(out)[0], "comment Ada y");
  BOOST_REQUIRE_EQUAL(out.not_read.size(), 2u);
  BOOST_CHECK_EQUAL(out.not_read[0].code, "not-calculated");
  BOOST_CHECK_EQUAL(out.not_read[1].code, "drawing");
}

BOOST_AUTO_TEST_CASE(as_many_sheets_as_the_limit_are_read_and_further_ones_are_told) {
  std::vector<SheetOf> sheets;
  for (std::uint32_t i = 0; i < limits::kSheets; ++i) sheets.push_back({"S" + std::to_string(i), row(words("net " + std::to_string(i) + " days"))});
  BOOST_CHECK(read(xlsx(sheets), "a.xlsx").not_read.empty());
  sheets.push_back({"one more", row(words("and a fee"))});
  const ExtractedText out = read(xlsx(sheets), "a.xlsx");
  BOOST_CHECK(out.text.find("net 499 days") != std::string::npos);
  BOOST_CHECK(out.text.find("one more") == std::string::npos);
  BOOST_REQUIRE_EQUAL(out.not_read.size(), 1u);
  BOOST_CHECK_EQUAL(out.not_read[0].code, "text-over-limit");
  BOOST_CHECK(contains(out.not_read[0].detail, "501 sheets; the first 500 were read"));
}

BOOST_AUTO_TEST_CASE(as_many_cells_as_the_limit_are_read_and_further_ones_are_counted) {
  std::string cells;
  std::uint32_t x = 1;
  for (std::uint32_t i = 0; i < limits::kSheetCells; ++i) {
    if (i % 1000 == 0) cells += i == 0 ? "<row>" : "</row><row>";
    cells += value(std::to_string((x = x * 1664525u + 1013904223u) >> 16));
  }
  BOOST_CHECK(read(xlsx({{"A", cells + "</row>"}}), "a.xlsx").not_read.empty());
  const ExtractedText out = read(xlsx({{"A", cells + value("7") + value("8") + "</row>"}}), "a.xlsx");
  BOOST_REQUIRE_EQUAL(out.not_read.size(), 1u);
  BOOST_CHECK_EQUAL(out.not_read[0].code, "text-over-limit");
  BOOST_CHECK(out.not_read[0].detail.starts_with("2 cells were left out"));
}

BOOST_AUTO_TEST_CASE(as_many_texts_as_the_limit_are_shared_by_cells_and_a_cell_with_another_one_is_told) {
  const std::string last = std::to_string(limits::kSharedStrings - 1), one_more = std::to_string(limits::kSharedStrings);
  std::string strings = "<sst " + kSheetNames + ">";
  for (std::uint32_t i = 0; i + 1 < limits::kSharedStrings; ++i) strings += "<si/>";
  strings += "<si><t>net 30 days</t></si><si><t>one more</t></si></sst>";
  const auto read_cells = [&](const std::string& cells) {
    return read(xlsx({{"A", row(cells)}}, {{"xl/sharedStrings.xml", strings}}, Poco::Zip::ZipCommon::CM_STORE), "a.xlsx");
  };
  const ExtractedText most = read_cells(value(last, "t=\"s\""));
  BOOST_CHECK(contains(most.text, "net 30 days") && most.not_read.empty());
  const ExtractedText more = read_cells(value(last, "t=\"s\"") + value(one_more, "t=\"s\""));
  BOOST_CHECK(contains(more.text, "net 30 days") && !contains(more.text, "one more"));
  BOOST_REQUIRE_EQUAL(more.not_read.size(), 1u);
  BOOST_CHECK_EQUAL(more.not_read[0].code, "undecodable-bytes");
}

BOOST_AUTO_TEST_CASE(as_many_formats_as_the_limit_are_known_and_further_ones_are_told) {
  const auto read_formats = [](std::uint32_t cells, std::uint32_t codes) {
    std::string styles = "<styleSheet " + kSheetNames + "><numFmts>";
    for (std::uint32_t i = 0; i < codes; ++i) styles += "<numFmt numFmtId=\"" + std::to_string(164 + i) + "\" formatCode=\"0.0%\"/>";
    styles += "</numFmts><cellXfs>";
    for (std::uint32_t i = 0; i < cells; ++i) styles += "<xf numFmtId=\"" + std::to_string(163 + codes) + "\"/>";
    const std::string last = std::to_string(limits::kCellFormats - 1);
    const std::string cell = value("0.085", "s=\"" + (cells > 1 ? last : "0") + "\"");
    return read(xlsx({{"A", row(cell)}}, {{"xl/styles.xml", styles + "</cellXfs></styleSheet>"}}, Poco::Zip::ZipCommon::CM_STORE), "a.xlsx");
  };
  const auto is_told = [](const ExtractedText& text) { return text.not_read.size() == 1 && contains(text.not_read[0].detail, "more than 70000 formats of cells"); };
  for (const bool of_cells : {true, false}) {
    const auto read_many = [&](std::uint32_t count) { return of_cells ? read_formats(count, 1) : read_formats(1, count); };
    const ExtractedText most = read_many(limits::kCellFormats), more = read_many(limits::kCellFormats + 1);
    BOOST_CHECK_MESSAGE(contains(most.text, "8.5%") && most.not_read.empty(), most.text);
    BOOST_CHECK(is_told(more));
    BOOST_CHECK_EQUAL(contains(more.text, "8.5%"), of_cells);  // that cell has a format that is known
  }
}

BOOST_AUTO_TEST_CASE(hostile_ones_cost_an_error_message) {
  BOOST_CHECK(read(xlsx({{"A", row(words("x", "r=\"A1048576\"") + words("y", "r=\"XFD1048576\""), "r=\"1048576\"")}}), "a.xlsx").text.size() < 200u);
  BOOST_CHECK_EQUAL(read(xlsx({{"A", row(value("7", "t=\"s\"") + words("y", "r=\"@!\""))}}), "a.xlsx").not_read[0].code, "undecodable-bytes");
  refusal(xlsx({{"A", "<row><c>"}}), "a.xlsx");
  refusal(xlsx({{"A", row(words("x"))}}, {{"xl/_rels/workbook.xml.rels", "<Relationships/>"}}), "a.xlsx");
  refusal(zip({{"[Content_Types].xml", "<Types>spreadsheetml.sheet.main+xml</Types>"}}), "a.xlsx");
  // One long text in very many cells.
  const std::string strings = "<sst " + kSheetNames + "><si><t>" + std::string(1u << 20, 'x') + "</t></si></sst>";
  std::string cells;
  for (int i = 0; i < 200; ++i) cells += "<c t=\"s\"><v>0</v></c>";
  refusal(xlsx({{"A", row(cells)}}, {{"xl/sharedStrings.xml", strings}}), "a.xlsx", ErrorCode::limit);
}

BOOST_AUTO_TEST_SUITE_END()
