// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace antre::test {

/// A program on a terminal of its own. Killed by its process id when this goes out of scope.
class Pty {
 public:
  struct Options {
    unsigned short columns = 80;
    std::map<std::string, std::string> environment = {};  ///< added to the test's own
    std::string out = {};  ///< file for standard output instead of the terminal; empty: none
  };
  /// Throws std::runtime_error when the program cannot be started.
  Pty(const std::vector<std::string>& command, const Options& options);
  ~Pty();
  Pty(const Pty&) = delete;
  Pty& operator=(const Pty&) = delete;

  void type(const std::string& text) const;
  /// Reads until `text` has come since the last call; false when the program ended or the limit is
  /// over before.
  bool sees(const std::string& text, std::chrono::seconds limit = std::chrono::seconds{60});
  /// Everything that came since `forget`.
  [[nodiscard]] const std::string& seen() const { return seen_; }
  void forget() { seen_.clear(); }
  /// Reads to the program's end; its exit status, or 128 and the signal's number.
  int end();

 private:
  /// False at the end of what comes.
  bool read_some(std::chrono::milliseconds limit);

  pid_t pid_ = -1;
  int terminal_ = -1;
  std::string seen_;
};

}  // namespace antre::test
