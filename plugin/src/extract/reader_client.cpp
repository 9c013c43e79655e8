// See reader_client.h. This code runs inside somebody else's process: it may be multi-threaded, have signal handlers,
// ignore SIGCHLD, reap children it does not know, or have closed descriptors 0 to 2. Hence posix_spawn and not fork,
// a memfd and not a pipe for the document (no SIGPIPE), and waitpid for this one child only.
#include <dlfcn.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <initializer_list>
#include <memory>
#include <utility>
#include <variant>

#include "base/limits.h"
#include "extract/reader_client.h"
#include "extract/reader_html_charset.h"
#include "extract/reader_protocol.h"

namespace caveat::extract {
namespace {

using Clock = std::chrono::steady_clock;
constexpr int kPollMs = 50;  // how soon a cancel of the host is seen
constexpr std::size_t kReadBytes = 256 * 1024;
constexpr int kExitMs = 2'000;  // from the end of its output to the exit of the reader

class Descriptor {
 public:
  explicit Descriptor(int fd = -1) : fd_(fd) {}
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~Descriptor() { reset(); }
  void reset() {
    if (fd_ >= 0) ::close(fd_);
    fd_ = -1;
  }
  int get() const { return fd_; }
  explicit operator bool() const { return fd_ >= 0; }
  // A host may have closed 0, 1 or 2. A descriptor down there would be overwritten by the child's own 0 and 1.
  bool move_above_standard() {
    if (fd_ < 0 || fd_ > 2) return fd_ >= 0;
    Descriptor higher(::fcntl(fd_, F_DUPFD_CLOEXEC, 3));
    std::swap(fd_, higher.fd_);
    return fd_ >= 0;
  }

 private:
  int fd_;
};

// The child, dead and reaped when this object is gone.
class Child {
 public:
  explicit Child(pid_t pid) : pid_(pid) {}
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() { end(); }

  void end() {
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

  // Lets it exit by itself for a moment, so that a crash can be told from a refusal.
  void await() {
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

  bool killed_by(int signal) const { return status_ != -1 && WIFSIGNALED(status_) && WTERMSIG(status_) == signal; }
  bool exited_with(int code) const { return status_ != -1 && WIFEXITED(status_) && WEXITSTATUS(status_) == code; }
  bool signalled() const { return status_ != -1 && WIFSIGNALED(status_); }

 private:
  pid_t pid_;
  int status_ = -1;
};

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? std::string() : path.substr(0, slash == 0 ? 1 : slash);
}

std::string real_path(const char* path) {
  const std::unique_ptr<char, void (*)(void*)> resolved(::realpath(path, nullptr), std::free);
  return resolved ? std::string(resolved.get()) : std::string();
}

bool is_program(const std::string& path) {
  struct stat info {};
  return ::stat(path.c_str(), &info) == 0 && S_ISREG(info.st_mode) && ::access(path.c_str(), X_OK) == 0;
}

// The folder of the file that this code was loaded from: libcaveat.so, or the program it is linked into.
std::string own_folder() {
  Dl_info info{};
  if (::dladdr(reinterpret_cast<const void*>(&read_in_process), &info) != 0 && info.dli_fname != nullptr &&
      std::strchr(info.dli_fname, '/') != nullptr) {
    const std::string path = real_path(info.dli_fname);
    if (!path.empty()) return folder_of(path);
  }
  // A program found through PATH has a bare name here.
  return folder_of(real_path("/proc/self/exe"));
}

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

// The document as an anonymous file that neither side can change any more.
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
  int spawn(const std::string& program, std::string_view job, bool locked, pid_t& pid) const {
    if (!good_ || !set_) return ENOMEM;
    std::string name = "caveat-reader", version = reader::kVersionArgument, what(job), password = reader::kPasswordArgument;
    char* arguments[] = {name.data(), version.data(), what.data(), locked ? password.data() : nullptr, nullptr};
    char* environment[] = {nullptr};  // nothing of the host's: no LD_PRELOAD, no secrets, no locale
    return ::posix_spawn(&pid, program.c_str(), &actions_, &attributes_, arguments, environment);
  }

