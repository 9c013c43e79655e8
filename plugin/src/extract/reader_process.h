// The reader process as the host sees it: its input, its start, its end. A memfd and not a pipe for the document: no SIGPIPE in the host
// (child_process.h says what else a host may be). Tested by tests/unit/reader/client_test.cpp.
//
//   auto input = sealed_file(document, {bytes}, cancel);
//   auto talk = Conversation::begin(document, program, {"text/html"}, input.value());
//   while (!talk.value()->over()) { poll for talk.value()->descriptor(); talk.value()->hear(document); }
#ifndef CAVEAT_EXTRACT_READER_PROCESS_H
#define CAVEAT_EXTRACT_READER_PROCESS_H
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/cancel.h"
#include "base/result.h"
#include "extract/child_process.h"
#include "extract/extract.h"
#include "extract/reader_protocol.h"

namespace caveat::extract {

class Descriptor {
 public:
  explicit Descriptor(int fd = -1) : fd_(fd) {}
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~Descriptor() { reset(); }
  void reset();
  int get() const { return fd_; }
  explicit operator bool() const { return fd_ >= 0; }
  // A host may have closed 0, 1 or 2. A descriptor down there would be overwritten by the child's own 0 and 1.
  bool move_above_standard();

 private:
  int fd_;
};

// The document's name as messages show it, at their head.
std::string subject(const Document& document);
Error system_error(const Document& document, const char* action, int number);

// The parts, one after the other, as an anonymous file that neither side can change any more.
Result<Descriptor> sealed_file(const Document& document, std::initializer_list<std::string_view> parts, Cancel& cancel);

// One reader process and what it has answered so far.
class Conversation {
 public:
  // arguments: the job, and what belongs to it.
  static Result<std::unique_ptr<Conversation>> begin(const Document& document, const std::string& program, std::vector<std::string> arguments,
                                                     const Descriptor& input);

  int descriptor() const { return from_reader_.get(); }  // readable: time to hear
  std::optional<Error> hear(const Document& document);   // what is there; waits for nothing
  bool over() const { return !open_ || follower_.complete() || follower_.broken(); }
  const reader::FrameFollower& follower() const { return follower_; }
  std::string& answer() { return answer_; }
  Child& child() { return child_; }

 private:
  Conversation(pid_t pid, Descriptor from_reader) : child_(pid), from_reader_(std::move(from_reader)) {}

  Child child_;
  Descriptor from_reader_;
  std::string answer_;
  reader::FrameFollower follower_;
  bool open_ = true;
};

}  // namespace caveat::extract
#endif
