// Text recognition: pages that are pictures, as scanners and signing services make them. What needs tesseract says so where it is missing, and is left out.
#include <poll.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <limits>
#include <set>
#include <sstream>

#include "base/limits.h"
#include "../extract/invariants.h"
#include "extract/reader_process.h"
#include "extract/reader_protocol.h"
#include "reading.h"
#include "written_pdf.h"

using namespace caveat;
using namespace caveat::tests;
using namespace caveat::extract::reader;

namespace {

bool tesseract_is_there() {
  static const bool there = [] {
    for (const char* folder : {"/usr/share/tesseract-ocr/5/tessdata/", "/usr/share/tesseract-ocr/4.00/tessdata/", "/usr/share/tessdata/"}) {
      bool all = true;
      for (const char* language : {"eng", "fra", "deu", "spa"}) all = all && std::filesystem::exists(std::string(folder) + language + ".traineddata");
      if (all) return true;
    }
    return false;
  }();
  if (!there) BOOST_TEST_MESSAGE("skipped: tesseract-ocr with -fra, -deu and -spa is not installed");
  return there;
}

struct Picture {
  int width = 0, height = 0;
  std::string pixels;  // a byte each
};

// A page as a scanner sees it, by another program than ours.
Picture scanned(const std::string& pdf, int page, int dpi = 200) {
  char folder[] = "/tmp/caveat-scan-XXXXXX";
  BOOST_REQUIRE(::mkdtemp(folder) != nullptr);
  const std::string base = folder, number = std::to_string(page);
  std::ofstream(base + "/in.pdf", std::ios::binary) << pdf;
  const std::string command = "pdftoppm -gray -singlefile -r " + std::to_string(dpi) + " -f " + number + " -l " + number + " " + base + "/in.pdf " + base + "/out";
  BOOST_REQUIRE_EQUAL(std::system(command.c_str()), 0);
  std::ifstream in(base + "/out.pgm", std::ios::binary);
  std::string magic;
  int most = 0;
  Picture out;
  in >> magic >> out.width >> out.height >> most;
  in.get();
  out.pixels.assign(std::istreambuf_iterator<char>(in), {});
  std::filesystem::remove_all(base);
  BOOST_REQUIRE_EQUAL(magic, "P5");
  BOOST_REQUIRE_EQUAL(out.pixels.size(), static_cast<std::size_t>(out.width * out.height));
  return out;
}

// Draws the picture over the whole page; `matrix` maps the unit square.
void draw(WrittenPdf& pdf, const Picture& picture, const std::string& matrix = "595 0 0 842 0 0") {
  const int object = pdf.object("<</Type/XObject/Subtype/Image/Width " + std::to_string(picture.width) + "/Height " + std::to_string(picture.height) +
                                "/BitsPerComponent 8/ColorSpace/DeviceGray/Length " + std::to_string(picture.pixels.size()) + ">>\nstream\n" +
                                picture.pixels + "\nendstream");
  pdf.resources("/XObject<</I " + std::to_string(object) + " 0 R>>").raw("q " + matrix + " cm /I Do Q\n");
}

const std::vector<std::string> kEnglishLines = {
    "The Supplier may change the fees at any time by notice to the Customer.",
    "The liability of the Supplier is limited to the fees that were paid in the",
    "twelve months before the event, and the Customer shall indemnify the",
    "Supplier against all claims of third parties that arise out of the use of",
    "the Services. This Agreement is governed by the laws of England."};

WrittenPdf english_page() {
  WrittenPdf pdf;
  pdf.page().text(72, 100, "4. Fees and liability", 15, true).lines(72, 130, kEnglishLines, 14, 11);
  return pdf;
}

bool has(const ExtractedText& text, std::string_view words) {
  std::string line = text.text;
  for (char& c : line)
    if (c == '\n') c = ' ';
  return line.find(words) != std::string::npos;
}

void check_contract(const ExtractedText& text) {
  BOOST_CHECK_EQUAL(extract::broken_invariant(text), "");
  std::uint32_t end = 0;
  for (const Recognised& word : text.recognised) {
    BOOST_REQUIRE(word.span.begin >= end && !word.span.empty() && word.span.end <= text.text.size());
    BOOST_REQUIRE(word.confidence >= 0 && word.confidence <= 1);
    end = word.span.end;
  }
}

std::multiset<std::string> words_in(const std::string& text) {
  std::multiset<std::string> out;
  std::istringstream in(text);
  for (std::string word; in >> word;) out.insert(word);
  return out;
}

Result<ExtractedText> order(const std::string& what, bool recognise = true, std::uint32_t deadline_ms = 60'000) {
  Options options;
  options.reader_path = CAVEAT_MISBEHAVING_READER;
  options.recognise = recognise;
  Cancel cancel(deadline_ms, nullptr);
  return read_in_process({"recognise: " + what + ".", "x.pdf", {}}, "application/pdf", options, cancel);
}

RecognisedPage good_page(std::uint32_t number) {
  RecognisedPage page;
  page.number = number;
  page.language = kFrench;
  page.damaged = true;
  for (const char* text : {"d’une", "clause", "§"}) {
    RecognisedWord word;
    word.text = text;
    word.x0 = 10, word.y0 = 20, word.x1 = 30, word.y1 = 32, word.base = 30, word.size = 10, word.confidence = 0.5f;
    word.begins_line = page.words.empty();
    word.bold = word.space_after = true;
    word.rotation = 3;
    page.words.push_back(word);
  }
  return page;
}

bool refused(const RecognisedPage& page) {
  return std::holds_alternative<Refusal>(decode_lines(encode_hello(0) + encode_lines(page) + encode_end())) &&
         std::holds_alternative<Refusal>(decode_envelope(encode_envelope_head("", {page}, 3) + "PDF" + encode_end()));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(recognition)

BOOST_AUTO_TEST_CASE(a_scan_is_read_with_its_headings_and_places) {
  if (!tesseract_is_there()) return;
  NothingLeft guard;
  WrittenPdf scan;
  scan.page();
  draw(scan, scanned(english_page().bytes(), 1));
  const ExtractedText text = read_good(scan.bytes(), "application/pdf");
  check_contract(text);
  check_blocks(text, {"heading1: 4. Fees and liability",
                      "The Supplier may change the fees at any time by notice to the Customer.\nThe liability of the Supplier is limited to the fees that were "
                      "paid in the\ntwelve months before the event, and the Customer shall indemnify the\nSupplier against all claims of third parties that "
                      "arise out of the use of\nthe Services. This Agreement is governed by the laws of England."});
  BOOST_CHECK(text.not_read.empty());
  BOOST_CHECK_EQUAL(text.recognised.size(), text.words.size());
  BOOST_CHECK_GT(text.confidence_of({0, static_cast<std::uint32_t>(text.text.size())}).value_or(0), 0.85f);
  BOOST_CHECK(text.recognised_pages().starts_with("1 (9"));
  // "Fees" of the heading, on the page as it is shown.
  const WordBox& fees = text.words.at(1);
  BOOST_CHECK_EQUAL(fees.span.of(text.text), "Fees");
  BOOST_CHECK_CLOSE_FRACTION(fees.x0, 72 + 15 * 0.834, 0.08);
  BOOST_CHECK_CLOSE_FRACTION(fees.y1, 100, 0.03);
}

BOOST_AUTO_TEST_CASE(each_page_is_read_in_its_own_language) {
  if (!tesseract_is_there()) return;
  WrittenPdf pdf;
  pdf.page().lines(72, 100, {"Le prestataire peut modifier les prix \xe0 tout moment et sans pr\xe9""avis pour", "le client, dont la responsabilit\xe9 n'est pas limit\xe9""e dans ce cas."}, 14, 12);
  pdf.page().lines(72, 100, {"Der Anbieter k\xfcndigt den Vertrag f\xfcr die Nutzung der Software und die Pflege", "mit einer Frist von drei Monaten, und die Verg\xfctung ist nach \xa7 7 f\xe4llig."}, 14, 12);
  pdf.page().lines(72, 100, {"El proveedor podr\xe1 modificar los precios del servicio en cualquier momento y", "la duraci\xf3n se prorrogar\xe1 por a\xf1os, con las condiciones que se indican."}, 14, 12);
  WrittenPdf scan;
  for (int page = 1; page <= 3; ++page) {
    scan.page();
    draw(scan, scanned(pdf.bytes(), page));
  }
  const ExtractedText text = read_good(scan.bytes(), "application/pdf");
  check_contract(text);
  for (const char* words : {"modifier les prix à tout moment et sans préavis", "responsabilité", "kündigt den Vertrag für die Nutzung", "nach § 7 fällig",
                            "podrá modificar los precios", "se prorrogará por años"})
    BOOST_CHECK_MESSAGE(has(text, words), words << " is not in " << text.text);
  BOOST_CHECK_EQUAL(text.pages.size(), 3);
  BOOST_CHECK(text.not_read.empty());
}

BOOST_AUTO_TEST_CASE(a_scanned_annex_stands_in_its_place_between_text) {
  if (!tesseract_is_there()) return;
  WrittenPdf pdf = english_page();
  pdf.page();
  draw(pdf, scanned(english_page().bytes(), 1));
  pdf.page().lines(72, 100, {"Signed by both parties on the last page of this agreement."});
  const ExtractedText text = read_good(pdf.bytes(), "application/pdf");
  check_contract(text);
  BOOST_REQUIRE_EQUAL(text.pages.size(), 3);
  BOOST_CHECK(text.not_read.empty());
  BOOST_CHECK(!text.confidence_of(text.pages[0].span) && text.confidence_of(text.pages[1].span) && !text.confidence_of(text.pages[2].span));
  BOOST_CHECK_EQUAL(words_in(std::string(text.pages[0].span.of(text.text))) == words_in(std::string(text.pages[1].span.of(text.text))), true);
  BOOST_CHECK_EQUAL(text.recognised_pages().substr(0, 3), "2 (");
}

BOOST_AUTO_TEST_CASE(nothing_is_recognised_where_nobody_wants_it) {
  WrittenPdf scan;
  scan.page();
  draw(scan, scanned(english_page().bytes(), 1, 60));
  Options options;
  options.recognise = false;
  auto text = read(scan.bytes(), "application/pdf", options);
  BOOST_REQUIRE(static_cast<bool>(text));
  BOOST_CHECK(text->text.empty() && text->recognised.empty());
  BOOST_CHECK(unread_of(text.value()) == Blocks{"page-without-text 1"});
}

BOOST_AUTO_TEST_CASE(the_mark_of_a_signing_service_is_no_reading_of_the_page) {
  WrittenPdf scan;
  scan.page();
  draw(scan, scanned(english_page().bytes(), 1));
  scan.text(20, 20, "Envelope ID: 5D1F-77A0", 7);
  Options options;
  options.recognise = false;
  auto without = read(scan.bytes(), "application/pdf", options);
  BOOST_REQUIRE(static_cast<bool>(without));
  BOOST_CHECK(unread_of(without.value()) == Blocks{"page-without-text 1"});
  BOOST_CHECK(has(without.value(), "Envelope ID"));
  if (!tesseract_is_there()) return;
  const ExtractedText text = read_good(scan.bytes(), "application/pdf");
  check_contract(text);
  BOOST_CHECK(text.not_read.empty());
  BOOST_CHECK(has(text, "The Supplier may change the fees at any time"));
}

BOOST_AUTO_TEST_CASE(the_text_over_a_photograph_stays_as_the_document_says_it) {
  if (!tesseract_is_there()) return;
  Picture grey{50, 70, std::string(50 * 70, '\xd0')};
  WrittenPdf cover;
  cover.page();
  draw(cover, grey);
  cover.text(100, 300, "Master Services Agreement", 30).text(100, 350, "between Alpha and Beta", 14);
  const ExtractedText text = read_good(cover.bytes(), "application/pdf");
  BOOST_CHECK(text.not_read.empty());
  BOOST_CHECK(text.recognised.empty());
  BOOST_CHECK(has(text, "Master Services Agreement"));
}

BOOST_AUTO_TEST_CASE(a_scanned_white_sheet_hides_nothing_and_a_photograph_is_said) {
  if (!tesseract_is_there()) return;
  WrittenPdf scan;
  scan.page();
  draw(scan, scanned(english_page().bytes(), 1));
  scan.page();
  draw(scan, {100, 140, std::string(100 * 140, '\xfe')});
  scan.page();
  Picture squares{100, 140, std::string(100 * 140, '\xff')};
  for (int y = 40; y < 100; ++y)
    for (int x = 20; x < 80; ++x) squares.pixels[static_cast<std::size_t>(y * 100 + x)] = static_cast<char>(x * y % 100);
  draw(scan, squares);
  const ExtractedText text = read_good(scan.bytes(), "application/pdf");
  BOOST_CHECK(unread_of(text) == Blocks{"page-without-text 3"});
  BOOST_REQUIRE(!text.not_read.empty());
  BOOST_CHECK_EQUAL(text.not_read[0].detail, "This page has no text, only a picture, a drawing or nothing. Text recognition found no words on it. Look at it.");
}

BOOST_AUTO_TEST_CASE(a_sheet_that_lay_turned_on_the_scanner_is_read) {
  if (!tesseract_is_there()) return;
  if (!std::filesystem::exists("/usr/share/tesseract-ocr/5/tessdata/osd.traineddata")) {
    BOOST_TEST_MESSAGE("skipped: tesseract-ocr-osd is not installed");
    return;
  }
  WrittenPdf full;  // tesseract wants some lines to see which way is up
  full.page();
  for (int i = 0; i < 8; ++i) full.lines(72, 100 + i * 80, kEnglishLines, 14, 11);
  const Picture upright = scanned(full.bytes(), 1);
  for (const char* matrix : {"0 -842 595 0 0 842", "-595 0 0 -842 595 842"}) {
    WrittenPdf scan;
    scan.page();
    draw(scan, upright, matrix);
    const ExtractedText text = read_good(scan.bytes(), "application/pdf");
    check_contract(text);
    BOOST_CHECK_MESSAGE(has(text, "The Supplier may change the fees at any time by notice to the Customer. The liability"), matrix << ": " << text.text.substr(0, 200));
  }
}

BOOST_AUTO_TEST_CASE(a_page_of_our_own_contracts_is_read_nearly_word_for_word) {
  if (!tesseract_is_there()) return;
  std::ifstream in(CAVEAT_SOURCE_DIR "/corpus/contracts/fr/contrat-infogerance-cns.pdf", std::ios::binary);
  const std::string pdf(std::istreambuf_iterator<char>(in), {});
  BOOST_REQUIRE(!pdf.empty());
  const ExtractedText original = read_good(pdf, "application/pdf");
  WrittenPdf scan;
  scan.page();
  draw(scan, scanned(pdf, 1));
  const ExtractedText text = read_good(scan.bytes(), "application/pdf");
  check_contract(text);
  const auto expected = words_in(std::string(original.pages[0].span.of(original.text)));
  auto found = words_in(text.text);
  std::size_t right = 0;
  for (const std::string& word : expected)
    if (const auto one = found.find(word); one != found.end()) {
      found.erase(one);
      ++right;
    }
  BOOST_TEST_MESSAGE(right << " of " << expected.size() << " words");
  BOOST_CHECK_GE(right * 100, expected.size() * 95);
}

// ---- readers that misbehave ----

BOOST_AUTO_TEST_CASE(recognised_pages_come_in_their_order_and_language) {
  NothingLeft guard;
  auto text = order("well");
  BOOST_REQUIRE_MESSAGE(static_cast<bool>(text), (text ? "" : text.error().message));
  BOOST_CHECK_EQUAL(text->text, "Page1\n\nPage2\n\nPage3");
  BOOST_CHECK_EQUAL(text->recognised_pages(), "1-3 (90 %)");
  BOOST_CHECK(text->not_read.empty());
  auto without = order("well", false);
  BOOST_REQUIRE(static_cast<bool>(without));
  BOOST_CHECK_EQUAL(without->not_read.size(), 3);
  BOOST_CHECK_EQUAL(without->recognised_pages(), "");
}

BOOST_AUTO_TEST_CASE(as_many_pages_as_the_limit_are_recognised_and_further_ones_are_told) {
  NothingLeft guard;
  const auto read_pages = [](std::uint32_t count) {
    auto text = order(std::to_string(count) + " pages", true, 600'000);
    BOOST_REQUIRE_MESSAGE(static_cast<bool>(text), (text ? "" : text.error().message));
    return std::move(text).value();
  };
  const ExtractedText most = read_pages(limits::kRecognisedPages);
  BOOST_CHECK(most.not_read.empty());
  BOOST_CHECK(most.text.ends_with("Page999\n\nPage1000"));
  const ExtractedText more = read_pages(limits::kRecognisedPages + 1);
  BOOST_CHECK(more.text == most.text);
  BOOST_REQUIRE(unread_of(more) == Blocks{"page-without-text 1001"});
  BOOST_CHECK(more.not_read[0].detail.ends_with("It stands behind the 1000 pages that are recognised at most. Split the document."));
}

BOOST_AUTO_TEST_CASE(a_page_that_kills_its_reader_is_unread_and_the_others_are_read) {
  for (const char* how : {"crash on page 2", "nothing on page 2"}) {
    NothingLeft guard;
    auto text = order(how);
    BOOST_REQUIRE(static_cast<bool>(text));
    BOOST_CHECK_EQUAL(text->text, "Page1\n\nPage3");
    BOOST_REQUIRE(unread_of(text.value()) == Blocks{"page-without-text 2"});
    BOOST_CHECK(text->not_read[0].detail.find("Text recognition failed on it") != std::string::npos);
    BOOST_CHECK_EQUAL(text->recognised_pages(), "1, 3 (90 %)");
  }
}

BOOST_AUTO_TEST_CASE(a_page_that_was_hardly_legible_is_not_read) {
  auto text = order("unsure of page 3");
  BOOST_REQUIRE(static_cast<bool>(text));
  BOOST_REQUIRE(unread_of(text.value()) == Blocks{"recognised-badly 3"});
  BOOST_CHECK(text->not_read[0].detail.find("only 40 % sure") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_language_whose_model_is_not_installed_is_told_once) {
  auto text = order("without a model from page 2");
  BOOST_REQUIRE(static_cast<bool>(text));
  BOOST_REQUIRE(unread_of(text.value()) == Blocks{"model-missing 2"});
  BOOST_CHECK_EQUAL(text->not_read[0].detail.substr(0, 46), "2 pages, from this one on, are in German and w");
  BOOST_CHECK(text->not_read[0].detail.find("tesseract-ocr-deu") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_page_that_is_damaged_in_part_is_read_and_told) {
  auto text = order("damaged page 2");
  BOOST_REQUIRE(static_cast<bool>(text));
  BOOST_CHECK_EQUAL(text->text, "Page1\n\nPage2\n\nPage3");
  BOOST_CHECK(unread_of(text.value()) == Blocks{"damaged-page 2"});
}

BOOST_AUTO_TEST_CASE(without_tesseract_the_way_out_is_said) {
  NothingLeft guard;
  auto text = order("not installed");
  BOOST_REQUIRE(static_cast<bool>(text));
  BOOST_REQUIRE_EQUAL(text->not_read.size(), 3);
  for (const NotRead& part : text->not_read) {
    BOOST_CHECK_EQUAL(part.code, "page-without-text");
    BOOST_CHECK(part.detail.find("tesseract-ocr") != std::string::npos);
  }
}

BOOST_AUTO_TEST_CASE(lies_of_the_reader_leave_the_pages_unread) {
  for (const char* how : {"lie", "nonsense", "badly laid out"}) {
    NothingLeft guard;
    auto text = order(how);
    BOOST_REQUIRE_MESSAGE(static_cast<bool>(text), how);
    BOOST_CHECK_EQUAL(text->not_read.size(), 3);
    BOOST_CHECK(text->recognised.empty());
  }
}

BOOST_AUTO_TEST_CASE(a_hanging_recognition_ends_with_the_deadline) {
  NothingLeft guard;
  auto text = order("hang", true, 500);
  BOOST_REQUIRE(!text);
  BOOST_CHECK_EQUAL(static_cast<int>(text.error().code), static_cast<int>(ErrorCode::deadline));
}

// ---- the protocol ----

BOOST_AUTO_TEST_CASE(lines_come_back_as_they_were_sent) {
  const auto decoded = decode_lines(encode_hello(0) + encode_lines(good_page(3)) + encode_lines(good_page(9)) + encode_end());
  BOOST_REQUIRE(std::holds_alternative<DecodedLines>(decoded));
  const auto& pages = std::get<DecodedLines>(decoded).pages;
  BOOST_REQUIRE_EQUAL(pages.size(), 2);
  BOOST_CHECK_EQUAL(pages[1].number, 9);
  BOOST_CHECK_EQUAL(pages[1].language, kFrench);
  BOOST_CHECK(pages[1].damaged && !pages[1].without_model && !pages[1].blank);
  BOOST_REQUIRE_EQUAL(pages[1].words.size(), 3);
  const RecognisedWord& word = pages[1].words[2];
  BOOST_CHECK_EQUAL(word.text, "§");
  BOOST_CHECK(word.bold && word.space_after && !word.begins_line);
  BOOST_CHECK_EQUAL(word.rotation, 3);
  BOOST_CHECK_EQUAL(word.x1, 30);
  BOOST_CHECK_EQUAL(word.confidence, 0.5f);

  const auto opened = decode_envelope(encode_envelope_head("", {good_page(3), good_page(9)}, 3) + "PDF" + encode_end());
  BOOST_REQUIRE(std::holds_alternative<Envelope>(opened));
  BOOST_CHECK_EQUAL(std::get<Envelope>(opened).recognised.size(), 2);
  BOOST_CHECK_EQUAL(std::get<Envelope>(opened).document, "PDF");
  BOOST_CHECK(std::holds_alternative<Refusal>(decode_envelope(encode_envelope_head("", {good_page(3), good_page(3)}, 3) + "PDF" + encode_end())));
}

BOOST_AUTO_TEST_CASE(what_a_crashed_reader_told_before_counts) {
  const std::string whole = encode_hello(0) + encode_lines(good_page(3)) + encode_lines(good_page(4));
  for (std::size_t size = 0; size <= whole.size(); ++size) {
    const auto decoded = decode_lines(whole.substr(0, size));
    if (size < encode_hello(0).size() && size > 0) {
      BOOST_CHECK(std::holds_alternative<Refusal>(decoded));
      continue;
    }
    BOOST_REQUIRE(std::holds_alternative<DecodedLines>(decoded));
    const std::size_t first = encode_hello(0).size() + encode_lines(good_page(3)).size();
    BOOST_CHECK_EQUAL(std::get<DecodedLines>(decoded).pages.size(), size == whole.size() ? 2 : size >= first ? 1 : 0);
  }
}

BOOST_AUTO_TEST_CASE(impossible_words_are_refused) {
  BOOST_CHECK(!refused(good_page(1)));
  const auto spoilt = [](auto change) {
    RecognisedPage page = good_page(1);
    change(page, page.words[1]);
    return refused(page);
  };
  using P = RecognisedPage;
  using W = RecognisedWord;
  BOOST_CHECK(spoilt([](P& page, W&) { page.number = 0; }));
  BOOST_CHECK(spoilt([](P& page, W&) { page.number = limits::kPages + 1; }));
  BOOST_CHECK(spoilt([](P& page, W&) { page.language = 5; }));
  BOOST_CHECK(spoilt([](P& page, W&) { page.blank = true; }));
  BOOST_CHECK(spoilt([](P& page, W&) { page.language = 0, page.without_model = true; }));
  BOOST_CHECK(spoilt([](P&, W& word) { word.text.clear(); }));
  BOOST_CHECK(spoilt([](P&, W& word) { word.text = "a b"; }));
  BOOST_CHECK(spoilt([](P&, W& word) { word.text = "\xff"; }));
  BOOST_CHECK(spoilt([](P&, W& word) { word.text = "\x1b[2J"; }));
  BOOST_CHECK(spoilt([](P&, W& word) { word.text.assign(limits::kRecognisedWordBytes + 1, 'x'); }));
  BOOST_CHECK(spoilt([](P&, W& word) { word.confidence = 1.5f; }));
  BOOST_CHECK(spoilt([](P&, W& word) { word.confidence = -1; }));
  BOOST_CHECK(spoilt([](P&, W& word) { word.x1 = 5; }));
  BOOST_CHECK(spoilt([](P&, W& word) { word.size = 0; }));
  BOOST_CHECK(spoilt([](P&, W& word) { word.base = std::numeric_limits<float>::quiet_NaN(); }));
  BOOST_CHECK(spoilt([](P&, W& word) { word.y1 = std::numeric_limits<float>::infinity(); }));
  RecognisedPage full = good_page(1);
  full.words.resize(limits::kRecognisedWords + 1, full.words[0]);
  BOOST_CHECK(refused(full));
}

BOOST_AUTO_TEST_CASE(a_page_with_as_many_words_as_the_limit_is_told_and_a_word_may_be_as_long_as_its_limit) {
  NothingLeft guard;
  WrittenPdf written;
  written.page();
  const std::string pdf = written.bytes();
  // The reader itself, asked to lay out a page that has been recognised.
  const auto laid_out = [&](std::uint32_t words) {
    RecognisedPage page = good_page(1);
    page.damaged = false;
    page.words.resize(words, page.words[1]);
    const Document document{pdf, "x.pdf", {}};
    Cancel cancel;
    const std::string head = encode_envelope_head("", {page}, pdf.size()), end = encode_end();
    const auto input = sealed_file(document, {head, pdf, end}, cancel);
    BOOST_REQUIRE(static_cast<bool>(input));
    auto talk = Conversation::begin(document, CAVEAT_READER, {"application/pdf", kEnvelopeArgument}, input.value());
    BOOST_REQUIRE(static_cast<bool>(talk));
    while (!talk.value()->over()) {
      pollfd waiting{talk.value()->descriptor(), POLLIN, 0};
      ::poll(&waiting, 1, -1);
      BOOST_REQUIRE(!talk.value()->hear(document));
    }
    auto answer = decode(talk.value()->answer());
    if (std::holds_alternative<Refusal>(answer)) return Blocks{"refused"};
    const Decoded& found = std::get<Decoded>(answer);
    const auto laid = static_cast<std::uint32_t>(found.text.recognised.size());
    Blocks out = unread_of(found.text);
    out.push_back(laid == words ? "all words" : std::to_string(laid) + " words");
    return out;
  };
  BOOST_CHECK(laid_out(limits::kRecognisedWords - 1) == Blocks{"all words"});
  BOOST_CHECK(laid_out(limits::kRecognisedWords) == (Blocks{"text-over-limit 1", "all words"}));
  BOOST_CHECK(laid_out(limits::kRecognisedWords + 1) == Blocks{"refused"});
  RecognisedPage longest = good_page(1);
  longest.words[1].text.assign(limits::kRecognisedWordBytes, 'x');
  BOOST_CHECK(!refused(longest));
}

BOOST_AUTO_TEST_CASE(a_sheet_of_five_metres_is_drawn_coarser_and_read) {
  if (!tesseract_is_there()) return;
  WrittenPdf poster;
  poster.page(14'400, 14'400);
  draw(poster, scanned(english_page().bytes(), 1), "14400 0 0 14400 0 0");
  const ExtractedText text = read_good(poster.bytes(), "application/pdf");
  BOOST_CHECK_MESSAGE(has(text, "The Supplier may change the fees at any time"), text.text);
  BOOST_CHECK(text.not_read.empty());
}

BOOST_AUTO_TEST_CASE(no_change_of_a_byte_breaks_the_decoders) {
  const std::string answer = encode_hello(0) + encode_lines(good_page(3)) + encode_end();
  const std::string envelope = encode_envelope_head("p", {good_page(3)}, 3) + "PDF" + encode_end();
  for (std::size_t i = 0; i < answer.size(); ++i)
    for (const char value : {'\0', '\x01', '\x7f', '\x80', '\xff'}) {
      std::string changed = answer;
      changed[i] = value;
      const auto decoded = decode_lines(changed);
      if (const auto* lines = std::get_if<DecodedLines>(&decoded))
        for (const RecognisedPage& page : lines->pages) BOOST_REQUIRE(!refused(page));
    }
  for (std::size_t i = 0; i < envelope.size(); ++i) {
    BOOST_CHECK(std::holds_alternative<Refusal>(decode_envelope(envelope.substr(0, i))));
    for (const char value : {'\0', '\x01', '\x7f', '\x80', '\xff'}) {
      std::string changed = envelope;
      changed[i] = value;
      const auto decoded = decode_envelope(changed);
      if (const auto* opened = std::get_if<Envelope>(&decoded))
        for (const RecognisedPage& page : opened->recognised) BOOST_REQUIRE(!refused(page));
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
