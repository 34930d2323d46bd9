// SPDX-License-Identifier: Apache-2.0
#include "link/zap.hpp"

#include <fmt/format.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <array>
#include <utility>
#include <vector>

#include "link/monitor.hpp"
#include "link/socket.hpp"
#include "link/socket_options.hpp"

namespace antre::link {
namespace {

constexpr const char* kZapAddress = "inproc://zeromq.zap.01";  // fixed by RFC 27
// The connection is local: an answer takes milliseconds, this only bounds a broken one.
constexpr std::chrono::seconds kCheckLimit{5};

}  // namespace

Zap::Zap(zmq::context_t& context, KeyTable table)
    : table_(std::move(table)), wake_(::eventfd(0, EFD_CLOEXEC)) {
  ANTRE_ASSERT(wake_);
  zmq::socket_t socket(context, zmq::socket_type::rep);
  socket.set(zmq::sockopt::linger, 0);
  socket.bind(kZapAddress);  // here, not in the thread: bound when the constructor returns
  thread_ = std::thread([this, bound = std::move(socket)]() mutable { run(std::move(bound)); });
}

Zap::~Zap() {
  ANTRE_ASSERT(::eventfd_write(wake_.get(), 1) == 0);
  thread_.join();
}

void Zap::follow(KeyTable table) {
  const std::lock_guard lock(mutex_);
  table_ = std::move(table);
}

void Zap::refuse_until(const std::string& public_key, std::chrono::steady_clock::time_point end) {
  const std::lock_guard lock(mutex_);
  refused_until_[public_key] = end;
}

void Zap::run(zmq::socket_t socket) {
  std::array<zmq::pollitem_t, 2> items{
      {{socket.handle(), 0, ZMQ_POLLIN, 0}, {nullptr, wake_.get(), ZMQ_POLLIN, 0}}};
  for (;;) {
    const int ready = zmq_poll(items.data(), static_cast<int>(items.size()), -1);
    if (ready < 0 && zmq_errno() == EINTR) continue;
    if (ready < 0 || items[1].revents != 0) return;
    if (items[0].revents != 0) answer(socket);
  }
}

Knock Zap::knock(const std::string& key) {
  const std::lock_guard lock(mutex_);
  const auto found = table_.owners.find(key);
  if (found == table_.owners.end()) return {};
  const auto refused = refused_until_.find(key);
  if (refused == refused_until_.end()) return {Knock::Answer::kIn, found->second};
  if (std::chrono::steady_clock::now() < refused->second) return {Knock::Answer::kLater, {}};
  refused_until_.erase(refused);
  return {Knock::Answer::kIn, found->second};
}

void Zap::answer(zmq::socket_t& socket) {
  Frames frames;
  do {
    frames.emplace_back();
    if (!socket.recv(frames.back(), zmq::recv_flags::dontwait)) return;
  } while (frames.back().more());
  std::vector<std::string_view> request;
  request.reserve(frames.size());
  for (const auto& part : frames) request.push_back(text(part));
  const ZapReply reply = zap_reply(request, [this](const std::string& key) { return knock(key); });
  if (reply.answer == Knock::Answer::kUnknown) ++refused_;
  for (std::size_t i = 0; i < reply.frames.size(); ++i) {
    const bool more = i + 1 < reply.frames.size();
    socket.send(frame(reply.frames[i]), more ? zmq::send_flags::sndmore : zmq::send_flags::none);
  }
}

Result<void> check_unknown_is_refused(zmq::context_t& context, const Endpoint& endpoint,
                                      const std::string& dispatcher_key) {
  zmq::socket_t stranger(context, zmq::socket_type::dealer);
  set_dealer(stranger);
  secure_client(stranger, make_key_pair(), dispatcher_key);
  zmq::socket_t events = begin_monitor(context, stranger);
  const MonitorEnd end_monitor(stranger);  // before `events` goes
  if (const auto begun = connect(stranger, endpoint.from_here()); !begun) return begun.error();
  const auto end = std::chrono::steady_clock::now() + kCheckLimit;
  for (;;) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        end - std::chrono::steady_clock::now());
    if (left.count() <= 0) break;
    events.set(zmq::sockopt::rcvtimeo, static_cast<int>(left.count()));
    Frames frames;
    do {
      zmq::message_t part;
      if (!events.recv(part)) break;
      frames.push_back(std::move(part));
    } while (frames.back().more());
    LinkEvent event{};
    if (!read_event(frames, event)) continue;
    if (event == LinkEvent::kNotAuthorised) return {};
    if (event == LinkEvent::kConnected) {
      return Error{ErrorCode::kNotAuthorised,
                   "an unknown key was let in: this libzmq does not ask who connects"};
    }
  }
  return Error{ErrorCode::kTimeout,
               fmt::format("the check that an unknown key is refused got no answer from {}",
                           endpoint.url())};
}

}  // namespace antre::link
