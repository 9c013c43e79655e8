// Encoding: bytes of a text file -> UTF-8. Tested by tests/unit/extract/encoding_test.cpp.
#include "extract/encoding.h"

#include <unicode/ucnv.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <optional>
#include <string_view>

#include "base/limits.h"
#include "extract/complaint.h"
#include "extract/old_encoding.h"
#include "extract/utf8.h"

namespace caveat::extract {
namespace {

constexpr std::size_t kSample = 64u << 10;  // enough to tell text from binary data, and one alphabet from another
constexpr std::size_t kPollBytes = 1u << 20;
constexpr std::uint64_t kStrayBytes = 16;  // that many wrong places are damage, whatever the file is
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

enum class Order { none, little, big };

Order utf16_without_mark(std::string_view bytes) {
  const std::string_view sample = bytes.substr(0, kSample & ~std::size_t{1});
  if (sample.size() < 4) return Order::none;
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
  if (most(1, 0)) return Order::little;
  if (most(0, 1)) return Order::big;
  return Order::none;
}

// Every fourth byte is 0, and its neighbour as good as always.
Order utf32_without_mark(std::string_view bytes) {
  const std::string_view sample = bytes.substr(0, kSample & ~std::size_t{3});
  if (sample.size() < 8 || bytes.size() % 4 != 0) return Order::none;
  std::size_t little = 0, big = 0;
  for (std::size_t i = 0; i < sample.size(); i += 4) {
    little += sample[i + 3] == 0 && sample[i + 2] == 0 && sample[i] != 0;
    big += sample[i] == 0 && sample[i + 1] == 0 && sample[i + 3] != 0;
  }
  const std::size_t units = sample.size() / 4;
  if (little * 10 >= units * 9) return Order::little;
  if (big * 10 >= units * 9) return Order::big;
  return Order::none;
}

// A mark of UTF-16 in front of text that is none: no byte is 0, and what follows is UTF-8. (Chinese in UTF-16 has few zeros as well, but is
// no UTF-8.)
bool is_utf8_behind_wrong_mark(std::string_view bytes) {
  const std::string_view sample = bytes.substr(0, kSample);
  return sample.find('\0') == sample.npos && (is_utf8(sample) || (sample.size() < bytes.size() && is_utf8(sample.substr(0, sample.rfind(' ')))));
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

// Lines, each with how much of it is UTF-8. Visits until `line` returns false.
struct Line {
  std::string_view bytes;      // with its end
  std::size_t good = 0, bad = 0;  // characters of two bytes or more, and what is none
};

template <class Visit>
void each_line(std::string_view bytes, Visit visit) {
  for (std::size_t at = 0; at < bytes.size();) {
    Line line{bytes.substr(at, std::min(bytes.find_first_of("\r\n", at), bytes.size() - 1) + 1 - at)};
    at += line.bytes.size();
    for (std::size_t i = 0; i < line.bytes.size();) {
      const Utf8Step step = utf8_step(line.bytes, i);
      if (!step.valid)
        ++line.bad;
      else if (step.size > 1)
        ++line.good;
      i += step.size;
    }
    if (!visit(line)) return;
  }
}

// What shows the old encoding of a file: its lines that are no UTF-8.
std::string old_lines(std::string_view bytes) {
  constexpr std::size_t kEnough = 1u << 20;
  std::string out;
  each_line(bytes, [&](const Line& line) {
    if (line.bad > line.good) out += line.bytes.substr(0, kEnough);
    return out.size() < kEnough;
  });
  return out;
}

// One byte a character. In a file of which other lines are UTF-8 each line is what it can be: people paste.
std::optional<Error> decode_lines(const Document& document, std::string_view bytes, const OldEncoding& old, bool mostly_utf8, Cancel& cancel,
                                  Decoded& out) {
  out.text.reserve(std::min<std::size_t>(bytes.size() + bytes.size() / 16, limits::kTextBytes));
  std::optional<Error> error;
  std::size_t done = 0, next_poll = kPollBytes;
  each_line(bytes, [&](const Line& line) {
    const bool as_utf8 = mostly_utf8 ? line.bad <= line.good || fit(line.bytes, *old.characters) <= 0
                                     : line.bad == 0 && line.good > 0 && fit(line.bytes, *old.characters) < 0;
    for (std::size_t i = 0; i < line.bytes.size(); ++i) {
      const unsigned char byte = static_cast<unsigned char>(line.bytes[i]);
      if (as_utf8 || byte < 0x80) {
        out.text += line.bytes[i];
      } else if (const std::uint32_t code_point = (*old.characters)[byte - 0x80]) {
        append_utf8(out.text, code_point);
      } else {
        ++out.undecodable;
        out.text += kReplacement;
      }
    }
    done += line.bytes.size();
    if (done < next_poll) return true;
    next_poll = done + kPollBytes;
    error = cancel.poll(Stage::extract, done, bytes.size());
    if (!error && out.text.size() > limits::kTextBytes) error = too_much_text(document.name, bytes.size());
    return !error;
  });
  return error;
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

// ---- UTF-8 ----

struct Utf8Count {
  std::uint64_t good = 0;  // characters of two bytes or more
  std::uint64_t bad = 0;
  bool special = false;  // has something that clean() changes
};

// UTF-8 has one form of each character; longer ones ("/" as C0 AF, which hides it from search) and halves of surrogates are forbidden. Bytes of a
// forbidden form at `at`, of a character that could be part of words; 0: something else.
std::size_t forbidden_form(std::string_view s, std::size_t at) {
  const auto byte = [&](std::size_t i) -> unsigned { return at + i < s.size() ? static_cast<unsigned char>(s[at + i]) : 0u; };
  const auto tail = [&](std::size_t i) { return (byte(i) & 0xC0u) == 0x80u; };
  const unsigned first = byte(0);
  if (first == 0xC0 || first == 0xC1) return tail(1) && (first & 1u || byte(1) >= 0xA0) ? 2 : 0;
  if (first == 0xE0) return tail(1) && byte(1) < 0xA0 && tail(2) ? 3 : 0;
  if (first == 0xED) return tail(1) && byte(1) >= 0xA0 && tail(2) ? 3 : 0;
  if (first == 0xF0) return tail(1) && byte(1) < 0x90 && tail(2) && tail(3) ? 4 : 0;
  return 0;
}

// All that is no UTF-8 in it are forbidden forms. In an old encoding the letters that they would be ("\u00C0\u00AF") are not the only ones of a file.
bool is_utf8_but_for_forbidden_forms(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    const Utf8Step step = utf8_step(bytes, at);
    const std::size_t size = step.valid ? step.size : forbidden_form(bytes, at);
    if (size == 0) return false;
    at += size;
  }
  return true;
}

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
  // Programs that join files put marks of one order before text of the other, and before text that is no UTF-16 at all.
  const auto utf16 = [&](bool big) {
    const Order seen = utf16_without_mark(bytes);
    if (seen != Order::none) big = seen == Order::big;
    if (seen == Order::none && is_utf8_behind_wrong_mark(bytes)) {
      converted = false;
      return;
    }
    raw.encoding = big ? "UTF-16BE" : "UTF-16LE";
    error = decode_utf16(document, bytes, big, cancel, raw);
  };
  const auto utf32 = [&](bool big) {
    raw.encoding = big ? "UTF-32BE" : "UTF-32LE";
    error = decode_utf32(document, bytes, big, cancel, raw);
  };
  if (marked("\xEF\xBB\xBF"sv)) {
    raw.encoding = "UTF-8";
    converted = false;
  } else if (marked("\xFF\xFE\0\0"sv)) {
    utf32(false);
  } else if (marked("\0\0\xFE\xFF"sv)) {
    utf32(true);
  } else if (marked("\xFF\xFE"sv)) {
    utf16(false);
  } else if (marked("\xFE\xFF"sv)) {
    utf16(true);
  } else if (const Order order = utf32_without_mark(bytes); order != Order::none) {
    utf32(order == Order::big);
  } else if (utf16_without_mark(bytes) != Order::none) {
    utf16(false);
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
    // Text in an old encoding has hardly a sequence that is UTF-8 by accident; damaged UTF-8 has hardly one that is not.
    bool utf8 = count->bad == 0 || is_utf8_but_for_forbidden_forms(bytes);
    if (!utf8) {
      const std::string lines = old_lines(bytes);
      const OldEncoding old = guess_old_encoding(lines);
      const bool mostly_utf8 = count->good > count->bad || lines.empty();
      // A character cut in two, or written by a faulty program, reads as nonsense in every old encoding.
      utf8 = lines.empty() || old.characters == nullptr ? mostly_utf8 : old.score < 0 && (mostly_utf8 || count->bad <= kStrayBytes);
      if (!utf8) {
        raw.encoding = mostly_utf8 ? "UTF-8" : old.name;
        error = old.characters == nullptr ? decode_with_icu(document, bytes, old.icu_name.c_str(), cancel, raw)
                                          : decode_lines(document, bytes, old, mostly_utf8, cancel, raw);
        if (error) return *error;
        if (!mostly_utf8 && old.score < 0) out.doubtful = old.implausible;
        converted = true;
      }
    }
    if (utf8) {
      if (bytes.size() > limits::kTextBytes + limits::kTextBytes / 8) return too_much_text(document.name, bytes.size());
      out.encoding = "UTF-8";
      if (!special)
        out.text.assign(bytes);
      else
        clean(bytes, out.text, out.undecodable);
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
  if (decoded.undecodable == 0 && decoded.doubtful > 0)
    out.not_read.push_back({"undecodable-bytes", 0,
                            "The encoding is not known; as " + decoded.encoding + ", the likeliest one, " + std::to_string(decoded.doubtful) +
                                (decoded.doubtful == 1 ? " character makes" : " characters make") +
                                " no sense. Save the document as UTF-8 from the program it was written with."});
  if (decoded.undecodable == 0) return;
  out.not_read.push_back({"undecodable-bytes", 0,
                          std::to_string(decoded.undecodable) + (decoded.undecodable == 1 ? " place" : " places") +
                              " could not be decoded as " + decoded.encoding +
                              " and read as U+FFFD. Save the document as UTF-8 from the program it was written with."});
}

}  // namespace caveat::extract
