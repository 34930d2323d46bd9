// SPDX-License-Identifier: Apache-2.0
#include "cli/secret.hpp"

#include <poll.h>
#include <sys/signalfd.h>
#include <termios.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <optional>
#include <ostream>
#include <system_error>
#include <utility>

#include "cli/descriptor.hpp"

namespace antre::cli {
namespace {

/// Holds back what ends a program, until the object goes: then it ends it.
class HeldSignals {
 public:
  HeldSignals() {
    sigset_t ends;
    sigemptyset(&ends);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT}) sigaddset(&ends, signal);
    pthread_sigmask(SIG_BLOCK, &ends, &before_);
    came_ = Descriptor{signalfd(-1, &ends, SFD_CLOEXEC)};
  }
  HeldSignals(const HeldSignals&) = delete;
  HeldSignals& operator=(const HeldSignals&) = delete;
  ~HeldSignals() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

  /// Waits for something to read; false when a signal came first.
  [[nodiscard]] bool wait(int input) const {
    std::array<pollfd, 2> watched{pollfd{input, POLLIN, 0}, pollfd{came_.get(), POLLIN, 0}};
    while (poll(watched.data(), watched.size(), -1) < 0 && errno == EINTR) {
    }
    return (watched[1].revents & POLLIN) == 0;
  }

 private:
  sigset_t before_{};
  Descriptor came_;
};

/// A terminal without echo, until the object goes.
class Silence {
 public:
  explicit Silence(int terminal) : terminal_(terminal) {
    if (tcgetattr(terminal, &before_) != 0) return;
    termios silent = before_;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO | ECHOE | ECHOK | ECHONL);
    silent_ = tcsetattr(terminal, TCSADRAIN, &silent) == 0;
  }
  Silence(const Silence&) = delete;
  Silence& operator=(const Silence&) = delete;
  ~Silence() {
    if (silent_) tcsetattr(terminal_, TCSADRAIN, &before_);
  }
  [[nodiscard]] bool silent() const { return silent_; }

 private:
  int terminal_;
  termios before_{};
  bool silent_ = false;
};

/// Byte by byte: what is behind the line is for who reads on.
Result<Secret> read_line(int input, const HeldSignals* held) {
  Secret line;
  bool any = false;
  for (;;) {
    if (held != nullptr && !held->wait(input)) return Error{ErrorCode::kInvalid, "interrupted"};
    char letter = 0;
    const auto got = ::read(input, &letter, 1);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0)
      return Error{ErrorCode::kInvalid,
                   "standard input cannot be read: " + std::generic_category().message(errno)};
    if (got == 0 && !any) return Error{ErrorCode::kInvalid, "nothing was given"};
    any = true;
    if (got == 0 || letter == '\n') return line;
    if (letter == '\r') continue;  // of a file from another system
    if (!line.add(letter)) return Error{ErrorCode::kInvalid, "the line is too long"};
  }
}

}  // namespace

void wipe(std::string& text) {
  text.resize(text.capacity());
  explicit_bzero(text.data(), text.size());
  text.clear();
}

bool Secret::add(char letter) {
  if (text_.size() >= kMost) return false;
  text_ += letter;
  return true;
}

bool InputSecrets::typed() const {
  return isatty(input_) != 0;
}

Result<Secret> InputSecrets::read(std::string_view prompt) {
  if (!typed()) return read_line(input_, nullptr);
  const HeldSignals held;
  std::optional<Result<Secret>> line;
  {
    const Silence silence{input_};
    if (!silence.silent())
      return Error{ErrorCode::kInvalid, "the terminal's echo cannot be switched off"};
    prompts_ << prompt << std::flush;
    line.emplace(read_line(input_, &held));
  }
  prompts_ << '\n' << std::flush;  // the user's own was not shown
  return std::move(*line);
}

}  // namespace antre::cli
