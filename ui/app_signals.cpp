// SPDX-License-Identifier: Apache-2.0
#include "ui/app_signals.hpp"

#include <sys/eventfd.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <utility>

namespace antre::ui {
namespace {

constexpr std::array kSignals{SIGTERM, SIGINT, SIGHUP};
constexpr std::uint64_t kSignalled = 1;
constexpr std::uint64_t kEnd = 1ULL << 32U;

// The only thing a signal handler can reach; written before the handlers are set.
std::atomic<int> signal_fd{-1};

void add(int fd, std::uint64_t value) {
  // An eventfd takes 8 bytes whole or fails when its sum is full, which means it is set already.
  [[maybe_unused]] const auto written = ::write(fd, &value, sizeof value);
}

extern "C" void note_signal(int /*signal*/) {
  const int saved = errno;
  add(signal_fd.load(), kSignalled);
  errno = saved;
}

}  // namespace

struct SignalWatch::Handlers {
  std::array<struct sigaction, kSignals.size()> before{};
};

// A handler cannot wake SDL by itself, and SDL's own handler only sets a flag that a sleeping event
// loop does not look at.
SignalWatch::SignalWatch(std::function<void()> on_signal) : before_(std::make_unique<Handlers>()) {
  const int fd = ::eventfd(0, EFD_CLOEXEC);
  signal_fd.store(fd);
  thread_ = std::thread([fd, on_signal = std::move(on_signal)] {
    std::uint64_t value = 0;
    while (value < kEnd) {
      if (::read(fd, &value, sizeof value) != sizeof value) {
        if (errno == EINTR) {
          continue;
        }
        return;
      }
      if ((value & (kEnd - 1)) != 0) {
        on_signal();
      }
    }
  });
  struct sigaction action {};
  action.sa_handler = note_signal;
  sigemptyset(&action.sa_mask);
  for (std::size_t i = 0; i < kSignals.size(); ++i) {
    sigaction(kSignals.at(i), &action, &before_->before.at(i));
  }
}

SignalWatch::~SignalWatch() {
  for (std::size_t i = 0; i < kSignals.size(); ++i) {
    sigaction(kSignals.at(i), &before_->before.at(i), nullptr);
  }
  const int fd = signal_fd.exchange(-1);
  add(fd, kEnd);
  thread_.join();
  ::close(fd);
}

}  // namespace antre::ui
