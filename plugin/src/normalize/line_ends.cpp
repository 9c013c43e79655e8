// LineEnds, see line_ends.h.
#include "normalize/line_ends.h"

#include <algorithm>

#include "normalize/fold_table.h"
#include "normalize/utf8.h"

namespace caveat::normalize {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Before these words a hyphen at the end of a word stands for the second half of the next one ("Miet- und
// Kaufvertrag").
constexpr std::string_view kAfterSuspended[] = {"und", "oder", "bzw", "sowie", "and", "or", "to", "et", "ou"};

// Terms of contracts that hold a hyphen, and break there more often than not. Only where the joined form would hide the
// term from the rules; first parts alone are no help ("sous-crire", "non-obstant" are syllable breaks).
struct Compound {
  std::string_view before, after;
};
constexpr Compound kCompounds[] = {
    {"sous", "trait"},   {"third", "part"},  {"non", "disclos"}, {"non", "exclusi"}, {"non", "conform"},
    {"non", "paiement"}, {"non", "respect"}, {"non", "paym"},    {"non", "compl"},   {"non", "renouv"},
    {"non", "renew"},    {"long", "term"},   {"set", "off"},     {"pre", "exist"},   {"e", "mail"},
    {"plus", "value"},   {"sub", "process"},
};

// The letters at the begin of `text`, lower-cased; at most 12. Diacritics do not occur in the words looked for.
struct Head {
  char letters[12];
  std::size_t size = 0;
  explicit Head(std::string_view text) {
    for (char c : text) {
      const char low = static_cast<char>(c | 0x20);
      if (size == sizeof(letters) || low < 'a' || low > 'z') break;
      letters[size++] = low;
    }
  }
  std::string_view view() const { return {letters, size}; }
};

}  // namespace

LineEndHyphen line_end_hyphen(std::string_view before, std::string_view after) {
  if (before.size() < 2 || after.empty()) return LineEndHyphen::keep_both;
  before.remove_suffix(1);
  const bool after_letter = is_letter(before.back());
  if (!after_letter && !is_digit(before.back())) return LineEndHyphen::keep_both;
  const char32_t next = decode(after.data(), after.data() + after.size()).code_point;
  const bool lower = next != kNotUtf8 && fold_of(next).lower;
  if (!lower) {
    const Fold* fold = next == kNotUtf8 ? nullptr : &fold_of(next);
    const bool capital =
        fold && ((fold->kind == Fold::recased) || (fold->kind == Fold::replaced && fold->bytes[0] >= 'a'));
    const bool digit = after.front() >= '0' && after.front() <= '9';
    return capital || digit ? LineEndHyphen::keep_hyphen : LineEndHyphen::keep_both;
  }
  if (!after_letter) return LineEndHyphen::keep_hyphen;  // "24-\nhour"

  const Head head(after);
  if (std::ranges::find(kAfterSuspended, head.view()) != std::end(kAfterSuspended)) return LineEndHyphen::keep_both;
  std::size_t word = before.size();
  while (word > 0 && before.size() - word < 12 && before[word - 1] >= 'a' && before[word - 1] <= 'z') --word;
  const std::string_view last_word = before.substr(word);
  for (const Compound& compound : kCompounds)
    if (last_word == compound.before && head.view().starts_with(compound.after)) return LineEndHyphen::keep_hyphen;
  return LineEndHyphen::join;
}

}  // namespace caveat::normalize
