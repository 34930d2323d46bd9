// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <variant>

#include "counter/counter_model.hpp"
#include "counter/window_link.hpp"

namespace antre::counter {

/// Brings the model together with the link. The model outlives it.
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

  /// As WindowLink::start.
  [[nodiscard]] Result<void> start() { return link_.start(); }

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

  void submit(const Command& command);
  void ask(CheckPin check);
  void ask(const AskGuest& asked);
  void ask(const AskNotes& asked);
  void keep(const Result<void>& kept) const;

  const std::filesystem::path state_;
  CounterModel& model_;
  Hooks hooks_;
  Inbox<News> inbox_;
  WindowLink link_;  ///< ends before what its hooks use
};

}  // namespace antre::counter
