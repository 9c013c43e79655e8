// Mail: an internet message (RFC 5322, MIME; .eml, .mht) -> Message. Tested by tests/unit/extract/mail_test.cpp.
//
// Written for mail as it comes: line ends of any kind, boundaries that are never closed, headers in bare 8-bit, transfer encodings that
// lie. Nothing of it is an error; what cannot be decoded is kept as it stands or told. Bounds: limits::kMailParts, kMailDepth,
// kMailHeadBytes; no byte is looked at more than kMailDepth times.
//
//   parse_mail("Subject: =?utf-8?q?R=C3=A9siliation?=\r\nFrom: a@b.example\r\n\r\nWe accept.")
//     ->  subject "Résiliation", from "a@b.example", one body text/plain "We accept."
#ifndef CAVEAT_EXTRACT_MAIL_H
#define CAVEAT_EXTRACT_MAIL_H
#include <string_view>

#include "base/cancel.h"
#include "base/result.h"
#include "extract/message.h"

namespace caveat::extract {

// Errors: cancelled, deadline. Other than these it reads whatever it is given.
Result<Message> parse_mail(std::string_view bytes, Cancel& cancel);

// The text begins with lines of a mail's header, and enough of them to be one.
bool looks_like_mail(std::string_view head);

}  // namespace caveat::extract
#endif
