// PlainText: the paragraphs of a text file. Tested by tests/unit/extract/plain_text_test.cpp.
#include "extract/plain_text.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "base/limits.h"
#include "extract/clause_marker.h"
#include "extract/complaint.h"
#include "extract/encoding.h"
#include "extract/sniff.h"
#include "extract/utf8.h"

namespace caveat::extract {
namespace {

constexpr std::uint32_t kWrapBytes = 140;  // nobody wraps wider; a longer line is a whole paragraph
constexpr std::uint32_t kLeastWidth = 40;  // a column narrower than this is no running text
constexpr std::uint32_t kHeadingBytes = 120;
constexpr std::uint32_t kPollBytes = 1u << 20;
constexpr std::uint32_t kTabStop = 8;

struct Line {
  std::uint32_t begin = 0, end = 0;  // without white space at the ends
  std::uint32_t next = 0;            // where the next line begins
  std::uint32_t indent = 0;          // columns
  bool ruled = false;                // "=====", "-----", "+----+----+"
  bool columns = false;
  bool blank() const { return begin >= end; }
  std::uint32_t size() const { return end - begin; }
  std::string_view of(std::string_view text) const { return text.substr(begin, end - begin); }
};

bool is_ruled(std::string_view line) {
  std::size_t marks = 0;
  for (const char c : line) {
    if (c == ' ') continue;
    if (c != '=' && c != '-' && c != '_' && c != '*' && c != '~' && c != '#' && c != '+' && c != '|' && c != '.')
      return false;
    ++marks;
  }
  return marks >= 3;
}

// A tab or a run of three spaces between two words; a number at the head and its text are no columns.
bool has_columns(std::string_view line) {
  if (std::memchr(line.data(), '\t', line.size()) == nullptr && line.find("   ") == line.npos) return false;
  const ClauseMarker marker = clause_marker(line);
  // A bare number and spaces may be the first cell; other numbers are those of clauses.
  if (!marker.bare || line.substr(0, marker.size).find('\t') != line.npos) line.remove_prefix(marker.size);
  int gaps = 0;
  for (std::size_t i = 0; i < line.size();) {
    if (line[i] == '\t') return true;
    std::size_t end = i;
    while (end < line.size() && line[end] == ' ') ++end;
    gaps += end - i >= 3;
    i = end + 1;
  }
  return gaps >= 2;
}

Line line_at(std::string_view text, std::uint32_t at) {
  Line line;
  const void* const newline = std::memchr(text.data() + at, '\n', text.size() - at);
  const auto stop = newline == nullptr ? static_cast<std::uint32_t>(text.size())
                                       : static_cast<std::uint32_t>(static_cast<const char*>(newline) - text.data());
  line.next = newline == nullptr ? stop : stop + 1;
  line.begin = at;
  line.end = stop;
  trim(text, line.begin, line.end);
  for (std::uint32_t i = at; i < line.begin; ++i)
    line.indent = text[i] == '\t' ? (line.indent / kTabStop + 1) * kTabStop : line.indent + 1;
  if (!line.blank() && line.size() <= 4 * kWrapBytes) {
    const std::string_view content = line.of(text);
    const unsigned char first = static_cast<unsigned char>(content[0]);
    if (!(first >= 0x80 || (first | 0x20) >= 'a' || (first >= '0' && first <= '9'))) line.ruled = is_ruled(content);
    if (!line.ruled) line.columns = has_columns(content);
  }
  return line;
}

// The width that the text is wrapped at, and whether it is wrapped at all.
struct Wrap {
  std::uint32_t width = kLeastWidth;
  bool none = false;
};

Wrap measure(std::string_view text) {
  std::array<std::uint32_t, kWrapBytes + 1> sizes{};
  std::uint64_t lines = 0, wider = 0;
  for (std::size_t at = 0; at < text.size();) {
    const void* const newline = std::memchr(text.data() + at, '\n', text.size() - at);
    const std::size_t stop =
        newline == nullptr ? text.size() : static_cast<std::size_t>(static_cast<const char*>(newline) - text.data());
    if (const std::size_t size = stop - at; size > 0) {
      ++lines;
      if (size > kWrapBytes)
        ++wider;
      else
        ++sizes[size];
    }
    at = stop + 1;
  }
  Wrap wrap;
  wrap.none = wider * 5 >= lines;
  // Nineteen of twenty lines are not wider; the rest are tables and addresses on the web.
  std::uint64_t seen = 0;
  for (std::uint32_t size = kWrapBytes; size > kLeastWidth; --size) {
    seen += sizes[size];
    if (seen * 20 > lines - wider) {
      wrap.width = size;
      break;
    }
  }
  return wrap;
}

class Blocks {
 public:
  Blocks(const Document& document, ExtractedText& out) : name_(document.name), text_(out.text), out_(out) {}

  std::optional<Error> read(Cancel& cancel) {
    const Wrap wrap = measure(text_);
    wrap_ = wrap;
    const auto size = static_cast<std::uint32_t>(text_.size());
    std::uint32_t next_poll = kPollBytes;
    Line line = size == 0 ? Line() : line_at(text_, 0);
    for (std::uint32_t at = 0; at < size;) {
      const Line next = line.next < size ? line_at(text_, line.next) : Line();
      add(line, next);
      if (out_.blocks.size() >= limits::kBlocks)
        return complaint(ErrorCode::limit, name_,
                         "has more than " + std::to_string(limits::kBlocks) +
                             " paragraphs. Split it into several documents and scan each.");
      at = line.next;
      line = next;
      if (at >= next_poll) {
        next_poll = at + kPollBytes;
        if (auto error = cancel.poll(Stage::extract, at, size)) return error;
      }
    }
    close();
    return std::nullopt;
  }

