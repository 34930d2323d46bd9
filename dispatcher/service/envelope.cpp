// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/service/envelope.hpp"

#include <boost/json.hpp>
#include <boost/system/error_code.hpp>

#include "protocol/codec.hpp"

namespace antre::service {

Request envelope_of(std::string_view bytes) {
  Request request;
  request.body = Ping{};
  if (bytes.size() > codec::Limits{}.bytes) return request;
  boost::system::error_code failed;
  const auto json = boost::json::parse({bytes.data(), bytes.size()}, failed);
  if (failed || !json.is_object()) return request;
  const auto& object = json.get_object();
  if (const auto* session = object.if_contains("session"); session && session->is_string())
    request.session = std::string(session->get_string());
  if (const auto* n = object.if_contains("n")) {
    boost::system::error_code not_a_number;
    const auto number = n->to_number<std::uint64_t>(not_a_number);
    if (!not_a_number) request.n = number;
  }
  return request;
}

}  // namespace antre::service