 private:
  posix_spawn_file_actions_t actions_{};
  posix_spawnattr_t attributes_{};
  bool good_ = false, set_ = false;
};

Error as_error(const Document& document, std::string_view job, reader::Failure failure) {
  const bool copy = job == reader::kAnnotateArgument;
  const bool pdf = job != "text/html" && job != "application/xhtml+xml";
  const std::string name = subject(document);
  switch (failure) {
    case reader::Failure::damaged:
      return {ErrorCode::format, name + ": damaged, or not a " + (pdf ? "PDF" : "web page") +
                                     ". Open it in a viewer, save it anew, and scan that."};
    case reader::Failure::locked:
      if (copy) return {ErrorCode::locked, name + ": protected by a password, so no copy with notes can be made of it. Take the report as docx or html."};
      return {ErrorCode::locked, name + ": protected by a password. Put it into the first line of a file and name that with --password-file (other "
                                        "programs: cav_scan_options.password), or save a copy without a password and scan that."};
    case reader::Failure::wrong_password:
      return {ErrorCode::locked, name + ": the password is wrong. Check the first line of the file that --password-file names (other programs: "
                                        "cav_scan_options.password): capitals, spaces at its end, and that it belongs to this document."};
    case reader::Failure::empty:
      return {ErrorCode::format, name + ": empty. Check that the file was copied completely."};
    case reader::Failure::memory:
      return {ErrorCode::limit,
              name + ": needs more than " + std::to_string(limits::kReaderMemoryBytes >> 20) +
                  " MB of memory to read. Split the document, or print it to a new PDF and scan that."};
    case reader::Failure::nesting:
      return {ErrorCode::limit,
              name + ": its elements are nested thousands deep, or one has thousands of attributes, as no document does. Save it "
                     "anew from a browser and scan that."};
    case reader::Failure::restricted:
      return {ErrorCode::locked, name + ": its owner has locked it against notes. Ask for a copy without that restriction, or take the "
                                        "report as docx or html."};
    case reader::Failure::unwritable:
      return {ErrorCode::format, name + ": can be read, but no copy with notes can be made of it. Print it to a new PDF, or take the report "
                                        "as docx or html."};
  }
  return {ErrorCode::internal, name + ": the reader failed."};
}

// The answer of the program to `parts`, one after the other.
Result<std::string> converse(const Document& document, std::initializer_list<std::string_view> parts, std::string_view job, bool locked,
                             const std::string& program, Cancel& cancel) {
  auto input = sealed_file(document, parts, cancel);
  if (!input) return input.error();
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) return system_error(document, "pipe2", errno);
  Descriptor from_reader(ends[0]), to_host(ends[1]);
  if (!from_reader.move_above_standard() || !to_host.move_above_standard())
    return system_error(document, "fcntl", errno);
  if (::fcntl(from_reader.get(), F_SETFL, O_NONBLOCK) != 0) return system_error(document, "fcntl", errno);

  // The clock starts before the spawn: a slow start counts too.
  const auto allowed = std::min(limits::kReaderDeadlineMs, cancel.remaining_ms().value_or(limits::kReaderDeadlineMs));
  const auto deadline = Clock::now() + std::chrono::milliseconds(allowed);
  pid_t pid = -1;
  if (const int failed = SpawnSettings(input->get(), to_host.get()).spawn(program, job, locked, pid); failed != 0) {
    if (failed == ENOMEM || failed == EAGAIN) return system_error(document, "starting the reader", failed);
    return Error{ErrorCode::io, subject(document) + ": the reader program " + program + " does not start (errno " +
                                    std::to_string(failed) + "). Install caveat-reader of the same version."};
  }
  Child child(pid);
  input->reset();
  to_host.reset();

