// Tables in PDF: rows and cells by drawn lines, and by distance where there are none.
#include <algorithm>
#include <cstdio>

#include "pdf_reading.h"

using namespace caveat;
using namespace caveat::tests;

namespace {

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

BOOST_AUTO_TEST_CASE(rows_that_stand_no_farther_apart_than_the_lines_of_the_body_are_rows) {
  // As LibreOffice sets a table of Word without lines: 13.8 points from line to line of a cell, 16.6 from row to row, and all cells centred. No two lines
  // of one cell follow each other on the page.
  WrittenPdf written;
  written.page().text(58, 100, "Fault").text(183, 100, "Response").text(351, 100, "Counted");
  written.text(58, 116.6, "Total").text(183, 116.6, "in six hours").text(351, 116.6, "from the notice, on any day");
  written.text(58, 140.1, "Degraded").lines(183, 133.2, {"in two hours, repaired", "in two days"}, 13.8).text(351, 140.1, "Monday to Friday, nine to five");
  written.text(58, 170.5, "Measured").lines(183, 163.6, {"by the system of the", "Supplier"}, 13.8).lines(351, 163.6, {"whose records are proof, and no", "others are admitted"}, 13.8);
  written.text(58, 194, "Credit").text(183, 194, "2 % of the fee").text(351, 194, "at most 8 % a month");
  check_blocks(pdf(written), {"row: Fault\tResponse\tCounted", "row: Total\tin six hours\tfrom the notice, on any day", "row: Degraded\tin two hours, repaired in two days\tMonday to Friday, nine to five",
                              "row: Measured\tby the system of the Supplier\twhose records are proof, and no others are admitted", "row: Credit\t2 % of the fee\tat most 8 % a month"});
}

BOOST_AUTO_TEST_CASE(the_last_cell_of_a_row_may_go_on_over_the_page) {
  const auto with = [](int below) {
    WrittenPdf written;
    written.page().text(58, 700, "Fault").text(183, 700, "Response").text(351, 700, "Counted");
    written.text(58, 730, "Total").text(183, 730, "in six hours").text(351, 730, "on any day");
    written.text(58, 760, "Credit").text(183, 760, "in writing").text(351, 760, "Within five days of the fault;");
    written.page().text(351, 60, "later it is lost").text(below, 90, "Excluded").text(183, 90, "planned works").text(351, 90, "and faults of the Customer");
    written.text(58, 120, "Measured").text(183, 120, "by the Supplier").text(351, 120, "each month");
    return pdf(written);
  };
  const auto text = with(58);
  check_blocks(text, {"row: Fault\tResponse\tCounted", "row: Total\tin six hours\ton any day", "row: Credit\tin writing\tWithin five days of the fault;\nlater it is lost",
                      "row: Excluded\tplanned works\tand faults of the Customer", "row: Measured\tby the Supplier\teach month"});
  BOOST_REQUIRE_EQUAL(text.pages.size(), 2u);
  BOOST_CHECK(text.text.substr(text.pages[1].span.begin).starts_with("later it is lost"));
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
