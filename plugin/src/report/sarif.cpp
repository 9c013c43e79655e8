// SARIF 2.1.0 for continuous integration and code scanning: one run, all rules declared, a result a finding.
// Tested by tests/unit/report/sarif_test.cpp and, against the published schema, by tests/node/sarif.test.mjs.
//
// Written as it comes: rules first, a document's results when it is added, documents and what was not read at the end; what is
// kept of a document is a few hundred bytes. A region is given only where the extracted text is the file, byte for byte: in a PDF
// or DOCX there is no line 12, and a region without a position is not valid. There the quote stands in the location's properties.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/limits.h"
#include "extract/sniff.h"
#include "findings/wording.h"
#include "report/engine.h"
#include "report/json_writer.h"
#include "report/labels.h"
#include "report/names.h"
#include "report/reading_order.h"
#include "report/report.h"

namespace caveat::report {
namespace {

constexpr std::string_view kSchema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
constexpr std::string_view kCodes = "caveat-codes", kLaw = "law";  // the two taxonomies, in this order

std::string_view level_of(rules::Severity severity) {
  if (severity >= rules::Severity::high) return "error";
  return severity == rules::Severity::medium ? "warning" : "note";
}

// 0..100: the points that the finding alone would give, and 25 of them are the most (docs/risk-score.md).
double rank_of(rules::Severity severity, rules::Confidence confidence) {
  const risk::ScoreFactors f = risk::score_factors(severity, confidence, 1);
  const double most = risk::score_factors(rules::Severity::critical, rules::Confidence::high, 1).weight;
  return std::round(1000 * f.weight * f.factor / most) / 10;
}

// A path as the reference that it is: nothing in a file's name may be taken for a scheme, a host, a query or a fragment.
std::string uri_of(std::string_view name) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  const std::string path = valid_utf8(name);
  std::string out;
  std::size_t i = 0;
  if (path.starts_with('/')) {
    out = "file:///";
    i = std::min(path.find_first_not_of('/'), path.size());
  }
  for (; i < path.size(); ++i) {
    const char c = path[i];
    const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '.' || c == '_' || c == '~' || c == '/';
    if (plain) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out.append("%").append(1, kHex[byte >> 4]).append(1, kHex[byte & 15]);
  }
  return out;
}

// In a message braces are placeholders and "[words](address)" is a link: the contract's words are to be neither.
std::string message_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '{' || c == '}') out += c;
    if (c == '(' && out.ends_with(']')) out += ' ';
    out += c;
  }
  return out;
}

std::string markdown_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (std::string_view("\\`*_[]<>#|~").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return message_text(out);
}

// "price-increase-unilateral" -> "PriceIncreaseUnilateral"
std::string pascal_name(std::string_view id) {
  std::string out;
  bool begins = true;
  for (const char c : id) {
    if (c == '-') {
      begins = true;
      continue;
    }
    out += begins && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    begins = false;
  }
  return out;
}

std::string law_id(const rules::Law& law) { return law.place + ": " + law.ref; }

// Lines, columns and characters of byte offsets, without counting from the beginning for each.
class TextPositions {
 public:
  explicit TextPositions(std::string_view text) : text_(text) {
    std::uint32_t characters = 0;
    for (std::uint32_t i = 0; i < text.size(); ++i) {
      if (i % kStep == 0) characters_.push_back(characters);
      characters += begins_character(text[i]);
      if (text[i] == '\n') lines_.push_back(i + 1);
    }
  }
  std::uint32_t character(std::uint32_t byte) const {
    if (characters_.empty()) return 0;
    const std::uint32_t step = std::min<std::uint32_t>(byte / kStep, static_cast<std::uint32_t>(characters_.size()) - 1);
    std::uint32_t count = characters_[step];
    for (std::uint32_t i = step * kStep; i < byte; ++i) count += begins_character(text_[i]);
    return count;
  }
  // Both from 1.
  std::pair<std::uint32_t, std::uint32_t> line_and_column(std::uint32_t byte) const {
    const auto line = static_cast<std::uint32_t>(std::upper_bound(lines_.begin(), lines_.end(), byte) - lines_.begin());
    const std::uint32_t begin = line == 0 ? 0 : lines_[line - 1];
    return {line + 1, character(byte) - character(begin) + 1};
  }

