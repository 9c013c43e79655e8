// E-mails: heads, parts, encodings.
#include "extract/mail.h"

#include "extract/utf8.h"
#include "fuzz_target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace caveat;
  Cancel never;
  (void)extract::looks_like_mail(fuzz::view(data, size));
  const auto message = extract::parse_mail(fuzz::view(data, size), never);
  if (!message) {
    fuzz::require(message.error().code != ErrorCode::internal, "no internal error:", message.error().message);
    return 0;
  }
  const auto one_line = [](const std::string& text) { return extract::is_utf8(text) && text.find_first_of("\r\n") == text.npos; };
  const extract::Message& m = message.value();
  fuzz::require(one_line(m.subject) && one_line(m.from) && one_line(m.date), "the head of a message is one line each of UTF-8");
  for (const auto& attachment : m.attachments) fuzz::require(extract::is_utf8(attachment.name), "the name of an attachment is UTF-8");
  return 0;
}
