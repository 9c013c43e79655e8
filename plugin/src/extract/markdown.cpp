// Markdown: the blocks of a Markdown file. Tested by tests/unit/extract/markdown_test.cpp.
#include "extract/markdown.h"

#include <algorithm>
#include <cstring>
#include <vector>

#include "base/limits.h"
#include "extract/clause_marker.h"
#include "extract/complaint.h"
#include "extract/encoding.h"
#include "extract/sniff.h"
#include "extract/utf8.h"

namespace caveat::extract {
namespace {

constexpr std::uint32_t kPollBytes = 1u << 20;
constexpr std::uint32_t kFrontMatterBytes = 64u << 10;
constexpr std::uint32_t kBoldHeadingBytes = 120;
constexpr std::uint8_t kBoldHeadingLevel = 6;  // below every heading with a '#'
constexpr std::size_t kNesting = 9;

bool space(char c) { return c == ' ' || c == '\t'; }
bool digit(char c) { return c >= '0' && c <= '9'; }

struct Line {
  std::uint32_t begin = 0, end = 0;  // without white space at the ends
  std::uint32_t indent = 0;          // columns
  bool blank() const { return begin >= end; }
};

class Blocks {
 public:
  Blocks(const Document& document, ExtractedText& out) : name_(document.name), text_(out.text), out_(out) {}

  std::optional<Error> read(Cancel& cancel) {
    const auto size = static_cast<std::uint32_t>(text_.size());
    std::uint32_t at = front_matter(), next_poll = at + kPollBytes;
    while (at < size) {
      const std::uint32_t next = line(at);
      at = next;
      if (out_.blocks.size() >= limits::kBlocks)
        return complaint(ErrorCode::limit, name_,
                         "has more than " + std::to_string(limits::kBlocks) +
                             " paragraphs. Split it into several documents and scan each.");
      if (at >= next_poll) {
        next_poll = at + kPollBytes;
        if (auto error = cancel.poll(Stage::extract, at, size)) return error;
      }
    }
    close();
    return std::nullopt;
  }

 private:
  std::uint32_t line_end(std::uint32_t at) const {
    const void* const newline = std::memchr(text_.data() + at, '\n', text_.size() - at);
    return newline == nullptr ? static_cast<std::uint32_t>(text_.size())
                              : static_cast<std::uint32_t>(static_cast<const char*>(newline) - text_.data());
  }
  std::string_view slice(std::uint32_t begin, std::uint32_t end) const { return text_.substr(begin, end - begin); }

  // ---- front matter: between "---" lines at the very start, with a key in its first line ----
  std::uint32_t front_matter() const {
    const std::string_view head = text_.substr(0, kFrontMatterBytes);
    const std::string_view fence = head.substr(0, 3);
    if (fence != "---" && fence != "+++") return 0;
    std::uint32_t end = line_end(0);
    if (!blank(3, end) || end >= text_.size()) return 0;
    bool first = true;
    while (end + 1 < head.size()) {
      const std::uint32_t begin = end + 1;
      end = line_end(begin);
      const std::string_view here = slice(begin, end);
      if ((here.starts_with(fence) || (fence == "---" && here.starts_with("..."))) && blank(begin + 3, end))
        return first ? 0 : std::min<std::uint32_t>(end + 1, static_cast<std::uint32_t>(text_.size()));
      if (first && here.find(fence == "---" ? ':' : '=') == here.npos && !here.starts_with('#')) return 0;
      first = false;
    }
    return 0;
  }
  bool blank(std::uint32_t begin, std::uint32_t end) const {
    trim(text_, begin, end);
    return begin >= end;
  }

  // ---- lines ----

