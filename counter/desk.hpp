// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "client/hall_client.hpp"
#include "counter/counter_model.hpp"

namespace antre::counter {

/// Brings the model together with the link: what the link's thread hears waits here until the UI
/// thread takes it in. The model outlives it.
class Desk {
 public:
  struct Hooks {
    std::function<void()> wake;                            ///< any thread: take_in() is wanted
    std::function<void(const std::string& line)> problem;  ///< any thread: for the log
  };
  /// `state`: the folder of outbox and memory; empty: nothing is kept.
  Desk(client::Settings settings, std::filesystem::path state, CounterModel& model, Hooks hooks);
  Desk(const Desk&) = delete;
  Desk& operator=(const Desk&) = delete;
  /// Ends the link first: its callbacks use the rest.
  ~Desk();

  /// As HallClient::start; what the last run left open is settled first.
  [[nodiscard]] Result<void> start() { return client_.start(); }

  // ---- the UI thread
  void take_in(Ms now);
  void act();

 private:
  struct Answered {
    Result<std::optional<CounterReply>> answer;
  };
  using News = std::variant<Answered, Session::Settled>;

  void hear(News news);
  void submit(const Command& command);

  const std::filesystem::path state_;
  CounterModel& model_;
  Hooks hooks_;
  std::mutex mutex_;
  std::vector<News> news_;
  std::shared_ptr<const HallView> shown_;
  client::HallClient client_;
};

}  // namespace antre::counter
