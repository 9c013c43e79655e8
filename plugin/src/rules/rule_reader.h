// From a YAML tree to a Rule: keys, types, names, the same slots in four languages. Everything that can be said about one
// file without the rest of the pack. Each complaint has a place and says what to do.
// Tested by tests/unit/rules/rule_reader_test.cpp.
#ifndef CAVEAT_RULES_RULE_READER_H
#define CAVEAT_RULES_RULE_READER_H
#include <map>
#include <optional>
#include <string>

#include "rules/diagnostic.h"
#include "rules/fragment.h"
#include "rules/yaml_tree.h"

namespace caveat::rules {

// Nothing when an error was added to `out`.
std::optional<Rule> read_rule(const YamlNode& root, const std::string& file, Diagnostics& out);

struct LexiconFile {
  Language language = Language::en;
  Lexicon macros;
};
std::optional<LexiconFile> read_lexicon(const YamlNode& root, const std::string& file, Diagnostics& out);

// A number of a playbook: "3", or what one asks for, what one accepts without asking, and what one walks away from beyond.
struct PolicyValue {
  std::optional<double> preferred, acceptable, walk_away;
  SourceMark mark;
};

// A playbook: numbers and severities, never logic.
struct Policy {
  std::string id, version, about;
  std::map<std::string, PolicyValue> values;
  std::map<std::string, std::pair<Severity, SourceMark>> severities;
};
std::optional<Policy> read_policy(const YamlNode& root, const std::string& file, Diagnostics& out);

}  // namespace caveat::rules
#endif
