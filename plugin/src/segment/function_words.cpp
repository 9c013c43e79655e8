// FunctionWords, see function_words.h. The words are folded, and none is common in two of the four languages ("des",
// "du", "on", "in", "a"). Words of languages that share many with ours (Dutch, Danish, Italian, Portuguese, Catalan,
// ...) count against all four, and none of those is a word of ours.
#include "segment/function_words.h"

#include <algorithm>

namespace caveat::segment {
namespace {

constexpr std::size_t kLongest = 8;           // bytes of a word that fit a key
constexpr std::uint32_t kLeastHits = 12;      // "la" and "le" in a list of names prove nothing
constexpr std::uint32_t kHitsPerWords = 6;    // contracts: every second or third word; one in six is the least seen
constexpr std::uint32_t kTimesTheSecond = 5;  // less, and the second language is no quotation
constexpr std::uint32_t kTimesTheRest = 12;   // all others together must be a twelfth at most: quotations, "die", "que"

struct Row {
  std::string_view words;  // parted by spaces
  std::uint8_t language;   // index; kLanguages: without rules
};
constexpr Row kRows[] = {
    {"the of and to or by any shall is for this with be that such not its will which you your our we are from may "
     "under has have "
     "if all their other been they these upon at as must only",
     0},
    {"les et aux par pour est qui dans ou sur ne pas ses ce cette une sont avec leur ces nous vous elle peut tout "
     "toute sans le il "
     "sera etre doit au son sa ils ainsi",
     1},
    {"der die und den von zu das mit dem ist im auf fuer nicht ein eine einer einem eines oder durch wird werden sich "
     "bei nach "
     "ueber zur zum sowie kann hat sind dass diese dieser soweit wenn sie wir ihre ihrer aus als auch nur",
     2},
    {"el los las del y una con su sus lo es para por como este esta estos cualquier podra ser sin sobre sera deben "
     "debera al mas "
     "dicho usted nuestros entre desde hasta",
     3},
    {"van het een niet zijn wordt voor deze bij aan naar worden kunnen og af ikke som och eller fra skal ska inte di "
     "che della dei "
     "gli nel alla sono delle nella dal degli em ao nao uma pela pelo sao amb els dels aquest aquesta unha pola coa "
     "nie lub jest "
     "oraz przez hogy egy nem bir ile pentru",
     4},
};

constexpr std::uint64_t key_of(std::string_view word) {
  std::uint64_t key = 0;
  for (char c : word) key = key << 8 | static_cast<unsigned char>(c);
  return key;
}

constexpr std::size_t kSlots = 1024;
constexpr std::size_t slot_of(std::uint64_t key) {
  return static_cast<std::size_t>((key * 0x9E3779B97F4A7C15ull) >> 54);
}

struct Table {
  std::array<std::uint64_t, kSlots> keys{};
  std::array<std::uint8_t, kSlots> languages{};
};
constexpr Table kTable = [] {
  Table table;
  for (const Row& row : kRows) {
    for (std::size_t begin = 0; begin < row.words.size();) {
      const std::size_t end = std::min(row.words.find(' ', begin), row.words.size());
      const std::string_view word = row.words.substr(begin, end - begin);
      begin = end + 1;
      if (word.empty() || word.size() > kLongest) continue;
      const std::uint64_t key = key_of(word);
      std::size_t slot = slot_of(key);
      while (table.keys[slot] != 0 && table.keys[slot] != key) slot = (slot + 1) % kSlots;
      if (table.keys[slot] == key) continue;  // the first row keeps a word that stands in two
      table.keys[slot] = key;
      table.languages[slot] = row.language;
    }
  }
  return table;
}();

}  // namespace

void FunctionWords::count(std::string_view normal) {
  std::uint64_t key = 0;
  std::size_t size = 0;
  const auto end_word = [&] {
    if (size == 0) return;
    ++words_;
    if (size <= kLongest)
      for (std::size_t slot = slot_of(key); kTable.keys[slot] != 0; slot = (slot + 1) % kSlots)
        if (kTable.keys[slot] == key) {
          ++hits_[kTable.languages[slot]];
          break;
        }
    key = 0;
    size = 0;
  };
  for (const char c : normal) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte >= 'a' && byte <= 'z') || byte >= 0x80) {
      key = key << 8 | byte;
      ++size;
    } else {
      end_word();
    }
  }
  end_word();
}

std::optional<Language> FunctionWords::language() const {
  const auto top = std::max_element(hits_.begin(), hits_.begin() + kLanguages);
  std::uint32_t rest = 0;
  for (auto hits = hits_.begin(); hits != hits_.end(); ++hits)
    if (hits != top) rest += *hits;
  if (*top < kLeastHits || *top * kHitsPerWords < words_ || rest * kTimesTheRest > *top) return std::nullopt;
  return kAllLanguages[static_cast<std::size_t>(top - hits_.begin())];
}

bool FunctionWords::two_languages() const {
  std::array<std::uint32_t, kLanguages> ours;
  std::copy_n(hits_.begin(), kLanguages, ours.begin());
  std::sort(ours.begin(), ours.end());
  const std::uint32_t top = ours[kLanguages - 1], second = ours[kLanguages - 2];
  // Italian has words of French and of Spanish, and words of its own.
  return second * 2 >= kLeastHits && second * kTimesTheSecond >= top && hits_.back() * 2 < second;
}

}  // namespace caveat::segment
