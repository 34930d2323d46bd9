// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>
#include <vector>

#include "link/monitor.hpp"
#include "link/outbox.hpp"
#include "link/zap_reply.hpp"
#include "tests/fuzz/targets/targets.hpp"

namespace antre::fuzz {
namespace {

/// Frames in one text: a length of one byte before each; what is missing at the end is left out.
std::vector<std::string_view> frames_of(std::string_view bytes) {
  std::vector<std::string_view> frames;
  while (!bytes.empty()) {
    const auto size = std::min<std::size_t>(static_cast<unsigned char>(bytes[0]), bytes.size() - 1);
    frames.push_back(bytes.substr(1, size));
    bytes.remove_prefix(1 + size);
  }
  return frames;
}

}  // namespace

void zap(std::string_view bytes) {
  const auto request = frames_of(bytes);
  std::string asked;
  const auto reply = link::zap_reply(request, [&asked](const std::string& key) {
    asked = key;
    return link::Knock{link::Knock::Answer::kIn, {"kiosk", "fuzz"}};
  });
  if (request.size() < 2) {
    ANTRE_ASSERT(reply.frames.empty());
    return;
  }
  ANTRE_ASSERT(reply.frames.size() == 6);
  ANTRE_ASSERT(reply.frames[0] == "1.0" && reply.frames[1] == request[1]);
  // Nobody is let in but by a whole key that came by CURVE in our domain.
  const bool proper = request.size() == 7 && request[0] == "1.0" && request[2] == "antre" &&
                      request[5] == "CURVE" && request[6].size() == 32;
  ANTRE_ASSERT((reply.frames[2] == "200") == proper);
  ANTRE_ASSERT(asked.empty() == !proper);
  ANTRE_ASSERT(reply.frames[4] == (proper ? "kiosk:fuzz" : ""));
}

void outbox(std::string_view bytes) {
  const auto read = link::Outbox::parse(bytes);
  if (!read) return;
  ANTRE_ASSERT(link::Outbox::write(*read) == bytes);
}

void monitor(std::string_view bytes) {
  link::Frames frames;
  for (const auto part : frames_of(bytes)) frames.push_back(link::frame(part));
  link::LinkEvent event{};
  const bool known = link::read_event(frames, event);
  const auto connection = link::read_connection_event(frames);
  ANTRE_ASSERT(!(known || connection) || frames[0].size() >= 6);
}

}  // namespace antre::fuzz
