// OldEncoding: the best fitting of a few readings. Tested by tests/unit/extract/old_encoding_test.cpp.
#include "extract/old_encoding.h"

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <optional>

#include "extract/utf8.h"

namespace caveat::extract {
namespace {

constexpr std::size_t kSample = 64u << 10;   // one alphabet from another, to ICU
constexpr std::size_t kHighBytes = 4'000;    // characters above ASCII that are judged: 100 KB of French
constexpr int kWindowsPrior = 3;             // one sign against it, such as an ellipsis behind a word, is no proof
constexpr int kKnownWord = 3;
constexpr std::size_t kWordBytes = 24;       // no word of kKnownWords is longer

// Words that no contract can do without and that ASCII cannot write; sorted.
constexpr std::string_view kKnownWords[] = {
    "ab\u00e4nderung", "a\u00f1o", "a\u00f1os", "contrase\u00f1a", "cl\u00e1usula", "cl\u00e1usulas", "dar\u00fcber", "daf\u00fcr", "deber\u00e1", "d\u00e9lai",
    "d\u00e9finitions", "duraci\u00f3n", "dur\u00e9e", "d\u00eda", "d\u00edas", "est\u00e1", "gem\u00e4\u00df", "fa\u00e7on", "f\u00fcr", "hierf\u00fcr", "indemnit\u00e9",
    "k\u00f6nnen", "k\u00fcndigung", "m\u00e1s", "m\u00eame", "m\u00f6glich", "m\u00fcssen", "n\u00e4chsten", "pagar\u00e1", "p\u00e9nalit\u00e9", "podr\u00e1", "pr\u00e9avis",
    "r\u00e9siliation", "seg\u00fan", "ser\u00e1", "soci\u00e9t\u00e9", "tambi\u00e9n", "verf\u00fcgung", "verg\u00fctung", "vertragsverh\u00e4ltnis", "w\u00e4hrend", "\u00e0",
    "\u00e4nderungen", "\u00eatre", "\u00fcber"};

HighCharacters table_of(const char* icu_name) {
  HighCharacters table{};
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, void (*)(UConverter*)> converter(ucnv_open(icu_name, &status), ucnv_close);
  if (U_FAILURE(status)) return table;
  for (std::size_t i = 0; i < table.size(); ++i) {
    const char byte = static_cast<char>(0x80 + i);
    const char* at = &byte;
    status = U_ZERO_ERROR;
    const UChar32 c = ucnv_getNextUChar(converter.get(), &at, at + 1, &status);
    if (U_SUCCESS(status) && c != 0xFFFD && !(c >= 0x80 && c < 0xA0)) table[i] = static_cast<std::uint32_t>(c);
  }
  return table;
}

struct Candidate {
  const char* icu_name;
  const char* name;
  HighCharacters characters;
};

enum : std::size_t { kWindows, kLatin9, kMac, kDos, kCandidates };

const std::array<Candidate, kCandidates>& candidates() {
  static const std::array<Candidate, kCandidates> all = {{
      {"windows-1252", "windows-1252", table_of("windows-1252")},
      {"ISO-8859-15", "ISO-8859-15", table_of("ISO-8859-15")},
      {"macintosh", "Mac Roman", table_of("macintosh")},
      {"ibm-850_P100-1995", "code page 850 (DOS)", table_of("ibm-850_P100-1995")},
  }};
  return all;
}

bool ascii_letter(std::uint32_t c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }
bool digit(std::uint32_t c) { return c >= '0' && c <= '9'; }
bool blank(std::uint32_t c) { return c <= ' ' || c == 0xA0; }

// Of the four languages.
bool our_lower(std::uint32_t c) {
  constexpr std::u32string_view kAll = U"\u00e0\u00e1\u00e2\u00e4\u00e6\u00e7\u00e8\u00e9\u00ea\u00eb\u00ed\u00ee\u00ef\u00f1\u00f3\u00f4\u00f6\u0153\u00f9\u00fa\u00fb\u00fc\u00ff\u00df";
  return kAll.find(static_cast<char32_t>(c)) != kAll.npos;
}
bool our_upper(std::uint32_t c) { return c == 0x152 || c == 0x178 || (c >= 0xC0 && c <= 0xDE && our_lower(c + 0x20)); }
bool any_letter(std::uint32_t c) { return ascii_letter(c) || (c >= 0xC0 && c != 0xD7 && c != 0xF7 && c <= 0x17F); }
bool lower(std::uint32_t c) { return (c >= 'a' && c <= 'z') || our_lower(c); }

class Reading {
 public:
  Reading(std::string_view bytes, const HighCharacters& characters) : bytes_(bytes), characters_(characters) {}

