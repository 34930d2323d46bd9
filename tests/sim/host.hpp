// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dispatcher/service/dispatcher.hpp"
#include "tests/sim/committer.hpp"
#include "tests/sim/disk.hpp"
#include "tests/sim/hasher.hpp"
#include "tests/sim/network.hpp"

namespace antre::sim {

/// The machine of the dispatcher: its clocks, its disk and, while it runs, the dispatcher itself,
/// which dies at any moment and is made anew from what the disk holds.
class Host {
 public:
  Host(Timeline& time, Random& random, const Faults& faults, Planted planted, Checker& checker,
       Story& story, Network& network);

  /// Officers who sign in with a PIN; before `start`.
  void employ(std::vector<store::OfficerRow> officers);
  /// Starts the dispatcher for the first time, and whatever goes wrong with this machine.
  void start();
  /// For the night: nothing happens to the machine, and the hall file has hours from now on.
  void close();
  void open();
  void heal();
  /// Once more from the journal, without a fault.
  void restart();

  /// What this run was told and did nothing about.
  [[nodiscard]] std::optional<std::string> unheard() const;

  [[nodiscard]] bool up() const { return dispatcher_ != nullptr; }
  [[nodiscard]] const service::Dispatcher& dispatcher() const { return *dispatcher_; }

 private:
  class HostClock final : public service::Clock {
   public:
    explicit HostClock(const Timeline& time) : time_(time) {}
    [[nodiscard]] service::Reading read() const override;
    [[nodiscard]] const std::string& boot_id() const override { return boot_id_; }
    void boot();

    std::int64_t wall_at_zero_ms = 0;
    std::int64_t wall_wrong_ms = 0;
    /// How long the machine has slept: both its clocks count that, its timers do not.
    std::int64_t slept_ms = 0;

   private:
    const Timeline& time_;
    std::string boot_id_;
    std::int64_t slept_before_boot_ms_ = 0;
    Millis booted_at_{};
    int boots_ = 0;
  };
  class DrawnCodes final : public service::Codes {
   public:
    /// `twice`: each grant is drawn twice, with a planted bug.
    DrawnCodes(Random& random, const bool& granting, bool twice)
        : random_(random), granting_(granting), twice_(twice) {}
    /// In the letters of the real ones, so that somebody can type it.
    [[nodiscard]] std::string draw() override {
      auto code = random_.id().substr(0, 8);
      for (auto& sign : code) sign = "ABCDEFGHJKMNPQRS"[sign <= '9' ? sign - '0' : sign - 'a' + 10];
      return code;
    }
    [[nodiscard]] std::string draw_hex() override;

   private:
    Random& random_;
    const bool& granting_;
    bool twice_;
    std::string last_;
  };
  class HostLoop final : public service::Loop {
   public:
    HostLoop(Timeline& time, const std::uint64_t& run) : time_(time), run_(run) {}
    void post(std::function<void()> run) override;

   private:
    Timeline& time_;
    const std::uint64_t& run_;
  };

  class HostAlarm final : public service::Alarm {
   public:
    HostAlarm(Timeline& time, const std::uint64_t& run) : time_(time), run_(run) {}
    void set(Millis after, std::function<void()> ring) override;
    void off() override { ++armed_; }

   private:
    Timeline& time_;
    const std::uint64_t& run_;
    std::uint64_t armed_ = 0;
  };
  /// Says how many wait; what the real one computes is tested by itself (tests/forecast).
  class HostForecaster final : public service::Forecaster {
   public:
    HostForecaster(Timeline& time, const std::uint64_t& run) : time_(time), run_(run) {}
    void make(service::ForecastTask task, std::function<void(ForecastReply)> done) override;

   private:
    Timeline& time_;
    const std::uint64_t& run_;
  };

  void begin();
  void crash(const std::string& why);
  /// What people and a full disk do to a dispatcher that is down.
  void tamper(bool restore);
  void restore();
  void copy_back();
  void receive(const link::Peer& from, std::string_view bytes);
  /// A client that was further than the store that was put back must be heard.
  void listen(std::string_view bytes);
  void heartbeat();
  void crash_later();
  void jump_later();
  void fill_later();
  void change_hall_later();
  void sleep_later();
  [[nodiscard]] HallSettings hall() const;
  void arrange_rooms(HallSettings& hall) const;

  Timeline& time_;
  Random& random_;
  const Faults& faults_;
  Planted planted_;
  Checker& checker_;
  Story& story_;
  Network& network_;
  Disk disk_;
  HostClock clock_;
  SlowHasher hasher_;
  DrawnCodes codes_;
  HostLoop loop_;
  HostAlarm alarm_;
  HostForecaster forecaster_;
  SlowCommitter committer_;
  std::unique_ptr<service::Dispatcher> dispatcher_;
  /// Died while it was being called; gone with the next event.
  std::vector<std::unique_ptr<service::Dispatcher>> dying_;
  std::uint64_t run_ = 0;
  std::uint64_t beats_ = 0;
  bool night_ = false;
  bool has_hours_ = false;
  std::int64_t most_wrong_ms_ = 0;
  int hall_variant_ = 0;
  bool healed_ = false;
  /// A client has told this run that the store is behind, and it is not found out yet.
  bool told_behind_ = false;
};

}  // namespace antre::sim
