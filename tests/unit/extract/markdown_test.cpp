// Tests of read_markdown(): the text stays verbatim, the blocks leave the markers out.
#include <boost/test/unit_test.hpp>

#include <string>

#include "reading.h"

namespace caveat::extract {
namespace {

void expect(std::string_view text, const std::vector<std::string>& expected) {
  check_blocks(read(text, "a.md"), expected);
}

BOOST_AUTO_TEST_SUITE(markdown)

BOOST_AUTO_TEST_CASE(the_text_is_the_source_with_one_kind_of_line_end) {
  BOOST_CHECK_EQUAL(read("# A\r\n\r\n*b* [c](d)\r\n", "a.md").text, "# A\n\n*b* [c](d)\n");
}

BOOST_AUTO_TEST_CASE(headings_have_levels_and_keep_their_numbers) {
  expect("# Services\n## 12.3 Term ##\n####### seven\n#nospace\n\nFees\n====\n\nTwo\nlines\n---\n\n#\n",
         {"heading1 Services", "heading2 12.3 Term", "paragraph ####### seven\n#nospace", "heading1 Fees",
          "heading2 Two\nlines"});
}

BOOST_AUTO_TEST_CASE(lists_nest_and_numbers_stay) {
  expect("- one\n  goes on\n- two\n  - inner\n    - innermost\n- three\n\n1. first\n2) second\n\nAfter\n",
         {"item1 one\n  goes on", "item1 two", "item2 inner", "item3 innermost", "item1 three", "item1 1. first",
          "item1 2) second", "paragraph After"});
}

BOOST_AUTO_TEST_CASE(a_paragraph_of_an_item_is_one_and_a_paragraph_further_out_ends_the_list) {
  expect("1. first\n\n   more of it\n\n   - inner\n\nout\n\n- new\n",
         {"item1 1. first", "paragraph more of it", "item2 inner", "paragraph out", "item1 new"});
}

BOOST_AUTO_TEST_CASE(clauses_on_lines_of_their_own_are_blocks) {
  expect("12.1 The Supplier hosts.\n12.2 The Customer pays\nin time.\n(a) by card;\n(b) by transfer.\n",
         {"item2 12.1 The Supplier hosts.", "item2 12.2 The Customer pays\nin time.", "item1 (a) by card;",
          "item1 (b) by transfer."});
}

BOOST_AUTO_TEST_CASE(a_wrapped_number_begins_no_list) {
  expect("The term ends on\n31. Dezember 2025 and as set out in section\n12. of the order.\n",
         {"paragraph The term ends on\n31. Dezember 2025 and as set out in section\n12. of the order."});
}

BOOST_AUTO_TEST_CASE(escaped_numbers_are_numbers) {
  expect("1\\. Term\n\n7\\.2 Fees are due.\n", {"item1 1\\. Term", "item2 7\\.2 Fees are due."});
  expect("1\\. Term\n========\n- a\n---\n", {"heading1 1\\. Term", "item1 a"});
}

BOOST_AUTO_TEST_CASE(table_rows_have_their_cells_and_no_outer_pipes) {
  expect(
      "| Level | Credit |\n|:------|-------:|\n| Gold  | 10 %   |\n|       |        |\n\nA | B\n--|--\n1 | 2\n\na | "
      "b\n",
      {"row Level | Credit", "row Gold  | 10 %", "row A | B", "row 1 | 2", "paragraph a | b"});
}

BOOST_AUTO_TEST_CASE(fences_hold_code_without_blank_lines_in_a_block) {
  expect("```text\n# no heading\n\n- no item\n```\nafter\n~~~\nopen <!-- not a comment\n",
         {"code # no heading", "code - no item", "paragraph after", "code open <!-- not a comment"});
}

BOOST_AUTO_TEST_CASE(comments_and_front_matter_are_no_text) {
  expect("---\ntitle: SLA\nversion: 2\n---\n# SLA\n<!-- draft\n\nsecret -->\nText <!-- aside --> goes on.\n",
         {"heading1 SLA", "paragraph Text", "paragraph goes on."});
}

BOOST_AUTO_TEST_CASE(a_comment_that_is_never_closed_is_text) {
  expect("a <!-- b\n\nc <!-- d\n", {"paragraph a <!-- b", "paragraph c <!-- d"});
}

BOOST_AUTO_TEST_CASE(a_rule_at_the_top_is_no_front_matter) {
  expect("---\nTerm of one year\n\n---\nEnd\n", {"paragraph Term of one year", "paragraph End"});
}

BOOST_AUTO_TEST_CASE(quotations_begin_behind_their_mark) {
  expect("> quoted\n>\n> > twice\n", {"paragraph quoted", "paragraph twice"});
}

BOOST_AUTO_TEST_CASE(a_bold_line_alone_is_a_heading_and_a_bold_sentence_is_not) {
  expect("**7. Termination**\n\n**The Supplier is not liable.**\n\n**A** and **B**\n",
         {"heading6 7. Termination", "paragraph **The Supplier is not liable.**", "paragraph **A** and **B**"});
}

BOOST_AUTO_TEST_CASE(rules_part_blocks) {
  expect("a\n\n***\nb\n* * *\nc\n", {"paragraph a", "paragraph b", "paragraph c"});
}

BOOST_AUTO_TEST_CASE(bold_at_the_head_of_a_line_is_no_bullet) {
  expect("**Gold** is best\n*Silver* is not\n", {"paragraph **Gold** is best\n*Silver* is not"});
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace caveat::extract
