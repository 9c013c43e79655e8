// Tests of DocxNumbering, through whole documents: the numbers at the head of the blocks are those that Word draws.
// LibreOffice 7.4 draws the same (checked by hand, soffice --convert-to txt) but for w:isLgl and w:lvlRestart 0, which
// it does not know, and empty paragraphs, whose number it writes out.
#include <boost/test/unit_test.hpp>

#include <string>

#include "docx_builder.h"
#include "extract/docx_numbering.h"
#include "reading.h"

namespace caveat::extract {
namespace {

ExtractedText with_numbering(const std::string& body, const std::string& numbering, const std::string& styles = "") {
  return read(docx(body, {{"word/numbering.xml", numbering_part(numbering)}, {"word/styles.xml", styles_part(styles)}}),
              "a.docx");
}

std::string list(int id, const std::string& levels) {
  return "<w:abstractNum w:abstractNumId=\"" + std::to_string(id) + "\">" + levels + "</w:abstractNum>";
}
std::string num(int id, int abstract, const std::string& overrides = "") {
  return "<w:num w:numId=\"" + std::to_string(id) + "\"><w:abstractNumId w:val=\"" + std::to_string(abstract) + "\"/>" +
         overrides + "</w:num>";
}
std::string restart_at(int ilvl, int start) {
  return "<w:lvlOverride w:ilvl=\"" + std::to_string(ilvl) + "\"><w:startOverride w:val=\"" + std::to_string(start) +
         "\"/></w:lvlOverride>";
}

const std::string kContract = list(0, level(0, "decimal", "Article %1") + level(1, "decimal", "%1.%2") +
                                          level(2, "lowerLetter", "(%3)") + level(3, "lowerRoman", "(%4)"));

BOOST_AUTO_TEST_SUITE(docx_numbering)

BOOST_AUTO_TEST_CASE(levels_count_and_restart_below_a_higher_one) {
  const ExtractedText out =
      with_numbering(numbered("Term", 1, 0) + numbered("Start", 1, 1) + numbered("End", 1, 1) +
                         numbered("notice", 1, 2) + numbered("default", 1, 2) + numbered("late", 1, 3) +
                         numbered("Fees", 1, 0) + numbered("Due", 1, 1) + numbered("net", 1, 2),
                     kContract + num(1, 0));
  check_blocks(out, {"item1 Article 1 Term", "item2 1.1 Start", "item2 1.2 End", "item3 (a) notice",
                     "item3 (b) default", "item4 (i) late", "item1 Article 2 Fees", "item2 2.1 Due", "item3 (a) net"});
}

BOOST_AUTO_TEST_CASE(lists_that_share_their_definition_go_on_counting_and_an_override_starts_anew) {
  const ExtractedText out = with_numbering(
      numbered("a", 1, 0) + numbered("b", 2, 0) + numbered("c", 3, 0) + numbered("d", 3, 0) + numbered("e", 1, 0),
      list(0, level(0, "decimal", "%1.")) + num(1, 0) + num(2, 0) + num(3, 0, restart_at(0, 7)));
  check_blocks(out, {"item1 1. a", "item1 2. b", "item1 7. c", "item1 8. d", "item1 9. e"});
}

BOOST_AUTO_TEST_CASE(a_list_can_begin_at_any_number) {
  check_blocks(with_numbering(numbered("a", 1, 0) + numbered("b", 1, 0),
                              list(0, level(0, "upperRoman", "%1)", "", 4)) + num(1, 0)),
               {"item1 IV) a", "item1 V) b"});
}

BOOST_AUTO_TEST_CASE(a_level_may_go_on_over_higher_ones) {
  const std::string levels =
      level(0, "decimal", "%1.") + level(1, "decimal", "Clause %2", "<w:lvlRestart w:val=\"0\"/>");
  check_blocks(with_numbering(numbered("a", 1, 0) + numbered("b", 1, 1) + numbered("c", 1, 0) + numbered("d", 1, 1),
                              list(0, levels) + num(1, 0)),
               {"item1 1. a", "item2 Clause 1 b", "item1 2. c", "item2 Clause 2 d"});
}

BOOST_AUTO_TEST_CASE(legal_numbering_writes_all_levels_in_digits) {
  const std::string levels = level(0, "upperRoman", "%1.") + level(1, "decimal", "%1.%2", "<w:isLgl/>");
  check_blocks(
      with_numbering(numbered("a", 1, 0) + numbered("b", 1, 0) + numbered("c", 1, 1), list(0, levels) + num(1, 0)),
      {"item1 I. a", "item1 II. b", "item2 2.1 c"});
}

BOOST_AUTO_TEST_CASE(a_number_can_replace_a_level_of_its_list) {
  const std::string own = "<w:lvlOverride w:ilvl=\"0\">" + level(0, "lowerLetter", "%1)") + "</w:lvlOverride>";
  check_blocks(with_numbering(numbered("a", 1, 0), list(0, level(0, "decimal", "%1.")) + num(1, 0, own)),
               {"item1 a) a"});
}

BOOST_AUTO_TEST_CASE(a_hidden_number_counts_and_is_not_drawn) {
  const std::string levels = level(0, "decimal", "%1.", "<w:rPr><w:vanish/></w:rPr>") + level(1, "decimal", "%1.%2");
  check_blocks(with_numbering(numbered("a", 1, 0) + numbered("b", 1, 0) + numbered("c", 1, 1), list(0, levels) + num(1, 0)), {"item1 a", "item1 b", "item2 2.1 c"});
}

BOOST_AUTO_TEST_CASE(zero_takes_the_number_of_a_style_away) {
  const std::string styles = R"(<w:style w:type="paragraph" w:styleId="K"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>)";
  const std::string off = "<w:pStyle w:val=\"K\"/><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"0\"/></w:numPr>";
  check_blocks(with_numbering(styled("K", "a") + p(run("b"), off) + styled("K", "c"), list(0, level(0, "upperLetter", "%1.")) + num(1, 0), styles),
               {"item1 A. a", "paragraph b", "item1 B. c"});
}

BOOST_AUTO_TEST_CASE(bullets_are_items_without_a_label) {
  check_blocks(with_numbering(numbered("hosting", 1, 0), list(0, level(0, "bullet", "\uF0B7")) + num(1, 0)),
               {"item1 hosting"});
}

BOOST_AUTO_TEST_CASE(an_empty_paragraph_counts_and_an_unknown_list_draws_nothing) {
  check_blocks(with_numbering(numbered("a", 1, 0) + numbered("", 1, 0) + numbered("c", 1, 0) + numbered("d", 9, 0),
                              list(0, level(0, "decimal", "%1.")) + num(1, 0)),
               {"item1 1. a", "item1 3. c", "paragraph d"});
}

BOOST_AUTO_TEST_CASE(a_style_numbers_its_paragraphs_and_its_level_is_the_one_tied_to_it) {
  const std::string styles =
      R"(<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>)"
      R"(<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/><w:basedOn w:val="berschrift1"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr></w:style>)"
      R"(<w:style w:type="paragraph" w:styleId="Klausel"><w:name w:val="Klausel"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>)"
      R"(<w:style w:type="paragraph" w:styleId="Ohne"><w:basedOn w:val="Klausel"/><w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style>)";
  const std::string levels = level(0, "decimal", "\u00a7 %1") + level(1, "decimal", "%1.%2") +
                             level(2, "decimal", "(%3)", "<w:pStyle w:val=\"Klausel\"/>");
  check_blocks(
      with_numbering(styled("berschrift1", "Haftung") + styled("berschrift2", "Umfang") +
                         styled("Klausel", "Der Anbieter haftet.") + styled("Ohne", "Hinweis"),
                     list(0, levels) + num(1, 0), styles),
      {"heading1 \u00a7 1 Haftung", "heading2 1.1 Umfang", "item3 (1) Der Anbieter haftet.", "paragraph Hinweis"});
}

BOOST_AUTO_TEST_CASE(a_list_may_be_named_by_a_style) {
  const std::string numbering =
      "<w:abstractNum w:abstractNumId=\"0\"><w:numStyleLink w:val=\"Legal\"/></w:abstractNum>" +
      list(1, level(0, "decimal", "%1.")) + num(1, 0) + num(2, 1);
  check_blocks(
      with_numbering(
          numbered("a", 1, 0) + numbered("b", 2, 0), numbering,
          R"(<w:style w:type="numbering" w:styleId="Legal"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>)"),
      {"item1 1. a", "item1 2. b"});
}

BOOST_AUTO_TEST_CASE(styles_and_lists_that_go_in_circles_end) {
  const std::string styles =
      R"(<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>)"
      R"(<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>)";
  check_blocks(
      with_numbering(styled("A", "a") + numbered("b", 1, 0),
                     "<w:abstractNum w:abstractNumId=\"0\"><w:numStyleLink w:val=\"L\"/></w:abstractNum>" + num(1, 0),
                     styles),
      {"paragraph a", "item1 b"});
}

BOOST_AUTO_TEST_CASE(counters_are_drawn_as_word_draws_them) {
  BOOST_CHECK_EQUAL(draw_number(4, "lowerRoman", "en"), "iv");
  BOOST_CHECK_EQUAL(draw_number(1999, "upperRoman", "en"), "MCMXCIX");
  BOOST_CHECK_EQUAL(draw_number(26, "upperLetter", "en"), "Z");
  BOOST_CHECK_EQUAL(draw_number(28, "lowerLetter", "en"), "bb");
  BOOST_CHECK_EQUAL(draw_number(3, "decimalZero", "en"), "03");
  BOOST_CHECK_EQUAL(draw_number(12, "decimalZero", "en"), "12");
  BOOST_CHECK_EQUAL(draw_number(21, "cardinalText", "en-US"), "Twenty-one");
  BOOST_CHECK_EQUAL(draw_number(3, "cardinalText", "de-DE"), "Drei");
  BOOST_CHECK_EQUAL(draw_number(2, "ordinalText", "en"), "Second");
  BOOST_CHECK_EQUAL(draw_number(1, "ordinalText", "fr"), "Premier");
  BOOST_CHECK_EQUAL(draw_number(3, "ordinal", "en"), "3rd");
  BOOST_CHECK_EQUAL(draw_number(5000, "cardinalText", "en"), "5000");
  BOOST_CHECK_EQUAL(draw_number(-7, "decimal", "en"), "0");
  BOOST_CHECK_EQUAL(draw_number(7, "ideographDigital", ""), "7");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace caveat::extract
