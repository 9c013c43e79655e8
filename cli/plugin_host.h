// Plugin host: finds libcaveat.so.1, loads it and speaks to it through caveat.h and nothing else, as any host would.
// Tested by tests/cli; that no other header of the engine is included, by tests/architecture.
//
//   PluginHost host;
//   Ruleset rules = host.load_rules({"rules"}, "", 0, on_diagnostic);
//   Scanner scanner = host.new_scanner(rules);
//   Scan scan = host.scan(scanner, bytes, "offer.pdf", 0, stop);
#ifndef CAVEAT_CLI_PLUGIN_HOST_H
#define CAVEAT_CLI_PLUGIN_HOST_H
#include <caveat/caveat.h>
#include <caveat/ext/profile.h>
#include <caveat/ext/reports.h>
#include <caveat/ext/rules.h>

#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "files.h"

namespace caveat::cli {

struct FreeWithApi {
  const cav_api* api = nullptr;
  void operator()(cav_ruleset* p) const { api->ruleset_free(p); }
  void operator()(cav_scanner* p) const { api->scanner_free(p); }
  void operator()(cav_result* p) const { api->result_free(p); }
};
struct FreeCollection {
  const cav_ext_reports* reports = nullptr;
  void operator()(cav_collection* p) const { reports->collection_free(p); }
};
struct FreeProfile {
  const cav_ext_profile* extension = nullptr;
  void operator()(cav_profile* p) const { extension->profile_free(p); }
};
using Profile = std::unique_ptr<cav_profile, FreeProfile>;
using Ruleset = std::unique_ptr<cav_ruleset, FreeWithApi>;
using Scanner = std::unique_ptr<cav_scanner, FreeWithApi>;
using ScanResult = std::unique_ptr<cav_result, FreeWithApi>;

// One report of many results. What is known of it goes to the sink.
class Collection {
 public:
  using Sink = std::function<void(std::string_view)>;
  // All throw Failure, and what the sink throws.
  void add(const ScanResult& result);
  void unread(const std::string& name, const std::string& problem);
  void finish();

 private:
  friend class PluginHost;
  static std::int32_t CAV_CALL write(void* user, const void* data, std::size_t size);
  void check(cav_status status, const cav_error& error);
  Sink sink_;
  std::exception_ptr thrown_;  // by the sink: no exception crosses the plugin
  const cav_ext_reports* reports_ = nullptr;
  std::unique_ptr<cav_collection, FreeCollection> collection_;
};

struct Diagnostic {
  bool error = true;
  std::string code, file, message;
  std::uint32_t line = 0, column = 0;
};

struct Scan {
  ScanResult result;  // empty: see problem
  cav_status status = CAV_OK;
  std::string problem;  // one sentence what happened, one what to do
};

// Why there is no result, to stand behind the document's name and a colon. The plugin's sentence is English and begins with the name;
// who reads another language is told so.
std::string refusal(const Scan& scan, const std::string& name);

// "offer.pdf: is damaged." once, whether or not the sentence begins with the name, as the plugin's do.
std::string about(const std::string& name, const std::string& problem);

// What a scan is told beside the document. Dates as "2026-11-23".
struct ScanTerms {
  std::string side;        // empty: customer
  std::string today;       // empty: none
  std::string waivers;     // text of a waiver file; empty: none
  std::string_view baseline;      // an earlier report, borrowed; empty: none
  bool baseline_by_name = false;  // not the only document of the baseline whatever its name
  std::string language;    // of the document; empty: detected
  std::string media_type;  // empty: sniffed
  bool keep_document = false;  // for formats that are written into it
  std::string view;            // of tracked changes: "final" "original" "both"; empty: final
  std::string password;        // empty: none
  bool recognise = true;       // text recognition of pages without text
  bool wordless_pictures = false;  // a picture without words is a result with a remark, and no error
  std::function<void(const cav_progress&)> progress;  // told now and then, on the scanning thread; empty: nobody
};

class PluginHost {
 public:
  // From CAVEAT_PLUGIN, else from the lib folder beside the program's bin. Throws Failure.
  PluginHost();
  ~PluginHost();
  PluginHost(const PluginHost&) = delete;
  PluginHost& operator=(const PluginHost&) = delete;

