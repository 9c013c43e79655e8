// Both sides of the reader protocol (reader_protocol.h). Compiled into the host's library and into the reader; needs
// nothing but the standard library. Tested by tests/unit/reader/protocol_test.cpp.
#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <iterator>
#include <variant>

#include "base/limits.h"
#include "extract/reader_protocol.h"
#include "extract/utf8.h"

namespace caveat::extract::reader {
namespace {

constexpr std::size_t kFrameHead = 8, kHelloSize = 12, kProgressSize = 8;
constexpr std::size_t kBlockSize = 16, kPageSize = 20, kWordSize = 28, kUnreadSize = 12;
constexpr std::size_t kCopySize = 8, kAnnotationHeadSize = 32, kBoxSize = 16, kRemarkHeadSize = 20;
constexpr std::size_t kSureSize = 12, kLinesHeadSize = 12, kLinesWordSize = 36;
constexpr std::uint32_t kLineBegins = 1, kBold = 2, kSpaceAfter = 4, kRotation = 3 * 8, kMarks = 31;
constexpr std::uint32_t kPageBlank = 1, kPageDamaged = 2, kPageWithoutModel = 4, kPageMarks = 7;
// No page is larger: PDF 1.7 stops at 14,400 points, and UserUnit multiplies by at most 75,000 / 14,400 in real files.
constexpr float kPagePoints = 1e7f;
constexpr std::size_t kDateBytes = 40;  // ISO 8601

void put_u32(std::string& out, std::uint32_t value) {
  for (int shift = 0; shift < 32; shift += 8) out.push_back(static_cast<char>(value >> shift & 0xff));
}
void put_f32(std::string& out, float value) { put_u32(out, std::bit_cast<std::uint32_t>(value)); }
void put_frame(std::string& out, Tag tag, std::size_t size) {
  put_u32(out, static_cast<std::uint32_t>(tag));
  put_u32(out, static_cast<std::uint32_t>(size));
}

std::uint32_t u32_at(std::string_view bytes, std::size_t at) {
  std::uint32_t value = 0;
  for (int i = 3; i >= 0; --i) value = value << 8 | static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(i)]);
  return value;
}
float f32_at(std::string_view bytes, std::size_t at) { return std::bit_cast<float>(u32_at(bytes, at)); }

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }

// UTF-8 as RFC 3629 has it, and of the control characters only tab and line feed; no byte order mark.
const char* text_fault(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    if (lead < 0x80) {
      if ((lead < 0x20 && lead != '\t' && lead != '\n') || lead == 0x7f) return "a control character in the text";
      ++i;
      continue;
    }
    const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4 || text.size() - i < length) return "text that is not UTF-8";
    std::uint32_t code = lead & (0xff >> (length + 1));
    for (std::size_t k = 1; k < length; ++k) {
      if (!is_continuation(text[i + k])) return "text that is not UTF-8";
      code = code << 6 | (static_cast<unsigned char>(text[i + k]) & 0x3f);
    }
    if ((length == 3 && code < 0x800) || (length == 4 && code < 0x10000) || code > 0x10ffff ||
        (code >= 0xd800 && code <= 0xdfff))
      return "text that is not UTF-8";
    if (code == 0xfeff) return "a byte order mark in the text";
    i += length;
  }
  return nullptr;
}

// Steps through frames, none of which reaches past the end.
class Frames {
 public:
  explicit Frames(std::string_view bytes) : bytes_(bytes) {}

 protected:
  bool next() {
    if (bytes_.size() - at_ < kFrameHead) return false;
    tag_ = static_cast<Tag>(u32_at(bytes_, at_));
    const std::uint32_t size = u32_at(bytes_, at_ + 4);
    if (size > bytes_.size() - at_ - kFrameHead) return false;
    body_ = bytes_.substr(at_ + kFrameHead, size);
    at_ += kFrameHead + size;
    return true;
  }
  bool at_end() const { return at_ == bytes_.size(); }
  bool proper_end() { return next() && tag_ == Tag::end && body_.empty() && at_end(); }

  const char* greeting(std::uint32_t& last) {
    if (!next() || tag_ != Tag::hello || body_.size() != kHelloSize) return "no greeting";
    if (u32_at(body_, 0) != kMagic || u32_at(body_, 4) != kVersion) return "another version of the protocol";
    last = u32_at(body_, 8);
    return nullptr;
  }

