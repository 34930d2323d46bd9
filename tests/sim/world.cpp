// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/world.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "tests/sim/host.hpp"
#include "tests/sim/paper_kiosk.hpp"
#include "tests/sim/people.hpp"
#include "tests/sim/script.hpp"

namespace antre::sim {
namespace {

using namespace std::chrono_literals;

// The longest single wait of a healed client is 40 s (a repeat with its jitter), and a kiosk's
// outbox may hold a settle and two requests behind it.
constexpr Millis kRest = 3min;
constexpr Millis kLastVisitor = 20s;
constexpr Millis kCheckingPin = 2s;
// After a lock there is one try; a check without memory and a lock of both names take others.
constexpr int kPinTries = 6;
constexpr std::uint64_t kNights = 0x6E69676874;  // apart from what else a seed draws
constexpr std::uint64_t kLater = 0x6C61746572;
constexpr std::uint64_t kRooms = 0x726F6F6D73;

class World {
 public:
  World(std::uint64_t seed, Planted planted, Looks looks, std::size_t lines);
  [[nodiscard]] Outcome play();

 private:
  void pass(Millis span);
  void pass_night();
  void expect_rest(std::string_view when);
  /// What comes by itself in a healed hall (a call by the dispatcher) is under way for a moment.
  void come_to_rest();
  void last_visitors();
  void employ_officers();
  void sign_in_officers();

