// SPDX-License-Identifier: Apache-2.0
// What a display shows and what the hall hears of it.
#include <fmt/format.h>

#include <chrono>
#include <memory>
#include <utility>
#include <vector>

#include "tests/sim/people.hpp"

namespace antre::sim {
namespace {

using namespace std::chrono_literals;

constexpr Millis kSound = 4s;  // a chime and a sentence

ui::TimePoint point(Millis now) {
  return ui::TimePoint(now);
}

display::LinkState shown(LinkState state) {
  switch (state) {
    case LinkState::kOnline:
      return display::LinkState::kOnline;
    case LinkState::kOffline:
      return display::LinkState::kOffline;
    case LinkState::kNotAuthorised:
      return display::LinkState::kNotAuthorised;
    case LinkState::kConnecting:
      break;
  }
  return display::LinkState::kConnecting;
}

}  // namespace

std::unique_ptr<display::DisplayModel> Display::new_model() const {
  return std::make_unique<display::DisplayModel>(display::ModelOptions{{}, name_, {}, {}});
}

void Display::on_started() {
  ++started_;
  model_ = new_model();
  sounding_.reset();
}

void Display::on_entry(const Entry& entry, bool fresh) {
  model_->hear({copy()->epoch, entry, fresh}, engine_now());
}

void Display::on_replaced() {
  if (world().planted != Planted::kAnnouncesSnapshot) return;
  sounding_.reset();
  model_ = new_model();
  const std::vector<ViewCall> oldest_first(copy()->calls.rbegin(), copy()->calls.rend());
  for (const auto& call : oldest_first) {
    Entry entry;
    entry.seq = call.seq;
    entry.day = copy()->day;
    entry.at_ms = call.at_ms;
    entry.event = TicketCalled{call.ticket, std::nullopt, call.counter};
    model_->hear({copy()->epoch, entry, true}, engine_now());
  }
}

void Display::on_shown() {
  model_->set_link({shown(link_state()), 0});
  // Copying the hall with every heartbeat would be most of what a seed costs.
  if (copy() != nullptr && take_changed()) model_->see(std::make_shared<const HallView>(*copy()));
  play();
}

display::Clocks Display::clocks() const {
  const auto now_ms = engine_now();
  return {now_ms, now_ms + (copy() == nullptr ? 0 : copy()->wall_offset_ms), 0};
}

void Display::check_room(const display::Announcement& announcement) const {
  auto& checker = world().checker;
  const auto* view = model_->view();
  if (view == nullptr) return checker.expect(false, label() + " tells of a hall it does not know");
  const display::Part part(view->hall, name_, {});
  for (const auto& call : model_->announcer().calls())
    checker.expect(part.has(call.counter),
                   fmt::format("{} announces a call to counter {}, which is not in its part",
                               label(), call.counter.value));
  if (const auto* message = model_->announcer().message())
    checker.expect(part.has_messages_of(message->zone), label() + " says another part's message");
  const auto minute =
      display::minute_of_day(display::local_minute(clocks().wall_ms, view->utc_offset_s));
  checker.expect(
      display::is_heard(announcement) == display::is_heard(view->hall, name_, -1, minute),
      fmt::format("{} is {}heard in minute {}", label(),
                  display::is_heard(announcement) ? "" : "not ", minute));
}

std::optional<std::string> Display::not_at_rest() const {
  if (auto what = Client::not_at_rest()) return what;
  const auto* view = model_->view();
  if (view == nullptr || view->seq != copy()->seq) return "does not show the hall as it is";
  auto fresh = new_model();
  fresh->set_link({display::LinkState::kOnline, 0});
  fresh->see(std::make_shared<const HallView>(*copy()));
  const auto shown = model_->board(clocks());
  const auto right = fresh->board(clocks());
  if (shown.counters != right.counters && !model_->announcer().current())
    return "shows its counters wrong";
  if (shown.waiting != right.waiting) return "shows who waits wrong";
  if (shown.zone != right.zone || shown.ticker != right.ticker) return "shows another part";
  // Of a part it may know more last calls than the hall's view holds, never fewer.
  if (model_->announcer().current()) return std::nullopt;
  if (right.call && !(shown.call == right.call)) return "shows another last call";
  if (shown.earlier.size() < right.earlier.size()) return "has forgotten an earlier call";
  return std::nullopt;
}

/// What the hall hears of an announcement that begins now.
void Display::tell(const display::Announcement& announcement) {
  const auto& announcer = model_->announcer();
  const auto epoch = copy() == nullptr ? std::string() : copy()->epoch;
  auto& checker = world().checker;
  check_room(announcement);
  if (const auto* message = announcer.message()) {
    say(fmt::format("says \"{}\"", message->text));
    checker.said(label(), *message, copy());
  } else {
    std::string numbers;
    for (const auto& call : announcer.calls())
      numbers += fmt::format(" {} to counter {}", call.ticket, call.counter.value);
    say("announces" + numbers);
    checker.announced(label(), announcement, announcer.calls(), epoch);
  }
  if (!display::is_heard(announcement)) return;
  checker.expect(!sounding_, fmt::format("{} speaks over itself", label()));
  sounding_ = announcement.seq;
  world().time.after(kSound, [this, run = started_, seq = announcement.seq] {
    if (run != started_ || !alive() || sounding_ != seq) return;
    sounding_.reset();
    model_->sound_done(seq);
    play();
  });
}

void Display::play() {
  const auto now = world().time.now();
  const auto announcement = model_->advance(point(now), clocks());
  if (model_->take_cut()) sounding_.reset();
  if (announcement) tell(*announcement);
  const auto next = model_->announcer().next_change(point(now));
  if (!next) return;
  const auto at = std::chrono::ceil<Millis>(next->time_since_epoch());
  if (at <= now) return;
  world().time.at(at, [this, run = started_] {
    if (run == started_ && alive()) play();
  });
}

}  // namespace antre::sim
