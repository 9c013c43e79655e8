// MemoWords: the words of the Word report (comments and memo) that are not those of every report (labels.h), in four languages.
// Tested by tests/unit/report/docx_test.cpp (none is empty, the placeholders are the same in all four).
#ifndef CAVEAT_REPORT_MEMO_WORDS_H
#define CAVEAT_REPORT_MEMO_WORDS_H
#include <array>
#include <string_view>

#include "base/language.h"

namespace caveat::report {

struct MemoWords {
  std::string_view memo, requests;       // what the document is: for us, for the other side
  std::string_view missing;              // instead of a quote
  std::string_view see, see_first;       // a further place: "See the comment at {n}."
  std::string_view same, same_first;     // the same for the other side
  std::string_view signature;            // the first comment of a file that was signed
  std::string_view note, header;         // before a quote that stands elsewhere
  std::string_view cut;                  // "{n}": how many are left out
  std::string_view not_written;          // why there is a memo and no comments
  std::string_view author, initials;     // of comments for the other side
};

const MemoWords& memo_words(Language reader);

}  // namespace caveat::report
#endif
