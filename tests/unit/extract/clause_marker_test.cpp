// Tests of clause_marker() and begins_clause(): what begins a clause, and what only looks like it.
#include <boost/test/unit_test.hpp>

#include <string>

#include "extract/clause_marker.h"

namespace caveat::extract {
namespace {

using Kind = ClauseMarker::Kind;

std::string marker(std::string_view line) {
  constexpr const char* kKinds[] = {"none", "bullet", "number", "letter", "keyword"};
  const ClauseMarker found = clause_marker(line);
  return std::string(kKinds[static_cast<int>(found.kind)]) + " " + std::string(line.substr(0, found.size)) + "|" +
         std::to_string(found.depth);
}

BOOST_AUTO_TEST_SUITE(clause_markers)

BOOST_AUTO_TEST_CASE(numbers_letters_bullets_and_keywords_are_known) {
  BOOST_CHECK_EQUAL(marker("7.2 The Supplier"), "number 7.2 |2");
  BOOST_CHECK_EQUAL(marker("7.2.1. The Supplier"), "number 7.2.1. |3");
  BOOST_CHECK_EQUAL(marker("12) the fees"), "number 12) |1");
  BOOST_CHECK_EQUAL(marker("1\tTerm"), "number 1\t|1");
  BOOST_CHECK_EQUAL(marker("7 Termination"), "number 7 |1");
  BOOST_CHECK_EQUAL(marker("1.01 Definitions"), "number 1.01 |2");
  BOOST_CHECK_EQUAL(marker("(b) the Fees"), "letter (b) |1");
  BOOST_CHECK_EQUAL(marker("(iv) the Fees"), "letter (iv) |1");
  BOOST_CHECK_EQUAL(marker("(aa) the Fees"), "letter (aa) |1");
  BOOST_CHECK_EQUAL(marker("(3) die Verg\u00fctung"), "letter (3) |1");
  BOOST_CHECK_EQUAL(marker("a) die Kosten"), "letter a) |1");
  BOOST_CHECK_EQUAL(marker("IV. Haftung"), "letter IV. |1");
  BOOST_CHECK_EQUAL(marker("\u2022 hosting"), "bullet \u2022 |1");
  BOOST_CHECK_EQUAL(marker("- hosting"), "bullet - |1");
  BOOST_CHECK_EQUAL(marker("\u00a7 4 Haftung"), "keyword \u00a7 4 |1");
  BOOST_CHECK_EQUAL(marker("Art\u00edculo 9.2: Pago"), "keyword Art\u00edculo 9.2: |2");
  BOOST_CHECK_EQUAL(marker("CL\u00c1USULA IV"), "keyword CL\u00c1USULA IV|1");
  BOOST_CHECK_EQUAL(marker("Schedule B"), "keyword Schedule B|1");
}

BOOST_AUTO_TEST_CASE(amounts_dates_and_initials_are_none) {
  for (const std::string_view line : {"99.9 % of the time",
                                      "30 days after receipt",
                                      "31. Dezember 2025",
                                      "2024. The",
                                      "3.000 EUR",
                                      "1,000 users",
                                      "5 EUR",
                                      "2.5 million",
                                      "10%",
                                      "A. B. Smith",
                                      "z. B. die Kosten",
                                      "M. Dupont",
                                      "I agree",
                                      "a party",
                                      "-5 degrees",
                                      "---",
                                      "*bold* word",
                                      "Part of the",
                                      "Article the",
                                      "1.2.3.4.5.6.7.8.9 deep",
                                      "(see below)",
                                      "(c",
                                      ""})
    BOOST_CHECK_EQUAL(marker(line), "none |0");
}

BOOST_AUTO_TEST_CASE(a_clause_begins_after_a_finished_line_or_beside_its_like) {
  const auto begins = [](std::string_view line, LineBefore before) {
    return begins_clause(line, clause_marker(line), before);
  };
  BOOST_CHECK(begins("7.2 The Supplier", {}));
  BOOST_CHECK(begins("7.2 The Supplier", {"as agreed.", false, true, Kind::none}));
  BOOST_CHECK(begins("7.2 The Supplier", {"7.1 as agreed between the parties", false, true, Kind::number}));
  BOOST_CHECK(begins("(b) the Fees", {"(a) the Services", false, true, Kind::letter}));
  BOOST_CHECK(!begins("7.2 The Supplier", {"as agreed between the parties in", false, true, Kind::none}));
  BOOST_CHECK(!begins("7.2 The Supplier", {"pursuant to Clause", true, true, Kind::number}));
  BOOST_CHECK(!begins("7.2 Der Anbieter", {"gem\u00e4\u00df Ziffer", true, true, Kind::none}));
  BOOST_CHECK(!begins("Article 7 shall apply.", {"in the manner described above,", false, true, Kind::none}));
  BOOST_CHECK(begins("Article 7 Fees", {"as agreed.", false, true, Kind::none}));
}

BOOST_AUTO_TEST_CASE(titles_are_short_and_no_sentences) {
  const auto title = [](std::string_view line) { return is_numbered_title(line, clause_marker(line)); };
  BOOST_CHECK(title("7. Termination"));
  BOOST_CHECK(title("Article 7"));
  BOOST_CHECK(title("7.2 \u00c9ch\u00e9ances"));
  BOOST_CHECK(!title("7.2 The Supplier hosts."));
  BOOST_CHECK(!title("(a) Fees"));
  BOOST_CHECK(!title("7. the fees"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace caveat::extract
