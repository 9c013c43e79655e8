// The comparison as one JSON object on one line: docs/comparison.schema.json says what each key means.
#include <string>
#include <string_view>

#include "findings/wording.h"
#include "report/comparison_report.h"
#include "report/comparison_words.h"
#include "report/engine.h"
#include "report/json_writer.h"
#include "report/names.h"
#include "report/reading_order.h"

namespace caveat::report {
namespace {

constexpr std::string_view kSchema = "caveat.comparison/1";

class ComparisonJson {
 public:
  ComparisonJson(const Rounds& rounds, Language reader) : rounds_(rounds), reader_(reader), to_(out_) {}

  std::string run() {
    const compare::Comparison& c = rounds_.comparison;
    to_.open('{');
    to_.key("schema").string(kSchema);
    to_.key("before");
    draft(rounds_.before);
    to_.key("after");
    draft(rounds_.after);
    to_.key("side").string(caveat::name(rounds_.after.side));
    to_.key("today").string_or_null(iso_date(rounds_.after.today));
    to_.key("verdict").string(changes_line(rounds_, reader_));
    to_.key("counts").open('{');
    for (std::size_t i = 0; i < compare::kChanges; ++i) to_.key(compare::name(static_cast<compare::Change>(i))).number(std::uint64_t{c.count[i]});
    to_.key("waived").number(std::uint64_t{c.waived});
    to_.close('}');
    to_.key("changes").open('[');
    for (const compare::FindingChange& change : c.findings) finding(change);
    to_.close(']');
    terms();
    to_.key("clauses").open('[');
    for (const compare::ClauseChange& change : c.clauses) clause(change);
    to_.close(']');
    to_.key("clauses_without_effect").number(std::uint64_t{c.clauses_without_effect});
    to_.key("clauses_unchanged").number(std::uint64_t{c.clauses_unchanged});
    to_.key("limited").boolean(c.limited);
    to_.key("engine").open('{');
    const rules::RuleProgram& program = rounds_.after.program;
    to_.key("version").string(kEngineVersion);
    to_.key("pack").foreign(program.pack());
    to_.key("pack_version").foreign(program.pack_version());
    to_.key("pack_hash").foreign(program.pack_hash());
    to_.key("policy").string_or_null(program.policy().id);
    to_.key("policy_version").string_or_null(program.policy().version);
    to_.key("reader_language").string(code(reader_));
    to_.close('}');
    to_.close('}');
    return std::move(out_);
  }

 private:
  void draft(const Input& input) {
    to_.open('{');
    to_.key("name").foreign(input.name);
    to_.key("sha256").foreign(input.sha256);
    to_.key("score").number(input.assessment.score);
    to_.key("lane").string(risk::name(input.assessment.lane));
    to_.key("complete").boolean(complete(input));
    to_.key("truncated").open('[');
    for (const std::uint32_t rule : input.list.truncated) to_.string(input.program.rules()[rule].id);
    to_.close(']');
    to_.close('}');
  }

  void span(const Input& input, TextSpan span) {
    if (span.empty()) return to_.null();
    to_.open('{');
    to_.key("quote").string(span.of(input.extracted.text));
    to_.key("begin").number(std::uint64_t{span.begin});
    to_.key("end").number(std::uint64_t{span.end});
    to_.key("page").page(input.extracted.page_of(span.begin));
    to_.key("place").string_or_null(place_of_span(input, span, reader_));
    to_.close('}');
  }

  void quantity(const std::optional<rules::Quantity>& q) {
    if (!q) return to_.null();
    to_.open('{');
    to_.key("number").number(q->value);
    to_.key("unit").string(rules::name(q->unit));
    to_.key("working_days").boolean(q->working_days);
    to_.key("currency").string_or_null(q->currency);
    to_.key("text").string(findings::quantity_text(*q, reader_));
    to_.close('}');
  }

  void evidence(const Input& input, const std::optional<std::uint32_t>& index, TextSpan quote) {
    to_.open('{');
    to_.key("finding");
    if (!index) {
      to_.null();
    } else {
      const findings::Finding& f = input.list.findings[*index];
      to_.open('{');
      to_.key("fingerprint").string(f.fingerprint);
      to_.key("severity").string(rules::name(f.severity));
      to_.key("status").string(f.status == findings::Status::waived ? "waived" : "open");
      to_.key("places").number(std::uint64_t{f.places()});
      to_.close('}');
    }
    to_.key("text");
    span(input, quote);
    to_.close('}');
  }

