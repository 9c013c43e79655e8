// caveat extract: the text that all offsets of a report count in, byte for byte. Tested by tests/cli.
#ifndef CAVEAT_CLI_EXTRACT_COMMAND_H
#define CAVEAT_CLI_EXTRACT_COMMAND_H
#include <string>

#include "command.h"
#include "reading.h"

namespace caveat::cli {

struct ExtractArguments {
  std::string file;
  std::string out;
  Reading reading;
};
int extract_command(const ExtractArguments& arguments);

void add_extract_command(CLI::App& app, Chosen& chosen);

}  // namespace caveat::cli
#endif
