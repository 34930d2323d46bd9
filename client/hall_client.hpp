// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "client/queries.hpp"
#include "link/endpoint.hpp"
#include "link/keys.hpp"
#include "protocol/hall_view.hpp"
#include "protocol/liveness.hpp"
#include "protocol/messages.hpp"
#include "protocol/result.hpp"
#include "protocol/session.hpp"

namespace antre::client {

struct Settings {
  link::Endpoint dispatcher;
  std::optional<link::DeviceKey> key;  ///< absent: plaintext, this machine only
  std::string program;                 ///< "antre-kiosk 0.1.0", for the dispatcher's log
  bool follow = true;                  ///< keep a view of the hall; a terminal's command need not
  std::filesystem::path outbox;        ///< where a request survives a crash; empty: nowhere
  std::string once;                    ///< `--once KEY`; empty: a session of its own
};

/// The link as a screen shows it.
struct LinkStatus {
  LinkState state = LinkState::kConnecting;
  /// When the dispatcher was last heard ("offline since"); nothing when never.
  std::optional<std::chrono::system_clock::time_point> last_data;
  bool unsure = false;    ///< a command was sent and is not answered: "checking"
  bool complete = false;  ///< nothing is known to be missing in the view
  std::string detail;     ///< English, for a log or a terminal; empty when all is well
};

/// The dispatcher's time as estimated here.
struct HallTime {
  EngineMs engine_ms = 0;
  std::int64_t wall_ms = 0;  ///< UTC; what people are shown, with utc_offset_s added
  int utc_offset_s = 0;
  bool known = false;  ///< false until the first heartbeat: then it is this machine's own clock
};

struct SubmitOptions {
  Millis patience{20'000};      ///< how long somebody waits; then the answer is kTimeout: unknown
  bool refuse_offline = false;  ///< kUnreachable at once when not online
};

/// The link of a client program: a thread of its own with both sockets, the replica of the hall,
/// the numbered session with its outbox, and liveness. All public functions may be called from any
/// thread, but `start`, `stop` and destruction from one; all callbacks come from the link's thread,
/// must be quick, and must not call the blocking functions. After `stop` nothing is carried out and
/// nothing is called.
class HallClient {
 public:
  struct Callbacks {
    /// The view, the status or the time base changed: a screen wakes up and looks. May be empty.
    std::function<void()> on_change;
    /// An entry of the journal was applied, once per (epoch, seq). `fresh`: heard live; else it
    /// came while catching up. Calls that only a snapshot brought are in `HallView::calls`. May be
    /// empty.
    std::function<void(const Entry&, bool fresh)> on_entry;
    /// What became of a command that nobody waited for any more, or of the last run's. May be
    /// empty.
    std::function<void(const Session::Settled&)> on_settled;
    /// Something for the log: one sentence. May be empty.
    std::function<void(const std::string&)> on_problem;
    /// A request of the outbox was carried out, now or in an earlier run, and its reply is here:
    /// called before anybody is told and before the outbox is cleared, so whatever must outlive a
    /// crash is kept here. False when it could not be: then the outbox keeps the request, for the
    /// next start to ask again, unless a next request takes its place. May take as long as a file
    /// takes to be written. May be empty.
    std::function<bool(const Request&, const Reply&)> before_clear;
  };

  HallClient(Settings settings, Callbacks callbacks);
  HallClient(const HallClient&) = delete;
  HallClient& operator=(const HallClient&) = delete;
  /// As `stop`.
  ~HallClient();

  /// Opens the outbox and begins to connect. Errors: kInvalid for an address or a second program
  /// with the same outbox, kIo; one clear sentence each.
  [[nodiscard]] Result<void> start();
  /// Ends the thread. What waits for an answer gets kUnreachable. May be called twice.
  void stop();

  /// The latest consistent view; null before the first.
  [[nodiscard]] std::shared_ptr<const HallView> view() const;
  [[nodiscard]] LinkStatus status() const;
  [[nodiscard]] HallTime now() const;
  /// Who the dispatcher is; nothing before its first welcome.
  [[nodiscard]] std::optional<Welcome> welcome() const;

  /// Sends a numbered command: one in flight, one behind it. `on_answer` is called once: with a
  /// reply, a refusal's error, kUnreachable (surely not done), kTimeout (unknown; what became of it
  /// comes to on_settled), kNotAuthorised, kUnavailable when both places are taken.
  void submit(Command command, SubmitOptions options, OnAnswer on_answer);
  /// The visitor has left: nobody waits for the command in flight any more.
  void abandon();
  /// Asks something; repeated over reconnections until `timeout`.
  void ask(Query query, Millis timeout, OnAnswer on_answer);

  /// The same, waiting: for the command line. kNotAuthorised comes at once.
  [[nodiscard]] Result<Reply> request(Command command, Millis timeout);
  [[nodiscard]] Result<Reply> query(Query query, Millis timeout);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace antre::client
