// caveat terms: the key terms of contracts alone: term, renewal, last day to give notice with its arithmetic, cap, law.
// docs/key-terms.md. Tested by tests/cli/terms_test.cpp.
#ifndef CAVEAT_CLI_TERMS_COMMAND_H
#define CAVEAT_CLI_TERMS_COMMAND_H
#include <string>
#include <vector>

#include "command.h"
#include "reading.h"

namespace caveat::cli {

struct TermsArguments {
  std::vector<std::string> files;
  std::vector<std::string> rules;  // beside the standard ones
  bool set = false;  // all files are one contract
  bool standard_rules = true;
  std::string format = "text";  // text json
  std::string out;              // empty: standard output
  std::string language;         // of the reader
  std::string today;            // "2026-11-23"; empty: the system's
  Reading reading;
  bool quiet = false;
};

int terms_command(const TermsArguments& arguments);

void add_terms_command(CLI::App& app, Chosen& chosen);

}  // namespace caveat::cli
#endif
