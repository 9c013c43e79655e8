// PDF through the reader process: reading order, paragraphs, headings, tables, boxes, and what is not read.
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFWriter.hh>

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
const std::vector<std::string> kOther{
    "The Customer shall pay the Fees within thirty days of the date of each invoice, without",
    "set-off or deduction, and shall reimburse the Supplier for reasonable costs of travel."};

std::string joined(const std::vector<std::string>& lines) {
  std::string out;
  for (const std::string& line : lines) out += (out.empty() ? "" : "\n") + line;
  return out;
}

// Encrypted by qpdf. bits: 40 and 128 (RC4), 256 (AES).
std::string locked(const WrittenPdf& written, const std::string& user, const std::string& owner, int bits = 256) {
  const std::string bytes = written.bytes();
  QPDF document;
  document.processMemoryFile("written", bytes.data(), bytes.size());
  QPDFWriter writer(document);
  writer.setOutputMemory();
  if (bits == 40) writer.setR2EncryptionParametersInsecure(user.c_str(), owner.c_str(), true, true, true, true);
  else if (bits == 128) writer.setR3EncryptionParametersInsecure(user.c_str(), owner.c_str(), true, true, true, true, true, true, qpdf_r3p_full);
  else writer.setR6EncryptionParameters(user.c_str(), owner.c_str(), true, true, true, true, true, true, qpdf_r3p_full, true);
  writer.write();
  const std::shared_ptr<Buffer> made = writer.getBufferSharedPointer();
  return {reinterpret_cast<const char*>(made->getBuffer()), made->getSize()};
}

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

