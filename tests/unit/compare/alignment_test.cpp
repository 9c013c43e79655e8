#include "compare/alignment.h"

#include <boost/test/unit_test.hpp>
#include <random>
#include <set>
#include <string>

#include "../segment/segment_documents.h"
#include "base/limits.h"

using namespace caveat;
using compare::Likeness;

namespace {

struct Read {
  extract::ExtractedText text;
  normalize::NormalText normal;
  segment::Structure structure;
  explicit Read(const std::vector<std::string>& paragraphs) {
    std::vector<TestBlock> blocks;
    for (const std::string& words : paragraphs)
      words.starts_with("# ") ? blocks.push_back({words.substr(2), extract::BlockKind::heading, 1}) : blocks.push_back({words});
    text = document(blocks);
    Cancel never;
    normal = normalize::run(text, never).value();
    structure = segment::run(text, normal, {Language::en}, never).value();
  }
};

compare::Alignment aligned(const std::vector<std::string>& before, const std::vector<std::string>& after) {
  const Read a(before), b(after);
  Cancel never;
  return compare::align({a.normal, a.structure}, {b.normal, b.structure}, never).value();
}

// Of each paragraph of the later draft: "0= 2# 1~" same, numbers, reworded; "0p" a piece; "-" none; "!" moved.
std::string shown(const compare::Alignment& alignment) {
  std::string out;
  for (const compare::Partner& p : alignment.after) {
    out += out.empty() ? "" : " ";
    if (p.paragraph == compare::kNone) {
      out += "-";
      continue;
    }
    out += std::to_string(p.paragraph) + std::string(1, "-=#~p"[static_cast<std::size_t>(p.likeness)]) + (p.moved ? "!" : "");
  }
  return out;
}

const std::string kFees = "The Customer pays the fees set out in the order form within 30 days of the invoice.";
const std::string kTerm = "This agreement runs for an initial term of 36 months from the effective date.";
const std::string kLaw = "This agreement is governed by the laws of Ireland and the courts of Dublin decide.";
const std::string kLiability = "The liability of the Supplier is limited to the fees paid in the twelve months before the event.";
const std::string kExit = "At the end of the agreement the Supplier returns all data of the Customer in a common format.";

}  // namespace

BOOST_AUTO_TEST_CASE(what_was_only_renumbered_is_the_same) {
  BOOST_TEST(shown(aligned({"1. " + kFees, "2. " + kTerm, "3. " + kLaw}, {"4.1 " + kFees, "4.2 " + kTerm, "4.3 " + kLaw})) == "0= 1= 2=");
}

BOOST_AUTO_TEST_CASE(another_number_is_told_from_another_wording) {
  std::string shorter = kTerm;
  shorter.replace(shorter.find("36"), 2, "12");
  std::string other = kLaw;
  other.replace(other.find("decide"), 6, "have jurisdiction");
  BOOST_TEST(shown(aligned({kFees, kTerm, kLaw}, {kFees, shorter, other})) == "0= 1# 2~");
}

BOOST_AUTO_TEST_CASE(a_moved_clause_moved_and_its_neighbours_stayed) {
  BOOST_TEST(shown(aligned({kFees, kTerm, kLaw, kLiability}, {kFees, kLaw, kLiability, kTerm})) == "0= 2= 3= 1=!");
  // Its number changed on the way.
  std::string shorter = kTerm;
  shorter.replace(shorter.find("36"), 2, "12");
  BOOST_TEST(shown(aligned({kFees, kTerm, kLaw, kLiability}, {kFees, kLaw, kLiability, shorter})) == "0= 2= 3= 1#!");
}

BOOST_AUTO_TEST_CASE(a_heading_moves_with_its_clause) {
  // Of two that changed places the one with fewer words is told to have moved.
  BOOST_TEST(shown(aligned({"Fees", kFees, "Term", kTerm, "Law", kLaw}, {"Fees", kFees, "Law", kLaw, "Term", kTerm})) == "0= 1= 4= 5= 2=! 3=!");
}

BOOST_AUTO_TEST_CASE(added_and_removed_clauses_have_no_partner) {
  const compare::Alignment got = aligned({kFees, kTerm, kLaw}, {kFees, kExit, kLaw});
  BOOST_TEST(shown(got) == "0= - 2=");
  BOOST_TEST(got.before[1].paragraph == compare::kNone);
}

BOOST_AUTO_TEST_CASE(the_pieces_of_a_split_clause_lead_to_the_whole) {
  const std::string first = "The Supplier keeps the data of the Customer in the European Union and encrypts it at rest with keys of its own.";
  const std::string second = "It tells the Customer of every breach of security that concerns such data within two working days.";
  const compare::Alignment split = aligned({kFees, first + " " + second, kLaw}, {kFees, first, second, kLaw});
  BOOST_TEST((shown(split) == "0= 1~ 1p 2=" || shown(split) == "0= 1p 1~ 2="), shown(split));
  const compare::Alignment joined = aligned({kFees, first, second, kLaw}, {kFees, first + " " + second, kLaw});
  BOOST_TEST((shown(joined) == "0= 1~ 3=" || shown(joined) == "0= 2~ 3="), shown(joined));
  BOOST_TEST((joined.before[1].likeness == Likeness::part) != (joined.before[2].likeness == Likeness::part));
}

