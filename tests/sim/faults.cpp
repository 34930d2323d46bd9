// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/faults.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace antre::sim {
namespace {

using namespace std::chrono_literals;

int rate(Random& random, int most) {
  return random.chance(500) ? static_cast<int>(random.between(1, most)) : 0;
}

Millis pause(Random& random, Millis low, Millis high) {
  return random.chance(500) ? random.between(low, high) : 0ms;
}

/// What came later than the first seeds.
void draw_rest(Random& random, Faults& faults) {
  if (random.chance(350)) {
    faults.old_backups = static_cast<int>(random.between(300, 1000));
    faults.restores = std::max(faults.restores, static_cast<int>(random.between(100, 400)));
  }
  if (random.chance(200)) faults.copies_back = static_cast<int>(random.between(50, 300));
  faults.papers = random.chance(600);
  if (faults.papers && random.chance(500)) faults.no_paper_every = random.between(30s, 2min);
  if (faults.papers) faults.dies_at_paper = static_cast<int>(random.between(10, 200));
  if (random.chance(350)) faults.full_at_start = static_cast<int>(random.between(50, 500));
  faults.officers = random.chance(500);
  faults.scripts = random.chance(300);
  faults.copied_outbox = faults.twins && random.chance(600);
  faults.around = random.chance(600);
  if (!faults.put_back() && faults.full_at_start == 0) return;
  if (faults.crash_every == 0ms) faults.crash_every = random.between(15s, 90s);
  // Which day it is decides which numbers may be out: whoever restores has looked at the clock.
  if (faults.old_backups > 0) faults.wall_jump_every = 0ms;
}

}  // namespace

Faults Faults::draw(Random& random, Random nights_of, Random rest_of, Random rooms_of) {
  Faults faults;
  faults.kiosks = static_cast<int>(random.between(2, 3));
  faults.counters = static_cast<int>(random.between(1, 2));
  faults.displays = static_cast<int>(random.between(1, 2));
  faults.twins = random.chance(400);
  faults.chaos = random.between(4min, 10min);
  faults.act_every = random.between(800ms, 8s);
  faults.patience = random.between(500ms, 12s);

  faults.lose = rate(random, 200);
  faults.repeat = rate(random, 200);
  faults.slow = rate(random, 150);
  faults.slow_most = random.between(200ms, 20s);
  faults.reorder = random.chance(500);
  faults.ghosts = random.chance(300);
  faults.cut_every = pause(random, 20s, 2min);

  faults.crash_every = pause(random, 10s, 90s);
  faults.crash_at_commit = rate(random, 60);
  faults.commit_fails = rate(random, 20);
  faults.commit_most = random.between(2ms, 1500ms);
  faults.reboots = random.chance(300);
  faults.midnight = random.chance(400);
  faults.wall_jump_every = pause(random, 30s, 3min);
  faults.disk_full_every = pause(random, 30s, 3min);
  faults.hall_change_every = pause(random, 30s, 3min);

  faults.client_crash_every = pause(random, 20s, 2min);
  faults.client_crash_at_action = rate(random, 20);
  faults.outbox_fails = rate(random, 50);
  faults.restores = random.chance(300) ? static_cast<int>(random.between(50, 300)) : 0;
  faults.sleep_every = random.chance(200) ? random.between(1min, 5min) : 0ms;

  faults.nights = nights_of.chance(600) ? static_cast<int>(nights_of.between(1, 2)) : 0;
  faults.night = nights_of.between(14h, 22h);
  faults.next_day = nights_of.between(2min, 4min);
  if (rest_of.chance(600)) draw_rest(rest_of, faults);
  faults.zones = rooms_of.chance(500);
  faults.speakers = rooms_of.chance(400);
  return faults;
}

std::string Faults::words() const {
  std::string text =
      fmt::format("{} kiosks{}, {} counters, {} displays for {} s", kiosks,
                  twins ? " (two with one key)" : "", counters, displays, chaos.count() / 1000);
  const auto add = [&text](bool there, std::string_view what) {
    if (there) text.append("; ").append(what);
  };
  add(lose > 0, fmt::format("{}/1000 lost", lose));
  add(repeat > 0, fmt::format("{}/1000 repeated", repeat));
  add(slow > 0, fmt::format("{}/1000 up to {} ms late", slow, slow_most.count()));
  add(reorder, "overtaking");
  add(ghosts, "messages outlive connections");
  add(cut_every > 0ms, "cuts");
  add(crash_every > 0ms, reboots ? "crashes and reboots" : "crashes");
  add(crash_at_commit > 0, "crashes at a commit");
  add(commit_fails > 0, "failing commits");
  add(restores > 0, old_backups > 0 ? "restored backups, old ones too" : "restored backups");
  add(copies_back > 0, "a store put back by hand");
  add(full_at_start > 0, "starts on a full disk");
  add(midnight, "midnight");
  add(wall_jump_every > 0ms, "jumps of the wall clock");
  add(disk_full_every > 0ms, "full disk");
  add(hall_change_every > 0ms, "changes of the hall file");
  add(sleep_every > 0ms, "sleeps of the machine");
  add(client_crash_every > 0ms || client_crash_at_action > 0, "crashes of clients");
  add(outbox_fails > 0, "failing outboxes");
  add(papers, no_paper_every > 0ms ? "printers that run out of paper" : "printers");
  add(officers, "officers with PINs");
  add(around, "a guest book, check-ins and reprints");
  add(scripts, "scripts with the same keys");
  add(copied_outbox, "a copied outbox");
  add(zones, "zones");
  add(speakers, "one speaker with quiet hours");
  add(nights > 0, fmt::format("{} nights of {} min", nights, night.count() / 60'000));
  return text;
}

}  // namespace antre::sim
