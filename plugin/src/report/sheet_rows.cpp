// See sheet_rows.h.
#include "report/sheet_rows.h"

#include <unicode/utf8.h>

#include <algorithm>
#include <array>

#include "base/limits.h"
#include "findings/wording.h"
#include "report/baseline_words.h"
#include "report/labels.h"
#include "report/names.h"
#include "report/reading_order.h"
#include "report/shown_text.h"

namespace caveat::report {
namespace {

constexpr std::size_t kPlacesNamed = 12;  // of one cause, in one cell; the JSON has all

// At most limits::kCellUnits, counted as Excel does; what is cut is shown by an ellipsis.
std::string bounded(std::string text) {
  if (text.size() <= limits::kCellUnits) return text;  // no character has more units than bytes
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto size = static_cast<std::int64_t>(text.size());
  std::size_t units = 0, fits = 0;
  for (std::int64_t i = 0; i < size;) {
    UChar32 c = 0;
    U8_NEXT(bytes, i, size, c);
    units += c > 0xFFFF ? 2 : 1;
    if (units > limits::kCellUnits) return text.substr(0, fits) + "\xE2\x80\xA6";
    if (units < limits::kCellUnits) fits = static_cast<std::size_t>(i);
  }
  return text;
}

// Foreign or ours: one line, no control characters, no bidi controls.
Cell text_cell(std::string_view text, Tone tone = Tone::plain) {
  std::string shown = for_terminal(text);
  const std::size_t begin = shown.find_first_not_of(' ');
  if (begin == std::string::npos) return {};
  return {.text = bounded(shown.substr(begin, shown.find_last_not_of(' ') + 1 - begin)), .tone = tone};
}

Cell number_cell(double number, Tone tone = Tone::plain) { return {.number = number, .tone = tone}; }

Tone tone(rules::Severity severity) {
  constexpr std::array<Tone, 5> tones = {Tone::plain, Tone::low, Tone::medium, Tone::high, Tone::critical};
  return tones[static_cast<std::size_t>(severity)];
}

Tone tone(risk::Lane lane) {
  constexpr std::array<Tone, 4> tones = {Tone::good, Tone::medium, Tone::high, Tone::critical};
  return tones[static_cast<std::size_t>(lane)];
}

const Labels& labels_of(Language reader) { return labels(reader == Language::other ? Language::en : reader); }

// The columns of a finding's row, in order. An index and an id.
enum Field : std::size_t {
  kDocument, kNumber, kPriority, kSeverity, kStatus, kTitle, kMessage, kClause, kPage, kQuote, kWhy, kAsk, kFallback, kAskInContract, kValue,
  kNotes, kOwner, kComment, kCategory, kCode, kRule, kConfidence, kLanguage, kLaw, kFingerprint, kFields
};

// A list in one cell.
class Joined {
 public:
  explicit Joined(std::string_view between) : between_(between) {}
  void add(std::string_view part) {
    if (!part.empty()) text_.append(text_.empty() ? "" : between_).append(part);
  }
  void add(std::string_view label, std::string_view part, const Labels& words) {
    if (!part.empty()) add(std::string(label) + std::string(words.colon) + std::string(part));
  }
  const std::string& text() const { return text_; }

 private:
  std::string_view between_;
  std::string text_;
};

class FindingRows {
 public:
  FindingRows(const Input& input, Language reader) : input_(input), reader_(reader), words_(labels_of(reader)) {}

  std::vector<Row> run() {
    const ReadingOrder order = reading_order(input_);
    for (const std::vector<Issue>* issues : {&order.issues, &order.absences})
      for (const Issue& issue : *issues)
        for (const std::uint32_t finding : issue.findings) one(finding, order.number[finding], issue.truncated);
    for (const std::uint32_t finding : order.waived) one(finding, order.number[finding], false);
    for (const match::Undetermined& open : input_.list.undetermined) {
      Row& row = begin(SheetWord::undetermined);
      of_rule(row, open.rule);
      row[kTitle] = text_cell(rule_title(input_, open.rule, reader_));
      row[kMessage] = text_cell(std::string(words_.undetermined) + std::string(words_.colon) + std::string(undetermined_reason(open.reason, reader_)));
    }
    for (const std::string& line : not_read_lines(input_, reader_, false)) begin(SheetWord::not_read)[kMessage] = text_cell(line);
    // Without the findings that an earlier report has: that has to be said.
    if (const std::string note = baseline_note(input_, reader_); !note.empty()) begin(SheetWord::notes)[kMessage] = text_cell(note);
    if (rows_.empty()) {
      const bool read = complete(input_);
      begin(read ? SheetWord::nothing : SheetWord::not_read)[kMessage] = text_cell(read ? headline(input_, reader_) : words_.text_empty);
    }
    return std::move(rows_);
  }

