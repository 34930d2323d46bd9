// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "client/queries.hpp"
#include "protocol/messages.hpp"
#include "protocol/result.hpp"

namespace antre::cli {

/// How far a journal is.
struct Head {
  std::string epoch;
  std::uint64_t seq = 0;
};

/// What commands need of a dispatcher. The real one is a link to it; tests have one in memory. One
/// thread.
class Door {
 public:
  Door() = default;
  Door(const Door&) = delete;
  Door& operator=(const Door&) = delete;
  virtual ~Door() = default;

  /// Has a command carried out. A refusal is its error; kUnreachable: it was never sent; kTimeout:
  /// whether it was done is not known.
  [[nodiscard]] virtual Result<Reply> request(const Command& command) = 0;
  /// Asks something; trying through a restart of the dispatcher, as long as --timeout allows.
  [[nodiscard]] virtual Result<Reply> query(const client::Query& query) = 0;
  /// Waits until the journal is beyond `known` or of another epoch, at longest until `deadline` (of
  /// `now`; absent: for ever). The head as it is then, `known` itself when the time is over;
  /// nothing when the user interrupted since it was last told. Errors: kNotAuthorised. Only with
  /// Connection::follow.
  [[nodiscard]] virtual Result<std::optional<Head>> wait_beyond(
      const Head& known, std::optional<std::chrono::milliseconds> deadline) = 0;
  /// A clock that never goes back, for durations.
  [[nodiscard]] virtual std::chrono::milliseconds now() const = 0;
  /// The hall's wall clock, milliseconds since 1970 UTC: the dispatcher's, with
  /// Connection::follow, waited for as long as two of its heartbeats; else, and when it is not
  /// heard, this machine's.
  [[nodiscard]] virtual std::int64_t wall_ms() = 0;
};

/// What the options say about the way to the dispatcher.
struct Connection {
  std::string dispatcher = "tcp://127.0.0.1:7300";
  std::string key_file;   ///< empty: none, only to this machine
  double timeout_s = 10;  ///< through a restart of the dispatcher
  std::string once;       ///< empty: every run is a request of its own
  bool follow = false;    ///< listens to updates, and to SIGINT and SIGTERM
};

/// Errors: kInvalid for an address or key file that cannot be used.
using OpenDoor = std::function<Result<std::unique_ptr<Door>>(const Connection&)>;

}  // namespace antre::cli