  // Reads the line at `at` and gives the begin of the next.
  std::uint32_t line(std::uint32_t at) {
    // Kept: a line may hold thousands of comments, and each makes a line of its own of the rest.
    if (at == 0 || at > line_stop_) line_stop_ = line_end(at);
    const std::uint32_t stop = line_stop_;
    const std::uint32_t next = std::min<std::uint32_t>(stop + 1, static_cast<std::uint32_t>(text_.size()));
    if (fence_ != '\0') {
      in_fence(at, stop);
      return stop == text_.size() ? stop : next;
    }
    // A comment ends the block before it; what follows it on its last line is looked at as a line.
    if (const std::size_t open = slice(at, stop).find("<!--"); open != std::string_view::npos && !no_more_comments_) {
      const auto begin = static_cast<std::uint32_t>(at + open);
      const std::size_t end = text_.find("-->", begin + 4);
      if (end == std::string_view::npos) {
        no_more_comments_ = true;  // not closed: words like all others
      } else {
        if (open > 0) content(at, begin);
        close();
        return static_cast<std::uint32_t>(end + 3);
      }
    }
    content(at, stop);
    return stop == text_.size() ? stop : next;
  }

  void content(std::uint32_t at, std::uint32_t stop) {
    Line line{at, stop, 0};
    trim(text_, line.begin, line.end);
    if (line.blank()) {
      close();
      after_blank_ = true;
      table_ = false;
      return;
    }
    line.indent = columns(at, line.begin);
    bool quoted = false;
    while (line.begin < line.end && text_[line.begin] == '>') {
      quoted = true;
      ++line.begin;
      trim(text_, line.begin, line.end);
    }
    if (line.blank()) {  // an empty line of a quotation
      close();
      after_blank_ = true;
      return;
    }
    if (quoted) line.indent = 0;
    place(line, quoted);
    after_blank_ = false;
  }

  std::uint32_t columns(std::uint32_t begin, std::uint32_t end) const {
    std::uint32_t column = 0;
    for (; begin < end; ++begin) column = text_[begin] == '\t' ? (column / 4 + 1) * 4 : column + 1;
    return column;
  }

  void place(Line line, bool quoted) {
    const std::string_view here = slice(line.begin, line.end);
    const char first = here[0];
    if (first == '`' || first == '~') {
      if (const std::size_t run = run_of(here, first); run >= 3 && (first == '~' || here.find('`', run) == here.npos)) {
        close();
        fence_ = first;
        fence_size_ = run;
        return;
      }
    }
    if (open_ && lines_ == 1 && kind_ == BlockKind::paragraph && is_delimiter_row(here)) {
      kind_ = BlockKind::table_row;
      close();
      table_ = true;
      return;
    }
    if ((first == '=' || (first == '-' && !listed_)) && open_ && !quoted && is_run(here, first) &&
        kind_ != BlockKind::table_row) {
      // Under a paragraph it makes it a heading; a lone "-" under words is an empty list item, "---" under a list a
      // rule.
      if (first == '=' || here.size() >= 2) {
        kind_ = BlockKind::heading;
        level_ = first == '=' ? 1 : 2;
        return close();
      }
    }
    if (is_rule(here)) {
      close();
      items_.clear();
      return;
    }
    if (first == '#' && line.indent < 4 + item_indent()) {
      const std::size_t marks = run_of(here, '#');
      if (marks <= 6 && (marks == here.size() || space(here[marks]))) {
        close();
        items_.clear();
        heading(line, static_cast<std::uint8_t>(marks));
        return;
      }
    }
    if (is_row(here) || (table_ && here.find('|') != here.npos)) return row(line);
    table_ = false;

    std::uint32_t begin = line.begin;
    std::uint8_t nesting = 0;
    if (list_item(line, begin, nesting)) {
      close();
      if (begin >= line.end) return;  // an empty item
      open(begin, line.end, BlockKind::list_item, nesting);
      listed_ = true;
      // "- # Fees": a heading inside of an item
      if (const std::size_t marks = run_of(slice(begin, line.end), '#');
          marks >= 1 && marks <= 6 && begin + marks < line.end && space(text_[begin + marks])) {
        open_ = false;
        heading({begin, line.end, 0}, static_cast<std::uint8_t>(marks));
      }
      return;
    }
    // A paragraph that stands less far in than an item, after a blank line, ends the list.
    if (after_blank_)
      while (!items_.empty() && line.indent < items_.back()) items_.pop_back();
    const ClauseMarker marker = clause_marker(here);
    if (open_) {
      const LineBefore before{slice(last_begin_, end_), false, true, marker_.kind};
      if (marker && marker.kind != ClauseMarker::Kind::bullet && begins_clause(here, marker, before)) close();
    }
    if (open_) {
      end_ = line.end;
      last_begin_ = line.begin;
      ++lines_;
      return;
    }
    const bool numbered =
        marker && marker.kind != ClauseMarker::Kind::bullet && marker.kind != ClauseMarker::Kind::keyword;
    open(line.begin, line.end, numbered ? BlockKind::list_item : BlockKind::paragraph,
         numbered ? std::max<std::uint8_t>(marker.depth, 1) : 0);
    marker_ = marker;
  }

