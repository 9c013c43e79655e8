// Reader protocol, version 3: what the reader program (plugin/reader) is told and writes to its standard output, and the
// decoder that believes none of it. The reader runs parsers that hostile documents may have taken over, so the host's
// side checks every length, offset, character and number before it becomes an ExtractedText. Tested by
// tests/unit/reader/protocol_test.cpp, tests/unit/reader/annotate_test.cpp, tests/unit/reader/recognition_test.cpp.
//
//   caveat-reader 3 application/pdf           < document (a sealed memfd)  > answer      read it; or text/html
//   caveat-reader 3 application/pdf envelope  < envelope (a sealed memfd)  > answer      read it, with what comes along: a password, which others must not
//                                                                                        see, and the words recognised on pages that are pictures
//   caveat-reader 3 ocr envelope 0 3 4        < envelope (a sealed memfd)  > answer      recognise the text of pages 3 and 4; their language is likely
//                                                                                        the first number's (kEnglish ..., 0: nothing is known)
//   caveat-reader 3 ocr-picture envelope ..   < envelope (a sealed memfd)  > answer      the same of a PNG, JPEG or TIFF; its bytes say which
//   caveat-reader 3 picture                   < document (a sealed memfd)  > answer      its pages, all without text; with `envelope`: with the words recognised on them
//   caveat-reader 3 annotate                  < request (a sealed memfd)   > answer      draw notes into a copy of a PDF
//
// Answer: frames, all integers little-endian, floats IEEE 754 binary32.
//
//   frame     u32 tag, u32 size, then `size` bytes
//   hello     u32 kMagic, u32 kVersion, u32 guards that hold (kGuard... bits)                    first, once
//   progress  u32 pages done, u32 pages in all                                               any number, after hello
//   then either
//   failure   u32 Failure                                                                    last
//   or, in this order, each once
//   text      UTF-8
//   blocks    per block  u32 begin, u32 end, u32 kind, u32 level                             (16 bytes)
//   pages     per page   u32 number, u32 begin, u32 end, f32 width, f32 height               (20 bytes)
//   words     per word   u32 begin, u32 end, u32 page, f32 x0, y0, x1, y1                    (28 bytes)
//   unread    per part   u32 Unread, u32 page, u32 count                                     (12 bytes)
//   remarks   per note, or passage that nobody sees  u32 kind (Revision::Kind), u32 begin, u32 end, u32 bytes of author, of date, then both, UTF-8
//   sure      per recognised word  u32 begin, u32 end, f32 confidence                        (12 bytes)
//   end       (empty)                                                                        last
//   or, of text recognition, as they are done
//   lines     u32 page, u32 language (kEnglish ..., 0: not told), u32 kPage... bits, then per word u32 marks (kLineBegins ...), f32 x0, y0, x1, y1, base, size, confidence,
//             u32 bytes, then the word, UTF-8
//   end       (empty)                                                                        last
//   or, of a copy, in this order, each once
//   copy      u32 annotations drawn, u32 what the document has (kCopy... bits)
//   document  the bytes of the new PDF
//   end       (empty)                                                                        last
//
// Request for a copy: frames, in this order, each once
//
//   hello        u32 kMagic, u32 kVersion, u32 number of annotations
//   annotations  per annotation  u32 kind, u32 when, u32 page, u32 colour, u32 boxes, u32 bytes of author, of title, of
//                text, then per box f32 x0, y0, x1, y1, then author, title and text, UTF-8
//   document     the bytes of the PDF
//   end          (empty)
//
// Envelope of a document: frames, in this order, each once but the lines
//
//   hello     u32 kMagic, u32 kVersion, u32 number of recognised pages
//   password  UTF-8; may be empty
//   lines     of each recognised page, by number, as above
//   document  the bytes of the document
//   end       (empty)
//
// The reader sends numbers, never sentences: what people read is written by the host.
#ifndef CAVEAT_EXTRACT_READER_PROTOCOL_H
#define CAVEAT_EXTRACT_READER_PROTOCOL_H
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "extract/annotation.h"
#include "extract/extracted_text.h"

