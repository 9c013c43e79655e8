// PDF whose pages are damaged, or drawn with fonts that tell nothing: what is left is read, and the rest is told. Files that are damaged as a whole are
// in corpus/damaged.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "../extract/invariants.h"
#include "reading.h"
#include "written_pdf.h"

using namespace caveat;
using namespace caveat::tests;

namespace {

ExtractedText pdf(const std::string& bytes) {
  auto result = read(bytes, "application/pdf", {.recognise = false});
  BOOST_REQUIRE_MESSAGE(static_cast<bool>(result), (result ? "" : result.error().message));
  BOOST_CHECK_EQUAL(broken_invariant(result.value()), "");
  return std::move(result.value());
}

std::string replaced(std::string in, const std::string& what, const std::string& by) {
  const std::size_t at = in.find(what);
  BOOST_REQUIRE(at != in.npos);
  return in.replace(at, what.size(), by);
}

// A page of one line in a font of its own, whose dictionary this is.
WrittenPdf in_font(const std::string& font, const std::string& shown) {
  WrittenPdf written;
  const int number = written.object(font);
  return written.page().page_fonts("/F9 " + std::to_string(number) + " 0 R").raw("BT /F9 12 Tf 72 720 Td " + shown + " Tj ET\n");
}

constexpr char kNoLetters[] =
    "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(Adobe)"
    "/Ordering(Identity)/Supplement 0>>/FontDescriptor<</Type/FontDescriptor/FontName/X/Flags 4>>/DW 500>>]>>";

}  // namespace

BOOST_AUTO_TEST_SUITE(reader_pdf_damage)

BOOST_AUTO_TEST_CASE(a_page_with_errors_that_may_cost_text_is_told) {
  const auto text = pdf(WrittenPdf().page().text(72, 100, "Fees are due.").page().text(72, 100, "The term is").raw("BT /F1 10 Tf 72 700 Td (two years.) Tq ET\n").bytes());
  BOOST_CHECK_EQUAL(text.text, "Fees are due.\n\nThe term is");
  BOOST_CHECK(unread_of(text) == Blocks{"damaged-page 2"});
  for (const char* content : {"BT /F7 10 Tf 72 700 Td (two years.) Tj ET\n", "/X7 Do\n", "BT /F1 10 Tf 72 700 Td (two years. Tj ET\n", "BT /F1 Tf 72 700 Td (two years.) Tj ET\n", "rg\n", "Q\n"})
    BOOST_CHECK_MESSAGE(unread_of(pdf(WrittenPdf().page().text(72, 100, "Fees").raw(content).text(72, 130, "are due.").bytes())) == Blocks{"damaged-page 1"}, content);
}

BOOST_AUTO_TEST_CASE(errors_that_cost_a_line_or_a_colour_are_not_told) {
  for (const char* content : {"h 5 5 l S\n", "1 2 sc\n", "(x) (y) (z) rg\n", "(x) w\n", "/G7 gs\n", "/P7 /MC7 BDC EMC\n", "1 2 3 4 0 0 0 rg\n"})
    BOOST_CHECK_MESSAGE(unread_of(pdf(WrittenPdf().page().raw(content).text(72, 100, "Fees are due.").bytes())).empty(), content);
}

BOOST_AUTO_TEST_CASE(a_stream_that_says_a_wrong_length_is_read_whole) {
  const std::string good = WrittenPdf().page().text(72, 100, "Fees are due.").bytes();
  const std::size_t at = good.rfind("<</Length ");
  const auto shorter = pdf(std::string(good).replace(at, 12, "<</Length 10"));
  BOOST_CHECK_EQUAL(shorter.text, "Fees are due.");
  BOOST_CHECK(shorter.not_read.empty());
  // One that is too long makes the rest of the file a part of the page, of which nobody knows what it is.
  const auto longer = pdf(std::string(good).replace(at, 12, "<</Length 99"));
  BOOST_CHECK_EQUAL(longer.text, "Fees are due.");
  BOOST_CHECK(unread_of(longer) == Blocks{"damaged-page 1"});
}

BOOST_AUTO_TEST_CASE(pages_that_the_tree_has_and_does_not_count_are_read) {
  const std::string good = WrittenPdf().page().text(72, 100, "One.").page().text(72, 100, "Two.").page().text(72, 100, "Three.").bytes();
  for (const char* count : {"/Count 1", "/Count 0", "/Count 2"}) {
    const auto text = pdf(replaced(good, "/Count 3", count));
    BOOST_CHECK_EQUAL(text.text, "One.\n\nTwo.\n\nThree.");
    BOOST_CHECK_EQUAL(text.pages.size(), 3u);
  }
}

