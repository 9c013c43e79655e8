// See scan_options.h.
#include "abi/scan_options.h"

#include <string_view>

#include "base/iso_date.h"

namespace caveat::abi {
Result<scan::Options> scan_options(const cav_scan_options& from) {
  scan::Options options;
  options.max_findings_per_rule = from.max_findings;
  if (from.flags & ~(CAV_SCAN_KEEP_DOCUMENT | CAV_SCAN_BASELINE_BY_NAME | CAV_SCAN_NO_RECOGNITION | CAV_SCAN_NO_CONVERSION | CAV_SCAN_WORDLESS_PICTURES))
    return Error{ErrorCode::argument, "cav_scan_options.flags has a bit that this library does not know."};
  options.keep_document = from.flags & CAV_SCAN_KEEP_DOCUMENT;
  if (from.side) {
    const std::string_view side = from.side;
    if (side == name(Role::supplier)) options.side = Role::supplier;
    else if (side != name(Role::customer))
      return Error{ErrorCode::argument, "cav_scan_options.side is neither \"customer\" nor \"supplier\"."};
  }
  if (from.today) {
    const auto today = parse_iso_date(from.today);
    if (!today) return Error{ErrorCode::argument, "cav_scan_options.today is no date. Write it as \"2026-11-23\", or give NULL."};
    options.today = *today;
  }
  if (from.waivers_size > 0 && !from.waivers)
    return Error{ErrorCode::argument, "cav_scan_options.waivers is NULL, but waivers_size is not 0."};
  if (from.baseline_size > 0 && !from.baseline)
    return Error{ErrorCode::argument, "cav_scan_options.baseline is NULL, but baseline_size is not 0."};
  if (from.baseline_size > 0) options.baseline = {static_cast<const char*>(from.baseline), from.baseline_size};
  options.baseline_by_name = from.flags & CAV_SCAN_BASELINE_BY_NAME;
  if (from.waivers_size > 0) options.waivers.assign(static_cast<const char*>(from.waivers), from.waivers_size);
  if (from.view) {
    const std::string_view view = from.view;
    if (view == "original") options.extract.view = extract::View::original;
    else if (view == "both") options.extract.view = extract::View::both;
    else if (view != "final")
      return Error{ErrorCode::argument, "cav_scan_options.view is neither \"final\" nor \"original\" nor \"both\"."};
  }
  if (from.password) options.extract.password = from.password;
  options.extract.recognise = !(from.flags & CAV_SCAN_NO_RECOGNITION);
  options.extract.convert = !(from.flags & CAV_SCAN_NO_CONVERSION);
  options.extract.wordless_pictures = from.flags & CAV_SCAN_WORDLESS_PICTURES;
  return options;
}

}  // namespace caveat::abi