BOOST_AUTO_TEST_CASE(columns_whose_paragraphs_are_equally_long_are_no_table) {
  const auto clause = [](const std::string& number) {
    return std::vector<std::string>{number + " The Supplier shall provide the Services", "with skill and care, and shall comply with", "all laws that apply to them in the country."};
  };
  const auto page = [&](const std::vector<std::string>& left, const std::vector<std::string>& right) {
    WrittenPdf written;
    written.page();
    double y = 100;
    for (std::size_t i = 0; i < left.size(); ++i, y += 54) written.lines(72, y, clause(left[i])).lines(310, y, clause(right[i]));
    return blocks_of(pdf(written));
  };
  const std::vector<std::string> first{"1.1", "1.2", "1.3", "1.4"}, second{"2.1", "2.2", "2.3", "2.4"};
  Blocks expected;
  for (const auto& numbers : {first, second})
    for (const std::string& number : numbers) expected.push_back(joined(clause(number)));
  BOOST_CHECK(page(first, second) == expected);
  // Two languages side by side stay side by side.
  const auto both = page(first, first);
  BOOST_REQUIRE_EQUAL(both.size(), 4u);
  BOOST_CHECK(both[0].starts_with("row: 1.1 ") && both[0].find("\t1.1 ") != std::string::npos);
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

BOOST_AUTO_TEST_CASE(headers_that_change_with_the_chapter_are_headers) {
  WrittenPdf written;
  for (const char* chapter : {"Part A: Fees", "Part A: Fees", "Part A: Fees", "Part B: Term", "Part B: Term", "Part B: Term"})
    written.page().text(72, 40, chapter, 8).lines(72, 100, kLong);
  const auto blocks = blocks_of(pdf(written));
  BOOST_REQUIRE_EQUAL(blocks.size(), 12u);
  for (std::size_t i = 0; i < 12; i += 2) {
    BOOST_CHECK_EQUAL(blocks[i], joined(kLong));
    BOOST_CHECK_EQUAL(blocks[i + 1], i < 6 ? "Part A: Fees" : "Part B: Term");
  }
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

BOOST_AUTO_TEST_CASE(a_page_set_across_is_read_in_its_own_direction) {
  // A table in landscape on a page that is not: its lines run upwards, or downwards.
  for (const bool up : {true, false}) {
    const auto at = [&](double along, double down, const std::string& words) {
      char out[200];
      std::snprintf(out, sizeof out, "BT /F1 10 Tf %s %.1f %.1f Tm (%s) Tj ET\n", up ? "0 1 -1 0" : "0 -1 1 0", up ? down : 595 - down, up ? along : 842 - along, words.c_str());
      return std::string(out);
    };
    WrittenPdf written;
    written.page().raw(at(72, 100, "Severity")).raw(at(300, 100, "Credit")).raw(at(72, 130, "Critical")).raw(at(300, 130, "5 per cent"));
    const auto across = [&](double along, double down, double to_along, double to_down) {
      char out[120];
      std::snprintf(out, sizeof out, "%.1f %.1f m %.1f %.1f l S\n", up ? down : 595 - down, up ? along : 842 - along, up ? to_down : 595 - to_down, up ? to_along : 842 - to_along);
      return std::string(out);
    };
    for (const double down : {88.0, 110.0, 140.0}) written.raw(across(60, down, 500, down));
    for (const double along : {60.0, 290.0, 500.0}) written.raw(across(along, 88, along, 140));
    check_blocks(pdf(written), {"row: Severity\tCredit", "row: Critical\t5 per cent"});
  }
}

BOOST_AUTO_TEST_CASE(a_turned_page_has_its_lines_and_boxes_turned_as_well) {
  WrittenPdf written;
  written.page().page_entries("/Rotate 90");
  // Shown, the page is 842 wide: x of the shown page is y from the bottom, y is x.
  const auto at = [](double x, double y, const std::string& words) {
    char out[200];
    std::snprintf(out, sizeof out, "BT /F1 10 Tf 0 1 -1 0 %.1f %.1f Tm (%s) Tj ET\n", y, x, words.c_str());
    return std::string(out);
  };
  written.raw(at(72, 100, "Severity")).raw(at(300, 100, "Credit")).raw(at(72, 112, "Critical")).raw(at(72, 124, "for all")).raw(at(300, 112, "5 per cent")).raw(at(300, 124, "of the fees"));
  for (const int y : {88, 103, 130}) written.raw(std::to_string(y) + " 60 m " + std::to_string(y) + " 500 l S\n");
  for (const int x : {60, 290, 500}) written.raw("88 " + std::to_string(x) + " m 130 " + std::to_string(x) + " l S\n");
  const auto text = pdf(written);
  check_blocks(text, {"row: Severity\tCredit", "row: Critical for all\t5 per cent of the fees"});
  BOOST_CHECK_CLOSE(text.words.at(1).x0, 300.f, 1.f);
  BOOST_CHECK(text.words.at(1).y0 > 88 && text.words.at(1).y1 < 104);
}

BOOST_AUTO_TEST_CASE(a_heading_across_both_columns_parts_them) {
  const std::vector<std::string> left{"The Supplier shall provide the Services", "with skill and care, and shall comply with", "all laws that apply to them in that country."};
  const std::vector<std::string> right{"The Customer shall pay the Fees within", "thirty days of the date of each invoice,", "without any set-off or deduction, in euro."};
  check_blocks(pdf(WrittenPdf()
                       .page()
                       .text(72, 80, "1. What the parties owe to each other under this agreement and its annexes", 12, true)
                       .lines(72, 100, left)
                       .lines(310, 100, right)
                       .text(72, 170, "2. What happens where one of them does not do what it has promised to do", 12, true)
                       .lines(72, 190, left)
                       .lines(310, 190, right)),
               {"heading1: 1. What the parties owe to each other under this agreement and its annexes", joined(left), joined(right),
                "heading1: 2. What happens where one of them does not do what it has promised to do", joined(left), joined(right)});
}

BOOST_AUTO_TEST_CASE(ligatures_are_spelled_out_and_soft_hyphens_stay) {
  WrittenPdf written;
  const int font = written.object("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</BaseEncoding/WinAnsiEncoding/Differences[1/fi 2/fl 3/sfthyphen]>>>>");
  written.page()
      .raw("BT /F3 10 Tf 1 0 0 1 72 700 Tm (de\001nite, \002ow, avail\003) Tj ET\nBT /F3 10 Tf 1 0 0 1 72 688 Tm (ability) Tj ET\n");
  std::string bytes = written.bytes();
  // The fonts of a page are one dictionary, which WrittenPdf writes.
  const std::string fonts = "/Font<</F1 3 0 R/F2 4 0 R>>";
  const std::size_t place = bytes.find(fonts);
  BOOST_REQUIRE(place != std::string::npos);
  bytes.replace(place, fonts.size(), "/Font<</F3 " + std::to_string(font) + " 0 R>>     ");
  const auto text = read_good(bytes, "application/pdf");
  BOOST_CHECK_EQUAL(text.text, "definite, flow, avail\u00ad\nability");
  BOOST_CHECK_EQUAL(text.words.size(), 4u);
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
  // Where text recognition looks at the sheets, it finds them white: nothing is hidden on them (recognition_test.cpp).
  auto text = read(WrittenPdf().page().page().bytes(), "application/pdf", {.recognise = false});
  BOOST_REQUIRE(text);
  BOOST_CHECK(text->text.empty() && text->blocks.empty());
  BOOST_CHECK(unread_of(text.value()) == (std::vector<std::string>{"page-without-text 1", "page-without-text 2"}));
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
  const auto result = read(locked(WrittenPdf().page().text(72, 100, "Fees"), "secret", "owner"), "application/pdf");
  BOOST_REQUIRE(!result);
  BOOST_CHECK(result.error().code == ErrorCode::locked);
  BOOST_CHECK_EQUAL(result.error().message,
                    "x.pdf: protected by a password. Put it into the first line of a file and name that with --password-file (other programs: "
                    "cav_scan_options.password), or save a copy without a password and scan that.");
}

BOOST_AUTO_TEST_CASE(either_password_opens_a_locked_document) {
  NothingLeft guard;
  const WrittenPdf written = WrittenPdf().page().text(72, 100, "Fees are due.");
  for (const int bits : {40, 128, 256}) {
    const std::string bytes = locked(written, "secret", "owner", bits);
    for (const char* password : {"secret", "owner"}) {
      Options options;
      options.password = password;
      auto result = read(bytes, "application/pdf", options);
      BOOST_REQUIRE_MESSAGE(static_cast<bool>(result), bits << " " << password << (result ? "" : ": " + result.error().message));
      BOOST_CHECK_EQUAL(result->text, "Fees are due.");
    }
  }
}

BOOST_AUTO_TEST_CASE(a_password_with_umlauts_opens_documents_of_either_age) {
  const WrittenPdf written = WrittenPdf().page().text(72, 100, "Fees are due.");
  Options options;
  options.password = "Schl\u00fcssel";
  for (const auto& [password, bits] : {std::pair{"Schl\xfcssel", 128}, {"Schl\u00fcssel", 256}}) {
    auto result = read(locked(written, password, "owner", bits), "application/pdf", options);
    BOOST_REQUIRE_MESSAGE(static_cast<bool>(result), bits);
    BOOST_CHECK_EQUAL(result->text, "Fees are due.");
  }
}

BOOST_AUTO_TEST_CASE(a_wrong_password_is_told_from_none) {
  NothingLeft guard;
  const std::string bytes = locked(WrittenPdf().page().text(72, 100, "Fees"), "secret", "owner");
  for (const std::string& password : {std::string("Secret"), std::string("s"), std::string("\xff\xfe"), std::string(limits::kPasswordBytes + 1, 's')}) {
    Options options;
    options.password = password;
    auto result = read(bytes, "application/pdf", options);
    BOOST_REQUIRE(!result);
    BOOST_CHECK(result.error().code == ErrorCode::locked);
    BOOST_CHECK(result.error().message.starts_with("x.pdf: the password is wrong. "));
  }
}

BOOST_AUTO_TEST_CASE(a_password_does_no_harm_where_none_is_needed) {
  const WrittenPdf written = WrittenPdf().page().text(72, 100, "Fees");
  Options options;
  options.password = "secret";
  for (const std::string& bytes : {written.bytes(), locked(written, "", "owner"), locked(written, "", "", 128)}) {
    auto result = read(bytes, "application/pdf", options);
    BOOST_REQUIRE(static_cast<bool>(result));
    BOOST_CHECK_EQUAL(result->text, "Fees");
  }
  auto page = read("<p>Fees are due.</p>", "text/html", options);
  BOOST_REQUIRE(static_cast<bool>(page));
  BOOST_CHECK_EQUAL(page->text, "Fees are due.");
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
