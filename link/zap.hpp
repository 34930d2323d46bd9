// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_map>
#include <zmq.hpp>

#include "link/endpoint.hpp"
#include "link/file.hpp"
#include "link/keys.hpp"
#include "link/zap_reply.hpp"

namespace antre::link {

/// Answers who may connect (ZAP, RFC 27), on a thread of its own: a handshake costs the
/// dispatcher's loop nothing, and the check at start-up needs no running loop. CURVE alone
/// authenticates nobody, so this is bound before any server socket and closed after all of them.
class Zap {
 public:
  /// Binds and starts. Throws zmq::error_t when another handler is bound in this context.
  Zap(zmq::context_t& context, KeyTable table);
  Zap(const Zap&) = delete;
  Zap& operator=(const Zap&) = delete;
  ~Zap();

  /// Takes another registry from now on. Any thread.
  void follow(KeyTable table);
  /// Lets a known key not in before `end`. Any thread.
  void refuse_until(const std::string& public_key, std::chrono::steady_clock::time_point end);
  /// Handshakes refused so far, for a key that nobody knows. Any thread.
  [[nodiscard]] std::uint64_t refused() const { return refused_; }

 private:
  void run(zmq::socket_t socket);
  void answer(zmq::socket_t& socket);
  [[nodiscard]] Knock knock(const std::string& key);

  std::mutex mutex_;
  KeyTable table_;  ///< guarded by mutex_, as the next
  std::unordered_map<std::string, std::chrono::steady_clock::time_point> refused_until_;
  std::atomic<std::uint64_t> refused_{0};
  Descriptor wake_;  ///< eventfd: written once, to end the thread
  std::thread thread_;
};

/// Connects with a key that nobody knows, and waits for its refusal. Errors: kNotAuthorised when it
/// was let in (the links must not be used then), kTimeout when there was no answer.
[[nodiscard]] Result<void> check_unknown_is_refused(zmq::context_t& context,
                                                    const Endpoint& endpoint,
                                                    const std::string& dispatcher_key);

}  // namespace antre::link
