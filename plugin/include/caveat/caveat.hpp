// Caveat for C++17 hosts: a header-only RAII face of caveat.h. It adds no ability and no ABI: everything below is
// inline and calls the function table. Errors become cav::Error. Tested by tests/hosts/host.cpp and
// tests/hosts/face_test.cpp.
//
//   cav::Plugin plugin;                                    // or cav::Plugin(open), with cav_open from dlsym
//   cav::Ruleset rules = plugin.load_rules({"rules"});
//   cav::Scanner scanner(rules);                           // one per thread
//   cav::Result result = scanner.scan(bytes, "offer.pdf");
//   for (const cav::Finding& finding : result.findings())
//     std::cout << finding.rule << ": " << result.text(finding.spans[0]) << "\n";
#ifndef CAVEAT_CAVEAT_HPP
#define CAVEAT_CAVEAT_HPP
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "caveat.h"

namespace cav {

namespace detail {

template <class Struct>
Struct sized() {
  Struct value{};
  value.size = static_cast<std::uint32_t>(sizeof value);
  return value;
}

struct Free {
  const cav_api* api = nullptr;
  void operator()(cav_plugin* p) const { api->close(p); }
  void operator()(cav_ruleset* p) const { api->ruleset_free(p); }
  void operator()(cav_scanner* p) const { api->scanner_free(p); }
  void operator()(cav_result* p) const { api->result_free(p); }
};
template <class T>
using Owned = std::unique_ptr<T, Free>;

inline std::string string_of(const char* text) { return text ? text : ""; }

}  // namespace detail

// What went wrong, and what to do next. status() is CAV_E_*.
class Error : public std::runtime_error {
 public:
  Error(cav_status status, const std::string& message) : std::runtime_error(message), status_(status) {}
  cav_status status() const noexcept { return status_; }

 private:
  cav_status status_;
};

namespace detail {
inline void check(cav_status status, const cav_error& error) {
  if (status != CAV_OK) throw Error(status, error.message[0] ? error.message : "Caveat gives no reason");
}
}  // namespace detail

enum class Severity : std::int32_t {
  info = CAV_SEVERITY_INFO,
  low = CAV_SEVERITY_LOW,
  medium = CAV_SEVERITY_MEDIUM,
  high = CAV_SEVERITY_HIGH,
  critical = CAV_SEVERITY_CRITICAL
};

enum class Role : std::int32_t { evidence = 0, trigger = 1, value = 2, searched = 3 };

// A place in Result::text(), in bytes.
struct Span {
  Role role = Role::evidence;
  std::size_t begin = 0, end = 0;
  std::uint32_t page = 0;  // 1-based; 0: the format has no pages
  std::string clause;      // empty: none
  std::string document;    // within a set: "annexes/Annex B.pdf"; empty: one document
};

// A document of Scanner::scan_set. Borrowed for the call.
struct Document {
  std::string_view bytes;
  std::string name;  // within the set
};

struct Finding {
  std::uint64_t index = 0;  // for Result::string
  std::string rule;
  std::uint32_t rule_version = 0;
  Severity severity = Severity::info;
  double weight = 0;
  std::string language;
  std::string fingerprint;
  std::vector<Span> spans;  // place by place, evidence first; empty for an absence without a place
  bool waived = false;
  std::string outcome;         // "found" "adverse" "absent"
  std::uint32_t places = 0;    // of one cause, in spans
  std::uint32_t unlisted = 0;  // further ones beyond the limit
  std::string change;          // "new" "updated" "unchanged" since the baseline; empty without one
};

struct Diagnostic {
  bool error = true;  // else a warning
  std::string code, file;
  std::uint32_t line = 0, column = 0;
  std::string message;
};

struct LoadOptions {
  std::string policy;       // empty: the pack's own defaults
  std::uint32_t flags = 0;  // CAV_LOAD_*
  std::string today;        // "2026-11-23": warns of law checked long ago; empty: no such warning
  std::function<void(const Diagnostic&)> on_diagnostic;
};

struct ScanOptions {
  std::string media_type;  // empty: sniffed from the bytes
  std::string language;    // empty: detected per section
  std::uint32_t deadline_ms = 0;
  std::uint32_t max_findings = 0;
  std::function<bool(const cav_progress&)>
      on_progress;  // true: cancel. An exception cancels too, and comes out of scan()
  std::string side;     // "supplier": read for the supplier; empty: for the customer
  std::string today;    // "2026-11-23"; empty: no waiver can be judged
  std::string waivers;  // text of a waiver file
  std::string baseline; // an earlier report as json, jsonl or sarif
  std::string view;     // of tracked changes: "original", "both"; empty: final
  std::string password; // opens an encrypted document
  bool recognise = true;  // pages without text are read by text recognition
  bool convert = true;    // .doc files are read by way of LibreOffice
  bool wordless_pictures = false;  // a picture without words (a logo) is a result with a remark, and no error
};

// Immutable: may be read by any number of threads, and outlives everything that made it.
class Result {
 public:
  cav_summary summary() const {
    auto summary = detail::sized<cav_summary>();
    if (const cav_status status = api_->result_summary(result_.get(), &summary); status != CAV_OK)
      throw Error(status, "no summary");
    return summary;
  }

