// Tests of ExtractedText::page_of, and of the checker of its contract: a checker that finds nothing proves nothing.
#include <boost/test/unit_test.hpp>

#include "invariants.h"

namespace caveat::extract {
namespace {

ExtractedText two_pages() {
  ExtractedText out;
  out.media_type = "application/pdf";
  out.text = "one\ntwo\nfoot";
  out.blocks = {
      {{0, 3}, BlockKind::paragraph, 0}, {{4, 7}, BlockKind::paragraph, 0}, {{8, 12}, BlockKind::paragraph, 0}};
  out.pages = {{1, {0, 3}, 0, 0}, {2, {4, 7}, 0, 0}};
  return out;
}

BOOST_AUTO_TEST_SUITE(extracted_text)

BOOST_AUTO_TEST_CASE(a_byte_is_on_its_page) {
  const ExtractedText out = two_pages();
  BOOST_CHECK_EQUAL(out.page_of(0), 1u);
  BOOST_CHECK_EQUAL(out.page_of(2), 1u);
  BOOST_CHECK_EQUAL(out.page_of(4), 2u);
}

BOOST_AUTO_TEST_CASE(the_break_between_pages_is_on_the_first_of_them) { BOOST_CHECK_EQUAL(two_pages().page_of(3), 1u); }

BOOST_AUTO_TEST_CASE(the_exclusive_end_of_a_span_is_on_the_page_of_the_span) {
  BOOST_CHECK_EQUAL(two_pages().page_of(7), 2u);
}

BOOST_AUTO_TEST_CASE(what_stands_behind_all_pages_is_on_none) { BOOST_CHECK_EQUAL(two_pages().page_of(9), 0u); }

BOOST_AUTO_TEST_CASE(without_pages_there_is_no_page) { BOOST_CHECK_EQUAL(ExtractedText().page_of(0), 0u); }

BOOST_AUTO_TEST_CASE(an_empty_page_holds_no_byte) {
  ExtractedText out = two_pages();
  out.pages = {{1, {0, 4}, 0, 0}, {2, {4, 4}, 0, 0}, {3, {4, 12}, 0, 0}};
  BOOST_CHECK_EQUAL(out.page_of(4), 3u);
}

BOOST_AUTO_TEST_CASE(the_checker_accepts_what_holds) { BOOST_CHECK_EQUAL(broken_invariant(two_pages()), ""); }

BOOST_AUTO_TEST_CASE(the_checker_finds_each_break_of_the_contract) {
  const auto broken = [](auto change) {
    ExtractedText out = two_pages();
    change(out);
    return !broken_invariant(out).empty();
  };
  BOOST_CHECK(broken([](ExtractedText& out) { out.text[1] = '\xFF'; }));
  BOOST_CHECK(broken([](ExtractedText& out) { out.text[1] = '\0'; }));
  BOOST_CHECK(broken([](ExtractedText& out) { out.text[3] = '\r'; }));
  BOOST_CHECK(broken([](ExtractedText& out) { out.text += "\xEF\xBB\xBF"; }));
  BOOST_CHECK(broken([](ExtractedText& out) { out.blocks.pop_back(); }));
  BOOST_CHECK(broken([](ExtractedText& out) { out.blocks[1].span.begin = 2; }));
  BOOST_CHECK(broken([](ExtractedText& out) { out.blocks[0].span.end = 4; }));
  BOOST_CHECK(broken([](ExtractedText& out) { out.blocks[2].span.end = 13; }));
  BOOST_CHECK(broken([](ExtractedText& out) { std::swap(out.blocks[0], out.blocks[1]); }));
  BOOST_CHECK(broken([](ExtractedText& out) {
    out.text = "one\n\nwo\nfoot", out.blocks = {{{0, 12}, BlockKind::paragraph, 0}};
  }));
  BOOST_CHECK(broken([](ExtractedText& out) { out.blocks[0].kind = BlockKind::heading; }));
  BOOST_CHECK(broken([](ExtractedText& out) { out.pages[1].span.begin = 1; }));
  BOOST_CHECK(broken([](ExtractedText& out) { out.words = {{{4, 7}, 1, 0, 0, 0, 0}, {{0, 3}, 1, 0, 0, 0, 0}}; }));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace caveat::extract
