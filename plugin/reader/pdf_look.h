// How letters and areas of a PDF look: their colour, and whether they can be seen at all. Tested by tests/unit/reader/pdf_hidden_test.cpp.
#ifndef CAVEAT_READER_PDF_LOOK_H
#define CAVEAT_READER_PDF_LOOK_H
#include <GfxFont.h>
#include <GfxState.h>

namespace caveat::reader {

struct Colour {
  double red = 0, green = 0, blue = 0;  // 0..1
};

inline Colour colour_of(const GfxRGB& rgb) { return {colToDbl(rgb.r), colToDbl(rgb.g), colToDbl(rgb.b)}; }
inline Colour fill_colour(const GfxState& state) {
  GfxRGB rgb;
  state.getFillRGB(&rgb);
  return colour_of(rgb);
}
inline Colour stroke_colour(const GfxState& state) {
  GfxRGB rgb;
  state.getStrokeRGB(&rgb);
  return colour_of(rgb);
}
// Of letters: of their outline where it alone is drawn.
inline Colour ink_of(const GfxState& state) { return (state.getRender() & 3) == 1 ? stroke_colour(state) : fill_colour(state); }

// Or nearly: #EFEFEF on white is not seen, the grey of a caption (#BFBFBF) is.
inline bool is_white(const Colour& colour) {
  constexpr double kNearly = 1 - 16.5 / 255;
  return colour.red >= kNearly && colour.green >= kNearly && colour.blue >= kNearly;
}

// Letters that nothing is drawn of: by their mode, or as transparent as can be. Glyphs of type 3 are pictures, which the mode is nothing to.
inline bool is_invisible(const GfxState& state) {
  const int mode = state.getRender();
  if (mode == 3) return state.getFont() == nullptr || state.getFont()->getType() != fontType3;
  return (mode == 0 || mode == 4) && state.getFillOpacity() <= 0;
}

}  // namespace caveat::reader
#endif
