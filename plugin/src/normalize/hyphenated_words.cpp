// HyphenatedWords, see hyphenated_words.h.
#include "normalize/hyphenated_words.h"

#include <algorithm>

#include "base/limits.h"
#include "normalize/normal_text.h"

namespace caveat::normalize {
namespace {

constexpr std::size_t kPart = 48;  // bytes of either half: no word that people write is longer

bool in_word(char c) {
  const char low = static_cast<char>(c | 0x20);
  return (low >= 'a' && low <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

std::string_view head_of(std::string_view text) {
  const auto end = std::find_if_not(text.begin(), text.end(), in_word);
  return text.substr(0, static_cast<std::size_t>(end - text.begin()));
}
std::string_view tail_of(std::string_view text) {
  const auto begin = std::find_if_not(text.rbegin(), text.rend(), in_word).base();
  return text.substr(static_cast<std::size_t>(begin - text.begin()));
}

// Quotation marks count as letters above; folded they are none.
std::string folded_head(std::string_view word) { return std::string(head_of(fold(word))); }
std::string folded_tail(std::string_view word) { return std::string(tail_of(fold(word))); }

}  // namespace

void HyphenatedWords::collect() {
  collected_ = true;
  for (std::size_t at = text_.find('-'); at != text_.npos && words_.size() < limits::kHyphenatedWords; at = text_.find('-', at + 1)) {
    const std::string_view left = tail_of(text_.substr(at > kPart ? at - kPart : 0, std::min(at, kPart)));
    const std::string_view right = head_of(text_.substr(at + 1, kPart));
    if (left.empty() || right.empty() || left.size() == kPart || right.size() == kPart) continue;
    std::string word = folded_tail(left), end = folded_head(right);
    if (!word.empty() && !end.empty()) words_.insert(std::move(word) + "-" + end);
  }
}

bool HyphenatedWords::hold(std::string_view before, std::string_view after) {
  if (!collected_) collect();
  if (words_.empty()) return false;
  before.remove_suffix(1);
  const std::string_view left = tail_of(before.substr(before.size() > kPart ? before.size() - kPart : 0));
  const std::string_view right = head_of(after.substr(0, kPart));
  return !left.empty() && !right.empty() && right.size() < kPart && words_.contains(std::string(left) + "-" + folded_head(right));
}

}  // namespace caveat::normalize
