// CompoundFile, see compound_file.h. Names of fields as in MS-CFB.
#include "extract/compound_file.h"

#include <algorithm>
#include <utility>

#include "base/limits.h"
#include "extract/complaint.h"
#include "extract/utf8.h"

namespace caveat::extract {
namespace {

constexpr std::size_t kHeaderBytes = 512, kEntryBytes = 128, kHeaderTables = 109;
constexpr std::uint32_t kLastSector = 0xFFFFFFFA;  // beyond: marks, not sectors
constexpr std::uint32_t kNoEntry = 0xFFFFFFFF;
constexpr std::uint32_t kSmallStream = 4096, kSmallSector = 64;

std::uint32_t little(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint32_t value = 0;
  for (std::size_t i = size; i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

std::string name_in(std::string_view entry) {
  const std::size_t units = std::min<std::size_t>(little(entry, 64, 2), 64) / 2;  // with the NUL at the end
  std::string name;
  for (std::size_t i = 0; i + 1 < units; ++i) {
    std::uint32_t c = little(entry, 2 * i, 2);
    if (c >= 'A' && c <= 'Z') c |= 0x20;
    append_utf8(name, c);
  }
  return name;
}

}  // namespace

std::string_view CompoundFile::sector(std::uint32_t number) const {
  // A file that was cut off has a short last sector.
  const std::uint64_t begin = (static_cast<std::uint64_t>(number) + 1) * sector_size_;
  return begin >= bytes_.size() ? std::string_view() : bytes_.substr(begin, sector_size_);
}

Result<std::vector<std::uint32_t>> CompoundFile::chain(std::uint32_t first, const std::vector<std::uint32_t>& table, std::uint64_t most) const {
  std::vector<std::uint32_t> sectors;
  for (std::uint32_t at = first; at < kLastSector && sectors.size() < most; at = table[at]) {
    if (at >= table.size() || sectors.size() > table.size()) return damaged(name_, "a chain of its sectors leads nowhere, or in a circle");
    sectors.push_back(at);
  }
  return sectors;
}

Result<CompoundFile> CompoundFile::open(const Document& document) {
  const std::string_view bytes = document.bytes;
  const auto wrong = [&](std::string_view what) { return damaged(document.name, what); };
  if (bytes.size() < kHeaderBytes || !bytes.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) return wrong("the head of its OLE2 file is wrong");
  const std::uint32_t shift = little(bytes, 30, 2);
  if (shift != 9 && shift != 12) return wrong("the head of its OLE2 file is wrong");

  CompoundFile file;
  file.bytes_ = bytes;
  file.name_ = document.name;
  file.sector_size_ = 1u << shift;
  const std::uint32_t sectors = static_cast<std::uint32_t>(bytes.size() / file.sector_size_), per_sector = file.sector_size_ / 4;

  // The sectors that hold the table: 109 in the head, more in a chain.
  std::vector<std::uint32_t> tables;
  for (std::size_t i = 0; i < kHeaderTables; ++i)
    if (const std::uint32_t at = little(bytes, 76 + 4 * i, 4); at < kLastSector) tables.push_back(at);
  std::uint32_t more = little(bytes, 68, 4);
  for (std::uint32_t steps = 0; more < kLastSector; ++steps) {
    const std::string_view here = file.sector(more);
    if (steps > sectors || here.size() < file.sector_size_ || tables.size() > sectors) return wrong("the table of its sectors is wrong");
    for (std::uint32_t i = 0; i + 1 < per_sector; ++i)
      if (const std::uint32_t at = little(here, 4 * i, 4); at < kLastSector) tables.push_back(at);
    more = little(here, 4 * (per_sector - 1), 4);
  }
  if (tables.size() > sectors / per_sector + 2) return wrong("the table of its sectors is wrong");
  for (const std::uint32_t at : tables) {
    const std::string_view here = file.sector(at);
    if (here.size() < file.sector_size_) return wrong("the table of its sectors is cut off");
    for (std::uint32_t i = 0; i < per_sector; ++i) file.table_.push_back(little(here, 4 * i, 4));
  }

  auto directory = file.chain(little(bytes, 48, 4), file.table_, sectors);
  if (!directory) return directory.error();
  struct Links {
    std::uint32_t left, right, child;
  };
  std::vector<Links> links;
  for (const std::uint32_t at : directory.value()) {
    const std::string_view here = file.sector(at);
    for (std::size_t i = 0; i + kEntryBytes <= here.size(); i += kEntryBytes) {
      const std::string_view raw = here.substr(i, kEntryBytes);
      CompoundEntry entry;
      const unsigned char type = static_cast<unsigned char>(raw[66]);
      entry.name = type == 0 ? std::string() : name_in(raw);
      entry.storage = type == 1 || type == 5;
      entry.first_sector = little(raw, 116, 4);
      entry.size = little(raw, 120, 4);  // the upper half is rubbish in old files, and no file here has 4 GB
      links.push_back({little(raw, 68, 4), little(raw, 72, 4), little(raw, 76, 4)});
      file.entries_.push_back(std::move(entry));
      if (file.entries_.size() > limits::kCompoundEntries)
        return complaint(ErrorCode::limit, document.name,
                         "an OLE2 file of more than " + std::to_string(limits::kCompoundEntries) + " streams. Save it anew and scan that.");
    }
  }
  if (file.entries_.empty() || !file.entries_[0].storage) return wrong("it has no root storage");

  // Each storage's children are a tree of brothers. An entry has one parent: a second visit is a circle.
  std::vector<bool> seen(file.entries_.size(), false);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> open = {{links[0].child, 0}};
  seen[0] = true;
  while (!open.empty()) {
    const auto [at, parent] = open.back();
    open.pop_back();
    if (at == kNoEntry) continue;
    if (at >= file.entries_.size() || seen[at]) return wrong("its directory leads nowhere, or in a circle");
    seen[at] = true;
    file.entries_[parent].children.push_back(at);
    open.emplace_back(links[at].left, parent);
    open.emplace_back(links[at].right, parent);
    if (file.entries_[at].storage) open.emplace_back(links[at].child, at);
  }
  for (CompoundEntry& entry : file.entries_) std::sort(entry.children.begin(), entry.children.end());

  auto small_table = file.chain(little(bytes, 60, 4), file.table_, sectors);
  if (!small_table) return small_table.error();
  for (const std::uint32_t at : small_table.value()) {
    const std::string_view here = file.sector(at);
    for (std::size_t i = 0; i + 4 <= here.size(); i += 4) file.small_table_.push_back(little(here, i, 4));
  }
  auto small = file.chain(file.entries_[0].first_sector, file.table_, sectors);
  if (!small) return small.error();
  for (const std::uint32_t at : small.value()) file.small_ += file.sector(at);
  return file;
}

const CompoundEntry* CompoundFile::find(std::uint32_t storage, std::string_view name) const {
  if (storage >= entries_.size()) return nullptr;
  for (const std::uint32_t child : entries_[storage].children)
    if (entries_[child].name == name) return &entries_[child];
  return nullptr;
}

Result<std::string> CompoundFile::read(const CompoundEntry& stream) const {
  std::string out;
  if (stream.size == 0) return out;
  const bool small = stream.size < kSmallStream;
  const std::uint32_t size = small ? kSmallSector : sector_size_;
  auto sectors = chain(stream.first_sector, small ? small_table_ : table_, (stream.size + size - 1) / size);
  if (!sectors) return sectors.error();
  for (const std::uint32_t at : sectors.value())
    out += small ? std::string_view(small_).substr(std::min<std::size_t>(small_.size(), std::size_t{at} * kSmallSector), kSmallSector) : sector(at);
  if (out.size() < stream.size) return damaged(name_, "a stream of its OLE2 file is cut off");
  out.resize(static_cast<std::size_t>(stream.size));
  return out;
}

}  // namespace caveat::extract
