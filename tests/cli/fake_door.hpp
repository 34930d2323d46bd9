// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "cli/door.hpp"
#include "cli/run.hpp"
#include "cli/terminal.hpp"
#include "protocol/codec.hpp"
#include "protocol/hall_view.hpp"

namespace antre::test {

/// A dispatcher in memory: a journal, a view, and replies that the test lays ready.
class FakeDispatcher {
 public:
  HallView view;
  std::vector<Entry> journal;
  int page_size = 2;                           ///< small, so that paging shows
  std::deque<Result<Reply>> replies;           ///< for commands, in order
  std::vector<std::string> commands;           ///< as they would go over the wire
  std::deque<std::optional<cli::Head>> heads;  ///< what wait_beyond finds; then the user interrupts
  std::deque<Error> broken;                    ///< queries that fail, before the rest answers
  ForecastReply forecast;
  NotesReply notes;
  std::int64_t wall_ms = 0;    ///< what the machine's clock shows
  cli::Connection connection;  ///< of the last run
  int opened = 0;

  void answer(ReplyBody body) { replies.emplace_back(Reply{1, "", 0, std::move(body)}); }
  void refuse(ErrorCode code, std::string detail) {
    replies.emplace_back(Error{code, std::move(detail)});
  }
};

class FakeDoor : public cli::Door {
 public:
  explicit FakeDoor(FakeDispatcher& dispatcher) : dispatcher_(dispatcher) {}

  Result<Reply> request(const Command& command) override {
    dispatcher_.commands.push_back(codec::encode(Request{1, "", 0, to_body(command)}));
    if (dispatcher_.replies.empty()) return Error{ErrorCode::kTimeout, "no answer"};
    auto reply = std::move(dispatcher_.replies.front());
    dispatcher_.replies.pop_front();
    return reply;
  }

  Result<Reply> query(const client::Query& query) override {
    if (!dispatcher_.broken.empty()) {
      const Error error = dispatcher_.broken.front();
      dispatcher_.broken.pop_front();
      return error;
    }
    if (std::holds_alternative<GetSnapshot>(query)) {
      return Reply{1, "", 0, SnapshotReply{dispatcher_.view}};
    }
    if (const auto* wanted = std::get_if<GetEvents>(&query)) return page(*wanted);
    if (std::holds_alternative<GetForecast>(query)) return Reply{1, "", 0, dispatcher_.forecast};
    if (std::holds_alternative<GetNotes>(query)) return Reply{1, "", 0, dispatcher_.notes};
    Welcome welcome;
    welcome.program = "antre-dispatcher 1";
    welcome.hall_id = dispatcher_.view.hall.id;
    return Reply{1, "", 0, welcome};
  }

  Result<std::optional<cli::Head>> wait_beyond(
      const cli::Head& /*known*/, std::optional<std::chrono::milliseconds> /*deadline*/) override {
    if (dispatcher_.heads.empty()) return std::optional<cli::Head>{};
    auto head = dispatcher_.heads.front();
    dispatcher_.heads.pop_front();
    return head;
  }

  [[nodiscard]] std::chrono::milliseconds now() const override { return {}; }
  [[nodiscard]] std::int64_t wall_ms() const override { return dispatcher_.wall_ms; }

 private:
  [[nodiscard]] Reply page(const GetEvents& wanted) const {
    EventsPage found;
    found.utc_offset_s = dispatcher_.view.utc_offset_s;
    for (const Entry& entry : dispatcher_.journal) {
      if (entry.seq <= wanted.after_seq) continue;
      if (wanted.of_day && entry.day != *wanted.of_day) continue;
      if (static_cast<int>(found.entries.size()) == dispatcher_.page_size) {
        found.more = true;
        break;
      }
      found.entries.push_back(entry);
    }
    return Reply{1, "", 0, std::move(found)};
  }

  FakeDispatcher& dispatcher_;
};

struct Ran {
  int status = 0;
  std::string out;
  std::string err;
};

inline Ran run(FakeDispatcher& dispatcher, const std::vector<std::string>& arguments) {
  std::ostringstream out;
  std::ostringstream err;
  const int status =
      cli::run(arguments, out, err,
               [&](const cli::Connection& connection) -> Result<std::unique_ptr<cli::Door>> {
                 dispatcher.connection = connection;
                 ++dispatcher.opened;
                 return std::unique_ptr<cli::Door>{std::make_unique<FakeDoor>(dispatcher)};
               });
  return {status, out.str(), err.str()};
}

}  // namespace antre::test
