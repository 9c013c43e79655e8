// Waiver file: the text of the file that says which findings of a contract were accepted, by whom and until when.
// What it means is the plugin's to say (docs/waivers.md). Tested by tests/cli/waivers_test.cpp.
//
//   offer.pdf  ->  offer.pdf.waivers.yaml, beside it
#ifndef CAVEAT_CLI_WAIVER_FILE_H
#define CAVEAT_CLI_WAIVER_FILE_H
#include <string>
#include <string_view>

namespace caveat::cli {

inline constexpr std::string_view kWaiverEnding = ".waivers.yaml";

struct WaiverFile {
  std::string text;     // empty: none
  std::string problem;  // not empty: there is one, but it could not be read. Its findings then stay open
};

// `named`: the file of --waivers; empty: the one beside `contract`, which may be missing. "-" has none beside it.
WaiverFile waivers_of(const std::string& contract, const std::string& named);

}  // namespace caveat::cli
#endif