  // The greeting of an answer, and what comes before the first frame that counts, which is then the current one.
  const char* opening(std::uint32_t& guards, std::optional<Failure>& failure) {
    if (const char* fault = greeting(guards)) return fault;
    do {
      if (!next()) return "cut off before the text";
      if (tag_ == Tag::progress && body_.size() != kProgressSize) return "a progress frame of a wrong size";
    } while (tag_ == Tag::progress);
    if (tag_ != Tag::failure) return nullptr;
    if (body_.size() != 4 || !at_end()) return "a failure frame of a wrong size";
    const std::uint32_t code = u32_at(body_, 0);
    if (code < 1 || code > static_cast<std::uint32_t>(Failure::pixels)) return "an unknown failure";
    failure = static_cast<Failure>(code);
    return nullptr;
  }

  std::string_view bytes_, body_;
  std::size_t at_ = 0;
  Tag tag_{};
};

class CopyDecoder : Frames {
 public:
  using Frames::Frames;
  std::variant<DecodedCopy, Refusal> run() {
    std::uint32_t guards = 0;
    DecodedCopy out;
    if (const char* fault = opening(guards, out.failure)) return Refusal{fault};
    if (out.failure) return out;
    if (tag_ != Tag::copy || body_.size() != kCopySize) return Refusal{"frames out of order"};
    out.drawn = u32_at(body_, 0);
    out.features = u32_at(body_, 4);
    if (out.features > (kCopySignature | kCopyForm | kCopyDynamicForm)) return Refusal{"an unknown feature of the document"};
    if (!next() || tag_ != Tag::document) return Refusal{"cut off before the copy"};
    out.document = body_;
    if (!out.document.starts_with("%PDF-")) return Refusal{"a copy that is no PDF"};
    if (!proper_end()) return Refusal{"no proper end"};
    return out;
  }
};

class CopyRequestDecoder : Frames {
 public:
  using Frames::Frames;
  std::variant<CopyRequest, Refusal> run() {
    if (const char* fault = frames()) return Refusal{fault};
    return std::move(out_);
  }

 private:
  const char* frames() {
    std::uint32_t count = 0;
    if (const char* fault = greeting(count)) return fault;
    if (count > limits::kAnnotations) return "more annotations than the limit";
    if (!next() || tag_ != Tag::annotations) return "cut off before the annotations";
    for (; count > 0; --count)
      if (const char* fault = annotation()) return fault;
    if (!body_.empty()) return "annotations of a wrong size";
    if (!next() || tag_ != Tag::document || body_.empty()) return "cut off before the document";
    out_.document = body_;
    return proper_end() ? nullptr : "no proper end";
  }

  const char* annotation() {
    constexpr const char* kCutOff = "cut off in the annotations";
    if (body_.size() < kAnnotationHeadSize) return kCutOff;
    std::uint32_t head[kAnnotationHeadSize / 4];
    for (std::size_t i = 0; i < kAnnotationHeadSize / 4; ++i) head[i] = u32_at(body_, 4 * i);
    body_.remove_prefix(kAnnotationHeadSize);
    const auto [kind, when, page, colour, boxes, author, title, text] = head;
    if (kind > static_cast<std::uint32_t>(Annotation::Kind::note) || when > static_cast<std::uint32_t>(Annotation::When::dynamic_form))
      return "an unknown kind of annotation";
    if (page < 1 || page > limits::kPages || colour > 0xffffff) return "an annotation in a wrong place";
    if (boxes < 1 || boxes > limits::kAnnotationBoxes) return "a wrong number of boxes";
    if (author > limits::kAnnotationTextBytes || title > limits::kAnnotationTextBytes || text > limits::kAnnotationTextBytes) return "more text than the limit";
    if (body_.size() < boxes * kBoxSize + author + title + text) return kCutOff;
    Annotation out{static_cast<Annotation::Kind>(kind), static_cast<Annotation::When>(when), page, colour, {}, {}, {}, {}};
    out.boxes.reserve(boxes);
    for (std::uint32_t i = 0; i < boxes; ++i, body_.remove_prefix(kBoxSize)) {
      const Annotation::Box box{f32_at(body_, 0), f32_at(body_, 4), f32_at(body_, 8), f32_at(body_, 12)};
      for (const float edge : {box.x0, box.y0, box.x1, box.y1})
        if (!(edge >= -kPagePoints && edge <= kPagePoints)) return "a box of an impossible size";
      if (box.x0 > box.x1 || box.y0 > box.y1) return "a box inside out";
      out.boxes.push_back(box);
    }
    for (auto [part, size] : {std::pair{&out.author, author}, {&out.title, title}, {&out.text, text}}) {
      if (const char* fault = text_fault(body_.substr(0, size))) return fault;
      part->assign(body_.substr(0, size));
      body_.remove_prefix(size);
    }
    out_.annotations.push_back(std::move(out));
    return nullptr;
  }

