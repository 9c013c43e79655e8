// Encoding: bytes of a text file -> UTF-8. Tested by tests/unit/extract/encoding_test.cpp.
#include "extract/encoding.h"

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <optional>
#include <string_view>

#include "base/limits.h"
#include "extract/complaint.h"
#include "extract/utf8.h"

namespace caveat::extract {
namespace {

constexpr std::size_t kSample = 64u << 10;  // enough to tell text from binary data, and one alphabet from another
constexpr std::size_t kPollBytes = 1u << 20;
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

std::uint64_t load8(const char* at) {
  std::uint64_t word;
  std::memcpy(&word, at, 8);
  return word;
}

// ---- is it text at all? ----

// Text has tabs, line ends, form feeds and now and then an escape; other control bytes only by accident.
bool looks_binary(std::string_view bytes) {
  const auto controls = [](std::string_view part) {
    std::size_t count = 0;
    for (const char c : part) {
      const unsigned char byte = static_cast<unsigned char>(c);
      if (byte < 0x20 && !(byte >= 0x08 && byte <= 0x0D) && byte != 0x1B && byte != 0x1A) ++count;
    }
    return count;
  };
  const std::string_view head = bytes.substr(0, kSample);
  const std::string_view tail = bytes.substr(bytes.size() - std::min(bytes.size(), kSample));
  // One in a hundred: random bytes have 9 in a hundred; damaged text seldom one in a thousand.
  return controls(head) * 100 > head.size() || controls(tail) * 100 > tail.size();
}

enum class Utf16 { none, little, big };

Utf16 utf16_without_mark(std::string_view bytes) {
  const std::string_view sample = bytes.substr(0, kSample & ~std::size_t{1});
  if (sample.size() < 4) return Utf16::none;
  std::size_t zeros[2] = {0, 0}, line_ends[2] = {0, 0};
  for (std::size_t i = 0; i + 1 < sample.size(); i += 2) {
    zeros[0] += sample[i] == 0;
    zeros[1] += sample[i + 1] == 0;
    line_ends[0] += sample[i] == 0 && (sample[i + 1] == '\n' || sample[i + 1] == ' ');
    line_ends[1] += sample[i + 1] == 0 && (sample[i] == '\n' || sample[i] == ' ');
  }
  const std::size_t units = sample.size() / 2;
  const auto most = [&](int a, int b) {
    return zeros[a] * 10 >= units * 4 && zeros[b] * 50 <= units && (line_ends[a] > 0 || units < 32);
  };
  if (most(1, 0)) return Utf16::little;
  if (most(0, 1)) return Utf16::big;
  return Utf16::none;
}

// ---- decoders: each stops with a limit error once the output is over limits::kTextBytes ----

template <class Unit>
std::optional<Error> decode_units(const Document& document, std::string_view bytes, Unit unit, std::size_t unit_size,
                                  bool wide, Cancel& cancel, Decoded& out) {
  out.text.reserve(std::min<std::size_t>(bytes.size() / unit_size + bytes.size() / 8, limits::kTextBytes));
  std::size_t at = 0, next_poll = kPollBytes;
  while (at + unit_size <= bytes.size()) {
    std::uint32_t code_point = unit(at);
    at += unit_size;
    if (!wide && code_point >= 0xD800 && code_point < 0xE000) {
      const std::uint32_t low = code_point < 0xDC00 && at + unit_size <= bytes.size() ? unit(at) : 0;
      if (low >= 0xDC00 && low < 0xE000) {
        code_point = 0x10000 + ((code_point - 0xD800) << 10) + (low - 0xDC00);
        at += unit_size;
      }
    }
    if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point < 0xE000)) {
      ++out.undecodable;
      code_point = 0xFFFD;
    }
    append_utf8(out.text, code_point);
    if (at >= next_poll) {
      next_poll = at + kPollBytes;
      if (auto error = cancel.poll(Stage::extract, at, bytes.size())) return error;
      if (out.text.size() > limits::kTextBytes) return too_much_text(document.name, bytes.size());
    }
  }
  if (at < bytes.size()) {  // half a unit at the end
    ++out.undecodable;
    out.text += kReplacement;
  }
  return std::nullopt;
}

std::optional<Error> decode_utf16(const Document& document, std::string_view bytes, bool big, Cancel& cancel,
                                  Decoded& out) {
  const auto unit = [&](std::size_t at) -> std::uint32_t {
    const std::uint32_t first = static_cast<unsigned char>(bytes[at]),
                        second = static_cast<unsigned char>(bytes[at + 1]);
    return big ? first << 8 | second : second << 8 | first;
  };
  return decode_units(document, bytes, unit, 2, false, cancel, out);
}