  const cav_api& api() const { return *api_; }
  const std::string& path() const { return path_; }
  const cav_ext_rules& rules_extension() const;
  // What the plugin says of each rule, by its index. Throws Failure.
  std::vector<cav_rule_info> rule_infos(const Ruleset& rules) const;
  // "title", "message", "why", "ask", "fallback" of one; empty where it has none in the language.
  std::string rule_text(const Ruleset& rules, std::uint64_t index, const char* key, const std::string& language) const;

  struct Load {
    Ruleset rules;        // empty: rejected
    std::string problem;  // why, in one sentence; each reason is a diagnostic
    std::vector<Diagnostic> diagnostics;
  };
  // today: "2026-11-23", for warnings about law that was checked long ago; empty: none.
  Load load_rules(const std::vector<std::string>& packs, const std::string& policy, std::uint32_t flags,
                  const std::string& today = {}) const;
  Scanner new_scanner(const Ruleset& rules) const;
  // The document, unless it has more bytes than the plugin takes.
  Bytes read(const Input& input) const;
  // stop is polled during the scan, on this thread.
  Scan scan(const Scanner& scanner, std::string_view bytes, const std::string& name, std::uint32_t deadline_ms,
            const std::function<bool()>& stop, const ScanTerms& terms = {}) const;

  // What read() gives of an Input: one document, or several that are one contract.
  Scan scan(const Scanner& scanner, const Bytes& bytes, const std::string& name, std::uint32_t deadline_ms, const std::function<bool()>& stop,
            const ScanTerms& terms = {}) const;

  cav_summary summary(const ScanResult& result) const;
  std::vector<cav_finding> findings(const ScanResult& result) const;
  // The plugin's own words about one rule and one document: "text" or "json". Throws Failure.
  std::string explain(const Scanner& scanner, std::string_view bytes, const std::string& name, const std::string& language,
                      const std::string& rule, const std::string& format) const;
  // What a rule looks for, in the reader's language: "text" with its options, or "json". Throws Failure, with near names for an
  // unknown rule.
  std::string describe(const Ruleset& rules, const std::string& rule, const std::string& format, const std::string& locale) const;
  // What each rule costs in the scans of documents that are added, the plugin's own words: "text" or "json", so many rules. Throw Failure.
  Profile new_profile(const Ruleset& rules) const;
  Scan add(const Profile& profile, std::string_view bytes, const std::string& name, const std::function<bool()>& stop, const ScanTerms& terms) const;  // no result
  std::string write(const Profile& profile, const std::string& format, std::uint32_t top) const;
  static std::uint64_t rules_above(const Profile& profile, double percent);
  // One report of many results, of the formats that the plugin makes as a table. The sink is called by add and finish.
  std::unique_ptr<Collection> collect(const Ruleset& rules, const std::string& format, const std::string& locale, Collection::Sink sink) const;
  // What the later of two drafts changed: "text" (with width, colour), "html" or "json". Throws Failure.
  std::string compare(const ScanResult& before, const ScanResult& after, const std::string& format, const std::string& locale) const;
  std::string write(const ScanResult& result, const std::string& format, const std::string& locale) const;

 private:
  using Call = std::function<cav_status(const cav_scan_options&, cav_result**, cav_error&)>;
  Scan scan_with(std::uint32_t deadline_ms, const std::function<bool()>& stop, const ScanTerms& terms, const Call& call) const;
  static void CAV_CALL log(void* user, std::int32_t level, const char* message);

  std::string path_;
  void* library_ = nullptr;
  cav_host host_{};
  const cav_api* api_ = nullptr;
  cav_plugin* plugin_ = nullptr;
  std::mutex log_mutex_;
  std::set<std::string> logged_;  // a warning about the sandbox once, not once a document
};

}  // namespace caveat::cli
#endif