  CopyRequest out_;
};

// The body of a frame of lines.
const char* read_lines(std::string_view body, RecognisedPage& out) {
  constexpr const char* kCutOff = "cut off in the lines";
  if (body.size() < kLinesHeadSize) return kCutOff;
  out.number = u32_at(body, 0);
  out.language = u32_at(body, 4);
  if (out.number < 1 || out.number > limits::kPages || out.language > kSpanish || u32_at(body, 8) > kPageMarks) return "lines of no page";
  out.blank = u32_at(body, 8) & kPageBlank;
  out.damaged = u32_at(body, 8) & kPageDamaged;
  out.without_model = u32_at(body, 8) & kPageWithoutModel;
  body.remove_prefix(kLinesHeadSize);
  while (!body.empty()) {
    if (body.size() < kLinesWordSize) return kCutOff;
    if (out.words.size() >= limits::kRecognisedWords) return "more words on a page than the limit";
    const std::uint32_t marks = u32_at(body, 0), size = u32_at(body, 32);
    RecognisedWord word;
    float* const numbers[] = {&word.x0, &word.y0, &word.x1, &word.y1, &word.base, &word.size, &word.confidence};
    for (std::size_t i = 0; i < std::size(numbers); ++i) {
      *numbers[i] = f32_at(body, 4 + 4 * i);
      if (!(*numbers[i] >= -kPagePoints && *numbers[i] <= kPagePoints)) return "a word of an impossible size";
    }
    if (word.x0 > word.x1 || word.y0 > word.y1 || !(word.size > 0)) return "a word inside out";
    if (!(word.confidence >= 0 && word.confidence <= 1)) return "a word that is surer than sure";
    if (marks > kMarks) return "a word with unknown marks";
    body.remove_prefix(kLinesWordSize);
    if (size < 1 || size > limits::kRecognisedWordBytes) return "a word of a wrong length";
    if (body.size() < size) return kCutOff;
    if (const char* fault = text_fault(body.substr(0, size))) return fault;
    word.text.assign(body.substr(0, size));
    for (std::size_t i = 0; i < word.text.size(); ++i)
      if (white_space_at(word.text, i) > 0) return "white space in a word";
    word.begins_line = marks & kLineBegins;
    word.bold = marks & kBold;
    word.space_after = marks & kSpaceAfter;
    word.rotation = static_cast<std::uint8_t>((marks & kRotation) >> 3);
    body.remove_prefix(size);
    out.words.push_back(std::move(word));
  }
  if (out.blank && !out.words.empty()) return "words on a blank page";
  if (out.without_model && out.language == 0) return "no model of no language";
  return nullptr;
}

class LinesDecoder : Frames {
 public:
  using Frames::Frames;
  std::variant<DecodedLines, Refusal> run() {
    DecodedLines out;
    std::uint32_t guards = 0;
    if (bytes_.empty()) return out;
    if (const char* fault = greeting(guards)) return Refusal{fault};
    while (next()) {
      if (tag_ == Tag::progress) continue;
      if (tag_ == Tag::end) return body_.empty() && at_end() ? std::variant<DecodedLines, Refusal>(std::move(out)) : Refusal{"no proper end"};
      if (tag_ == Tag::failure) {
        const std::uint32_t code = body_.size() == 4 && at_end() ? u32_at(body_, 0) : 0;
        if (code < 1 || code > static_cast<std::uint32_t>(Failure::pixels)) return Refusal{"an unknown failure"};
        out.failure = static_cast<Failure>(code);
        return out;
      }
      if (tag_ != Tag::lines) return Refusal{"frames out of order"};
      if (out.pages.size() >= limits::kPages) return Refusal{"more pages than the limit"};
      if (const char* fault = read_lines(body_, out.pages.emplace_back())) return Refusal{fault};
    }
    return out;
  }
};

