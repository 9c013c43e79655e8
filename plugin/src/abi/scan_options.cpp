// See scan_options.h.
#include "abi/scan_options.h"

#include <string_view>

#include "base/iso_date.h"
#include "extract/utf8.h"

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

Result<Request> scan_request(const cav_document& d, const cav_scan_options& o) {
  if (d.name && !extract::is_utf8(d.name))
    return Error{ErrorCode::argument, "cav_document.name is not UTF-8. It is only shown, so any readable form of the name will do."};
  auto options = scan_options(o);
  if (!options) return options.error();
  if (d.language) {
    const auto language = parse_language(d.language);
    if (!language) return Error{ErrorCode::argument, "cav_document.language is none that Caveat has rules for; use en, fr, de or es, or NULL to detect it."};
    options.value().language = *language;
  }
  return Request{{{static_cast<const char*>(d.data), static_cast<std::size_t>(d.data_size)}, d.name ? d.name : "document", d.media_type ? d.media_type : ""},
                 std::move(options).value()};
}

Cancel::Progress progress_of(const cav_scan_options& o) {
  if (!o.on_progress) return {};
  return [&o](Stage stage, std::uint64_t done, std::uint64_t total) {
    const cav_progress p = {sizeof(cav_progress), static_cast<std::int32_t>(stage), done, total};
    try {
      return o.on_progress(o.user, &p) != 0;
    } catch (...) {
      return true;  // a C++ host's own trouble: the scan ends, and is not blamed on the document
    }
  };
}

}  // namespace caveat::abi
