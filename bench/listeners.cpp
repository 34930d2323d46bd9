// SPDX-License-Identifier: Apache-2.0
#include "bench/listeners.hpp"

#include <functional>
#include <stdexcept>
#include <string>
#include <zmq.hpp>

#include "bench/hall.hpp"
#include "bench/limits.hpp"
#include "bench/thin_client.hpp"
#include "link/server.hpp"

namespace antre::bench {
namespace {

constexpr int kDevices = 1000;
constexpr int kRounds = 200;
constexpr const char* kNews = "ticket-issued";

/// Microseconds from `tell` until every listener has heard of it.
double to_the_last(std::vector<zmq::socket_t>& listeners, const std::function<void()>& tell) {
  const double begin = now_us();
  tell();
  for (auto& listener : listeners) {
    zmq::message_t heard;
    do {
      if (!listener.recv(heard)) throw std::runtime_error("a listener heard nothing");
    } while (heard.to_string_view().find(kNews) == std::string_view::npos);
  }
  return now_us() - begin;
}

Samples rounds(std::vector<zmq::socket_t>& listeners, const std::function<void()>& tell) {
  for (int i = 0; i < 5; ++i) to_the_last(listeners, tell);
  Samples times;
  for (int i = 0; i < kRounds; ++i) times.add(to_the_last(listeners, tell));
  return times;
}

std::vector<zmq::socket_t> subscribers(zmq::context_t& context, const link::KeyPair& own,
                                       const std::string& server, const std::string& address) {
  std::vector<zmq::socket_t> all;
  for (int i = 0; i < kDevices; ++i) {
    auto& one = all.emplace_back(context, zmq::socket_type::sub);
    use_curve(one, own, server);
    one.set(zmq::sockopt::rcvtimeo, 20'000);
    one.set(zmq::sockopt::subscribe, "");
    one.connect(address);
  }
  return all;
}

/// Repeats `tell` until each has heard something: then all subscriptions are in force.
void until_all_listen(std::vector<zmq::socket_t>& listeners, const std::function<void()>& tell) {
  for (auto& listener : listeners) {
    listener.set(zmq::sockopt::rcvtimeo, 20);
    zmq::message_t heard;
    while (!listener.recv(heard)) tell();
  }
  for (auto& listener : listeners) {
    zmq::message_t heard;
    while (listener.recv(heard)) {
    }
    listener.set(zmq::sockopt::rcvtimeo, 20'000);
  }
}

/// What a bare CURVE PUB needs for the same.
Samples bare_publisher() {
  zmq::context_t here;
  zmq::context_t there;
  there.set(zmq::ctxopt::max_sockets, 4 * kDevices);
  const auto server = link::make_key_pair();
  zmq::socket_t pub(here, zmq::socket_type::pub);
  pub.set(zmq::sockopt::backlog, 2 * kDevices);
  serve_curve(pub, server);
  auto listeners = subscribers(there, link::make_key_pair(), server.public_key,
                               pub.get(zmq::sockopt::last_endpoint));
  const std::string body = std::string(kNews) + std::string(kUpdateBytes, 'x');
  const auto tell = [&] { pub.send(zmq::buffer(body), zmq::send_flags::none); };
  until_all_listen(listeners, tell);
  return rounds(listeners, tell);
}

}  // namespace

void many_listeners(std::vector<Figure>& figures) {
  link::raise_file_limit();
  Hall hall;
  const auto key = link::load_device(hall.key("display", "bench"));
  if (!key) throw std::runtime_error(key.error().detail);
  (void)hall.key("kiosk", "bench");
  hall.start();
  zmq::context_t context;
  context.set(zmq::ctxopt::max_sockets, 4 * kDevices);
  ThinClient kiosk(context, hall, "kiosk", "bench", 1);
  for (int i = 0; i < 100; ++i) kiosk.ask(kIssue);
  const double before = resident_mb(hall.pid());
  std::vector<ThinClient> askers;
  for (int i = 0; i < kDevices; ++i) {
    askers.emplace_back(context, hall, "display", "bench", i + 2);
    askers.back().query("hello");
  }
  auto listeners = subscribers(context, key->pair, key->dispatcher, hall.updates());
  const auto tell = [&] { kiosk.ask(kIssue); };
  until_all_listen(listeners, tell);
  const auto ours = rounds(listeners, tell);
  const double kib = (resident_mb(hall.pid()) - before) * 1024 / (2.0 * kDevices);
  hall.stop();
  listeners.clear();
  askers.clear();
  const auto bare = bare_publisher();
  const double p99 = ours.quantile(0.99) / 1000;
  const double limit = bare.quantile(0.99) / 1000;
  report(figures, {"event to the last of 1,000 devices, p99", p99, limit, "ms", p99 / limit,
                   "<= 2.00", p99 <= 2 * limit});
  report(figures,
         {"dispatcher, memory a connection", kib, 60, "KB", kib / 60, "<= 60 KB", kib <= 60});
}

}  // namespace antre::bench
