// Policies: the input is the policy file beside a pack of one rule and one parameter.
#include <memory>

#include "../unit/rules/sample_pack.h"
#include "fuzz_target.h"
#include "rules/loader.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace caveat;
  static const auto pack = [] {
    auto out = std::make_unique<tests::SamplePack>();
    out->write("pricing/price-up.yaml", tests::sample_rule());
    return out;
  }();
  pack->write("policies/mine.yaml", std::string(fuzz::view(data, size)));
  rules::Diagnostics complaints;
  const auto loaded = rules::load({{pack->path()}, "mine", false}, complaints);
  bool error = false;
  for (const auto& c : complaints) error = error || c.level == rules::Diagnostic::Level::error;
  fuzz::require(loaded ? !error : error && loaded.error().code == ErrorCode::rules, "a policy is applied whole, or refused with a reason");
  if (loaded)
    for (const auto& [name, parameter] : loaded.value()->parameters())
      fuzz::require(parameter.value >= parameter.min && parameter.value <= parameter.max, "a policy keeps the bounds of a parameter:", name);
  return 0;
}
