// Tables in PDF: rows and cells by drawn lines, and by distance where there are none.
#include <algorithm>
#include <cstdio>

#include "reading.h"
#include "written_pdf.h"

using namespace caveat;
using namespace caveat::tests;

namespace {

ExtractedText pdf(const WrittenPdf& written) { return read_good(written.bytes(), "application/pdf"); }

// A line, as word processors draw it: stroked, or as a thin area. y counts from the top of a page of 842 points.
std::string line(double x0, double y0, double x1, double y1, bool area = false) {
  char out[160];
  if (area) std::snprintf(out, sizeof out, "%.1f %.1f %.1f %.1f re f\n", x0, 842 - y1, std::max(x1 - x0, 0.5), std::max(y1 - y0, 0.5));
  else std::snprintf(out, sizeof out, "0.5 w %.1f %.1f m %.1f %.1f l S\n", x0, 842 - y0, x1, 842 - y1);
  return out;
}

// Wrapped cells as close as the lines in them, so that nothing but a line can tell the rows.
WrittenPdf& wrapped_cells(WrittenPdf& pdf) {
  return pdf.page()
      .lines(75, 110, {"Severity", "Critical", "for all users", "Major", "for some"})
      .lines(205, 110, {"Credit", "5 % of the fees", "of the month", "10 % of the fees", "of the quarter"});
}
const Blocks kWrapped{"row: Severity\tCredit", "row: Critical for all users\t5 % of the fees of the month",
                      "row: Major for some\t10 % of the fees of the quarter"};

}  // namespace

BOOST_AUTO_TEST_SUITE(reader_pdf_tables)

BOOST_AUTO_TEST_CASE(drawn_lines_part_rows_and_cells) {
  for (const bool area : {false, true}) {
    WrittenPdf written;
    wrapped_cells(written);
    for (const double y : {99.0, 113.0, 137.0, 161.0}) written.raw(line(70, y, 350, y, area));
    for (const double x : {70.0, 200.0, 350.0}) written.raw(line(x, 99, x, 161, area));
    check_blocks(pdf(written), kWrapped);
  }
}

BOOST_AUTO_TEST_CASE(a_box_around_each_cell_is_as_good_as_lines) {
  WrittenPdf written;
  wrapped_cells(written);
  const double edges[] = {99, 113, 137, 161};
  for (int row = 0; row < 3; ++row)
    for (const auto& [x, width] : {std::pair{70, 130}, {200, 150}}) {
      char box[80];
      std::snprintf(box, sizeof box, "%d %.0f %d %.0f re S\n", x, 842 - edges[row + 1], width, edges[row + 1] - edges[row]);
      written.raw(box);
    }
  check_blocks(pdf(written), kWrapped);
}

BOOST_AUTO_TEST_CASE(lines_between_rows_alone_part_them) {
  WrittenPdf written;
  wrapped_cells(written);
  for (const double y : {99.0, 113.0, 137.0, 161.0}) written.raw(line(70, y, 350, y));
  check_blocks(pdf(written), kWrapped);
}

BOOST_AUTO_TEST_CASE(a_cell_over_two_columns_and_one_over_two_rows_stand_where_they_begin) {
  WrittenPdf written;
  written.page()
      .text(75, 110, "Service levels of the platform")
      .text(75, 130, "Critical")
      .text(205, 130, "1 hour")
      .text(205, 150, "2 hours at night")
      .text(75, 170, "Minor")
      .text(205, 170, "1 day");
  for (const double y : {99.0, 119.0, 159.0, 179.0}) written.raw(line(70, y, 350, y));
  written.raw(line(200, 139, 350, 139)).raw(line(200, 119, 200, 179));  // not beside "Critical", not through the title
  for (const double x : {70.0, 350.0}) written.raw(line(x, 99, x, 179));
  check_blocks(pdf(written), {"Service levels of the platform", "row: Critical\t1 hour", "2 hours at night", "row: Minor\t1 day"});
}

