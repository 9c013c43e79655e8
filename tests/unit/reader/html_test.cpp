// HTML through the reader process: which blocks a page has.
#include <algorithm>
#include <chrono>

#include "base/limits.h"
#include "reading.h"

using namespace caveat;
using namespace caveat::tests;

namespace {

ExtractedText html(std::string_view bytes) { return read_good(bytes, "text/html"); }

}  // namespace

BOOST_AUTO_TEST_SUITE(reader_html)

BOOST_AUTO_TEST_CASE(paragraphs_and_headings_are_blocks_parted_by_a_blank_line) {
  const auto text =
      html("<title>x</title><h1>Master  Agreement</h1><p>Fees\n are <b>due</b>.</p><h3>Term</h3>One year");
  BOOST_CHECK_EQUAL(text.text, "Master Agreement\n\nFees are due.\n\nTerm\n\nOne year");
  check_blocks(text, {"heading1: Master Agreement", "Fees are due.", "heading3: Term", "One year"});
  BOOST_CHECK_EQUAL(text.media_type, "text/html");
  BOOST_CHECK(text.pages.empty() && text.words.empty() && text.not_read.empty());
}

BOOST_AUTO_TEST_CASE(white_space_collapses_as_in_a_browser) {
  check_blocks(html("<p> a <b> b </b> c<i>d</i>\te </p>"), {"a b cd e"});
  check_blocks(html("<p>EUR&nbsp;5&nbsp;000 &nbsp;</p><p>&nbsp;</p><p>\u200b</p>"), {"EUR\u00a05\u00a0000"});
  check_blocks(html("<div>a<div>b</div>c</div>"), {"a", "b", "c"});
}

BOOST_AUTO_TEST_CASE(a_break_is_a_line_and_two_end_the_block) {
  check_blocks(html("<p>a<br>b<br/> c</p>"), {"a\nb\nc"});
  check_blocks(html("<p>a<br><br>b<br>&nbsp;<br>c<br></p>"), {"a", "b", "c"});
}

BOOST_AUTO_TEST_CASE(lists_have_the_numbers_that_a_browser_draws) {
  check_blocks(html("<ol><li>a<li>b<ol type=a><li>c<li><p>d</p><p>e</p></ol><li value=7>f</ol><ul><li>g</ul>"),
               {"item1: 1. a", "item1: 2. b", "item2: a) c", "item2: b) d", "e", "item1: 7. f", "item1: g"});
  check_blocks(html("<ol start=3 type=i><li>x<li>y</ol><ol type=A reversed><li>x<li>y</ol>"),
               {"item1: iii) x", "item1: iv) y", "item1: B. x", "item1: A. y"});
  check_blocks(html("<ol style='list-style-type: lower-alpha'><li>x</ol><ol style='list-style:none'><li>(i) y</ol>"),
               {"item1: a) x", "item1: (i) y"});
  check_blocks(html("<ol type=a start=27><li>x</ol><ol type=i start=4000><li>x</ol><ol start=0><li>x</ol>"),
               {"item1: aa) x", "item1: 4000) x", "item1: 0. x"});
  // The number of an empty item does not slip to what comes after.
  check_blocks(html("<ol><li></ol><p>x</p>"), {"x"});
}

BOOST_AUTO_TEST_CASE(table_rows_have_cells_parted_by_tabulators) {
  check_blocks(html("<table><caption>Levels</caption><tr><th>Severity<th>Time<tr><td>1<td><p>4</p><p>hours</p>"
                    "<tr><td><td><tr><td>a<td><td>c<br>d</table>after"),
               {"Levels", "row: Severity\tTime", "row: 1\t4 hours", "row: a\t\tc d", "after"});
}

BOOST_AUTO_TEST_CASE(a_table_that_lays_out_the_page_is_read_as_blocks) {
  check_blocks(html("<table><tr><td><h2>Fees</h2><p>Due.</p><td>Menu</table>"), {"heading2: Fees", "Due.", "Menu"});
  check_blocks(html("<table><tr><td>a<table><tr><td>b<td>c</table></table>"), {"a", "row: b\tc"});
  check_blocks(html("<table><tr><td>a<tr><td>b</table>"), {"a", "b"});
}

BOOST_AUTO_TEST_CASE(a_number_in_a_cell_of_its_own_is_a_list_item) {
  check_blocks(html("<table><tr><td>&nbsp;<td>(a)<td>the Customer;</table>"), {"item1: (a) the Customer;"});
  check_blocks(html("<table><tr><td>2.1<td>Fees are due.</table>"), {"2.1 Fees are due."});
}