  std::string answer;
  std::string chunk(kReadBytes, '\0');
  reader::FrameFollower follower;
  for (bool open = true; open && !follower.complete();) {
    if (auto stop = cancel.poll(Stage::extract, follower.done(), follower.total())) return *stop;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (left <= 0) {
      if (auto stop = cancel.poll(Stage::extract, follower.done(), follower.total())) return *stop;
      return Error{ErrorCode::deadline, subject(document) + ": not read within " + std::to_string(allowed / 1000) +
                                            " s. Split the document, or print it to a new PDF and scan that."};
    }
    pollfd waiting{from_reader.get(), POLLIN, 0};
    const int ready = ::poll(&waiting, 1, static_cast<int>(std::min<long long>(left, kPollMs)));
    if (ready < 0 && errno != EINTR && errno != EAGAIN) return system_error(document, "poll", errno);
    if (ready <= 0) continue;
    const ssize_t count = ::read(from_reader.get(), chunk.data(), chunk.size());
    if (count < 0 && errno != EINTR && errno != EAGAIN) return system_error(document, "reading the answer", errno);
    if (count == 0) open = false;
    if (count <= 0) continue;
    if (answer.size() + static_cast<std::size_t>(count) > limits::kReaderAnswerBytes)
      return Error{ErrorCode::limit, subject(document) + ": the reader's answer is over the limit of " +
                                         std::to_string(limits::kReaderAnswerBytes >> 20) + " MB. Split the document."};
    answer.append(chunk, 0, static_cast<std::size_t>(count));
    follower.follow(answer);
    if (follower.broken()) return answer;  // the decoder says what is wrong with it
  }
  // A whole answer is all that counts; how the process ends after it does not.
  if (follower.complete()) return answer;
  child.await();
  if (child.killed_by(SIGXCPU))
    return Error{ErrorCode::deadline, subject(document) +
                                          ": takes too long to read. Split the document, or print it to a new "
                                          "PDF and scan that."};
  // Poppler's allocator leaves with 1 when there is no memory.
  if (child.exited_with(1)) return as_error(document, job, reader::Failure::memory);
  return Error{ErrorCode::internal,
               subject(document) +
                   (child.signalled() ? ": the reader process crashed on it. "
                                      : ": the reader process gave up without an answer. ") +
                   "The document is probably damaged: open it in a viewer, save it anew, and scan that."};
}

Error not_found(const Document& document, const Options& options) {
  return {ErrorCode::io, subject(document) + ": the program caveat-reader, which reads PDF and HTML, was not found " +
                             (options.reader_path.empty() ? "beside the library" : "at " + options.reader_path) +
                             ". Install it there, or set the path of the reader."};
}

Error nonsense(const Document& document, const reader::Refusal& refusal) {
  return {ErrorCode::internal, subject(document) + ": the reader process answered nonsense (" + refusal.reason +
                                   "). Install caveat-reader of the same version; if it is, the document is hostile "
                                   "or damaged: do not trust it."};
}

// What the reader could not put around itself; the document is read all the same, and whoever runs the host is told.
void warn_of_gaps(std::uint32_t guards, const Options& options) {
  constexpr struct {
    std::uint32_t guard;
    const char* what;
  } kGuards[] = {{reader::kGuardLimits, "limits on memory and processor time"},
                 {reader::kGuardSystemCalls, "a filter of system calls (seccomp)"},
                 {reader::kGuardFiles, "a fence around the file system (Landlock, Linux 5.13 or later)"}};
  if (!options.warn) return;
  std::string missing;
  for (const auto& [guard, what] : kGuards)
    if (!(guards & guard)) missing.append(missing.empty() ? "" : ", ").append(what);
  if (!missing.empty())
    options.warn("This machine or container gives the reader process no " + missing +
                 ". Documents are read all the same, but one that takes over a parser is held back by less. Allow it there, or read strangers' documents elsewhere.");
}

}  // namespace

std::string find_reader(const Options& options) {
  if (!options.reader_path.empty()) return is_program(options.reader_path) ? options.reader_path : std::string();
  const std::string folder = own_folder();
  if (folder.empty()) return {};
  // Beside it; the build tree; /usr/lib; /usr/lib/<triplet>.
  for (const char* place : {"/caveat-reader", "/../bin/caveat-reader", "/../libexec/caveat/caveat-reader",
                            "/../../libexec/caveat/caveat-reader"})
    if (is_program(folder + place)) return folder + place;
  return {};
}

