// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "client/hall_client.hpp"
#include "counter/supervisor/supervisor_model.hpp"

namespace antre::counter::supervisor {

/// Brings the supervisor's model together with the link, as Desk does an officer's: what the link's
/// thread hears waits here until the UI thread takes it in. The model outlives it.
class ControlRoom {
 public:
  struct Hooks {
    std::function<void()> wake;                            ///< any thread: take_in() is wanted
    std::function<void(const std::string& line)> problem;  ///< any thread: for the log
  };
  /// `state`: the folder of the outbox; empty: nothing is kept.
  ControlRoom(client::Settings settings, std::filesystem::path state, SupervisorModel& model,
              Hooks hooks);
  ControlRoom(const ControlRoom&) = delete;
  ControlRoom& operator=(const ControlRoom&) = delete;
  /// Ends the link first: its callbacks use the rest.
  ~ControlRoom();

  /// As HallClient::start; what the last run left open is settled first. While another window on
  /// this machine has the outbox the model says so, and it is tried again.
  [[nodiscard]] Result<void> start();

  // ---- the UI thread
  void take_in(Ms now);
  void act();

 private:
  struct Answered {
    Result<void> answer;
  };
  using News = std::variant<Answered, Result<ForecastReply>, Result<OfficersReply>,
                            Result<SnapshotReply>, Result<MissesReply>, Session::Settled>;

  [[nodiscard]] client::HallClient::Callbacks callbacks();
  void hear(News news);
  void take_in_link(Ms now);
  void take_in_news(Ms now);
  template <class R>
  void ask(const client::Query& query);

  const std::filesystem::path state_;
  SupervisorModel& model_;
  Hooks hooks_;
  std::mutex mutex_;
  std::vector<News> news_;
  std::shared_ptr<const HallView> shown_;
  std::optional<Ms> start_again_at_;  ///< another window has the outbox
  client::HallClient client_;
};

}  // namespace antre::counter::supervisor
