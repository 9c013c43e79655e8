// CompiledPack: a pack of rules, read, checked and compiled, as one file beside its folder ("rules" -> "rules.compiled"), so that a cold start reads
// 17 MB instead of parsing 280 files and 35,000 fragments. Written by caveat-compile-rules when the engine is built; believed only where every rule file is
// still the one that it was made of (size and checksum) and the engine is the one that made it. Else the YAML is read: a compiled pack is never needed.
// What one scan seldom asks for (words, fragments, the indexes of other languages) stays bytes until it is asked for (later.h): a checksum over all tells a
// damaged file at once. Its bytes are as untrusted as any: every count, index and enumerator is checked. Tested by tests/unit/rules/compiled_pack_test.cpp.
#ifndef CAVEAT_RULES_COMPILED_PACK_H
#define CAVEAT_RULES_COMPILED_PACK_H
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "rules/program.h"

namespace caveat::rules {

// A file of the pack, as it was when it was compiled.
struct PackFile {
  std::string path;  // from the pack's folder: "lexicons/de.yaml"
  std::uint64_t size = 0;
  std::uint64_t sum = 0;  // checksum of its bytes
  friend bool operator==(const PackFile&, const PackFile&) = default;
};

// Tells files that people change from each other, ten times as fast as CRC-32; whoever wants two with one sum can make them.
std::uint64_t checksum(std::string_view bytes);

// Where the compiled form of a pack is looked for.
std::string compiled_path(std::string_view folder);

class CompiledPack {
 public:
  // Of a program that was loaded from one folder, without a policy and without an error.
  static std::string write(const RuleProgram& program, const std::vector<PackFile>& files, std::string_view files_hash);

  // The files that it was made of; nothing where the bytes are of another engine or no compiled pack.
  static std::vector<PackFile> files(std::string_view bytes);
  // False: the bytes are damaged, and `into` is to be thrown away. `folder`: goes before the names of files.
  static bool read(PackBytes bytes, const std::string& folder, RuleProgram& into, std::string& files_hash);
  // The index of a language in it; null: damaged.
  static std::unique_ptr<FragmentIndex> read_index(std::string_view bytes, std::size_t fragments);
  // Writes the checksum of what stands there: for tests that change bytes behind its back.
  static void seal(std::string& bytes);

 private:
  template <class Archive>
  static void pass_program(Archive& archive, RuleProgram& program);
  template <class Archive>
  static void pass_index(Archive& archive, FragmentIndex& index);
  static std::size_t classes_of(const LiteralTrie& trie);
};

}  // namespace caveat::rules
#endif
