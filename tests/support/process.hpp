// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace antre::test {

/// A program that a test runs. It is ended by its process id when this goes out of scope: asked
/// first, killed when it does not listen. What it prints goes to a file, so that nothing blocks.
class Process {
 public:
  struct Options {
    std::map<std::string, std::string> environment;  ///< added to the test's own
    std::string output;  ///< file for stdout and stderr; empty: a temp file
  };

  /// Throws std::runtime_error when the program cannot be started.
  explicit Process(std::vector<std::string> command) : Process(std::move(command), Options{}) {}
  Process(std::vector<std::string> command, Options options);
  ~Process();
  Process(Process&& other) noexcept;
  Process& operator=(Process&&) = delete;
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  [[nodiscard]] pid_t pid() const { return pid_; }
  [[nodiscard]] bool running();
  void signal(int number) const;
  /// Exit status, or 128 + the signal that ended it. Waits as long as `limit`; nothing after that.
  std::optional<int> wait(std::chrono::seconds limit = std::chrono::seconds{60});
  /// SIGTERM, then wait; SIGKILL when that takes too long.
  std::optional<int> terminate();
  /// Everything printed so far.
  [[nodiscard]] std::string output() const;

 private:
  pid_t pid_ = -1;
  std::optional<int> status_;
  std::string output_file_;
};

struct Ran {
  int status = -1;
  std::string out;
  std::string err;
};
/// Runs a program to its end, at most `limit`, and gives what it printed.
Ran run(const std::vector<std::string>& command, const std::map<std::string, std::string>& env = {},
        const std::string& input = {}, std::chrono::seconds limit = std::chrono::seconds{60});

/// Waits until `condition` holds, looking again every few milliseconds; false after `limit`. The
/// limit only ends a broken run: no test asserts a time.
bool eventually(const std::function<bool()>& condition,
                std::chrono::seconds limit = std::chrono::seconds{60});

/// A folder of the test's own, removed with all that is in it.
class TempDir {
 public:
  TempDir();
  ~TempDir();
  TempDir(const TempDir&) = delete;
  TempDir& operator=(const TempDir&) = delete;
  TempDir(TempDir&&) = delete;
  TempDir& operator=(TempDir&&) = delete;
  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] std::string operator/(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

[[nodiscard]] std::string read_file(const std::string& path);
void write_file(const std::string& path, const std::string& text);

/// A virtual screen of its own (Xvfb on a display number it chooses itself).
class Screen {
 public:
  Screen(int width, int height);
  /// ":7".
  [[nodiscard]] const std::string& display() const { return display_; }
  /// Waits for a window of this title.
  [[nodiscard]] bool has_window(const std::string& title) const;
  void touch(int x, int y) const;
  void key(const std::string& name) const;
  void type(const std::string& text) const;
  /// A picture of the whole screen as PNG.
  void picture(const std::string& file) const;
  /// Colour of one point of the screen as 0xRRGGBB.
  [[nodiscard]] unsigned pixel(int x, int y) const;

 private:
  [[nodiscard]] Ran tool(std::vector<std::string> command) const;
  void do_tool(std::vector<std::string> command) const;
  TempDir dir_;
  std::optional<Process> server_;
  std::string display_;
};

/// Folder of the programs under test: build/PRESET/bin.
[[nodiscard]] std::string bin(const std::string& program);

}  // namespace antre::test
