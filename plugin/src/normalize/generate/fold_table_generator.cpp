// See fold_table_generator.h. The decisions, in the order they are taken for a character:
//  1. kByHand: letters that Unicode does not decompose (ß œ ø đ ł þ), quotes, "…", fraction slash.
//  2. Default_Ignorable: ignored. White_Space: one space. Dashes (Pd and U+2212): "-".
//  3. Diacritics (Mn and Me of the general mark blocks): taken off every letter of every script, so that composed and
//     decomposed text are one. Vowel signs of Indic scripts, Hebrew points and the like carry meaning and stay.
//  4. Compatibility forms: full-width, mathematical, superscript and subscript forms become the plain character;
//  ligatures,
//     roman numeral signs and "№" become ASCII. Left alone: "½" ("1½" would read 11/2), "™" ("Firefox™" would no
//     longer hold the word), circled and squared signs.
//  5. Lower case, one character by one character (no final sigma, no Turkish i).
#include "fold_table_generator.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <map>
#include <stdexcept>
#include <tuple>
#include <vector>

#include "normalize/fold_table.h"

namespace caveat::normalize {
namespace {

const std::map<UChar32, const char*>& by_hand() {
  static const std::map<UChar32, const char*> table = [] {
    std::map<UChar32, const char*> made = {
        {U'ß', "ss"}, {U'ẞ', "ss"}, {U'œ', "oe"}, {U'Œ', "oe"},  {U'æ', "ae"}, {U'Æ', "ae"}, {U'ø', "o"},
        {U'Ø', "o"},  {U'đ', "d"},  {U'Đ', "d"},  {U'ð', "d"},   {U'Ð', "d"},  {U'ł', "l"},  {U'Ł', "l"},
        {U'þ', "th"}, {U'Þ', "th"}, {U'ħ', "h"},  {U'Ħ', "h"},   {U'ı', "i"},  {U'ŧ', "t"},  {U'Ŧ', "t"},
        {U'ƒ', "f"},  {U'ŋ', "n"},  {U'Ŋ', "n"},  {U'…', "..."}, {U'⁄', "/"},  {U'∕', "/"}};
    // Also the acute accent and the modifier apostrophe, which people type for one.
    for (char32_t c : U"‘’‚‛′‵‹›´ʹʻʼ՚")
      if (c) made[static_cast<UChar32>(c)] = "'";
    for (char32_t c : U"“”„‟″‶«»ʺ〝〞〟⹂")
      if (c) made[static_cast<UChar32>(c)] = "\"";
    return made;
  }();
  return table;
}

bool is_diacritic(UChar32 c) {
  const int8_t type = u_charType(c);
  if (type != U_NON_SPACING_MARK && type != U_ENCLOSING_MARK) return false;
  return (c >= 0x0300 && c <= 0x036F) || (c >= 0x1AB0 && c <= 0x1AFF) || (c >= 0x1DC0 && c <= 0x1DFF) ||
         (c >= 0x20D0 && c <= 0x20FF) || (c >= 0xFE20 && c <= 0xFE2F);
}

icu::UnicodeString decomposed(const icu::Normalizer2& form, UChar32 c) {
  icu::UnicodeString out;
  if (!form.getDecomposition(c, out)) out = icu::UnicodeString(c);
  return out;
}

const icu::Normalizer2& nfd() {
  UErrorCode status = U_ZERO_ERROR;
  return *icu::Normalizer2::getNFDInstance(status);
}
const icu::Normalizer2& nfkd() {
  UErrorCode status = U_ZERO_ERROR;
  return *icu::Normalizer2::getNFKDInstance(status);
}

bool all_ascii(const icu::UnicodeString& text) {
  for (int32_t i = 0; i < text.length(); ++i)
    if (text[i] >= 0x80) return false;
  return true;
}

icu::UnicodeString folded(UChar32 c);

// Folds a decomposition part by part; diaeresis works as in the pass over the text (fold_pass.cpp).
icu::UnicodeString folded_parts(const icu::UnicodeString& parts) {
  icu::UnicodeString out;
  for (int32_t i = 0; i < parts.length(); i = parts.moveIndex32(i, 1)) {
    const UChar32 part = parts.char32At(i);
    if (!is_diacritic(part)) {
      out += folded(part);
      continue;
    }
    const char16_t last = out.isEmpty() ? u' ' : out[out.length() - 1];
    if (part == 0x0308 && (last == u'a' || last == u'o' || last == u'u')) out += u'e';
  }
  return out;
}

icu::UnicodeString folded(UChar32 c) {
  if (auto found = by_hand().find(c); found != by_hand().end()) return icu::UnicodeString::fromUTF8(found->second);
  if (u_charType(c) == U_DASH_PUNCTUATION || c == 0x2212) return u"-";
  const icu::UnicodeString same(c), lower = u_tolower(c) == c ? same : folded(u_tolower(c));
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(c, &status);
  if (script == USCRIPT_HAN || script == USCRIPT_HANGUL || c == 0x2122 || c == 0x2120) return lower;
  const bool letter = u_isalpha(c) || u_charType(c) == U_LETTER_NUMBER;

  switch (u_getIntPropertyValue(c, UCHAR_DECOMPOSITION_TYPE)) {
    case U_DT_FONT:
    case U_DT_WIDE:
    case U_DT_NARROW:
    case U_DT_SMALL:
    case U_DT_SUPER:
    case U_DT_SUB: {
      const icu::UnicodeString plain = folded_parts(decomposed(nfkd(), c));
      if (plain.indexOf(u' ') < 0) return plain;  // U+FFE3, a macron on a space
      break;
    }
    case U_DT_COMPAT:
      if (letter || c == 0x2116) {
        const icu::UnicodeString spelled = folded_parts(decomposed(nfkd(), c));
        if (!spelled.isEmpty() && all_ascii(spelled) && spelled.indexOf(u' ') < 0) return spelled;
      }
      break;
    default: break;
  }
  if (!letter) return lower;
  const icu::UnicodeString parts = decomposed(nfd(), c);
  if (parts == same) return lower;
  for (int32_t i = parts.moveIndex32(0, 1); i < parts.length(); i = parts.moveIndex32(i, 1))
    if (!is_diacritic(parts.char32At(i))) return lower;
  return folded_parts(parts);
}

using Entry = std::tuple<Fold::Kind, bool, std::string>;

Entry entry_of(UChar32 c) {
  const bool lower = u_charType(c) == U_LOWERCASE_LETTER;
  if (c < 0x80) {  // fold_pass.cpp handles ASCII itself; these serve its look-ahead
    if (c == ' ' || (c >= '\t' && c <= '\r')) return {Fold::space, false, ""};
    if (c >= 'A' && c <= 'Z') return {Fold::recased, false, std::string(1, static_cast<char>(c + 32))};
    return {Fold::kept, lower, ""};
  }
  if (U_IS_SURROGATE(c) || u_charType(c) == U_UNASSIGNED) {
    // Unassigned ignorables stay: what they will be is not known.
    return {Fold::kept, false, ""};
  }
  if (u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) return {Fold::ignored, false, ""};
  if (u_hasBinaryProperty(c, UCHAR_WHITE_SPACE)) return {Fold::space, false, ""};
  if (is_diacritic(c))
    return {decomposed(nfd(), c).indexOf(char16_t{0x0308}) >= 0 ? Fold::diaeresis : Fold::mark, false, ""};

  const icu::UnicodeString result = folded(c);
  if (result == icu::UnicodeString(c)) return {Fold::kept, lower, ""};
  // A second fold must change nothing.
  for (int32_t i = 0; i < result.length(); i = result.moveIndex32(i, 1))
    if (folded(result.char32At(i)) != icu::UnicodeString(result.char32At(i)))
      throw std::logic_error("the fold of U+" + std::to_string(c) + " is not stable");
  std::string bytes;
  result.toUTF8String(bytes);
  if (bytes.empty() || bytes.size() > sizeof(Fold::bytes))
    throw std::logic_error("the fold of U+" + std::to_string(c) + " has " + std::to_string(bytes.size()) + " bytes");
  const bool exact = result.countChar32() == 1 && bytes.size() == static_cast<std::size_t>(U8_LENGTH(c));
  return {exact ? Fold::recased : Fold::replaced, lower, bytes};
}

std::string line_of(const Entry& entry) {
  static constexpr const char* kNames[] = {"kept", "recased", "replaced", "space", "ignored", "mark", "diaeresis"};
  const auto& [kind, lower, bytes] = entry;
  std::string out = std::string("    {Fold::") + kNames[kind] + (lower ? ", true, " : ", false, ") +
                    std::to_string(bytes.size()) + ", {";
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    // char may be signed: numbers above 127 would narrow.
    out += (i ? ", " : "") + std::to_string(static_cast<int>(static_cast<signed char>(bytes[i])));
  }
  return out + "}},\n";
}

std::string numbers(const std::vector<std::uint16_t>& values) {
  std::string out, line = "   ";
  for (std::uint16_t value : values) {
    std::string number = " " + std::to_string(value) + ",";
    if (line.size() + number.size() > 118) {
      out += line + "\n";
      line = "   ";
    }
    line += number;
  }
  return out + line + "\n";
}

}  // namespace

