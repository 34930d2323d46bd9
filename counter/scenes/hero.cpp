// SPDX-License-Identifier: Apache-2.0
// The ticket of this moment at the left, its time at the right.
#include <algorithm>
#include <optional>

#include "counter/scenes/frame.hpp"
#include "i18n/wording.hpp"
#include "ui/ring.hpp"

namespace antre::counter {

using ui::Align;
using ui::ChipKind;
using ui::Rect;
namespace type = ui::type;

namespace {

constexpr double kTop = 56;
constexpr double kHeight = 224;
constexpr double kLeftWidth = 216;
constexpr double kNumberY = 108;
constexpr double kNameY = 184;
constexpr ui::Point kDisc{322, 182};
constexpr const char* kNoNumber = "–";

/// What the hero shows of a state.
struct Hero {
  std::vector<ui::Chip> chips;
  std::string number;
  std::string name;
  std::vector<std::string> lines;
  ui::Colour disc;
  std::string caption;               ///< under the time of a disc
  std::optional<TicketClock> clock;  ///< drawn as a ring instead of the disc
};

ui::Chip chip_of(ChipKind kind, std::string label, std::string icon = {}) {
  ui::Chip chip;
  chip.kind = kind;
  chip.label = std::move(label);
  chip.icon = std::move(icon);
  return chip;
}

void add_ticket(Frame& frame, const ViewTicket& ticket, Hero& hero) {
  const bool priority = ticket.class_ == TicketClass::kPriority;
  hero.chips.push_back(
      chip_of(priority ? ChipKind::kTint : ChipKind::kOutline,
              frame.words.text(priority ? "counter.chip.priority" : "counter.chip.regular")));
  if (ticket.for_counter) {
    hero.chips.push_back(chip_of(ChipKind::kOutline, frame.words.text("counter.chip.for_here")));
  }
  if (ticket.channel == Channel::kOnline) {
    hero.chips.push_back(chip_of(ChipKind::kOutline, frame.words.text("counter.chip.online")));
  }
  if (ticket.checked_in) {
    hero.chips.push_back(
        chip_of(ChipKind::kOutline, frame.words.text("counter.chip.checked_in"), "check"));
  }
  if (ticket.guest) {
    hero.chips.push_back(
        chip_of(ChipKind::kOutline, frame.words.text("counter.chip.guest"), "book"));
  }
  hero.number = ticket.ticket;
  hero.name = frame.service_name(ticket.service);
}

/// Nobody can say here who is next: how many wait is said instead of a number.
void add_people(Frame& frame, Hero& hero) {
  const int waiting = frame.model.waiting().callable;
  hero.number = waiting == 0 ? kNoNumber : std::to_string(waiting);
  const bool others = !frame.model.waiting().tickets.empty();
  hero.name = waiting == 0 ? frame.words.text(others ? "counter.nobody_primary" : "counter.nobody")
                           : frame.words.count("counter.people_word", waiting);
}

/// What the clock of the ticket due here asks for.
ui::Chip chip_of_due(Frame& frame, const std::optional<TicketClock>& clock) {
  const Mark mark = clock ? clock->mark : Mark::kNone;
  if (mark >= Mark::kMissed) {
    return chip_of(ChipKind::kRed,
                   frame.words.text("counter.chip.missed", clock->target.target_s / 60), "warn");
  }
  if (mark >= Mark::kEscalate) {
    return chip_of(ChipKind::kRed, frame.words.text("counter.chip.call_now"), "warn");
  }
  if (mark >= Mark::kRemind) {
    return chip_of(ChipKind::kAmber, frame.words.text("counter.chip.call_soon"), "clock");
  }
  return chip_of(ChipKind::kTint, frame.words.text("counter.chip.next"));
}

Hero idle(Frame& frame) {
  const auto& theme = frame.theme();
  const Waiting& waiting = frame.model.waiting();
  Hero hero;
  hero.clock = frame.model.clock(frame.now);
  hero.disc = waiting.callable == 0 ? theme.sunk : theme.tint;
  if (waiting.next) {
    hero.chips.push_back(chip_of_due(frame, hero.clock));
    add_ticket(frame, *waiting.next, hero);
    hero.lines.push_back(frame.words.count("counter.waiting_minutes",
                                           frame.minutes_since(waits_since(*waiting.next))));
    hero.caption = frame.words.text("counter.waited");
    return hero;
  }
  hero.chips.push_back(chip_of(ChipKind::kTint, frame.words.text("counter.chip.idle")));
  add_people(frame, hero);
  if (hero.clock) {
    hero.lines.push_back(frame.words.text("counter.clock_of", hero.clock->ticket));
  }
  hero.caption = frame.words.text("counter.longest_wait");
  return hero;
}

Hero called(Frame& frame, const ViewTicket& ticket) {
  Hero hero;
  hero.disc = frame.theme().tint;
  hero.clock = frame.model.clock(frame.now);
  hero.chips.push_back(
      chip_of(ChipKind::kWay,
              frame.words.text(ticket.auto_ ? "counter.chip.auto_called" : "counter.chip.called"),
              "speaker"));
  add_ticket(frame, ticket, hero);
  const std::int64_t ago =
      std::max<std::int64_t>(0, frame.model.engine_ms(frame.now) - frame.model.last_call_ms());
  hero.lines.push_back(
      frame.words.text("counter.call_times", ticket.recalls + 1, i18n::running_time(ago / 1000)));
  hero.caption = frame.words.text("counter.since_call");
  return hero;
}

Hero serving(Frame& frame, const ViewTicket& ticket) {
  Hero hero;
  hero.disc = frame.theme().good_tint;
  hero.chips.push_back(chip_of(ChipKind::kGood, frame.words.text("counter.chip.serving"), "check"));
  add_ticket(frame, ticket, hero);
  hero.lines.push_back(frame.words.text("counter.started_at", frame.time_at(ticket.started_ms)));
  hero.caption = frame.words.text("counter.service_time");
  return hero;
}

Hero on_break(Frame& frame) {
  Hero hero;
  hero.disc = frame.theme().sunk;
  hero.chips.push_back(chip_of(ChipKind::kSunk, frame.words.text("counter.chip.break"), "break"));
  add_people(frame, hero);
  if (const ViewCounter* counter = frame.model.counter()) {
    hero.lines.push_back(
        frame.words.text("counter.on_break_since", frame.time_at(counter->since_ms)));
  }
  hero.caption = frame.words.text("counter.break_time");
  return hero;
}

Hero hero_of(Frame& frame) {
  const ViewTicket* ticket = frame.model.ticket();
  if (frame.model.page() == Page::kCalled && ticket != nullptr) {
    return called(frame, *ticket);
  }
  if (frame.model.page() == Page::kServing && ticket != nullptr) {
    return serving(frame, *ticket);
  }
  return frame.model.page() == Page::kBreak ? on_break(frame) : idle(frame);
}

void draw_chips(Frame& frame, const Hero& hero) {
  double x = frame.left + 16;
  for (const ui::Chip& chip : hero.chips) {
    if (x + ui::chip_width(frame.canvas, chip) > frame.left + 404) {
      break;
    }
    x += ui::chip(frame.canvas, frame.look, {x, 72}, chip) + ui::kS1;
  }
}

/// "dari 10:00" while it is calm, then what is left, then by how much it is over.
std::string ring_caption(Frame& frame, const TicketClock& clock) {
  if (clock.mark >= Mark::kMissed) {
    return frame.words.text("counter.over", i18n::running_time(-clock.left_s()));
  }
  if (clock.mark >= Mark::kRemind) {
    return frame.words.text("counter.left", i18n::running_time(clock.left_s()));
  }
  return frame.words.text("counter.of_target", i18n::running_time(clock.target.target_s));
}

void draw_disc(Frame& frame, const Hero& hero) {
  const ui::Point centre{frame.left + kDisc.x, kDisc.y};
  if (hero.clock) {
    const TicketClock& clock = *hero.clock;
    const ui::TargetClock ring{static_cast<int>(clock.elapsed_s), clock.target.target_s,
                               clock.target.remind_s, clock.target.escalate_s};
    ui::target_ring(frame.canvas, frame.look, centre, ring, ui::kCounterRing,
                    i18n::running_time(clock.elapsed_s), ring_caption(frame, clock));
    return;
  }
  if (frame.model.running_since()) {
    ui::time_disc(frame.canvas, frame.look, centre, ui::kCounterRing, hero.disc,
                  i18n::running_time(frame.model.running_s(frame.now)), hero.caption);
  } else {
    frame.canvas.fill_disc(centre, ui::kCounterRing.diameter, hero.disc);
  }
}

}  // namespace

void draw_hero(Frame& frame) {
  auto& canvas = frame.canvas;
  const auto& theme = frame.theme();
  canvas.fill_rect(frame.band(kTop, kHeight), theme.surface);
  canvas.fill_rect(frame.band(kTop + kHeight - 1, 1), theme.line);
  const Hero hero = hero_of(frame);
  draw_chips(frame, hero);
  draw_disc(frame, hero);
  const ui::TextStyle style =
      ui::fit(canvas.measurer(), hero.number, type::kCounterNumber, kLeftWidth);
  const double stem = canvas.measurer().left_bearing(hero.number, style);
  canvas.text(hero.number, {frame.left + 16 - stem, kNumberY}, style, theme.ink);
  double y = kNameY;
  const Rect name = frame.at(16, y, kLeftWidth, 40);
  y += canvas.paragraph(hero.name, name, type::kCounterBodyStrong, theme.ink, Align::kLeft, 2);
  for (const std::string& line : hero.lines) {
    // Only the time since the call runs; times of day and counts are set as sentences are.
    canvas.text_in(line, frame.at(16, y + 2, kLeftWidth, 20),
                   type::kCounterText.with_tabular(frame.model.page() == Page::kCalled),
                   theme.ink2);
    y += 20;
  }
}

}  // namespace antre::counter
