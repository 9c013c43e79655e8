// Converter: an old Word file (.doc) -> OpenDocument, an old Excel file (.xls) or an OpenDocument sheet (.ods) -> .xlsx, by LibreOffice as a program of its own,
// where it is installed. Nobody else reads those files whole, and nobody wants their parser in a host. Tested by tests/unit/extract/converter_test.cpp and, end to end, tests/differential/same_contract_test.cpp.
//
// The office runs without a window, in an empty folder under /tmp that only this user can enter and that is removed whatever happens; with a profile of its own
// (no macros, no links, no proxy that answers), with none of the host's environment, bounded in time, file size and processor time by prlimit, without
// network where the kernel lets anybody have a network of his own (unshare). It cannot be confined as the reader process is: it needs the whole of itself.
#ifndef CAVEAT_EXTRACT_CONVERTER_H
#define CAVEAT_EXTRACT_CONVERTER_H
#include <string>
#include <string_view>

#include "base/cancel.h"
#include "base/result.h"
#include "extract/extract.h"

namespace caveat::extract {

// The office program, at one of the places where it is installed; the host's PATH is not asked. Empty: none.
std::string find_office();

struct Conversion {
  std::string_view type;     // of the document: kDoc, kXls, kOds
  std::string_view what;     // "an old Word file (.doc)"
  std::string_view from, to;  // endings
  std::string_view filter;   // of the office
  std::string_view package;  // that has it
  std::string_view save_as;  // the way out
};
// Null: it is none of those that are read by way of the office.
const Conversion* conversion_of(std::string_view type);

// The bytes of the converted file. Errors: format (damaged, protected), limit, cancelled, deadline, io, no_memory.
Result<std::string> convert(const Document& document, const Conversion& conversion, const std::string& office, Cancel& cancel);

// The text of a document by that way. Errors: as above, and those of read_odt and read_xlsx; format where there is no office.
Result<ExtractedText> read_converted(const Document& document, const Conversion& conversion, const Options& options, Cancel& cancel);

}  // namespace caveat::extract
#endif