 private:
  static constexpr std::uint32_t kStep = 4096;
  static bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }
  std::string_view text_;
  std::vector<std::uint32_t> characters_;  // before each kStep-th byte
  std::vector<std::uint32_t> lines_;       // where each line but the first begins
};

class Sarif : public Collected {
 public:
  Sarif(const rules::RuleProgram& program, Language reader)
      : program_(program), reader_(reader == Language::other ? Language::en : reader), words_(labels(reader_)), to_(out_) {
    for (std::uint32_t i = 0; i < program.rules().size(); ++i) {
      const rules::Rule& rule = program.rules()[i];
      rule_index_.push_back(kNotDeclared);
      if (rule.kind == rules::Kind::clause) continue;  // neutral: never a result
      rule_index_.back() = static_cast<std::uint32_t>(declared_.size());
      declared_.push_back(i);
      by_id_.emplace(rule.id, i);
      if (!rule.taxonomy.empty()) codes_.emplace(rule.taxonomy, 0);
      for (const rules::Law& law : rule.law) law_.emplace(law_id(law), std::pair{0u, &law});
    }
    std::uint32_t next = 0;
    for (auto& [code, at] : codes_) at = next++;
    next = 0;
    for (auto& [id, law] : law_) law.first = next++;
  }

  Result<std::string> add(const Input& input) override {
    head();
    document(input);
    const TextPositions positions(input.text_is_file ? std::string_view(input.extracted.text) : std::string_view());
    for (const findings::Finding& finding : input.list.findings) result(input, finding, positions);
    if (input.list.baseline)
      for (const findings::KnownFinding& gone : input.list.baseline->absent) absent(gone);
    notify(input);
    return std::exchange(out_, {});
  }

  Result<std::string> unread(std::string_view name, std::string_view problem) override {
    head();
    uri_ = uri_of(name);
    std::string object;
    JsonWriter to(object);
    to.open('{');
    to.key("location").open('{');
    to.key("uri").string(uri_);
    to.close('}');
    to.key("roles").open('[');
    to.string("analysisTarget");
    to.close(']');
    to.key("properties").open('{');
    to.key("name").foreign(name);
    to.key("complete").boolean(false);
    to.close('}');
    to.close('}');
    artifacts_.push_back(std::move(object));
    notification(execution_, "document-not-read", "error", for_terminal(problem), kNotDeclared);
    successful_ = false;
    return std::exchange(out_, {});
  }

  Result<std::string> finish() override {
    head();
    to_.close(']');  // results
    raw_list("artifacts", artifacts_);
    to_.key("invocations").open('[');
    to_.open('{');
    to_.key("executionSuccessful").boolean(successful_);
    raw_list("toolExecutionNotifications", execution_);
    raw_list("toolConfigurationNotifications", configuration_);
    to_.close('}');
    to_.close(']');
    to_.close('}');
    to_.close(']');
    to_.close('}');
    out_ += '\n';
    return std::exchange(out_, {});
  }

 private:
  static constexpr std::uint32_t kNotDeclared = ~0u;

  void message(JsonWriter& to, std::string_view key, const std::string& text) {
    to.key(key).open('{');
    to.key("text").string(message_text(text));
    to.close('}');
  }

  // Objects that were written before, each whole.
  void raw_list(std::string_view key, const std::vector<std::string>& objects) {
    to_.key(key).open('[');
    for (const std::string& object : objects) to_.raw(object);
    to_.close(']');
  }

