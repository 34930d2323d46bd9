// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <vector>

#include "link/keys.hpp"
#include "protocol/codec.hpp"
#include "tests/strangers/hall_under_attack.hpp"
#include "tests/support/hall/watcher.hpp"

using namespace antre;
using namespace antre::test;

namespace {

/// What ZeroMQ says of a socket's connections.
class Ear : public zmq::monitor_t {
 public:
  Ear(zmq::socket_t& socket, const std::string& name) { init(socket, "inproc://" + name); }
  /// Waits until the handshake is refused; false when it is accepted or nothing is heard.
  bool refused() {
    return eventually([this] {
             check_event(0);
             return refused_ || accepted_;
           }) &&
           !accepted_;
  }

 private:
  void on_event_handshake_failed_auth(const zmq_event_t& /*event*/, const char* /*at*/) override {
    refused_ = true;
  }
  void on_event_handshake_failed_protocol(const zmq_event_t& /*event*/,
                                          const char* /*at*/) override {
    refused_ = true;
  }
  void on_event_handshake_failed_no_detail(const zmq_event_t& /*event*/,
                                           const char* /*at*/) override {
    refused_ = true;
  }
  void on_event_disconnected(const zmq_event_t& /*event*/, const char* /*at*/) override {
    refused_ = true;
  }
  void on_event_handshake_succeeded(const zmq_event_t& /*event*/, const char* /*at*/) override {
    accepted_ = true;
  }
  bool refused_ = false;
  bool accepted_ = false;
};

/// Everything that is done at a counter.
std::vector<Command> at_counter(int number) {
  const CounterId id{number};
  Transfer transfer;
  transfer.counter = id;
  transfer.service = ServiceId{"K"};
  return {OpenCounter{id, "Mallory"},
          BreakCounter{id, "tea"},
          ResumeCounter{id},
          CloseCounter{id},
          Call{id, {}},
          Recall{id},
          Start{id},
          Finish{id, Outcome::kServed},
          NoShow{id},
          Hold{id},
          transfer,
          Requeue{id, Requeued::kBack},
          QuickServe{id, {"R"}},
          Undo{id}};
}

Issue for_service(const char* service) {
  Issue issue;
  issue.service.value = service;
  return issue;
}

}  // namespace

