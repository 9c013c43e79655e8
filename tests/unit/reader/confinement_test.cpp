// The reader program by itself: what it takes away from itself, and what it refuses.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <cstdio>
#include <string>

#include "base/limits.h"
#include "confinement.h"
#include "extract/reader_protocol.h"

using namespace caveat::extract::reader;

namespace {

const std::string kNow = std::string(kVersionArgument) + " ";

struct Run {
  int code = -1;
  std::string answer;
};

Run run(const std::string& arguments_and_input) {
  Run out;
  FILE* const pipe = ::popen((std::string(CAVEAT_READER) + " " + arguments_and_input).c_str(), "r");
  BOOST_REQUIRE(pipe != nullptr);
  for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) out.answer.push_back(static_cast<char>(c));
  const int status = ::pclose(pipe);
  out.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return out;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(reader_confinement)

BOOST_AUTO_TEST_CASE(the_limits_hold_and_the_answer_says_what_else_does) {
  const Run got = run(kNow + "text/html < " __FILE__);
  BOOST_REQUIRE_EQUAL(got.code, 0);
  const auto decoded = decode(got.answer);
  BOOST_REQUIRE(std::holds_alternative<Decoded>(decoded));
  const std::uint32_t guards = std::get<Decoded>(decoded).guards;
  BOOST_CHECK((guards & kGuardLimits) != 0);
  // These depend on the kernel and are off under a sanitizer.
  BOOST_WARN((guards & kGuardSystemCalls) != 0);
  BOOST_WARN((guards & kGuardFiles) != 0);
}

// What the reader asks of the kernel; that these limits end it is the kernel's work.
BOOST_AUTO_TEST_CASE(memory_time_and_children_are_those_of_the_limits) {
  const pid_t child = ::fork();
  BOOST_REQUIRE(child >= 0);
  if (child == 0) {
    const auto is = [](__rlimit_resource resource, rlim_t wanted) {
      rlimit now{};
      return ::getrlimit(resource, &now) == 0 && now.rlim_cur == wanted && now.rlim_max == wanted;
    };
    int wrong = caveat::reader::limit_resources(7) == kGuardLimits ? 0 : 1;
    if (!is(RLIMIT_CPU, 7)) wrong |= 2;
    if (!is(RLIMIT_NPROC, 0) || !is(RLIMIT_CORE, 0)) wrong |= 4;
    if (!is(RLIMIT_AS, caveat::limits::kReaderMemoryBytes)) wrong |= 8;
    ::_exit(wrong);
  }
  int status = 0;
  BOOST_REQUIRE_EQUAL(::waitpid(child, &status, 0), child);
  BOOST_CHECK_EQUAL(WEXITSTATUS(status), 0);
}

BOOST_AUTO_TEST_CASE(notes_are_drawn_behind_the_same_guards) {
  // No request: the reader greets, behind its guards, and gives up.
  const Run reading = run(kNow + "text/html < " __FILE__), drawing = run(kNow + kAnnotateArgument + " < " __FILE__);
  BOOST_CHECK_EQUAL(drawing.code, 2);
  BOOST_REQUIRE_EQUAL(drawing.answer.size(), encode_hello(0).size());
  BOOST_CHECK_EQUAL(drawing.answer, reading.answer.substr(0, drawing.answer.size()));
}

BOOST_AUTO_TEST_CASE(another_version_of_the_protocol_is_refused) {
  BOOST_CHECK_EQUAL(run("1 text/html < /dev/null").code, 2);
  BOOST_CHECK_EQUAL(run("< /dev/null").code, 2);
}

BOOST_AUTO_TEST_CASE(what_is_no_file_is_empty) {
  const Run got = run(kNow + "application/pdf < /dev/null");
  const auto decoded = decode(got.answer);
  BOOST_REQUIRE(std::holds_alternative<Decoded>(decoded));
  BOOST_CHECK(std::get<Decoded>(decoded).failure == Failure::empty);
}

BOOST_AUTO_TEST_SUITE_END()
