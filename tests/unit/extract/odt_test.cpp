// OpenDocument texts: what Writer shows is what is read. Also the shared half of all office formats (extract/office_text.h).
#include "base/limits.h"
#include "odt_builder.h"
#include "reading.h"

namespace caveat::extract::odf {
namespace {

ExtractedText viewed(const std::string& bytes, View view) {
  Cancel cancel;
  Options options;
  options.view = view;
  auto out = run(Document{bytes, "a.odt", ""}, options, cancel);
  BOOST_REQUIRE_MESSAGE(bool(out), (out ? "" : out.error().message));
  BOOST_CHECK_EQUAL(broken_invariant(out.value()), "");
  return std::move(out).value();
}

// "insertion Ada 2026-05-03: words"
std::vector<std::string> revisions(const ExtractedText& out) {
  constexpr const char* kKinds[] = {"insertion", "deletion", "comment", "hidden"};
  std::vector<std::string> told;
  for (const Revision& one : out.revisions)
    told.push_back(std::string(kKinds[static_cast<int>(one.kind)]) + " " + one.author + " " + one.date + ": " + std::string(one.span.of(out.text)));
  return told;
}

void check_list(const std::vector<std::string>& got, const std::vector<std::string>& expected) {
  BOOST_CHECK_EQUAL_COLLECTIONS(got.begin(), got.end(), expected.begin(), expected.end());
}

const std::string kLegal = list_style("L", level(1, "1", "%1%.") + level(2, "1", "%1%.%2%") + level(3, "a", "(%3%)"));

std::string region(const std::string& id, const std::string& kind, const std::string& words = "") {
  return "<text:changed-region text:id=\"" + id + "\"><text:" + kind + "><office:change-info><dc:creator>Ada</dc:creator><dc:date>2026-05-03</dc:date></office:change-info>" +
         words + "</text:" + kind + "></text:changed-region>";
}
std::string regions(const std::string& all) { return "<text:tracked-changes>" + all + "</text:tracked-changes>"; }
std::string mark(const std::string& which, const std::string& id) { return "<text:change" + which + " text:change-id=\"" + id + "\"/>"; }

}  // namespace

BOOST_AUTO_TEST_SUITE(odt_documents)

BOOST_AUTO_TEST_CASE(paragraphs_headings_and_white_space) {
  const ExtractedText out = read(odt(h(1, "Terms") + p("  The\n   fees <text:s text:c=\"2\"/>are<text:tab/>final.<text:line-break/>Always. ") + p("")), "a.odt");
  BOOST_CHECK_EQUAL(out.media_type, "application/vnd.oasis.opendocument.text");
  check_blocks(out, {"heading1 Terms", "paragraph The fees   are\tfinal.\nAlways."});
}

BOOST_AUTO_TEST_CASE(the_bytes_decide_that_it_is_one) {
  const std::string body = content(p("Fees"));
  BOOST_CHECK_EQUAL(read(package(body), "a.zip").media_type, "application/vnd.oasis.opendocument.text");
  const std::string manifest = "<manifest media-type=\"application/vnd.oasis.opendocument.text\"/>";
  BOOST_CHECK_EQUAL(read(zip({{"content.xml", body}, {"META-INF/manifest.xml", manifest}}), "a.odt").text, "Fees");
  const std::string flat = "<?xml version=\"1.0\"?>\n<office:document " + kNames + " office:mimetype=\"application/vnd.oasis.opendocument.text\"><office:body><office:text>" + p("Fees") +
                           "</office:text></office:body></office:document>";
  BOOST_CHECK_EQUAL(read(flat, "a.fodt").text, "Fees");
  BOOST_CHECK_EQUAL(read(flat, "a.fodt").media_type, "application/vnd.oasis.opendocument.text-flat-xml");
}

BOOST_AUTO_TEST_CASE(lists_have_the_numbers_that_writer_draws) {
  const std::string deep = list("", item(p("two one")) + item(p("two two") + p("more of it") + list("", item(p("a")))));
  const std::string body = list("L", item(p("one")) + item(p("two") + deep), "xml:id=\"x\"") + p("between") +
                           list("L", item(list("", item(p("two three")))) + item(p("three")), "text:continue-numbering=\"true\"") +
                           list("L", item(p("anew"))) + list("L", item(p("four"), "") + item(p("nine"), "text:start-value=\"9\""), "text:continue-list=\"x\"") +
                           list("L", "<text:list-header>" + p("no number") + "</text:list-header>");
  check_blocks(read(odt(body, kLegal), "a.odt"),
               {"item1 1. one", "item1 2. two", "item2 2.1 two one", "item2 2.2 two two", "paragraph more of it", "item3 (a) a", "paragraph between", "item2 2.3 two three",
                "item1 3. three", "item1 1. anew", "item1 4. four", "item1 9. nine", "paragraph no number"});
}

BOOST_AUTO_TEST_CASE(levels_of_older_files_have_prefix_suffix_and_display_levels) {
  const auto old = [](int at, const std::string& more) { return "<text:list-level-style-number text:level=\"" + std::to_string(at) + "\" " + more + "/>"; };
  const std::string numbers = list_style("L", old(1, R"(style:num-format="I" style:num-prefix="Art. ")") + old(2, R"x(style:num-format="1" text:display-levels="2" style:num-suffix=")")x") +
                                                  "<text:list-level-style-bullet text:level=\"3\" text:bullet-char=\"*\"/>");
  const std::string letters = list_style("A", old(1, R"(style:num-format="a" style:num-suffix="." text:start-value="26")"));
  check_blocks(read(odt(list("L", item(p("one") + list("", item(p("deep") + list("", item(p("point"))))))) + list("A", item(p("z")) + item(p("aa")) + item(p("ab"))), numbers + letters), "a.odt"),
               {"item1 Art. I one", "item2 I.1) deep", "item3 point", "item1 z. z", "item1 aa. aa", "item1 ab. ab"});
}

