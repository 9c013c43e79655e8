// See pdf_document.h.
#include "pdf_document.h"

#include <ErrorCodes.h>
#include <Stream.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace caveat::reader {

using extract::reader::Failure;

// Some documents of a set have a password, others none: it is tried last. Until PDF 2.0 passwords were bytes of an 8-bit encoding, of which Latin-1
// is the part that people type.
std::unique_ptr<PDFDoc> open_pdf(std::string_view document, std::string_view password) {
  std::vector<std::string> keys{""};
  if (!password.empty()) {
    keys.emplace_back(password);
    std::string latin;
    bool fits = true;
    for (std::size_t i = 0; i < password.size() && fits; ++i) {
      const auto c = static_cast<unsigned char>(password[i]);
      if (c < 0x80) latin.push_back(password[i]);
      else if ((c == 0xc2 || c == 0xc3) && i + 1 < password.size()) latin.push_back(static_cast<char>((c & 3) << 6 | (password[++i] & 0x3f)));
      else fits = false;
    }
    if (fits && latin != password) keys.push_back(latin);
  }
  std::unique_ptr<PDFDoc> doc;
  for (const std::string& one : keys) {
    std::optional<GooString> key;
    if (!one.empty()) key.emplace(one);
    doc = std::make_unique<PDFDoc>(new MemStream(document.data(), 0, static_cast<Goffset>(document.size()), Object(objNull)), key, key);
    if (doc->isOk() || doc->getErrorCode() != errEncrypted) break;
  }
  return doc;
}

std::optional<Failure> failure_of(const PDFDoc& document, std::string_view password) {
  if (document.isOk()) return std::nullopt;
  return document.getErrorCode() != errEncrypted ? Failure::damaged : password.empty() ? Failure::locked : Failure::wrong_password;
}

}  // namespace caveat::reader
