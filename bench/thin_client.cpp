// SPDX-License-Identifier: Apache-2.0
#include "bench/thin_client.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "link/keys.hpp"

namespace antre::bench {

ThinClient::ThinClient(zmq::context_t& context, Hall& hall, const std::string& role,
                       const std::string& name, int session)
    : socket_(context, zmq::socket_type::dealer), session_(fmt::format("{:032x}", session)) {
  const auto key = link::load_device(hall.key(role, name));
  if (!key) throw std::runtime_error(key.error().detail);
  socket_.set(zmq::sockopt::linger, 0);
  socket_.set(zmq::sockopt::rcvtimeo, 10'000);
  socket_.set(zmq::sockopt::curve_serverkey, key->dispatcher);
  socket_.set(zmq::sockopt::curve_publickey, key->pair.public_key);
  socket_.set(zmq::sockopt::curve_secretkey, key->pair.secret_key);
  socket_.connect(hall.url());
}

void ThinClient::send(const std::string& command) {
  const auto bytes = fmt::format(R"({{"v":1,"session":"{}","n":{},{}}})", session_, ++n_, command);
  socket_.send(zmq::buffer(bytes), zmq::send_flags::none);
}

std::string ThinClient::receive(zmq::recv_flags flags) {
  zmq::message_t reply;
  if (!socket_.recv(reply, flags)) {
    if (flags == zmq::recv_flags::none) throw std::runtime_error("the dispatcher did not answer");
    return {};
  }
  return reply.to_string();
}

std::string ThinClient::query(const std::string& name) {
  const auto bytes = fmt::format(R"({{"v":1,"session":"","n":1,"do":"{}"}})", name);
  socket_.send(zmq::buffer(bytes), zmq::send_flags::none);
  return receive();
}

std::string ThinClient::ask(const std::string& command) {
  send(command);
  auto reply = receive();
  if (reply.find(R"("error")") != std::string::npos) throw std::runtime_error(reply);
  return reply;
}

}  // namespace antre::bench
