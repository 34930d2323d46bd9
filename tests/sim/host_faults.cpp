// SPDX-License-Identifier: Apache-2.0
// What goes wrong with the dispatcher's machine, and what people do to its store.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "tests/sim/host.hpp"

namespace antre::sim {
namespace {

using namespace std::chrono_literals;

constexpr int kOrderly = 250;  // of a thousand ends
constexpr auto kSleep = 2h;
constexpr std::uint64_t kMostLost = 30;  // commits
constexpr int kTells = 400;              // of a thousand restores that would not need it
constexpr int kNextMorning = 200;        // of a thousand restores

}  // namespace

void Host::tamper(bool restored) {
  if (restored && !disk_.full())
    restore();
  else if (random_.chance(faults_.copies_back))
    copy_back();
  if (!random_.chance(faults_.full_at_start)) return;
  story_.tell("disk", "is full at the start");
  disk_.set_full(true);
  time_.after(random_.between(1s, 40s), [this] {
    story_.tell("disk", "has room");
    disk_.set_full(false);
  });
}

void Host::restore() {
  // On the evening before, on the next morning, or at once.
  const bool tomorrow = faults_.old_backups > 0 && random_.chance(kNextMorning);
  const auto night = tomorrow ? random_.between(6h, 16h) : 0ms;
  const bool in_the_morning = random_.chance(500);
  if (in_the_morning) clock_.slept_ms += night.count();
  const bool any = faults_.old_backups > 0 && random_.chance(faults_.old_backups);
  // The first of them was before the dispatcher knew who works here.
  const std::size_t first = faults_.officers ? 1 : 0;
  const auto kept =
      any ? first + static_cast<std::size_t>(random_.below(disk_.commits() + 1 - first))
          : disk_.commits_before(random_.below(kMostLost));
  story_.tell("store", fmt::format("is restored, without the last {} of {} commits",
                                   disk_.commits() - kept, disk_.commits()));
  disk_.restore(kept, random_.id() + random_.id(), clock_.read().wall_ms, random_, kTells);
  if (!in_the_morning) clock_.slept_ms += night.count();
}

void Host::copy_back() {
  const auto kept = disk_.commits_before(random_.below(kMostLost));
  const auto lost = disk_.commits() - kept;
  if (lost > 0 && disk_.copy_back(kept))
    story_.tell("store", fmt::format("is an older copy, without its last {} commits", lost));
}

void Host::crash_later() {
  time_.after(random_.between(faults_.crash_every / 2, faults_.crash_every * 3 / 2), [this] {
    if (healed_) return;
    if (night_) return crash_later();
    if (up() && random_.chance(kOrderly))
      dispatcher_->stop();
    else
      crash("suddenly");
    crash_later();
  });
}

void Host::jump_later() {
  time_.after(random_.between(faults_.wall_jump_every / 2, faults_.wall_jump_every * 3 / 2),
              [this] {
                if (healed_) return;
                if (night_) return jump_later();
                static constexpr std::array<std::int64_t, 5> kMost{2'000, 60'000, 600'000,
                                                                   7'200'000, 90'000'000};
                const auto most = kMost[random_.below(kMost.size())];
                clock_.wall_wrong_ms = random_.between(-most, most);
                most_wrong_ms_ = std::max(most_wrong_ms_, clock_.wall_wrong_ms);
                story_.tell("clock", fmt::format("is {} ms wrong now", clock_.wall_wrong_ms));
                jump_later();
              });
}

void Host::fill_later() {
  time_.after(random_.between(faults_.disk_full_every / 2, faults_.disk_full_every * 3 / 2),
              [this] {
                if (healed_) return;
                if (night_) return fill_later();
                story_.tell("disk", "is full");
                disk_.set_full(true);
                time_.after(random_.between(1s, 30s), [this] {
                  story_.tell("disk", "has room");
                  disk_.set_full(false);
                });
                fill_later();
              });
}

void Host::change_hall_later() {
  time_.after(random_.between(faults_.hall_change_every / 2, faults_.hall_change_every * 3 / 2),
              [this] {
                if (healed_) return;
                if (night_) return change_hall_later();
                hall_variant_ = static_cast<int>(random_.below(3));
                story_.tell("hall file", fmt::format("is variant {} now", hall_variant_));
                if (up() && random_.chance(700))
                  checker_.expect(dispatcher_->change_hall(hall()).has_value(),
                                  "a good hall file was refused");
                change_hall_later();
              });
}

void Host::sleep_later() {
  time_.after(random_.between(faults_.sleep_every / 2, faults_.sleep_every * 3 / 2), [this] {
    if (healed_) return;
    if (night_) return sleep_later();
    story_.tell("machine", "sleeps for two hours");
    clock_.slept_ms += Millis(kSleep).count();
    sleep_later();
  });
}

}  // namespace antre::sim
