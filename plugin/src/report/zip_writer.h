// ZipWriter: an archive written anew, in which most entries are those of another one, packed bytes and date as they were.
// Tested by tests/unit/report/docx_comments_test.cpp (read back by our reader and by Poco's) and tests/node/docx.test.mjs.
//
// Poco's Compress would unpack and pack again what nobody reads: entries that are damaged, protected or a bomb would stop it, and every date be lost.
//
//   ZipWriter out;
//   out.copy(zip, entry); out.replace(other, "<w:document ..."); out.add("word/comments.xml", "<w:comments ...");
//   std::string file = out.finish();
#ifndef CAVEAT_REPORT_ZIP_WRITER_H
#define CAVEAT_REPORT_ZIP_WRITER_H
#include <cstdint>
#include <string>
#include <string_view>

#include "extract/zip_archive.h"

namespace caveat::report {

class ZipWriter {
 public:
  // The entry as it is; false: its packed bytes are not where the table of contents says, and nothing was written.
  bool copy(const extract::ZipArchive& archive, const extract::ZipEntry& entry);
  // Its name and date, with other bytes.
  void replace(const extract::ZipEntry& entry, std::string_view bytes);
  // Dated 1980-01-01, the first day that ZIP knows: the same report has the same bytes on every day.
  void add(std::string_view name, std::string_view bytes);
  std::string finish();

 private:
  void write(std::string record, std::string_view name, std::string_view packed);

  std::string out_, table_;
  std::uint16_t count_ = 0;
};

}  // namespace caveat::report
#endif
