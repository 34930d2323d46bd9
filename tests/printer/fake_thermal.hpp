// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace antre::printer {

/// A thermal printer at a TCP port of 127.0.0.1, one connection at a time: answers DLE EOT, keeps
/// what else it gets, and can be in every trouble.
class FakeThermal {
 public:
  enum class Temper {
    kPrints,    ///< takes what comes
    kStalls,    ///< takes a connection and reads nothing
    kVanishes,  ///< reads a little and breaks the connection off
    kSilent     ///< prints, and answers no question
  };

  FakeThermal();
  FakeThermal(const FakeThermal&) = delete;
  FakeThermal& operator=(const FakeThermal&) = delete;
  ~FakeThermal();

  [[nodiscard]] int port() const { return port_; }
  /// As a queue of CUPS has it.
  [[nodiscard]] std::string uri() const;
  /// The answers to DLE EOT 2, 3 and 4; 0x12 is "all is well".
  void set_status(std::array<std::uint8_t, 3> status);
  void set_temper(Temper temper);
  /// No longer there at all: connections are refused from here on.
  void switch_off();
  /// Waits until a connection was stalled or broken off; false after 20 s.
  [[nodiscard]] bool wait_for_victim();
  [[nodiscard]] std::vector<std::vector<std::uint8_t>> jobs() const;
  /// How often it was asked how it is.
  [[nodiscard]] int asked() const { return asked_; }

 private:
  void run();
  void serve(int connection);
  /// Reads what comes until the other side ends or this does.
  void take(int connection);
  [[nodiscard]] bool wait_readable(int fd) const;
  /// Takes the questions out of what was read and answers them.
  void answer(int connection, std::vector<std::uint8_t>& bytes);

  int listener_ = -1;
  int port_ = 0;
  std::array<int, 2> stop_{-1, -1};
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::array<std::uint8_t, 3> status_{0x12, 0x12, 0x12};
  Temper temper_ = Temper::kPrints;
  int victims_ = 0;
  bool off_ = false;
  std::vector<std::vector<std::uint8_t>> jobs_;
  std::atomic<int> asked_{0};
  std::thread thread_;
};

}  // namespace antre::printer