 private:
  void add(const Line& line, const Line& next) {
    if (line.blank()) return close();
    if (line.ruled) {
      // Under one line of words it is that line's underline; elsewhere it only parts.
      underline_ =
          lines_ == 1 && last_.size() <= kHeadingBytes && !ends_with_stop(last_.of(text_)) ? text_[line.begin] : '\0';
      if (lines_ == 1 && last_.columns) underline_ = '\0';
      return close();
    }
    if (line.columns && ((lines_ > 0 && last_.columns) || row_ || next.columns)) {
      close();
      out_.blocks.push_back({{line.begin, line.end}, BlockKind::table_row, 0});
      row_ = true;
      return;
    }
    const ClauseMarker marker = clause_marker(line.of(text_));
    if (lines_ > 0 && begins_block(line, marker, next)) {
      close();
    } else if (lines_ == 1 && is_title(line)) {
      underline_ = '-';  // as good as one: its text follows without a blank line
      close();
    }
    row_ = false;
    if (lines_ == 0) {
      begin_ = line.begin;
      marker_ = marker;
      first_ = line;
    }
    ++lines_;
    last_ = line;
  }

  bool is_short(const Line& line) const { return line.size() * 5 < wrap_.width * 3; }
  static bool ends_with_stop(std::string_view line) {
    return !line.empty() && (line.back() == '.' || line.back() == ';' || line.back() == ',');
  }
  bool capitals(const Line& line) const { return line.size() <= kHeadingBytes && all_capitals(line.of(text_)); }

  bool begins_block(const Line& line, const ClauseMarker& marker, const Line& next) const {
    // "7." on a line of its own, as PDF converters write it: its text follows.
    if (lines_ == 1 && marker_ && marker_.size == last_.size()) return false;
    if (wrap_.none || last_.size() > kWrapBytes || line.size() > kWrapBytes) return true;
    const std::string_view here = line.of(text_), before = last_.of(text_);
    const std::uint32_t shift = line.indent > last_.indent ? line.indent - last_.indent : last_.indent - line.indent;
    if (marker && begins_clause(here, marker, {before, is_short(last_), shift < 2, marker_.kind})) return true;
    const bool title_before = lines_ == 1 && last_.size() <= kHeadingBytes;
    const bool loud = capitals(line);
    if (loud && !capitals(last_) && (next.blank() || !capitals(next)) && (is_short(last_) || ends_sentence(before)))
      return true;
    if (title_before && !loud && capitals(last_) && begins_with_capital(here)) return true;
    if (title_before && is_short(last_) && marker_ && is_numbered_title(before, marker_) && begins_with_capital(here))
      return true;
    const bool hanging = lines_ == 1 && marker_;  // the text of a list item stands further in than its number
    if (line.indent >= last_.indent + 2 && !hanging && ends_sentence(before)) return true;
    return is_short(last_) && ends_sentence(before) && begins_with_capital(here);
  }

  // "Your Privacy" above a full line that begins anew: nobody wraps that early.
  bool is_title(const Line& line) const {
    constexpr std::ptrdiff_t kWords = 8;
    const std::string_view before = last_.of(text_);
    return !marker_ && is_short(last_) && !is_short(line) && line.indent <= last_.indent + 1 &&
           begins_with_capital(before) && begins_with_capital(line.of(text_)) &&
           std::string_view(".,;:?!").find(before.back()) == std::string_view::npos &&
           std::count(before.begin(), before.end(), ' ') < kWords;
  }

  void close() {
    if (lines_ > 0) {
      Block block{{begin_, last_.end}, BlockKind::paragraph, 0};
      const std::string_view words = block.span.of(text_);
      const std::uint8_t depth = marker_ ? std::max<std::uint8_t>(marker_.depth, 1) : 1;
      if (underline_ != '\0') {
        block.kind = BlockKind::heading;
        block.level = underline_ == '=' || all_capitals(words) ? 1 : 2;
      } else if (words.size() <= kHeadingBytes && lines_ <= 2 && marker_.kind != ClauseMarker::Kind::bullet &&
                 all_capitals(words) && !ends_with_stop(words)) {
        block.kind = BlockKind::heading;
        block.level = depth;
      } else if (marker_ && (lines_ == 1 || (lines_ == 2 && marker_.size == first_.size())) &&
                 is_numbered_title(words, clause_marker(words))) {
        block.kind = BlockKind::heading;
        block.level = depth;
      } else if (marker_ && marker_.kind != ClauseMarker::Kind::keyword) {
        block.kind = BlockKind::list_item;
        // Bullets nest by their indent, numbers by their parts.
        block.level = marker_.kind == ClauseMarker::Kind::bullet
                          ? static_cast<std::uint8_t>(std::min<std::uint32_t>(1 + first_.indent / 4, 9))
                          : depth;
      }
      out_.blocks.push_back(block);
    }
    lines_ = 0;
    underline_ = '\0';
    row_ = false;
    marker_ = {};
  }

  std::string_view name_;
  std::string_view text_;
  ExtractedText& out_;
  Wrap wrap_;
  // the block that is open
  std::uint32_t begin_ = 0, lines_ = 0;
  Line first_, last_;
  ClauseMarker marker_;
  char underline_ = '\0';
  bool row_ = false;  // the line before was a row
};

}  // namespace

Result<ExtractedText> read_plain_text(const Document& document, Cancel& cancel) {
  auto decoded = decode(document, cancel);
  if (!decoded) return decoded.error();
  ExtractedText out;
  out.media_type = kPlain;
  out.text = std::move(decoded->text);
  note_undecodable(decoded.value(), out);
  if (auto error = Blocks(document, out).read(cancel)) return *error;
  return out;
}

}  // namespace caveat::extract
