// Reading: see reading.h. Tested by tests/cli/scan_test.cpp.
#include "reading.h"

#include <cmath>

#include "exit_codes.h"
#include "files.h"
#include "messages.h"
#include "options.h"

namespace caveat::cli {
namespace {

constexpr std::size_t kPasswordBytes = 1'024;  // of PDF: 127; a longer line is a file named by mistake

std::string password_in(const std::string& path) {
  const Input input{path, {}};
  Bytes bytes = read(input);
  if (!bytes.problem.empty()) throw Failure(input.name() + ": " + bytes.problem);
  std::string line = bytes.data.substr(0, bytes.data.find_first_of("\r\n"));
  if (line.empty() || line.size() > kPasswordBytes || line.find('\0') != line.npos)
    throw Failure(said(messages().no_password, {input.name()}));
  return line;
}

}  // namespace

std::uint32_t milliseconds(double seconds) { return static_cast<std::uint32_t>(std::ceil(seconds * 1000)); }

std::uint32_t Reading::deadline_ms() const { return milliseconds(timeout_seconds); }

void Reading::tell(ScanTerms& terms) const {
  terms.view = view;
  terms.recognise = recognise;
  if (!password_file.empty()) terms.password = password_in(password_file);
}

void add_reading(CLI::App& command, Reading& reading) {
  command.add_option("--view", reading.view, "Of tracked changes: final (with them), original (without), both")
      ->check(one_of({"final", "original", "both"}))
      ->type_name("VIEW")
      ->capture_default_str();
  command.add_option("--password-file", reading.password_file, "Opens encrypted documents: its first line is the password")->type_name("FILE");
  command.add_flag("!--no-ocr", reading.recognise, "Do not read scanned pages by text recognition (tesseract)");
  command.add_option("--timeout", reading.timeout_seconds, "Seconds for each document; 0: no limit")->check(a_timeout())->type_name("SECONDS");
}

}  // namespace caveat::cli
