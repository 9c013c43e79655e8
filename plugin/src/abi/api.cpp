// The C ABI: each function checks its arguments, reads sized structs, calls, and maps errors; exceptions end here.
// Contracts: include/caveat/caveat.h. Tested by tests/abi (NULL for every pointer, every struct size, threads) and tests/hosts.
#include "caveat/caveat.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstring>
#include <map>
#include <mutex>
#include <new>
#include <optional>
#include <string>
#include <vector>

#include "abi/calls.h"
#include "abi/profile_extension.h"
#include "abi/report_format.h"
#include "abi/reports_extension.h"
#include "abi/scan_options.h"
#include "base/iso_date.h"
#include "base/limits.h"
#include "caveat/ext/layout.h"
#include "caveat/ext/reports.h"
#include "caveat/ext/rules.h"
#include "extract/utf8.h"
#include "findings/wording.h"
#include "report/engine.h"
#include "report/reading_order.h"
#include "rules/lint.h"
#include "rules/loader.h"
#include "scan/rule_examples.h"
#include "scan/rule_overlap.h"
#include "scan/rule_explanation.h"
#include "scan/scanner.h"

using namespace caveat;
using namespace caveat::abi;

namespace {

void CAV_CALL close_plugin(cav_plugin* plugin) { delete plugin; }

// ---- rules ----
cav_status CAV_CALL ruleset_load(cav_plugin* plugin, const cav_load_options* options, cav_ruleset** out, cav_error* err) {
  return guarded(err, [&] {
    cav_load_options o;
    if (!plugin || !out || !read_sized(options, o, offsetof(cav_load_options, policy_path)) || (o.path_count > 0 && !o.paths))
      return fail(err, CAV_E_ARGUMENT, "ruleset_load needs a plugin, options with size, paths and path_count, and a place for the ruleset.");
    *out = nullptr;
    rules::LoadOptions load;
    for (std::size_t i = 0; i < o.path_count; ++i) {
      if (!o.paths[i]) return fail(err, CAV_E_ARGUMENT, "A path in cav_load_options.paths is NULL.");
      load.paths.emplace_back(o.paths[i]);
    }
    if (o.policy_path) load.policy = o.policy_path;
    load.verify = o.flags & (CAV_LOAD_RUN_EXAMPLES | CAV_LOAD_COMPILE_ALL);
    load.drafts = o.flags & CAV_LOAD_DRAFTS;
    // Always: what is left can then be tried too, and all that is wrong is told at once. Whether it is handed out is decided below.
    load.skip_broken = true;
    const bool all_or_none = o.flags & (CAV_LOAD_RUN_EXAMPLES | CAV_LOAD_COMPILE_ALL | CAV_LOAD_WARNINGS_ARE_ERRORS | CAV_LOAD_STRICT);
    rules::Diagnostics diagnostics;
    auto program = rules::load(load, diagnostics);
    if (program && load.verify) rules::lint(*program.value(), o.today ? o.today : "", diagnostics);
    if (program && load.verify) scan::overlaps(program.value(), diagnostics);
    if (program && (o.flags & CAV_LOAD_RUN_EXAMPLES)) scan::run_examples(program.value(), diagnostics);
    std::size_t errors = 0;
    for (const rules::Diagnostic& d : diagnostics) {
      if (d.level == rules::Diagnostic::Level::error || (o.flags & CAV_LOAD_WARNINGS_ARE_ERRORS)) ++errors;
      if (!o.on_diagnostic) continue;
      const cav_diagnostic shown = {sizeof(cav_diagnostic), static_cast<std::int32_t>(d.level), d.code.c_str(), d.file.c_str(),
                                    d.mark.line, d.mark.column, d.message.c_str()};
      o.on_diagnostic(o.user, &shown);
    }
    if (!program) return fail(err, program.error());
    if (errors && all_or_none) {
      const rules::Diagnostic& d = *std::find_if(diagnostics.begin(), diagnostics.end(), [&](const rules::Diagnostic& x) {
        return x.level == rules::Diagnostic::Level::error || (o.flags & CAV_LOAD_WARNINGS_ARE_ERRORS);
      });
      return fail(err, CAV_E_RULES, "The rules were rejected: " + std::to_string(errors) + (errors == 1 ? " error" : " errors") + ". First: " + d.file + ":" + std::to_string(d.mark.line) + ":" +
                                        std::to_string(d.mark.column) + ": " + d.code + " " + d.message);
    }
    *out = new cav_ruleset{std::move(program).value(), plugin->log};
    return static_cast<cav_status>(CAV_OK);
  });
}

void CAV_CALL ruleset_free(cav_ruleset* ruleset) { delete ruleset; }

// ---- scanning ----
cav_status CAV_CALL scanner_new(const cav_ruleset* ruleset, cav_scanner** out, cav_error* err) {
  return guarded(err, [&] {
    if (!ruleset || !out) return fail(err, CAV_E_ARGUMENT, "scanner_new needs a ruleset and a place for the scanner.");
    *out = new cav_scanner(*ruleset);
    return static_cast<cav_status>(CAV_OK);
  });
}

void CAV_CALL scanner_free(cav_scanner* scanner) { delete scanner; }

// Holds a scanner for one call; false where another call holds it.
class InUse {
 public:
  explicit InUse(cav_scanner& scanner) : busy_(scanner.busy), held_(!busy_.exchange(true)) {}
  ~InUse() {
    if (held_) busy_ = false;
  }
  InUse(const InUse&) = delete;
  explicit operator bool() const { return held_; }

