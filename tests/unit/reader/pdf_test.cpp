// PDF through the reader process: reading order, paragraphs, headings, tables, boxes, and what is not read.
#include <algorithm>

#include "reading.h"
#include "written_pdf.h"

using namespace caveat;
using namespace caveat::tests;

namespace {

ExtractedText pdf(const WrittenPdf& written) { return read_good(written.bytes(), "application/pdf"); }

const std::vector<std::string> kLong{
    "The Supplier shall provide the Services to the Customer with the skill and care that is",
    "to be expected of a prudent supplier of such services, and shall comply with all laws",
    "that apply to the provision of the Services in the country of the Customer's seat."};
const std::vector<std::string> kOther{
    "The Customer shall pay the Fees within thirty days of the date of each invoice, without",
    "set-off or deduction, and shall reimburse the Supplier for reasonable costs of travel."};

std::string joined(const std::vector<std::string>& lines) {
  std::string out;
  for (const std::string& line : lines) out += (out.empty() ? "" : "\n") + line;
  return out;
}

// The user's password is "secret"; made once with qpdf from a WrittenPdf of one line.
std::string locked_pdf();

}  // namespace

BOOST_AUTO_TEST_SUITE(reader_pdf)

BOOST_AUTO_TEST_CASE(paragraphs_are_blocks_and_their_lines_stay) {
  const auto text = pdf(WrittenPdf().page().lines(72, 100, kLong).lines(72, 148, kOther));
  BOOST_CHECK_EQUAL(text.text, joined(kLong) + "\n\n" + joined(kOther));
  check_blocks(text, {joined(kLong), joined(kOther)});
  BOOST_CHECK_EQUAL(text.media_type, "application/pdf");
  BOOST_CHECK(text.not_read.empty());
}

BOOST_AUTO_TEST_CASE(a_short_last_line_ends_a_paragraph_without_a_gap) {
  std::vector<std::string> first = kLong;
  first.push_back("It may subcontract.");
  auto all = first;
  all.insert(all.end(), kOther.begin(), kOther.end());
  check_blocks(pdf(WrittenPdf().page().lines(72, 100, all)), {joined(first), joined(kOther)});
}

BOOST_AUTO_TEST_CASE(words_have_boxes_with_the_origin_at_the_top_left) {
  const auto text = pdf(WrittenPdf().page().text(72, 100, "Fees are due.").page(842, 595).text(300, 500, "Term"));
  BOOST_REQUIRE_EQUAL(text.words.size(), 4u);
  BOOST_CHECK_EQUAL(text.words[0].span.of(text.text), "Fees");
  BOOST_CHECK_CLOSE(text.words[0].x0, 72.f, 1.f);
  BOOST_CHECK(text.words[0].y0 > 88 && text.words[0].y0 < 95 && text.words[0].y1 > 100 && text.words[0].y1 < 104);
  BOOST_CHECK(text.words[1].x0 > text.words[0].x1);
  BOOST_CHECK_EQUAL(text.words[3].page, 2u);
  BOOST_CHECK_CLOSE(text.words[3].x0, 300.f, 1.f);
  BOOST_REQUIRE_EQUAL(text.pages.size(), 2u);
  BOOST_CHECK_EQUAL(text.pages[0].span.of(text.text), "Fees are due.");
  BOOST_CHECK_EQUAL(text.pages[1].span.of(text.text), "Term");
  BOOST_CHECK_EQUAL(text.pages[0].width, 595);
  BOOST_CHECK_EQUAL(text.pages[1].width, 842);
}

