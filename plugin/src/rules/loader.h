// From pack folders to a RuleProgram, or to diagnostics that say what to mend. Tested by tests/unit/rules/loader_test.cpp.
//
// A pack folder holds pack.yaml, lexicons/<lang>.yaml, policies/*.yaml (read only when chosen) and one rule a file in
// category folders. Files are read in the order of their names, so the hash and every diagnostic list are stable.
#ifndef CAVEAT_RULES_LOADER_H
#define CAVEAT_RULES_LOADER_H
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "rules/diagnostic.h"
#include "rules/program.h"

namespace caveat::rules {

struct LoadOptions {
  std::vector<std::string> paths;  // pack folders; none: a program without rules
  std::string policy;              // a policy file, or the name of one in policies/; empty: "default" if there, else the rules' own numbers
  bool verify = false;             // also compile every expression now, to report what RE2 refuses
  // A rule file with an error is left out and named in RuleProgram::skipped(); the rest loads. What all rules stand on (pack.yaml,
  // a lexicon, the policy) still fails the whole: without it the others would be there, but mean something else.
  bool skip_broken = false;
  bool drafts = false;             // load rules with status: draft too, for those who write them
  bool compiled = true;            // take the compiled form of a single pack where it is up to date (compiled_pack.h); never with verify or drafts
};

// On error (code rules) every reason is in `diagnostics`; warnings may be there on success too.
Result<std::shared_ptr<const RuleProgram>> load(const LoadOptions& options, Diagnostics& diagnostics);

// The compiled form of a pack, for the file compiled_path(folder). Errors: rules, where it has an error, a warning or a draft.
Result<std::string> compile_pack(const std::string& folder, Diagnostics& diagnostics);

}  // namespace caveat::rules
#endif
