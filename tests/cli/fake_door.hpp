// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <doctest/doctest.h>

#include <deque>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "cli/door.hpp"
#include "cli/run.hpp"
#include "cli/secret.hpp"
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
  GuestReply guest;
  CasesReply cases;                             ///< answers get-cases
  SurveyReply survey;                           ///< answers get-survey
  std::map<std::uint64_t, std::string> hashes;  ///< of the journal's rows, where they are told
  std::optional<HealthReply> health;            ///< absent: this key may not ask
  std::map<std::string, std::string> pins;      ///< officers
  std::int64_t wall_ms = 0;                     ///< what the machine's clock shows
  cli::Connection connection;                   ///< of the last run
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
    if (std::holds_alternative<GetHealth>(query)) {
      if (!dispatcher_.health) return Error{ErrorCode::kNotAllowed, "not for this role"};
      return Reply{1, "", 0, *dispatcher_.health};
    }
    if (std::holds_alternative<GetNotes>(query)) return Reply{1, "", 0, dispatcher_.notes};
    if (std::holds_alternative<GetGuest>(query)) return Reply{1, "", 0, dispatcher_.guest};
    if (std::holds_alternative<GetCases>(query)) return Reply{1, "", 0, dispatcher_.cases};
    if (std::holds_alternative<GetSurvey>(query)) return Reply{1, "", 0, dispatcher_.survey};
    if (auto answer = officers(query)) return *answer;
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
  [[nodiscard]] std::int64_t wall_ms() override { return dispatcher_.wall_ms; }

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
      const auto hash = dispatcher_.hashes.find(entry.seq);
      if (hash != dispatcher_.hashes.end()) found.hashes.push_back(hash->second);
    }
    return Reply{1, "", 0, std::move(found)};
  }

  [[nodiscard]] std::optional<Result<Reply>> officers(const client::Query& query) {
    if (std::holds_alternative<GetOfficers>(query)) {
      OfficersReply reply;
      reply.utc_offset_s = dispatcher_.view.utc_offset_s;
      for (const auto& [name, pin] : dispatcher_.pins)
        reply.officers.push_back({name, dispatcher_.wall_ms});
      return Reply{1, "", 0, reply};
    }
    if (const auto* put = std::get_if<PutOfficer>(&query)) {
      dispatcher_.pins[put->officer] = put->pin;
      return Reply{1, "", 0, Accepted{}};
    }
    if (const auto* removed = std::get_if<RemoveOfficer>(&query)) {
      if (dispatcher_.pins.erase(removed->officer) == 0)
        return Error{ErrorCode::kUnknownOfficer, "no such officer"};
      return Reply{1, "", 0, Accepted{}};
    }
    return std::nullopt;
  }

  FakeDispatcher& dispatcher_;
};

/// Somebody at a terminal, or a pipe with lines.
class FakeSecrets : public cli::SecretSource {
 public:
  FakeSecrets(std::deque<std::string> lines, bool typed)
      : lines_(std::move(lines)), typed_(typed) {}

  [[nodiscard]] bool typed() const override { return typed_; }
  Result<cli::Secret> read(std::string_view prompt) override {
    prompts.emplace_back(prompt);
    if (lines_.empty()) return Error{ErrorCode::kInvalid, "nothing was given"};
    cli::Secret secret;
    for (const char letter : lines_.front()) REQUIRE(secret.add(letter));
    lines_.pop_front();
    return secret;
  }

  std::vector<std::string> prompts;

 private:
  std::deque<std::string> lines_;
  bool typed_;
};

struct Ran {
  int status = 0;
  std::string out;
  std::string err;
};

inline Ran run(FakeDispatcher& dispatcher, const std::vector<std::string>& arguments,
               cli::SecretSource* secrets = nullptr) {
  std::ostringstream out;
  std::ostringstream err;
  const int status = cli::run(
      arguments, out, err,
      [&](const cli::Connection& connection) -> Result<std::unique_ptr<cli::Door>> {
        dispatcher.connection = connection;
        ++dispatcher.opened;
        return std::unique_ptr<cli::Door>{std::make_unique<FakeDoor>(dispatcher)};
      },
      {}, secrets);
  return {status, out.str(), err.str()};
}

}  // namespace antre::test
