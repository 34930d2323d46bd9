// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <vector>
#include <zmq.hpp>

namespace antre::link {

using Frames = std::vector<zmq::message_t>;

[[nodiscard]] zmq::message_t frame(std::string_view bytes);
[[nodiscard]] std::string_view text(const zmq::message_t& frame);

/// A ZeroMQ socket in an Asio loop. Owns the socket; lives in the thread that runs the loop, and
/// all its functions are called there. It may be destroyed at any time, in its own callback too.
///
/// The socket's descriptor is edge-triggered and says only "look at ZMQ_EVENTS". So after the last
/// send or receive comes a look (ZMQ_EVENTS, or a receive that finds nothing, which looks too), and
/// nothing is asked of ZeroMQ between that look and the wait: an edge missed there is a stall for
/// ever.
class Socket {
 public:
  /// What happens to a message that ZeroMQ does not take (no peer, or its high-water mark).
  enum class WhenFull {
    kDrop,  ///< ROUTER and PUB: dropped whole and counted; one slow peer must not stop the others
    kWait   ///< DEALER: kept until the link is there
  };
  struct Settings {
    WhenFull when_full = WhenFull::kDrop;
    std::size_t queue_limit = 10'000;  ///< messages queued in a burst before sends are dropped
  };
  struct Counters {
    std::uint64_t sent = 0;
    std::uint64_t received = 0;
    std::uint64_t dropped = 0;  ///< messages not taken: queue full, no route, peer too slow
  };
  /// The frames live as long as the call.
  using OnMessage = std::function<void(const Frames&)>;

  Socket(boost::asio::io_context& io, zmq::socket_t socket, Settings settings,
         OnMessage on_message);
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;
  ~Socket();

  /// Begins to receive.
  void start();
  /// Sends a message, or queues it while the socket takes none or was not started; a pump follows.
  /// False when the queue is full (counted as dropped).
  bool send(Frames frames);
  /// Forgets what is queued and was not taken yet: what is old must not be carried out late.
  void discard();
  /// Hands over what is queued at once, as far as ZeroMQ takes it: before closing.
  void flush();

  [[nodiscard]] const Counters& counters() const { return counters_; }
  [[nodiscard]] zmq::socket_t& raw() { return socket_; }

 private:
  enum class Sent { kAll, kNotNow };
  Sent send_front();
  void pump();
  void schedule();
  void wait();
  [[nodiscard]] bool receive(Frames& frames);
  [[nodiscard]] int events();

  boost::asio::io_context& io_;
  zmq::socket_t socket_;
  boost::asio::posix::stream_descriptor fd_;
  Settings settings_;
  bool receives_;  ///< all kinds but PUB, whose receive is an error
  /// Held strongly while it runs and weakly by posted handlers, which outlive this object: they do
  /// nothing once it is gone.
  std::shared_ptr<OnMessage> on_message_;
  Counters counters_;
  std::deque<Frames> out_;
  bool started_ = false;
  bool scheduled_ = false;
  bool waiting_ = false;
};

}  // namespace antre::link
