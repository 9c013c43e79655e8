// See reader_process.h.
#include "extract/reader_process.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "base/limits.h"

namespace caveat::extract {
namespace {

constexpr std::size_t kReadBytes = 256 * 1024;

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
  if (const int failed = spawn(program, std::move(arguments), {}, input.get(), to_host.get(), pid); failed != 0) {
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
