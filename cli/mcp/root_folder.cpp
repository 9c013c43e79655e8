// Root folder: see root_folder.h.
#include "root_folder.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "exit_codes.h"
#include "terminal.h"

namespace caveat::cli::mcp {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLongestPath = 4'096;  // PATH_MAX

bool inside(const fs::path& root, const fs::path& path) {
  return std::mismatch(root.begin(), root.end(), path.begin(), path.end()).first == root.end();
}

}  // namespace

RootFolder::RootFolder(const std::string& folder) {
  std::error_code error;
  root_ = fs::canonical(folder, error);
  if (error || !fs::is_directory(root_, error)) throw Failure("--root " + printable(folder) + " is no folder that can be read.");
}

Bytes RootFolder::read(const std::string& path) const {
  const std::string outside = "lies outside of the folder that this server reads (" + printable(root_.string()) + ").";
  if (path.empty()) return {{}, "the path is empty."};
  if (path.size() > kLongestPath || path.find('\0') != std::string::npos) return {{}, "is no path."};
  const fs::path wanted = (root_ / path).lexically_normal();
  if (!inside(root_, wanted)) return {{}, outside};
  // Opened first and looked at then: what is checked is what is read, whatever becomes of the name in between. O_PATH, so that
  // nothing happens to a device or a pipe.
  const int fd = ::open(wanted.c_str(), O_PATH | O_CLOEXEC);
  if (fd < 0) return {{}, errno == ENOENT || errno == ENOTDIR ? "no such file. Check the path." : "cannot be opened."};
  struct Closer {
    int fd;
    ~Closer() { ::close(fd); }
  } closer{fd};
  const std::string itself = "/proc/self/fd/" + std::to_string(fd);
  std::error_code error;
  const fs::path real = fs::read_symlink(itself, error);
  if (error || !inside(root_, real)) return {{}, outside};
  struct stat status {};
  if (::fstat(fd, &status) != 0) return {{}, "cannot be read."};
  if (S_ISDIR(status.st_mode)) return {{}, "is a directory. Name a document in it."};
  if (!S_ISREG(status.st_mode)) return {{}, "is not a regular file."};
  return cli::read(Input{itself, {}});
}

}  // namespace caveat::cli::mcp
