// Options: those that several commands take, described once, and what their values must look like. Tested by tests/cli.
//
//   add_language(*scan_app, arguments->language);   // -l,--lang LANG, checked
#ifndef CAVEAT_CLI_OPTIONS_H
#define CAVEAT_CLI_OPTIONS_H
#include <CLI/CLI.hpp>

#include <string>
#include <vector>

namespace caveat::cli {

// The language of the person, as POSIX orders the variables (LC_ALL, LC_MESSAGES, LANG); English where it is none of ours.
std::string reader_language();

// As many as there are cores.
unsigned default_jobs();

// Checks of values. Without the list that CLI11 adds to the help: the descriptions name the words already.
CLI::Validator one_of(const std::vector<std::string>& words);
// The words of one_of(), for completions; none where an option takes anything else.
std::vector<std::string> choices_of(const CLI::Option& option);
CLI::Validator a_language();
CLI::Validator a_severity();
// Seconds from 0 to a day. Not CLI::Range, which lets "nan" pass.
CLI::Validator a_timeout();
// Whether the day exists is the plugin's to say; here only that it is written the one way nobody reads differently.
CLI::Validator a_date();

void add_language(CLI::App& command, std::string& language, const char* description = "Your language: en, fr, de or es");
void add_jobs(CLI::App& command, unsigned& jobs);
// --rules and --no-standard-rules.
void add_packs(CLI::App& command, std::vector<std::string>& rules, bool& standard_rules);

}  // namespace caveat::cli
#endif