  // Every offset counts bytes of it.
  std::string_view text() const {
    std::uint64_t length = 0;
    const char* text = api_->result_text(result_.get(), &length);
    return {text, static_cast<std::size_t>(length)};
  }
  std::string_view text(const Span& span) const { return text().substr(span.begin, span.end - span.begin); }

  std::vector<Finding> findings() const {
    std::vector<Finding> findings;
    const std::uint64_t count = summary().finding_count;
    findings.reserve(static_cast<std::size_t>(count));
    for (std::uint64_t i = 0; i < count; ++i) findings.push_back(finding(i));
    return findings;
  }

  Finding finding(std::uint64_t index) const {
    auto f = detail::sized<cav_finding>();
    if (const cav_status status = api_->result_finding(result_.get(), index, &f); status != CAV_OK)
      throw Error(status, "no finding of this index");
    Finding finding{index,
                    detail::string_of(f.rule_id),
                    f.rule_version,
                    static_cast<Severity>(f.severity),
                    f.weight,
                    detail::string_of(f.language),
                    detail::string_of(f.fingerprint),
                    {},
                    f.status && std::string_view(f.status) == "waived",
                    detail::string_of(f.outcome),
                    f.place_count,
                    f.unlisted_count,
                    detail::string_of(f.change)};
    for (std::uint32_t i = 0; i < f.span_count; ++i) {
      auto s = detail::sized<cav_span>();
      if (const cav_status status = api_->result_span(result_.get(), index, i, &s); status != CAV_OK)
        throw Error(status, "no span of this index");
      finding.spans.push_back({static_cast<Role>(s.role), static_cast<std::size_t>(s.text_begin),
                               static_cast<std::size_t>(s.text_end), s.page, detail::string_of(s.clause), detail::string_of(s.document)});
    }
    return finding;
  }

  // key: "title" "message" "why" "recommendation" "fallback" "law" "taxonomy" "confidence" ...: caveat.h
  std::string string(const Finding& finding, const char* key, const char* locale) const {
    return detail::string_of(api_->result_string(result_.get(), finding.index, key, locale));
  }

  // format: "json" "html" "text", with options as caveat.h says. sink takes each part; an exception stops and comes out
  // here.
  void write(const std::string& format, const std::string& locale,
             const std::function<void(std::string_view)>& sink) const {
    struct State {
      const std::function<void(std::string_view)>* sink;
      std::exception_ptr thrown;
    } state{&sink, nullptr};
    auto writer = detail::sized<cav_writer>();
    writer.user = &state;
    writer.write = [](void* user, const void* data, std::size_t size) -> std::int32_t {
      auto* s = static_cast<State*>(user);
      try {
        (*s->sink)({static_cast<const char*>(data), size});
        return 0;
      } catch (...) {
        s->thrown = std::current_exception();
        return 1;
      }
    };
    auto error = detail::sized<cav_error>();
    const cav_status status = api_->result_write(result_.get(), format.c_str(), locale.c_str(), &writer, &error);
    if (state.thrown) std::rethrow_exception(state.thrown);
    detail::check(status, error);
  }
  std::string write(const std::string& format, const std::string& locale = "en") const {
    std::string out;
    write(format, locale, [&](std::string_view part) { out.append(part); });
    return out;
  }

