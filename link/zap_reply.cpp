// SPDX-License-Identifier: Apache-2.0
#include "link/zap_reply.hpp"

#include <zmq.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "link/admission.hpp"
#include "link/socket_options.hpp"

namespace antre::link {
namespace {

constexpr std::size_t kKeyBytes = 32;

/// A request's frames.
enum Part : std::size_t { kVersion, kId, kDomain, kAddress, kRoutingId, kMechanism, kKey, kParts };

/// One ZMTP property: a length of one byte and the name, a length of four and the value.
std::string property(std::string_view name, std::string_view value) {
  std::string bytes(1, static_cast<char>(name.size()));
  bytes += name;
  for (const int shift : {24, 16, 8, 0}) {
    bytes += static_cast<char>((value.size() >> static_cast<unsigned>(shift)) & 0xFFU);
  }
  return bytes += value;
}

std::string key_text(std::string_view raw) {
  if (raw.size() != kKeyBytes) return {};
  std::array<char, 41> z85{};
  std::array<std::uint8_t, kKeyBytes> bytes{};
  std::copy(raw.begin(), raw.end(), bytes.begin());
  zmq_z85_encode(z85.data(), bytes.data(), bytes.size());
  return z85.data();
}

}  // namespace

ZapReply zap_reply(const std::vector<std::string_view>& request,
                   const std::function<Knock(const std::string& key)>& find) {
  if (request.size() <= kId) return {};  // without an id there is nothing to answer to
  std::string key;
  if (request.size() == kParts && request[kVersion] == "1.0" && request[kDomain] == kZapDomain &&
      request[kMechanism] == "CURVE") {
    key = key_text(request[kKey]);
  }
  const Knock knock = key.empty() ? Knock{} : find(key);
  ZapReply reply;
  reply.answer = knock.answer;
  reply.frames = {"1.0", std::string(request[kId])};
  switch (knock.answer) {
    case Knock::Answer::kIn:
      reply.frames.insert(reply.frames.end(),
                          {"200", "OK", knock.owner.user_id(),
                           property(kCredentialProperty, write_credential(key, knock.owner))});
      break;
    case Knock::Answer::kUnknown:
      reply.frames.insert(reply.frames.end(), {"400", "unknown key", "", ""});
      break;
    case Knock::Answer::kLater:
      reply.frames.insert(reply.frames.end(), {"300", "too many requests", "", ""});
      break;
  }
  return reply;
}

}  // namespace antre::link
