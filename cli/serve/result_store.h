// Result store: what was scanned lately, in memory only, under names that nobody guesses: for a while, and never too much of it.
// Tested by tests/node/serve.test.mjs.
#ifndef CAVEAT_CLI_SERVE_RESULT_STORE_H
#define CAVEAT_CLI_SERVE_RESULT_STORE_H
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>

#include "plugin_host.h"
#include "rule_shelf.h"

namespace caveat::cli::serve {

struct Kept {
  std::string name, language, media_type;
  std::shared_ptr<RuleShelf::Rules> rules;
  ScanResult result;  // immutable: any thread may write reports of it
  std::uint64_t bytes = 0;
};

class ResultStore {
 public:
  explicit ResultStore(std::chrono::seconds keep) : keep_(keep) {}
  std::chrono::seconds keep() const { return keep_; }
  std::string add(Kept kept);                                // its id; the oldest go where it gets too much
  std::shared_ptr<const Kept> find(const std::string& id);  // null: not there any more
  void forget(const std::string& id);
  void sweep();  // drops what is old

 private:
  struct Entry {
    std::string id;
    std::shared_ptr<const Kept> kept;
    std::chrono::steady_clock::time_point until;
  };
  void sweep_locked();
  std::chrono::seconds keep_;
  std::mutex mutex_;
  std::list<Entry> entries_;  // the oldest first
};

}  // namespace caveat::cli::serve
#endif
