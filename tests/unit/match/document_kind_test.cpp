// Tests match/document_kind.cpp with a small pack: kinds by weights, place and density, and what is left open.
#include "match/document_kind.h"

#include "scanned_text.h"

using namespace caveat;
using namespace caveat::tests;
using rules::DocumentKind;

namespace {

struct KindPack : SamplePack {
  KindPack() {
    const auto add = [&](const std::string& id, const std::string& indicates, const std::string& words, const std::string& category = "document-kind") {
      write(category + "/" + id + ".yaml", plain_rule(id, "  kind: clause\n  indicates: { " + indicates + " }\n  find: { any: [words] }\n", "      words: [" + words + "]\n", true));
    };
    add("kind-sla", "sla: 6, contract: 1", "service level agreement");
    add("kind-duties", "contract: 3", "shall");
    add("kind-law", "contract: 2", "governed by", "clauses");
    add("kind-news", "not-a-contract: 5", "reuters");
  }
};

std::string repeated(const std::string& words, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += words;
  return all;
}
const std::string kFiller = repeated("Words that say nothing of any kind. ", 400) + "\n\n";  // some 2,200 words

}  // namespace

BOOST_AUTO_TEST_SUITE(document_kinds)

BOOST_AUTO_TEST_CASE(a_text_that_nothing_speaks_for_is_left_open) {
  KindPack pack;
  PackEngine engine(pack);
  const auto s = engine.scan("Nothing here.");
  BOOST_TEST(s.list.kind.certainty == 0.0);
  BOOST_TEST(s.list.kind.evidence.empty());
  BOOST_TEST(engine.scan("").list.kind.certainty == 0.0);
}

BOOST_AUTO_TEST_CASE(the_kind_with_the_greatest_weight_is_told_with_its_evidence) {
  KindPack pack;
  PackEngine engine(pack);
  const auto s = engine.scan("Service Level Agreement\n\nThe Supplier shall answer. It shall be governed by French law.");
  BOOST_TEST((s.list.kind.kind == DocumentKind::sla));
  BOOST_TEST(s.list.kind.certainty >= match::kKindIsKnown);
  BOOST_REQUIRE(s.list.kind.evidence.size() == 3u);
  BOOST_TEST(s.list.kind.evidence[0].span.of(s.normal.text) == "service level agreement");
  BOOST_TEST(s.list.kind.evidence[0].weight > s.list.kind.evidence[1].weight);
}

BOOST_AUTO_TEST_CASE(a_contract_that_mentions_an_sla_far_inside_stays_a_contract) {
  KindPack pack;
  PackEngine engine(pack);
  const auto s = engine.scan("The Supplier shall deliver. The Customer shall pay.\n\n" + kFiller + kFiller + "See the service level agreement, governed by French law.");
  BOOST_TEST((s.list.kind.kind == DocumentKind::contract));
  BOOST_TEST(s.list.kind.certainty > 0.0);
}

BOOST_AUTO_TEST_CASE(signs_of_the_press_make_a_text_none_but_not_one_that_is_full_of_duties) {
  KindPack pack;
  PackEngine engine(pack);
  const auto news = engine.scan("Paris (Reuters): the outage went on. Reuters asked. Reuters waited.");
  BOOST_TEST((news.list.kind.kind == DocumentKind::not_a_contract));
  BOOST_TEST(news.list.kind.certainty >= match::kKindIsKnown);
  const auto contract = engine.scan("A shall pay.\n\nB shall deliver.\n\nC shall wait.\n\nIt is governed by French law. Reuters provides the data.");
  BOOST_TEST((contract.list.kind.kind == DocumentKind::contract));
}

BOOST_AUTO_TEST_CASE(one_sign_against_a_contract_is_none) {
  KindPack pack;
  PackEngine engine(pack);
  BOOST_TEST(engine.scan("Paris (Reuters): the outage went on.").list.kind.certainty == 0.0);
}

BOOST_AUTO_TEST_CASE(a_sign_against_a_contract_deep_in_a_long_one_says_little) {
  KindPack pack;
  PackEngine engine(pack);
  const auto s = engine.scan("A shall pay. B shall deliver, governed by French law.\n\n" + kFiller + kFiller + "Reuters provides the data.");
  BOOST_TEST((s.list.kind.kind == DocumentKind::contract));
  BOOST_TEST(s.list.kind.certainty >= match::kKindIsKnown);
}

BOOST_AUTO_TEST_CASE(signs_of_the_kind_alone_are_no_clauses_of_the_report) {
  KindPack pack;
  PackEngine engine(pack);
  const auto s = engine.scan("A shall pay. It is governed by French law.");
  BOOST_REQUIRE(s.list.matches.size() == 1u);
  BOOST_TEST(s.list.matches[0].hull.of(s.normal.text) == "governed by");
}

BOOST_AUTO_TEST_CASE(the_cap_on_findings_does_not_change_the_kind) {
  KindPack pack;
  PackEngine engine(pack);
  const std::string text = repeated("A shall pay.\n\n", 60) + "Reuters said so.";
  match::Options options;
  const auto all = engine.scan(text, options);
  options.max_per_rule = 1;
  const auto capped = engine.scan(text, options);
  BOOST_TEST(all.list.kind.certainty == capped.list.kind.certainty);
  BOOST_TEST(capped.list.truncated.empty());
}

BOOST_AUTO_TEST_SUITE_END()
