// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "tests/sim/random.hpp"
#include "tests/sim/timeline.hpp"

namespace antre::sim {

/// Bugs that the simulation's own wrappers can be told to have, to prove that it would find them
/// in the product.
enum class Planted {
  kNone,
  kAnswersEarly,         ///< replies go out when a work is submitted, before its commit
  kPublishesEarly,       ///< so do updates
  kForgetsSessions,      ///< a restart does not know what was answered before
  kForgetsClock,         ///< a restart does not know where engine time stood
  kOneSession,           ///< dedupe by the client's name, without its session
  kLosesLastCommit,      ///< a crash takes back what the store had acknowledged
  kSettleLies,           ///< "not executed" without looking
  kHidesGap,             ///< an update behind a gap is applied as the next one
  kDeafToHead,           ///< heartbeats do not tell that something is missing
  kAnnouncesSnapshot,    ///< calls found in a snapshot are announced as new
  kForgetsTicketClocks,  ///< a restart does not know the clocks of tickets
  kStartsOverUncounted,  ///< a clock starts over and no overtaking says so
  kReusesNumbers,        ///< numbers of a new day are stamped with the day before
  kSkipsNothing,         ///< a start does not know that its store was restored
  kKeepsEpoch,           ///< a restored store goes on in the epoch that it had
  kKeepsLate,            ///< a kiosk keeps a ticket only after its outbox was cleared
  kCopiesUnmarked,       ///< a second paper looks as the first one
  kGrantsTwice           ///< a PIN that was shown once opens two counters
};

struct PlantedName {
  Planted bug;
  std::string_view name;
};
inline constexpr std::array kPlanted{
    PlantedName{Planted::kAnswersEarly, "answers-early"},
    PlantedName{Planted::kPublishesEarly, "publishes-early"},
    PlantedName{Planted::kForgetsSessions, "forgets-sessions"},
    PlantedName{Planted::kForgetsClock, "forgets-clock"},
    PlantedName{Planted::kOneSession, "one-session"},
    PlantedName{Planted::kLosesLastCommit, "loses-last-commit"},
    PlantedName{Planted::kSettleLies, "settle-lies"},
    PlantedName{Planted::kHidesGap, "hides-gap"},
    PlantedName{Planted::kDeafToHead, "deaf-to-head"},
    PlantedName{Planted::kAnnouncesSnapshot, "announces-snapshot"},
    PlantedName{Planted::kForgetsTicketClocks, "forgets-ticket-clocks"},
    PlantedName{Planted::kStartsOverUncounted, "starts-over-uncounted"},
    PlantedName{Planted::kReusesNumbers, "reuses-numbers"},
    PlantedName{Planted::kSkipsNothing, "skips-nothing"},
    PlantedName{Planted::kKeepsEpoch, "keeps-epoch"},
    PlantedName{Planted::kKeepsLate, "keeps-late"},
    PlantedName{Planted::kCopiesUnmarked, "copies-unmarked"},
    PlantedName{Planted::kGrantsTwice, "grants-twice"}};

/// What goes wrong in one world, and how large it is: a random subset with random strengths, so
/// that seeds differ in kind and edges meet often. A pause of zero: never; rates per thousand.
struct Faults {
  int kiosks = 2;
  int counters = 1;
  int displays = 1;
  bool twins = false;  ///< two kiosk programs with one key
  Millis chaos{};      ///< how long before everything is healed
  Millis act_every{};  ///< people do something this often, on average
  Millis patience{};   ///< how long somebody waits for an answer

  int lose = 0;
  int repeat = 0;
  int slow = 0;  ///< messages that take up to `slow_most`
  Millis slow_most{};
  bool reorder = false;  ///< messages of one direction overtake each other
  bool ghosts = false;   ///< messages outlive the connection that they were sent over
  Millis cut_every{};

  Millis crash_every{};
  int crash_at_commit = 0;
  int commit_fails = 0;
  int restores = 0;      ///< of the crashes, how many end with an older backup being restored
  Millis commit_most{};  ///< a commit takes up to this
  bool reboots = false;  ///< some crashes are of the whole machine
  bool midnight = false;
  Millis wall_jump_every{};
  Millis disk_full_every{};
  Millis hall_change_every{};
  Millis sleep_every{};  ///< the dispatcher's machine sleeps for two hours

  Millis client_crash_every{};
  int client_crash_at_action = 0;
  int outbox_fails = 0;

  /// The hall is closed this often, for this long, and each time opened again for a while: devices
  /// are switched off, tickets stay behind, pauses end, the day turns. From the first night on the
  /// hall file has hours.
  int nights = 0;
  Millis night{};
  Millis next_day{};

  bool officers = false;       ///< who opens a counter shows a PIN
  bool scripts = false;        ///< two scripts with the same keys
  bool copied_outbox = false;  ///< one of the twins sometimes starts with the other's outbox
  bool papers = false;         ///< some kiosks are the whole program, with a printer
  Millis no_paper_every{};
  int dies_at_paper = 0;  ///< of the steps between an answer and its paper
  /// Kiosks tell of their printers, visitors check in and enter themselves in the guest book, and
  /// officers ask for papers once more.
  bool around = false;
  int old_backups = 0;    ///< of the restores, how many are of any earlier moment
  int copies_back = 0;    ///< of the crashes, how many end with a copied file in the store's place
  int full_at_start = 0;  ///< of the starts, how many find the disk full

  bool zones = false;     ///< each display has its part of the hall, which reloads move
  bool speakers = false;  ///< one display is heard, and not at all times of the day

  /// `nights_of`, `rest_of`, `rooms_of`: what these are drawn from, so that a seed's history up to
  /// them stays its own.
  [[nodiscard]] static Faults draw(Random& random, Random nights_of, Random rest_of,
                                   Random rooms_of);
  /// Whether the store may be put back to an earlier state.
  [[nodiscard]] bool put_back() const { return restores > 0 || copies_back > 0; }
  /// One line for the story.
  [[nodiscard]] std::string words() const;
};

}  // namespace antre::sim
