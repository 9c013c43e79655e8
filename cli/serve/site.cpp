// Site: see site.h.
#include "serve/site.h"

#include <Poco/JSON/Object.h>
#include <Poco/JSON/Parser.h>
#include <Poco/URI.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <sstream>

#include "exit_codes.h"
#include "formats.h"
#include "output.h"
#include "rule_rows.h"
#include "serve/page_words.h"
#include "serve/pages.h"
#include "severity.h"
#include "terminal.h"
#include "today.h"

namespace caveat::cli::serve {
namespace {

namespace fs = std::filesystem;

constexpr auto kDeskWait = std::chrono::seconds(60);  // for a scan before this one to end
constexpr std::uint64_t kUploads = 8;                 // of the largest kind in memory at a time

bool is_language(std::string_view word) { return std::find(kLanguages.begin(), kLanguages.end(), word) != kLanguages.end(); }

const Format* format_of(std::string_view name) {
  const auto found = std::find_if(formats().begin(), formats().end(), [&](const Format& format) { return format.name == name; });
  return found == formats().end() ? nullptr : &*found;
}

std::string content_type(const Format& format) {
  if (format.name == "json") return "application/json";
  if (format.name == "jsonl") return "application/jsonl";
  if (format.name == "html") return "text/html; charset=utf-8";
  if (format.name == "csv") return "text/csv; charset=utf-8";
  if (format.name == "ics") return "text/calendar; charset=utf-8";
  if (format.name == "sarif") return "application/sarif+json";
  if (format.name == "pdf") return "application/pdf";
  if (format.name == "docx") return "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  if (format.name == "xlsx") return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  return format.binary ? "application/octet-stream" : "text/plain; charset=utf-8";
}

// Of "offer.pdf" and docx: "offer.caveat.docx", as `caveat scan` names its reports.
std::string report_name(const std::string& document, const Format& format) {
  return report_names({Input{document, {}}}, format.ending).front();
}

std::string attachment(const std::string& name) {
  std::string plain, encoded;
  for (const char c : name) plain += c >= ' ' && c < 0x7f && c != '"' && c != '\\' && c != '%' ? c : '_';
  Poco::URI::encode(name, "!'()*;:@&=+$,/?#[]\"\\% ", encoded);
  return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded;
}

std::string line(const Poco::JSON::Object& object) {
  std::ostringstream out;
  object.stringify(out, 0);
  return out.str() + "\n";
}

Poco::JSON::Object rule_json(const RuleRow& row) {
  Poco::JSON::Object one(Poco::JSON_PRESERVE_KEY_ORDER);
  one.set("rule", row.id);
  one.set("version", row.version);
  one.set("taxonomy", or_null(row.taxonomy));
  one.set("category", row.category);
  one.set("kind", row.kind);
  one.set("severity", or_null(row.neutral() ? "" : row.severity));
  one.set("confidence", row.confidence);
  one.set("title", row.title);
  return one;
}

struct Seat {
  std::counting_semaphore<256>& desks;
  explicit Seat(std::counting_semaphore<256>& all) : desks(all) {
    if (!desks.try_acquire_for(kDeskWait)) throw Problem(Trouble::busy);
  }
  ~Seat() { desks.release(); }
};

Reply see_other(const std::string& address) { return {303, "text/plain; charset=utf-8", "See " + address + "\n", {{"Location", address}}}; }

}  // namespace

Site::Site(const PluginHost& host, RuleShelf& shelf, ResultStore& store, const Access& access, SiteOptions options)
    : host_(host),
      shelf_(shelf),
      store_(store),
      access_(access),
      options_(std::move(options)),
      room_(kUploads * options_.most_bytes),
      desks_(static_cast<std::ptrdiff_t>(options_.jobs)) {}

Reply Site::handle(Request& request) {
  const std::string uri = request.getURI(), path = uri.substr(0, uri.find('?'));
  const bool api = path.starts_with("/api/") || path == "/openapi.json";
  std::string language(best_language(request.get("Accept-Language", "")));
  try {
    const std::map<std::string, std::string> query = query_of(uri);
    if (const auto asked = query.find("lang"); asked != query.end() && is_language(asked->second)) language = asked->second;
    access_.check_host(request);
    const std::string method = request.getMethod() == "HEAD" ? "GET" : request.getMethod();
    std::string allowed;
    for (const Route& route : kRoutes) {
      const Match found = match(route.path, path);
      if (!found.fits) continue;
      if (route.method != method) {
        allowed += (allowed.empty() ? "" : ", ") + std::string(route.method);
        continue;
      }
      if (!route.open) access_.check_token(request);
      if (method != "GET") access_.check_origin(request);
      return answer(route.page, std::vector<std::string>(found.values.begin(), found.values.end()), request, language);
    }
    if (allowed.empty()) throw Problem(Trouble::not_found);
    Reply reply = problem_json(Problem(Trouble::wrong_method, "Allowed: " + allowed + "."));
    reply.headers.emplace_back("Allow", allowed);
    return reply;
  } catch (const Problem& problem) {
    if (problem.trouble() == Trouble::too_large) drain(request);
    if (api) return problem_json(problem);
    if (problem.trouble() == Trouble::no_token) {
      Reply reply = login_page(language, nullptr);
      reply.status = status_of(problem.trouble());
      return reply;
    }
    if (path == "/scan" && problem.trouble() != Trouble::wrong_origin && problem.trouble() != Trouble::wrong_host) return start(language, &problem);
    return problem_page(language, problem);
  } catch (const std::exception& error) {
    complain(std::string("an error that Caveat does not know: ") + error.what() + ". Please report it.");
    const Problem problem(Trouble::internal);
    return api ? problem_json(problem) : problem_page(language, problem);
  }
}

Reply Site::answer(Page page, const std::vector<std::string>& values, Request& request, const std::string& language) {
  const auto minutes = [&] { return static_cast<long>(std::chrono::duration_cast<std::chrono::minutes>(store_.keep()).count()); };
  switch (page) {
    case Page::start: return start(language);
    case Page::scan: return scan_page(request, language);
    case Page::result: return result_page(values[0], *kept(values[0]), minutes());
    case Page::report: {
      const std::shared_ptr<const Kept> result = kept(values[0]);
      Order said;
      said.language = result->language;
      Reply reply{200, "text/html; charset=utf-8", written(*result->rules, result->result, "html", said)};
      reply.is_report = true;
      return reply;
    }
    case Page::download: return download(request, values[0], values[1]);
    case Page::forget: store_.forget(values[0]); return see_other("/?lang=" + language);
    case Page::login_page: {
      const auto query = query_of(request.getURI());
      const auto token = query.find("token");
      return token == query.end() ? login_page(language, nullptr) : login(request, token->second, language);
    }
    case Page::login: {
      const auto fields = read_form(request);
      const auto token = fields.find("token");
      return login(request, token == fields.end() ? "" : token->second, language);
    }
    case Page::style: return style();
    case Page::script: return script();
    case Page::openapi: return openapi();
    case Page::api_scan: return api_scan(request, language);
    case Page::api_rules: return api_rules(request, language);
    case Page::api_rule: return api_rule(values[0], language);
    case Page::api_health: return api_health();
  }
  throw Problem(Trouble::not_found);
}

Reply Site::start(const std::string& language, const Problem* problem) const {
  StartPage page;
  page.language = language;
  page.most_bytes = options_.most_bytes;
  page.minutes = static_cast<long>(std::chrono::duration_cast<std::chrono::minutes>(store_.keep()).count());
  page.policies = shelf_.policies();
  page.problem = problem;
  return start_page(page);
}

Reply Site::login(Request&, const std::string& token, const std::string& language) {
  if (!access_.needs_token()) return see_other("/?lang=" + language);
  if (!access_.is_token(token)) {
    const Problem problem(Trouble::no_token);
    return login_page(language, &problem);
  }
  Reply reply = see_other("/?lang=" + language);
  reply.headers.emplace_back("Set-Cookie", access_.cookie());
  return reply;
}

Site::Order Site::order_of(Upload upload, const std::string& language) const {
  const auto field = [&](const char* name) {
    const auto found = upload.fields.find(name);
    return found == upload.fields.end() ? std::string() : found->second;
  };
  Order order;
  order.language = field("lang").empty() ? language : field("lang");
  order.side = field("side");
  order.policy = field("policy");
  order.min_severity = field("min_severity");
  if (const std::string said = field("counterparty"); !said.empty()) {
    if (said != "1") throw Problem(Trouble::bad_value, "counterparty: 1.");
    order.counterparty = true;
  }
  if (!is_language(order.language)) throw Problem(Trouble::bad_value, "lang: en, fr, de or es.");
  if (!order.side.empty() && order.side != "customer" && order.side != "supplier") throw Problem(Trouble::bad_value, "side: customer or supplier.");
  if (!order.min_severity.empty() && severity_of(order.min_severity) < 0) throw Problem(Trouble::bad_value, "min_severity: info, low, medium, high or critical.");
  order.name = std::move(upload.name);
  order.bytes = std::move(upload.bytes);
  return order;
}

Site::Scanned Site::scan(const Order& order) {
  const Seat seat(desks_);
  std::shared_ptr<RuleShelf::Rules> rules;
  try {
    rules = shelf_.under(order.policy);
  } catch (const Failure& failure) {
    throw Problem(Trouble::bad_value, std::string("policy: ") + failure.what());
  }
  ScanTerms terms;
  terms.side = order.side;
  terms.today = options_.today.empty() ? system_date() : options_.today;  // a server sees midnight
  terms.keep_document = order.keep_document;
  const RuleShelf::Loan scanner = rules->borrow();
  Scan scan = host_.scan(scanner.get(), order.bytes, order.name, options_.deadline_ms, [&] { return stop_.load(); }, terms);
  if (scan.status == CAV_E_CANCELLED) throw Problem(Trouble::busy, "The server is ending.");
  if (scan.status == CAV_E_DEADLINE) throw Problem(Trouble::too_slow, scan.problem);
  if (scan.status == CAV_E_LIMIT) throw Problem(Trouble::too_large, scan.problem);
  if (!scan.result) throw Problem(Trouble::not_read, scan.problem);
  return {std::move(rules), std::move(scan.result)};
}

std::string Site::written(const RuleShelf::Rules& rules, const ScanResult& result, const std::string& name, const Order& said) const {
  const Format& format = format_named(name);
  std::string asked = name == "jsonl" ? "json" : name;
  if (!said.min_severity.empty()) asked += ";min-severity=" + said.min_severity;
  if (said.counterparty) asked += ";counterparty=1";
  try {
    if (format.shape != Format::Shape::table) return host_.write(result, asked, said.language);
    std::string out;
    const auto table = host_.collect(rules.loaded(), asked, said.language, [&](std::string_view bytes) { out.append(bytes); });
    table->add(result);
    table->finish();
    return out;
  } catch (const Failure& failure) {
    throw Problem(Trouble::no_format, failure.what());
  }
}

std::shared_ptr<const Kept> Site::kept(const std::string& id) {
  std::shared_ptr<const Kept> found = store_.find(id);
  if (!found) throw Problem(Trouble::gone);
  return found;
}

Reply Site::scan_page(Request& request, std::string language) {
  const UploadRoom::Share share(room_, announced(request, options_.most_bytes));
  Upload upload = read_upload(request, options_.most_bytes);
  if (const auto said = upload.fields.find("lang"); said != upload.fields.end() && is_language(said->second)) language = said->second;
  Order order;
  try {
    order = order_of(std::move(upload), language);
    order.keep_document = true;
    Scanned scanned = scan(order);
    std::uint64_t length = 0;
    host_.api().result_text(scanned.result.get(), &length);
    Poco::JSON::Parser parser;
    const auto json = parser.parse(host_.write(scanned.result, "json", order.language)).extract<Poco::JSON::Object::Ptr>();
    Kept kept;
    kept.name = order.name;
    kept.language = order.language;
    kept.media_type = json->getObject("document")->getValue<std::string>("media_type");
    kept.bytes = order.bytes.size() + 3 * length;  // its text, folded text and findings
    if (!options_.folder.empty()) keep_on_disk(random_id(), order, scanned);
    kept.rules = std::move(scanned.rules);
    kept.result = std::move(scanned.result);
    return see_other("/results/" + store_.add(std::move(kept)));
  } catch (const Problem& problem) {
    return start(language, &problem);  // in the language of the form, with the form to try again
  }
}

void Site::keep_on_disk(const std::string& id, const Order& order, const Scanned& scanned) const {
  const fs::path folder = fs::path(options_.folder) / id;
  std::error_code error;
  fs::create_directory(folder, error);
  if (error) throw Failure("cannot make the folder " + printable(folder.string()) + ": " + error.message() + ".");
  const auto keep = [&](const std::string& name, std::string_view bytes) {
    AtomicFile file(folder / name);
    file.write(bytes);
    file.commit();
  };
  keep(order.name, order.bytes);
  keep(report_name(order.name, format_named("html")), written(*scanned.rules, scanned.result, "html", order));
}

Reply Site::download(Request& request, const std::string& id, const std::string& name) {
  const std::shared_ptr<const Kept> result = kept(id);
  Order said;
  said.language = result->language;
  said.counterparty = query_of(request.getURI()).contains("counterparty");
  const std::vector<Download> offered = downloads_of(*result);
  if (std::find(offered.begin(), offered.end(), Download{name, said.counterparty}) == offered.end()) throw Problem(Trouble::no_format);
  const Format& format = format_named(name);
  Reply reply{200, content_type(format), written(*result->rules, result->result, name, said), {{"Content-Disposition", attachment(report_name(result->name, format))}}};
  reply.is_report = true;
  return reply;
}

Reply Site::api_scan(Request& request, const std::string& language) {
  const UploadRoom::Share share(room_, announced(request, options_.most_bytes));
  Upload upload = read_upload(request, options_.most_bytes);
  const auto asked = upload.fields.find("format");
  const std::string name = asked == upload.fields.end() || asked->second.empty() ? "json" : asked->second;
  const Format* format = format_of(name);
  if (!format) {
    std::string names;
    for (const Format& known : formats()) names += (names.empty() ? "" : ", ") + std::string(known.name);
    throw Problem(Trouble::bad_value, "format: " + names + ".");
  }
  Order order = order_of(std::move(upload), language);
  order.keep_document = format->into_document;
  if (order.counterparty && !format->into_document) throw Problem(Trouble::bad_value, "counterparty: of docx and pdf alone.");
  const Scanned scanned = scan(order);
  Reply reply{200, content_type(*format), written(*scanned.rules, scanned.result, name, order)};
  if (name != "json") reply.headers.emplace_back("Content-Disposition", attachment(report_name(order.name, *format)));
  reply.is_report = true;
  return reply;
}

Reply Site::api_rules(Request& request, const std::string& language) const {
  const auto query = query_of(request.getURI());
  const auto asked = query.find("taxonomy");
  const std::string prefix = asked == query.end() ? "" : asked->second;
  const auto rules = shelf_.under("");
  Poco::JSON::Array::Ptr all = new Poco::JSON::Array;
  for (const RuleRow& row : rule_rows(host_, rules->loaded(), language))
    if (row.taxonomy.starts_with(prefix)) all->add(rule_json(row));
  Poco::JSON::Object out(Poco::JSON_PRESERVE_KEY_ORDER);
  out.set("rules", all);
  return {200, "application/json", line(out)};
}

Reply Site::api_rule(const std::string& id, const std::string& language) const {
  const auto rules = shelf_.under("");
  const std::vector<RuleRow> rows = rule_rows(host_, rules->loaded(), language);
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const RuleRow& row) { return row.id == id; });
  if (found == rows.end()) throw Problem(Trouble::not_found, "There is no such rule. See /api/v1/rules.");
  Poco::JSON::Object out = rule_json(*found);
  for (const char* key : {"message", "why", "ask"}) out.set(key, host_.rule_text(rules->loaded(), found->index, key, language));
  out.set("fallback", or_null(host_.rule_text(rules->loaded(), found->index, "fallback", language)));
  return {200, "application/json", line(out)};
}

Reply Site::api_health() const {
  Poco::JSON::Object out(Poco::JSON_PRESERVE_KEY_ORDER);
  out.set("status", "ok");
  out.set("version", CAVEAT_VERSION);
  out.set("engine", host_.api().version);
  out.set("rules", host_.rules_extension().count(shelf_.under("")->loaded().get()));
  Poco::JSON::Array::Ptr names = new Poco::JSON::Array, policies = new Poco::JSON::Array;
  for (const Format& format : formats()) names->add(std::string(format.name));
  for (const std::string& policy : shelf_.policies()) policies->add(policy);
  out.set("formats", names);
  out.set("policies", policies);
  out.set("most_bytes", options_.most_bytes);
  return {200, "application/json", line(out)};
}

}  // namespace caveat::cli::serve
