// ChildProcess: a program that is started from inside somebody else's process, which may be multi-threaded, have signal handlers, ignore SIGCHLD, reap
// children it does not know, or have closed descriptors 0 to 2. Hence posix_spawn and not fork, a process group of its own, and waiting for this one child
// only. Tested by tests/unit/reader/client_test.cpp, tests/unit/extract/converter_test.cpp.
//
//   pid_t pid = -1;
//   if (const int failed = spawn(program, {"caveat-reader", "3"}, {}, input, output, pid)) ...   // an errno
//   Child child(pid);                                                                            // dead with this object
#ifndef CAVEAT_EXTRACT_CHILD_PROCESS_H
#define CAVEAT_EXTRACT_CHILD_PROCESS_H
#include <sys/types.h>

#include <optional>
#include <string>
#include <vector>

namespace caveat::extract {

// A file that may be executed.
bool is_program(const std::string& path);

// The child and all that it started, dead and reaped when this object is gone.
class Child {
 public:
  explicit Child(pid_t pid) : pid_(pid) {}
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() { end(); }

  void end();
  // Lets it exit by itself for a moment, so that a crash can be told from a refusal.
  void await();
  // Has it ended? Then its code, and what it left behind is dead; -1 for a signal, or where the host reaps everything itself.
  std::optional<int> ended();
  bool killed_by(int signal) const;
  bool exited_with(int code) const;
  bool signalled() const;

 private:
  void reap();
  pid_t pid_;
  int status_ = -1;
};

// 0, or an errno. `words` are the arguments, the first of them the program's name for itself. Nothing of the host's goes along: of descriptors only
// `input` and `output` as 0 and 1 (-1: /dev/null), no signals, no environment but the given one.
int spawn(const std::string& program, std::vector<std::string> words, std::vector<std::string> environment, int input, int output, pid_t& pid);

}  // namespace caveat::extract
#endif