  void judge(std::size_t most) {
    for (std::size_t at = 0; at < bytes_.size() && most > 0; ++at) {
      if (static_cast<unsigned char>(bytes_[at]) < 0x80) continue;
      --most;
      const int one = plausibility(at);
      score_ += one;
      implausible_ += one <= -2;
      if (one > 0 && is_known_word(at)) score_ += kKnownWord;
    }
  }
  int score() const { return score_; }
  std::uint64_t implausible() const { return implausible_; }

 private:
  std::uint32_t at(std::size_t place) const {
    if (place >= bytes_.size()) return ' ';
    const unsigned char byte = static_cast<unsigned char>(bytes_[place]);
    return byte < 0x80 ? byte : characters_[byte - 0x80];
  }

  int plausibility(std::size_t place) const {
    const std::uint32_t c = at(place), before = at(place - 1), after = at(place + 1);  // place 0: -1 is past the end
    const bool left = any_letter(before), right = any_letter(after), inside = left && right;
    if (c == 0) return -10;
    if (our_lower(c)) return left || right ? 2 : c == 0xE0 ? 2 : -2;
    if (our_upper(c)) return lower(before) ? -4 : left && lower(after) ? -1 : left || right ? 1 : c == 0xC0 ? 1 : -2;
    switch (c) {
      case 0x2019: return inside ? 2 : left || !right ? 1 : -1;
      case 0x2018: return !left && right ? 1 : -2;
      case 0x201C: return inside ? -3 : 1;
      case 0x201D: return inside ? -3 : right ? -1 : 1;
      case 0x201E:
      case 0x201A: return left ? -3 : right || digit(after) ? 1 : -1;
      case 0xAB:
      case 0xBB:
      case 0x2039:
      case 0x203A: return inside ? -3 : 1;
      case 0x2013:
      case 0x2014:  // between two words, not before a last letter: "Duraci\x97n" is Spanish of a Mac
        if (inside) return any_letter(at(place - 2)) && any_letter(at(place + 2)) ? 2 : -3;
        return left == right ? 2 : 0;
      case 0x2026: return inside ? -2 : left || digit(before) ? 1 : blank(before) && blank(after) ? -1 : 0;
      case 0xA7: return inside ? -3 : blank(after) || digit(after) || after == 0xA7 ? 2 : 0;
      case 0x20AC:
      case 0xA3:
      case 0xA5: return inside ? -4 : digit(before) || digit(after) || blank(before) ? 2 : -1;
      case 0xB0:
      case 0xBA:
      case 0xAA: return digit(before) || (before | 0x20) == 'n' ? 2 : inside ? -3 : -1;
      case 0xBF:
      case 0xA1: return right && !left ? 2 : -2;
      case 0xA0: return inside ? -1 : 1;
      case 0x2022:
      case 0xB7: return left || right ? -2 : 1;
      case 0xBC:
      case 0xBD:
      case 0xBE: return left || right ? -3 : 0;
      case 0xA9:
      case 0xAE:
      case 0x2122: return inside ? -3 : c == 0xA9 && left ? -1 : 0;
      case 0xB2:
      case 0xB3:
      case 0xB9: return left && !right ? 0 : -3;
      case 0xAD: return inside ? 0 : -2;
      default: break;
    }
    if (any_letter(c)) return lower(before) && !lower(c) && (c < 0xE0 || c > 0xFF) ? -4 : inside ? -1 : -2;
    return left || right ? -3 : -1;
  }

