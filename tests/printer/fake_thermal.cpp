// SPDX-License-Identifier: Apache-2.0
#include "tests/printer/fake_thermal.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <stdexcept>

namespace antre::printer {
namespace {

/// So that a stalled printer holds its sender up with one ticket already.
constexpr int kSmallBuffer = 4096;

}  // namespace

FakeThermal::FakeThermal() : listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof(address);
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  ::setsockopt(listener_, SOL_SOCKET, SO_RCVBUF, &kSmallBuffer, sizeof(kSmallBuffer));
  if (::bind(listener_, generic, size) != 0 || ::listen(listener_, 16) != 0 ||
      ::getsockname(listener_, generic, &size) != 0 || ::pipe2(stop_.data(), O_CLOEXEC) != 0) {
    throw std::runtime_error("no port for a printer");
  }
  port_ = ntohs(address.sin_port);
  thread_ = std::thread([this] { run(); });
}

FakeThermal::~FakeThermal() {
  switch_off();
  ::close(stop_[0]);
}

void FakeThermal::switch_off() {
  if (thread_.joinable()) {
    {
      const std::scoped_lock lock(mutex_);
      off_ = true;
    }
    changed_.notify_all();
    ::close(stop_[1]);
    thread_.join();
    ::close(listener_);
  }
}

std::string FakeThermal::uri() const {
  return "socket://127.0.0.1:" + std::to_string(port_) + "/?snmp=false";
}

void FakeThermal::set_status(std::array<std::uint8_t, 3> status) {
  const std::scoped_lock lock(mutex_);
  status_ = status;
}

void FakeThermal::set_temper(Temper temper) {
  {
    const std::scoped_lock lock(mutex_);
    temper_ = temper;
  }
  changed_.notify_all();
}

bool FakeThermal::wait_for_victim() {
  std::unique_lock lock(mutex_);
  return changed_.wait_for(lock, std::chrono::seconds(20), [this] { return victims_ > 0; });
}

std::vector<std::vector<std::uint8_t>> FakeThermal::jobs() const {
  const std::scoped_lock lock(mutex_);
  return jobs_;
}

/// False when the printer is switched off.
bool FakeThermal::wait_readable(int fd) const {
  std::array<pollfd, 2> waiting{{{fd, POLLIN, 0}, {stop_[0], POLLIN, 0}}};
  ::poll(waiting.data(), waiting.size(), -1);
  return waiting[1].revents == 0;
}

void FakeThermal::run() {
  while (wait_readable(listener_)) {
    const int connection = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (connection >= 0) {
      serve(connection);
      ::close(connection);
    }
  }
}

void FakeThermal::serve(int connection) {
  Temper temper{};
  {
    const std::scoped_lock lock(mutex_);
    temper = temper_;
  }
  if (temper != Temper::kStalls && temper != Temper::kVanishes) {
    take(connection);
    return;
  }
  // Whoever only asks is gone again at once and is no victim: a ticket begins with ESC @.
  std::array<std::uint8_t, 2> start{};
  if (!wait_readable(connection) ||
      ::recv(connection, start.data(), start.size(), MSG_WAITALL) != 2 || start[0] != 0x1B) {
    return;
  }
  {
    const std::scoped_lock lock(mutex_);
    ++victims_;
  }
  changed_.notify_all();
  if (temper == Temper::kVanishes) {
    const linger at_once{1, 0};
    ::setsockopt(connection, SOL_SOCKET, SO_LINGER, &at_once, sizeof(at_once));
    return;
  }
  // Until it is mended, or switched off; what stays in its buffer keeps the connection open.
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return temper_ != Temper::kStalls || off_; });
}

void FakeThermal::take(int connection) {
  std::vector<std::uint8_t> bytes;
  while (wait_readable(connection)) {
    std::array<std::uint8_t, 4096> buffer{};
    const auto got = ::recv(connection, buffer.data(), buffer.size(), 0);
    if (got <= 0) {
      break;
    }
    bytes.insert(bytes.end(), buffer.begin(), buffer.begin() + got);
    if (bytes.front() == 0x10) {
      answer(connection, bytes);
    }
  }
  if (!bytes.empty()) {
    const std::scoped_lock lock(mutex_);
    jobs_.push_back(std::move(bytes));
  }
}

void FakeThermal::answer(int connection, std::vector<std::uint8_t>& bytes) {
  while (bytes.size() >= 3 && bytes[0] == 0x10 && bytes[1] == 4 && bytes[2] >= 2 && bytes[2] <= 4) {
    const std::scoped_lock lock(mutex_);
    const std::uint8_t status = status_[bytes[2] - 2U];
    if (temper_ != Temper::kSilent) {
      ::send(connection, &status, 1, MSG_NOSIGNAL);
    }
    asked_ += bytes[2] == 4 ? 1 : 0;
    bytes.erase(bytes.begin(), bytes.begin() + 3);
  }
}

}  // namespace antre::printer