class EnvelopeDecoder : Frames {
 public:
  using Frames::Frames;
  std::variant<Envelope, Refusal> run() {
    Envelope out;
    std::uint32_t pages = 0;
    if (const char* fault = greeting(pages)) return Refusal{fault};
    if (pages > limits::kPages) return Refusal{"more pages than the limit"};
    if (!next() || tag_ != Tag::password) return Refusal{"cut off before the password"};
    if (body_.size() > limits::kPasswordBytes) return Refusal{"a longer password than the limit"};
    out.password = body_;
    for (; pages > 0; --pages) {
      if (!next() || tag_ != Tag::lines) return Refusal{"cut off before the lines"};
      const std::uint32_t last = out.recognised.empty() ? 0 : out.recognised.back().number;
      if (const char* fault = read_lines(body_, out.recognised.emplace_back())) return Refusal{fault};
      if (out.recognised.back().number <= last) return Refusal{"lines out of order"};
    }
    if (!next() || tag_ != Tag::document || body_.empty()) return Refusal{"cut off before the document"};
    out.document = body_;
    if (!proper_end()) return Refusal{"no proper end"};
    return out;
  }
};

class Decoder : Frames {
 public:
  using Frames::Frames;

  std::variant<Decoded, Refusal> run() {
    if (const char* fault = frames()) return Refusal{fault};
    return std::move(out_);
  }

 private:
  const char* frames() {
    if (const char* fault = opening(out_.guards, out_.failure)) return fault;
    if (out_.failure) return nullptr;
    if (tag_ != Tag::text) return "frames out of order";
    if (body_.size() > limits::kTextBytes) return "more text than the limit";
    if (const char* fault = text_fault(body_)) return fault;
    out_.text.text.assign(body_);
    if (!next() || tag_ != Tag::blocks) return "cut off before the blocks";
    if (const char* fault = blocks()) return fault;
    if (!next() || tag_ != Tag::pages) return "cut off before the pages";
    if (const char* fault = pages()) return fault;
    if (!next() || tag_ != Tag::words) return "cut off before the words";
    if (const char* fault = words()) return fault;
    if (!next() || tag_ != Tag::unread) return "cut off before the list of unread parts";
    if (const char* fault = unread()) return fault;
    if (!next() || tag_ != Tag::remarks) return "cut off before the comments";
    if (const char* fault = remarks()) return fault;
    if (!next() || tag_ != Tag::sure) return "cut off before the recognised words";
    if (const char* fault = sure()) return fault;
    return proper_end() ? nullptr : "no proper end";
  }

  bool on_characters(TextSpan span) const {
    const std::string& text = out_.text.text;
    return span.begin <= span.end && span.end <= text.size() &&
           (span.begin == text.size() || !is_continuation(text[span.begin])) &&
           (span.end == text.size() || !is_continuation(text[span.end]));
  }

  bool only_space(std::size_t begin, std::size_t end) const {
    for (std::size_t i = begin, size = 0; i < end; i += size)
      if ((size = white_space_at(out_.text.text, i)) == 0) return false;
    return true;
  }

  bool has_blank_line(TextSpan span) const {
    bool line_empty = false;
    const std::string_view block = span.of(out_.text.text);
    for (std::size_t i = 0; i < block.size();) {
      if (block[i] == '\n' && line_empty) return true;
      const std::size_t white = white_space_at(block, i);
      line_empty = block[i] == '\n' || (line_empty && white > 0);
      i += std::max<std::size_t>(white, 1);
    }
    return false;
  }

