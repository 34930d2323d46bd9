// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/service/officers.hpp"

#include <doctest/doctest.h>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>

#include <sstream>

#include "tests/service/rig.hpp"

using namespace antre;
using test::Rig;

namespace {

/// A hall in which Sari has the PIN 1234.
Rig& with_sari(Rig& rig) {
  rig.ask_with_pin(rig.admin, PutOfficer{"Sari", "1234"});
  return rig;
}

std::string sign_in(Rig& rig, const link::Peer& from, const char* officer, const char* pin) {
  return Rig::refused(rig.ask_with_pin(from, SignIn{officer, pin}));
}

std::string grant(Rig& rig, const link::Peer& from, const char* officer, const char* pin) {
  return std::get<SignedIn>(rig.ask_with_pin(from, SignIn{officer, pin}).body).grant;
}

std::string message(const Rig& rig) {
  return std::get<Refused>(rig.last_reply().body).error.message;
}

/// What the log is told while this lives.
class Listening {
 public:
  Listening() : before_(spdlog::default_logger()) {
    spdlog::set_default_logger(std::make_shared<spdlog::logger>(
        "test", std::make_shared<spdlog::sinks::ostream_sink_mt>(told_)));
  }
  Listening(const Listening&) = delete;
  Listening& operator=(const Listening&) = delete;
  ~Listening() { spdlog::set_default_logger(before_); }
  [[nodiscard]] std::string told() const { return told_.str(); }

 private:
  std::ostringstream told_;
  std::shared_ptr<spdlog::logger> before_;
};

}  // namespace

