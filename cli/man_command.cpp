// caveat man: see man_command.h.
#include "man_command.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <vector>

#include "exit_codes.h"
#include "messages.h"
#include "options.h"
#include "output.h"
#include "terminal.h"

namespace caveat::cli {
namespace {

namespace fs = std::filesystem;

constexpr char kExamples[] = R"(
Installed pages are read with man(1).

Examples:
  caveat man scan | man -l -
  caveat man rules check | groff -man -Tpdf > rules-check.pdf
  caveat man --all share/man/man1                every page, as packages install them)";

struct Variable {
  const char *name, *meaning;
};
constexpr Variable kEnvironment[] = {
    {"LC_ALL, LC_MESSAGES, LANG", "The language of messages and reports, where --lang does not say: en, fr, de or es; English where it is none of these."},
    {"NO_COLOR", "Set and not empty: no colour."},
    {"CLICOLOR_FORCE", "Set and not 0: colour even where standard output is no terminal, as for a pager. NO_COLOR is stronger."},
    {"CAVEAT_RULES", "Folders of rules, separated by colons, instead of the installed ones."},
    {"CAVEAT_PLUGIN", "The library libcaveat.so.1, where it is not beside the program."},
};

// Nothing of a text is a request or an escape.
std::string roff(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i == 0 && (text[i] == '.' || text[i] == '\'')) out += "\\&";
    if (text[i] == '\\') out += "\\e";
    else if (text[i] == '-') out += "\\-";
    else if (text[i] == '\'') out += "\\(aq";
    else if (text[i] == '`') out += "\\(ga";
    else if (text[i] == '^') out += "\\(ha";
    else if (text[i] == '~') out += "\\(ti";
    else if (text[i] == '"') out += "\\(dq";
    else out += text[i];
  }
  return out;
}
std::string bold(const std::string& text) { return "\\fB" + roff(text) + "\\fR"; }
std::string slanted(const std::string& text) { return "\\fI" + roff(text) + "\\fR"; }

std::string dashed(std::string name) {
  std::replace(name.begin(), name.end(), ' ', '-');
  return name;
}

std::string upper(std::string text) {
  for (char& c : text)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return text;
}

std::string entry(const OptionText& option) {
  std::string head;
  for (const std::string& name : option.names) head.append(head.empty() ? "" : ", ").append(bold(name));
  if (option.names.empty()) head = slanted(option.value);
  else if (!option.value.empty()) head.append(" ").append(slanted(option.value));
  std::string text = roff(option.description);
  if (!option.description.ends_with('.')) text += ".";
  if (!option.initial.empty() && option.description.find("default:") == std::string::npos) text += " Default: " + roff(option.initial) + ".";
  if (option.required && !option.names.empty()) text += " Required.";
  return ".TP\n" + head + "\n" + text + "\n";
}

}  // namespace

std::string man_page(const CommandText& command, const CommandText& tree) {
  std::string out = ".\\\" Made by: caveat man. Change the options of the command, not this.\n.TH " + upper(roff(dashed(command.name))) +
                    " 1 \"\" \"Caveat " CAVEAT_VERSION "\" \"Caveat\"\n.SH NAME\n" + roff(dashed(command.name)) + " \\- " + roff(command.description) + "\n";
  out += ".SH SYNOPSIS\n" + bold(command.name);
  if (!command.options.empty()) out += " [" + slanted("OPTIONS") + "]";
  if (!command.commands.empty()) out += " " + slanted("COMMAND");
  for (const OptionText& argument : command.arguments)
    out += std::string(" ") + (argument.required ? "" : "[") + slanted(argument.value) + (argument.many ? " ..." : "") + (argument.required ? "" : "]");
  out += "\n";
  if (!command.prose.empty() && command.name != tree.name) {
    out += ".SH DESCRIPTION\n";
    for (std::size_t i = 0; i < command.prose.size(); ++i) out += (i == 0 ? "" : ".PP\n") + roff(command.prose[i]) + "\n";
  }
  if (!command.commands.empty()) {
    out += ".SH COMMANDS\n";
    for (const CommandText& sub : command.commands) out += ".TP\n" + bold(sub.name) + "\n" + roff(sub.description) + ".\n";
  }
  if (!command.arguments.empty()) out += ".SH ARGUMENTS\n";
  for (const OptionText& argument : command.arguments) out += entry(argument);
  if (!command.options.empty()) out += ".SH OPTIONS\n";
  for (const OptionText& option : command.options) out += entry(option);
  if (!command.examples.empty()) {
    out += ".SH EXAMPLES\n.nf\n";
    for (const std::string& line : command.examples) out += roff(line) + "\n";
    out += ".fi\n";
  }
  if (command.name == tree.name) {
    for (const std::string& paragraph : command.prose)  // of the program itself: the exit codes
      out += (paragraph.starts_with("Exit codes") ? ".SH EXIT STATUS\n" : ".SH NOTES\n") + roff(paragraph) + "\n";
    out += ".SH ENVIRONMENT\n";
    for (const Variable& variable : kEnvironment) out += ".TP\n.B " + roff(variable.name) + "\n" + roff(variable.meaning) + "\n";
  }
  out += ".SH SEE ALSO\n";
  std::vector<std::string> pages;
  for (const CommandText* page : all_of(tree)) {
    const bool parent = command.name.starts_with(page->name + " "), child = page->name.starts_with(command.name + " "), sibling = page->name.rfind(' ') == command.name.rfind(' ') && page->name.starts_with(command.name.substr(0, command.name.rfind(' ') + 1));
    if (page->name != command.name && (parent || child || (command.name != tree.name && sibling))) pages.push_back("\\fB" + roff(dashed(page->name)) + "\\fR(1)");
  }
  for (std::size_t i = 0; i < pages.size(); ++i) out += pages[i] + (i + 1 < pages.size() ? ",\n" : "\n");
  return out;
}

namespace {

struct ManArguments {
  std::vector<std::string> command;
  std::string folder;  // all pages, into it
};

int man_command(const CommandText& tree, const ManArguments& arguments) {
  if (!arguments.folder.empty()) {
    std::error_code error;
    fs::create_directories(arguments.folder, error);
    if (error) throw Failure(said(messages().folder_not_made, {printable(arguments.folder), error.message()}));
    for (const CommandText* command : all_of(tree)) {
      AtomicFile file(fs::path(arguments.folder) / (dashed(command->name) + ".1"));
      file.write(man_page(*command, tree));
      file.commit();
    }
    return kExitClean;
  }
  std::string name = tree.name;
  for (const std::string& word : arguments.command) name += " " + word;
  for (const CommandText* command : all_of(tree))
    if (command->name == name) {
      write_standard_output(man_page(*command, tree));
      return kExitClean;
    }
  throw Failure("there is no command " + printable(name) + ". See: caveat --help");
}

}  // namespace

void add_man_command(CLI::App& app, Chosen& chosen) {
  const auto man = std::make_shared<ManArguments>();
  CLI::App& command = *app.add_subcommand("man", "The manual page of a command, in roff");
  command.add_option("COMMAND", man->command, "scan, rules check, ... (default: caveat itself)")->type_name(" ");
  command.add_option("--all", man->folder, "Write every page into this folder")->type_name("DIR");
  command.footer(kExamples);
  command.callback([&app, &chosen, man] { chosen.run = [&app, man] { return man_command(command_tree(app), *man); }; });
}

}  // namespace caveat::cli
