// Odt: see odt.h. Tested by tests/unit/extract/odt_test.cpp.
#include "extract/odt.h"

#include <optional>
#include <string>
#include <utility>

#include "extract/complaint.h"
#include "extract/odt_story.h"
#include "extract/office_text.h"
#include "extract/sniff.h"
#include "extract/xml_part.h"
#include "extract/zip_archive.h"

namespace caveat::extract {
namespace {

constexpr std::uint64_t kManifestBytes = 4u << 20;  // a real one has under 20 KB

// What both kinds of file share: the parts are fed to the story, then comes what stands on every page.
class Reading {
 public:
  Reading(const Document& document, const Options& options, std::string_view media_type)
      : document_(document), text_(document.name, out_), story(options.view, [this](OfficeParagraph&& p) { return text_.add(std::move(p)); }) {
    out_.media_type = media_type;
  }
  Result<ExtractedText> close() {
    if (!story.is_text()) return damaged(document_.name, "the part with its text is missing");
    text_.end_of_pages();
    ShownTexts shown;
    for (OfficeParagraph& paragraph : story.headers())
      if (auto error = text_.add_once(std::move(paragraph), shown)) return *error;
    text_.close(story.unread());
    return std::move(out_);
  }

 private:
  const Document& document_;
  ExtractedText out_;
  OfficeText text_;

 public:
  OdtStory story;
};

}  // namespace

Result<ExtractedText> read_odt(const Document& document, const Options& options, Cancel& cancel) {
  auto archive = ZipArchive::open(document);
  if (!archive) return archive.error();
  const ZipArchive& zip = archive.value();
  UnpackBudget alone;
  UnpackBudget& budget = options.budget ? *options.budget : alone;
  if (const ZipEntry* manifest = zip.find("META-INF/manifest.xml")) {
    auto xml = read_part(zip, *manifest, kManifestBytes, budget, cancel);
    if (!xml) return xml.error();
    if (xml->find("encryption-data") != std::string::npos)
      return complaint(ErrorCode::locked, document.name,
                       "protected by a password. Open it in LibreOffice, save it without one (Save As, untick \"Save with password\") and scan that.");
  }
  if (zip.find("content.xml") == nullptr) return damaged(document.name, "the part with its text is missing");
  Reading reading(document, options, kOdt);
  for (const char* part : {"styles.xml", "content.xml"})
    if (const ZipEntry* entry = zip.find(part))
      if (auto error = parse_part(zip, *entry, reading.story, budget, cancel)) return *error;
  return reading.close();
}

Result<ExtractedText> read_flat_odt(const Document& document, const Options& options, Cancel& cancel) {
  Reading reading(document, options, kFlatOdt);
  if (auto error = parse_xml(document, reading.story, cancel)) return *error;
  return reading.close();
}

}  // namespace caveat::extract