  void head() {
    if (begun_) return;
    begun_ = true;
    to_.open('{');
    to_.key("$schema").string(kSchema);
    to_.key("version").string("2.1.0");
    to_.key("runs").open('[');
    to_.open('{');
    to_.key("tool").open('{');
    to_.key("driver").open('{');
    to_.key("name").string("Caveat");
    to_.key("version").string(kEngineVersion);
    to_.key("semanticVersion").string(kEngineVersion);
    to_.key("language").string(code(reader_));
    message(to_, "shortDescription", std::string(words_.not_advice));
    to_.key("rules").open('[');
    for (const std::uint32_t rule : declared_) descriptor(rule);
    to_.close(']');
    to_.key("supportedTaxonomies").open('[');
    component(0);
    component(1);
    to_.close(']');
    to_.key("properties").open('{');
    to_.key("pack").foreign(program_.pack());
    to_.key("packVersion").foreign(program_.pack_version());
    to_.key("packHash").foreign(program_.pack_hash());
    to_.key("policy").string_or_null(program_.policy().id);
    to_.key("policyVersion").string_or_null(program_.policy().version);
    to_.close('}');
    to_.close('}');
    to_.close('}');
    to_.key("automationDetails").open('{');
    to_.key("id").foreign("caveat/" + (program_.policy().id.empty() ? "rules" : program_.policy().id) + "/");
    to_.close('}');
    to_.key("language").string(code(reader_));
    to_.key("columnKind").string("unicodeCodePoints");
    taxonomies();
    to_.key("results").open('[');
  }

  void component(std::uint32_t index) {
    to_.open('{');
    to_.key("name").string(index == 0 ? kCodes : kLaw);
    to_.key("index").number(std::uint64_t{index});
    to_.close('}');
  }

  void reference(std::uint32_t taxonomy, std::string_view id, std::uint32_t index) {
    to_.open('{');
    to_.key("id").foreign(id);
    to_.key("index").number(std::uint64_t{index});
    to_.key("toolComponent");
    component(taxonomy);
    to_.close('}');
  }

  // A rule without a finding: only the words that need none.
  std::string rule_words(std::uint32_t rule, findings::Text which) const {
    findings::Finding none;
    none.rule = rule;
    return for_browser(findings::wording(program_, none, which, reader_));
  }

  void descriptor(std::uint32_t index) {
    const rules::Rule& rule = program_.rules()[index];
    const std::string why = rule_words(index, findings::Text::why);
    const std::array<std::pair<std::string_view, std::string>, 3> parts = {{{words_.why, why},
                                                                            {words_.ask, rule_words(index, findings::Text::ask)},
                                                                            {words_.fallback, rule_words(index, findings::Text::fallback)}}};
    std::string plain, markdown;
    for (const auto& [label, text] : parts) {
      if (text.empty()) continue;
      const std::string colon(words_.colon);
      plain.append(plain.empty() ? "" : "\n").append(message_text(std::string(label) + colon + text));
      markdown.append(markdown.empty() ? "**" : "\n\n**").append(label).append("**").append(colon).append(markdown_text(text));
    }
    std::string laws;
    for (const rules::Law& law : rule.law) laws.append(laws.empty() ? "" : "; ").append(law_id(law)).append(" (").append(law.checked).append(")");
    if (!laws.empty()) {
      const std::string line = std::string(words_.colon) + valid_utf8(laws) + ". " + std::string(words_.law_note);
      plain.append("\n").append(message_text(std::string(words_.law) + line));
      markdown.append("\n\n**").append(words_.law).append("**").append(markdown_text(line));
    }
    to_.open('{');
    to_.key("id").string(rule.id);
    to_.key("name").string(pascal_name(rule.id));
    message(to_, "shortDescription", rule_words(index, findings::Text::title));
    message(to_, "fullDescription", why);
    to_.key("help").open('{');
    to_.key("text").string(plain);
    to_.key("markdown").string(markdown);
    to_.close('}');
    to_.key("defaultConfiguration").open('{');
    to_.key("level").string(level_of(rule.severity));
    to_.key("rank").number(rank_of(rule.severity, rule.confidence));
    to_.close('}');
    to_.key("relationships").open('[');
    if (!rule.taxonomy.empty()) relationship(0, rule.taxonomy, codes_.find(rule.taxonomy)->second, {});
    for (const rules::Law& law : rule.law) relationship(1, law_id(law), law_.find(law_id(law))->second.first, law.checked);
    to_.close(']');
    to_.key("properties").open('{');
    to_.key("tags").open('[');
    std::set<std::string> tags = {rule.category};
    if (!rule.taxonomy.empty()) tags.emplace(family_of(rule.taxonomy));
    for (const std::string& tag : tags) to_.foreign(tag);
    to_.close(']');
    to_.key("taxonomy").string_or_null(rule.taxonomy);
    to_.key("category").foreign(rule.category);
    to_.key("kind").string(rules::name(rule.kind));
    to_.key("severity").string(rules::name(rule.severity));
    to_.key("precision").string(rules::name(rule.confidence));
    to_.key("version").number(std::uint64_t{rule.version});
    to_.close('}');
    to_.close('}');
  }

