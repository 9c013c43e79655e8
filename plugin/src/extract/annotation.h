// Annotation: a highlight or a note that is to be drawn into a copy of a PDF, and what came of it. The places are those of
// extracted_text.h's WordBox: points, origin at the top left of the page as it is shown.
#ifndef CAVEAT_EXTRACT_ANNOTATION_H
#define CAVEAT_EXTRACT_ANNOTATION_H
#include <cstdint>
#include <string>
#include <vector>

namespace caveat::extract {

struct Annotation {
  enum class Kind : std::uint8_t { highlight, note };
  // Only in a document that has it. The host does not know: only the reader looks into a PDF.
  enum class When : std::uint8_t { always, signature, form, dynamic_form };
  struct Box {
    float x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  };
  Kind kind = Kind::highlight;
  When when = When::always;
  std::uint32_t page = 0;    // 1-based
  std::uint32_t colour = 0;  // 0xRRGGBB
  std::vector<Box> boxes;    // a highlight: one a line of words; a note: where its sign stands
  std::string author, title, text;  // UTF-8; an empty title is left out
};

// A copy of the document with the annotations.
struct AnnotatedPdf {
  std::string bytes;
  bool has_signature = false;  // it no longer holds in the copy
  bool has_form = false, has_dynamic_form = false;
};

}  // namespace caveat::extract
#endif
