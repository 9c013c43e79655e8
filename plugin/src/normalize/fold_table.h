// FoldTable: what each character becomes in the normal text, as one array look-up. The data (fold_table.cpp) is written
// by generate/fold_table_generator.cpp from ICU; tests/unit/normalize/fold_table_test.cpp regenerates it and compares.
//
//   fold_of(U'É')  ==  Fold{replaced, lower false, size 1, "e"}
#ifndef CAVEAT_NORMALIZE_FOLD_TABLE_H
#define CAVEAT_NORMALIZE_FOLD_TABLE_H
#include <cstdint>

namespace caveat::normalize {

struct Fold {
  enum Kind : std::uint8_t {
    kept,       // stays as it is
    recased,    // one character becomes one character of the same number of bytes: offsets inside stay exact
    replaced,   // `bytes`, another number of bytes or of characters
    space,      // white space
    ignored,    // invisible: soft hyphen, zero width, bidi control, variation selector
    mark,       // a diacritic that stands on the character before it
    diaeresis,  // the same, and makes a, o, u to ae, oe, ue
  };
  Kind kind;
  bool lower;         // a lower-case letter: a word may go on here after a hyphen at a line end
  std::uint8_t size;  // of bytes
  char bytes[5];      // the longest is "viii"
};

namespace fold_data {  // generated
inline constexpr int kPageBits = 6;
extern const std::uint16_t kPageOf[0x110000 >> kPageBits];
extern const std::uint16_t kFoldOf[][1 << kPageBits];
extern const Fold kFolds[];
}  // namespace fold_data

// code_point: 0 .. 0x10FFFF.
inline const Fold& fold_of(char32_t code_point) {
  using namespace fold_data;
  return kFolds[kFoldOf[kPageOf[code_point >> kPageBits]][code_point & ((1 << kPageBits) - 1)]];
}

}  // namespace caveat::normalize
#endif