  void relationship(std::uint32_t taxonomy, std::string_view id, std::uint32_t index, std::string_view checked) {
    to_.open('{');
    to_.key("target");
    reference(taxonomy, id, index);
    to_.key("kinds").open('[');
    to_.string("relevant");
    to_.close(']');
    if (!checked.empty()) {
      to_.key("properties").open('{');
      to_.key("checked").foreign(checked);
      to_.close('}');
    }
    to_.close('}');
  }

  void taxonomies() {
    to_.key("taxonomies").open('[');
    to_.open('{');
    to_.key("name").string(kCodes);
    message(to_, "shortDescription", std::string(words_.category));
    to_.key("taxa").open('[');
    for (const auto& [code, at] : codes_) {
      to_.open('{');
      to_.key("id").foreign(code);
      message(to_, "shortDescription", std::string(family_name(family_of(code), reader_)));
      to_.close('}');
    }
    to_.close(']');
    to_.close('}');
    to_.open('{');
    to_.key("name").string(kLaw);
    message(to_, "shortDescription", std::string(words_.law));
    to_.key("taxa").open('[');
    for (const auto& [id, law] : law_) {
      to_.open('{');
      to_.key("id").foreign(id);
      message(to_, "shortDescription", valid_utf8(id));
      to_.key("properties").open('{');
      to_.key("place").foreign(law.second->place);
      to_.key("ref").foreign(law.second->ref);
      to_.close('}');
      to_.close('}');
    }
    to_.close(']');
    to_.close('}');
    to_.close(']');
  }

  void document(const Input& input) {
    uri_ = uri_of(input.name);
    std::string object;
    JsonWriter to(object);
    to.open('{');
    to.key("location").open('{');
    to.key("uri").string(uri_);
    to.close('}');
    if (input.file_bytes > 0) to.key("length").number(input.file_bytes);
    const std::string& type = input.extracted.media_type;
    const std::size_t slash = type.find('/');
    if (slash != std::string::npos && slash > 0 && slash + 1 < type.size()) to.key("mimeType").foreign(type);
    if (input.text_is_file) to.key("encoding").string("UTF-8");
    to.key("roles").open('[');
    to.string("analysisTarget");
    to.close(']');
    to.key("hashes").open('{');
    to.key("sha-256").foreign(input.sha256);
    to.close('}');
    to.key("properties").open('{');
    to.key("name").foreign(input.name);
    to.key("pages").page(static_cast<std::uint32_t>(input.extracted.pages.size()));
    to.key("languages").open('[');
    for (const segment::LanguageShare& language : input.structure.languages) to.foreign(language.code);
    to.close(']');
    to.key("documentKind");
    input.list.kind.certainty > 0 ? to.string(rules::name(input.list.kind.kind)) : to.null();
    to.key("score").number(input.assessment.score);
    to.key("lane").string(risk::name(input.assessment.lane));
    to.key("laneReason").string(input.assessment.lane_reason);
    to.key("complete").boolean(complete(input));
    to.key("side").string(caveat::name(input.side));
    to.key("today").string_or_null(iso_date(input.today));
    if (input.list.baseline) to.key("baselineDocument").string_or_null(input.list.baseline->document);
    to.close('}');
    to.close('}');
    artifacts_.push_back(std::move(object));
    parts(input);
  }

  // The documents of a set, behind it.
  void parts(const Input& input) {
    whole_ = artifacts_.size() - 1;
    part_uris_.clear();
    if (input.extracted.parts.size() < 2) return;
    for (const extract::Part& part : input.extracted.parts) {
      part_uris_.push_back(uri_of(std::string(input.name) + "/" + part.name));
      std::string object;
      JsonWriter to(object);
      to.open('{');
      to.key("location").open('{');
      to.key("uri").string(part_uris_.back());
      to.close('}');
      // A folder's files are files; what is in an archive or a mail is within it.
      if (input.extracted.media_type != extract::kFolder) to.key("parentIndex").number(std::uint64_t{whole_});
      to.key("mimeType").foreign(part.media_type);
      to.key("roles").open('[');
      to.string("analysisTarget");
      to.close(']');
      to.close('}');
      artifacts_.push_back(std::move(object));
    }
  }