  void strings(std::string_view key, const std::vector<std::string>& all) {
    to_.key(key).open('[');
    for (const std::string& text : all) to_.foreign(text);
    to_.close(']');
  }

  void marks(const std::vector<TextSpan>& spans) {
    to_.open('[');
    for (const TextSpan s : spans) {
      to_.open('{');
      to_.key("begin").number(std::uint64_t{s.begin});
      to_.key("end").number(std::uint64_t{s.end});
      to_.close('}');
    }
    to_.close(']');
  }

  void finding(const compare::FindingChange& c) {
    const rules::Rule& rule = rounds_.after.program.rules()[c.rule];
    const findings::Finding& f = c.after ? rounds_.after.list.findings[*c.after] : rounds_.before.list.findings[*c.before];
    const auto text = [&](findings::Text which) { return findings::wording(rounds_.after.program, f, which, reader_); };
    to_.open('{');
    to_.key("change").string(compare::name(c.change));
    to_.key("rule").string(rule.id);
    to_.key("taxonomy").string_or_null(rule.taxonomy);
    to_.key("severity").string(rules::name(c.severity));
    to_.key("title").string(text(findings::Text::title));
    to_.key("message").string(text(findings::Text::message));
    to_.key("recommendation").string(text(findings::Text::ask));
    to_.key("fallback").string_or_null(text(findings::Text::fallback));
    to_.key("reasons").open('[');
    for (const compare::Reason reason : c.reasons) to_.string(compare::name(reason));
    to_.close(']');
    strings("deltas", reason_lines(rounds_, c, reader_));
    strings("notes", note_lines(rounds_, c, reader_));
    to_.key("moved").boolean(c.moved);
    to_.key("reworded").boolean(c.reworded);
    to_.key("waived").boolean(c.waived);
    to_.key("value_before");
    quantity(c.value_before);
    to_.key("value_after");
    quantity(c.value_after);
    strings("numbers_before", c.numbers_before);
    strings("numbers_after", c.numbers_after);
    to_.key("before");
    evidence(rounds_.before, c.before, c.quote_before);
    to_.key("after");
    evidence(rounds_.after, c.after, c.quote_after);
    to_.key("marks_before");
    marks(c.marks.before);
    to_.key("marks_after");
    marks(c.marks.after);
    to_.close('}');
  }

  void terms() {
    const std::vector<TermRow> rows = term_rows(rounds_, reader_);
    const compare::Comparison& c = rounds_.comparison;
    to_.key("terms").open('[');
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const bool term = i < c.terms.size();
      to_.open('{');
      to_.key("id").string(term ? c.terms[i].id : rounds_.after.program.rules()[c.values[i - c.terms.size()].rule].id);
      to_.key("kind").string(term ? "key-term" : "clause");
      to_.key("name").string(rows[i].name);
      to_.key("before").string_or_null(rows[i].before);
      to_.key("after").string_or_null(rows[i].after);
      to_.key("effect").string(compare::name(rows[i].which));
      to_.close('}');
    }
    to_.close(']');
  }

  void clause(const compare::ClauseChange& c) {
    const auto label = [&](const Input& input, const std::optional<std::uint32_t>& index) {
      index ? to_.string_or_null(input.structure.clauses[*index].label) : to_.null();
    };
    to_.open('{');
    to_.key("change").string(compare::name(c.wording));
    to_.key("moved").boolean(c.moved);
    to_.key("effect").boolean(c.effect);
    to_.key("place").string(clause_line(rounds_, c, reader_));
    to_.key("clause_before");
    label(rounds_.before, c.before);
    to_.key("clause_after");
    label(rounds_.after, c.after);
    to_.key("passages").open('[');
    for (const compare::Passage& p : c.passages) {
      to_.open('{');
      to_.key("before");
      span(rounds_.before, p.before);
      to_.key("after");
      span(rounds_.after, p.after);
      to_.key("marks_before");
      marks(p.marks.before);
      to_.key("marks_after");
      marks(p.marks.after);
      to_.key("moved").boolean(p.moved);
      to_.close('}');
    }
    to_.close(']');
    to_.key("unlisted").number(std::uint64_t{c.unlisted});
    to_.close('}');
  }

  const Rounds& rounds_;
  const Language reader_;
  std::string out_;
  JsonWriter to_;
};

}  // namespace

std::string comparison_json(const Rounds& rounds, Language reader) {
  return ComparisonJson(rounds, reader == Language::other ? Language::en : reader).run();
}

}  // namespace caveat::report
