// Command tree: see command_tree.h.
#include "command_tree.h"

#include <algorithm>
#include <sstream>

#include "options.h"

namespace caveat::cli {
namespace {

// "Examples:" and the lines below it are the examples, the rest is prose: paragraphs between empty lines.
void read_footer(const std::string& footer, CommandText& into) {
  std::istringstream in(footer);
  std::string paragraph;
  bool examples = false;
  const auto end = [&] {
    if (!paragraph.empty()) into.prose.push_back(std::move(paragraph));
    paragraph.clear();
  };
  for (std::string line; std::getline(in, line);) {
    if (line == "Examples:") {
      end();
      examples = true;
    } else if (line.empty()) {
      end();
      examples = false;
    } else if (examples) {
      into.examples.push_back(line.substr(std::min(line.find_first_not_of(' '), line.size())));
    } else {
      paragraph.append(paragraph.empty() ? "" : " ").append(line);
    }
  }
  end();
}

OptionText option_text(const CLI::Option& option) {
  OptionText text;
  for (const std::string& name : option.get_snames()) text.names.push_back("-" + name);
  for (const std::string& name : option.get_lnames()) text.names.push_back("--" + name);
  text.description = option.get_description();
  text.required = option.get_required();
  text.many = option.get_expected_max() > 1;
  const bool flag = option.get_items_expected_max() == 0;
  if (!flag) {
    text.value = text.names.empty() ? option.get_name(true) : option.get_type_name();
    text.initial = option.get_default_str();
    text.choices = choices_of(option);
  }
  return text;
}

CommandText describe(const CLI::App& app, const std::string& parents) {
  CommandText command;
  command.name = parents.empty() ? app.get_name() : parents + " " + app.get_name();
  command.description = app.get_description();
  read_footer(app.get_footer(), command);
  for (const CLI::Option* option : app.get_options()) {
    OptionText text = option_text(*option);
    (text.names.empty() ? command.arguments : command.options).push_back(std::move(text));
  }
  for (const CLI::App* sub : app.get_subcommands([](const CLI::App*) { return true; })) command.commands.push_back(describe(*sub, command.name));
  return command;
}

void add_all(const CommandText& command, std::vector<const CommandText*>& to) {
  to.push_back(&command);
  for (const CommandText& sub : command.commands) add_all(sub, to);
}

}  // namespace

bool OptionText::takes_files() const {
  for (const char* word : {"FILE", "PATH", "DIR", "CONTRACT", "OLD", "NEW", "POLICY"})
    if (value == word) return true;
  return false;
}

bool OptionText::takes_folders() const { return value == "DIR"; }

CommandText command_tree(const CLI::App& app) { return describe(app, {}); }

std::vector<const CommandText*> all_of(const CommandText& tree) {
  std::vector<const CommandText*> all;
  add_all(tree, all);
  return all;
}

}  // namespace caveat::cli
