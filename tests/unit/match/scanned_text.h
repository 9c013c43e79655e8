// A text scanned by the rules of a small pack, with and without the prefilter: for the tests of absences and document kinds.
#ifndef CAVEAT_TESTS_SCANNED_TEXT_H
#define CAVEAT_TESTS_SCANNED_TEXT_H
#include <boost/test/unit_test.hpp>
#include <memory>
#include <string>
#include <vector>

#include "match/match.h"
#include "rules/loader.h"
#include "sample_pack.h"

namespace caveat::tests {

// A rule whose words are the same in all four languages. `slots`: YAML lines with six spaces before them.
inline std::string plain_rule(const std::string& id, const std::string& logic, const std::string& slots, bool clause = false) {
  std::string yaml = "rule: " + id + "\nversion: 1\nstatus: stable\n" + (clause ? "" : "taxonomy: DAT-05\nseverity: high\nconfidence: high\n") + "logic:\n" + logic + "text:\n";
  for (const char* lang : {"en", "fr", "de", "es"})
    yaml += std::string("  ") + lang + ":\n    title: T\n" + (clause ? "" : "    message: M\n    why: W\n    recommendation: { ask: A, fallback: F }\n") + "    slots:\n" + slots +
            "    examples: { match: [a, b], no_match: [c, d] }\n";
  return yaml;
}

struct ScannedText {
  extract::ExtractedText extracted;
  normalize::NormalText normal;
  segment::Structure structure;
  match::MatchList list;

  // The one match of an absence: "absent: words", "adverse: words", "undetermined: reason", "placeless"; "" for nothing.
  std::string outcome() const {
    std::string all;
    for (const match::Match& m : list.matches) {
      if (m.outcome == match::Outcome::found) continue;
      if (!all.empty()) all += "; ";
      all += m.placeless ? "placeless" : (m.outcome == match::Outcome::absent ? "absent: " : "adverse: ") + std::string(m.hull.of(normal.text));
    }
    for (const match::Undetermined& u : list.undetermined) all += "undetermined: " + u.reason;
    return all;
  }
};

// What the prefilter must not change.
inline std::string told(const match::MatchList& list) {
  std::string all = std::string(rules::name(list.kind.kind)) + ' ' + std::to_string(list.kind.certainty) + '\n';
  for (const auto& e : list.kind.evidence) all += std::to_string(e.rule) + ' ' + std::to_string(e.span.begin) + ' ' + std::to_string(e.weight) + '\n';
  for (const match::Match& m : list.matches)
    all += std::to_string(m.rule) + ' ' + std::to_string(m.hull.begin) + '-' + std::to_string(m.hull.end) + ' ' + std::to_string(static_cast<int>(m.outcome)) + '\n';
  for (const match::Undetermined& u : list.undetermined) all += std::to_string(u.rule) + ' ' + u.reason + '\n';
  return all;
}

class PackEngine {
 public:
  explicit PackEngine(SamplePack& pack) {
    rules::Diagnostics d;
    auto loaded = rules::load({{pack.path()}, "", true}, d);
    BOOST_REQUIRE_MESSAGE(loaded, (loaded ? "" : loaded.error().message));
    program_ = std::move(loaded).value();
    matcher_ = std::make_unique<match::Matcher>(program_);
  }

  // Blank lines part blocks; "# " begins a heading. `change` may alter the extracted text before it is read.
  template <class Change>
  ScannedText scan(const std::string& text, match::Options options, Language language, Change&& change) {
    ScannedText s;
    s.extracted.text = text;
    s.extracted.media_type = "text/plain";
    for (std::uint32_t i = 0; i < text.size();) {
      const auto end = static_cast<std::uint32_t>(std::min(text.find("\n\n", i), text.size()));
      const bool heading = text.compare(i, 2, "# ") == 0;
      if (end > i) s.extracted.blocks.push_back({{heading ? i + 2 : i, end}, heading ? extract::BlockKind::heading : extract::BlockKind::paragraph, heading ? std::uint8_t{1} : std::uint8_t{0}});
      i = end + 2;
    }
    change(s.extracted);
    Cancel never;
    s.normal = std::move(normalize::run(s.extracted, never)).value();
    s.structure = std::move(segment::run(s.extracted, s.normal, {language}, never)).value();
    s.list = std::move(matcher_->run(s.extracted, s.normal, s.structure, options, never)).value();
    options.prefilter = !options.prefilter;
    const auto other = matcher_->run(s.extracted, s.normal, s.structure, options, never);
    BOOST_TEST(told(other.value()) == told(s.list), "the prefilter changed the result");
    return s;
  }
  ScannedText scan(const std::string& text, match::Options options = {}, Language language = Language::en) {
    return scan(text, options, language, [](extract::ExtractedText&) {});
  }
  match::Matcher& matcher() { return *matcher_; }
  const rules::RuleProgram& program() const { return *program_; }

 private:
  std::shared_ptr<const rules::RuleProgram> program_;
  std::unique_ptr<match::Matcher> matcher_;
};

}  // namespace caveat::tests
#endif
