// Tests of read_plain_text(): paragraphs, clauses, headings, lists and tables of text files.
#include <boost/test/unit_test.hpp>

#include <string>

#include "reading.h"

namespace caveat::extract {
namespace {

void expect(std::string_view text, const std::vector<std::string>& expected) {
  check_blocks(read(text, "a.txt"), expected);
}

BOOST_AUTO_TEST_SUITE(plain_text)

BOOST_AUTO_TEST_CASE(wrapped_lines_are_one_block_and_blank_lines_part_them) {
  expect("The Supplier shall provide the Services with reasonable\nskill and care.\n\n  \t\nThe Customer shall pay.\n",
         {"paragraph The Supplier shall provide the Services with reasonable\nskill and care.",
          "paragraph The Customer shall pay."});
}

BOOST_AUTO_TEST_CASE(no_break_spaces_make_a_line_blank_too) {
  expect("one\n\u00a0 \u2003\ntwo", {"paragraph one", "paragraph two"});
}

BOOST_AUTO_TEST_CASE(numbered_clauses_begin_blocks_without_blank_lines) {
  expect(
      "7. TERMINATION\n"
      "7.1 Either party may terminate this Agreement for convenience\n"
      "on 30 days' written notice to the other party.\n"
      "7.2 The Supplier may terminate immediately where:\n"
      "(a) the Customer fails to pay an undisputed invoice;\n"
      "(b) the Customer becomes insolvent.\n",
      {"heading1 7. TERMINATION",
       "item2 7.1 Either party may terminate this Agreement for convenience\non 30 days' written notice to the other "
       "party.",
       "item2 7.2 The Supplier may terminate immediately where:",
       "item1 (a) the Customer fails to pay an undisputed invoice;", "item1 (b) the Customer becomes insolvent."});
}

BOOST_AUTO_TEST_CASE(a_number_that_was_wrapped_to_the_next_line_is_no_clause) {
  expect(
      "The Customer shall pay each undisputed invoice within a period of\n30 days after receipt, as set out in more "
      "detail in the Clause\n"
      "7.2 The Supplier may suspend, with a service level of at least\n99.9 % a month, no later than by the\n31. "
      "Dezember 2025 at noon.\n",
      {"paragraph The Customer shall pay each undisputed invoice within a period of\n30 days after receipt, as set out "
       "in more detail in the Clause\n"
       "7.2 The Supplier may suspend, with a service level of at least\n99.9 % a month, no later than by the\n31. "
       "Dezember 2025 at noon."});
}

BOOST_AUTO_TEST_CASE(capitals_alone_are_a_heading_and_a_paragraph_in_capitals_is_not) {
  const std::string shouted =
      "IN NO EVENT SHALL THE SUPPLIER BE LIABLE FOR ANY LOSS OF PROFIT WHATSOEVER,\nWHETHER IN CONTRACT OR IN TORT, OR "
      "FOR ANY\nLOSS OF DATA.";
  expect("LIMITATION OF LIABILITY\n" + shouted +
             "\n\nHAFTUNG\nDer Anbieter haftet unbeschr\u00e4nkt.\n\nR\u00c9SILIATION\n\nChaque partie peut "
             "r\u00e9silier.\n",
         {"heading1 LIMITATION OF LIABILITY", "paragraph " + shouted, "heading1 HAFTUNG",
          "paragraph Der Anbieter haftet unbeschr\u00e4nkt.", "heading1 R\u00c9SILIATION",
          "paragraph Chaque partie peut r\u00e9silier."});
}

BOOST_AUTO_TEST_CASE(an_underlined_line_is_a_heading_and_its_line_is_no_text) {
  expect("Service Levels\n==============\nText.\n\nFees\n----\nMore text.\n",
         {"heading1 Service Levels", "paragraph Text.", "heading2 Fees", "paragraph More text."});
}

BOOST_AUTO_TEST_CASE(a_title_with_its_number_is_a_heading_in_four_languages) {
  expect(
      "Article 7 \u2013 Fees\nThe Customer pays the fees that the order form names for the month.\n\n\u00a7 4 "
      "Haftung\nDer Anbieter haftet nach den gesetzlichen Vorschriften f\u00fcr jeden Schaden.\n\n"
      "Art\u00edculo 9. Duraci\u00f3n\nEl contrato tiene una duraci\u00f3n inicial de un a\u00f1o desde su "
      "firma.\n\nANNEXE II : Tarifs\n",
      {"heading1 Article 7 \u2013 Fees",
       "paragraph The Customer pays the fees that the order form names for the month.", "heading1 \u00a7 4 Haftung",
       "paragraph Der Anbieter haftet nach den gesetzlichen Vorschriften f\u00fcr jeden Schaden.",
       "heading1 Art\u00edculo 9. Duraci\u00f3n",
       "paragraph El contrato tiene una duraci\u00f3n inicial de un a\u00f1o desde su firma.",
       "heading1 ANNEXE II : Tarifs"});
}

BOOST_AUTO_TEST_CASE(bullets_are_list_items_nested_by_their_indent) {
  expect(
      "The Services are:\n- hosting,\n- support, which the Supplier provides\n  on working days:\n    - by phone\n    "
      "\u2022 by mail\n",
      {"paragraph The Services are:", "item1 - hosting,",
       "item1 - support, which the Supplier provides\n  on working days:", "item2 - by phone", "item2 \u2022 by mail"});
}

BOOST_AUTO_TEST_CASE(lines_longer_than_any_wrap_are_paragraphs) {
  const std::string first = "Definitions. " + std::string(200, 'x') + " end",
                    second = "The Supplier " + std::string(180, 'y') + " end";
  expect(first + "\n" + second + "\nshort line\n",
         {"paragraph " + first, "paragraph " + second, "paragraph short line"});
}

BOOST_AUTO_TEST_CASE(an_indent_begins_a_paragraph) {
  expect(
      "    The first paragraph has an indent and goes on for a line\nand ends here without any blank line to part it "
      "from others.\n"
      "    The second one begins with the same indent and is a long\nparagraph as well.\n",
      {"paragraph The first paragraph has an indent and goes on for a line\nand ends here without any blank line to "
       "part it from others.",
       "paragraph The second one begins with the same indent and is a long\nparagraph as well."});
}

BOOST_AUTO_TEST_CASE(a_short_line_above_a_full_one_that_begins_anew_is_a_title) {
  expect(
      "Your Privacy\nThe Privacy Notice explains what information is sent when you use it\nand how we share "
      "it.\n\nThis Agreement is made between\nAcme Ltd\n",
      {"heading2 Your Privacy",
       "paragraph The Privacy Notice explains what information is sent when you use it\nand how we share it.",
       "paragraph This Agreement is made between\nAcme Ltd"});
}

BOOST_AUTO_TEST_CASE(columns_are_table_rows) {
  expect(
      "Level\tAvailability\tCredit\nGold\t99.9 %\t10 %\n\nPriority    Response    Repair\n1           15 min      4 "
      "h\n",
      {"row Level\tAvailability\tCredit", "row Gold\t99.9 %\t10 %", "row Priority    Response    Repair",
       "row 1           15 min      4 h"});
}

BOOST_AUTO_TEST_CASE(a_number_set_off_by_a_tab_is_no_column) {
  expect("7.1\tThe Supplier shall host.\n7.2\tThe Customer shall pay.\n",
         {"item2 7.1\tThe Supplier shall host.", "item2 7.2\tThe Customer shall pay."});
}

BOOST_AUTO_TEST_CASE(a_number_on_a_line_of_its_own_keeps_its_text) {
  expect("7.\nTermination\n", {"heading1 7.\nTermination"});
}

BOOST_AUTO_TEST_CASE(a_text_without_any_line_end_is_one_block) {
  expect("The Supplier shall host", {"paragraph The Supplier shall host"});
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace caveat::extract
