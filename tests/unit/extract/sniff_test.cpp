// Tests of sniff(): each kind of file is known by its bytes, and what we do not read is refused with its name and a way
// out.
#include <boost/test/unit_test.hpp>

#include <string>

#include "docx_builder.h"
#include "extract/complaint.h"
#include "extract/sniff.h"
#include "reading.h"

namespace caveat::extract {
namespace {

using namespace std::string_literals;

std::string kind(std::string_view bytes, std::string_view name, std::string_view media_type = "") {
  Cancel cancel;
  auto out = sniff(Document{bytes, name, media_type}, cancel);
  return out ? std::string(out.value()) : "error: " + out.error().message;
}

std::string ole2(std::string_view stream) {
  std::string bytes = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"s + std::string(2000, '\0');
  for (const char c : stream) (bytes += c) += '\0';
  return bytes + std::string(500, '\0');
}

BOOST_AUTO_TEST_SUITE(sniffing)

BOOST_AUTO_TEST_CASE(a_document_is_known_by_its_bytes_whatever_it_is_called) {
  BOOST_CHECK_EQUAL(kind("%PDF-1.7\n...", "contract.txt"), kPdf);
  BOOST_CHECK_EQUAL(kind("%PDF-1.7\n...", "contract", "text/plain"), kPdf);
  BOOST_CHECK_EQUAL(kind(docx(paragraph("Term")), "contract.pdf"), kDocx);
  BOOST_CHECK_EQUAL(kind(docx(paragraph("Term")), "", "application/octet-stream"), kDocx);
  BOOST_CHECK_EQUAL(kind("<!DOCTYPE html><html><body>Term</body></html>", "contract.doc"), kHtml);
  BOOST_CHECK_EQUAL(kind("\xEF\xBB\xBF\n <!-- saved --><HTML lang=en>", ""), kHtml);
}

BOOST_AUTO_TEST_CASE(a_pdf_may_have_bytes_before_its_header) {
  BOOST_CHECK_EQUAL(kind("\x01\x02 mail gateway\n%PDF-1.4", "contract.pdf"), kPdf);
}

BOOST_AUTO_TEST_CASE(between_kinds_of_text_the_declared_type_decides_then_the_name_then_the_text) {
  BOOST_CHECK_EQUAL(kind("# Term\n", "contract.txt", "text/markdown; charset=utf-8"), kMarkdown);
  BOOST_CHECK_EQUAL(kind("# Term\n", "contract.md", "Text/Plain"), kPlain);
  BOOST_CHECK_EQUAL(kind("Term", "CONTRACT.MD"), kMarkdown);
  BOOST_CHECK_EQUAL(kind("Term", "contract.htm"), kHtml);
  BOOST_CHECK_EQUAL(kind("# Term\n\ntext\n\n## Fees\n", "contract"), kMarkdown);
  BOOST_CHECK_EQUAL(kind("# Term\n\ntext\n\n## Fees\n", "contract.txt"), kPlain);
  BOOST_CHECK_EQUAL(kind("#1 priority\n", ""), kPlain);
  BOOST_CHECK_EQUAL(kind("<Supplier> and <Customer> agree", "a.txt"), kPlain);
}

BOOST_AUTO_TEST_CASE(an_empty_file_is_refused) {
  BOOST_CHECK_EQUAL(refusal("", "a.pdf"), "a.pdf: empty (0 bytes). Fetch or save it again, then scan that.");
}

BOOST_AUTO_TEST_CASE(a_file_of_white_space_holds_no_text) {
  BOOST_CHECK(contains(refusal(" \n\t\n", "a.txt"), "a.txt: holds no text"));
}

BOOST_AUTO_TEST_CASE(a_picture_is_one_whatever_it_is_called) {
  BOOST_CHECK_EQUAL(kind("\x89PNG\r\n\x1A\n\0\0\0\rIHDR"s, "contract.pdf"), kPng);
  BOOST_CHECK_EQUAL(kind("\xFF\xD8\xFF\xE0", "page", "text/plain"), kJpeg);
  BOOST_CHECK_EQUAL(kind("II*\0\x08\0\0\0"s, "fax.tif"), kTiff);
  BOOST_CHECK_EQUAL(kind("MM\0*\0\0\0\x08"s, ""), kTiff);
  // A PDF behind a thumbnail.
  BOOST_CHECK_EQUAL(kind("\xFF\xD8\xFF\xE0 %PDF-1.4", "contract.pdf"), kPdf);
}

BOOST_AUTO_TEST_CASE(a_picture_of_another_kind_is_refused_with_a_way_out) {
  const std::string message = refusal("GIF89a\x10\0\x10\0"s, "contract.pdf");
  BOOST_CHECK(contains(message, "contract.pdf: an image (GIF)"));
  BOOST_CHECK(contains(message, "Save it as PNG, JPEG or PDF"));
}

BOOST_AUTO_TEST_CASE(an_old_word_file_that_must_not_be_converted_is_refused_with_a_way_out) {
  Cancel cancel;
  Options options;
  options.convert = false;
  const std::string bytes = ole2("WordDocument");
  const auto out = run(Document{bytes, "contract.doc", ""}, options, cancel);
  BOOST_REQUIRE(!out);
  BOOST_CHECK(out.error().code == ErrorCode::format);
  BOOST_CHECK_EQUAL(out.error().message,
                    "contract.doc: an old Word file (.doc), which is read by way of LibreOffice, and this program does not allow that. Save it as .docx or PDF and scan that.");
}

BOOST_AUTO_TEST_CASE(a_protected_word_file_is_locked_not_old) {
  BOOST_CHECK(contains(refusal(ole2("EncryptedPackage"), "contract.docx", ErrorCode::locked), "remove the password"));
}

BOOST_AUTO_TEST_CASE(sheets_of_old_and_open_programs_are_known) {
  BOOST_CHECK_EQUAL(kind(ole2("Workbook"), "a.xls"), kXls);
  BOOST_CHECK_EQUAL(kind(ole2("Book"), "a.bin"), kXls);
  BOOST_CHECK_EQUAL(kind(zip({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}}), "a.ods"), kOds);
}

BOOST_AUTO_TEST_CASE(other_office_files_are_refused_by_name) {
  BOOST_CHECK(contains(refusal(zip({{"[Content_Types].xml", "<Types>ms-excel.sheet.binary.macroEnabled.main</Types>"}}), "a.xlsb"), ".xlsb"));
  BOOST_CHECK(contains(refusal(zip({{"mimetype", "application/vnd.oasis.opendocument.presentation"}}), "a.odp"), ".odp"));
}

BOOST_AUTO_TEST_CASE(a_name_that_promises_what_the_bytes_are_not_is_refused) {
  BOOST_CHECK(contains(refusal("404 Not Found", "contract.pdf"), "called a PDF"));
  BOOST_CHECK(contains(refusal("404 Not Found", "contract.docx"), "called a Word file"));
  BOOST_CHECK(contains(refusal("Not Found", "contract", ErrorCode::format, "application/pdf"), "called a PDF"));
}

BOOST_AUTO_TEST_CASE(xml_is_refused_rather_than_read_in_part) {
  BOOST_CHECK(contains(refusal("<?xml version='1.0'?><pkg:package/>", "a.xml"), "an XML file"));
}

BOOST_AUTO_TEST_CASE(bytes_without_text_are_refused_as_binary) {
  std::string bytes;
  for (unsigned i = 0, x = 1; i < 5000; ++i) bytes += static_cast<char>((x = x * 1103515245u + 12345u) >> 16);
  BOOST_CHECK(contains(refusal(bytes, "contract.txt"), "binary data"));
}

BOOST_AUTO_TEST_CASE(pdf_and_html_are_read_in_a_process_of_their_own) {
  Options options;
  options.reader_path = "/nonexistent/caveat-reader";
  Cancel cancel;
  for (const std::string_view bytes : {"%PDF-1.7 ...", "<!DOCTYPE html><p>Term"}) {
    const auto out = run(Document{bytes, "contract", ""}, options, cancel);
    BOOST_REQUIRE(!out);
    BOOST_CHECK_MESSAGE(out.error().code == ErrorCode::io, out.error().message);
  }
}

BOOST_AUTO_TEST_CASE(a_message_is_one_line_of_valid_text_whatever_the_name) {
  ExtractedText message;
  message.media_type = "x";
  message.text = refusal("", "a\nb\xFF\x1B[31m" + std::string(5000, 'x'));
  message.blocks = {{{0, static_cast<std::uint32_t>(message.text.size())}, BlockKind::paragraph, 0}};
  BOOST_CHECK_EQUAL(broken_invariant(message), "");
  BOOST_CHECK(message.text.starts_with("a?b??[31mxxx"));
  BOOST_CHECK(!contains(message.text, "\n"));
  BOOST_CHECK_LT(message.text.size(), 400u);
  BOOST_CHECK(refusal("", "").starts_with("The document: empty"));
}

BOOST_AUTO_TEST_CASE(sizes_in_messages_round_up) {
  BOOST_CHECK_EQUAL(size_in_words(1), "1 byte");
  BOOST_CHECK_EQUAL(size_in_words(1025), "2 KB");
  BOOST_CHECK_EQUAL(size_in_words((64u << 20) + 1), "65 MB");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace caveat::extract
