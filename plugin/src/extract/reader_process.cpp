// See reader_process.h.
#include "extract/reader_process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "base/limits.h"

namespace caveat::extract {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::size_t kReadBytes = 256 * 1024;
constexpr int kExitMs = 2'000;  // from the end of its output to the exit of the reader

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
    set_ = ::posix_spawn_file_actions_adddup2(&actions_, input, 0) == 0 &&
           ::posix_spawn_file_actions_adddup2(&actions_, output, 1) == 0 &&
           ::posix_spawn_file_actions_addopen(&actions_, 2, "/dev/null", O_WRONLY, 0) == 0 &&
           ::posix_spawn_file_actions_addclosefrom_np(&actions_, 3) == 0 &&
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

  // 0, or an errno.
  int spawn(const std::string& program, std::vector<std::string>& words, pid_t& pid) const {
    if (!good_ || !set_) return ENOMEM;
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    char* environment[] = {nullptr};  // nothing of the host's: no LD_PRELOAD, no secrets, no locale
    return ::posix_spawn(&pid, program.c_str(), &actions_, &attributes_, arguments.data(), environment);
  }

 private:
  posix_spawn_file_actions_t actions_{};
  posix_spawnattr_t attributes_{};
  bool good_ = false, set_ = false;
};

}  // namespace

void Descriptor::reset() {
  if (fd_ >= 0) ::close(fd_);
  fd_ = -1;
}

bool Descriptor::move_above_standard() {
  if (fd_ < 0 || fd_ > 2) return fd_ >= 0;
  Descriptor higher(::fcntl(fd_, F_DUPFD_CLOEXEC, 3));
  std::swap(fd_, higher.fd_);
  return fd_ >= 0;
}

void Child::end() {
  if (pid_ <= 0) return;
  ::kill(-pid_, SIGKILL);  // its process group, which it leads
  ::kill(pid_, SIGKILL);
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

bool Child::killed_by(int signal) const { return status_ != -1 && WIFSIGNALED(status_) && WTERMSIG(status_) == signal; }
bool Child::exited_with(int code) const { return status_ != -1 && WIFEXITED(status_) && WEXITSTATUS(status_) == code; }
bool Child::signalled() const { return status_ != -1 && WIFSIGNALED(status_); }

std::string subject(const Document& document) {
  if (document.name.empty()) return "The document";
  std::string name(document.name);
  // A name is shown in terminals and logs; it must not bring line breaks or escape sequences along.
  for (char& c : name)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = '?';
  return name;
}

Error system_error(const Document& document, const char* action, int number) {
  // strerror is not thread-safe, strerror_r depends on the locale: the number is the same everywhere.
  return {number == ENOMEM || number == ENOSPC ? ErrorCode::no_memory : ErrorCode::io,
          subject(document) + ": " + action + " failed (errno " + std::to_string(number) +
              "). Check the limits on memory, processes and open files of this program, then scan again."};
}

Result<Descriptor> sealed_file(const Document& document, std::initializer_list<std::string_view> parts, Cancel& cancel) {
  Descriptor file(::memfd_create("caveat-document", MFD_CLOEXEC | MFD_ALLOW_SEALING));
  if (!file.move_above_standard()) return system_error(document, "memfd_create", errno);
  for (const std::string_view bytes : parts) {
    for (std::size_t written = 0; written < bytes.size();) {
      if (auto stop = cancel.poll(Stage::extract)) return *stop;
      const ssize_t count =
          ::write(file.get(), bytes.data() + written, std::min<std::size_t>(bytes.size() - written, 8u << 20));
      if (count < 0 && errno != EINTR) return system_error(document, "writing to memory", errno);
      if (count > 0) written += static_cast<std::size_t>(count);
    }
  }
  if (::fcntl(file.get(), F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL) != 0)
    return system_error(document, "sealing the document", errno);
  if (::lseek(file.get(), 0, SEEK_SET) != 0) return system_error(document, "lseek", errno);
  return file;
}

Result<std::unique_ptr<Conversation>> Conversation::begin(const Document& document, const std::string& program, std::vector<std::string> arguments,
                                                          const Descriptor& input) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) return system_error(document, "pipe2", errno);
  Descriptor from_reader(ends[0]), to_host(ends[1]);
  if (!from_reader.move_above_standard() || !to_host.move_above_standard())
    return system_error(document, "fcntl", errno);
  if (::fcntl(from_reader.get(), F_SETFL, O_NONBLOCK) != 0) return system_error(document, "fcntl", errno);
  arguments.insert(arguments.begin(), {"caveat-reader", reader::kVersionArgument});
  pid_t pid = -1;
  if (const int failed = SpawnSettings(input.get(), to_host.get()).spawn(program, arguments, pid); failed != 0) {
    if (failed == ENOMEM || failed == EAGAIN) return system_error(document, "starting the reader", failed);
    return Error{ErrorCode::io, subject(document) + ": the reader program " + program + " does not start (errno " +
                                    std::to_string(failed) + "). Install caveat-reader of the same version."};
  }
  return std::unique_ptr<Conversation>(new Conversation(pid, std::move(from_reader)));
}

std::optional<Error> Conversation::hear(const Document& document) {
  std::string chunk(kReadBytes, '\0');
  const ssize_t count = ::read(from_reader_.get(), chunk.data(), chunk.size());
  if (count < 0 && errno != EINTR && errno != EAGAIN) return system_error(document, "reading the answer", errno);
  if (count == 0) open_ = false;
  if (count <= 0) return std::nullopt;
  if (answer_.size() + static_cast<std::size_t>(count) > limits::kReaderAnswerBytes)
    return Error{ErrorCode::limit, subject(document) + ": the reader's answer is over the limit of " +
                                       std::to_string(limits::kReaderAnswerBytes >> 20) + " MB. Split the document."};
  answer_.append(chunk, 0, static_cast<std::size_t>(count));
  follower_.follow(answer_);
  return std::nullopt;
}

}  // namespace caveat::extract
