// FoldPass: the one pass that folds text and writes its offset map. normal_text.cpp drives it block by block; the rules
// are those at the top of normal_text.h, the characters those of fold_table.h.
// Tested by tests/unit/normalize/normal_text_test.cpp and tests/property/fold_property_test.cpp.
#ifndef CAVEAT_NORMALIZE_FOLD_PASS_H
#define CAVEAT_NORMALIZE_FOLD_PASS_H
#include <cstdint>
#include <string>
#include <string_view>

#include "normalize/hyphenated_words.h"
#include "normalize/offset_map.h"

namespace caveat::normalize {

class FoldPass {
 public:
  enum class Lines { paragraphs, one };  // `one`: line breaks are spaces, leading and trailing spaces stay

  // Nothing that is folded grows by more than half ("Ⱥ": 2 bytes become 3), and each line end adds one byte.
  // map may be null. `out` is overwritten, and has its final size after finish(). hyphenated: of the document; may be null.
  FoldPass(std::string& out, OffsetMap* map, std::size_t text_size, std::size_t line_count, Lines lines, HyphenatedWords* hyphenated = nullptr);

  // Folds text[begin, end) of a block. Calls must go through the block in order; what lies between two calls (Markdown
  // marks) must be given to drop().
  void fold(std::string_view text, std::size_t begin, std::size_t end);
  void drop(std::size_t text_size) { dropped_ += static_cast<std::uint32_t>(text_size); }

  // Begins a new paragraph: one '\n', which stands for the white space `gap`. Nothing at the begin of the text.
  void end_line(std::string_view gap);
  void finish();

  // "*" and "_" are no ends of words where the next pieces are of Markdown.
  void markdown(bool is) { markdown_ = is; }
  // How many words of three letters or more had look-alikes of another alphabet among Latin letters.
  std::uint32_t mixed_words() const { return mixed_words_; }

 private:
  void emit_exact(const char* bytes, std::uint32_t size);
  void emit_unit(std::uint32_t text_size, const char* bytes, std::uint32_t size);
  void attach_mark(std::uint32_t text_size, bool diaeresis);
  void retract_last();
  bool retractable() const;
  const char* line_break(std::string_view text, const char* at);
  bool in_mixed_word(std::string_view text, const char* at);
  void flush();
  char last() const { return write_ == first_ ? edge_ : write_[-1]; }
  bool after_space() const {
    const char c = last();
    return c == ' ' || c == '\n';
  }

  std::string& out_;
  OffsetMap* map_;
  Lines lines_;
  HyphenatedWords* hyphenated_;
  char* first_;
  char* write_;
  char edge_;  // what seems to stand before the text: a line end, or a letter so that a leading space is kept

  // Not yet in the map, in text order. Kept back because a mark may still change the last character, and a line end may
  // still take back a space or a hyphen.
  std::uint32_t exact_ = 0;                        // bytes that map one by one
  std::uint32_t unit_text_ = 0, unit_normal_ = 0;  // then one unit, if unit_normal_ > 0
  std::uint32_t dropped_ = 0;                      // then bytes of text that fold to nothing

  // Of the last word that was asked about: it is looked through once, however many look-alikes it has.
  const char* word_end_ = nullptr;  // where it ends in the text; look-alikes before it are of this word
  bool word_is_mixed_ = false;
  bool markdown_ = false;
  std::uint32_t mixed_words_ = 0;
};

}  // namespace caveat::normalize
#endif
