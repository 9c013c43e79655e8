#include "compare/changed_words.h"

#include <boost/test/unit_test.hpp>
#include <string>

using namespace caveat;

namespace {

struct Read {
  extract::ExtractedText text;
  normalize::NormalText normal;
  TextSpan whole;
  explicit Read(const std::string& words) : whole{0, static_cast<std::uint32_t>(words.size())} {
    text.text = words;
    text.media_type = "text/plain";
    text.blocks = {{whole, extract::BlockKind::paragraph, 0}};
    Cancel never;
    normal = normalize::run(text, never).value();
  }
};

std::string marked(const Read& of, const std::vector<TextSpan>& spans) {
  std::string out;
  for (const TextSpan span : spans) out.append("[").append(span.of(of.text.text)).append("]");
  return out;
}

std::string diff(const std::string& before, const std::string& after) {
  const Read a(before), b(after);
  compare::ChangedWords words;
  const compare::Marks marks = words(a.normal, a.whole, b.normal, b.whole);
  return marked(a, marks.before) + " " + marked(b, marks.after);
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_words_that_differ_are_marked_as_they_are_written) {
  BOOST_TEST(diff("The fees of twelve (12) months.", "The fees of three (3) months.") == "[twelve (12)] [three (3)]");
  BOOST_TEST(diff("Der Anbieter darf die Vergütung ändern.", "Der Anbieter darf die Vergütung einmal jährlich ändern.") == " [einmal jährlich]");
  BOOST_TEST(diff("Prices are fixed.", "Prices may rise.") == "[are fixed.] [may rise.]");
}

BOOST_AUTO_TEST_CASE(case_and_layout_are_no_difference) {
  BOOST_TEST(diff("The Service is available\nand safe.", "The service is   available and safe.") == " ");
  BOOST_TEST(diff("one two", "") == "[one two] ");
}

BOOST_AUTO_TEST_CASE(two_endless_wordings_cost_no_more_than_the_bound) {
  std::string a, b;
  for (int i = 0; i < 30'000; ++i) a += "a" + std::to_string(i) + " ", b += "b" + std::to_string(i) + " ";
  // 900 million cells would be needed: all of it is marked instead.
  BOOST_TEST(diff("same " + a + "end", "same " + b + "end") == "[" + a.substr(0, a.size() - 1) + "] [" + b.substr(0, b.size() - 1) + "]");
}
