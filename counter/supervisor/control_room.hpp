// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <variant>

#include "counter/supervisor/supervisor_model.hpp"
#include "counter/window_link.hpp"

namespace antre::counter::supervisor {

/// Brings the supervisor's model together with the link, as Desk does an officer's. The model
/// outlives it.
class ControlRoom {
 public:
  struct Hooks {
    std::function<void()> wake;                            ///< any thread: take_in() is wanted
    std::function<void(const std::string& line)> problem;  ///< any thread: for the log
  };
  /// `state`: the folder of the outbox; empty: nothing is kept.
  ControlRoom(client::Settings settings, const std::filesystem::path& state, SupervisorModel& model,
              const Hooks& hooks);
  ControlRoom(const ControlRoom&) = delete;
  ControlRoom& operator=(const ControlRoom&) = delete;

  /// As WindowLink::start.
  [[nodiscard]] Result<void> start() { return link_.start(); }

  // ---- the UI thread
  void take_in(Ms now);
  void act();

 private:
  struct Answered {
    Result<void> answer;
  };
  using News = std::variant<Answered, Result<ForecastReply>, Result<OfficersReply>,
                            Result<SnapshotReply>, Result<MissesReply>, Session::Settled>;

  template <class R>
  void ask(const client::Query& query);

  SupervisorModel& model_;
  Inbox<News> inbox_;
  WindowLink link_;  ///< ends before what its hooks use
};

}  // namespace antre::counter::supervisor
