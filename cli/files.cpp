// Files: see files.h. Tested by tests/cli.
#include "files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <string_view>

#include "interrupt.h"
#include "messages.h"
#include "terminal.h"
#include "waiver_file.h"

namespace caveat::cli {
namespace {

namespace fs = std::filesystem;

constexpr auto kEndings = std::to_array<std::string_view>(
    {"pdf", "docx", "docm", "dotx", "dotm", "doc", "odt", "ott", "fodt", "rtf", "xlsx", "xlsm", "xls", "ods", "html", "htm", "md", "markdown", "txt", "zip", "eml", "mht", "mhtml", "msg", "png", "jpg", "jpeg", "tif", "tiff"});
constexpr int kDeepest = 64;  // of directories: the file shares we know stay under 20

bool has_known_ending(const std::string& name) {
  const std::size_t dot = name.rfind('.');
  if (dot == std::string::npos) return false;
  std::string ending = name.substr(dot + 1);
  for (char& c : ending)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return std::find(kEndings.begin(), kEndings.end(), ending) != kEndings.end();
}

std::string no_documents() { return said(messages().no_documents, {known_endings()}); }

// "~$offer.docx" is Word's note that somebody has offer.docx open.
bool is_hidden(const std::string& name) { return name.starts_with('.') || name.starts_with("~$"); }

// What Caveat wrote beside contracts.
bool is_ours(const std::string& name) { return name.ends_with(kWaiverEnding) || name.find(".caveat.") != name.npos; }

// `all`: whatever their endings.
void walk(const std::string& directory, int depth, bool all, std::vector<Input>& out) {
  if (depth > kDeepest) {
    out.push_back({directory, said(messages().too_deep, {std::to_string(kDeepest)})});
    return;
  }
  std::error_code error;
  std::vector<std::string> names;
  for (fs::directory_iterator it(directory, error), end; !error && it != end; it.increment(error))
    names.push_back(it->path().filename().string());
  if (error) {
    out.push_back({directory, said(messages().not_searched, {error.message()})});
    return;
  }
  std::sort(names.begin(), names.end());  // bytes: the order of a file system or a locale is nobody's order
  for (const std::string& name : names) {
    if (is_hidden(name)) continue;
    const std::string path = directory.ends_with('/') ? directory + name : directory + "/" + name;
    const fs::file_status itself = fs::symlink_status(path, error);
    if (fs::is_directory(itself))
      walk(path, depth + 1, all, out);
    else if ((all ? !is_ours(name) : has_known_ending(name)) && !fs::is_directory(fs::status(path, error)))
      out.push_back({path, {}, {}, true});
  }
}

std::string reason(int error) { return std::strerror(error); }

std::string megabytes(std::uint64_t bytes) { return std::to_string((bytes + (1u << 20) - 1) >> 20); }

std::string too_large(std::uint64_t bytes, std::uint64_t most) { return said(messages().too_large, {megabytes(bytes), megabytes(most)}); }

Bytes read_stream(int fd, std::uint64_t most) {
  Bytes bytes;
  std::array<char, 1 << 16> chunk;
  for (;;) {
    const ssize_t count = ::read(fd, chunk.data(), chunk.size());
    if (count < 0 && errno == EINTR && !interrupted()) continue;
    if (count < 0) return {{}, said(messages().not_read, {reason(errno)})};
    if (count == 0) return bytes;
    bytes.data.append(chunk.data(), static_cast<std::size_t>(count));
    if (bytes.data.size() > most) return {{}, said(messages().stream_too_large, {megabytes(most)})};
  }
}

}  // namespace

std::string Input::name() const { return path == "-" ? std::string(messages().standard_input) : printable(path); }

std::string known_endings() {
  std::string endings;
  for (const std::string_view ending : kEndings) endings.append(endings.empty() ? "" : ", ").append(ending);
  return endings;
}

std::vector<Input> expand(const std::vector<std::string>& arguments) {
  std::vector<Input> inputs;
  for (const std::string& argument : arguments) {
    std::error_code error;
    if (argument == "-" || !fs::is_directory(argument, error)) {
      inputs.push_back({argument, {}});
      continue;
    }
    const std::size_t before = inputs.size();
    walk(argument, 0, false, inputs);
    if (inputs.size() == before)
      inputs.push_back({argument, no_documents()});
  }
  return inputs;
}

Input expand_as_set(const std::vector<std::string>& arguments) {
  Input set;
  std::error_code error;
  for (std::string argument : arguments) {
    while (argument.size() > 1 && argument.ends_with('/')) argument.pop_back();
    if (set.path.empty()) set.path = argument;
    if (argument == "-" || !fs::is_directory(argument, error)) {
      set.members.push_back({argument, argument == "-" ? argument : fs::path(argument).filename().string()});
      continue;
    }
    std::vector<Input> found;
    walk(argument, 0, true, found);
    for (const Input& one : found) {
      if (!one.problem.empty()) {  // a folder that cannot be searched may hold the annex that matters
        set.problem = one.name() + ": " + one.problem;
        return set;
      }
      const std::string within = one.path.substr(argument.size() + (argument == "/" ? 0 : 1));
      set.members.push_back({one.path, arguments.size() > 1 ? fs::path(argument).filename().string() + "/" + within : within});
    }
  }
  if (set.members.empty()) set.problem = no_documents();
  return set;
}

bool names_one_document(const std::vector<std::string>& arguments) {
  std::error_code error;
  return arguments.size() == 1 && (arguments[0] == "-" || !fs::is_directory(arguments[0], error));
}

namespace {

Bytes read_members(const Input& set, std::uint64_t most) {
  constexpr std::uint64_t kMostTogether = 1u << 30;
  Bytes all;
  std::uint64_t together = 0;
  for (const Input::Member& member : set.members) {
    if (interrupted()) break;
    const Input file{member.path, {}};
    Bytes one = read(file, most);
    if (one.problem.empty() && (together += one.data.size()) > kMostTogether) one = {{}, too_large(together, kMostTogether)};
    if (!one.problem.empty()) all.unread.append(all.unread.empty() ? "" : "; ").append(file.name()).append(": ").append(one.problem);
    all.members.push_back({printable(member.name), one.problem.empty() ? std::move(one.data) : std::string()});
  }
  return all;
}

}  // namespace

Bytes read(const Input& input, std::uint64_t most) {
  if (!input.members.empty()) return read_members(input, most);
  if (input.path == "-") return read_stream(STDIN_FILENO, most);
  // Not blocking: opening a named pipe would wait for a writer for ever.
  const int fd = ::open(input.path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0) {
    if (errno == ENOENT) return {{}, std::string(messages().no_such_file)};
    if (errno == EACCES) return {{}, std::string(messages().no_permission)};
    return {{}, said(messages().not_opened, {reason(errno)})};
  }
  struct Closer {
    int fd;
    ~Closer() { ::close(fd); }
  } closer{fd};
  struct stat status {};
  if (::fstat(fd, &status) != 0) return {{}, said(messages().not_read, {reason(errno)})};
  if (S_ISDIR(status.st_mode)) return {{}, std::string(messages().is_directory)};
  if (S_ISFIFO(status.st_mode)) {
    // <(command) of a shell: the writer is there already.
    if (!input.path.starts_with("/dev/fd/") && !input.path.starts_with("/proc/self/fd/") && input.path != "/dev/stdin")
      return {{}, said(messages().is_pipe, {printable(input.path)})};
    ::fcntl(fd, F_SETFL, ::fcntl(fd, F_GETFL) & ~O_NONBLOCK);
    return read_stream(fd, most);
  }
  if (!S_ISREG(status.st_mode)) return {{}, std::string(messages().not_regular)};
  const auto size = static_cast<std::uint64_t>(status.st_size);
  if (size > most) return {{}, too_large(size, most)};
  Bytes bytes;
  bytes.data.resize(size);
  std::size_t have = 0;
  while (have < size) {
    const ssize_t count = ::read(fd, bytes.data.data() + have, size - have);
    if (count < 0 && errno == EINTR && !interrupted()) continue;
    if (count < 0) return {{}, said(messages().not_read, {reason(errno)})};
    if (count == 0) break;  // became shorter meanwhile; the plugin says whether it is damaged
    have += static_cast<std::size_t>(count);
  }
  bytes.data.resize(have);
  return bytes;
}

std::string read_for_excerpt(const std::string& path) {
  constexpr std::int64_t kMost = 4 << 20;  // of a rule file; the plugin refuses them far below
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0) return {};
  struct stat status {};
  std::string text;
  if (::fstat(fd, &status) == 0 && S_ISREG(status.st_mode) && status.st_size <= kMost)
    text = read_stream(fd, kMost).data;
  ::close(fd);
  return text;
}

}  // namespace caveat::cli
