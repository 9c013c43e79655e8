// caveat eval: what is right, wrong and missed on labelled texts, counted as by hand. caveat rules coverage.
#include <Poco/DeflatingStream.h>
#include <Poco/DigestEngine.h>
#include <Poco/JSON/Parser.h>
#include <Poco/SHA2Engine.h>

#include "program.h"

using namespace caveat::cli_test;

namespace {

const std::string kMapping =
    "eval: tiny\nunit: item\nlanguage: en\nlabels:\n  price: [PRC-01]\n  vague: { any: [test-vague-time], unless: [PRC-01] }\nleft_out: [other]\n";
const std::string kPrice = "The Supplier may increase the fees at any time by written notice to the Customer.";
const std::string kTime = "Faults that affect the service are repaired promptly by the Supplier.";
const std::string kFine = "The Supplier sends an invoice to the Customer every month.";

std::string line(const std::string& id, const std::string& text, const std::string& rest) { return "{\"id\": \"" + id + "\", \"text\": \"" + text + "\", " + rest + "}\n"; }

// Two right, one missed ("d" is labelled and says nothing), one false alarm ("e").
const std::string kItems = line("a", kPrice, "\"labels\": [\"price\"], \"doc\": \"x\"") + line("b", kTime, "\"labels\": [\"vague\", \"other\"], \"doc\": \"x\"") +
                           line("c", kFine, "\"labels\": [], \"doc\": \"y\"") + line("d", kFine, "\"labels\": [\"price\"], \"doc\": \"y\"") + line("e", kTime, "\"labels\": [], \"doc\": \"z\"");

Poco::JSON::Object::Ptr parsed(const std::string& json) {
  Poco::JSON::Parser parser;
  return parser.parse(json).extract<Poco::JSON::Object::Ptr>();
}

int count_of(const Poco::JSON::Object::Ptr& result, const std::string& label, const std::string& key) {
  return result->getObject("labels")->getObject(label)->getValue<int>(key);
}

std::string sha256(const std::string& bytes) {
  Poco::SHA2Engine hash;
  hash.update(bytes);
  return Poco::DigestEngine::digestToHex(hash.digest());
}

struct Tiny : Folder {
  Tiny() {
    write("tiny.yaml", kMapping);
    write("tiny.jsonl", kItems);
  }
};

}  // namespace

BOOST_FIXTURE_TEST_CASE(figures_are_those_counted_by_hand, Tiny) {
  const Ran ran = caveat({"eval", "-m", "tiny.yaml", "tiny.jsonl", "--format", "json"});
  BOOST_REQUIRE_MESSAGE(ran.code == 0, ran.err);
  const auto result = parsed(ran.out);
  BOOST_TEST(count_of(result, "price", "found") == 1);
  BOOST_TEST(count_of(result, "price", "labels") == 2);
  BOOST_TEST(count_of(result, "price", "wrong") == 0);
  BOOST_TEST(count_of(result, "vague", "found") == 1);
  BOOST_TEST(count_of(result, "vague", "wrong") == 1);
  const auto micro = result->getObject("micro");
  BOOST_TEST(micro->getValue<double>("precision") == 2.0 / 3, boost::test_tools::tolerance(1e-9));
  BOOST_TEST(micro->getValue<double>("recall") == 2.0 / 3, boost::test_tools::tolerance(1e-9));
  BOOST_TEST(result->getValue<double>("macro_f1") == 2.0 / 3, boost::test_tools::tolerance(1e-9));  // F1 of both is 2/3
  BOOST_TEST(result->getValue<int>("documents") == 3);
  const auto interval = micro->getArray("f1_95");
  BOOST_TEST(interval->getElement<double>(0) <= 2.0 / 3);
  BOOST_TEST(interval->getElement<double>(1) >= 2.0 / 3);
}

