// SPDX-License-Identifier: Apache-2.0
#include "display/voice/speech_program.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstring>
#include <optional>
#include <utility>

extern "C" {  // glibc 2.36 forgot to say so itself
#include <sys/pidfd.h>
}

extern char** environ;  // NOLINT(readability-identifier-naming): the C library's own name

namespace antre::display::voice {
namespace {

using Clock = std::chrono::steady_clock;

/// A file descriptor that closes itself.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { close(); }
  [[nodiscard]] int get() const { return fd_; }
  void close() {
    if (fd_ >= 0) ::close(fd_);
    fd_ = -1;
  }

 private:
  int fd_;
};

/// What a child is started with; destroyed on every way out.
struct SpawnPlan {
  posix_spawn_file_actions_t files{};
  posix_spawnattr_t attributes{};

  SpawnPlan(int input, int output) {
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, input, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&files, output, STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawnattr_init(&attributes);
    // A group of its own, so that whatever it starts ends with it, and signals as usual.
    sigset_t signals;
    sigfillset(&signals);
    posix_spawnattr_setsigdefault(&attributes, &signals);
    sigemptyset(&signals);
    posix_spawnattr_setsigmask(&attributes, &signals);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setflags(
        &attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
  }
  SpawnPlan(const SpawnPlan&) = delete;
  SpawnPlan& operator=(const SpawnPlan&) = delete;
  ~SpawnPlan() {
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&attributes);
  }
};

/// For poll(): never "for ever".
int left_ms(Clock::time_point deadline) {
  const auto left =
      std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
  return static_cast<int>(std::max<std::int64_t>(left, 0));
}

/// The child, ended with its group and waited for at the latest here.
class Child {
 public:
  explicit Child(pid_t pid) : pid_(pid) {}
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() {
    if (pid_ > 0) static_cast<void>(end(Clock::now()));
  }
  /// Its wait status; at `deadline` it is killed.
  int end(Clock::time_point deadline) {
    const Descriptor ended(::pidfd_open(pid_, 0));
    pollfd waiting{ended.get(), POLLIN, 0};
    int ready = 0;
    do {
      ready = ::poll(&waiting, 1, left_ms(deadline));
    } while (ready < 0 && errno == EINTR);
    if (ready <= 0) ::kill(-pid_, SIGKILL);
    int status = 0;
    while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
    pid_ = -1;
    return status;
  }

 private:
  pid_t pid_;
};

/// A minute and a half of sound at the program's rate is 4 MB; a program that writes for ever is
/// not read for ever.
constexpr std::size_t kMostBytes = 64U << 20U;

/// Reads to the end of `output`; empty when time is over, `waker` was rung or it is too much.
std::optional<std::string> read_until(int output, int waker, Clock::time_point deadline) {
  std::string bytes;
  std::array<char, 16'384> block{};
  for (;;) {
    const int left = left_ms(deadline);
    if (left == 0 || bytes.size() > kMostBytes) return std::nullopt;
    std::array<pollfd, 2> waiting{{{output, POLLIN, 0}, {waker, POLLIN, 0}}};
    if (::poll(waiting.data(), waiting.size(), left) < 0 && errno != EINTR) return std::nullopt;
    if (waiting[1].revents != 0) return std::nullopt;
    if (waiting[0].revents == 0) continue;
    const auto n = ::read(output, block.data(), block.size());
    if (n == 0) return bytes;
    if (n > 0) bytes.append(block.data(), static_cast<std::size_t>(n));
    if (n < 0 && errno != EINTR) return std::nullopt;
  }
}

}  // namespace

Result<std::string> SpeechProgram::run(std::vector<std::string> arguments, const std::string& input,
                                       const std::stop_token& stop) const {
  const auto failed = [this](const std::string& why, ErrorCode code = ErrorCode::kIo) {
    return Error{code, fmt::format("{}: {}", options_.program, why)};
  };
  // A socket for what it reads: writing to a program that has ended must not raise SIGPIPE.
  std::array<int, 2> in{};
  std::array<int, 2> out{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, in.data()) != 0)
    return failed(std::strerror(errno));
  Descriptor words(in[0]);
  Descriptor its_input(in[1]);
  if (::pipe2(out.data(), O_CLOEXEC) != 0) return failed(std::strerror(errno));
  const Descriptor sound(out[0]);
  Descriptor its_output(out[1]);
  const Descriptor waker(::eventfd(0, EFD_CLOEXEC));

  std::vector<char*> argv{const_cast<char*>(options_.program.c_str())};
  for (std::string& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  const auto deadline = Clock::now() + options_.limit;
  pid_t pid = -1;
  {
    const SpawnPlan plan(its_input.get(), its_output.get());
    if (const int error = posix_spawnp(&pid, options_.program.c_str(), &plan.files,
                                       &plan.attributes, argv.data(), environ);
        error != 0)
      return failed(std::strerror(error),
                    error == ENOENT || error == EACCES ? ErrorCode::kUnavailable : ErrorCode::kIo);
  }
  Child child(pid);
  its_input.close();
  its_output.close();
  // Far less than a socket holds, so this does not wait for the program.
  static_cast<void>(::send(words.get(), input.data(), input.size(), MSG_NOSIGNAL));
  words.close();
  const std::stop_callback ring(stop, [&waker] {
    const std::uint64_t one = 1;
    static_cast<void>(::write(waker.get(), &one, sizeof one));
  });
  auto bytes = read_until(sound.get(), waker.get(), deadline);
  if (!bytes) {
    static_cast<void>(child.end(Clock::now()));
    return failed(stop.stop_requested() ? "no longer wanted" : "took too long",
                  ErrorCode::kTimeout);
  }
  const int status = child.end(deadline);
  if (status != 0) return failed(fmt::format("ended with status {}", status));
  return std::move(*bytes);
}

Result<std::string> SpeechProgram::say(const std::string& text, const std::string& voice,
                                       int words_per_minute, const std::stop_token& stop) const {
  return run(
      {"-v", voice, "-s", std::to_string(words_per_minute), "-b", "1", "--stdin", "--stdout"},
      readable(text), stop);
}

Result<std::string> SpeechProgram::version(const std::stop_token& stop) const {
  return run({"--version"}, {}, stop);
}

std::string readable(const std::string& text) {
  // UTF-8's later bytes are 10xxxxxx: a text is cut in front of a character, never within one.
  const auto later = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; };
  std::size_t size = std::min(text.size(), kMaxSpoken);
  while (size > 0 && size < text.size() && later(text[size])) --size;
  std::string clean = text.substr(0, size);
  std::ranges::replace_if(
      clean, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '[' || c == ']'; },
      ' ');
  return clean;
}

}  // namespace antre::display::voice