BOOST_AUTO_TEST_CASE(a_clause_written_anew_under_its_heading_is_still_that_clause) {
  const std::string anew = "Neither party owes more than one million euros in a calendar year.";
  BOOST_TEST(shown(aligned({kFees, "# Liability", kLiability, kLaw}, {kFees, "# Liability", anew, kLaw})) == "0= 1= 2~ 3=");
}

// Random drafts of random clauses: partners are mutual, and swapping the drafts swaps the two halves.
BOOST_AUTO_TEST_CASE(partners_are_each_others) {
  std::mt19937 random(5);
  const std::vector<std::string> words = {"supplier", "customer", "fees", "data", "notice", "term", "law", "shall", "may", "within", "days", "of", "the", "any", "service", "5", "30"};
  for (int round = 0; round < 60; ++round) {
    std::vector<std::string> before;
    for (std::size_t i = 0; i < 2 + random() % 12; ++i) {
      std::string p;
      for (std::size_t w = 0; w < 1 + random() % 14; ++w) p += (w ? " " : "") + words[random() % words.size()];
      before.push_back(p);
    }
    std::vector<std::string> after = before;
    for (int edits = 0; edits < 4; ++edits) {
      const std::size_t i = random() % after.size();
      switch (random() % 4) {
        case 0: std::swap(after[i], after[random() % after.size()]); break;
        case 1: after[i] += " " + words[random() % words.size()]; break;
        case 2: after.insert(after.begin() + static_cast<std::ptrdiff_t>(i), words[random() % words.size()] + " anew"); break;
        default: if (after.size() > 1) after.erase(after.begin() + static_cast<std::ptrdiff_t>(i));
      }
    }
    const compare::Alignment got = aligned(before, after);
    std::set<std::uint32_t> taken;
    for (std::uint32_t b = 0; b < got.after.size(); ++b) {
      const compare::Partner& p = got.after[b];
      if (p.paragraph == compare::kNone) continue;
      BOOST_REQUIRE(p.paragraph < got.before.size());
      if (p.likeness == Likeness::part) continue;
      BOOST_TEST(got.before[p.paragraph].paragraph == b);
      BOOST_TEST((got.before[p.paragraph].likeness == p.likeness));
      BOOST_TEST(taken.insert(p.paragraph).second);
    }
    const compare::Alignment self = aligned(before, before);
    for (std::uint32_t b = 0; b < self.after.size(); ++b)
      if (self.after[b].paragraph != compare::kNone) BOOST_TEST((self.after[b].paragraph == b && self.after[b].likeness == Likeness::same && !self.after[b].moved));
  }
}

// The bound is counted, not timed: n log n in the words, whatever they say.
BOOST_AUTO_TEST_CASE(hostile_paragraphs_cost_what_their_words_cost) {
  const auto drafts = [](const std::function<std::string(std::size_t, bool)>& paragraph, std::size_t count) {
    std::vector<std::string> a, b;
    for (std::size_t i = 0; i < count; ++i) a.push_back(paragraph(i, false)), b.push_back(paragraph(i, true));
    return aligned(a, b).steps;
  };
  constexpr std::size_t kCount = 1 << 16;
  const auto word = [](std::size_t i) { return "w" + std::string(1, static_cast<char>('a' + i % 26)) + std::string(1, static_cast<char>('a' + i / 26 % 26)) + std::string(1, static_cast<char>('a' + i / 676 % 26)) + std::string(1, static_cast<char>('a' + i / 17576)); };
  // One word each: the same word, other words, the words in reverse.
  BOOST_TEST(drafts([](std::size_t, bool) { return std::string("word"); }, kCount) < 100 * kCount);
  BOOST_TEST(drafts([&](std::size_t i, bool after) { return word(i) + (after ? "x" : ""); }, kCount) < 100 * kCount);
  BOOST_TEST(drafts([&](std::size_t i, bool after) { return word(after ? kCount - i : i); }, kCount) < 100 * kCount);
  // All share words with all, none is the same.
  BOOST_TEST(drafts([&](std::size_t i, bool after) { return "the supplier may " + word(i) + (after ? " then" : " now"); }, kCount / 4) < 100 * 9 * kCount / 4);
  // Anchors that uncover anchors.
  BOOST_TEST(drafts([&](std::size_t i, bool after) { return word(after ? i / 2 : i / 3); }, kCount / 2) < 100 * kCount);
}