BOOST_AUTO_TEST_CASE(headings_are_numbered_by_the_outline) {
  const std::string outline = "<text:outline-style><text:outline-level-style text:level=\"1\" style:num-format=\"1\" style:num-suffix=\".\"/>"
                              "<text:outline-level-style text:level=\"2\" style:num-format=\"1\" text:display-levels=\"2\"/></text:outline-style>";
  check_blocks(read(package(content(h(1, "Term") + h(2, "Start") + h(2, "Annex", "text:is-list-header=\"true\"") + h(2, "End") + h(1, "Fees")), {{"styles.xml", styles(outline)}}), "a.odt"),
               {"heading1 1. Term", "heading2 1.1 Start", "heading2 Annex", "heading2 1.2 End", "heading1 2. Fees"});
}

BOOST_AUTO_TEST_CASE(tables_are_rows_and_a_repeated_cell_is_no_bomb) {
  const std::string rows = row(cell(p("Item")) + cell(p("Price"))) + row(cell(p("A")) + cell(p("1")) + "<table:covered-table-cell/>") +
                           row(cell(p("x"), "table:number-columns-repeated=\"2\""), "table:number-rows-repeated=\"2\"");
  check_blocks(read(odt(table(rows)), "a.odt"), {"row Item\tPrice", "row A\t1", "row x\tx", "row x\tx"});
  const ExtractedText bomb = read(odt(table(row(cell(p("x"), "table:number-columns-repeated=\"1000000000\"") + cell("", "table:number-columns-repeated=\"1000000000\""),
                                                "table:number-rows-repeated=\"1000000000\""))), "a.odt");
  BOOST_CHECK_EQUAL(bomb.blocks.size(), 100u);
  for (const char* what : {"table:number-columns-repeated", "table:number-rows-repeated"})
    for (const std::uint32_t times : {limits::kRepeatedCells, limits::kRepeatedCells + 1}) {
      const std::string repeated = std::string(what) + "=\"" + std::to_string(times) + "\"";
      const bool columns = repeated.find("columns") != repeated.npos;
      const ExtractedText out = read(odt(table(row(cell(p("net 30 days"), columns ? repeated : ""), columns ? "" : repeated))), "a.odt");
      BOOST_CHECK_EQUAL(out.not_read.size(), times > limits::kRepeatedCells ? 1u : 0u);
      BOOST_CHECK_EQUAL(out.blocks.size(), columns ? 1u : limits::kRepeatedCells);
      BOOST_CHECK_GE(out.text.size(), limits::kRepeatedCells * 11u);
    }
  BOOST_REQUIRE_EQUAL(bomb.not_read.size(), 1u);
  BOOST_CHECK_EQUAL(bomb.not_read[0].code, "text-over-limit");
}

