// See eval_mapping.h.
#include "eval_mapping.h"

#include <libfyaml.h>

#include <memory>
#include <string_view>

#include "exit_codes.h"
#include "files.h"
#include "terminal.h"

namespace caveat::cli {
namespace {

struct Free {
  void operator()(fy_document* document) const { fy_document_destroy(document); }
  void operator()(fy_diag* diag) const { fy_diag_destroy(diag); }
};

class Reader {
 public:
  explicit Reader(const std::string& path) : path_(path) {}

  [[noreturn]] void refuse(fy_node* at, const std::string& why) const {
    std::string where = printable(path_);
    if (fy_token* token = at && fy_node_is_scalar(at) ? fy_node_get_scalar_token(at) : nullptr)
      if (const fy_mark* mark = fy_token_start_mark(token)) where += ":" + std::to_string(mark->line + 1);
    throw Failure(where + ": " + why);
  }

  std::string text(fy_node* node, const char* what) const {
    if (!node || !fy_node_is_scalar(node)) refuse(node, std::string(what) + " must be a word.");
    std::size_t size = 0;
    const char* bytes = fy_node_get_scalar(node, &size);
    return bytes ? std::string(bytes, size) : std::string();
  }

  std::set<std::string> words(fy_node* node, const std::string& what) const {
    if (!node || !fy_node_is_sequence(node)) refuse(node, what + " must be a list of rule ids or taxonomy codes: [clause-term, TRM-01].");
    std::set<std::string> all;
    void* at = nullptr;
    while (fy_node* item = fy_node_sequence_iterate(node, &at)) all.insert(text(item, what.c_str()));
    return all;
  }

  template <class Each>
  void entries(fy_node* node, const std::string& what, Each each) const {
    if (!node || !fy_node_is_mapping(node)) refuse(node, what + " must be keys with values.");
    void* at = nullptr;
    std::set<std::string> seen;
    while (fy_node_pair* pair = fy_node_mapping_iterate(node, &at)) {
      fy_node* key = fy_node_pair_key(pair);
      const std::string name = text(key, "a key");
      if (!seen.insert(name).second) refuse(key, "\"" + printable(name) + "\" is written twice; remove one.");
      each(name, key, fy_node_pair_value(pair));
    }
  }

  EvalMapping::Label label(const std::string& name, fy_node* node) const {
    EvalMapping::Label label;
    if (node && fy_node_is_sequence(node)) {
      label.any = words(node, printable(name));
      return label;
    }
    entries(node, "the label " + printable(name), [&](const std::string& key, fy_node* at, fy_node* value) {
      if (key == "any") label.any = words(value, "any");
      else if (key == "unless") label.unless = words(value, "unless");
      else refuse(at, "a label has any and unless, not \"" + printable(key) + "\".");
    });
    return label;
  }

  EvalMapping read(fy_node* root) const {
    EvalMapping mapping;
    entries(root, "a mapping", [&](const std::string& key, fy_node* at, fy_node* value) {
      if (key == "eval") mapping.name = text(value, "eval");
      else if (key == "about" || key == "data") text(value, key.c_str());  // for people
      else if (key == "language") mapping.language = text(value, "language");
      else if (key == "left_out") mapping.left_out = words(value, "left_out");
      else if (key == "none") mapping.with_none = text(value, "none") == "true";
      else if (key == "labels") entries(value, "labels", [&](const std::string& name, fy_node*, fy_node* rules) { mapping.labels[name] = label(name, rules); });
      else if (key == "unit") {
        const std::string unit = text(value, "unit");
        if (unit == "item") mapping.unit = EvalMapping::Unit::item;
        else if (unit == "document") mapping.unit = EvalMapping::Unit::document;
        else if (unit == "span") mapping.unit = EvalMapping::Unit::span;
        else refuse(value, "unit is item, document or span, not \"" + printable(unit) + "\".");
      } else refuse(at, "unknown key \"" + printable(key) + "\"; known: eval, about, data, unit, language, none, labels, left_out.");
    });
    if (mapping.name.empty()) refuse(nullptr, "the key eval is missing: a name for the measure.");
    if (mapping.unit == EvalMapping::Unit::span && !mapping.labels.empty()) refuse(nullptr, "unit span measures taxonomy codes as they are; remove labels.");
    if (mapping.unit != EvalMapping::Unit::span && mapping.labels.empty()) refuse(nullptr, "the key labels is missing: which rules speak for which label.");
    return mapping;
  }

 private:
  const std::string& path_;
};

}  // namespace

EvalMapping read_eval_mapping(const std::string& path) {
  const Bytes bytes = cli::read(Input{path, {}});
  if (!bytes.problem.empty()) throw Failure(printable(path) + ": " + bytes.problem);
  fy_parse_cfg config{};
  fy_diag_cfg quiet{};
  fy_diag_cfg_default(&quiet);
  quiet.fp = nullptr;
  quiet.level = FYET_MAX;
  const std::unique_ptr<fy_diag, Free> diag(fy_diag_create(&quiet));
  config.diag = diag.get();
  const std::unique_ptr<fy_document, Free> document(fy_document_build_from_string(&config, bytes.data.data(), bytes.data.size()));
  if (!document || !fy_document_root(document.get())) throw Failure(printable(path) + " is not YAML. tests/eval/ has mappings to begin with.");
  return Reader(path).read(fy_document_root(document.get()));
}

}  // namespace caveat::cli
