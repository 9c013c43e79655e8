// NoteWords: what stands in the notes of a PDF beside the words of rules and labels.h, in the four languages. Tested by
// tests/unit/report/pdf_notes_test.cpp (none is empty, the placeholders are the same in all four).
#ifndef CAVEAT_REPORT_NOTE_WORDS_H
#define CAVEAT_REPORT_NOTE_WORDS_H
#include <array>
#include <string_view>

#include "base/language.h"
#include "report/labels.h"

namespace caveat::report {

struct NoteWords {
  std::array<std::string_view, 2> author;      // by Role: who asks, in a copy for the other side
  std::string_view same_point;                 // "{n}": where its note is
  std::string_view continued;                  // "{n}": the page where the words begin
  std::string_view signature, signature_text;  // title and text of the note on a signed document
  std::string_view form, form_text;
  std::string_view dynamic_form, dynamic_form_text;
  std::string_view unmarked;                   // title
  Plural unmarked_text;
};

const NoteWords& note_words(Language reader);

}  // namespace caveat::report
#endif