BOOST_AUTO_TEST_CASE(preformatted_text_keeps_its_lines) {
  check_blocks(html("<pre>Fees  are\ndue.\n\n  Term</pre>"), {"Fees  are\ndue.", "Term"});
  check_blocks(html("<pre><code>GET /\nx</code></pre>after"), {"code: GET /\nx", "after"});
}

BOOST_AUTO_TEST_CASE(what_a_browser_does_not_show_is_left_out_and_counted) {
  const auto text = html(
      "<body><script>var a</script><style>p{}</style><noscript>n</noscript><template>t</template>"
      "<p hidden>h</p><div style='color:red; Display : NONE'>i<p>j</p></div><p hidden></p><p>k</p>");
  check_blocks(text, {"k"});
  BOOST_REQUIRE_EQUAL(text.not_read.size(), 1u);
  BOOST_CHECK_EQUAL(text.not_read[0].code, "hidden-text");
  BOOST_CHECK_EQUAL(text.not_read[0].page, 0u);
  BOOST_CHECK(text.not_read[0].detail.starts_with("2 hidden passages"));
}

// "words" of each passage that is told as hidden.
std::vector<std::string> hidden_in(const ExtractedText& text) {
  std::vector<std::string> out;
  for (const Revision& revision : text.revisions)
    if (revision.kind == Revision::Kind::hidden) out.emplace_back(revision.span.of(text.text));
  return out;
}

