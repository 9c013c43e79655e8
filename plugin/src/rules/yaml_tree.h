// YamlTree: a YAML file as a plain tree with a line and column at every node. libfyaml reads it: it refuses duplicate keys and
// tells places, which yaml-cpp does not. Aliases and tags are refused: a rule needs none, a bomb does.
// Tested by tests/unit/rules/rule_reader_test.cpp.
#ifndef CAVEAT_RULES_YAML_TREE_H
#define CAVEAT_RULES_YAML_TREE_H
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "rules/diagnostic.h"
#include "rules/rule.h"

namespace caveat::rules {

struct YamlNode {
  enum class Kind { scalar, list, map } kind = Kind::scalar;
  std::string text;                                        // scalar
  std::vector<YamlNode> items;                             // list
  struct Entry;
  std::vector<Entry> entries;                              // map, in the file's order
  std::vector<SourceMark> key_marks;                       // parallel to entries
  SourceMark mark;

  const YamlNode* find(std::string_view key) const;
};

// No std::pair: clang wants to know all of YamlNode before it has come to its end.
struct YamlNode::Entry {
  std::string first;
  YamlNode second;
};

inline const YamlNode* YamlNode::find(std::string_view key) const {
  for (const auto& [name, node] : entries)
    if (name == key) return &node;
  return nullptr;
}

// The file's root, or the first error in it.
std::variant<YamlNode, Diagnostic> parse_yaml(std::string_view text, const std::string& file);

}  // namespace caveat::rules
#endif