BOOST_AUTO_TEST_CASE(notes_boxes_and_headers_stand_where_they_are_read) {
  const std::string note = R"(<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>)" + p("Save for errors.") + "</text:note-body></text:note>";
  const std::string box = "<draw:frame svg:width=\"5cm\" svg:height=\"5cm\"><draw:text-box>" + p("In a box.") + "</draw:text-box></draw:frame>";
  const std::string master = "<style:master-page style:name=\"A\"><style:header>" + p("Offer 7") + "</style:header><style:footer style:display=\"false\">" + p("not shown") +
                             "</style:footer></style:master-page><style:master-page style:name=\"B\"><style:header>" + p("Offer 7") + "</style:header></style:master-page>";
  check_blocks(read(package(content(p("Fees" + note + " are" + box + " final.") + p("End.")), {{"styles.xml", styles("", master)}}), "a.odt"),
               {"paragraph Fees are final.", "footnote 1 Save for errors.", "paragraph In a box.", "paragraph End.", "paragraph Offer 7"});
}

BOOST_AUTO_TEST_CASE(tracked_changes_in_three_views) {
  const std::string body = regions(region("i", "insertion") + region("d", "deletion", p("not "))) +
                           p("The fee is " + mark("", "d") + "due" + mark("-start", "i") + " at once" + mark("-end", "i") + ".");
  const std::string bytes = odt(body);
  const ExtractedText shown = viewed(bytes, View::final_), before = viewed(bytes, View::original), both = viewed(bytes, View::both);
  BOOST_CHECK_EQUAL(shown.text, "The fee is due at once.");
  check_list(revisions(shown), {"deletion Ada 2026-05-03: ", "insertion Ada 2026-05-03:  at once"});
  BOOST_CHECK_EQUAL(before.text, "The fee is not due.");
  check_list(revisions(before), {"deletion Ada 2026-05-03: not ", "insertion Ada 2026-05-03: "});
  BOOST_CHECK_EQUAL(both.text, "The fee is not due at once.");
  check_list(revisions(both), {"deletion Ada 2026-05-03: not ", "insertion Ada 2026-05-03:  at once"});
}

BOOST_AUTO_TEST_CASE(changes_over_paragraphs) {
  const std::string bytes = odt(regions(region("i", "insertion") + region("d", "deletion", p("B") + p("C"))) + p("A " + mark("", "d") + " D") +
                                p("E" + mark("-start", "i") + "F") + p("G") + p("H" + mark("-end", "i") + "I") + mark("", "d"));
  check_blocks(viewed(bytes, View::final_), {"paragraph A D", "paragraph EF", "paragraph G", "paragraph HI"});
  check_blocks(viewed(bytes, View::original), {"paragraph A B", "paragraph C D", "paragraph EI", "paragraph B", "paragraph C"});
}

BOOST_AUTO_TEST_CASE(remarks_are_told_unless_resolved) {
  const auto remark = [](const std::string& more) {
    return "<office:annotation " + more + "><dc:creator>Ben</dc:creator><dc:date>2026-01-02T03:04:05</dc:date>" + p("why?") + "</office:annotation>";
  };
  const ExtractedText out = read(odt(p("The " + remark("office:name=\"r\"") + "fees<office:annotation-end office:name=\"r\"/> are final." + remark("loext:resolved=\"true\""))), "a.odt");
  BOOST_CHECK_EQUAL(out.text, "The fees are final.");
  check_list(revisions(out), {"comment Ben 2026-01-02T03:04:05: fees"});
}

