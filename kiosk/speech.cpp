// SPDX-License-Identifier: Apache-2.0
#include "kiosk/speech.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <spawn.h>
#include <spdlog/spdlog.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <utility>
#include <vector>

extern char** environ;  // NOLINT(readability-identifier-naming): the C library's own name

namespace antre::kiosk {
namespace {

/// A minute of speech; what is longer was not written to be read aloud.
constexpr std::size_t kMaxText = 1'000;

/// Without what would not be read as it stands: control characters, and brackets, which are the
/// program's own sign for sounds.
std::string readable(const std::string& text) {
  std::string clean = text.substr(0, kMaxText);
  // Not half a character at the end: UTF-8's later bytes are 10xxxxxx.
  constexpr unsigned kLaterMask = 0xC0U;
  constexpr unsigned kLater = 0x80U;
  if (text.size() > kMaxText &&
      (static_cast<unsigned char>(text[kMaxText]) & kLaterMask) == kLater) {
    while (!clean.empty() && (static_cast<unsigned char>(clean.back()) & kLaterMask) == kLater) {
      clean.pop_back();
    }
    if (!clean.empty()) {
      clean.pop_back();
    }
  }
  std::replace_if(
      clean.begin(), clean.end(),
      [](char c) {
        return (static_cast<unsigned char>(c) < ' ' && c != '\n') || c == '[' || c == ']';
      },
      ' ');
  return clean;
}

/// What a child is started with; destroyed on every way out.
struct SpawnPlan {
  posix_spawn_file_actions_t files{};
  posix_spawnattr_t attributes{};

  explicit SpawnPlan(int input) {
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, input, STDIN_FILENO);
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
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

std::string voice_of(const std::string& language) {
  return language == "jv" || language.empty() ? "id" : language;
}

Speech::Speech(Options options) : options_(std::move(options)), thread_([this] { work(); }) {}

Speech::~Speech() {
  {
    const std::scoped_lock lock(mutex_);
    ending_ = true;
  }
  stop();
  thread_.join();
}

void Speech::say(const std::string& text, const std::string& language) {
  const std::scoped_lock lock(mutex_);
  next_ = Utterance{readable(text), voice_of(language)};
  if (running_ > 0) {
    cut_short_ = true;
    ::kill(-running_, SIGKILL);  // at once: half a word too many is already confusing
  }
  changed_.notify_one();
}

void Speech::work() {
  for (;;) {
    Utterance utterance;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return ending_ || next_; });
      if (ending_) {
        return;
      }
      utterance = std::move(*next_);
      next_.reset();
    }
    if (!utterance.text.empty() && start(utterance)) {
      wait_for_end();
    }
  }
}

bool Speech::start(const Utterance& utterance) {
  // A socket, not a pipe: writing to a program that has ended must not raise SIGPIPE.
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
    complain(std::strerror(errno));
    return false;
  }
  std::vector<std::string> words{options_.program,
                                 "-v",
                                 utterance.voice,
                                 "-s",
                                 std::to_string(options_.words_per_minute),
                                 "-b",
                                 "1",
                                 "--stdin"};
  std::vector<char*> arguments;
  arguments.reserve(words.size() + 1);
  for (std::string& word : words) {
    arguments.push_back(word.data());
  }
  arguments.push_back(nullptr);
  int failed = 0;
  {
    const SpawnPlan plan(ends[1]);
    pid_t pid = -1;
    const std::scoped_lock lock(mutex_);
    failed = posix_spawnp(&pid, options_.program.c_str(), &plan.files, &plan.attributes,
                          arguments.data(), environ);
    running_ = failed == 0 ? pid : -1;
    // What came while it was being started makes it outdated already.
    cut_short_ = failed == 0 && (next_ || ending_);
    if (cut_short_) {
      ::kill(-pid, SIGKILL);
    }
  }
  ::close(ends[1]);
  if (failed == 0) {
    // Far less than a socket holds, so this does not wait for the program.
    static_cast<void>(::send(ends[0], utterance.text.data(), utterance.text.size(), MSG_NOSIGNAL));
  } else {
    complain(std::strerror(failed));
  }
  ::close(ends[0]);
  return failed == 0;
}

void Speech::wait_for_end() {
  // Only this thread sets it, so it may be read here without the lock; it is reaped under the lock,
  // so that say() never signals a number that belongs to another program by then.
  const pid_t pid = running_;
  siginfo_t ended{};
  while (::waitid(P_PID, static_cast<id_t>(pid), &ended, WEXITED | WNOWAIT) != 0 &&
         errno == EINTR) {
  }
  int status = 0;
  bool ours = false;
  {
    const std::scoped_lock lock(mutex_);
    ::waitpid(pid, &status, 0);
    running_ = -1;
    ours = std::exchange(cut_short_, false);
  }
  if (!ours && status != 0) {
    complain(fmt::format("it ended with status {}", status));
  }
}

void Speech::complain(const std::string& what) {
  if (!std::exchange(complained_, true)) {
    spdlog::warn("nothing is read aloud: {}: {}", options_.program, what);
  }
}

}  // namespace antre::kiosk
