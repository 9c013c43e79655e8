// Converter: see converter.h.
#include "extract/converter.h"

#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string_view>
#include <utility>
#include <vector>

#include "base/limits.h"
#include "extract/child_process.h"
#include "extract/complaint.h"
#include "extract/odt.h"
#include "extract/sniff.h"
#include "extract/xlsx.h"

namespace caveat::extract {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;
constexpr std::array<Conversion, 3> kConversions = {{
    {kDoc, "an old Word file (.doc)", "doc", "odt", "odt:writer8", "libreoffice-writer", ".docx or PDF"},
    {kXls, "an old Excel file (.xls)", "xls", "xlsx", "xlsx:Calc MS Excel 2007 XML", "libreoffice-calc", ".xlsx or PDF"},
    {kOds, "an OpenDocument sheet (.ods)", "ods", "xlsx", "xlsx:Calc MS Excel 2007 XML", "libreoffice-calc", ".xlsx or PDF"},
}};
constexpr int kPollMs = 25;  // how soon an end, or a cancel of the host, is seen

// A folder of our own, gone with this object.
class Folder {
 public:
  Folder() {
    char name[] = "/tmp/caveat-XXXXXX";  // not TMPDIR: that is the host's environment
    if (::mkdtemp(name) != nullptr) path_ = name;
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    if (path_.empty()) return;
    // A process that was killed a moment ago may still be writing.
    for (int attempt = 0; attempt < 40; ++attempt) {
      std::error_code error;
      fs::remove_all(path_, error);
      if (!error) return;
      ::poll(nullptr, 0, kPollMs);
    }
  }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

// The code that it ends with, or why it was not waited for.
Result<int> run(const Document& document, const Conversion& conversion, const std::vector<std::string>& words, const std::string& home, Clock::time_point deadline, std::uint32_t allowed, Cancel& cancel) {
  pid_t pid = -1;
  const std::vector<std::string> environment = {"HOME=" + home, "TMPDIR=" + home, "PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", "SAL_USE_VCLPLUGIN=svp"};
  if (const int failed = spawn(words.front(), words, environment, -1, -1, pid); failed != 0)
    return complaint(failed == ENOMEM || failed == EAGAIN ? ErrorCode::no_memory : ErrorCode::io, document.name,
                     "LibreOffice, by way of which it is read, does not start (errno " + std::to_string(failed) + "). Save it as " + std::string(conversion.save_as) + " and scan that.");
  Child child(pid);
  for (;;) {
    if (const auto code = child.ended()) return *code;
    if (auto stop = cancel.poll(Stage::extract)) return *stop;
    if (Clock::now() >= deadline)
      return complaint(ErrorCode::deadline, document.name,
                       "LibreOffice did not read it within " + std::to_string((allowed + 999) / 1000) + " s. Save it as " + std::string(conversion.save_as) + " and scan that.");
    ::poll(nullptr, 0, kPollMs);
  }
}

bool write_file(const std::string& path, std::string_view bytes) {
  const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd < 0) return false;
  while (!bytes.empty()) {
    const ssize_t count = ::write(fd, bytes.data(), std::min<std::size_t>(bytes.size(), 8u << 20));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) break;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return ::close(fd) == 0 && bytes.empty();
}

// No macros, no links into other files, and a proxy where nobody answers.
std::string profile() {
  const auto item = [](std::string_view path, std::string_view name, std::string_view value) {
    return "<item oor:path=\"/org.openoffice." + std::string(path) + "\"><prop oor:name=\"" + std::string(name) + "\" oor:op=\"fuse\"><value>" + std::string(value) + "</value></prop></item>";
  };
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<oor:items xmlns:oor=\"http://openoffice.org/2001/registry\" xmlns:xs=\"http://www.w3.org/2001/XMLSchema\">";
  out += item("Office.Common/Security/Scripting", "DisableMacrosExecution", "true");
  out += item("Office.Common/Security/Scripting", "MacroSecurityLevel", "3");
  out += item("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true");
  out += item("Office.Writer/Content/Update", "Link", "2");
  out += item("Office.Calc/Content/Update", "Link", "2");
  out += item("Inet/Settings", "ooInetProxyType", "2");
  for (const char* scheme : {"HTTP", "HTTPS"}) {
    out += item("Inet/Settings", std::string("ooInet") + scheme + "ProxyName", "127.0.0.1");
    out += item("Inet/Settings", std::string("ooInet") + scheme + "ProxyPort", "9");
  }
  return out + "</oor:items>\n";
}

}  // namespace

std::string find_office() {
  for (const char* place : {"/usr/bin/soffice", "/usr/bin/libreoffice", "/usr/lib/libreoffice/program/soffice", "/usr/local/bin/soffice"})
    if (is_program(place)) return place;
  std::vector<std::string> own;  // as LibreOffice's own packages install it: /opt/libreoffice24.8
  std::error_code error;
  for (fs::directory_iterator it("/opt", error), end; !error && it != end; it.increment(error))
    if (it->path().filename().string().starts_with("libreoffice") && is_program(it->path() / "program/soffice")) own.push_back((it->path() / "program/soffice").string());
  return own.empty() ? std::string() : *std::max_element(own.begin(), own.end());
}