BOOST_AUTO_TEST_CASE(what_stands_around_a_ruled_table_is_read_around_it) {
  WrittenPdf written;
  written.page()
      .text(72, 80, "The Supplier grants the credits that are set out in the following table to the Customer.")
      .lines(75, 110, {"Critical", "Minor"}, 20)
      .lines(205, 110, {"5 per cent", "none"}, 20)
      .text(72, 160, "They are set off against the next invoice, and are no penalty but an adjustment.");
  for (const double y : {99.0, 119.0, 139.0}) written.raw(line(70, y, 350, y));
  for (const double x : {70.0, 200.0, 350.0}) written.raw(line(x, 99, x, 139));
  check_blocks(pdf(written), {"The Supplier grants the credits that are set out in the following table to the Customer.", "row: Critical\t5 per cent",
                              "row: Minor\tnone", "They are set off against the next invoice, and are no penalty but an adjustment."});
}

BOOST_AUTO_TEST_CASE(frames_and_underlines_make_no_table) {
  WrittenPdf written;
  const std::vector<std::string> prose{"The Supplier shall provide the Services to the Customer with the skill and care that is",
                                       "to be expected of a prudent supplier of such services."};
  written.page().lines(72, 110, prose).raw(line(60, 95, 540, 95)).raw(line(60, 130, 540, 130)).raw(line(60, 95, 60, 130)).raw(line(540, 95, 540, 130));
  written.raw(line(72, 112, 130, 112)).raw(line(200, 112, 260, 112));
  // Rules under numbered clauses.
  for (const double y : {200.0, 230.0, 260.0, 290.0, 320.0}) written.text(72, y, std::to_string(int(y) / 10) + ".").text(108, y, "Fees are due.").raw(line(72, y + 8, 540, y + 8));
  check_blocks(pdf(written), {prose[0] + "\n" + prose[1], "20. Fees are due.", "23. Fees are due.", "26. Fees are due.", "29. Fees are due.", "32. Fees are due."});
}

BOOST_AUTO_TEST_CASE(rows_without_lines_are_told_by_their_distance) {
  WrittenPdf written;
  // The first column is as long as the others, so that no empty cell tells anything.
  written.page()
      .text(72, 80, "The Supplier grants the credits that are set out in the following table to the Customer.")
      .lines(72, 92, {"They are set off against the next invoice, and are no penalty but an adjustment of the price", "for what the Customer got."});
  double y = 130;
  for (const char* name : {"Critical", "Major", "Minor"}) {
    written.lines(72, y, {name, "for all users"}).lines(205, y, {"5 % of the fees", "of the month"}).lines(350, y, {"within an hour", "of the notice"});
    y += 28;
  }
  const auto text = pdf(written);
  BOOST_REQUIRE_EQUAL(text.blocks.size(), 4u);
  BOOST_CHECK_EQUAL(text.blocks[1].span.of(text.text), "Critical for all users\t5 % of the fees of the month\twithin an hour of the notice");
  BOOST_CHECK_EQUAL(text.blocks[3].span.of(text.text), "Minor for all users\t5 % of the fees of the month\twithin an hour of the notice");
}

BOOST_AUTO_TEST_CASE(cells_that_are_centred_in_their_row_stay_in_it) {
  WrittenPdf written;
  written.page().lines(72, 72, {"The Supplier grants the credits that are set out in the following table to the Customer. They", "are set off against the next invoice, and are no penalty."});
  written.text(72, 126, "Critical").lines(205, 120, {"5 % of the fees", "of the month"});
  written.text(72, 160, "Major").lines(205, 148, {"10 % of the fees", "of the month of the", "notice"});
  written.text(72, 200, "Minor").text(205, 200, "none");
  check_blocks(pdf(written), {"The Supplier grants the credits that are set out in the following table to the Customer. They\nare set off against the next invoice, and are no penalty.",
                              "row: Critical\t5 % of the fees of the month", "row: Major\t10 % of the fees of the month of the notice", "row: Minor\tnone"});
}

BOOST_AUTO_TEST_CASE(a_page_full_of_lines_is_read_in_time) {
  WrittenPdf written;
  written.page().text(72, 100, "Fees are due.");
  std::string lines;
  for (int i = 0; i < 15'000; ++i) lines += line(10 + i % 500, 10, 10 + i % 500, 800) + line(10, 10 + i * 0.05, 580, 10 + i * 0.05);
  written.raw(lines);
  BOOST_CHECK_EQUAL(pdf(written).words.size(), 3u);
}

BOOST_AUTO_TEST_SUITE_END()
