// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/host.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "protocol/codec.hpp"

namespace antre::sim {
namespace {

using namespace std::chrono_literals;

constexpr std::int64_t kMorning = 1'795'489'200'000;   // 2026-11-24T03:40:00Z, a Tuesday
constexpr std::int64_t kMidnight = 1'795'537'200'000;  // 2026-11-24T17:00:00Z, 0:00 in Jakarta
constexpr Millis kDownAtMost = 5s;
constexpr Millis kBeat = 1s;
constexpr Millis kNightBeat = 5min;  // nobody hears it; what is due rings by itself

constexpr int kOpensMin = 7 * 60;
constexpr int kClosesMin = 16 * 60;
constexpr Millis kLinksAreDown = 600ms;  // whoever restores sees that nobody is connected any more

ServiceSettings service(const char* id) {
  ServiceSettings settings;
  settings.steps = {{"received", {}, 0}, {"signed", {}, 2}, {"handed-over", {}, 3}};
  settings.id = {id};
  settings.name = {{"id", id}};
  settings.target = kTarget;
  return settings;
}

}  // namespace

service::Reading Host::HostClock::read() const {
  const auto now_ms = time_.now().count();
  return {(time_.now() - booted_at_).count() + 5'000 + slept_ms - slept_before_boot_ms_,
          wall_at_zero_ms + now_ms + slept_ms + wall_wrong_ms};
}

void Host::HostClock::boot() {
  booted_at_ = time_.now();
  slept_before_boot_ms_ = slept_ms;
  boot_id_ = fmt::format("boot-{}", ++boots_);
}

std::string Host::DrawnCodes::draw_hex() {
  if (granting_ && !last_.empty()) return std::exchange(last_, {});
  auto drawn = random_.id() + random_.id();
  if (granting_ && twice_) last_ = drawn;
  return drawn;
}

void Host::HostLoop::post(std::function<void()> run) {
  time_.after(0ms, [this, life = run_, posted = std::move(run)] {
    if (life == run_) posted();
  });
}

void Host::HostAlarm::set(Millis after, std::function<void()> ring) {
  time_.after(after, [this, armed = ++armed_, life = run_, rung = std::move(ring)] {
    if (armed == armed_ && life == run_) rung();
  });
}

void Host::HostForecaster::make(service::ForecastTask task,
                                std::function<void(ForecastReply)> done) {
  ForecastReply reply;
  reply.runs = 1;
  for (const auto& line : task.state.lines) {
    if (line.service.value.empty()) continue;
    const auto waiting = static_cast<int>(line.waiting());
    reply.expected.push_back({line.service, waiting * 10, waiting * 30});
  }
  time_.after(100ms, [this, life = run_, made = std::move(reply), told = std::move(done)] {
    if (life == run_) told(made);
  });
}

Host::Host(Timeline& time, Random& random, const Faults& faults, Planted planted, Checker& checker,
           Story& story, Network& network)
    : time_(time),
      random_(random),
      faults_(faults),
      planted_(planted),
      checker_(checker),
      story_(story),
      network_(network),
      disk_(checker, planted, random.id() + random.id(), faults.put_back()),
      clock_(time),
      hasher_(time, random, clock_, checker, run_),
      codes_(random, hasher_.granting(), planted == Planted::kGrantsTwice),
      loop_(time, run_),
      alarm_(time, run_),
      forecaster_(time, run_),
      committer_(time, random, faults, planted, disk_,
                 {[this](service::Work work) { dispatcher_->completed(std::move(work)); },
                  [this](const char* why) { crash(why); }, network}) {
  clock_.wall_at_zero_ms = faults.midnight ? kMidnight - random.between(30'000, 300'000)
                                           : kMorning + random.between(0, 20'000'000);
  clock_.boot();
  network_.serve([this](const link::Peer& from, std::string_view bytes) {
    if (up()) receive(from, bytes);
  });
}

void Host::employ(std::vector<store::OfficerRow> officers) {
  store::Batch batch;
  batch.officers = std::move(officers);
  checker_.expect(disk_.commit(batch).has_value(), "officers cannot be kept");
  checker_.watch_officers(clock_);
}

void Host::start() {
  begin();
  if (faults_.crash_every > 0ms) crash_later();
  if (faults_.wall_jump_every > 0ms) jump_later();
  if (faults_.disk_full_every > 0ms) fill_later();
  if (faults_.hall_change_every > 0ms) change_hall_later();
  if (faults_.sleep_every > 0ms) sleep_later();
}

/// The hall file in its variants: with a counter more or less, and another service at it.
HallSettings Host::hall() const {
  HallSettings hall;
  hall.id = "sim";
  hall.name = {{"id", "Aula"}};
  hall.services = {service("R"), service("K")};
  CounterSettings first;
  first.id = {1};
  first.primary = {{"R"}, {"K"}};
  CounterSettings second;
  second.id = {2};
  second.primary = {{"R"}};
  second.secondary = {{"K"}};
  hall.counters = {first};
  if (hall_variant_ != 1) hall.counters.push_back(second);
  arrange_rooms(hall);
  hall.target = kTarget;
  hall.kiosk.qr_base_url = "https://example.org/t/";
  if (hall_variant_ == 2) hall.calling.start_on_call = true;
  if (hall_variant_ == 1 && !healed_) hall.calling.no_show_after_s = 20;
  if (has_hours_ && !healed_) {
    hall.hours.always = false;
    for (int weekday = 0; weekday < 7; ++weekday)
      hall.hours.open.push_back({weekday, kOpensMin, kClosesMin});
  }
  return hall;
}

/// Two parts of the hall with a display each, which are other ones in another variant; and one
/// display that is heard, half of each hour.
void Host::arrange_rooms(HallSettings& hall) const {
  if (faults_.zones) {
    ZoneSettings near{"near", {{"id", "Depan"}}, {}, {{1}}, {"1"}};
    ZoneSettings far{"far", {{"id", "Belakang"}}, {{"K"}}, {}, {"2"}};
    if (hall_variant_ == 2) std::swap(near.displays, far.displays);
    hall.display.zones = {near, far};
  }
  if (!faults_.speakers) return;
  constexpr int kHour = 60;
  hall.display.voice.speakers = {"1"};
  for (int hour = 0; hour < 24; ++hour)
    hall.display.voice.quiet.push_back({hour * kHour, hour * kHour + kHour / 2});
}

void Host::begin() {
  if (up()) return;
  dying_.clear();
  auto loaded = disk_.load();
  checker_.expect(loaded.has_value(), "the store cannot be read");
  if (!loaded) return;
  ++run_;
  hasher_.restart();
  told_behind_ = false;
  story_.tell("dispatcher", fmt::format("starts at entry {}", loaded->head.seq));
  dispatcher_ = std::make_unique<service::Dispatcher>(
      service::Parts{clock_, codes_, committer_, network_, loop_, alarm_, &forecaster_, disk_,
                     faults_.officers ? &hasher_ : nullptr},
      service::DispatcherSettings{"antre-dispatcher sim", "tcp://127.0.0.1:7301", false},
      service::DispatcherEvents{
          [this](const Error& error) { crash("a commit failed: " + error.detail); },
          [this] { crash("in order, all of it answered"); }},
      hall(), std::move(*loaded));
  checker_.reloaded(disk_.records(), *dispatcher_);
  network_.set_run(run_);
  dispatcher_->start();
  heartbeat();
}

void Host::crash(const std::string& why) {
  if (!up()) return;
  const bool reboot = faults_.reboots && !healed_ && random_.chance(300);
  story_.tell("dispatcher", fmt::format("dies {}{}", why, reboot ? ", with its machine" : ""));
  ++run_;
  network_.set_run(0);
  committer_.crash();
  disk_.crash();
  dying_.push_back(std::move(dispatcher_));
  auto down = healed_ ? 100ms : random_.between(100ms, reboot ? 60s : kDownAtMost);
  const bool restore = !healed_ && random_.chance(faults_.restores);
  if (faults_.put_back()) down = std::max(down, kLinksAreDown);
  time_.after(down, [this, reboot, restore] {
    if (reboot) clock_.boot();
    if (!up() && !healed_) tamper(restore);
    begin();
  });
}

void Host::receive(const link::Peer& from, std::string_view bytes) {
  if (checker_.numbers().in_doubt()) listen(bytes);
  if (faults_.officers && from.role == "counter") {
    const auto request = codec::decode_request(bytes);
    if (request) checker_.officers().asked(from, *request, clock_.read().boottime_ms);
    // One PIN, two grants, which look the same.
    if (planted_ == Planted::kGrantsTwice && request &&
        std::holds_alternative<SignIn>(request->body))
      dispatcher_->receive(from, bytes);
  }
  dispatcher_->receive(from, bytes);
}

void Host::listen(std::string_view bytes) {
  const auto request = codec::decode_request(bytes);
  const auto* asked = request ? std::get_if<GetSnapshot>(&request->body) : nullptr;
  if (asked != nullptr && asked->had_seq.value_or(0) > dispatcher_->state().seq)
    told_behind_ = true;
}

std::optional<std::string> Host::unheard() const {
  if (!told_behind_ || !checker_.numbers().in_doubt()) return std::nullopt;
  return "was told that its store was put back, and begins no new epoch";
}

void Host::restart() {
  crash("in the end, to be read again");
}

void Host::close() {
  night_ = has_hours_ = true;
  if (up())
    checker_.expect(dispatcher_->change_hall(hall()).has_value(), "a hall file was refused");
}

void Host::open() {
  night_ = false;
  ++beats_;
  if (up()) heartbeat();
}

void Host::heal() {
  healed_ = true;
  disk_.set_full(false);
  committer_.heal();
  // What gives visitors up by itself would call and give up for longer than a seed lasts.
  if (up()) static_cast<void>(dispatcher_->change_hall(hall()));
  // The right time is never behind one that the journal has believed: a clock that was ahead is
  // waited for (architecture.md), which is longer than a seed lasts.
  clock_.wall_wrong_ms = most_wrong_ms_;
}

void Host::heartbeat() {
  dispatcher_->heartbeat();
  time_.after(night_ ? kNightBeat : kBeat, [this, life = run_, beats = beats_] {
    if (life == run_ && beats == beats_ && up()) heartbeat();
  });
}

}  // namespace antre::sim
