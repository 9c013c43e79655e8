// Later: a value that is kept as the bytes it is made of until somebody asks for it. Of a compiled pack most is never asked for: one contract needs the words
// of the rules that it breaks, in the language of its reader, and the few hundred fragments that its text may hold, of 35,000.
// Any number of threads may ask: whoever is ready first gives the value to all. Tested by tests/unit/rules/later_test.cpp.
//
//   struct Point { int x = 0; };
//   void decode(std::string_view bytes, std::uint32_t context, Point& into);  // beside Point; never fails: bytes that make no sense make some value
//   Later<Point> p(bytes);  // borrowed
//   p.get().x
#ifndef CAVEAT_RULES_LATER_H
#define CAVEAT_RULES_LATER_H
#include <atomic>
#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>

namespace caveat::rules {

template <class T>
class Later {
 public:
  Later() = default;  // T{}
  Later(T&& value) : made_(new T(std::move(value))) {}
  explicit Later(std::string_view bytes) : bytes_(bytes.data()), size_(static_cast<std::uint32_t>(bytes.size())) {}
  Later(Later&& other) noexcept { swap(other); }
  Later& operator=(Later&& other) noexcept {
    swap(other);
    return *this;
  }
  ~Later() { delete made_.load(std::memory_order_acquire); }

  // What `decode` is told beside the bytes; before anybody asks.
  void set_context(std::uint32_t context) { context_ = context; }

  const T& get() const {
    const T* made = made_.load(std::memory_order_acquire);
    return made ? *made : make();
  }
  T& get() { return const_cast<T&>(std::as_const(*this).get()); }

 private:
  const T& make() const {
    auto fresh = std::make_unique<T>();
    if (bytes_) decode(std::string_view(bytes_, size_), context_, *fresh);
    T* before = nullptr;
    return made_.compare_exchange_strong(before, fresh.get(), std::memory_order_acq_rel) ? *fresh.release() : *before;
  }
  void swap(Later& other) noexcept {
    other.made_.store(made_.exchange(other.made_.load(std::memory_order_acquire)), std::memory_order_release);
    std::swap(bytes_, other.bytes_);
    std::swap(size_, other.size_);
    std::swap(context_, other.context_);
  }

  mutable std::atomic<T*> made_ = nullptr;
  const char* bytes_ = nullptr;
  std::uint32_t size_ = 0, context_ = 0;
};

// Several, in a std::array or std::vector, each made by itself: reads like a list of T.
template <class Items>
struct LaterList {
  Items items;
  std::size_t size() const { return items.size(); }
  const auto& operator[](std::size_t i) const { return items[i].get(); }
  auto& operator[](std::size_t i) { return items[i].get(); }
};

}  // namespace caveat::rules
#endif
