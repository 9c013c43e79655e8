// Mapping of `caveat eval`: which rules speak for which label of a set of labelled texts. A YAML file; docs/evaluation.md has the
// keys. Tested by tests/cli/eval_test.cpp.
//
//   eval: cuad
//   unit: item
//   labels:
//     Governing Law: [clause-governing-law, LAW-01]        # one of these rules, or any rule of this code
//     void: { any: [LIA-02, WAR-02], unless: [clause-x] }  # ... and none of those in the same item
#ifndef CAVEAT_CLI_EVAL_MAPPING_H
#define CAVEAT_CLI_EVAL_MAPPING_H
#include <map>
#include <set>
#include <string>
#include <vector>

namespace caveat::cli {

struct EvalMapping {
  // What is right or wrong: an item (a sentence, a clause, a contract) that has a label or not, each scanned alone; the same, but
  // with the items of one `doc` scanned as one document; or the places of taxonomy codes in whole documents.
  enum class Unit { item, document, span };
  // Rule ids, or taxonomy codes (SLA-02), which stand for all rules of the code.
  struct Label {
    std::set<std::string> any, unless;
  };

  std::string name;
  Unit unit = Unit::item;
  std::string language;                 // of items that do not say theirs; empty: detected
  bool with_none = false;               // "none" counts as a label in the macro average, as LexGLUE does
  std::map<std::string, Label> labels;  // unit item and document
  std::set<std::string> left_out;       // labels of the data that are not measured; any other that is not mapped is an error
};

// Throws Failure with file and line.
EvalMapping read_eval_mapping(const std::string& path);

}  // namespace caveat::cli
#endif
