// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "protocol/hall_view.hpp"
#include "protocol/messages.hpp"
#include "protocol/result.hpp"

namespace antre {

/// Time for the client's state machines: milliseconds on any clock that only goes on.
using Millis = std::chrono::milliseconds;

/// Gives out the marks of queries, so that every reply finds who asked. One a client.
class Marks {
 public:
  [[nodiscard]] std::uint64_t next() { return ++last_; }

 private:
  std::uint64_t last_ = 0;
};

/// The client's side of "one ticket per touch": commands numbered within a session, one in flight,
/// repeated with the same number until answered, and settled when nobody waits any more. Pure: time
/// comes in, actions go out, to be carried out in their order. One thread.
///
/// Whoever drives it calls `tick` at `next_deadline`, and tells connections and replies.
class Session {
 public:
  /// Keep this durably before the next action; when that fails call `not_sent` and drop the rest.
  struct Save {
    std::string session;
    std::uint64_t n = 0;
    std::string request;
  };
  struct Send {
    std::string bytes;
  };
  /// What was saved is answered.
  struct Clear {};
  /// To whoever submitted with `token`, once: a reply; a refusal as its error; kUnreachable when it
  /// was never sent; kTimeout when what became of it is unknown (it is being settled).
  struct Answer {
    std::uint64_t token = 0;
    Result<Reply> answer;
  };
  /// What became of a request that nobody waits for any more, or of the last run's.
  struct Settled {
    enum class Fate { kExecuted, kNotExecuted, kUnknown };
    Fate fate = Fate::kUnknown;
    std::optional<Request> request;  ///< absent when what was kept could not be read
    std::optional<Reply> reply;      ///< when executed: as it was or would have been sent
    bool last_run = false;           ///< the request is from before this program's start
  };
  using Action = std::variant<Save, Send, Clear, Answer, Settled>;
  using Actions = std::vector<Action>;

  struct Sources {
    std::function<std::string()> new_id;  ///< a fresh session id: 128 random bits in hex
    std::function<double()> jitter;       ///< evenly in [0, 1)
  };
  /// Whether what nobody waits for any more is settled. Not with `--once KEY`: the same command may
  /// come again under the same key, and must then be done or be answered the same.
  enum class AfterTimeout { kSettle, kLeave };

  /// `first_id` names the first session; it is new_id()'s, or derived from `--once KEY`.
  Session(std::string first_id, Sources sources, Marks& marks,
          AfterTimeout after_timeout = AfterTimeout::kSettle);

  /// Before anything else after a start: what the last run left in its outbox is settled first.
  [[nodiscard]] Actions recover(std::string session, std::uint64_t n, std::string request,
                                Millis now);

  /// Takes a command; somebody waits `patience` for its answer. One may be in flight and one queued
  /// behind it. Errors: kUnavailable when both places are taken.
  [[nodiscard]] Result<Actions> submit(std::uint64_t token, Command command, Millis now,
                                       Millis patience);
  /// Nobody waits any more (the visitor has left): as if patience had ended now.
  [[nodiscard]] Actions abandon(Millis now);

  [[nodiscard]] Actions on_connected(Millis now);
  void on_disconnected();
  /// Takes a reply; one that belongs to nothing here is ignored.
  [[nodiscard]] Actions on_reply(const Reply& reply, Millis now);
  /// Answers the command that is open with `error`. Only when it was surely not sent: its Save
  /// could not be carried out and the actions behind it were dropped, or it is `unsent` and the
  /// dispatcher refuses this key.
  [[nodiscard]] Actions not_sent(const Error& error, Millis now);

  [[nodiscard]] Actions tick(Millis now);
  [[nodiscard]] std::optional<Millis> next_deadline() const;

  [[nodiscard]] bool unsent() const { return state_ == State::kAsking && open_.attempts == 0; }
  [[nodiscard]] bool idle() const { return state_ == State::kIdle; }
  /// A command was sent and is not answered: the screen says that it is checking.
  [[nodiscard]] bool unsure() const { return state_ != State::kIdle && open_.attempts > 0; }
  [[nodiscard]] const std::string& id() const { return id_; }

 private:
  enum class State { kIdle, kAsking, kSettling };
  struct Open {
    std::uint64_t token = 0;
    std::string session;
    std::uint64_t n = 0;
    std::string request;
    std::optional<Command> command;  ///< absent for the last run's
    Millis patience_until{};
    int attempts = 0;
    bool last_run = false;
  };
  struct Queued {
    std::uint64_t token = 0;
    Command command;
    Millis patience_until{};
  };

  void begin(Queued queued, Millis now, Actions& actions);
  void number(Actions& actions);
  void send(Millis now, Actions& actions);
  void schedule(Millis now);
  void settle(Millis now, Actions& actions);
  void out_of_patience(Millis now, Actions& actions);
  void answered(const Reply& reply, Millis now, Actions& actions);
  void gap(Millis now, Actions& actions);
  void settled(Settled::Fate fate, std::optional<Reply> reply, Millis now, Actions& actions);
  void answer(Result<Reply> result, Actions& actions) const;
  void close(Millis now, Actions& actions);
  void new_session();

  Sources sources_;
  Marks& marks_;
  AfterTimeout after_timeout_;
  std::string id_;
  std::uint64_t n_ = 0;  ///< of the last request that was sent
  State state_ = State::kIdle;
  bool connected_ = false;
  Open open_;
  std::uint64_t settle_mark_ = 0;
  std::optional<Queued> queued_;
  int retries_ = 0;
  std::optional<Millis> retry_at_;
};

}  // namespace antre
