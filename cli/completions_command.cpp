// caveat completions: see completions_command.h.
#include "completions_command.h"

#include <algorithm>
#include <memory>

#include "exit_codes.h"
#include "options.h"
#include "terminal.h"

namespace caveat::cli {
namespace {

constexpr char kExamples[] = R"(
A package installs them. By hand, for this session:

Examples:
  source <(caveat completions bash)
  caveat completions zsh > ~/.zfunc/_caveat      a folder of fpath, before compinit
  caveat completions fish > ~/.config/fish/completions/caveat.fish)";

std::string replaced(std::string text, std::string_view what, std::string_view by) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size()) text.replace(at, what.size(), by);
  return text;
}

// Inside single quotes; fish escapes there, bash and zsh cannot.
std::string quoted(const std::string& text) { return "'" + replaced(text, "'", R"('\'')") + "'"; }
std::string fish_quoted(const std::string& text) { return "'" + replaced(replaced(text, "\\", "\\\\"), "'", "\\'") + "'"; }
// In zsh's _arguments, "[...]" and ":" have a meaning.
std::string zsh_text(std::string text) {
  for (const char* special : {"\\", "[", "]", ":"}) text = replaced(std::move(text), special, "\\" + std::string(special));
  return text;
}

std::string joined(const std::vector<std::string>& words, std::string_view between = " ") {
  std::string all;
  for (const std::string& word : words) all.append(all.empty() ? "" : between).append(word);
  return all;
}

std::vector<std::string> names_of(const std::vector<CommandText>& commands) {
  std::vector<std::string> names;
  for (const CommandText& command : commands) names.push_back(command.name.substr(command.name.rfind(' ') + 1));
  return names;
}

bool reads_files(const CommandText& command) {
  return std::any_of(command.arguments.begin(), command.arguments.end(), [](const OptionText& o) { return o.takes_files(); });
}

std::vector<std::string> choices_of_arguments(const CommandText& command) {
  std::vector<std::string> words;
  for (const OptionText& argument : command.arguments) words.insert(words.end(), argument.choices.begin(), argument.choices.end());
  return words;
}

// Which command the words before the cursor name; then what may follow.
std::string bash(const CommandText& tree) {
  std::string paths, values, words;
  for (const CommandText* command : all_of(tree)) {
    if (command != &tree) paths.append(paths.empty() ? "" : " | ").append(quoted(command->name));
    std::vector<std::string> all = names_of(command->commands);
    for (const std::string& word : choices_of_arguments(*command)) all.push_back(word);
    for (const OptionText& option : command->options) {
      all.insert(all.end(), option.names.begin(), option.names.end());
      if (option.value.empty()) continue;
      std::string cases;
      for (const std::string& name : option.names) cases.append(cases.empty() ? "" : " | ").append(quoted(command->name + " " + name));
      const std::string what = !option.choices.empty()  ? "words " + quoted(joined(option.choices))
                               : option.takes_folders() ? "folders"
                               : option.takes_files()   ? "files"
                                                        : "words ''";
      values += "    " + cases + ") _caveat_" + what + "; return ;;\n";
    }
    words += "    " + quoted(command->name) + ") words=" + quoted(joined(all)) + (reads_files(*command) ? " files=yes" : "") + " ;;\n";
  }
  return "# Completion of caveat(1) for bash. Made by: caveat completions bash\n"
         "_caveat_words() { mapfile -t COMPREPLY < <(compgen -W \"$1\" -- \"$cur\"); }\n"
         "_caveat_files() { compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -f -- \"$cur\"); }\n"
         "_caveat_folders() { compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -d -- \"$cur\"); }\n"
         "_caveat() {\n"
         "  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} command=caveat words='' files='' i\n"
         "  COMPREPLY=()\n"
         "  if [[ $cur == = ]]; then cur=; elif [[ $prev == = ]]; then prev=${COMP_WORDS[COMP_CWORD-2]}; fi\n"
         "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
         "    case \"$command ${COMP_WORDS[i]}\" in\n      " +
         paths +
         ") command+=\" ${COMP_WORDS[i]}\" ;;\n"
         "    esac\n"
         "  done\n"
         "  case \"$command $prev\" in\n" +
         values +
         "  esac\n"
         "  case $command in\n" +
         words +
         "  esac\n"
         "  if [[ $files && $cur != -* ]]; then _caveat_files; else _caveat_words \"$words\"; fi\n"
         "}\n"
         "complete -F _caveat caveat\n";
}

std::string zsh_action(const OptionText& option) {
  if (!option.choices.empty()) return ":" + option.value + ":(" + joined(option.choices) + ")";
  return ":" + option.value + ":" + (option.takes_folders() ? "_files -/" : option.takes_files() ? "_files" : " ");
}