  const char* blocks() {
    if (body_.size() % kBlockSize != 0 || body_.size() / kBlockSize > limits::kBlocks) return "blocks of a wrong size";
    out_.text.blocks.reserve(body_.size() / kBlockSize);
    std::uint32_t end = 0;
    for (std::size_t i = 0; i < body_.size(); i += kBlockSize) {
      Block block;
      block.span = {u32_at(body_, i), u32_at(body_, i + 4)};
      const std::uint32_t kind = u32_at(body_, i + 8), level = u32_at(body_, i + 12);
      if (block.span.empty() || !on_characters(block.span) || block.span.begin < end) return "a block in a wrong place";
      if (white_space_at(out_.text.text, block.span.begin) > 0 || white_space_before(out_.text.text, block.span.end) > 0)
        return "a block with white space around it";
      if (!only_space(end, block.span.begin)) return "text outside the blocks";
      if (has_blank_line(block.span)) return "a blank line in a block";
      if (kind > static_cast<std::uint32_t>(BlockKind::code) || level > 9) return "a block of an unknown kind";
      block.kind = static_cast<BlockKind>(kind);
      block.level = static_cast<std::uint8_t>(level);
      if ((block.kind == BlockKind::heading || block.kind == BlockKind::list_item) && level == 0) return "a heading or list item without a level";
      end = block.span.end;
      out_.text.blocks.push_back(block);
    }
    return only_space(end, out_.text.text.size()) ? nullptr : "text outside the blocks";
  }

  const char* pages() {
    if (body_.size() % kPageSize != 0 || body_.size() / kPageSize > limits::kPages) return "pages of a wrong size";
    out_.text.pages.reserve(body_.size() / kPageSize);
    std::uint32_t end = 0, number = 0;
    for (std::size_t i = 0; i < body_.size(); i += kPageSize) {
      Page page;
      page.number = u32_at(body_, i);
      page.span = {u32_at(body_, i + 4), u32_at(body_, i + 8)};
      page.width = f32_at(body_, i + 12);
      page.height = f32_at(body_, i + 16);
      if (page.number <= number || page.number > limits::kPages) return "a page number out of order";
      if (!on_characters(page.span) || page.span.begin < end) return "a page in a wrong place";
      if (!(page.width >= 0 && page.width <= kPagePoints && page.height >= 0 && page.height <= kPagePoints))
        return "a page of an impossible size";
      number = page.number;
      end = page.span.end;
      out_.text.pages.push_back(page);
    }
    return nullptr;
  }

  const char* words() {
    if (body_.size() % kWordSize != 0) return "words of a wrong size";
    out_.text.words.reserve(body_.size() / kWordSize);
    std::uint32_t end = 0;
    auto page = out_.text.pages.begin();
    for (std::size_t i = 0; i < body_.size(); i += kWordSize) {
      WordBox word;
      word.span = {u32_at(body_, i), u32_at(body_, i + 4)};
      word.page = u32_at(body_, i + 8);
      word.x0 = f32_at(body_, i + 12);
      word.y0 = f32_at(body_, i + 16);
      word.x1 = f32_at(body_, i + 20);
      word.y1 = f32_at(body_, i + 24);
      if (word.span.empty() || !on_characters(word.span) || word.span.begin < end) return "a word in a wrong place";
      while (page != out_.text.pages.end() && page->number < word.page) ++page;
      if (page == out_.text.pages.end() || page->number != word.page || !page->span.contains(word.span))
        return "a word outside its page";
      for (const float edge : {word.x0, word.y0, word.x1, word.y1})
        if (!(edge >= -kPagePoints && edge <= kPagePoints)) return "a word box of an impossible size";
      if (word.x0 > word.x1 || word.y0 > word.y1) return "a word box inside out";
      end = word.span.end;
      out_.text.words.push_back(word);
    }
    return nullptr;
  }

  const char* unread() {
    // One entry of each kind per page, and a few for the whole document.
    constexpr std::size_t kMost = (limits::kPages + 1) * static_cast<std::size_t>(kLastUnread);
    if (body_.size() % kUnreadSize != 0 || body_.size() / kUnreadSize > kMost) return "unread parts of a wrong size";
    for (std::size_t i = 0; i < body_.size(); i += kUnreadSize) {
      const std::uint32_t code = u32_at(body_, i), page = u32_at(body_, i + 4), count = u32_at(body_, i + 8);
      if (code < 1 || code > static_cast<std::uint32_t>(kLastUnread)) return "an unknown kind of unread part";
      if (page > limits::kPages + 1) return "an unread part on an impossible page";
      out_.text.not_read.push_back(in_words(static_cast<Unread>(code), page, count));
    }
    return nullptr;
  }

