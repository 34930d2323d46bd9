// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "link/server.hpp"
#include "protocol/hall_view.hpp"
#include "protocol/result.hpp"

namespace antre::service {

/// "role:name": how a client is known to sessions, grants and the log.
[[nodiscard]] std::string client_of(const link::Peer& peer);

/// Whether a peer's role may send this (one table, in roles.cpp). Errors: kNotAllowed.
[[nodiscard]] Result<void> may(const link::Peer& peer, const RequestBody& body);

/// Whether the hall lets a counter do this (`[desk]`); for any other role it does.
[[nodiscard]] Result<void> may_at_desk(const link::Peer& peer, const RequestBody& body,
                                       const DeskSettings& desk);

}  // namespace antre::service
