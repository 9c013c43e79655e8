// Options: see options.h. Tested by tests/cli.
#include "options.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <sstream>
#include <string_view>
#include <thread>

#include "messages.h"

namespace caveat::cli {

std::string reader_language() {
  for (const char* variable : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(variable);
    if (!value || !*value) continue;
    for (const char* language : {"en", "fr", "de", "es"})
      if (std::strncmp(value, language, 2) == 0 && (value[2] == '\0' || std::strchr("_.@-", value[2]))) return language;
    return "en";
  }
  return "en";
}

unsigned default_jobs() { return std::max(1u, std::thread::hardware_concurrency()); }

namespace {
constexpr std::string_view kOneOf = "one of ";  // begins the name of a validator that has words
}

CLI::Validator one_of(const std::vector<std::string>& words) {
  std::string name(kOneOf);
  for (const std::string& word : words) name += word + " ";
  return CLI::IsMember(words).description("").name(name);
}

std::vector<std::string> choices_of(const CLI::Option& option) {
  std::string name;
  try {
    name = const_cast<CLI::Option&>(option).get_validator()->get_name();  // the first; no const way in CLI11 2.1
  } catch (const CLI::OptionNotFound&) {
    return {};
  }
  std::vector<std::string> words;
  if (!name.starts_with(kOneOf)) return words;
  std::istringstream in(name.substr(kOneOf.size()));
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}
CLI::Validator a_language() { return one_of({"en", "fr", "de", "es"}); }
CLI::Validator a_severity() { return one_of({"info", "low", "medium", "high", "critical"}); }

CLI::Validator a_timeout() {
  constexpr double kLongestTimeout = 86'400;
  return CLI::Validator(
      [](const std::string& text) {
        double seconds = -1;
        const bool read = CLI::detail::lexical_cast(text, seconds);
        return read && seconds >= 0 && seconds <= kLongestTimeout ? std::string() : said(messages().bad_timeout, {text});
      },
      "");
}

CLI::Validator a_date() {
  return CLI::Validator(
      [](const std::string& text) {
        bool fine = text.size() == 10;
        for (std::size_t i = 0; fine && i < text.size(); ++i)
          fine = i == 4 || i == 7 ? text[i] == '-' : text[i] >= '0' && text[i] <= '9';
        return fine ? std::string() : said(messages().bad_date, {text});
      },
      "");
}

void add_language(CLI::App& command, std::string& language, const char* description) {
  command.add_option("-l,--lang", language, description)->check(a_language())->type_name("LANG");
}

void add_jobs(CLI::App& command, unsigned& jobs) {
  command.add_option("-j,--jobs", jobs, "Documents at a time (default: the cores)")->check(CLI::Range(1u, 256u).description(""))->type_name("N");
}

void add_packs(CLI::App& command, std::vector<std::string>& rules, bool& standard_rules) {
  command.add_option("--rules", rules, "Your own rules beside the standard ones; may be repeated")->type_name("DIR")->expected(1)->take_all();
  command.add_flag("!--no-standard-rules", standard_rules, "Only the rules named with --rules");
}

}  // namespace caveat::cli
