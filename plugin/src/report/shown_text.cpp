#include "report/shown_text.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace caveat::report {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD
constexpr std::string_view kEllipsis = "\xE2\x80\xA6";

// The next code point of `text` from `at` on, which moves past it; negative for an ill-formed part.
UChar32 next(std::string_view text, std::size_t& at) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto size = static_cast<std::int64_t>(text.size());
  auto i = static_cast<std::int64_t>(at);
  UChar32 c = 0;
  U8_NEXT(bytes, i, size, c);
  at = static_cast<std::size_t>(i);
  return c;
}

void append(std::string& out, UChar32 c) {
  char bytes[4];
  std::int32_t size = 0;
  U8_APPEND_UNSAFE(reinterpret_cast<std::uint8_t*>(bytes), size, c);  // c is a control picture, so never out of range
  out.append(bytes, static_cast<std::size_t>(size));
}

bool reorders(UChar32 c) {  // the bidi controls: they could show "12 months" as something else
  return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

enum class Target { terminal, browser };

std::string harmless(std::string_view text, Target target) {
  std::string out;
  out.reserve(text.size() + 8);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const UChar32 c = next(text, at);
    if (c >= 0x20 && c < 0x7F) {
      if (c != ' ' || target == Target::browser || out.empty() || out.back() != ' ') out += static_cast<char>(c);
      continue;
    }
    if (c < 0) {
      out += kReplacement;
      continue;
    }
    if (c == '\n' || c == '\t' || c == '\r' || c == 0x2028 || c == 0x2029 || c == 0x85) {
      if (target == Target::browser) {
        out += c == '\t' ? '\t' : '\n';
      } else if (out.empty() || out.back() != ' ') {
        out += ' ';
      }
      continue;
    }
    if (c < 0x20 || c == 0x7F) {
      append(out, c == 0x7F ? 0x2421 : 0x2400 + c);
      continue;
    }
    if (c < 0xA0 || reorders(c) || U_IS_UNICODE_NONCHAR(c)) {
      out += kReplacement;
      continue;
    }
    const auto type = u_charType(c);
    if (target == Target::terminal && (type == U_FORMAT_CHAR || u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)))
      continue;
    if (target == Target::browser && c >= 0xE0000 && c <= 0xE0FFF) continue;  // tags: text that nobody can see
    out.append(text.substr(begin, at - begin));
  }
  return out;
}

std::uint32_t columns(UChar32 c) {
  if (c < 0x300) return 1;  // Latin: the fast way for nearly all text
  const auto type = u_charType(c);
  if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR) return 0;
  const auto width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

}  // namespace

std::string valid_utf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    if (next(text, at) < 0) {
      out += kReplacement;
    } else {
      out.append(text.substr(begin, at - begin));
    }
  }
  return out;
}

std::string for_terminal(std::string_view text) { return harmless(text, Target::terminal); }
std::string for_browser(std::string_view text) { return harmless(text, Target::browser); }

std::uint32_t display_width(std::string_view utf8) {
  std::uint32_t width = 0;
  for (std::size_t at = 0; at < utf8.size();) {
    const UChar32 c = next(utf8, at);
    width += c < 0 ? 1 : columns(c);
  }
  return width;
}

std::vector<std::string> wrapped(std::string_view utf8, std::uint32_t first, std::uint32_t width) {
  std::vector<std::string> lines(1);
  const auto room = [&] { return std::max(lines.size() == 1 ? first : width, 8u); };
  std::uint32_t used = 0;
  for (std::size_t at = 0; at < utf8.size();) {
    if (utf8[at] == ' ') {
      ++at;
      continue;
    }
    const std::size_t end = std::min(utf8.find(' ', at), utf8.size());
    const std::string_view word = utf8.substr(at, end - at);
    at = end;
    const std::uint32_t wide = display_width(word);
    if (used > 0 && used + 1 + wide <= room()) {
      lines.back().append(" ").append(word);
      used += 1 + wide;
      continue;
    }
    if (used > 0) {
      lines.emplace_back();
      used = 0;
    }
    for (std::size_t i = 0; i < word.size();) {
      const std::size_t begin = i;
      const UChar32 c = next(word, i);
      const std::uint32_t w = c < 0 ? 1 : columns(c);
      if (used + w > room()) {
        lines.emplace_back();
        used = 0;
      }
      lines.back().append(word.substr(begin, i - begin));
      used += w;
    }
  }
  return lines;
}

std::string shortened(std::string_view utf8, std::uint32_t width) {
  if (utf8.size() <= width || display_width(utf8) <= width) return std::string(utf8);
  std::uint32_t used = 0;
  std::size_t cut = 0, space = 0;
  for (std::size_t at = 0; at < utf8.size();) {
    const std::size_t begin = at;
    const UChar32 c = next(utf8, at);
    used += c < 0 ? 1 : columns(c);
    if (used + 1 > width) break;
    if (utf8[begin] == ' ') space = begin;
    cut = at;
  }
  if (space > 0 && cut - space < 24) cut = space;
  return std::string(utf8.substr(0, cut)).append(kEllipsis);
}

}  // namespace caveat::report
