// AnswerBuilder: grows the text of an answer block by block and keeps the contract of ExtractedText on the way: blocks
// parted by a blank line, no control characters, no white space around a block, no blank line in it.
// Part of caveat-reader, which links GPL libraries and stays a program of its own. Tested by tests/unit/reader.
#ifndef CAVEAT_READER_ANSWER_BUILDER_H
#define CAVEAT_READER_ANSWER_BUILDER_H
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extract/reader_protocol.h"

namespace caveat::reader {

// Appends the character as UTF-8. Control characters, byte order marks and surrogates are dropped: true if it was kept.
bool append_character(std::string& out, std::uint32_t code);
bool is_white(std::uint32_t code);

struct Box {
  float x0 = 0, y0 = 0, x1 = 0, y1 = 0;
};

class AnswerBuilder {
 public:
  static constexpr float kNotRecognised = -1;  // the confidence of a word that the document says itself

  void begin_page(std::uint32_t number, float width, float height);
  void end_page();

  // One block, piece by piece. Pieces are words or runs of text without control characters; a separator between two
  // pieces is ' ', '\t', '\n' or 0 for none.
  void begin_block(extract::BlockKind kind, std::uint8_t level);
  void separate(char separator);
  void add_word(std::string_view word, const Box& box, float confidence = kNotRecognised, bool hidden = false);
  void add_text(std::string_view text);
  void end_block();  // nothing was added: as if it had not been begun

  void add_remark(extract::Revision remark);  // in any order; those over the limit are counted only
  void add_unread(extract::reader::Unread code, std::uint32_t page, std::uint32_t count);

  bool full() const { return full_; }  // the text reached its limit; what came after was dropped
  const std::vector<extract::WordBox>& words() const { return answer_.words; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(answer_.text.size()); }
  bool has_text() const { return !answer_.text.empty(); }
  extract::reader::Answer take();

 private:
  bool start_piece(std::size_t size);
  extract::reader::Answer answer_;
  extract::Block block_;
  bool block_open_ = false, block_empty_ = true, page_open_ = false, full_ = false;
  char separator_ = 0;
  std::uint32_t remarks_ = 0;
  std::vector<TextSpan> hidden_;  // words that nobody sees: those of a block that follow each other are one
  bool hidden_goes_on_ = false;
};

}  // namespace caveat::reader
#endif