  const char* remarks() {
    constexpr const char* kCutOff = "cut off in the comments";
    std::uint32_t begin = 0;
    while (!body_.empty()) {
      if (body_.size() < kRemarkHeadSize) return kCutOff;
      Revision remark;
      const std::uint32_t kind = u32_at(body_, 0);
      remark.kind = static_cast<Revision::Kind>(kind);
      remark.span = {u32_at(body_, 4), u32_at(body_, 8)};
      const std::size_t author = u32_at(body_, 12), date = u32_at(body_, 16);
      body_.remove_prefix(kRemarkHeadSize);
      if (out_.text.revisions.size() >= limits::kRevisions) return "more comments than the limit";
      if (kind != static_cast<std::uint32_t>(Revision::Kind::comment) && kind != static_cast<std::uint32_t>(Revision::Kind::hidden)) return "a remark of an unknown kind";
      if (!on_characters(remark.span) || remark.span.begin < begin) return "a comment in a wrong place";
      if (remark.kind == Revision::Kind::hidden && remark.span.empty()) return "hidden words that are none";
      if (author > limits::kRevisionAuthorBytes || date > kDateBytes) return "more text than the limit";
      if (body_.size() < author + date) return kCutOff;
      for (auto [part, size] : {std::pair{&remark.author, author}, {&remark.date, date}}) {
        if (const char* fault = text_fault(body_.substr(0, size))) return fault;
        part->assign(body_.substr(0, size));
        body_.remove_prefix(size);
      }
      begin = remark.span.begin;
      out_.text.revisions.push_back(std::move(remark));
    }
    return nullptr;
  }

  const char* sure() {
    if (body_.size() % kSureSize != 0) return "recognised words of a wrong size";
    out_.text.recognised.reserve(body_.size() / kSureSize);
    std::uint32_t end = 0;
    for (std::size_t i = 0; i < body_.size(); i += kSureSize) {
      Recognised word;
      word.span = {u32_at(body_, i), u32_at(body_, i + 4)};
      word.confidence = f32_at(body_, i + 8);
      if (word.span.empty() || !on_characters(word.span) || word.span.begin < end) return "a recognised word in a wrong place";
      if (!(word.confidence >= 0 && word.confidence <= 1)) return "a word that is surer than sure";
      end = word.span.end;
      out_.text.recognised.push_back(word);
    }
    return nullptr;
  }

  static NotRead in_words(Unread code, std::uint32_t page, std::uint32_t count) {
    const std::string number = std::to_string(count);
    switch (code) {
      case Unread::page_without_text:
        return {"page-without-text", page,
                count == 2 ? "A picture fills this page and was not read; what was read is the little text that stands beside or over it. Run text "
                             "recognition (OCR) on it and scan it again."
                : count == 3 ? "The fonts of this page do not say which letters they draw: what was read is mostly not what it shows. Run text recognition (OCR) on it and "
                               "scan it again."
                             : "This page has no text, only a picture, a drawing or nothing. If it is a scan, run text recognition (OCR) on it and scan it again."};
      case Unread::pages_over_limit:
        return {"pages-over-limit", page,
                number + " pages were not read, from this one on: the document is over the limit. Split it."};
      case Unread::text_over_limit:
        return {"text-over-limit", page,
                page == 0 ? "The text was cut at the limit. Split the document."
                          : "This page draws more than any page to be read does, and was read up to the limit only. Print it to a new PDF and scan that."};
      case Unread::hidden_text:
        return {"hidden-text", page,
                page == 0 ? number + " hidden passages were left out: a browser does not show them."
                          : number +
                                " characters on this page are outside it, on a layer that is "
                                "switched off or in a field that is not shown; they were left out."};
      case Unread::diagonal_text:
        return {"diagonal-text", page, number + " characters of slanted text (usually a watermark) were left out."};
      case Unread::undecodable_glyphs:
        return {"undecodable-glyphs", page,
                number + " characters on this page are drawn with a font that does not say which letters they are."};
      case Unread::embedded_object:
        return {"embedded-object", page,
                number + " attached files or embedded objects were not read. Scan them on their own."};
      case Unread::dynamic_form:
        return {"dynamic-form", page,
                "The document is an XFA form, whose text is not in its pages. Print it to a new PDF and scan that."};
      case Unread::comments_over_limit:
        return {"revisions-over-limit", 0,
                "The document has " + number + " comments and hidden passages; the first " + std::to_string(limits::kRevisions) +
                    " are told. Remove those that are settled, then scan again."};
      case Unread::damaged_page:
        return {"damaged-page", page,
                "What draws this page is damaged (errors: " + number + "): text may be missing. Compare it with what a viewer shows, and ask for the file again."};
      case Unread::put_away:
        return {"hidden-text", page,
                number + (count == 1 ? " passage was" : " passages were") +
                    " read like all others that the page's own style sheet does not show, at least not before a click (display: none, visibility: hidden)."};
      case Unread::wordless_picture:
        return {"picture-without-words", 0, "A picture without legible words, too small for a page or blank: a logo, a signature, an icon."};
      case Unread::styles_over_limit:
        return {"hidden-text", 0,
                "The page's own style sheets have more rules, or an element more classes, than are looked at: words that they hide are read, but may not be told as hidden. Compare it with what a browser shows."};
    }
    return {};
  }

