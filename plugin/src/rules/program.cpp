// See program.h.
#include "rules/program.h"

#include <re2/re2.h>

#include <mutex>

#include "base/limits.h"

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

}  // namespace caveat::rules
