// The fold as its header states it, line by line, and its offset map on real words.
#include "normalize/normal_text.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

using namespace caveat;
using namespace caveat::normalize;

namespace {

extract::ExtractedText document(const std::vector<std::string>& blocks, std::string gap = "\n\n") {
  extract::ExtractedText out;
  out.media_type = "text/plain";
  for (const std::string& block : blocks) {
    if (!out.text.empty()) out.text += gap;
    const auto begin = static_cast<std::uint32_t>(out.text.size());
    out.text += block;
    out.blocks.push_back({{begin, static_cast<std::uint32_t>(out.text.size())}});
  }
  return out;
}
NormalText normal(const extract::ExtractedText& text) {
  Cancel never;
  auto result = run(text, never);
  BOOST_REQUIRE(result);
  return std::move(result).value();
}
std::string normal_of(const std::vector<std::string>& blocks, std::string gap = "\n\n") {
  return normal(document(blocks, gap)).text;
}
// What the document says where the normal text says `words`.
std::string quoted(const extract::ExtractedText& text, std::string_view words) {
  const NormalText folded = normal(text);
  const std::size_t at = folded.text.find(words);
  BOOST_REQUIRE_MESSAGE(at != std::string::npos, "no \"" << words << "\" in \"" << folded.text << '"');
  const NormalSpan span{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + words.size())};
  return std::string(folded.map.to_text(span).of(text.text));
}

}  // namespace

BOOST_AUTO_TEST_CASE(letters_fold_to_ascii) {
  BOOST_TEST(fold("Über die HÖHE der Gebühr, Maßstab, STRAẞE") == "ueber die hoehe der gebuehr, massstab, strasse");
  BOOST_TEST(fold("Résiliation à l’échéance, cœur, ÇA") == "resiliation a l'echeance, coeur, ca");
  BOOST_TEST(fold("Cláusula 7.ª – año, n.º 3") == "clausula 7.a - ano, n.o 3");
  BOOST_TEST(fold("oﬃce ﬁnal İstanbul") == "office final istanbul");
}
BOOST_AUTO_TEST_CASE(composed_and_decomposed_text_fold_alike) {
  BOOST_TEST(fold("fu\u0308r") == "fuer");
  BOOST_TEST(fold("e\u0301te\u0301") == "ete");
  BOOST_TEST(fold("\u01D8 u\u0308\u0301 u\u0301\u0308 \u00FA\u0308") == "ue ue ue ue");
  BOOST_TEST(fold("\u1EA1\u0308 a\u0323\u0308 \u00E4\u0323") == "ae ae ae");
  BOOST_TEST(fold("o\u00AD\u0308") == "oe");
  BOOST_TEST(fold("e\u0308 \u0308x") == "e x");
}
BOOST_AUTO_TEST_CASE(quotes_dashes_and_ellipsis_become_ascii) {
  BOOST_TEST(fold("„a“ «b» “c” ’d‘ ‚e′ f″") == "\"a\" \"b\" \"c\" 'd' 'e' f\"");
  BOOST_TEST(fold("a – b — c ‑ d − e ‐ f") == "a - b - c - d - e - f");
  BOOST_TEST(fold("…") == "...");
}
BOOST_AUTO_TEST_CASE(spaces_run_together_and_a_folded_string_keeps_its_ends) {
  BOOST_TEST(fold("a\u00A0\u202F\t b\n c") == "a b c");
  BOOST_TEST(fold("  x  ") == " x ");
  BOOST_TEST(fold("").empty());
}
BOOST_AUTO_TEST_CASE(invisible_characters_are_dropped) {
  BOOST_TEST(fold("Ver\u00ADfüg\u200Bbar\u2060keit\uFEFF \u202Ex\u202C\uFE0F") == "verfuegbarkeit x");
  BOOST_TEST(fold("a \u200B b") == "a b");
}
BOOST_AUTO_TEST_CASE(re2_syntax_in_ascii_stays) {
  BOOST_TEST(fold("d[ue](?:s)? (?:prix|taux) {1,3}\\d+ ^a|b$") == "d[ue](?:s)? (?:prix|taux) {1,3}\\d+ ^a|b$");
}
BOOST_AUTO_TEST_CASE(bytes_that_are_no_utf8_stay_as_they_are) { BOOST_TEST(fold("A\xFF\xC3 B") == "a\xFF\xC3 b"); }

