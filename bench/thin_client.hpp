// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <zmq.hpp>

#include "bench/hall.hpp"

namespace antre::bench {

/// The fields of a command for one number.
inline constexpr const char* kIssue = R"("do":"issue","service":"R")";

/// A client as thin as one can be, so that the dispatcher is measured and not the client.
class ThinClient {
 public:
  /// Connects as `role:name`, whose key is made when there is none.
  ThinClient(zmq::context_t& context, Hall& hall, const std::string& role, const std::string& name,
             int session);

  /// Sends the next numbered command; `command` is its fields, with "do" first.
  void send(const std::string& command);
  /// The next reply; empty when there is none and `flags` say not to wait. Throws when none comes.
  std::string receive(zmq::recv_flags flags = zmq::recv_flags::none);
  /// Asks a query without fields ("hello") and takes its reply.
  std::string query(const std::string& name);
  /// Both; throws std::runtime_error with a refusal.
  std::string ask(const std::string& command);
  void* handle() { return socket_.handle(); }

 private:
  zmq::socket_t socket_;
  std::string session_;
  std::uint64_t n_ = 0;
};

}  // namespace antre::bench
