// The scanner: the one function that calls the stages in order, with the scratch memory it keeps between documents.
// Tested by tests/abi and tests/corpus.
#ifndef CAVEAT_SCAN_SCANNER_H
#define CAVEAT_SCAN_SCANNER_H
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "extract/extract.h"
#include "findings/baseline.h"
#include "match/explanation.h"
#include "match/match.h"
#include "report/report.h"

namespace caveat::scan {

struct Options {
  std::uint32_t max_findings_per_rule = 0;  // 0: limits::kFindingsPerRule
  Language language = Language::other;      // of the whole document; other: detected per section
  bool prefilter = true;                    // off only for the differential test
  extract::Options extract;
  Role side = Role::customer;  // whom one reads for
  Date today;                  // for expiry dates; none: no waiver can be judged, all findings stay open
  std::string waivers;         // text of a waiver file; empty: none
  std::string_view baseline;   // an earlier report (findings/baseline.h), borrowed for the call; empty: none
  bool baseline_by_name = false;  // the only document of the baseline is taken for this one only if its name or bytes are the same
  bool keep_document = false;  // for reports that are written into the document itself
  match::Explanation* explain = nullptr;  // what became of one rule (scan/rule_explanation.h); null: nobody asks
  match::Profile* profile = nullptr;      // what it costs (scan/rule_profile.h); null: nobody asks
};

// Everything known about one document. Immutable once made; owns all it refers to.
struct ScanResult {
  std::string name;
  std::string sha256;
  std::shared_ptr<const rules::RuleProgram> program;
  extract::ExtractedText extracted;
  normalize::NormalText normal;
  segment::Structure structure;
  findings::FindingList list;
  risk::Assessment assessment;
  std::uint64_t file_bytes = 0;  // of the file
  bool text_is_file = false;     // extracted.text is the file, byte for byte
  std::string original;        // the file's bytes, if they were to be kept
  Role side = Role::customer;  // of the options, for the reports
  Date today;

  report::Input report_input() const;
};

// Not thread-safe: one per thread. Keeps its program alive.
class Scanner {
 public:
  explicit Scanner(std::shared_ptr<const rules::RuleProgram> program);
  Result<std::unique_ptr<const ScanResult>> scan(const extract::Document& document, const Options& options, Cancel& cancel);
  // Documents that are one contract (extract::run_set). Its hash is that of their hashes, as hex, in the order of their names' bytes.
  Result<std::unique_ptr<const ScanResult>> scan_set(std::span<const extract::Document> documents, std::string_view name, const Options& options, Cancel& cancel);
  const rules::RuleProgram& program() const { return *program_; }

 private:
  std::optional<Error> read_baseline(std::string_view text);
  // What comes after the text, whatever it was read from.
  Result<std::unique_ptr<ScanResult>> judge(extract::ExtractedText extracted, std::string_view name, std::string sha256, const Options& options, Cancel& cancel);

  std::shared_ptr<const rules::RuleProgram> program_;
  match::Matcher matcher_;
  // Read once for all documents that are held against it.
  std::string baseline_text_;
  std::optional<findings::Baseline> baseline_;
};

}  // namespace caveat::scan
#endif
