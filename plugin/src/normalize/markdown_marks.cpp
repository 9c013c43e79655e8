// MarkdownMarks, see markdown_marks.h.
#include "normalize/markdown_marks.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

namespace caveat::normalize {
namespace {

constexpr std::size_t kLongestEmphasis = 3;  // "***both***"; longer runs are blanks to fill in, rules or masks

// A table, because find_first_of looks each byte up in the set: a third of the time of the whole fold.
constexpr auto kIsMark = [] {
  std::array<bool, 256> table{};
  for (unsigned char c : {'*', '_', '\\', '[', ']', '<'}) table[c] = true;
  return table;
}();
std::size_t next_mark(std::string_view text, std::size_t at) {
  while (at < text.size() && !kIsMark[static_cast<unsigned char>(text[at])]) ++at;
  return at;
}

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_punctuation(char c) { return c > ' ' && c < 0x7F && !is_digit(c) && !((c | 0x20) >= 'a' && (c | 0x20) <= 'z'); }

// Whether the character that ends before `at`, or begins there, is part of a word. Quotes, dashes, NBSP and the like
// (U+0080..U+00BF, U+2000..U+206F) are not.
bool word_before(std::string_view text, std::size_t at) {
  if (at == 0) return false;
  const auto byte = [&](std::size_t back) { return at >= back ? static_cast<unsigned char>(text[at - back]) : 0u; };
  if (byte(1) < 0x80) return !is_space(text[at - 1]) && !is_punctuation(text[at - 1]);
  return !(byte(2) == 0xC2) && !(byte(3) == 0xE2 && (byte(2) == 0x80 || byte(2) == 0x81));
}
bool word_after(std::string_view text, std::size_t at) {
  if (at >= text.size()) return false;
  const auto byte = [&](std::size_t on) {
    return at + on < text.size() ? static_cast<unsigned char>(text[at + on]) : 0u;
  };
  if (byte(0) < 0x80) return !is_space(text[at]) && !is_punctuation(text[at]);
  return byte(0) != 0xC2 && !(byte(0) == 0xE2 && (byte(1) == 0x80 || byte(1) == 0x81));
}

bool is_emphasis(std::string_view text, std::size_t begin, std::size_t end) {
  const std::size_t length = end - begin;
  if (length > kLongestEmphasis) return false;
  const bool space_before = begin == 0 || is_space(text[begin - 1]);
  const bool space_after = end == text.size() || is_space(text[end]);
  if (text[begin] == '*') {
    if (length > 1) return true;  // converters write "** text**"; the pair means nothing else in a contract
    if (space_before && space_after) return false;  // a bullet, or "5 * 3"
    return !(begin > 0 && end < text.size() && is_digit(text[begin - 1]) && is_digit(text[end]));
  }
  const bool before = word_before(text, begin), after = word_after(text, end);
  if (space_before && space_after) return false;  // "Date: __ / __"
  if (before && after) return false;              // snake_case
  // "([_Name_])": punctuation on one side, the word on the other. Between two punctuation marks: a blank. "_**Name**_": the word is behind the other mark.
  const bool star_before = begin > 0 && text[begin - 1] == '*', star_after = end < text.size() && text[end] == '*';
  return before || after || star_before != star_after || (length > 1 && (!space_before || !space_after));
}

// text[at] is the '(' behind "]". The place behind the ')' of a link destination, or nothing: "[Customer](the Buyer)"
// is a definition, not a link.
std::optional<std::size_t> link_end(std::string_view text, std::size_t at) {
  int depth = 0;
  bool address = false;
  std::size_t i = at;
  for (; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '[' || c == ']' || c == '\n') return std::nullopt;
    if (c == ' ' || c == '\t') break;
    if (c == '(') ++depth;
    if (c == ')' && --depth == 0) return address || i == at + 1 ? std::optional(i + 1) : std::nullopt;
    address = address || c == '/' || c == ':' || c == '#' || c == '.' || c == '@';
  }
  if (!address || depth != 1) return std::nullopt;
  while (i < text.size() && (text[i] == ' ' || text[i] == '\t')) ++i;
  if (i < text.size() && text[i] == ')') return i + 1;
  if (i == text.size() || (text[i] != '"' && text[i] != '\'')) return std::nullopt;
  const char quote = text[i++];
  for (; i + 1 < text.size() && text[i] != '[' && text[i] != ']' && text[i] != '\n'; ++i)
    if (text[i] == quote && text[i + 1] == ')') return i + 2;
  return std::nullopt;
}

// "## Fees ##" and the line of "====" or "----" below a heading.
struct HeadingMarks {
  std::size_t begin = 0, end;
};
HeadingMarks heading_marks(std::string_view block) {
  HeadingMarks body{0, block.size()};
  std::size_t hashes = 0;
  while (hashes < block.size() && block[hashes] == '#') ++hashes;
  if (hashes > 0 && hashes <= 6 && (hashes == block.size() || is_space(block[hashes]))) {
    body.begin = hashes;
    std::size_t end = block.size();
    while (end > body.begin && block[end - 1] == '#') --end;
    if (end < block.size() && (end == body.begin || is_space(block[end - 1]))) body.end = end;
    return body;
  }
  const std::size_t line = block.rfind('\n');
  if (line == std::string_view::npos) return body;
  const std::size_t first = block.find_first_not_of(" \t", line + 1);
  if (first == std::string_view::npos || (block[first] != '=' && block[first] != '-')) return body;
  if (block.find_first_not_of(block[first], first) == std::string_view::npos) body.end = first;
  return body;
}

// The end of an inline HTML tag that begins at text[at] == '<', or nothing: "<span class="x">", "</b>", "<u>". "< 99.5
// %",
// "<br>" (it parts words) and "<Customer name>" of a template stay: a name is one of HTML's inline elements.
std::optional<std::size_t> tag_end(std::string_view text, std::size_t at) {
  constexpr std::size_t kLongestTag = 400;  // more than any attribute seen; bounds the look-ahead
  constexpr std::string_view kNames[] = {"a",    "abbr", "b", "code",  "del",  "em",     "font", "i",   "ins",
                                         "mark", "q",    "s", "small", "span", "strong", "sub",  "sup", "u"};
  std::size_t i = at + 1;
  if (i < text.size() && text[i] == '/') ++i;
  const std::size_t name = i;
  while (i < text.size() && ((text[i] | 0x20) >= 'a') && ((text[i] | 0x20) <= 'z')) ++i;
  std::string lower(text.substr(name, std::min<std::size_t>(i - name, 8)));
  for (char& c : lower) c = static_cast<char>(c | 0x20);
  if (std::find(std::begin(kNames), std::end(kNames), lower) == std::end(kNames)) return std::nullopt;
  if (i < text.size() && text[i] != '>' && text[i] != '/' && !is_space(text[i])) return std::nullopt;
  char quote = 0;
  for (; i < text.size() && i - at < kLongestTag; ++i) {
    if (quote)
      quote = text[i] == quote ? 0 : quote;
    else if (text[i] == '"' || text[i] == '\'')
      quote = text[i];
    else if (text[i] == '<')
      return std::nullopt;
    else if (text[i] == '>')
      return i + 1;
  }
  return std::nullopt;
}

std::uint32_t narrow(std::size_t value) { return static_cast<std::uint32_t>(value); }

}  // namespace

