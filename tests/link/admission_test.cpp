// SPDX-License-Identifier: Apache-2.0
#include "link/admission.hpp"

#include <doctest/doctest.h>

using namespace antre::link;
using namespace std::chrono_literals;
using Verdict = Admission::Verdict;

namespace {

const KeyOwner kKiosk{"kiosk", "a"};
const std::string kKey(40, 'k');

struct Desk {
  Desk() { admission.follow({{kKey, kKiosk}}); }
  Verdict ask() { return admission.judge(admission.client(credential, now), fd, now); }
  static Limits limits() {
    Limits small;
    small.requests_per_second = 10;
    small.requests_at_once = 20;
    small.connections_of_a_key = 3;
    return small;
  }
  Admission admission{limits()};
  std::string credential = write_credential(kKey, kKiosk);
  int fd = 7;
  Admission::Time now{1h};
};

}  // namespace

TEST_SUITE("link/admission") {
  TEST_CASE("a client passes up to its burst, and then at its rate") {
    Desk desk;
    for (int i = 0; i < 20; ++i) CHECK(desk.ask() == Verdict::kPass);
    CHECK(desk.ask() == Verdict::kThrottled);
    desk.now += 100ms;
    CHECK(desk.ask() == Verdict::kPass);
    CHECK(desk.ask() == Verdict::kThrottled);
    desk.now += 1h;
    for (int i = 0; i < 20; ++i) CHECK(desk.ask() == Verdict::kPass);
    CHECK(desk.ask() == Verdict::kThrottled);
  }

  TEST_CASE("each connection of a key has its own rate, and all together have one") {
    Desk desk;
    for (desk.fd = 1; desk.fd <= 3; ++desk.fd) {
      for (int i = 0; i < 20; ++i) CHECK(desk.ask() == Verdict::kPass);
      CHECK(desk.ask() == Verdict::kThrottled);
    }
    CHECK(desk.ask() == Verdict::kThrottled);  // a fourth one
    // Hundreds of connections that came and went are not remembered for ever.
    for (; desk.fd < 500; ++desk.fd) {
      desk.now += 1s;
      CHECK(desk.ask() == Verdict::kPass);
    }
    CHECK(desk.admission.client(desk.credential, desk.now).connections.size() <= 65);
  }

  TEST_CASE("large answers cost as much as the requests that they could have been") {
    Desk desk;
    CHECK(desk.ask() == Verdict::kPass);  // 19 left
    auto& client = desk.admission.client(desk.credential, desk.now);
    desk.admission.charge(client.number, desk.fd, 4095);
    desk.admission.charge(client.number, desk.fd, std::size_t{18} * 4096);
    desk.admission.charge(client.number, 12345, 1'000'000);  // gone meanwhile: only the key pays
    CHECK(desk.ask() == Verdict::kThrottled);
    desk.fd = 8;
    CHECK(desk.ask() == Verdict::kThrottled);  // all of the key
    desk.admission.charge(0, 8, 1'000'000);
    desk.admission.charge(77, 8, 1'000'000);
    desk.now += 1h;
    CHECK(desk.ask() == Verdict::kPass);
  }

  TEST_CASE("who goes on for five seconds is flooding, who paused is not") {
    Desk desk;
    while (desk.ask() == Verdict::kPass) continue;
    for (int i = 0; i < 50; ++i) {
      desk.now += 10ms;
      CHECK(desk.ask() != Verdict::kFlooding);
    }
    desk.now += 1500ms;  // fifteen tokens and a pause
    bool flooding = false;
    const auto again = desk.now;
    while (!flooding && desk.now < again + 10s) {
      desk.now += 10ms;
      flooding = desk.ask() == Verdict::kFlooding;
    }
    REQUIRE(flooding);
    CHECK(desk.now - again > 5s);
  }

  TEST_CASE("a revoked key is told from the moment on, one made again for the same name is not") {
    Desk desk;
    CHECK(desk.ask() == Verdict::kPass);
    const std::string again(40, 'n');
    desk.admission.follow({{again, kKiosk}});
    CHECK(desk.ask() == Verdict::kRevoked);
    desk.credential = write_credential(again, kKiosk);
    CHECK(desk.ask() == Verdict::kPass);
  }

  TEST_CASE("a key that changed its owner speaks for neither until it connects anew") {
    Desk desk;
    CHECK(desk.ask() == Verdict::kPass);
    desk.admission.follow({{kKey, {"admin", "a"}}});
    CHECK(desk.ask() == Verdict::kRevoked);
    desk.credential = write_credential(kKey, {"admin", "a"});
    CHECK(desk.ask() == Verdict::kPass);
  }

  TEST_CASE("a revoked client has its rate too, and a text that names nobody is revoked") {
    Desk desk;
    desk.admission.follow({});
    for (int i = 0; i < 20; ++i) CHECK(desk.ask() == Verdict::kRevoked);
    CHECK(desk.ask() == Verdict::kThrottled);
    for (const char* text : {"", " ", ":", "x", "x y", " :"}) {
      desk.credential = text;
      CHECK(desk.ask() == Verdict::kRevoked);
    }
  }
}
