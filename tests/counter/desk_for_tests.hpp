// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <doctest/doctest.h>

#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <utility>

#include "counter/counter_model.hpp"
#include "counter/keys.hpp"

namespace antre::counter {

inline std::ostream& operator<<(std::ostream& out, const Message& message) {
  return out << "say " << static_cast<int>(message.say) << " " << wire_name(message.code) << " '"
             << message.ticket << "' " << message.n;
}

namespace test {

inline constexpr std::int64_t kMorning = 1'795'488'060'000;  // 2026-11-24 09:41:00 +07:00

/// A hall driven by events as the dispatcher's is, counter 2 of it with the model, and an officer's
/// fingers. Requests are answered by hand: the test is the dispatcher.
class Desk {
 public:
  explicit Desk(Setup setup = {CounterId{2}, "Sari", {}, {}}, HallSettings hall = small_hall())
      : model(setup, 0) {
    view_.epoch = "e1";
    view_.utc_offset_s = 7 * 3600;
    model.set_clocks({kMorning, kMorning, 7 * 3600});
    model.set_link(Link::kOnline, kMorning, 0);
    add(DayOpened{std::move(hall), {}, {}});
  }

  static HallSettings small_hall() {
    HallSettings hall;
    hall.id = "test";
    hall.name = {{"id", "Balai Uji"}};
    for (const char* id : {"K", "R", "J"}) {
      ServiceSettings service;
      service.id = {id};
      service.name = {{"id", std::string("Layanan ") + id}};
      service.requirements = {"identity", "form"};
      hall.services.push_back(service);
    }
    for (int id = 1; id <= 3; ++id) {
      CounterSettings counter;
      counter.id = {id};
      counter.name = {{"id", "Loket " + std::to_string(id)}};
      counter.primary = {{"K"}, {"R"}};
      counter.secondary = {{"J"}};
      hall.counters.push_back(counter);
    }
    hall.calling.recall_limit = 2;
    return hall;
  }

  // ---- the dispatcher's part
  void add(Event event) {
    view_.apply({view_.seq + 1, {20781}, kMorning + now, std::nullopt, std::move(event)});
    model.set_view(std::make_shared<const HallView>(view_), now);
  }
  using Backup = HallView;
  [[nodiscard]] Backup back_up() const { return view_; }
  void restore(const Backup& backup, const std::string& epoch) {
    view_ = backup;
    view_.epoch = epoch;
    model.set_view(std::make_shared<const HallView>(view_), now);
  }
  void open() { add(CounterOpened{{2}, "Sari"}); }
  void issue(const std::string& ticket, TicketClass class_ = TicketClass::kRegular) {
    TicketIssued event;
    event.ticket = ticket;
    event.service = {ticket.substr(0, 1)};
    event.class_ = class_;
    add(std::move(event));
  }
  void call(const std::string& ticket, int counter = 2) {
    add(TicketCalled{ticket, std::nullopt, {counter}, false});
  }
  void clock(const std::string& ticket) { add(ClockStarted{ticket, std::nullopt}); }
  void mark(const std::string& ticket, Mark mark) { add(ClockReached{ticket, std::nullopt, mark}); }
  void start(const std::string& ticket) {
    add(ServiceStarted{ticket, std::nullopt, {2}, {}, true, {}});
  }
  /// Signed in with these waiting, each time the guard is over.
  void idle_with(std::initializer_list<std::string> tickets) {
    open();
    for (const std::string& ticket : tickets) issue(ticket);
    pass(kGuardMs);
  }
  void called(const std::string& ticket = "K001") {
    idle_with({ticket});
    call(ticket);
    pass(kGuardMs);
  }
  void serving(const std::string& ticket = "K001") {
    called(ticket);
    start(ticket);
    pass(kGuardMs);
  }
  void on_break() {
    idle_with({"K001"});
    add(CounterBreak{{2}, {}});
    pass(kGuardMs);
  }
  void accept(CounterState state, std::optional<std::string> ticket = std::nullopt,
              int recalls = 0) {
    CounterReply reply;
    reply.counter = {2};
    reply.state = state;
    reply.ticket = std::move(ticket);
    reply.recalls = recalls;
    model.answered(reply, now);
  }
  /// What became of a request that had no answer.
  void settle(Settlement::Fate fate, const std::optional<Command>& command,
              std::optional<CounterReply> reply = std::nullopt) {
    Settlement settlement;
    settlement.fate = fate;
    settlement.command = command;
    settlement.reply = std::move(reply);
    model.settled(settlement, now);
  }
  void refuse(ErrorCode code) { model.answered(Error{code, "no"}, now); }

  // ---- the officer's part
  void pass(Ms ms) {
    now += ms;
    model.tick(now);
  }
  void key(ui::Key key, char character = 0) {
    ui::KeyPress press;
    press.key = key;
    press.character = character;
    if (const auto touch = touch_of(model, press)) model.touch(*touch, now);
  }
  void key(char character) { key(ui::Key::kCharacter, character); }
  void space() { key(ui::Key::kSpace); }
  void enter() { key(ui::Key::kEnter); }

  // ---- what came of it
  [[nodiscard]] Say says() const { return model.strip().say; }
  /// The one command that was asked for since the last look; nothing: none.
  std::optional<Command> command() {
    std::optional<Command> found;
    for (const Action& action : model.take_actions()) {
      if (const auto* submitted = std::get_if<SubmitCommand>(&action)) {
        REQUIRE_FALSE(found);
        found = submitted->command;
      }
    }
    return found;
  }
  template <class C>
  std::optional<C> asked() {
    const auto asked_for = command();
    const auto* is = asked_for ? std::get_if<C>(&*asked_for) : nullptr;
    return is != nullptr ? std::optional(*is) : std::nullopt;
  }
  bool asked_nothing() { return !command().has_value(); }

  Ms now = 0;
  CounterModel model;

 private:
  HallView view_;
};

}  // namespace test
}  // namespace antre::counter
