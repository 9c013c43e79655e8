// A reader program that does what its document says, and nothing that a reader should do. For client_test.cpp.
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstdlib>
#include <string>
#include <variant>

#include "base/limits.h"
#include "extract/reader_protocol.h"

using namespace caveat;
using namespace caveat::extract;
using namespace caveat::extract::reader;

namespace {

constexpr float kSure = 0.9f;

void send(const std::string& bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    const ssize_t written = ::write(1, bytes.data() + at, bytes.size() - at);
    if (written <= 0) ::_exit(4);
    at += static_cast<std::size_t>(written);
  }
}

Answer small_answer() {
  Answer answer;
  answer.text = "Fees are due.";
  Block block;
  block.span = {0, 13};
  answer.blocks.push_back(block);
  return answer;
}

// The signals that the host blocks or ignores must not be inherited.
bool has_clean_signals() {
  sigset_t blocked;
  if (::sigprocmask(SIG_SETMASK, nullptr, &blocked) != 0) return false;
  for (const int signal : {SIGTERM, SIGUSR1, SIGPIPE, SIGCHLD}) {
    struct sigaction action {};
    if (::sigaction(signal, nullptr, &action) != 0 || action.sa_handler != SIG_DFL ||
        sigismember(&blocked, signal) != 0)
      return false;
  }
  return true;
}

}  // namespace

