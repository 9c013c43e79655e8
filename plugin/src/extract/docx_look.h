// DocxLook: whether a reader of a Word document sees a run's words: hidden by their format, of the colour of what is behind them, or tiny.
// What Word hides for itself is not looked at here: field codes and index entries are no text, and w:webHidden is drawn on paper.
// Tested by tests/unit/extract/docx_hidden_test.cpp.
//
//   <w:rPr><w:color w:val="FFFFFF"/></w:rPr> on a white page -> not seen; with <w:highlight w:val="black"/> -> seen
#ifndef CAVEAT_EXTRACT_DOCX_LOOK_H
#define CAVEAT_EXTRACT_DOCX_LOOK_H
#include <cstdint>
#include <optional>
#include <string_view>

#include "extract/xml_part.h"

namespace caveat::extract {

// A colour, of words or behind them.
struct DocxPaint {
  enum class Kind : std::uint8_t {
    none,     // nothing is painted: what is behind shows. Of words: Word draws them so that they are seen
    known,    // `rgb`
    unknown,  // a pattern, a picture, a table's design: nobody here knows
  };
  Kind kind = Kind::none;
  std::uint32_t rgb = 0;  // 0xRRGGBB
};

// w:shd; a fill of DrawingML or VML: "FFFFFF", "#1F4E79", "white". Unknown where it is neither.
DocxPaint docx_shade(const XmlAttributes& attributes);
DocxPaint docx_colour(std::string_view text);

bool is_nearly(DocxPaint colour, DocxPaint behind);

// How words look, as far as one place says it: a run, or one style.
struct DocxLook {
  std::optional<bool> vanish;
  std::optional<int> half_points;
  std::optional<DocxPaint> colour, shade, highlight;

  // An element of w:rPr.
  void read(std::string_view name, const XmlAttributes& attributes);
  // What is not said here is as `below` says.
  void inherit(const DocxLook& below);
};

// `behind`: what the paragraph, its cell or the page paints.
bool is_unseen(const DocxLook& look, DocxPaint behind);

// "1", "true", "on" and nothing mean yes.
bool docx_switch(const XmlAttributes& attributes);

}  // namespace caveat::extract
#endif