  // Of the document, or of the part of a set that the byte is in.
  void artifact_location(JsonWriter& to, const Input* input = nullptr, std::uint32_t offset = 0) {
    const extract::Part* part = input == nullptr || part_uris_.empty() ? nullptr : input->extracted.part_of(offset);
    const std::size_t number = part == nullptr ? 0 : static_cast<std::size_t>(part - input->extracted.parts.data());
    to.key("artifactLocation").open('{');
    to.key("uri").string(part == nullptr ? uri_ : part_uris_[number]);
    to.key("index").number(std::uint64_t{part == nullptr ? whole_ : whole_ + 1 + number});
    to.close('}');
  }

  static void logical_location(JsonWriter& to, std::string_view clause) {
    if (clause.empty()) return;
    to.key("logicalLocations").open('[');
    to.open('{');
    to.key("name").foreign(clause);
    to.key("fullyQualifiedName").foreign(clause);
    to.key("kind").string("clause");
    to.close('}');
    to.close(']');
  }

  void location(const Input& input, const findings::Place& place, std::uint32_t id, const TextPositions& positions) {
    const std::string_view quote = place.quote.of(input.extracted.text);
    to_.open('{');
    if (id > 0) to_.key("id").number(std::uint64_t{id});
    to_.key("physicalLocation").open('{');
    artifact_location(to_, &input, place.quote.begin);
    if (input.text_is_file) {
      const auto [line, column] = positions.line_and_column(place.quote.begin);
      const auto [end_line, end_column] = positions.line_and_column(place.quote.end);
      const std::uint32_t begin = positions.character(place.quote.begin);
      to_.key("region").open('{');
      to_.key("startLine").number(std::uint64_t{line});
      to_.key("startColumn").number(std::uint64_t{column});
      to_.key("endLine").number(std::uint64_t{end_line});
      to_.key("endColumn").number(std::uint64_t{end_column});
      to_.key("charOffset").number(std::uint64_t{begin});
      to_.key("charLength").number(std::uint64_t{positions.character(place.quote.end) - begin});
      to_.key("byteOffset").number(std::uint64_t{place.quote.begin});
      to_.key("byteLength").number(std::uint64_t{place.quote.end - place.quote.begin});
      to_.key("snippet").open('{');
      to_.key("text").string(quote);
      to_.close('}');
      to_.close('}');
    }
    to_.close('}');
    logical_location(to_, place.clause);
    if (const std::string told = where(input, place, reader_); !told.empty()) message(to_, "message", told);
    to_.key("properties").open('{');
    to_.key("page").page(place.page);
    to_.key("clause").string_or_null(place.clause);
    if (!input.text_is_file) to_.key("quote").string(quote);
    to_.key("extractedBegin").number(std::uint64_t{place.quote.begin});
    to_.key("extractedEnd").number(std::uint64_t{place.quote.end});
    to_.key("triggerBegin").number(std::uint64_t{place.trigger.begin});
    to_.key("triggerEnd").number(std::uint64_t{place.trigger.end});
    to_.close('}');
    to_.close('}');
  }

  void rule_of_result(std::uint32_t rule) {
    to_.key("ruleId").string(program_.rules()[rule].id);
    to_.key("ruleIndex").number(std::uint64_t{rule_index_[rule]});
  }

  void fingerprint(std::string_view print) {
    to_.key("partialFingerprints").open('{');
    to_.key("caveat/v1").foreign(print);
    to_.close('}');
  }

  void taxa(const rules::Rule& rule) {
    if (rule.taxonomy.empty()) return;
    to_.key("taxa").open('[');
    reference(0, rule.taxonomy, codes_.find(rule.taxonomy)->second);
    to_.close(']');
  }

