// Rule shelf: see rule_shelf.h.
#include "rule_shelf.h"

#include <utility>

#include "diagnostics.h"
#include "exit_codes.h"
#include "rule_packs.h"
#include "terminal.h"

namespace caveat::cli {

RuleShelf::Loan::~Loan() {
  try {
    const std::lock_guard lock(from_.mutex_);
    from_.idle_.push_back(std::move(scanner_));
  } catch (...) {  // out of memory: one scanner fewer to keep
  }
}

RuleShelf::Loan RuleShelf::Rules::borrow() {
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      Scanner scanner = std::move(idle_.back());
      idle_.pop_back();
      return Loan(*this, std::move(scanner));
    }
  }
  return Loan(*this, host_.new_scanner(loaded_));
}

RuleShelf::RuleShelf(const PluginHost& host, std::vector<std::string> packs, const std::string& policy)
    : host_(host), packs_(std::move(packs)), files_(policies_in(packs_)) {
  loaded_.emplace("", load(find_policy(policy, packs_)));
}

std::shared_ptr<RuleShelf::Rules> RuleShelf::load(const std::string& file) const {
  PluginHost::Load load = host_.load_rules(packs_, file, 0);
  if (!load.rules) throw Failure(load.problem + " See it in place with: caveat rules check");
  if (const std::string skipped = broken_files(load.diagnostics); !skipped.empty())
    complain("warning: rules with errors are left out: " + skipped + ". See them in place with: caveat rules check FILE");
  return std::make_shared<Rules>(host_, std::move(load.rules));
}

std::shared_ptr<RuleShelf::Rules> RuleShelf::under(const std::string& policy) {
  const std::lock_guard lock(mutex_);  // also while loading: two who ask for one playbook load it once
  if (const auto found = loaded_.find(policy); found != loaded_.end()) return found->second;
  const auto file = files_.find(policy);
  if (file == files_.end()) {
    std::string names;
    for (const std::string& name : policies()) names += (names.empty() ? "" : ", ") + printable(name);
    throw Failure("no policy of that name. There are: " + (names.empty() ? "none" : names) + ".");
  }
  return loaded_.emplace(policy, load(file->second)).first->second;
}

std::vector<std::string> RuleShelf::policies() const {
  std::vector<std::string> names;
  for (const auto& [name, file] : files_) names.push_back(name);
  return names;
}

}  // namespace caveat::cli
