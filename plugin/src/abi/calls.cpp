// See calls.h.
#include "abi/calls.h"

#include <cstddef>

namespace caveat::abi {
namespace {

cav_status status_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::argument: return CAV_E_ARGUMENT;
    case ErrorCode::no_memory: return CAV_E_NOMEM;
    case ErrorCode::format: return CAV_E_FORMAT;
    case ErrorCode::locked: return CAV_E_LOCKED;
    case ErrorCode::rules: return CAV_E_RULES;
    case ErrorCode::limit: return CAV_E_LIMIT;
    case ErrorCode::cancelled: return CAV_E_CANCELLED;
    case ErrorCode::deadline: return CAV_E_DEADLINE;
    case ErrorCode::io: return CAV_E_IO;
    case ErrorCode::internal: return CAV_E_INTERNAL;
  }
  return CAV_E_INTERNAL;
}

}  // namespace

cav_status fail(cav_error* err, cav_status status, std::string_view message) {
  // A caller whose struct ends before the message still gets the code.
  if (err && err->size >= offsetof(cav_error, message)) {
    err->code = status;
    if (err->size > offsetof(cav_error, message)) {
      const std::size_t room = std::min<std::size_t>(err->size, sizeof *err) - offsetof(cav_error, message);
      std::size_t n = std::min(message.size(), room - 1);
      while (n > 0 && n < message.size() && (static_cast<unsigned char>(message[n]) & 0xC0) == 0x80) --n;
      std::memcpy(err->message, message.data(), n);
      err->message[n] = '\0';
    }
  }
  return status;
}
cav_status fail(cav_error* err, const Error& error) { return fail(err, status_of(error.code), error.message); }

// The caller's struct, as far as it has one; fields that it lacks are 0.

Language reader_of(const char* locale) { return parse_language(locale ? locale : "en").value_or(Language::en); }

}  // namespace caveat::abi
