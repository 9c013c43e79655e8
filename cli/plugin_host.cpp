// Plugin host: see plugin_host.h. Tested by tests/cli.
#include "plugin_host.h"

#include <dlfcn.h>

#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <new>
#include <utility>

#include "exit_codes.h"
#include "messages.h"
#include "rule_packs.h"
#include "terminal.h"

namespace caveat::cli {
namespace {

namespace fs = std::filesystem;

constexpr char kLibrary[] = "libcaveat.so.1";

// No look into the system's own library path: another program's libcaveat would be another engine.
std::string find_library() {
  const char* variable = std::getenv("CAVEAT_PLUGIN");
  if (variable && *variable) return variable;
  const fs::path prefix = fs::path(program_folder()).parent_path();
  for (const char* folder : {"lib", CAVEAT_INSTALL_LIBDIR}) {
    const fs::path candidate = prefix / folder / kLibrary;
    std::error_code error;
    if (fs::exists(candidate, error)) return candidate.string();
  }
  throw Failure("cannot find " + std::string(kLibrary) + " in " + printable((prefix / "lib").string()) +
                ". Build or install it, or name it with CAVEAT_PLUGIN.");
}

template <class Struct>
Struct sized() {
  Struct value{};
  value.size = sizeof value;
  return value;
}

std::string text_of(const cav_error& error, const char* otherwise) {
  return error.message[0] ? error.message : otherwise;
}

void CAV_CALL gather(void* user, const cav_diagnostic* d) {
  static_cast<std::vector<Diagnostic>*>(user)->push_back({d->level >= 3, d->code ? d->code : "", d->file ? d->file : "",
                                                          d->message ? d->message : "", d->line, d->column});
}

// Who looks on during a scan.
struct Watch {
  const std::function<bool()>& stop;
  const std::function<void(const cav_progress&)>& progress;
};

std::int32_t CAV_CALL poll(void* user, const cav_progress* progress) {
  const auto& watch = *static_cast<const Watch*>(user);
  if (watch.progress && progress) watch.progress(*progress);
  return watch.stop() ? 1 : 0;
}

std::int32_t CAV_CALL append(void* user, const void* data, std::size_t size) {
  try {
    static_cast<std::string*>(user)->append(static_cast<const char*>(data), size);
    return 0;
  } catch (const std::bad_alloc&) {
    return 1;  // no exception crosses into the plugin
  }
}

// What the plugin writes into a string. Throws Failure with its reason behind `failed`.
template <class Call>
std::string written(const std::string& failed, const char* otherwise, const Call& call) {
  std::string out;
  auto writer = sized<cav_writer>();
  writer.user = &out;
  writer.write = append;
  auto error = sized<cav_error>();
  if (call(&writer, &error) != CAV_OK) throw Failure(failed + text_of(error, otherwise));
  return out;
}

// Borrows all of them.
cav_document document_of(std::string_view bytes, const std::string& name, const ScanTerms& terms) {
  auto document = sized<cav_document>();
  document.data = bytes.data();
  document.data_size = bytes.size();
  document.name = name.c_str();
  document.language = terms.language.empty() ? nullptr : terms.language.c_str();
  document.media_type = terms.media_type.empty() ? nullptr : terms.media_type.c_str();
  return document;
}

}  // namespace

PluginHost::PluginHost() : path_(find_library()) {
  library_ = ::dlopen(path_.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (!library_)
    throw Failure("cannot load " + printable(path_) + ": " + ::dlerror() +
                  ". Reinstall it, or name another with CAVEAT_PLUGIN.");
  const auto open = reinterpret_cast<decltype(&cav_open)>(::dlsym(library_, "cav_open"));
  if (!open) throw Failure(printable(path_) + " is not a Caveat plugin: it has no cav_open.");
  host_ = sized<cav_host>();
  host_.abi_minor = CAV_ABI_MINOR;
  host_.name = "caveat-cli";
  host_.version = CAVEAT_VERSION;
  host_.user = this;
  host_.log = &PluginHost::log;
  auto error = sized<cav_error>();
  if (open(CAV_ABI_MAJOR, &host_, &api_, &plugin_, &error) != CAV_OK)
    throw Failure("cannot use " + printable(path_) + ": " + text_of(error, "it gives no reason"));
  if (api_->size < offsetof(cav_api, get_extension) + sizeof api_->get_extension)
    throw Failure(printable(path_) + " is older than this program. Install program and library of one version.");
}

PluginHost::~PluginHost() {
  if (plugin_) api_->close(plugin_);
  // The library stays loaded: the process ends, and sanitizers need it to name what they found.
}

void PluginHost::log(void* user, std::int32_t level, const char* message) {
  constexpr std::int32_t kWarning = 2;
  if (level < kWarning || !message) return;
  auto* self = static_cast<PluginHost*>(user);
  try {
    const std::lock_guard lock(self->log_mutex_);
    if (self->logged_.insert(message).second) complain(std::string("warning: ") + message);
  } catch (...) {  // a warning is not worth a crash inside the plugin
  }
}

const cav_ext_rules& PluginHost::rules_extension() const {
  const auto* extension = static_cast<const cav_ext_rules*>(api_->get_extension(plugin_, CAV_EXT_RULES));
  if (!extension || extension->size < offsetof(cav_ext_rules, string) + sizeof extension->string)
    throw Failure(printable(path_) + " cannot list rules. Install program and library of one version.");
  return *extension;
}

std::vector<cav_rule_info> PluginHost::rule_infos(const Ruleset& rules) const {
  const cav_ext_rules& extension = rules_extension();
  std::vector<cav_rule_info> infos(extension.count(rules.get()), sized<cav_rule_info>());
  for (std::size_t i = 0; i < infos.size(); ++i)
    if (extension.info(rules.get(), i, &infos[i]) != CAV_OK)
      throw Failure("the plugin does not give rule " + std::to_string(i) + ": please report this.");
  return infos;
}

std::string PluginHost::rule_text(const Ruleset& rules, std::uint64_t index, const char* key, const std::string& language) const {
  const char* text = rules_extension().string(rules.get(), index, key, language.c_str());
  return text ? text : "";
}

PluginHost::Load PluginHost::load_rules(const std::vector<std::string>& packs, const std::string& policy,
                                        std::uint32_t flags, const std::string& today) const {
  Load load{Ruleset(nullptr, FreeWithApi{api_}), {}, {}};
  std::vector<const char*> paths;
  for (const std::string& pack : packs) paths.push_back(pack.c_str());
  auto options = sized<cav_load_options>();
  options.flags = flags;
  options.paths = paths.data();
  options.path_count = paths.size();
  options.policy_path = policy.empty() ? nullptr : policy.c_str();
  options.user = &load.diagnostics;
  options.on_diagnostic = gather;
  options.today = today.empty() ? nullptr : today.c_str();
  auto error = sized<cav_error>();
  cav_ruleset* rules = nullptr;
  if (api_->ruleset_load(plugin_, &options, &rules, &error) == CAV_OK)
    load.rules.reset(rules);
  else
    load.problem = text_of(error, "The rules were rejected.");
  return load;
}

Scanner PluginHost::new_scanner(const Ruleset& rules) const {
  cav_scanner* scanner = nullptr;
  auto error = sized<cav_error>();
  if (api_->scanner_new(rules.get(), &scanner, &error) != CAV_OK)
    throw Failure(text_of(error, "cannot make a scanner."));
  return Scanner(scanner, FreeWithApi{api_});
}

Bytes PluginHost::read(const Input& input) const {
  const bool told = api_->size >= offsetof(cav_api, document_limit) + sizeof(api_->document_limit);
  return cli::read(input, told ? api_->document_limit : kMostInputBytes);
}

Scan PluginHost::scan(const Scanner& scanner, const Bytes& bytes, const std::string& name, std::uint32_t deadline_ms, const std::function<bool()>& stop,
                      const ScanTerms& terms) const {
  if (bytes.members.empty()) return scan(scanner, std::string_view(bytes.data), name, deadline_ms, stop, terms);
  if (api_->size < offsetof(cav_api, scan_set) + sizeof(api_->scan_set))
    throw Failure(printable(path_) + " cannot scan several documents as one. Install program and library of one version.");
  std::vector<cav_document> documents;
  for (const Bytes::Member& member : bytes.members) documents.push_back(document_of(member.data, member.name, terms));
  return scan_with(deadline_ms, stop, terms, [&](const cav_scan_options& options, cav_result** result, cav_error& error) {
    return api_->scan_set(scanner.get(), documents.data(), documents.size(), name.c_str(), &options, result, &error);
  });
}

Scan PluginHost::scan(const Scanner& scanner, std::string_view bytes, const std::string& name,
                      std::uint32_t deadline_ms, const std::function<bool()>& stop, const ScanTerms& terms) const {
  const cav_document document = document_of(bytes, name, terms);
  return scan_with(deadline_ms, stop, terms, [&](const cav_scan_options& options, cav_result** result, cav_error& error) {
    return api_->scan(scanner.get(), &document, &options, result, &error);
  });
}

Scan PluginHost::scan_with(std::uint32_t deadline_ms, const std::function<bool()>& stop, const ScanTerms& terms, const Call& call) const {
  auto options = sized<cav_scan_options>();
  options.deadline_ms = deadline_ms;
  Watch watch{stop, terms.progress};
  options.user = &watch;
  options.on_progress = poll;
  options.side = terms.side.empty() ? nullptr : terms.side.c_str();
  options.today = terms.today.empty() ? nullptr : terms.today.c_str();
  options.waivers = terms.waivers.data();
  options.waivers_size = terms.waivers.size();
  options.baseline = terms.baseline.data();
  options.baseline_size = terms.baseline.size();
  options.flags = (terms.keep_document ? CAV_SCAN_KEEP_DOCUMENT : 0) | (terms.baseline_by_name ? CAV_SCAN_BASELINE_BY_NAME : 0) |
                  (terms.recognise ? 0 : CAV_SCAN_NO_RECOGNITION) | (terms.wordless_pictures ? CAV_SCAN_WORDLESS_PICTURES : 0);
  options.view = terms.view.empty() ? nullptr : terms.view.c_str();
  options.password = terms.password.empty() ? nullptr : terms.password.c_str();
  auto error = sized<cav_error>();
  cav_result* result = nullptr;
  Scan scan{ScanResult(nullptr, FreeWithApi{api_}), CAV_OK, {}};
  scan.status = call(options, &result, error);
  if (scan.status == CAV_OK)
    scan.result.reset(result);
  else
    scan.problem = text_of(error, "cannot be read.");
  return scan;
}

cav_summary PluginHost::summary(const ScanResult& result) const {
  auto summary = sized<cav_summary>();
  if (api_->result_summary(result.get(), &summary) != CAV_OK)
    throw Failure("the plugin gives no summary of its result: please report this.");
  return summary;
}

std::vector<cav_finding> PluginHost::findings(const ScanResult& result) const {
  std::vector<cav_finding> findings(summary(result).finding_count, sized<cav_finding>());
  for (std::size_t i = 0; i < findings.size(); ++i)
    if (api_->result_finding(result.get(), i, &findings[i]) != CAV_OK)
      throw Failure("the plugin does not give finding " + std::to_string(i) + " of its result: please report this.");
  return findings;
}

std::string PluginHost::explain(const Scanner& scanner, std::string_view bytes, const std::string& name,
                                const std::string& language, const std::string& rule, const std::string& format) const {
  const cav_ext_rules& extension = rules_extension();
  if (extension.size < offsetof(cav_ext_rules, explain) + sizeof extension.explain)
    throw Failure(printable(path_) + " cannot explain rules. Install program and library of one version.");
  auto document = sized<cav_document>();
  document.data = bytes.data();
  document.data_size = bytes.size();
  document.name = name.c_str();
  document.language = language.empty() ? nullptr : language.c_str();
  const auto options = sized<cav_scan_options>();
  return written("", "the plugin gives no explanation.",
                 [&](const cav_writer* writer, cav_error* error) { return extension.explain(scanner.get(), &document, &options, rule.c_str(), format.c_str(), writer, error); });
}

std::string PluginHost::describe(const Ruleset& rules, const std::string& rule, const std::string& format, const std::string& locale) const {
  const cav_ext_rules& extension = rules_extension();
  if (extension.size < offsetof(cav_ext_rules, describe) + sizeof extension.describe)
    throw Failure(printable(path_) + " cannot describe rules. Install program and library of one version.");
  return written("", "the plugin gives no description.",
                 [&](const cav_writer* writer, cav_error* error) { return extension.describe(rules.get(), rule.c_str(), format.c_str(), locale.c_str(), writer, error); });
}

Profile PluginHost::new_profile(const Ruleset& rules) const {
  const auto* extension = static_cast<const cav_ext_profile*>(api_->get_extension(plugin_, CAV_EXT_PROFILE));
  if (!extension) throw Failure(printable(path_) + " cannot tell what rules cost. Install program and library of one version.");
  cav_profile* profile = nullptr;
  auto error = sized<cav_error>();
  if (extension->profile_new(rules.get(), &profile, &error) != CAV_OK) throw Failure(text_of(error, "cannot begin a profile."));
  return Profile(profile, FreeProfile{extension});
}

Scan PluginHost::add(const Profile& profile, std::string_view bytes, const std::string& name, const std::function<bool()>& stop, const ScanTerms& terms) const {
  const cav_document document = document_of(bytes, name, terms);
  return scan_with(0, stop, terms, [&](const cav_scan_options& options, cav_result**, cav_error& error) {
    return profile.get_deleter().extension->profile_add(profile.get(), &document, &options, &error);
  });
}

std::string PluginHost::write(const Profile& profile, const std::string& format, std::uint32_t top) const {
  return written("cannot write the profile: ", "the plugin gives no reason.",
                 [&](const cav_writer* writer, cav_error* error) { return profile.get_deleter().extension->profile_write(profile.get(), format.c_str(), top, writer, error); });
}

std::uint64_t PluginHost::rules_above(const Profile& profile, double percent) { return profile.get_deleter().extension->profile_above(profile.get(), percent); }

std::string PluginHost::write(const ScanResult& result, const std::string& format, const std::string& locale) const {
  return written("cannot write the report: ", "the plugin gives no reason.",
                 [&](const cav_writer* writer, cav_error* error) { return api_->result_write(result.get(), format.c_str(), locale.c_str(), writer, error); });
}

std::string PluginHost::compare(const ScanResult& before, const ScanResult& after, const std::string& format, const std::string& locale) const {
  const auto* extension = static_cast<const cav_ext_reports*>(api_->get_extension(plugin_, CAV_EXT_REPORTS));
  if (!extension || extension->size < offsetof(cav_ext_reports, compare) + sizeof extension->compare)
    throw Failure(printable(path_) + " cannot compare drafts. Install program and library of one version.");
  return written("cannot write the comparison: ", "the plugin gives no reason.",
                 [&](const cav_writer* writer, cav_error* error) { return extension->compare(before.get(), after.get(), format.c_str(), locale.c_str(), writer, error); });
}

std::unique_ptr<Collection> PluginHost::collect(const Ruleset& rules, const std::string& format, const std::string& locale,
                                                Collection::Sink sink) const {
  auto made = std::make_unique<Collection>();
  made->reports_ = static_cast<const cav_ext_reports*>(api_->get_extension(plugin_, CAV_EXT_REPORTS));
  if (!made->reports_) throw Failure(printable(path_) + " cannot report on many documents. Install program and library of one version.");
  made->sink_ = std::move(sink);
  auto writer = sized<cav_writer>();
  writer.user = made.get();
  writer.write = &Collection::write;
  auto error = sized<cav_error>();
  cav_collection* collection = nullptr;
  if (made->reports_->collection_new(rules.get(), format.c_str(), locale.c_str(), &writer, &collection, &error) != CAV_OK)
    throw Failure("cannot begin the report: " + text_of(error, "the plugin gives no reason."));
  made->collection_ = {collection, FreeCollection{made->reports_}};
  return made;
}

std::int32_t CAV_CALL Collection::write(void* user, const void* data, std::size_t size) {
  auto* self = static_cast<Collection*>(user);
  try {
    self->sink_({static_cast<const char*>(data), size});
    return 0;
  } catch (...) {
    self->thrown_ = std::current_exception();
    return 1;
  }
}

void Collection::check(cav_status status, const cav_error& error) {
  if (thrown_) std::rethrow_exception(std::exchange(thrown_, nullptr));
  if (status != CAV_OK) throw Failure("cannot write the report: " + text_of(error, "the plugin gives no reason."));
}

void Collection::add(const ScanResult& result) {
  auto error = sized<cav_error>();
  check(reports_->collection_add(collection_.get(), result.get(), &error), error);
}

void Collection::unread(const std::string& name, const std::string& problem) {
  if (reports_->size < offsetof(cav_ext_reports, collection_unread) + sizeof(reports_->collection_unread)) return;  // an older plugin
  auto error = sized<cav_error>();
  check(reports_->collection_unread(collection_.get(), name.c_str(), problem.c_str(), &error), error);
}

void Collection::finish() {
  auto error = sized<cav_error>();
  check(reports_->collection_finish(collection_.get(), &error), error);
}

std::string refusal(const Scan& scan, const std::string& name) {
  const std::string_view whole = scan.problem;
  std::string problem = said(messages().unreadable, {whole.starts_with(name + ": ") ? whole.substr(name.size() + 2) : whole});
  return scan.status == CAV_E_DEADLINE ? said(messages().timed_out, {problem}) : problem;
}

std::string about(const std::string& name, const std::string& problem) { return problem.starts_with(name + ":") ? problem : name + ": " + problem; }

}  // namespace caveat::cli
