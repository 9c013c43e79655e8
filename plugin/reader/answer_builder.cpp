// See answer_builder.h.
#include "answer_builder.h"

#include <algorithm>
#include <cmath>

#include "base/limits.h"
#include "extract/utf8.h"

namespace caveat::reader {

using extract::BlockKind;

bool append_character(std::string& out, std::uint32_t code) {
  if (code < 0x20 || (code >= 0x7f && code < 0xa0) || code == 0xfeff || (code >= 0xd800 && code <= 0xdfff) ||
      code > 0x10ffff || (code & 0xfffe) == 0xfffe)
    return false;
  if (code < 0x80) {
    out.push_back(static_cast<char>(code));
    return true;
  }
  if (code < 0x800) {
    out.push_back(static_cast<char>(0xc0 | code >> 6));
  } else {
    if (code < 0x10000) {
      out.push_back(static_cast<char>(0xe0 | code >> 12));
    } else {
      out.push_back(static_cast<char>(0xf0 | code >> 18));
      out.push_back(static_cast<char>(0x80 | (code >> 12 & 0x3f)));
    }
    out.push_back(static_cast<char>(0x80 | (code >> 6 & 0x3f)));
  }
  out.push_back(static_cast<char>(0x80 | (code & 0x3f)));
  return true;
}

bool is_white(std::uint32_t code) {
  return code == ' ' || (code >= 9 && code <= 13) || code == 0x85 || code == 0xa0 || code == 0x1680 ||
         (code >= 0x2000 && code <= 0x200b) || code == 0x2028 || code == 0x2029 || code == 0x202f || code == 0x205f ||
         code == 0x2060 || code == 0x3000;
}

void AnswerBuilder::begin_page(std::uint32_t number, float width, float height) {
  extract::Page page;
  page.number = number;
  page.span.begin = page.span.end = static_cast<std::uint32_t>(answer_.text.size());
  page.width = std::isfinite(width) ? std::clamp(width, 0.f, 1e6f) : 0.f;
  page.height = std::isfinite(height) ? std::clamp(height, 0.f, 1e6f) : 0.f;
  answer_.pages.push_back(page);
  page_open_ = true;
}

void AnswerBuilder::end_page() {
  answer_.pages.back().span.end = static_cast<std::uint32_t>(answer_.text.size());
  page_open_ = false;
}

void AnswerBuilder::begin_block(BlockKind kind, std::uint8_t level) {
  block_ = {};
  block_.kind = kind;
  block_.level = kind == BlockKind::heading ? std::clamp<std::uint8_t>(level, 1, 9) : std::min<std::uint8_t>(level, 9);
  block_open_ = block_empty_ = true;
  hidden_goes_on_ = false;
  separator_ = 0;
}

void AnswerBuilder::separate(char separator) { separator_ = separator; }

bool AnswerBuilder::start_piece(std::size_t size) {
  // 8: the separators around it and the end of the last block.
  if (full_ || answer_.text.size() + size + 8 > limits::kTextBytes || answer_.blocks.size() + 1 >= limits::kBlocks) {
    full_ = true;
    return false;
  }
  if (block_empty_) {
    if (!answer_.text.empty()) answer_.text += "\n\n";
    // The blank line before a page's first block belongs to no page.
    if (page_open_ && answer_.blocks.size() > 0 && answer_.pages.back().span.begin >= answer_.blocks.back().span.end)
      answer_.pages.back().span.begin = static_cast<std::uint32_t>(answer_.text.size());
    block_.span.begin = static_cast<std::uint32_t>(answer_.text.size());
    block_empty_ = false;
  } else if (separator_ != 0) {
    const bool page_begins = page_open_ && answer_.pages.back().span.begin == answer_.text.size();
    answer_.text.push_back(separator_);
    if (page_begins) ++answer_.pages.back().span.begin;  // nor does the line break within a block that goes on
  }
  separator_ = 0;
  return true;
}

void AnswerBuilder::add_word(std::string_view word, const Box& box, float confidence, bool hidden) {
  // A glyph may stand for several characters, white ones among them.
  std::size_t begin = 0, end = word.size();
  extract::trim(word, begin, end);
  word = word.substr(begin, end - begin);
  if (word.empty() || !start_piece(word.size())) return;
  extract::WordBox out;
  out.span.begin = static_cast<std::uint32_t>(answer_.text.size());
  answer_.text += word;
  out.span.end = static_cast<std::uint32_t>(answer_.text.size());
  out.page = answer_.pages.back().number;
  const auto edge = [](float value) { return std::isfinite(value) ? std::clamp(value, -1e6f, 1e6f) : 0.f; };
  const float x0 = edge(box.x0), x1 = edge(box.x1), y0 = edge(box.y0), y1 = edge(box.y1);
  out.x0 = std::min(x0, x1);
  out.x1 = std::max(x0, x1);
  out.y0 = std::min(y0, y1);
  out.y1 = std::max(y0, y1);
  answer_.words.push_back(out);
  if (confidence >= 0) answer_.recognised.push_back({out.span, std::min(confidence, 1.f)});
  if (hidden && hidden_goes_on_) hidden_.back().end = out.span.end;
  else if (hidden) hidden_.push_back(out.span);
  hidden_goes_on_ = hidden;
}

void AnswerBuilder::add_text(std::string_view text) {
  if (text.empty() || !start_piece(text.size())) return;
  answer_.text += text;
}

void AnswerBuilder::end_block() {
  if (block_open_ && !block_empty_) {
    block_.span.end = static_cast<std::uint32_t>(answer_.text.size());
    answer_.blocks.push_back(block_);
  }
  block_open_ = false;
  block_empty_ = true;
}

void AnswerBuilder::add_unread(extract::reader::Unread code, std::uint32_t page, std::uint32_t count) {
  answer_.unread.push_back({code, page, count});
}

void AnswerBuilder::add_remark(extract::Revision remark) {
  if (++remarks_ <= limits::kRevisions) answer_.revisions.push_back(std::move(remark));
}

extract::reader::Answer AnswerBuilder::take() {
  for (const TextSpan& words : hidden_) add_remark({extract::Revision::Kind::hidden, words, {}, {}});
  if (remarks_ > limits::kRevisions) add_unread(extract::reader::Unread::comments_over_limit, 0, remarks_);
  std::stable_sort(answer_.revisions.begin(), answer_.revisions.end(),
                   [](const auto& left, const auto& right) { return left.span.begin < right.span.begin; });
  std::stable_sort(answer_.unread.begin(), answer_.unread.end(),
                   [](const auto& left, const auto& right) { return left.page < right.page; });
  return std::move(answer_);
}

}  // namespace caveat::reader
