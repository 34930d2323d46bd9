// SPDX-License-Identifier: Apache-2.0
#include "link/socket.hpp"

#include <boost/asio/post.hpp>
#include <cerrno>
#include <utility>

namespace antre::link {
namespace {

// Long enough to be efficient, short enough that timers and other sockets get their turn.
constexpr int kBurst = 8;

/// One part out; 0 or ZeroMQ's error number. The C call, because EHOSTUNREACH is no exception here.
int send_part(zmq::socket_t& socket, zmq::message_t& part, bool more) {
  const int flags = more ? ZMQ_DONTWAIT | ZMQ_SNDMORE : ZMQ_DONTWAIT;
  for (;;) {
    if (zmq_msg_send(part.handle(), socket.handle(), flags) >= 0) return 0;
    if (zmq_errno() != EINTR) return zmq_errno();
  }
}

}  // namespace

zmq::message_t frame(std::string_view bytes) {
  return zmq::message_t(bytes.data(), bytes.size());
}

std::string_view text(const zmq::message_t& frame) {
  return {static_cast<const char*>(frame.data()), frame.size()};
}

Socket::Socket(boost::asio::io_context& io, zmq::socket_t socket, Settings settings,
               OnMessage on_message)
    : io_(io),
      socket_(std::move(socket)),
      fd_(io, socket_.get(zmq::sockopt::fd)),
      settings_(settings),
      receives_(socket_.get(zmq::sockopt::type) != ZMQ_PUB),
      on_message_(std::make_shared<OnMessage>(std::move(on_message))) {}

// The descriptor is ZeroMQ's: given back before the socket closes it.
Socket::~Socket() {
  fd_.release();
}

void Socket::start() {
  if (std::exchange(started_, true)) return;
  schedule();
}

bool Socket::send(Frames frames) {
  if (out_.size() >= settings_.queue_limit) {
    ++counters_.dropped;
    return false;
  }
  out_.push_back(std::move(frames));
  // At once: libzmq works on it while the caller goes on.
  if (started_) flush();
  schedule();
  return true;
}

void Socket::discard() {
  out_.clear();
}

void Socket::flush() {
  while (!out_.empty() && send_front() == Sent::kAll) out_.pop_front();
}

Socket::Sent Socket::send_front() {
  Frames& frames = out_.front();
  for (std::size_t i = 0; i < frames.size(); ++i) {
    int problem = send_part(socket_, frames[i], i + 1 < frames.size());
    // While there is something to read, and between sends for a millisecond, libzmq does not take
    // in that a peer has read: a full queue may be an old tale. A look takes it in.
    if (problem == EAGAIN && i == 0 && settings_.when_full == WhenFull::kDrop) {
      static_cast<void>(events());
      problem = send_part(socket_, frames[i], i + 1 < frames.size());
    }
    if (problem == 0) continue;
    // Only the first part can be refused; ZeroMQ drops the rest of a message by itself.
    if (problem == EAGAIN && i == 0 && settings_.when_full == WhenFull::kWait) {
      return Sent::kNotNow;
    }
    ++counters_.dropped;
    return Sent::kAll;
  }
  ++counters_.sent;
  return Sent::kAll;
}

int Socket::events() {
  return socket_.get(zmq::sockopt::events);
}

bool Socket::receive(Frames& frames) {
  frames.clear();
  for (;;) {
    zmq::message_t part;
    if (!socket_.recv(part, zmq::recv_flags::dontwait)) return false;
    const bool more = part.more();
    frames.push_back(std::move(part));
    if (!more) return true;
  }
}

void Socket::pump() {
  const std::shared_ptr<OnMessage> on_message = on_message_;
  flush();
  // A receive that finds nothing has looked at the socket's events by itself (libzmq then handles
  // all commands that wait, which is a system call); so nobody looks between the messages.
  Frames frames;
  bool drained = !receives_;
  for (int i = 0; !drained && i < kBurst; ++i) {
    if (!receive(frames)) {
      drained = true;
      break;
    }
    ++counters_.received;
    (*on_message)(frames);
    if (on_message.use_count() == 1) return;  // the callback destroyed this socket
  }
  // A send may have taken in the news that something arrived: look again after it.
  bool looked = receives_;
  if (!out_.empty()) {
    flush();
    looked = false;
  }
  if (drained && !looked) {
    const int left = events();
    const bool more_out = (left & ZMQ_POLLOUT) != 0 && !out_.empty();
    drained = (left & ZMQ_POLLIN) == 0 && !more_out;
  }
  if (drained) {
    wait();
  } else {
    schedule();
  }
}

void Socket::schedule() {
  if (!started_ || std::exchange(scheduled_, true)) return;
  boost::asio::post(io_, [this, alive = std::weak_ptr<OnMessage>(on_message_)] {
    if (alive.expired()) return;
    scheduled_ = false;
    pump();
  });
}

void Socket::wait() {
  if (std::exchange(waiting_, true)) return;
  fd_.async_wait(
      boost::asio::posix::stream_descriptor::wait_read,
      [this, alive = std::weak_ptr<OnMessage>(on_message_)](boost::system::error_code problem) {
        if (alive.expired()) return;
        waiting_ = false;
        if (!problem) pump();
      });
}

}  // namespace antre::link