BOOST_AUTO_TEST_CASE(words_that_no_viewer_shows_are_read_and_told) {
  const std::string looks = style("text", "H", "<style:text-properties text:display=\"none\"/>") + style("text", "W", "<style:text-properties fo:color=\"#ffffff\"/>") +
                            style("text", "V", "", "style:parent-style-name=\"W\"") + style("text", "T", "<style:text-properties fo:font-size=\"1pt\"/>") +
                            style("table-cell", "Dark", "<style:table-cell-properties fo:background-color=\"#203060\"/>");
  const ExtractedText out = read(odt(p("a " + span("H", "hidden") + " b " + span("V", "white") + " c " + span("T", "tiny")) +
                                     table(row(cell(p(span("W", "Item")), "table:style-name=\"Dark\"") + cell(p(span("W", "Price")), "table:style-name=\"Dark\""))) +
                                     "<text:section text:display=\"none\">" + p("section") + "</text:section>", looks), "a.odt");
  check_blocks(out, {"paragraph a hidden b white c tiny", "row Item\tPrice", "paragraph section"});
  check_list(revisions(out), {"hidden  : hidden", "hidden  : white", "hidden  : tiny", "hidden  : section"});
}

BOOST_AUTO_TEST_CASE(pages_where_writer_laid_them_out) {
  const ExtractedText out = read(package(content(p("one") + p("two <text:soft-page-break/>three") + p("four", "B"),
                                                 style("paragraph", "B", "<style:paragraph-properties fo:break-before=\"page\"/>"), "text:use-soft-page-breaks=\"true\"")), "a.odt");
  BOOST_REQUIRE_EQUAL(out.pages.size(), 3u);
  BOOST_CHECK_EQUAL(out.page_of(static_cast<std::uint32_t>(out.text.find("two"))), 1u);
  BOOST_CHECK_EQUAL(out.page_of(static_cast<std::uint32_t>(out.text.find("three"))), 2u);
  BOOST_CHECK_EQUAL(out.page_of(static_cast<std::uint32_t>(out.text.find("four"))), 3u);
}

BOOST_AUTO_TEST_CASE(what_is_not_read_is_told) {
  const auto frame = [](const std::string& size, const std::string& content) { return "<draw:frame svg:width=\"" + size + "\" svg:height=\"" + size + "\">" + content + "</draw:frame>"; };
  const ExtractedText out = read(odt(p("Fees" + frame("18cm", "<draw:image/>") + frame("2cm", "<draw:image/>") + frame("9cm", "<draw:object/><draw:image/>"))), "a.odt");
  BOOST_REQUIRE_EQUAL(out.not_read.size(), 2u);
  BOOST_CHECK_EQUAL(out.not_read[0].code, "embedded-object");
  BOOST_CHECK_EQUAL(out.not_read[1].code, "picture");
  BOOST_CHECK(out.not_read[1].detail.starts_with("1 large picture"));
}

BOOST_AUTO_TEST_CASE(hostile_ones_cost_an_error_message) {
  refusal(package(content(p("x")), {{"META-INF/manifest.xml", "<m><manifest:encryption-data/></m>"}}), "a.odt", ErrorCode::locked);
  std::string deep = p("x");
  for (int i = 0; i < 300; ++i) deep = "<text:section>" + deep + "</text:section>";
  refusal(odt(deep), "a.odt", ErrorCode::limit);
  refusal(odt("<text:p>not closed"), "a.odt");
  refusal(package("<!DOCTYPE a [<!ENTITY b \"c\">]>" + content(p("&b;"))), "a.odt");
  refusal(package("<a/>"), "a.odt");
  std::string styles_in_a_circle = style("text", "A", "", "style:parent-style-name=\"B\"") + style("text", "B", "", "style:parent-style-name=\"A\"");
  BOOST_CHECK_EQUAL(read(odt(p(span("A", "x")), styles_in_a_circle), "a.odt").text, "x");
  BOOST_CHECK_EQUAL(read(odt(p("a<text:s text:c=\"2000000000\"/>b")), "a.odt").text.size(), 102u);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::extract::odf
