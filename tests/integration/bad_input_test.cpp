// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <zmq.hpp>

#include "link/keys.hpp"
#include "tests/support/hall/running_hall.hpp"

using namespace antre::test;

namespace {

/// A DEALER with a device's key (or none), as a program of somebody else would open it.
zmq::socket_t dealer(zmq::context_t& context, const std::string& url, const std::string& key_file) {
  zmq::socket_t socket(context, zmq::socket_type::dealer);
  socket.set(zmq::sockopt::linger, 0);
  socket.set(zmq::sockopt::rcvtimeo, 10'000);
  socket.set(zmq::sockopt::sndtimeo, 10'000);
  if (!key_file.empty()) {
    const auto key = antre::link::load_device(key_file);
    REQUIRE(key);
    socket.set(zmq::sockopt::curve_serverkey, key->dispatcher);
    socket.set(zmq::sockopt::curve_publickey, key->pair.public_key);
    socket.set(zmq::sockopt::curve_secretkey, key->pair.secret_key);
  }
  socket.connect(url);
  return socket;
}

/// A key that the dispatcher knows: a socket that comes before it has read the new key is refused
/// for good, and sends nothing any more.
std::string known_key(RunningHall& hall) {
  auto key = hall.key("kiosk", "entrance");
  REQUIRE(hall.antre({"status"}, key).status == 0);
  return key;
}

std::string ask(zmq::socket_t& socket, const std::string& bytes) {
  socket.send(zmq::buffer(bytes), zmq::send_flags::none);
  zmq::message_t reply;
  if (!socket.recv(reply)) return "no reply";
  return reply.to_string();
}

std::string error_code(const Ran& ran) {
  boost::system::error_code ec;
  const auto value = boost::json::parse(ran.out, ec);
  if (ec.failed() || !value.is_object()) return "not JSON: " + ran.out + ran.err;
  const auto* error = value.as_object().if_contains("error");
  return error == nullptr ? "no error" : text(error->as_object(), "code");
}

Ran dispatcher(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), bin("antre-dispatcher"));
  return run(arguments);
}

const std::string kHall = std::string(ANTRE_SOURCE_DIR) + "/assets/hall/pst-jateng.toml";

}  // namespace

