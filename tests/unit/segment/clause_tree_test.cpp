// Heads of blocks, in order, become labels and parents.
#include "segment/clause_tree.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "segment/clause_numbers.h"

using namespace caveat::segment;

namespace {

// "#" marks a heading and its level, ">" a list item and its nesting, "." a paragraph without a number.
std::vector<Clause> tree(const std::vector<std::string>& lines) {
  ClauseTree out;
  std::uint32_t paragraph = 0;
  for (const std::string& line : lines) {
    std::size_t marks = 0;
    while (marks < line.size() && (line[marks] == '#' || line[marks] == '>')) ++marks;
    ClauseTree::Head head;
    const std::string_view words = std::string_view(line).substr(marks == 0 ? 0 : marks + 1);
    head.heading = line[0] == '#';
    head.level = static_cast<std::uint8_t>(marks);
    head.number = clause_number(words, head.heading);
    if (head.heading) head.title = words.substr(head.number.size);
    out.add(paragraph++, out.opens(head) ? &head : nullptr);
  }
  return out.take();
}
std::string labels(const std::vector<std::string>& lines) {
  std::string out;
  for (const Clause& clause : tree(lines))
    out += (out.empty() ? "" : ", ") + (clause.label.empty() ? "-" : clause.label);
  return out;
}
// "parent > child" of the last clause.
std::string parent_of_last(const std::vector<std::string>& lines) {
  const auto clauses = tree(lines);
  if (clauses.back().parent < 0) return "top";
  const Clause& parent = clauses[static_cast<std::size_t>(clauses.back().parent)];
  return parent.label.empty() ? parent.heading : parent.label;
}

}  // namespace

