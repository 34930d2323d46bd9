// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "display/board.hpp"

namespace antre::display {
namespace {

constexpr std::int64_t kDayMinutes = std::int64_t{24} * 60;

/// The hall's date: a notice is of days as people there count them.
Day local_day(const HallView& view, const Clocks& clocks) {
  const auto minute = local_minute(clocks.wall_ms, view.utc_offset_s);
  return {static_cast<std::int32_t>((minute - minute_of_day(minute)) / kDayMinutes)};
}

bool is_of(const NoticeSettings& notice, Day day) {
  return (!notice.from || *notice.from <= day) && (!notice.until || day <= *notice.until);
}

bool is_in_force(const ViewAnnouncement& one, const Part& part, EngineMs now_ms) {
  return now_ms < one.until_ms && part.has_messages_of(one.zone);
}

}  // namespace

std::vector<std::string> ticker_lines(const BoardSource& source, const Clocks& clocks) {
  std::vector<std::string> lines;
  const auto* view = source.view;
  if (view == nullptr) return lines;
  const auto put = [&lines](const std::string& text) {
    if (!text.empty()) lines.push_back(text);
  };
  const auto put_messages = [&](bool of_a_zone) {
    for (const auto& one : view->announcements) {
      if (one.zone.empty() != of_a_zone && is_in_force(one, source.part, clocks.engine_ms))
        put(one.text);
    }
  };
  put_messages(true);
  put_messages(false);
  const auto& languages = view->hall.languages;
  const std::string fallback = languages.empty() ? "id" : languages.front();
  const auto put_text = [&](const Text& text) { put(text_in(text, source.language, fallback)); };
  const auto today = local_day(*view, clocks);
  for (const auto& notice : view->hall.display.notices) {
    if (is_of(notice, today)) put_text(notice.text);
  }
  for (const auto& line : view->hall.display.ticker) put_text(line);
  return lines;
}

std::optional<EngineMs> next_message_end(const HallView& view, const Part& part, EngineMs now_ms) {
  std::optional<EngineMs> next;
  for (const auto& one : view.announcements) {
    if (is_in_force(one, part, now_ms)) next = std::min(next.value_or(one.until_ms), one.until_ms);
  }
  return next;
}

}  // namespace antre::display