TEST_SUITE("integration/bad input") {
  TEST_CASE("garbage, oversized messages and unknown commands are refused and disturb nobody") {
    RunningHall hall;
    zmq::context_t context;
    const auto key = known_key(hall);
    {
      auto socket = dealer(context, hall.url(), key);
      CHECK(ask(socket, "rubbish").find("bad-request") != std::string::npos);
      CHECK(ask(socket, "").find("bad-request") != std::string::npos);
      CHECK(ask(socket, R"({"v":1,"n":1,"do":"fly"})").find("unknown-command") !=
            std::string::npos);
      CHECK(ask(socket, std::string(60'000, '[')).find("bad-request") != std::string::npos);
      socket.send(zmq::buffer(std::string(300'000, 'x')), zmq::send_flags::none);
    }
    {
      // Several frames, and a subscriber that talks back.
      auto socket = dealer(context, hall.url(), key);
      socket.send(zmq::str_buffer("a"), zmq::send_flags::sndmore);
      socket.send(zmq::str_buffer("b"), zmq::send_flags::none);
      auto updates = dealer(context, hall.updates_url(), key);
      updates.send(zmq::buffer(std::string(100'000, 'y')), zmq::send_flags::none);
      CHECK(ask(socket, R"({"v":1,"n":1,"do":"ping"})").find("pong") != std::string::npos);
    }
    CHECK(hall.antre({"issue", "R"}).status == 0);
    CHECK(hall.dispatcher().running());
    CHECK(hall.verified());
  }

  TEST_CASE("what cannot be done is refused with a code, and exit status 1") {
    RunningHall hall;
    CHECK(error_code(hall.antre({"issue", "Z", "--json"})) == "unknown-service");
    CHECK(error_code(hall.antre({"call", "1", "--json"})) == "counter-closed");
    CHECK(error_code(hall.antre({"call", "77", "--json"})) == "unknown-counter");
    CHECK(hall.antre({"call", "1"}).status == 1);
    CHECK(hall.antre({"open", "1", "--officer", "Sari"}).status == 0);
    CHECK(error_code(hall.antre({"call", "1", "--json"})) == "nobody-waiting");
    CHECK(error_code(hall.antre({"open", "2", "--officer", "Sari", "--json"})) ==
          "officer-elsewhere");
    CHECK(error_code(hall.antre({"finish", "1", "--json"})) == "counter-idle");
    CHECK(error_code(hall.antre({"cancel", "R404", "--json"})) == "unknown-ticket");
    CHECK(hall.antre({"fly"}).status == 2);
    CHECK(hall.antre({"issue"}).status == 2);
  }

  TEST_CASE("a role may do what is its own and nothing else") {
    RunningHall hall;
    REQUIRE(hall.antre({"issue", "R"}).status == 0);
    REQUIRE(hall.antre({"open", "2", "--officer", "Budi"}).status == 0);
    const auto as = [&](const std::string& role, const std::string& name,
                        std::vector<std::string> command) {
      command.emplace_back("--json");
      return error_code(hall.antre(command, hall.key(role, name)));
    };
    CHECK(as("display", "hall", {"issue", "R"}) == "not-allowed");
    CHECK(as("kiosk", "entrance", {"call", "2"}) == "not-allowed");
    CHECK(as("counter", "1", {"call", "2"}) == "not-allowed");
    CHECK(hall.antre({"call", "2"}, hall.key("counter", "2")).status == 0);
  }

  TEST_CASE("a stranger's key, or none, reaches nothing") {
    RunningHall hall;
    RunningHall other;
    const auto foreign = hall.antre({"status", "--timeout", "2"}, other.key("admin", "office"));
    CHECK(foreign.status == 3);
    const auto plain = run({bin("antre"), "--dispatcher", hall.url(), "status", "--timeout", "2"});
    CHECK(plain.status == 3);
    // A key that is revoked is refused at once.
    const auto key = hall.key("admin", "second");
    CHECK(hall.antre({"status"}, key).status == 0);
    REQUIRE(
        run({bin("antre"), "keys", "revoke", "admin", "second", "--data", hall.data()}).status ==
        0);
    CHECK(eventually([&] { return hall.antre({"status", "--timeout", "1"}, key).status == 3; }));
    CHECK(hall.antre({"status"}).status == 0);
  }

  TEST_CASE("two programs with one key are told apart by their sessions") {
    RunningHall hall;
    zmq::context_t context;
    const auto key = known_key(hall);
    auto first = dealer(context, hall.url(), key);
    auto second = dealer(context, hall.url(), key);
    const auto issue = [](char session) {
      return R"({"v":1,"session":")" + std::string(32, session) +
             R"(","n":1,"do":"issue","service":"R"})";
    };
    const auto one = ask(first, issue('a'));
    const auto two = ask(second, issue('b'));
    CHECK(one.find("R001") != std::string::npos);
    CHECK(two.find("R002") != std::string::npos);
    CHECK(ask(second, issue('a')) == one);  // a repeat is answered the same, whoever carries it
    CHECK(ask(first, R"({"v":1,"session":")" + std::string(32, 'a') +
                         R"(","n":1,"do":"issue","service":"K"})")
              .find("conflict") != std::string::npos);
    CHECK(ask(first, R"({"v":1,"session":")" + std::string(32, 'a') +
                         R"(","n":3,"do":"issue","service":"K"})")
              .find("gap") != std::string::npos);
    CHECK(hall.events("ticket-issued").size() == 2);
  }

  TEST_CASE("the same --once is done once, through a kill of the dispatcher") {
    RunningHall hall;
    const auto before = hall.antre({"issue", "R", "--once", "my-key", "--json"});
    hall.kill_dispatcher();
    hall.start();
    const auto after = hall.antre({"issue", "R", "--once", "my-key", "--json"});
    CHECK(before.status == 0);
    CHECK(after.out == before.out);
    CHECK(hall.events("ticket-issued").size() == 1);
  }

  TEST_CASE("a dispatcher that is not there is exit status 3, and says that nothing is known") {
    RunningHall hall;
    hall.stop_dispatcher();
    const auto issue = hall.antre({"issue", "R", "--timeout", "1"});
    CHECK(issue.status == 3);
    CHECK(!issue.err.empty());
    CHECK(hall.antre({"status", "--timeout", "1"}).status == 3);
  }

  TEST_CASE("a second dispatcher, a taken port and a wrong folder stop with one plain line") {
    RunningHall hall;
    const auto one_line = [](const Ran& ran) {
      INFO(ran.err);
      CHECK((ran.status == 1 || ran.status == 2));
      CHECK(!ran.err.empty());
      CHECK(std::count(ran.err.begin(), ran.err.end(), '\n') <= 2);
    };
    one_line(dispatcher({"--hall", kHall, "--data", hall.data(), "--listen", "tcp://127.0.0.1:0"}));
    TempDir elsewhere;
    one_line(dispatcher({"--hall", kHall, "--data", elsewhere / "d", "--listen", hall.url()}));
    one_line(
        dispatcher({"--hall", kHall, "--data", "/proc/antre", "--listen", "tcp://127.0.0.1:0"}));
    one_line(dispatcher({"--hall", kHall, "--data", elsewhere / "e", "--listen", "tcp://0.0.0.0:0",
                         "--plaintext-loopback"}));
    CHECK(hall.dispatcher().running());
    CHECK(hall.antre({"issue", "R"}).status == 0);
  }

  TEST_CASE("a wrong hall file is refused whole, by file and line, with what would be right") {
    const TempDir dir;
    const std::string file = dir / "hall.toml";
    write_file(file,
               "[hall]\nid = \"x\"\nname = \"X\"\ntime_zone = \"Asia/Jakarta\"\ncolour = 3\n"
               "[[service]]\nid = \"R\"\nname = \"R\"\ndigit = 4\n"
               "[[counter]]\nid = 1\nprimary = [\"Q\"]\n");
    const auto ran = dispatcher({"--hall", file, "--data", dir / "data", "--check"});
    CHECK(ran.status == 2);
    const auto said = ran.out + ran.err;
    CHECK(said.find(file + ":5") != std::string::npos);
    CHECK(said.find(file + ":9") != std::string::npos);
    CHECK(said.find("digits") != std::string::npos);
    CHECK(said.find(file + ":12") != std::string::npos);
    CHECK(!std::filesystem::exists(dir / "data"));
    CHECK(dispatcher({"--hall", kHall, "--check"}).status == 0);
  }
}
