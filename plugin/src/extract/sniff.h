// Sniff: which of the formats that Caveat reads a document is, or why it is none.
// Tested by tests/unit/extract/sniff_test.cpp.
//
// The bytes decide wherever they can (a PDF is a PDF, whatever it is called); the declared media type and then the
// ending of the name decide between kinds of text; the text itself comes last.
//
//   sniff(Document{"PK\3\4...", "offer.pdf", ""})      ->  "application/vnd.openxmlformats-...document"
//   sniff(Document{"\x89PNG...", "contract.pdf", ""})  ->  "image/png"
//   sniff(Document{"GIF8...", "contract.pdf", ""})     ->  error: "contract.pdf: an image (GIF), of a kind that ..."
#ifndef CAVEAT_EXTRACT_SNIFF_H
#define CAVEAT_EXTRACT_SNIFF_H
#include <string_view>

#include "base/cancel.h"
#include "base/result.h"
#include "extract/extract.h"

namespace caveat::extract {

inline constexpr std::string_view kPdf = "application/pdf";
inline constexpr std::string_view kDocx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
inline constexpr std::string_view kOdt = "application/vnd.oasis.opendocument.text";
inline constexpr std::string_view kFlatOdt = "application/vnd.oasis.opendocument.text-flat-xml";
inline constexpr std::string_view kRtf = "application/rtf";
inline constexpr std::string_view kDoc = "application/msword";
inline constexpr std::string_view kXls = "application/vnd.ms-excel";
inline constexpr std::string_view kOds = "application/vnd.oasis.opendocument.spreadsheet";
inline constexpr std::string_view kXlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
inline constexpr std::string_view kHtml = "text/html";
inline constexpr std::string_view kMarkdown = "text/markdown";
inline constexpr std::string_view kPlain = "text/plain";
// Pictures, read by text recognition.
inline constexpr std::string_view kPng = "image/png";
inline constexpr std::string_view kJpeg = "image/jpeg";
inline constexpr std::string_view kTiff = "image/tiff";
// Sets of documents (contract_set.h).
inline constexpr std::string_view kZip = "application/zip";
inline constexpr std::string_view kMail = "message/rfc822";
inline constexpr std::string_view kOutlook = "application/vnd.ms-outlook";
inline constexpr std::string_view kFolder = "multipart/mixed";  // of documents that the host gives one by one; sniff() never says it

// A picture: text recognition reads it.
inline bool is_picture(std::string_view media_type) { return media_type == kPng || media_type == kJpeg || media_type == kTiff; }

// By its bytes: a PNG, JPEG or TIFF.
std::string_view picture_type(std::string_view bytes);  // empty: none of them
inline bool is_readable_picture(std::string_view bytes) { return !picture_type(bytes).empty(); }

// One of the above. Errors: format, locked, limit, cancelled, deadline.
Result<std::string_view> sniff(const Document& document, Cancel& cancel);

}  // namespace caveat::extract
#endif
