// Closing table: one line a document after several, so that a folder of contracts can be read at a glance. Tested by
// tests/cli.
#ifndef CAVEAT_CLI_CLOSING_TABLE_H
#define CAVEAT_CLI_CLOSING_TABLE_H
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "terminal.h"

namespace caveat::cli {

struct TableRow {
  std::string name;
  bool read = false;     // the rest only counts when the document was read
  bool complete = true;  // no part was left unread: without that, "sign" is no verdict
  std::string lane;      // "sign" "negotiate" "legal" "stop"; empty: the plugin does not tell
  double score = 0;
  std::array<std::uint64_t, 5> by_severity{};  // index: CAV_SEVERITY_*; without waived ones
  std::uint64_t waived = 0;                    // a column of its own, where any row has some
  bool not_a_contract = false;                 // then the lane is no verdict
};

// In the language of the reader ("en" "fr" "de" "es").
std::string closing_table(const std::vector<TableRow>& rows, const std::string& language, const Terminal& terminal);

}  // namespace caveat::cli
#endif
