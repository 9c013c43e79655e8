// Diagnostics: what is wrong with a rule file, shown at its place. Tested by tests/cli.
//
//   rules/pricing/price-increase.yaml:12:9: error R004: unknown key "sevrity"; did you mean "severity"?
//      12 |   sevrity: high
//         |   ^
#ifndef CAVEAT_CLI_DIAGNOSTICS_H
#define CAVEAT_CLI_DIAGNOSTICS_H
#include <string>
#include <vector>

#include "plugin_host.h"

namespace caveat::cli {

// In the order of the plugin. Without control characters, whatever the rule file holds.
std::string describe(const std::vector<Diagnostic>& diagnostics);

// The files with an error, each once, on one line: "mine/pricing/a.yaml, mine/pricing/b.yaml and 3 more". Empty: none.
std::string broken_files(const std::vector<Diagnostic>& diagnostics);

// "2 errors, 1 warning"
std::string count(const std::vector<Diagnostic>& diagnostics);

}  // namespace caveat::cli
#endif
