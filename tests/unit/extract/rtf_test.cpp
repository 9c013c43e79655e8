// RTF: what Word shows is what is read.
#include "base/limits.h"
#include "reading.h"

using namespace caveat;
using namespace caveat::extract;

namespace {

std::string rtf(const std::string& body) {
  return "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fswiss\\fcharset0 Arial;}{\\f1\\fcharset238 Arial CE;}{\\f2\\fcharset2 Symbol;}{\\f3\\fcharset2 Wingdings;}{\\f4\\fcharset128 MS Mincho;}}"
         "{\\colortbl;\\red0\\green0\\blue0;\\red255\\green255\\blue255;\\red32\\green48\\blue96;}"
         "{\\stylesheet{\\s0 Normal;}{\\s1\\outlinelevel0 heading 1;}{\\s2 heading 2;}{\\*\\cs10 Default Paragraph Font;}}"
         "{\\*\\revtbl{Unknown;}{Ada;}}\\pard\\plain " +
         body + "}";
}

ExtractedText viewed(const std::string& bytes, View view) {
  Cancel cancel;
  Options options;
  options.view = view;
  auto out = run(Document{bytes, "a.rtf", ""}, options, cancel);
  BOOST_REQUIRE_MESSAGE(bool(out), (out ? "" : out.error().message));
  BOOST_CHECK_EQUAL(broken_invariant(out.value()), "");
  return std::move(out).value();
}

std::string text(const std::string& body) { return read(rtf(body), "a.rtf").text; }

std::vector<std::string> revisions(const ExtractedText& out) {
  constexpr const char* kKinds[] = {"insertion", "deletion", "comment", "hidden"};
  std::vector<std::string> list;
  for (const Revision& one : out.revisions)
    list.push_back(std::string(kKinds[static_cast<int>(one.kind)]) + " " + one.author + " " + one.date + ": " + std::string(one.span.of(out.text)));
  return list;
}

void check_list(const std::vector<std::string>& got, const std::vector<std::string>& expected) {
  BOOST_CHECK_EQUAL_COLLECTIONS(got.begin(), got.end(), expected.begin(), expected.end());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(rtf_documents)

BOOST_AUTO_TEST_CASE(characters_of_all_kinds) {
  BOOST_CHECK_EQUAL(read(rtf("x"), "a.doc").media_type, "application/rtf");
  BOOST_CHECK_EQUAL(text("Caf\\'e9 \\'80 5\\~000\\_x \\{a\\}\\\\\r\nb"), "Caf\xC3\xA9 \xE2\x82\xAC 5\xC2\xA0" "000\xE2\x80\x91x {a}\\b");
  BOOST_CHECK_EQUAL(text("{\\f1 \\'9a}\\'9a"), "\xC5\xA1\xC5\xA1");
  BOOST_CHECK_EQUAL(text("{\\f1 \\'e8}{\\f4 \\'93\\'fa}"), "\xC4\x8D\xE6\x97\xA5");                // č, 日 of two bytes
  BOOST_CHECK_EQUAL(text("\\u8364?\\uc2\\u233\\'c3\\'a9!\\uc0\\u233 z"), "\xE2\x82\xAC\xC3\xA9!\xC3\xA9z");
  BOOST_CHECK_EQUAL(text("\\u-10179?\\u-8704?"), "\xF0\x9F\x98\x80");                              // two surrogates
  BOOST_CHECK_EQUAL(text("a\\line b\\tab c\\emdash d\\bullet"), "a\nb\tc\xE2\x80\x94" "d\xE2\x80\xA2");
  BOOST_CHECK_EQUAL(text("{\\f3 \\'fe} yes {\\f3\\u-3928 ?} no {\\f2\\'b7}"), "\xE2\x98\x91 yes \xE2\x98\x90 no");
  BOOST_CHECK_EQUAL(text("{\\upr{\\'3f}{\\*\\ud{\\u233 ?}}}x"), "\xC3\xA9x");
}

BOOST_AUTO_TEST_CASE(bytes_that_are_no_character_are_told) {
  const ExtractedText out = read(rtf("a\\'81b"), "a.rtf");
  BOOST_CHECK_EQUAL(out.text, "a\xEF\xBF\xBD" "b");
  BOOST_REQUIRE_EQUAL(out.not_read.size(), 1u);
  BOOST_CHECK_EQUAL(out.not_read[0].code, "undecodable-bytes");
}

BOOST_AUTO_TEST_CASE(paragraphs_headings_and_the_numbers_that_word_drew) {
  check_blocks(read(rtf("\\s1 Term\\par\\pard\\s2 Start\\par\\pard{\\listtext\\pard\\plain 7.2\\tab}\\ls1\\ilvl1 The fees\\par"
                        "\\pard{\\listtext\\f2\\'b7\\tab}\\ls1 point\\par\\pard{\\pntext (b)\\tab}old\\par\\pard\\outlinelevel2 Deep\\par\\pard plain"), "a.rtf"),
               {"heading1 Term", "heading2 Start", "item2 7.2 The fees", "item1 point", "item1 (b) old", "heading3 Deep", "paragraph plain"});
}

BOOST_AUTO_TEST_CASE(tables_and_tables_in_tables) {
  check_blocks(read(rtf("\\trowd\\cellx1\\cellx2\\pard\\intbl Item\\cell Price\\cell\\row\\pard\\intbl A\\par B\\cell 1\\cell\\row\\pard after"), "a.rtf"),
               {"row Item\tPrice", "row A\nB\t1", "paragraph after"});
  check_blocks(read(rtf("\\pard\\intbl\\itap2 x\\nestcell y\\nestcell{\\*\\nesttableprops\\trowd\\nestrow}{\\nonesttables\\par}\\pard\\intbl\\itap1\\cell z\\cell\\row"), "a.rtf"),
               {"row x\ty\tz"});
}

BOOST_AUTO_TEST_CASE(notes_headers_boxes_and_fields) {
  const ExtractedText out = read(rtf("{\\header Offer 7\\par}{\\headerf Offer 7\\par}Fees{\\super\\chftn{\\footnote\\pard\\plain{\\super\\chftn} Save for errors.}}{\\chftn{\\footnote\\ftnalt\\chftn End.}} are "
                                     "{\\field{\\*\\fldinst HYPERLINK \"http://x\"}{\\fldrslt{final}}}{\\shp{\\*\\shpinst{\\sp{\\sn a}{\\sv b}}{\\shptxt In a box.\\par}}{\\shprslt twice}}.\\par"
                                     "{\\xe index}{\\*\\unknown nothing}{\\info{\\title No}}Next"), "a.rtf");
  check_blocks(out, {"paragraph Fees are final.", "footnote 1 Save for errors.", "footnote i End.", "paragraph In a box.", "paragraph Next", "paragraph Offer 7"});
}

BOOST_AUTO_TEST_CASE(tracked_changes_in_three_views) {
  // DTTM: 2026-05-03 14:07
  const std::uint32_t date = 7 | 14 << 6 | 3 << 11 | 5 << 16 | 126 << 20;
  const std::string when = std::to_string(date);
  const std::string bytes = rtf("The fee is {\\deleted\\revauthdel1\\revdttmdel" + when + " not }due{\\revised\\revauth1\\revdttm" + when + "  at once}.");
  const ExtractedText shown = viewed(bytes, View::final_), before = viewed(bytes, View::original), both = viewed(bytes, View::both);
  BOOST_CHECK_EQUAL(shown.text, "The fee is due at once.");
  check_list(revisions(shown), {"deletion Ada 2026-05-03T14:07:00: ", "insertion Ada 2026-05-03T14:07:00:  at once"});
  BOOST_CHECK_EQUAL(before.text, "The fee is not due.");
  check_list(revisions(before), {"deletion Ada 2026-05-03T14:07:00: not ", "insertion Ada 2026-05-03T14:07:00: "});
  BOOST_CHECK_EQUAL(both.text, "The fee is not due at once.");
  BOOST_CHECK_EQUAL(viewed(rtf("a{\\deleted\\par}b"), View::final_).text, "ab");
  BOOST_CHECK_EQUAL(viewed(rtf("a{\\deleted\\par}b"), View::original).text, "a\n\nb");
}

BOOST_AUTO_TEST_CASE(remarks_and_words_that_no_viewer_shows) {
  const ExtractedText out = read(rtf("{\\*\\atrfstart 5}Fees{\\*\\atrfend 5}{\\*\\atnid B}{\\*\\atnauthor Ben}{\\*\\annotation{\\*\\atnref 5}why?\\par} are {\\v hidden} {\\cf2 white} {\\fs2 tiny} {\\cf2\\highlight3 shown}\\par"
                                     "\\trowd\\clcbpat3\\cellx1\\clcbpat3\\cellx2\\pard\\intbl\\cf2 Item\\cell Price\\cell\\row"), "a.rtf");
  check_blocks(out, {"paragraph Fees are hidden white tiny shown", "row Item\tPrice"});
  check_list(revisions(out), {"comment Ben : Fees", "hidden  : hidden", "hidden  : white", "hidden  : tiny"});
}

BOOST_AUTO_TEST_CASE(a_mail_of_outlook_is_its_words) {
  BOOST_CHECK_EQUAL(read("{\\rtf1\\ansi\\fromhtml1{\\*\\htmltag64 <p>}\\htmlrtf{\\htmlrtf0 We accept.\\htmlrtf\\par}\\htmlrtf0{\\*\\htmltag72 </p>}{\\*\\htmltag64 <p>}Ada}", "a.rtf").text, "We accept.\n\nAda");
}

BOOST_AUTO_TEST_CASE(what_is_not_read_is_told) {
  const ExtractedText out = read(rtf("Fees{\\object\\objemb{\\*\\objdata 0102}{\\result shown}}{\\*\\shppict{\\pict\\picwgoal9000\\pichgoal9000 ffff}}{\\nonshppict{\\pict\\picwgoal9000\\pichgoal9000 ff}}\\bin3 }}}"), "a.rtf");
  BOOST_CHECK_EQUAL(out.text, "Feesshown");
  BOOST_REQUIRE_EQUAL(out.not_read.size(), 2u);
  BOOST_CHECK_EQUAL(out.not_read[0].code, "embedded-object");
  BOOST_CHECK_EQUAL(out.not_read[1].code, "picture");
}

BOOST_AUTO_TEST_CASE(hostile_ones_cost_an_error_message) {
  const ExtractedText cut = read("{\\rtf1 The fees are {\\b final", "a.rtf");
  BOOST_CHECK_EQUAL(cut.text, "The fees are final");
  BOOST_REQUIRE_EQUAL(cut.not_read.size(), 1u);
  BOOST_CHECK_EQUAL(cut.not_read[0].code, "cut-off");
  const auto nested = [](std::uint32_t groups) { return "{\\rtf1 " + std::string(groups - 1, '{') + "net 30 days" + std::string(groups, '}'); };
  BOOST_CHECK_EQUAL(read(nested(limits::kRtfDepth), "a.rtf").text, "net 30 days");
  refusal(nested(limits::kRtfDepth + 1), "a.rtf", ErrorCode::limit);
  refusal("{\\rtf1 " + std::string(2000, '{'), "a.rtf", ErrorCode::limit);
  for (const char* odd : {"{\\rtf1\\bin99999999999999 x", "{\\rtf1 a\\", "{\\rtf1 a\\'", "{\\rtf1 a\\u}", "{\\rtf1 a\\u99999999999999 ?}", "{\\rtf1\\itap-9 a\\nestcell\\nestrow\\cell\\row}",
                          "{\\rtf1 a{\\footnote b{\\footnote c{\\shptxt d", "{\\rtf1 a}}}}b", "{\\rtf1\\f-1\\s-7\\cf-3\\uc-5 a{\\fonttbl}{\\stylesheet\\s}}", "{\\rtf1 a{\\*\\atrfend 9}{\\*\\annotation x}}"})
    BOOST_CHECK_MESSAGE(read(odd, "a.rtf").text.starts_with("a") || std::string_view(odd).find("bin") != std::string_view::npos, odd);
}

BOOST_AUTO_TEST_SUITE_END()
