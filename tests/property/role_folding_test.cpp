// Role folding on random documents: bytes outside replaced names keep value and place. And what segment/role_nouns.cpp and
// rules/lexicons must share: the canonical word of each role matches its macro. Seeds are fixed.
#include "segment/role_folding.h"

#include <re2/re2.h>

#include <boost/test/unit_test.hpp>
#include <random>

#include "rules/loader.h"
#include "segment/role_nouns.h"

using namespace caveat;

BOOST_AUTO_TEST_CASE(canonical_words_match_their_macros) {
  rules::Diagnostics d;
  auto program = rules::load({{CAVEAT_SOURCE_DIR "/rules"}, "", false}, d);
  BOOST_REQUIRE(program);
  for (Language language : kAllLanguages)
    for (Role role : {Role::supplier, Role::customer}) {
      const auto* macro = program.value()->role_word(role == Role::supplier ? rules::RoleWord::supplier : rules::RoleWord::customer, language);
      BOOST_REQUIRE(macro);
      const segment::RoleName name = segment::role_name(role, language);
      BOOST_TEST(re2::RE2::FullMatch(std::string(name.article) + " " + std::string(name.noun), macro->regex()), name.noun);
      BOOST_TEST(re2::RE2::FullMatch(std::string(name.noun), macro->regex()), name.noun);
    }
}

BOOST_AUTO_TEST_CASE(what_is_not_replaced_keeps_its_bytes_and_its_place) {
  const std::vector<std::string> words = {"ACME", "Acme", "ACME,", "Inc.", "d'ACME", "de", "von", "ACMEs", "acme.com", "e\xCC\x81tat", "\xEF\xAC\x81n", "\xC3\x9C""ber", "\xC2\xAD", "«\xC2\xA0x\xC2\xA0»", "The", "may", "se", "SE", "(", ")", "-", "ACME-x", "\xEF\xAC\x81""ACME", "x.", "\n\n", "Kunde"};
  std::mt19937 random(20261123);
  std::uint64_t replaced = 0;
  for (int round = 0; round < 400; ++round) {
    const Language language = kAllLanguages[static_cast<std::size_t>(round) % kLanguages];
    extract::ExtractedText x;
    x.media_type = "application/pdf";
    const std::vector<std::string> heads = {"ACME Ltd (the \"Supplier\")", "ACME SAS (ci-après « le Prestataire »)", "ACME GmbH (nachfolgend „Anbieter“)", "ACME SL (en adelante, «el Proveedor»)"};
    std::string body;
    for (int i = 0; i < 40; ++i) body += words[random() % words.size()] + " ";
    for (const std::string& block : {heads[index(language)], body}) {
      for (std::size_t i = 0; i < block.size();) {
        const std::size_t end = std::min(block.find("\n\n", i), block.size());
        std::string part = block.substr(i, end - i);
        while (!part.empty() && part.back() == ' ') part.pop_back();
        while (!part.empty() && part.front() == ' ') part.erase(0, 1);
        i = end + 2;
        if (part.empty()) continue;
        if (!x.text.empty()) x.text += "\n\n";
        const auto begin = static_cast<std::uint32_t>(x.text.size());
        x.text += part;
        x.blocks.push_back({{begin, static_cast<std::uint32_t>(x.text.size())}, extract::BlockKind::paragraph, 0});
      }
    }
    Cancel never;
    const normalize::NormalText before = normalize::run(x, never).value();
    normalize::NormalText after = before;
    auto structure = segment::run(x, before, {language}, never).value();
    replaced += segment::fold_roles(x, after, structure, never).value();
    const auto whole = [](const normalize::NormalText& n) { return n.map.to_text({0, static_cast<std::uint32_t>(n.text.size())}); };
    BOOST_REQUIRE((whole(before) == whole(after)));
    const auto& pieces = after.map.pieces();
    for (std::size_t p = 0; p < pieces.size(); ++p) {
      if (!pieces[p].exact) continue;
      const std::uint32_t end = p + 1 < pieces.size() ? pieces[p + 1].normal_begin : static_cast<std::uint32_t>(after.text.size());
      const NormalSpan now{pieces[p].normal_begin, end};
      const NormalSpan then = before.map.to_normal(after.map.to_text(now));
      BOOST_REQUIRE_EQUAL(now.of(after.text), then.of(before.text));
      BOOST_REQUIRE((before.map.to_text(then) == after.map.to_text(now)));
    }
    for (const segment::Paragraph& paragraph : structure.paragraphs) {
      BOOST_REQUIRE((paragraph.span.begin == 0 || after.text[paragraph.span.begin - 1] == '\n'));
      BOOST_REQUIRE((paragraph.span.end == after.text.size() || after.text[paragraph.span.end] == '\n'));
    }
  }
  BOOST_TEST(replaced > 400);
}