BOOST_FIXTURE_TEST_CASE(none_counts_where_the_mapping_says_so, Tiny) {
  write("none.yaml", kMapping + "none: true\n");
  const auto result = parsed(caveat({"eval", "-m", "none.yaml", "tiny.jsonl", "--format", "json"}).out);
  // c and e have no mapped label, of which e is told one; d has one and is told none.
  BOOST_TEST(count_of(result, "none", "found") == 1);
  BOOST_TEST(count_of(result, "none", "labels") == 2);
  BOOST_TEST(count_of(result, "none", "wrong") == 1);
  // F1 of price and vague is 2/3 each, of none 1/2.
  BOOST_TEST(result->getValue<double>("macro_f1") == (2.0 / 3 + 2.0 / 3 + 0.5) / 3, boost::test_tools::tolerance(1e-9));
  BOOST_TEST(result->getValue<double>("macro_f1_without_none") == 2.0 / 3, boost::test_tools::tolerance(1e-9));
  BOOST_TEST(result->getObject("micro")->getValue<int>("labels") == 3);  // none stays out of the micro average
}

BOOST_FIXTURE_TEST_CASE(errors_are_listed_to_read, Tiny) {
  const Ran ran = caveat({"eval", "-m", "tiny.yaml", "tiny.jsonl", "--errors"});
  BOOST_TEST(holds(ran.out, "MISSED price d: " + kFine));
  BOOST_TEST(holds(ran.out, "FALSE  vague e test-vague-time: " + kTime));
  BOOST_TEST(!holds(ran.out, "price a"));
  const Ran one = caveat({"eval", "-m", "tiny.yaml", "tiny.jsonl", "--errors", "--label", "price"});
  BOOST_TEST(!holds(one.out, "vague"));
}

BOOST_FIXTURE_TEST_CASE(what_each_rule_has_right_and_wrong_is_told, Tiny) {
  const auto rules = parsed(caveat({"eval", "-m", "tiny.yaml", "tiny.jsonl", "--format", "json"}).out)->getObject("rules");
  BOOST_TEST(rules->getObject("test-vague-time")->getValue<int>("right") == 1);
  BOOST_TEST(rules->getObject("test-vague-time")->getValue<int>("wrong") == 1);
  BOOST_TEST(rules->getObject("test-price-change")->getValue<int>("wrong") == 0);
  const Ran ran = caveat({"eval", "-m", "tiny.yaml", "tiny.jsonl", "--by-rule"});
  BOOST_TEST(ran.out.find("test-vague-time") < ran.out.find("test-price-change"));  // the weaker first
}

BOOST_FIXTURE_TEST_CASE(any_number_of_jobs_and_a_gzipped_file_give_the_same, Tiny) {
  std::ofstream file(path() / "tiny.jsonl.gz", std::ios::binary);
  Poco::DeflatingOutputStream gzip(file, Poco::DeflatingStreamBuf::STREAM_GZIP);
  gzip << kItems;
  gzip.close();
  file.close();
  const Ran plain = caveat({"eval", "-m", "tiny.yaml", "tiny.jsonl", "--errors", "-j", "1"});
  const Ran packed = caveat({"eval", "-m", "tiny.yaml", "tiny.jsonl.gz", "--errors", "-j", "8"});
  BOOST_TEST(plain.code == 0);
  BOOST_TEST(plain.out == packed.out);
  write("cut.jsonl.gz", contents(path() / "tiny.jsonl.gz").substr(0, 60));
  BOOST_TEST(caveat({"eval", "-m", "tiny.yaml", "cut.jsonl.gz"}).code == 2);
}

BOOST_FIXTURE_TEST_CASE(sentences_of_one_document_may_be_scanned_together, Tiny) {
  write("together.yaml", "eval: tiny\nunit: document\nlanguage: en\nlabels:\n  price: [PRC-01]\n  vague: [VAG-02]\nleft_out: [other]\n");
  const auto result = parsed(caveat({"eval", "-m", "together.yaml", "tiny.jsonl", "--format", "json"}).out);
  // What is found in a sentence counts for that sentence, not for its neighbours.
  BOOST_TEST(count_of(result, "price", "found") == 1);
  BOOST_TEST(count_of(result, "price", "wrong") == 0);
  BOOST_TEST(count_of(result, "vague", "found") == 1);
  BOOST_TEST(count_of(result, "vague", "wrong") == 1);
}