const Conversion* conversion_of(std::string_view type) {
  const auto found = std::find_if(kConversions.begin(), kConversions.end(), [&](const Conversion& one) { return one.type == type; });
  return found == kConversions.end() ? nullptr : &*found;
}

Result<std::string> convert(const Document& document, const Conversion& conversion, const std::string& office, Cancel& cancel) {
  const std::string what(conversion.what), way_out = " Save it as " + std::string(conversion.save_as) + " and scan that.";
  const auto allowed = std::min(limits::kConverterDeadlineMs, cancel.remaining_ms().value_or(limits::kConverterDeadlineMs));
  const auto deadline = Clock::now() + std::chrono::milliseconds(allowed);
  const Folder folder;
  const std::string& home = folder.path();
  std::error_code error;
  if (home.empty() || !fs::create_directories(home + "/profile/user", error) || !write_file(home + "/profile/user/registrymodifications.xcu", profile()) ||
      !write_file(home + "/contract." + std::string(conversion.from), document.bytes))
    return complaint(ErrorCode::io, document.name, what + ", and no copy of it for LibreOffice can be written to /tmp. Make room there, or save it as " + std::string(conversion.save_as) + " and scan that.");
  std::vector<std::string> words;
  if (is_program("/usr/bin/unshare")) {
    // A network of its own, in which nobody else is. Not every kernel lets everybody have one.
    const std::vector<std::string> alone = {"/usr/bin/unshare", "--map-root-user", "--net", "--"};
    std::vector<std::string> probe = alone;
    probe.push_back("/bin/true");
    auto code = run(document, conversion, probe, home, deadline, allowed, cancel);
    if (!code) return code.error();
    if (code.value() == 0) words = alone;
  }
  if (is_program("/usr/bin/prlimit"))
    for (const std::string& word : {std::string("/usr/bin/prlimit"), "--fsize=" + std::to_string(limits::kConvertedBytes), "--cpu=" + std::to_string(limits::kConverterDeadlineMs / 1000),
                                    std::string("--core=0"), std::string("--")})
      words.push_back(word);
  for (const std::string& word : {office, std::string("--headless"), std::string("--norestore"), std::string("--nolockcheck"), std::string("--nodefault"), std::string("--nologo"),
                                  "-env:UserInstallation=file://" + home + "/profile", std::string("--convert-to"), std::string(conversion.filter), std::string("--outdir"), home + "/out",
                                  home + "/contract." + std::string(conversion.from)})
    words.push_back(word);
  auto code = run(document, conversion, words, home, deadline, allowed, cancel);
  if (!code) return code.error();
  const std::string result = home + "/out/contract." + std::string(conversion.to);
  const std::uintmax_t size = fs::file_size(result, error);
  if (error || size == 0 || !fs::is_regular_file(fs::symlink_status(result, error)))
    return complaint(ErrorCode::format, document.name,
                     what + " that LibreOffice cannot open: it is damaged, or protected by a password." + way_out);
  if (size > limits::kConvertedBytes)
    return complaint(ErrorCode::limit, document.name, "becomes " + size_in_words(size) + " as ." + std::string(conversion.to) + "; the limit is " + size_in_words(limits::kConvertedBytes) + ". Split it into several documents, and scan each.");
  std::ifstream in(result, std::ios::binary);
  std::string bytes(static_cast<std::size_t>(size), '\0');
  if (!in.read(bytes.data(), static_cast<std::streamsize>(size))) return complaint(ErrorCode::io, document.name, what + ", of which LibreOffice's copy cannot be read. Try again." + way_out);
  return bytes;
}

Result<ExtractedText> read_converted(const Document& document, const Conversion& conversion, const Options& options, Cancel& cancel) {
  const std::string what(conversion.what), save_as(conversion.save_as);
  if (!options.convert)
    return complaint(ErrorCode::format, document.name, what + ", which is read by way of LibreOffice, and this program does not allow that. Save it as " + save_as + " and scan that.");
  const std::string office = find_office();
  if (office.empty())
    return complaint(ErrorCode::format, document.name,
                     what + ", which is read by way of LibreOffice, and that is not installed. Install it (" + std::string(conversion.package) + "), or save the file as " + save_as + " and scan that.");
  auto converted = convert(document, conversion, office, cancel);
  if (!converted) return converted.error();
  auto out = conversion.to == "odt" ? read_odt({converted.value(), document.name, kOdt}, options, cancel) : read_xlsx({converted.value(), document.name, kXlsx}, options, cancel);
  if (out) out->media_type = conversion.type;
  return out;
}

}  // namespace caveat::extract
