// Paragraphs read by the shipped rules: for the tests of checks and clarifiers whose words are the pack's own.
#ifndef CAVEAT_TESTS_SHIPPED_RULES_H
#define CAVEAT_TESTS_SHIPPED_RULES_H
#include <boost/test/unit_test.hpp>
#include <memory>
#include <string>
#include <vector>

#include "rules/loader.h"
#include "scanned_text.h"

namespace caveat::tests {

inline std::shared_ptr<const rules::RuleProgram> shipped_rules() {
  static const std::shared_ptr<const rules::RuleProgram> program = [] {
    rules::Diagnostics d;
    auto loaded = rules::load({{CAVEAT_SOURCE_DIR "/rules"}, "", false}, d);
    BOOST_REQUIRE_MESSAGE(loaded, (loaded ? "" : loaded.error().message));
    return std::move(loaded).value();
  }();
  return program;
}

inline ScannedText scan_paragraphs(const std::vector<std::string>& paragraphs, Language language, const match::Options& options = {}) {
  ScannedText s;
  extract::ExtractedText& text = s.extracted;
  text.media_type = "application/pdf";
  for (const std::string& words : paragraphs) {
    if (!text.text.empty()) text.text += "\n\n";
    const auto begin = static_cast<std::uint32_t>(text.text.size());
    text.text += words;
    text.blocks.push_back({{begin, static_cast<std::uint32_t>(text.text.size())}, extract::BlockKind::paragraph, 0});
  }
  Cancel never;
  s.normal = std::move(normalize::run(text, never)).value();
  s.structure = std::move(segment::run(text, s.normal, {language}, never)).value();
  match::Matcher matcher(shipped_rules());
  s.list = std::move(matcher.run(text, s.normal, s.structure, options, never)).value();
  return s;
}

}  // namespace caveat::tests
#endif