BOOST_FIXTURE_TEST_CASE(a_label_that_nobody_mapped_is_refused, Tiny) {
  write("more.jsonl", kItems + line("f", kFine, "\"labels\": [\"surprise\"]"));
  const Ran ran = caveat({"eval", "-m", "tiny.yaml", "more.jsonl"});
  BOOST_TEST(ran.code == 2);
  BOOST_TEST(holds(ran.err, "surprise"));
  BOOST_TEST(ran.out.empty());
}

BOOST_FIXTURE_TEST_CASE(a_rule_that_nobody_wrote_is_told, Tiny) {
  write("misspelt.yaml", "eval: tiny\nlanguage: en\nlabels:\n  price: [PRC-01, test-price-chnage]\n  vague: [VAG-02]\nleft_out: [other]\n");
  const Ran ran = caveat({"eval", "-m", "misspelt.yaml", "tiny.jsonl"});
  BOOST_TEST(ran.code == 0);
  BOOST_TEST(holds(ran.err, "warning: misspelt.yaml names what no rule is called: test-price-chnage"), ran.err);
  BOOST_TEST(caveat({"eval", "-m", "tiny.yaml", "tiny.jsonl"}).err.empty());
}

BOOST_FIXTURE_TEST_CASE(what_is_no_labelled_text_is_told_with_its_line, Tiny) {
  for (const std::string bad : {"{\"id\": \"x\"", "[1]", "{\"id\": \"x\", \"labels\": []}", "{\"text\": \"x\", \"spans\": [{\"label\": \"price\", \"start\": -1, \"end\": 2}]}"}) {
    write("bad.jsonl", kItems + bad + "\n");
    const Ran ran = caveat({"eval", "-m", "tiny.yaml", "bad.jsonl"});
    BOOST_TEST(ran.code == 2, bad);
    BOOST_TEST(holds(ran.err, "bad.jsonl:6: "), ran.err);
  }
  for (const std::string bad : {"eval: x\nlabels:\n  a: b\n", "eval: x\n", "unit: item\nlabels: { a: [B] }\n", "eval: x\nunit: word\nlabels: { a: [B] }\n", "eval: x\nlabels: { a: [B] }\nsurprise: 1\n", "[", "eval: x\nlabels: { a: [B], a: [C] }\n"}) {
    write("bad.yaml", bad);
    const Ran ran = caveat({"eval", "-m", "bad.yaml", "tiny.jsonl"});
    BOOST_TEST(ran.code == 2, bad);
    BOOST_TEST(holds(ran.err, "bad.yaml"), ran.err);
  }
  BOOST_TEST(caveat({"eval", "-m", "tiny.yaml", "no.jsonl"}).code == 2);
  BOOST_TEST(caveat({"eval", "tiny.jsonl"}).code == 2);
}

