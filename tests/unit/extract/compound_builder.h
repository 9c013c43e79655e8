// CompoundBuilder: OLE2 files for the tests, as Outlook and Word write them, from paths and bytes.
//
//   compound({{"__substg1.0_0037001F", utf16("Offer")}, {"__attach_version1.0_#00000000/__substg1.0_37010102", "..."}})
#ifndef CAVEAT_TESTS_EXTRACT_COMPOUND_BUILDER_H
#define CAVEAT_TESTS_EXTRACT_COMPOUND_BUILDER_H
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace caveat::extract {

inline std::string little_endian(std::uint64_t value, int size) {
  std::string out;
  for (; size > 0; --size, value >>= 8) out += static_cast<char>(value);
  return out;
}

inline std::string utf16(const std::string& ascii) {
  std::string out;
  for (const char c : ascii) out += c, out += '\0';
  return out;
}

// sector: 512, or 4,096 as files over some MB have it.
inline std::string compound(const std::map<std::string, std::string>& streams, std::size_t sector = 512) {
  struct Entry {
    std::string name, bytes;
    int type = 2;
    std::vector<std::size_t> children = {};
    std::uint32_t first = 0xFFFFFFFE, right = 0xFFFFFFFF;
  };
  std::vector<Entry> entries = {{"Root Entry", "", 5}};
  std::map<std::string, std::size_t> folders = {{"", 0}};
  for (const auto& [path, bytes] : streams) {
    std::size_t parent = 0, at = 0;
    for (std::size_t slash; (slash = path.find('/', at)) != path.npos; at = slash + 1) {
      const auto [found, fresh] = folders.emplace(path.substr(0, slash), entries.size());
      if (fresh) {
        entries[parent].children.push_back(entries.size());
        entries.push_back({path.substr(at, slash - at), "", 1});
      }
      parent = found->second;
    }
    entries[parent].children.push_back(entries.size());
    entries.push_back({path.substr(at), bytes, 2});
  }
  constexpr std::size_t kSmall = 64, kLeast = 4096;
  std::string sectors, small;
  std::vector<std::uint32_t> table, small_table;
  const auto chain = [](std::vector<std::uint32_t>& to, std::size_t count) {
    const auto first = static_cast<std::uint32_t>(to.size());
    for (std::size_t i = 0; i < count; ++i) to.push_back(i + 1 < count ? first + static_cast<std::uint32_t>(i) + 1 : 0xFFFFFFFE);
    return count > 0 ? first : 0xFFFFFFFE;
  };
  const auto store = [&](const std::string& bytes) {
    const std::size_t count = (bytes.size() + sector - 1) / sector;
    sectors += bytes + std::string(count * sector - bytes.size(), '\0');
    return chain(table, count);
  };
  for (Entry& entry : entries) {
    if (entry.type != 2 || entry.bytes.empty()) continue;
    if (entry.bytes.size() >= kLeast) {
      entry.first = store(entry.bytes);
    } else {
      const std::size_t count = (entry.bytes.size() + kSmall - 1) / kSmall;
      small += entry.bytes + std::string(count * kSmall - entry.bytes.size(), '\0');
      entry.first = chain(small_table, count);
    }
  }
  entries[0].first = store(small);
  entries[0].bytes = small;
  std::string small_bytes;
  for (const std::uint32_t next : small_table) small_bytes += little_endian(next, 4);
  while (small_bytes.size() % sector != 0) small_bytes += "\xFF";
  const std::uint32_t small_first = store(small_bytes);
  std::string directory;
  for (Entry& entry : entries)  // brothers as a list: each the right one of the one before
    for (std::size_t i = 0; i + 1 < entry.children.size(); ++i) entries[entry.children[i]].right = static_cast<std::uint32_t>(entry.children[i + 1]);
  for (const Entry& entry : entries) {
    std::string raw = utf16(entry.name);
    raw.resize(64, '\0');
    raw += little_endian(2 * entry.name.size() + 2, 2) + static_cast<char>(entry.type) + '\1' + little_endian(0xFFFFFFFF, 4) + little_endian(entry.right, 4) +
           little_endian(entry.children.empty() ? 0xFFFFFFFF : entry.children[0], 4) + std::string(36, '\0') + little_endian(entry.first, 4) +
           little_endian(entry.bytes.size(), 8);
    directory += raw;
  }
  const std::uint32_t directory_first = store(directory);
  // The table says of its own sectors that they are the table's.
  std::size_t own = 1;
  while (own * (sector / 4) < table.size() + own) ++own;
  const auto table_first = static_cast<std::uint32_t>(table.size());
  for (std::size_t i = 0; i < own; ++i) table.push_back(0xFFFFFFFD);
  std::string table_bytes;
  for (const std::uint32_t next : table) table_bytes += little_endian(next, 4);
  table_bytes.resize(own * sector, '\xFF');
  std::string head = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(16, '\0') + little_endian(0x3E, 2) + little_endian(sector == 512 ? 3 : 4, 2) + little_endian(0xFFFE, 2) + little_endian(sector == 512 ? 9 : 12, 2) +
                     little_endian(6, 2) + std::string(6, '\0') + little_endian(0, 4) + little_endian(own, 4) + little_endian(directory_first, 4) + little_endian(0, 4) +
                     little_endian(kLeast, 4) + little_endian(small_first, 4) + little_endian(small_bytes.size() / sector, 4) + little_endian(0xFFFFFFFE, 4) + little_endian(0, 4);
  for (std::size_t i = 0; i < 109; ++i) head += little_endian(i < own ? table_first + i : 0xFFFFFFFF, 4);
  head.resize(sector, '\0');
  return head + sectors + table_bytes;
}

}  // namespace caveat::extract
#endif
