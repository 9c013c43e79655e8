// Program: runs build/bin/caveat in a folder of its own, as a shell would, and gives what came out of it.
//
//   Folder here;
//   here.write("offer.txt", kRisky);
//   const Ran ran = here.caveat({"scan", "offer.txt", "--fail-on", "high"});
//   BOOST_TEST(ran.code == 1);
#ifndef CAVEAT_TESTS_CLI_PROGRAM_H
#define CAVEAT_TESTS_CLI_PROGRAM_H
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <string>
#include <thread>
#include <vector>

namespace caveat::cli_test {

namespace fs = std::filesystem;

inline const std::string kPack = CAVEAT_SOURCE_DIR "/tests/abi/pack";  // two rules: PRC-01 critical, VAG-02 low

inline const std::string kRisky =
    "Master Services Agreement\n\n1. Fees. The Supplier may increase the fees at any time by written notice to the "
    "Customer.\n\n"
    "2. Support. Faults that affect the service are repaired promptly by the Supplier during business hours.\n";
inline const std::string kVague =
    "Support Agreement\n\n1. Support. Faults that affect the service are repaired promptly by the Supplier during "
    "business hours.\n";
inline const std::string kCalm =
    "Support Agreement\n\n1. Support. Faults that affect the service are repaired within two hours by the Supplier "
    "during business hours.\n";

struct Ran {
  int code = -1;  // exit code; 128 + signal when a signal ended it, as shells say
  std::string out, err;
};

inline std::string contents(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

inline bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

class Folder {
 public:
  Folder() {
    char name[] = "/tmp/caveat-cli-XXXXXX";
    BOOST_REQUIRE(::mkdtemp(name));
    path_ = name;
    outputs_ = path_ / ".outputs";  // hidden: a scan of this folder does not see them
    fs::create_directory(outputs_);
  }
  ~Folder() {
    std::error_code ignored;
    fs::permissions(path_, fs::perms::owner_all, ignored);
    fs::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  const fs::path& path() const { return path_; }
  fs::path operator/(const std::string& name) const { return path_ / name; }
  void write(const std::string& name, const std::string& bytes) const {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << bytes;
  }

  // The environment is exactly this: what the person who runs the tests has set changes nothing.
  std::map<std::string, std::string> environment = {
      {"PATH", "/usr/bin:/bin"}, {"CAVEAT_RULES", kPack}, {"LANG", "C.UTF-8"}};
  std::string standard_input;

  Ran caveat(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), CAVEAT_PROGRAM);
    return run(arguments);
  }
  // while_running: called after the start with the process id, for tests that send signals.
  Ran run(const std::vector<std::string>& command, const std::function<void(pid_t)>& while_running = {}) const {
    const fs::path in = outputs_ / "in", out = outputs_ / "out", err = outputs_ / "err";
    std::ofstream(in, std::ios::binary) << standard_input;
    std::vector<std::string> variables;
    for (const auto& [name, value] : environment) variables.push_back(name + "=" + value);
    for (const char* sanitizer : {"ASAN_OPTIONS", "TSAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS"})
      if (const char* value = std::getenv(sanitizer)) variables.push_back(std::string(sanitizer) + "=" + value);
    std::vector<char*> argv, envp;
    for (const std::string& a : command) argv.push_back(const_cast<char*>(a.c_str()));
    for (std::string& v : variables) envp.push_back(v.data());
    argv.push_back(nullptr);
    envp.push_back(nullptr);
    const pid_t child = ::fork();
    BOOST_REQUIRE(child >= 0);
    if (child == 0) {
      if (::chdir(path_.c_str()) != 0) ::_exit(126);
      ::dup2(::open(in.c_str(), O_RDONLY), 0);
      ::dup2(::open(out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), 1);
      ::dup2(::open(err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), 2);
      ::execve(argv[0], argv.data(), envp.data());
      ::_exit(127);
    }
    if (while_running) while_running(child);
    int status = 0;
    for (int tries = 0; ::waitpid(child, &status, WNOHANG) == 0; ++tries) {
      if (tries > 30'000) {  // five minutes
        ::kill(child, SIGKILL);
        ::waitpid(child, &status, 0);
        break;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    Ran ran;
    ran.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    ran.out = contents(out);
    ran.err = contents(err);
    return ran;
  }

 private:
  fs::path path_, outputs_;
};

// What is in a folder, hidden files too, without the outputs of the runs.
inline std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.path().filename() != ".outputs") names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace caveat::cli_test
#endif
