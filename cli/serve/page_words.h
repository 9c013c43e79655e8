// Page words: what the pages of `caveat serve` say, in four languages. Tested by tests/cli/serve_test.cpp.
#ifndef CAVEAT_CLI_SERVE_PAGE_WORDS_H
#define CAVEAT_CLI_SERVE_PAGE_WORDS_H
#include <array>
#include <string>
#include <string_view>

#include "serve/reply.h"

namespace caveat::cli::serve {

inline constexpr std::array<std::string_view, 4> kLanguages = {"en", "fr", "de", "es"};

struct PageWords {
  std::string_view title, lead, choose, drop, limit, language, side, customer, supplier, policy, policy_default, scan, working;
  std::string_view privacy, kept, result, open_report, downloads, download_page, forget, another, report_frame, token, log_in, skip, languages, advice;
  std::string_view word, word_counterparty, excel, csv, pdf, pdf_counterparty, calendar, json, sarif, letter;
};
const PageWords& page_words(std::string_view language);

struct ProblemWords {
  std::string_view what, advice;
};
ProblemWords problem_words(Trouble trouble, std::string_view language);

// "Largest: 64 MB" with its one number.
std::string with_number(std::string_view words, long number);

// Of the four the one that a browser likes best, by Accept-Language; English where it likes none.
std::string_view best_language(std::string_view accept_language);

}  // namespace caveat::cli::serve
#endif
