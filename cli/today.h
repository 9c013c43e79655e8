// Today: the date that a command judges waivers and terms by when nobody names one. Tested by tests/cli.
#ifndef CAVEAT_CLI_TODAY_H
#define CAVEAT_CLI_TODAY_H
#include <string>

namespace caveat::cli {

// "2026-11-23" by the system's clock and time zone; empty where it has none. What the plugin is told is part of its input, so
// that a report can be made again.
std::string system_date();

}  // namespace caveat::cli
#endif