BOOST_AUTO_TEST_CASE(letters_without_widths_are_read_and_told) {
  std::string names;
  for (char c = 'a'; c <= 'z'; ++c) names += std::string("/q") + c + "z ";
  const auto text = pdf(in_font("<</Type/Font/Subtype/Type1/BaseFont/X/Encoding<</Type/Encoding/Differences[97 " + names + "]>>>>", "(The fees may all be less.)").bytes());
  BOOST_CHECK_EQUAL(text.text, "The fees may all be less.");  // the doubled letters as well
  BOOST_CHECK(unread_of(text) == Blocks{"damaged-page 1"});
}

BOOST_AUTO_TEST_CASE(a_page_whose_font_does_not_say_its_letters_counts_as_a_picture) {
  std::string glyphs = "<";
  for (int i = 0; i < 60; ++i) {
    char glyph[8];
    std::snprintf(glyph, sizeof glyph, "%04X", i % 40 + 0x21);
    glyphs += glyph;
  }
  const auto text = pdf(in_font(kNoLetters, glyphs + ">").bytes());
  BOOST_REQUIRE(unread_of(text) == (Blocks{"undecodable-glyphs 1", "page-without-text 1"}));
  BOOST_CHECK_MESSAGE(text.not_read[1].detail.starts_with("The fonts of this page"), text.not_read[1].detail);
  // Nor is it called a picture where text recognition has looked at it, and the letters are drawn by no font that is there.
  if (std::filesystem::exists("/usr/share/tesseract-ocr/5/tessdata/eng.traineddata")) {
    const auto looked_at = read_good(in_font(kNoLetters, glyphs + ">").bytes(), "application/pdf");
    for (const NotRead& part : looked_at.not_read)  // a reader that sanitizers keep from being confined draws with the fonts of the machine, and has words
      if (part.code == "page-without-text")
        BOOST_CHECK_MESSAGE(part.detail.starts_with("The fonts of this page") && part.detail.find("Text recognition found no words on it.") != std::string::npos, part.detail);
  }
  // Beside text that can be read it is told what is missing.
  WrittenPdf mixed = in_font(kNoLetters, glyphs + ">");
  for (int i = 0; i < 6; ++i) mixed.text(72, 200 + 12 * i, "The Supplier may change the fees at any time by notice.");
  BOOST_CHECK(unread_of(pdf(mixed.bytes())) == Blocks{"undecodable-glyphs 1"});
}

BOOST_AUTO_TEST_CASE(words_that_say_to_be_others_are_read_as_they_are_drawn) {
  const auto drawn = [](const std::string& content) {
    WrittenPdf written;
    const int font = written.object(kNoLetters);
    written.page().page_fonts("/F9 " + std::to_string(font) + " 0 R").raw("BT /F1 12 Tf 72 720 Td " + content + " ET\n");
    return pdf(written.bytes()).text;
  };
  const auto says = [](const std::string& actual, const std::string& shown) { return "/Span <</ActualText " + actual + ">> BDC " + shown + " EMC"; };
  const std::string rise = "The fees may rise at any time.";
  for (const char* lie : {"(The fees stay as they are.)", "(The fees may not rise at any time.)", "(The fees may rise.)", "()", "(-)", "(The fees may rise at any time. Not.)"})
    BOOST_CHECK_EQUAL(drawn(says(lie, "(" + rise + ") Tj")), rise);
  BOOST_CHECK_EQUAL(drawn(says("(The fees stay.)", "(The fees ) Tj " + says("(may rise at any time.)", "(may rise at any time.) Tj"))), rise);
  BOOST_CHECK_EQUAL(drawn(says("(The fees stay.)", says("(a)", says("(b)", says("(c)", says("(d)", says("(e)", "(" + rise + ") Tj"))))))), rise);
  // A glyph without letters has the letters that the file says, as many as a ligature has.
  const std::string ligature = "(o) Tj /F9 12 Tf <0021> Tj /F1 12 Tf (ce) Tj";
  BOOST_CHECK_EQUAL(drawn(says("(office)", ligature) + " ( hours) Tj"), "office hours");
  BOOST_CHECK(drawn(says("(off the price)", ligature) + " ( hours) Tj").find("price") == std::string::npos);
  // A hyphen that says that it is one of the line's end alone.
  BOOST_CHECK_EQUAL(drawn("(The cus) Tj " + says("<FEFF00AD>", "(-) Tj") + " 0 -14 Td (tomer pays the fees.) Tj"), "The cus\u00ad\ntomer pays the fees.");
}

