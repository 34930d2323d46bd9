// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "protocol/result.hpp"

namespace antre::link {

/// An address of the dispatcher: `tcp://HOST:PORT` or `ipc://PATH`. A value; any thread.
struct Endpoint {
  enum class Kind { kTcp, kIpc };

  Kind kind = Kind::kTcp;
  std::string host;        ///< tcp: a name, an IPv4 address, an IPv6 address without brackets, or *
  std::uint16_t port = 0;  ///< tcp: 0 takes a free one when bound
  std::string path;        ///< ipc: the socket's file

  bool operator==(const Endpoint&) const = default;

  /// Reads an address as a user writes it. Errors: kInvalid, with what would be right.
  [[nodiscard]] static Result<Endpoint> parse(std::string_view url);

  /// The address as ZeroMQ takes it for connecting, and as a user may copy it.
  [[nodiscard]] std::string url() const;
  /// The address as ZeroMQ takes it for binding: port 0 becomes the wildcard.
  [[nodiscard]] std::string bind_url() const;
  /// The address to connect to from the same machine: a wildcard host becomes the loopback.
  [[nodiscard]] Endpoint from_here() const;
  /// True when only this machine can reach it: ipc, or a loopback host.
  [[nodiscard]] bool is_loopback() const;
  [[nodiscard]] bool is_ipv6() const { return host.find(':') != std::string::npos; }
};

/// Where updates are published when no `--updates` names an address: the next port (port 0 stays
/// 0), or the ipc path with `.updates`. Errors: kInvalid when there is no next port.
[[nodiscard]] Result<Endpoint> default_updates(const Endpoint& listen);

/// The updates address as this client reaches it: a dispatcher bound to a wildcard or seen through
/// a forwarded address cannot know its own name, so the host the client used is put in.
[[nodiscard]] Endpoint updates_for(const Endpoint& updates, const Endpoint& used);

/// Whether the address may be used without keys. Errors: kInvalid, saying what to do.
[[nodiscard]] Result<void> check_plaintext(const Endpoint& endpoint);

}  // namespace antre::link
