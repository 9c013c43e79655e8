// Stage 7: everything known about one document, or about many -> the formats people and programs read. Tested by tests/unit/report.
// Same input, same bytes: no clock, no hash order, no process locale.
#ifndef CAVEAT_REPORT_REPORT_H
#define CAVEAT_REPORT_REPORT_H
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "base/role.h"
#include "extract/extracted_text.h"
#include "findings/finding.h"
#include "risk/assessment.h"
#include "rules/program.h"
#include "segment/structure.h"

namespace caveat::report {

// All that a report may show of one scanned document. Borrowed for the call.
struct Input {
  std::string_view name;     // as the host gave it; hostile
  std::string_view sha256;   // of the file's bytes, 64 hex digits
  const extract::ExtractedText& extracted;
  const normalize::NormalText& normal;
  const segment::Structure& structure;
  const rules::RuleProgram& program;
  const findings::FindingList& list;
  const risk::Assessment& assessment;
  std::vector<extract::NotRead> not_read;  // of extract and of segment
  Role side = Role::customer;  // whom one reads for
  Date today;                  // as handed in; none: nothing is said of what is past
  std::string_view original;   // the file's bytes, for formats that write into the document; empty: the host did not have them kept
  std::uint64_t file_bytes = 0;  // of the file; 0: not known
  bool text_is_file = false;     // extracted.text is the file, byte for byte: an offset into the one is an offset into the other
};

// A report that may hold many documents: a table with a row a finding, a list of dates. Bytes come as soon as they are known, so
// that ten thousand documents need no more memory than one, where the format allows it. A single document is a set of one.
class Collected {
 public:
  virtual ~Collected() = default;
  virtual Result<std::string> add(const Input& input) = 0;  // what can be written now; may be empty
  // A document that could not be read at all. Formats without a place for it say nothing.
  virtual Result<std::string> unread(std::string_view name, std::string_view problem) { return (void)name, (void)problem, std::string(); }
  virtual Result<std::string> finish() = 0;                 // the rest; nothing is added after it
};

// One object, one line, keys in the order of docs/result.schema.json. `reader`: language of message, why, recommendation.
std::string json(const Input& input, Language reader);
// The same, one line a document.
std::unique_ptr<Collected> json_lines(Language reader);

// docs/sheets.md says what each column holds.
struct CsvOptions {
  Language reader = Language::en;
  char separator = ',';  // Excel in French, German and Spanish opens a file by double click only with ';'
  bool ids = false;      // heads are the columns' ids, the same in all languages, and there is no byte order mark
};
// RFC 4180: a row a finding. No cell is a formula, whatever the contract says.
std::unique_ptr<Collected> csv(const CsvOptions& options);
// An Excel workbook: findings, key terms, and for several documents a line each on a sheet before these.
std::unique_ptr<Collected> xlsx(Language reader);
// An iCalendar (RFC 5545): the last days to give notice and the ends of terms that the contracts give, with alarms.
std::unique_ptr<Collected> ics(Language reader);
// SARIF 2.1.0, one run: all rules, a result a finding, also those that a baseline knows (baselineState). `program`: of all inputs; borrowed.
std::unique_ptr<Collected> sarif(const rules::RuleProgram& program, Language reader);

// A letter to the other side: what must and what should change, in the contract's language (`reader`'s where that is none of ours).
std::string mail(const Input& input, Language reader);

struct TextOptions {
  Language reader = Language::en;
  std::uint32_t width = 96;    // columns
  bool colour = false;         // ANSI; control characters of the document never reach the output either way
};
// For a terminal: verdict first, the top three, then findings by severity with quote, page, clause, what to ask for.
std::string text(const Input& input, const TextOptions& options);
// The key terms alone: term, renewal, last day to give notice with its arithmetic, cap, law. "terms" for a terminal, and as JSON.
std::string key_terms_text(const Input& input, const TextOptions& options);
std::string key_terms_json(const Input& input, Language reader);

// One self-contained file, strict CSP, readable without JavaScript, prints well.
std::string html(const Input& input, Language reader);

struct DocxOptions {
  Language reader = Language::en;
  bool counterparty = false;  // for the other side: what is asked for, in the contract's language, and nothing of why
};
// A Word document: the contract itself with comments at the words, where it is one, else a memo for the negotiation.
// Errors: argument (a Word document that the scan did not keep).
Result<std::string> docx(const Input& input, const DocxOptions& options);

// The PDF itself, with highlights and notes. counterparty: as above. Errors: argument (no PDF, or its bytes were not kept), and those of
// extract/reader_client.h.
Result<std::string> pdf(const Input& input, Language reader, bool counterparty);

}  // namespace caveat::report
#endif
