// Reading: how a document is to be read, the same for every command that reads one. Tested by tests/cli/scan_test.cpp.
//
//   add_reading(command, arguments->reading);        // --view, --password-file, --no-ocr, --timeout
//   arguments.reading.tell(terms);
//   host.scan(scanner, bytes, name, arguments.reading.deadline_ms(), stop, terms);
#ifndef CAVEAT_CLI_READING_H
#define CAVEAT_CLI_READING_H
#include <CLI/CLI.hpp>

#include <cstdint>
#include <string>

#include "plugin_host.h"

namespace caveat::cli {

struct Reading {
  std::string view = "final";   // of tracked changes: final original both
  std::string password_file;    // its first line opens encrypted documents; "-": standard input; empty: none
  bool recognise = true;        // text recognition of pages without text
  double timeout_seconds = 0;   // a document; 0: none

  std::uint32_t deadline_ms() const;
  // Throws Failure where the password file cannot be read. Call it before the work: a password typed at a prompt is read once.
  void tell(ScanTerms& terms) const;
};

// Seconds as the plugin counts them; a tenth of a millisecond is not "no limit".
std::uint32_t milliseconds(double seconds);

void add_reading(CLI::App& command, Reading& reading);

}  // namespace caveat::cli
#endif
