// The contracts of corpus/ against what people expected before the scanner ran. Prints precision and recall per document,
// language and family; fails when a figure falls below the committed baseline (baseline.yaml).
//
// An expected finding is found when a finding of its code (or of one in `also`) overlaps its words. A finding is right when
// it overlaps an expected one of its code; else it is a false alarm. Codes for which the pack has no rule yet count as
// missed in "recall", and are left out of "recall of codes with rules".
//
// A finding with several places is right or wrong place by place, so that grouping changes no figure. An absence ("not found") has
// no words to overlap: it is right when its code stands under `absent` (or when adverse words of that code are expected), and is
// counted apart. Precision is also told by kind of rule; recall by kind only for absences: a label does not say which kind finds it.
//
// Documents marked `held_out` are counted apart: no rule was written with them in view, so theirs is the honest figure.
#include <boost/test/unit_test.hpp>
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <set>

#include "match/document_kind.h"
#include "rules/loader.h"
#include "rules/yaml_tree.h"
#include "scan/scanner.h"

using namespace caveat;
namespace fs = std::filesystem;

namespace {

std::string slurp(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  BOOST_REQUIRE_MESSAGE(in, "cannot read " << path);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

rules::YamlNode yaml(const fs::path& path) {
  auto parsed = rules::parse_yaml(slurp(path), path.string());
  if (auto* d = std::get_if<rules::Diagnostic>(&parsed)) BOOST_FAIL(path << ":" << d->mark.line << ": " << d->message);
  return std::get<rules::YamlNode>(std::move(parsed));
}

// Every place of a finding.
std::vector<findings::Place> places_of(const findings::Finding& f) {
  std::vector<findings::Place> all = {f.place};
  all.insert(all.end(), f.also.begin(), f.also.end());
  return all;
}

struct KindTally {
  int right = 0, wrong = 0;
};

struct Tally {
  int expected = 0, expected_with_rule = 0, found = 0, right = 0, wrong = 0, clean_hit = 0, clean = 0;
  int absent_expected = 0, absent_found = 0, absent_right = 0, absent_wrong = 0;
  std::map<std::string, KindTally> kinds;
  void operator+=(const Tally& t) {
    absent_expected += t.absent_expected, absent_found += t.absent_found, absent_right += t.absent_right, absent_wrong += t.absent_wrong;
    for (const auto& [kind, k] : t.kinds) kinds[kind].right += k.right, kinds[kind].wrong += k.wrong;
    expected += t.expected, expected_with_rule += t.expected_with_rule, found += t.found, right += t.right, wrong += t.wrong, clean_hit += t.clean_hit, clean += t.clean;
  }
  double precision() const { return right + wrong ? 100.0 * right / (right + wrong) : 100; }
  double recall() const { return expected ? 100.0 * found / expected : 100; }
  double recall_with_rule() const { return expected_with_rule ? 100.0 * found / expected_with_rule : 100; }
};

class Corpus {
 public:
  Corpus() {
    rules::Diagnostics d;
    // A rule author measures the pack of another clone with this build. Not CAVEAT_RULES: a user who has it set for the program must not
    // measure something else than what is shipped.
    const char* other_pack = std::getenv("CAVEAT_CORPUS_RULES");
    auto loaded = rules::load({{other_pack ? other_pack : CAVEAT_SOURCE_DIR "/rules"}, "", false}, d);
    BOOST_REQUIRE_MESSAGE(loaded, (loaded ? "" : loaded.error().message));
    program_ = std::move(loaded).value();
    for (const auto& rule : program_->rules()) codes_.insert(rule.taxonomy);
    verbose_ = std::getenv("CAVEAT_CORPUS_ERRORS") != nullptr;
  }

  Tally score(const fs::path& expectations, std::string& language, bool& held_out) {
    const rules::YamlNode expected = yaml(expectations);
    const auto* apart = expected.find("held_out");
    held_out = apart && apart->text == "true";
    // Who saw the misses of a held-out document would tune on them.
    const bool verbose_ = this->verbose_ && !held_out;
    const fs::path document = fs::path(CAVEAT_SOURCE_DIR "/corpus") / expected.find("document")->text;
    language = expected.find("language")->text;
    const std::string bytes = slurp(document);
    scan::Scanner scanner(program_);
    Cancel never;
    auto scanned = scanner.scan({bytes, document.filename().string(), ""}, {}, never);
    BOOST_REQUIRE_MESSAGE(scanned, document << ": " << (scanned ? "" : scanned.error().message));
    const scan::ScanResult& result = *scanned.value();
    BOOST_TEST(result.sha256 == expected.find("sha256")->text, document << " is not the file that was labelled");
    if (!result.structure.languages.empty()) BOOST_TEST(result.structure.languages[0].code == language);

    Tally tally;
    std::vector<std::pair<TextSpan, std::set<std::string>>> labels;
    for (const rules::YamlNode& item : expected.find("expected")->items) {
      std::set<std::string> codes = {item.find("taxonomy")->text};
      if (const auto* also = item.find("also"))
        for (const auto& code : also->items) codes.insert(code.text);
      const TextSpan where = place(result, item.find("quote")->text, document);
      labels.emplace_back(where, codes);
      ++tally.expected;
      const bool has_rule = std::any_of(codes.begin(), codes.end(), [&](const std::string& c) { return codes_.count(c) > 0; });
      if (has_rule) ++tally.expected_with_rule;
      const bool found = std::any_of(result.list.findings.begin(), result.list.findings.end(), [&](const findings::Finding& f) {
        const auto places = places_of(f);
        return f.outcome != match::Outcome::absent && codes.count(program_->rules()[f.rule].taxonomy) &&
               std::any_of(places.begin(), places.end(), [&](const findings::Place& p) { return p.quote.overlaps(where); });
      });
      if (found) ++tally.found;
      else if (verbose_ && has_rule) std::cout << "MISSED " << document.filename().string() << " " << item.find("taxonomy")->text << ": " << item.find("quote")->text << "\n";
    }
    std::set<std::string> absent, told_absent;
    if (const auto* list = expected.find("absent"))
      for (const rules::YamlNode& item : list->items) absent.insert(item.find("taxonomy")->text);
    for (const findings::Finding& f : result.list.findings) {
      const rules::Rule& rule = program_->rules()[f.rule];
      if (f.outcome == match::Outcome::absent) {
        const bool right = absent.count(rule.taxonomy) > 0 ||
                           std::any_of(labels.begin(), labels.end(), [&](const auto& label) { return label.second.count(rule.taxonomy) > 0; });
        right ? ++tally.absent_right : ++tally.absent_wrong;
        told_absent.insert(rule.taxonomy);
        if (!right && verbose_) std::cout << "ABSENT? " << document.filename().string() << " " << rule.taxonomy << " " << rule.id << "\n";
        continue;
      }
      for (const findings::Place& p : places_of(f)) {
        const bool right = std::any_of(labels.begin(), labels.end(), [&](const auto& label) { return label.second.count(rule.taxonomy) && label.first.overlaps(p.quote); });
        right ? ++tally.right : ++tally.wrong;
        auto& kind = tally.kinds[std::string(rules::name(rule.kind))];
        right ? ++kind.right : ++kind.wrong;
        if (!right && verbose_)
          std::cout << "FALSE  " << document.filename().string() << " " << rule.taxonomy << " " << rule.id << " [" << p.trigger.of(result.extracted.text) << "]: " << p.quote.of(result.extracted.text) << "\n";
      }
    }
    tally.absent_expected = static_cast<int>(absent.size());
    for (const std::string& code : absent) {
      // Adverse wording of the same code tells the reader at least as much.
      const bool found = told_absent.count(code) || std::any_of(result.list.findings.begin(), result.list.findings.end(), [&](const findings::Finding& f) {
        return program_->rules()[f.rule].taxonomy == code;
      });
      if (found) ++tally.absent_found;
      else if (verbose_) std::cout << "ABSENT MISSED " << document.filename().string() << " " << code << "\n";
    }
    // A contract is never taken for a text that is none.
    BOOST_TEST((result.list.kind.kind != rules::DocumentKind::not_a_contract), document << " is taken for no contract");
    BOOST_TEST(result.list.kind.certainty >= match::kKindIsKnown, document << ": its kind is not known");
    if (const auto* clean = expected.find("clean"))
      for (const rules::YamlNode& item : clean->items) {
        const TextSpan where = place(result, item.kind == rules::YamlNode::Kind::map ? item.find("quote")->text : item.text, document);
        ++tally.clean;
        // The sentence may rightly be flagged for something else in it: only an unexpected finding on these words counts.
        const bool hit = std::any_of(result.list.findings.begin(), result.list.findings.end(), [&](const findings::Finding& f) {
          const auto places = places_of(f);
          return f.outcome != match::Outcome::absent &&
                 std::any_of(places.begin(), places.end(), [&](const findings::Place& p) { return p.trigger.overlaps(where); }) && std::none_of(labels.begin(), labels.end(), [&](const auto& label) {
                   return label.second.count(program_->rules()[f.rule].taxonomy) && label.first.overlaps(f.place.quote);
                 });
        });
        if (hit) ++tally.clean_hit;
      }
    return tally;
  }

 private:
  // Quotes were written with plain spaces; both sides are folded, so lines, no-break spaces and hyphenation do not matter.
  static TextSpan place(const scan::ScanResult& result, const std::string& quote, const fs::path& document) {
    const std::string folded = normalize::fold(quote);
    Cancel never;  // anew, for in the scan's own folded text the parties' names are those of their roles
    const normalize::NormalText normal = std::move(normalize::run(result.extracted, never)).value();
    std::string flat = normal.text;
    std::replace(flat.begin(), flat.end(), '\n', ' ');
    const std::size_t at = flat.find(folded);
    if (at == std::string::npos) {
      BOOST_ERROR(document << ": the labelled words are not in the extracted text: " << quote);
      return {};
    }
    return normal.map.to_text({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + folded.size())});
  }

  std::shared_ptr<const rules::RuleProgram> program_;
  std::set<std::string> codes_;
  bool verbose_ = false;
};

void print(const std::string& name, const Tally& t) {
  char line[200];
  std::snprintf(line, sizeof line, "%-36s expected %3d (%3d with rules)  found %3d  false alarms %3d  precision %5.1f %%  recall %5.1f %% (of codes with rules %5.1f %%)  near misses flagged %d/%d",
                name.c_str(), t.expected, t.expected_with_rule, t.found, t.wrong, t.precision(), t.recall(), t.recall_with_rule(), t.clean_hit, t.clean);
  std::cout << line << "\n";
  if (t.absent_expected || t.absent_right + t.absent_wrong)
    std::cout << "    absences: expected " << t.absent_expected << ", told " << t.absent_found << "; told in all " << t.absent_right + t.absent_wrong << ", of these listed "
              << t.absent_right << "\n";
}

void print_kinds(const std::string& name, const Tally& t) {
  for (const auto& [kind, k] : t.kinds) {
    char line[160];
    std::snprintf(line, sizeof line, "%-18s %-10s right %3d  wrong %3d  precision %5.1f %%", name.c_str(), kind.c_str(), k.right, k.wrong, 100.0 * k.right / (k.right + k.wrong));
    std::cout << line << "\n";
  }
}

}  // namespace

