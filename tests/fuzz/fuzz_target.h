// What the fuzz targets share. A target is one file with LLVMFuzzerTestOneInput(): with clang and CAVEAT_FUZZ it is linked to libFuzzer
// (./check --fuzz 60 docx), else to replay.cpp, which runs the inputs of seeds/<target> and stops at the first that breaks a promise: the
// tests fuzz_replay_<target>. An input that once broke one is a seed, so it stays mended. More: README.md.
#ifndef CAVEAT_TESTS_FUZZ_TARGET_H
#define CAVEAT_TESTS_FUZZ_TARGET_H
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace caveat::fuzz {

inline std::string_view view(const std::uint8_t* data, std::size_t size) { return {reinterpret_cast<const char*>(data), size}; }

// A promise that the code under test makes. abort() is what both libFuzzer and ctest take for a failure.
inline void require(bool holds, const char* promise, std::string_view detail = {}) {
  if (holds) return;
  std::fprintf(stderr, "broken promise: %s %s\n", promise, std::string(detail).c_str());
  std::abort();
}

// Every refusal names the document and is one that people can act on; an internal error is a mistake of ours.
inline void require_refusal(const Error& error, std::string_view name) {
  require(error.code != ErrorCode::internal, "no internal error:", error.message);
  require(error.message.starts_with(name), "an error names the document:", error.message);
}

// Takes an input apart into numbers, for targets that need structure and not bytes. After the end: zeros.
class Bytes {
 public:
  Bytes(const std::uint8_t* data, std::size_t size) : at_(data), left_(size) {}
  bool empty() const { return left_ == 0; }
  std::uint8_t byte() {
    if (left_ == 0) return 0;
    --left_;
    return *at_++;
  }
  std::uint16_t two() { return static_cast<std::uint16_t>(byte() | byte() << 8); }
  float number() {
    std::uint8_t raw[4] = {byte(), byte(), byte(), byte()};
    float out;
    std::memcpy(&out, raw, 4);
    return out;
  }
  std::string text(std::size_t most) {
    std::string out;
    for (std::size_t n = byte() % (most + 1); n > 0 && left_ > 0; --n) out += static_cast<char>(byte());
    return out;
  }

 private:
  const std::uint8_t* at_;
  std::size_t left_;
};

// Several files in one input, so that the fuzzer changes what is in them and not how they are packed:
//
//   === word/document.xml
//   <w:document ...
//   === word/styles.xml
//   ...
//
// What stands before the first line of that kind is left out.
inline std::vector<std::pair<std::string, std::string_view>> parts_of(std::string_view input) {
  std::vector<std::pair<std::string, std::string_view>> out;
  constexpr std::string_view kMark = "=== ";
  std::size_t at = input.starts_with(kMark) ? 0 : input.find("\n=== ");
  if (at != input.npos && at != 0) ++at;
  while (at != input.npos && at < input.size() && out.size() < 40) {
    std::size_t line = input.find('\n', at);
    if (line == input.npos) line = input.size();
    std::string name(input.substr(at + kMark.size(), line - at - kMark.size()));
    const std::size_t next = line == input.size() ? input.npos : input.find("\n=== ", line);
    const std::size_t begin = line == input.size() ? line : line + 1;
    const std::size_t end = next == input.npos ? input.size() : next;
    out.emplace_back(std::move(name), begin < end ? input.substr(begin, end - begin) : std::string_view());
    at = next == input.npos ? next : next + 1;
  }
  return out;
}

}  // namespace caveat::fuzz
#endif
