// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <zmq.hpp>

#include "link/endpoint.hpp"
#include "link/keys.hpp"

namespace antre::link {

/// How each kind of socket is set, in one place. Every number has its reason in socket_options.cpp.

/// The ZAP domain of all our server sockets.
inline constexpr const char* kZapDomain = "antre";

/// The property that the ZAP handler gives a connection beside its User-Id: whose key it came with,
/// in one text, because each look at a property of a message costs a search.
inline constexpr const char* kCredentialProperty = "X-Credential";

void set_router(zmq::socket_t& socket);
void set_publisher(zmq::socket_t& socket);
void set_dealer(zmq::socket_t& socket);
void set_subscriber(zmq::socket_t& socket);

/// Makes a socket a CURVE server that asks ZAP about every peer. Throws zmq::error_t when the
/// library cannot enforce that: without it an unknown key would be accepted.
void secure_server(zmq::socket_t& socket, const KeyPair& dispatcher);
void secure_client(zmq::socket_t& socket, const KeyPair& own, const std::string& dispatcher);

/// Binds; gives the address that was taken (a port 0 made real). Errors: kInvalid, saying which
/// address and why ("in use" names the likely cause).
[[nodiscard]] Result<Endpoint> bind(zmq::socket_t& socket, const Endpoint& endpoint);
[[nodiscard]] Result<void> connect(zmq::socket_t& socket, const Endpoint& endpoint);

}  // namespace antre::link
