// What a PDF holds beside the lines of its pages: notes, form fields, text typed over it, bookmarks, footnotes; and what goes on over a page.
#include <algorithm>

#include "base/limits.h"
#include "pdf_reading.h"

using namespace caveat;
using namespace caveat::tests;

namespace {

const std::vector<std::string> kLong{
    "The Supplier shall provide the Services to the Customer with the skill and care that is",
    "to be expected of a prudent supplier of such services, and shall comply with all laws",
    "that apply to the provision of the Services in the country of the Customer's seat."};

std::string joined(const std::vector<std::string>& lines) {
  std::string out;
  for (const std::string& line : lines) out += (out.empty() ? "" : "\n") + line;
  return out;
}

// Annotations of the only page, which are bodies of dictionaries.
void annotate(WrittenPdf& written, const std::vector<std::string>& bodies, const std::string& form = {}) {
  std::string all;
  for (const std::string& body : bodies) all += std::to_string(written.object("<</Type/Annot" + body + ">>")) + " 0 R ";
  written.page_entries("/Annots[" + all + "]");
  if (!form.empty()) written.catalog("/AcroForm<<" + form + "/DA(/Helv 10 Tf 0 g)/DR<</Font<</Helv 3 0 R>>>>/Fields[" + all + "]>>");
}

// "author date: words" of each comment.
std::vector<std::string> comments_of(const ExtractedText& text) {
  std::vector<std::string> out;
  for (const Revision& revision : text.revisions) {
    BOOST_CHECK(revision.kind == Revision::Kind::comment);
    out.push_back(revision.author + " " + revision.date + ": " + std::string(revision.span.of(text.text)) +
                  (revision.span.empty() ? "before " + text.text.substr(revision.span.begin, 8) : ""));
  }
  return out;
}

void outline(WrittenPdf& written, const std::vector<std::pair<std::string, int>>& entries, int first_page_object) {
  // The entries are one list; each leads to the top of its page.
  std::vector<int> numbers;
  const int root = written.object("");  // never looked at: the catalog has the list
  for (std::size_t i = 0; i < entries.size(); ++i)
    numbers.push_back(written.object("<</Title(" + entries[i].first + ")/Parent " + std::to_string(root) + " 0 R/Dest[" +
                                     std::to_string(first_page_object + 2 * entries[i].second) + " 0 R/Fit]" +
                                     (i + 1 < entries.size() ? "/Next " + std::to_string(root + 2 + static_cast<int>(i)) + " 0 R" : "") + ">>"));
  written.catalog("/Outlines<</Type/Outlines/First " + std::to_string(numbers.front()) + " 0 R/Last " + std::to_string(numbers.back()) + " 0 R>>");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(reader_pdf_beside)

BOOST_AUTO_TEST_CASE(notes_are_comments_where_they_stand) {
  WrittenPdf written;
  written.page().lines(72, 100, kLong).text(72, 200, "Fees are due at once.");
  annotate(written, {"/Subtype/Text/Contents(Strike this.)/Rect[500 630 518 648]/T(Anna Berg)/M(D:20260131090000+01'00')",
                     "/Subtype/Highlight/Contents(Too vague)/Rect[72 720 250 750]/QuadPoints[72 750 160 750 72 738 160 738]/T(Otto)/M(D:20260203)",
                     "/Subtype/StrikeOut/Rect[72 630 200 650]/QuadPoints[72 650 95 650 72 638 95 638]/T<FEFF004A00FC>"});
  const auto text = pdf(written);
  BOOST_CHECK_EQUAL(text.text, joined(kLong) + "\n\nFees are due at once.");  // what they say is no part of the contract
  const std::vector<std::string> found = comments_of(text), expected{"Otto 2026-02-03: The Supplier shall", "J\u00fc : Fees", "Anna Berg 2026-01-31T09:00:00+01:00: before once."};
  BOOST_CHECK_EQUAL_COLLECTIONS(found.begin(), found.end(), expected.begin(), expected.end());
}

BOOST_AUTO_TEST_CASE(marks_without_words_and_answers_to_notes_are_no_comments) {
  WrittenPdf written;
  written.page().lines(72, 100, kLong);
  annotate(written, {"/Subtype/Highlight/Rect[72 720 250 750]/QuadPoints[72 750 160 750 72 738 160 738]", "/Subtype/Link/Rect[72 720 250 750]/Contents(x)",
                     "/Subtype/Text/Rect[72 720 90 738]/Contents(Accepted)/StateModel(Review)/State(Accepted)", "/Subtype/Popup/Rect[72 720 90 738]/Contents(x)"});
  BOOST_CHECK(pdf(written).revisions.empty());
}

BOOST_AUTO_TEST_CASE(a_note_on_a_page_without_words_stands_where_the_page_would) {
  WrittenPdf written;
  written.page().text(72, 100, "Fees are due.").page();
  annotate(written, {"/Subtype/Text/Contents(x)/Rect[500 630 518 648]"});
  const auto text = pdf(written);
  BOOST_REQUIRE_EQUAL(text.revisions.size(), 1u);
  BOOST_CHECK_EQUAL(text.revisions[0].span.begin, text.text.size());
}

BOOST_AUTO_TEST_CASE(fields_that_are_filled_in_are_text_at_their_place) {
  WrittenPdf written;
  written.page().text(72, 100, "Supplier:").text(72, 130, "Plan:").text(72, 160, "Fees are due at once.");
  annotate(written, {"/Subtype/Widget/FT/Tx/T(a)/V(Nordlicht Hosting)/Rect[160 736 400 754]/F 4", "/Subtype/Widget/FT/Ch/Ff 131072/T(b)/V(Gold)/Opt[(Gold)(Silver)]/Rect[160 706 400 724]/F 4"},
           " ");
  const auto text = pdf(written);
  check_blocks(text, {"row: Supplier:\tNordlicht Hosting", "row: Plan:\tGold", "Fees are due at once."});
  BOOST_CHECK(text.not_read.empty());
  const auto word = std::find_if(text.words.begin(), text.words.end(), [&](const WordBox& one) { return one.span.of(text.text) == "Nordlicht"; });
  BOOST_REQUIRE(word != text.words.end());
  BOOST_CHECK(word->x0 > 158 && word->x0 < 168 && word->y0 > 84 && word->y1 < 110);
}

BOOST_AUTO_TEST_CASE(what_was_typed_over_the_page_is_text) {
  WrittenPdf written;
  written.page().lines(72, 100, kLong);
  annotate(written, {"/Subtype/FreeText/Contents(The notice period is twelve months.)/DA(/Helv 10 Tf 0 g)/Rect[72 560 400 580]/F 4"});
  check_blocks(pdf(written), {joined(kLong), "The notice period is twelve months."});
}

BOOST_AUTO_TEST_CASE(fields_that_are_not_shown_are_reported) {
  WrittenPdf written;
  written.page().lines(72, 100, kLong);
  const std::string empty = std::to_string(written.object("<</Type/XObject/Subtype/Form/BBox[0 0 240 18]/Length 0>>\nstream\n\nendstream"));
  annotate(written, {"/Subtype/Widget/FT/Tx/T(a)/V(Auto renewal)/Rect[160 536 400 554]/F 2", "/Subtype/Widget/FT/Tx/T(b)/V(Yes)/Rect[160 506 400 524]/F 4/AP<</N " + empty + " 0 R>>"},
           " ");
  const auto text = pdf(written);
  check_blocks(text, {joined(kLong)});
  BOOST_REQUIRE(unread_of(text) == std::vector<std::string>{"hidden-text 1"});
  BOOST_CHECK_MESSAGE(text.not_read[0].detail.starts_with("14 characters"), text.not_read[0].detail);
}

BOOST_AUTO_TEST_CASE(a_file_that_hangs_on_a_page_is_reported) {
  WrittenPdf written;
  const std::string file = std::to_string(written.object("<</Type/EmbeddedFile/Length 1>>\nstream\nx\nendstream"));
  written.page().lines(72, 100, kLong);
  annotate(written, {"/Subtype/FileAttachment/Rect[72 560 90 580]/FS<</Type/Filespec/F(a.txt)/EF<</F " + file + " 0 R>>>>"});
  BOOST_CHECK(unread_of(pdf(written)) == std::vector<std::string>{"embedded-object 0"});
}

BOOST_AUTO_TEST_CASE(bookmarks_make_headings_of_what_looks_like_text) {
  WrittenPdf written;
  written.page()
      .text(72, 90, "1. Fees")
      .lines(72, 110, kLong)
      .text(72, 160, "Late payment")
      .lines(72, 172, kLong)  // no gap: the title is the first line of its paragraph
      .text(72, 300, "Nobody names this line");
  written.page().text(72, 100, "Term and").text(72, 112, "termination").lines(72, 140, kLong);
  outline(written, {{"1. Fees", 0}, {"Late  Payment", 0}, {"Fees", 1}, {"Term and termination", 1}, {"Nobody", 0}}, 11);
  check_blocks(pdf(written), {"heading1: 1. Fees", joined(kLong), "heading1: Late payment", joined(kLong), "Nobody names this line", "heading1: Term and\ntermination", joined(kLong)});
}

BOOST_AUTO_TEST_CASE(bookmarks_beyond_the_limit_make_no_headings_and_cost_no_text) {
  WrittenPdf written;
  written.page().lines(72, 90, kLong).text(72, 160, "Late payment").lines(72, 172, kLong).text(72, 300, "Price adjustment").lines(72, 312, kLong).page();
  std::vector<std::pair<std::string, int>> entries(limits::kBookmarks - 1, {"elsewhere", 1});
  entries.insert(entries.end(), {{"Late payment", 0}, {"Price adjustment", 0}});
  outline(written, entries, 6 + static_cast<int>(entries.size()));
  check_blocks(pdf(written), {joined(kLong), "heading1: Late payment", joined(kLong), "Price adjustment", joined(kLong)});
}

BOOST_AUTO_TEST_CASE(an_outline_that_goes_round_in_circles_ends) {
  WrittenPdf written;
  written.page().text(72, 100, "1. Fees").lines(72, 130, kLong);
  const int item = written.object("<</Title(1. Fees)/Dest[7 0 R/Fit]/Next 5 0 R/First 5 0 R/Last 5 0 R/Count 1>>");
  BOOST_REQUIRE_EQUAL(item, 5);
  written.catalog("/Outlines<</First 5 0 R/Last 5 0 R>>");
  BOOST_CHECK_EQUAL(blocks_of(pdf(written)).size(), 2u);
}

BOOST_AUTO_TEST_CASE(a_sentence_goes_on_over_the_page) {
  WrittenPdf written;
  const std::vector<std::string> head{kLong[0], kLong[1]}, tail{kLong[2], "It may subcontract."};
  for (int page = 1; page <= 2; ++page)
    written.page().text(72, 40, "ACME Agreement", 8).lines(72, 100, page == 1 ? head : tail).text(280, 800, "Page " + std::to_string(page), 8);
  const auto text = pdf(written);
  // The header and the footer of the first page stand before what goes on.
  check_blocks(text, {"ACME Agreement", "Page 1", joined(head) + "\n" + joined(tail), "ACME Agreement", "Page 2"});
  BOOST_CHECK_EQUAL(text.pages[0].span.of(text.text), "ACME Agreement\n\nPage 1\n\n" + joined(head));
  BOOST_CHECK_EQUAL(text.pages[1].span.of(text.text), joined(tail) + "\n\nACME Agreement\n\nPage 2");
  for (const WordBox& word : text.words) BOOST_CHECK(text.pages[word.page - 1].span.contains(word.span));
}

BOOST_AUTO_TEST_CASE(what_ends_or_begins_at_a_page_is_not_joined) {
  const auto blocks = [](const std::vector<std::string>& before, const std::vector<std::string>& after, double size = 10) {
    WrittenPdf written;
    written.page().lines(72, 100, before).page().lines(72, 100, after, 12, size).lines(72, 200, kLong);
    return blocks_of(pdf(written)).size();
  };
  const std::vector<std::string> open{kLong[0], kLong[1]};
  BOOST_CHECK_EQUAL(blocks(open, {"that apply to it."}), 2u);                     // the control
  BOOST_CHECK_EQUAL(blocks(open, {"Customer's own laws and all others."}), 2u);   // a noun
  BOOST_CHECK_EQUAL(blocks(kLong, {"Fees are due at once."}), 3u);                // a sentence ended
  BOOST_CHECK_EQUAL(blocks({kLong[0], "to be expected"}, {"Fees are due at once."}), 3u);  // room for more on the line
  BOOST_CHECK_EQUAL(blocks(open, {"(a) Fees are due at once."}), 3u);             // a number
  BOOST_CHECK_EQUAL(blocks(open, {"Fees are due at once."}, 14), 3u);             // another size
  BOOST_CHECK_EQUAL(blocks({"Supplier"}, {"Fees are due at once."}), 3u);
}

BOOST_AUTO_TEST_CASE(a_paragraph_of_three_pages_is_one_where_nothing_stands_between) {
  WrittenPdf written;
  for (int page = 0; page < 3; ++page) written.page().lines(72, 100, {kLong[0], kLong[1], "and shall see to it that all of its subcontractors and their own subcontractors do so too,"});
  written.text(72, 136, "always.");
  const auto text = pdf(written);
  BOOST_CHECK_EQUAL(text.blocks.size(), 1u);
  BOOST_CHECK_EQUAL(text.pages.size(), 3u);
}

BOOST_AUTO_TEST_CASE(a_sentence_goes_on_in_the_next_column) {
  WrittenPdf written;
  written.page()
      .lines(72, 100, {"1.1 The Supplier shall provide the Services", "with skill and care, and shall comply with", "all laws that apply to them in the country"})
      .lines(310, 100, {"of the seat of the Customer at all times.", "1.2 The Customer shall pay the Fees within", "thirty days of the date of each invoice."})
      .text(72, 200, "This last line runs across the whole width of the page, below both of the columns.");
  check_blocks(pdf(written), {"1.1 The Supplier shall provide the Services\nwith skill and care, and shall comply with\nall laws that apply to them in the country\nof the seat of the Customer at all times.",
                              "1.2 The Customer shall pay the Fees within\nthirty days of the date of each invoice.",
                              "This last line runs across the whole width of the page, below both of the columns."});
}

BOOST_AUTO_TEST_CASE(footnotes_stand_apart_from_the_sentence_that_goes_on) {
  WrittenPdf written;
  const std::string first = "The Supplier warrants an availability", rest = "of the Services of 99.9 per cent, and";
  written.page()
      .text(72, 690, first)
      .text(72 + 163, 686, "1", 6)
      .text(72 + 170, 690, rest)
      .text(72, 702, "shall report to the Customer each month what it has achieved, which is then the basis for")
      .text(72, 740, "1", 8)
      .text(90, 740, "Measured as the share of minutes in which the Service answers, as Annex 4 describes it in", 8)
      .text(90, 750, "detail.", 8)
      .text(72, 760, "2", 8)
      .text(90, 760, "In euro.", 8);
  written.text(72 + 340, 686, "2", 6);
  written.page().text(72, 100, "credits of the Customer, which are in").text(72 + 163, 96, "3", 6).text(72 + 170, 100, "euro.");
  const auto text = pdf(written);
  check_blocks(text, {"footnote: 1 Measured as the share of minutes in which the Service answers, as Annex 4 describes it in\ndetail.", "footnote: 2 In euro.",
                      "The Supplier warrants an availability 1 of the Services of 99.9 per cent, and 2\nshall report to the Customer each month what it has achieved, which is "
                      "then the basis for\ncredits of the Customer, which are in 3 euro."});
}

BOOST_AUTO_TEST_SUITE_END()
