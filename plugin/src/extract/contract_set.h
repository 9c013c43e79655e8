// ContractSet: documents that are one contract -> one ExtractedText, whose `parts` say which bytes are of which: the files of a folder, a
// ZIP archive, an e-mail and what hangs on it, and these in each other. Tested by tests/unit/extract/contract_set_test.cpp.
//
//   offer.zip: "Annex 10.pdf", "Annex 2.docx", "MSA.pdf", "logo.png", "copy/MSA.pdf"
//     ->  parts MSA.pdf, Annex 2.docx, Annex 10.pdf; "logo.png" as "picture-without-words"; the copy as "part-left-out"
//
// The order: what is called an agreement first, annexes last, numbers by their value; of a mail, its text before its attachments. What all
// parts unpack to is bounded together (limits::kSetUnpackedBytes), and so are their number, their depth, their text.
#ifndef CAVEAT_EXTRACT_CONTRACT_SET_H
#define CAVEAT_EXTRACT_CONTRACT_SET_H
#include <span>
#include <string>
#include <string_view>

#include "base/cancel.h"
#include "base/result.h"
#include "extract/extract.h"

namespace caveat::extract {

// Reads one document that is no set: extract.cpp.
using ReadDocument = Result<ExtractedText> (*)(const Document& document, std::string_view media_type, const Options& options, Cancel& cancel);

// Does sniff() give a set?
bool is_set(std::string_view media_type);

// `document` is of that media type. Errors: what could not be read, where nothing could.
Result<ExtractedText> read_set(const Document& document, std::string_view media_type, const Options& options, Cancel& cancel, ReadDocument read);
Result<ExtractedText> read_set(std::span<const Document> documents, std::string_view name, const Options& options, Cancel& cancel, ReadDocument read);

// Before which of two names a reader looks for the other: "MSA.pdf" < "Annex 2.pdf" < "Annex 10.pdf".
bool comes_before(std::string_view a, std::string_view b);

// The name of an entry of an archive as it may be shown: UTF-8 (else code page 437), '/' between folders, without "..", drives and control
// characters, at most limits::kPartNameBytes.
std::string shown_part_name(std::string_view raw);

}  // namespace caveat::extract
#endif