Result<ExtractedText> read_in_process(const Document& document, std::string_view media_type, const Options& options,
                                      Cancel& cancel) {
  const bool pdf = media_type == "application/pdf";
  if (!pdf && media_type != "text/html" && media_type != "application/xhtml+xml")
    return Error{ErrorCode::internal,
                 subject(document) + ": the reader does not read " + std::string(media_type) + "."};
  if (document.bytes.empty()) return as_error(document, media_type, reader::Failure::empty);
  if (document.bytes.size() > limits::kInputBytes)
    return Error{ErrorCode::limit, subject(document) + ": over the limit of " +
                                       std::to_string(limits::kInputBytes >> 20) + " MB. Split the document."};
  const std::string program = find_reader(options);
  if (program.empty()) return not_found(document, options);

  std::string_view bytes = document.bytes;
  Utf8Html html;
  if (!pdf) {
    auto converted = html_to_utf8(bytes, cancel);
    if (!converted) {
      if (converted.error().code == ErrorCode::cancelled || converted.error().code == ErrorCode::deadline)
        return converted.error();
      return Error{converted.error().code, subject(document) + ": " + converted.error().message};
    }
    html = std::move(converted.value());
    bytes = html.text;
  }

  // The password goes the way of the document: command lines and environments can be read by others.
  const bool locked = pdf && !options.password.empty();
  if (options.password.size() > limits::kPasswordBytes) return as_error(document, media_type, reader::Failure::wrong_password);
  const std::string head = locked ? reader::encode_envelope_head(options.password, bytes.size()) : std::string();
  auto answer = converse(document, {head, bytes, locked ? reader::encode_end() : std::string()}, pdf ? "application/pdf" : "text/html", locked,
                         program, cancel);
  if (!answer) return answer.error();
  if (auto stop = cancel.poll(Stage::extract)) return *stop;
  auto decoded = reader::decode(answer.value());
  if (const auto* refusal = std::get_if<reader::Refusal>(&decoded)) return nonsense(document, *refusal);
  auto& found = std::get<reader::Decoded>(decoded);
  warn_of_gaps(found.guards, options);
  if (found.failure) return as_error(document, media_type, *found.failure);
  found.text.media_type = media_type;
  if (html.undecodable > 0)
    found.text.not_read.insert(
        found.text.not_read.begin(),
        NotRead{"undecodable-bytes", 0,
                std::to_string(html.undecodable) + " places hold bytes that are no characters in the "
                                                   "document's encoding. Save it as UTF-8."});
  return std::move(found.text);
}

Result<AnnotatedPdf> annotate_in_process(const Document& document, const std::vector<Annotation>& annotations, const Options& options,
                                         Cancel& cancel) {
  if (document.bytes.empty()) return as_error(document, reader::kAnnotateArgument, reader::Failure::empty);
  if (document.bytes.size() > limits::kInputBytes)
    return Error{ErrorCode::limit, subject(document) + ": over the limit of " + std::to_string(limits::kInputBytes >> 20) + " MB. Split the document."};
  const std::string program = find_reader(options);
  if (program.empty()) return not_found(document, options);

  const std::string head = reader::encode_copy_request_head(annotations, document.bytes.size()), end = reader::encode_end();
  auto answer = converse(document, {head, document.bytes, end}, reader::kAnnotateArgument, false, program, cancel);
  if (!answer) return answer.error();
  const auto decoded = reader::decode_copy(answer.value());
  if (const auto* refusal = std::get_if<reader::Refusal>(&decoded)) return nonsense(document, *refusal);
  const auto& found = std::get<reader::DecodedCopy>(decoded);
  if (found.failure) return as_error(document, reader::kAnnotateArgument, *found.failure);
  AnnotatedPdf out;
  out.has_signature = found.features & reader::kCopySignature;
  out.has_form = found.features & reader::kCopyForm;
  out.has_dynamic_form = found.features & reader::kCopyDynamicForm;
  const auto drawn = std::count_if(annotations.begin(), annotations.end(), [&](const Annotation& one) {
    switch (one.when) {
      case Annotation::When::always: break;
      case Annotation::When::signature: return out.has_signature;
      case Annotation::When::form: return out.has_form;
      case Annotation::When::dynamic_form: return out.has_dynamic_form;
    }
    return true;
  });
  // A finding that is not in the copy would be a risk that nobody sees.
  if (static_cast<std::uint32_t>(drawn) != found.drawn) return nonsense(document, {"a copy without all its notes"});
  // The copy is most of the answer: it moves within the memory that is there.
  std::string bytes = std::move(answer).value();
  const std::size_t begin = static_cast<std::size_t>(found.document.data() - bytes.data()), size = found.document.size();
  bytes.erase(begin + size);
  bytes.erase(0, begin);
  out.bytes = std::move(bytes);
  return out;
}

}  // namespace caveat::extract