BOOST_AUTO_TEST_CASE(one_line_end_stands_between_two_blocks) {
  BOOST_TEST(normal_of({"One", "Two"}) == "one\ntwo");
  BOOST_TEST(normal_of({"One", "Two"}, "\n \n\u00A0\n") == "one\ntwo");
  BOOST_TEST(normal_of({"One", "Two"}, "") == "one\ntwo");
  BOOST_TEST(normal_of({"\u200B", "One\u00A0\u200B", "\uFEFF", "\u200B Two", "\u00AD"}) == "one\ntwo");
  BOOST_TEST(normal_of({}).empty());
  BOOST_TEST(normal_of({"\u200B"}).empty());
}
BOOST_AUTO_TEST_CASE(a_layout_line_break_is_a_space_and_a_blank_line_a_paragraph) {
  BOOST_TEST(normal_of({"the\n   fees\tare \n due"}) == "the fees are due");
  BOOST_TEST(normal_of({"the fees \n \n  are due"}) == "the fees\nare due");
}
BOOST_AUTO_TEST_CASE(words_broken_at_a_line_end_are_joined) {
  BOOST_TEST(normal_of({"die Kündi-\n  gung"}) == "die kuendigung");
  BOOST_TEST(normal_of({"die Kündi- \ngung"}) == "die kuendigung");
  BOOST_TEST(normal_of({"Kündi\u2010\ngung"}) == "kuendigung");
  BOOST_TEST(normal_of({"Kündi\u00AD\ngung"}) == "kuendigung");
  BOOST_TEST(normal_of({"Service-\nLevel"}) == "service-level");
  BOOST_TEST(normal_of({"Miet-\nund Kauf"}) == "miet- und kauf");
  BOOST_TEST(normal_of({"a –\nb, c -\nd, e\u2013\nf"}) == "a - b, c - d, e- f");
  BOOST_TEST(normal_of({"end-\n\nnext"}) == "end-\nnext");
}
BOOST_AUTO_TEST_CASE(quotes_come_back_as_written) {
  const auto text = document({"Haftung fu\u0308r den Scha\u00ADden der oﬃziellen Kün-\ndigung \u201EA\u201C"});
  BOOST_TEST(quoted(text, "fuer") == "fu\u0308r");
  BOOST_TEST(quoted(text, "schaden") == "Scha\u00ADden");
  BOOST_TEST(quoted(text, "ffi") == "ﬃ");
  BOOST_TEST(quoted(text, "f") == "f");
  BOOST_TEST(quoted(text, "kuendigung") == "Kün-\ndigung");
  BOOST_TEST(quoted(text, "u") == "u");  // of "Haftung"
  BOOST_TEST(quoted(text, "ue") == "u\u0308");
  BOOST_TEST(quoted(text, "\"a\"") == "\u201EA\u201C");
}
BOOST_AUTO_TEST_CASE(a_ligature_maps_back_to_itself) {
  const auto text = document({"a ﬁne"});
  const NormalText folded = normal(text);
  BOOST_TEST(folded.text == "a fine");
  BOOST_TEST(std::string(folded.map.to_text(NormalSpan{3, 4}).of(text.text)) == "ﬁ");
}
BOOST_AUTO_TEST_CASE(plain_english_needs_one_piece) {
  const auto text = document({"The Provider shall pay € 5 to the CUSTOMER,\nunder § 4.", "Next paragraph."}, "\n");
  BOOST_TEST(normal(text).map.pieces().size() == 1u);
}
BOOST_AUTO_TEST_CASE(markdown_marks_go_only_from_markdown) {
  auto text = document({"The **Provider** may\\* [stop](https://x.y)."});
  BOOST_TEST(normal(text).text == "the **provider** may\\* [stop](https://x.y).");
  text.media_type = "text/markdown";
  BOOST_TEST(normal(text).text == "the provider may* stop.");
  BOOST_TEST(quoted(text, "provider") == "Provider");
  BOOST_TEST(quoted(text, "the provider may") == "The **Provider** may");
}
BOOST_AUTO_TEST_CASE(a_markdown_heading_is_its_words) {
  auto text = document({"## 1\\. Fees ##", "General\n======"});
  text.media_type = "text/markdown";
  for (auto& block : text.blocks) block.kind = extract::BlockKind::heading;
  BOOST_TEST(normal(text).text == "1. fees\ngeneral");
}
BOOST_AUTO_TEST_CASE(blocks_that_overlap_are_an_error_that_says_so) {
  auto text = document({"One", "Two"});
  text.blocks[1].span.begin = 1;
  Cancel never;
  const auto result = run(text, never);
  BOOST_REQUIRE(!result);
  BOOST_TEST((result.error().code == ErrorCode::internal));
}
BOOST_AUTO_TEST_CASE(the_host_can_cancel) {
  Cancel at_once(0, [](Stage stage, std::uint64_t, std::uint64_t) { return stage == Stage::normalize; });
  const auto result = run(document({std::string(100'000, 'x')}), at_once);
  BOOST_REQUIRE(!result);
  BOOST_TEST((result.error().code == ErrorCode::cancelled));
}
BOOST_AUTO_TEST_CASE(a_word_that_the_document_hyphenates_keeps_its_hyphen_at_a_line_end) {
  // Without evidence the hyphen is the typesetter's, ...
  BOOST_TEST(normal_of({"the data-\nprocessing terms"}) == "the dataprocessing terms");
  // ... with it the author's, before and behind the place, in other letters and at the other end of the document.
  BOOST_TEST(normal_of({"the data-\nprocessing terms", "Data-Processing"}) == "the data-processing terms\ndata-processing");
  BOOST_TEST(normal_of({"„Prêt-à-porter“", "prêt-\nà and à-\nporter, arri\u00e8re-\nplan"}) == "\"pret-a-porter\"\npret-a and a-porter, arriereplan");
  BOOST_TEST(normal_of({"the data-\nprocessor", "data-processing, data- processor"}) == "the dataprocessor\ndata-processing, data- processor");
  BOOST_TEST(normal_of({"verfüg-\nbarkeit", "Ein- und\nAusgang", "die Miet-\nund Kaufverträge", "so-\nwie"}) == "verfuegbarkeit\nein- und ausgang\ndie miet- und kaufvertraege\nsowie");
}

BOOST_AUTO_TEST_CASE(a_kept_hyphen_maps_back_to_itself) {
  const auto text = document({"the data-\nprocessing terms", "data-processing"});
  BOOST_TEST(quoted(text, "the data-processing") == "the data-\nprocessing");
  BOOST_TEST(quoted(text, "processing terms") == "processing terms");
}

