// Reader protocol, version 1: what the reader program (plugin/reader) writes to its standard output, and the decoder
// that believes none of it. The reader runs parsers that hostile documents may have taken over, so the host's side
// checks every length, offset, character and number before it becomes an ExtractedText. Tested by
// tests/unit/reader/protocol_test.cpp.
//
//   caveat-reader 1 application/pdf  < document (a sealed memfd)  > answer
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
//   end       (empty)                                                                        last
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

#include "extract/extracted_text.h"

namespace caveat::extract::reader {

inline constexpr std::uint32_t kMagic = 0x44525643;  // "CVRD"
inline constexpr std::uint32_t kVersion = 1;
inline constexpr char kVersionArgument[] = "1";  // both sides must be of one build

enum class Tag : std::uint32_t { hello = 1, progress, failure, text, blocks, pages, words, unread, end };

// What the reader could put around itself before it touched the document.
inline constexpr std::uint32_t kGuardLimits = 1, kGuardSystemCalls = 2, kGuardFiles = 4;

enum class Failure : std::uint32_t {
  damaged = 1,  // not a document of this type, or broken beyond repair
  locked,       // needs a password
  empty,        // no bytes, or no pages
  memory,       // more memory than the reader may have
  nesting,      // HTML so deep, or with so many attributes, that parsing takes quadratic time
};

enum class Unread : std::uint32_t {
  page_without_text = 1,  // page
  pages_over_limit,       // page: the first one left out; count: pages left out
  text_over_limit,
  hidden_text,         // count: passages (HTML) or characters (PDF) that no viewer shows
  diagonal_text,       // count: characters, usually a watermark
  undecodable_glyphs,  // count: characters without a Unicode value
  embedded_object,     // count: attached files, frames, plug-in objects
  dynamic_form,        // an XFA form: its text is not in the pages
};

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
};

// ---- the reader's side ----
std::string encode_hello(std::uint32_t guards);
std::string encode_progress(std::uint32_t done, std::uint32_t total);
std::string encode_failure(Failure failure);
std::string encode_answer(const Answer& answer);  // the frames after hello and progress

// ---- the host's side ----
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
std::variant<Decoded, Refusal> decode(std::string_view bytes);

// Follows the frames as they arrive, so that the host knows how far the reader is and when the answer is whole.
class FrameFollower {
 public:
  // `bytes`: everything received so far, a prefix of the later ones.
  void follow(std::string_view bytes);
  bool complete() const { return complete_; }
  bool broken() const { return broken_; }  // no continuation can make this an answer
  std::uint32_t done() const { return done_; }
  std::uint32_t total() const { return total_; }

 private:
  std::uint64_t next_ = 0;  // where the next frame begins; 64 bits: a hostile size must not wrap
  std::uint32_t done_ = 0, total_ = 0;
  bool complete_ = false, broken_ = false;
};

}  // namespace caveat::extract::reader
#endif