BOOST_AUTO_TEST_CASE(words_that_a_style_sheet_disguises_are_read_and_told) {
  const auto one = [](const char* css, const char* body) { return html("<style>" + std::string(css) + "</style><body>" + body); };
  const std::vector<std::string> told{"secret words"};
  for (const char* css : {".x{color:#fff}", "p.x { color : WHITE }", "#y{color:rgb(255, 255, 255)}", ".x{font-size:0}", ".x{font-size:1px}", "p{color:white} .z{color:black}",
                          "/* a */ .x { background-color: black }", "h1,.x{color:#ffffff !important}", "@media print{.x{color:red}} .x{color:#FFF}", "@charset 'a'; .x{color:#fff}"}) {
    const auto text = one(css, "<p>seen<p class='x' id=y>secret words<p class=z>seen too");
    check_blocks(text, {"seen", "secret words", "seen too"});
    const auto hidden = hidden_in(text);
    BOOST_CHECK_MESSAGE(std::find(hidden.begin(), hidden.end(), "secret words") != hidden.end(), css);
    BOOST_CHECK_MESSAGE(std::find(hidden.begin(), hidden.end(), "seen too") == hidden.end(), css);
  }
  BOOST_TEST(hidden_in(one("", "<p>seen <span style='color:#fff'>secret words</span> seen")) == told, boost::test_tools::per_element());
  BOOST_TEST(hidden_in(one("", "<p>seen <font color=WHITE>secret words</font> seen")) == told, boost::test_tools::per_element());
  BOOST_TEST(hidden_in(one(".x{font-size:0}", "<p class=x>secret <b>words</b><i style='font-size:12px'> seen</i>")) == told, boost::test_tools::per_element());
  BOOST_TEST(hidden_in(one(".x{color:#fff}", "<table><tr><td>a<td class=x>secret words<tr><td>b<td>c</table>")) == told, boost::test_tools::per_element());
  BOOST_TEST(hidden_in(one(".x{color:#fff}", "<table><tr><td class=x>(a)<td>seen</table>")) == std::vector<std::string>{"(a)"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(words_that_are_seen_are_not_told) {
  const auto none = [](const std::string& page) { BOOST_CHECK_MESSAGE(hidden_in(html(page)).empty(), page); };
  none("<style>.x{color:#fff;background:#003}</style><p class=x>seen");
  none("<style>.x{color:#fff}.d{background:#003}</style><div class=d><p class=x>seen</div>");
  none("<style>.x{color:#fff}.d{background:url(dark.png)}</style><div class=d><p class=x>seen</div>");
  none("<link rel=stylesheet href=a.css><style>.x{color:#fff}</style><p class=x>seen");
  none("<style>.x{color:#fff}</style><table bgcolor='#000000'><tr><td class=x>seen<td class=x>b</table>");
  none("<body bgcolor=black text=white><p>seen <font color=yellow>seen</font>");
  none("<style>.x{color:#fff}</style><p class=x><a href=b>seen</a>");
  none("<style>.x{color:#fff}</style><p class=xy>seen<p>x");
  none("<style>.x p{color:#fff} .x:hover{font-size:0} [a]{color:#fff}</style><div class=x><p>seen</div>");
  none("<style>.x{color:#fff}</style><p class=x style='color:#000'>seen");
  none("<style>.x{color:#fff}.x{color:#000}</style><p class=x>seen");
  none("<style>p.x{color:#000}.x{color:#fff}</style><p class=x>seen");
  none("<style>@media print{.x{color:#fff}}</style><p class=x>seen");
  none("<style>.x{font-size:1.2em}</style><p class=x>seen");
  none("<style>{}}{;:!,.#;*{a:b</style><p class=x>seen");
}

BOOST_AUTO_TEST_CASE(words_that_a_style_sheet_puts_away_are_read_and_counted) {
  const auto text = html("<style>.x{display:none}.y{visibility:hidden}</style><p>a<div class=x>b<p>c</div><p class=y>d <b style='visibility:visible'>e</b><p class=x>");
  check_blocks(text, {"a", "b", "c", "d e"});
  BOOST_CHECK(hidden_in(text).empty());
  BOOST_REQUIRE_EQUAL(text.not_read.size(), 1u);
  BOOST_CHECK_EQUAL(text.not_read[0].code, "hidden-text");
  BOOST_CHECK_MESSAGE(text.not_read[0].detail.starts_with("2 passages were read like all others"), text.not_read[0].detail);
}

BOOST_AUTO_TEST_CASE(controls_are_read_as_they_are_shown) {
  check_blocks(html("<p>Price: <input value='100'>EUR, <input type=TEXT value=net> <input type=hidden value=h><input type=password value=p><input placeholder=q><input value=r hidden>."),
               {"Price: 100 EUR, net ."});
  check_blocks(html("<p><input type=checkbox checked> yes <input type=radio> no <input type=submit value=Send>"), {"\u2612 yes \u2610 no Send"});
  check_blocks(html("<p>Term <textarea>two\nyears</textarea>."), {"Term two\nyears."});
  const auto text = html("<p>Term: <select><option>one<option selected>two<option>three</select> years. <select><optgroup label=x><option>a</optgroup><option>b</select>");
  check_blocks(text, {"Term: two years. a"});
  BOOST_REQUIRE_EQUAL(text.not_read.size(), 1u);
  BOOST_CHECK(text.not_read[0].detail.starts_with("2 hidden passages"));
  check_blocks(html("<select multiple><option>one<option>two</select>"), {"one", "two"});
}

BOOST_AUTO_TEST_CASE(rules_and_classes_are_looked_at_up_to_their_limits_and_more_are_told) {
  const auto page = [](const std::string& css, const std::string& classes) { return html("<style>" + css + "</style><p>seen<p class='" + classes + "'>secret"); };
  const auto classes = [](std::size_t count) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i) out += " c" + std::to_string(i);
    return out;
  };
  const auto rules = [](std::size_t count, const char* name, bool numbered) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i) out += name + (numbered ? std::to_string(i) : "") + "{color:#000}";
    return out;
  };
  const std::string white = ".x{color:#fff}";
  const auto is_found = [](const ExtractedText& text) { return text.not_read.empty() && hidden_in(text) == Blocks{"secret"}; };
  const auto is_cut = [](const ExtractedText& text) {
    return text.text == "seen\n\nsecret" && unread_of(text) == Blocks{"hidden-text 0"} && text.not_read[0].detail.find("than are looked at") != std::string::npos && hidden_in(text).empty();
  };
  BOOST_CHECK(is_found(page(rules(limits::kCssRules - 1, ".r", true) + white, "x")));
  BOOST_CHECK(is_cut(page(rules(limits::kCssRules, ".r", true) + white, "x")));
  BOOST_CHECK(is_found(page(rules(limits::kCssRulesPerName - 1, ".x", false) + white, "x")));
  BOOST_CHECK(is_cut(page(rules(limits::kCssRulesPerName, ".x", false) + white, "x")));
  BOOST_CHECK(is_found(page(white, classes(limits::kCssClasses - 1) + " x")));
  BOOST_CHECK(is_cut(page(white, classes(limits::kCssClasses) + " x")));
}

