// rules/schema/rule.schema.json says to editors what rules/rule_reader.cpp says to authors. Kept equal here: every rule of each
// kind is spoilt in every way that has to do with shape (a key removed, an unknown one added, each value of another type), and
// both must say the same. What only the reader can know (two places of one file that must agree) may be refused by it alone.
//
// The validator below knows the part of JSON Schema that our schema uses, and fails on any other word, so that nothing in the
// schema goes unread.
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

#include "rules/rule_reader.h"

using namespace caveat::rules;
namespace fs = std::filesystem;

namespace {

using Poco::Dynamic::Var;
using Object = Poco::JSON::Object::Ptr;
using Array = Poco::JSON::Array::Ptr;

std::string contents(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

class Schema {
 public:
  Schema() : root_(Poco::JSON::Parser().parse(contents(CAVEAT_SOURCE_DIR "/rules/schema/rule.schema.json")).extract<Object>()) {}
  bool accepts(const YamlNode& node) const { return holds(root_, node); }

 private:
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

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  BOOST_REQUIRE_MESSAGE(at != std::string::npos, from);
  return text.replace(at, from.size(), to);
}

YamlNode tree(const std::string& yaml) {
  auto parsed = parse_yaml(yaml, "r.yaml");
  if (const auto* d = std::get_if<Diagnostic>(&parsed)) BOOST_FAIL(d->message);
  return std::get<YamlNode>(std::move(parsed));
}

// One of each kind, with every key of the logic in one of them at least.
std::vector<std::pair<std::string, YamlNode>> one_of_each() {
  const fs::path pack = CAVEAT_SOURCE_DIR "/tests/rules/diagnostics/pack";
  const std::string presence = contents(pack / "pricing/price-up.yaml");
  const std::string find = "  kind: presence\n  scope: sentence\n  find: { near: [may, price], within: 6 words, order: any }\n  unless: [consent]\n";
  return {
      {"pricing/price-up.yaml", tree(replaced(presence, find,
                                              "  kind: presence\n  scope: [clause, ~heading]\n  find: [{ near: [may, price], within: 6, order: given }, { all: [may, price] }]\n"
                                              "  unless: [{ slot: consent, within: 4 words }]\n  favours: { side: supplier, unnamed: report }\n"
                                              "  clarified_by: [definition, duration]\n  cause: rule\n"))},
      {"pricing/price-up.yaml", tree(replaced(replaced(presence, find, find + "  favours: customer\n"), "text:\n", "also_fires: [uptime-low]\ntext:\n"))},
      {"service-levels/uptime-low.yaml", tree(contents(pack / "service-levels/uptime-low.yaml"))},
      {"clauses/clause-term.yaml", tree(replaced(contents(pack / "clauses/clause-term.yaml"), "find: { any: [term] }", "find: { any: [term] }\n  indicates: { contract: 1, not-a-contract: -2.5 }"))},
      {"pricing/price-up.yaml", tree(replaced(presence, find,
                                              "  kind: absence\n  scope: document\n  needs: { documents: [contract, dpa], any: [may], all: [price], clauses: [clause-term] }\n"
                                              "  absent: [{ near: [may, price], within: 30 words, scope: clause }, { clauses: [clause-term] }]\n  adverse: { any: [may] }\n"
                                              "  show_at: price\n  unless: [consent]\n  trust_when: { language_share: 0.9, pages_without_text: 0 }\n"))},
      {"pricing/price-up.yaml", tree(replaced(presence, find, "  kind: structure\n  check: contradiction\n  of: [clause-term]\n  find: { all: [may, price] }\n  unless: [consent]\n"))},
  };
}

YamlNode scalar(const std::string& text) {
  YamlNode node;
  node.text = text;
  return node;
}

// Calls with each spoilt tree and what was done to it. The tree is as before when the call ends.
void spoil(YamlNode& node, const std::string& path, const std::function<void(const std::string&)>& call) {
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
    node.entries.emplace_back("zzz", scalar("zzz"));
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

// Two places of one file that must agree, or words that only the compiler reads.
const std::set<std::string> kReaderAlone = {"R012", "R015", "R016", "R017", "R018", "R019", "R020", "R021", "R051"};

}  // namespace

BOOST_AUTO_TEST_SUITE(schema)

BOOST_AUTO_TEST_CASE(the_schema_accepts_every_shipped_rule) {
  const Schema schema;
  std::size_t rules = 0;
  for (const auto& entry : fs::recursive_directory_iterator(CAVEAT_SOURCE_DIR "/rules")) {
    const std::string folder = entry.path().parent_path().filename();
    if (entry.path().extension() != ".yaml" || folder == "lexicons" || folder == "policies" || entry.path().filename() == "pack.yaml") continue;
    BOOST_TEST(schema.accepts(tree(contents(entry.path()))), entry.path());
    ++rules;
  }
  BOOST_TEST(rules > 90u);
}

BOOST_AUTO_TEST_CASE(the_schema_and_the_reader_agree_on_every_spoilt_rule) {
  const Schema schema;
  std::size_t tried = 0, refused = 0;
  for (auto& [file, root] : one_of_each()) {
    Diagnostics d;
    BOOST_REQUIRE_MESSAGE(read_rule(root, file, d), (d.empty() ? "" : d[0].message));
    BOOST_REQUIRE(schema.accepts(root));
    YamlNode& spoilt = root;
    spoil(spoilt, file, [&](const std::string& how) {
      Diagnostics complaints;
      const bool read = read_rule(spoilt, file, complaints).has_value(), accepted = schema.accepts(spoilt);
      ++tried;
      refused += !accepted;
      if (read == accepted) return;
      const std::string first = complaints.empty() ? "" : complaints[0].code + " " + complaints[0].message;
      const auto reader_alone = [](const Diagnostic& x) {
        return kReaderAlone.count(x.code) || (x.code == "R011" && x.message.find("\"slots\"") == 0);  // needed where the logic names one
      };
      if (accepted && std::all_of(complaints.begin(), complaints.end(), reader_alone)) return;
      BOOST_ERROR(how << ": the schema " << (accepted ? "accepts" : "refuses") << " what the reader " << (read ? "reads" : "refuses: ") << first);
    });
  }
  BOOST_TEST(tried > 3'000u);
  BOOST_TEST(refused > 1'500u);
}

BOOST_AUTO_TEST_SUITE_END()
