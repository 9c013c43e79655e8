// PackBytes: the bytes of a file of rules, kept for as long as anybody holds them: a program that was read from a compiled pack points into them.
// Read, not mapped: a mapped file that somebody overwrites ends the host. Tested by tests/unit/rules/compiled_pack_test.cpp.
#ifndef CAVEAT_RULES_PACK_BYTES_H
#define CAVEAT_RULES_PACK_BYTES_H
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace caveat::rules {

class PackBytes {
 public:
  PackBytes() = default;
  explicit PackBytes(std::string_view copied);
  // Of a regular file of at most `most` bytes; one that grows meanwhile is read as far as it was. Nothing: it cannot be read, or is none.
  static std::optional<PackBytes> of_file(const std::string& path, std::uint64_t most);

  std::string_view view() const { return {bytes_.get(), size_}; }

 private:
  static PackBytes make(std::size_t size);

  std::shared_ptr<char[]> bytes_;
  std::size_t size_ = 0;
};

}  // namespace caveat::rules
#endif
