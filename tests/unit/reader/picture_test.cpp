// Documents that are pictures: PNG, JPEG and TIFF with its pages. What needs tesseract says so where it is missing, and is left out (recognition_test.cpp has
// the tests of recognition itself, corpus/damaged/pictures the hostile ones).
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "../extract/invariants.h"
#include "base/limits.h"
#include "reading.h"
#include "written_pdf.h"

using namespace caveat;
using namespace caveat::tests;

namespace {

bool tesseract_is_there() {
  const bool there = std::filesystem::exists("/usr/share/tesseract-ocr/5/tessdata/eng.traineddata") || std::filesystem::exists("/usr/share/tessdata/eng.traineddata");
  if (!there) BOOST_TEST_MESSAGE("skipped: tesseract-ocr is not installed");
  return there;
}

std::string slurp(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  BOOST_REQUIRE_MESSAGE(in, path);
  return {std::istreambuf_iterator<char>(in), {}};
}
std::string damaged(const std::string& name) { return slurp(CAVEAT_SOURCE_DIR "/corpus/damaged/pictures/" + name); }

// The first page, as another program draws it: pdftoppm writes all three.
std::string drawn(const WrittenPdf& pdf, const std::string& how) {
  char folder[] = "/tmp/caveat-picture-XXXXXX";
  BOOST_REQUIRE(::mkdtemp(folder) != nullptr);
  const std::string base = folder;
  std::ofstream(base + "/in.pdf", std::ios::binary) << pdf.bytes();
  BOOST_REQUIRE_EQUAL(std::system(("pdftoppm -singlefile " + how + " " + base + "/in.pdf " + base + "/out").c_str()), 0);
  std::string out;
  for (const auto& entry : std::filesystem::directory_iterator(base))
    if (entry.path().stem() == "out") out = slurp(entry.path());
  std::filesystem::remove_all(base);
  return out;
}

WrittenPdf contract() {
  WrittenPdf pdf;
  pdf.page(400, 300).text(40, 50, "4. Fees and liability", 15, true).lines(40, 80, {"The Supplier may change the fees at any time by notice.", "The liability of the Supplier is limited to the fees."}, 14, 11);
  return pdf;
}

const Blocks kContract = {"heading1: 4. Fees and liability", "The Supplier may change the fees at any time by notice.\nThe liability of the Supplier is limited to the fees."};

std::string error_of(std::string_view bytes, std::string_view type, const Options& options = {}) {
  auto text = read(bytes, type, options);
  return text ? "read: " + text->text : text.error().message;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(pictures)

BOOST_AUTO_TEST_CASE(a_picture_of_each_kind_is_read_with_its_headings_and_places) {
  if (!tesseract_is_there()) return;
  NothingLeft guard;
  for (const auto& [how, type] : {std::pair{"-r 200 -png", "image/png"}, {"-r 200 -gray -jpeg", "image/jpeg"}, {"-r 200 -tiff", "image/tiff"}}) {
    BOOST_TEST_CONTEXT(type) {
      const ExtractedText text = read_good(drawn(contract(), how), type);
      BOOST_CHECK_EQUAL(extract::broken_invariant(text), "");
      check_blocks(text, kContract);
      BOOST_CHECK(text.not_read.empty());
      BOOST_CHECK_EQUAL(text.media_type, type);
      BOOST_CHECK_EQUAL(text.recognised.size(), text.words.size());
      BOOST_REQUIRE_EQUAL(text.pages.size(), 1);
      // Points, where the file says its resolution; a PNG is taken for a sheet of A4.
      const float width = std::string_view(type) == "image/png" ? 842.4f : 400;
      BOOST_CHECK_CLOSE_FRACTION(text.pages[0].width, width, 0.01f);
      BOOST_CHECK_CLOSE_FRACTION(text.words.at(1).y1, 50 * width / 400, 0.05f);  // "Fees"
    }
  }
}

BOOST_AUTO_TEST_CASE(a_fax_has_pages_and_half_as_many_rows) {
  if (!tesseract_is_there()) return;
  const ExtractedText fax = read_good(drawn(contract(), "-rx 204 -ry 98 -tiff"), "image/tiff");
  BOOST_CHECK(fax.text.find("The Supplier may change the fees at any time") != std::string::npos);
  BOOST_REQUIRE_EQUAL(fax.pages.size(), 1);
  BOOST_CHECK_CLOSE_FRACTION(fax.pages[0].width / fax.pages[0].height, 4 / 3.f, 0.02f);

  const ExtractedText two = read_good(damaged("good-two-pages.tif"), "image/tiff");
  BOOST_CHECK_EQUAL(extract::broken_invariant(two), "");
  BOOST_REQUIRE_EQUAL(two.pages.size(), 2);
  for (const Page& page : two.pages) BOOST_CHECK(page.span.of(two.text).find("The Supplier may increase the fees") != std::string_view::npos);
  BOOST_CHECK(two.not_read.empty());
}

BOOST_AUTO_TEST_CASE(a_photograph_is_turned_as_the_camera_says) {
  if (!tesseract_is_there()) return;
  WrittenPdf lying = contract();
  lying.page_entries("/Rotate 270");
  std::string jpeg = drawn(lying, "-r 200 -gray -jpeg");
  // "Turn it by 90 degrees, clockwise": little-endian, then big-endian.
  using namespace std::string_literals;
  for (const std::string& tiff : {"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0"s, "MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"s}) {
    const std::string exif = "Exif\0\0"s + tiff;
    const std::string marked = jpeg.substr(0, 2) + "\xFF\xE1"s + '\0' + static_cast<char>(exif.size() + 2) + exif + jpeg.substr(2);
    const ExtractedText text = read_good(marked, "image/jpeg");
    check_blocks(text, kContract);
    BOOST_REQUIRE_EQUAL(text.pages.size(), 1);
    BOOST_CHECK_CLOSE_FRACTION(text.pages[0].width, 400, 0.01);
    BOOST_CHECK_CLOSE_FRACTION(text.pages[0].height, 300, 0.01);
  }
}

BOOST_AUTO_TEST_CASE(what_is_missing_of_a_picture_is_told) {
  if (!tesseract_is_there()) return;
  const ExtractedText cut = read_good(damaged("cut.jpg"), "image/jpeg");
  BOOST_CHECK(unread_of(cut) == Blocks{"damaged-page 1"});
  BOOST_CHECK(cut.text.find("The Supplier may increase the fees") != std::string::npos);
  BOOST_CHECK(cut.text.find("discretion") == std::string::npos);
  BOOST_CHECK(error_of(damaged("cut.png"), "image/png").find("damaged, or not a picture") != std::string::npos);  // cut in its only chunk
  const ExtractedText one = read_good(damaged("second-page-is-gone.tif"), "image/tiff");
  BOOST_CHECK(unread_of(one) == Blocks{"page-without-text 2"});
  BOOST_CHECK(one.text.find("The Supplier may increase the fees") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_picture_without_words_is_a_remark_and_a_damaged_one_is_an_error) {
  if (!tesseract_is_there()) return;
  NothingLeft guard;
  BOOST_CHECK(unread_of(read_good(damaged("blank.png"), "image/png")) == Blocks{"picture-without-words 0"});
  BOOST_CHECK_EQUAL(error_of(damaged("no-rows.png"), "image/png"), "x.pdf: damaged, or not a picture. Open it in a viewer, save it anew, and scan that.");
}

BOOST_AUTO_TEST_CASE(hostile_heads_are_refused_before_anything_is_unpacked) {
  NothingLeft guard;
  for (const char* name : {"size-65000x65000.png", "size-65000x65000.jpg"}) {
    const std::string message = error_of(damaged(name), std::string_view(name).ends_with("png") ? "image/png" : "image/jpeg");
    BOOST_CHECK_MESSAGE(message.find("more than 120 million pixels") != std::string::npos, name << ": " << message);
  }
  for (const char* name : {"head-alone.jpg", "no-pages.tif", "size-4-billion.tif", "directory-beyond-the-end.tif", "size-0.png"}) {
    const std::string message = error_of(damaged(name), std::string_view(name).ends_with("png") ? "image/png" : std::string_view(name).ends_with("jpg") ? "image/jpeg" : "image/tiff");
    BOOST_CHECK_MESSAGE(message.find("damaged, or not a picture") != std::string::npos, name << ": " << message);
  }
}

BOOST_AUTO_TEST_CASE(no_byte_of_a_picture_brings_the_host_down) {
  NothingLeft guard;
  Options options;
  for (const char* name : {"good.jpg", "second-page-is-gone.tif", "cut.png"}) {
    const std::string whole = damaged(name), type = std::string_view(name).ends_with("png") ? "image/png" : std::string_view(name).ends_with("jpg") ? "image/jpeg" : "image/tiff";
    // The heads alone: the job that reads them comes first, and what it refuses costs no recognition.
    for (std::size_t size = 4; size < 40; size += 5) {
      const auto text = read(std::string_view(whole).substr(0, size), type);
      BOOST_CHECK(!text && text.error().code != ErrorCode::internal);
    }
  }
}

BOOST_AUTO_TEST_CASE(without_recognition_the_way_out_is_said) {
  Options options;
  options.recognise = false;
  BOOST_CHECK(error_of(damaged("good.png"), "image/png", options).find("text recognition is switched off") != std::string::npos);
  options.recognise = true;
  options.reader_path = CAVEAT_MISBEHAVING_READER;
  BOOST_CHECK(error_of("recognise: not installed.", "image/png", options).find("tesseract-ocr-fra") != std::string::npos);
  auto failed = read("recognise: nonsense.", "image/png", options);
  BOOST_REQUIRE(static_cast<bool>(failed));
  BOOST_CHECK_EQUAL(failed->not_read.size(), 3);
  BOOST_CHECK(failed->not_read[0].detail.find("Text recognition failed on it") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