 private:
  Row& begin(SheetWord status) {
    Row& row = rows_.emplace_back(kFields);
    row[kDocument] = text_cell(input_.name);
    row[kStatus] = text_cell(word(status, reader_));
    return row;
  }

  void of_rule(Row& row, std::uint32_t index) const {
    const rules::Rule& rule = input_.program.rules()[index];
    row[kCategory] = text_cell(family_name(family_of(rule.taxonomy), reader_));
    row[kCode] = text_cell(rule.taxonomy);
    row[kRule] = text_cell(rule.id);
    row[kConfidence] = text_cell(words_.confidence_level[static_cast<std::size_t>(rule.confidence)]);
    Joined law("; ");
    for (const rules::Law& one : rule.law) law.add(one.place + " " + one.ref + " (" + filled(words_.law_checked, one.checked) + ")");
    row[kLaw] = text_cell(law.text());
  }

  void one(std::uint32_t index, std::uint32_t number, bool truncated) {
    const findings::Finding& finding = input_.list.findings[index];
    const bool absent = finding.outcome == match::Outcome::absent;
    const auto wording = [&](findings::Text text, Language language) { return text_cell(findings::wording(input_.program, finding, text, language)); };
    Row& row = begin(finding.status == findings::Status::waived ? SheetWord::waived : SheetWord::open);
    of_rule(row, finding.rule);
    row[kNumber] = number_cell(number);
    row[kPriority] = text_cell(words_.priority[priority_of(finding.severity)]);
    row[kSeverity] = text_cell(words_.severity[static_cast<std::size_t>(finding.severity)], tone(finding.severity));
    row[kTitle] = wording(findings::Text::title, reader_);
    row[kMessage] = wording(findings::Text::message, reader_);
    row[kWhy] = wording(findings::Text::why, reader_);
    row[kAsk] = wording(findings::Text::ask, reader_);
    row[kFallback] = wording(findings::Text::fallback, reader_);
    if (finding.language != reader_ && finding.language != Language::other) row[kAskInContract] = wording(findings::Text::ask, finding.language);
    if (!finding.placeless && !absent) {
      row[kClause] = clause_cell(finding.place);
      if (finding.place.page > 0) row[kPage] = number_cell(finding.place.page);
      row[kQuote] = text_cell(finding.place.quote.of(input_.extracted.text));
    }
    if (finding.value) row[kValue] = text_cell(findings::quantity_text(*finding.value, reader_));
    row[kNotes] = text_cell(notes(finding, absent, truncated));
    row[kLanguage] = text_cell(language_name(code(finding.language), reader_));
    row[kFingerprint] = text_cell(waiver_id(finding));
  }

  // "clause 7.2 Fees": with its word, or a spreadsheet takes 4.2 for a number, or for the fourth of February.
  Cell clause_cell(findings::Place place) const {
    place.page = 0;
    return text_cell(where(input_, place, reader_));
  }

  std::string notes(const findings::Finding& finding, bool absent, bool truncated) const {
    Joined notes(". ");
    for (const std::string_view remark : remarks(finding, reader_)) notes.add(remark);
    if (absent) {
      Joined searched(", ");
      for (const std::string& one : finding.searched) searched.add(one);
      notes.add(words_.searched, searched.text(), words_);
      notes.add(words_.expected_near, where(input_, finding, reader_), words_);
    }
    notes.add(words_.also, further_places(input_, finding, kPlacesNamed, reader_), words_);
    if (finding.waiver && finding.status == findings::Status::waived) {
      Joined waiver(", ");
      waiver.add(finding.waiver->reason);
      waiver.add(filled(words_.approved_by, finding.waiver->approver));
      if (finding.waiver->expires) waiver.add(filled(words_.until, date_text(finding.waiver->expires, reader_)));
      notes.add(words_.waiver, waiver.text(), words_);
    }
    if (!finding.waiver_problem.empty()) notes.add(words_.waiver_no_effect, waiver_problem_text(finding.waiver_problem, reader_), words_);
    if (truncated) notes.add(filled(words_.truncated, std::to_string(limits::kFindingsPerRule)));
    return notes.text();
  }

