// Whole contracts of the corpus and a second round of each, written by hand: what was changed is told, and nothing else; a contract
// compared with itself has not changed; swapping the drafts mirrors the comparison; every quote is a slice of its draft.
#include <boost/test/unit_test.hpp>
#include <fstream>
#include <iterator>

#include "../unit/compare/two_drafts.h"

using namespace caveat;
using compare::Change;
using tests::Rounds;

namespace {

struct Edit {
  std::string old, now;  // now empty: the paragraph that begins with `old` is struck; old empty: `now` goes to the end
};
struct Case {
  std::string file;
  std::vector<Edit> edits;
  std::vector<std::string> expected;  // sorted
  std::size_t clauses = 0;            // that read differently, or moved
};

const std::vector<Case> kCases = {
    {"en/helmcrest-master-cloud-agreement.md",
     {{"available 99.9% of", "available 98.5% of"}, {"§ 3.08 Once", "§ 3.08 Helmcrest may increase the fees at any time upon thirty days' notice.\n\n§ 3.09 Once"}},
     {"new availability-low", "new price-increase-unilateral"},
     2},
    {"de/managed-security-vertrag.md",
     {{"Verfügbarkeit von 99,0 %", "Verfügbarkeit von 98,0 %"},
      {"innerhalb von 10 Tagen nach Rechnungsdatum", "innerhalb von 30 Tagen nach Rechnungsdatum"},
      {"auf 25 % der jährlichen", "auf 10 % der jährlichen"}},
     {"changed availability-outage-long", "resolved payment-term-short", "worse availability-low", "worse cap-below-policy"},
     3},
    {"fr/abonnement-cloud-gmao.md", {{"payable à quarante-cinq jours de", "payable à quinze jours de"}}, {"new payment-term-short"}, 1},
    {"es/condiciones-pagos-comercios.md", {{"4.2. Revisamos", ""}}, {"resolved price-increase-unilateral"}, 1},
    {"de/rahmenvertrag-it-dienste.md",
     {{"Ein Lenkungskreis tritt alle sechs Wochen zusammen", "Ein Lenkungsausschuss tritt alle acht Wochen zusammen"}},
     {},
     1},
};

std::string read(const std::string& file) {
  std::ifstream in(CAVEAT_SOURCE_DIR "/corpus/contracts/" + file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string edited(std::string text, const std::vector<Edit>& edits) {
  for (const Edit& edit : edits) {
    const std::size_t at = text.find(edit.old);
    BOOST_REQUIRE_MESSAGE(at != std::string::npos, edit.old);
    const std::size_t size = edit.now.empty() ? text.find("\n\n", at) + 2 - at : edit.old.size();
    text.replace(at, size, edit.now);
  }
  return text;
}

void quotes_are_slices(const Rounds& rounds) {
  const std::size_t before = rounds.before->extracted.text.size(), after = rounds.after->extracted.text.size();
  for (const compare::FindingChange& c : rounds.comparison.findings) {
    BOOST_TEST((c.quote_before.begin <= c.quote_before.end && c.quote_before.end <= before));
    BOOST_TEST((c.quote_after.begin <= c.quote_after.end && c.quote_after.end <= after));
    for (const TextSpan mark : c.marks.before) BOOST_TEST(c.quote_before.contains(mark));
    for (const TextSpan mark : c.marks.after) BOOST_TEST(c.quote_after.contains(mark));
  }
  for (const compare::ClauseChange& c : rounds.comparison.clauses)
    for (const compare::Passage& p : c.passages) {
      BOOST_TEST((p.before.end <= before && p.after.end <= after));
      for (const TextSpan mark : p.marks.after) BOOST_TEST(p.after.contains(mark));
    }
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_second_round_is_told_as_it_was_written) {
  for (const Case& c : kCases) {
    BOOST_TEST_CONTEXT(c.file) {
      const std::string first = read(c.file), second = edited(first, c.edits);
      const Rounds rounds(first, second, "text/markdown");
      std::vector<std::string> changes = rounds.changes();
      std::sort(changes.begin(), changes.end());
      BOOST_TEST(tests::lines(changes) == tests::lines(c.expected));
      BOOST_TEST(rounds.comparison.clauses.size() == c.clauses, tests::lines(rounds.clauses()));
      quotes_are_slices(rounds);
      BOOST_TEST((rounds.comparison.findings.size() >= rounds.before->list.findings.size()));

      const Rounds back(second, first, "text/markdown");
      BOOST_TEST(back.comparison.of(Change::added) == rounds.comparison.of(Change::resolved));
      BOOST_TEST(back.comparison.of(Change::resolved) == rounds.comparison.of(Change::added));
      BOOST_TEST(back.comparison.of(Change::worsened) == rounds.comparison.of(Change::improved));
      BOOST_TEST(back.comparison.of(Change::improved) == rounds.comparison.of(Change::worsened));
      BOOST_TEST(back.comparison.of(Change::unchanged) == rounds.comparison.of(Change::unchanged));
    }
  }
}

BOOST_AUTO_TEST_CASE(a_contract_is_the_same_as_itself) {
  for (const Case& c : kCases) {
    const std::string text = read(c.file);
    const Rounds rounds(text, text, "text/markdown");
    BOOST_TEST(rounds.comparison.nothing(), c.file << "\n" << tests::lines(rounds.changes()) << tests::lines(rounds.clauses()));
    BOOST_TEST(rounds.comparison.of(Change::unchanged) == rounds.before->list.findings.size());
  }
}

// Nothing that anybody writes into a draft makes the comparison stop, grow beyond its bounds, or quote what is not there.
BOOST_AUTO_TEST_CASE(mixed_up_drafts_are_compared_all_the_same) {
  std::vector<std::string> paragraphs;
  for (const Case& c : kCases) {
    const std::string text = read(c.file);
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find("\n\n", at), text.size());
      paragraphs.push_back(text.substr(at, end - at));
      at = end + 2;
    }
  }
  const auto every = [&](std::size_t step, std::size_t start) {
    std::string out;
    for (std::size_t i = start; i < paragraphs.size(); i += step) out += paragraphs[(i * 7919) % paragraphs.size()] + "\n\n";
    return out;
  };
  for (std::size_t step = 2; step < 5; ++step) {
    const Rounds rounds(every(step, 0), every(step + 1, 1), "text/markdown");
    quotes_are_slices(rounds);
    BOOST_TEST(!rounds.comparison.limited);
    BOOST_TEST(!rounds.comparison.nothing());
  }
}