TEST_SUITE("strangers/keys") {
  TEST_CASE("an unknown key, no key, and the key of another hall are not let in on either socket") {
    HallUnderAttack attacked;
    auto& hall = attacked.hall();
    const TempDir dir;
    RunningHall elsewhere;
    const auto foreign = elsewhere.key("admin", "office");
    // This hall's dispatcher, and a pair that nobody registered.
    auto unknown = link::load_device(hall.key("display", "unknown")).value();
    unknown.pair = link::make_key_pair();
    write_file(dir / "unknown.key", link::write_device(unknown));
    run({"chmod", "600", dir / "unknown.key"});
    for (const auto& key : {std::string(), foreign, dir / "unknown.key"}) {
      INFO("key file: " << key);
      auto requests = attacked.unconnected(zmq::socket_type::dealer, key);
      auto updates = attacked.unconnected(zmq::socket_type::sub, key);
      Ear of_requests(requests, "requests of " + key);
      Ear of_updates(updates, "updates of " + key);
      requests.connect(hall.url());
      updates.connect(hall.updates_url());
      CHECK(of_requests.refused());
      CHECK(of_updates.refused());
    }
    CHECK(attacked.health().refused >= 2);
    attacked.check();
  }

  TEST_CASE("a revoked key is refused at its next request and hears nothing more") {
    HallUnderAttack attacked;
    auto& hall = attacked.hall();
    const auto key = attacked.key("counter", "2");
    auto requests = attacked.socket(zmq::socket_type::dealer, hall.url(), key);
    auto updates = attacked.socket(zmq::socket_type::sub, hall.updates_url(), key);
    const Watcher other(hall, "hall");
    CHECK(refused(attacked.ask(requests, request_of('a', 1, OpenCounter{{2}, "Sari"}))).empty());
    zmq::message_t heard;
    REQUIRE(updates.recv(heard).has_value());

    REQUIRE(run({bin("antre"), "keys", "revoke", "counter", "2", "--data", hall.data()}).status ==
            0);
    REQUIRE(eventually([&] { return attacked.health().rebinds >= 1; }));
    CHECK(refused(attacked.ask(requests, request_of('a', 2, Call{{2}, {}}))) == "not-authorised");
    // What it had heard before is of before; nothing of after comes.
    const auto told = attacked.health().seq;
    REQUIRE(eventually([&] { return other.at(told + 20); }));
    while (updates.recv(heard, zmq::recv_flags::dontwait)) {
      const auto update = codec::decode_update(heard.to_string());
      REQUIRE(update.has_value());
      CHECK(update->seq <= told);
    }
    CHECK(attacked.health().revoked >= 1);
    // The one deed of its time as a counter is nobody else's.
    CHECK(hall.events("counter-opened").size() == 2);  // the crowd's own, and this one's
    attacked.still_serves();
  }

  TEST_CASE("a display's key can do nothing, and a counter's nothing at another counter") {
    HallUnderAttack attacked;
    auto& hall = attacked.hall();
    auto display =
        attacked.socket(zmq::socket_type::dealer, hall.url(), attacked.key("display", "x"));
    auto kiosk = attacked.socket(zmq::socket_type::dealer, hall.url(), attacked.key("kiosk", "x"));
    auto counter =
        attacked.socket(zmq::socket_type::dealer, hall.url(), attacked.key("counter", "3"));
    std::uint64_t sessions = 0;  // of its own each: none of them follows a refused one
    const auto code = [&](zmq::socket_t& socket, RequestBody body) {
      auto request = request_of('a', 1, std::move(body));
      request.session = fmt::format("{:032x}", ++sessions);
      return refused(attacked.ask(socket, request));
    };
    for (auto& command : at_counter(1))
      for (auto* socket : {&display, &kiosk, &counter})
        CHECK(code(*socket, to_body(command)) == "not-allowed");
    CHECK(code(display, for_service("R")) == "not-allowed");
    CHECK(code(display, Cancel{"R001", {}}) == "not-allowed");
    CHECK(code(display, Settle{std::string(32, 'a'), 1}) == "not-allowed");
    for (auto* socket : {&display, &kiosk})
      for (const RequestBody& query : std::initializer_list<RequestBody>{
               GetEvents{}, GetReport{}, GetMisses{}, GetNotes{}, GetHealth{}, GetOfficers{},
               BeginBackup{}, PutOfficer{"Mallory", "1234"}}) {
        CHECK(code(*socket, query) == "not-allowed");
      }
    CHECK(code(counter, BeginBackup{}) == "not-allowed");
    CHECK(code(counter, PauseService{{"R"}, {}, "no", {}}) == "not-allowed");
    attacked.check();
  }

  TEST_CASE("a session belongs to the key it came with: another's answer is not to be had") {
    HallUnderAttack attacked;
    auto& hall = attacked.hall();
    auto one = attacked.socket(zmq::socket_type::dealer, hall.url(), attacked.key("kiosk", "one"));
    auto two = attacked.socket(zmq::socket_type::dealer, hall.url(), attacked.key("kiosk", "two"));
    const auto issue = request_of('a', 1, for_service("R"));
    const auto told = attacked.ask(one, issue);
    const auto other = attacked.ask(two, issue);
    CHECK(refused(told).empty());
    CHECK(other != told);
    CHECK(attacked.ask(one, issue) == told);
    CHECK(attacked.ask(two, issue) == other);
    // Nor can one settle away what the other is about to ask.
    Request settle;
    settle.n = 9;
    settle.body = Settle{std::string(32, 'a'), 2};
    CHECK(attacked.ask(two, settle).find("\"executed\":false") != std::string::npos);
    CHECK(refused(attacked.ask(one, request_of('a', 2, for_service("K")))).empty());
    CHECK(refused(attacked.ask(two, request_of('a', 2, for_service("K")))) == "settled");
    attacked.check({"one", "two"});
  }
}
