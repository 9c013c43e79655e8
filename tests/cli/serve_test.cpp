// What of `caveat serve` needs no browser: its routes against docs/openapi.yaml (what is written down is answered, and nothing else
// below /api/), and its words. The rest: tests/node/serve.test.mjs.
#include <algorithm>
#include <array>
#include <boost/test/unit_test.hpp>
#include <cstring>
#include <fstream>
#include <set>
#include <string>

#include "serve/page_words.h"
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

using namespace caveat::cli::serve;

BOOST_AUTO_TEST_CASE(no_word_of_a_page_is_missing_in_a_language) {
  // PageWords is nothing but words: one more in the struct, and a language without it ends in an empty one.
  constexpr std::size_t kWords = sizeof(PageWords) / sizeof(std::string_view);
  for (const std::string_view language : kLanguages) {
    std::array<std::string_view, kWords> words;
    std::memcpy(static_cast<void*>(words.data()), &page_words(language), sizeof words);
    for (std::size_t i = 0; i < kWords; ++i) BOOST_TEST(!words[i].empty(), language << ", word " << i);
    BOOST_TEST(with_number(page_words(language).limit, 64).find("64") != std::string::npos);
    BOOST_TEST(with_number(page_words(language).kept, 15).find("15") != std::string::npos);
    for (int trouble = 0; trouble <= static_cast<int>(Trouble::internal); ++trouble) {
      const ProblemWords problem = problem_words(static_cast<Trouble>(trouble), language);
      BOOST_TEST((!problem.what.empty() && !problem.advice.empty()), language << ", problem " << trouble);
    }
  }
  BOOST_TEST(page_words("de").scan != page_words("en").scan);
}

BOOST_AUTO_TEST_CASE(a_browser_gets_the_language_it_likes_best) {
  BOOST_TEST(best_language("") == "en");
  BOOST_TEST(best_language("it,pt;q=0.8") == "en");
  BOOST_TEST(best_language("de-CH,de;q=0.9,en;q=0.8") == "de");
  BOOST_TEST(best_language("en;q=0.3, fr;q=0.7") == "fr");
  BOOST_TEST(best_language("es;q=0, de;q=0.1") == "de");
  BOOST_TEST(best_language("design") == "en");
  BOOST_TEST(best_language(",,;;q=,=") == "en");
}
