// Root folder: the one folder whose files an assistant may have read, whatever path it asks for. Tested by
// tests/node/mcp.test.mjs.
//
//   RootFolder root("contracts");
//   root.read("2026/offer.pdf")      bytes
//   root.read("../payroll.xlsx")     a problem, as for a link inside that leads outside
#ifndef CAVEAT_CLI_MCP_ROOT_FOLDER_H
#define CAVEAT_CLI_MCP_ROOT_FOLDER_H
#include <filesystem>
#include <string>

#include "files.h"

namespace caveat::cli::mcp {

class RootFolder {
 public:
  explicit RootFolder(const std::string& folder);  // throws Failure
  const std::filesystem::path& path() const { return root_; }
  // Relative to the folder, or absolute and inside.
  Bytes read(const std::string& path) const;

 private:
  std::filesystem::path root_;  // absolute, without links
};

}  // namespace caveat::cli::mcp
#endif