  // 2.1.0 has no expiry of a suppression. A waiver that does not hold is one that was asked for and is not granted.
  void suppressions(const findings::Finding& finding) {
    to_.key("suppressions").open('[');
    if (finding.waiver) {
      to_.open('{');
      to_.key("kind").string("external");
      to_.key("status").string(finding.status == findings::Status::waived ? "accepted" : "rejected");
      to_.key("justification").foreign(finding.waiver->reason);
      to_.key("properties").open('{');
      to_.key("approver").foreign(finding.waiver->approver);
      to_.key("expires").string_or_null(iso_date(finding.waiver->expires));
      to_.key("problem").string_or_null(finding.waiver_problem);
      to_.close('}');
      to_.close('}');
    }
    to_.close(']');
  }

  std::string words(const findings::Finding& finding, findings::Text which) const {
    return for_terminal(findings::wording(program_, finding, which, reader_));
  }

  void result(const Input& input, const findings::Finding& finding, const TextPositions& positions) {
    const rules::Rule& rule = program_.rules()[finding.rule];
    to_.open('{');
    rule_of_result(finding.rule);
    to_.key("level").string(level_of(finding.severity));
    to_.key("rank").number(rank_of(finding.severity, rule.confidence));
    message(to_, "message", words(finding, findings::Text::message));
    to_.key("locations").open('[');
    if (finding.placeless) {
      to_.open('{');
      to_.key("physicalLocation").open('{');
      artifact_location(to_);
      to_.close('}');
      to_.close('}');
    } else {
      location(input, finding.place, 0, positions);
    }
    to_.close(']');
    if (!finding.placeless && !finding.also.empty()) {
      to_.key("relatedLocations").open('[');
      std::uint32_t id = 0;
      for (const findings::Place& place : finding.also) location(input, place, ++id, positions);
      to_.close(']');
    }
    fingerprint(finding.fingerprint);
    if (finding.change != findings::Change::none) to_.key("baselineState").string(findings::name(finding.change));
    suppressions(finding);
    taxa(rule);
    to_.key("properties").open('{');
    to_.key("title").string(words(finding, findings::Text::title));
    to_.key("severity").string(rules::name(finding.severity));
    to_.key("status").string(finding.status == findings::Status::waived ? "waived" : "open");
    to_.key("outcome").string(outcome_name(finding.outcome));
    to_.key("language").string(code(finding.language));
    to_.key("numbers").string(finding.numbers);
    to_.key("clause").string_or_null(finding.placeless ? std::string_view() : std::string_view(finding.place.clause));
    to_.key("recommendation").string(words(finding, findings::Text::ask));
    to_.key("fallback").string_or_null(words(finding, findings::Text::fallback));
    to_.key("unlisted").number(std::uint64_t{finding.unlisted});
    to_.key("searched").open('[');
    for (const std::string& searched : finding.searched) to_.foreign(searched);
    to_.close(']');
    if (finding.change != findings::Change::none) to_.key("changeReason").string_or_null(finding.change_reason);
    to_.close('}');
    to_.close('}');
  }

  // Of the earlier report, in its words: the clause is no longer there to be quoted.
  void absent(const findings::KnownFinding& known) {
    const auto found = by_id_.find(known.rule);
    if (found == by_id_.end()) return;
    const rules::Rule& rule = program_.rules()[found->second];
    const rules::Severity severity = known.severity.value_or(rule.severity);
    to_.open('{');
    rule_of_result(found->second);
    to_.key("level").string(level_of(severity));
    to_.key("rank").number(rank_of(severity, rule.confidence));
    message(to_, "message", known.message.empty() ? rule_words(found->second, findings::Text::title) : for_terminal(known.message));
    to_.key("locations").open('[');
    to_.open('{');
    to_.key("physicalLocation").open('{');
    artifact_location(to_);
    to_.close('}');
    logical_location(to_, known.clause);
    to_.close('}');
    to_.close(']');
    fingerprint(known.fingerprint);
    to_.key("baselineState").string("absent");
    to_.key("suppressions").open('[');
    to_.close(']');
    taxa(rule);
    to_.key("properties").open('{');
    to_.key("severity").string(rules::name(severity));
    to_.key("status").string(known.waived ? "waived" : "open");
    to_.key("numbers").foreign(known.numbers);
    to_.key("clause").string_or_null(known.clause);
    to_.close('}');
    to_.close('}');
  }

