// Tests of Options::view: a document with tracked changes as it is when all are accepted, when all are rejected, and with both.
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <string>

#include "docx_builder.h"
#include "reading.h"

namespace caveat::extract {
namespace {

ExtractedText view(View view, const std::string& body, const Parts& more = {}) {
  Options options;
  options.view = view;
  options.sources = true;
  Cancel cancel;
  const std::string file = docx(body, more);
  auto out = run(Document{file, "a.docx", {}}, options, cancel);
  BOOST_REQUIRE_MESSAGE(bool(out), "not read: " << (out ? "" : out.error().message));
  BOOST_CHECK_EQUAL(broken_invariant(out.value()), "");
  for (const Source& source : out->sources) BOOST_CHECK(source.span.begin < source.span.end && source.span.end <= out->text.size());
  return std::move(out).value();
}

void expect(const std::string& body, const std::vector<std::string>& final_, const std::vector<std::string>& original, const std::vector<std::string>& both,
            const Parts& more = {}) {
  check_blocks(view(View::final_, body, more), final_);
  check_blocks(view(View::original, body, more), original);
  check_blocks(view(View::both, body, more), both);
}

std::string ins(const std::string& text) { return "<w:ins w:id=\"1\" w:author=\"Ana\" w:date=\"2026-03-01T10:00:00Z\">" + run(text) + "</w:ins>"; }
std::string del(const std::string& text) {
  return "<w:del w:id=\"2\" w:author=\"Ben\" w:date=\"2026-03-02T10:00:00Z\"><w:r><w:delText xml:space=\"preserve\">" + text + "</w:delText></w:r></w:del>";
}
const std::string kMarkDeleted = "<w:rPr><w:del w:id=\"3\" w:author=\"Ben\"/></w:rPr>", kMarkInserted = "<w:rPr><w:ins w:id=\"4\" w:author=\"Ana\"/></w:rPr>";

// "insertion Ana 60": each change as its kind, author and words.
std::vector<std::string> changes(const ExtractedText& out) {
  std::vector<std::string> list;
  for (const Revision& r : out.revisions)
    list.push_back(std::string(r.kind == Revision::Kind::insertion ? "insertion " : r.kind == Revision::Kind::deletion ? "deletion " : "other ") + r.author + " " +
                   std::string(r.span.of(out.text)));
  std::sort(list.begin(), list.end());
  return list;
}
void expect_changes(View which, const std::string& body, const std::vector<std::string>& expected) {
  const auto got = changes(view(which, body));
  BOOST_CHECK_EQUAL_COLLECTIONS(got.begin(), got.end(), expected.begin(), expected.end());
}

BOOST_AUTO_TEST_SUITE(docx_views)

BOOST_AUTO_TEST_CASE(words_replaced_are_read_as_one_the_other_or_both) {
  const std::string body = p(run("net ") + del("30") + ins("60") + run(" days"));
  expect(body, {"paragraph net 60 days"}, {"paragraph net 30 days"}, {"paragraph net 30 60 days"});
  expect_changes(View::final_, body, {"deletion Ben ", "insertion Ana 60"});
  expect_changes(View::original, body, {"deletion Ben 30", "insertion Ana "});
  expect_changes(View::both, body, {"deletion Ben 30", "insertion Ana 60"});
}

BOOST_AUTO_TEST_CASE(no_space_is_added_inside_a_word_that_is_only_cut) {
  expect(p(run("300") + del("0") + run(" euros, liab") + del("ility") + ins("le") + run(".")), {"paragraph 300 euros, liable."}, {"paragraph 3000 euros, liability."},
         {"paragraph 3000 euros, liability le."});
}

BOOST_AUTO_TEST_CASE(moved_words_stand_where_they_were_or_where_they_went) {
  const std::string from = "<w:moveFrom w:id=\"1\" w:author=\"Ana\">" + run("No refunds.") + "</w:moveFrom>", to = "<w:moveTo w:id=\"2\" w:author=\"Ana\">" + run("No refunds.") + "</w:moveTo>";
  expect(p(from) + paragraph("Fees are due.") + p(to), {"paragraph Fees are due.", "paragraph No refunds."}, {"paragraph No refunds.", "paragraph Fees are due."},
         {"paragraph No refunds.", "paragraph Fees are due.", "paragraph No refunds."});
}

BOOST_AUTO_TEST_CASE(words_inserted_by_one_and_deleted_by_another_are_only_in_both) {
  const std::string body = p(run("Fees") + "<w:ins w:id=\"1\" w:author=\"Ana\">" + run(" rise") + del(" yearly") + "</w:ins>" + run("."));
  expect(body, {"paragraph Fees rise."}, {"paragraph Fees."}, {"paragraph Fees rise yearly."});
}

BOOST_AUTO_TEST_CASE(a_deleted_mark_joins_two_paragraphs_and_an_inserted_one_parts_them) {
  expect(p(run("The Supplier "), kMarkDeleted) + paragraph("shall pay."), {"paragraph The Supplier shall pay."}, {"paragraph The Supplier", "paragraph shall pay."},
         {"paragraph The Supplier shall pay."});
  expect(p(run("The Supplier shall pay. "), kMarkInserted) + paragraph("Fees rise."), {"paragraph The Supplier shall pay.", "paragraph Fees rise."},
         {"paragraph The Supplier shall pay. Fees rise."}, {"paragraph The Supplier shall pay.", "paragraph Fees rise."});
}

BOOST_AUTO_TEST_CASE(whole_paragraphs_come_and_go_with_their_numbers) {
  const Parts numbering = {{"word/numbering.xml", numbering_part("<w:abstractNum w:abstractNumId=\"0\">" + level(0, "decimal", "%1.") +
                                                                 "</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>")}};
  const std::string number = "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>";
  expect(numbered("a", 1, 0) + p(del("b"), number + kMarkDeleted) + p(ins("c"), number + kMarkInserted) + numbered("d", 1, 0), {"item1 1. a", "item1 2. c", "item1 3. d"},
         {"item1 1. a", "item1 2. b", "item1 3. d"}, {"item1 1. a", "paragraph b", "item1 2. c", "item1 3. d"}, numbering);
}

BOOST_AUTO_TEST_CASE(rows_and_cells_come_and_go) {
  const auto cell = [](const std::string& properties, const std::string& text) { return "<w:tc><w:tcPr>" + properties + "</w:tcPr>" + paragraph(text) + "</w:tc>"; };
  const auto row = [&](const std::string& mark, const std::string& text) { return "<w:tr><w:trPr>" + mark + "</w:trPr>" + cell("", text) + cell("", "x") + "</w:tr>"; };
  const std::string body = "<w:tbl>" + row("", "Gold") + row("<w:del w:id=\"1\" w:author=\"Ben\"/>", "Silver") + row("<w:ins w:id=\"2\" w:author=\"Ana\"/>", "Bronze") + "</w:tbl>" +
                           paragraph("End.");
  expect(body, {"row Gold\tx", "row Bronze\tx", "paragraph End."}, {"row Gold\tx", "row Silver\tx", "paragraph End."},
         {"row Gold\tx", "row Silver\tx", "row Bronze\tx", "paragraph End."});
  // Who wrote a row that is marked as a whole.
  expect_changes(View::final_, body, {"deletion Ben ", "insertion Ana Bronze", "insertion Ana x"});
  const std::string cells = "<w:tbl><w:tr>" + cell("", "a") + cell("<w:cellDel w:id=\"1\"/>", "b") + cell("<w:cellIns w:id=\"2\"/>", "c") + "</w:tr></w:tbl>";
  expect(cells, {"row a\tc"}, {"row a\tb"}, {"row a\tb\tc"});
}

BOOST_AUTO_TEST_CASE(the_original_has_its_old_style_and_number) {
  const Parts parts = {
      {"word/numbering.xml", numbering_part("<w:abstractNum w:abstractNumId=\"0\">" + level(0, "decimal", "%1.") + "</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>")},
      {"word/styles.xml", styles_part(R"(<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/></w:style>)")}};
  const std::string number = "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>";
  expect(p(run("Fees"), number + "<w:pPrChange w:id=\"1\"><w:pPr><w:pStyle w:val=\"H\"/></w:pPr></w:pPrChange>"), {"item1 1. Fees"}, {"heading1 Fees"}, {"item1 1. Fees"}, parts);
  expect(p(run("Fees"), "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/><w:ins w:id=\"1\"/></w:numPr>"), {"item1 1. Fees"}, {"paragraph Fees"}, {"item1 1. Fees"}, parts);
}

BOOST_AUTO_TEST_CASE(notes_and_headers_are_read_in_the_same_view) {
  const std::string notes = "<w:footnotes " + kNamespaces + "><w:footnote w:id=\"2\">" + p(del("gross") + ins("net")) + "</w:footnote></w:footnotes>";
  expect(p(run("Fees") + "<w:r><w:footnoteReference w:id=\"2\"/></w:r>"), {"paragraph Fees", "footnote 1 net"}, {"paragraph Fees", "footnote 1 gross"},
         {"paragraph Fees", "footnote 1 gross net"}, {{"word/footnotes.xml", notes}});
}

BOOST_AUTO_TEST_CASE(deleted_text_outside_of_a_deletion_is_in_no_view) {
  for (const View which : {View::final_, View::original, View::both})
    check_blocks(view(which, p(run("a") + "<w:r><w:delText>b</w:delText></w:r>")), {"paragraph a"});
}

BOOST_AUTO_TEST_CASE(the_places_of_words_are_those_of_their_elements) {
  for (const View which : {View::original, View::both}) {
    const ExtractedText out = view(which, p(run("net ") + del("30") + ins("60") + run(" days")));
    // 1 document, 2 body, 3 p, 4 r, 5 t, 6 del, 7 r, 8 delText, 9 ins, 10 r, 11 t, 12 r, 13 t
    std::vector<std::string> words;
    for (const Source& source : out.sources) words.push_back(std::to_string(source.element) + " " + std::string(source.span.of(out.text)));
    const std::vector<std::string> expected =
        which == View::both ? std::vector<std::string>{"5 net ", "8 30", "11 60", "13  days"} : std::vector<std::string>{"5 net ", "8 30", "13  days"};
    BOOST_CHECK_EQUAL_COLLECTIONS(words.begin(), words.end(), expected.begin(), expected.end());
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace caveat::extract
