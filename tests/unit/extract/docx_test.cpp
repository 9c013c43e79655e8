// Tests of read_docx(): what Word shows is in the text, what it does not show is not, and hostile files end in a
// message.
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <string>

#include "docx_builder.h"
#include "reading.h"

namespace caveat::extract {
namespace {

ExtractedText word(const std::string& body, const Parts& more = {}) { return read(docx(body, more), "a.docx"); }
void expect(const std::string& body, const std::vector<std::string>& expected, const Parts& more = {}) {
  check_blocks(word(body, more), expected);
}

std::string cell(const std::string& content) { return "<w:tc><w:tcPr/>" + content + "</w:tc>"; }
std::string row(const std::string& cells) { return "<w:tr>" + cells + "</w:tr>"; }
std::string table(const std::string& rows) {
  return "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>" + rows + "</w:tbl>";
}
std::string relationships(const std::string& content) {
  return "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" + content +
         "</Relationships>";
}
std::string relationship(const std::string& id, const std::string& type, const std::string& target) {
  return "<Relationship Id=\"" + id + "\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/" +
         type + "\" Target=\"" + target + "\"/>";
}

BOOST_AUTO_TEST_SUITE(docx_documents)

BOOST_AUTO_TEST_CASE(paragraphs_are_blocks_parted_by_a_blank_line) {
  const ExtractedText out = word(paragraph("The Supplier") + p("") + p(run("shall ") + run("pay &amp; host.")));
  BOOST_CHECK_EQUAL(out.text, "The Supplier\n\nshall pay & host.");
  BOOST_CHECK_EQUAL(out.media_type, "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
  check_blocks(out, {"paragraph The Supplier", "paragraph shall pay & host."});
  BOOST_CHECK(out.pages.empty());
  BOOST_CHECK(out.not_read.empty());
}

BOOST_AUTO_TEST_CASE(headings_are_known_by_style_name_outline_or_ancestor) {
  const std::string styles =
      R"(<w:style w:type="paragraph" w:styleId="Titre2"><w:name w:val="heading 2"/></w:style>)"
      R"(<w:style w:type="paragraph" w:styleId="Clause"><w:name w:val="Clause Title"/><w:basedOn w:val="Titre2"/></w:style>)"
      R"(<w:style w:type="paragraph" w:styleId="Body"><w:name w:val="Body"/><w:basedOn w:val="Titre2"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>)"
      R"(<w:style w:type="character" w:styleId="X"><w:name w:val="heading 1"/></w:style>)";
  expect(styled("Titre2", "Fees") + styled("Clause", "Term") + styled("Body", "Text") + styled("X", "Text") +
             p(run("Annex"), "<w:outlineLvl w:val=\"0\"/>"),
         {"heading2 Fees", "heading2 Term", "paragraph Text", "paragraph Text", "heading1 Annex"},
         {{"word/styles.xml", styles_part(styles)}});
}

BOOST_AUTO_TEST_CASE(a_clause_in_a_heading_style_is_no_heading) {
  const std::string clause =
      "The Supplier shall host the Services in the European Union and shall not move them without consent.";
  expect(styled("H", clause), {"paragraph " + clause},
         {{"word/styles.xml",
           styles_part(R"(<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 2"/></w:style>)")}});
}

BOOST_AUTO_TEST_CASE(tracked_changes_are_read_in_their_final_view) {
  expect(p(run("net ") + "<w:del><w:r><w:delText>30</w:delText></w:r></w:del><w:ins>" + run("60") + "</w:ins>" +
           run(" days")) +
             "<w:p><w:moveFrom>" + run("moved away") + "</w:moveFrom><w:moveTo>" + run("moved here") +
             "</w:moveTo></w:p>",
         {"paragraph net 60 days", "paragraph moved here"});
}

BOOST_AUTO_TEST_CASE(a_deleted_paragraph_mark_joins_two_paragraphs) {
  expect(p(run("The Supplier "), "<w:rPr><w:del/></w:rPr>") + paragraph("shall pay.") +
             p("<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>", "<w:rPr><w:del/></w:rPr>"),
         {"paragraph The Supplier shall pay."});
}

BOOST_AUTO_TEST_CASE(a_deleted_numbered_paragraph_does_not_count) {
  const Parts numbering = {
      {"word/numbering.xml",
       numbering_part("<w:abstractNum w:abstractNumId=\"0\">" + level(0, "decimal", "%1.") +
                      "</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>")}};
  const std::string number = "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>";
  expect(numbered("a", 1, 0) +
             p("<w:del><w:r><w:delText>b</w:delText></w:r></w:del>", number + "<w:rPr><w:del/></w:rPr>") +
             numbered("c", 1, 0),
         {"item1 1. a", "item1 2. c"}, numbering);
}

BOOST_AUTO_TEST_CASE(old_properties_of_tracked_changes_are_not_read) {
  expect(p(run("a"),
           "<w:pPrChange><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:pPrChange>"),
         {"paragraph a"},
         {{"word/numbering.xml",
           numbering_part("<w:abstractNum w:abstractNumId=\"0\">" + level(0, "decimal", "%1.") +
                          "</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>")}});
}

BOOST_AUTO_TEST_CASE(tabs_breaks_and_hyphens_are_characters) {
  expect(p("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:softHyphen/"
           "><w:t>e</w:t><w:cr/><w:t>f</w:t></w:r>",
           "<w:tabs><w:tab w:val=\"left\" w:pos=\"720\"/></w:tabs>"),
         {"paragraph a\tb\nc\u2011d\u00ade\nf"});
}

BOOST_AUTO_TEST_CASE(two_line_breaks_part_blocks) {
  expect(p("<w:r><w:t>a</w:t><w:br/><w:t> </w:t><w:br/><w:t>b</w:t></w:r>"), {"paragraph a", "paragraph b"});
}

BOOST_AUTO_TEST_CASE(check_boxes_are_read_and_other_symbols_are_not) {
  expect(p("<w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/><w:t> yes </w:t><w:sym w:font=\"Wingdings\" "
           "w:char=\"F0A8\"/><w:t> no</w:t><w:sym w:font=\"Symbol\" w:char=\"F0B7\"/></w:r>"),
         {"paragraph \u2611 yes \u2610 no"});
}

BOOST_AUTO_TEST_CASE(hidden_text_is_read) {
  expect(p("<w:r><w:rPr><w:vanish/></w:rPr><w:t>except for gross negligence</w:t></w:r>"),
         {"paragraph except for gross negligence"});
}

BOOST_AUTO_TEST_CASE(field_results_are_read_and_field_codes_are_not) {
  const std::string begin = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>",
                    middle = "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>",
                    end = "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
  const std::string code = "<w:r><w:instrText> IF </w:instrText></w:r>";
  expect(p(run("Clause ") + begin + code + begin + code + middle + run("hidden") + end + middle + run("7.2") + end +
           run(" applies")),
         {"paragraph Clause 7.2 applies"});
}

BOOST_AUTO_TEST_CASE(a_field_that_never_ends_hides_nothing_after_its_paragraph) {
  expect(p("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>") + paragraph("The Supplier shall pay."),
         {"paragraph The Supplier shall pay."});
}

BOOST_AUTO_TEST_CASE(links_controls_and_tags_are_passed_through) {
  expect(p("<w:hyperlink>" + run("a") + "</w:hyperlink><w:sdt><w:sdtPr><w:alias w:val=\"x\"/></w:sdtPr><w:sdtContent>" +
           run("b") + "</w:sdtContent></w:sdt><w:smartTag>" + run("c") + "</w:smartTag><w:fldSimple w:instr=\"DATE\">" +
           run("d") + "</w:fldSimple>") +
             "<w:sdt><w:sdtContent>" + paragraph("e") + "</w:sdtContent></w:sdt>",
         {"paragraph abcd", "paragraph e"});
}

BOOST_AUTO_TEST_CASE(table_rows_have_tabs_between_cells) {
  const ExtractedText out = word(paragraph("Credits") +
                                 table(row(cell(paragraph("Level")) + cell(paragraph("Credit"))) +
                                       row(cell(paragraph("Gold")) + cell(paragraph("10") + paragraph("percent")))) +
                                 paragraph("End"));
  BOOST_CHECK_EQUAL(out.text, "Credits\n\nLevel\tCredit\nGold\t10\npercent\n\nEnd");
  check_blocks(out, {"paragraph Credits", "row Level\tCredit", "row Gold\t10\npercent", "paragraph End"});
}

BOOST_AUTO_TEST_CASE(empty_cells_keep_their_column_and_a_tab_in_a_cell_is_no_column) {
  expect(table(row(cell(paragraph("a")) + cell(p("")) + cell(p("<w:r><w:t>b</w:t><w:tab/><w:t>c</w:t></w:r>")))),
         {"row a\t\tb c"});
}

BOOST_AUTO_TEST_CASE(a_nested_table_is_flattened_into_its_cell) {
  expect(table(row(cell(paragraph("a") + table(row(cell(paragraph("b")) + cell(paragraph("c")))) + p("")) +
                   cell(paragraph("d")))),
         {"row a\nb\tc\td"});
}

BOOST_AUTO_TEST_CASE(a_contract_in_two_columns_is_read_column_after_column) {
  const std::string english(400, 'e'), german(400, 'g');
  expect(table(row(cell(paragraph("1. Term " + english) + paragraph("Second " + english)) +
                   cell(paragraph("1. Laufzeit " + german) + paragraph("Zweitens " + german)))),
         {"paragraph 1. Term " + english, "paragraph Second " + english, "paragraph 1. Laufzeit " + german,
          "paragraph Zweitens " + german});
}

BOOST_AUTO_TEST_CASE(deleted_rows_and_cells_are_gone) {
  expect(table("<w:tr><w:trPr><w:del/></w:trPr>" + cell(paragraph("x")) + cell(paragraph("y")) + "</w:tr>" +
               row(cell(paragraph("a")) + "<w:tc><w:tcPr><w:cellDel/></w:tcPr>" + paragraph("z") + "</w:tc>" +
                   cell(paragraph("b")))),
         {"row a\tb"});
}

BOOST_AUTO_TEST_CASE(footnotes_follow_the_block_that_refers_to_them) {
  const std::string notes = "<w:footnotes " + kNamespaces +
                            "><w:footnote w:type=\"separator\" "
                            "w:id=\"-1\"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:id=\"2\">" +
                            p("<w:r><w:footnoteRef/></w:r>" + run(" Plus VAT.")) + "</w:footnote></w:footnotes>";
  const std::string endnotes =
      "<w:endnotes " + kNamespaces + "><w:endnote w:id=\"2\">" + paragraph("See Annex.") + "</w:endnote></w:endnotes>";
  const ExtractedText out = word(p(run("30 days") + "<w:r><w:footnoteReference w:id=\"2\"/></w:r>" + run(" net") +
                                   "<w:r><w:endnoteReference w:id=\"2\"/><w:footnoteReference w:id=\"99\"/></w:r>") +
                                     paragraph("Next"),
                                 {{"word/footnotes.xml", notes}, {"word/endnotes.xml", endnotes}});
  check_blocks(out, {"paragraph 30 days net", "footnote 1 Plus VAT.", "footnote i See Annex.", "paragraph Next"});
}

BOOST_AUTO_TEST_CASE(headers_and_footers_stand_at_the_end_once) {
  const auto header = [](const char* element, const std::string& text) {
    return std::string("<w:") + element + " " + kNamespaces + ">" + paragraph(text) + "</w:" + element + ">";
  };
  const std::string section =
      "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId1\"/><w:footerReference w:type=\"default\" "
      "r:id=\"rId2\"/></w:sectPr>";
  expect(p(run("First"), section) + paragraph("Second") +
             "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId3\"/><w:footerReference w:type=\"default\" "
             "r:id=\"rId2\"/></w:sectPr>",
         {"paragraph First", "paragraph Second", "paragraph Confidential", "paragraph Page 1"},
         {{"word/_rels/document.xml.rels", relationships(relationship("rId1", "header", "header1.xml") +
                                                         relationship("rId2", "footer", "/word/footer1.xml") +
                                                         relationship("rId3", "header", "header2.xml"))},
          {"word/header1.xml", header("hdr", "Confidential")},
          {"word/header2.xml", header("hdr", "Confidential")},
          {"word/footer1.xml", header("ftr", "Page 1")}});
}

BOOST_AUTO_TEST_CASE(a_text_box_is_read_once_after_its_paragraph) {
  const std::string box = "<w:txbxContent>" + paragraph("in the box") + "</w:txbxContent>";
  expect(p(run("before ") +
           "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wp:anchor><wps:wsp><wps:txbx>" + box +
           "</wps:txbx></wps:wsp></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>" + box +
           "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>" + run("after")),
         {"paragraph before after", "paragraph in the box"});
}

BOOST_AUTO_TEST_CASE(a_fallback_is_read_where_there_is_no_choice) {
  expect(p("<w:r><mc:AlternateContent><mc:Fallback><w:t>old</w:t></mc:Fallback></mc:AlternateContent></w:r>"),
         {"paragraph old"});
}

BOOST_AUTO_TEST_CASE(a_fraction_keeps_its_bar) {
  const auto math = [](const std::string& text) { return "<m:r><m:t>" + text + "</m:t></m:r>"; };
  expect(p(run("A = ") + "<m:oMath><m:f><m:num>" + math("up") + "</m:num><m:den>" + math("total") +
           "</m:den></m:f></m:oMath>"),
         {"paragraph A = up/total"});
}

BOOST_AUTO_TEST_CASE(pages_are_those_that_word_last_drew) {
  const std::string rendered = "<w:r><w:lastRenderedPageBreak/></w:r>";
  const ExtractedText out = word(paragraph("one") + p("<w:r><w:br w:type=\"page\"/></w:r>") + p(rendered + run("two")) +
                                 p(run("still two ") + rendered + run("three")));
  BOOST_REQUIRE_EQUAL(out.pages.size(), 3u);
  const auto page = [&](std::string_view words) {
    return out.page_of(static_cast<std::uint32_t>(out.text.find(words)));
  };
  BOOST_CHECK_EQUAL(page("one"), 1u);
  BOOST_CHECK_EQUAL(page("two"), 2u);
  BOOST_CHECK_EQUAL(page("still"), 2u);
  BOOST_CHECK_EQUAL(page("three"), 3u);
}

BOOST_AUTO_TEST_CASE(two_cells_that_run_over_one_page_break_count_it_once) {
  const std::string rendered = "<w:r><w:lastRenderedPageBreak/></w:r>";
  const std::string half = p(run("top ") + rendered + run("bottom"));
  const ExtractedText out = word(table(row(cell(half) + cell(half))) + paragraph("next"));
  BOOST_CHECK_EQUAL(out.pages.size(), 2u);
}

BOOST_AUTO_TEST_CASE(without_drawn_pages_there_are_none) {
  BOOST_CHECK(word(p("<w:r><w:t>a</w:t><w:br w:type=\"page\"/><w:t>b</w:t></w:r>")).pages.empty());
}

BOOST_AUTO_TEST_CASE(embedded_objects_and_large_pictures_are_reported) {
  const auto picture = [](int side) {
    return "<w:r><w:drawing><wp:inline><wp:extent cx=\"" + std::to_string(side) + "\" cy=\"" + std::to_string(side) +
           "\"/><pic:pic/></wp:inline></w:drawing></w:r>";
  };
  const ExtractedText out = word(p(run("text") + "<w:r><w:object/></w:r>" + picture(6'000'000) + picture(500'000)) +
                                 "<w:altChunk r:id=\"x\"/>");
  BOOST_REQUIRE_EQUAL(out.not_read.size(), 2u);
  BOOST_CHECK_EQUAL(out.not_read[0].code, "embedded-object");
  BOOST_CHECK(out.not_read[0].detail.starts_with("2 embedded objects were"));
  BOOST_CHECK_EQUAL(out.not_read[1].code, "picture");
  BOOST_CHECK(out.not_read[1].detail.starts_with("1 large picture "));
}

BOOST_AUTO_TEST_CASE(a_document_of_pictures_alone_is_reported_not_clean) {
  const ExtractedText out = word(p("<w:r><w:drawing><wp:inline><pic:pic/></wp:inline></w:drawing></w:r>"));
  BOOST_CHECK(out.blocks.empty());
  BOOST_REQUIRE_EQUAL(out.not_read.size(), 1u);
  BOOST_CHECK_EQUAL(out.not_read[0].code, "picture");
  BOOST_CHECK(contains(refusal(docx(p("")), "a.docx"), "holds no text"));
}

BOOST_AUTO_TEST_CASE(strict_documents_and_other_prefixes_are_read) {
  Parts parts = docx_parts("");
  parts["word/document.xml"] =
      "<x:document "
      "xmlns:x=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"><x:body><x:p><x:r><x:t>strict</x:t></x:r></x:p></"
      "x:body></x:document>";
  check_blocks(read(zip(parts), "a.docx"), {"paragraph strict"});
}

BOOST_AUTO_TEST_CASE(signs_say_what_a_number_means) {
  const auto sign = [](const std::string& font, const std::string& code) { return "<w:r><w:sym w:font=\"" + font + "\" w:char=\"" + code + "\"/></w:r>"; };
  expect(p(run("Availability ") + sign("Symbol", "F0B3") + run(" 99 %, delay ") + sign("Symbol", "F0A3") + run(" 5 min, ") + sign("Times New Roman", "F0A7") + run(" 7, ") +
           sign("Arial", "20AC") + run("5")),
         {"paragraph Availability \u2265 99 %, delay \u2264 5 min, \u00a7 7, \u20ac5"});
  expect(p(run("a") + sign("Arial", "D800") + sign("Arial", "FEFF") + sign("Arial", "7") + sign("Arial", "xyz") + sign("Webdings", "F061") + run("b")), {"paragraph ab"});
}

BOOST_AUTO_TEST_CASE(boxes_and_choices_of_old_forms_are_read_from_their_properties) {
  const auto field = [](const std::string& data, const std::string& code) {
    return "<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:name w:val=\"f\"/>" + data + "</w:ffData></w:fldChar></w:r><w:r><w:instrText>" + code +
           "</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
  };
  expect(p(field("<w:checkBox><w:default w:val=\"0\"/><w:checked/></w:checkBox>", "FORMCHECKBOX") + run(" support ") + field("<w:checkBox><w:default w:val=\"0\"/></w:checkBox>", "FORMCHECKBOX") +
           run(" hosting ") + field("<w:checkBox><w:default w:val=\"1\"/></w:checkBox>", "FORMCHECKBOX") + run(" backup, term: ") +
           field("<w:ddList><w:result w:val=\"1\"/><w:listEntry w:val=\"one year\"/><w:listEntry w:val=\"five years\"/></w:ddList>", "FORMDROPDOWN")),
         {"paragraph \u2612 support \u2610 hosting \u2612 backup, term: five years"});
  expect(p("a" + field("<w:ddList><w:result w:val=\"9\"/><w:listEntry w:val=\"x\"/></w:ddList>", "") + run("b")), {"paragraph b"});
}

BOOST_AUTO_TEST_CASE(controls_may_hold_cells_rows_and_paragraphs_and_their_prompts_are_what_the_page_shows) {
  const auto control = [](const std::string& content) { return "<w:sdt><w:sdtPr><w:rPr><w:vanish/></w:rPr><w:showingPlcHdr/><w:text/></w:sdtPr><w:sdtContent>" + content + "</w:sdtContent></w:sdt>"; };
  expect(table(control(row(cell(paragraph("Fee")) + control(cell(paragraph("[amount]")))))) + control(paragraph("Block")) + p(control(run("inline"))),
         {"row Fee\t[amount]", "paragraph Block", "paragraph inline"});
}

BOOST_AUTO_TEST_CASE(merged_cells_keep_the_order_of_the_others) {
  const auto merged = [](const std::string& properties, const std::string& text) { return "<w:tc><w:tcPr>" + properties + "</w:tcPr>" + (text.empty() ? p("") : paragraph(text)) + "</w:tc>"; };
  expect(table(row(merged("<w:gridSpan w:val=\"2\"/>", "Level and credit") + cell(paragraph("Term"))) + row(merged("<w:vMerge w:val=\"restart\"/>", "Gold") + cell(paragraph("10 %")) + cell(paragraph("a"))) +
               row(merged("<w:vMerge/>", "") + cell(paragraph("20 %")) + cell(paragraph("b")))),
         {"row Level and credit\tTerm", "row Gold\t10 %\ta", "row 20 %\tb"});
}

BOOST_AUTO_TEST_CASE(smart_tags_custom_xml_ruby_and_references_are_read_as_they_show) {
  const std::string begin = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>", middle = "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>", end = "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
  expect("<w:customXml w:element=\"x\">" + p("<w:smartTag w:element=\"place\">" + run("Lyon") + "</w:smartTag><w:customXml>" + run(" pays") + "</w:customXml>") + "</w:customXml>" +
             p("<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>above</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>base</w:t></w:r></w:rubyBase></w:ruby></w:r>") +
             p(run("See clause ") + begin + "<w:r><w:instrText> REF _Ref1 \\r \\h </w:instrText></w:r>" + middle + run("7.2") + end + "<w:bdo w:val=\"ltr\">" + run(".") + "</w:bdo>"),
         {"paragraph Lyon pays", "paragraph base", "paragraph See clause 7.2."});
}

BOOST_AUTO_TEST_CASE(parts_in_other_formats_and_other_files_are_told) {
  const ExtractedText out = word(paragraph("text") + "<w:altChunk r:id=\"a\"/><w:subDoc r:id=\"b\"/>", {{"word/afchunk.htm", "<p>No refunds.</p>"}});
  check_blocks(out, {"paragraph text"});
  BOOST_REQUIRE_EQUAL(out.not_read.size(), 1u);
  BOOST_CHECK(out.not_read[0].detail.starts_with("2 embedded objects were"));
}

BOOST_AUTO_TEST_CASE(building_blocks_are_no_part_of_the_document) {
  expect(paragraph("text"), {"paragraph text"}, {{"word/glossary/document.xml", "<w:glossaryDocument " + kNamespaces + "><w:docParts><w:docPart><w:docPartBody>" + paragraph("block") + "</w:docPartBody></w:docPart></w:docParts></w:glossaryDocument>"}});
}

BOOST_AUTO_TEST_CASE(documents_with_macros_and_templates_are_documents) {
  for (const std::string type : {"application/vnd.ms-word.document.macroEnabled.main+xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
                                 "application/vnd.ms-word.template.macroEnabledTemplate.main+xml"}) {
    Parts parts = docx_parts("");
    parts["[Content_Types].xml"] = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/word/main.xml\" ContentType=\"" + type + "\"/></Types>";
    parts["word/main.xml"] = "<w:document " + kNamespaces + "><w:body>" + paragraph("The Supplier") + "</w:body></w:document>";
    parts["_rels/.rels"] = relationships(relationship("r", "officeDocument", "word/main.xml"));
    parts.erase("word/document.xml");
    check_blocks(read(zip(parts), "a.docm"), {"paragraph The Supplier"});
  }
}

BOOST_AUTO_TEST_CASE(a_strict_document_has_its_styles_numbers_and_headers) {
  const std::string strict = "http://purl.oclc.org/ooxml/officeDocument/relationships/";
  const auto part = [](std::string xml) {
    for (const auto& [from, to] : {std::pair<std::string, std::string>{"http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main"},
                                   {"http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships"}})
      for (std::size_t at = xml.find(from); at != xml.npos; at = xml.find(from, at + to.size())) xml.replace(at, from.size(), to);
    return xml;
  };
  const auto link = [&](const std::string& id, const std::string& type, const std::string& target) { return "<Relationship Id=\"" + id + "\" Type=\"" + strict + type + "\" Target=\"" + target + "\"/>"; };
  Parts parts = docx_parts("");
  parts["_rels/.rels"] = relationships(link("r", "officeDocument", "word/document.xml"));
  parts["word/_rels/document.xml.rels"] = relationships(link("a", "styles", "s.xml") + link("b", "numbering", "n.xml") + link("c", "header", "h.xml"));
  parts["word/s.xml"] = part(styles_part(R"(<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/></w:style>)"));
  parts["word/n.xml"] = part(numbering_part("<w:abstractNum w:abstractNumId=\"0\">" + level(0, "decimal", "%1.") + "</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>"));
  parts["word/h.xml"] = part("<w:hdr " + kNamespaces + ">" + paragraph("Draft") + "</w:hdr>");
  parts["word/document.xml"] = part("<w:document " + kNamespaces + "><w:body>" + styled("H", "Fees") + numbered("a", 1, 0) + "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"c\"/></w:sectPr></w:body></w:document>");
  check_blocks(read(zip(parts), "a.docx"), {"heading1 Fees", "item1 1. a", "paragraph Draft"});
}

BOOST_AUTO_TEST_CASE(the_main_part_may_have_any_name) {
  Parts parts = docx_parts("");
  parts["word/document2.xml"] =
      "<w:document " + kNamespaces + "><w:body>" + paragraph("renamed") + "</w:body></w:document>";
  parts["_rels/.rels"] = relationships(relationship("r", "officeDocument", "/word/document2.xml"));
  check_blocks(read(zip(parts), "a.docx"), {"paragraph renamed"});
}

BOOST_AUTO_TEST_CASE(xml_line_ends_and_marks_in_text_do_no_harm) {
  expect(paragraph("a\n\tb\uFEFFc\u2028d\u0085e"), {"paragraph a  bc\nd\ne"});
}

// ---- files that nobody vouches for ----

std::string refuse_document(const std::string& xml, ErrorCode code = ErrorCode::format) {
  Parts parts = docx_parts("");
  parts["word/document.xml"] = xml;
  return refusal(zip(parts), "a.docx", code);
}

BOOST_AUTO_TEST_CASE(a_doctype_is_refused_before_its_entities_expand) {
  std::string laughs = "<!DOCTYPE d [<!ENTITY a \"ha\">";
  for (char c = 'b'; c < 'm'; ++c) {
    laughs += std::string("<!ENTITY ") + c + " \"";
    for (int i = 0; i < 10; ++i) laughs += std::string("&") + static_cast<char>(c - 1) + ";";
    laughs += "\">";
  }
  BOOST_CHECK(contains(refuse_document(laughs + "]><w:document " + kNamespaces +
                                       "><w:body><w:p><w:r><w:t>&l;</w:t></w:r></w:p></w:body></w:document>"),
                       "DOCTYPE"));
  BOOST_CHECK(contains(refuse_document("<!DOCTYPE d SYSTEM \"file:///etc/passwd\"><d/>"), "DOCTYPE"));
}

BOOST_AUTO_TEST_CASE(nesting_without_end_is_a_limit) {
  std::string deep = "<w:document " + kNamespaces + "><w:body>";
  for (int i = 0; i < 100'000; ++i) deep += "<w:tbl><w:tr><w:tc>";
  BOOST_CHECK(contains(refuse_document(deep, ErrorCode::limit), "nests more than 256"));
}

BOOST_AUTO_TEST_CASE(tracked_changes_are_kept_beside_the_final_text) {
  const ExtractedText out = word(
      p(run("The fee is ") + "<w:del w:id=\"1\" w:author=\"Ana Ruiz\" w:date=\"2026-03-01T10:00:00Z\"><w:r><w:delText>100</w:delText></w:r></w:del>" +
        "<w:ins w:id=\"2\" w:author=\"Ana Ruiz\" w:date=\"2026-03-01T10:00:00Z\">" + run("200") + "</w:ins>" + run(" euros.")) +
      p(run("Second.")));
  BOOST_CHECK_EQUAL(out.text, "The fee is 200 euros.\n\nSecond.");
  BOOST_REQUIRE_EQUAL(out.revisions.size(), 2u);
  const auto deleted = std::find_if(out.revisions.begin(), out.revisions.end(), [](const Revision& r) { return r.kind == Revision::Kind::deletion; });
  const auto inserted = std::find_if(out.revisions.begin(), out.revisions.end(), [](const Revision& r) { return r.kind == Revision::Kind::insertion; });
  BOOST_REQUIRE(deleted != out.revisions.end() && inserted != out.revisions.end());
  BOOST_CHECK(deleted->span.empty());
  BOOST_CHECK_EQUAL(deleted->span.begin, 11u);
  BOOST_CHECK_EQUAL(inserted->span.of(out.text), "200");
  BOOST_CHECK_EQUAL(inserted->author, "Ana Ruiz");
  BOOST_CHECK_EQUAL(inserted->date, "2026-03-01T10:00:00Z");
}

BOOST_AUTO_TEST_CASE(comments_are_kept_with_their_words_and_author) {
  const std::string comments = "<w:comments " + kNamespaces + "><w:comment w:id=\"7\" w:author=\"B\" w:date=\"2026-03-02\">" + paragraph("too much") + "</w:comment></w:comments>";
  const ExtractedText out = word(paragraph("First.") + p(run("The ") + "<w:commentRangeStart w:id=\"7\"/>" + run("fee") + "<w:commentRangeEnd w:id=\"7\"/>" +
                                                          "<w:r><w:commentReference w:id=\"7\"/></w:r>" + run(" is due.")),
                                 {{"word/comments.xml", comments}});
  BOOST_CHECK_EQUAL(out.text, "First.\n\nThe fee is due.");
  BOOST_REQUIRE_EQUAL(out.revisions.size(), 1u);
  BOOST_CHECK(out.revisions[0].kind == Revision::Kind::comment);
  BOOST_CHECK_EQUAL(out.revisions[0].span.of(out.text), "fee");
  BOOST_CHECK_EQUAL(out.revisions[0].author, "B");
}

BOOST_AUTO_TEST_CASE(a_comment_that_is_resolved_is_dropped_with_its_replies) {
  const auto comment = [](int id, const std::string& paragraph_id) {
    return "<w:comment w:id=\"" + std::to_string(id) + "\" w:author=\"B\"><w:p w14:paraId=\"" + paragraph_id + "\">" + run("too much") + "</w:p></w:comment>";
  };
  const std::string comments = "<w:comments " + kNamespaces + " xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\">" + comment(1, "0000000A") + comment(2, "0000000B") +
                               comment(3, "0000000C") + "</w:comments>";
  const auto states = [](const std::string& done) {
    return "<w15:commentsEx xmlns:w15=\"http://schemas.microsoft.com/office/word/2012/wordml\"><w15:commentEx w15:paraId=\"0000000A\" w15:done=\"" + done +
           "\"/><w15:commentEx w15:paraId=\"0000000B\" w15:paraIdParent=\"0000000A\" w15:done=\"0\"/><w15:commentEx w15:paraId=\"0000000C\" w15:done=\"0\"/></w15:commentsEx>";
  };
  const auto mark = [](int id) { return "<w:r><w:commentReference w:id=\"" + std::to_string(id) + "\"/></w:r>"; };
  const std::string body = p(run("The ") + mark(1) + run("fee") + mark(2) + run(" is due.") + mark(3));
  const ExtractedText open = word(body, {{"word/comments.xml", comments}, {"word/commentsExtended.xml", states("0")}});
  BOOST_CHECK_EQUAL(open.revisions.size(), 3u);
  const ExtractedText resolved = word(body, {{"word/comments.xml", comments}, {"word/commentsExtended.xml", states("1")}});
  BOOST_REQUIRE_EQUAL(resolved.revisions.size(), 1u);
  BOOST_CHECK_EQUAL(resolved.revisions[0].author, "B");
  BOOST_CHECK_EQUAL(resolved.revisions[0].span.begin, 15u);
}

BOOST_AUTO_TEST_CASE(a_change_in_a_table_cell_or_behind_a_drawn_number_is_placed_right) {
  const std::string insertion = "<w:ins w:id=\"2\" w:author=\"A\">" + run("new") + "</w:ins>";
  const ExtractedText cells = word(table(row(cell(paragraph("Left")) + cell(p(run("Right ") + insertion)))));
  BOOST_REQUIRE_EQUAL(cells.revisions.size(), 1u);
  BOOST_CHECK_EQUAL(cells.revisions[0].span.of(cells.text), "new");
  const std::string numbering = numbering_part("<w:abstractNum w:abstractNumId=\"0\">" + level(0, "decimal", "%1.") + "</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>");
  const ExtractedText list = word(p(run("Fees ") + insertion, "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>"), {{"word/numbering.xml", numbering}});
  BOOST_REQUIRE_EQUAL(list.revisions.size(), 1u);
  BOOST_CHECK_EQUAL(list.revisions[0].span.of(list.text), "new");
}

BOOST_AUTO_TEST_CASE(a_deleted_table_row_is_told_at_the_next_paragraph) {
  const std::string gone = "<w:tr><w:trPr><w:del w:id=\"3\" w:author=\"A\"/></w:trPr>" + cell(paragraph("x")) + cell(paragraph("y")) + "</w:tr>";
  const ExtractedText out = word(table(row(cell(paragraph("a")) + cell(paragraph("b"))) + gone) + paragraph("After."));
  BOOST_REQUIRE_EQUAL(out.revisions.size(), 1u);
  BOOST_CHECK(out.revisions[0].kind == Revision::Kind::deletion);
}

BOOST_AUTO_TEST_CASE(revisions_out_of_place_are_survived) {
  for (const std::string& body : {std::string("<w:ins><w:p><w:r><w:t>x</w:t></w:r></w:p></w:ins>"), std::string("<w:commentReference w:id=\"1\"/>"),
                                  std::string("<w:p><w:commentRangeStart w:id=\"1\"/></w:p><w:p><w:r><w:t>y</w:t><w:commentReference w:id=\"1\"/></w:r></w:p>"),
                                  std::string("<w:p><w:ins><w:txbxContent><w:p><w:ins><w:r><w:t>z</w:t></w:r></w:ins></w:p></w:txbxContent></w:ins></w:p>")}) {
    const ExtractedText out = word(body + paragraph("End."));
    for (const Revision& r : out.revisions) BOOST_CHECK(r.span.begin <= r.span.end && r.span.end <= out.text.size());
  }
}

BOOST_AUTO_TEST_CASE(xml_that_is_cut_off_or_wrong_names_its_line) {
  BOOST_CHECK(contains(refuse_document("<w:document " + kNamespaces + ">\n<w:body>"), "word/document.xml, line 2"));
  BOOST_CHECK(contains(refuse_document("not xml"), "not well-formed"));
}

BOOST_AUTO_TEST_CASE(elements_out_of_place_are_survived) {
  expect(
      "</w:body><w:tc>" + paragraph("a") + "</w:tc><w:tr>" + paragraph("b") + "</w:tr><w:txbxContent>" +
          paragraph("c") + "</w:txbxContent><mc:Choice>" + paragraph("d") +
          "</mc:Choice><w:r><w:t>outside</w:t><w:fldChar w:fldCharType=\"end\"/><w:footnoteReference/></w:r><w:body>",
      {"paragraph a", "paragraph b", "paragraph c", "paragraph d"});
}

BOOST_AUTO_TEST_CASE(a_missing_main_part_is_damage) {
  Parts parts = docx_parts("");
  parts.erase("word/document.xml");
  BOOST_CHECK(contains(refusal(zip(parts), "a.docx"), "the part with its text is missing"));
}

BOOST_AUTO_TEST_CASE(every_cut_off_document_is_a_clean_error) {
  const std::string whole = docx(paragraph("The Supplier shall pay."));
  for (std::size_t size = 1; size < whole.size(); ++size) {
    const auto out = reading(std::string_view(whole).substr(0, size), "a.docx");
    BOOST_REQUIRE(!out);
    BOOST_REQUIRE(out.error().code == ErrorCode::format);
    BOOST_REQUIRE(out.error().message.starts_with("a.docx: "));
  }
}

BOOST_AUTO_TEST_CASE(a_deadline_and_a_host_that_cancels_end_the_reading) {
  std::string body;
  for (int i = 0; i < 20'000; ++i) body += paragraph("The Supplier shall pay " + std::to_string(i * 7919));
  const std::string bytes = docx(body);
  int polls = 0;
  Cancel cancel(0, [&](Stage stage, std::uint64_t, std::uint64_t) {
    BOOST_CHECK(stage == Stage::extract);
    return ++polls == 10;
  });
  const auto out = run(Document{bytes, "a.docx", ""}, Options(), cancel);
  BOOST_REQUIRE(!out);
  BOOST_CHECK(out.error().code == ErrorCode::cancelled);
  BOOST_CHECK_EQUAL(polls, 10);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace caveat::extract
