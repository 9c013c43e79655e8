// caveat eval: how right are the rules? Precision, recall and F1 on labelled texts, with what chance may add or take. docs/evaluation.md.
// Tested by tests/cli/eval_test.cpp.
#ifndef CAVEAT_CLI_EVAL_COMMAND_H
#define CAVEAT_CLI_EVAL_COMMAND_H
#include <string>
#include <vector>

#include "command.h"

namespace caveat::cli {

struct EvalArguments {
  std::vector<std::string> files;    // JSONL, plain or gzipped
  std::string mapping;               // YAML: labels -> rules
  std::string parallel;              // JSON: group -> language -> files; instead of mapping and files
  std::string documents;             // folder of the files that labels without text name
  std::string baseline;              // fail when a figure falls below it
  std::string part;                  // only items of this part
  std::vector<std::string> labels;   // only these
  std::vector<std::string> rules;    // beside the standard ones
  bool standard_rules = true;
  std::string policy;
  std::string format = "text";       // text json markdown
  bool errors = false;
  bool by_rule = false;
  unsigned jobs = 1;
};

int eval_command(const EvalArguments& arguments);

void add_eval_command(CLI::App& app, Chosen& chosen);

}  // namespace caveat::cli
#endif
