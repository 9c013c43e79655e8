// host.cpp: the same as host.c, in C++17 with caveat.hpp.
//
//   c++ -std=c++17 host.cpp -lcaveat -o host
//   ./host rules offer.pdf de
#include <caveat/caveat.hpp>

#include <fstream>
#include <iostream>
#include <iterator>

int main(int argc, char** argv) {
  if (argc < 3) {
    std::cerr << "usage: host RULES_FOLDER CONTRACT [LANGUAGE]\n";
    return 1;
  }
  try {
    std::ifstream file(argv[2], std::ios::binary);
    if (!file) throw std::runtime_error(std::string("cannot read ") + argv[2]);
    const std::string bytes(std::istreambuf_iterator<char>(file), {});
    const char* locale = argc > 3 ? argv[3] : "en";

    const cav::Plugin plugin;
    cav::LoadOptions load;
    load.on_diagnostic = [](const cav::Diagnostic& d) {
      std::cerr << d.file << ":" << d.line << ": " << d.code << " " << d.message << "\n";
    };
    const cav::Ruleset rules = plugin.load_rules({argv[1]}, load);
    cav::Scanner scanner(rules);
    const cav::Result result = scanner.scan(bytes, argv[2]);
    for (const cav::Finding& finding : result.findings()) {
      std::cout << finding.rule << ": " << result.string(finding, "message", locale) << "\n";
      if (!finding.spans.empty()) std::cout << "  \"" << result.text(finding.spans[0]) << "\"\n";
    }
  } catch (const std::exception& error) {
    std::cerr << "host: " << error.what() << "\n";
    return 1;
  }
}
