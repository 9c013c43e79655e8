// JSON-RPC: see json_rpc.h.
#include "json_rpc.h"

#include <Poco/JSON/Parser.h>
#include <Poco/JSON/Stringifier.h>
#include <Poco/UTF8Encoding.h>
#include <poll.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <sstream>

namespace caveat::cli::mcp {
namespace {

// Of arguments: {"params":{"arguments":{"path":...}}} is 3, _meta of clients has been seen to reach 8.
constexpr std::size_t kDepth = 32;

bool is_utf8(std::string_view bytes) {
  static const Poco::UTF8Encoding encoding;
  const auto& lengths = encoding.characterMap();
  for (std::size_t at = 0; at < bytes.size();) {
    const int told = lengths[static_cast<unsigned char>(bytes[at])];
    const int length = told >= 0 ? 1 : -told;  // a negative number is the length of a sequence; -1 begins none
    if (told == -1 || at + static_cast<std::size_t>(length) > bytes.size()) return false;
    if (length > 1 && !Poco::UTF8Encoding::isLegal(reinterpret_cast<const unsigned char*>(bytes.data()) + at, length)) return false;
    at += static_cast<std::size_t>(length);
  }
  return true;
}

Message broken(int code, std::string problem, std::string id = "null") {
  Message message;
  message.id = std::move(id);
  message.code = code;
  message.problem = std::move(problem);
  return message;
}

std::string envelope(const std::string& id, const char* key, const std::string& value) {
  return R"({"jsonrpc":"2.0","id":)" + id + ",\"" + key + "\":" + value + "}";
}

}  // namespace

Object::Ptr object() { return new Object(Poco::JSON_PRESERVE_KEY_ORDER); }

std::string text_of(const Object& value) {
  std::ostringstream out;
  value.stringify(out, 0);
  return out.str();
}

std::optional<std::string> as_id(const Var& value) {
  if (value.isString()) {
    std::ostringstream out;
    Poco::JSON::Stringifier::stringify(value, out);
    return out.str();
  }
  if (value.isInteger() && !value.isBoolean()) return value.convert<std::string>();
  return std::nullopt;
}

Message parse(std::string_view line) {
  if (!is_utf8(line)) return broken(code::kParse, "The message is not UTF-8.");
  Var value;
  try {
    Poco::JSON::Parser parser;
    parser.setDepth(kDepth);
    parser.setAllowNullByte(false);
    value = parser.parse(std::string(line));
  } catch (const std::exception&) {
    return broken(code::kParse, "The message is no JSON, or nested too deeply.");
  }
  if (value.type() == typeid(Array::Ptr)) return broken(code::kRequest, "One message a line: batches are not part of the protocol.");
  if (value.type() != typeid(Object::Ptr)) return broken(code::kRequest, "A message is a JSON object.");
  try {
    const auto& members = *value.extract<Object::Ptr>();
    Message message;
    const bool has_id = members.has("id");
    const std::optional<std::string> id = has_id ? as_id(members.get("id")) : std::nullopt;
    message.id = id.value_or("null");
    if (const Var version = members.get("jsonrpc"); !version.isString() || version.extract<std::string>() != "2.0")
      return broken(code::kRequest, "\"jsonrpc\" must be \"2.0\".", message.id);
    if (has_id && !id) return broken(code::kRequest, "\"id\" must be a string or an integer.");
    if (!members.has("method")) {
      if (!members.has("result") && !members.has("error")) return broken(code::kRequest, "\"method\" is missing.", message.id);
      message.kind = Message::Kind::response;
      return message;
    }
    const Var method = members.get("method");
    if (!method.isString()) return broken(code::kRequest, "\"method\" must be a string.", message.id);
    message.method = method.extract<std::string>();
    message.params = object();
    if (members.has("params")) {
      const Var params = members.get("params");
      if (params.type() != typeid(Object::Ptr)) return broken(code::kParams, "\"params\" must be an object.", message.id);
      message.params = params.extract<Object::Ptr>();
    }
    message.kind = has_id ? Message::Kind::request : Message::Kind::notification;
    return message;
  } catch (const std::exception&) {
    return broken(code::kRequest, "The message cannot be read.");
  }
}

std::string answer(const std::string& id, const Object& result) { return envelope(id, "result", text_of(result)); }

std::string refusal(const std::string& id, int code, const std::string& message, const Object::Ptr& data) {
  Object::Ptr error = object();
  error->set("code", code);
  error->set("message", message);
  if (data) error->set("data", data);
  return envelope(id, "error", text_of(*error));
}

std::string notification(const std::string& method, const Object::Ptr& params) {
  Object::Ptr message = object();
  message->set("jsonrpc", "2.0");
  message->set("method", method);
  message->set("params", params);
  return text_of(*message);
}

LineReader::Got LineReader::next(std::string& line, const std::function<bool()>& stop) {
  constexpr int kLookMs = 200;
  for (;;) {
    if (const std::size_t end = read_.find('\n', searched_); end != std::string::npos) {
      line.assign(read_, 0, end);
      read_.erase(0, end + 1);
      searched_ = 0;
      if (line.ends_with('\r')) line.pop_back();
      const bool skipped = std::exchange(skipping_, false);
      if (skipped || line.size() > most_) return Got::too_long;
      return Got::line;
    }
    searched_ = read_.size();
    if (read_.size() > most_) {
      read_.clear();
      searched_ = 0;
      skipping_ = true;
    }
    if (ended_) {
      // The last line may lack its break.
      line = std::exchange(read_, {});
      searched_ = 0;
      if (std::exchange(skipping_, false)) return Got::too_long;
      return line.empty() ? Got::end : Got::line;
    }
    if (stop()) return Got::end;
    pollfd wait{fd_, POLLIN, 0};
    const int ready = ::poll(&wait, 1, kLookMs);
    if (ready < 0 && errno != EINTR) return Got::end;
    if (ready <= 0) continue;
    std::array<char, 1 << 16> chunk;
    const ssize_t count = ::read(fd_, chunk.data(), chunk.size());
    if (count < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (count <= 0)
      ended_ = true;
    else
      read_.append(chunk.data(), static_cast<std::size_t>(count));
  }
}

}  // namespace caveat::cli::mcp
