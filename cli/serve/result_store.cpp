// Result store: see result_store.h.
#include "serve/result_store.h"

#include <algorithm>

#include "serve/access.h"

namespace caveat::cli::serve {
namespace {

constexpr std::size_t kMostResults = 50;
constexpr std::uint64_t kMostBytes = 512u << 20;  // of documents and texts: fifty ordinary contracts are 20 MB

}  // namespace

std::string ResultStore::add(Kept kept) {
  std::string id = random_id();
  const std::lock_guard lock(mutex_);
  sweep_locked();
  const auto held = [&] {
    std::uint64_t bytes = kept.bytes;
    for (const Entry& entry : entries_) bytes += entry.kept->bytes;
    return bytes;
  };
  while (!entries_.empty() && (entries_.size() >= kMostResults || held() > kMostBytes)) entries_.pop_front();
  entries_.push_back({id, std::make_shared<const Kept>(std::move(kept)), std::chrono::steady_clock::now() + keep_});
  return id;
}

std::shared_ptr<const Kept> ResultStore::find(const std::string& id) {
  const std::lock_guard lock(mutex_);
  sweep_locked();
  const auto found = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& entry) { return entry.id == id; });
  return found == entries_.end() ? nullptr : found->kept;
}

void ResultStore::forget(const std::string& id) {
  const std::lock_guard lock(mutex_);
  entries_.remove_if([&](const Entry& entry) { return entry.id == id; });
}

void ResultStore::sweep() {
  const std::lock_guard lock(mutex_);
  sweep_locked();
}

void ResultStore::sweep_locked() {
  const auto now = std::chrono::steady_clock::now();
  entries_.remove_if([&](const Entry& entry) { return entry.until <= now; });
}

}  // namespace caveat::cli::serve
