// Rule shelf: for programs that stay (serve, mcp) the rules under each playbook, loaded once, and scanners that threads borrow.
// Tested by tests/node/serve.test.mjs and mcp.test.mjs.
//
//   RuleShelf shelf(host, packs, "");
//   const auto rules = shelf.under("strict-regulated");     // loaded the first time, then shared
//   const RuleShelf::Loan scanner = rules->borrow();         // given back at the end of the block
//   host.scan(scanner.get(), ...);
#ifndef CAVEAT_CLI_RULE_SHELF_H
#define CAVEAT_CLI_RULE_SHELF_H
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "plugin_host.h"

namespace caveat::cli {

class RuleShelf {
 public:
  class Rules;
  // A scanner of its borrower alone, who must not outlive the rules.
  class Loan {
   public:
    Loan(Rules& from, Scanner scanner) : from_(from), scanner_(std::move(scanner)) {}
    ~Loan();
    Loan(const Loan&) = delete;
    Loan& operator=(const Loan&) = delete;
    const Scanner& get() const { return scanner_; }

   private:
    Rules& from_;
    Scanner scanner_;
  };

  class Rules {
   public:
    Rules(const PluginHost& host, Ruleset loaded) : host_(host), loaded_(std::move(loaded)) {}
    const Ruleset& loaded() const { return loaded_; }
    Loan borrow();

   private:
    friend class Loan;
    const PluginHost& host_;
    Ruleset loaded_;
    std::mutex mutex_;
    std::vector<Scanner> idle_;  // never more than were at work at one time
  };

  // `policy`: the playbook where none is named, as find_policy takes it. Loads it at once, so that what is wrong is said at the
  // start. Throws Failure.
  RuleShelf(const PluginHost& host, std::vector<std::string> packs, const std::string& policy);

  // Empty: the playbook of the start. Else a name of policies(): never a path, since whoever asks may be a stranger. Throws
  // Failure.
  std::shared_ptr<Rules> under(const std::string& policy);
  std::vector<std::string> policies() const;  // sorted

 private:
  std::shared_ptr<Rules> load(const std::string& file) const;
  const PluginHost& host_;
  std::vector<std::string> packs_;
  std::map<std::string, std::string> files_;  // by the playbook's name
  std::mutex mutex_;
  std::map<std::string, std::shared_ptr<Rules>> loaded_;  // by the playbook's name
};

}  // namespace caveat::cli
#endif
