// SPDX-License-Identifier: Apache-2.0
// Outside opening hours: when it opens again comes first, then the week.
#include <algorithm>
#include <chrono>
#include <string>

#include "i18n/wording.hpp"
#include "kiosk/opening.hpp"
#include "kiosk/scenes/message.hpp"
#include "kiosk/scenes/page_speech.hpp"

namespace antre::kiosk {

using ui::Align;
using ui::Font;
using ui::Rect;

namespace {

std::string weekday_name(const Frame& frame, int weekday) {
  return frame.words.text("date.weekday." + std::to_string(weekday));
}

/// "Rabu 25 November".
std::string day_name(const Frame& frame, Day day) {
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day.value}}};
  const auto month = static_cast<unsigned>(date.month());
  return frame.words.text("date.day_month", weekday_name(frame, weekday_of(day)),
                          static_cast<unsigned>(date.day()),
                          frame.words.text("date.month." + std::to_string(month)));
}

std::string title_of(const Frame& frame, const Hours& hours, const LocalTime& now) {
  const bool holiday =
      std::find(hours.closed_on.begin(), hours.closed_on.end(), now.day) != hours.closed_on.end();
  bool before = false;
  bool after = false;
  for (const OpenSpan& span : hours.open) {
    if (span.weekday == weekday_of(now.day) && !holiday) {
      before = before || now.minute < span.from_min;
      after = after || now.minute >= span.to_min;
    }
  }
  if (before && after) {
    return frame.words.text("kiosk.closed.pause");
  }
  if (before) {
    return frame.words.text("kiosk.closed.not_yet");
  }
  return frame.words.text(after ? "kiosk.closed.finished" : "kiosk.closed.today_closed");
}

std::string opening_words(const Frame& frame, const LocalTime& now,
                          const std::optional<LocalTime>& next, bool opened_today) {
  if (!next) {
    return frame.words.text("kiosk.closed.no_opening");
  }
  const std::string time = minute_text(next->minute);
  const int days = next->day.value - now.day.value;
  if (days == 0) {
    return frame.words.text(opened_today ? "kiosk.closed.opens_again" : "kiosk.closed.opens_today",
                            time);
  }
  return frame.words.text(days == 1 ? "kiosk.closed.opens_tomorrow" : "kiosk.closed.opens_day",
                          day_name(frame, next->day), time);
}

std::string spans_text(const Frame& frame, const std::vector<OpenSpan>& spans) {
  std::string text;
  for (const OpenSpan& span : spans) {
    const std::string one = frame.words.text("common.office_hours", minute_text(span.from_min),
                                             minute_text(span.to_min));
    text = text.empty() ? one : frame.words.text("common.and", text, one);
  }
  return text.empty() ? frame.words.text("kiosk.closed.closed") : text;
}

std::string days_text(const Frame& frame, const WeekRow& row) {
  if (row.first == row.last) {
    return weekday_name(frame, row.first);
  }
  return frame.words.text(row.last == row.first + 1 ? "kiosk.closed.two_days" : "kiosk.closed.days",
                          weekday_name(frame, row.first), weekday_name(frame, row.last));
}

void draw_week(Frame& frame, const Hours& hours, const LocalTime& now,
               const std::optional<LocalTime>& next, const Rect& box) {
  const auto rows = week_rows(hours);
  constexpr double kPadding = 14;
  const double height = std::min(frame.large ? 100.0 : 88.0,
                                 (box.height - 2 * kPadding) / static_cast<double>(rows.size()));
  const Rect panel{box.x, box.y, box.width,
                   height * static_cast<double>(rows.size()) + 2 * kPadding};
  ui::panel(frame.canvas, frame.look, panel);
  const ui::TextStyle usual = frame.type.lead.with_size(frame.large ? 36 : 32, 44);
  const ui::TextStyle strong = usual.with_font(Font::kSemiBold);
  const int days = next ? next->day.value - now.day.value : -1;
  double y = panel.y + kPadding;
  bool ruled = false;
  for (const WeekRow& row : rows) {
    const int weekday = next ? weekday_of(next->day) : -1;
    const bool meant = row.first <= weekday && weekday <= row.last && !row.spans.empty();
    const Rect line{panel.x + kPadding, y, panel.width - 2 * kPadding, height};
    if (meant) {
      if (frame.theme().high_contrast()) {
        frame.canvas.outline_round(line.inset(0, 3), ui::kR2, 4, frame.theme().way,
                                   frame.theme().surface);
      } else {
        frame.canvas.fill_round(line, ui::kR2, frame.theme().tint);
      }
    } else if (ruled) {
      frame.canvas.fill_rect({line.x, line.y - 1, line.width, 2}, frame.theme().line);
    }
    ruled = !meant;
    const ui::TextStyle style = meant ? strong : usual;
    const double inner = line.width - 64;
    const std::string hours_text = spans_text(frame, row.spans);
    const std::string name = days_text(frame, row);
    const double name_width = frame.canvas.text_width(name, style);
    double x = line.x + 32 + name_width;
    frame.canvas.text(name, {line.x + 32, line.centre().y - style.line / 2}, style,
                      frame.theme().ink);
    if (meant && (days == 0 || days == 1)) {
      const std::string when = frame.words.text(days == 0 ? "date.today" : "date.tomorrow");
      const ui::TextStyle quiet = frame.type.body;
      frame.canvas.text(when, {x + 20, line.centre().y - quiet.line / 2}, quiet,
                        frame.theme().ink2);
      x += 20 + frame.canvas.text_width(when, quiet);
    }
    const double room = inner - (x - line.x - 32) - 24;
    frame.canvas.text_in(hours_text, {line.right() - 32 - room, line.y, room, line.height},
                         style.with_tabular(true), frame.theme().ink, Align::kRight);
    y += height;
  }
}

}  // namespace

ClosedWords closed_words(const Frame& frame) {
  const HallView& view = *frame.model.view();
  const LocalTime now = local_time(frame.model.wall_ms(frame.now), view.utc_offset_s);
  const std::string title = title_of(frame, view.hall.hours, now);
  const bool opened_today = title == frame.words.text("kiosk.closed.pause");
  return {title, opening_words(frame, now, frame.model.opens_next(frame.now), opened_today)};
}

void draw_closed(Frame& frame) {
  const HallView& view = *frame.model.view();
  const Hours& hours = view.hall.hours;
  const LocalTime now = local_time(frame.model.wall_ms(frame.now), view.utc_offset_s);
  const auto next = frame.model.opens_next(frame.now);
  const ClosedWords said = closed_words(frame);
  const Message message{"moon", said.title, said.opening, {}};
  const double top = bar_height(frame) + (frame.wide || frame.large ? 48 : 80);
  if (frame.wide) {
    const double width = frame.large ? 880 : 1000;
    draw_message(frame, message, {frame.margin, top, width, 900});
    const double x = frame.margin + width + 72;
    draw_week(frame, hours, now, next,
              {x, top, frame.size.width - frame.margin - x, bottom_bar_top(frame) - 48 - top});
  } else {
    const double used =
        draw_message(frame, message, {frame.margin, top, frame.content_width(), 900});
    const double week = std::max(top + used + 48, frame.large ? 0.0 : 1016.0);
    draw_week(frame, hours, now, next,
              {frame.margin, week, frame.content_width(), bottom_bar_top(frame) - 64 - week});
  }
  draw_bottom_bar(frame);
}

}  // namespace antre::kiosk
