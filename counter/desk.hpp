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
    std::function<void(const Alert& alert)> alert = {};    ///< the UI thread, from act()
  };
  /// `state`: the folder of outbox and memory; empty: nothing is kept.
  Desk(client::Settings settings, std::filesystem::path state, CounterModel& model, Hooks hooks);
  Desk(const Desk&) = delete;
  Desk& operator=(const Desk&) = delete;
  /// Ends the link first: its callbacks use the rest.
  ~Desk();

  /// As HallClient::start; what the last run left open is settled first.
  /// While another window on this machine has the outbox the model says so, and it is tried again.
  [[nodiscard]] Result<void> start();

  // ---- the UI thread
  void take_in(Ms now);
  void act();

 private:
  struct Answered {
    Result<std::optional<CounterReply>> answer;
    Brought brought;
  };
  struct PinAnswered {
    Result<SignedIn> answer;
  };
  using News = std::variant<Answered, PinAnswered, GuestNews, NotesNews, Session::Settled>;

  [[nodiscard]] client::HallClient::Callbacks callbacks();
  void hear(News news);
  void take_in_link(Ms now);
  void submit(const Command& command);
  void ask(CheckPin check);
  void ask(const AskGuest& asked);
  void ask(const AskNotes& asked);
  void keep(const Result<void>& kept) const;

  const std::filesystem::path state_;
  CounterModel& model_;
  Hooks hooks_;
  std::mutex mutex_;
  std::vector<News> news_;
  std::shared_ptr<const HallView> shown_;
  std::optional<Ms> start_again_at_;  ///< another window has the outbox
  client::HallClient client_;
};

}  // namespace antre::counter
