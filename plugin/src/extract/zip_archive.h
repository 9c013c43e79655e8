// ZipArchive: the entries of a ZIP file in memory, and one of them as a stream that counts while it inflates.
// Tested by tests/unit/extract/zip_archive_test.cpp (archives written by Poco) and, with LibreOffice's, by hand.
//
// It reads the central directory, as Word does, and not Poco's ZipArchive, which walks the local headers: that walk
// finds the end of streamed entries by searching for a signature (an embedded .xlsx has the same one), asserts on two
// entries of one name, and leaves its stream at the end, after which everything that LibreOffice wrote reads as empty.
//
//   ZipArchive zip = *ZipArchive::open(document);
//   ZipPart part(zip, *zip.find("word/document.xml"), budget, cancel);    // a std::streambuf
//   ... read ...
//   if (part.error()) ...                                                 // damaged, a bomb, cancelled
#ifndef CAVEAT_EXTRACT_ZIP_ARCHIVE_H
#define CAVEAT_EXTRACT_ZIP_ARCHIVE_H
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <streambuf>
#include <string>
#include <string_view>
#include <vector>

#include "base/cancel.h"
#include "base/limits.h"
#include "base/result.h"
#include "extract/extract.h"

namespace caveat::extract {

struct ZipEntry {
  std::string name;
  bool encrypted = false;
  bool twice = false;        // another entry has the same name: a ZipPart of it fails, for what is read is not what others show
  std::uint16_t method = 0;  // 0 stored, 8 deflated; others cannot be read
  std::uint32_t crc = 0;
  std::uint64_t packed = 0;
  std::uint64_t unpacked = 0;  // as the archive says; ZipPart checks it
  std::uint64_t header = 0;    // where the local header begins
  std::string_view record;     // its line in the table of contents: what a copy of the archive keeps (report/zip_writer.h)
};

class ZipArchive {
 public:
  // Errors: format (no or a damaged table of contents), limit (too many entries). Borrows the bytes.
  static Result<ZipArchive> open(const Document& document);

  // Part names of office files differ in case between writers; the first of equal names counts. Null: none.
  const ZipEntry* find(std::string_view name) const;
  const std::vector<ZipEntry>& entries() const { return entries_; }

  // The packed bytes of an entry; nothing when its header is damaged.
  std::optional<std::string_view> packed(const ZipEntry& entry) const;
  std::string_view document_name() const { return name_; }

 private:
  std::string_view bytes_;
  std::string_view name_;
  std::vector<ZipEntry> entries_;
  std::map<std::string, std::size_t> by_name_;
};

// What all parts of one document, or of one set of documents, may unpack to together.
struct UnpackBudget {
  std::uint64_t used = 0;
  std::uint64_t most = limits::kUnpackedBytes;
};

class StoppableStream : public std::streambuf {
 public:
  // Why the stream ended early; nothing: it did not, or the reader has not come to the end yet.
  const std::optional<Error>& error() const { return error_; }
  // Ends the stream: what its reader found makes the rest useless.
  virtual void stop(Error error) {
    if (!error_) error_ = std::move(error);
    setg(nullptr, nullptr, nullptr);
  }

 protected:
  std::optional<Error> error_;
};

class ZipPart : public StoppableStream {
 public:
  ZipPart(const ZipArchive& archive, const ZipEntry& entry, UnpackBudget& budget, Cancel& cancel);
  ~ZipPart() override;

  void stop(Error error) override;

 protected:
  int_type underflow() override;

 private:
  void fail(Error error);

  const ZipArchive& archive_;
  const ZipEntry& entry_;
  UnpackBudget& budget_;
  Cancel& cancel_;
  struct Inflater;
  std::unique_ptr<Inflater> inflater_;
  std::string_view packed_;
  std::vector<char> buffer_;
  std::uint64_t unpacked_ = 0;
  bool ended_ = false;
};

// The whole of a small part ([Content_Types].xml); over `most` bytes it is a format error.
Result<std::string> read_part(const ZipArchive& archive, const ZipEntry& entry, std::uint64_t most,
                              UnpackBudget& budget, Cancel& cancel);

}  // namespace caveat::extract
#endif