  const Input& input_;
  const Language reader_;
  const Labels& words_;
  std::vector<Row> rows_;
};

const risk::KeyTerm* term_of(const Input& input, std::string_view id) {
  const auto& terms = input.assessment.key_terms;
  const auto found = std::find_if(terms.begin(), terms.end(), [&](const risk::KeyTerm& t) { return t.id == id; });
  return found == terms.end() ? nullptr : &*found;
}

// The day, or in words what the contract says instead.
Cell day_cell(const Input& input, const risk::KeyTerm* term, Language reader) {
  if (!term) return {};
  if (term->date) return {.date = term->date};
  return text_cell(key_term_value(input, *term, reader));
}

const findings::Finding* clause_of(const Input& input, const risk::KeyTerm& term) {
  return term.clause && *term.clause < input.list.clauses.size() ? &input.list.clauses[*term.clause] : nullptr;
}

constexpr std::array<std::string_view, 5> kPortfolioTerms = {"effective-date", "end-date", "last-notice-day", "renewal", "governing-law"};

}  // namespace

std::vector<Column> finding_columns(Language reader) {
  const Labels& words = labels_of(reader);
  const auto own = [&](SheetWord which) { return std::string(word(which, reader)); };
  std::vector<Column> columns(kFields);
  const auto set = [&](Field field, std::string_view id, std::string head, double width) { columns[field] = {id, std::move(head), width}; };
  set(kDocument, "document", own(SheetWord::document), 24);
  set(kNumber, "number", own(SheetWord::number), 6);
  set(kPriority, "priority", own(SheetWord::priority), 14);
  set(kSeverity, "severity", own(SheetWord::severity), 11);
  set(kStatus, "status", own(SheetWord::status), 14);
  set(kTitle, "title", own(SheetWord::title), 28);
  set(kMessage, "message", own(SheetWord::message), 40);
  set(kClause, "clause", own(SheetWord::clause), 24);
  set(kPage, "page", own(SheetWord::page), 7);
  set(kQuote, "quote", own(SheetWord::quote), 60);
  set(kWhy, "why", std::string(words.why), 40);
  set(kAsk, "ask", std::string(words.ask), 50);
  set(kFallback, "fallback", std::string(words.fallback), 50);
  set(kAskInContract, "ask_in_contract_language", std::string(words.ask_in_contract_language), 40);
  set(kValue, "value", std::string(words.value), 14);
  set(kNotes, "notes", own(SheetWord::notes), 40);
  set(kOwner, "owner", own(SheetWord::owner), 16);
  set(kComment, "comment", own(SheetWord::comment), 40);
  set(kCategory, "category", std::string(words.category), 22);
  set(kCode, "code", own(SheetWord::code), 9);
  set(kRule, "rule", own(SheetWord::rule), 26);
  set(kConfidence, "confidence", own(SheetWord::confidence), 12);
  set(kLanguage, "language", own(SheetWord::language), 14);
  set(kLaw, "law", std::string(words.law), 40);
  set(kFingerprint, "fingerprint", std::string(words.fingerprint), 27);
  return columns;
}

std::vector<Row> finding_rows(const Input& input, Language reader) { return FindingRows(input, reader).run(); }

std::vector<Column> term_columns(Language reader) {
  const Labels& words = labels_of(reader);
  return {{"document", std::string(word(SheetWord::document, reader)), 24},
          {"term", std::string(words.term), 30},
          {"value", std::string(words.value), 44},
          {"date", std::string(word(SheetWord::date, reader)), 12},
          {"clause", std::string(word(SheetWord::clause, reader)), 28},
          {"page", std::string(word(SheetWord::page, reader)), 7},
          {"calculation", std::string(word(SheetWord::calculation, reader)), 60},
          {"quote", std::string(word(SheetWord::quote, reader)), 60}};
}

std::vector<Row> term_rows(const Input& input, Language reader) {
  std::vector<Row> rows;
  for (const risk::KeyTerm& term : input.assessment.key_terms) {
    Row row = {text_cell(input.name), text_cell(key_term_name(input, term, reader)), text_cell(key_term_value(input, term, reader)), {.date = term.date},
               {}, {}, {}, {}};
    if (const findings::Finding* clause = clause_of(input, term)) {
      findings::Place place = clause->place;
      if (place.page > 0) row[5] = number_cell(place.page);
      place.page = 0;
      row[4] = text_cell(where(input, place, reader));
      row[7] = text_cell(place.quote.of(input.extracted.text));
    }
    Joined lines("; ");
    for (const std::string& line : arithmetic_lines(input, term, reader)) lines.add(line);
    row[6] = text_cell(lines.text());
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<Column> portfolio_columns(Language reader) {
  const Labels& words = labels_of(reader);
  std::vector<Column> columns = {{"document", std::string(word(SheetWord::document, reader)), 30},
                                 {"kind", std::string(word(SheetWord::kind, reader)), 24},
                                 {"verdict", std::string(word(SheetWord::verdict, reader)), 30},
                                 {"score", std::string(word(SheetWord::score, reader)), 10}};
  for (std::size_t level = words.severity.size(); level-- > 0;)
    columns.push_back({rules::name(static_cast<rules::Severity>(level)), std::string(words.severity[level]), 9});
  columns.push_back({"waived", std::string(words.waived), 11});
  columns.push_back({"languages", std::string(word(SheetWord::languages, reader)), 20});
  for (const std::string_view id : kPortfolioTerms) columns.push_back({id, term_name(id, reader), id == "governing-law" || id == "renewal" ? 24.0 : 16.0});
  columns.push_back({"not-read", std::string(words.not_read), 50});
  columns.push_back({"sha256", std::string(words.file_hash), 20});
  return columns;
}

Row portfolio_row(const Input& input, Language reader) {
  const risk::Assessment& all = input.assessment;
  Row row = {text_cell(input.name), text_cell(document_kind(input, reader)),
             text_cell(headline(input, reader), has_verdict(input) ? tone(all.lane) : Tone::high), number_cell(all.score)};
  for (std::size_t level = all.by_severity.size(); level-- > 0;)
    row.push_back(number_cell(all.by_severity[level], all.by_severity[level] > 0 ? tone(static_cast<rules::Severity>(level)) : Tone::plain));
  row.push_back(number_cell(static_cast<double>(std::count_if(input.list.findings.begin(), input.list.findings.end(), [](const findings::Finding& f) {
    return f.status == findings::Status::waived;
  }))));
  row.push_back(text_cell(language_shares(input, reader)));
  for (const std::string_view id : kPortfolioTerms) {
    const risk::KeyTerm* term = term_of(input, id);
    // Of a contract that was renewed, the day that comes next.
    if (id == "last-notice-day")
      if (const risk::KeyTerm* next = term_of(input, "next-last-notice-day"); next && next->date) term = next;
    row.push_back(day_cell(input, term, reader));
  }
  Joined gaps(". ");
  for (const std::string& line : not_read_lines(input, reader, false)) gaps.add(line);
  row.push_back(text_cell(gaps.text()));
  row.push_back(text_cell(input.sha256));
  return row;
}

std::vector<std::string_view> statuses(Language reader) {
  std::vector<std::string_view> all;
  for (const SheetWord one : {SheetWord::open, SheetWord::negotiating, SheetWord::agreed, SheetWord::refused, SheetWord::waived, SheetWord::undetermined,
                              SheetWord::not_read, SheetWord::nothing})
    all.push_back(word(one, reader));
  return all;
}

std::vector<std::string_view> priorities(Language reader) {
  const auto& names = labels_of(reader).priority;
  return {names.begin(), names.end()};
}

}  // namespace caveat::report
