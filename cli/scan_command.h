// caveat scan: documents in, findings out. Tested by tests/cli.
#ifndef CAVEAT_CLI_SCAN_COMMAND_H
#define CAVEAT_CLI_SCAN_COMMAND_H
#include <string>
#include <vector>

#include "command.h"
#include "reading.h"

namespace caveat::cli {

struct ScanArguments {
  std::vector<std::string> files;
  std::vector<std::string> rules;  // beside the standard ones
  bool set = false;             // all files are one contract
  bool standard_rules = true;
  std::string format = "text";  // formats.h
  bool counterparty = false;    // of docx, pdf: what the other side may read
  std::string out;              // empty: standard output; html: beside the reader, in the current folder
  std::string language;         // of the reader: en fr de es
  std::string policy;
  std::string min_severity;  // empty: all
  std::string fail_on = "none";
  std::string side = "customer";  // whom one reads for
  std::string today;              // "2026-11-23"; empty: the system's date
  std::string baseline;           // an earlier report; empty: none
  std::string waivers;            // empty: the file beside each contract, where there is one
  std::string separator;          // of csv: comma, semicolon, tab; empty: comma
  std::string heads;              // of csv: words, ids; empty: words
  Reading reading;
  unsigned jobs = 1;
  bool quiet = false;          // no progress, no hints
};

// The exit code (exit_codes.h). Throws Failure and OutputClosed.
int scan_command(const ScanArguments& arguments);

void add_scan_command(CLI::App& app, Chosen& chosen);

}  // namespace caveat::cli
#endif