std::string generate_fold_table() {
  constexpr UChar32 kEnd = 0x110000, kPage = 1 << fold_data::kPageBits;
  std::map<Entry, std::uint16_t> number_of;
  std::vector<Entry> entries;
  std::map<std::vector<std::uint16_t>, std::uint16_t> page_number_of;
  std::vector<std::vector<std::uint16_t>> pages;
  std::vector<std::uint16_t> page_of;
  for (UChar32 begin = 0; begin < kEnd; begin += kPage) {
    std::vector<std::uint16_t> page;
    for (UChar32 c = begin; c < begin + kPage; ++c) {
      const Entry entry = entry_of(c);
      auto [at, made] = number_of.try_emplace(entry, static_cast<std::uint16_t>(entries.size()));
      if (made) entries.push_back(entry);
      page.push_back(at->second);
    }
    auto [at, made] = page_number_of.try_emplace(page, static_cast<std::uint16_t>(pages.size()));
    if (made) pages.push_back(page);
    page_of.push_back(at->second);
  }

  std::string out =
      "// Generated by generate/fold_table_generator.cpp from ICU " U_ICU_VERSION " (Unicode " U_UNICODE_VERSION
      "). Do not edit: change the generator.\n"
      "// Tested by tests/unit/normalize/fold_table_test.cpp.\n"
      "#include \"normalize/fold_table.h\"\n\n// clang-format off\nnamespace caveat::normalize::fold_data {\n\n";
  out += "const Fold kFolds[] = {\n";
  for (const Entry& entry : entries) out += line_of(entry);
  out += "};\n\nconst std::uint16_t kFoldOf[][1 << kPageBits] = {\n";
  for (const auto& page : pages) out += "  {\n" + numbers(page) + "  },\n";
  out += "};\n\nconst std::uint16_t kPageOf[0x110000 >> kPageBits] = {\n" + numbers(page_of) + "};\n\n";
  out += "}  // namespace caveat::normalize::fold_data\n";
  return out;
}

}  // namespace caveat::normalize
