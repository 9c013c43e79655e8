// Notes in a copy of a PDF: what goes to the reader, what comes back, where the notes stand, and readers that lie. What viewers make of the
// copies is in tests/node/pdf_notes.test.mjs.
#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <regex>

#include "base/limits.h"
#include "extract/reader_protocol.h"
#include "reading.h"
#include "written_pdf.h"

using namespace caveat;
using namespace caveat::extract::reader;
using namespace caveat::tests;

namespace {

Annotation highlight(std::uint32_t page = 1, Annotation::Box box = {72, 90, 110, 100}) {
  Annotation one;
  one.page = page;
  one.colour = 0xffcc80;
  one.boxes = {box};
  one.author = "Caveat";
  one.title = "High";
  one.text = "Ask for \xE2\x89\xA5 5 per (day)";
  return one;
}

Annotation note(Annotation::When when = Annotation::When::always) {
  Annotation one = highlight();
  one.kind = Annotation::Kind::note;
  one.when = when;
  return one;
}

std::string request(const std::vector<Annotation>& annotations, std::string_view document = "%PDF-1.4") {
  return encode_copy_request_head(annotations, document.size()) + std::string(document) + encode_end();
}
bool refused(const std::vector<Annotation>& annotations) {
  return std::holds_alternative<Refusal>(decode_copy_request(request(annotations)));
}
bool refused_copy(const std::string& bytes) { return std::holds_alternative<Refusal>(decode_copy(bytes)); }

Result<AnnotatedPdf> annotate(std::string_view bytes, const std::vector<Annotation>& annotations, const Options& options = {}) {
  Cancel cancel(60'000, nullptr);
  return annotate_in_process({bytes, "x.pdf", "application/pdf"}, annotations, options, cancel);
}
AnnotatedPdf annotate_good(std::string_view bytes, const std::vector<Annotation>& annotations) {
  auto result = annotate(bytes, annotations);
  BOOST_REQUIRE_MESSAGE(static_cast<bool>(result), (result ? "" : result.error().message));
  return std::move(result.value());
}
void check_error(const Result<AnnotatedPdf>& result, ErrorCode code, std::string_view part) {
  BOOST_REQUIRE(!result);
  BOOST_CHECK_EQUAL(static_cast<int>(result.error().code), static_cast<int>(code));
  BOOST_CHECK_MESSAGE(result.error().message.find(part) != std::string::npos, result.error().message);
  BOOST_CHECK_MESSAGE(result.error().message.starts_with("x.pdf: "), result.error().message);
}

std::size_t count(const std::string& text, std::string_view part) {
  std::size_t n = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++n;
  return n;
}

// The numbers of the array of that name in the object, the first that holds `mark`.
std::vector<double> numbers(const std::string& pdf, const std::string& mark, const std::string& name) {
  const std::size_t object = pdf.rfind(" obj", pdf.find(mark)), at = pdf.find("/" + name + " [", object);
  BOOST_REQUIRE(object != std::string::npos && at != std::string::npos);
  const std::string body = pdf.substr(at + name.size() + 3, pdf.find(']', at) - at - name.size() - 3);
  std::vector<double> out;
  const std::regex number("[-0-9.]+");
  for (auto it = std::sregex_iterator(body.begin(), body.end(), number); it != std::sregex_iterator(); ++it) out.push_back(std::stod(it->str()));
  return out;
}

WrittenPdf one_page(const std::string& entries = {}) {
  WrittenPdf pdf;
  pdf.page().text(200, 300, "The Supplier may increase the fees.", 12).page_entries(entries);
  return pdf;
}

// A highlight on the word "increase", as the reader found it.
std::vector<Annotation> on_the_word(const std::string& bytes) {
  const ExtractedText text = read_good(bytes, "application/pdf");
  const std::size_t at = text.text.find("increase");
  BOOST_REQUIRE(at != std::string::npos);
  for (const WordBox& word : text.words)
    if (word.span.begin == at) return {highlight(word.page, {word.x0, word.y0, word.x1, word.y1})};
  BOOST_FAIL("no box");
  return {};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(reader_annotate)

BOOST_AUTO_TEST_CASE(a_request_comes_back_as_it_was_sent) {
  Annotation second = note(Annotation::When::form);
  second.boxes = {{1, 2, 3, 4}, {-5, 6, 7, 8.5f}};
  second.title.clear();
  const std::string bytes = request({highlight(7), second}, "%PDF-1.7 whatever");
  const auto decoded = decode_copy_request(bytes);
  BOOST_REQUIRE(std::holds_alternative<CopyRequest>(decoded));
  const auto& [annotations, document] = std::get<CopyRequest>(decoded);
  BOOST_CHECK_EQUAL(document, "%PDF-1.7 whatever");
  BOOST_REQUIRE_EQUAL(annotations.size(), 2u);
  BOOST_CHECK_EQUAL(annotations[0].page, 7u);
  BOOST_CHECK_EQUAL(annotations[0].colour, 0xffcc80u);
  BOOST_CHECK_EQUAL(annotations[0].author, "Caveat");
  BOOST_CHECK_EQUAL(annotations[0].title, "High");
  BOOST_CHECK_EQUAL(annotations[0].text, highlight().text);
  BOOST_CHECK(annotations[1].kind == Annotation::Kind::note);
  BOOST_CHECK(annotations[1].when == Annotation::When::form);
  BOOST_REQUIRE_EQUAL(annotations[1].boxes.size(), 2u);
  BOOST_CHECK_EQUAL(annotations[1].boxes[1].x0, -5);
  BOOST_CHECK_EQUAL(annotations[1].boxes[1].y1, 8.5f);
  BOOST_CHECK_EQUAL(annotations[1].title, "");
}

BOOST_AUTO_TEST_CASE(every_cut_of_a_request_and_of_a_copy_is_refused) {
  const std::string whole = request({highlight(), note()});
  for (std::size_t size = 0; size < whole.size(); ++size)
    BOOST_REQUIRE(std::holds_alternative<Refusal>(decode_copy_request(whole.substr(0, size))));
  BOOST_CHECK(std::holds_alternative<Refusal>(decode_copy_request(whole + "x")));

  const Copy copy{"%PDF-1.4 copy", 2, kCopyForm};
  const std::string answer = encode_hello(3) + encode_progress(1, 2) + encode_copy_head(copy) + copy.bytes + encode_end();
  for (std::size_t size = 0; size < answer.size(); ++size) BOOST_REQUIRE(refused_copy(answer.substr(0, size)));
  BOOST_CHECK(refused_copy(answer + "x"));
  const auto decoded = decode_copy(answer);
  BOOST_REQUIRE(std::holds_alternative<DecodedCopy>(decoded));
  BOOST_CHECK_EQUAL(std::get<DecodedCopy>(decoded).document, copy.bytes);
  BOOST_CHECK_EQUAL(std::get<DecodedCopy>(decoded).drawn, 2u);
  BOOST_CHECK_EQUAL(std::get<DecodedCopy>(decoded).features, kCopyForm);
}

BOOST_AUTO_TEST_CASE(a_request_with_impossible_annotations_is_refused) {
  BOOST_REQUIRE(!refused({highlight(), note()}));
  const auto changed = [](const std::function<void(Annotation&)>& change) {
    Annotation one = highlight();
    change(one);
    return std::vector{one};
  };
  BOOST_CHECK(refused(changed([](Annotation& a) { a.kind = static_cast<Annotation::Kind>(2); })));
  BOOST_CHECK(refused(changed([](Annotation& a) { a.when = static_cast<Annotation::When>(4); })));
  BOOST_CHECK(refused(changed([](Annotation& a) { a.page = 0; })));
  BOOST_CHECK(refused(changed([](Annotation& a) { a.page = limits::kPages + 1; })));
  BOOST_CHECK(refused(changed([](Annotation& a) { a.colour = 0x1000000; })));
  BOOST_CHECK(refused(changed([](Annotation& a) { a.boxes.clear(); })));
  BOOST_CHECK(refused(changed([](Annotation& a) { a.boxes.resize(limits::kAnnotationBoxes + 1); })));
  BOOST_CHECK(refused(changed([](Annotation& a) { a.boxes[0].x0 = std::numeric_limits<float>::quiet_NaN(); })));
  BOOST_CHECK(refused(changed([](Annotation& a) { a.boxes[0].y1 = std::numeric_limits<float>::infinity(); })));
  BOOST_CHECK(refused(changed([](Annotation& a) { std::swap(a.boxes[0].x0, a.boxes[0].x1); })));
  BOOST_CHECK(refused(changed([](Annotation& a) { a.text = "a\x1b[2J"; })));
  BOOST_CHECK(refused(changed([](Annotation& a) { a.title = "\xff"; })));
  BOOST_CHECK(refused(changed([](Annotation& a) { a.author.assign(limits::kAnnotationTextBytes + 1, 'x'); })));
  BOOST_CHECK(refused(std::vector<Annotation>(limits::kAnnotations + 1, highlight())));

  // Counts that promise more than there is take no memory.
  std::string bytes = request({highlight()});
  for (const std::size_t at : {16u, 44u, 48u, 52u, 56u}) {  // annotations in all; boxes, author, title, text of the first
    std::string lie = bytes;
    for (std::size_t i = 0; i < 4; ++i) lie[at + i] = '\xff';
    BOOST_CHECK_MESSAGE(std::holds_alternative<Refusal>(decode_copy_request(lie)), at);
    lie = bytes;
    lie[at] = static_cast<char>(lie[at] + 1);
    BOOST_CHECK_MESSAGE(std::holds_alternative<Refusal>(decode_copy_request(lie)), at);
  }
}

BOOST_AUTO_TEST_CASE(a_copy_that_is_none_is_refused) {
  const auto answer = [](const Copy& copy) { return encode_hello(0) + encode_copy_head(copy) + copy.bytes + encode_end(); };
  BOOST_CHECK(!refused_copy(answer({"%PDF-1.4", 1, 7})));
  BOOST_CHECK(refused_copy(answer({"%PDF-1.4", 1, 8})));
  BOOST_CHECK(refused_copy(answer({"<html>", 1, 0})));
  BOOST_CHECK(refused_copy(answer({"", 1, 0})));
  BOOST_CHECK(refused_copy(encode_hello(0) + encode_answer({})));
  const auto failure = decode_copy(encode_hello(0) + encode_failure(Failure::restricted));
  BOOST_REQUIRE(std::holds_alternative<DecodedCopy>(failure));
  BOOST_CHECK(std::get<DecodedCopy>(failure).failure == Failure::restricted);
}

BOOST_AUTO_TEST_CASE(readers_that_lie_about_a_copy_are_found_out) {
  const Options bad{CAVEAT_MISBEHAVING_READER};
  const auto order = [&](std::string_view what) { return annotate(what, {highlight()}, bad); };
  {
    NothingLeft guard;
    const auto good = order("copy");
    BOOST_REQUIRE(static_cast<bool>(good));
    BOOST_CHECK_EQUAL(good.value().bytes, "%PDF-1.4 copy");
    check_error(order("lose a note"), ErrorCode::internal, "without all its notes");
    check_error(order("write a page"), ErrorCode::internal, "no PDF");
    check_error(order("answer another question"), ErrorCode::internal, "nonsense");
    check_error(order("crash"), ErrorCode::internal, "crashed");
    check_error(order("no memory"), ErrorCode::limit, "memory");
  }
  check_error(annotate("x", {highlight()}, {"/nowhere/caveat-reader"}), ErrorCode::io, "/nowhere/caveat-reader");
  check_error(annotate("", {highlight()}), ErrorCode::format, "empty");
}

BOOST_AUTO_TEST_CASE(a_copy_holds_the_same_text_and_the_notes) {
  NothingLeft guard;
  const std::string original = one_page().bytes();
  const AnnotatedPdf copy = annotate_good(original, {highlight(), note()});
  BOOST_CHECK(!copy.has_signature && !copy.has_form && !copy.has_dynamic_form);
  BOOST_CHECK_EQUAL(read_good(copy.bytes, "application/pdf").text, read_good(original, "application/pdf").text);
  BOOST_CHECK_EQUAL(count(copy.bytes, "/Subtype /Highlight"), 1u);
  BOOST_CHECK_EQUAL(count(copy.bytes, "/Subtype /Text"), 1u);
  BOOST_CHECK_EQUAL(count(copy.bytes, "/Subtype /Popup"), 2u);
  BOOST_CHECK_EQUAL(count(copy.bytes, "/AP "), 2u);
  BOOST_CHECK_EQUAL(count(copy.bytes, "/F 4 ") + count(copy.bytes, "/F 28 "), 2u);
  BOOST_CHECK_EQUAL(count(copy.bytes, "(note-1-1)") + count(copy.bytes, "(note-1-2)"), 2u);
  BOOST_CHECK_EQUAL(count(copy.bytes, "(Caveat)"), 2u);
  // Text beyond ASCII in UTF-16, so that every viewer reads it.
  BOOST_CHECK_EQUAL(count(copy.bytes, "<feff00410073006b00200066006f007200202265"), 2u);
}

BOOST_AUTO_TEST_CASE(the_same_request_gives_the_same_bytes) {
  const std::string original = one_page().bytes();
  BOOST_CHECK(annotate_good(original, {highlight()}).bytes == annotate_good(original, {highlight()}).bytes);
  BOOST_CHECK(annotate_good(original, {highlight()}).bytes != annotate_good(original, {note()}).bytes);
}

BOOST_AUTO_TEST_CASE(earlier_notes_stay) {
  WrittenPdf pdf = one_page();
  const int old = pdf.object("<</Type/Annot/Subtype/Text/Rect[1 2 3 4]/Contents(earlier)>>");
  const int list = pdf.object("[" + std::to_string(old) + " 0 R]");
  pdf.page_entries("/Annots " + std::to_string(list) + " 0 R");
  const AnnotatedPdf copy = annotate_good(pdf.bytes(), {highlight()});
  BOOST_CHECK_EQUAL(count(copy.bytes, "(earlier)"), 1u);
  BOOST_CHECK_EQUAL(count(copy.bytes, "/Subtype /Highlight"), 1u);
  // What is no list of notes is replaced by one.
  BOOST_CHECK_EQUAL(count(annotate_good(one_page("/Annots 7").bytes(), {highlight()}).bytes, "/Subtype /Highlight"), 1u);
}

// A page may be turned, cropped, and begin anywhere: the words stay where they are in the PDF's own points, and so must the highlight.
BOOST_AUTO_TEST_CASE(a_highlight_is_on_its_word_however_the_page_is_shown) {
  const std::string plain = one_page().bytes();
  const std::vector<double> wanted = numbers(annotate_good(plain, on_the_word(plain)).bytes, "/Highlight", "Rect");
  BOOST_REQUIRE_EQUAL(wanted.size(), 4u);
  // 842 - 300 is the baseline; Helvetica of 12 points goes from 2.5 below it to 9 above.
  BOOST_CHECK_LT(wanted[1], 842 - 300);
  BOOST_CHECK_GT(wanted[3], 842 - 300 + 6);
  BOOST_CHECK_LT(wanted[3] - wanted[1], 18);
  BOOST_CHECK_GT(wanted[0], 270);

  for (const std::string crop : {"", "/CropBox[100 400 500 700]", "/CropBox[500 700 100 400]", "/CropBox[-40 -30 450 900]"})
    for (const std::string media : {"[0 0 595 842]", "[9 8 595 842]", "[-70 -80 700 800]"})
      for (const int turn : {0, 90, 180, 270, -90, 450}) {
        std::string bytes = one_page(crop + "/Rotate " + std::to_string(turn)).bytes();
        bytes.replace(bytes.find("[0 0 595 842]"), 13, media);  // the table of objects no longer fits; readers repair that
        BOOST_TEST_CONTEXT(crop << " " << media << " turned by " << turn) {
          const std::string copy = annotate_good(bytes, on_the_word(bytes)).bytes;
          const std::vector<double> rect = numbers(copy, "/Highlight", "Rect"), quad = numbers(copy, "/Highlight", "QuadPoints");
          BOOST_REQUIRE_EQUAL(rect.size(), 4u);
          for (std::size_t i = 0; i < 4; ++i) BOOST_CHECK_SMALL(rect[i] - wanted[i], 0.1);
          // Top left, top right, bottom left, bottom right as the page is shown.
          BOOST_REQUIRE_EQUAL(quad.size(), 8u);
          const double left = wanted[0], bottom = wanted[1], right = wanted[2], top = wanted[3];
          const std::vector<double> shown[] = {{left, top, right, top, left, bottom, right, bottom},
                                               {left, bottom, left, top, right, bottom, right, top},
                                               {right, bottom, left, bottom, right, top, left, top},
                                               {right, top, right, bottom, left, top, left, bottom}};
          const std::vector<double>& order = shown[(turn + 360) % 360 / 90];
          for (std::size_t i = 0; i < 8; ++i) BOOST_CHECK_SMALL(quad[i] - order[i], 0.1);
        }
      }
}

BOOST_AUTO_TEST_CASE(a_note_hangs_from_its_corner_inside_the_page) {
  for (const int turn : {0, 90, 180, 270}) {
    Annotation far = note();
    far.boxes = {{9000, -50, 9010, 9000}};
    const std::string copy = annotate_good(one_page("/CropBox[100 200 500 700]/Rotate " + std::to_string(turn)).bytes(), {far}).bytes;
    const std::vector<double> rect = numbers(copy, "/Subtype /Text", "Rect");
    // Its upper left corner is a sign's width from the top right corner of what is shown; viewers do not turn it with the page.
    const std::vector<double> wanted[] = {{482, 682, 500, 700}, {100, 664, 118, 682}, {118, 182, 136, 200}, {500, 200, 518, 218}};
    for (std::size_t i = 0; i < 4; ++i) BOOST_CHECK_SMALL(rect[i] - wanted[turn / 90][i], 0.01);
    BOOST_CHECK_EQUAL(count(copy, "/F 28"), 1u);
  }
}

BOOST_AUTO_TEST_CASE(signatures_and_forms_are_seen) {
  using When = Annotation::When;
  const std::vector<Annotation> all = {note(When::signature), note(When::form), note(When::dynamic_form)};
  const auto with = [&](const std::string& fields, const std::string& more = {}) {
    WrittenPdf pdf = one_page();
    const int form = pdf.object("<</Fields[" + fields + "]" + more + ">>");
    pdf.catalog("/AcroForm " + std::to_string(form) + " 0 R");
    return annotate_good(pdf.bytes(), all);
  };
  const std::string signature = "<</FT/Sig/T(s)/V<</Type/Sig/ByteRange[0 1 2 3]/Contents<00>>>/Kids[<</Subtype/Widget>>]>>";
  const std::string unsigned_field = "<</FT/Sig/T(s)>>", text_field = "<</FT/Tx/T(t)/V(x)>>";

  AnnotatedPdf got = with("");
  BOOST_CHECK(!got.has_signature && !got.has_form && !got.has_dynamic_form);
  BOOST_CHECK_EQUAL(count(got.bytes, "/Subtype /Text"), 0u);
  got = with(signature);
  BOOST_CHECK(got.has_signature && !got.has_form);
  BOOST_CHECK_EQUAL(count(got.bytes, "/Subtype /Text"), 1u);
  got = with("<</T(group)/Kids[" + text_field + signature + "]>>");
  BOOST_CHECK(got.has_signature && got.has_form);
  got = with(unsigned_field);
  BOOST_CHECK(!got.has_signature && got.has_form);
  got = with("", "/XFA(x)");
  BOOST_CHECK(got.has_dynamic_form && !got.has_form);

  // A field that is its own child, and a list that is none.
  WrittenPdf pdf = one_page();
  const int field = pdf.object("<</FT/Tx/Kids[5 0 R]>>");
  BOOST_REQUIRE_EQUAL(field, 5);
  pdf.catalog("/AcroForm<</Fields[5 0 R 5 0 R 99 0 R 3 /x]>>");
  BOOST_CHECK(!annotate_good(pdf.bytes(), all).has_signature);
  WrittenPdf none = one_page();
  none.catalog("/AcroForm<</Fields 7>>");
  BOOST_CHECK(!annotate_good(none.bytes(), all).has_form);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_copied_is_an_error) {
  check_error(annotate("no pdf at all", {highlight()}), ErrorCode::format, "copy");
  // A text that no decoder lets through never becomes an annotation.
  Annotation bad = highlight();
  bad.text = "\x01";
  NothingLeft guard;
  check_error(annotate(one_page().bytes(), {bad}), ErrorCode::internal, "without an answer");
}

BOOST_AUTO_TEST_CASE(a_note_of_a_page_that_is_not_there_is_on_the_last) {
  const AnnotatedPdf copy = annotate_good(one_page().bytes(), {highlight(40)});
  BOOST_CHECK_EQUAL(count(copy.bytes, "/Subtype /Highlight"), 1u);
}

// Each broken PDF gives a copy or an error, and no more.
BOOST_AUTO_TEST_CASE(broken_documents_leave_the_host_alone) {
  NothingLeft guard;
  const std::string good = one_page("/CropBox[1 2 3]/Rotate/x").bytes();
  std::uint32_t seed = 7;
  for (int round = 0; round < 60; ++round) {
    std::string bytes = good;
    for (int change = 0; change < 1 + round / 6; ++change) {
      seed = seed * 1664525u + 1013904223u;
      bytes[seed % bytes.size()] = static_cast<char>(seed >> 24);
    }
    if (round % 5 == 0) bytes.resize(bytes.size() * (seed >> 16 & 0xff) / 256 + 1);
    const auto result = annotate(bytes, {highlight(), note()});
    BOOST_CHECK(result ? result.value().bytes.starts_with("%PDF-") : !result.error().message.empty());
  }
}

BOOST_AUTO_TEST_SUITE_END()