std::string zsh_function(const CommandText& command) { return "_" + replaced(command.name, " ", "_"); }

std::string zsh(const CommandText& tree) {
  std::string out = "#compdef caveat\n# Completion of caveat(1) for zsh. Made by: caveat completions zsh\n";
  for (const CommandText* command : all_of(tree)) {
    out += "\n" + zsh_function(*command) + "() {\n";
    std::string lines;
    for (const OptionText& option : command->options) {
      // '(-f --format)'{-f,--format}'[...]:FORMAT:(text json)'; one that may be repeated excludes nothing
      const bool repeated = option.value == "DIR" || option.value == "LABEL";
      const std::string spec = "[" + zsh_text(option.description) + "]" + (option.value.empty() ? "" : zsh_action(option));
      lines += " \\\n    ";
      lines += repeated ? quoted("*") : quoted("(" + joined(option.names) + ")");
      lines += (option.names.size() > 1 ? "{" + joined(option.names, ",") + "}" : option.names.front()) + quoted(spec);
    }
    if (!command->commands.empty()) {
      out += "  local curcontext=$curcontext state line\n  local -a commands\n  _arguments -C" + lines +
             " \\\n    '1:command:->command' '*::argument:->argument'\n  case $state in\n    command)\n      commands=(\n";
      for (const CommandText& sub : command->commands)
        out += "        " + quoted(names_of({sub}).front() + ":" + replaced(sub.description, ":", "\\:")) + "\n";
      out += "      )\n      _describe command commands ;;\n    argument)\n      case $line[1] in\n";
      for (const CommandText& sub : command->commands) out += "        " + names_of({sub}).front() + ") " + zsh_function(sub) + " ;;\n";
      out += "      esac ;;\n  esac\n}\n";
      continue;
    }
    for (const OptionText& argument : command->arguments)
      lines += " \\\n    " + quoted((argument.many ? "*" : argument.required ? "" : ":") + zsh_action(argument));
    out += "  _arguments -s" + lines + "\n}\n";
  }
  return out + "\nif [[ $funcstack[1] == _caveat ]]; then _caveat \"$@\"; else compdef _caveat caveat; fi\n";
}

std::string fish(const CommandText& tree) {
  std::string out =
      "# Completion of caveat(1) for fish. Made by: caveat completions fish\n"
      "function __caveat_is --description 'Whether the words before the cursor name this command'\n"
      "    set -l command caveat\n"
      "    for word in (commandline -opc)[2..-1]\n"
      "        switch \"$command $word\"\n"
      "            case";
  for (const CommandText* command : all_of(tree))
    if (command != &tree) out += " " + fish_quoted(command->name);
  out +=
      "\n                set command \"$command $word\"\n"
      "        end\n"
      "    end\n"
      "    test \"$command\" = \"$argv\"\n"
      "end\n";
  for (const CommandText* command : all_of(tree)) {
    const std::string line = "complete -c caveat -n " + fish_quoted("__caveat_is " + command->name);
    if (!reads_files(*command)) out += line + " -f\n";
    for (const CommandText& sub : command->commands) out += line + " -a " + names_of({sub}).front() + " -d " + fish_quoted(sub.description) + "\n";
    if (const auto words = choices_of_arguments(*command); !words.empty()) out += line + " -a " + fish_quoted(joined(words)) + "\n";
    for (const OptionText& option : command->options) {
      out += line;
      for (const std::string& name : option.names) out += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
      if (!option.value.empty() && !option.choices.empty()) out += " -x -a " + fish_quoted(joined(option.choices));
      else if (option.takes_folders()) out += " -x -a '(__fish_complete_directories)'";
      else if (option.takes_files()) out += " -r -F";
      else if (!option.value.empty()) out += " -x";
      out += " -d " + fish_quoted(option.description) + "\n";
    }
  }
  return out;
}

}  // namespace

std::string completions(const CommandText& tree, const std::string& shell) { return shell == "bash" ? bash(tree) : shell == "zsh" ? zsh(tree) : fish(tree); }

void add_completions_command(CLI::App& app, Chosen& chosen) {
  const auto shell = std::make_shared<std::string>();
  CLI::App& command = *app.add_subcommand("completions", "Completion of commands and options, for your shell");
  command.add_option("SHELL", *shell, "bash, zsh or fish")->required()->check(one_of({"bash", "zsh", "fish"}))->type_name(" ");
  command.footer(kExamples);
  command.callback([&app, &chosen, shell] {
    chosen.run = [&app, shell] {
      write_standard_output(completions(command_tree(app), *shell));
      return kExitClean;
    };
  });
}

}  // namespace caveat::cli
