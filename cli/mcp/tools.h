// Tools: what an assistant can ask of Caveat, and the answers. Tested by tests/node/mcp.test.mjs.
#ifndef CAVEAT_CLI_MCP_TOOLS_H
#define CAVEAT_CLI_MCP_TOOLS_H
#include <cstdint>
#include <functional>
#include <string>

#include "rule_shelf.h"
#include "json_rpc.h"
#include "root_folder.h"

namespace caveat::cli::mcp {

// Who looks on during a call.
struct Call {
  std::function<bool()> cancelled;
  std::function<void(const cav_progress&)> progress;
};

class Tools {
 public:
  Tools(const PluginHost& host, RuleShelf& shelf, const RootFolder& root, std::string language, std::string today, std::uint32_t deadline_ms)
      : host_(host), shelf_(shelf), root_(root), language_(std::move(language)), today_(std::move(today)), deadline_ms_(deadline_ms) {}

  // For tools/list: always the same.
  Array::Ptr list() const;
  bool has(const std::string& name) const;
  // The result of tools/call: content for people and models, structuredContent as outputSchema says. What goes wrong is a result with
  // isError, for the assistant to mend. [thread-safe] Null where the call was cancelled.
  Object::Ptr call(const std::string& name, const Object& arguments, const Call& call);

 private:
  struct Answer {
    Object::Ptr structured;
    std::string text;
  };
  struct Document;
  Answer scan_contract(const Object& arguments, const Call& call);
  Answer key_terms(const Object& arguments, const Call& call);
  Answer explain_rule(const Object& arguments);
  Answer list_rules(const Object& arguments);
  Document scanned(const Object& arguments, const Call& call);
  std::string language_of(const Object& arguments) const;

  const PluginHost& host_;
  RuleShelf& shelf_;
  const RootFolder& root_;
  std::string language_, today_;
  std::uint32_t deadline_ms_;
};

}  // namespace caveat::cli::mcp
#endif
