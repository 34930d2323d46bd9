// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "display/display_model.hpp"
#include "tests/sim/client.hpp"

namespace antre::sim {

/// In a healed hall an answer takes milliseconds.
inline constexpr Millis kLastPatience{10'000};

/// "HH:MM" in Jakarta, up to two minutes before or after.
[[nodiscard]] std::string some_minutes_on(std::int64_t wall_ms, Random& random);

/// A device at which somebody can take a number.
class GivesNumbers {
 public:
  GivesNumbers() = default;
  GivesNumbers(const GivesNumbers&) = delete;
  GivesNumbers& operator=(const GivesNumbers&) = delete;
  virtual ~GivesNumbers() = default;

  /// One more visitor, for the check that the hall works; `served` says whether they had a ticket.
  virtual void last_visitor() = 0;
  [[nodiscard]] virtual bool served() const = 0;
};

/// A kiosk and its visitors: they take numbers, some leave before they have one, and papers are
/// reported. A ticket that nobody waits for any more is cancelled.
class Kiosk final : public Client, public GivesNumbers {
 public:
  using Client::Client;
  void last_visitor() override;
  [[nodiscard]] bool served() const override { return served_; }

 private:
  void act() override;
  void on_answer(std::uint64_t touch, const Result<Reply>& answer) override;
  void on_settled(const Session::Settled& settled) override;
  void on_started() override { visitor_.reset(); }
  /// What is done at a kiosk around a number that somebody has.
  void act_around();

  std::optional<std::uint64_t> visitor_;  ///< the touch of who stands there
  std::deque<TicketReply> papers_;        ///< of visitors who are in the hall, the newest last
  std::optional<std::uint64_t> last_;
  bool served_ = false;
  bool asked_anew_ = false;  ///< the last visitor's number had been spent by a copy
};

/// A counter and its officer, who mostly does what the screen suggests.
class Counter final : public Client {
 public:
  Counter(Surroundings& world, int id)
      : Client(world, "counter", std::to_string(id), "counter " + std::to_string(id)), id_{id} {}

  [[nodiscard]] static std::string officer_of(int counter) {
    return "officer " + std::to_string(counter);
  }
  /// For the check that whoever has the right PIN can sign in, sooner or later.
  void show_right_pin();
  [[nodiscard]] const SignInDesk& desk() const { return desk_; }

 private:
  void act() override;
  void on_answer(std::uint64_t /*touch*/, const Result<Reply>& /*answer*/) override {}
  void on_settled(const Session::Settled& /*settled*/) override {}
  void on_told(const Reply& reply) override { desk_.told(reply, world().officers); }
  void on_started() override { desk_ = {}; }
  [[nodiscard]] std::string officer() const { return officer_of(id_.value); }
  /// False: the officer is at it.
  [[nodiscard]] bool show_pin();
  [[nodiscard]] std::optional<Command> sensible();
  [[nodiscard]] std::optional<Command> with_called() const;
  [[nodiscard]] std::optional<Command> with_served() const;
  [[nodiscard]] std::optional<Command> when_free(const HallView& view,
                                                 const ViewCounter& counter) const;
  [[nodiscard]] Transfer transfer() const;
  [[nodiscard]] Command beside() const;
  [[nodiscard]] Command any() const;

  CounterId id_;
  SignInDesk desk_;
};

/// A supervisor: pauses services, lets them go on, and corrects misses.
class Supervisor final : public Client {
 public:
  using Client::Client;
  /// The hall is to give numbers again. `paused`: as the dispatcher has it, since after a file that
  /// was put back by hand and grew past what this program knew, its copy may be another hall's
  /// (docs/store.md).
  void open_all(const std::vector<ViewPause>& paused);

 private:
  void change_pin();
  void announce();
  void take_care();
  void act() override;
  void on_answer(std::uint64_t /*touch*/, const Result<Reply>& /*answer*/) override {}
  void on_settled(const Session::Settled& /*settled*/) override {}
  void on_entry(const Entry& entry, bool fresh) override;
  void on_started() override { misses_.clear(); }

  std::vector<std::string> cases_;   ///< that were opened, as far as this program heard
  std::vector<std::string> misses_;  ///< open, as far as this program heard
};

/// A display: the real model of the screen; what it would play is told to the checker.
class Display final : public Client {
 public:
  Display(Surroundings& world, const std::string& name)
      : Client(world, "display", name, "display " + name), name_(name) {}
  /// Its board is the one that a display which starts now would show.
  [[nodiscard]] std::optional<std::string> not_at_rest() const override;

 private:
  void act() override {}
  void on_answer(std::uint64_t /*touch*/, const Result<Reply>& /*answer*/) override {}
  void on_settled(const Session::Settled& /*settled*/) override {}
  void on_entry(const Entry& entry, bool fresh) override;
  void on_replaced() override;
  void on_shown() override;
  void on_started() override;
  void play();
  void tell(const display::Announcement& announcement);
  /// It tells what its part of the hall is to hear, and sounds when the hall wants to hear it.
  void check_room(const display::Announcement& announcement) const;
  [[nodiscard]] std::unique_ptr<display::DisplayModel> new_model() const;
  [[nodiscard]] display::Clocks clocks() const;

  std::string name_;
  std::unique_ptr<display::DisplayModel> model_;
  std::uint64_t started_ = 0;
  std::optional<std::uint64_t> sounding_;  ///< the announcement that is heard now
};

}  // namespace antre::sim