BOOST_AUTO_TEST_CASE(thousands_of_rules_and_elements_take_no_time) {
  std::string page = "<style>";
  for (int i = 0; i < 30'000; ++i) page += "p,.x{color:#fff}";
  page += "</style>";
  for (int i = 0; i < 20'000; ++i) page += "<p class=x>a";
  const auto begin = std::chrono::steady_clock::now();
  BOOST_CHECK_EQUAL(hidden_in(html(page)).size(), 20'000u);
  BOOST_CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(20));
}

BOOST_AUTO_TEST_CASE(embedded_documents_are_reported) {
  const auto text = html("<p>a</p><iframe src=x></iframe><object data=y>z</object>");
  BOOST_REQUIRE_EQUAL(text.not_read.size(), 1u);
  BOOST_CHECK_EQUAL(text.not_read[0].code, "embedded-object");
}

BOOST_AUTO_TEST_CASE(control_characters_and_marks_do_not_reach_the_text) {
  using namespace std::string_literals;
  check_blocks(html("<p>a\x01\0b&#xFEFF;c&#1;d\r\ne&#0;</p>"s), {"a\uFFFDbcd e\uFFFD"});
}

BOOST_AUTO_TEST_CASE(bytes_that_are_no_text_are_reported) {
  BOOST_CHECK_EQUAL(html("<p>é é é \xff</p>").not_read.at(0).code, "undecodable-bytes");
}

BOOST_AUTO_TEST_CASE(a_hundred_thousand_nested_elements_neither_crash_nor_hang) {
  for (const char* tag : {"div", "b", "span", "table", "p", "ol><li", "a", "blockquote", "font", "x-y"}) {
    NothingLeft guard;
    std::string deep;
    for (int i = 0; i < 100'000; ++i) deep.append("<").append(tag).append(">");
    deep += "Fees are due.";
    const auto begin = std::chrono::steady_clock::now();
    const auto result = read(deep, "text/html");
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    if (result) BOOST_CHECK_MESSAGE(result.value().text.ends_with("Fees are due."), tag);
    else BOOST_CHECK_EQUAL(static_cast<int>(result.error().code), static_cast<int>(ErrorCode::limit));
    BOOST_CHECK_MESSAGE(seconds < 20, tag << " took " << seconds);
  }
}

BOOST_AUTO_TEST_CASE(moderate_depth_is_read) {
  std::string deep;
  for (int i = 0; i < 2'000; ++i) deep += "<div>";
  check_blocks(html(deep + "Fees are due."), {"Fees are due."});
}

BOOST_AUTO_TEST_CASE(elements_are_open_up_to_the_limit_and_no_more) {
  const auto deep = [](std::uint32_t elements) {
    std::string page;
    for (std::uint32_t i = 0; i < elements; ++i) page += "<div>";
    return read(page + "Fees are due.", "text/html");
  };
  const auto good = deep(16 * limits::kHtmlDepth), bad = deep(16 * limits::kHtmlDepth + 1);
  BOOST_REQUIRE(good);
  BOOST_CHECK_EQUAL(good.value().text, "Fees are due.");
  BOOST_REQUIRE(!bad);
  BOOST_CHECK_EQUAL(static_cast<int>(bad.error().code), static_cast<int>(ErrorCode::limit));
}

BOOST_AUTO_TEST_CASE(the_same_page_gives_the_same_answer) {
  const std::string page = "<h1>A</h1><ol><li>b<li>c</ol><table><tr><td>d<td>e</table><p hidden>f</p>";
  BOOST_CHECK_EQUAL(html(page).text, html(page).text);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_CASE(fifty_thousand_attributes_are_refused_and_attributes_as_pages_have_them_are_not) {
  const auto with = [](std::uint32_t attributes) {
    std::string page = "<p";
    for (std::uint32_t i = 0; i < attributes; ++i) page += " a" + std::to_string(i) + "=\"x\"";
    return read(page + ">Fees are due.</p>", "text/html");
  };
  BOOST_CHECK(with(limits::kHtmlAttributes));
  for (const std::uint32_t many : {limits::kHtmlAttributes + 1, 50'000u}) {
    const auto refused = with(many);
    BOOST_REQUIRE(!refused);
    BOOST_CHECK_EQUAL(static_cast<int>(refused.error().code), static_cast<int>(ErrorCode::limit));
  }
  std::string usual;
  for (int i = 0; i < 3'000; ++i) usual += "<p class='a b c' title=\"5 > 3, isn't it\" data-x=1 lang=en>Hi</p>";
  const auto read_well = read(usual + "<p>Fees are due.</p>", "text/html");
  BOOST_REQUIRE(read_well);
  BOOST_CHECK(read_well.value().text.ends_with("Fees are due."));
}
