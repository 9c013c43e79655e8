// JsonSchema: our schemas (rules/schema/*.json) against the code that reads such files. Every sound file is spoilt in every way that
// has to do with shape (a key removed, an unknown one added, each value of another type), and schema and reader must say the same.
//
// The validator knows the part of JSON Schema that our schemas use, and fails on any other word, so that nothing in them goes
// unread. Used by tests/unit/rules/schema_test.cpp and tests/unit/findings/waiver_schema_test.cpp.
#ifndef CAVEAT_TESTS_JSON_SCHEMA_H
#define CAVEAT_TESTS_JSON_SCHEMA_H
#include <Poco/JSON/Array.h>
#include <Poco/JSON/Object.h>
#include <Poco/JSON/Parser.h>

#include <boost/test/unit_test.hpp>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <functional>
#include <regex>
#include <set>

#include "rules/yaml_tree.h"

namespace caveat::tests {

using rules::YamlNode;

inline std::string contents(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

class JsonSchema {
 public:
  explicit JsonSchema(const std::string& file) : root_(Poco::JSON::Parser().parse(contents(CAVEAT_SOURCE_DIR "/rules/schema/" + file)).extract<Object>()) {}
  bool accepts(const YamlNode& node) const { return holds(root_, node); }

 private:
  using Var = Poco::Dynamic::Var;
  using Object = Poco::JSON::Object::Ptr;
  using Array = Poco::JSON::Array::Ptr;

  static std::optional<double> number(const std::string& text) {
    static const std::regex shape("-?[0-9]*\\.?[0-9]+");
    if (!std::regex_match(text, shape)) return std::nullopt;
    return std::stod(text);
  }

  static bool is(const std::string& type, const YamlNode& node) {
    if (type == "object") return node.kind == YamlNode::Kind::map;
    if (type == "array") return node.kind == YamlNode::Kind::list;
    if (node.kind != YamlNode::Kind::scalar) return false;
    if (type == "string") return true;  // the reader does not tell 1 from "1"
    const auto value = number(node.text);
    return value && (type == "number" || (type == "integer" && *value == std::floor(*value)));
  }

  bool all_of(const Array& schemas, const YamlNode& node, const std::function<bool(std::size_t, std::size_t)>& enough) const {
    std::size_t n = 0;
    for (std::size_t i = 0; i < schemas->size(); ++i) n += holds(schemas->getObject(static_cast<unsigned>(i)), node);
    return enough(n, schemas->size());
  }

  bool holds(const Object& schema, const YamlNode& node) const {
    for (const std::string& word : schema->getNames()) {
      const Var value = schema->get(word);
      bool good = true;
      if (word == "type") {
        good = is(value.toString(), node);
      } else if (word == "properties") {
        const Object properties = value.extract<Object>();
        for (const auto& [key, child] : node.entries)
          if (properties->has(key)) good = good && holds(properties->getObject(key), child);
      } else if (word == "additionalProperties") {
        const Object known = schema->has("properties") ? schema->getObject("properties") : Object(new Poco::JSON::Object);
        for (const auto& [key, child] : node.entries)
          if (!known->has(key)) good = good && !value.isBoolean() && holds(value.extract<Object>(), child);
      } else if (word == "required") {
        const Array keys = value.extract<Array>();
        if (node.kind == YamlNode::Kind::map)
          for (const Var& key : *keys) good = good && node.find(key.toString());
      } else if (word == "enum") {
        const Array words = value.extract<Array>();
        good = node.kind == YamlNode::Kind::scalar && std::any_of(words->begin(), words->end(), [&](const Var& w) { return w.toString() == node.text; });
      } else if (word == "const") {
        good = node.kind == YamlNode::Kind::scalar && value.toString() == node.text;
      } else if (word == "pattern") {
        good = node.kind != YamlNode::Kind::scalar || std::regex_search(node.text, std::regex(value.toString()));
      } else if (word == "minLength") {
        good = node.kind != YamlNode::Kind::scalar || node.text.size() >= value.convert<std::size_t>();
      } else if (word == "maxLength") {
        good = node.kind != YamlNode::Kind::scalar || node.text.size() <= value.convert<std::size_t>();
      } else if (word == "minimum") {
        good = !number(node.text) || *number(node.text) >= value.convert<double>();
      } else if (word == "maximum") {
        good = !number(node.text) || *number(node.text) <= value.convert<double>();
      } else if (word == "minItems") {
        good = node.kind != YamlNode::Kind::list || node.items.size() >= value.convert<std::size_t>();
      } else if (word == "maxItems") {
        good = node.kind != YamlNode::Kind::list || node.items.size() <= value.convert<std::size_t>();
      } else if (word == "items") {
        for (const YamlNode& item : node.items) good = good && holds(value.extract<Object>(), item);
      } else if (word == "anyOf") {
        good = all_of(value.extract<Array>(), node, [](std::size_t n, std::size_t) { return n > 0; });
      } else if (word == "oneOf") {
        good = all_of(value.extract<Array>(), node, [](std::size_t n, std::size_t) { return n == 1; });
      } else if (word == "allOf") {
        good = all_of(value.extract<Array>(), node, [](std::size_t n, std::size_t all) { return n == all; });
      } else if (word == "not") {
        good = !holds(value.extract<Object>(), node);
      } else if (word == "if") {
        const char* branch = holds(value.extract<Object>(), node) ? "then" : "else";
        good = !schema->has(branch) || holds(schema->getObject(branch), node);
      } else if (word == "$ref") {
        good = holds(root_->getObject("$defs")->getObject(value.toString().substr(std::string("#/$defs/").size())), node);
      } else {
        static const std::set<std::string> silent = {"$schema", "$id", "$defs", "title", "description", "then", "else"};
        BOOST_REQUIRE_MESSAGE(silent.count(word), "this test does not know the schema's word " << word);
      }
      if (!good) return false;
    }
    return true;
  }

  Object root_;
};

inline YamlNode tree(const std::string& yaml) {
  auto parsed = rules::parse_yaml(yaml, "r.yaml");
  if (const auto* d = std::get_if<rules::Diagnostic>(&parsed)) BOOST_FAIL(d->message);
  return std::get<YamlNode>(std::move(parsed));
}

inline YamlNode scalar(const std::string& text) {
  YamlNode node;
  node.text = text;
  return node;
}

// Calls with each spoilt tree and what was done to it. The tree is as before when the call ends.
inline void spoil(YamlNode& node, const std::string& path, const std::function<void(const std::string&)>& call) {
  YamlNode list, items, map;
  list.kind = items.kind = YamlNode::Kind::list;
  items.items.push_back(scalar("zzz"));
  map.kind = YamlNode::Kind::map;
  const YamlNode before = node;
  const std::vector<std::pair<std::string, YamlNode>> others = {{"zzz", scalar("zzz")}, {"-1", scalar("-1")}, {"'a'", scalar("")}, {"[]", list}, {"[zzz]", items}, {"{}", map}};
  for (const auto& [name, other] : others) {
    node = other;
    node.mark = before.mark;
    call(path + " = " + name);
  }
  node = before;
  if (node.kind == YamlNode::Kind::map) {
    node.entries.push_back({"zzz", scalar("zzz")});
    node.key_marks.push_back(node.mark);
    call(path + " with an unknown key");
    node = before;
    for (std::size_t i = 0; i < before.entries.size(); ++i) {
      node.entries.erase(node.entries.begin() + static_cast<std::ptrdiff_t>(i));
      node.key_marks.erase(node.key_marks.begin() + static_cast<std::ptrdiff_t>(i));
      call(path + " without " + before.entries[i].first);
      node = before;
    }
    for (auto& [key, child] : node.entries) spoil(child, path + "." + key, call);
  }
  for (std::size_t i = 0; i < node.items.size(); ++i) spoil(node.items[i], path + "[" + std::to_string(i) + "]", call);
}

}  // namespace caveat::tests
#endif
