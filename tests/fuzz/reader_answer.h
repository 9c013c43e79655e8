// The answer of a reader that nobody has taken over: the host takes it, and it keeps the contract.
#ifndef CAVEAT_TESTS_FUZZ_READER_ANSWER_H
#define CAVEAT_TESTS_FUZZ_READER_ANSWER_H
#include <variant>

#include "extract/reader_protocol.h"
#include "extracted_promise.h"

namespace caveat::fuzz {

inline void require_answer_is_taken(const std::variant<extract::reader::Answer, extract::reader::Failure>& outcome, const char* media_type) {
  using namespace extract::reader;
  const auto* answer = std::get_if<Answer>(&outcome);
  const std::string frames = encode_hello(0) + (answer ? encode_answer(*answer) : encode_failure(std::get<Failure>(outcome)));
  FrameFollower follower;
  follower.follow(frames);
  require(follower.complete() && !follower.broken(), "the reader's answer is whole");
  auto decoded = decode(frames);
  if (const auto* refusal = std::get_if<Refusal>(&decoded)) require(false, "the host takes the reader's answer:", refusal->reason);
  auto& got = std::get<Decoded>(decoded);
  require(got.failure.has_value() == (answer == nullptr), "a failure arrives as one");
  if (got.failure) return;
  got.text.media_type = media_type;
  require(got.text.text == answer->text && got.text.blocks.size() == answer->blocks.size(), "the answer arrives as it was sent");
  require_contract(got.text);
}

}  // namespace caveat::fuzz
#endif