  static std::size_t run_of(std::string_view s, char c) {
    const std::size_t end = s.find_first_not_of(c);
    return end == s.npos ? s.size() : end;
  }
  static bool is_run(std::string_view s, char c) { return run_of(s, c) == s.size(); }

  // "---", "* * *", "___"
  static bool is_rule(std::string_view s) {
    const char mark = s[0];
    if (mark != '-' && mark != '*' && mark != '_') return false;
    std::size_t marks = 0;
    for (const char c : s) {
      if (!space(c) && c != mark) return false;
      marks += c == mark;
    }
    return marks >= 3;
  }

  void heading(const Line& line, std::uint8_t level) {
    std::uint32_t begin = line.begin + level, end = line.end;
    trim(text_, begin, end);
    std::uint32_t closing = end;
    while (closing > begin && text_[closing - 1] == '#') --closing;
    if (closing == begin || space(text_[closing - 1])) end = closing;
    trim(text_, begin, end);
    if (begin < end) out_.blocks.push_back({{begin, end}, BlockKind::heading, level});
  }

  // ---- tables ----

  // A row with its outer pipes is one wherever it stands; one without them only below a delimiter row.
  static bool is_row(std::string_view s) { return s.size() >= 2 && s.front() == '|' && s.find('|', 1) != s.npos; }
  static bool is_delimiter_row(std::string_view s) {
    return s.find_first_not_of("|-: \t") == s.npos && s.find('|') != s.npos && s.find('-') != s.npos;
  }

  void row(const Line& line) {
    close();
    const std::string_view here = slice(line.begin, line.end);
    if (here.find_first_not_of("|-: \t") == here.npos) {  // the delimiter row, or a row of empty cells
      table_ = true;
      return;
    }
    std::uint32_t begin = line.begin, end = line.end;
    while (begin < end && (text_[begin] == '|' || white_space_at(text_, begin)))
      begin += static_cast<std::uint32_t>(std::max<std::size_t>(white_space_at(text_, begin), 1));
    while (end > begin && (text_[end - 1] == '|' || white_space_before(text_, end)))
      end -= static_cast<std::uint32_t>(std::max<std::size_t>(white_space_before(text_, end), 1));
    if (begin < end) out_.blocks.push_back({{begin, end}, BlockKind::table_row, 0});
  }

  // ---- lists ----

  std::uint32_t item_indent() const { return items_.empty() ? 0 : items_.back(); }

