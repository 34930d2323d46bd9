// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/service/pin_thread.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <string>

#include "tests/service/waiting_loop.hpp"

using namespace antre;

namespace {

service::Secret secret(std::string text) {
  return service::Secret(text);
}

}  // namespace

TEST_SUITE("service/pin thread") {
  TEST_CASE("a PIN is hashed by Argon2id, and checked against its hash") {
    test::WaitingLoop loop;
    service::PinThread pins(loop);
    std::optional<Result<std::string>> made;
    REQUIRE(pins.hash(secret("1234"), [&made](const Result<std::string>& hash) { made = hash; }));
    loop.run_one();
    REQUIRE(made);
    REQUIRE(*made);
    const auto hash = **made;
    CHECK(hash.starts_with("$argon2id$v=19$m=65536,t=2,p=1$"));
    const auto right = [&](const char* pin, const std::string& against) {
      std::optional<service::PinCheck> checked;
      REQUIRE(pins.check(secret(pin), against,
                         [&checked](service::PinCheck found) { checked = found; }));
      loop.run_one();
      REQUIRE(checked);
      return *checked == service::PinCheck::kRight;
    };
    CHECK(right("1234", hash));
    CHECK_FALSE(right("1235", hash));
    // Nobody's PIN, not even the one that is checked in its place.
    CHECK_FALSE(right("decoy", ""));
  }

  TEST_CASE("more than what can be done in time is not taken") {
    test::WaitingLoop loop;
    std::size_t done = 0;
    std::size_t taken = 0;
    {
      service::PinThread pins(loop);
      while (pins.hash(secret("1234"), [&done](const Result<std::string>&) { ++done; })) {
        ++taken;
        REQUIRE(taken < 200);
      }
      CHECK(taken >= service::PinThread::kMostWaiting);
    }
    // What waited when it ended is dropped.
    while (loop.run_if_any()) continue;
    CHECK(done < taken);
  }
}
