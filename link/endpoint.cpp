// SPDX-License-Identifier: Apache-2.0
#include "link/endpoint.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>

namespace antre::link {
namespace {

constexpr std::string_view kTcp = "tcp://";
constexpr std::string_view kIpc = "ipc://";
constexpr std::size_t kMaxIpcPath = 100;   // sun_path holds 108 bytes, `.updates` must fit too
constexpr std::size_t kMaxHostName = 253;  // RFC 1035

Error invalid(std::string_view url, std::string_view why) {
  return {
      ErrorCode::kInvalid,
      fmt::format("\"{}\" is not an address: {}; write tcp://HOST:PORT or ipc://PATH", url, why)};
}

bool is_host(std::string_view host) {
  if (host == "*") return true;
  if (host.empty() || host.size() > kMaxHostName) return false;
  const bool ipv6 = host.find(':') != std::string_view::npos;
  return std::all_of(host.begin(), host.end(), [ipv6](char c) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool digit = c >= '0' && c <= '9';
    if (ipv6) return digit || letter || c == ':' || c == '.' || c == '%';
    return digit || letter || c == '-' || c == '.' || c == '_';
  });
}

Result<Endpoint> parse_tcp(std::string_view url) {
  std::string_view rest = url.substr(kTcp.size());
  const auto colon = rest.rfind(':');
  if (colon == std::string_view::npos) return invalid(url, "the port is missing");
  std::string_view host = rest.substr(0, colon);
  const std::string_view digits = rest.substr(colon + 1);
  if (host.size() >= 2 && host.front() == '[' && host.back() == ']') {
    host = host.substr(1, host.size() - 2);
  } else if (host.find(':') != std::string_view::npos) {
    return invalid(url, "an IPv6 address stands in brackets");
  }
  if (!is_host(host)) return invalid(url, "the host is not a name or an address");
  unsigned port = 0;
  const char* end = digits.data() + digits.size();
  const auto [stop, problem] = std::from_chars(digits.data(), end, port);
  if (digits.empty() || problem != std::errc{} || stop != end ||
      port > std::numeric_limits<std::uint16_t>::max()) {
    return invalid(url, "the port is a number from 0 to 65535");
  }
  Endpoint endpoint;
  endpoint.host = host;
  endpoint.port = static_cast<std::uint16_t>(port);
  return endpoint;
}

}  // namespace

Result<Endpoint> Endpoint::parse(std::string_view url) {
  if (url.starts_with(kTcp)) return parse_tcp(url);
  if (!url.starts_with(kIpc)) return invalid(url, "it begins with neither tcp:// nor ipc://");
  Endpoint endpoint;
  endpoint.kind = Kind::kIpc;
  endpoint.path = url.substr(kIpc.size());
  if (endpoint.path.empty()) return invalid(url, "the path is missing");
  if (endpoint.path.size() > kMaxIpcPath) {
    return invalid(url, fmt::format("the path is longer than {} bytes", kMaxIpcPath));
  }
  if (endpoint.path.find('\0') != std::string::npos)
    return invalid(url, "the path has a zero byte");
  return endpoint;
}

std::string Endpoint::url() const {
  if (kind == Kind::kIpc) return fmt::format("{}{}", kIpc, path);
  return is_ipv6() ? fmt::format("{}[{}]:{}", kTcp, host, port)
                   : fmt::format("{}{}:{}", kTcp, host, port);
}

std::string Endpoint::bind_url() const {
  if (kind == Kind::kIpc || port != 0) return url();
  return is_ipv6() ? fmt::format("{}[{}]:*", kTcp, host) : fmt::format("{}{}:*", kTcp, host);
}

Endpoint Endpoint::from_here() const {
  Endpoint here = *this;
  if (host == "*" || host == "0.0.0.0") here.host = "127.0.0.1";
  if (host == "::") here.host = "::1";
  return here;
}

bool Endpoint::is_loopback() const {
  if (kind == Kind::kIpc || host == "localhost" || host == "::1") return true;
  // 127.0.0.0/8; a *name* that begins with 127. may lead anywhere.
  return host.starts_with("127.") && std::all_of(host.begin(), host.end(), [](char c) {
           return c == '.' || (c >= '0' && c <= '9');
         });
}

Result<Endpoint> default_updates(const Endpoint& listen) {
  Endpoint updates = listen;
  if (listen.kind == Endpoint::Kind::kIpc) {
    updates.path += ".updates";
    return updates;
  }
  if (listen.port == std::numeric_limits<std::uint16_t>::max()) {
    return Error{ErrorCode::kInvalid,
                 fmt::format("there is no port after {}; name the updates address", listen.url())};
  }
  if (listen.port != 0) ++updates.port;
  return updates;
}

Endpoint updates_for(const Endpoint& updates, const Endpoint& used) {
  Endpoint reached = updates;
  if (updates.kind == Endpoint::Kind::kTcp && used.kind == Endpoint::Kind::kTcp) {
    reached.host = used.host;
  }
  return reached.from_here();
}

Result<void> check_plaintext(const Endpoint& endpoint) {
  if (endpoint.is_loopback()) return {};
  return Error{ErrorCode::kInvalid,
               fmt::format("without keys only this machine may listen, and {} is open to others; "
                           "use 127.0.0.1 or ipc://, or use keys",
                           endpoint.url())};
}

}  // namespace antre::link