 private:
  std::atomic<bool>& busy_;
  const bool held_;
};
constexpr const char* kInUse = "This scanner is in use by another thread. Make one scanner a thread with scanner_new.";

cav_result* result_of(std::unique_ptr<const scan::ScanResult> scanned) {
  auto result = std::make_unique<cav_result>();
  result->scan = std::move(scanned);
  for (const auto& share : result->scan->structure.languages) result->languages += (result->languages.empty() ? "" : ",") + share.code;
  const rules::RuleProgram& program = *result->scan->program;
  result->pack_version = program.pack() + " " + program.pack_version() + " " + program.pack_hash();
  result->policy_version = program.policy().id + " " + program.policy().version;
  return result.release();
}

cav_status CAV_CALL scan_document(cav_scanner* scanner, const cav_document* document, const cav_scan_options* options, cav_result** out, cav_error* err) {
  return guarded(err, [&] {
    cav_document d;
    cav_scan_options o{};
    if (!scanner || !out || !read_sized(document, d, offsetof(cav_document, name)) || (d.data_size > 0 && !d.data))
      return fail(err, CAV_E_ARGUMENT, "scan needs a scanner, a document with size, data and data_size, and a place for the result.");
    if (!read_sized(options, o, 2 * sizeof(std::uint32_t)))
      return fail(err, CAV_E_ARGUMENT, "scan needs options with size; a zeroed cav_scan_options with size set will do.");
    *out = nullptr;
    auto request = scan_request(d, o);
    if (!request) return fail(err, request.error());
    const InUse in_use(*scanner);
    if (!in_use) return fail(err, CAV_E_BUSY, kInUse);
    request.value().options.extract.warn = [log = scanner->log](const std::string& message) { log->warn(message); };
    Cancel cancel(o.deadline_ms, progress_of(o));
    auto scanned = scanner->scanner.scan(request.value().document, request.value().options, cancel);
    if (!scanned) return fail(err, scanned.error());

    *out = result_of(std::move(scanned).value());
    return static_cast<cav_status>(CAV_OK);
  });
}

cav_status CAV_CALL scan_set(cav_scanner* scanner, const cav_document* documents, std::size_t count, const char* name, const cav_scan_options* options, cav_result** out,
                             cav_error* err) {
  return guarded(err, [&] {
    cav_scan_options o{};
    if (!scanner || !out || !documents || count == 0 || documents->size < offsetof(cav_document, name))
      return fail(err, CAV_E_ARGUMENT, "scan_set needs a scanner, at least one document with size, data and data_size, and a place for the result.");
    if (!read_sized(options, o, 2 * sizeof(std::uint32_t)))
      return fail(err, CAV_E_ARGUMENT, "scan_set needs options with size; a zeroed cav_scan_options with size set will do.");
    *out = nullptr;
    if (name && !extract::is_utf8(name)) return fail(err, CAV_E_ARGUMENT, "The name of the set is not UTF-8. It is only shown, so any readable form of it will do.");
    // The caller's structs may be shorter or longer than ours: their size is the step from one to the next.
    std::vector<extract::Document> read;
    scan::Options scan_options;
    const auto* at = reinterpret_cast<const char*>(documents);
    for (std::size_t i = 0; i < count; ++i, at += documents->size) {
      cav_document d;
      const auto* one = reinterpret_cast<const cav_document*>(at);
      if (one->size != documents->size || !read_sized(one, d, offsetof(cav_document, name)) || (d.data_size > 0 && !d.data))
        return fail(err, CAV_E_ARGUMENT, "Document " + std::to_string(i) + " of the set has another size than the first, or no data.");
      auto request = scan_request(d, o);
      if (!request) return fail(err, request.error());
      if (i == 0) scan_options = std::move(request.value().options);
      read.push_back(request.value().document);
    }
    scan_options.keep_document = false;
    const InUse in_use(*scanner);
    if (!in_use) return fail(err, CAV_E_BUSY, kInUse);
    Cancel cancel(o.deadline_ms, progress_of(o));
    auto scanned = scanner->scanner.scan_set(read, name ? name : "documents", scan_options, cancel);
    if (!scanned) return fail(err, scanned.error());
    *out = result_of(std::move(scanned).value());
    return static_cast<cav_status>(CAV_OK);
  });
}

// ---- results ----
void CAV_CALL result_free(cav_result* result) { delete result; }

cav_status CAV_CALL result_summary(const cav_result* result, cav_summary* out) {
  if (!result || !writable(out)) return CAV_E_ARGUMENT;
  return guarded(nullptr, [&] {
    const scan::ScanResult& scan = *result->scan;
    cav_summary s{};
    if (!scan.list.truncated.empty()) s.flags |= CAV_SUMMARY_TRUNCATED;
    for (const auto& n : scan.extracted.not_read)
      if (n.code == "page-without-text") s.flags |= CAV_SUMMARY_NO_TEXT;
    for (const auto& n : scan.structure.not_read)
      if (n.code == "unsupported-language") s.flags |= CAV_SUMMARY_UNKNOWN_LANGUAGE;
    s.risk_score = scan.assessment.score;
    s.finding_count = scan.list.findings.size();
    s.page_count = static_cast<std::uint32_t>(scan.extracted.pages.size());
    s.languages = result->languages.c_str();
    s.pack_version = result->pack_version.c_str();
    s.policy_version = result->policy_version.c_str();
    s.lane = risk::name(scan.assessment.lane).data();
    if (!report::complete(scan.report_input())) s.flags |= CAV_SUMMARY_INCOMPLETE;
    s.document_kind = scan.list.kind.certainty > 0 ? rules::name(scan.list.kind.kind).data() : "";
    for (const findings::Finding& f : scan.list.findings) s.waived_count += f.status == findings::Status::waived;
    s.undetermined_count = scan.list.undetermined.size();
    write_sized(s, out);
    return static_cast<cav_status>(CAV_OK);
  });
}

const findings::Finding* finding_at(const cav_result* result, std::uint64_t i) {
  return result && i < result->scan->list.findings.size() ? &result->scan->list.findings[i] : nullptr;
}

struct NamedSpan {
  TextSpan span;
  std::int32_t role = 0;  // as in cav_span
  const findings::Place* place = nullptr;
};

// A few spans a finding (limits::kPlacesPerFinding places): made when asked for.
std::vector<NamedSpan> spans_of(const findings::Finding& f) {
  std::vector<NamedSpan> all;
  if (f.placeless) return all;
  const auto add = [&](const findings::Place& place) {
    if (f.outcome == match::Outcome::absent) return all.push_back({place.quote, 3, &place});
    all.push_back({place.quote, 0, &place});
    all.push_back({place.trigger, 1, &place});
    if (place.value) all.push_back({*place.value, 2, &place});
  };
  add(f.place);
  for (const findings::Place& place : f.also) add(place);
  return all;
}

std::uint32_t span_count(const findings::Finding& f) {  // of spans_of, without making them: this must not throw
  if (f.placeless) return 0;
  const auto of = [&](const findings::Place& p) { return f.outcome == match::Outcome::absent ? 1u : p.value ? 3u : 2u; };
  std::uint32_t count = of(f.place);
  for (const findings::Place& place : f.also) count += of(place);
  return count;
}

cav_status CAV_CALL result_finding(const cav_result* result, std::uint64_t i, cav_finding* out) {
  const findings::Finding* f = finding_at(result, i);
  if (!f || !writable(out)) return CAV_E_ARGUMENT;
  const rules::Rule& rule = result->scan->program->rules()[f->rule];
  cav_finding c{};
  c.severity = static_cast<std::int32_t>(f->severity);
  for (const risk::ScoreLine& line : result->scan->assessment.lines)
    if (line.rule == f->rule && line.count && f->status == findings::Status::open) c.weight = line.share * f->places() / line.count;
  c.rule_id = rule.id.c_str();
  c.rule_version = rule.version;
  c.span_count = span_count(*f);
  c.language = code(f->language).data();
  c.fingerprint = f->fingerprint.c_str();
  c.status = f->status == findings::Status::waived ? "waived" : "open";
  c.outcome = f->outcome == match::Outcome::absent ? "absent" : f->outcome == match::Outcome::adverse ? "adverse" : "found";
  c.place_count = f->placeless ? 0 : static_cast<std::uint32_t>(1 + f->also.size());
  c.unlisted_count = f->unlisted;
  c.change = findings::name(f->change).data();
  write_sized(c, out);
  return CAV_OK;
}

using Words = std::vector<extract::WordBox>;
std::pair<Words::const_iterator, Words::const_iterator> words_in(const Words& words, TextSpan span) {
  const auto first = std::lower_bound(words.begin(), words.end(), span.begin, [](const extract::WordBox& w, std::uint32_t at) { return w.span.end <= at; });
  const auto last = std::lower_bound(first, words.end(), span.end, [](const extract::WordBox& w, std::uint32_t at) { return w.span.begin < at; });
  return {first, last};
}

cav_status CAV_CALL result_span(const cav_result* result, std::uint64_t i, std::uint32_t span, cav_span* out) {
  const findings::Finding* f = finding_at(result, i);
  if (!f || !writable(out)) return CAV_E_ARGUMENT;
  return guarded(nullptr, [&]() -> cav_status {
    const std::vector<NamedSpan> spans = spans_of(*f);
    if (span >= spans.size()) return CAV_E_ARGUMENT;
    const NamedSpan& s = spans[span];
    const auto words = words_in(result->scan->extracted.words, s.span);
    cav_span c{};
    c.role = s.role;
    c.text_begin = s.span.begin;
    c.text_end = s.span.end;
    c.page = result->scan->extracted.page_of(s.span.begin);
    c.box_count = static_cast<std::uint32_t>(words.second - words.first);
    c.clause = s.place->clause.empty() ? nullptr : s.place->clause.c_str();
    if (const extract::Part* part = result->scan->extracted.part_of(s.span.begin)) c.document = part->name.c_str();
    write_sized(c, out);
    return CAV_OK;
  });
}

const char* CAV_CALL result_text(const cav_result* result, std::uint64_t* length) {
  if (length) *length = result ? result->scan->extracted.text.size() : 0;
  return result ? result->scan->extracted.text.c_str() : "";
}

std::string law_text(const rules::Rule& rule) {
  std::string all;
  for (const rules::Law& law : rule.law) all += (all.empty() ? "" : "; ") + law.place + ": " + law.ref + " (" + law.checked + ")";
  return all;
}

// What is a finding's alone and the same in every language; nothing for a key that is none of these.
std::optional<std::string> plain_string(const findings::Finding& f, std::string_view key) {
  if (key == "searched") {
    std::string all;
    for (const std::string& words : f.searched) all += (all.empty() ? "" : "; ") + words;
    return all;
  }
  if (key == "recognition") {
    if (!f.place.recognition || f.placeless) return std::string();
    const long hundredths = std::lround(*f.place.recognition * 100);
    return hundredths >= 100 ? "1.00" : (hundredths < 10 ? "0.0" : "0.") + std::to_string(hundredths);
  }
  if (key == "waiver_problem") return f.waiver_problem;
  if (key == "waiver_reason") return f.waiver ? f.waiver->reason : std::string();
  if (key == "waiver_approver") return f.waiver ? f.waiver->approver : std::string();
  if (key == "waiver_expires") return f.waiver && f.waiver->expires ? iso_text(f.waiver->expires) : std::string();
  return std::nullopt;
}

const char* CAV_CALL result_string(const cav_result* result, std::uint64_t i, const char* key, const char* locale) {
  const findings::Finding* f = finding_at(result, i);
  if (!f || !key) return "";
  const rules::RuleProgram& program = *result->scan->program;
  const rules::Rule& rule = program.rules()[f->rule];
  const std::string_view k = key;
  if (k == "taxonomy") return rule.taxonomy.c_str();
  if (k == "numbers") return f->numbers.c_str();
  if (k == "confidence") return rules::name(rule.confidence).data();
  const char* text = "";
  (void)guarded(nullptr, [&] {
    const Language reader = reader_of(locale);
    using findings::Text;
    constexpr std::pair<std::string_view, Text> texts[] = {
        {"title", Text::title}, {"message", Text::message}, {"why", Text::why}, {"recommendation", Text::ask}, {"fallback", Text::fallback}};
    const std::string id = std::to_string(i) + '/' + std::string(k) + '/' + std::string(code(reader));
    std::lock_guard lock(result->mutex);
    auto found = result->strings.find(id);
    if (found == result->strings.end()) {
      std::string made;
      if (k == "law") made = law_text(rule);
      else if (auto plain = plain_string(*f, k)) made = std::move(*plain);
      else {
        const auto which = std::find_if(std::begin(texts), std::end(texts), [&](const auto& t) { return t.first == k; });
        if (which == std::end(texts)) return static_cast<cav_status>(CAV_OK);
        made = findings::wording(program, *f, which->second, reader);
      }
      found = result->strings.emplace(id, std::move(made)).first;
    }
    text = found->second.c_str();
    return static_cast<cav_status>(CAV_OK);
  });
  return text;
}

cav_status CAV_CALL result_write(const cav_result* result, const char* format, const char* locale, const cav_writer* writer, cav_error* err) {
  return guarded(err, [&] {
    cav_writer w;
    if (!result || !format || !read_sized(writer, w, sizeof(cav_writer)) || !w.write)
      return fail(err, CAV_E_ARGUMENT, "result_write needs a result, a format, and a writer with size and write.");
    auto written = abi::write_report(*result->scan, format, reader_of(locale));
    if (!written) return fail(err, written.error());
    if (w.write(w.user, written.value().data(), written.value().size()) != 0)
      return fail(err, CAV_E_IO, "The host's writer reported a failure.");
    return static_cast<cav_status>(CAV_OK);
  });
}

// ---- extensions ----
std::uint64_t CAV_CALL rules_count(const cav_ruleset* ruleset) { return ruleset ? ruleset->program->rules().size() : 0; }

cav_status CAV_CALL rules_info(const cav_ruleset* ruleset, std::uint64_t i, cav_rule_info* out) {
  if (!ruleset || i >= ruleset->program->rules().size() || !writable(out)) return CAV_E_ARGUMENT;
  const rules::Rule& rule = ruleset->program->rules()[i];
  cav_rule_info c{};
  c.severity = static_cast<std::int32_t>(rule.severity);
  c.version = rule.version;
  c.rule_id = rule.id.c_str();
  c.taxonomy = rule.taxonomy.c_str();
  c.kind = rules::name(rule.kind).data();
  c.confidence = rules::name(rule.confidence).data();
  c.status = rules::name(rule.status).data();
  c.category = rule.category.c_str();
  c.file = rule.file.c_str();
  write_sized(c, out);
  return CAV_OK;
}

const char* CAV_CALL rules_string(const cav_ruleset* ruleset, std::uint64_t i, const char* key, const char* locale) {
  if (!ruleset || !key || i >= ruleset->program->rules().size()) return "";
  const rules::Words& words = ruleset->program->rules()[i].words[index(reader_of(locale))];
  const std::string_view k = key;
  if (k == "title") return words.title.c_str();
  if (k == "message") return words.message.c_str();
  if (k == "why") return words.why.c_str();
  if (k == "ask") return words.ask.c_str();
  if (k == "fallback") return words.fallback.c_str();
  return "";
}

cav_status CAV_CALL rules_explain(cav_scanner* scanner, const cav_document* document, const cav_scan_options* options, const char* rule_id,
                                  const char* format, const cav_writer* writer, cav_error* err) {
  return guarded(err, [&] {
    cav_document d;
    cav_scan_options o{};
    cav_writer w;
    if (!scanner || !rule_id || !format || !read_sized(document, d, offsetof(cav_document, name)) || (d.data_size > 0 && !d.data) ||
        !read_sized(options, o, 2 * sizeof(std::uint32_t)) || !read_sized(writer, w, sizeof(cav_writer)) || !w.write)
      return fail(err, CAV_E_ARGUMENT, "explain needs a scanner, a document and options with size, a rule's id, a format, and a writer with size and write.");
    const std::string_view form = format;
    if (form != "text" && form != "json") return fail(err, CAV_E_ARGUMENT, "The format of an explanation is \"text\" or \"json\".");
    auto request = scan_request(d, o);
    if (!request) return fail(err, request.error());
    const InUse in_use(*scanner);
    if (!in_use) return fail(err, CAV_E_BUSY, kInUse);
    Cancel cancel(o.deadline_ms, progress_of(o));
    auto told = scan::explain_rule(scanner->scanner, request.value().document, rule_id, std::move(request.value().options),
                                   form == "json" ? scan::ExplanationFormat::json : scan::ExplanationFormat::text, cancel);
    if (!told) return fail(err, told.error());
    if (w.write(w.user, told.value().data(), told.value().size()) != 0) return fail(err, CAV_E_IO, "The host's writer reported a failure.");
    return static_cast<cav_status>(CAV_OK);
  });
}

cav_status CAV_CALL rules_describe(const cav_ruleset* ruleset, const char* rule_id, const char* format, const char* locale, const cav_writer* writer, cav_error* err) {
  return guarded(err, [&] {
    cav_writer w;
    if (!ruleset || !rule_id || !format || !read_sized(writer, w, sizeof(cav_writer)) || !w.write)
      return fail(err, CAV_E_ARGUMENT, "describe needs a ruleset, a rule's id, a format, and a writer with size and write.");
    auto told = abi::write_rule(*ruleset->program, rule_id, format, reader_of(locale));
    if (!told) return fail(err, told.error());
    if (w.write(w.user, told.value().data(), told.value().size()) != 0) return fail(err, CAV_E_IO, "The host's writer reported a failure.");
    return static_cast<cav_status>(CAV_OK);
  });
}

std::uint64_t CAV_CALL parameter_count(const cav_ruleset* ruleset) { return ruleset ? ruleset->program->parameters().size() : 0; }

cav_status CAV_CALL parameter_info(const cav_ruleset* ruleset, std::uint64_t i, cav_parameter_info* out) {
  if (!ruleset || i >= ruleset->program->parameters().size() || !writable(out)) return CAV_E_ARGUMENT;
  const rules::Parameter& p = std::next(ruleset->program->parameters().begin(), static_cast<std::ptrdiff_t>(i))->second;
  cav_parameter_info c{};
  c.flags = (p.from_policy ? CAV_PARAMETER_FROM_POLICY : 0) | (p.preferred ? CAV_PARAMETER_PREFERRED : 0) | (p.walk_away ? CAV_PARAMETER_WALK_AWAY : 0);
  c.direction = p.direction;
  c.value = p.value, c.initial = p.initial, c.min = p.min, c.max = p.max;
  c.preferred = p.preferred.value_or(0), c.walk_away = p.walk_away.value_or(0);
  c.name = p.name.c_str();
  c.unit = rules::name(p.unit).data();
  c.used_by = p.used_by.c_str();
  write_sized(c, out);
  return CAV_OK;
}

cav_status CAV_CALL policy_info(const cav_ruleset* ruleset, cav_policy_info* out) {
  if (!ruleset || !writable(out)) return CAV_E_ARGUMENT;
  const rules::LoadedPolicy& policy = ruleset->program->policy();
  cav_policy_info c{};
  c.severity_count = static_cast<std::uint32_t>(policy.severities.size());
  c.id = policy.id.c_str(), c.version = policy.version.c_str(), c.about = policy.about.c_str(), c.file = policy.file.c_str();
  write_sized(c, out);
  return CAV_OK;
}

cav_status CAV_CALL policy_severity(const cav_ruleset* ruleset, std::uint64_t i, const char** rule_id, std::int32_t* severity) {
  if (!ruleset || !rule_id || !severity || i >= ruleset->program->policy().severities.size()) return CAV_E_ARGUMENT;
  const auto& [id, level] = ruleset->program->policy().severities[i];
  *rule_id = id.c_str();
  *severity = static_cast<std::int32_t>(level);
  return CAV_OK;
}

cav_status CAV_CALL layout_box(const cav_result* result, std::uint64_t i, std::uint32_t span, std::uint32_t box, cav_box* out) {
  const findings::Finding* f = finding_at(result, i);
  if (!f || !writable(out)) return CAV_E_ARGUMENT;
  return guarded(nullptr, [&]() -> cav_status {
    const std::vector<NamedSpan> spans = spans_of(*f);
    if (span >= spans.size()) return CAV_E_ARGUMENT;
    const auto words = words_in(result->scan->extracted.words, spans[span].span);
    if (box >= static_cast<std::size_t>(words.second - words.first)) return CAV_E_ARGUMENT;
    const extract::WordBox& w = words.first[box];
    cav_box c{};
    c.page = w.page;
    c.x0 = w.x0, c.y0 = w.y0, c.x1 = w.x1, c.y1 = w.y1;
    write_sized(c, out);
    return CAV_OK;
  });
}

const void* CAV_CALL get_extension(cav_plugin* plugin, const char* id) {
  static const cav_ext_rules rules_table = {sizeof(cav_ext_rules), 0, rules_count, rules_info, rules_string, rules_explain,
                                            parameter_count, parameter_info, policy_info, policy_severity, rules_describe};
  static const cav_ext_layout layout_table = {sizeof(cav_ext_layout), 0, layout_box};
  if (!plugin || !id) return nullptr;
  if (std::strcmp(id, CAV_EXT_RULES) == 0) return &rules_table;
  if (std::strcmp(id, CAV_EXT_LAYOUT) == 0) return &layout_table;
  if (std::strcmp(id, CAV_EXT_REPORTS) == 0) return abi::reports_extension();
  if (std::strcmp(id, CAV_EXT_PROFILE) == 0) return abi::profile_extension();
  return nullptr;
}

const cav_api kApi = {sizeof(cav_api), CAV_ABI_MAJOR, CAV_ABI_MINOR, 0, report::kEngineVersion.data(), close_plugin, ruleset_load, ruleset_free,
                      scanner_new, scanner_free, scan_document, result_free, result_summary, result_finding, result_span, result_text,
                      result_string, result_write, get_extension, scan_set, limits::kInputBytes};

}  // namespace

extern "C" CAV_EXPORT cav_status CAV_CALL cav_open(uint32_t abi_major, const cav_host* host, const cav_api** api, cav_plugin** out, cav_error* err) {
  return guarded(err, [&] {
    if (api) *api = nullptr;
    if (out) *out = nullptr;
    // First: a host of another major version may mean something else by its structs.
    if (abi_major != CAV_ABI_MAJOR)
      return fail(err, CAV_E_ABI, "This library speaks ABI " + std::to_string(CAV_ABI_MAJOR) + ", the host asks for " + std::to_string(abi_major) + ". Rebuild the host or install the matching library.");
    cav_host h;
    if (!api || !out || !read_sized(host, h, 2 * sizeof(std::uint32_t)))
      return fail(err, CAV_E_ARGUMENT, "cav_open needs a host with size, and places for the table and the plugin.");
    auto plugin = std::make_unique<cav_plugin>(h);
    *out = plugin.release();
    *api = &kApi;
    return static_cast<cav_status>(CAV_OK);
  });
}
