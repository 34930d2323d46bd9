// SPDX-License-Identifier: Apache-2.0
#include "tests/strangers/hall_under_attack.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <sstream>

#include "link/keys.hpp"
#include "protocol/codec.hpp"
#include "tests/support/hall/watcher.hpp"

namespace antre::test {
namespace {

using namespace std::chrono_literals;

// What an attack may add: what reaches the dispatcher between two looks at a connection, which on
// one machine is much, and the queues of answers; never all that is sent. The sanitizers keep what
// was freed; ThreadSanitizer has some bytes of its own for each.
#if defined(__SANITIZE_THREAD__)
constexpr std::size_t kMayGrow = std::size_t{2048} << 20U;
#elif defined(__SANITIZE_ADDRESS__)
constexpr std::size_t kMayGrow = std::size_t{640} << 20U;
#else
constexpr std::size_t kMayGrow = std::size_t{256} << 20U;
#endif

client::Settings admin_settings(RunningHall& hall) {
  auto settings = settings_for(hall, "admin", "office");
  settings.follow = false;
  return settings;
}

}  // namespace

HallUnderAttack::HallUnderAttack() : admin_(admin_settings(hall_), {}) {
  REQUIRE(admin_.start().has_value());
  crowd_.wait_for_all();
  memory_before_ = memory();
}

std::string HallUnderAttack::key(const std::string& role, const std::string& name) {
  auto file = hall_.key(role, name);
  REQUIRE(eventually([&] { return hall_.antre({"status", "--timeout", "5"}, file).status == 0; }));
  return file;
}

HealthReply HallUnderAttack::health() {
  auto reply = admin_.query(GetHealth{}, 60s);
  REQUIRE(reply.has_value());
  auto* health = std::get_if<HealthReply>(&reply->body);
  REQUIRE(health != nullptr);
  return *health;
}

std::size_t HallUnderAttack::memory() {
  std::istringstream status(
      read_file("/proc/" + std::to_string(hall_.dispatcher().pid()) + "/status"));
  for (std::string word; status >> word;) {
    std::size_t kilobytes = 0;
    if (word == "VmRSS:" && status >> kilobytes) return kilobytes * 1024;
  }
  FAIL("the dispatcher is gone: " << hall_.dispatcher().output());
  return 0;
}

void HallUnderAttack::still_serves() {
  crowd_.wait_for_all();
  CHECK(hall_.dispatcher().running());
  const auto now = memory();
  CHECK(now < memory_before_ + kMayGrow);
}

void HallUnderAttack::check(const std::vector<std::string>& strangers) {
  still_serves();
  crowd_.finish();
  crowd_.check_against(whole_journal(hall_), {strangers});
  CHECK(hall_.verified());
}

zmq::socket_t HallUnderAttack::unconnected(zmq::socket_type type, const std::string& key_file) {
  zmq::socket_t made(context_, type);
  made.set(zmq::sockopt::linger, 0);
  made.set(zmq::sockopt::rcvtimeo, 30'000);
  if (!key_file.empty()) {
    const auto key = link::load_device(key_file);
    REQUIRE(key.has_value());
    made.set(zmq::sockopt::curve_serverkey, key->dispatcher);
    made.set(zmq::sockopt::curve_publickey, key->pair.public_key);
    made.set(zmq::sockopt::curve_secretkey, key->pair.secret_key);
  }
  if (type == zmq::socket_type::sub) made.set(zmq::sockopt::subscribe, "");
  return made;
}

zmq::socket_t HallUnderAttack::socket(zmq::socket_type type, const std::string& url,
                                      const std::string& key_file) {
  auto made = unconnected(type, key_file);
  made.connect(url);
  return made;
}

std::string HallUnderAttack::ask(zmq::socket_t& socket, const Request& request) {
  socket.send(zmq::buffer(codec::encode(request)), zmq::send_flags::none);
  zmq::message_t reply;
  const auto came = socket.recv(reply);
  REQUIRE(came.has_value());
  return reply.to_string();
}

std::string refused(const std::string& reply) {
  const auto decoded = codec::decode_reply(reply);
  if (!decoded) return "not a reply: " + reply;
  const auto* refusal = std::get_if<Refused>(&decoded->body);
  return refusal == nullptr ? std::string() : refusal->error.code;
}

Request request_of(char session, std::uint64_t n, RequestBody body) {
  return {kProtocolVersion, std::string(32, session), n, std::move(body)};
}

}  // namespace antre::test
