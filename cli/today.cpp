// Today: see today.h.
#include "today.h"

#include <cstdio>
#include <ctime>

namespace caveat::cli {

std::string system_date() {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  if (!::localtime_r(&now, &local)) return {};
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02d-%02d", local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
  return text;
}

}  // namespace caveat::cli
