// Words of a PDF that nobody sees on the page: they are read where they stand, and marked (Revision::Kind::hidden). What looks so and is seen is not.
#include <algorithm>

#include "pdf_reading.h"

using namespace caveat;
using namespace caveat::tests;

namespace {

Blocks hidden_of(const ExtractedText& text) {
  Blocks out;
  for (const Revision& revision : text.revisions)
    if (revision.kind == Revision::Kind::hidden) out.emplace_back(revision.span.of(text.text));
  return out;
}

WrittenPdf seen() {
  WrittenPdf written;
  written.page().text(72, 100, "The fee is 200 euros a month.");
  return written;
}

// A picture that fills the page, or the place that `matrix` gives it.
WrittenPdf& draw_picture(WrittenPdf& written, const std::string& matrix) {
  const int picture = written.object("<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/Length 1>>\nstream\nx\nendstream");
  return written.resources("/XObject<</I " + std::to_string(picture) + " 0 R>>").raw("q " + matrix + " cm /I Do Q\n");
}

const char* const kWaiver = "The Customer waives all claims.";

}  // namespace

BOOST_AUTO_TEST_SUITE(reader_pdf_hidden)

BOOST_AUTO_TEST_CASE(invisible_letters_are_read_and_marked) {
  const auto text = pdf(seen().raw("3 Tr\n").text(72, 130, kWaiver).text(72, 142, "Forever.").raw("0 Tr\n").text(72, 200, "The term is two years."));
  BOOST_CHECK_EQUAL(text.text, "The fee is 200 euros a month.\n\nThe Customer waives all claims.\nForever.\n\nThe term is two years.");
  BOOST_CHECK(hidden_of(text) == Blocks{"The Customer waives all claims.\nForever."});
  BOOST_CHECK(text.not_read.empty());
}

BOOST_AUTO_TEST_CASE(hidden_words_within_a_sentence_stand_where_they_are_drawn) {
  const auto text = pdf(WrittenPdf().page().text(72, 100, "The fee is 200 euros").raw("3 Tr\n").text(180, 100, "a week").raw("0 Tr\n").text(220, 100, "and no more."));
  BOOST_CHECK_EQUAL(text.text, "The fee is 200 euros a week and no more.");
  BOOST_CHECK(hidden_of(text) == Blocks{"a week"});
}

BOOST_AUTO_TEST_CASE(what_recognition_laid_over_a_scan_is_no_hidden_text) {
  WrittenPdf scan;
  scan.page();
  draw_picture(scan, "595 0 0 842 0 0").raw("3 Tr\n").text(72, 130, kWaiver).raw("0 Tr\n");
  const auto text = pdf(scan);
  BOOST_CHECK_EQUAL(text.text, kWaiver);
  BOOST_CHECK(hidden_of(text).empty());
  // A logo in the corner makes no scan of the page.
  WrittenPdf letter;
  letter.page();
  draw_picture(letter, "60 0 0 60 500 760").raw("3 Tr\n").text(72, 130, kWaiver).raw("0 Tr\n").text(72, 200, "The term is two years.");
  BOOST_CHECK(hidden_of(pdf(letter)) == Blocks{kWaiver});
}

BOOST_AUTO_TEST_CASE(letters_that_are_drawn_as_outlines_with_text_over_them_are_seen) {
  const std::string strokes = "0 g 72 711 150 6 re f\n";  // stands for the outlines
  BOOST_CHECK(hidden_of(pdf(seen().raw(strokes + "3 Tr\n").text(72, 130, kWaiver).raw("0 Tr\n"))).empty());
  // Visible letters at the same place are none of it: who reads them reads something else.
  BOOST_CHECK(hidden_of(pdf(seen().text(72, 130, "Nothing is waived at all here.").raw("3 Tr\n").text(72, 133, kWaiver).raw("0 Tr\n"))) == Blocks{kWaiver});
}

BOOST_AUTO_TEST_CASE(letters_of_the_colour_of_paper_are_marked_on_paper_alone) {
  const std::string white = "1 g\n", black = "0 g\n", bar = "0.2 0.2 0.6 rg 60 690 400 30 re f\n";
  BOOST_CHECK(hidden_of(pdf(seen().raw(white).text(72, 140, kWaiver).raw(black))) == Blocks{kWaiver});
  BOOST_CHECK(hidden_of(pdf(seen().raw("0.97 g\n").text(72, 140, kWaiver).raw(black))) == Blocks{kWaiver});
  BOOST_CHECK(hidden_of(pdf(seen().raw("0.75 g\n").text(72, 140, kWaiver).raw(black))).empty());  // the grey of a caption
  BOOST_CHECK(hidden_of(pdf(seen().raw(bar + white).text(72, 140, kWaiver).raw(black))).empty());
  BOOST_CHECK(hidden_of(pdf(seen().raw("1 g 60 690 400 30 re f\n" + white).text(72, 140, kWaiver).raw(black))) == Blocks{kWaiver});  // a white bar is paper
  WrittenPdf photograph = seen();
  draw_picture(photograph, "500 0 0 60 50 680").raw(white).text(72, 140, kWaiver).raw(black);
  BOOST_CHECK(hidden_of(pdf(photograph)).empty());
}

BOOST_AUTO_TEST_CASE(white_letters_over_a_shading_are_seen) {
  WrittenPdf written = seen();
  written.resources("/Shading<</S <</ShadingType 2/ColorSpace/DeviceRGB/Coords[60 0 460 0]/Function<</FunctionType 2/Domain[0 1]/C0[0 0 0]/C1[0 0 1]/N 1>>>>>>")
      .raw("q 60 690 400 30 re W n /S sh Q 1 g\n")
      .text(72, 140, kWaiver)
      .raw("0 g\n");
  BOOST_CHECK(hidden_of(pdf(written)).empty());
}

BOOST_AUTO_TEST_CASE(white_letters_behind_black_ones_are_their_halo) {
  const auto text = pdf(seen().raw("1 g\n").text(72, 140, kWaiver).raw("0 g\n").text(72, 140, kWaiver));
  BOOST_CHECK_EQUAL(text.text, "The fee is 200 euros a month.\n\nThe Customer waives all claims.");
  BOOST_CHECK(hidden_of(text).empty());
}

BOOST_AUTO_TEST_CASE(letters_too_small_to_be_seen_are_marked) {
  BOOST_CHECK(hidden_of(pdf(seen().text(72, 140, kWaiver, 0.9))) == Blocks{kWaiver});
  BOOST_CHECK(hidden_of(pdf(seen().text(72, 140, kWaiver, 5))).empty());
  // The size is that on the page, whatever the font's is.
  BOOST_CHECK(hidden_of(pdf(seen().raw("q 12 0 0 12 72 700 cm BT /F1 1 Tf (" + std::string(kWaiver) + ") Tj ET Q\n"))).empty());
}

BOOST_AUTO_TEST_CASE(letters_as_transparent_as_can_be_are_marked) {
  BOOST_CHECK(hidden_of(pdf(seen().resources("/ExtGState<</G <</ca 0>>>>").raw("q /G gs\n").text(72, 140, kWaiver).raw("Q\n"))) == Blocks{kWaiver});
  BOOST_CHECK(hidden_of(pdf(seen().resources("/ExtGState<</G <</ca 0.5>>>>").raw("q /G gs\n").text(72, 140, kWaiver).raw("Q\n"))).empty());
}

BOOST_AUTO_TEST_SUITE_END()
