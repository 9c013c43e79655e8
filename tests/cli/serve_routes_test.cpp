// The routes of `caveat serve` against docs/openapi.yaml: what is written down is answered, and nothing else below /api/.
#include <boost/test/unit_test.hpp>
#include <fstream>
#include <set>
#include <string>

#include "serve/routes.h"

using caveat::cli::serve::kRoutes;
using caveat::cli::serve::match;

namespace {

// "POST /api/v1/scan" of each operation. The file is written in block style down to the methods; that it is OpenAPI at all, tests/node sees.
std::set<std::string> documented() {
  std::ifstream in(CAVEAT_SOURCE_DIR "/docs/openapi.yaml");
  std::set<std::string> operations;
  std::string path;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("  /") && line.ends_with(":")) path = line.substr(2, line.size() - 3);
    if (!line.starts_with("  ")) path.clear();
    if (path.empty()) continue;
    for (const auto& [key, method] : {std::pair{"    get:", "GET "}, {"    post:", "POST "}, {"    put:", "PUT "}, {"    delete:", "DELETE "}, {"    patch:", "PATCH "}})
      if (line == key) operations.insert(method + path);
  }
  return operations;
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_route_of_the_api_is_documented_and_no_other) {
  std::set<std::string> routes;
  for (const auto& route : kRoutes)
    if (route.path.starts_with("/api/")) routes.insert(std::string(route.method) + " " + std::string(route.path));
  const std::set<std::string> written = documented();
  BOOST_TEST(written.size() >= 4u);
  BOOST_CHECK_EQUAL_COLLECTIONS(routes.begin(), routes.end(), written.begin(), written.end());
}

BOOST_AUTO_TEST_CASE(a_name_stands_for_one_segment_that_is_not_empty) {
  const auto found = match("/results/{id}/download/{format}", "/results/abc/download/docx");
  BOOST_TEST(found.fits);
  BOOST_REQUIRE(found.values.size() == 2u);
  BOOST_TEST(found.values[0] == "abc");
  BOOST_TEST(found.values[1] == "docx");
  for (const char* other : {"/results/abc/download/", "/results//download/docx", "/results/abc/download/docx/", "/results/abc/download/docx/x", "/results/abc/download", "", "/", "results/abc/download/docx"})
    BOOST_TEST(!match("/results/{id}/download/{format}", other).fits, other);
  BOOST_TEST(match("/", "/").fits);
  BOOST_TEST(!match("/", "").fits);
  BOOST_TEST(!match("/", "//").fits);
}
