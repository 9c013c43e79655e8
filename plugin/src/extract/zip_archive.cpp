// ZipArchive: bounds-checked reading of ZIP files. Tested by tests/unit/extract/zip_archive_test.cpp.
#include "extract/zip_archive.h"

#include <Poco/Checksum.h>
#include <Poco/InflatingStream.h>
#include <Poco/MemoryStream.h>

#include <algorithm>

#include "base/limits.h"
#include "extract/complaint.h"

namespace caveat::extract {
namespace {

constexpr std::size_t kEndSize = 22, kEntrySize = 46, kLocalSize = 30;
constexpr std::size_t kCommentBytes = 65'535;   // the end record stands at most this far before the end
constexpr std::uint64_t kFreeBytes = 8u << 20;  // below this no ratio counts: a table of equal rows packs 500 times
constexpr std::size_t kBuffer = 32u << 10;
constexpr int kRawDeflate = -15;  // zlib: window of 32 KB, no header

std::uint64_t little(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint64_t value = 0;
  for (std::size_t i = size; i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

bool has(std::string_view bytes, std::uint64_t at, std::string_view signature) {
  return at <= bytes.size() && bytes.substr(at).starts_with(signature);
}

std::string key(std::string_view name) {
  if (name.starts_with('/')) name.remove_prefix(1);
  std::string out(name);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
    if (c == '\\') c = '/';  // written by some .NET programs
  }
  return out;
}

// Sizes of four bytes that do not fit (or whose writer did not know them) stand in an extra field of eight bytes each.
void read_zip64(std::string_view extra, ZipEntry& entry) {
  constexpr std::uint64_t kElsewhere = 0xFFFFFFFF;
  while (extra.size() >= 4) {
    const std::uint64_t id = little(extra, 0, 2), size = little(extra, 2, 2);
    if (size > extra.size() - 4) return;
    if (id == 1) {
      std::string_view values = extra.substr(4, size);
      for (std::uint64_t* field : {&entry.unpacked, &entry.packed, &entry.header}) {
        if (*field != kElsewhere || values.size() < 8) continue;
        *field = little(values, 0, 8);
        values.remove_prefix(8);
      }
      return;
    }
    extra.remove_prefix(4 + size);
  }
}

}  // namespace

Result<ZipArchive> ZipArchive::open(const Document& document) {
  const std::string_view bytes = document.bytes;
  const Error cut_off = damaged(
      document.name, "the file ends before the table of contents of its ZIP archive: it was cut off on the way");
  if (bytes.size() < kEndSize) return cut_off;
  std::size_t end = bytes.size() - kEndSize;
  const std::size_t last = end > kCommentBytes ? end - kCommentBytes : 0;
  while (!has(bytes, end, "PK\5\6")) {
    if (end == last) return cut_off;
    --end;
  }
  const std::uint64_t count = little(bytes, end + 10, 2), size = little(bytes, end + 12, 4),
                      offset = little(bytes, end + 16, 4);
  if (count > limits::kZipEntries)
    return complaint(ErrorCode::limit, document.name,
                     "an archive of " + std::to_string(count) + " files; the limit is " +
                         std::to_string(limits::kZipEntries) +
                         ". Save it anew from Word or LibreOffice and scan that.");
  const Error wrong_table = damaged(document.name, "the table of contents of its ZIP archive is wrong");
  // Bytes before the archive (a mail gateway's banner) move everything: offsets count from where the archive begins.
  if (size > end) return wrong_table;
  const std::uint64_t begin = end - size;
  if (offset > begin) return wrong_table;
  const std::uint64_t shift = begin - offset;

  ZipArchive archive;
  archive.bytes_ = bytes;
  archive.name_ = document.name;
  std::uint64_t at = begin;
  for (std::uint64_t i = 0; i < count; ++i) {
    if (end - at < kEntrySize || !has(bytes, at, std::string_view("PK\1\2", 4))) return wrong_table;
    const std::uint64_t name_size = little(bytes, at + 28, 2), extra_size = little(bytes, at + 30, 2);
    const std::uint64_t comment_size = little(bytes, at + 32, 2);
    if (name_size + extra_size + comment_size > end - at - kEntrySize) return wrong_table;
    ZipEntry entry;
    entry.encrypted = (little(bytes, at + 8, 2) & 1) != 0;
    entry.method = static_cast<std::uint16_t>(little(bytes, at + 10, 2));
    entry.crc = static_cast<std::uint32_t>(little(bytes, at + 16, 4));
    entry.packed = little(bytes, at + 20, 4);
    entry.unpacked = little(bytes, at + 24, 4);
    entry.header = little(bytes, at + 42, 4);
    entry.name = std::string(bytes.substr(at + kEntrySize, name_size));
    entry.record = bytes.substr(at, kEntrySize);
    read_zip64(bytes.substr(at + kEntrySize + name_size, extra_size), entry);
    if (entry.header > bytes.size()) return wrong_table;
    entry.header += shift;
    const auto [first, fresh] = archive.by_name_.emplace(key(entry.name), archive.entries_.size());
    if (!fresh) archive.entries_[first->second].twice = entry.twice = true;
    archive.entries_.push_back(std::move(entry));
    at += kEntrySize + name_size + extra_size + comment_size;
  }
  // Entries that are not counted would be parts that nobody reads.
  if (at != end) return wrong_table;
  return archive;
}

const ZipEntry* ZipArchive::find(std::string_view name) const {
  const auto found = by_name_.find(key(name));
  return found == by_name_.end() ? nullptr : &entries_[found->second];
}

std::optional<std::string_view> ZipArchive::packed(const ZipEntry& entry) const {
  if (entry.header > bytes_.size() || bytes_.size() - entry.header < kLocalSize) return std::nullopt;
  if (!has(bytes_, entry.header, "PK\3\4")) return std::nullopt;
  const std::uint64_t skip = kLocalSize + little(bytes_, entry.header + 26, 2) + little(bytes_, entry.header + 28, 2);
  if (skip > bytes_.size() - entry.header) return std::nullopt;
  const std::string_view rest = bytes_.substr(entry.header + skip);
  if (entry.packed > rest.size()) return std::nullopt;
  return rest.substr(0, entry.packed);
}

struct ZipPart::Inflater {
  explicit Inflater(std::string_view packed)
      : source(packed.data(), static_cast<std::streamsize>(packed.size())), stream(source, kRawDeflate) {}
  Poco::MemoryInputStream source;
  Poco::InflatingInputStream stream;
  Poco::Checksum checksum{Poco::Checksum::TYPE_CRC32};
};

ZipPart::ZipPart(const ZipArchive& archive, const ZipEntry& entry, UnpackBudget& budget, Cancel& cancel)
    : archive_(archive), entry_(entry), budget_(budget), cancel_(cancel), buffer_(kBuffer) {
  if (entry.encrypted) {
    fail(complaint(ErrorCode::locked, archive.document_name(),
                   "protected by a password. Save it without one and scan that."));
  } else if (entry.twice) {
    fail(damaged(archive.document_name(), entry.name + " is in it twice, and programs differ in which of the two they show"));
  } else if (entry.method != 0 && entry.method != 8) {
    fail(damaged(archive.document_name(), entry.name + " is packed with method " + std::to_string(entry.method) +
                                              ", which office files do not use"));
  } else if (const auto packed = archive.packed(entry)) {
    packed_ = *packed;
    inflater_ = std::make_unique<Inflater>(packed_);
  } else {
    fail(damaged(archive.document_name(), entry.name + " is not where the table of contents of the ZIP archive says"));
  }
}

ZipPart::~ZipPart() = default;

void ZipPart::stop(Error error) { fail(std::move(error)); }

void ZipPart::fail(Error error) {
  StoppableStream::stop(std::move(error));
  ended_ = true;
}

ZipPart::int_type ZipPart::underflow() {
  if (ended_) return traits_type::eof();
  if (auto error = cancel_.poll(Stage::extract)) {
    fail(std::move(*error));
    return traits_type::eof();
  }
  std::size_t size = 0;
  if (entry_.method == 0) {
    size = std::min<std::size_t>(buffer_.size(), packed_.size() - unpacked_);
    std::copy_n(packed_.data() + unpacked_, size, buffer_.data());
  } else {
    inflater_->stream.read(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
    size = static_cast<std::size_t>(inflater_->stream.gcount());
  }
  unpacked_ += size;
  budget_.used += size;
  if (budget_.used > budget_.most ||
      (unpacked_ > kFreeBytes && unpacked_ / limits::kUnpackedRatio > entry_.packed)) {
    fail(complaint(
        ErrorCode::limit, archive_.document_name(),
        "unpacks to more than " +
            size_in_words(budget_.used > budget_.most ? budget_.most : unpacked_ - 1) +
            ", far more than a real document of its size. Save it anew from Word or LibreOffice, as PDF if need be, "
            "and scan that."));
    return traits_type::eof();
  }
  inflater_->checksum.update(buffer_.data(), static_cast<unsigned>(size));
  if (size == 0) {
    ended_ = true;
    // A part that inflates to less, or to something else, than was packed would be a contract read in part.
    if (unpacked_ != entry_.unpacked || inflater_->checksum.checksum() != entry_.crc)
      fail(damaged(archive_.document_name(), entry_.name + " does not unpack to what was packed"));
    return traits_type::eof();
  }
  setg(buffer_.data(), buffer_.data(), buffer_.data() + size);
  return traits_type::to_int_type(buffer_[0]);
}

Result<std::string> read_part(const ZipArchive& archive, const ZipEntry& entry, std::uint64_t most,
                              UnpackBudget& budget, Cancel& cancel) {
  ZipPart part(archive, entry, budget, cancel);
  std::string out;
  char chunk[4096];
  while (const std::streamsize size = part.sgetn(chunk, sizeof chunk)) {
    out.append(chunk, static_cast<std::size_t>(size));
    if (out.size() > most) return damaged(archive.document_name(), entry.name + " is larger than in any real document");
  }
  if (part.error()) return *part.error();
  return out;
}

}  // namespace caveat::extract
