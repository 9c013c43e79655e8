// Checks: the functions behind the names of structure_checks.cpp, one file a family. Each says in its own file what it
// looks at, and what it leaves alone.
#ifndef CAVEAT_MATCH_CHECKS_H
#define CAVEAT_MATCH_CHECKS_H
#include <vector>

#include "match/structure_checks.h"

namespace caveat::match {

// check_terms.cpp
std::vector<Match> check_term_undefined(const CheckContext& ctx);
std::vector<Match> check_term_defined_twice(const CheckContext& ctx);
std::vector<Match> check_term_unused(const CheckContext& ctx);
// check_references.cpp
std::vector<Match> check_annex_missing(const CheckContext& ctx);
std::vector<Match> check_clause_missing(const CheckContext& ctx);
// check_contradiction.cpp
std::vector<Match> check_contradiction(const CheckContext& ctx);
// check_one_sided.cpp
std::vector<Match> check_one_sided(const CheckContext& ctx);
// check_words_and_digits.cpp
std::vector<Match> check_words_and_digits(const CheckContext& ctx);
// check_loose_ends.cpp
std::vector<Match> check_blank(const CheckContext& ctx);
std::vector<Match> check_precedence_missing(const CheckContext& ctx);
std::vector<Match> check_tracked_changes(const CheckContext& ctx);
std::vector<Match> check_comments(const CheckContext& ctx);
std::vector<Match> check_hidden_text(const CheckContext& ctx);
std::vector<Match> check_unreadable(const CheckContext& ctx);

}  // namespace caveat::match
#endif
