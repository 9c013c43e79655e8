// The way of a contract, in order. See scanner.h; the table in plugin/README.md says the same.
#include <Poco/DigestEngine.h>
#include <Poco/SHA2Engine.h>

#include <algorithm>

#include "base/limits.h"
#include "findings/findings.h"
#include "findings/waivers.h"
#include "scan/scanner.h"
#include "segment/role_folding.h"

namespace caveat::scan {

Scanner::Scanner(std::shared_ptr<const rules::RuleProgram> program) : program_(std::move(program)), matcher_(program_) {}

Result<std::unique_ptr<const ScanResult>> Scanner::scan(const extract::Document& document, const Options& options, Cancel& cancel) {
  auto result = std::make_unique<ScanResult>();
  result->program = program_;
  result->name = document.name;
  result->side = options.side;
  result->today = options.today;

  if (!options.baseline.empty() && (!baseline_ || baseline_text_ != options.baseline)) {
    baseline_.reset();
    auto read = findings::Baseline::read(options.baseline);
    if (!read) return read.error();
    baseline_text_ = options.baseline;
    baseline_ = std::move(read).value();
  }

  extract::Options reading = options.extract;
  reading.sources = options.keep_document;  // a report that is written into the file has to know where its words stand
  auto extracted = extract::run(document, reading, cancel);
  if (!extracted) return extracted.error();
  result->extracted = std::move(extracted).value();

  auto normal = normalize::run(result->extracted, cancel);
  if (!normal) return normal.error();
  result->normal = std::move(normal).value();

  auto structure = segment::run(result->extracted, result->normal, {options.language}, cancel);
  if (!structure) return structure.error();
  result->structure = std::move(structure).value();
  if (auto folded = segment::fold_roles(result->extracted, result->normal, result->structure, cancel); !folded) return folded.error();

  matcher_.explain(options.explain);
  auto matches = matcher_.run(result->extracted, result->normal, result->structure,
                              {std::max(options.max_findings_per_rule, limits::kMatchesPerRule), options.prefilter, options.side, {}}, cancel);
  if (!matches) return matches.error();

  result->list = findings::collect(*program_, result->extracted, result->normal, result->structure, matches.value(), {options.max_findings_per_rule});
  findings::apply_waivers(options.waivers, options.today, *program_, result->list);
  Poco::SHA2Engine hash;
  hash.update(document.bytes.data(), document.bytes.size());
  result->sha256 = Poco::DigestEngine::digestToHex(hash.digest());
  if (!options.baseline.empty()) findings::apply_baseline(*baseline_, result->name, result->sha256, options.baseline_by_name, *program_, result->list);
  result->assessment = risk::assess(*program_, result->list);
  result->assessment.key_terms = risk::key_terms(*program_, result->list, result->extracted, result->normal, options.today);

  // Late is late, wherever the time went.
  if (auto stop = cancel.poll(Stage::score)) return *stop;

  result->file_bytes = document.bytes.size();
  result->text_is_file = result->extracted.text == document.bytes;
  if (options.keep_document) result->original.assign(document.bytes);
  return std::unique_ptr<const ScanResult>(std::move(result));
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
