// Invariants: written against the header and ICU alone, not against the code that it checks.
#include "invariants.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <string_view>
#include <vector>

namespace caveat::extract {
namespace {

std::string at(const char* what, std::size_t offset) {
  return std::string(what) + " at byte " + std::to_string(offset);
}

// What may stand outside of all blocks: one flag a byte.
std::vector<bool> markup(const ExtractedText& extracted) {
  if (!extracted.parts.empty()) {
    std::vector<bool> all;
    for (const Part& part : extracted.parts) {
      ExtractedText one;
      one.text = part.span.of(extracted.text);
      one.media_type = part.media_type;
      const std::vector<bool> may = markup(one);
      all.insert(all.end(), may.begin(), may.end());
    }
    return all;
  }
  const std::string_view text = extracted.text;
  std::vector<bool> may(text.size(), false);
  const bool markdown = extracted.media_type == "text/markdown";
  if (!markdown && extracted.media_type != "text/plain") return may;
  // Marks that form lines and heads of lines; words never consist of them.
  const std::string_view marks = markdown ? "#-=*+_~`|:>." : "=-_*~#+|.";
  for (std::size_t i = 0; i < text.size(); ++i) may[i] = marks.find(text[i]) != marks.npos;
  if (!markdown) return may;
  const auto allow = [&](std::size_t begin, std::size_t end) {
    for (; begin < end && begin < text.size(); ++begin) may[begin] = true;
  };
  for (std::size_t begin = text.find("<!--"); begin != text.npos;) {
    const std::size_t end = text.find("-->", begin + 4);
    if (end == text.npos) break;
    allow(begin, end + 3);
    begin = text.find("<!--", end + 3);
  }
  // Front matter, and the words behind the opening of a fence.
  const auto blank_behind = [](std::string_view line, std::size_t at) {
    UChar32 c = ' ';
    while (at < line.size() && u_isUWhiteSpace(c)) U8_NEXT(line.data(), at, line.size(), c);
    return u_isUWhiteSpace(c) != 0;
  };
  for (const std::string_view fence : {"---", "+++"}) {
    std::size_t end = text.find('\n');
    if (!text.starts_with(fence) || end == text.npos || !blank_behind(text.substr(0, end), 3)) continue;
    for (; end != text.npos; end = text.find('\n', end + 1)) {
      const std::string_view line = text.substr(end + 1, text.find('\n', end + 1) - end - 1);
      if ((line.starts_with(fence) || line.starts_with("...")) && blank_behind(line, 3)) break;
    }
    if (end != text.npos) allow(0, end + 4);
  }
  for (std::size_t line = 0; line < text.size();) {
    std::size_t end = text.find('\n', line);
    if (end == text.npos) end = text.size();
    const std::string_view here = text.substr(line, end - line);
    if (here.find("```") != here.npos || here.find("~~~") != here.npos) allow(line, end);
    line = end + 1;
  }
  return may;
}

}  // namespace

std::string broken_invariant(const ExtractedText& extracted) {
  const std::string& text = extracted.text;
  if (extracted.media_type.empty()) return "no media type";
  std::vector<bool> white(text.size(), false), boundary(text.size() + 1, false);
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t begin = i;
    UChar32 c = 0;
    U8_NEXT(text.data(), i, text.size(), c);
    if (c < 0) return at("invalid UTF-8", begin);
    if (c == 0) return at("NUL", begin);
    if (c == '\r') return at("CR", begin);
    if (c == 0xFEFF) return at("byte order mark", begin);
    boundary[begin] = true;
    const bool space = u_hasBinaryProperty(c, UCHAR_WHITE_SPACE);
    for (std::size_t k = begin; k < i; ++k) white[k] = space;
  }
  boundary[text.size()] = true;

  std::uint32_t part_end = 0;
  std::vector<std::string> names;
  for (const Part& part : extracted.parts) {
    if (part.span.begin != part_end || part.span.end <= part.span.begin || part.span.end > text.size() || !boundary[part.span.end])
      return at("parts are not one behind the other", part.span.begin);
    if (part.name.empty() || part.media_type.empty()) return at("a part without name or media type", part.span.begin);
    if (std::find(names.begin(), names.end(), part.name) != names.end()) return "two parts of one name";
    names.push_back(part.name);
    part_end = part.span.end;
  }
  if (!extracted.parts.empty() && part_end != text.size()) return "parts are not the whole text";
  for (const NotRead& gap : extracted.not_read)
    if (!gap.part.empty() && extracted.parts.empty()) return "a part is not read of what has no parts";
  const auto crosses_a_part = [&](TextSpan span) {
    const Part* part = extracted.part_of(span.begin);
    return part != nullptr && span.end > part->span.end;
  };

  const std::vector<bool> may = markup(extracted);
  std::size_t seen = 0;
  for (const Block& block : extracted.blocks) {
    if (block.span.begin < seen) return at("blocks overlap or are not sorted", block.span.begin);
    if (block.span.end > text.size() || block.span.begin >= block.span.end)
      return at("empty block or block past the end", block.span.begin);
    if (crosses_a_part(block.span)) return at("block runs over the end of a part", block.span.begin);
    if (!boundary[block.span.begin] || !boundary[block.span.end]) return at("block cuts a character", block.span.begin);
    if (white[block.span.begin] || white[block.span.end - 1])
      return at("block begins or ends with white space", block.span.begin);
    for (; seen < block.span.begin; ++seen)
      if (!white[seen] && !may[seen]) return at("text outside of all blocks", seen);
    bool line_is_blank = false;
    for (std::size_t i = block.span.begin; i < block.span.end; ++i) {
      if (text[i] == '\n' && line_is_blank) return at("blank line inside of a block", i);
      line_is_blank = text[i] == '\n' || (line_is_blank && white[i]);
    }
    seen = block.span.end;
    if (block.kind == BlockKind::heading ? block.level < 1 || block.level > 9 : false)
      return at("heading without level", block.span.begin);
    if (block.kind == BlockKind::list_item && block.level < 1) return at("list item without level", block.span.begin);
  }
  for (; seen < text.size(); ++seen)
    if (!white[seen] && !may[seen]) return at("text outside of all blocks", seen);

  std::uint32_t page_end = 0, number = 0;
  for (const Page& page : extracted.pages) {
    if (page.span.begin < page_end || page.span.end < page.span.begin || page.span.end > text.size())
      return at("pages overlap, or are not sorted", page.span.begin);
    if (crosses_a_part(page.span)) return at("page runs over the end of a part", page.span.begin);
    const bool first = extracted.part_of(page.span.begin) != nullptr && extracted.part_of(page.span.begin)->span.begin >= page_end;
    if (page.number <= (first ? 0 : number)) return "page numbers do not rise";
    if (!boundary[page.span.begin] || !boundary[page.span.end]) return at("page cuts a character", page.span.begin);
    page_end = page.span.end;
    number = page.number;
  }
  TextSpan word{0, 0};
  for (const WordBox& box : extracted.words) {
    if (box.span < word) return at("words are not sorted", box.span.begin);
    word = box.span;
  }
  return std::string();
}

}  // namespace caveat::extract