  const cav_result* get() const noexcept { return result_.get(); }

 private:
  friend class Scanner;
  Result(const cav_api* api, cav_result* result) : api_(api), result_(result, detail::Free{api}) {}
  const cav_api* api_;
  detail::Owned<cav_result> result_;
};

// Immutable: share it between threads, each with a Scanner of its own.
class Ruleset {
 public:
  const cav_ruleset* get() const noexcept { return ruleset_.get(); }

 private:
  friend class Plugin;
  friend class Scanner;
  Ruleset(const cav_api* api, cav_ruleset* ruleset) : api_(api), ruleset_(ruleset, detail::Free{api}) {}
  const cav_api* api_;
  detail::Owned<cav_ruleset> ruleset_;
};

// One per thread; keeps its ruleset alive. A second call at a time throws Error with CAV_E_BUSY.
class Scanner {
 public:
  explicit Scanner(const Ruleset& rules) : api_(rules.api_), scanner_(nullptr, detail::Free{rules.api_}) {
    auto error = detail::sized<cav_error>();
    cav_scanner* scanner = nullptr;
    detail::check(api_->scanner_new(rules.get(), &scanner, &error), error);
    scanner_.reset(scanner);
  }

  // bytes: the whole file. name is shown in reports and never opened.
  Result scan(std::string_view bytes, const std::string& name, const ScanOptions& options = {}) {
    auto document = detail::sized<cav_document>();
    document.data = bytes.data();
    document.data_size = bytes.size();
    document.name = name.c_str();
    document.media_type = options.media_type.empty() ? nullptr : options.media_type.c_str();
    document.language = options.language.empty() ? nullptr : options.language.c_str();
    return scan_with(options, [&](const cav_scan_options& told, cav_result** result, cav_error* error) {
      return api_->scan(scanner_.get(), &document, &told, result, error);
    });
  }

  // Documents that are one contract, as an agreement and its annexes. name: of the whole.
  Result scan_set(const std::vector<Document>& documents, const std::string& name, const ScanOptions& options = {}) {
    std::vector<cav_document> all;
    for (const Document& one : documents) {
      auto document = detail::sized<cav_document>();
      document.data = one.bytes.data();
      document.data_size = one.bytes.size();
      document.name = one.name.c_str();
      document.language = options.language.empty() ? nullptr : options.language.c_str();
      all.push_back(document);
    }
    if (api_->size < offsetof(cav_api, scan_set) + sizeof(api_->scan_set)) throw Error(CAV_E_ABI, "This library scans no sets of documents: it needs ABI 1.3.");
    return scan_with(options, [&](const cav_scan_options& told, cav_result** result, cav_error* error) {
      return api_->scan_set(scanner_.get(), all.data(), all.size(), name.c_str(), &told, result, error);
    });
  }

 private:
  template <class Call>
  Result scan_with(const ScanOptions& options, Call call) {
    struct State {
      const ScanOptions* options;
      std::exception_ptr thrown;
    } state{&options, nullptr};
    auto scan_options = detail::sized<cav_scan_options>();
    scan_options.deadline_ms = options.deadline_ms;
    scan_options.max_findings = options.max_findings;
    scan_options.side = options.side.empty() ? nullptr : options.side.c_str();
    scan_options.today = options.today.empty() ? nullptr : options.today.c_str();
    scan_options.waivers = options.waivers.data();
    scan_options.waivers_size = options.waivers.size();
    scan_options.baseline = options.baseline.data();
    scan_options.baseline_size = options.baseline.size();
    scan_options.view = options.view.empty() ? nullptr : options.view.c_str();
    scan_options.password = options.password.empty() ? nullptr : options.password.c_str();
    scan_options.flags = (options.recognise ? 0 : CAV_SCAN_NO_RECOGNITION) | (options.convert ? 0 : CAV_SCAN_NO_CONVERSION) |
                         (options.wordless_pictures ? CAV_SCAN_WORDLESS_PICTURES : 0);
    scan_options.user = &state;
    if (options.on_progress)
      scan_options.on_progress = [](void* user, const cav_progress* progress) -> std::int32_t {
        auto* s = static_cast<State*>(user);
        try {
          return s->options->on_progress(*progress) ? 1 : 0;
        } catch (...) {
          s->thrown = std::current_exception();
          return 1;
        }
      };
    auto error = detail::sized<cav_error>();
    cav_result* result = nullptr;
    const cav_status status = call(scan_options, &result, &error);
    if (state.thrown) {
      api_->result_free(result);
      std::rethrow_exception(state.thrown);
    }
    detail::check(status, error);
    return Result(api_, result);
  }