int main(int, char** arguments) {
  std::string order(1u << 20, '\0');  // as it is, or behind a thousand recognised pages
  const ssize_t count = ::pread(0, order.data(), order.size(), 0);  // several processes share the descriptor, and where it is read
  order.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
  if (arguments[2] == std::string(kAnnotateArgument)) {
    const auto request = decode_copy_request(order);
    if (!std::holds_alternative<CopyRequest>(request)) return 10;
    order = std::string(std::get<CopyRequest>(request).document);
  }
  // "recognise: ...": three pages that are pictures, or "1000 pages", and what happens when their text is recognised.
  if (const std::size_t at = order.find("recognise: "); at != std::string::npos) {
    const std::string how = order.substr(at + 11, order.find('.', at) - at - 11);
    const std::uint32_t pages = how.ends_with(" pages") ? static_cast<std::uint32_t>(std::strtoul(how.c_str(), nullptr, 10)) : 3;
    const auto page = [](std::uint32_t number) {
      RecognisedPage out;
      out.number = number;
      out.language = kGerman;
      out.words.resize(1);
      out.words[0].text = "Page" + std::to_string(number);
      out.words[0].x1 = out.words[0].y1 = out.words[0].size = 9;
      out.words[0].confidence = kSure;
      out.words[0].begins_line = true;
      return out;
    };
    if (arguments[2] != std::string(kRecogniseArgument) && arguments[2] != std::string(kRecognisePictureArgument)) {
      const auto envelope = arguments[3] == nullptr ? std::variant<Envelope, Refusal>(Envelope{}) : decode_envelope(order);
      if (!std::holds_alternative<Envelope>(envelope)) return 11;
      Answer answer;
      for (std::uint32_t number = 1; number <= pages; ++number) {
        Page place;
        place.number = number;
        const auto begin = static_cast<std::uint32_t>(answer.text.empty() ? 0 : answer.text.size() + 2);
        bool known = false;
        for (const RecognisedPage& one : std::get<Envelope>(envelope).recognised) {
          if (one.number != number) continue;
          known = true;
          if (!answer.text.empty()) answer.text += "\n\n";
          answer.text += one.words.front().text;
          Block block;
          block.span = {begin, static_cast<std::uint32_t>(answer.text.size())};
          answer.blocks.push_back(block);
          answer.recognised.push_back({block.span, one.words.front().confidence});
        }
        place.span = known ? answer.blocks.back().span : TextSpan{static_cast<std::uint32_t>(answer.text.size()), static_cast<std::uint32_t>(answer.text.size())};
        answer.pages.push_back(place);
        if (!known) answer.unread.push_back({Unread::page_without_text, number, 1});
      }
      if (how == "badly laid out" && !answer.text.empty()) return 12;
      send(encode_hello(0) + encode_answer(answer));
      return 0;
    }
    send(encode_hello(0));
    if (how == "not installed") return send(encode_failure(Failure::no_recognition)), 0;
    if (how == "nonsense") return send("nonsense, long enough for a frame"), 0;
    if (how == "lie") return send(encode_lines(page(7)) + encode_end()), 0;
    std::uint32_t asked = 0;
    while (arguments[5 + asked] != nullptr) ++asked;
    if (asked > limits::kRecognitionShare) return 13;
    for (char** number = arguments + 5; *number != nullptr; ++number) {
      const auto wanted = static_cast<std::uint32_t>(std::strtoul(*number, nullptr, 10));
      if (wanted == 2 && how == "crash on page 2") ::raise(SIGKILL);
      if (wanted == 2 && how == "nothing on page 2") continue;
      if (wanted > 1 && how == "hang") ::pause();
      RecognisedPage out = page(wanted);
      if (wanted == 3 && how == "unsure of page 3") out.words[0].confidence = 0.4f;
      out.without_model = wanted > 1 && how == "without a model from page 2";
      out.damaged = wanted == 2 && how == "damaged page 2";
      // Page 1 tells the language, in which the others begin.
      if (arguments[4] != std::string(wanted == 1 ? "0" : "3")) out.words[0].text = "Wrong-language";
      send(encode_lines(out));
    }
    send(encode_end());
    return 0;
  }
  // What others can see of the reader, of which a password must be no part.
  if (arguments[3] != nullptr) {
    const auto envelope = decode_envelope(order);
    if (!std::holds_alternative<Envelope>(envelope)) return 11;
    Answer answer = small_answer();
    answer.text = std::string(std::get<Envelope>(envelope).password) + " is not in";
    for (char** all : {arguments, environ})
      for (; *all != nullptr; ++all) answer.text += std::string(" ") + *all;
    answer.blocks[0].span.end = static_cast<std::uint32_t>(answer.text.size());
    send(encode_hello(0) + encode_answer(answer));
    return 0;
  }
  if (order == "crash") {
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    ::signal(SIGSEGV, SIG_DFL);
    ::raise(SIGSEGV);
  }
  if (order == "say nothing") return 0;
  if (order == "no memory") return 1;
  if (order == "hang") ::pause();
  if (order == "hang in a child") {
    if (::fork() == 0) ::pause();
    ::pause();
  }
  if (order == "close and hang") {
    send(encode_hello(0));
    ::close(1);
    ::pause();
  }
  if (order == "flood") {
    const std::string noise(65536, 'y');
    for (;;) send(noise);
  }
  if (order == "flood of progress") {
    send(encode_hello(0));
    std::string noise;
    while (noise.size() < 65536) noise += encode_progress(1, 2);
    for (;;) send(noise);
  }
  if (order == "half") {
    const std::string answer = encode_hello(0) + encode_answer(small_answer());
    send(answer.substr(0, answer.size() / 2));
    return 0;
  }
  if (order == "lie") {
    Answer answer = small_answer();
    answer.blocks[0].span.end = 4'000'000;
    send(encode_hello(0) + encode_answer(answer));
    return 0;
  }
  if (order == "answer and hang") {
    send(encode_hello(0) + encode_answer(small_answer()));
    ::pause();
  }
  if (order == "look around") {
    Answer answer = small_answer();
    if (!has_clean_signals()) return 5;
    if (::getpgrp() != ::getpid()) return 6;
    for (int fd = 3; fd < 200; ++fd)
      if (::close(fd) == 0) return 7;  // one of the host's descriptors
    if (::clearenv() != 0 || ::write(0, "x", 1) == 1) return 8;
    send(encode_hello(0) + encode_answer(answer));
    return 0;
  }
  const auto send_copy = [](const std::string& bytes, std::uint32_t drawn, std::uint32_t features) {
    send(encode_hello(0) + encode_copy_head({bytes, drawn, features}) + bytes + encode_end());
  };
  if (order == "copy") return send_copy("%PDF-1.4 copy", 1, 0), 0;
  if (order == "lose a note") return send_copy("%PDF-1.4 copy", 0, 0), 0;
  if (order == "write a page") return send_copy("<html>", 1, 0), 0;
  if (order == "answer another question") return send(encode_hello(0) + encode_answer(small_answer())), 0;
  if (order == "progress") {
    send(encode_hello(0) + encode_progress(3, 7));
    ::usleep(200'000);
    send(encode_answer(small_answer()));
    return 0;
  }
  return 9;
}
