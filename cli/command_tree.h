// Command tree: what the options say of every command, as plain data: from it come completions and man pages, so that the options are
// described once. Tested by tests/cli/completions_test.cpp and man_test.cpp.
#ifndef CAVEAT_CLI_COMMAND_TREE_H
#define CAVEAT_CLI_COMMAND_TREE_H
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace caveat::cli {

struct OptionText {
  std::vector<std::string> names;    // "-f", "--format"; none: an argument by its place
  std::string value;                 // "FORMAT"; empty: a flag
  std::string description, initial;  // initial: "text"; may be empty
  std::vector<std::string> choices;  // all that the value may be; empty: anything
  bool required = false, many = false;
  bool takes_files() const;          // files, folders or both
  bool takes_folders() const;        // ... folders alone
};

struct CommandText {
  std::string name;  // "caveat rules check"
  std::string description;
  std::vector<std::string> prose, examples;  // of the help's footer: paragraphs, and lines
  std::vector<OptionText> options, arguments;
  std::vector<CommandText> commands;
};

CommandText command_tree(const CLI::App& app);

// It and all below it, parents first.
std::vector<const CommandText*> all_of(const CommandText& tree);

}  // namespace caveat::cli
#endif