TEST_SUITE("service/officers") {
  TEST_CASE("the name of an officer is without blanks around it, short and printable") {
    CHECK(*service::officer_name("  Sari Dewi ") == "Sari Dewi");
    CHECK(*service::officer_name(std::string(64, 'a')) == std::string(64, 'a'));
    for (const auto& wrong : {std::string{}, std::string("   "), std::string(65, 'a'),
                              std::string("Sa\nri"), std::string("Sa\x7fri")})
      CHECK_FALSE(service::officer_name(wrong));
  }

  TEST_CASE("an officer is registered when it is durable, and survives a restart") {
    Rig rig;
    CHECK_FALSE(std::get<Welcome>(rig.ask(rig.counter, "", 1, Hello{}).body).pins);
    rig.transport.replies.clear();
    rig.send(rig.admin, "", 3, PutOfficer{" Sari ", "1234"});
    CHECK(rig.transport.replies.empty());
    rig.pins.finish();
    rig.loop.run();
    REQUIRE(rig.committer.held.size() == 1);
    CHECK(rig.transport.replies.empty());
    rig.settle_down();
    CHECK(rig.ask(rig.admin, "", 4, GetOfficers{}).n == 4);
    for (int start = 0; start < 2; ++start) {
      const auto officers =
          std::get<OfficersReply>(rig.ask(rig.supervisor, "", 5, GetOfficers{}).body);
      REQUIRE(officers.officers.size() == 1);
      CHECK(officers.officers[0].name == "Sari");
      CHECK(officers.officers[0].since_wall_ms == rig.clock.reading.wall_ms);
      CHECK(officers.utc_offset_s == 7 * 3600);
      CHECK(std::get<Welcome>(rig.ask(rig.counter, "", 1, Hello{}).body).pins);
      rig.restart();
    }
  }

  TEST_CASE("what is no PIN or no name is not registered") {
    Rig rig;
    for (const auto* wrong : {"123", "1234567890123", "12a4", "", "12 4"})
      CHECK(Rig::refused(rig.ask_with_pin(rig.admin, PutOfficer{"Sari", wrong})) == "bad-request");
    CHECK(Rig::refused(rig.ask_with_pin(rig.admin, PutOfficer{" ", "1234"})) == "bad-request");
    CHECK(Rig::refused(rig.ask_with_pin(rig.counter, PutOfficer{"Sari", "1234"})) == "not-allowed");
    CHECK(std::get<OfficersReply>(rig.ask(rig.admin, "", 1, GetOfficers{}).body).officers.empty());
    CHECK(Rig::refused(rig.ask_with_pin(rig.admin, PutOfficer{"Sari", "123456789012"})).empty());
  }

  TEST_CASE("an officer who is removed has no PIN any more") {
    Rig rig;
    with_sari(rig);
    CHECK(Rig::refused(rig.ask(rig.admin, "", 1, RemoveOfficer{"Budi"})) == "unknown-officer");
    CHECK(Rig::refused(rig.ask(rig.admin, "", 1, RemoveOfficer{" Sari"})).empty());
    CHECK(sign_in(rig, rig.counter, "Sari", "1234") == "pin-wrong");
    rig.restart();
    CHECK(std::get<OfficersReply>(rig.ask(rig.admin, "", 1, GetOfficers{}).body).officers.empty());
    CHECK(Rig::refused(rig.ask(rig.counter, "c", 1, OpenCounter{{1}, "Sari"})).empty());
  }

  TEST_CASE("a counter is opened by the grant of a PIN, once") {
    Rig rig;
    with_sari(rig);
    CHECK(Rig::refused(rig.ask(rig.counter, "c", 1, OpenCounter{{1}, "Sari"})) == "pin-required");
    CHECK(Rig::refused(rig.ask(rig.counter, "c", 2, OpenCounter{{1}, "Sari", "guess"})) ==
          "pin-required");
    const auto shown = grant(rig, rig.counter, "Sari", "1234");
    CHECK(shown.size() == 32);
    const OpenCounter open{{1}, " Sari", shown};
    CHECK(Rig::refused(rig.ask(rig.counter, "c", 3, open)).empty());
    CHECK(rig.dispatcher->state().counter({1})->officer == "Sari");
    // The same request again is answered as before; another one needs another grant.
    CHECK(Rig::refused(rig.ask(rig.counter, "c", 3, open)).empty());
    CHECK(Rig::refused(rig.ask(rig.counter, "c", 4, CloseCounter{{1}})).empty());
    CHECK(Rig::refused(rig.ask(rig.counter, "c", 5, open)) == "pin-required");
  }

  TEST_CASE("a grant is for one officer, one client and two minutes") {
    Rig rig;
    with_sari(rig);
    rig.ask_with_pin(rig.admin, PutOfficer{"Budi", "9876"});
    const auto shown = grant(rig, rig.counter, "Sari", "1234");
    CHECK(Rig::refused(rig.ask(rig.counter, "c", 1, OpenCounter{{1}, "Budi", shown})) ==
          "pin-required");
    CHECK(Rig::refused(rig.ask(rig.other_counter, "o", 1, OpenCounter{{2}, "Sari", shown})) ==
          "pin-required");
    SUBCASE("which pass") {
      rig.clock.pass(service::Officers::kGrantS * 1000);
      CHECK(Rig::refused(rig.ask(rig.counter, "c", 2, OpenCounter{{1}, "Sari", shown})) ==
            "pin-required");
    }
    SUBCASE("or until then") {
      rig.clock.pass(service::Officers::kGrantS * 1000 - 1);
      CHECK(Rig::refused(rig.ask(rig.counter, "c", 2, OpenCounter{{1}, "Sari", shown})).empty());
    }
    SUBCASE("and ends when the officer has another PIN") {
      rig.ask_with_pin(rig.admin, PutOfficer{"Sari", "5555"});
      CHECK(Rig::refused(rig.ask(rig.counter, "c", 2, OpenCounter{{1}, "Sari", shown})) ==
            "pin-required");
    }
    SUBCASE("and with the dispatcher") {
      rig.restart();
      CHECK(Rig::refused(rig.ask(rig.counter, "c", 1, OpenCounter{{1}, "Sari", shown})) ==
            "pin-required");
    }
  }

  TEST_CASE("a grant is not used up by an open that was refused") {
    Rig rig;
    with_sari(rig);
    rig.ask(rig.admin, "a", 1, OpenCounter{{2}, "Sari"});
    const OpenCounter open{{1}, "Sari", grant(rig, rig.counter, "Sari", "1234")};
    CHECK(Rig::refused(rig.ask(rig.counter, "c", 1, open)) == "officer-elsewhere");
    rig.ask(rig.admin, "a", 2, CloseCounter{{2}});
    CHECK(Rig::refused(rig.ask(rig.counter, "c", 2, open)).empty());
  }

  TEST_CASE("who answers for the hall opens a counter without a PIN") {
    Rig rig;
    with_sari(rig);
    CHECK(Rig::refused(rig.ask(rig.supervisor, "s", 1, OpenCounter{{1}, "Sari"})).empty());
    CHECK(Rig::refused(rig.ask(rig.admin, "a", 1, OpenCounter{{2}, "Budi"})).empty());
  }

  TEST_CASE("an unknown officer is checked like any other, and refused in the same words") {
    Rig rig;
    with_sari(rig);
    CHECK(sign_in(rig, rig.counter, "Sari", "9999") == "pin-wrong");
    const auto known = message(rig);
    CHECK(sign_in(rig, rig.counter, "Nobody", "9999") == "pin-wrong");
    CHECK(message(rig) == known);
    CHECK(rig.pins.checked == std::vector<std::string>{"hash of 1234", ""});
  }

  TEST_CASE("a PIN that changes while it is checked is a wrong one") {
    Rig rig;
    with_sari(rig);
    rig.send(rig.counter, "", 1, SignIn{"Sari", "1234"});
    auto check = std::exchange(rig.pins.waiting, {});
    rig.ask_with_pin(rig.admin, PutOfficer{"Sari", "5555"});
    check.front()();
    CHECK(Rig::refused(rig.last_reply()) == "pin-wrong");
  }

  TEST_CASE("when too much is to be checked, or there is no memory, nothing counts as wrong") {
    Rig rig;
    with_sari(rig);
    rig.pins.full = true;
    for (int i = 0; i < 6; ++i) CHECK(sign_in(rig, rig.counter, "Sari", "9999") == "unavailable");
    CHECK(Rig::refused(rig.ask_with_pin(rig.admin, PutOfficer{"Budi", "1111"})) == "unavailable");
    rig.pins.full = false;
    rig.pins.no_memory = true;
    for (int i = 0; i < 6; ++i) CHECK(sign_in(rig, rig.counter, "Sari", "1234") == "unavailable");
    rig.pins.no_memory = false;
    CHECK(sign_in(rig, rig.counter, "Sari", "1234").empty());
  }

  TEST_CASE("a full disk takes no officer, and those that are there sign in") {
    Rig rig;
    with_sari(rig);
    rig.store.set_free_bytes(1);
    CHECK(Rig::refused(rig.ask_with_pin(rig.admin, PutOfficer{"Budi", "1111"})) == "unavailable");
    CHECK(Rig::refused(rig.ask(rig.admin, "", 1, RemoveOfficer{"Sari"})) == "unavailable");
    CHECK(sign_in(rig, rig.counter, "Sari", "1234").empty());
  }

  TEST_CASE("no PIN, grant or name is in the log, the journal or a stored reply") {
    Listening log;
    Rig rig;
    rig.ask_with_pin(rig.admin, PutOfficer{"Sarinah", "73519"});
    sign_in(rig, rig.counter, "Sarinah", "86420");
    sign_in(rig, {"k", "kiosk", "one"}, "Sarinah", "86420");
    const auto shown = grant(rig, rig.counter, "Sarinah", "73519");
    rig.ask(rig.counter, "c", 1, OpenCounter{{1}, "Sarinah", "wrong-grant"});
    rig.ask(rig.counter, "c", 2, OpenCounter{{1}, "Sarinah", shown});
    rig.ask(rig.counter, "c", 2, OpenCounter{{1}, "Sarinah", "other-grant"});
    CHECK(Rig::refused(rig.last_reply()) == "conflict");
    std::string kept;
    for (const auto& batch : rig.store.batches) {
      for (const auto& record : batch.records) kept += record.bytes;
      for (const auto& row : batch.sessions) kept += row.reply;
    }
    for (const auto& secret :
         {std::string("73519"), std::string("86420"), shown, std::string("-grant")}) {
      CHECK(log.told().find(secret) == std::string::npos);
      CHECK(kept.find(secret) == std::string::npos);
    }
    CAPTURE(log.told());
    CHECK(log.told().find("Sarinah") == std::string::npos);
    CHECK(log.told().find("a sign-in was refused client=counter:1 code=pin-wrong") !=
          std::string::npos);
    CHECK(log.told().find("other content client=counter:1 n=2") != std::string::npos);
  }

  TEST_CASE("a PIN is wiped where it was") {
    std::string pin = "1234";
    const auto* where = pin.data();
    {
      service::Secret secret(pin);
      CHECK(pin.empty());
      CHECK(std::string(where, 4) == std::string(4, '\0'));
      const auto moved = std::move(secret);
      CHECK(moved.text() == "1234");
    }
    RequestBody body = SignIn{"Sari", "4321"};
    service::wipe(body);
    CHECK(std::get<SignIn>(body).pin.empty());
    Command open = OpenCounter{{1}, "Sari", "grant"};
    service::wipe(open);
    CHECK_FALSE(std::get<OpenCounter>(open).grant);
  }
}