  Random random_;
  Faults faults_;
  Timeline time_;
  Story story_;
  Checker checker_;
  Network network_;
  Host host_;
  Surroundings surroundings_;
  std::vector<std::unique_ptr<Client>> clients_;
  struct Device {
    GivesNumbers* kiosk = nullptr;
    std::string label;
  };
  std::vector<Device> kiosks_;
  std::vector<Counter*> counters_;
  Supervisor* supervisor_ = nullptr;
};

World::World(std::uint64_t seed, Planted planted, Looks looks, std::size_t lines)
    : random_(seed),
      faults_(Faults::draw(random_, Random(seed + kNights), Random(seed + kLater),
                           Random(seed + kRooms))),
      story_(time_, lines),
      checker_(story_, faults_.ghosts, looks),
      network_(time_, random_, faults_, planted, checker_, story_),
      host_(time_, random_, faults_, planted, checker_, story_, network_),
      surroundings_{time_, random_, faults_, planted, checker_, story_, network_} {
  const auto add = [this](std::unique_ptr<Client> client, std::string role, std::string name) {
    network_.add(*client, std::move(role), std::move(name));
    clients_.push_back(std::move(client));
  };
  for (int i = 1; i <= faults_.kiosks; ++i) {
    const std::string name = faults_.twins && i == faults_.kiosks ? "1" : std::to_string(i);
    const auto label = fmt::format("kiosk {}", i);
    if (faults_.papers && i % 2 == 1) {
      auto kiosk = std::make_unique<PaperKiosk>(surroundings_, name, label);
      kiosks_.push_back({kiosk.get(), label});
      add(std::move(kiosk), "kiosk", name);
    } else {
      auto kiosk = std::make_unique<Kiosk>(surroundings_, "kiosk", name, label);
      kiosks_.push_back({kiosk.get(), label});
      add(std::move(kiosk), "kiosk", name);
    }
  }
  if (faults_.copied_outbox) clients_.front()->copied_to(*clients_.back());
  for (int i = 1; i <= faults_.counters; ++i) {
    auto counter = std::make_unique<Counter>(surroundings_, i);
    counters_.push_back(counter.get());
    add(std::move(counter), "counter", std::to_string(i));
  }
  auto supervisor = std::make_unique<Supervisor>(surroundings_, "supervisor", "1", "supervisor");
  supervisor_ = supervisor.get();
  add(std::move(supervisor), "supervisor", "1");
  for (int i = 1; i <= 2 && faults_.scripts; ++i)
    add(std::make_unique<Script>(surroundings_, fmt::format("script {}", i)), "admin", "script");
  for (int i = 1; i <= faults_.displays; ++i)
    add(std::make_unique<Display>(surroundings_, std::to_string(i)), "display", std::to_string(i));
}

void World::pass(Millis span) {
  const auto end = time_.now() + span;
  while (!checker_.broken() && time_.step(end))
    if (host_.up()) checker_.stepped(host_.dispatcher());
}

void World::pass_night() {
  story_.tell("world", "goes home");
  for (const auto& client : clients_) client->go_home();
  network_.set_night(true);
  host_.close();
  pass(faults_.night);
  story_.tell("world", "comes back");
  network_.set_night(false);
  host_.open();
  for (const auto& client : clients_) client->come_back();
  pass(faults_.next_day);
}

void World::come_to_rest() {
  const auto at_rest = [this] {
    return host_.up() && host_.dispatcher().view().seq == checker_.head_seq() &&
           std::ranges::none_of(
               clients_, [](const auto& client) { return client->not_at_rest().has_value(); });
  };
  for (int look = 0; look < 50 && !checker_.broken() && !at_rest(); ++look) pass(100ms);
}

void World::expect_rest(std::string_view when) {
  come_to_rest();
  checker_.expect(host_.up(), fmt::format("the dispatcher is not running {}", when));
  if (checker_.broken()) return;
  checker_.expect(host_.dispatcher().view().seq == checker_.head_seq(),
                  fmt::format("the dispatcher does not show what it committed, {}", when));
  if (const auto what = host_.unheard())
    checker_.expect(false, fmt::format("the dispatcher {}, {}", *what, when));
  for (const auto& client : clients_)
    if (const auto what = client->not_at_rest())
      checker_.expect(false, fmt::format("{} {}, {}", client->label(), *what, when));
}

void World::last_visitors() {
  for (auto& device : kiosks_) device.kiosk->last_visitor();
  pass(kLastVisitor);
  if (checker_.broken()) return;
  for (const auto& device : kiosks_)
    checker_.expect(device.kiosk->served(),
                    fmt::format("{} gives no number in a healed hall", device.label));
  if (const auto what = checker_.papers().unsettled()) checker_.expect(false, *what);
}

void World::employ_officers() {
  std::vector<store::OfficerRow> rows;
  for (int i = 1; i <= 2; ++i) {
    const auto officer = Counter::officer_of(i);
    rows.push_back(
        {officer, OfficerBook::hash_of(surroundings_.officers.draw(officer, random_)), 1});
  }
  host_.employ(std::move(rows));
}

void World::sign_in_officers() {
  for (auto* counter : counters_) {
    for (int look = 0; look < kPinTries && !counter->desk().signed_in(); ++look) {
      counter->show_right_pin();
      pass(kCheckingPin);
      // Nobody else tries any more: what is locked ends when it was said to.
      pass(std::chrono::seconds(counter->desk().locked_s()));
    }
    checker_.expect(
        counter->desk().signed_in(),
        fmt::format("{}'s officer has the right PIN and is not let in", counter->label()));
  }
}

Outcome World::play() {
  if (faults_.officers) employ_officers();
  host_.start();
  network_.start();
  for (const auto& client : clients_) client->start();
  pass(faults_.chaos);
  for (int night = 0; night < faults_.nights && !checker_.broken(); ++night) pass_night();

  story_.tell("world", "is healed");
  network_.heal();
  host_.heal();
  for (const auto& client : clients_) client->calm();
  pass(kRest);
  if (!checker_.broken()) expect_rest("three minutes after everything was healed");
  if (!checker_.broken()) {
    supervisor_->open_all(host_.dispatcher().view().paused);
    pass(kLastVisitor);
    last_visitors();
  }
  if (!checker_.broken() && faults_.officers) sign_in_officers();
  if (!checker_.broken()) expect_rest("after the last visitors");
  if (!checker_.broken()) {
    host_.restart();
    pass(kLastVisitor);
  }
  if (!checker_.broken()) expect_rest("after the last restart");

  Outcome outcome;
  outcome.broken = checker_.broken();
  outcome.hash = story_.hash();
  outcome.story = story_.lines();
  outcome.told = story_.told();
  outcome.faults = faults_.words();
  outcome.commits = checker_.commits();
  outcome.tickets = checker_.tickets();
  outcome.misses = checker_.misses();
  outcome.played = time_.now();
  outcome.announced = checker_.calls_announced();
  return outcome;
}

}  // namespace

Outcome play(std::uint64_t seed, Planted planted, Looks looks, std::size_t lines) {
  World world(seed, planted, looks, lines);
  return world.play();
}

}  // namespace antre::sim
