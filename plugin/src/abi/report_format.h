// The format strings of result_write: "json", "html", "text", with options after ';': "text;width=100;colour=1;min-severity=high".
// Tested by tests/abi.
#ifndef CAVEAT_ABI_REPORT_FORMAT_H
#define CAVEAT_ABI_REPORT_FORMAT_H
#include <string>
#include <string_view>

#include "scan/scanner.h"

namespace caveat::abi {

// Errors (argument): an unknown format or option; the message lists the known ones.
Result<std::string> write_report(const scan::ScanResult& result, std::string_view format, Language reader);

}  // namespace caveat::abi
#endif
