// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <atomic>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_map>

#include "link/limits.hpp"
#include "link/socket.hpp"

namespace antre::link {

/// Knows every connection of the dispatcher's two sockets, and ends those that send what no client
/// does: a message without end, subscriptions without end, one connection too many. Where the
/// kernel counts no bytes (ipc) it counts the connections only: that peer is a process of this
/// machine that may open the folder.
///
/// Called in the loop's thread, where it also calls back. It looks on a thread of its own: libzmq
/// takes in subscriptions within the loop's thread as long as more of them come, so that a loop
/// that had to look itself never would.
class Guard {
 public:
  enum class Kind { kRequests, kUpdates };
  /// Says in one sentence whom it cut and why; may be empty.
  using OnCut = std::function<void(const std::string&)>;
  /// A listener's handshake is done. May be empty.
  using OnListener = std::function<void()>;

  Guard(boost::asio::io_context& io, zmq::context_t& context, const Limits& limits, OnCut on_cut,
        OnListener on_listener);
  Guard(const Guard&) = delete;
  Guard& operator=(const Guard&) = delete;
  /// Both sockets must have been forgotten.
  ~Guard();

  /// Begins to watch a socket; to be called before it is bound, or its first peers stay unknown.
  /// Throws zmq::error_t.
  void watch(Kind kind, zmq::socket_t& socket);
  /// Ends it, and forgets its connections; to be called before the socket is closed.
  void forget(Kind kind);

  /// A whole message came over this descriptor, from the client of this number; 0 is nobody's.
  void delivered(int fd, unsigned client);
  /// Ends the connections over which this client's messages came.
  void cut_client(unsigned client);

  /// Open now, on both sockets.
  [[nodiscard]] std::uint64_t connections() const;
  /// Ended by this guard so far.
  [[nodiscard]] std::uint64_t cut() const { return cut_.load(); }

 private:
  using Clock = std::chrono::steady_clock;
  struct Connection {
    Kind kind = Kind::kRequests;
    unsigned client = 0;       ///< of its last whole message; 0 before that
    bool delivered = false;    ///< a whole message since the last look
    bool ended = false;        ///< shut down; ZeroMQ will tell that it is gone
    std::uint64_t cookie = 0;  ///< the kernel's name of the socket
    std::uint64_t seen = 0;    ///< bytes received as of the last look
    std::uint64_t open = 0;    ///< bytes that belong to no whole message yet
  };
  class Watch;

  /// Has it done on the guard's thread, and waits. Throws what it throws.
  void there(const std::function<void()>& work);
  /// Calls back in the loop's thread.
  void back(std::function<void()> call);
  void hear(Kind kind, const Frames& frames);
  void accepted(Kind kind, int fd);
  void look_later();
  void look();
  void judge(int fd, Connection& connection, std::uint64_t idle_bytes);
  [[nodiscard]] bool loop_turns();
  void end(int fd, Connection& connection, const char* why);

  boost::asio::io_context& io_;  ///< the loop's
  zmq::context_t& context_;
  Limits limits_;
  OnCut on_cut_;
  OnListener on_listener_;
  std::size_t most_;
  mutable std::mutex mutex_;
  std::unordered_map<int, Connection> connections_;  ///< guarded by mutex_
  std::atomic<std::uint64_t> cut_ = 0;
  /// A question to the loop that it has not answered yet.
  std::shared_ptr<std::atomic<bool>> asked_ = std::make_shared<std::atomic<bool>>(false);
  std::shared_ptr<int> alive_ = std::make_shared<int>(0);  ///< calls back may come after our end

  // From here on all belongs to the guard's thread.
  boost::asio::io_context own_{1};
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_{
      own_.get_executor()};
  std::array<std::unique_ptr<Watch>, 2> watches_;
  boost::asio::steady_timer timer_;
  bool looking_ = false;
  Clock::time_point looked_;
  std::thread thread_;
};

}  // namespace antre::link
