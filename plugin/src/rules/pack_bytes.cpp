// See pack_bytes.h.
#include "rules/pack_bytes.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace caveat::rules {

// Not zeroed first: a pack has 17 MB, and all of it is about to be written.
PackBytes PackBytes::make(std::size_t size) {
  PackBytes out;
  out.bytes_ = std::shared_ptr<char[]>(std::make_unique_for_overwrite<char[]>(size));
  out.size_ = size;
  return out;
}

PackBytes::PackBytes(std::string_view copied) : PackBytes(make(copied.size())) {
  if (!copied.empty()) std::memcpy(bytes_.get(), copied.data(), copied.size());
}

std::optional<PackBytes> PackBytes::of_file(const std::string& path, std::uint64_t most) {
  // Not to hang on a pipe: what is no regular file is left at once.
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (file < 0) return std::nullopt;
  struct Close {
    int file;
    ~Close() { ::close(file); }
  } const close{file};
  struct stat about {};
  if (::fstat(file, &about) != 0 || !S_ISREG(about.st_mode) || static_cast<std::uint64_t>(about.st_size) > most) return std::nullopt;
  PackBytes out = make(static_cast<std::size_t>(about.st_size));
  for (std::size_t at = 0; at < out.size_;) {
    const ssize_t got = ::read(file, out.bytes_.get() + at, out.size_ - at);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return std::nullopt;
    at += static_cast<std::size_t>(got);
  }
  return out;
}

}  // namespace caveat::rules
