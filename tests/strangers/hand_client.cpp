// SPDX-License-Identifier: Apache-2.0
#include "tests/strangers/hand_client.hpp"

#include <arpa/inet.h>
#include <sodium.h>
#include <sys/socket.h>
#include <zmq.h>

#include <cerrno>
#include <stdexcept>

#include "link/endpoint.hpp"

namespace antre::test {
namespace {

constexpr std::size_t kGreeting = 64;
constexpr std::size_t kCookie = 96;
constexpr std::size_t kLongNonce = 16;

std::string_view text(const auto& key) {
  return {reinterpret_cast<const char*>(key.data()), key.size()};
}

const unsigned char* bytes(std::string_view view) {
  return reinterpret_cast<const unsigned char*>(view.data());
}

std::array<unsigned char, 32> from_z85(const std::string& key) {
  std::array<unsigned char, 32> raw{};
  if (zmq_z85_decode(raw.data(), key.c_str()) == nullptr) throw std::runtime_error("no key");
  return raw;
}

std::string frame_of(std::string_view body, char flags) {
  constexpr char kLong = 2;
  constexpr std::size_t kMostShort = 255;
  std::string frame;
  if (body.size() <= kMostShort) {
    frame += flags;
    frame += static_cast<char>(body.size());
  } else {
    frame += static_cast<char>(flags | kLong);
    for (int shift = 56; shift >= 0; shift -= 8)
      frame += static_cast<char>(body.size() >> static_cast<unsigned>(shift) & 0xFFU);
  }
  frame += body;
  return frame;
}

constexpr char kCommand = 4;

std::string property(std::string_view name, std::string_view value) {
  std::string text(1, static_cast<char>(name.size()));
  text += name;
  text += std::string(3, '\0') + static_cast<char>(value.size());
  text += value;
  return text;
}

}  // namespace

Connection::Connection(const std::string& url)
    : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  const auto endpoint = link::Endpoint::parse(url).value();
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(endpoint.port);
  inet_pton(AF_INET, endpoint.host.c_str(), &to.sin_addr);
  if (connect(socket_.get(), reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0)
    throw std::runtime_error("cannot connect to " + url);
}

bool Connection::send(std::string_view all) const {
  while (!all.empty()) {
    const auto sent = ::send(socket_.get(), all.data(), all.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent < 0) return false;
    all.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

std::string Connection::receive(std::size_t count) const {
  std::string all(count, '\0');
  const auto got = recv(socket_.get(), all.data(), count, MSG_WAITALL);
  all.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
  return all;
}

bool Connection::ended() const {
  std::array<char, 4096> buffer{};
  for (;;) {
    const auto got = recv(socket_.get(), buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (got > 0) continue;
    return got == 0 || (errno != EAGAIN && errno != EINTR);
  }
}

HandClient::HandClient(const std::string& url, const link::DeviceKey& key, std::string_view type)
    : connection_(url) {
  if (sodium_init() < 0) throw std::runtime_error("no libsodium");
  crypto_box_keypair(own_public_.data(), own_secret_.data());
  shake_hands(key, type);
}

std::string HandClient::next_nonce() {
  ++nonce_;
  std::string nonce;
  for (int shift = 56; shift >= 0; shift -= 8)
    nonce += static_cast<char>(nonce_ >> static_cast<unsigned>(shift) & 0xFFU);
  return nonce;
}

std::string HandClient::seal(std::string_view nonce_prefix, std::string_view nonce,
                             std::string_view plain, const Key& to, const Key& from) const {
  const auto whole = std::string(nonce_prefix) + std::string(nonce);
  std::string box(plain.size() + crypto_box_MACBYTES, '\0');
  if (crypto_box_easy(reinterpret_cast<unsigned char*>(box.data()), bytes(plain), plain.size(),
                      bytes(whole), to.data(), from.data()) != 0) {
    throw std::runtime_error("cannot seal");
  }
  return box;
}

std::string HandClient::open(std::string_view nonce_prefix, std::string_view nonce,
                             std::string_view box, const Key& from) const {
  const auto whole = std::string(nonce_prefix) + std::string(nonce);
  std::string plain(box.size() - crypto_box_MACBYTES, '\0');
  if (crypto_box_open_easy(reinterpret_cast<unsigned char*>(plain.data()), bytes(box), box.size(),
                           bytes(whole), from.data(), own_secret_.data()) != 0) {
    throw std::runtime_error("the dispatcher's box cannot be opened");
  }
  return plain;
}

std::string HandClient::receive_frame() const {
  const auto head = connection_.receive(2);
  if (head.size() < 2) throw std::runtime_error("the dispatcher ended the handshake");
  return connection_.receive(static_cast<unsigned char>(head[1]));
}

void HandClient::shake_hands(const link::DeviceKey& key, std::string_view type) {
  const auto permanent = from_z85(key.dispatcher);
  const auto device_public = from_z85(key.pair.public_key);
  const auto device_secret = from_z85(key.pair.secret_key);

  std::string greeting("\xff\0\0\0\0\0\0\0\x01\x7f\x03\0CURVE", 17);
  greeting.resize(kGreeting, '\0');
  connection_.send(greeting);
  if (connection_.receive(kGreeting).size() != kGreeting) throw std::runtime_error("no greeting");

  auto nonce = next_nonce();
  std::string hello = std::string("\x05HELLO\x01\0", 8) + std::string(72, '\0');
  hello += text(own_public_);
  hello += nonce;
  hello += seal("CurveZMQHELLO---", nonce, std::string(64, '\0'), permanent, own_secret_);
  connection_.send(frame_of(hello, kCommand));

  const auto welcome = receive_frame();
  constexpr std::size_t kName = 8;  // "\x07WELCOME"
  const auto told = open("WELCOME-", std::string_view(welcome).substr(kName, kLongNonce),
                         std::string_view(welcome).substr(kName + kLongNonce), permanent);
  std::copy_n(told.begin(), server_.size(), server_.begin());
  const auto cookie = told.substr(server_.size(), kCookie);

  std::string vouch_nonce(kLongNonce, '\0');
  randombytes_buf(vouch_nonce.data(), vouch_nonce.size());
  const auto vouched = std::string(text(own_public_)) + std::string(text(permanent));
  nonce = next_nonce();
  std::string inside(text(device_public));
  inside += vouch_nonce;
  inside += seal("VOUCH---", vouch_nonce, vouched, server_, device_secret);
  inside += property("Socket-Type", type) + property("Identity", "");
  const auto initiate = "\x08INITIATE" + cookie + nonce +
                        seal("CurveZMQINITIATE", nonce, inside, server_, own_secret_);
  connection_.send(frame_of(initiate, kCommand));
  if (!receive_frame().starts_with("\x05READY")) throw std::runtime_error("not let in");
}

bool HandClient::send_frame(std::string_view payload, bool more) {
  const auto nonce = next_nonce();
  const auto plain = std::string(1, more ? '\x01' : '\0') + std::string(payload);
  const auto message =
      "\x07MESSAGE" + nonce + seal("CurveZMQMESSAGEC", nonce, plain, server_, own_secret_);
  return connection_.send(frame_of(message, 0));
}

}  // namespace antre::test
