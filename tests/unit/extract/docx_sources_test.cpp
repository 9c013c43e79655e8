// Tests of ExtractedText::sources: what is said to stand in an element stands there, as another parser (Poco's DOM) reads the part.
#include <boost/test/unit_test.hpp>

#include <Poco/AutoPtr.h>
#include <Poco/DOM/DOMParser.h>
#include <Poco/DOM/Document.h>
#include <Poco/DOM/Element.h>
#include <Poco/DOM/NodeFilter.h>
#include <Poco/DOM/NodeIterator.h>

#include <string>
#include <vector>

#include "docx_builder.h"
#include "reading.h"

namespace caveat::extract {
namespace {

ExtractedText with_sources(const Parts& parts) {
  Options options;
  options.sources = true;
  Cancel cancel;
  const std::string file = zip(parts);
  auto out = run(Document{file, "a.docx", {}}, options, cancel);
  BOOST_REQUIRE_MESSAGE(bool(out), "not read: " << (out ? "" : out.error().message));
  return std::move(out).value();
}

// The text of each element of a part, in the order of their start tags, from 1; its kind before it: "w:t shall".
std::vector<std::string> elements(const std::string& part) {
  Poco::XML::DOMParser parser;
  Poco::AutoPtr<Poco::XML::Document> document = parser.parseString(part);
  std::vector<std::string> out = {""};
  Poco::XML::NodeIterator all(document, Poco::XML::NodeFilter::SHOW_ELEMENT);
  for (Poco::XML::Node* node = all.nextNode(); node; node = all.nextNode()) out.push_back(node->nodeName() + " " + node->innerText());
  return out;
}

// "w:t shall pay": each source as its element and its words, after it was seen that they stand in the element at its offset.
std::vector<std::string> sources(const Parts& parts) {
  const ExtractedText out = with_sources(parts);
  BOOST_CHECK_EQUAL(out.source_part, "word/document.xml");
  const std::vector<std::string> all = elements(parts.at("word/document.xml"));
  std::vector<std::string> list;
  std::uint32_t end = 0;
  for (const Source& source : out.sources) {
    BOOST_CHECK_LE(end, source.span.begin);
    BOOST_CHECK_LT(source.span.begin, source.span.end);
    end = source.span.end;
    BOOST_REQUIRE_LT(source.element, all.size());
    const std::string& element = all[source.element];
    const std::string words(source.span.of(out.text)), name = element.substr(0, element.find(' '));
    if (source.offset != Source::kHangs) BOOST_CHECK_EQUAL(element.substr(name.size() + 1).substr(source.offset, words.size()), words);
    list.push_back(name + " " + words);
  }
  return list;
}

void expect(const Parts& parts, const std::vector<std::string>& expected) {
  const auto got = sources(parts);
  BOOST_CHECK_EQUAL_COLLECTIONS(got.begin(), got.end(), expected.begin(), expected.end());
}

BOOST_AUTO_TEST_SUITE(docx_sources)

BOOST_AUTO_TEST_CASE(nobody_asks_and_nothing_is_kept) {
  const ExtractedText out = read(docx(paragraph("The Supplier")), "a.docx");
  BOOST_CHECK(out.sources.empty());
  BOOST_CHECK(out.source_part.empty());
}

BOOST_AUTO_TEST_CASE(each_run_is_its_own_place) {
  expect(docx_parts(p(run("The Sup") + run("plier")) + p("") + paragraph("shall  pay &amp; h\xC3\xB6st.")),
         {"w:t The Sup", "w:t plier", "w:t shall  pay & h\xC3\xB6st."});
}

BOOST_AUTO_TEST_CASE(white_space_around_a_paragraph_is_cut_off_its_places) {
  expect(docx_parts(p(run("  \xC2\xA0 ") + run("  The Supplier  "))), {"w:t The Supplier"});
}

BOOST_AUTO_TEST_CASE(deleted_words_tabs_and_breaks_have_no_place) {
  expect(docx_parts(p("<w:del w:id=\"1\"><w:r><w:delText>not </w:delText></w:r></w:del><w:moveFrom w:id=\"2\"><w:r><w:t>gone</w:t></w:r></w:moveFrom>"
                      "<w:ins w:id=\"3\"><w:r><w:t>It</w:t><w:tab/><w:t>pays</w:t><w:br/><w:t>well</w:t></w:r></w:ins>")),
         {"w:t It", "w:t pays", "w:t well"});
}

BOOST_AUTO_TEST_CASE(the_number_that_word_draws_has_no_place) {
  const Parts numbering = {{"word/numbering.xml", numbering_part("<w:abstractNum w:abstractNumId=\"0\">" + level(0, "decimal", "%1.") +
                                                                 "</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>")}};
  const Parts parts = docx_parts(numbered(" Fees are due.", 1, 0), numbering);
  BOOST_CHECK_EQUAL(with_sources(parts).text, "1. Fees are due.");
  expect(parts, {"w:t Fees are due."});
}

BOOST_AUTO_TEST_CASE(cells_of_a_row_keep_their_places) {
  const std::string table = "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:tcPr/>" + paragraph(" Level ") + paragraph("two") +
                            "</w:tc><w:tc><w:tcPr/>" + paragraph("99 %") + "</w:tc></w:tr></w:tbl>";
  expect(docx_parts(paragraph("Table:") + table + paragraph("End.")), {"w:t Table:", "w:t Level", "w:t two", "w:t 99 %", "w:t End."});
}

BOOST_AUTO_TEST_CASE(a_note_hangs_on_its_reference) {
  const std::string notes = "<w:footnotes " + kNamespaces + "><w:footnote w:id=\"2\">" + paragraph("Net of tax.") + "</w:footnote></w:footnotes>";
  expect(docx_parts(p(run("Fees") + "<w:r><w:footnoteReference w:id=\"2\"/></w:r>" + run(" rise.")), {{"word/footnotes.xml", notes}}),
         {"w:t Fees", "w:t  rise.", "w:footnoteReference 1 Net of tax."});
}

BOOST_AUTO_TEST_CASE(line_ends_and_odd_characters_inside_the_text_do_not_shift_it) {
  // A separator of lines becomes a line break: its three bytes count, but have no place themselves.
  const ExtractedText out = with_sources(docx_parts(paragraph("one\xE2\x80\xA8two\xEF\xBB\xBFthree")));
  BOOST_CHECK_EQUAL(out.text, "one\ntwothree");
  BOOST_REQUIRE_EQUAL(out.sources.size(), 3u);
  BOOST_CHECK_EQUAL(out.sources[1].offset, 6u);
  BOOST_CHECK_EQUAL(out.sources[2].offset, 12u);
  BOOST_CHECK_EQUAL(out.sources[2].span.of(out.text), "three");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace caveat::extract
