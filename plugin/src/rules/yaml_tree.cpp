// See yaml_tree.h.
#include "rules/yaml_tree.h"

#include <libfyaml.h>

#include <memory>
#include <set>

#include "base/limits.h"

namespace caveat::rules {
namespace {

constexpr int kMaxDepth = 32;

struct Free {
  void operator()(fy_document* d) const { fy_document_destroy(d); }
  void operator()(fy_diag* d) const { fy_diag_destroy(d); }
};

SourceMark mark_of(fy_token* token) {
  if (const fy_mark* m = token ? fy_token_start_mark(token) : nullptr)
    return {static_cast<std::uint32_t>(m->line + 1), static_cast<std::uint32_t>(m->column + 1)};
  return {};
}

class Reader {
 public:
  explicit Reader(std::string file) : file_(std::move(file)) {}

  bool read(fy_node* from, YamlNode& to, SourceMark near, int depth) {
    to.mark = near;
    if (!from) return true;  // an empty value is an empty scalar
    if (depth == 0) return fail(near, "R003", "nested too deeply; flatten it");
    if (fy_node_is_alias(from)) return fail(near, "R003", "an alias (*name); write the value out");
    if (fy_node_get_tag(from, nullptr)) return fail(near, "R003", "a tag (!name); remove it");
    switch (fy_node_get_type(from)) {
      case FYNT_SCALAR: {
        std::size_t size = 0;
        const char* text = fy_node_get_scalar(from, &size);
        to.kind = YamlNode::Kind::scalar;
        if (text) to.text.assign(text, size);
        if (const SourceMark m = mark_of(fy_node_get_scalar_token(from)); m.line) to.mark = m;
        return true;
      }
      case FYNT_SEQUENCE: {
        to.kind = YamlNode::Kind::list;
        void* at = nullptr;
        while (fy_node* item = fy_node_sequence_iterate(from, &at)) {
          to.items.emplace_back();
          if (!read(item, to.items.back(), near, depth - 1)) return false;
          if (to.items.size() == 1 && to.items[0].mark.line > to.mark.line) to.mark = to.items[0].mark;
        }
        return true;
      }
      case FYNT_MAPPING: {
        to.kind = YamlNode::Kind::map;
        void* at = nullptr;
        // libfyaml's own check compares each key with every other: 20,000 keys would take 20 seconds.
        std::set<std::string, std::less<>> seen;
        while (fy_node_pair* pair = fy_node_mapping_iterate(from, &at)) {
          YamlNode key;
          if (!read(fy_node_pair_key(pair), key, near, depth - 1)) return false;
          if (key.kind != YamlNode::Kind::scalar) return fail(key.mark, "R003", "a key that is not a plain word");
          if (!seen.insert(key.text).second) return fail(key.mark, "R002", "the key \"" + key.text + "\" is written twice (duplicate); remove one");
          if (to.entries.empty()) to.mark = key.mark;
          to.entries.push_back({key.text, YamlNode{}});
          to.key_marks.push_back(key.mark);
          if (!read(fy_node_pair_value(pair), to.entries.back().second, key.mark, depth - 1)) return false;
        }
        return true;
      }
    }
    return true;
  }

  bool fail(SourceMark mark, std::string code, std::string message) {
    error = {Diagnostic::Level::error, std::move(code), file_, mark, std::move(message)};
    return false;
  }

  Diagnostic error;

 private:
  std::string file_;
};

}  // namespace

std::variant<YamlNode, Diagnostic> parse_yaml(std::string_view text, const std::string& file) {
  Reader reader(file);
  if (text.size() > limits::kRuleFileBytes) {
    reader.fail({}, "R001", "the file is larger than " + std::to_string(limits::kRuleFileBytes >> 20) + " MB; split it into one file a concept");
    return reader.error;
  }
  // A second document would be dropped in silence.
  for (std::size_t line = text.find("\n---"); line != std::string_view::npos; line = text.find("\n---", line + 1)) {
    const bool marker = line + 4 >= text.size() || text[line + 4] == '\n' || text[line + 4] == ' ' || text[line + 4] == '\r';
    const bool content = text.substr(0, line).find(':') != std::string_view::npos;
    if (!marker || !content) continue;
    std::uint32_t number = 1;
    for (char c : text.substr(0, line + 1)) number += c == '\n';
    reader.fail({number, 1}, "R003", "a second document (---); one concept a file");
    return reader.error;
  }
  // Errors are collected, never printed: this runs inside a host.
  fy_diag_cfg diag_cfg;
  fy_diag_cfg_default(&diag_cfg);
  diag_cfg.fp = nullptr;
  diag_cfg.output_fn = [](fy_diag*, void*, const char*, std::size_t) {};
  diag_cfg.colorize = false;
  std::unique_ptr<fy_diag, Free> diag(fy_diag_create(&diag_cfg));
  fy_diag_set_collect_errors(diag.get(), true);
  fy_parse_cfg cfg{};
  cfg.flags = static_cast<fy_parse_cfg_flags>(FYPCF_QUIET | FYPCF_DISABLE_MMAP_OPT | FYPCF_ALLOW_DUPLICATE_KEYS);
  cfg.diag = diag.get();
  std::unique_ptr<fy_document, Free> document(fy_document_build_from_string(&cfg, text.data(), text.size()));
  if (!document || !fy_document_root(document.get())) {
    void* at = nullptr;
    SourceMark mark;
    std::string message = "not a YAML document";
    if (const fy_diag_error* e = fy_diag_errors_iterate(diag.get(), &at)) {
      mark = {static_cast<std::uint32_t>(e->line > 0 ? e->line : 1), static_cast<std::uint32_t>(e->column > 0 ? e->column : 1)};
      message = e->msg ? e->msg : message;
    }
    reader.fail(mark, "R002", "YAML: " + message + "; see docs/rule-format.md for the shape of a rule");
    return reader.error;
  }
  YamlNode root;
  if (!reader.read(fy_document_root(document.get()), root, {1, 1}, kMaxDepth)) return reader.error;
  return root;
}

}  // namespace caveat::rules
