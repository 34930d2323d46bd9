// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "dispatcher/engine/engine.hpp"
#include "tests/reference/model.hpp"

namespace antre::reference {

/// The engine and the model in the same hall at the same times. The engine decides which commands
/// are possible; what people do then is done in the model too, and all that follows from it by the
/// rules (clocks, marks, auto-calls, overtakings, misses) each finds by itself. A plain value.
class SideBySide {
 public:
  explicit SideBySide(HallSettings hall);

  /// Lets time pass, moment by moment, and compares at each.
  void pass(std::int64_t ms);
  /// Whether the engine carried it out.
  bool run(const Command& command);
  /// The hall opens or closes to visitors.
  void set_open(bool open);
  void turn_day();

  /// The first difference that was found, in words and with the journal; empty while there is none.
  [[nodiscard]] const std::string& difference() const { return difference_; }
  [[nodiscard]] const engine::State& state() const { return state_; }
  [[nodiscard]] const Model& model() const { return model_; }
  [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }
  [[nodiscard]] bool hall_open() const { return context_.now.hall_open; }

 private:
  class Hand;

  void wind();
  void timers();
  void mirror(std::size_t from);
  void mirror(const Event& event);
  void compare();
  void compare(const Desk& desk);
  void compare(Id id);
  void compare(const TargetMissed& missed, const std::string& who);
  void differ(const std::string& what, const std::string& engine, const std::string& model);
  [[nodiscard]] Id id_of(const std::string& number, const std::optional<Day>& of_day) const;
  [[nodiscard]] std::string name(const std::optional<Id>& id) const;
  [[nodiscard]] std::string name(const std::optional<TicketId>& id) const;

  HallSettings hall_;
  engine::Context context_;
  engine::State state_;
  Model model_;
  std::vector<Entry> entries_;
  /// By ticket, as the engine's register has them, and how many were compared.
  std::map<std::string, std::vector<TargetMissed>> misses_;
  std::map<std::string, std::size_t> compared_;
  std::string difference_;
};

}  // namespace antre::reference
