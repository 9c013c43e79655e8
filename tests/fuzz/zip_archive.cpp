// ZIP archives, byte by byte: the table of contents, then every part of it under one budget.
#include "extract/zip_archive.h"

#include "base/limits.h"
#include "fuzz_target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace caveat;
  const extract::Document document{fuzz::view(data, size), "a.zip", {}};
  auto archive = extract::ZipArchive::open(document);
  if (!archive) {
    fuzz::require_refusal(archive.error(), "a.zip");
    return 0;
  }
  const extract::ZipArchive zip = std::move(archive).value();
  fuzz::require(zip.entries().size() <= limits::kZipEntries, "the number of entries is bounded");
  extract::UnpackBudget budget;
  Cancel never;
  const auto inside = [&](std::string_view part) { return part.data() >= document.bytes.data() && part.data() + part.size() <= document.bytes.data() + document.bytes.size(); };
  for (const auto& entry : zip.entries()) {
    fuzz::require(inside(entry.record), "a record lies inside the file");
    fuzz::require(zip.find(entry.name) != nullptr, "an entry is found by its name");
    if (const auto packed = zip.packed(entry)) fuzz::require(packed->empty() || inside(*packed), "packed bytes lie inside the file");
    const auto part = extract::read_part(zip, entry, 1u << 20, budget, never);
    if (part) fuzz::require(part.value().size() <= 1u << 20, "a part keeps its bound");
    else fuzz::require_refusal(part.error(), "a.zip");
  }
  fuzz::require(budget.used <= limits::kUnpackedBytes, "the budget holds for all parts together");
  return 0;
}
