// SPDX-License-Identifier: Apache-2.0
#include "counter/pin.hpp"

#include <string.h>  // NOLINT(modernize-deprecated-headers): explicit_bzero is not in <cstring>

namespace antre::counter {

Pin::Pin(Pin&& other) noexcept : digits_(other.digits_), size_(other.size_) {
  other.wipe();
}

Pin& Pin::operator=(Pin&& other) noexcept {
  if (this != &other) {
    digits_ = other.digits_;
    size_ = other.size_;
    other.wipe();
  }
  return *this;
}

bool Pin::add(char digit) {
  if (digit < '0' || digit > '9' || size_ == kMost) {
    return false;
  }
  digits_[size_++] = digit;
  return true;
}

void Pin::take_back() {
  if (size_ > 0) {
    digits_[--size_] = 0;
  }
}

void Pin::wipe() noexcept {
  // A plain fill of memory that nobody reads afterwards may be left out by the compiler.
  ::explicit_bzero(digits_.data(), digits_.size());
  size_ = 0;
}

}  // namespace antre::counter
