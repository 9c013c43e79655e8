// Diagnostic: what is wrong with a rule file, where, and what to do next. Codes are stable: docs/rule-diagnostics.md.
#ifndef CAVEAT_RULES_DIAGNOSTIC_H
#define CAVEAT_RULES_DIAGNOSTIC_H
#include <string>
#include <vector>

#include "rules/rule.h"

namespace caveat::rules {

struct Diagnostic {
  enum class Level { warning = 2, error = 3 };
  Level level = Level::error;
  std::string code;  // "R012"
  std::string file;
  SourceMark mark;   // 0: the file as a whole
  std::string message;
};

using Diagnostics = std::vector<Diagnostic>;

}  // namespace caveat::rules
#endif
