// Random hostile Unicode through the fold. The reference is ICU's own transliterator with rules that say the same as
// normal_text.h in another way (whole-string normalisation instead of one pass); seeds are fixed.
#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <boost/test/unit_test.hpp>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "normalize/lookalikes.h"
#include "normalize/normal_text.h"

using namespace caveat;
using namespace caveat::normalize;

namespace {

// Each applied to the whole string, in this order.
constexpr const char16_t* kReferenceSteps[] = {
    uR"([[:Default_Ignorable_Code_Point:]-[:Cn:]] > ;)",
    uR"(:: [[[:dt=Wide:][:dt=Narrow:][:dt=Font:][:dt=Small:][:dt=Super:][:dt=Sub:]] - [™ ℠ ￣ [:Hangul:]]] NFKD ;)",
    uR"(:: [ſ ﬀ-ﬆ № Ⅰ-ⅿ ĳ Ĳ ŉ Ǆ-ǌ Ǳ-ǳ] NFKD ;)",
    uR"(:: NFD ;)",
    uR"([ßẞ] > ss ; [œŒ] > oe ; [æÆ] > ae ; [øØ] > o ; [đĐðÐ] > d ; [łŁ] > l ; [þÞ] > th ; [ħĦ] > h ; ı > i ; ſ > s ;
        [ŧŦ] > t ; [ƒƑ] > f ; [ŋŊ] > n ; Σ > σ ;)",
    uR"(([aouAOU] [[\u0300-\u0307\u0309-\u036F\u1AB0-\u1AFF\u1DC0-\u1DFF\u20D0-\u20FF\uFE20-\uFE2F] & [[:Mn:][:Me:]]]*)
        \u0308 > $1 e ;)",
    uR"([[\u0300-\u036F\u1AB0-\u1AFF\u1DC0-\u1DFF\u20D0-\u20FF\uFE20-\uFE2F] & [[:Mn:][:Me:]]] > ;)",
    uR"([‘’‚‛′‵‹›´ʹʻʼ՚] > \' ; [“”„‟″‶«»ʺ〝〞〟⹂] > \" ; [[:Pd:]−] > \- ; … > '...' ; [⁄∕] > \/ ; [[:White_Space:]]+ > ' ' ;)",
    uR"(:: Lower ;)"};

class Reference {
 public:
  Reference() {
    for (const char16_t* rules : kReferenceSteps) {
      UErrorCode status = U_ZERO_ERROR;
      UParseError where;
      steps_.emplace_back(icu::Transliterator::createFromRules("step", rules, UTRANS_FORWARD, where, status));
      BOOST_REQUIRE_MESSAGE(U_SUCCESS(status), u_errorName(status) << " near offset " << where.offset);
    }
  }
  icu::UnicodeString fold(const std::string& text) const {
    auto folded = without_lookalikes(icu::UnicodeString::fromUTF8(text));
    for (const auto& step : steps_) step->transliterate(folded);
    return folded;
  }

 private:
  // Word by word: of a word that folds to some Latin letter, all look-alikes become Latin letters. Which letters look alike is the table's matter
  // (lookalikes_test.cpp); what a word is, this.
  static icu::UnicodeString without_lookalikes(const icu::UnicodeString& text) {
    icu::UnicodeString out;
    bool latin_before = false;  // what the character at which the last word ended leaves of itself to the next one ("ŉ" is "'n")
    for (int32_t begin = 0; begin < text.length();) {
      bool latin = latin_before;
      int32_t at = begin;
      latin_before = false;
      while (at < text.length()) {
        const Role role = role_of(text.char32At(at));
        latin = latin || role.first;
        at = text.moveIndex32(at, 1);
        if (!role.ends) continue;
        latin_before = role.last;
        break;
      }
      for (int32_t i = begin; i < at; i = text.moveIndex32(i, 1)) {
        const char letter = latin ? lookalike_of(static_cast<char32_t>(text.char32At(i))) : '\0';
        out.append(letter != 0 ? static_cast<UChar32>(letter) : text.char32At(i));
      }
      begin = at;
    }
    return out;
  }
  // Of a character alone: whether a word ends in it, and whether it has Latin letters before and behind that end.
  struct Role {
    bool first = false, ends = false, last = false;
  };
  static Role role_of(UChar32 c) {
    std::string utf8;
    icu::UnicodeString(c).toUTF8String(utf8);
    const std::string folded = normalize::fold("x" + utf8).substr(1);  // a mark needs a letter to stand on
    Role role;
    for (const char f : folded) {
      const bool ascii = static_cast<unsigned char>(f) < 0x80;
      if (ascii && (f < 'a' || f > 'z')) {
        role.ends = true;
        role.last = false;
      } else if (ascii && lookalike_of(static_cast<char32_t>(c)) == 0) {
        (role.ends ? role.last : role.first) = true;
      }
    }
    return role;
  }
  std::vector<std::unique_ptr<icu::Transliterator>> steps_;
};

