// The way of a contract, in order. See scanner.h; the table in plugin/README.md says the same.
#include <Poco/DigestEngine.h>
#include <Poco/SHA2Engine.h>

#include <algorithm>

#include "base/limits.h"
#include "findings/findings.h"
#include "findings/waivers.h"
#include "match/profile.h"
#include "scan/scanner.h"
#include "segment/role_folding.h"

namespace caveat::scan {

Scanner::Scanner(std::shared_ptr<const rules::RuleProgram> program) : program_(std::move(program)), matcher_(program_) {}

namespace {

using Lap = match::Profile::Lap;
using Part = match::Profile::Part;

std::string sha256_of(std::string_view bytes) {
  Poco::SHA2Engine hash;
  hash.update(bytes.data(), bytes.size());
  return Poco::DigestEngine::digestToHex(hash.digest());
}

}  // namespace

std::optional<Error> Scanner::read_baseline(std::string_view text) {
  if (text.empty() || (baseline_ && baseline_text_ == text)) return std::nullopt;
  baseline_.reset();
  auto read = findings::Baseline::read(text);
  if (!read) return read.error();
  baseline_text_ = text;
  baseline_ = std::move(read).value();
  return std::nullopt;
}

Result<std::unique_ptr<const ScanResult>> Scanner::scan(const extract::Document& document, const Options& options, Cancel& cancel) {
  if (auto error = read_baseline(options.baseline)) return *error;
  extract::Options reading = options.extract;
  reading.sources = options.keep_document;  // a report that is written into the file has to know where its words stand
  std::optional<Lap> lap(std::in_place, options.profile, Part::reading);
  auto extracted = extract::run(document, reading, cancel);
  if (!extracted) return extracted.error();
  std::string sha256 = sha256_of(document.bytes);
  lap.reset();
  auto result = judge(std::move(extracted).value(), document.name, std::move(sha256), options, cancel);
  if (!result) return result.error();
  result.value()->file_bytes = document.bytes.size();
  result.value()->text_is_file = result.value()->extracted.text == document.bytes;
  if (options.keep_document) result.value()->original.assign(document.bytes);
  return std::unique_ptr<const ScanResult>(std::move(result).value());
}

Result<std::unique_ptr<const ScanResult>> Scanner::scan_set(std::span<const extract::Document> documents, std::string_view name, const Options& options, Cancel& cancel) {
  if (auto error = read_baseline(options.baseline)) return *error;
  auto extracted = extract::run_set(documents, name, options.extract, cancel);
  if (!extracted) return extracted.error();
  std::vector<std::pair<std::string_view, std::string>> hashes;
  for (const extract::Document& document : documents) hashes.emplace_back(document.name, sha256_of(document.bytes));
  std::sort(hashes.begin(), hashes.end());
  std::string all;
  for (const auto& [of, hash] : hashes) all += hash;
  auto result = judge(std::move(extracted).value(), name, sha256_of(all), options, cancel);
  if (!result) return result.error();
  for (const extract::Document& document : documents) result.value()->file_bytes += document.bytes.size();
  return std::unique_ptr<const ScanResult>(std::move(result).value());
}

Result<std::unique_ptr<ScanResult>> Scanner::judge(extract::ExtractedText extracted, std::string_view name, std::string sha256, const Options& options, Cancel& cancel) {
  auto result = std::make_unique<ScanResult>();
  result->program = program_;
  result->name = name;
  result->sha256 = std::move(sha256);
  result->side = options.side;
  result->today = options.today;
  result->extracted = std::move(extracted);

  std::optional<Lap> lap(std::in_place, options.profile, Part::folding);
  auto normal = normalize::run(result->extracted, cancel);
  if (!normal) return normal.error();
  result->normal = std::move(normal).value();

  lap.reset();
  lap.emplace(options.profile, Part::structure);
  auto structure = segment::run(result->extracted, result->normal, {options.language}, cancel);
  if (!structure) return structure.error();
  result->structure = std::move(structure).value();
  if (auto folded = segment::fold_roles(result->extracted, result->normal, result->structure, cancel); !folded) return folded.error();

  lap.reset();
  matcher_.explain(options.explain);
  matcher_.profile(options.profile);
  auto matches = matcher_.run(result->extracted, result->normal, result->structure,
                              {std::max(options.max_findings_per_rule, limits::kMatchesPerRule), options.prefilter, options.side, {}}, cancel);
  if (!matches) return matches.error();

  lap.emplace(options.profile, Part::findings);
  result->list = findings::collect(*program_, result->extracted, result->normal, result->structure, matches.value(), {options.max_findings_per_rule});
  findings::apply_waivers(options.waivers, options.today, *program_, result->list);
  if (!options.baseline.empty()) findings::apply_baseline(*baseline_, result->name, result->sha256, options.baseline_by_name, *program_, result->list);
  result->assessment = risk::assess(*program_, result->list);
  result->assessment.key_terms = risk::key_terms(*program_, result->list, result->extracted, result->normal, options.today);

  // Late is late, wherever the time went.
  if (auto stop = cancel.poll(Stage::score)) return *stop;
  return result;
}

report::Input ScanResult::report_input() const {
  std::vector<extract::NotRead> not_read = extracted.not_read;
  not_read.insert(not_read.end(), structure.not_read.begin(), structure.not_read.end());
  if (std::string pages = extracted.recognised_pages(); !pages.empty()) not_read.push_back({"recognised-pages", 0, std::move(pages)});
  // A lane without a rule is no verdict either: told where all gaps are told.
  constexpr std::size_t kNamed = 20;
  const auto& skipped = program->skipped();
  for (std::size_t i = 0; i < std::min(skipped.size(), kNamed); ++i)
    not_read.push_back({"rule-skipped", 0, skipped[i].id + ": " + skipped[i].first_code});
  if (skipped.size() > kNamed) not_read.push_back({"rule-skipped", 0, "and " + std::to_string(skipped.size() - kNamed) + " more"});
  return {name, sha256, extracted, normal, structure, *program, list, assessment, std::move(not_read), side, today, original, file_bytes, text_is_file};
}

}  // namespace caveat::scan
