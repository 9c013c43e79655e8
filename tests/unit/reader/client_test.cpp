// The host's side: readers that are missing, crash, hang, flood or lie, and what a host may have done to its process.
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <thread>

#include "base/limits.h"
#include "reading.h"

using namespace caveat;
using namespace caveat::tests;

namespace {

const Options kBad{CAVEAT_MISBEHAVING_READER};

Result<ExtractedText> order(std::string_view what) { return read(what, "application/pdf", kBad); }

void check_error(const Result<ExtractedText>& result, ErrorCode code, std::string_view part) {
  BOOST_REQUIRE(!result);
  BOOST_CHECK_EQUAL(static_cast<int>(result.error().code), static_cast<int>(code));
  BOOST_CHECK_MESSAGE(result.error().message.find(part) != std::string::npos, result.error().message);
  BOOST_CHECK_MESSAGE(result.error().message.starts_with("x.pdf: "), result.error().message);
}

double seconds_since(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(reader_client)

BOOST_AUTO_TEST_CASE(a_missing_reader_is_an_error_that_names_the_place) {
  NothingLeft guard;
  check_error(read("x", "application/pdf", {.reader_path = "/nowhere/caveat-reader"}), ErrorCode::io, "/nowhere/caveat-reader");
  check_error(read("x", "application/pdf", {.reader_path = "/tmp"}), ErrorCode::io, "/tmp");  // a folder is no program
}

BOOST_AUTO_TEST_CASE(a_password_goes_the_way_of_the_document) {
  NothingLeft guard;
  ::setenv("CAVEAT_TEST_OF_HOST", "secret", 1);
  Options options = kBad;
  options.password = "secret";
  auto result = read("x", "application/pdf", options);
  ::unsetenv("CAVEAT_TEST_OF_HOST");
  BOOST_REQUIRE(static_cast<bool>(result));
  BOOST_CHECK_EQUAL(result->text, "secret is not in caveat-reader 3 application/pdf envelope");
}

BOOST_AUTO_TEST_CASE(a_reader_that_is_no_program_is_an_error) {
  char path[] = "/tmp/caveat-no-program-XXXXXX";
  const int file = ::mkstemp(path);
  BOOST_REQUIRE(file >= 0);
  BOOST_REQUIRE_EQUAL(::write(file, "nonsense", 8), 8);
  ::fchmod(file, 0700);
  ::close(file);
  {
    NothingLeft guard;
    check_error(read("x", "application/pdf", {.reader_path = path}), ErrorCode::io, "does not start");
  }
  ::unlink(path);
}

BOOST_AUTO_TEST_CASE(the_reader_is_found_beside_the_library) { BOOST_CHECK_EQUAL(find_reader({}), CAVEAT_READER); }

BOOST_AUTO_TEST_CASE(an_empty_document_and_an_unknown_type_do_not_start_a_reader) {
  check_error(read("", "application/pdf"), ErrorCode::format, "empty");
  check_error(read("x", "image/webp"), ErrorCode::internal, "image/webp");
}

BOOST_AUTO_TEST_CASE(a_crash_is_an_error) {
  NothingLeft guard;
  check_error(order("crash"), ErrorCode::internal, "crashed");
}

BOOST_AUTO_TEST_CASE(silence_is_an_error) {
  NothingLeft guard;
  check_error(order("say nothing"), ErrorCode::internal, "without an answer");
  check_error(order("half"), ErrorCode::internal, "without an answer");
}

BOOST_AUTO_TEST_CASE(out_of_memory_is_a_limit) {
  NothingLeft guard;
  check_error(order("no memory"), ErrorCode::limit, "memory");
}

BOOST_AUTO_TEST_CASE(garbage_is_an_error_at_once) {
  NothingLeft guard;
  const auto begin = std::chrono::steady_clock::now();
  check_error(order("flood"), ErrorCode::internal, "nonsense");
  BOOST_CHECK_LT(seconds_since(begin), 10);
}

BOOST_AUTO_TEST_CASE(a_flood_of_good_frames_stops_at_the_limit) {
  NothingLeft guard;
  check_error(order("flood of progress"), ErrorCode::limit, "answer");
}

BOOST_AUTO_TEST_CASE(a_lie_about_offsets_is_an_error) {
  NothingLeft guard;
  check_error(order("lie"), ErrorCode::internal, "a block in a wrong place");
}

BOOST_AUTO_TEST_CASE(a_hanging_reader_is_killed_at_the_deadline) {
  for (const char* how : {"hang", "hang in a child", "close and hang"}) {
    NothingLeft guard;
    const auto begin = std::chrono::steady_clock::now();
    Cancel cancel(300, nullptr);
    const auto result = read_in_process({how, "x.pdf", {}}, "application/pdf", kBad, cancel);
    BOOST_REQUIRE(!result);
    if (std::string_view(how) != "close and hang")
      BOOST_CHECK_EQUAL(static_cast<int>(result.error().code), static_cast<int>(ErrorCode::deadline));
    BOOST_CHECK_LT(seconds_since(begin), 5);
  }
}

BOOST_AUTO_TEST_CASE(a_document_of_a_set_that_hangs_costs_its_time_and_not_the_others) {
  NothingLeft guard;
  const std::string fees = "The Supplier may increase the fees at any time by written notice to the Customer.";
  const std::vector<Document> set = {{"hang", "Agreement.html", "text/html"}, {fees, "Annex 1.txt", {}}};
  // Of the time that a host allows for all it gets nine tenths; of a host that waits for ever it gets as much as a document alone.
  for (const std::uint32_t allowed_ms : {8'000u, 0u}) {
    Cancel cancel(allowed_ms, nullptr);
    const auto begin = std::chrono::steady_clock::now();
    auto text = run_set(set, "offer", kBad, cancel);
    const double took = seconds_since(begin), least = (allowed_ms > 0 ? allowed_ms / 10 * 9 : limits::kReaderDeadlineMs) / 1e3;
    BOOST_REQUIRE_MESSAGE(static_cast<bool>(text), (text ? "" : text.error().message));
    BOOST_CHECK_EQUAL(text->text, fees);
    BOOST_REQUIRE(unread_of(text.value()) == std::vector<std::string>{"part-not-read 0"});
    BOOST_CHECK_EQUAL(text->not_read[0].part, "Agreement.html");
    BOOST_CHECK_MESSAGE(text->not_read[0].detail.find(allowed_ms > 0 ? "nine tenths of the time" : "Not read within 60 s") != std::string::npos, text->not_read[0].detail);
    BOOST_CHECK_MESSAGE(took >= least - 0.1 && took < least + (allowed_ms > 0 ? 0.8 : 10), took);
  }
}

BOOST_AUTO_TEST_CASE(a_whole_answer_counts_even_if_the_reader_then_hangs) {
  NothingLeft guard;
  const auto begin = std::chrono::steady_clock::now();
  const auto result = order("answer and hang");
  BOOST_REQUIRE(static_cast<bool>(result));
  BOOST_CHECK_EQUAL(result.value().text, "Fees are due.");
  BOOST_CHECK_LT(seconds_since(begin), 5);
}

BOOST_AUTO_TEST_CASE(the_host_can_cancel_within_a_tenth_of_a_second) {
  NothingLeft guard;
  const auto begin = std::chrono::steady_clock::now();
  Cancel cancel(0, [&](Stage, std::uint64_t, std::uint64_t) { return seconds_since(begin) > 0.2; });
  const auto result = read_in_process({"hang", "x.pdf", {}}, "application/pdf", kBad, cancel);
  BOOST_REQUIRE(!result);
  BOOST_CHECK_EQUAL(static_cast<int>(result.error().code), static_cast<int>(ErrorCode::cancelled));
  BOOST_CHECK_LT(seconds_since(begin), 2);
}

BOOST_AUTO_TEST_CASE(progress_reaches_the_host) {
  std::uint64_t done = 0, total = 0;
  Cancel cancel(0, [&](Stage stage, std::uint64_t now, std::uint64_t of) {
    BOOST_CHECK(stage == Stage::extract);
    if (of > 0) done = now, total = of;
    return false;
  });
  BOOST_REQUIRE(static_cast<bool>(read_in_process({"progress", "x.pdf", {}}, "application/pdf", kBad, cancel)));
  BOOST_CHECK_EQUAL(done, 3u);
  BOOST_CHECK_EQUAL(total, 7u);
}

BOOST_AUTO_TEST_CASE(the_child_gets_no_descriptors_signals_or_group_of_the_host) {
  const int leaky = ::open("/dev/null", O_RDONLY);  // without O_CLOEXEC
  sigset_t block, before;
  sigemptyset(&block);
  sigaddset(&block, SIGTERM);
  sigaddset(&block, SIGUSR1);
  ::pthread_sigmask(SIG_BLOCK, &block, &before);
  const auto old = ::signal(SIGPIPE, SIG_IGN);
  const auto result = order("look around");
  ::signal(SIGPIPE, old);
  ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
  ::close(leaky);
  BOOST_CHECK_MESSAGE(static_cast<bool>(result), (result ? "" : result.error().message));
}

BOOST_AUTO_TEST_CASE(a_host_that_ignores_its_children_gets_its_text) {
  const auto old = ::signal(SIGCHLD, SIG_IGN);
  const auto good = order("answer and hang");
  const auto bad = order("crash");
  ::signal(SIGCHLD, old);
  BOOST_CHECK(static_cast<bool>(good));
  BOOST_CHECK(!bad);
}

BOOST_AUTO_TEST_CASE(a_host_without_standard_descriptors_gets_its_text) {
  const int in = ::fcntl(0, F_DUPFD_CLOEXEC, 10), out = ::fcntl(1, F_DUPFD_CLOEXEC, 10);
  ::close(0);
  ::close(1);
  const auto result = read("<p>Fees are due.</p>", "text/html");
  if (in >= 0) ::dup2(in, 0), ::close(in);
  if (out >= 0) ::dup2(out, 1), ::close(out);
  BOOST_REQUIRE(static_cast<bool>(result));
  BOOST_CHECK_EQUAL(result.value().text, "Fees are due.");
}

BOOST_AUTO_TEST_CASE(other_children_of_the_host_are_left_to_it) {
  const pid_t own = ::fork();
  if (own == 0) ::_exit(42);
  BOOST_REQUIRE(own > 0);
  BOOST_CHECK(static_cast<bool>(read("<p>x</p>", "text/html")));
  int status = 0;
  BOOST_REQUIRE_EQUAL(::waitpid(own, &status, 0), own);
  BOOST_CHECK_EQUAL(WEXITSTATUS(status), 42);
}

BOOST_AUTO_TEST_CASE(four_threads_read_at_once) {
  NothingLeft guard;
  std::vector<std::string> texts(4);
  {
    std::vector<std::jthread> threads;
    for (std::string& text : texts)
      threads.emplace_back([&text] {
        for (int i = 0; i < 5; ++i)
          if (auto result = read("<p>Fees are due.</p>", "text/html")) text += result.value().text;
      });
  }
  for (const std::string& text : texts)
    BOOST_CHECK_EQUAL(text, "Fees are due.Fees are due.Fees are due.Fees are due.Fees are due.");
}

BOOST_AUTO_TEST_CASE(a_name_brings_no_escape_sequences_into_a_message) {
  Cancel cancel;
  const auto result = read_in_process({"", "a\x1b[2J\n.pdf", {}}, "application/pdf", {}, cancel);
  BOOST_REQUIRE(!result);
  BOOST_CHECK(result.error().message.starts_with("a?[2J?.pdf: "));
}

BOOST_AUTO_TEST_SUITE_END()
