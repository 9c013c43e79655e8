// The host's side of the reader process: starts caveat-reader on a document, waits with a deadline, believes nothing.
// PDF and HTML parsers crash, loop and eat memory on hostile files, and poppler is GPL: they live in a program of their
// own (plugin/reader), never in this library. Tested by tests/unit/reader/client_test.cpp, pdf_test.cpp, html_test.cpp,
// annotate_test.cpp.
#ifndef CAVEAT_EXTRACT_READER_CLIENT_H
#define CAVEAT_EXTRACT_READER_CLIENT_H
#include <string>
#include <string_view>
#include <vector>

#include "base/cancel.h"
#include "base/result.h"
#include "extract/annotation.h"
#include "extract/extract.h"
#include "extract/extracted_text.h"

namespace caveat::extract {

// media_type: "application/pdf", "text/html", "application/xhtml+xml" or that of a picture (sniff.h).
// Errors: format (damaged, empty), locked (password), limit, cancelled, deadline, io (the reader program is missing or
// cannot be started), internal (it crashed or answered nonsense). Whatever happens, no process, zombie or descriptor
// stays.
Result<ExtractedText> read_in_process(const Document& document, std::string_view media_type, const Options& options,
                                      Cancel& cancel);

// A copy of a PDF with annotations drawn into it, by the same program. What is not an annotation is as it was; the annotations must keep
// the limits (base/limits.h) and hold no control characters. Errors: as above; locked also where the owner allows no notes.
Result<AnnotatedPdf> annotate_in_process(const Document& document, const std::vector<Annotation>& annotations, const Options& options,
                                         Cancel& cancel);

// Where the reader program is: options.reader_path, or beside this library; empty if it is at none of these places.
std::string find_reader(const Options& options);

}  // namespace caveat::extract
#endif
