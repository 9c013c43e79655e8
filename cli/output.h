// Output: where reports go, a file that is there whole or not at all. Tested by tests/cli.
#ifndef CAVEAT_CLI_OUTPUT_H
#define CAVEAT_CLI_OUTPUT_H
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "files.h"

namespace caveat::cli {

// Written beside its target under another name, and renamed by commit(): a full disk or Ctrl-C never leaves half a
// report, and never takes the old one. Devices (/dev/null) are written directly. Throws Failure with the way out.
class AtomicFile {
 public:
  explicit AtomicFile(const std::filesystem::path& target);
  ~AtomicFile();
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;
  void write(std::string_view bytes);
  void commit();

 private:
  [[noreturn]] void fail(int error);
  std::filesystem::path target_;
  std::filesystem::path written_;  // empty: written directly
  int fd_ = -1;
};

// Empty, or "-".
bool is_standard_output(const std::string& out);

// Reports one after the other into a file, which is there once finish() is through, or to standard output.
class ReportStream {
 public:
  enum class Between { nothing, empty_line, array };  // array: as the elements of a JSON array
  explicit ReportStream(const std::string& out, Between between = Between::nothing);
  void add(std::string_view report);  // ends in a line break, whether or not the report does
  void write(std::string_view bytes);  // as they are
  void finish();

 private:
  Between between_;
  bool first_ = true;
  std::optional<AtomicFile> file_;
};

// One report name per input, all different: "offer.caveat.html", then "offer.docx.caveat.html", then
// "offer-2.caveat.html".
std::vector<std::string> report_names(const std::vector<Input>& inputs, std::string_view ending);

// A report must not take the place of a contract: throws Failure where `out` is one of them.
void refuse_to_overwrite(const std::string& out, const std::vector<Input>& inputs);

}  // namespace caveat::cli
#endif
