// The reader program by itself: what it takes away from itself, and what it refuses.
#include <sys/wait.h>

#include <boost/test/unit_test.hpp>
#include <cstdio>
#include <string>

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
