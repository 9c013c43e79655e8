// Result: a value, or an Error that says what happened and what to do next. Stages return it; nothing throws across one.
#ifndef CAVEAT_BASE_RESULT_H
#define CAVEAT_BASE_RESULT_H
#include <string>
#include <utility>
#include <variant>

namespace caveat {

// The same kinds as cav_status, so that abi/ maps them one to one.
enum class ErrorCode { argument, no_memory, format, locked, rules, limit, cancelled, deadline, io, internal };

struct Error {
  ErrorCode code = ErrorCode::internal;
  std::string message;  // one sentence what happened, one what to do; never contract text
};

template <class T>
class Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}
  explicit operator bool() const { return state_.index() == 0; }
  T& value() & { return std::get<0>(state_); }
  const T& value() const& { return std::get<0>(state_); }
  T&& value() && { return std::get<0>(std::move(state_)); }
  T* operator->() { return &std::get<0>(state_); }
  const Error& error() const { return std::get<1>(state_); }

 private:
  std::variant<T, Error> state_;
};

}  // namespace caveat
#endif
