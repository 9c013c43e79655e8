// Data of `caveat eval`: labelled texts as JSONL, one object a line, plain or gzipped. Tested by tests/cli/eval_test.cpp.
//
//   {"id": "1", "lang": "en", "text": "We may change these terms.", "labels": ["unilateral_change"], "doc": "acme"}
//   {"id": "2", "type": "Licence", "text": "...", "spans": [{"label": "Governing Law", "start": 10, "end": 90}]}
//   {"id": "3", "lang": "fr", "file": "fr/sla.md", "sha256": "9f...", "spans": [...], "absent": ["SLA-14"]}
//
// Offsets count code points of the text, or of the text that `caveat extract` prints of the file. A file's text need not be published
// with its labels: the file is looked for below a folder that the user names, and must have the sha256.
#ifndef CAVEAT_CLI_EVAL_DATA_H
#define CAVEAT_CLI_EVAL_DATA_H
#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace caveat::cli {

struct EvalSpan {
  std::uint64_t begin = 0, end = 0;  // code points
  std::set<std::string> labels;      // the first named, then those that are right too ("also")
  std::string label;
};

struct EvalItem {
  std::string id, language, document, text;
  std::string file, sha256, part;   // part: "test" where kept for testing only
  std::set<std::string> labels;     // those of its spans included
  std::vector<EvalSpan> spans;
  std::set<std::string> absent;     // codes of protections that the document lacks
};

// Throws Failure with file and line.
std::vector<EvalItem> read_eval_items(const std::string& path);

}  // namespace caveat::cli
#endif
