// Documents of a few blocks, and their structure, for the tests of this folder.
#ifndef CAVEAT_TESTS_SEGMENT_DOCUMENTS_H
#define CAVEAT_TESTS_SEGMENT_DOCUMENTS_H
#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "segment/structure.h"

struct TestBlock {
  std::string words;
  caveat::extract::BlockKind kind = caveat::extract::BlockKind::paragraph;
  std::uint8_t level = 0;
};

inline caveat::extract::ExtractedText document(const std::vector<TestBlock>& blocks) {
  caveat::extract::ExtractedText out;
  out.media_type = "application/pdf";
  for (const TestBlock& block : blocks) {
    if (!out.text.empty()) out.text += "\n\n";
    const auto begin = static_cast<std::uint32_t>(out.text.size());
    out.text += block.words;
    out.blocks.push_back({{begin, static_cast<std::uint32_t>(out.text.size())}, block.kind, block.level});
  }
  return out;
}

inline caveat::segment::Structure structure(const caveat::extract::ExtractedText& text,
                                            caveat::Language language = caveat::Language::other) {
  caveat::Cancel never;
  const auto normal = caveat::normalize::run(text, never);
  BOOST_REQUIRE(normal);
  auto result = caveat::segment::run(text, normal.value(), {language}, never);
  BOOST_REQUIRE(result);
  return std::move(result).value();
}
#endif
