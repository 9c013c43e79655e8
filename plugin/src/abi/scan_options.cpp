// See scan_options.h.
#include "abi/scan_options.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <string_view>

namespace caveat::abi {
namespace {

// Only "2026-11-23": a date that two people read differently must not decide whether a waiver holds.
std::optional<Date> iso_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto number = [&](std::size_t at, std::size_t digits) {
    int value = 0;
    for (const char c : text.substr(at, digits)) value = c >= '0' && c <= '9' && value >= 0 ? value * 10 + (c - '0') : -1;
    return value;
  };
  const int year = number(0, 4), month = number(5, 2), day = number(8, 2);
  if (year < 1 || month < 1 || day < 1) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok()) return std::nullopt;
  return Date{year, static_cast<std::uint8_t>(month), static_cast<std::uint8_t>(day)};
}

}  // namespace

Result<scan::Options> scan_options(const cav_scan_options& from) {
  scan::Options options;
  options.max_findings_per_rule = from.max_findings;
  if (from.side) {
    const std::string_view side = from.side;
    if (side == name(Role::supplier)) options.side = Role::supplier;
    else if (side != name(Role::customer))
      return Error{ErrorCode::argument, "cav_scan_options.side is neither \"customer\" nor \"supplier\"."};
  }
  if (from.today) {
    const auto today = iso_date(from.today);
    if (!today) return Error{ErrorCode::argument, "cav_scan_options.today is no date. Write it as \"2026-11-23\", or give NULL."};
    options.today = *today;
  }
  if (from.waivers_size > 0 && !from.waivers)
    return Error{ErrorCode::argument, "cav_scan_options.waivers is NULL, but waivers_size is not 0."};
  if (from.waivers_size > 0) options.waivers.assign(static_cast<const char*>(from.waivers), from.waivers_size);
  return options;
}

}  // namespace caveat::abi
