// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "protocol/hall_view.hpp"
#include "protocol/messages.hpp"
#include "protocol/session.hpp"

namespace antre::client {

/// What changes nothing, and may so be repeated at will.
using Query =
    std::variant<Hello, Ping, GetSnapshot, GetEvents, GetForecast, GetReport, GetMisses, GetNotes,
                 SignIn, PutOfficer, RemoveOfficer, GetOfficers, GetHealth, BeginBackup,
                 GetBackupPart, GetTicket, GetGuest, GetCase, GetCases, GetSurvey>;

/// Gets a reply; a refusal comes as its error. Called once.
using OnAnswer = std::function<void(Result<Reply>)>;

/// The queries that wait for their replies: repeated every 2 s and after each reconnection until
/// answered or out of time. One thread; answers are called from within.
class Queries {
 public:
  explicit Queries(Marks& marks) : marks_(marks) {}
  Queries(const Queries&) = delete;
  Queries& operator=(const Queries&) = delete;
  ~Queries();

  /// Takes a query; what is to be sent now is in `take_due`. Errors go to `on_answer`: kTimeout,
  /// kUnavailable when too many wait.
  void add(const Query& query, Millis now, Millis timeout, OnAnswer on_answer);
  /// True when the reply belonged to one of them.
  bool on_reply(const Reply& reply);
  /// After a reconnection: all are due.
  void again(Millis now);
  /// Ends all with `error`.
  void fail_all(const Error& error);

  /// Ends what is out of time.
  void tick(Millis now);
  /// The bytes that are due; only to be called while connected.
  [[nodiscard]] std::vector<std::string> take_due(Millis now);
  [[nodiscard]] std::optional<Millis> next_deadline(bool connected) const;

 private:
  struct Waiting {
    std::string bytes;
    Millis send_at{};
    Millis end_at{};
    OnAnswer on_answer;
    bool secret = false;  ///< the bytes are overwritten when they are no longer needed
  };
  static OnAnswer end(Waiting& waiting);
  Marks& marks_;
  std::map<std::uint64_t, Waiting> waiting_;
};

}  // namespace antre::client
