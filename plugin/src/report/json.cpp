// The result as one JSON object on one line: docs/result.schema.json says what each key means.
// Tested by tests/unit/report/json_test.cpp, which reads it back with Poco and holds it against the schema.
//
// Written by hand, not through Poco::JSON: an object tree of Poco::Dynamic::Var holds each string twice and is rebuilt
// for a text that is written once, front to back, and its number format is Poco's to change. Here keys come in the order
// of this file, and a number is the shortest text that reads back as the same double (std::to_chars: no locale).
#include <array>
#include <charconv>
#include <cmath>
#include <string>
#include <string_view>

#include "findings/wording.h"
#include "report/engine.h"
#include "report/reading_order.h"
#include "report/report.h"
#include "report/shown_text.h"

namespace caveat::report {
namespace {

constexpr std::string_view kSchema = "caveat.result/1";

class Writer {
 public:
  explicit Writer(std::string& out) : out_(out) {}

  void open(char bracket) {
    separate();
    out_ += bracket;
    fresh_ = true;
  }
  void close(char bracket) {
    out_ += bracket;
    fresh_ = false;
  }
  Writer& key(std::string_view name) {
    string(name);
    out_ += ':';
    fresh_ = true;
    return *this;
  }
  void string(std::string_view text) {
    separate();
    out_ += '"';
    constexpr std::string_view kHex = "0123456789abcdef";
    for (const char c : text) {
      const auto byte = static_cast<unsigned char>(c);
      if (c == '"' || c == '\\') {
        out_ += '\\';
        out_ += c;
      } else if (c == '\n') {
        out_ += "\\n";
      } else if (c == '\t') {
        out_ += "\\t";
      } else if (byte < 0x20 || byte == 0x7F) {
        out_.append("\\u00").append(1, kHex[byte >> 4]).append(1, kHex[byte & 15]);
      } else {
        out_ += c;
      }
    }
    out_ += '"';
  }
  // For what a host or a document gave us outside of the extracted text.
  void foreign(std::string_view text) { string(valid_utf8(text)); }
  void string_or_null(std::string_view text) { text.empty() ? null() : foreign(text); }
  void number(double value) {
    separate();
    if (!std::isfinite(value)) {  // JSON has no word for it
      out_ += "null";
      return;
    }
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value == 0 ? 0.0 : value).ptr;
    out_.append(digits.data(), end);
  }
  void number(std::uint64_t value) {
    separate();
    out_ += std::to_string(value);
  }
  void page(std::uint32_t page) { page == 0 ? null() : number(std::uint64_t{page}); }
  void boolean(bool value) {
    separate();
    out_ += value ? "true" : "false";
  }
  void null() {
    separate();
    out_ += "null";
  }

 private:
  void separate() {
    if (!fresh_) out_ += ',';
    fresh_ = false;
  }
  std::string& out_;
  bool fresh_ = true;  // right after an opening bracket or a key: no comma
};

void write_span(Writer& to, TextSpan span) {
  to.key("begin").number(std::uint64_t{span.begin});
  to.key("end").number(std::uint64_t{span.end});
}

void write_value(Writer& to, const Input& input, const findings::Finding& finding) {
  to.key("value");
  if (!finding.value) return to.null();
  to.open('{');
  to.key("number").number(finding.value->value);
  to.key("unit").string(rules::name(finding.value->unit));
  to.key("working_days").boolean(finding.value->working_days);
  to.key("currency").string_or_null(finding.value->currency);
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

void write_texts(Writer& to, const Input& input, const findings::Finding& finding, Language reader) {
  const auto text = [&](findings::Text which) { return findings::wording(input.program, finding, which, reader); };
  to.key("title").string(text(findings::Text::title));
  to.key("message").string(text(findings::Text::message));
  to.key("why").string(text(findings::Text::why));
  to.key("recommendation").string(text(findings::Text::ask));
  to.key("fallback").string_or_null(text(findings::Text::fallback));
}

void write_law(Writer& to, const rules::Rule& rule) {
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

void write_finding(Writer& to, const Input& input, const findings::Finding& finding, Language reader) {
  const rules::Rule& rule = input.program.rules()[finding.rule];
  to.open('{');
  to.key("rule").string(rule.id);
  to.key("rule_version").number(std::uint64_t{rule.version});
  to.key("taxonomy").string_or_null(rule.taxonomy);
  to.key("category").string(rule.category);
  to.key("kind").string(rules::name(rule.kind));
  to.key("severity").string(rules::name(finding.severity));
  to.key("confidence").string(rules::name(rule.confidence));
  to.key("language").string(code(finding.language));
  to.key("quote").string(finding.place.quote.of(input.extracted.text));
  write_span(to, finding.place.quote);
  to.key("trigger").open('{');
  write_span(to, finding.place.trigger);
  to.close('}');
  to.key("page").page(finding.place.page);
  to.key("clause").string_or_null(finding.place.clause);
  write_value(to, input, finding);
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
  to.close('}');
}

void write_clause(Writer& to, const Input& input, const findings::Finding& clause, Language reader) {
  to.open('{');
  to.key("rule").string(input.program.rules()[clause.rule].id);
  to.key("title").string(findings::wording(input.program, clause, findings::Text::title, reader));
  to.key("quote").string(clause.place.quote.of(input.extracted.text));
  write_span(to, clause.place.quote);
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
  Writer to(out);
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
  to.close('}');

  to.key("findings").open('[');
  for (const findings::Finding& finding : input.list.findings) write_finding(to, input, finding, reader);
  to.close(']');
  to.key("clauses").open('[');
  for (const findings::Finding& clause : input.list.clauses) write_clause(to, input, clause, reader);
  to.close(']');

  to.key("score").number(input.assessment.score);
  to.key("lane").string(risk::name(input.assessment.lane));
  to.key("lane_reason").string(input.assessment.lane_reason);
  to.key("complete").boolean(complete(input));
  to.key("score_lines").open('[');
  for (const risk::ScoreLine& line : input.assessment.lines) {
    to.open('{');
    to.key("rule").string(rules[line.rule].id);
    to.key("count").number(std::uint64_t{line.count});
    to.key("points").number(std::round(line.points * 1000) / 1000);
    to.key("share").number(line.share);
    to.close('}');
  }
  to.close(']');

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

}  // namespace caveat::report