  Decoded out_;
};

}  // namespace

std::string encode_hello(std::uint32_t guards) {
  std::string out;
  put_frame(out, Tag::hello, kHelloSize);
  put_u32(out, kMagic);
  put_u32(out, kVersion);
  put_u32(out, guards);
  return out;
}

std::string encode_progress(std::uint32_t done, std::uint32_t total) {
  std::string out;
  put_frame(out, Tag::progress, kProgressSize);
  put_u32(out, done);
  put_u32(out, total);
  return out;
}

std::string encode_failure(Failure failure) {
  std::string out;
  put_frame(out, Tag::failure, 4);
  put_u32(out, static_cast<std::uint32_t>(failure));
  return out;
}

std::string encode_answer(const Answer& answer) {
  std::string out;
  out.reserve(answer.text.size() + answer.blocks.size() * kBlockSize + answer.pages.size() * kPageSize +
              answer.words.size() * kWordSize + answer.unread.size() * kUnreadSize + 6 * kFrameHead);
  put_frame(out, Tag::text, answer.text.size());
  out += answer.text;
  put_frame(out, Tag::blocks, answer.blocks.size() * kBlockSize);
  for (const Block& block : answer.blocks) {
    put_u32(out, block.span.begin);
    put_u32(out, block.span.end);
    put_u32(out, static_cast<std::uint32_t>(block.kind));
    put_u32(out, block.level);
  }
  put_frame(out, Tag::pages, answer.pages.size() * kPageSize);
  for (const Page& page : answer.pages) {
    put_u32(out, page.number);
    put_u32(out, page.span.begin);
    put_u32(out, page.span.end);
    put_f32(out, page.width);
    put_f32(out, page.height);
  }
  put_frame(out, Tag::words, answer.words.size() * kWordSize);
  for (const WordBox& word : answer.words) {
    put_u32(out, word.span.begin);
    put_u32(out, word.span.end);
    put_u32(out, word.page);
    for (const float edge : {word.x0, word.y0, word.x1, word.y1}) put_f32(out, edge);
  }
  put_frame(out, Tag::unread, answer.unread.size() * kUnreadSize);
  for (const UnreadPart& part : answer.unread) {
    put_u32(out, static_cast<std::uint32_t>(part.code));
    put_u32(out, part.page);
    put_u32(out, part.count);
  }
  std::string remarks;
  for (const Revision& remark : answer.revisions) {
    put_u32(remarks, static_cast<std::uint32_t>(remark.kind));
    for (const std::size_t value : {std::size_t{remark.span.begin}, std::size_t{remark.span.end}, remark.author.size(), remark.date.size()})
      put_u32(remarks, static_cast<std::uint32_t>(value));
    remarks.append(remark.author).append(remark.date);
  }
  put_frame(out, Tag::remarks, remarks.size());
  out += remarks;
  put_frame(out, Tag::sure, answer.recognised.size() * kSureSize);
  for (const Recognised& word : answer.recognised) {
    put_u32(out, word.span.begin);
    put_u32(out, word.span.end);
    put_f32(out, word.confidence);
  }
  return out + encode_end();
}