  void notification(std::vector<std::string>& list, std::string_view code, std::string_view level, const std::string& text, std::uint32_t rule) {
    std::string object;
    JsonWriter to(object);
    to.open('{');
    to.key("descriptor").open('{');
    to.key("id").foreign(code);
    to.close('}');
    to.key("level").string(level);
    message(to, "message", text);
    to.key("locations").open('[');
    to.open('{');
    to.key("physicalLocation").open('{');
    artifact_location(to);
    to.close('}');
    to.close('}');
    to.close(']');
    if (rule != kNotDeclared && rule_index_[rule] != kNotDeclared) {
      to.key("associatedRule").open('{');
      to.key("id").string(program_.rules()[rule].id);
      to.key("index").number(std::uint64_t{rule_index_[rule]});
      to.close('}');
    }
    to.close('}');
    list.push_back(std::move(object));
  }

  // Whatever makes "no results" less than a clean contract.
  void notify(const Input& input) {
    if (input.extracted.blocks.empty()) notification(execution_, "no-text", "error", std::string(words_.text_empty), kNotDeclared);
    std::vector<std::string_view> codes;
    for (const extract::NotRead& part : input.not_read)
      if (std::find(codes.begin(), codes.end(), part.code) == codes.end()) codes.push_back(part.code);
    for (const std::string_view code : codes) {
      Input one = input;
      std::erase_if(one.not_read, [&](const extract::NotRead& part) { return part.code != code; });
      const std::string_view level = leaves_a_gap(one.not_read.front()) ? "warning" : "note";
      for (const std::string& line : not_read_lines(one, reader_, false)) notification(code == "rule-skipped" ? configuration_ : execution_, code, level, line, kNotDeclared);
    }
    for (const match::Undetermined& open : input.list.undetermined)
      notification(execution_, "undetermined", "warning",
                   std::string(words_.undetermined) + std::string(words_.colon) + for_terminal(rule_title(input, open.rule, reader_)) + " (" +
                       std::string(undetermined_reason(open.reason, reader_)) + ")",
                   open.rule);
    for (const std::uint32_t rule : input.list.truncated)
      notification(execution_, "truncated", "warning", filled(words_.truncated, std::to_string(limits::kFindingsPerRule)), rule);
    for (const findings::WaiverProblem& problem : input.list.waiver_problems) {
      std::string text = std::string(words_.waiver_no_effect) + std::string(words_.colon);
      if (problem.line > 0) text.append(filled(words_.file_line, std::to_string(problem.line))).append(words_.colon);
      text += for_terminal(waiver_problem_text(problem.code, reader_));
      if (problem.code == "malformed" && !problem.detail.empty()) text.append(" (").append(for_terminal(problem.detail)).append(")");
      const auto rule = by_id_.find(problem.rule);
      notification(configuration_, "waiver-" + problem.code, "warning", text, rule == by_id_.end() ? kNotDeclared : rule->second);
    }
  }

  const rules::RuleProgram& program_;
  const Language reader_;
  const Labels& words_;
  std::string out_;
  JsonWriter to_;
  bool begun_ = false, successful_ = true;
  std::vector<std::uint32_t> declared_;    // indexes into program_.rules()
  std::vector<std::uint32_t> rule_index_;  // of each of program_.rules(), in `rules` of the run
  std::map<std::string_view, std::uint32_t> by_id_;
  std::map<std::string, std::uint32_t, std::less<>> codes_;
  std::map<std::string, std::pair<std::uint32_t, const rules::Law*>, std::less<>> law_;
  std::vector<std::string> artifacts_, execution_, configuration_;
  std::string uri_;  // of the document at work
  std::size_t whole_ = 0;               // its index in artifacts_
  std::vector<std::string> part_uris_;  // of a set, each of its documents
};

}  // namespace

std::unique_ptr<Collected> sarif(const rules::RuleProgram& program, Language reader) { return std::make_unique<Sarif>(program, reader); }

}  // namespace caveat::report
