// Tests of Revision::Kind::hidden: words that nobody sees on the page are text and are marked; what Word hides for itself is not.
#include <boost/test/unit_test.hpp>

#include <string>

#include "docx_builder.h"
#include "reading.h"

namespace caveat::extract {
namespace {

std::string formatted(const std::string& format, const std::string& text) {
  return "<w:r><w:rPr>" + format + "</w:rPr><w:t xml:space=\"preserve\">" + text + "</w:t></w:r>";
}
std::string styles(const std::string& content) { return styles_part(content); }

std::vector<std::string> hidden(const std::string& body, const Parts& more = {}) {
  const ExtractedText out = read(docx(body + paragraph("End."), more), "a.docx");
  std::vector<std::string> list;
  for (const Revision& revision : out.revisions)
    if (revision.kind == Revision::Kind::hidden) list.emplace_back(revision.span.of(out.text));
  return list;
}
void expect(const std::string& body, const std::vector<std::string>& expected, const Parts& more = {}) {
  const auto got = hidden(body, more);
  BOOST_CHECK_EQUAL_COLLECTIONS(got.begin(), got.end(), expected.begin(), expected.end());
}
void none(const std::string& body, const Parts& more = {}) { expect(body, {}, more); }

const std::string kWhite = "<w:color w:val=\"FFFFFF\"/>", kVanish = "<w:vanish/>";

std::string cell(const std::string& properties, const std::string& content) { return "<w:tc><w:tcPr>" + properties + "</w:tcPr>" + content + "</w:tc>"; }
std::string table(const std::string& properties, const std::string& rows) { return "<w:tbl><w:tblPr>" + properties + "</w:tblPr>" + rows + "</w:tbl>"; }
std::string box(const std::string& properties, const std::string& content) {
  return "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wp:anchor><wps:wsp><wps:spPr xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\">" +
         properties + "</wps:spPr><wps:txbx><w:txbxContent>" + content + "</w:txbxContent></wps:txbx></wps:wsp></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r>";
}

BOOST_AUTO_TEST_SUITE(docx_hidden)

BOOST_AUTO_TEST_CASE(hidden_words_stay_in_the_text_and_are_marked_once) {
  const ExtractedText out = read(docx(p(run("Two years") + formatted(kVanish, ", renewed") + formatted(kVanish, " for ever") + run("."))), "a.docx");
  BOOST_CHECK_EQUAL(out.text, "Two years, renewed for ever.");
  expect(p(run("Two years") + formatted(kVanish, ", renewed") + formatted(kVanish, " for ever") + run(".")), {", renewed for ever"});
  none(p(formatted("<w:vanish w:val=\"0\"/>", "seen") + formatted("<w:vanish w:val=\"false\"/>", "seen")));
  none(p(formatted(kVanish, "  \xC2\xA0 ")));
}

BOOST_AUTO_TEST_CASE(white_words_on_white_are_hidden_and_white_on_a_ground_are_not) {
  expect(p(formatted(kWhite, "white")), {"white"});
  expect(p(formatted("<w:color w:val=\"FEFEFE\"/>", "nearly") + run(" ") + formatted("<w:color w:themeColor=\"background1\"/>", "theme")), {"nearly", "theme"});
  none(p(formatted("<w:color w:val=\"BFBFBF\"/>", "grey") + formatted("<w:color w:val=\"auto\"/>", "auto") + formatted("<w:color w:themeColor=\"accent1\"/>", "accent")));
  none(p(formatted("<w:color w:themeColor=\"background1\" w:themeShade=\"80\"/>", "dark grey")));
  none(p(formatted(kWhite + "<w:highlight w:val=\"black\"/>", "a") + formatted(kWhite + "<w:shd w:val=\"clear\" w:fill=\"1F4E79\"/>", "b") +
         formatted(kWhite + "<w:shd w:val=\"pct50\" w:fill=\"auto\"/>", "c")));
  none(p(formatted(kWhite, "paragraph"), "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"000000\"/>"));
  expect(p(formatted(kWhite, "white"), "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"auto\"/>"), {"white"});
}

BOOST_AUTO_TEST_CASE(words_in_the_colour_of_their_ground_are_hidden_whatever_it_is) {
  expect(p(formatted("<w:color w:val=\"000000\"/><w:highlight w:val=\"black\"/>", "blacked out")), {"blacked out"});
  none(p(formatted("<w:highlight w:val=\"black\"/>", "drawn in white by Word")));
}

BOOST_AUTO_TEST_CASE(words_of_one_point_are_hidden) {
  expect(p(formatted("<w:sz w:val=\"2\"/>", "tiny")), {"tiny"});
  none(p(formatted("<w:sz w:val=\"10\"/>", "small print")));
}

BOOST_AUTO_TEST_CASE(styles_hide_and_direct_formats_show) {
  const Parts parts = {{"word/styles.xml", styles(R"(<w:style w:type="paragraph" w:styleId="P"><w:rPr><w:vanish/></w:rPr></w:style>)"
                                                  R"(<w:style w:type="paragraph" w:styleId="Q"><w:basedOn w:val="P"/></w:style>)"
                                                  R"(<w:style w:type="character" w:styleId="C"><w:rPr><w:vanish/></w:rPr></w:style>)"
                                                  R"(<w:style w:type="paragraph" w:styleId="W"><w:pPr><w:shd w:val="clear" w:fill="000080"/></w:pPr><w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:style>)")}};
  expect(styled("Q", "by paragraph style"), {"by paragraph style"}, parts);
  expect(p(formatted("<w:rStyle w:val=\"C\"/>", "by character style")), {"by character style"}, parts);
  none(p(formatted("<w:rStyle w:val=\"C\"/>", "twice is not at all"), "<w:pStyle w:val=\"P\"/>"), parts);
  none(p(formatted("<w:vanish w:val=\"0\"/>", "shown"), "<w:pStyle w:val=\"P\"/>"), parts);
  none(styled("W", "white on the blue of its style"), parts);
}

BOOST_AUTO_TEST_CASE(a_mark_that_is_hidden_hides_no_words) {
  // A style separator: two paragraphs in one line.
  none(p(run("Term."), "<w:rPr><w:vanish/><w:specVanish/></w:rPr>") + paragraph("Two years."));
}

BOOST_AUTO_TEST_CASE(hidden_rows_are_marked) {
  expect(table("", "<w:tr><w:trPr><w:hidden/></w:trPr>" + cell("", paragraph("Gold")) + cell("", paragraph("10")) + "</w:tr>"), {"Gold", "10"});
}

BOOST_AUTO_TEST_CASE(white_words_in_painted_cells_and_table_heads_are_seen) {
  const std::string row = "<w:tr>" + cell("<w:shd w:val=\"clear\" w:fill=\"1F4E79\"/>", p(formatted(kWhite, "Level"))) + cell("", p(formatted(kWhite, "secret"))) + "</w:tr>";
  expect(table("", row), {"secret"});
  const Parts parts = {{"word/styles.xml", styles(R"(<w:style w:type="table" w:styleId="Grid"><w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:fill="4472C4"/></w:tcPr></w:tblStylePr></w:style>)"
                                                  R"(<w:style w:type="table" w:styleId="Mine"><w:basedOn w:val="Grid"/></w:style>)")}};
  const std::string plain = "<w:tr>" + cell("", p(formatted(kWhite, "first"))) + "</w:tr><w:tr>" + cell("", p(formatted(kWhite, "second"))) + "</w:tr>";
  expect(table("<w:tblStyle w:val=\"Mine\"/>", plain), {"second"}, parts);
}

BOOST_AUTO_TEST_CASE(white_words_in_a_box_are_hidden_where_the_box_is_white_or_lies_on_the_page) {
  const std::string white = p(formatted(kWhite, "boxed"));
  none(p(box("<a:solidFill><a:srgbClr val=\"C00000\"/></a:solidFill>", white)));
  none(p(box("<a:gradFill/>", white)));
  expect(p(box("<a:solidFill><a:srgbClr val=\"FFFFFF\"/></a:solidFill><a:ln><a:solidFill><a:srgbClr val=\"000000\"/></a:solidFill></a:ln>", white)), {"boxed"});
  expect(p(box("<a:noFill/>", white)), {"boxed"});
  none(p("<w:r><w:drawing><wp:anchor behindDoc=\"1\"><pic:pic/></wp:anchor></w:drawing></w:r>" + box("<a:noFill/>", white)));
  none(p("<w:r><w:pict><v:rect fillcolor=\"#1f4e79 [3204]\"><v:textbox><w:txbxContent>" + white + "</w:txbxContent></v:textbox></v:rect></w:pict></w:r>"));
}

BOOST_AUTO_TEST_CASE(a_cover_page_over_a_picture_is_seen_and_the_page_behind_it_is_the_paper_again) {
  const std::string picture = "<w:r><w:drawing><wp:anchor behindDoc=\"1\"><pic:pic/></wp:anchor></w:drawing></w:r>";
  expect(p(picture) + p(formatted(kWhite, "Master Agreement")) + p("<w:r><w:br w:type=\"page\"/></w:r>") + p(formatted(kWhite, "secret")), {"secret"});
}

BOOST_AUTO_TEST_CASE(the_run_around_a_box_goes_on_as_it_was) {
  expect(p("<w:r><w:rPr><w:vanish/></w:rPr><w:t>before</w:t><w:pict><v:shape filled=\"f\"><v:textbox><w:txbxContent>" + paragraph("in the box") +
           "</w:txbxContent></v:textbox></v:shape></w:pict><w:t>after</w:t></w:r>"),
         {"beforeafter"});
}

BOOST_AUTO_TEST_CASE(what_word_hides_for_itself_is_no_hidden_text) {
  const std::string begin = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>", end = "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
  none(p(run("Fees") + "<w:r><w:rPr><w:vanish/></w:rPr><w:fldChar w:fldCharType=\"begin\"/></w:r>" + "<w:r><w:rPr><w:vanish/></w:rPr><w:instrText> XE \"Fees\" </w:instrText></w:r>" + end));
  none(p(begin + formatted(kVanish, "inside a code") + end));
  none(p("<w:bookmarkStart w:id=\"1\" w:name=\"_Toc1\"/>" + run("1. Fees") + formatted("<w:webHidden/>", "12") + "<w:bookmarkEnd w:id=\"1\"/>"));
  none(p("<w:r><w:rPr><w:vanish/></w:rPr><w:tab/></w:r>" + run("Fees")));
}

BOOST_AUTO_TEST_CASE(a_page_that_is_painted_is_not_judged) {
  Parts parts = docx_parts("");
  parts["word/document.xml"] = "<w:document " + kNamespaces + "><w:background w:color=\"1F4E79\"/><w:body>" + p(formatted(kWhite, "seen")) + "</w:body></w:document>";
  for (const Revision& revision : read(zip(parts), "a.docx").revisions) BOOST_CHECK(revision.kind != Revision::Kind::hidden);
}

BOOST_AUTO_TEST_CASE(a_hidden_word_behind_a_drawn_number_and_in_a_cell_is_placed_right) {
  const Parts numbering = {{"word/numbering.xml", numbering_part("<w:abstractNum w:abstractNumId=\"0\">" + level(0, "decimal", "%1.") +
                                                                 "</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>")}};
  expect(p(run(" Fees ") + formatted(kVanish, "rise"), "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>"), {"rise"}, numbering);
  expect(table("", "<w:tr>" + cell("", paragraph("Left")) + cell("", p(run("Right ") + formatted(kVanish, "hand"))) + "</w:tr>"), {"hand"});
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace caveat::extract
