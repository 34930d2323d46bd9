// SPDX-License-Identifier: Apache-2.0
#include "speech/child.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstring>
#include <limits>
#include <utility>

extern "C" {  // glibc 2.36 forgot to say so itself
#include <sys/pidfd.h>
}

extern char** environ;  // NOLINT(readability-identifier-naming): the C library's own name

namespace antre::speech {
namespace {

/// What a child is started with; destroyed on every way out.
struct SpawnPlan {
  posix_spawn_file_actions_t files{};
  posix_spawnattr_t attributes{};

  SpawnPlan(int input, int output) {
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, input, STDIN_FILENO);
    if (output < 0)
      posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    else
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

}  // namespace

void Descriptor::close() {
  if (fd_ >= 0) ::close(fd_);
  fd_ = -1;
}

int left_ms(Child::Clock::time_point deadline) {
  const auto left =
      std::chrono::ceil<std::chrono::milliseconds>(deadline - Child::Clock::now()).count();
  return static_cast<int>(std::clamp<std::int64_t>(left, 0, std::numeric_limits<int>::max()));
}

Result<Child> Child::start(std::vector<std::string> words, int input, int output) {
  std::vector<char*> argv;
  argv.reserve(words.size() + 1);
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  const SpawnPlan plan(input, output);
  pid_t pid = -1;
  const int error =
      ::posix_spawnp(&pid, argv.front(), &plan.files, &plan.attributes, argv.data(), environ);
  if (error == 0) return Child(pid);
  const bool missing = error == ENOENT || error == EACCES;
  return Error{missing ? ErrorCode::kUnavailable : ErrorCode::kIo,
               fmt::format("{}: {}", words.front(), std::strerror(error))};
}

Child::Child(Child&& other) noexcept : pid_(std::exchange(other.pid_, -1)) {}

Child::~Child() {
  if (pid_ > 0) static_cast<void>(end(Clock::now()));
}

int Child::end(Clock::time_point deadline, int waker) {
  const Descriptor ended(::pidfd_open(pid_, 0));
  // A descriptor of -1 is passed over.
  std::array<pollfd, 2> waiting{{{ended.get(), POLLIN, 0}, {waker, POLLIN, 0}}};
  int ready = 0;
  do {
    ready = ::poll(waiting.data(), waiting.size(), left_ms(deadline));
  } while (ready < 0 && errno == EINTR);
  if (waiting[0].revents == 0) ::kill(-pid_, SIGKILL);
  int status = 0;
  while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
  }
  pid_ = -1;
  return status;
}

}  // namespace antre::speech
