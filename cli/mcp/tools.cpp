// Tools: see tools.h.
#include "tools.h"

#include <Poco/JSON/Parser.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>
#include <sstream>
#include <tuple>
#include <vector>

#include "exit_codes.h"
#include "rule_rows.h"
#include "severity.h"
#include "terminal.h"
#include "today.h"
#include "tool_schemas.h"
#include "waiver_file.h"

namespace caveat::cli::mcp {
namespace {

struct Cancelled {};

constexpr std::int64_t kFindings = 50;  // a model reads them all; the worst come first and the rest is counted

Var parsed(const std::string& json) {
  Poco::JSON::Parser parser;
  return parser.parse(json);
}

const Array& schemas() {
  static const Array::Ptr all = parsed(kToolSchemas).extract<Array::Ptr>();
  return *all;
}

Object::Ptr schema_of(const std::string& name) {
  for (std::size_t i = 0; i < schemas().size(); ++i)
    if (const Object::Ptr tool = schemas().getObject(static_cast<unsigned>(i)); tool->getValue<std::string>("name") == name) return tool;
  return {};
}

std::string listed(const Array& words) {
  std::string out;
  for (const Var& word : words) out += (out.empty() ? "" : ", ") + word.toString();
  return out;
}

// The arguments as the tool's own schema describes them, so that what is listed and what is taken cannot differ.
void check(const Object& arguments, const Object& schema) {
  const Object::Ptr properties = schema.getObject("properties");
  for (const std::string& name : arguments.getNames()) {
    const Object::Ptr property = properties->getObject(name);
    if (!property) {
      std::string known;
      for (const std::string& other : properties->getNames()) known += (known.empty() ? "" : ", ") + other;
      throw Failure("There is no argument \"" + printable(name) + "\". There are: " + known + ".");
    }
    const Var value = arguments.get(name);
    if (const Array::Ptr words = property->getArray("enum")) {
      const bool fine = value.isString() && std::any_of(words->begin(), words->end(), [&](const Var& w) { return w.toString() == value.toString(); });
      if (!fine) throw Failure("\"" + name + "\" must be one of: " + listed(*words) + ".");
    } else if (property->getValue<std::string>("type") == "integer") {
      const bool whole = value.isInteger() && !value.isBoolean();
      const std::int64_t number = whole ? value.convert<std::int64_t>() : 0;
      if (!whole || number < property->getValue<std::int64_t>("minimum") || number > property->getValue<std::int64_t>("maximum"))
        throw Failure("\"" + name + "\" must be an integer from " + property->get("minimum").toString() + " to " + property->get("maximum").toString() + ".");
    } else if (!value.isString()) {
      throw Failure("\"" + name + "\" must be a string.");
    }
  }
  if (const Array::Ptr required = schema.getArray("required"))
    for (const Var& name : *required)
      if (!arguments.has(name.toString())) throw Failure("The argument \"" + name.toString() + "\" is missing.");
}

std::string optional(const Object& arguments, const char* name) { return arguments.has(name) ? arguments.getValue<std::string>(name) : std::string(); }

// Members of one JSON object into another, under the same names.
void copy(const Object& from, Object& to, std::initializer_list<const char*> names) {
  for (const char* name : names) to.set(name, from.get(name));
}

Array::Ptr picked(const Array::Ptr& from, std::initializer_list<const char*> names) {
  Array::Ptr all = new Array;
  for (std::size_t i = 0; from && i < from->size(); ++i) {
    Object::Ptr one = object();
    copy(*from->getObject(static_cast<unsigned>(i)), *one, names);
    all->add(one);
  }
  return all;
}

std::string string_or(const Object& from, const char* name, const std::string& otherwise) {
  const Var value = from.get(name);
  return value.isEmpty() ? otherwise : value.toString();
}

// " (clause 13.3, page 7)"; empty where the contract has neither.
std::string where(const Object& finding) {
  std::string out;
  if (const std::string clause = string_or(finding, "clause", ""); !clause.empty()) out += "clause " + clause;
  if (const std::string page = string_or(finding, "page", ""); !page.empty()) out += (out.empty() ? "page " : ", page ") + page;
  return out.empty() ? out : " (" + out + ")";
}

std::string not_read_text(const Object& result) {
  std::string out;
  for (const Var& part : *result.getArray("not_read")) {
    const Object& one = *part.extract<Object::Ptr>();
    out += "- " + one.getValue<std::string>("detail") + (one.get("page").isEmpty() ? "" : " (page " + one.get("page").toString() + ")") + "\n";
  }
  return out.empty() ? out : "Not read:\n" + out;
}

}  // namespace

struct Tools::Document {
  ScanResult result;
  Object::Ptr json;
};

Array::Ptr Tools::list() const { return parsed(kToolSchemas).extract<Array::Ptr>(); }

bool Tools::has(const std::string& name) const { return !schema_of(name).isNull(); }

Object::Ptr Tools::call(const std::string& name, const Object& arguments, const Call& call) {
  Answer answer;
  bool failed = false;
  try {
    check(arguments, *schema_of(name)->getObject("inputSchema"));
    if (name == "scan_contract")
      answer = scan_contract(arguments, call);
    else if (name == "key_terms")
      answer = key_terms(arguments, call);
    else if (name == "explain_rule")
      answer = explain_rule(arguments);
    else
      answer = list_rules(arguments);
  } catch (const Cancelled&) {
    return {};
  } catch (const Failure& failure) {
    failed = true;
    answer.text = failure.what();
  }
  Object::Ptr text = object();
  text->set("type", "text");
  text->set("text", answer.text);
  Array::Ptr content = new Array;
  content->add(text);
  Object::Ptr result = object();
  result->set("content", content);
  if (answer.structured) result->set("structuredContent", answer.structured);
  result->set("isError", failed);
  return result;
}

std::string Tools::language_of(const Object& arguments) const {
  const std::string asked = optional(arguments, "language");
  return asked.empty() ? language_ : asked;
}

Tools::Document Tools::scanned(const Object& arguments, const Call& call) {
  const std::string path = arguments.getValue<std::string>("path");
  const std::string name = printable(path);
  const Bytes bytes = root_.read(path);
  if (!bytes.problem.empty()) throw Failure(name + ": " + bytes.problem);
  ScanTerms terms;
  terms.side = optional(arguments, "side");
  terms.today = today_.empty() ? system_date() : today_;  // a server sees midnight
  terms.waivers = root_.read(path + std::string(kWaiverEnding)).data;  // mostly there is none
  terms.progress = call.progress;
  const auto rules = shelf_.under(optional(arguments, "policy"));
  const RuleShelf::Loan scanner = rules->borrow();
  Scan scan = host_.scan(scanner.get(), bytes.data, name, deadline_ms_, call.cancelled, terms);
  if (scan.status == CAV_E_CANCELLED) throw Cancelled{};
  if (!scan.result) throw Failure(about(name, scan.problem));
  std::string format = "json";
  if (const std::string least = optional(arguments, "min_severity"); !least.empty()) format += ";min-severity=" + least;
  const std::string json = host_.write(scan.result, format, language_of(arguments));
  return {std::move(scan.result), parsed(json).extract<Object::Ptr>()};
}

Tools::Answer Tools::scan_contract(const Object& arguments, const Call& call) {
  const Document scanned = this->scanned(arguments, call);
  const Object& all = *scanned.json;
  Object::Ptr out = object();

  Object::Ptr document = object();
  copy(*all.getObject("document"), *document, {"name", "sha256", "media_type", "pages"});
  const Object::Ptr kind = all.getObject("document_kind");
  document->set("kind", kind ? string_or(*kind, "kind", "") : "");
  Array::Ptr languages = new Array;
  for (const Var& share : *all.getObject("document")->getArray("languages")) languages->add(share.extract<Object::Ptr>()->get("lang"));
  document->set("languages", languages);
  out->set("document", document);

  Object::Ptr verdict = object();
  copy(all, *verdict, {"lane", "lane_reason", "score", "complete"});
  out->set("verdict", verdict);

  std::array<int, kSeverities.size()> counts{};
  int waived = 0;
  for (const cav_finding& finding : host_.findings(scanned.result)) {
    if (finding.status && std::strcmp(finding.status, "waived") == 0)
      ++waived;
    else
      ++counts[static_cast<std::size_t>(std::clamp<std::int32_t>(finding.severity, 0, CAV_SEVERITY_CRITICAL))];
  }
  Object::Ptr counted = object();
  for (std::size_t s = kSeverities.size(); s-- > 0;) counted->set(kSeverities[s], counts[s]);
  counted->set("waived", waived);
  out->set("counts", counted);

  std::vector<Object::Ptr> findings;
  for (const Var& finding : *all.getArray("findings")) findings.push_back(finding.extract<Object::Ptr>());
  // Open before waived, then the worst first; among equals in the order of the contract.
  std::stable_sort(findings.begin(), findings.end(), [](const Object::Ptr& a, const Object::Ptr& b) {
    const auto rank = [](const Object& f) {
      return std::make_tuple(f.getValue<std::string>("status") == "waived", -severity_of(f.getValue<std::string>("severity")));
    };
    return rank(*a) < rank(*b);
  });
  const auto limit = static_cast<std::size_t>(arguments.has("limit") ? arguments.getValue<std::int64_t>("limit") : kFindings);
  const std::size_t omitted = findings.size() > limit ? findings.size() - limit : 0;
  findings.resize(findings.size() - omitted);
  Array::Ptr listed = new Array;
  std::ostringstream text;
  text << document->getValue<std::string>("name") << ": " << verdict->getValue<std::string>("lane") << " (" << verdict->getValue<std::string>("lane_reason")
       << "), risk " << verdict->get("score").toString() << "/100; " << counts[4] << " critical, " << counts[3] << " high, " << counts[2] << " medium, "
       << counts[1] << " low, " << counts[0] << " info";
  if (waived > 0) text << ", " << waived << " waived";
  text << ".\n";
  if (!verdict->getValue<bool>("complete")) text << "INCOMPLETE: a part could not be read, so this is no clean result.\n";
  text << not_read_text(all);
  for (const Object::Ptr& finding : findings) {
    Object::Ptr one = object();
    copy(*finding, *one, {"rule", "taxonomy", "severity", "confidence", "title", "quote", "clause", "page", "begin", "end"});
    one->set("places", finding->getArray("places")->size() + finding->getValue<std::size_t>("unlisted"));
    copy(*finding, *one, {"outcome", "message", "why"});
    one->set("ask", finding->get("recommendation"));
    copy(*finding, *one, {"fallback", "language", "fingerprint", "status"});
    listed->add(one);
    text << "\n[" << one->getValue<std::string>("severity") << (one->getValue<std::string>("status") == "waived" ? ", waived" : "") << "] "
         << one->getValue<std::string>("title") << where(*one) << " [" << one->getValue<std::string>("rule") << "]\n";
    if (const std::string quote = one->getValue<std::string>("quote"); !quote.empty())
      text << (one->getValue<std::string>("outcome") == "absent" ? "Would belong at: \"" : "Quote: \"") << quote << "\"\n";
    text << one->getValue<std::string>("message") << "\nAsk: " << one->getValue<std::string>("ask") << "\n";
    if (const std::string fallback = string_or(*one, "fallback", ""); !fallback.empty()) text << "Fallback: " << fallback << "\n";
  }
  if (omitted > 0) text << "\n" << omitted << " further findings are left out: raise `limit` for them.\n";
  out->set("findings", listed);
  out->set("omitted", omitted);
  out->set("undetermined", picked(all.getArray("undetermined"), {"rule", "title", "text"}));
  out->set("not_read", picked(all.getArray("not_read"), {"code", "page", "detail"}));
  Object::Ptr engine = object();
  copy(*all.getObject("engine"), *engine, {"version", "pack", "pack_version", "pack_hash", "policy"});
  out->set("engine", engine);
  return {out, text.str()};
}

Tools::Answer Tools::key_terms(const Object& arguments, const Call& call) {
  const Document scanned = this->scanned(arguments, call);
  const Object& all = *scanned.json;
  Object::Ptr out = object();
  std::ostringstream text;
  out->set("document", all.getObject("document")->get("name"));
  out->set("complete", all.get("complete"));
  text << all.getObject("document")->getValue<std::string>("name") << "\n" << not_read_text(all);
  Array::Ptr parties = new Array;
  for (const Var& each : *all.getArray("parties")) {
    const Object& party = *each.extract<Object::Ptr>();
    const Object::Ptr defined = party.getObject("defined_at");
    if (!defined) continue;  // not named in the contract's own words
    Object::Ptr one = object();
    one->set("role", party.get("role"));
    one->set("name", defined->get("quote"));
    parties->add(one);
    text << one->getValue<std::string>("role") << ": " << one->getValue<std::string>("name") << "\n";
  }
  out->set("parties", parties);
  const Array::Ptr clauses = all.getArray("clauses");
  Array::Ptr terms = new Array;
  for (const Var& each : *all.getArray("key_terms")) {
    const Object& term = *each.extract<Object::Ptr>();
    Object::Ptr one = object();
    copy(term, *one, {"id", "name", "text", "date"});
    const Object::Ptr value = term.getObject("value");
    for (const char* name : {"number", "unit", "currency"}) one->set(name, value ? value->get(name) : Var());
    copy(term, *one, {"state", "problem"});
    const Object::Ptr clause = term.get("clause").isEmpty() ? Object::Ptr() : clauses->getObject(term.getValue<unsigned>("clause"));
    for (const char* name : {"quote", "clause", "page"}) one->set(name, clause ? clause->get(name) : Var());
    Array::Ptr arithmetic = new Array;
    for (const Var& step : *term.getArray("arithmetic")) arithmetic->add(step.extract<Object::Ptr>()->get("text"));
    one->set("arithmetic", arithmetic);
    terms->add(one);
    text << one->getValue<std::string>("name") << ": " << one->getValue<std::string>("text") << where(*one) << "\n";
    for (const Var& step : *arithmetic) text << "  = " << step.toString() << "\n";
    if (!one->get("quote").isEmpty()) text << "  \"" << one->getValue<std::string>("quote") << "\"\n";
  }
  out->set("terms", terms);
  if (terms->size() == 0) text << "No key term is stated in words that the rules know.\n";
  return {out, text.str()};
}

Tools::Answer Tools::explain_rule(const Object& arguments) {
  const auto rules = shelf_.under("");
  const std::string id = arguments.getValue<std::string>("rule"), language = language_of(arguments);
  const std::vector<RuleRow> rows = rule_rows(host_, rules->loaded(), language);
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const RuleRow& row) { return row.id == id; });
  if (found == rows.end()) throw Failure("There is no rule " + printable(id) + ". See list_rules.");
  const auto words = [&](const char* key) { return host_.rule_text(rules->loaded(), found->index, key, language); };
  Object::Ptr out = object();
  out->set("rule", id);
  out->set("version", found->version);
  out->set("taxonomy", or_null(found->taxonomy));
  out->set("category", found->category);
  out->set("kind", found->kind);
  out->set("severity", found->severity);
  out->set("confidence", found->confidence);
  for (const char* key : {"title", "message", "why", "ask"}) out->set(key, words(key));
  out->set("fallback", or_null(words("fallback")));
  std::string text = words("title") + " [" + id + "]\n" + words("message") + "\n" + words("why") + "\nAsk: " + words("ask") + "\n";
  if (const std::string fallback = words("fallback"); !fallback.empty()) text += "Fallback: " + fallback + "\n";
  return {out, text};
}

Tools::Answer Tools::list_rules(const Object& arguments) {
  const auto rules = shelf_.under("");
  const std::string prefix = optional(arguments, "taxonomy");
  std::vector<RuleRow> rows = rule_rows(host_, rules->loaded(), language_of(arguments));
  std::erase_if(rows, [&](const RuleRow& row) { return !row.taxonomy.starts_with(prefix); });
  if (rows.empty()) throw Failure("No rule has a code that begins with " + printable(prefix) + ". Codes look like SLA-02.");
  Array::Ptr listed = new Array;
  std::string text;
  for (const RuleRow& row : rows) {
    Object::Ptr one = object();
    one->set("rule", row.id);
    one->set("taxonomy", or_null(row.taxonomy));
    one->set("category", row.category);
    one->set("kind", row.kind);
    one->set("severity", or_null(row.neutral() ? "" : row.severity));
    one->set("title", row.title);
    listed->add(one);
    text += (row.taxonomy.empty() ? "-" : row.taxonomy) + " " + row.id + " (" + (row.neutral() ? "neutral" : row.severity) + "): " + row.title + "\n";
  }
  Object::Ptr out = object();
  out->set("rules", listed);
  return {out, text};
}

}  // namespace caveat::cli::mcp
