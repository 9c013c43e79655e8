// Msg: a message saved by Outlook (MS-OXMSG, .msg) -> Message. Tested by tests/unit/extract/msg_test.cpp.
//
//   __substg1.0_0037001F  subject            __substg1.0_1000001F  body as text        __attach_version1.0_#00000000/
//   __substg1.0_0C1A001F  sender             __substg1.0_10130102  body as HTML          __substg1.0_37010102  its bytes
//   __properties_version1.0  dates, codepage __substg1.0_10090102  body as packed RTF    __substg1.0_3701000D/ a message in it
#ifndef CAVEAT_EXTRACT_MSG_H
#define CAVEAT_EXTRACT_MSG_H
#include <optional>
#include <string>
#include <string_view>

#include "base/cancel.h"
#include "base/result.h"
#include "extract/extract.h"
#include "extract/message.h"

namespace caveat::extract {

// Errors: format (damaged), limit, cancelled, deadline.
Result<Message> read_msg(const Document& document, Cancel& cancel);

// RTF as Outlook packs it (MS-OXRTFCP, "LZFu"); nothing: damaged, or it unpacks to more than limits::kTextBytes.
std::optional<std::string> unpack_rtf(std::string_view packed);

}  // namespace caveat::extract
#endif
