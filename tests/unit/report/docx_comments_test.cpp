// Tests of with_comments(): a comment stands at its words, wherever Word lets it, and nothing else in the file changes.
#include "report/docx_comments.h"

#include <boost/test/unit_test.hpp>

#include "../extract/docx_builder.h"
#include "base/limits.h"
#include "report/xml_tree.h"
#include "report/zip_writer.h"
#include "sample_contract.h"
#include "word_file.h"

namespace caveat::report {
namespace {

using extract::docx_parts;
using extract::p;
using extract::paragraph;
using extract::Parts;
using extract::run;
using tests::WordFile;

// A Word document as a scan leaves it to the reports.
struct Scanned {
  explicit Scanned(const Parts& parts, extract::View view = extract::View::final_) : contract(tests::load_rules({{.id = "any", .taxonomy = "TRM-01"}})) {
    contract.original_ = extract::zip(parts);
    extract::Options options;
    options.sources = true;
    options.view = view;
    Cancel cancel;
    auto read = extract::run({contract.original_, "a.docx", {}}, options, cancel);
    BOOST_REQUIRE_MESSAGE(bool(read), (read ? "" : read.error().message));
    contract.extracted_ = std::move(read).value();
  }
  // The words in the extracted text; the n-th time that they stand there.
  DocxComment on(const std::string& words, int nth = 0) {
    std::size_t at = contract.extracted_.text.find(words);
    for (; nth > 0; --nth) at = contract.extracted_.text.find(words, at + 1);
    BOOST_REQUIRE_MESSAGE(at != std::string::npos, "not in the text: " << words << "\n" << contract.extracted_.text);
    return {TextSpan{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + words.size())}, "\"" + words + "\"", {{"Why: ", "<" + words + "> & so on"}}};
  }
  std::optional<std::string> bytes(const std::vector<DocxComment>& comments) {
    return with_comments(contract.input(), comments, {"Caveat \"1\"", "C", {2026, 11, 23}}, {"In a note:", "In the header:"});
  }
  WordFile file(const std::vector<DocxComment>& comments) {
    const auto made = bytes(comments);
    BOOST_REQUIRE(made);
    return WordFile(*made);
  }

