// See confinement.h. Tested by tests/unit/reader/confinement_test.cpp.
#include "confinement.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>
#ifdef CAVEAT_SECCOMP
#include <seccomp.h>
#endif

#include <cerrno>

#include "base/limits.h"
#include "extract/reader_protocol.h"

namespace caveat::reader {
namespace {

using namespace extract::reader;

bool set_limit(__rlimit_resource resource, rlim_t value) {
  rlimit now{};
  if (::getrlimit(resource, &now) != 0) return false;
  // The host may have set a lower one already.
  if (now.rlim_max != RLIM_INFINITY && now.rlim_max < value) value = now.rlim_max;
  const rlimit wanted{value, value};
  return ::setrlimit(resource, &wanted) == 0;
}

#ifndef CAVEAT_SANITIZED
// Nothing of the file system but poppler's character maps and tesseract's models, to read.
bool close_files(const std::string& models) {
  const long abi = ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (abi < 1) return false;
  landlock_ruleset_attr attributes{};
  attributes.handled_access_fs = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;  // all of version 1
  const int rules = static_cast<int>(::syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0));
  if (rules < 0) return false;
  for (const char* folder : {"/usr/share/poppler", models.c_str()}) {
    landlock_path_beneath_attr open{};
    open.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
    open.parent_fd = *folder == '\0' ? -1 : ::open(folder, O_PATH | O_CLOEXEC);
    if (open.parent_fd < 0) continue;
    ::syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &open, 0);
    ::close(open.parent_fd);
  }
  const bool closed = ::syscall(SYS_landlock_restrict_self, rules, 0) == 0;
  ::close(rules);
  return closed;
}

bool close_system_calls() {
#ifdef CAVEAT_SECCOMP
  const scmp_filter_ctx filter = ::seccomp_init(SCMP_ACT_ERRNO(EPERM));
  if (filter == nullptr) return false;
  bool good = true;
  for (const int call : {SCMP_SYS(read),
                         SCMP_SYS(pread64),
                         SCMP_SYS(write),
                         SCMP_SYS(writev),
                         SCMP_SYS(lseek),
                         SCMP_SYS(close),
                         SCMP_SYS(fstat),
                         SCMP_SYS(newfstatat),
                         SCMP_SYS(stat),
                         SCMP_SYS(access),
                         SCMP_SYS(brk),
                         SCMP_SYS(munmap),
                         SCMP_SYS(mremap),
                         SCMP_SYS(madvise),
                         SCMP_SYS(futex),
                         SCMP_SYS(getrandom),
                         SCMP_SYS(clock_gettime),
                         SCMP_SYS(gettimeofday),
                         SCMP_SYS(time),
                         SCMP_SYS(exit),
                         SCMP_SYS(exit_group),
                         SCMP_SYS(rt_sigreturn),
                         SCMP_SYS(rt_sigprocmask),
                         SCMP_SYS(gettid),
                         SCMP_SYS(getpid),
                         SCMP_SYS(restart_syscall)})
    good = good && ::seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0) == 0;
  // Memory that is never code.
  good = good && ::seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, 4u, 0)) == 0;
  good = good &&
         ::seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, 4u, 0)) == 0;
  // Files to read only (Landlock says which).
  good = good && ::seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(openat), 1,
                                    SCMP_A2(SCMP_CMP_MASKED_EQ, O_ACCMODE | O_CREAT | O_TRUNC, O_RDONLY)) == 0;
  // abort() on a corrupt heap: the host sees the signal and says "crashed".
  good = good && ::seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1,
                                    SCMP_A0(SCMP_CMP_EQ, static_cast<scmp_datum_t>(::getpid()))) == 0;
  good = good && ::seccomp_load(filter) == 0;
  ::seccomp_release(filter);
  return good;
#else
  return false;
#endif
}
#endif

}  // namespace

std::uint32_t limit_resources(std::uint32_t cpu_seconds) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);  // no reader without a host
  ::prctl(PR_SET_DUMPABLE, 0);
  bool good = ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
  good = set_limit(RLIMIT_CORE, 0) && good;
#ifndef CAVEAT_COVERAGE
  good = set_limit(RLIMIT_FSIZE, 0) && good;
#endif
  good = set_limit(RLIMIT_NPROC, 0) && good;
  good = set_limit(RLIMIT_CPU, cpu_seconds) && good;
#ifndef CAVEAT_SANITIZED
  good = set_limit(RLIMIT_NOFILE, 16) && good;
  good = set_limit(RLIMIT_AS, limits::kReaderMemoryBytes) && good;
#endif
  return good ? kGuardLimits : 0;
}

std::uint32_t close_system(const std::string& models) {
#ifdef CAVEAT_SANITIZED
  static_cast<void>(models);
  return 0;
#else
  const std::uint32_t files = close_files(models) ? kGuardFiles : 0;
  return files | (close_system_calls() ? kGuardSystemCalls : 0);
#endif
}

}  // namespace caveat::reader
