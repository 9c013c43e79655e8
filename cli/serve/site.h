// Site: a request in, a reply out: the pages and the JSON API over one engine. Tested by tests/node/serve.test.mjs.
#ifndef CAVEAT_CLI_SERVE_SITE_H
#define CAVEAT_CLI_SERVE_SITE_H
#include <Poco/Net/HTTPServerRequest.h>

#include <atomic>
#include <cstdint>
#include <semaphore>
#include <string>
#include <string_view>

#include "plugin_host.h"
#include "rule_shelf.h"
#include "serve/access.h"
#include "serve/reply.h"
#include "serve/result_store.h"
#include "serve/routes.h"
#include "serve/upload.h"

namespace caveat::cli::serve {

struct SiteOptions {
  std::uint64_t most_bytes = 64u << 20;
  std::uint32_t deadline_ms = 120'000;
  unsigned jobs = 1;   // documents at a time
  std::string folder;  // where documents and reports are kept; empty: nowhere
  std::string today;   // empty: the system's, at each scan
};

class Site {
 public:
  Site(const PluginHost& host, RuleShelf& shelf, ResultStore& store, const Access& access, SiteOptions options);
  // [thread-safe] Never throws.
  Reply handle(Poco::Net::HTTPServerRequest& request);
  void stop() { stop_ = true; }  // gives up running scans

 private:
  using Request = Poco::Net::HTTPServerRequest;
  // A document to scan and what was said beside it.
  struct Order {
    std::string name, bytes, language, side, policy, min_severity;
    bool counterparty = false;  // for the other side
    bool keep_document = false;
  };
  struct Scanned {
    std::shared_ptr<RuleShelf::Rules> rules;
    ScanResult result;
  };
  Reply answer(Page page, const std::vector<std::string>& values, Request& request, const std::string& language);
  Reply scan_page(Request& request, std::string language);
  Reply api_scan(Request& request, const std::string& language);
  Reply api_rules(Request& request, const std::string& language) const;
  Reply api_rule(const std::string& id, const std::string& language) const;
  Reply api_health() const;
  Reply login(Request& request, const std::string& token, const std::string& language);
  Reply download(Request& request, const std::string& id, const std::string& format);
  Reply start(const std::string& language, const Problem* problem = nullptr) const;
  Order order_of(Upload upload, const std::string& language) const;
  Scanned scan(const Order& order);
  // A report, with what may be said of its format: language, least severity, for whom. Throws Problem.
  std::string written(const RuleShelf::Rules& rules, const ScanResult& result, const std::string& format, const Order& said) const;
  std::shared_ptr<const Kept> kept(const std::string& id);
  void keep_on_disk(const std::string& id, const Order& order, const Scanned& scanned) const;

  const PluginHost& host_;
  RuleShelf& shelf_;
  ResultStore& store_;
  const Access& access_;
  SiteOptions options_;
  UploadRoom room_;
  std::counting_semaphore<256> desks_;  // scans at a time
  std::atomic<bool> stop_{false};
};

}  // namespace caveat::cli::serve
#endif
