// caveat-compile-rules FOLDER OUT: writes the compiled form of a pack (rules/compiled_pack.h). Run by the build; not installed.
#include <cstdio>
#include <fstream>

#include "rules/loader.h"

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fputs("caveat-compile-rules: name the folder of the pack and the file to write.\n", stderr);
    return 2;
  }
  caveat::rules::Diagnostics diagnostics;
  auto compiled = caveat::rules::compile_pack(argv[1], diagnostics);
  if (!compiled) {
    std::fprintf(stderr, "caveat-compile-rules: %s\n", compiled.error().message.c_str());
    for (const auto& d : diagnostics) std::fprintf(stderr, "  %s:%u: %s %s\n", d.file.c_str(), d.mark.line, d.code.c_str(), d.message.c_str());
    return 1;
  }
  std::ofstream out(argv[2], std::ios::binary);
  out.write(compiled->data(), static_cast<std::streamsize>(compiled->size()));
  out.close();
  if (!out) std::fprintf(stderr, "caveat-compile-rules: %s cannot be written.\n", argv[2]);
  return out ? 0 : 1;
}