TEST_SUITE("service/wrong PINs") {
  TEST_CASE("five wrong ones in a row lock the officer, ever longer") {
    Rig rig;
    with_sari(rig);
    // From many counters: the officer is what is guessed.
    const auto from = [](int n) {
      link::Peer peer;
      peer.routing_id = "x";
      peer.role = "counter";
      peer.name = std::to_string(n);
      return peer;
    };
    for (int n = 0; n < 5; ++n) CHECK(sign_in(rig, from(n), "Sari", "9999") == "pin-wrong");
    std::int64_t locked_s = 30;
    for (int n = 5; n < 12; ++n) {
      CAPTURE(n);
      CHECK(sign_in(rig, from(n), "Sari", "1234") == "pin-locked");
      CHECK(message(rig).find(std::to_string(locked_s) + " s") != std::string::npos);
      rig.clock.pass(locked_s * 1000 - 1);
      CHECK(sign_in(rig, from(n), "Sari", "1234") == "pin-locked");
      rig.clock.pass(1);
      CHECK(sign_in(rig, from(n), "Sari", "9999") == "pin-wrong");
      locked_s = std::min<std::int64_t>(2 * locked_s, 900);
    }
    CHECK(locked_s == 900);
    SUBCASE("and a right one clears it") {
      rig.clock.pass(900'000);
      CHECK(sign_in(rig, from(20), "Sari", "1234").empty());
      for (int n = 21; n < 26; ++n) CHECK(sign_in(rig, from(n), "Sari", "9999") == "pin-wrong");
    }
    SUBCASE("and so does another PIN") {
      rig.ask_with_pin(rig.admin, PutOfficer{"Sari", "5555"});
      CHECK(sign_in(rig, from(20), "Sari", "5555").empty());
    }
  }

  TEST_CASE("five wrong ones of a client lock the client, whoever it names") {
    Rig rig;
    with_sari(rig);
    for (const auto* name : {"A", "B", "C", "D", "E"})
      CHECK(sign_in(rig, rig.counter, name, "9999") == "pin-wrong");
    CHECK(sign_in(rig, rig.counter, "Sari", "1234") == "pin-locked");
    CHECK(sign_in(rig, rig.other_counter, "Sari", "1234").empty());
    rig.clock.pass(30'000);
    CHECK(sign_in(rig, rig.counter, "Sari", "1234").empty());
  }

  TEST_CASE("many at once are no more tries than one after the other") {
    Rig rig;
    with_sari(rig);
    rig.transport.replies.clear();
    for (int i = 0; i < 20; ++i) rig.send(rig.counter, "", 1, SignIn{"Sari", "9999"});
    CHECK(rig.pins.checked.size() == 5);
    CHECK(rig.transport.replies.size() == 15);
    rig.pins.finish();
    CHECK(sign_in(rig, rig.counter, "Sari", "1234") == "pin-locked");
    rig.clock.pass(30'000);
    for (int i = 0; i < 3; ++i) rig.send(rig.counter, "", 1, SignIn{"Sari", "9999"});
    CHECK(rig.pins.checked.size() == 6);
  }

  TEST_CASE("names that were tried take a bounded place") {
    service::PinLocks locks;
    for (int i = 0; i < 5; ++i) {
      locks.begin("Sari", 1'000'000);
      locks.wrong("Sari", 1'000'000);
    }
    for (int i = 0; i < 500; ++i) {
      locks.begin(std::to_string(i), i);
      locks.wrong(std::to_string(i), i);
    }
    CHECK(locks.locked_ms("Sari", 1'000'001) == 29'999);
    for (std::size_t i = 0; i < service::PinLocks::kMost; ++i) {
      const auto name = "later " + std::to_string(i);
      locks.begin(name, 2'000'000);
      locks.wrong(name, 2'000'000);
    }
    CHECK(locks.locked_ms("Sari", 1'000'001) == 0);
  }
}
