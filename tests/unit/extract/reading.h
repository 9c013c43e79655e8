// Reading: run() on bytes in memory, with the contract of ExtractedText checked on every answer.
#ifndef CAVEAT_TESTS_EXTRACT_READING_H
#define CAVEAT_TESTS_EXTRACT_READING_H
#include <boost/test/unit_test.hpp>

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "extract/extract.h"
#include "invariants.h"

namespace caveat::extract {

inline Result<ExtractedText> reading(std::string_view bytes, std::string_view name, std::string_view media_type = "") {
  Cancel cancel;
  return run(Document{bytes, name, media_type}, Options(), cancel);
}

// The text that must be readable.
inline ExtractedText read(std::string_view bytes, std::string_view name, std::string_view media_type = "") {
  auto out = reading(bytes, name, media_type);
  BOOST_REQUIRE_MESSAGE(bool(out), "not read: " << (out ? "" : out.error().message));
  BOOST_CHECK_EQUAL(broken_invariant(out.value()), "");
  return std::move(out).value();
}

// The error that must come: its message.
inline std::string refusal(std::string_view bytes, std::string_view name, ErrorCode code = ErrorCode::format,
                           std::string_view media_type = "") {
  auto out = reading(bytes, name, media_type);
  BOOST_REQUIRE_MESSAGE(!out, "was read, but must not be");
  BOOST_CHECK_EQUAL(static_cast<int>(out.error().code), static_cast<int>(code));
  return out.error().message;
}

inline bool contains(std::string_view text, std::string_view part) { return text.find(part) != text.npos; }

// "heading1 7. Term" a block: kinds, levels and words in one comparison.
inline std::vector<std::string> blocks(const ExtractedText& out) {
  constexpr const char* kKinds[] = {"paragraph", "heading", "item", "row", "footnote", "code"};
  std::vector<std::string> list;
  for (const Block& block : out.blocks)
    list.push_back(kKinds[static_cast<int>(block.kind)] + (block.level > 0 ? std::to_string(block.level) : "") + " " +
                   std::string(block.span.of(out.text)));
  return list;
}

inline void check_blocks(const ExtractedText& out, const std::vector<std::string>& expected) {
  const auto got = blocks(out);
  BOOST_CHECK_EQUAL_COLLECTIONS(got.begin(), got.end(), expected.begin(), expected.end());
}

}  // namespace caveat::extract
#endif