std::optional<Error> decode_utf32(const Document& document, std::string_view bytes, bool big, Cancel& cancel,
                                  Decoded& out) {
  const auto unit = [&](std::size_t at) -> std::uint32_t {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<unsigned char>(bytes[at + (big ? i : 3 - i)]);
    return value;
  };
  return decode_units(document, bytes, unit, 4, true, cancel, out);
}

// 0x80 to 0x9F of Windows-1252; 0: not assigned.
constexpr std::array<std::uint16_t, 32> kWindows1252 = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                        0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                                        0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                        0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

std::uint32_t from_latin(unsigned char byte, bool latin9) {
  if (byte < 0x80) return byte;
  if (byte < 0xA0) return latin9 ? 0 : kWindows1252[byte - 0x80];
  if (latin9) {
    switch (byte) {
      case 0xA4: return 0x20AC;
      case 0xA6: return 0x0160;
      case 0xA8: return 0x0161;
      case 0xB4: return 0x017D;
      case 0xB8: return 0x017E;
      case 0xBC: return 0x0152;
      case 0xBD: return 0x0153;
      case 0xBE: return 0x0178;
      default: break;
    }
  }
  return byte;
}

std::optional<Error> decode_latin(const Document& document, std::string_view bytes, bool latin9, Cancel& cancel,
                                  Decoded& out) {
  out.encoding = latin9 ? "ISO-8859-15" : "windows-1252";
  out.text.reserve(std::min<std::size_t>(bytes.size() + bytes.size() / 16, limits::kTextBytes));
  std::size_t next_poll = kPollBytes;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    const unsigned char byte = static_cast<unsigned char>(bytes[at]);
    if (byte < 0x80) {
      out.text += static_cast<char>(byte);
    } else if (const std::uint32_t code_point = from_latin(byte, latin9)) {
      append_utf8(out.text, code_point);
    } else {
      ++out.undecodable;
      out.text += kReplacement;
    }
    if (at >= next_poll) {
      next_poll = at + kPollBytes;
      if (auto error = cancel.poll(Stage::extract, at, bytes.size())) return error;
      if (out.text.size() > limits::kTextBytes) return too_much_text(document.name, bytes.size());
    }
  }
  return std::nullopt;
}

std::optional<Error> decode_with_icu(const Document& document, std::string_view bytes, const char* encoding,
                                     Cancel& cancel, Decoded& out) {
  out.encoding = encoding;
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, void (*)(UConverter*)> converter(ucnv_open(encoding, &status), ucnv_close);
  if (U_FAILURE(status))
    return complaint(ErrorCode::internal, document.name,
                     std::string("ICU has no converter for ") + encoding + ". Save the file as UTF-8 and scan that.");
  std::vector<UChar> units(kSample);
  const char* source = bytes.data();
  const char* const end = bytes.data() + bytes.size();
  std::uint32_t high = 0;  // a surrogate whose other half is in the next round
  bool more = true;
  while (more) {
    const char* const stop = source + std::min<std::size_t>(kPollBytes, static_cast<std::size_t>(end - source));
    do {
      status = U_ZERO_ERROR;
      UChar* target = units.data();
      ucnv_toUnicode(converter.get(), &target, units.data() + units.size(), &source, stop, nullptr, stop == end,
                     &status);
      for (const UChar* unit = units.data(); unit < target; ++unit) {
        std::uint32_t code_point = *unit;
        if (high != 0) {
          code_point = 0x10000 + ((high - 0xD800) << 10) + (code_point - 0xDC00);  // ICU writes whole pairs only
          high = 0;
        } else if (code_point >= 0xD800 && code_point < 0xDC00) {
          high = code_point;
          continue;
        }
        out.undecodable += code_point == 0xFFFD;  // no charset but Unicode has this one
        append_utf8(out.text, code_point);
      }
    } while (status == U_BUFFER_OVERFLOW_ERROR);
    if (U_FAILURE(status))
      return complaint(
          ErrorCode::internal, document.name,
          std::string("ICU failed to decode it as ") + encoding + ". Save the file as UTF-8 and scan that.");
    if (auto error = cancel.poll(Stage::extract, static_cast<std::uint64_t>(source - bytes.data()), bytes.size()))
      return error;
    if (out.text.size() > limits::kTextBytes) return too_much_text(document.name, bytes.size());
    more = stop != end;
  }
  return std::nullopt;
}

// ---- which of the old encodings? ----

bool ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// ISO-8859-15 differs from Windows-1252 in eight characters; only these show it. A currency sign ¤ is in no contract,
// and a fraction ¼ or ½ does not touch a letter.
bool is_latin9(std::string_view bytes) {
  bool shown = false;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const unsigned char byte = static_cast<unsigned char>(bytes[i]);
    if (byte < 0x80) continue;
    if (byte < 0xA0) return false;  // controls there, quotes and the euro in Windows-1252
    const bool in_word = (i > 0 && ascii_letter(bytes[i - 1])) || (i + 1 < bytes.size() && ascii_letter(bytes[i + 1]));
    if (byte == 0xA4 || ((byte == 0xBC || byte == 0xBD || byte == 0xA6 || byte == 0xA8) && in_word)) shown = true;
  }
  return shown;
}

