// Cancel: one deadline and one progress callback for the whole scan. Every loop over the document polls it.
#ifndef CAVEAT_BASE_CANCEL_H
#define CAVEAT_BASE_CANCEL_H
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>

#include "base/result.h"

namespace caveat {

enum class Stage : int { extract = 1, normalize, segment, match, score };

class Cancel {
 public:
  using Clock = std::chrono::steady_clock;
  // Returns true to cancel. done and total in units of the stage (bytes, pages); total 0: unknown.
  using Progress = std::function<bool(Stage, std::uint64_t done, std::uint64_t total)>;

  Cancel() = default;  // never stops
  Cancel(std::uint32_t deadline_ms, Progress progress) : progress_(std::move(progress)) {
    if (deadline_ms > 0) deadline_ = Clock::now() + std::chrono::milliseconds(deadline_ms);
  }

  // The error to return at once, or nothing. Cheap enough for every page, paragraph or 64 KB of text.
  std::optional<Error> poll(Stage stage, std::uint64_t done = 0, std::uint64_t total = 0) {
    if (deadline_ && Clock::now() >= *deadline_)
      return Error{ErrorCode::deadline, "The deadline passed before the scan ended. Allow more time, or split the document."};
    if (progress_ && progress_(stage, done, total)) return Error{ErrorCode::cancelled, "The host cancelled the scan."};
    return std::nullopt;
  }

  // Milliseconds left, at least 1; nothing when there is no deadline.
  std::optional<std::uint32_t> remaining_ms() const {
    if (!deadline_) return std::nullopt;
    auto left = std::chrono::duration_cast<std::chrono::milliseconds>(*deadline_ - Clock::now()).count();
    return left < 1 ? 1u : static_cast<std::uint32_t>(left);
  }

 private:
  std::optional<Clock::time_point> deadline_;
  Progress progress_;
};

}  // namespace caveat
#endif