BOOST_AUTO_TEST_CASE(every_byte_that_is_no_space_is_in_a_word) {
  const auto text = pdf(WrittenPdf().page().text(72, 90, "1. Fees", 14, true).lines(72, 110, kLong));
  std::string rest = text.text;
  for (const WordBox& word : text.words)
    for (std::uint32_t i = word.span.begin; i < word.span.end; ++i) rest[i] = ' ';
  BOOST_CHECK(rest.find_first_not_of(" \n\t") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(two_columns_are_read_one_after_the_other) {
  const std::vector<std::string> left{
      "1.1 The Supplier shall provide the Services", "with skill and care, and shall comply with",
      "all laws that apply to them in the country", "of the Customer's seat at all times."};
  const std::vector<std::string> right{
      "1.2 The Customer shall pay the Fees within", "thirty days of the date of each invoice,",
      "without any set-off or deduction, in euro", "and to the account that is named there."};
  // The right one at the same baselines, and half a line lower.
  for (const double lower : {0.0, 6.0}) {
    const auto text =
        pdf(WrittenPdf()
                .page()
                .text(72, 72, "MASTER SERVICES AGREEMENT BETWEEN THE PARTIES", 16, true)
                .lines(72, 110, left)
                .lines(310, 110 + lower, right)
                .text(72, 200, "This last line runs across the whole width of the page, below both of the columns."));
    check_blocks(text, {"heading1: MASTER SERVICES AGREEMENT BETWEEN THE PARTIES", joined(left), joined(right),
                        "This last line runs across the whole width of the page, below both of the columns."});
  }
}

BOOST_AUTO_TEST_CASE(numbered_clauses_begin_a_block_without_a_gap) {
  check_blocks(
      pdf(WrittenPdf().page().lines(
          72, 100,
          {"4.1 The Supplier shall provide the Services with the skill and care of a prudent supplier of them, as",
           "set out in Schedule 1.",
           "4.2 The Customer shall pay the Fees within 30 days, and the Supplier may charge interest at",
           "5.5 percent a year on what is late:", "(a) from the due date; and", "(b) after a reminder."})),
      {"4.1 The Supplier shall provide the Services with the skill and care of a prudent supplier of them, as\n"
       "set out in Schedule 1.",
       "4.2 The Customer shall pay the Fees within 30 days, and the Supplier may charge interest at\n"
       "5.5 percent a year on what is late:",
       "item1: (a) from the due date; and", "item1: (b) after a reminder."});
}

BOOST_AUTO_TEST_CASE(a_number_far_to_the_left_stays_with_its_text) {
  check_blocks(pdf(WrittenPdf()
                       .page()
                       .text(72, 100, "7.2")
                       .lines(108, 100, kLong)
                       .text(72, 136, "7.3")
                       .lines(108, 136, kOther)
                       .text(72, 160, "\225")
                       .text(90, 160, "a bullet that hangs")),
               {"7.2 " + joined(kLong), "7.3 " + joined(kOther), "item1: \u2022 a bullet that hangs"});
}

BOOST_AUTO_TEST_CASE(headings_are_known_by_size_weight_and_number) {
  check_blocks(pdf(WrittenPdf()
                       .page()
                       .text(72, 72, "Service Agreement", 20, true)
                       .text(72, 100, "1. Fees", 10, true)
                       .lines(72, 116, kLong)
                       .text(72, 164, "1.1 Late payment", 10, true)
                       .lines(72, 180, kOther)
                       .text(72, 216, "Annex", 14)
                       .lines(72, 236, kOther)),
               {"heading1: Service Agreement", "heading1: 1. Fees", joined(kLong), "heading2: 1.1 Late payment",
                joined(kOther), "heading2: Annex", joined(kOther)});
}

BOOST_AUTO_TEST_CASE(cells_of_a_row_are_parted_by_tabulators) {
  check_blocks(pdf(WrittenPdf()
                       .page()
                       .lines(72, 80, kOther)
                       .text(72, 120, "Severity")
                       .text(150, 120, "Meaning")
                       .text(400, 120, "Response")
                       .text(72, 140, "Critical")
                       .text(150, 140, "The Service is down for all users")
                       .text(150, 152, "of the Customer.")
                       .text(400, 140, "1 hour")
                       .text(72, 172, "Minor")
                       .text(150, 172, "All else.")
                       .text(400, 172, "2 days")
                       .lines(72, 210, kLong)),
               {joined(kOther), "row: Severity\tMeaning\tResponse",
                "row: Critical\tThe Service is down for all users of the Customer.\t1 hour",
                "row: Minor\tAll else.\t2 days", joined(kLong)});
}

BOOST_AUTO_TEST_CASE(running_headers_and_footers_stand_at_the_end_of_their_page) {
  WrittenPdf written;
  for (int page = 1; page <= 3; ++page)
    written.page()
        .text(72, 40, "ACME Master Agreement", 8)
        .lines(72, 100, page % 2 ? kLong : kOther)
        .text(280, 800, "Page " + std::to_string(page) + " of 3", 8);
  check_blocks(pdf(written),
               {joined(kLong), "ACME Master Agreement", "Page 1 of 3", joined(kOther), "ACME Master Agreement",
                "Page 2 of 3", joined(kLong), "ACME Master Agreement", "Page 3 of 3"});
}

BOOST_AUTO_TEST_CASE(what_stands_at_the_top_of_one_page_is_no_header) {
  WrittenPdf written;
  for (const char* title : {"Fees", "Term", "Liability"})
    written.page().text(72, 60, title, 14, true).lines(72, 100, kLong);
  check_blocks(pdf(written), {"heading1: Fees", joined(kLong), "heading1: Term", joined(kLong), "heading1: Liability",
                              joined(kLong)});
}

BOOST_AUTO_TEST_CASE(a_line_that_each_page_repeats_within_a_paragraph_is_no_header) {
  WrittenPdf written;
  for (int page = 0; page < 3; ++page) written.page().lines(72, 60, kLong);
  check_blocks(pdf(written), {joined(kLong), joined(kLong), joined(kLong)});
}

BOOST_AUTO_TEST_CASE(line_end_hyphens_and_special_characters_stay) {
  const auto text = pdf(
      WrittenPdf().page().text(72, 100, "Die Verg\374tung f\374r die gesam-").text(72, 112, "ten Leistungen: 5 \200"));
  BOOST_CHECK_EQUAL(text.text, "Die Vergütung für die gesam-\nten Leistungen: 5 €");
}

BOOST_AUTO_TEST_CASE(a_turned_page_is_read_like_any_other) {
  WrittenPdf turned;
  turned.page().page_entries("/Rotate 90").text(72, 100, "Fees are due.");
  const auto text = pdf(turned);
  BOOST_CHECK_EQUAL(text.text, "Fees are due.");
  BOOST_CHECK_EQUAL(text.pages.at(0).width, 842);
}

BOOST_AUTO_TEST_CASE(text_along_the_edge_does_not_mix_with_the_lines) {
  check_blocks(pdf(WrittenPdf()
                       .page()
                       .lines(72, 100, kLong)
                       .raw("BT /F1 8 Tf 0 1 -1 0 40 600 Tm (Draft of the Supplier) Tj ET\n")),
               {joined(kLong), "Draft of the Supplier"});
}

BOOST_AUTO_TEST_CASE(a_slanted_watermark_is_left_out_and_reported) {
  const auto text =
      pdf(WrittenPdf().page().lines(72, 100, kLong).raw("BT /F1 60 Tf .7 .7 -.7 .7 100 600 Tm (DRAFT) Tj ET\n"));
  check_blocks(text, {joined(kLong)});
  BOOST_REQUIRE_EQUAL(text.not_read.size(), 1u);
  BOOST_CHECK_EQUAL(text.not_read[0].code, "diagonal-text");
  BOOST_CHECK(text.not_read[0].detail.starts_with("5 characters"));
}

BOOST_AUTO_TEST_CASE(text_outside_the_page_is_reported) {
  const auto text = pdf(WrittenPdf().page().text(72, 100, "Fees").text(72, 900, "Hidden"));
  check_blocks(text, {"Fees"});
  BOOST_CHECK(unread_of(text) == std::vector<std::string>{"hidden-text 1"});
}

BOOST_AUTO_TEST_CASE(a_page_that_is_a_picture_is_reported_and_a_white_page_is_not) {
  WrittenPdf written;
  const int image = written.object(
      "<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray"
      "/Length 1>>\nstream\nx\nendstream");
  written.page()
      .text(72, 100, "Fees")
      .page()
      .page()
      .raw("q 500 0 0 700 0 0 cm /I Do Q\n")
      .resources("/XObject<</I " + std::to_string(image) + " 0 R>>");
  const auto text = pdf(written);
  BOOST_CHECK_EQUAL(text.text, "Fees");
  BOOST_CHECK_EQUAL(text.pages.size(), 3u);
  BOOST_CHECK(unread_of(text) == std::vector<std::string>{"page-without-text 3"});
}

BOOST_AUTO_TEST_CASE(a_document_without_text_has_each_page_reported) {
  const auto text = pdf(WrittenPdf().page().page());
  BOOST_CHECK(text.text.empty() && text.blocks.empty());
  BOOST_CHECK(unread_of(text) == (std::vector<std::string>{"page-without-text 1", "page-without-text 2"}));
}

BOOST_AUTO_TEST_CASE(attached_files_are_reported) {
  WrittenPdf written;
  const int file = written.object("<</Type/EmbeddedFile/Length 1>>\nstream\nx\nendstream");
  const int spec = written.object("<</Type/Filespec/F(a.txt)/EF<</F " + std::to_string(file) + " 0 R>>>>");
  written.catalog("/Names<</EmbeddedFiles<</Names[(a.txt) " + std::to_string(spec) + " 0 R]>>>>");
  written.page().text(72, 100, "Fees");
  BOOST_CHECK(unread_of(pdf(written)) == std::vector<std::string>{"embedded-object 0"});
}

BOOST_AUTO_TEST_CASE(colour_profiles_do_not_matter) {
  WrittenPdf written;
  const int profile = written.object("<</N 3/Alternate/DeviceRGB/Length 4>>\nstream\njunk\nendstream");
  written.page()
      .resources("/ColorSpace<</C [/ICCBased " + std::to_string(profile) + " 0 R]>>")
      .raw("/C cs .1 .2 .3 sc\n")
      .text(72, 100, "Fees are due.");
  BOOST_CHECK_EQUAL(pdf(written).text, "Fees are due.");
}

BOOST_AUTO_TEST_CASE(a_password_is_asked_for_in_words) {
  NothingLeft guard;
  const auto result = read(locked_pdf(), "application/pdf");
  BOOST_REQUIRE(!result);
  BOOST_CHECK(result.error().code == ErrorCode::locked);
  BOOST_CHECK_EQUAL(result.error().message, "x.pdf: protected by a password. Save a copy without it and scan that.");
}

BOOST_AUTO_TEST_CASE(what_is_no_pdf_is_a_format_error) {
  NothingLeft guard;
  for (const char* bytes : {"hello", "%PDF-1.7\n", "%PDF-1.7\ntrailer<</Root 1 0 R>>\n%%EOF"}) {
    const auto result = read(bytes, "application/pdf");
    BOOST_REQUIRE(!result);
    BOOST_CHECK(result.error().code == ErrorCode::format);
    BOOST_CHECK(result.error().message.starts_with("x.pdf: damaged"));
  }
}

BOOST_AUTO_TEST_CASE(a_damaged_pdf_gives_an_error_or_text_but_nothing_is_left) {
  NothingLeft guard;
  WrittenPdf written;
  written.page().lines(72, 100, kLong).page().lines(72, 100, kOther);
  const std::string whole = written.bytes();
  std::uint64_t state = 42;
  const auto random = [&](std::size_t below) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return static_cast<std::size_t>((state >> 33) % below);
  };
  std::size_t read_well = 0;
  for (int round = 0; round < 60; ++round) {
    std::string bytes = whole;
    for (int edit = 0; edit < 4; ++edit) {
      const std::size_t at = random(bytes.size());
      if (random(3) == 0) bytes.erase(at, 1 + random(40));
      else bytes[at] = static_cast<char>(random(256));
    }
    const auto result = read(bytes, "application/pdf");
    if (result) ++read_well;
    // The decoder refuses nothing that our own reader says.
    else BOOST_CHECK_MESSAGE(result.error().message.find("nonsense") == std::string::npos, result.error().message);
  }
  BOOST_CHECK_GT(read_well, 10u);
}

BOOST_AUTO_TEST_CASE(the_same_pdf_gives_the_same_bytes) {
  WrittenPdf written;
  written.page()
      .text(72, 72, "Agreement", 18, true)
      .lines(72, 100, kLong)
      .lines(310, 200, kOther)
      .page()
      .lines(72, 90, kOther);
  const auto one = pdf(written), two = pdf(written);
  BOOST_CHECK_EQUAL(one.text, two.text);
  BOOST_REQUIRE_EQUAL(one.words.size(), two.words.size());
  for (std::size_t i = 0; i < one.words.size(); ++i)
    BOOST_REQUIRE(one.words[i].span == two.words[i].span && one.words[i].x0 == two.words[i].x0 &&
                  one.words[i].y1 == two.words[i].y1);
}

BOOST_AUTO_TEST_SUITE_END()

namespace {

std::string locked_pdf() {
  static const unsigned char kBytes[] = {
      37,  80,  68,  70,  45,  49,  46,  55,  10,  37,  191, 247, 162, 254, 10,  49,  32,  48,  32,  111, 98,  106, 10,
      60,  60,  32,  47,  80,  97,  103, 101, 115, 32,  50,  32,  48,  32,  82,  32,  47,  84,  121, 112, 101, 32,  47,
      67,  97,  116, 97,  108, 111, 103, 32,  62,  62,  10,  101, 110, 100, 111, 98,  106, 10,  50,  32,  48,  32,  111,
      98,  106, 10,  60,  60,  32,  47,  67,  111, 117, 110, 116, 32,  49,  32,  47,  75,  105, 100, 115, 32,  91,  32,
      51,  32,  48,  32,  82,  32,  93,  32,  47,  84,  121, 112, 101, 32,  47,  80,  97,  103, 101, 115, 32,  62,  62,
      10,  101, 110, 100, 111, 98,  106, 10,  51,  32,  48,  32,  111, 98,  106, 10,  60,  60,  32,  47,  67,  111, 110,
      116, 101, 110, 116, 115, 32,  52,  32,  48,  32,  82,  32,  47,  77,  101, 100, 105, 97,  66,  111, 120, 32,  91,
      32,  48,  32,  48,  32,  53,  57,  53,  32,  56,  52,  50,  32,  93,  32,  47,  80,  97,  114, 101, 110, 116, 32,
      50,  32,  48,  32,  82,  32,  47,  82,  101, 115, 111, 117, 114, 99,  101, 115, 32,  60,  60,  32,  47,  70,  111,
      110, 116, 32,  60,  60,  32,  47,  70,  49,  32,  53,  32,  48,  32,  82,  32,  47,  70,  50,  32,  54,  32,  48,
      32,  82,  32,  62,  62,  32,  62,  62,  32,  47,  84,  121, 112, 101, 32,  47,  80,  97,  103, 101, 32,  62,  62,
      10,  101, 110, 100, 111, 98,  106, 10,  52,  32,  48,  32,  111, 98,  106, 10,  60,  60,  32,  47,  76,  101, 110,
      103, 116, 104, 32,  56,  48,  32,  47,  70,  105, 108, 116, 101, 114, 32,  47,  70,  108, 97,  116, 101, 68,  101,
      99,  111, 100, 101, 32,  62,  62,  10,  115, 116, 114, 101, 97,  109, 10,  87,  178, 234, 172, 194, 201, 115, 103,
      254, 66,  71,  85,  92,  155, 191, 78,  51,  10,  124, 64,  108, 169, 159, 15,  31,  169, 151, 220, 225, 50,  110,
      120, 190, 250, 169, 100, 14,  58,  162, 23,  140, 225, 172, 198, 249, 8,   10,  92,  152, 228, 176, 30,  142, 17,
      128, 40,  222, 152, 150, 241, 229, 78,  134, 125, 246, 38,  147, 12,  233, 169, 81,  207, 240, 235, 29,  238, 81,
      129, 126, 83,  101, 110, 100, 115, 116, 114, 101, 97,  109, 10,  101, 110, 100, 111, 98,  106, 10,  53,  32,  48,
      32,  111, 98,  106, 10,  60,  60,  32,  47,  66,  97,  115, 101, 70,  111, 110, 116, 32,  47,  72,  101, 108, 118,
      101, 116, 105, 99,  97,  32,  47,  69,  110, 99,  111, 100, 105, 110, 103, 32,  47,  87,  105, 110, 65,  110, 115,
      105, 69,  110, 99,  111, 100, 105, 110, 103, 32,  47,  83,  117, 98,  116, 121, 112, 101, 32,  47,  84,  121, 112,
      101, 49,  32,  47,  84,  121, 112, 101, 32,  47,  70,  111, 110, 116, 32,  62,  62,  10,  101, 110, 100, 111, 98,
      106, 10,  54,  32,  48,  32,  111, 98,  106, 10,  60,  60,  32,  47,  66,  97,  115, 101, 70,  111, 110, 116, 32,
      47,  72,  101, 108, 118, 101, 116, 105, 99,  97,  45,  66,  111, 108, 100, 32,  47,  69,  110, 99,  111, 100, 105,
      110, 103, 32,  47,  87,  105, 110, 65,  110, 115, 105, 69,  110, 99,  111, 100, 105, 110, 103, 32,  47,  83,  117,
      98,  116, 121, 112, 101, 32,  47,  84,  121, 112, 101, 49,  32,  47,  84,  121, 112, 101, 32,  47,  70,  111, 110,
      116, 32,  62,  62,  10,  101, 110, 100, 111, 98,  106, 10,  55,  32,  48,  32,  111, 98,  106, 10,  60,  60,  32,
      47,  67,  70,  32,  60,  60,  32,  47,  83,  116, 100, 67,  70,  32,  60,  60,  32,  47,  65,  117, 116, 104, 69,
      118, 101, 110, 116, 32,  47,  68,  111, 99,  79,  112, 101, 110, 32,  47,  67,  70,  77,  32,  47,  65,  69,  83,
      86,  50,  32,  47,  76,  101, 110, 103, 116, 104, 32,  49,  54,  32,  62,  62,  32,  62,  62,  32,  47,  70,  105,
      108, 116, 101, 114, 32,  47,  83,  116, 97,  110, 100, 97,  114, 100, 32,  47,  76,  101, 110, 103, 116, 104, 32,
      49,  50,  56,  32,  47,  79,  32,  60,  48,  100, 98,  53,  56,  53,  53,  102, 99,  53,  51,  50,  54,  53,  54,
      57,  101, 55,  54,  53,  57,  48,  54,  99,  97,  102, 54,  52,  101, 52,  52,  50,  57,  97,  52,  99,  50,  48,
      100, 54,  101, 57,  57,  54,  102, 100, 101, 102, 57,  54,  51,  101, 57,  98,  53,  48,  56,  48,  102, 57,  101,
      48,  56,  51,  62,  32,  47,  80,  32,  45,  52,  32,  47,  82,  32,  52,  32,  47,  83,  116, 109, 70,  32,  47,
      83,  116, 100, 67,  70,  32,  47,  83,  116, 114, 70,  32,  47,  83,  116, 100, 67,  70,  32,  47,  85,  32,  60,
      51,  48,  101, 97,  98,  99,  98,  56,  56,  54,  100, 52,  51,  54,  101, 102, 100, 49,  54,  49,  97,  98,  55,
      98,  57,  54,  97,  55,  55,  56,  102, 100, 48,  49,  50,  50,  52,  53,  54,  97,  57,  49,  98,  97,  101, 53,
      49,  51,  52,  50,  55,  51,  97,  54,  100, 98,  49,  51,  52,  99,  56,  55,  99,  52,  62,  32,  47,  86,  32,
      52,  32,  62,  62,  10,  101, 110, 100, 111, 98,  106, 10,  120, 114, 101, 102, 10,  48,  32,  56,  10,  48,  48,
      48,  48,  48,  48,  48,  48,  48,  48,  32,  54,  53,  53,  51,  53,  32,  102, 32,  10,  48,  48,  48,  48,  48,
      48,  48,  48,  49,  53,  32,  48,  48,  48,  48,  48,  32,  110, 32,  10,  48,  48,  48,  48,  48,  48,  48,  48,
      54,  52,  32,  48,  48,  48,  48,  48,  32,  110, 32,  10,  48,  48,  48,  48,  48,  48,  48,  49,  50,  51,  32,
      48,  48,  48,  48,  48,  32,  110, 32,  10,  48,  48,  48,  48,  48,  48,  48,  50,  54,  49,  32,  48,  48,  48,
      48,  48,  32,  110, 32,  10,  48,  48,  48,  48,  48,  48,  48,  52,  49,  49,  32,  48,  48,  48,  48,  48,  32,
      110, 32,  10,  48,  48,  48,  48,  48,  48,  48,  53,  48,  56,  32,  48,  48,  48,  48,  48,  32,  110, 32,  10,
      48,  48,  48,  48,  48,  48,  48,  54,  49,  48,  32,  48,  48,  48,  48,  48,  32,  110, 32,  10,  116, 114, 97,
      105, 108, 101, 114, 32,  60,  60,  32,  47,  82,  111, 111, 116, 32,  49,  32,  48,  32,  82,  32,  47,  83,  105,
      122, 101, 32,  56,  32,  47,  73,  68,  32,  91,  60,  51,  49,  52,  49,  53,  57,  50,  54,  53,  51,  53,  56,
      57,  55,  57,  51,  50,  51,  56,  52,  54,  50,  54,  52,  51,  51,  56,  51,  50,  55,  57,  53,  62,  60,  51,
      49,  52,  49,  53,  57,  50,  54,  53,  51,  53,  56,  57,  55,  57,  51,  50,  51,  56,  52,  54,  50,  54,  52,
      51,  51,  56,  51,  50,  55,  57,  53,  62,  93,  32,  47,  69,  110, 99,  114, 121, 112, 116, 32,  55,  32,  48,
      32,  82,  32,  62,  62,  10,  115, 116, 97,  114, 116, 120, 114, 101, 102, 10,  57,  48,  57,  10,  37,  37,  69,
      79,  70,  10,
  };
  return {reinterpret_cast<const char*>(kBytes), sizeof kBytes};
}

}  // namespace
