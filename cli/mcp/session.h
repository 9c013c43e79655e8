// Session: the Model Context Protocol with one client: handshake (or, since 2026-07-28, none), requests, cancellation. Tested by tests/node/mcp.test.mjs.
#ifndef CAVEAT_CLI_MCP_SESSION_H
#define CAVEAT_CLI_MCP_SESSION_H
#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "tools.h"

namespace caveat::cli::mcp {

class Session {
 public:
  // send: takes one message, from any thread. Calls of tools run on `jobs` threads, so that a cancellation is heard meanwhile.
  Session(Tools& tools, unsigned jobs, std::function<void(const std::string&)> send);
  ~Session();  // gives up what still runs
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  void take(std::string_view line);
  void refuse_long_line();
  void finish();  // answers what was asked for

 private:
  struct Task {
    std::string id, tool;
    Object::Ptr arguments;
    Var progress_token;  // empty: nobody wants to know
    bool modern = false;
    std::atomic<bool> cancelled{false};
  };
  void request(const Message& message);
  // Since 2026-07-28 each request says its version itself. False: refused.
  bool accept_modern(const Message& message);
  void reply(const std::string& id, bool modern, Object& result);
  void initialize(const Message& message);
  void begin_call(const Message& message, bool modern);
  void cancel(const Message& message);
  void work();
  void run(Task& task);

  Tools& tools_;
  std::function<void(const std::string&)> send_;
  bool initialized_ = false;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::shared_ptr<Task>> waiting_;
  std::map<std::string, std::shared_ptr<Task>> open_;  // by id: waiting or running
  std::atomic<bool> stop_{false};
  bool no_more_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace caveat::cli::mcp
#endif