const std::vector<TextSpan>& MarkdownMarks::find(std::string_view block, bool heading) {
  marks_.clear();
  open_brackets_.clear();
  const HeadingMarks body = heading ? heading_marks(block) : HeadingMarks{0, block.size()};
  if (body.begin > 0) marks_.push_back({0, narrow(body.begin)});
  std::size_t i = body.begin;
  while ((i = next_mark(block, i)) < body.end) {
    switch (block[i]) {
      case '*':
      case '_': {
        const std::size_t end = std::min(block.find_first_not_of(block[i], i), block.size());
        if (is_emphasis(block, i, end)) marks_.push_back({narrow(i), narrow(end)});
        i = end;
        break;
      }
      case '\\':
        if (i + 1 < block.size() && (is_punctuation(block[i + 1]) || block[i + 1] == '\n')) {
          marks_.push_back({narrow(i), narrow(i + 1)});
          ++i;  // what it escapes is no mark
        }
        ++i;
        break;
      case '[': {
        // Empty until its "](...)" is found; "!" of an image goes with it.
        const std::size_t begin = i > body.begin && block[i - 1] == '!' ? i - 1 : i;
        open_brackets_.push_back(marks_.size());
        marks_.push_back({narrow(begin), narrow(begin)});
        ++i;
        break;
      }
      case '<':
        if (auto end = tag_end(block.substr(0, body.end), i)) {
          marks_.push_back({narrow(i), narrow(*end)});
          i = *end;
        } else {
          ++i;
        }
        break;
      default:  // ']'
        if (open_brackets_.empty()) {
          ++i;
          break;
        }
        if (i + 1 < body.end && block[i + 1] == '(') {
          if (auto end = link_end(block.substr(0, body.end), i + 1)) {
            TextSpan& open = marks_[open_brackets_.back()];
            open.end = open.begin + (block[open.begin] == '!' ? 2 : 1);
            marks_.push_back({narrow(i), narrow(*end)});
            i = *end - 1;
          }
        }
        open_brackets_.pop_back();
        ++i;
    }
  }
  if (body.end < block.size()) marks_.push_back({narrow(body.end), narrow(block.size())});
  std::erase_if(marks_, [](TextSpan mark) { return mark.empty(); });
  return marks_;
}

}  // namespace caveat::normalize
