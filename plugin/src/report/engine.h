// The engine's version, as every report names it. tests/unit/report compares it with the project's version in CMake.
#ifndef CAVEAT_REPORT_ENGINE_H
#define CAVEAT_REPORT_ENGINE_H
#include <string_view>

namespace caveat::report {

inline constexpr std::string_view kEngineVersion = "0.1.0";

}  // namespace caveat::report
#endif
