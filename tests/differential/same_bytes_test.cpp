// Same input, same bytes: a second scan by the same scanner, and four threads that share the rules, give the same JSON.
#include <boost/test/unit_test.hpp>
#include <thread>

#include "documents.h"
#include "scan/scanner.h"

using namespace caveat;

namespace {

std::vector<std::string> scan_all(const std::shared_ptr<const rules::RuleProgram>& program, const std::vector<tests::NamedText>& documents) {
  scan::Scanner scanner(program);
  std::vector<std::string> out;
  for (const auto& document : documents) {
    Cancel never;
    scan::Options options;
    options.language = document.language;
    auto result = scanner.scan({document.bytes, document.name, ""}, options, never);
    out.push_back(result ? report::json(result.value()->report_input(), Language::de) : result.error().message);
  }
  return out;
}

}  // namespace

BOOST_AUTO_TEST_CASE(four_threads_and_a_second_scan_give_the_same_bytes) {
  const auto program = tests::shipped_pack();
  BOOST_REQUIRE(program);
  const auto documents = tests::documents(*program);
  std::vector<std::vector<std::string>> results(4);
  std::vector<std::thread> threads;
  // The threads start on a fresh program, so that they race to compile the expressions: TSan watches.
  for (auto& result : results) threads.emplace_back([&] { result = scan_all(program, documents); });
  for (auto& thread : threads) thread.join();
  const auto again = scan_all(program, documents);
  for (const auto& result : results) BOOST_TEST((result == again));
}
