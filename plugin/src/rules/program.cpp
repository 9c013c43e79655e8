// See program.h.
#include "rules/program.h"

#include <re2/re2.h>

#include <mutex>
#include <stdexcept>

#include "base/limits.h"
#include "rules/compiled_pack.h"

namespace caveat::rules {

struct CompiledFragment::Lazy {
  std::once_flag once;
  std::unique_ptr<re2::RE2> regex;
};

CompiledFragment::CompiledFragment() : lazy_(std::make_unique<Lazy>()) {}
CompiledFragment::~CompiledFragment() = default;
CompiledFragment::CompiledFragment(CompiledFragment&&) noexcept = default;

const re2::RE2& CompiledFragment::regex() const {
  std::call_once(lazy_->once, [this] {
    re2::RE2::Options options;
    options.set_log_errors(false);   // never print inside a host
    options.set_never_nl(true);      // a match stays inside its paragraph
    options.set_never_capture(true);
    options.set_max_mem(limits::kRegexMemory);
    lazy_->regex = std::make_unique<re2::RE2>(expression, options);
  });
  return *lazy_->regex;
}

struct RuleProgram::LazyIndex {
  std::once_flag once;
  std::unique_ptr<FragmentIndex> index;
  std::string_view stored;  // its bytes in a compiled pack
};

RuleProgram::RuleProgram() {
  for (auto& lazy : indexes_) lazy = std::make_unique<LazyIndex>();
}
RuleProgram::~RuleProgram() = default;

void RuleProgram::store_index(Language language, std::string_view bytes) { indexes_[index(language)]->stored = bytes; }

const FragmentIndex& RuleProgram::index_of(Language language) const {
  LazyIndex& lazy = *indexes_[index(language)];
  std::call_once(lazy.once, [&] {
    const auto belongs = [&](std::uint32_t f) { return !slots_of(f).empty() && slots_[slots_of(f)[0]].language == language; };
    if (!bytes_.view().empty()) {
      lazy.index = CompiledPack::read_index(lazy.stored, fragments_.size());
      bool whole = lazy.index != nullptr;
      for (std::uint32_t f = 0; whole && f < fragments_.size(); ++f) whole = !belongs(f) || !has_literal(f) || lazy.index->knows(f);
      // Its checksum was right: somebody made it so. No contract is clean because nobody looked.
      if (!whole) throw std::runtime_error("The compiled rules are damaged. Remove the file rules.compiled beside the rules, or install Caveat anew.");
      return;
    }
    std::vector<FragmentIndex::Entry> entries;
    for (std::uint32_t f = 0; f < fragments_.size(); ++f)
      if (belongs(f) && !fragments_[f].clauses.empty())
        entries.push_back({f, &fragments_[f].clauses, fragments_[f].head, fragments_[f].reach, fragments_[f].guard, fragments_[f].told});
    lazy.index = std::make_unique<FragmentIndex>(entries);
  });
  return *lazy.index;
}

}  // namespace caveat::rules
