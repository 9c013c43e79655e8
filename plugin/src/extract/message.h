// Message: an e-mail, whatever file it came in (mail.h, msg.h): its head, its body in the forms it was sent in, and what hangs on it.
// Tested by tests/unit/extract/mail_test.cpp, msg_test.cpp.
#ifndef CAVEAT_EXTRACT_MESSAGE_H
#define CAVEAT_EXTRACT_MESSAGE_H
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"

namespace caveat::extract {

inline constexpr std::size_t kLogoBytes = 32u << 10;  // a smaller picture that nobody attached is part of a signature, not a scanned page

struct Message {
  // One form of the body: the reader takes the one with most text.
  struct Body {
    std::string media_type;  // "text/plain", "text/html", "application/rtf"
    std::string bytes;       // with a byte order mark where the message says the encoding
  };
  struct Attachment {
    std::string name;        // as the sender called it, UTF-8, hostile; empty: not called anything
    std::string media_type;  // as the sender says
    std::string bytes;
    std::unique_ptr<Message> message = nullptr;  // an Outlook message in this one: there are no bytes
    std::optional<Error> error = {};             // it is there, but cannot be had; the message is without a name at its head
  };
  std::string subject, from, date;  // UTF-8, one line each; empty: not said
  std::vector<Body> bodies;
  std::vector<Attachment> attachments;
  std::uint32_t garbled = 0;  // characters of texts and attachments that were dropped on the way: no base64
  std::optional<Error> unread_body = {};  // encrypted, say: there is a body that is not in `bodies`; as Attachment::error
};

}  // namespace caveat::extract
#endif
