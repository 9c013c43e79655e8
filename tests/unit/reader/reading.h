// What the tests of the reader share: reading a document through the process, and the promise that nothing is left.
#ifndef CAVEAT_TESTS_READER_READING_H
#define CAVEAT_TESTS_READER_READING_H
#include <dirent.h>
#include <sys/wait.h>

#include <boost/test/unit_test.hpp>
#include <cerrno>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "extract/reader_client.h"

namespace caveat::tests {

using namespace caveat::extract;

inline std::size_t open_descriptors() {
  std::size_t count = 0;
  DIR* const folder = ::opendir("/proc/self/fd");
  while (::readdir(folder) != nullptr) ++count;
  ::closedir(folder);
  return count;
}

// Fails the test if a process or a descriptor stays behind.
class NothingLeft {
 public:
  NothingLeft() : before_(open_descriptors()) {}
  ~NothingLeft() {
    BOOST_CHECK_EQUAL(open_descriptors(), before_);
    errno = 0;
    BOOST_CHECK_EQUAL(::waitpid(-1, nullptr, WNOHANG), -1);
    BOOST_CHECK_EQUAL(errno, ECHILD);
  }

 private:
  std::size_t before_;
};

inline Result<ExtractedText> read(std::string_view bytes, std::string_view media_type, const Options& options = {}) {
  Cancel cancel(600'000, nullptr);  // text recognition on a machine that is busy with ten other things
  return read_in_process({bytes, "x.pdf", {}}, media_type, options, cancel);
}

inline ExtractedText read_good(std::string_view bytes, std::string_view media_type) {
  auto result = read(bytes, media_type);
  BOOST_REQUIRE_MESSAGE(static_cast<bool>(result), (result ? "" : result.error().message));
  return std::move(result.value());
}

// "heading1: 1. Fees" and so on, one string per block: what most tests compare.
inline std::vector<std::string> blocks_of(const ExtractedText& text) {
  static const char* const kNames[] = {"", "heading", "item", "row", "footnote", "code"};
  std::vector<std::string> out;
  for (const Block& block : text.blocks) {
    std::string line = kNames[static_cast<int>(block.kind)];
    if (block.level > 0) line += std::to_string(block.level);
    if (!line.empty()) line += ": ";
    out.push_back(line + std::string(block.span.of(text.text)));
  }
  return out;
}

using Blocks = std::vector<std::string>;

inline void check_blocks(const ExtractedText& text, const Blocks& expected) {
  const Blocks found = blocks_of(text);
  BOOST_CHECK_EQUAL_COLLECTIONS(found.begin(), found.end(), expected.begin(), expected.end());
}

// The codes with their pages: "page-without-text 2".
inline std::vector<std::string> unread_of(const ExtractedText& text) {
  std::vector<std::string> out;
  for (const NotRead& part : text.not_read) out.push_back(part.code + " " + std::to_string(part.page));
  return out;
}

}  // namespace caveat::tests
#endif
