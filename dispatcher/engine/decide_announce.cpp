// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "dispatcher/engine/decider.hpp"

/// Messages for the displays.
namespace antre::engine {
namespace {

constexpr int kMinuteMs = 60'000;
constexpr int kLongestMin = 24 * 60;
constexpr std::size_t kMostLetters = 200;
constexpr std::size_t kMostAnnouncements = 20;  // more pass by in a ticker than anybody reads

/// Bytes of UTF-8 that begin a letter.
std::size_t letters(const std::string& text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](unsigned char byte) { return (byte & 0xC0U) != 0x80U; }));
}

}  // namespace

Result<Decider::Events> Decider::operator()(const Announce& command) const {
  if (command.text.find_first_not_of(' ') == std::string::npos)
    return Error{ErrorCode::kBadRequest, "a message has a text"};
  if (letters(command.text) > kMostLetters)
    return Error{ErrorCode::kBadRequest, "a message has 200 letters at most"};
  if (!is_one_line(command.text))
    return Error{ErrorCode::kBadRequest, "a message is one line of text"};
  if (command.minutes < 1 || command.minutes > kLongestMin)
    return Error{ErrorCode::kBadRequest, "a message stays for 1 to 1440 minutes"};
  const auto& zones = state_.hall.display.zones;
  if (!command.zone.empty() &&
      std::ranges::find(zones, command.zone, &ZoneSettings::id) == zones.end())
    return Error{ErrorCode::kBadRequest, "there is no zone " + command.zone};
  const auto in_force = std::ranges::count_if(
      state_.announcements, [&](const Announcement& one) { return one.until_ms > now_ms(); });
  if (static_cast<std::size_t>(in_force) >= kMostAnnouncements)
    return Error{ErrorCode::kConflict, "20 messages are shown already: withdraw one first"};
  return Events{AnnouncementMade{command.text, now_ms() + EngineMs{command.minutes} * kMinuteMs,
                                 command.spoken, command.zone}};
}

Result<Decider::Events> Decider::operator()(const WithdrawAnnouncement& command) const {
  const auto at = std::ranges::find(state_.announcements, command.announcement, &Announcement::seq);
  if (at == state_.announcements.end() || at->until_ms <= now_ms())
    return Error{ErrorCode::kWrongState, "that message is not shown any more"};
  return Events{AnnouncementWithdrawn{command.announcement}};
}

}  // namespace antre::engine
