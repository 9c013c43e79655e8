// CompoundFile: the storages and streams of an OLE2 file (MS-CFB): Outlook's .msg, Office's files before 2007.
// Tested by tests/unit/extract/compound_file_test.cpp.
//
// Believes nothing: every chain of sectors is followed for at most as many steps as the file has sectors, a directory entry is visited once,
// sizes are those of the chains. No byte is copied before a stream is asked for.
//
//   auto file = CompoundFile::open(document);
//   const CompoundEntry* body = file->find(CompoundFile::kRoot, "__substg1.0_1000001F");
//   std::string bytes = *file->read(*body);
#ifndef CAVEAT_EXTRACT_COMPOUND_FILE_H
#define CAVEAT_EXTRACT_COMPOUND_FILE_H
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "extract/extract.h"

namespace caveat::extract {

struct CompoundEntry {
  std::string name;      // UTF-8, in lower case: writers differ
  bool storage = false;  // else a stream
  std::uint32_t first_sector = 0;
  std::uint64_t size = 0;
  std::vector<std::uint32_t> children;  // of a storage: indices of CompoundFile::entries, in their order in the directory
};

class CompoundFile {
 public:
  static constexpr std::uint32_t kRoot = 0;

  // Errors: format (no OLE2 file, damaged), limit. Borrows the bytes.
  static Result<CompoundFile> open(const Document& document);

  const std::vector<CompoundEntry>& entries() const { return entries_; }
  // The child of a storage that is called so, in lower case; null: none.
  const CompoundEntry* find(std::uint32_t storage, std::string_view name) const;
  // The bytes of a stream. Errors: format (its chain ends early or runs in a circle).
  Result<std::string> read(const CompoundEntry& stream) const;

 private:
  std::string_view sector(std::uint32_t number) const;
  Result<std::vector<std::uint32_t>> chain(std::uint32_t first, const std::vector<std::uint32_t>& table, std::uint64_t most) const;

  std::string_view bytes_;
  std::string name_;
  std::uint32_t sector_size_ = 512;
  std::vector<std::uint32_t> table_, small_table_;  // of each sector the next one
  std::string small_;                               // the sectors of 64 bytes
  std::vector<CompoundEntry> entries_;
};

}  // namespace caveat::extract
#endif