  tests::SampleContract contract;
};

std::string part(const Parts& parts) { return parts.at("word/document.xml"); }

// What is commented on, and what the part's text is after that.
void expect_anchored(const std::string& body, const std::string& words, const std::string& anchored, const Parts& more = {}) {
  const Parts parts = docx_parts(body, more);
  Scanned scanned(parts);
  const WordFile before(scanned.contract.original_), after = scanned.file({scanned.on(words)});
  BOOST_REQUIRE_EQUAL(after.anchored.size(), 1u);
  BOOST_CHECK_EQUAL(after.anchored.begin()->second, anchored);
  BOOST_CHECK_EQUAL(after.text, before.text);
  BOOST_CHECK_EQUAL(after.references.size(), 1u);
}

void replace(std::string& text, const std::string& what, const std::string& by) {
  const std::size_t at = text.find(what);
  BOOST_REQUIRE_MESSAGE(at != std::string::npos, what << " is not in " << text);
  text.replace(at, what.size(), by);
}

BOOST_AUTO_TEST_SUITE(docx_comments)

BOOST_AUTO_TEST_CASE(a_comment_stands_at_the_exact_words_and_the_run_keeps_its_formatting) {
  const Parts parts = docx_parts(p("<w:r w:rsidR=\"00AB\"><w:rPr><w:b/></w:rPr><w:t>It answers within a reasonable time &amp; soon.</w:t></w:r>"));
  Scanned scanned(parts);
  const WordFile after = scanned.file({scanned.on("reasonable time")});
  std::string expected = part(parts);
  replace(expected, "<w:t>It answers within a reasonable time &amp; soon.</w:t></w:r>",
          "<w:t xml:space=\"preserve\">It answers within a </w:t></w:r><w:commentRangeStart w:id=\"0\"/><w:r w:rsidR=\"00AB\"><w:rPr><w:b/></w:rPr>"
          "<w:t xml:space=\"preserve\">reasonable time</w:t></w:r><w:commentRangeEnd w:id=\"0\"/><w:r><w:commentReference w:id=\"0\"/></w:r>"
          "<w:r w:rsidR=\"00AB\"><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\"> &amp; soon.</w:t></w:r>");
  BOOST_CHECK_EQUAL(after.parts.at("word/document.xml"), expected);
  BOOST_CHECK_EQUAL(after.said.at("0"), "Why: <reasonable time> & so on\n");
  BOOST_CHECK_EQUAL(after.authors.at("0"), "Caveat \"1\"");
  BOOST_CHECK(after.parts.at("word/comments.xml").find("w:date=\"2026-11-23T00:00:00Z\"") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(whole_runs_are_not_split) {
  const Parts parts = docx_parts(p(run("It pays ") + run("promptly") + run(".")));
  Scanned scanned(parts);
  const WordFile after = scanned.file({scanned.on("promptly")});
  std::string expected = part(parts);
  replace(expected, run("promptly"), "<w:commentRangeStart w:id=\"0\"/>" + run("promptly") + "<w:commentRangeEnd w:id=\"0\"/><w:r><w:commentReference w:id=\"0\"/></w:r>");
  BOOST_CHECK_EQUAL(after.parts.at("word/document.xml"), expected);
}

BOOST_AUTO_TEST_CASE(words_of_several_runs_and_paragraphs) {
  expect_anchored(p(run("It shall use com") + run("mercially rea") + run("sonable efforts.")), "commercially reasonable", "commercially reasonable");
  expect_anchored(paragraph("The first one") + paragraph("and the second."), "one\n\nand", "oneand");
  expect_anchored(p("<w:r><w:t>Fees</w:t><w:tab/><w:t>rise yearly</w:t><w:br/><w:t>by law</w:t></w:r>"), "rise yearly\nby", "rise yearlyby");
}

BOOST_AUTO_TEST_CASE(characters_of_several_bytes_are_not_cut) {
  expect_anchored(paragraph("L\xE2\x80\x99\xC3\xA9quipe r\xC3\xA9pond d\xC3\xA8s que possible."), "d\xC3\xA8s que possible", "d\xC3\xA8s que possible");
}

BOOST_AUTO_TEST_CASE(many_comments_on_the_same_words) {
  const Parts parts = docx_parts(paragraph("one two three four five"));
  Scanned scanned(parts);
  const std::vector<std::string> on = {"two three", "three four", "two three", "three", "one two three four five"};
  std::vector<DocxComment> comments;
  for (const std::string& words : on) comments.push_back(scanned.on(words));
  const WordFile after = scanned.file(comments);
  BOOST_REQUIRE_EQUAL(after.anchored.size(), on.size());
  for (std::size_t i = 0; i < on.size(); ++i) BOOST_CHECK_EQUAL(after.anchored.at(std::to_string(i)), on[i]);
  BOOST_CHECK_EQUAL(after.text, "one two three four five");
}

BOOST_AUTO_TEST_CASE(tracked_changes_stay_and_the_reference_is_none) {
  const std::string inserted = "<w:ins w:id=\"7\" w:author=\"Vendor\"><w:r><w:t>It may raise fees at any time.</w:t></w:r></w:ins>";
  const std::string deleted = "<w:del w:id=\"8\" w:author=\"Vendor\"><w:r><w:delText>never</w:delText></w:r></w:del>";
  const Parts parts = docx_parts(p(deleted + inserted + run(" End.")));
  Scanned scanned(parts);
  const WordFile after = scanned.file({scanned.on("at any time")});
  const std::string& made = after.parts.at("word/document.xml");
  BOOST_CHECK_EQUAL(after.anchored.at("0"), "at any time");
  BOOST_CHECK(made.find(deleted) != std::string::npos);
  BOOST_CHECK(made.find("</w:r></w:ins><w:r><w:commentReference w:id=\"0\"/></w:r>" + run(" End.")) != std::string::npos);
}

BOOST_AUTO_TEST_CASE(words_beside_and_inside_a_change_are_found_in_every_view) {
  const std::string deleted = "<w:del w:id=\"8\" w:author=\"V\"><w:r><w:delText>never</w:delText></w:r></w:del>", inserted = "<w:ins w:id=\"7\" w:author=\"V\">" + run("always") + "</w:ins>";
  const Parts parts = docx_parts(p(run("It has ") + deleted + inserted + run(" raised fees.")));
  for (const extract::View view : {extract::View::final_, extract::View::original, extract::View::both}) {
    Scanned scanned(parts, view);
    BOOST_CHECK_EQUAL(scanned.file({scanned.on("raised fees")}).anchored.at("0"), "raised fees");
    if (view != extract::View::original) BOOST_CHECK_EQUAL(scanned.file({scanned.on("always raised")}).anchored.at("0"), "always raised");
    if (view == extract::View::final_) continue;
    // Around the deletion: nothing can begin inside its run that would be seen.
    const std::string made = scanned.file({scanned.on("never")}).parts.at("word/document.xml");
    BOOST_CHECK_MESSAGE(made.find("<w:commentRangeStart w:id=\"0\"/>" + deleted + "<w:commentRangeEnd w:id=\"0\"/>") != std::string::npos, made);
  }
}

BOOST_AUTO_TEST_CASE(a_tracked_change_of_the_formatting_is_no_second_one_of_the_same_number) {
  const Parts parts = docx_parts(p("<w:r><w:rPr><w:b/><w:rPrChange w:id=\"0\" w:author=\"V\"><w:rPr/></w:rPrChange></w:rPr><w:t>It pays promptly.</w:t></w:r>"));
  Scanned scanned(parts);
  const WordFile after = scanned.file({scanned.on("pays")});
  const std::string& made = after.parts.at("word/document.xml");
  BOOST_CHECK_EQUAL(after.anchored.at("1"), "pays");  // 0 is taken
  for (const char* id : {"0", "2", "3"}) BOOST_CHECK_MESSAGE(made.find("<w:rPrChange w:id=\"" + std::string(id) + "\" w:author=\"V\">") != std::string::npos, made);
}

BOOST_AUTO_TEST_CASE(links_and_controls) {
  expect_anchored(p(run("See ") + "<w:hyperlink r:id=\"rId9\">" + run("our then current terms") + "</w:hyperlink>" + run(".")), "then current", "then current");
  expect_anchored(p(run("In ") + "<w:sdt><w:sdtPr/><w:sdtContent>" + run("ninety (90) days") + "</w:sdtContent></w:sdt>" + run(".")), "ninety", "ninety");
  // What the control holds is one of its choices: the comment stands around it.
  expect_anchored(p(run("In ") + "<w:sdt><w:sdtPr><w:dropDownList/></w:sdtPr><w:sdtContent>" + run("ninety (90) days") + "</w:sdtContent></w:sdt>" + run(".")), "ninety",
                  "ninety (90) days");
  expect_anchored("<w:sdt><w:sdtPr/><w:sdtContent>" + paragraph("It pays promptly.") + "</w:sdtContent></w:sdt>", "promptly", "promptly");
}

BOOST_AUTO_TEST_CASE(a_comment_in_a_field_stands_around_it) {
  const auto mark = [](const std::string& type) { return "<w:r><w:fldChar w:fldCharType=\"" + type + "\"/></w:r>"; };
  const std::string field = mark("begin") + "<w:r><w:instrText>REF x</w:instrText></w:r>" + mark("separate") + run("clause 7.2 and 8") + mark("end");
  expect_anchored(p(run("As in ") + field + run(" below.")), "7.2", "clause 7.2 and 8");
  expect_anchored(p(run("As in ") + field + run(" below.")), "in clause 7.2", "in clause 7.2 and 8");
  expect_anchored(p(run("As in ") + "<w:fldSimple w:instr=\"REF x\">" + run("clause 7.2") + "</w:fldSimple>"), "7.2", "clause 7.2");
}

BOOST_AUTO_TEST_CASE(a_comment_in_a_text_box_stands_at_the_paragraph_that_has_it) {
  const std::string box = "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>" + paragraph("It renews by itself.") + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>";
  const Parts parts = docx_parts(paragraph("Before.") + p(run("Outside.") + box, "<w:jc w:val=\"left\"/>"));
  Scanned scanned(parts);
  const WordFile after = scanned.file({scanned.on("renews")});
  const std::string& made = after.parts.at("word/document.xml");
  BOOST_CHECK(made.find("</w:pPr><w:commentRangeStart w:id=\"0\"/>" + run("Outside.") + box + "<w:commentRangeEnd w:id=\"0\"/><w:r><w:commentReference w:id=\"0\"/></w:r></w:p>") !=
              std::string::npos);
  BOOST_CHECK_EQUAL(after.said.at("0"), "\"renews\"\nWhy: <renews> & so on\n");
}

BOOST_AUTO_TEST_CASE(notes_and_headers_say_where) {
  const std::string notes = "<w:footnotes " + extract::kNamespaces + "><w:footnote w:id=\"2\">" + paragraph("Net of all taxes.") + "</w:footnote></w:footnotes>";
  const std::string header = "<w:hdr " + extract::kNamespaces + ">" + paragraph("Prices may change.") + "</w:hdr>";
  const std::string relationships = R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId5" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml"/></Relationships>)";
  const std::string reference = "<w:r><w:footnoteReference w:id=\"2\"/></w:r>";
  const Parts parts = docx_parts(paragraph("Title") + p(run("Fees") + reference + run(" rise.")) + "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId5\"/></w:sectPr>",
                                 {{"word/footnotes.xml", notes}, {"word/header1.xml", header}, {"word/_rels/document.xml.rels", relationships}});
  Scanned scanned(parts);
  const WordFile after = scanned.file({scanned.on("all taxes"), scanned.on("may change")});
  // 2 is the number of the note.
  BOOST_CHECK(after.parts.at("word/document.xml").find("<w:commentRangeStart w:id=\"0\"/>" + reference + "<w:commentRangeEnd w:id=\"0\"/>") != std::string::npos);
  BOOST_CHECK_EQUAL(after.said.at("0"), "In a note: \"all taxes\"\nWhy: <all taxes> & so on\n");
  BOOST_CHECK_EQUAL(after.anchored.at("1"), "Title");
  BOOST_CHECK_EQUAL(after.said.at("1"), "In the header: \"may change\"\nWhy: <may change> & so on\n");
  for (const char* name : {"word/footnotes.xml", "word/header1.xml"}) BOOST_CHECK_EQUAL(after.parts.at(name), parts.at(name));
}

BOOST_AUTO_TEST_CASE(a_comment_on_several_cells_stands_at_the_first) {
  const auto cell = [](const std::string& words) { return "<w:tc><w:tcPr/>" + paragraph(words) + "</w:tc>"; };
  const std::string table = "<w:tbl><w:tblPr/><w:tblGrid/><w:tr>" + cell("Level one") + cell("99 %") + "</w:tr></w:tbl>";
  expect_anchored(table + paragraph("End."), "one\t99", "one");
  expect_anchored(table + paragraph("End."), "99", "99");
}

BOOST_AUTO_TEST_CASE(the_comments_that_are_there_stay) {
  const std::string old = R"(<?xml version="1.0"?><w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:comment w:id="4" w:author="M"><w:p><w:r><w:t>Why?</w:t></w:r></w:p></w:comment></w:comments>)";
  const std::string relationships = R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="comments.xml"/></Relationships>)";
  const Parts parts = docx_parts(p("<w:commentRangeStart w:id=\"4\"/>" + run("It pays promptly.") + "<w:commentRangeEnd w:id=\"4\"/><w:r><w:commentReference w:id=\"4\"/></w:r>"),
                                 {{"word/comments.xml", old}, {"word/_rels/document.xml.rels", relationships}});
  Scanned scanned(parts);
  const WordFile after = scanned.file({scanned.on("It"), scanned.on("pays"), scanned.on("promptly"), scanned.on("."), scanned.on("pays promptly")});
  BOOST_REQUIRE_EQUAL(after.said.size(), 6u);
  BOOST_CHECK_EQUAL(after.said.at("4"), "Why?\n");
  BOOST_CHECK_EQUAL(after.authors.at("4"), "M");
  BOOST_CHECK_EQUAL(after.anchored.at("4"), "It pays promptly.");
  BOOST_CHECK_EQUAL(after.anchored.at("5"), "pays promptly");  // 4 is taken
  BOOST_CHECK_EQUAL(after.parts.at("word/_rels/document.xml.rels"), relationships);
  BOOST_CHECK_EQUAL(after.parts.at("[Content_Types].xml"), parts.at("[Content_Types].xml"));
}

BOOST_AUTO_TEST_CASE(a_first_comment_is_named_in_the_package) {
  const Parts parts = docx_parts(paragraph("It pays."));
  Scanned scanned(parts);
  const WordFile after = scanned.file({scanned.on("pays")});
  BOOST_CHECK(after.parts.at("[Content_Types].xml").find("<Override PartName=\"/word/comments.xml\" ContentType=\"application/vnd.openxmlformats-officedocument."
                                                         "wordprocessingml.comments+xml\"/></Types>") != std::string::npos);
  BOOST_CHECK(after.parts.at("word/_rels/document.xml.rels").find("relationships/comments\" Target=\"comments.xml\"/></Relationships>") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(every_other_part_is_as_it_was_and_the_same_twice) {
  const Parts parts = docx_parts(paragraph("It pays promptly."), {{"word/media/image1.png", std::string("\x89PNG\0\1\2", 7)}, {"customXml/item1.xml", "<a>&lt;</a>"}});
  Scanned scanned(parts);
  const auto once = scanned.bytes({scanned.on("promptly")});
  BOOST_REQUIRE(once);
  BOOST_CHECK(*once == *scanned.bytes({scanned.on("promptly")}));
  const WordFile after(*once);
  for (const auto& [name, content] : parts)
    if (name != "word/document.xml" && name != "[Content_Types].xml") BOOST_CHECK_MESSAGE(after.parts.at(name) == content, name);
  // Our own reader agrees with Poco's, and with the words.
  Cancel cancel;
  const auto again = extract::run({*once, "b.docx", {}}, {}, cancel);
  BOOST_REQUIRE(again);
  BOOST_CHECK_EQUAL(again.value().text, scanned.contract.extracted_.text);
}

BOOST_AUTO_TEST_CASE(a_document_in_another_prefix_says_what_the_marks_are) {
  std::string body = part(docx_parts(paragraph("It pays promptly.")));
  std::string other;
  for (std::size_t i = 0; i < body.size(); ++i)
    if (body.compare(i, 2, "w:") == 0 && (body[i - 1] == '<' || body[i - 1] == '/')) ++i;
    else other += body[i];
  replace(other, "xmlns:w=", "xmlns=");
  const Parts parts = docx_parts("", {{"word/document.xml", other}});
  Scanned scanned(parts);
  const WordFile after = scanned.file({scanned.on("promptly")});
  BOOST_CHECK_EQUAL(after.anchored.at("0"), "promptly");
  BOOST_CHECK_EQUAL(after.text, "It pays promptly.");
}

BOOST_AUTO_TEST_CASE(a_byte_order_mark_moves_nothing) {
  const std::string body = "\xEF\xBB\xBF" + part(docx_parts(paragraph("It pays promptly.")));
  Scanned scanned(docx_parts("", {{"word/document.xml", body}}));
  const WordFile after = scanned.file({scanned.on("promptly")});
  BOOST_CHECK_EQUAL(after.anchored.at("0"), "promptly");
  BOOST_CHECK_EQUAL(after.text, "It pays promptly.");
}

BOOST_AUTO_TEST_CASE(a_hostile_author_and_text_stay_text) {
  Scanned scanned(docx_parts(paragraph("It pays.")));
  DocxComment comment = scanned.on("pays");
  comment.lines = {{"</w:t>", "<w:r/>&#0;\x01\x1b[31m\xFF]]>"}};
  const auto made = with_comments(scanned.contract.input(), {comment}, {"\"/><x>", "<", {}}, {});
  BOOST_REQUIRE(made);
  const WordFile after(*made);  // well-formed, or Poco throws
  BOOST_CHECK_EQUAL(after.authors.at("0"), "\"/><x>");
  BOOST_CHECK_EQUAL(after.said.at("0"), "</w:t><w:r/>&#0;\xE2\x90\x81\xE2\x90\x9B[31m\xEF\xBF\xBD]]>\n");
}

BOOST_AUTO_TEST_CASE(there_are_no_more_comments_than_a_reader_can_bear) {
  Scanned scanned(docx_parts(paragraph("It pays.")));
  const WordFile after = scanned.file(std::vector<DocxComment>(limits::kWrittenComments + 5, scanned.on("pays")));
  BOOST_CHECK_EQUAL(after.said.size(), limits::kWrittenComments);
}

BOOST_AUTO_TEST_CASE(no_comments_leave_the_file_alone) {
  Scanned scanned(docx_parts(paragraph("It pays.")));
  BOOST_CHECK(scanned.bytes({}) == scanned.contract.original_);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_rewritten_is_refused) {
  // UTF-16: read, but what we put between its bytes is UTF-8.
  const std::string body = part(docx_parts(paragraph("It pays.")));
  std::string wide = "\xFF\xFE";
  std::string declared = body;
  replace(declared, "UTF-8", "UTF-16");
  for (const char c : declared) wide += c, wide += '\0';
  Scanned scanned(docx_parts("", {{"word/document.xml", wide}}));
  BOOST_CHECK(!scanned.bytes({scanned.on("pays")}));
}

BOOST_AUTO_TEST_CASE(a_signature_is_seen) {
  Parts parts = docx_parts(paragraph("It pays."));
  BOOST_CHECK(!is_signed(extract::zip(parts), "a.docx"));
  replace(parts["_rels/.rels"], "</Relationships>",
          "<Relationship Id=\"s\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin\" Target=\"_xmlsignatures/origin.sigs\"/></Relationships>");
  BOOST_CHECK(is_signed(extract::zip(parts), "a.docx"));
}

BOOST_AUTO_TEST_CASE(a_tree_has_as_many_elements_as_the_limit_and_no_more) {
  std::string xml = "<a>";
  for (std::uint32_t i = 1; i < limits::kDocxElements; ++i) xml += "<b/>";
  XmlTree tree;
  BOOST_REQUIRE(tree.read(xml + "</a>"));
  BOOST_CHECK_EQUAL(tree.elements().size(), limits::kDocxElements + 1u);
  BOOST_CHECK(!tree.read(xml + "<b/></a>"));
}

BOOST_AUTO_TEST_CASE(a_tree_knows_its_bytes) {
  const std::string xml = "<a xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:p w:id=\"9\"><w:t>x&amp;<!-- y -->z</w:t></w:p><w:p/></a>";
  XmlTree tree;
  BOOST_REQUIRE(tree.read(xml, {3}));
  BOOST_REQUIRE_EQUAL(tree.elements().size(), 5u);
  BOOST_CHECK_EQUAL(tree.text(3), "x&z");
  BOOST_CHECK_EQUAL(xml.substr(tree[2].begin, tree[2].end - tree[2].begin), "<w:p w:id=\"9\"><w:t>x&amp;<!-- y -->z</w:t></w:p>");
  BOOST_CHECK_EQUAL(xml.substr(tree[3].content, tree[3].close - tree[3].content), "x&amp;<!-- y -->z");
  BOOST_CHECK_EQUAL(xml.substr(tree[4].begin, tree[4].end - tree[4].begin), "<w:p/>");
  BOOST_CHECK(tree[4].is_empty_tag());
  BOOST_CHECK_EQUAL(tree[2].after, 4u);
  BOOST_CHECK(tree.ids() == std::vector<std::int64_t>{9});
  for (const char* wrong : {"", "<a>", "<!DOCTYPE a><a/>", "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a/>"}) BOOST_CHECK(!tree.read(wrong));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace caveat::report
