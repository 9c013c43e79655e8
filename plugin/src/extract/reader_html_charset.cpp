// See reader_html_charset.h.
#include <unicode/ucnv.h>
#include <unicode/ustring.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <memory>

#include "base/limits.h"
#include "extract/old_encoding.h"
#include "extract/reader_html_charset.h"

namespace caveat::extract {
namespace {

constexpr std::size_t kMetaBytes = 4096;  // browsers look at 1024; Word puts its XML preamble before the <meta>
constexpr std::size_t kChunk = 64 * 1024;

struct Utf8Census {
  std::uint64_t multibyte = 0, broken = 0;
};

Utf8Census count_utf8(std::string_view bytes) {
  Utf8Census census;
  const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
  const auto size = static_cast<std::int64_t>(bytes.size());
  for (std::int64_t i = 0; i < size;) {
    if (data[i] < 0x80) {
      ++i;
      continue;
    }
    UChar32 code;
    U8_NEXT(data, i, size, code);
    ++(code < 0 ? census.broken : census.multibyte);
  }
  return census;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

// The label after "charset=" in the head of the document, in lower case; empty if none stands there.
std::string declared_charset(std::string_view bytes) {
  std::string head(bytes.substr(0, kMetaBytes));
  std::transform(head.begin(), head.end(), head.begin(), lower);
  for (std::size_t meta = head.find("<meta"); meta != std::string::npos; meta = head.find("<meta", meta + 1)) {
    const std::string tag = head.substr(meta, head.find('>', meta) - meta);
    const std::size_t key = tag.find("charset");
    if (key == std::string::npos) continue;
    const std::size_t equals = tag.find_first_not_of(" \t\r\n", key + 7);
    if (equals == std::string::npos || tag[equals] != '=') continue;
    const std::size_t begin = tag.find_first_not_of(" \t\r\n\"'", equals + 1);
    if (begin == std::string::npos) continue;
    const std::size_t end = tag.find_first_of(" \t\r\n\"';/", begin);
    return tag.substr(begin, end == std::string::npos ? end : end - begin);
  }
  return {};
}

bool starts_with_any(std::string_view label, std::initializer_list<std::string_view> heads) {
  return std::any_of(heads.begin(), heads.end(), [&](std::string_view head) { return label.starts_with(head); });
}

// ICU's name for a declared label. Only single-byte families: an exotic label must not choose an exotic decoder.
std::string decoder_for(std::string_view label) {
  const bool plain = label.size() <= 20 && std::all_of(label.begin(), label.end(), [](char c) {
                       return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
                     });
  // The HTML standard reads these labels as windows-1252, for that is what people meant.
  if (!plain || label == "iso-8859-1" || label == "latin1" || label == "us-ascii" || label == "ascii")
    return "windows-1252";
  if (starts_with_any(label,
                      {"iso-8859-", "windows-125", "macintosh", "x-mac-roman", "ibm85", "cp125", "cp85", "koi8-"}))
    return std::string(label);
  return "windows-1252";
}

Error too_large() {
  return {ErrorCode::limit, "The HTML is over the limit of " + std::to_string(limits::kInputBytes >> 20) +
                                " MB once it is converted to UTF-8. Split the document."};
}

Result<Utf8Html> from_utf8(std::string_view bytes, Cancel& cancel) {
  Utf8Html out;
  out.text.reserve(bytes.size());
  const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
  const auto size = static_cast<std::int64_t>(bytes.size());
  std::int64_t copied = 0, next_poll = 0;
  for (std::int64_t i = 0; i < size;) {
    if (i >= next_poll) {
      if (auto stop = cancel.poll(Stage::extract, static_cast<std::uint64_t>(i), bytes.size())) return *stop;
      next_poll = i + static_cast<std::int64_t>(kChunk);
    }
    if (data[i] < 0x80) {
      ++i;
      continue;
    }
    const std::int64_t begin = i;
    UChar32 code;
    U8_NEXT(data, i, size, code);
    if (code >= 0) continue;
    out.text.append(bytes.substr(static_cast<std::size_t>(copied), static_cast<std::size_t>(begin - copied)));
    out.text += "\xEF\xBF\xBD";
    ++out.undecodable;
    copied = i;
    if (out.text.size() > limits::kInputBytes) return too_large();
  }
  out.text.append(bytes.substr(static_cast<std::size_t>(copied)));
  if (out.text.size() > limits::kInputBytes) return too_large();
  return out;
}

Result<Utf8Html> from_converter(const std::string& name, std::string_view bytes, Cancel& cancel) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, void (*)(UConverter*)> converter(ucnv_open(name.c_str(), &status), ucnv_close);
  if (U_FAILURE(status)) {
    if (name == "windows-1252") return Error{ErrorCode::internal, "ICU has no windows-1252 converter. Reinstall ICU."};
    return from_converter("windows-1252", bytes, cancel);
  }
  Utf8Html out;
  std::u16string wide(kChunk, u'\0');
  std::string narrow(3 * kChunk, '\0');
  const char* source = bytes.data();
  const char* const source_end = source + bytes.size();
  for (bool more = true; more;) {
    if (auto stop = cancel.poll(Stage::extract, static_cast<std::uint64_t>(source - bytes.data()), bytes.size()))
      return *stop;
    UChar* target = wide.data();
    status = U_ZERO_ERROR;
    ucnv_toUnicode(converter.get(), &target, wide.data() + kChunk - 1, &source, source_end, nullptr, true, &status);
    more = status == U_BUFFER_OVERFLOW_ERROR;
    if (U_FAILURE(status) && !more)
      return Error{ErrorCode::internal, "ICU could not convert the HTML from " + name + ". Save it as UTF-8."};
    auto length = static_cast<std::int32_t>(target - wide.data());
    // A surrogate pair that a chunk's end parts: its second half is the first unit of the next call's output, so take
    // it now with a target of one unit.
    if (length > 0 && U16_IS_LEAD(wide[static_cast<std::size_t>(length) - 1]) && more) {
      status = U_ZERO_ERROR;
      ucnv_toUnicode(converter.get(), &target, wide.data() + length + 1, &source, source_end, nullptr, true, &status);
      more = status == U_BUFFER_OVERFLOW_ERROR;
      length = static_cast<std::int32_t>(target - wide.data());
    }
    out.undecodable += static_cast<std::uint32_t>(std::count(wide.begin(), wide.begin() + length, u'\xFFFD'));
    std::int32_t written = 0;
    status = U_ZERO_ERROR;
    u_strToUTF8WithSub(narrow.data(), static_cast<std::int32_t>(narrow.size()), &written, wide.data(), length, 0xFFFD,
                       nullptr, &status);
    out.text.append(narrow, 0, static_cast<std::size_t>(written));
    if (out.text.size() > limits::kInputBytes) return too_large();
  }
  return out;
}

}  // namespace

Result<Utf8Html> html_to_utf8(std::string_view bytes, Cancel& cancel) {
  using namespace std::string_view_literals;
  if (bytes.starts_with("\xEF\xBB\xBF")) return from_utf8(bytes.substr(3), cancel);
  if (bytes.starts_with("\xFF\xFE\0\0"sv)) return from_converter("UTF-32LE", bytes.substr(4), cancel);
  if (bytes.starts_with("\0\0\xFE\xFF"sv)) return from_converter("UTF-32BE", bytes.substr(4), cancel);
  if (bytes.starts_with("<\0\0\0"sv)) return from_converter("UTF-32LE", bytes, cancel);
  if (bytes.starts_with("\0\0\0<"sv)) return from_converter("UTF-32BE", bytes, cancel);
  if (bytes.starts_with("\xFF\xFE")) return from_converter("UTF-16LE", bytes.substr(2), cancel);
  if (bytes.starts_with("\xFE\xFF")) return from_converter("UTF-16BE", bytes.substr(2), cancel);
  if (bytes.starts_with("<\0"sv)) return from_converter("UTF-16LE", bytes, cancel);
  if (bytes.starts_with("\0<"sv)) return from_converter("UTF-16BE", bytes, cancel);
  const Utf8Census census = count_utf8(bytes);
  if (census.broken == 0) return from_utf8(bytes, cancel);
  const std::string label = declared_charset(bytes);
  // A few broken bytes in what is otherwise UTF-8, whatever it calls itself.
  if (census.multibyte > census.broken) return from_utf8(bytes, cancel);
  // "utf-8" without one character of it is a page that was saved by another program.
  if (starts_with_any(label, {"utf"}) && census.multibyte > 0) return from_utf8(bytes, cancel);
  // Nothing that can be believed: as in a text file.
  if (label.empty() || starts_with_any(label, {"utf"})) return from_converter(guess_old_encoding(bytes).icu_name, bytes, cancel);
  return from_converter(decoder_for(label), bytes, cancel);
}

}  // namespace caveat::extract
