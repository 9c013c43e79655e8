// Progress: see progress.h.
#include "progress.h"

#include <filesystem>

#include "messages.h"
#include "terminal.h"

namespace caveat::cli {
namespace {

constexpr std::uint64_t kEachDocument = 32 << 10;  // as many bytes of text are read in the time that opening any document takes
constexpr std::size_t kBar = 24;                   // columns
constexpr std::chrono::milliseconds kBetween{100}; // drawings: more often nobody can read
constexpr std::chrono::milliseconds kFirst{400};   // a short job shows nothing
constexpr std::chrono::seconds kEstimate{2};       // before, the time left is a guess

std::string time_left(double seconds) {
  const Messages& words = messages();
  const auto whole = static_cast<std::uint64_t>(seconds + 0.5);
  if (whole < 60) return said(words.seconds_left, {std::to_string(whole)});
  if (whole < 3600) return said(words.minutes_left, {std::to_string((whole + 30) / 60)});
  return said(words.hours_left, {std::to_string(whole / 3600), std::to_string(whole % 3600 / 60)});
}

}  // namespace

Progress::Progress(const std::vector<Input>& inputs, bool quiet) {
  shown_ = !quiet && inputs.size() > 1 && transient_lines();
  if (!shown_) return;
  for (const Input& input : inputs) {
    std::error_code error;
    const auto size = input.path == "-" || !input.problem.empty() ? 0 : std::filesystem::file_size(input.path, error);
    work_.push_back((error ? 0 : size) + kEachDocument);
    all_ += work_.back();
  }
}

Progress::~Progress() {
  if (shown_) clear_transient();
}

void Progress::done(std::size_t index) {
  if (!shown_) return;
  did_ += work_[index];
  ++count_;
  const auto now = Clock::now();
  if (now - began_ < kFirst || now - drawn_ < kBetween || count_ == work_.size()) return;
  drawn_ = now;
  show_transient(line(now - began_));
}

std::string Progress::line(std::chrono::duration<double> elapsed) const {
  const double share = static_cast<double>(did_) / static_cast<double>(all_);
  const auto full = static_cast<std::size_t>(share * kBar);
  std::string out = said(messages().progress, {std::to_string(count_), std::to_string(work_.size())}) + " ";
  for (std::size_t i = 0; i < kBar; ++i) out += i < full ? "━" : "─";
  out += " " + std::to_string(static_cast<int>(share * 100)) + " %";
  if (elapsed >= kEstimate) out += " · " + time_left(elapsed.count() * (1 - share) / share);
  return out;
}

}  // namespace caveat::cli