// The name of a charset that is not Latin-1 and much more likely; nothing: Latin-1 or its Windows form.
std::optional<std::string> foreign_charset(std::string_view bytes) {
  const std::string_view sample = bytes.substr(0, kSample);
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, void (*)(UCharsetDetector*)> detector(ucsdet_open(&status), ucsdet_close);
  if (U_FAILURE(status)) return std::nullopt;
  ucsdet_setText(detector.get(), sample.data(), static_cast<int32_t>(sample.size()), &status);
  int32_t count = 0;
  const UCharsetMatch** matches = ucsdet_detectAll(detector.get(), &count, &status);
  if (U_FAILURE(status) || matches == nullptr) return std::nullopt;
  std::size_t high = 0;
  for (const char c : sample) high += static_cast<unsigned char>(c) >= 0x80;
  // A page in another alphabet has most of its letters above 0x7F; French has 5 in 100, Czech 15 in 100.
  const bool other_alphabet = high * 4 > sample.size();
  int32_t latin = 0;
  std::string best;
  int32_t best_confidence = 0;
  for (int32_t i = 0; i < count; ++i) {
    UErrorCode ignored = U_ZERO_ERROR;
    const char* const name = ucsdet_getName(matches[i], &ignored);
    const int32_t confidence = ucsdet_getConfidence(matches[i], &ignored);
    if (U_FAILURE(ignored) || name == nullptr) continue;
    const std::string_view charset = name;
    if (charset == "ISO-8859-1" || charset == "windows-1252") {
      latin = std::max(latin, confidence);
      continue;
    }
    // Unicode was tried before; EBCDIC and 7-bit escapes are guesses about data that is not text.
    if (charset.starts_with("UTF-") || charset.starts_with("IBM") || charset.starts_with("ISO-2022")) continue;
    const bool latin_script =
        charset == "ISO-8859-2" || charset == "windows-1250" || charset == "ISO-8859-9" || charset == "windows-1254";
    if (latin_script == other_alphabet) continue;
    if (confidence > best_confidence) best_confidence = confidence, best = name;
  }
  if (best.empty()) return std::nullopt;
  // Latin-1 is what our four languages use: another Latin alphabet must be clearly ahead.
  if (!other_alphabet && best_confidence < latin + 15) return std::nullopt;
  if (other_alphabet && best_confidence < 10) return std::nullopt;
  return best;
}

// ---- UTF-8 ----

struct Utf8Count {
  std::uint64_t good = 0;  // characters of two bytes or more
  std::uint64_t bad = 0;
  bool special = false;  // has something that clean() changes
};

Result<Utf8Count> count_utf8(std::string_view bytes, Cancel& cancel) {
  Utf8Count count;
  std::size_t at = 0, next_poll = kPollBytes;
  while (at < bytes.size()) {
    if (at >= next_poll) {
      next_poll = at + kPollBytes;
      if (auto error = cancel.poll(Stage::extract, at, bytes.size())) return *error;
    }
    while (at + 8 <= bytes.size() && (load8(bytes.data() + at) & 0x8080808080808080u) == 0) at += 8;
    while (at < bytes.size() && static_cast<unsigned char>(bytes[at]) < 0x80) ++at;
    if (at >= bytes.size()) break;
    // Runs of two-byte letters and of typographic quotes are the common case of our languages.
    const Utf8Step step = utf8_step(bytes, at);
    if (step.valid) {
      ++count.good;
      const unsigned char first = static_cast<unsigned char>(bytes[at]),
                          last = static_cast<unsigned char>(bytes[at + step.size - 1]);
      count.special |= (first == 0xC2 && last == 0x85) || (first == 0xEF && last == 0xBF) ||
                       (first == 0xE2 && (last == 0xA8 || last == 0xA9));
    } else {
      ++count.bad;
    }
    at += step.size;
  }
  count.special |=
      std::memchr(bytes.data(), '\r', bytes.size()) != nullptr || std::memchr(bytes.data(), 0, bytes.size()) != nullptr;
  return count;
}