namespace caveat::extract::reader {

inline constexpr std::uint32_t kMagic = 0x44525643;  // "CVRD"
inline constexpr std::uint32_t kVersion = 3;
inline constexpr char kVersionArgument[] = "3";  // both sides must be of one build
inline constexpr char kAnnotateArgument[] = "annotate";
inline constexpr char kRecogniseArgument[] = "ocr";
inline constexpr char kRecognisePictureArgument[] = "ocr-picture";
inline constexpr char kPictureArgument[] = "picture";
inline constexpr char kEnvelopeArgument[] = "envelope";

enum class Tag : std::uint32_t { hello = 1, progress, failure, text, blocks, pages, words, unread, end, annotations, copy, document, password, remarks, sure, lines };

// What the reader could put around itself before it touched the document.
inline constexpr std::uint32_t kGuardLimits = 1, kGuardSystemCalls = 2, kGuardFiles = 4;

// Languages of recognised pages.
inline constexpr std::uint32_t kEnglish = 1, kFrench = 2, kGerman = 3, kSpanish = 4;

inline constexpr std::uint32_t kCopySignature = 1, kCopyForm = 2, kCopyDynamicForm = 4;

enum class Failure : std::uint32_t {
  damaged = 1,  // not a document of this type, or broken beyond repair
  locked,       // needs a password, and none was given
  empty,        // no bytes, or no pages
  memory,       // more memory than the reader may have
  nesting,      // HTML so deep, or with so many attributes, that parsing takes quadratic time
  restricted,   // encrypted, and its owner allows no notes
  unwritable,   // a PDF that can be read, but of which no copy can be made
  wrong_password,
  no_recognition,  // tesseract, or every model of our languages, is not installed
  pixels,          // a picture that is larger than limits::kPicturePixels
};

enum class Unread : std::uint32_t {
  page_without_text = 1,  // page; count 2: it has a little, beside a picture that fills it; 3: fonts that do not say which letters they draw
  pages_over_limit,       // page: the first one left out; count: pages left out
  text_over_limit,     // page: only of this one, which draws too much; 0: of the document
  hidden_text,         // count: passages (HTML) or characters (PDF, also in its fields) that no viewer shows
  diagonal_text,       // count: characters, usually a watermark
  undecodable_glyphs,  // count: characters without a Unicode value
  embedded_object,     // count: attached files, frames, plug-in objects
  dynamic_form,        // an XFA form: its text is not in the pages
  comments_over_limit,  // count: comments in all
  damaged_page,         // count: errors in what draws it; text may be missing
  put_away,             // count: passages that a page's own style sheet does not show; they are read
  wordless_picture,     // a picture that is no page: a logo, a signature, a white sheet
  styles_over_limit,    // of a web page: what they hide may not be told
};
inline constexpr Unread kLastUnread = Unread::styles_over_limit;

struct UnreadPart {
  Unread code{};
  std::uint32_t page = 0, count = 0;
};

// What the reader found. The spans count bytes of `text` and follow the contract of ExtractedText.
struct Answer {
  std::string text;
  std::vector<Block> blocks;
  std::vector<Page> pages;
  std::vector<WordBox> words;
  std::vector<UnreadPart> unread;
  std::vector<Revision> revisions;  // by place: comments, and words that nobody sees
  std::vector<Recognised> recognised;
};

// What text recognition made of the picture of a page. Places are points from the top left of the page, as viewers show it.
struct RecognisedWord {
  std::string text;                        // UTF-8 without white space, not empty
  float x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  float base = 0, size = 0;                // as of PdfWord (plugin/reader/pdf_layout.h)
  float confidence = 0;                    // 0..1
  bool begins_line = false, bold = false, space_after = false;
  std::uint8_t rotation = 0;               // quarter turns
};

struct RecognisedPage {
  std::uint32_t number = 0;    // 1-based
  std::uint32_t language = 0;  // of most of its words; 0: not told
  bool blank = false;          // nothing is drawn on it, or so little that it is dust
  bool damaged = false;        // a part of the picture is missing or wrong
  bool without_model = false;  // the model of `language` is not installed, and that of another was used
  std::vector<RecognisedWord> words;
};

// A document, what opens it, and what is known of its pages.
struct Envelope {
  std::string_view password, document;
  std::vector<RecognisedPage> recognised;  // by number
};

// What the reader is to draw into a copy of `document`.
struct CopyRequest {
  std::vector<Annotation> annotations;
  std::string_view document;
};

struct Copy {
  std::string bytes;
  std::uint32_t drawn = 0;     // annotations; those for a signature or form that is not there are not
  std::uint32_t features = 0;  // kCopy... bits
};

// ---- the reader's side ----
std::string encode_hello(std::uint32_t guards);
std::string encode_progress(std::uint32_t done, std::uint32_t total);
std::string encode_failure(Failure failure);
std::string encode_answer(const Answer& answer);  // the frames after hello and progress
std::string encode_lines(const RecognisedPage& page);  // one frame
std::string encode_copy_head(const Copy& copy);  // the frames up to the bytes of the copy, which follow ...
std::string encode_end();                        // ... and this after them

// ---- the host's side ----
// The frames before the bytes of the document; encode_end() comes after them.
std::string encode_copy_request_head(const std::vector<Annotation>& annotations, std::size_t document_size);
std::string encode_envelope_head(std::string_view password, const std::vector<RecognisedPage>& recognised, std::size_t document_size);  // as above

struct Decoded {
  std::uint32_t guards = 0;
  std::optional<Failure> failure;  // set: `text` is empty
  ExtractedText text;              // without media_type
};

// The whole answer, or what is wrong with it (English, for the log of a bug report; holds no bytes of the answer).
// Whatever the bytes are: an ExtractedText that comes out keeps the contract of extracted_text.h, and no more memory is
// taken than a small multiple of bytes.size().
struct Refusal {
  const char* reason;
};

// The other way round, in the reader: it checks what it is told, too.
std::variant<CopyRequest, Refusal> decode_copy_request(std::string_view bytes);
std::variant<Envelope, Refusal> decode_envelope(std::string_view bytes);  // refers to `bytes`
std::variant<Decoded, Refusal> decode(std::string_view bytes);

// Of a copy. `document` is a part of `bytes`.
struct DecodedCopy {
  std::optional<Failure> failure;  // set: there is no copy
  std::string_view document;
  std::uint32_t drawn = 0, features = 0;
};
std::variant<DecodedCopy, Refusal> decode_copy(std::string_view bytes);

// Of text recognition. A reader that a page brought down has told the pages before it, which count.
struct DecodedLines {
  std::optional<Failure> failure;
  std::vector<RecognisedPage> pages;
};
std::variant<DecodedLines, Refusal> decode_lines(std::string_view bytes);

// Follows the frames as they arrive, so that the host knows how far the reader is and when the answer is whole.
class FrameFollower {
 public:
  // `bytes`: everything received so far, a prefix of the later ones.
  void follow(std::string_view bytes);
  bool complete() const { return complete_; }
  bool broken() const { return broken_; }  // no continuation can make this an answer
  std::uint32_t done() const { return done_; }
  std::uint32_t total() const { return total_; }
  std::uint32_t pages() const { return pages_; }  // recognised so far

 private:
  std::uint64_t next_ = 0;  // where the next frame begins; 64 bits: a hostile size must not wrap
  std::uint32_t done_ = 0, total_ = 0, pages_ = 0;
  bool complete_ = false, broken_ = false;
};

}  // namespace caveat::extract::reader
#endif
