// DocxComments: comments put into a Word document at the words they speak of. Runs are split where a comment begins or ends; every other byte of
// the file's parts stays as it is: formatting, tracked changes, the comments that are there.
// Tested by tests/unit/report/docx_comments_test.cpp and tests/node/docx.test.mjs (a validator, LibreOffice).
//
//   <w:r><w:t>within a reasonable time</w:t></w:r>   ->   <w:r><w:t>within a </w:t></w:r><w:commentRangeStart w:id="0"/><w:r><w:t>reasonable time</w:t></w:r>
//                                                         <w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>
//
// Comments stand in the body alone: those on a note stand at its reference, those on a header at the first paragraph. In fields and controls that hold
// no free text they stand around these, in text boxes around the paragraph on which the box hangs.
#ifndef CAVEAT_REPORT_DOCX_COMMENTS_H
#define CAVEAT_REPORT_DOCX_COMMENTS_H
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/spans.h"
#include "report/report.h"

namespace caveat::report {

struct CommentLine {
  std::string label, text;  // the label in bold, before the text; either may be empty
};

struct DocxComment {
  std::optional<TextSpan> words;  // nothing: it is of the whole document and stands at its first paragraph
  std::string quote;              // the words, said first where the comment cannot stand right at them
  std::vector<CommentLine> lines;
};

struct CommentAuthor {
  std::string name, initials;
  Date date;  // none: the comments have none
};

struct ElsewhereWords {
  std::string_view note, header;  // "In a note", "In the header or footer": before the quote
};

// Is the file signed? A comment changes it, and the signature does not hold any more.
bool is_signed(std::string_view file, std::string_view name);

// The file with the comments, of which there are at most limits::kWrittenComments. Nothing: it is not built so that something can be put into it (no
// paragraph, an encoding that is not UTF-8); it was read all the same.
std::optional<std::string> with_comments(const Input& input, const std::vector<DocxComment>& comments, const CommentAuthor& author,
                                         const ElsewhereWords& elsewhere);

}  // namespace caveat::report
#endif