icu::UnicodeString nfd(const icu::UnicodeString& text) {
  UErrorCode status = U_ZERO_ERROR;
  return icu::Normalizer2::getNFDInstance(status)->normalize(text, status);
}
icu::UnicodeString nfd(const std::string& text) { return nfd(icu::UnicodeString::fromUTF8(text)); }

// Strings of words with much of what breaks folds: about half of the characters are drawn from kHostile.
class HostileText {
 public:
  explicit HostileText(unsigned seed) : random_(seed) {}

  std::string characters(std::size_t most, bool line_ends) {
    std::string out;
    for (std::size_t left = random_() % (most + 1); left > 0; --left) append(out, one(line_ends));
    return out;
  }
  std::string without_blank_ends(std::size_t most, bool line_ends) {
    std::string text = characters(most, line_ends);
    auto unicode = icu::UnicodeString::fromUTF8(text).trim();
    while (!unicode.isEmpty() && u_isUWhiteSpace(unicode.char32At(0))) unicode.remove(0, 1);
    while (!unicode.isEmpty() && u_isUWhiteSpace(unicode[unicode.length() - 1])) unicode.truncate(unicode.length() - 1);
    std::string trimmed;
    unicode.toUTF8String(trimmed);
    return trimmed;
  }
  std::uint32_t below(std::uint32_t bound) { return bound == 0 ? 0 : static_cast<std::uint32_t>(random_() % bound); }

 private:
  UChar32 one(bool line_ends) {
    static const std::u32string kHostile =
        U"aouAOUeinsßẞäöüÄÖÜ\u0308\u0308\u0308\u0301\u0300\u0323\u0304\u0327\u0344\u0345\u20DD\u00AD\u200B\u200D\u200E"
        U"\u202E\u2066"
        U"\u2069\uFEFF\uFE0F\u034F\u061CﬁﬀﬃﬄﬅﬆİıſœŒæøØđłŁþÐ１９％Ａｚ²³₁ªº№Ⅷⅳ\U0001F600\U0001F469\u200D\U0001F3FDḊ𝐏𝟗"
        U"\u00A0\u202F\u2009\u3000\u0085\u2028 \t’‘‚“”„«»′″´ʼ-–—‑−‐…⁄€§°½™①●□\uFFFD\uFFFCжЙйάΩΣς字가ǖǗạ̈ÅK";
    const std::uint32_t kind = below(16);
    if (line_ends && kind == 15) return below(3) == 0 ? '-' : '\n';
    if (kind < 8) return static_cast<UChar32>(kHostile[below(static_cast<std::uint32_t>(kHostile.size()))]);
    if (kind < 13) return static_cast<UChar32>("abcdefghijklmnopqrstuvwxyzABCXYZ0129   .,;:()[]*_\\#|/"[below(54)]);
    for (;;) {
      static constexpr struct {
        UChar32 first, last;
      } kRanges[] = {{0x20, 0x7E},     {0xA0, 0x24F},    {0x250, 0x36F},  {0x370, 0x52F},
                     {0x1E00, 0x1EFF}, {0x2000, 0x206F}, {0xFF00, 0xFF9D}};
      const auto& range = kRanges[below(std::size(kRanges))];
      const UChar32 c =
          range.first + static_cast<UChar32>(below(static_cast<std::uint32_t>(range.last - range.first + 1)));
      // A symbol such as U+0385 stays whole; the reference takes it apart.
      const bool symbol = !u_isalpha(c) && u_getIntPropertyValue(c, UCHAR_DECOMPOSITION_TYPE) == U_DT_CANONICAL;
      if (u_charType(c) != U_UNASSIGNED && (!symbol || u_charType(c) == U_NON_SPACING_MARK)) return c;
    }
  }
  static void append(std::string& out, UChar32 c) { icu::UnicodeString(c).toUTF8String(out); }