std::string encode_lines(const RecognisedPage& page) {
  std::string body;
  put_u32(body, page.number);
  put_u32(body, page.language);
  put_u32(body, (page.blank ? kPageBlank : 0) | (page.damaged ? kPageDamaged : 0) | (page.without_model ? kPageWithoutModel : 0));
  for (const RecognisedWord& word : page.words) {
    put_u32(body, (word.begins_line ? kLineBegins : 0) | (word.bold ? kBold : 0) | (word.space_after ? kSpaceAfter : 0) | (word.rotation & 3u) << 3);
    for (const float number : {word.x0, word.y0, word.x1, word.y1, word.base, word.size, word.confidence}) put_f32(body, number);
    put_u32(body, static_cast<std::uint32_t>(word.text.size()));
    body += word.text;
  }
  std::string out;
  put_frame(out, Tag::lines, body.size());
  return out + body;
}

std::string encode_copy_head(const Copy& copy) {
  std::string out;
  put_frame(out, Tag::copy, kCopySize);
  put_u32(out, copy.drawn);
  put_u32(out, copy.features);
  put_frame(out, Tag::document, copy.bytes.size());
  return out;
}

std::string encode_end() {
  std::string out;
  put_frame(out, Tag::end, 0);
  return out;
}

std::string encode_copy_request_head(const std::vector<Annotation>& annotations, std::size_t document_size) {
  std::string body;
  for (const Annotation& one : annotations) {
    for (const std::size_t value : {static_cast<std::size_t>(one.kind), static_cast<std::size_t>(one.when),
                                    static_cast<std::size_t>(one.page), static_cast<std::size_t>(one.colour), one.boxes.size(),
                                    one.author.size(), one.title.size(), one.text.size()})
      put_u32(body, static_cast<std::uint32_t>(value));
    for (const Annotation::Box& box : one.boxes)
      for (const float edge : {box.x0, box.y0, box.x1, box.y1}) put_f32(body, edge);
    body.append(one.author).append(one.title).append(one.text);
  }
  std::string out = encode_hello(static_cast<std::uint32_t>(annotations.size()));
  put_frame(out, Tag::annotations, body.size());
  out += body;
  put_frame(out, Tag::document, document_size);
  return out;
}

std::string encode_envelope_head(std::string_view password, const std::vector<RecognisedPage>& recognised, std::size_t document_size) {
  std::string out = encode_hello(static_cast<std::uint32_t>(recognised.size()));
  put_frame(out, Tag::password, password.size());
  out += password;
  for (const RecognisedPage& page : recognised) out += encode_lines(page);
  put_frame(out, Tag::document, document_size);
  return out;
}

std::variant<Envelope, Refusal> decode_envelope(std::string_view bytes) { return EnvelopeDecoder(bytes).run(); }
std::variant<DecodedLines, Refusal> decode_lines(std::string_view bytes) { return LinesDecoder(bytes).run(); }
std::variant<CopyRequest, Refusal> decode_copy_request(std::string_view bytes) { return CopyRequestDecoder(bytes).run(); }
std::variant<DecodedCopy, Refusal> decode_copy(std::string_view bytes) { return CopyDecoder(bytes).run(); }

std::variant<Decoded, Refusal> decode(std::string_view bytes) { return Decoder(bytes).run(); }

void FrameFollower::follow(std::string_view bytes) {
  while (!complete_ && !broken_ && bytes.size() >= kFrameHead && next_ <= bytes.size() - kFrameHead) {
    const auto at = static_cast<std::size_t>(next_);
    const auto tag = static_cast<Tag>(u32_at(bytes, at));
    const std::uint32_t size = u32_at(bytes, at + 4);
    if (tag < Tag::hello || tag > Tag::lines || (next_ == 0) != (tag == Tag::hello) ||
        size > limits::kReaderAnswerBytes) {
      broken_ = true;
      return;
    }
    if (size > bytes.size() - at - kFrameHead) return;
    if (tag == Tag::progress && size == kProgressSize) {
      done_ = u32_at(bytes, at + kFrameHead);
      total_ = u32_at(bytes, at + kFrameHead + 4);
    }
    if (tag == Tag::lines) ++pages_;
    complete_ = tag == Tag::end || tag == Tag::failure;
    next_ += kFrameHead + size;
  }
}

}  // namespace caveat::extract::reader
