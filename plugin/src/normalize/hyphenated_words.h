// HyphenatedWords: the words that a document writes with a hyphen within a line. Where one of them breaks at its hyphen, the hyphen is the
// author's and stays: "data-\nprocessing", if the same contract has "data-processing" elsewhere. Tested by tests/unit/normalize/normal_text_test.cpp.
#ifndef CAVEAT_NORMALIZE_HYPHENATED_WORDS_H
#define CAVEAT_NORMALIZE_HYPHENATED_WORDS_H
#include <string>
#include <string_view>
#include <unordered_set>

namespace caveat::normalize {

class HyphenatedWords {
 public:
  // Refers to the text; it is looked through when the first line end asks.
  explicit HyphenatedWords(std::string_view text) : text_(text) {}
  // before: folded text, ends in the hyphen. after: the text of the next line (not folded).
  bool hold(std::string_view before, std::string_view after);

 private:
  void collect();
  std::string_view text_;
  std::unordered_set<std::string> words_;  // only looked up: its order is never seen
  bool collected_ = false;
};

}  // namespace caveat::normalize
#endif