  bool is_known_word(std::size_t place) const {
    std::size_t begin = place, end = place;
    while (begin > 0 && place - begin < kWordBytes && any_letter(at(begin - 1))) --begin;
    while (end < bytes_.size() && end - place < kWordBytes && any_letter(at(end))) ++end;
    std::string word;
    for (std::size_t i = begin; i < end; ++i) {
      const std::uint32_t c = at(i);
      append_utf8(word, (c >= 'A' && c <= 'Z') || our_upper(c) ? (c > 0xFF ? c : c + 0x20) : c);
    }
    return std::find(std::begin(kKnownWords), std::end(kKnownWords), word) != std::end(kKnownWords);
  }

  std::string_view bytes_;
  const HighCharacters& characters_;
  int score_ = 0;
  std::uint64_t implausible_ = 0;
};

// ISO-8859-15 differs from Windows-1252 in eight characters; only these show it. A currency sign ¤ is in no contract, and a fraction ¼ or ½
// does not touch a letter.
bool is_latin9(std::string_view bytes) {
  bool shown = false;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const unsigned char byte = static_cast<unsigned char>(bytes[i]);
    if (byte < 0x80) continue;
    if (byte < 0xA0) return false;  // controls there, quotes and the euro in Windows-1252
    const auto letter = [&](std::size_t at) { return at < bytes.size() && ascii_letter(static_cast<unsigned char>(bytes[at])); };
    if (byte == 0xA4 || ((byte == 0xBC || byte == 0xBD || byte == 0xA6 || byte == 0xA8) && (letter(i - 1) || letter(i + 1)))) shown = true;
  }
  return shown;
}

// What ICU finds, but for Latin-1: another alphabet, or a Latin one that is clearly ahead.
std::optional<std::string> foreign_charset(std::string_view sample, bool other_alphabet) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, void (*)(UCharsetDetector*)> detector(ucsdet_open(&status), ucsdet_close);
  if (U_FAILURE(status)) return std::nullopt;
  ucsdet_setText(detector.get(), sample.data(), static_cast<int32_t>(sample.size()), &status);
  int32_t count = 0;
  const UCharsetMatch** matches = ucsdet_detectAll(detector.get(), &count, &status);
  if (U_FAILURE(status) || matches == nullptr) return std::nullopt;
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
    const bool latin_script = charset == "ISO-8859-2" || charset == "windows-1250" || charset == "ISO-8859-9" || charset == "windows-1254";
    if (latin_script == other_alphabet) continue;
    if (confidence > best_confidence) best_confidence = confidence, best = name;
  }
  if (best.empty()) return std::nullopt;
  // Latin-1 is what our four languages use: another Latin alphabet must be clearly ahead.
  if (!other_alphabet && best_confidence < latin + 15) return std::nullopt;
  if (other_alphabet && best_confidence < 10) return std::nullopt;
  return best;
}

}  // namespace

int fit(std::string_view bytes, const HighCharacters& characters) {
  Reading reading(bytes, characters);
  reading.judge(kHighBytes);
  return reading.score();
}

OldEncoding guess_old_encoding(std::string_view bytes) {
  const std::string_view sample = bytes.substr(0, kSample);
  const auto high = static_cast<std::size_t>(std::count_if(sample.begin(), sample.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; }));
  // A page in another alphabet has most of its letters above 0x7F; French has 5 in 100, Czech 15 in 100.
  if (high * 4 > sample.size())
    if (auto foreign = foreign_charset(sample, true)) return {*foreign, *foreign, nullptr, 0, 0};
  OldEncoding best;
  int best_rank = 0;
  for (const std::size_t i : {kWindows, kMac, kDos}) {
    const Candidate& candidate = candidates()[i];
    Reading reading(bytes, candidate.characters);
    reading.judge(kHighBytes);
    const int rank = reading.score() + (i == kWindows ? kWindowsPrior : 0);
    if (best.characters != nullptr && rank <= best_rank) continue;
    best = {candidate.icu_name, candidate.name, &candidate.characters, reading.score(), reading.implausible()};
    best_rank = rank;
  }
  if (best.score < 0)
    if (auto foreign = foreign_charset(sample, false)) return {*foreign, *foreign, nullptr, 0, 0};
  if (best.characters == &candidates()[kWindows].characters && is_latin9(bytes)) {
    const Candidate& latin9 = candidates()[kLatin9];
    best.icu_name = latin9.icu_name, best.name = latin9.name, best.characters = &latin9.characters;
  }
  return best;
}

}  // namespace caveat::extract
