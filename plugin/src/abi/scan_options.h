// What a host may ask of a scan beside the document: side, date and waivers of cav_scan_options, checked.
// Tested by tests/abi/options_test.cpp.
#ifndef CAVEAT_ABI_SCAN_OPTIONS_H
#define CAVEAT_ABI_SCAN_OPTIONS_H
#include "caveat/caveat.h"
#include "scan/scanner.h"

namespace caveat::abi {

// `from` is a whole struct: what an older host lacks is 0. Errors (argument): the message says what is understood.
Result<scan::Options> scan_options(const cav_scan_options& from);

// What scan, explain and profile read alike. `document` is borrowed from the host for the call.
struct Request {
  extract::Document document;
  scan::Options options;
};
Result<Request> scan_request(const cav_document& document, const cav_scan_options& options);

// `options` must outlive it.
Cancel::Progress progress_of(const cav_scan_options& options);

}  // namespace caveat::abi
#endif
