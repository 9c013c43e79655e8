// The result as one JSON object on one line: docs/result.schema.json says what each key means.
// Tested by tests/unit/report/json_test.cpp, which reads it back with Poco and holds it against the schema.
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>

#include "findings/wording.h"
#include "report/authorship.h"
#include "report/engine.h"
#include "report/json_writer.h"
#include "report/names.h"
#include "report/reading_order.h"
#include "report/report.h"

namespace caveat::report {
namespace {

constexpr std::string_view kSchema = "caveat.result/1";

void write_span(JsonWriter& to, TextSpan span) {
  to.key("begin").number(std::uint64_t{span.begin});
  to.key("end").number(std::uint64_t{span.end});
}

void write_quantity(JsonWriter& to, const rules::Quantity& quantity) {
  to.key("number").number(quantity.value);
  to.key("unit").string(rules::name(quantity.unit));
  to.key("working_days").boolean(quantity.working_days);
  to.key("currency").string_or_null(quantity.currency);
}

void write_value(JsonWriter& to, const Input& input, const findings::Finding& finding) {
  to.key("value");
  if (!finding.value) return to.null();
  to.open('{');
  write_quantity(to, *finding.value);
  if (finding.place.value) {
    to.key("text").string(finding.place.value->of(input.extracted.text));
    write_span(to, *finding.place.value);
  } else {
    to.key("text").null();
    to.key("begin").null();
    to.key("end").null();
  }
  to.close('}');
}

void write_texts(JsonWriter& to, const Input& input, const findings::Finding& finding, Language reader) {
  const auto text = [&](findings::Text which) { return findings::wording(input.program, finding, which, reader); };
  to.key("title").string(text(findings::Text::title));
  to.key("message").string(text(findings::Text::message));
  to.key("why").string(text(findings::Text::why));
  to.key("recommendation").string(text(findings::Text::ask));
  to.key("fallback").string_or_null(text(findings::Text::fallback));
}

void write_law(JsonWriter& to, const rules::Rule& rule) {
  to.key("law").open('[');
  for (const rules::Law& law : rule.law) {
    to.open('{');
    to.key("place").string(law.place);
    to.key("ref").string(law.ref);
    to.key("checked").string(law.checked);
    to.close('}');
  }
  to.close(']');
}

void write_spanned(JsonWriter& to, const Input& input, TextSpan span) {
  to.key("quote").string(span.of(input.extracted.text));
  write_span(to, span);
}

void write_recognition(JsonWriter& to, const std::optional<float>& sure) {
  to.key("recognition");
  sure ? to.number(std::round(static_cast<double>(*sure) * 1000) / 1000) : to.null();
}

// Of a set: which of its documents.
void write_document(JsonWriter& to, const Input& input, std::uint32_t offset) {
  const extract::Part* part = input.extracted.part_of(offset);
  to.key("document").string_or_null(part == nullptr ? std::string_view() : std::string_view(part->name));
}

void write_place(JsonWriter& to, const Input& input, const Authorship& authors, const findings::Place& place) {
  to.open('{');
  write_spanned(to, input, place.quote);
  to.key("trigger").open('{');
  write_span(to, place.trigger);
  to.close('}');
  to.key("value");
  if (place.value) {
    to.open('{');
    write_span(to, *place.value);
    to.close('}');
  } else {
    to.null();
  }
  write_document(to, input, place.quote.begin);
  to.key("page").page(place.page);
  to.key("clause").string_or_null(place.clause);
  to.key("revision");
  if (const extract::Revision* revision = authors.of(place)) {
    to.open('{');
    to.key("kind").string(revision_name(revision->kind));
    to.key("author").string_or_null(revision->author);
    to.key("date").string_or_null(revision->date);
    to.close('}');
  } else {
    to.null();
  }
  write_recognition(to, place.recognition);
  to.close('}');
}

void write_strings(JsonWriter& to, const std::vector<std::string>& strings) {
  to.open('[');
  for (const std::string& text : strings) to.foreign(text);
  to.close(']');
}

void write_waiver(JsonWriter& to, const findings::Finding& finding) {
  to.key("waiver");
  if (finding.waiver) {
    to.open('{');
    to.key("reason").foreign(finding.waiver->reason);
    to.key("approver").foreign(finding.waiver->approver);
    to.key("expires").string_or_null(iso_date(finding.waiver->expires));
    to.close('}');
  } else {
    to.null();
  }
  to.key("waiver_problem").string_or_null(finding.waiver_problem);
}

std::string_view name(findings::Band band) {
  constexpr std::array<std::string_view, 4> names = {"none", "acceptable", "outside", "walk-away"};
  return names[static_cast<std::size_t>(band)];
}

void write_finding(JsonWriter& to, const Input& input, const Authorship& authors, const findings::Finding& finding, Language reader) {
  const rules::Rule& rule = input.program.rules()[finding.rule];
  // An absence without a place quotes nothing: an empty quote at 0, and `places` is empty.
  const findings::Place nowhere;
  const findings::Place& place = finding.placeless ? nowhere : finding.place;
  to.open('{');
  to.key("rule").string(rule.id);
  to.key("rule_version").number(std::uint64_t{rule.version});
  to.key("taxonomy").string_or_null(rule.taxonomy);
  to.key("category").string(rule.category);
  to.key("kind").string(rules::name(rule.kind));
  to.key("severity").string(rules::name(finding.severity));
  to.key("confidence").string(rules::name(rule.confidence));
  to.key("language").string(code(finding.language));
  write_spanned(to, input, place.quote);
  to.key("trigger").open('{');
  write_span(to, place.trigger);
  to.close('}');
  if (finding.placeless) to.key("document").null();
  else write_document(to, input, place.quote.begin);
  to.key("page").page(place.page);
  to.key("clause").string_or_null(place.clause);
  write_recognition(to, place.recognition);
  write_value(to, input, finding);
  to.key("outcome").string(outcome_name(finding.outcome));
  to.key("places").open('[');
  if (!finding.placeless) {
    write_place(to, input, authors, finding.place);
    for (const findings::Place& also : finding.also) write_place(to, input, authors, also);
  }
  to.close(']');
  to.key("unlisted").number(std::uint64_t{finding.unlisted});
  to.key("searched");
  write_strings(to, finding.searched);
  to.key("band").string(name(finding.band));
  write_texts(to, input, finding, reader);
  to.key("in_contract_language");
  if (finding.language == reader || finding.language == Language::other) {
    to.null();
  } else {
    to.open('{');
    write_texts(to, input, finding, finding.language);
    to.close('}');
  }
  write_law(to, rule);
  to.key("fingerprint").string(finding.fingerprint);
  to.key("numbers").string(finding.numbers);
  to.key("status").string(finding.status == findings::Status::waived ? "waived" : "open");
  write_waiver(to, finding);
  to.key("change").string_or_null(findings::name(finding.change));
  to.key("change_reason").string_or_null(finding.change_reason);
  to.close('}');
}

void write_known(JsonWriter& to, const std::vector<findings::KnownFinding>& findings) {
  to.open('[');
  for (const findings::KnownFinding& known : findings) {
    to.open('{');
    to.key("rule").foreign(known.rule);
    to.key("fingerprint").foreign(known.fingerprint);
    to.key("numbers").foreign(known.numbers);
    to.key("severity");
    known.severity ? to.string(rules::name(*known.severity)) : to.null();
    to.key("status").string(known.waived ? "waived" : "open");
    to.key("message").string_or_null(known.message);
    to.key("clause").string_or_null(known.clause);
    to.close('}');
  }
  to.close(']');
}

void write_baseline(JsonWriter& to, const Input& input) {
  to.key("baseline");
  if (!input.list.baseline) return to.null();
  const findings::BaselineSummary& baseline = *input.list.baseline;
  to.open('{');
  to.key("document").string_or_null(baseline.document);
  to.key("found").boolean(baseline.found);
  to.key("new").number(std::uint64_t{baseline.added});
  to.key("updated").number(std::uint64_t{baseline.updated});
  to.key("unchanged").number(std::uint64_t{baseline.unchanged.size()});
  to.key("left_out");
  write_known(to, baseline.unchanged);
  to.key("absent");
  write_known(to, baseline.absent);
  to.close('}');
}

void write_document_kind(JsonWriter& to, const Input& input, Language reader) {
  const findings::DocumentKind& kind = input.list.kind;
  to.key("document_kind");
  if (!(kind.certainty > 0)) return to.null();
  to.open('{');
  to.key("kind").string(rules::name(kind.kind));
  to.key("certainty").number(std::round(kind.certainty * 1000) / 1000);
  to.key("evidence").open('[');
  for (const findings::KindEvidence& evidence : kind.evidence) {
    to.open('{');
    to.key("rule").string(input.program.rules()[evidence.rule].id);
    to.key("title").string(rule_title(input, evidence.rule, reader));
    write_spanned(to, input, evidence.quote);
    to.key("page").page(input.extracted.page_of(evidence.quote.begin));
    to.close('}');
  }
  to.close(']');
  to.close('}');
}

void write_parties(JsonWriter& to, const Input& input) {
  to.key("parties").open('[');
  for (const segment::Party& party : input.structure.parties) {
    to.open('{');
    to.key("role").string(caveat::name(party.role));
    to.key("name").foreign(party.name);
    to.key("pronoun").boolean(party.pronoun);
    to.key("language").string(code(party.language));
    to.key("defined_at");
    if (party.defined_at.empty()) {
      to.null();
    } else {
      to.open('{');
      write_spanned(to, input, party.defined_at);
      to.close('}');
    }
    to.close('}');
  }
  to.close(']');
}

void write_key_term(JsonWriter& to, const Input& input, const risk::KeyTerm& term, Language reader) {
  to.open('{');
  to.key("id").string(term.id);
  to.key("name").string(key_term_name(input, term, reader));
  to.key("clause");
  term.clause && *term.clause < input.list.clauses.size() ? to.number(std::uint64_t{*term.clause}) : to.null();
  to.key("value");
  if (term.value) {
    to.open('{');
    write_quantity(to, *term.value);
    to.close('}');
  } else {
    to.null();
  }
  to.key("date").string_or_null(iso_date(term.date));
  to.key("words").string_or_null(term.words);
  to.key("state").string_or_null(term.state);
  to.key("others").open('[');
  for (const std::uint32_t other : term.others) to.number(std::uint64_t{other});
  to.close(']');
  to.key("problem").string_or_null(term.problem);
  to.key("notes");
  write_strings(to, term.notes);
  to.key("text").string(key_term_value(input, term, reader));
  to.key("arithmetic").open('[');
  const std::vector<std::string> lines = arithmetic_lines(input, term, reader);
  for (std::size_t i = 0; i < term.arithmetic.size(); ++i) {
    const risk::DateStep& step = term.arithmetic[i];
    to.open('{');
    to.key("from").string_or_null(iso_date(step.from));
    to.key("start").string_or_null(step.start);
    to.key("operation").string(step.minus ? "minus" : "plus");
    to.key("delta").open('{');
    write_quantity(to, step.delta);
    to.close('}');
    to.key("to").string_or_null(iso_date(step.to));
    to.key("meaning").string_or_null(step.meaning);
    to.key("text").string(lines[i]);
    to.close('}');
  }
  to.close(']');
  to.close('}');
}

void write_clause(JsonWriter& to, const Input& input, const findings::Finding& clause, Language reader) {
  to.open('{');
  to.key("rule").string(input.program.rules()[clause.rule].id);
  to.key("title").string(findings::wording(input.program, clause, findings::Text::title, reader));
  to.key("quote").string(clause.place.quote.of(input.extracted.text));
  write_span(to, clause.place.quote);
  write_document(to, input, clause.place.quote.begin);
  to.key("page").page(clause.place.page);
  to.key("clause").string_or_null(clause.place.clause);
  write_value(to, input, clause);
  to.key("language").string(code(clause.language));
  to.close('}');
}

}  // namespace

std::string json(const Input& input, Language reader) {
  if (reader == Language::other) reader = Language::en;
  std::string out;
  out.reserve(4096 + 2048 * (input.list.findings.size() + input.list.clauses.size()));
  JsonWriter to(out);
  const std::vector<rules::Rule>& rules = input.program.rules();

  to.open('{');
  to.key("schema").string(kSchema);

  to.key("document").open('{');
  to.key("name").foreign(input.name);
  to.key("sha256").foreign(input.sha256);
  to.key("media_type").foreign(input.extracted.media_type);
  to.key("pages").page(static_cast<std::uint32_t>(input.extracted.pages.size()));
  to.key("languages").open('[');
  for (const segment::LanguageShare& language : input.structure.languages) {
    to.open('{');
    to.key("lang").foreign(language.code);
    to.key("share").number(std::round(language.share * 10'000) / 10'000);
    to.close('}');
  }
  to.close(']');
  to.key("parts").open('[');
  std::size_t page = 0;
  for (const extract::Part& part : input.extracted.parts) {
    std::uint32_t pages = 0;
    for (; page < input.extracted.pages.size() && input.extracted.pages[page].span.begin < part.span.end; ++page) ++pages;
    to.open('{');
    to.key("name").foreign(part.name);
    to.key("media_type").foreign(part.media_type);
    to.key("pages").page(pages);
    write_span(to, part.span);
    to.close('}');
  }
  to.close(']');
  to.close('}');

  write_document_kind(to, input, reader);
  write_parties(to, input);
  to.key("side").string(caveat::name(input.side));
  to.key("today").string_or_null(iso_date(input.today));

  to.key("findings").open('[');
  const Authorship authors(input.extracted);
  for (const findings::Finding& finding : input.list.findings) write_finding(to, input, authors, finding, reader);
  to.close(']');
  to.key("clauses").open('[');
  for (const findings::Finding& clause : input.list.clauses) write_clause(to, input, clause, reader);
  to.close(']');

  to.key("undetermined").open('[');
  for (const match::Undetermined& open : input.list.undetermined) {
    to.open('{');
    to.key("rule").string(rules[open.rule].id);
    to.key("title").string(rule_title(input, open.rule, reader));
    to.key("reason").string(open.reason);
    to.key("text").string(undetermined_reason(open.reason, reader));
    to.close('}');
  }
  to.close(']');
  to.key("waiver_problems").open('[');
  for (const findings::WaiverProblem& problem : input.list.waiver_problems) {
    to.open('{');
    to.key("code").string(problem.code);
    to.key("text").string(waiver_problem_text(problem.code, reader));
    to.key("rule").string_or_null(problem.rule);
    to.key("fingerprint").string_or_null(problem.fingerprint);
    to.key("line").page(problem.line);
    to.key("detail").foreign(problem.detail);
    to.close('}');
  }
  to.close(']');
  write_baseline(to, input);
  to.key("key_terms").open('[');
  for (const risk::KeyTerm& term : input.assessment.key_terms) write_key_term(to, input, term, reader);
  to.close(']');

  to.key("score").number(input.assessment.score);
  to.key("lane").string(risk::name(input.assessment.lane));
  to.key("lane_reason").string(input.assessment.lane_reason);
  to.key("complete").boolean(complete(input));
  double points = 0;
  to.key("score_lines").open('[');
  for (const risk::ScoreLine& line : input.assessment.lines) {
    const risk::ScoreFactors factors = risk::score_factors(line.severity, rules[line.rule].confidence, line.count);
    points += line.points;
    to.open('{');
    to.key("rule").string(rules[line.rule].id);
    to.key("count").number(std::uint64_t{line.count});
    to.key("waived").number(std::uint64_t{line.waived});
    to.key("severity").string(rules::name(line.severity));
    to.key("confidence").string(rules::name(rules[line.rule].confidence));
    to.key("weight").number(factors.weight);
    to.key("factor").number(factors.factor);
    to.key("repeat").number(std::round(factors.repeat * 1e6) / 1e6);
    to.key("points").number(std::round(line.points * 1000) / 1000);
    to.key("share").number(line.share);
    to.close('}');
  }
  to.close(']');
  to.key("score_points").number(std::round(points * 1000) / 1000);

  to.key("engine").open('{');
  to.key("version").string(kEngineVersion);
  to.key("pack").foreign(input.program.pack());
  to.key("pack_version").foreign(input.program.pack_version());
  to.key("pack_hash").foreign(input.program.pack_hash());
  to.key("policy").string_or_null(input.program.policy().id);
  to.key("policy_version").string_or_null(input.program.policy().version);
  to.key("reader_language").string(code(reader));
  to.close('}');

  to.key("not_read").open('[');
  for (const extract::NotRead& part : input.not_read) {
    to.open('{');
    to.key("code").foreign(part.code);
    to.key("document").string_or_null(part.part);
    to.key("page").page(part.page);
    to.key("detail").foreign(part.detail);
    to.close('}');
  }
  to.close(']');
  to.key("truncated").open('[');
  for (const std::uint32_t rule : input.list.truncated) to.string(rules[rule].id);
  to.close(']');
  to.close('}');
  return out;
}

std::string key_terms_json(const Input& input, Language reader) {
  if (reader == Language::other) reader = Language::en;
  std::string out;
  JsonWriter to(out);
  to.open('{');
  to.key("schema").string("caveat.terms/1");
  to.key("document").open('{');
  to.key("name").foreign(input.name);
  to.key("sha256").foreign(input.sha256);
  to.close('}');
  write_parties(to, input);
  to.key("today").string_or_null(iso_date(input.today));
  to.key("complete").boolean(complete(input));
  to.key("key_terms").open('[');
  for (const risk::KeyTerm& term : input.assessment.key_terms) write_key_term(to, input, term, reader);
  to.close(']');
  to.key("clauses").open('[');
  for (const findings::Finding& clause : input.list.clauses) write_clause(to, input, clause, reader);
  to.close(']');
  to.close('}');
  return out;
}

std::unique_ptr<Collected> json_lines(Language reader) {
  class Lines : public Collected {
   public:
    explicit Lines(Language reader) : reader_(reader) {}
    Result<std::string> add(const Input& input) override { return json(input, reader_) + '\n'; }
    Result<std::string> finish() override { return std::string(); }

   private:
    Language reader_;
  };
  return std::make_unique<Lines>(reader);
}

}  // namespace caveat::report
