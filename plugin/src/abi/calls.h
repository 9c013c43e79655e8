// Calls: what every function of the C ABI shares: the objects behind the handles, sized structs, errors, and the end of exceptions.
// Tested by tests/abi.
#ifndef CAVEAT_ABI_CALLS_H
#define CAVEAT_ABI_CALLS_H
#include <algorithm>
#include <atomic>
#include <cstring>
#include <exception>
#include <map>
#include <memory>
#include <mutex>
#include <new>
#include <string>
#include <string_view>

#include "caveat/caveat.h"
#include "scan/scanner.h"

namespace caveat::abi {

// The host's log, while the host is there: rulesets and scanners may outlive the plugin that they came from.
class HostLog {
 public:
  explicit HostLog(const cav_host& host) : host_(host) {}
  void warn(const std::string& message) {
    const std::lock_guard lock(mutex_);
    if (open_ && host_.log) host_.log(host_.user, 2, message.c_str());
  }
  void close() {
    const std::lock_guard lock(mutex_);
    open_ = false;
  }

 private:
  std::mutex mutex_;
  cav_host host_;
  bool open_ = true;
};

}  // namespace caveat::abi

struct cav_plugin {
  explicit cav_plugin(const cav_host& host) : log(std::make_shared<caveat::abi::HostLog>(host)) {}
  ~cav_plugin() { log->close(); }
  std::shared_ptr<caveat::abi::HostLog> log;
};

struct cav_ruleset {
  std::shared_ptr<const caveat::rules::RuleProgram> program;
  std::shared_ptr<caveat::abi::HostLog> log;
};

struct cav_scanner {
  explicit cav_scanner(const cav_ruleset& ruleset) : scanner(ruleset.program), log(ruleset.log) {}
  caveat::scan::Scanner scanner;
  std::shared_ptr<caveat::abi::HostLog> log;
  std::atomic<bool> busy{false};
};

struct cav_result {
  std::unique_ptr<const caveat::scan::ScanResult> scan;
  std::string languages, pack_version, policy_version;
  // Strings handed out stay valid until the result is freed; they are made on demand, by any thread.
  mutable std::mutex mutex;
  mutable std::map<std::string, std::string> strings;
};

namespace caveat::abi {

cav_status fail(cav_error* err, cav_status status, std::string_view message);
cav_status fail(cav_error* err, const Error& error);

template <class T>
bool read_sized(const T* from, T& to, std::size_t least) {
  if (!from || from->size < least) return false;
  std::memset(&to, 0, sizeof to);
  std::memcpy(&to, from, std::min<std::size_t>(from->size, sizeof to));
  return true;
}

// Writes as many bytes as the caller has; its `size` stays what it set.
template <class T>
void write_sized(const T& from, T* to) {
  const std::uint32_t size = to->size;
  std::memcpy(to, &from, std::min<std::size_t>(size, sizeof from));
  to->size = size;
}
template <class T>
bool writable(const T* to) { return to && to->size >= 2 * sizeof(std::uint32_t); }

template <class Body>
cav_status guarded(cav_error* err, Body&& body) noexcept {
  try {
    return body();
  } catch (const std::bad_alloc&) {
    return fail(err, CAV_E_NOMEM, "Out of memory. Scan fewer documents at once, or a smaller one.");
  } catch (const std::exception& e) {
    return fail(err, CAV_E_INTERNAL, std::string("A bug in Caveat: ") + e.what() + ". Please report it with the document's kind and size.");
  } catch (...) {
    return fail(err, CAV_E_INTERNAL, "A bug in Caveat: an unknown exception. Please report it with the document's kind and size.");
  }
}

Language reader_of(const char* locale);  // English for NULL and for what is none of ours

}  // namespace caveat::abi
#endif
