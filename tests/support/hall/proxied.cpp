// SPDX-License-Identifier: Apache-2.0
#include "tests/support/hall/proxied.hpp"

#include "link/endpoint.hpp"

namespace antre::test {
namespace {

constexpr const char* kHost = "127.0.0.2";

Proxy::Address address_of(const std::string& url) {
  const auto endpoint = link::Endpoint::parse(url).value();
  return {endpoint.host, endpoint.port};
}

Proxy::Address in_front_of(const std::string& url) {
  auto address = address_of(url);
  address.host = kHost;
  return address;
}

}  // namespace

Proxied::Proxied(const RunningHall& hall)
    : url_(std::string("tcp://") + kHost + ":" + std::to_string(address_of(hall.url()).port)),
      commands_(in_front_of(hall.url()), address_of(hall.url())),
      updates_(in_front_of(hall.updates_url()), address_of(hall.updates_url())) {}

}  // namespace antre::test