BOOST_AUTO_TEST_CASE(letters_join_the_number_above) {
  BOOST_TEST(labels({"12. Fees", "12.3 Interest", "(a) one", "(b) two", "12.4 More", "13. Term"}) ==
             "12, 12.3, 12.3(a), 12.3(b), 12.4, 13");
  BOOST_TEST(parent_of_last({"12. Fees", "12.3 Interest", "(a) one", "(b) two"}) == "12.3");
  BOOST_TEST(parent_of_last({"12. Fees", "12.3 Interest", "(a) one", "13. Term"}) == "top");
}
BOOST_AUTO_TEST_CASE(decimals_under_an_article_stay_as_they_are) {
  BOOST_TEST(labels({"# Article 7 - Fees", "7.1 One", "7.2 Two", "(a) x", "# Article 8", "8.1 One"}) ==
             "Article 7, 7.1, 7.2, 7.2(a), Article 8, 8.1");
  BOOST_TEST(parent_of_last({"# Article 7 - Fees", "7.1 One", "7.2 Two"}) == "Article 7");
  BOOST_TEST(parent_of_last({"# Article 7", "# Article 7.2"}) == "Article 7");
}
BOOST_AUTO_TEST_CASE(absaetze_join_their_paragraph) {
  BOOST_TEST(labels({"# § 4 Haftung", "(1) Eins", "(2) Zwei", "a) x", "# § 5 Preise", "1. Eins", "2. Zwei"}) ==
             "§ 4, § 4 (1), § 4 (2), § 4 (2)(a), § 5, § 5 (1), § 5 (2)");
}
BOOST_AUTO_TEST_CASE(roman_numerals_nest_below_letters_and_letters_stay_letters) {
  BOOST_TEST(labels({"1.1 X", "(a) x", "(i) x", "(ii) x", "(b) x", "(i) x"}) ==
             "1.1, 1.1(a), 1.1(a)(i), 1.1(a)(ii), 1.1(b), 1.1(b)(i)");
  BOOST_TEST(labels({"1.1 X", "(g) x", "(h) x", "(i) x", "(j) x"}) == "1.1, 1.1(g), 1.1(h), 1.1(i), 1.1(j)");
  BOOST_TEST(labels({"1.1 X", "(iv) x", "(v) x", "(vi) x"}) == "1.1, 1.1(iv), 1.1(v), 1.1(vi)");
}
BOOST_AUTO_TEST_CASE(lists_in_a_numbered_heading_do_not_become_its_brothers) {
  BOOST_TEST(labels({"# 3. Fees", "> 1. one", "> 2. two", "# 4. Term", "> 1. one"}) == "3, 3(1), 3(2), 4, 4(1)");
  BOOST_TEST(parent_of_last({"# 3. Fees", "> 1. one", "> 2. two", "# 4. Term"}) == "top");
}
BOOST_AUTO_TEST_CASE(annexes_stand_apart_and_their_clauses_say_so) {
  BOOST_TEST(labels({"# 1. Fees", "1.1 One", "# Schedule 2", "# 1. Scope", "1.1 One", "# Schedule 3"}) ==
             "1, 1.1, Schedule 2, Schedule 2, 1, Schedule 2, 1.1, Schedule 3");
  BOOST_TEST(parent_of_last({"# 1. Fees", "1.1 One", "# Schedule 2"}) == "top");
}
BOOST_AUTO_TEST_CASE(articles_stand_in_chapters) {
  BOOST_TEST(labels({"# Chapitre I - X", "# Article 1 - X", "# Article 2 - X", "# Chapitre II - X",
                     "# Article 3 - X"}) == "Chapitre I, Article 1, Article 2, Chapitre II, Article 3");
  BOOST_TEST(parent_of_last({"# Chapitre I - X", "# Article 1 - X", "# Chapitre II - X", "# Article 2 - X"}) ==
             "Chapitre II");
}
BOOST_AUTO_TEST_CASE(headings_without_numbers_nest_by_level) {
  const std::vector<std::string> lines = {"# Terms", "## Payment", ".", "### Interest", "## Liability"};
  BOOST_TEST(labels(lines) == "-, -, -, -");
  BOOST_TEST(parent_of_last(lines) == "Terms");
  BOOST_TEST(parent_of_last({"# Terms", "## Payment", "### Interest"}) == "Payment");
  BOOST_TEST(tree(lines)[1].paragraph_count == 2u);
}
BOOST_AUTO_TEST_CASE(numbers_below_a_subheading_still_find_their_clause) {
  BOOST_TEST(labels({"# 4. Servicios", "## Principal", "4.1 Uno", "## Adicional", "4.2 Dos"}) == "4, -, 4.1, -, 4.2");
  BOOST_TEST(parent_of_last({"# 4. Servicios", "## Principal", "4.1 Uno", "## Adicional", "4.2 Dos"}) == "4");
}
BOOST_AUTO_TEST_CASE(the_title_in_the_next_paragraph_belongs_to_the_article) {
  const auto clauses = tree({"# Article 7", "# Résiliation", "7.1 Un"});
  BOOST_TEST(clauses.size() == 2u);
  BOOST_TEST(clauses[0].heading == "Résiliation");
  BOOST_TEST(clauses[0].paragraph_count == 2u);
}
BOOST_AUTO_TEST_CASE(weak_numbers_count_only_in_a_row) {
  BOOST_TEST(labels({"1. X", "B. Smith signs"}) == "1");
  BOOST_TEST(labels({"A. Definitions", "B. Fees", "C. Term"}) == "A, B, C");
  BOOST_TEST(labels({"12. X", "12.3 the Supplier"}) == "12, 12.3");
  BOOST_TEST(labels({"1. X", "12.3 the Supplier"}) == "1");
}
BOOST_AUTO_TEST_CASE(text_before_the_first_clause_is_a_clause_without_a_label) {
  const auto clauses = tree({".", ".", "1. Fees", "."});
  BOOST_REQUIRE(clauses.size() == 2u);
  BOOST_TEST(clauses[0].label.empty());
  BOOST_TEST(clauses[0].paragraph_count == 2u);
  BOOST_TEST(clauses[1].first_paragraph == 2u);
  BOOST_TEST(clauses[1].paragraph_count == 2u);
}
BOOST_AUTO_TEST_CASE(a_title_that_is_repeated_on_each_page_opens_nothing) {
  const std::vector<std::string> lines = {"# HOSTING AGREEMENT", "6. Warranties", "6.3 One",
                                          "# HOSTING AGREEMENT", "6.4 Two",       "7. Liability"};
  BOOST_TEST(labels(lines) == "-, 6, 6.3, 6.4, 7");
  BOOST_TEST(parent_of_last(lines) == "HOSTING AGREEMENT");
}
BOOST_AUTO_TEST_CASE(a_number_whose_brothers_are_lost_is_no_child_of_their_children) {
  BOOST_TEST(labels({"# OTHER", "6.3 One", "6.4 Two", "7. Liability", "7.1 X"}) == "-, 6.3, 6.4, 7, 7.1");
  BOOST_TEST(labels({"6.3.1 One", "6.4 Two"}) == "6.3.1, 6.4");
  BOOST_TEST(parent_of_last({"6.3.1 One", "6.4 Two"}) == "top");
}
BOOST_AUTO_TEST_CASE(hostile_nesting_stays_shallow_and_its_labels_short) {
  std::vector<std::string> lines;
  const char* styles[] = {"1. x",  "(a) x", "(i) x",       "(1) x", "A. x", "(aa) x",
                          "(A) x", "(I) x", "Primera.- x", "§ 1",   "I. x"};
  for (int i = 0; i < 2000; ++i)
    lines.push_back(std::string(">") + std::string(static_cast<std::size_t>(i % 200), '>') + " " + styles[i % 11]);
  std::vector<std::size_t> depth;
  for (const Clause& clause : tree(lines)) {
    depth.push_back(clause.parent < 0 ? 1 : depth[static_cast<std::size_t>(clause.parent)] + 1);
    BOOST_REQUIRE(depth.back() <= 12u);
    BOOST_REQUIRE(clause.label.size() < 200u);
  }
}
