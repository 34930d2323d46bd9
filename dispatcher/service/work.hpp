// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "dispatcher/store/store.hpp"
#include "link/server.hpp"
#include "protocol/hall_view.hpp"
#include "protocol/result.hpp"

namespace antre::service {

/// A report, and the day that "today" means in it.
struct ReportRead {
  GetReport query;
  Day today;
  int utc_offset_s = 0;
};
/// The entry in the guest book for a ticket.
struct GuestOf {
  TicketId ticket;
};
/// What a query asks of the store: entries, a report, misses, the notes of a ticket, a guest.
struct SurveyRead {
  store::Days days;
};
using Read =
    std::variant<store::Query, ReportRead, GetMisses, TicketId, GuestOf, GetCases, SurveyRead>;

/// An answer that waits for its commit: bytes that are ready, or a query that is answered from what
/// is committed then.
struct Answer {
  link::Peer to;
  std::string bytes;
  std::optional<Request> query;
  std::optional<Read> read;  ///< what to read after the commit
  /// What was read then; of a ticket what was decided when it was asked for.
  Result<ReplyBody> found = ReplyBody{Accepted{}};
};

/// What goes to the store together, and comes back when it is durable.
struct Work {
  std::uint64_t number = 0;  ///< from 1, in order; of merged works the last one's
  store::Batch batch;
  std::vector<Answer> answers;  ///< in order of arrival
  bool try_writing = false;     ///< a store that cannot be written tries to be, before all else
  Result<void> done;            ///< how the commit went

  [[nodiscard]] bool empty() const { return batch.empty() && answers.empty() && !try_writing; }
};

/// How long the last commits took.
struct CommitTimes {
  std::uint64_t commits = 0;  ///< in all
  std::int64_t p50_us = 0;    ///< of the last thousand
  std::int64_t p99_us = 0;
  std::int64_t max_us = 0;
};

/// Makes works durable in order, and gives them back to the dispatcher in order.
class Committer {
 public:
  Committer() = default;
  Committer(const Committer&) = delete;
  Committer& operator=(const Committer&) = delete;
  virtual ~Committer() = default;

  virtual void submit(Work work) = 0;
  /// Zero from one that does not measure.
  [[nodiscard]] virtual CommitTimes times() const { return {}; }
};

/// Where answers and updates go.
class Transport {
 public:
  Transport() = default;
  Transport(const Transport&) = delete;
  Transport& operator=(const Transport&) = delete;
  virtual ~Transport() = default;

  virtual void reply(const link::Peer& to, std::string_view bytes) = 0;
  virtual void publish(std::string_view bytes) = 0;
};

/// The io thread's loop: runs a function there, after what runs now.
class Loop {
 public:
  Loop() = default;
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;
  virtual ~Loop() = default;

  virtual void post(std::function<void()> run) = 0;  ///< any thread
};

/// One alarm of the io thread. Setting it anew takes back what was set before; when it rings,
/// `ring` runs in the loop.
class Alarm {
 public:
  Alarm() = default;
  Alarm(const Alarm&) = delete;
  Alarm& operator=(const Alarm&) = delete;
  virtual ~Alarm() = default;

  virtual void set(std::chrono::milliseconds after, std::function<void()> ring) = 0;
  virtual void off() = 0;
};

/// Does what a work asks of the store: the commit, then the reads. Any thread that owns the store.
void carry_out(store::Store& store, Work& work);

}  // namespace antre::service