BOOST_AUTO_TEST_CASE(precision_and_recall_do_not_fall_below_the_baseline) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(CAVEAT_SOURCE_DIR "/corpus/expected")) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  BOOST_REQUIRE(files.size() >= 8);
  Corpus corpus;
  std::map<std::string, Tally> languages;
  for (const fs::path& file : files) {
    std::string language;
    bool held_out = false;
    const Tally tally = corpus.score(file, language, held_out);
    print(file.stem().string(), tally);
    const std::string set = held_out ? "held-out-" : "";
    languages[set + language] += tally;
    languages[set + "all"] += tally;
  }
  const rules::YamlNode baseline = yaml(CAVEAT_SOURCE_DIR "/tests/corpus/baseline.yaml");
  for (const auto& [language, tally] : languages) {
    print(language, tally);
    const rules::YamlNode* floor = baseline.find(language);
    BOOST_REQUIRE_MESSAGE(floor, "baseline.yaml has no entry for " << language);
    BOOST_TEST(tally.precision() >= std::atof(floor->find("precision")->text.c_str()), language << ": precision fell");
    BOOST_TEST(tally.recall() >= std::atof(floor->find("recall")->text.c_str()), language << ": recall fell");
    if (language.ends_with("all")) print_kinds(language, tally);
  }
}