BOOST_AUTO_TEST_CASE(a_page_whose_font_tells_lies_is_read_by_text_recognition) {
  // A font that is not in the file is not drawn in a process that may open none.
  std::ifstream program("/usr/share/fonts/truetype/liberation/LiberationMono-Regular.ttf", std::ios::binary);
  if (!program || !std::filesystem::exists("/usr/share/tesseract-ocr/5/tessdata/eng.traineddata")) {
    BOOST_TEST_MESSAGE("skipped: tesseract-ocr or fonts-liberation is not installed");
    return;
  }
  const std::string glyphs(std::istreambuf_iterator<char>(program), {});
  WrittenPdf written;
  std::string map = "/CMapName /X def 1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <41> <7A> <E041> endbfrange";  // an area of private use
  const int table = written.object("<</Length " + std::to_string(map.size()) + ">>\nstream\n" + map + "endstream");
  const int file = written.object("<</Length " + std::to_string(glyphs.size()) + ">>\nstream\n" + glyphs + "\nendstream");
  std::string widths;
  for (int i = 32; i < 127; ++i) widths += "600 ";
  const int font = written.object("<</Type/Font/Subtype/TrueType/BaseFont/LiberationMono/Encoding/WinAnsiEncoding/FirstChar 32/LastChar 126/Widths[" + widths +
                                  "]/FontDescriptor<</Type/FontDescriptor/FontName/LiberationMono/Flags 32/FontFile2 " + std::to_string(file) + " 0 R>>/ToUnicode " +
                                  std::to_string(table) + " 0 R>>");
  written.page().page_fonts("/F9 " + std::to_string(font) + " 0 R").raw("BT /F9 14 Tf 18 TL 72 700 Td (The Supplier may change the fees at any time.) Tj T* (The term of this agreement is two years.) Tj ET\n");
  BOOST_CHECK(unread_of(pdf(written.bytes())) == (Blocks{"undecodable-glyphs 1", "page-without-text 1"}));
  const auto text = read_good(written.bytes(), "application/pdf");
  BOOST_CHECK_MESSAGE(text.text.find("The Supplier may change the fees at any time.") != text.text.npos, text.text);
  BOOST_CHECK(text.not_read.empty());
  BOOST_CHECK(!text.recognised.empty());
}

BOOST_AUTO_TEST_CASE(bullets_and_figures_of_such_a_font_are_no_lost_text) {
  std::string glyphs = "<";
  for (int i = 0; i < 60; ++i) glyphs += i % 2 == 0 ? "0021" : "0033";  // the same sign again and again, and figures
  BOOST_CHECK(pdf(in_font(kNoLetters, glyphs + ">").bytes()).not_read.empty());
}

BOOST_AUTO_TEST_CASE(forms_that_draw_forms_without_end_cost_their_page_alone) {
  WrittenPdf written;
  int inner = written.object("<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 0>>\nstream\n\nendstream");
  for (int level = 0; level < 20; ++level) {
    const std::string content = "/X Do /X Do /X Do /X Do /X Do /X Do /X Do /X Do\n";
    inner = written.object("<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X " + std::to_string(inner) + " 0 R>>>>/Length " + std::to_string(content.size()) +
                           ">>\nstream\n" + content + "endstream");
  }
  written.page().text(72, 100, "Fees are due.").resources("/XObject<</X " + std::to_string(inner) + " 0 R>>").raw("/X Do\n").text(72, 130, "For ever.").page().text(72, 100, "The end.");
  const auto text = pdf(written.bytes());
  BOOST_CHECK(unread_of(text) == Blocks{"text-over-limit 1"});
  BOOST_CHECK_MESSAGE(text.text.starts_with("Fees are due.") && text.text.ends_with("The end."), text.text);
}

BOOST_AUTO_TEST_CASE(more_letters_than_poppler_keeps_are_told) {
  WrittenPdf written;
  written.page();
  const std::string line(500, 'i');
  for (int i = 0; i < 101; ++i) written.text(20, 100 + 7 * i, line, 4);
  BOOST_CHECK(unread_of(pdf(written.bytes())) == Blocks{"text-over-limit 1"});
}

BOOST_AUTO_TEST_CASE(a_form_whose_pages_are_made_when_it_is_opened_is_told) {
  const auto with = [](const std::string& catalog, const std::string& fields) {
    WrittenPdf written;
    const std::string form = std::to_string(written.object("<</Length 11>>\nstream\n<template/>\nendstream"));
    written.page().text(72, 100, "Please wait.");
    written.catalog("/AcroForm<</Fields[" + fields + "]/XFA " + form + " 0 R>>" + catalog);
    return unread_of(pdf(written.bytes()));
  };
  BOOST_CHECK(with("", "") == Blocks{"dynamic-form 0"});
  BOOST_CHECK(with("/NeedsRendering true", "") == Blocks{"dynamic-form 0"});
  BOOST_CHECK(with("/NeedsRendering false", "").empty());
  BOOST_CHECK(with("", "<</FT/Tx/T(a)>>").empty());  // its fields are beside it: a form that has its text in the pages
}

BOOST_AUTO_TEST_SUITE_END()
