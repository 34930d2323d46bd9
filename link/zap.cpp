// SPDX-License-Identifier: Apache-2.0
#include "link/zap.hpp"

#include <fmt/format.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <utility>
#include <vector>

#include "link/monitor.hpp"
#include "link/socket.hpp"
#include "link/socket_options.hpp"

namespace antre::link {
namespace {

constexpr const char* kZapAddress = "inproc://zeromq.zap.01";  // fixed by RFC 27
constexpr std::size_t kKeyBytes = 32;
// The connection is local: an answer takes milliseconds, this only bounds a broken one.
constexpr std::chrono::seconds kCheckLimit{5};

/// A request's frames: version, id, domain, address, routing id, mechanism, key.
struct ZapRequest {
  enum { kVersion, kId, kDomain, kAddress, kRoutingId, kMechanism, kKey, kFrames };
};

/// One ZMTP property: a length of one byte and the name, a length of four and the value.
std::string property(std::string_view name, std::string_view value) {
  std::string bytes(1, static_cast<char>(name.size()));
  bytes += name;
  for (const int shift : {24, 16, 8, 0}) {
    bytes += static_cast<char>((value.size() >> static_cast<unsigned>(shift)) & 0xFFU);
  }
  return bytes += value;
}

std::string key_text(std::string_view raw) {
  if (raw.size() != kKeyBytes) return {};
  std::array<char, 41> z85{};
  std::array<std::uint8_t, kKeyBytes> bytes{};
  std::copy(raw.begin(), raw.end(), bytes.begin());
  zmq_z85_encode(z85.data(), bytes.data(), bytes.size());
  return z85.data();
}

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

std::optional<KeyOwner> Zap::owner(std::string_view public_key) const {
  const std::lock_guard lock(mutex_);
  const auto found = table_.owners.find(std::string(public_key));
  if (found == table_.owners.end()) return std::nullopt;
  return found->second;
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

void Zap::answer(zmq::socket_t& socket) {
  std::vector<zmq::message_t> request;
  do {
    request.emplace_back();
    if (!socket.recv(request.back(), zmq::recv_flags::dontwait)) return;
  } while (request.back().more());
  if (request.size() < 2) return;  // not ZAP; only libzmq itself reaches this address
  std::string key;
  if (request.size() == ZapRequest::kFrames && text(request[ZapRequest::kDomain]) == kZapDomain &&
      text(request[ZapRequest::kMechanism]) == "CURVE") {
    key = key_text(text(request[ZapRequest::kKey]));
  }
  const auto known = owner(key);
  if (!known) ++refused_;
  const std::string user = known ? known->user_id() : "";
  const std::string metadata = known ? property(kKeyProperty, key) : "";
  const std::array<std::string_view, 6> reply{"1.0",
                                              text(request[ZapRequest::kId]),
                                              known ? "200" : "400",
                                              known ? "OK" : "unknown key",
                                              user,
                                              metadata};
  for (std::size_t i = 0; i < reply.size(); ++i) {
    const auto flags = i + 1 < reply.size() ? zmq::send_flags::sndmore : zmq::send_flags::none;
    socket.send(frame(reply[i]), flags);
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
