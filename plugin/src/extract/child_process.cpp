// See child_process.h.
#include "extract/child_process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>

namespace caveat::extract {
namespace {

using Clock = std::chrono::steady_clock;
constexpr int kExitMs = 2'000;  // from the end of its output to its exit

class SpawnSettings {
 public:
  SpawnSettings(int input, int output) {
    good_ = ::posix_spawn_file_actions_init(&actions_) == 0;
    if (good_ && ::posix_spawnattr_init(&attributes_) != 0) {
      ::posix_spawn_file_actions_destroy(&actions_);
      good_ = false;
    }
    if (!good_) return;
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    set_ = connect(input, 0) && connect(output, 1) && connect(-1, 2) && ::posix_spawn_file_actions_addclosefrom_np(&actions_, 3) == 0 &&
           ::posix_spawnattr_setpgroup(&attributes_, 0) == 0 &&
           ::posix_spawnattr_setsigmask(&attributes_, &none) == 0 &&
           ::posix_spawnattr_setsigdefault(&attributes_, &all) == 0 &&
           ::posix_spawnattr_setflags(&attributes_,
                                      POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF) == 0;
  }
  SpawnSettings(const SpawnSettings&) = delete;
  SpawnSettings& operator=(const SpawnSettings&) = delete;
  ~SpawnSettings() {
    if (!good_) return;
    ::posix_spawnattr_destroy(&attributes_);
    ::posix_spawn_file_actions_destroy(&actions_);
  }

  bool usable() const { return good_ && set_; }
  const posix_spawn_file_actions_t* actions() const { return &actions_; }
  const posix_spawnattr_t* attributes() const { return &attributes_; }

 private:
  bool connect(int from, int to) {
    if (from >= 0) return ::posix_spawn_file_actions_adddup2(&actions_, from, to) == 0;
    return ::posix_spawn_file_actions_addopen(&actions_, to, "/dev/null", to == 0 ? O_RDONLY : O_WRONLY, 0) == 0;
  }

  posix_spawn_file_actions_t actions_{};
  posix_spawnattr_t attributes_{};
  bool good_ = false, set_ = false;
};

std::vector<char*> pointers(std::vector<std::string>& words) {
  std::vector<char*> out;
  for (std::string& word : words) out.push_back(word.data());
  out.push_back(nullptr);
  return out;
}

}  // namespace

bool is_program(const std::string& path) {
  struct stat info {};
  return ::stat(path.c_str(), &info) == 0 && S_ISREG(info.st_mode) && ::access(path.c_str(), X_OK) == 0;
}

void Child::end() {
  if (pid_ <= 0) return;
  ::kill(-pid_, SIGKILL);  // its process group, which it leads
  ::kill(pid_, SIGKILL);
  reap();
}

void Child::reap() {
  while (::waitpid(pid_, &status_, 0) < 0) {
    if (errno != EINTR) {  // ECHILD: the host ignores SIGCHLD or reaps everything itself
      status_ = -1;
      break;
    }
  }
  pid_ = -1;
}

void Child::await() {
  const auto until = Clock::now() + std::chrono::milliseconds(kExitMs);
  while (pid_ > 0) {
    const pid_t reaped = ::waitpid(pid_, &status_, WNOHANG);
    if (reaped == pid_ || (reaped < 0 && errno != EINTR)) {
      if (reaped < 0) status_ = -1;
      pid_ = -1;
      return;
    }
    if (Clock::now() >= until) return end();
    ::poll(nullptr, 0, 1);
  }
}

std::optional<int> Child::ended() {
  siginfo_t info{};
  const int failed = ::waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED | WNOHANG | WNOWAIT);
  if (failed != 0 && errno == EINTR) return std::nullopt;
  if (failed == 0 && info.si_pid == 0) return std::nullopt;
  ::kill(-pid_, SIGKILL);  // while its number cannot be given to another: what it left behind
  reap();
  return failed == 0 && info.si_code == CLD_EXITED ? info.si_status : -1;
}

bool Child::killed_by(int signal) const { return status_ != -1 && WIFSIGNALED(status_) && WTERMSIG(status_) == signal; }
bool Child::exited_with(int code) const { return status_ != -1 && WIFEXITED(status_) && WEXITSTATUS(status_) == code; }
bool Child::signalled() const { return status_ != -1 && WIFSIGNALED(status_); }

int spawn(const std::string& program, std::vector<std::string> words, std::vector<std::string> environment, int input, int output, pid_t& pid) {
  const SpawnSettings settings(input, output);
  if (!settings.usable()) return ENOMEM;
  return ::posix_spawn(&pid, program.c_str(), settings.actions(), settings.attributes(), pointers(words).data(), pointers(environment).data());
}

}  // namespace caveat::extract