  const cav_api* api_;
  detail::Owned<cav_scanner> scanner_;
};

class Plugin {
 public:
  using Open = cav_status(CAV_CALL*)(std::uint32_t, const cav_host*, const cav_api**, cav_plugin**, cav_error*);

  // Links against the library. A host that loads it at run time gives what dlsym found for "cav_open".
  explicit Plugin(Open open = &cav_open, const std::string& host_name = "host", const std::string& host_version = "0")
      : names_(new Names{host_name, host_version}), plugin_(nullptr, detail::Free{}) {
    host_ = std::make_unique<cav_host>(detail::sized<cav_host>());
    host_->abi_minor = CAV_ABI_MINOR;
    host_->name = names_->name.c_str();
    host_->version = names_->version.c_str();
    auto error = detail::sized<cav_error>();
    cav_plugin* plugin = nullptr;
    detail::check(open(CAV_ABI_MAJOR, host_.get(), &api_, &plugin, &error), error);
    plugin_ = detail::Owned<cav_plugin>(plugin, detail::Free{api_});
  }

  // folders: rule packs; none: text extraction alone.
  Ruleset load_rules(const std::vector<std::string>& folders, const LoadOptions& options = {}) const {
    std::vector<const char*> paths;
    paths.reserve(folders.size());
    for (const std::string& folder : folders) paths.push_back(folder.c_str());
    struct State {
      const LoadOptions* options;
      std::exception_ptr thrown;
    } state{&options, nullptr};
    auto load = detail::sized<cav_load_options>();
    load.flags = options.flags;
    load.paths = paths.data();
    load.path_count = paths.size();
    load.policy_path = options.policy.empty() ? nullptr : options.policy.c_str();
    load.today = options.today.empty() ? nullptr : options.today.c_str();
    load.user = &state;
    if (options.on_diagnostic)
      load.on_diagnostic = [](void* user, const cav_diagnostic* d) {
        auto* s = static_cast<State*>(user);
        if (s->thrown) return;
        try {
          s->options->on_diagnostic({d->level >= 3, detail::string_of(d->code), detail::string_of(d->file), d->line,
                                     d->column, detail::string_of(d->message)});
        } catch (...) {
          s->thrown = std::current_exception();
        }
      };
    auto error = detail::sized<cav_error>();
    cav_ruleset* ruleset = nullptr;
    const cav_status status = api_->ruleset_load(plugin_.get(), &load, &ruleset, &error);
    Ruleset loaded(api_, ruleset);
    if (state.thrown) std::rethrow_exception(state.thrown);
    detail::check(status, error);
    return loaded;
  }

  // NULL where the plugin does not know it. Cast to what the extension's header says.
  const void* extension(const char* id) const { return api_->get_extension(plugin_.get(), id); }
  std::string version() const { return detail::string_of(api_->version); }
  const cav_api& api() const noexcept { return *api_; }

 private:
  struct Names {
    std::string name, version;
  };
  // On the heap, so that a Plugin can be moved while the library holds their addresses.
  std::unique_ptr<Names> names_;
  std::unique_ptr<cav_host> host_;
  const cav_api* api_ = nullptr;
  detail::Owned<cav_plugin> plugin_;
};

}  // namespace cav
#endif
