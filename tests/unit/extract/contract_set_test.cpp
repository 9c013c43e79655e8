// Tests of ContractSet: what comes in one archive or mail is one text, with the documents in their order and their places kept, and what
// could not be read is said.
#include <boost/test/unit_test.hpp>

#include "base/limits.h"
#include "docx_builder.h"
#include "extract/contract_set.h"
#include "reading.h"

namespace caveat::extract {
namespace {

std::vector<std::string> names(const ExtractedText& out) {
  std::vector<std::string> all;
  for (const Part& part : out.parts) all.push_back(part.name);
  return all;
}

std::vector<std::string> unread(const ExtractedText& out, std::string_view code = "part-not-read") {
  std::vector<std::string> all;
  for (const NotRead& gap : out.not_read)
    if (gap.code == code) all.push_back(gap.part);
  return all;
}

using Strings = std::vector<std::string>;
// Long enough to be told apart from another, or taken for the same.
std::string terms(const std::string& what) {
  std::string out = "# Terms of " + what + "\n\n";
  for (int i = 1; i < 12; ++i) out += std::to_string(i) + ". The Supplier shall provide " + what + " within " + std::to_string(i) + " days.\n\n";
  return out;
}

BOOST_AUTO_TEST_SUITE(contract_sets)

BOOST_AUTO_TEST_CASE(documents_stand_in_the_order_of_a_reader) {
  const ExtractedText out = read(zip({{"Annex 10.txt", "Prices."}, {"Annex 2.md", "# Levels\n\nNinety-nine."}, {"MSA Agreement.txt", "The agreement."}, {"letter.txt", "Dear all."}}), "offer.zip");
  BOOST_TEST(names(out) == (Strings{"MSA Agreement.txt", "letter.txt", "Annex 2.md", "Annex 10.txt"}), boost::test_tools::per_element());
  BOOST_TEST(out.text == "The agreement.\n\nDear all.\n\n# Levels\n\nNinety-nine.\n\nPrices.");
  BOOST_TEST(out.media_type == "application/zip");
  BOOST_TEST(out.media_type_at(static_cast<std::uint32_t>(out.text.find("Ninety"))) == "text/markdown");
  BOOST_TEST(out.part_of(static_cast<std::uint32_t>(out.text.find("Prices")))->name == "Annex 10.txt");
}

BOOST_AUTO_TEST_CASE(a_document_that_cannot_be_read_is_told_and_the_others_are_read) {
  const ExtractedText out = read(zip({{"a.txt", "Words."}, {"scan.png", "\x89PNG\r\n\x1A\n"}, {"b.pdf", "404 Not Found"}, {"c.txt", ""}}), "offer.zip");
  BOOST_TEST(names(out) == Strings{"a.txt"}, boost::test_tools::per_element());
  BOOST_TEST(unread(out) == (Strings{"b.pdf", "c.txt", "scan.png"}), boost::test_tools::per_element());
  BOOST_TEST(out.not_read[0].detail.starts_with("Called a PDF"));  // without the name, which stands beside it
}

BOOST_AUTO_TEST_CASE(a_set_of_which_nothing_can_be_read_is_an_error) {
  BOOST_TEST(contains(refusal(zip({{"scan.png", "\x89PNG\r\n\x1A\n"}, {"b.pdf", "404"}}), "offer.zip"), "none of its 2 documents can be read. First: b.pdf: called a PDF"));
  BOOST_TEST(contains(refusal(zip({}), "offer.zip"), "holds no document"));
  BOOST_TEST(contains(refusal("Subject: hello\nMIME-Version: 1.0\n\n\n", "a.eml"), "holds no document"));
}

BOOST_AUTO_TEST_CASE(litter_of_operating_systems_is_no_gap) {
  const ExtractedText out = read(zip({{"a.txt", "Words."}, {"__MACOSX/._a.txt", "x"}, {".DS_Store", "x"}, {"d/Thumbs.db", "x"}, {"~$a.docx", "x"}, {"a.txt.waivers.yaml", "x"}}), "offer.zip");
  BOOST_TEST(out.not_read.empty());
  BOOST_TEST(names(out) == Strings{"a.txt"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(the_same_twice_is_read_once_and_told) {
  const ExtractedText out = read(zip({{"a.txt", terms("bread")}, {"copy/a.txt", terms("bread")}, {"a.docx", ""}, {"b.md", terms("bread") + "\n\n"}, {"c.md", terms("wine")}}), "offer.zip");
  BOOST_TEST(names(out) == (Strings{"a.txt", "c.md"}), boost::test_tools::per_element());
  BOOST_TEST(unread(out, "part-left-out") == (Strings{"b.md", "copy/a.txt"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(one_other_number_is_another_document) {
  std::string other = terms("bread");
  other.replace(other.find("within 7"), 8, "within 9");
  BOOST_TEST(read(zip({{"a.md", terms("bread")}, {"b.md", other}}), "offer.zip").parts.size() == 2u);
}

BOOST_AUTO_TEST_CASE(archives_and_mails_in_each_other_are_read_to_a_depth) {
  const std::string mail = "Subject: Offer\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nPlease sign.\n--b\nContent-Type: text/plain; name=\"Annex 1.txt\"\n\nOne.\n--b--\n";
  const ExtractedText out = read(zip({{"inner.zip", zip({{"a.txt", "In the inner."}})}, {"m.eml", mail}}), "offer.zip");
  BOOST_TEST(names(out) == (Strings{"inner.zip/a.txt", "m.eml", "m.eml/Annex 1.txt"}), boost::test_tools::per_element());
  std::string nested = zip({{"a.txt", "deep"}});
  for (int i = 0; i < 3; ++i) nested = zip({{"n.zip", nested}, {"t" + std::to_string(i) + ".txt", "level"}});
  const ExtractedText deep = read(nested, "offer.zip");
  BOOST_TEST(unread(deep) == Strings{"n.zip/n.zip/n.zip"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_mail_is_its_text_and_what_hangs_on_it) {
  const ExtractedText out = read("MIME-Version: 1.0\nSubject: Offer\nFrom: a@b.example\nDate: Mon, 23 Nov 2026\n\nWe accept your terms.\n", "mails/offer.eml");
  BOOST_TEST(out.text == "Subject: Offer\nFrom: a@b.example\nDate: Mon, 23 Nov 2026\n\nWe accept your terms.\n");
  BOOST_TEST(names(out) == Strings{"offer.eml"}, boost::test_tools::per_element());
  BOOST_TEST(out.media_type == "message/rfc822");
}

BOOST_AUTO_TEST_CASE(a_bomb_costs_its_own_place_only) {
  std::string zeros(40u << 20, '\0');
  const ExtractedText out = read(zip({{"a.txt", "Words."}, {"bomb.txt", zeros}}), "offer.zip");
  BOOST_TEST(names(out) == Strings{"a.txt"}, boost::test_tools::per_element());
  BOOST_TEST(unread(out) == Strings{"bomb.txt"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(more_documents_than_the_limit_are_counted) {
  Parts many;
  for (std::uint32_t i = 0; i < limits::kSetParts + 7; ++i) many["d" + std::to_string(i) + ".txt"] = "Clause " + std::to_string(i) + ".";
  const ExtractedText out = read(zip(many), "offer.zip");
  BOOST_TEST(out.parts.size() == limits::kSetParts);
  BOOST_REQUIRE(out.not_read.size() == 1u);
  BOOST_TEST(out.not_read[0].code == "parts-over-limit");
  BOOST_TEST(out.not_read[0].detail.starts_with("7 documents"));
}

BOOST_AUTO_TEST_CASE(what_could_not_be_read_is_named_up_to_the_limit_and_counted_beyond) {
  Parts many = {{"a.txt", "Words."}}, copies = {{"a.txt", terms("support")}};
  for (std::uint32_t i = 0; i < limits::kUnreadParts; ++i) {
    many["d" + std::to_string(i) + ".docx"] = "PK\3\4 no archive " + std::to_string(i);
    copies["d" + std::to_string(i) + ".txt"] = terms("support");
  }
  BOOST_TEST(read(zip(many), "offer.zip").not_read.size() == limits::kUnreadParts);
  BOOST_TEST(read(zip(copies), "offer.zip").not_read.size() == limits::kUnreadParts);
  many["one.docx"] = "PK\3\4 no archive, one";
  many["two.docx"] = "PK\3\4 no archive, two";
  copies["one.txt"] = copies["two.txt"] = terms("support");
  const ExtractedText unread = read(zip(many), "offer.zip"), same = read(zip(copies), "offer.zip");
  BOOST_REQUIRE(unread.not_read.size() == limits::kUnreadParts + 1);
  BOOST_TEST(unread.not_read.back().code == "part-not-read");
  BOOST_TEST(unread.not_read.back().detail.starts_with("And 2 more"));
  BOOST_REQUIRE(same.not_read.size() == limits::kUnreadParts + 1);
  BOOST_TEST(same.not_read.back().code == "part-left-out");
  BOOST_TEST(same.not_read.back().detail.starts_with("And 2 more"));
}

BOOST_AUTO_TEST_CASE(long_names_are_cut_in_their_middle_and_stay_apart) {
  const auto named = [](std::size_t size, const char* middle) { return std::string(size / 2, 'a') + middle + std::string(size - size / 2 - 5, 'b') + ".txt"; };
  const ExtractedText whole = read(zip({{named(limits::kPartNameBytes, "x"), "One."}}), "offer.zip");
  BOOST_TEST(names(whole) == Strings{named(limits::kPartNameBytes, "x")}, boost::test_tools::per_element());
  const Strings cut = names(read(zip({{named(limits::kPartNameBytes + 1, "x"), "One."}, {named(limits::kPartNameBytes + 1, "y"), "Two."}}), "offer.zip"));
  BOOST_REQUIRE(cut.size() == 2u);
  BOOST_TEST(cut[0] != cut[1]);
  for (const std::string& name : cut) {
    BOOST_TEST(name.size() <= limits::kPartNameBytes);
    BOOST_TEST(contains(name, "aaa..."));
  }
}

BOOST_AUTO_TEST_CASE(places_are_those_of_their_document) {
  // Two that have pages, and one between them that has none, as reading them gives it.
  static const auto paged = [](const Document& document, std::string_view type, const Options&, Cancel&) -> Result<ExtractedText> {
    ExtractedText out;
    out.text = document.bytes;
    out.media_type = type;
    out.blocks.push_back({{0, static_cast<std::uint32_t>(out.text.size())}});
    if (document.name.ends_with(".pdf")) {
      out.pages = {{1, {0, 4}, 595, 842}, {2, {5, static_cast<std::uint32_t>(out.text.size())}, 595, 842}};
      out.words = {{{0, 3}, 1, 1, 2, 3, 4}, {{5, 8}, 2, 1, 2, 3, 4}};
      out.revisions.push_back({Revision::Kind::insertion, {0, 3}, "A", ""});
      out.not_read.push_back({"page-without-text", 2, "a picture"});
    }
    return out;
  };
  const std::vector<Document> documents = {{"%PDF-one two", "a.pdf", ""}, {"plain words", "b.txt", ""}, {"%PDF-six ten", "c.pdf", ""}};
  Cancel cancel;
  auto out = read_set(documents, "folder", {}, cancel, paged);
  BOOST_REQUIRE_MESSAGE(bool(out), (out ? "" : out.error().message));
  BOOST_CHECK_EQUAL(broken_invariant(out.value()), "");
  const ExtractedText& set = out.value();
  const auto at = [&](const char* words) { return static_cast<std::uint32_t>(set.text.find(words)); };
  BOOST_TEST(set.page_of(at("one")) == 2u);
  BOOST_TEST(set.page_of(at("plain")) == 0u);
  BOOST_TEST(set.page_of(at("words")) == 0u);
  BOOST_TEST(set.page_of(at("%PDF-six")) == 1u);
  BOOST_TEST(set.page_of(at("ten")) == 2u);
  BOOST_REQUIRE(set.words.size() == 4u);
  BOOST_TEST(set.words[3].span.of(set.text) == "six");
  BOOST_TEST(set.revisions[1].span.of(set.text) == "%PD");
  BOOST_REQUIRE(set.not_read.size() == 2u);
  BOOST_TEST(set.not_read[1].part == "c.pdf");
  BOOST_TEST(set.media_type == "multipart/mixed");
}

BOOST_AUTO_TEST_CASE(names_are_only_shown) {
  BOOST_TEST(shown_part_name("../../etc/passwd") == "etc/passwd");
  BOOST_TEST(shown_part_name("C:\\Offers\\.\\Annex.pdf") == "Offers/Annex.pdf");
  BOOST_TEST(shown_part_name("Anlage \x84.pdf") == "Anlage ä.pdf");  // code page 437
  BOOST_TEST(shown_part_name("a\nb\x1B[31m\xE2\x80\xAE" "fdp.exe") == "a?b?[31m?fdp.exe");
  BOOST_TEST(shown_part_name("..//.") == "");
}

BOOST_AUTO_TEST_CASE(names_are_ordered_by_what_they_say) {
  BOOST_TEST(comes_before("Annex 2.pdf", "Annex 10.pdf"));
  BOOST_TEST(comes_before("zz Rahmenvertrag.pdf", "Anlage 1.pdf"));
  BOOST_TEST(comes_before("order.pdf", "annexes/agreement.pdf"));
  BOOST_TEST(!comes_before("a.pdf", "a.pdf"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace caveat::extract
