// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <zmq.hpp>

#include "client/hall_client.hpp"
#include "tests/support/hall/crowd.hpp"
#include "tests/support/hall/running_hall.hpp"

namespace antre::test {

/// A hall with a kiosk and a counter that work all the time, which no stranger may disturb, and an
/// admin who looks at the dispatcher.
class HallUnderAttack {
 public:
  HallUnderAttack();
  RunningHall& hall() { return hall_; }
  zmq::context_t& context() { return context_; }
  /// The key file of a device, once the dispatcher knows it.
  std::string key(const std::string& role, const std::string& name);
  [[nodiscard]] HealthReply health();
  /// Memory of the dispatcher, resident.
  [[nodiscard]] std::size_t memory();
  /// The crowd goes on being answered, and the dispatcher has not grown beyond bounds.
  void still_serves();
  /// Ends the crowd; everything it was told is in the journal once, and nothing else is.
  /// `strangers`: devices of the test that may take numbers too.
  void check(const std::vector<std::string>& strangers = {});

  /// A socket with a key file's key; without one as a program without keys.
  zmq::socket_t unconnected(zmq::socket_type type, const std::string& key_file);
  zmq::socket_t socket(zmq::socket_type type, const std::string& url, const std::string& key_file);
  /// Sends a request and gives the bytes of its reply; fails the test when none comes.
  static std::string ask(zmq::socket_t& socket, const Request& request);

 private:
  zmq::context_t context_;
  RunningHall hall_;
  Crowd crowd_{hall_, {1, 1, 7, 10}};
  std::size_t memory_before_ = 0;
  client::HallClient admin_;
};

/// The code of a refusal; "" for an answer that is none.
[[nodiscard]] std::string refused(const std::string& reply);
[[nodiscard]] Request request_of(char session, std::uint64_t n, RequestBody body);

}  // namespace antre::test
