// Numbers at the head of a line: "7.2", "(b)", "iv)", "§ 5", "Article 3", a bullet. Where a clause begins, in any
// layout. Tested by tests/unit/reader/pdf_test.cpp and html_test.cpp.
#ifndef CAVEAT_READER_NUMBERING_H
#define CAVEAT_READER_NUMBERING_H
#include <cstdint>
#include <string>
#include <string_view>

namespace caveat::reader {

enum class LabelKind : std::uint8_t {
  none,
  bullet,   // "•", "–"
  decimal,  // "7.", "7.2", "7.2.1", "A.1"; also a bare "7", which is weak
  item,     // "(a)", "b)", "iv.", "A."
  word,     // "Article 7", "§ 5", "Annexe A"
};

struct Label {
  LabelKind kind = LabelKind::none;
  std::uint8_t depth = 0;   // decimal: how many numbers; else 1
  std::uint8_t length = 0;  // bytes of the label
  bool weak = false;        // a bare number, a dash: a label only where the layout says so
};

// The label that the line begins with.
Label label_of(std::string_view line);

// "iv", "IV", "c", "C", "7": how <ol type> draws the number.
std::string roman(std::uint32_t number, bool upper);
std::string alphabetic(std::uint32_t number, bool upper);

}  // namespace caveat::reader
#endif
