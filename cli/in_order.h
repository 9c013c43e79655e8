// In order: work on several threads, results in the order of the input, and never more than a few of them in memory.
// Tested by tests/cli (the output of one job and of eight is the same).
#ifndef CAVEAT_CLI_IN_ORDER_H
#define CAVEAT_CLI_IN_ORDER_H
#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

namespace caveat::cli {

// Calls make(index, stop) for 0 .. count-1 on `jobs` threads, each with a Make of its own from new_make(), and
// take(index, value) on this thread in order. A thread does not run further ahead than two results a job. Stops early
// when halt() turns true: what was begun is given up through `stop`, what was made without a gap is still taken. An
// exception of make or take ends everything and is thrown again here.
template <class Value, class NewMake, class Take, class Halt>
void in_order(std::size_t count, unsigned jobs, NewMake new_make, Take take, Halt halt) {
  const std::size_t ahead = 2 * static_cast<std::size_t>(jobs);
  std::mutex mutex;
  std::condition_variable room, made;
  std::map<std::size_t, Value> ready;
  std::size_t next = 0, wanted = 0;
  unsigned running = jobs;
  std::exception_ptr failure;
  std::atomic<bool> stop{false};

  const auto work = [&] {
    try {
      auto make = new_make();
      for (;;) {
        std::size_t index;
        {
          std::unique_lock lock(mutex);
          room.wait(lock, [&] { return stop || next >= count || next < wanted + ahead; });
          if (stop || next >= count || halt()) break;
          index = next++;
        }
        Value value = make(index, stop);
        const std::lock_guard lock(mutex);
        ready.emplace(index, std::move(value));
        made.notify_one();
      }
    } catch (...) {
      const std::lock_guard lock(mutex);
      if (!failure) failure = std::current_exception();
      stop = true;
    }
    const std::lock_guard lock(mutex);
    --running;
    made.notify_one();
    room.notify_all();
  };

  std::vector<std::thread> threads;
  const auto join = [&] {
    {
      const std::lock_guard lock(mutex);
      stop = true;
      room.notify_all();
    }
    for (std::thread& thread : threads) thread.join();
  };
  try {
    for (unsigned i = 0; i < jobs; ++i) threads.emplace_back(work);
  } catch (...) {  // no more threads to be had: those that run do it
    const std::lock_guard lock(mutex);
    running -= jobs - static_cast<unsigned>(threads.size());  // some may have ended already
    if (threads.empty()) throw;
  }
  try {
    while (wanted < count) {
      std::unique_lock lock(mutex);
      made.wait(lock, [&] { return failure || ready.contains(wanted) || running == 0; });
      if (failure || !ready.contains(wanted)) break;
      Value value = std::move(ready.extract(wanted).mapped());
      lock.unlock();
      take(wanted, std::move(value));
      lock.lock();
      ++wanted;
      room.notify_all();
    }
  } catch (...) {
    join();
    throw;
  }
  join();
  if (failure) std::rethrow_exception(failure);
}

}  // namespace caveat::cli
#endif
