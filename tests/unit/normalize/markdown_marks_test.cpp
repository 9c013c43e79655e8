// Which bytes of Markdown a reader never sees.
#include "normalize/markdown_marks.h"

#include <boost/test/unit_test.hpp>
#include <chrono>
#include <string>

using namespace caveat;
using namespace caveat::normalize;

namespace {
std::string without(std::string_view block, bool heading = false) {
  MarkdownMarks marks;
  std::string out;
  std::size_t at = 0;
  for (TextSpan mark : marks.find(block, heading)) {
    BOOST_REQUIRE(mark.begin >= at && mark.end > mark.begin && mark.end <= block.size());
    out += block.substr(at, mark.begin - at);
    at = mark.end;
  }
  return out += block.substr(at);
}
}  // namespace

BOOST_AUTO_TEST_CASE(emphasis_is_dropped) {
  BOOST_TEST(without("**Provider** and *Customer* and ***both***") == "Provider and Customer and both");
  BOOST_TEST(without("__Provider__ (_Customer_), \xE2\x80\x9C_Term_\xE2\x80\x9D") ==
             "Provider (Customer), \xE2\x80\x9CTerm\xE2\x80\x9D");
  BOOST_TEST(without("**\nDocuments**") == "\nDocuments");
  BOOST_TEST(without("un**believ**able") == "unbelievable");
  BOOST_TEST(without("_**Effective Date:**_ 1 May; **_Term_**, _*fees*_, (_**Notice**_).") == "Effective Date: 1 May; Term, fees, (Notice).");
  BOOST_TEST(without("**Signed: __ **") == "Signed: __ ");
}
BOOST_AUTO_TEST_CASE(blanks_products_bullets_and_names_are_kept) {
  for (const char* kept : {"Name: ____________", "Date: __ / __", "5 * 3 = 5*3", "* a bullet", "snake_case_name",
                           "****1234", "[\xE2\x97\x8F] days", "[to be agreed]", "a \\ b", "C:\\dir"})
    BOOST_TEST(without(kept) == kept);
}
BOOST_AUTO_TEST_CASE(escapes_are_dropped_and_what_they_escape_is_text) {
  BOOST_TEST(without("1\\. Fees \\*\\*plus\\*\\* \\[x\\](y)") == "1. Fees **plus** [x](y)");
  BOOST_TEST(without("one\\\ntwo \\\\ three") == "one\ntwo \\ three");
}
BOOST_AUTO_TEST_CASE(a_link_keeps_its_words) {
  BOOST_TEST(without("see [the **SLA**](https://x.y/a_(b)_c) now") == "see the SLA now");
  BOOST_TEST(without("[a](/b \"title\"), ![logo](img.png), [c](#d)") == "a, logo, c");
  BOOST_TEST(without("[![badge](a.svg)](b.html)") == "badge");
  BOOST_TEST(without("[none]()") == "none");
}
BOOST_AUTO_TEST_CASE(brackets_and_parentheses_of_contracts_are_no_links) {
  for (const char* kept :
       {"[Customer](the Buyer)", "[Section](a)", "[open](no/end", "](x.y)", "[a](b.c d)", "[a]\n(b.c)"})
    BOOST_TEST(without(kept) == kept);
}
BOOST_AUTO_TEST_CASE(a_heading_loses_its_marks) {
  BOOST_TEST(without("## 1. Fees ##", true) == " 1. Fees ");
  BOOST_TEST(without("General Terms\n=====", true) == "General Terms\n");
  BOOST_TEST(without("# C#", true) == " C#");
  BOOST_TEST(without("#1 in the market", true) == "#1 in the market");
  BOOST_TEST(without("## 1. Fees ##", false) == "## 1. Fees ##");
}
BOOST_AUTO_TEST_CASE(hostile_markdown_takes_linear_time) {
  const auto begin = std::chrono::steady_clock::now();
  for (const char* unit :
       {"[", "]", "[](", "](a", "[a](", "[a](b ", "[a](b \"", "(", "*", "* ", "_a", "\\", "![", "#", "[a](.(("}) {
    std::string text;
    while (text.size() < 2'000'000) text += unit;
    without(text, true);
  }
  // Quadratic work on 2 MB would take minutes; sanitizers are slow.
  BOOST_TEST(std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count() < 20.0);
}
BOOST_AUTO_TEST_CASE(inline_html_tags_are_dropped_and_other_angle_brackets_kept) {
  BOOST_TEST(without("<span class=\"x\" id=\"7.1\">Provider</span> and <b>Customer</b>") == "Provider and Customer");
  for (const char* kept : {"< 99.5 %", "<Customer name>", "a<br>b", "x < y and y > z", "<span unfinished", "<a <b"})
    BOOST_TEST(without(kept) == kept);
  BOOST_TEST(without("<span title=\"" + std::string(1000, 'x') + "\">") != "");
}
