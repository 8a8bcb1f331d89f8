// Result<T>: a value, or the diagnostic that says why there is none. No exception crosses the public API.
#pragma once

#include <optional>
#include <utility>
#include <variant>

#include "recourse/diagnostic.h"

namespace recourse {

template <typename T>
class [[nodiscard]] Result {
public:
  Result(T value) : held_(std::in_place_index<0>, std::move(value)) {}  // NOLINT: implicit on purpose
  Result(Diagnostic error) : held_(std::in_place_index<1>, std::move(error)) {}  // NOLINT

  [[nodiscard]] bool ok() const { return held_.index() == 0; }
  explicit operator bool() const { return ok(); }

  /// The value; only when ok().
  [[nodiscard]] T& value() & { return std::get<0>(held_); }
  [[nodiscard]] const T& value() const& { return std::get<0>(held_); }
  [[nodiscard]] T&& value() && { return std::get<0>(std::move(held_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  /// The error; only when not ok().
  [[nodiscard]] const Diagnostic& error() const { return std::get<1>(held_); }

private:
  std::variant<T, Diagnostic> held_;
};

/// The result of something that gives nothing but success.
struct Nothing {};
using Status = Result<Nothing>;

}  // namespace recourse
