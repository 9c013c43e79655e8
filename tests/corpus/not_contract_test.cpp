// The texts of corpus/not-contracts: full of the words of contracts, and none is one. Each must be told as such, without an
// absence and without a finding above low.
#include <boost/test/unit_test.hpp>
#include <algorithm>
#include <filesystem>
#include <fstream>

#include "match/document_kind.h"
#include "rules/loader.h"
#include "scan/scanner.h"

using namespace caveat;
namespace fs = std::filesystem;

BOOST_AUTO_TEST_CASE(a_text_that_is_no_contract_says_so_and_alarms_nobody) {
  rules::Diagnostics d;
  auto loaded = rules::load({{CAVEAT_SOURCE_DIR "/rules"}, "", false}, d);
  BOOST_REQUIRE_MESSAGE(loaded, (loaded ? "" : loaded.error().message));
  const auto program = std::move(loaded).value();
  scan::Scanner scanner(program);
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(CAVEAT_SOURCE_DIR "/corpus/not-contracts"))
    if (entry.is_regular_file()) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  BOOST_TEST(files.size() == 20u);
  std::size_t lowered = 0;
  for (const fs::path& file : files) {
    std::ifstream in(file, std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    Cancel never;
    auto scanned = scanner.scan({bytes, file.filename().string(), ""}, {}, never);
    BOOST_REQUIRE_MESSAGE(scanned, file << ": " << (scanned ? "" : scanned.error().message));
    const findings::FindingList& list = scanned.value()->list;
    BOOST_TEST((list.kind.kind == rules::DocumentKind::not_a_contract), file.filename() << " is taken for " << rules::name(list.kind.kind));
    BOOST_TEST(list.kind.certainty >= match::kKindIsKnown, file.filename() << ": certainty " << list.kind.certainty);
    BOOST_TEST(!list.kind.evidence.empty());
    BOOST_TEST(list.undetermined.empty());
    for (const findings::Finding& f : list.findings) {
      const rules::Rule& rule = program->rules()[f.rule];
      BOOST_TEST((f.outcome == match::Outcome::found), file.filename() << ": " << rule.id);
      BOOST_TEST((f.severity <= rules::Severity::low), file.filename() << ": " << rule.id);
      lowered += rule.severity > f.severity;
    }
  }
  // Were the texts free of contract wording, the test could not fail.
  BOOST_TEST(lowered > 40u);
}
