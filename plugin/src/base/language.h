// Language: the four that Caveat has rules for, and `other` for what no rule can read.
#ifndef CAVEAT_BASE_LANGUAGE_H
#define CAVEAT_BASE_LANGUAGE_H
#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace caveat {

enum class Language : std::uint8_t { en, fr, de, es, other };
inline constexpr std::size_t kLanguages = 4;
inline constexpr std::array<Language, kLanguages> kAllLanguages = {Language::en, Language::fr, Language::de, Language::es};

constexpr std::string_view code(Language language) {
  constexpr std::array<std::string_view, 5> codes = {"en", "fr", "de", "es", "und"};
  return codes[static_cast<std::size_t>(language)];
}
constexpr std::size_t index(Language language) { return static_cast<std::size_t>(language); }

// "de", "de-AT", "DE_de" -> de; nothing for a language without rules.
constexpr std::optional<Language> parse_language(std::string_view tag) {
  if (tag.size() < 2 || (tag.size() > 2 && tag[2] != '-' && tag[2] != '_')) return std::nullopt;
  const char a = static_cast<char>(tag[0] | 0x20), b = static_cast<char>(tag[1] | 0x20);
  for (Language language : kAllLanguages)
    if (code(language)[0] == a && code(language)[1] == b) return language;
  return std::nullopt;
}

}  // namespace caveat
#endif