BOOST_FIXTURE_TEST_CASE(places_are_counted_by_family_within_25_words, Tiny) {
  // Umlauts before the place: offsets count code points.
  std::string gap;
  for (int i = 0; i < 30; ++i) gap += "Wort" + std::to_string(i) + " ";
  const std::string text = "Äußere Größe. " + kPrice + "\n\n" + gap + "\n\n" + kTime + "\n";
  write("docs/offer.txt", text);
  write("spans.yaml", "eval: spans\nunit: span\n");
  const auto labels = [&](int start, int end, const std::string& code, const std::string& hash) {
    write("gold.jsonl", "{\"file\": \"offer.txt\", \"lang\": \"en\", \"sha256\": \"" + hash + "\", \"part\": \"dev\", \"spans\": [{\"label\": \"" + code + "\", \"start\": " + std::to_string(start) +
                            ", \"end\": " + std::to_string(end) + "}], \"absent\": [\"SLA-14\"]}\n");
    return caveat({"eval", "-m", "spans.yaml", "--documents", "docs", "gold.jsonl", "--format", "json"});
  };
  auto result = parsed(labels(18, 40, "PRC-07", sha256(text)).out);  // another code of the family, overlapping
  BOOST_TEST(count_of(result, "PRC", "found") == 1);
  BOOST_TEST(count_of(result, "PRC", "wrong") == 0);
  BOOST_TEST(count_of(result, "VAG", "wrong") == 1);
  BOOST_TEST(result->getObject("absences")->getObject("micro")->getValue<int>("labels") == 1);
  result = parsed(labels(0, 6, "PRC-01", sha256(text)).out);  // two words before the hit
  BOOST_TEST(count_of(result, "PRC", "found") == 1);
  result = parsed(labels(0, 6, "VAG-02", sha256(text)).out);  // the hit is more than 25 words behind
  BOOST_TEST(count_of(result, "VAG", "found") == 0);
  BOOST_TEST(count_of(result, "VAG", "wrong") == 1);
  BOOST_TEST(labels(0, 6, "VAG-02", std::string(64, '0')).code == 3);  // another file
  BOOST_TEST(labels(0, 60'000, "VAG-02", sha256(text)).code == 2);
  labels(0, 6, "VAG-02", sha256(text));
  BOOST_TEST(caveat({"eval", "-m", "spans.yaml", "gold.jsonl"}).code == 2);  // no --documents
  BOOST_TEST(caveat({"eval", "-m", "spans.yaml", "--documents", "docs", "--part", "test", "gold.jsonl"}).code == 2);
}

BOOST_FIXTURE_TEST_CASE(a_fall_below_the_baseline_is_exit_code_1, Tiny) {
  write("low.txt", "# reached on Monday\ntiny micro_precision 66.6\ntiny macro_f1 66.6\nother micro_f1 99\n");
  BOOST_TEST(caveat({"eval", "-m", "tiny.yaml", "tiny.jsonl", "--baseline", "low.txt"}).code == 0);
  write("high.txt", "tiny micro_recall 70\n");
  const Ran ran = caveat({"eval", "-m", "tiny.yaml", "tiny.jsonl", "--baseline", "high.txt"});
  BOOST_TEST(ran.code == 1);
  BOOST_TEST(holds(ran.err, "micro_recall fell to 66.7"));
  write("none.txt", "other micro_f1 99\n");
  BOOST_TEST(caveat({"eval", "-m", "tiny.yaml", "tiny.jsonl", "--baseline", "none.txt"}).code == 2);
}

BOOST_FIXTURE_TEST_CASE(two_languages_of_one_contract_are_compared_rule_by_rule, Tiny) {
  write("docs/a.txt", kRisky);
  write("docs/b.txt", kVague);
  write("parallel.json", "{\"offer\": {\"en\": [\"a.txt\"], \"fr\": [\"b.txt\"]}}");
  const Ran ran = caveat({"eval", "--parallel", "parallel.json", "--documents", "docs", "--format", "json"});
  BOOST_REQUIRE_MESSAGE(ran.code == 0, ran.err);
  const auto micro = parsed(ran.out)->getObject("micro");
  BOOST_TEST(micro->getValue<int>("found") == 1);  // vague-time in both
  BOOST_TEST(micro->getValue<double>("f1") == 2.0 / 3, boost::test_tools::tolerance(1e-9));
  BOOST_TEST(holds(caveat({"eval", "--parallel", "parallel.json", "--documents", "docs", "--errors"}).out, "offer: test-price-change in en, not in fr"));
  write("parallel.json", "{\"offer\": [1]}");
  BOOST_TEST(caveat({"eval", "--parallel", "parallel.json", "--documents", "docs"}).code == 2);
}

BOOST_FIXTURE_TEST_CASE(coverage_names_the_codes_without_a_rule, Folder) {
  const Ran ran = caveat({"rules", "coverage"});
  BOOST_TEST(ran.code == 1);
  BOOST_TEST(holds(ran.out, "PRC-01    1   1   1   1  "));
  BOOST_TEST(holds(ran.out, "SLA-02    0   0   0   0  MISSING"));
  BOOST_TEST(holds(ran.out, "2 of 116 codes"));
}
