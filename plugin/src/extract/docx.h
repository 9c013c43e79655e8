// Docx: a Word document -> ExtractedText, as Word shows it with all tracked changes accepted (or rejected, or both: Options::view).
// Tested by tests/unit/extract/docx_test.cpp, docx_view_test.cpp, docx_hidden_test.cpp.
//
// One block a paragraph, with the number that Word draws at its head; a table row is one block with tabs between its
// cells, unless its cells hold prose (a contract in two columns), where each paragraph is a block, column after column.
// Footnotes follow the block that refers to them, text boxes the paragraph they hang on; headers and footers stand at
// the end, each text once. Blocks are parted by a blank line, the rows of a table by a line break. Not text of the
// contract, and left out: comments, what the view has not, field codes, footnote marks in the body. Hidden and white words are text: they bind.
// They are marked (Revision::Kind::hidden).
//
//   <w:p><w:pPr><w:numPr>...</w:numPr></w:pPr><w:r><w:t>Term</w:t></w:r></w:p>   ->   "7.2 Term", list_item, level 2
#ifndef CAVEAT_EXTRACT_DOCX_H
#define CAVEAT_EXTRACT_DOCX_H
#include "base/cancel.h"
#include "base/result.h"
#include "extract/extract.h"

namespace caveat::extract {

Result<ExtractedText> read_docx(const Document& document, const Options& options, Cancel& cancel);

}  // namespace caveat::extract
#endif
