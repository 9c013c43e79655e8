// Output: see output.h. Tested by tests/cli.
#include "output.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <set>

#include "exit_codes.h"
#include "messages.h"
#include "terminal.h"

namespace caveat::cli {

namespace fs = std::filesystem;

AtomicFile::AtomicFile(const fs::path& target) : target_(target) {
  std::error_code error;
  const fs::file_status status = fs::status(target, error);
  if (fs::exists(status) && !fs::is_regular_file(status)) {
    if (fs::is_directory(status)) fail(EISDIR);
    fd_ = ::open(target.c_str(), O_WRONLY | O_CLOEXEC);
    if (fd_ < 0) fail(errno);
    return;
  }
  mode_t mode = 0666;  // less the umask, as any new file
  if (fs::exists(status)) {
    target_ = fs::canonical(target, error);  // through a link to what it names: the link stays
    if (error) fail(error.value());
    mode = static_cast<mode_t>(status.permissions()) & 0777;
    if (::access(target_.c_str(), W_OK) != 0) fail(errno);  // a rename would overwrite a read-only file
  }
  for (int attempt = 0; attempt < 100; ++attempt) {
    written_ = target_;
    written_.replace_filename("." + target_.filename().string() + "." + std::to_string(::getpid()) + "-" +
                              std::to_string(attempt) + ".part");
    fd_ = ::open(written_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    if (fd_ >= 0 || errno != EEXIST) break;
  }
  if (fd_ < 0) {
    const int reason = errno;
    written_.clear();
    fail(reason);
  }
}

AtomicFile::~AtomicFile() {
  if (fd_ >= 0) ::close(fd_);
  if (!written_.empty()) ::unlink(written_.c_str());
}

void AtomicFile::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(fd_, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) fail(errno);
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
}

void AtomicFile::commit() {
  const int fd = fd_;
  fd_ = -1;
  if (::close(fd) != 0) fail(errno);  // network file systems say only now that the disk is full
  if (written_.empty()) return;
  if (::rename(written_.c_str(), target_.c_str()) != 0) fail(errno);
  written_.clear();
}

void AtomicFile::fail(int error) {
  if (!written_.empty()) ::unlink(written_.c_str());
  written_.clear();
  throw Failure(said(messages().not_written, {printable(target_.string()), std::strerror(error)}));
}

bool is_standard_output(const std::string& out) { return out.empty() || out == "-"; }

ReportStream::ReportStream(const std::string& out, Between between) : between_(between) {
  if (!is_standard_output(out)) file_.emplace(out);
  if (between_ == Between::array) write("[");
}

void ReportStream::add(std::string_view report) {
  const bool array = between_ == Between::array;
  if (array) write(first_ ? "\n" : ",\n");
  if (between_ == Between::empty_line && !first_) write("\n");
  first_ = false;
  write(report);
  if (!array && !report.ends_with('\n')) write("\n");
}

void ReportStream::write(std::string_view bytes) {
  if (file_)
    file_->write(bytes);
  else
    write_standard_output(bytes);
}

void ReportStream::finish() {
  if (between_ == Between::array) write(first_ ? "]\n" : "\n]\n");
  if (file_) file_->commit();
}

std::vector<std::string> report_names(const std::vector<Input>& inputs, std::string_view ending) {
  std::set<std::string> taken;
  std::vector<std::string> names;
  for (const Input& input : inputs) {
    const fs::path path(input.path == "-" ? "standard-input" : input.path);
    std::string full = path.filename().string();
    std::string stem = path.stem().string();
    if (stem.empty()) stem = full = "document";
    // With the ending and the temporary's, a name must stay below the 255 bytes of file systems; cut at a whole character.
    for (std::string* part : {&stem, &full})
      if (part->size() > 180) {
        std::size_t end = 180;
        while (end > 0 && (static_cast<unsigned char>((*part)[end]) & 0xC0) == 0x80) --end;
        part->resize(end);
      }
    const auto with = [&](const std::string& base) { return base + ".caveat." + std::string(ending); };
    std::string name = with(stem);
    if (taken.contains(name)) name = with(full);
    for (std::size_t n = 2; taken.contains(name); ++n) name = with(stem + "-" + std::to_string(n));
    taken.insert(name);
    names.push_back(name);
  }
  return names;
}

void refuse_to_overwrite(const std::string& out, const std::vector<Input>& inputs) {
  std::error_code error;
  for (const Input& input : inputs)
    if (input.path != "-" && fs::is_regular_file(out, error) && fs::equivalent(out, input.path, error))
      throw Failure(said(messages().out_is_the_document, {input.name()}));
}

}  // namespace caveat::cli
