// JSON-RPC 2.0 as the Model Context Protocol uses it: one message a line. Tested by tests/node/mcp.test.mjs.
//
//   {"jsonrpc":"2.0","id":7,"method":"ping"}   ->  Message{request, id 7, "ping"}  ->  {"jsonrpc":"2.0","id":7,"result":{}}
#ifndef CAVEAT_CLI_MCP_JSON_RPC_H
#define CAVEAT_CLI_MCP_JSON_RPC_H
#include <Poco/Dynamic/Var.h>
#include <Poco/JSON/Object.h>

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace caveat::cli::mcp {

using Object = Poco::JSON::Object;
using Array = Poco::JSON::Array;
using Var = Poco::Dynamic::Var;

// In the order in which it is filled: the same answer is the same bytes.
Object::Ptr object();
// One line, without the line break.
std::string text_of(const Object& value);

namespace code {
inline constexpr int kParse = -32700, kRequest = -32600, kMethod = -32601, kParams = -32602, kInternal = -32603;
}

struct Message {
  enum class Kind { request, notification, response, broken } kind = Kind::broken;
  std::string id;      // as JSON, so that 7 and "7" are two; "null" where it cannot be told
  std::string method;
  Object::Ptr params;  // never null
  int code = 0;        // of a broken one
  std::string problem;
};

// Never throws. A line is refused that is no UTF-8, no JSON, nested deeper than messages of the protocol are, or no message.
Message parse(std::string_view line);

std::string answer(const std::string& id, const Object& result);
std::string refusal(const std::string& id, int code, const std::string& message, const Object::Ptr& data = {});
std::string notification(const std::string& method, const Object::Ptr& params);

// A string or an integer as JSON; nothing for anything else.
std::optional<std::string> as_id(const Var& value);

// Lines of a file descriptor, without the line break, each at most `most` bytes.
class LineReader {
 public:
  LineReader(int fd, std::size_t most) : fd_(fd), most_(most) {}
  enum class Got { line, too_long, end };
  // Waits; asks stop() every now and then and ends where it says so. What is too long is skipped up to its line break.
  Got next(std::string& line, const std::function<bool()>& stop);

 private:
  int fd_;
  std::size_t most_;
  std::string read_;
  std::size_t searched_ = 0;
  bool skipping_ = false;
  bool ended_ = false;
};

}  // namespace caveat::cli::mcp
#endif