// The contract of ExtractedText::text, whatever came in: invalid bytes and NUL -> U+FFFD (counted); CRLF, CR, NEL and
// U+2028 -> '\n'; U+2029 -> a blank line; byte order marks inside (files joined by `cat`) dropped.
void clean(std::string_view in, std::string& out, std::uint64_t& undecodable) {
  static constexpr auto kStop = [] {
    std::array<bool, 256> stop{};
    stop[0] = stop['\r'] = stop[0xC2] = stop[0xE2] = stop[0xEF] = true;
    return stop;
  }();
  out.reserve(in.size());
  std::size_t at = 0;
  while (at < in.size()) {
    std::size_t run = at;
    while (run < in.size()) {
      const unsigned char byte = static_cast<unsigned char>(in[run]);
      if (kStop[byte]) break;
      if (byte < 0x80) {
        ++run;
        continue;
      }
      const Utf8Step step = utf8_step(in, run);
      if (!step.valid) break;
      run += step.size;
    }
    out.append(in, at, run - at);
    at = run;
    if (at >= in.size()) break;
    const Utf8Step step = utf8_step(in, at);
    const std::string_view here = in.substr(at, step.size);
    at += step.size;
    if (!step.valid || here[0] == '\0') {
      out += kReplacement;
      ++undecodable;
    } else if (here == "\r") {
      if (at >= in.size() || in[at] != '\n') out += '\n';
    } else if (here == "\xC2\x85" || here == "\xE2\x80\xA8") {
      out += '\n';
    } else if (here == "\xE2\x80\xA9") {
      out += "\n\n";
    } else if (here != "\xEF\xBB\xBF") {
      out += here;
    }
  }
}

}  // namespace

Result<Decoded> decode(const Document& document, Cancel& cancel) {
  std::string_view bytes = document.bytes;
  Decoded raw;
  std::optional<Error> error;
  bool converted = true;
  const auto marked = [&](std::string_view mark) {
    if (!bytes.starts_with(mark)) return false;
    bytes.remove_prefix(mark.size());
    return true;
  };
  using namespace std::string_view_literals;
  if (marked("\xEF\xBB\xBF"sv)) {
    raw.encoding = "UTF-8";
    converted = false;
  } else if (marked("\xFF\xFE\0\0"sv)) {
    raw.encoding = "UTF-32LE";
    error = decode_utf32(document, bytes, false, cancel, raw);
  } else if (marked("\0\0\xFE\xFF"sv)) {
    raw.encoding = "UTF-32BE";
    error = decode_utf32(document, bytes, true, cancel, raw);
  } else if (marked("\xFF\xFE"sv)) {
    raw.encoding = "UTF-16LE";
    error = decode_utf16(document, bytes, false, cancel, raw);
  } else if (marked("\xFE\xFF"sv)) {
    raw.encoding = "UTF-16BE";
    error = decode_utf16(document, bytes, true, cancel, raw);
  } else if (const Utf16 order = utf16_without_mark(bytes); order != Utf16::none) {
    raw.encoding = order == Utf16::big ? "UTF-16BE" : "UTF-16LE";
    error = decode_utf16(document, bytes, order == Utf16::big, cancel, raw);
  } else {
    converted = false;
  }
  if (error) return *error;

  const Error binary =
      complaint(ErrorCode::format, document.name,
                "binary data, not text. Caveat reads PDF, DOCX, HTML, Markdown and plain text: save it as one of "
                "these and scan that.");
  if (looks_binary(converted ? std::string_view(raw.text) : bytes)) return binary;

  Decoded out;
  bool special = true;
  if (!converted) {
    auto count = count_utf8(bytes, cancel);
    if (!count) return count.error();
    special = count->special || count->bad > 0;
    // Text in an old encoding has hardly a sequence that is UTF-8 by accident; damaged UTF-8 has hardly one that is
    // not.
    if (count->bad == 0 || count->good > count->bad || raw.encoding == "UTF-8") {
      if (bytes.size() > limits::kTextBytes + limits::kTextBytes / 8) return too_much_text(document.name, bytes.size());
      raw.encoding = "UTF-8";
      out.encoding = raw.encoding;
      if (!special)
        out.text.assign(bytes);
      else
        clean(bytes, out.text, out.undecodable);
    } else {
      if (const auto charset = foreign_charset(bytes))
        error = decode_with_icu(document, bytes, charset->c_str(), cancel, raw);
      else
        error = decode_latin(document, bytes, is_latin9(bytes), cancel, raw);
      if (error) return *error;
      converted = true;
    }
  }
  if (converted) {
    out.encoding = raw.encoding;
    out.undecodable = raw.undecodable;
    clean(raw.text, out.text, out.undecodable);
  }
  if (out.text.size() > limits::kTextBytes) return too_much_text(document.name, out.text.size());
  // More holes than letters is no text in any encoding.
  if (out.undecodable * 10 > out.text.size()) return binary;
  return out;
}

void note_undecodable(const Decoded& decoded, ExtractedText& out) {
  if (decoded.undecodable == 0) return;
  out.not_read.push_back({"undecodable-bytes", 0,
                          std::to_string(decoded.undecodable) + (decoded.undecodable == 1 ? " place" : " places") +
                              " could not be decoded as " + decoded.encoding +
                              " and read as U+FFFD. Save the document as UTF-8 from the program it was written with."});
}

}  // namespace caveat::extract
