// Tool schemas: how the tools are described to assistants, as tools/list gives them. Tested by tests/node/mcp.test.mjs, where the
// official client validates each answer against them.
#ifndef CAVEAT_CLI_MCP_TOOL_SCHEMAS_H
#define CAVEAT_CLI_MCP_TOOL_SCHEMAS_H

namespace caveat::cli::mcp {

// A JSON array of tools. The input schemas forbid further properties: Tools::call refuses them by these.
extern const char kToolSchemas[];

}  // namespace caveat::cli::mcp
#endif
