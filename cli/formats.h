// Formats: what `caveat scan` can write, and how each is handed over. Tested by tests/cli/output_test.cpp.
#ifndef CAVEAT_CLI_FORMATS_H
#define CAVEAT_CLI_FORMATS_H
#include <string>
#include <string_view>
#include <vector>

namespace caveat::cli {

struct Format {
  enum class Shape {
    stream,  // documents one after the other
    each,    // a file for each document
    table,   // one report of all documents, made by the plugin's "caveat.reports/1"
  };
  std::string_view name;    // as the plugin knows it, but jsonl, which is json a line each
  std::string_view ending;  // of a file
  Shape shape = Shape::stream;
  bool binary = false;         // never to a terminal
  bool into_document = false;  // written into the document: the scan keeps the file
};

const std::vector<Format>& formats();
// Of a name that the options have checked.
const Format& format_named(std::string_view name);

}  // namespace caveat::cli
#endif
