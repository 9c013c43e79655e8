// See zip_writer.h.
#include "report/zip_writer.h"

#include <Poco/Checksum.h>
#include <Poco/DeflatingStream.h>

#include <sstream>

namespace caveat::report {
namespace {

// Places in a line of the table of contents; a local header has the fields from kVersion to the length of the name in a row.
constexpr std::size_t kMadeBy = 4, kVersion = 6, kFlags = 8, kMethod = 10, kDate = 14, kCrc = 16, kPacked = 20, kUnpacked = 24, kNameSize = 28, kExtraSize = 30, kOffset = 42,
                      kRecordSize = 46;
constexpr std::uint64_t kSizesBehind = 1u << 3;  // flag: the sizes stand behind the packed bytes
constexpr std::uint64_t kDeflated = 8;
constexpr int kRawDeflate = -15, kLevel = 6;  // zlib: window of 32 KB, no header

void put(std::string& bytes, std::size_t at, std::size_t size, std::uint64_t value) {
  for (std::size_t i = 0; i < size; ++i) bytes[at + i] = static_cast<char>(value >> 8 * i & 0xFF);
}

void append(std::string& bytes, std::size_t size, std::uint64_t value) {
  bytes.resize(bytes.size() + size);
  put(bytes, bytes.size() - size, size, value);
}

std::string packed_of(std::string_view bytes) {
  std::ostringstream out;
  Poco::DeflatingOutputStream deflate(out, kRawDeflate, kLevel);
  deflate.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  deflate.close();
  return std::move(out).str();
}

std::string described(std::string record, std::string_view bytes, std::string_view packed) {
  Poco::Checksum crc(Poco::Checksum::TYPE_CRC32);
  crc.update(bytes.data(), static_cast<unsigned>(bytes.size()));
  put(record, kMethod, 2, kDeflated);
  put(record, kCrc, 4, crc.checksum());
  put(record, kPacked, 4, packed.size());
  put(record, kUnpacked, 4, bytes.size());
  return record;
}

}  // namespace

void ZipWriter::write(std::string record, std::string_view name, std::string_view packed) {
  put(record, kFlags, 2, (static_cast<unsigned char>(record[kFlags]) | static_cast<unsigned char>(record[kFlags + 1]) << 8) & ~kSizesBehind);
  put(record, kNameSize, 2, name.size());
  put(record, kExtraSize, 4, 0);  // and the comment: other dates, and sizes of four bytes that these are
  put(record, kOffset, 4, out_.size());
  out_.append("PK\3\4", 4).append(record, kVersion, kNameSize + 2 - kVersion);
  append(out_, 2, 0);
  out_.append(name).append(packed);
  table_.append(record).append(name);
  ++count_;
}

bool ZipWriter::copy(const extract::ZipArchive& archive, const extract::ZipEntry& entry) {
  const auto packed = archive.packed(entry);
  if (!packed) return false;
  std::string record(entry.record);
  put(record, kPacked, 4, entry.packed);
  put(record, kUnpacked, 4, entry.unpacked);
  write(std::move(record), entry.name, *packed);
  return true;
}

void ZipWriter::replace(const extract::ZipEntry& entry, std::string_view bytes) {
  const std::string packed = packed_of(bytes);
  write(described(std::string(entry.record), bytes, packed), entry.name, packed);
}

void ZipWriter::add(std::string_view name, std::string_view bytes) {
  constexpr std::uint64_t kVersion20 = 20, kFirstDay = 0x0021;
  std::string record("PK\1\2", 4);
  record.resize(kRecordSize);
  put(record, kMadeBy, 2, kVersion20);
  put(record, kVersion, 2, kVersion20);
  put(record, kDate, 2, kFirstDay);
  const std::string packed = packed_of(bytes);
  write(described(std::move(record), bytes, packed), name, packed);
}

std::string ZipWriter::finish() {
  const std::size_t begin = out_.size();
  out_ += table_;
  out_.append("PK\5\6", 4);
  append(out_, 4, 0);
  for (int i = 0; i < 2; ++i) append(out_, 2, count_);
  append(out_, 4, table_.size());
  append(out_, 4, begin);
  append(out_, 2, 0);
  return std::move(out_);
}

}  // namespace caveat::report
