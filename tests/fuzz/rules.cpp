// The rule loader: the parts of the input are a pack ("=== pricing/price-up.yaml", "=== lexicons/en.yaml", "=== policies/default.yaml"), an input without
// parts is one rule. Refused with reasons that have a place, or loaded; and then its own examples run without harm.
#include "rules/loader.h"

#include <algorithm>
#include <set>
#include <utility>

#include "../unit/rules/sample_pack.h"
#include "fuzz_target.h"
#include "scan/rule_examples.h"

namespace {

// Files and folders of a pack: the input chooses nothing outside of the folder.
bool is_part_of_a_pack(const std::string& name) {
  const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || c == '-' || c == '/'; };
  return name.ends_with(".yaml") && name.size() < 60 && name[0] != '/' && std::count(name.begin(), name.end(), '/') < 3 && name.find("//") == name.npos &&
         std::all_of(name.begin(), name.end() - 5, plain) && name[name.size() - 6] != '/';
}

// One folder for all inputs: to make its files anew took longer than to load them.
class Pack {
 public:
  void write(const std::string& name, const std::string& text) {
    written_.insert(name);
    pack_.write(name, text);
  }
  // As a new one.
  void clear() {
    namespace fs = std::filesystem;
    for (const std::string& name : std::exchange(written_, {})) {
      if (name == "pack.yaml" || name.starts_with("lexicons/")) renew_ = true;
      fs::path at = fs::path(pack_.path()) / name;
      fs::remove(at);
      std::error_code not_empty;
      while ((at = at.parent_path()) != pack_.path() && fs::remove(at, not_empty)) continue;
    }
    if (std::exchange(renew_, false)) pack_.write_frame();
  }
  std::string path() const { return pack_.path(); }

 private:
  caveat::tests::SamplePack pack_;
  std::set<std::string> written_;
  bool renew_ = false;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace caveat;
  if (size > 10'000) return 0;
  const std::string_view input = fuzz::view(data, size);
  static Pack pack;
  pack.clear();
  const auto parts = fuzz::parts_of(input);
  if (parts.empty()) pack.write("pricing/a-rule.yaml", std::string(input));
  for (const auto& [name, content] : parts)
    if (name.size() > 5 && is_part_of_a_pack(name)) pack.write(name, std::string(content));
  for (const bool skip_broken : {false, true}) {
    rules::Diagnostics complaints;
    rules::LoadOptions options;
    options.paths = {pack.path()};
    options.drafts = true;
    options.verify = !skip_broken;  // RE2 compiles each expression: once is enough
    options.skip_broken = skip_broken;
    const auto loaded = rules::load(options, complaints);
    bool error = false;
    for (const auto& c : complaints) {
      fuzz::require(c.code.size() == 4 && c.code[0] == 'R' && !c.message.empty(), "a diagnostic has a code and words");
      error = error || c.level == rules::Diagnostic::Level::error;
    }
    if (!loaded) {
      fuzz::require(error && loaded.error().code == ErrorCode::rules, "who refuses rules says why");
      continue;
    }
    fuzz::require(skip_broken || !error, "rules with an error are refused");
    if (!error && loaded.value()->rules().size() <= 4) scan::run_examples(loaded.value(), complaints);
  }
  return 0;
}