  std::mt19937 random_;
};

std::string trimmed(std::string text) {
  const auto first = text.find_first_not_of(' ');
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

bool at_character(std::string_view text, std::uint32_t offset) {
  return offset == text.size() || (static_cast<unsigned char>(text[offset]) & 0xC0) != 0x80;
}

// Escaped, so that a failure can be read.
std::string shown(const std::string& text) {
  std::string out;
  const auto unicode = icu::UnicodeString::fromUTF8(text);
  char number[12];
  for (int32_t i = 0; i < unicode.length(); i = unicode.moveIndex32(i, 1)) {
    const UChar32 c = unicode.char32At(i);
    std::snprintf(number, sizeof number, c >= 0x20 && c < 0x7F ? "%c" : "\\u{%X}", static_cast<unsigned>(c));
    out += number;
  }
  return out;
}

// BOOST_REQUIRE_MESSAGE would build its message each time, which is most of the run.
void require(bool holds, const std::string& text) {
  if (!holds) BOOST_FAIL("does not hold for \"" << shown(text) << '"');
}

extract::ExtractedText document(HostileText& random) {
  extract::ExtractedText out;
  static constexpr const char* kGaps[] = {"\n", "\n\n", " \n\t\n", "\xC2\xA0\n\n\n", " "};
  out.media_type = random.below(2) == 0 ? "text/markdown" : "application/pdf";
  for (std::uint32_t left = random.below(5); left > 0; --left) {
    out.text += kGaps[random.below(std::size(kGaps))];
    const auto begin = static_cast<std::uint32_t>(out.text.size());
    out.text += random.without_blank_ends(24, true);
    const auto end = static_cast<std::uint32_t>(out.text.size());
    if (end > begin)
      out.blocks.push_back(
          {{begin, end}, random.below(3) == 0 ? extract::BlockKind::heading : extract::BlockKind::paragraph, 1});
  }
  if (random.below(2) == 0) out.text += "\n \n";
  return out;
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_fold_is_what_icu_gives_and_a_second_fold_changes_nothing) {
  const Reference reference;
  HostileText random(20260117);
  for (int i = 0; i < 200'000; ++i) {
    const std::string text = random.characters(14, false);
    const std::string folded = fold(text);
    const icu::UnicodeString expected = nfd(reference.fold(text));
    if (nfd(folded) != expected) {
      std::string utf8;
      expected.toUTF8String(utf8);
      BOOST_FAIL("fold of \"" << shown(text) << "\" is \"" << shown(folded) << "\", ICU says \"" << shown(utf8) << '"');
    }
    require(fold(folded) == folded, text);
  }
}

BOOST_AUTO_TEST_CASE(each_character_alone_folds_as_icu_says) {
  const Reference reference;
  // Han and Hangul: no letters of ours; the transliterator takes seconds for them.
  for (UChar32 c = 0x20; c < 0x20000; ++c) {
    if (c == 0x2E80) c = 0xA4D0;
    if (c == 0xAC00) c = 0xFB00;
    const int8_t type = u_charType(c);
    if (type == U_UNASSIGNED || type == U_SURROGATE || type == U_PRIVATE_USE_CHAR) continue;
    const bool letter = u_isalpha(c) || type == U_DECIMAL_DIGIT_NUMBER || type == U_OTHER_NUMBER;
    if (!letter) continue;  // "≠" loses its stroke in the reference, and such
    std::string text;
    icu::UnicodeString(c).toUTF8String(text);
    icu::UnicodeString expected = nfd(reference.fold(text));
    // Compatibility letters of other kinds and scripts (Arabic forms, "ŀ") stay in both; the reference knows no more.
    std::string utf8;
    expected.toUTF8String(utf8);
    BOOST_CHECK_MESSAGE(nfd(fold(text)) == expected, "U+" << std::hex << c << " folds to \"" << shown(fold(text))
                                                          << "\", ICU says \"" << shown(utf8) << '"');
  }
}

BOOST_AUTO_TEST_CASE(a_paragraph_folds_as_a_string_does) {
  HostileText random(4711);
  Cancel never;
  for (int i = 0; i < 200'000; ++i) {
    extract::ExtractedText text;
    text.media_type = "application/pdf";
    text.text = random.without_blank_ends(30, false);
    if (text.text.empty()) continue;
    text.blocks.push_back({{0, static_cast<std::uint32_t>(text.text.size())}});
    const auto folded = run(text, never);
    BOOST_REQUIRE(folded);
    require(folded.value().text == trimmed(fold(text.text)), text.text);
  }
}

BOOST_AUTO_TEST_CASE(normal_text_has_single_spaces_and_single_line_ends) {
  HostileText random(99);
  Cancel never;
  for (int i = 0; i < 80'000; ++i) {
    const auto text = document(random);
    const auto folded = run(text, never);
    const std::string normal = "\n" + folded.value().text + "\n";
    for (const char* never_there : {"  ", " \n", "\n ", "\r", "\t"})
      require(normal.find(never_there) == std::string::npos, text.text);
    require(folded.value().text.empty() || normal.find("\n\n") == std::string::npos, text.text);
  }
}

BOOST_AUTO_TEST_CASE(offsets_go_back_to_whole_characters_in_order_and_forth_again) {
  HostileText random(31337);
  Cancel never;
  for (int i = 0; i < 80'000; ++i) {
    const auto text = document(random);
    const auto folded = run(text, never);
    const std::string& normal = folded.value().text;
    const OffsetMap& map = folded.value().map;
    const auto end = static_cast<std::uint32_t>(normal.size());
    TextSpan before{};
    for (std::uint32_t at = 0; at < end; ++at) {
      if (!at_character(normal, at)) continue;
      std::uint32_t next = at + 1;
      while (!at_character(normal, next)) ++next;
      const TextSpan here = map.to_text(NormalSpan{at, next});
      require(here.begin <= here.end && here.end <= text.text.size(), text.text);
      require(here.begin >= before.begin && here.end >= before.end, text.text);
      require(at_character(text.text, here.begin) && at_character(text.text, here.end), text.text);
      before = here;

      std::uint32_t until = at + 1 + random.below(end - at);
      while (!at_character(normal, until)) ++until;
      const NormalSpan span{at, until};
      const TextSpan there = map.to_text(span);
      require(there.begin == here.begin && there.contains(here), text.text);
      require(map.to_normal(there).contains(span), text.text);
    }
    BOOST_REQUIRE(map.to_text(NormalSpan{end, end}).begin == text.text.size());
  }
}

BOOST_AUTO_TEST_CASE(a_letter_is_never_quoted_without_its_diacritic) {
  HostileText random(5);
  Cancel never;
  for (int i = 0; i < 80'000; ++i) {
    const auto text = document(random);
    const auto folded = run(text, never);
    const auto end = static_cast<std::uint32_t>(folded.value().text.size());
    for (std::uint32_t at = 0; at + 1 < end; ++at) {
      if (!at_character(folded.value().text, at + 1)) continue;
      const std::uint32_t cut = folded.value().map.to_text(NormalSpan{at, at + 1}).end;
      if (cut == 0 || cut >= text.text.size()) continue;
      const auto rest = icu::UnicodeString::fromUTF8(text.text.substr(cut, 4));
      const bool diacritic = rest.char32At(0) >= 0x300 && rest.char32At(0) <= 0x36F && rest.char32At(0) != 0x34F;
      require(!(diacritic && u_isalpha(text.text[cut - 1])), text.text);
    }
  }
}
