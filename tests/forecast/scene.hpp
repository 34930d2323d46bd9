// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <string>
#include <utility>

#include "dispatcher/engine/engine.hpp"
#include "protocol/result.hpp"

namespace antre::test {

/// A hall that is led by hand into a state: commands at moments of the test's choice, each carried
/// out by the engine as a dispatcher does.
class Scene final : public engine::Scribe {
 public:
  explicit Scene(const HallSettings& hall, EngineMs now_ms = 1'000'000'000) {
    context_.now.at_ms = now_ms;
    context_.now.day = Day{20000};
    context_.early_numbers = true;
    for (auto& event : engine::turn_day(state_, hall, context_)) write(std::move(event));
  }

  void write(Event event) override {
    Entry entry;
    entry.day = engine::entry_day(state_, event, context_.now);
    entry.seq = state_.seq + 1;
    entry.at_ms = std::max(state_.at_ms, context_.now.at_ms);
    entry.event = std::move(event);
    engine::apply(state_, entry);
  }

  void pass_s(int seconds) {
    context_.now.at_ms += EngineMs{1000} * seconds;
    engine::wind(state_, context_, *this);
  }
  void open(int counter) { done(OpenCounter{CounterId{counter}, std::to_string(counter)}); }
  void close(int counter) { done(CloseCounter{CounterId{counter}}); }
  void break_(int counter) { done(BreakCounter{CounterId{counter}, ""}); }
  void call(int counter) { done(Call{CounterId{counter}, {}}); }
  void start(int counter) { done(Start{CounterId{counter}}); }
  void finish(int counter) { done(Finish{CounterId{counter}}); }
  void serve(int counter) {
    call(counter);
    start(counter);
  }
  void issue(const std::string& service, int count = 1, TicketClass kind = TicketClass::kRegular) {
    for (int i = 0; i < count; ++i) {
      Issue command;
      command.service = ServiceId{service};
      command.class_ = kind;
      done(command);
    }
  }
  void done(const Command& command) { ANTRE_ASSERT(attempt(command)); }
  /// False when the engine refuses it.
  bool attempt(const Command& command) {
    const bool carried_out = engine::carry_out(state_, command, context_, *this).has_value();
    engine::wind(state_, context_, *this);
    return carried_out;
  }
  void change_hall(const HallSettings& hall) {
    for (auto& event : engine::change_hall(state_, hall))
      engine::write_and_look(state_, std::move(event), *this);
    engine::wind(state_, context_, *this);
  }

  [[nodiscard]] const engine::State& state() const { return state_; }
  [[nodiscard]] const Moment& now() const { return context_.now; }

 private:
  engine::State state_;
  engine::Context context_;
};

}  // namespace antre::test
