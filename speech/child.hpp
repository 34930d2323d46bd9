// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <chrono>
#include <string>
#include <vector>

#include "protocol/result.hpp"

namespace antre::speech {

/// A file descriptor that closes itself.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { close(); }
  [[nodiscard]] int get() const { return fd_; }
  void close();

 private:
  int fd_;
};

/// A program that was started without a shell, as the first of a group of its own: ended together
/// with whatever it started, and waited for at the latest when the object goes, so that nothing is
/// left behind. One thread.
class Child {
 public:
  using Clock = std::chrono::steady_clock;

  /// Starts `words[0]`, looked for in PATH, with `input` and `output` as its own and its errors
  /// thrown away; an output of -1 is thrown away as well. Errors: kUnavailable when there is no
  /// such program, kIo otherwise.
  [[nodiscard]] static Result<Child> start(std::vector<std::string> words, int input, int output);

  Child(Child&& other) noexcept;
  Child& operator=(Child&&) = delete;
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child();

  /// Its wait status; at `deadline`, or when `waker` (a descriptor; -1: none) can be read, it is
  /// killed.
  int end(Clock::time_point deadline, int waker = -1);

 private:
  explicit Child(pid_t pid) : pid_(pid) {}
  pid_t pid_;  ///< -1: waited for
};

/// For poll(): what is left until `deadline` in ms, never "for ever".
[[nodiscard]] int left_ms(Child::Clock::time_point deadline);

}  // namespace antre::speech
