// The whole stage on small documents.
#include "segment/structure.h"

#include <boost/test/unit_test.hpp>
#include <chrono>
#include <random>

#include "segment_documents.h"

using namespace caveat;
using namespace caveat::segment;
using enum extract::BlockKind;

BOOST_AUTO_TEST_CASE(clauses_have_labels_headings_and_their_own_paragraphs) {
  const auto text = document({{"Master Agreement", heading, 1},
                              {"7. Termination"},
                              {"7.1 Either party may terminate."},
                              {"This needs 30 days' notice."},
                              {"(a) Notice is in writing."},
                              {"Gold\t99.9 %", table_row},
                              {"- no legal number", list_item, 1},
                              {"8. Law"}});
  const Structure s = structure(text);
  BOOST_REQUIRE(s.clauses.size() == 5u);
  BOOST_TEST(s.clauses[0].heading == "Master Agreement");
  BOOST_TEST(s.clauses[1].label == "7");
  BOOST_TEST(s.clauses[1].heading == "Termination");
  BOOST_TEST(s.clauses[2].label == "7.1");
  BOOST_TEST(s.clauses[2].paragraph_count == 2u);
  BOOST_TEST(s.clauses[2].parent == 1);
  BOOST_TEST(s.clauses[3].label == "7.1(a)");
  BOOST_TEST(s.clauses[3].paragraph_count == 3u);
  BOOST_TEST(s.paragraphs[1].heading);
  BOOST_TEST(!s.paragraphs[2].heading);
  BOOST_TEST((s.paragraphs[5].kind == table_row));
  BOOST_TEST(s.clauses[4].label == "8");
}
BOOST_AUTO_TEST_CASE(markdown_numbers_and_headings_are_read_without_their_marks) {
  auto text = document({{"1\\. **Fees**", heading, 2}, {"**1.1** The [Supplier](https://x.y) may."}});
  text.media_type = "text/markdown";
  const Structure s = structure(text);
  BOOST_TEST(s.clauses[0].label == "1");
  BOOST_TEST(s.clauses[0].heading == "Fees");
  BOOST_TEST(s.clauses[1].label == "1.1");
}
BOOST_AUTO_TEST_CASE(contents_lines_open_no_clauses) {
  const Structure s = structure(
      document({{"Contents", heading, 1}, {"Article 1 : Objet\t4"}, {"2. Fees ....... 5"}, {"Article 1 : Objet"}}));
  BOOST_REQUIRE(s.clauses.size() == 2u);
  BOOST_TEST(s.clauses[0].paragraph_count == 3u);
  BOOST_TEST(s.clauses[1].label == "Article 1");
}
BOOST_AUTO_TEST_CASE(an_address_is_no_heading_but_numbered_titles_in_a_row_are) {
  const Structure s = structure(document({{"1 Definitions"}, {"Words."}, {"2 Fees"}, {"149 New Montgomery Street"}}));
  BOOST_REQUIRE(s.clauses.size() == 2u);
  BOOST_TEST(s.clauses[1].heading == "Fees");
  BOOST_TEST(s.paragraphs[2].heading);
  BOOST_TEST(!s.paragraphs[3].heading);
}
BOOST_AUTO_TEST_CASE(an_empty_document_has_one_empty_clause) {
  const Structure s = structure(document({}));
  BOOST_TEST(s.clauses.size() == 1u);
  BOOST_TEST(s.paragraphs.empty());
  BOOST_TEST(s.languages.empty());
}
BOOST_AUTO_TEST_CASE(every_paragraph_belongs_to_one_clause_and_spans_are_in_order) {
  std::mt19937 random(11);
  const std::string heads[] = {"1. ",        "7.2 ", "(a) ", "(i) ",   "§ 4 ",   "Article 7 ", "A. ", "Schedule 1 ",
                               "Primera.- ", "",     "",     "\u200B", "1.1.1 ", "IV. ",       "(2) "};
  const std::string tails[] = {"Fees", "the fees are due.", "", "FEES", "\u00AD", "x\n\ny", "Fees\t7", "**Fees**"};
  for (int i = 0; i < 3000; ++i) {
    std::vector<TestBlock> blocks;
    for (unsigned left = random() % 12; left > 0; --left) {
      std::string words = heads[random() % std::size(heads)] + tails[random() % std::size(tails)];
      while (!words.empty() && words.back() == ' ') words.pop_back();
      if (!words.empty())
        blocks.push_back(
            {words, static_cast<extract::BlockKind>(random() % 6), static_cast<std::uint8_t>(random() % 4)});
    }
    auto text = document(blocks);
    if (i % 2 == 0) text.media_type = "text/markdown";
    Cancel never;
    const auto normal = normalize::run(text, never);
    const auto result = run(text, normal.value(), {Language::en}, never);
    BOOST_REQUIRE(result);
    const Structure& s = result.value();
    std::uint32_t paragraph = 0, at = 0;
    for (std::size_t c = 0; c < s.clauses.size(); ++c) {
      BOOST_REQUIRE(s.clauses[c].parent < static_cast<std::int32_t>(c));
      BOOST_REQUIRE(s.clauses[c].first_paragraph == paragraph);
      for (std::uint32_t p = 0; p < s.clauses[c].paragraph_count; ++p, ++paragraph) {
        BOOST_REQUIRE(s.paragraphs[paragraph].clause == c);
        BOOST_REQUIRE(s.clauses[c].span.contains(s.paragraphs[paragraph].span));
        BOOST_REQUIRE(s.paragraphs[paragraph].span.begin == at);
        at = s.paragraphs[paragraph].span.end + 1;
      }
    }
    BOOST_REQUIRE(paragraph == s.paragraphs.size());
    BOOST_REQUIRE(at == (normal.value().text.empty() ? 0 : normal.value().text.size() + 1));
  }
}
BOOST_AUTO_TEST_CASE(a_given_language_is_not_questioned) {
  const Structure s = structure(document({{"Dies ist ein deutscher Satz mit einigen Wörtern."}}), Language::fr);
  BOOST_TEST((s.paragraphs[0].language == Language::fr));
  BOOST_TEST(s.paragraphs[0].reliable);
  BOOST_TEST(s.languages[0].code == "fr");
}
BOOST_AUTO_TEST_CASE(the_host_can_cancel_this_stage) {
  const auto text = document({{"One"}});
  Cancel never, at_once(0, [](Stage stage, std::uint64_t, std::uint64_t) { return stage == Stage::segment; });
  const auto normal = normalize::run(text, never);
  const auto result = run(text, normal.value(), {}, at_once);
  BOOST_REQUIRE(!result);
  BOOST_TEST((result.error().code == ErrorCode::cancelled));
}
BOOST_AUTO_TEST_CASE(hostile_documents_take_linear_time) {
  const auto begin = std::chrono::steady_clock::now();
  for (const char* unit : {"(a", "1.", "[", "**", "\u00A0", "A. ", "Article ", "\xCC\x88", "la "}) {
    std::string block;
    while (block.size() < 1'000'000) block += unit;
    extract::ExtractedText text = document({{block}, {block, list_item, 1}});
    text.media_type = "text/markdown";
    structure(text);
    std::vector<TestBlock> many;
    for (int i = 0; i < 100'000; ++i)
      many.push_back({std::string(unit) + ")", list_item, static_cast<std::uint8_t>(i % 9)});
    structure(document(many));
  }
  BOOST_TEST(std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count() < 120.0);
}