  // `begin`: behind a bullet, or at a number. Keeps the nesting by where the content of each open item stands.
  bool list_item(const Line& line, std::uint32_t& begin, std::uint8_t& nesting) {
    const std::string_view here = slice(line.begin, line.end);
    std::size_t marker = 0;
    bool number = false;
    if (here[0] == '-' || here[0] == '*' || here[0] == '+') {
      marker = 1;
    } else {
      while (marker < here.size() && marker < 9 && digit(here[marker])) ++marker;
      if (marker == 0) return false;
      if (marker >= here.size() || (here[marker] != '.' && here[marker] != ')')) return false;
      ++marker;
      number = true;
    }
    if (marker < here.size() && !space(here[marker])) return false;
    // "...pursuant to Section / 12. of the Agreement", "am / 31. Dezember": in a paragraph a number begins a list only
    // where it would begin a clause.
    if (number && open_ &&
        !begins_clause(here, clause_marker(here), {slice(last_begin_, end_), false, true, marker_.kind}))
      return false;
    while (!items_.empty() && line.indent < items_.back()) items_.pop_back();
    std::size_t content = marker;
    while (const std::size_t size = white_space_at(here, content)) content += size;
    const std::uint32_t column = line.indent + columns(line.begin, static_cast<std::uint32_t>(line.begin + content));
    if (items_.size() < kNesting) items_.push_back(std::max(column, line.indent + 2));
    nesting = static_cast<std::uint8_t>(items_.size());
    begin = number ? line.begin : static_cast<std::uint32_t>(line.begin + content);
    return true;
  }

  // ---- fences ----

  void in_fence(std::uint32_t at, std::uint32_t stop) {
    Line line{at, stop, 0};
    trim(text_, line.begin, line.end);
    const std::string_view here = slice(line.begin, line.end);
    if (!here.empty() && here[0] == fence_ && is_run(here, fence_) && here.size() >= fence_size_) {
      close();
      fence_ = '\0';
      return;
    }
    if (line.blank()) return close();
    if (open_)
      end_ = line.end;
    else
      open(line.begin, line.end, BlockKind::code, 0);
  }

  // ---- the block that is open ----

  void open(std::uint32_t begin, std::uint32_t end, BlockKind kind, std::uint8_t level) {
    open_ = true;
    begin_ = last_begin_ = begin;
    end_ = end;
    kind_ = kind;
    level_ = level;
    lines_ = 1;
    listed_ = false;
    marker_ = kind == BlockKind::list_item ? clause_marker(slice(begin, end)) : ClauseMarker();
  }

  void close() {
    if (!open_) return;
    open_ = false;
    Block block{{begin_, end_}, kind_, level_};
    // "**7. Termination**" alone: how word processors' headings arrive in Markdown.
    if (kind_ == BlockKind::paragraph && lines_ == 1) {
      const std::string_view words = slice(begin_, end_);
      for (const std::string_view mark : {"**", "__"})
        if (words.size() > 4 && words.size() <= kBoldHeadingBytes && words.starts_with(mark) && words.ends_with(mark) &&
            words.find(mark, 2) == words.size() - 2 && words[2] != mark[0]) {
          std::uint32_t begin = begin_ + 2, end = end_ - 2;
          trim(text_, begin, end);
          if (begin < end && text_[end - 1] != '.' && text_[end - 1] != ';')
            block = {{begin, end}, BlockKind::heading, kBoldHeadingLevel};
        }
    }
    out_.blocks.push_back(block);
  }

  std::string_view name_;
  std::string_view text_;
  ExtractedText& out_;
  std::vector<std::uint32_t> items_;  // columns where the content of the open list items stands
  bool open_ = false, listed_ = false, after_blank_ = true, table_ = false, no_more_comments_ = false;
  std::uint32_t begin_ = 0, end_ = 0, last_begin_ = 0, lines_ = 0, line_stop_ = 0;
  BlockKind kind_ = BlockKind::paragraph;
  std::uint8_t level_ = 0;
  ClauseMarker marker_;
  char fence_ = '\0';
  std::size_t fence_size_ = 0;
};

}  // namespace

Result<ExtractedText> read_markdown(const Document& document, Cancel& cancel) {
  auto decoded = decode(document, cancel);
  if (!decoded) return decoded.error();
  ExtractedText out;
  out.media_type = kMarkdown;
  out.text = std::move(decoded->text);
  note_undecodable(decoded.value(), out);
  if (auto error = Blocks(document, out).read(cancel)) return *error;
  return out;
}

}  // namespace caveat::extract
