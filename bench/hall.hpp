// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tests/support/process.hpp"

namespace antre::bench {

/// A dispatcher of the benchmark's own, with CURVE, on free ports of 127.0.0.1.
class Hall {
 public:
  Hall();
  /// Starts the dispatcher, again at the same addresses, and waits for its endpoints file.
  void start();
  /// The same without waiting.
  void launch();
  void stop();
  /// With SIGKILL.
  void kill();
  [[nodiscard]] const std::string& url() const { return url_; }
  [[nodiscard]] const std::string& updates() const { return updates_; }
  [[nodiscard]] const std::string& folder() const { return dir_.path(); }
  [[nodiscard]] std::string key(const std::string& role, const std::string& name);
  [[nodiscard]] pid_t pid() const { return process_->pid(); }

 private:
  test::TempDir dir_;
  std::optional<test::Process> process_;
  std::string url_;
  std::string updates_;
};

/// Resident memory of a process, MB.
[[nodiscard]] double resident_mb(pid_t pid);
/// Processor time that a process has used, seconds.
[[nodiscard]] double cpu_s(pid_t pid);

}  // namespace antre::bench
