// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "cli/door.hpp"
#include "protocol/hall_view.hpp"

namespace antre::test {

/// A hall in memory with a clock of its own, which only waiting moves: numbers, calls by class and
/// place, visits. What a dispatcher does by itself is scripted with `at`.
class FakeHall : public cli::Door {
 public:
  using Millis = std::chrono::milliseconds;

  HallView view;
  std::vector<Entry> journal;
  std::map<std::string, ErrorCode> refuses;  ///< numbers of these services
  std::string role = "admin";
  std::optional<Millis> interrupt_at;  ///< the user, once
  std::optional<Error> gone;           ///< what every command gives

  explicit FakeHall(HallView begin) : view(std::move(begin)) { view.seq = 0; }

  /// Something that happens by itself when waiting reaches `moment`.
  void at(Millis moment, std::function<void()> happens) {
    scripted_.emplace(moment, std::move(happens));
  }

  void write(Event event) {
    Entry entry;
    entry.seq = view.seq + 1;
    entry.day = view.day;
    entry.at_ms = now_.count();
    entry.event = std::move(event);
    view.apply(entry);
    journal.push_back(std::move(entry));
  }

  void call(CounterId counter, const std::string& ticket, bool auto_) {
    TicketCalled called;
    called.ticket = ticket;
    called.counter = counter;
    called.auto_ = auto_;
    write(called);
  }

  /// When an event of this kind about a ticket was written; nothing when never.
  template <class E>
  [[nodiscard]] std::optional<EngineMs> when(const std::string& ticket) const {
    for (const Entry& entry : journal) {
      const auto* event = std::get_if<E>(&entry.event);
      if (event != nullptr && event->ticket == ticket) return entry.at_ms;
    }
    return std::nullopt;
  }
  template <class E>
  [[nodiscard]] int count() const {
    return static_cast<int>(std::ranges::count_if(
        journal, [](const Entry& entry) { return std::holds_alternative<E>(entry.event); }));
  }

  Result<Reply> request(const Command& command) override {
    if (gone) return *gone;
    return std::visit([this](const auto& what) { return carry_out(what); }, command);
  }

  Result<Reply> query(const client::Query& query) override {
    if (std::holds_alternative<GetSnapshot>(query)) return reply(SnapshotReply{view});
    if (const auto* wanted = std::get_if<GetEvents>(&query)) {
      EventsPage page;
      for (const Entry& entry : journal) {
        if (entry.seq > wanted->after_seq) page.entries.push_back(entry);
      }
      return reply(page);
    }
    Welcome welcome;
    welcome.role = role;
    welcome.name = "1";
    return reply(welcome);
  }

  Result<std::optional<cli::Head>> wait_beyond(const cli::Head& known,
                                               std::optional<Millis> deadline) override {
    for (;;) {
      if (interrupt_at && *interrupt_at <= now_) {
        interrupt_at.reset();
        return std::optional<cli::Head>{};
      }
      if (view.seq > known.seq) return std::optional{cli::Head{view.epoch, view.seq}};
      std::optional<Millis> next = deadline;
      if (!scripted_.empty() && (!next || scripted_.begin()->first < *next)) {
        next = scripted_.begin()->first;
      }
      if (interrupt_at && (!next || *interrupt_at < *next)) next = interrupt_at;
      // Nobody would ever wake this: a test that comes here has found a hang.
      if (!next) return Error{ErrorCode::kInternal, "waits for ever"};
      now_ = std::max(now_, *next);
      if (!scripted_.empty() && scripted_.begin()->first <= now_) {
        scripted_.extract(scripted_.begin()).mapped()();
      } else if (deadline && *deadline <= now_ && !(interrupt_at && *interrupt_at <= now_)) {
        return std::optional{known};
      }
    }
  }

  [[nodiscard]] Millis now() const override { return now_; }
  [[nodiscard]] std::int64_t wall_ms() override { return now_.count(); }

 private:
  static Result<Reply> reply(ReplyBody body) { return Reply{1, "", 0, std::move(body)}; }

  Result<Reply> at_counter(CounterId id) {
    CounterReply answer;
    answer.counter = id;
    answer.state = view.counter(id)->state;
    return reply(answer);
  }

  template <class C>
  Result<Reply> carry_out(const C& /*other*/) {
    return Error{ErrorCode::kUnknownCommand, "not in this hall"};
  }
  Result<Reply> carry_out(const Issue& command) {
    if (const auto found = refuses.find(command.service.value); found != refuses.end()) {
      return Error{found->second, "no number of " + command.service.value};
    }
    TicketIssued issued;
    issued.ticket = command.service.value + std::to_string(++numbers_[command.service.value]);
    issued.service = command.service;
    issued.class_ = command.class_;
    write(issued);
    TicketReply answer;
    answer.ticket = issued.ticket;
    answer.day = view.day;
    return reply(answer);
  }
  Result<Reply> carry_out(const OpenCounter& command) {
    write(CounterOpened{command.counter, command.officer});
    return at_counter(command.counter);
  }
  Result<Reply> carry_out(const CloseCounter& command) {
    write(CounterClosed{command.counter});
    return at_counter(command.counter);
  }
  Result<Reply> carry_out(const Call& command) {
    if (view.counter(command.counter)->ticket) {
      return Error{ErrorCode::kCounterBusy, "the counter has a visitor"};
    }
    const auto& primary = view.hall.counter(command.counter)->primary;
    const ViewTicket* best = nullptr;
    const auto rank = [](const ViewTicket& ticket) {
      return std::pair{ticket.class_ == TicketClass::kRegular, ticket.place};
    };
    for (const auto& [key, ticket] : view.tickets) {
      if (ticket.state != TicketState::kWaiting) continue;
      if (std::ranges::find(primary, ticket.service) == primary.end()) continue;
      if (best == nullptr || rank(ticket) < rank(*best)) best = &ticket;
    }
    if (best == nullptr) return Error{ErrorCode::kNobodyWaiting, "nobody waits"};
    call(command.counter, std::string{best->ticket}, false);
    return at_counter(command.counter);
  }
  Result<Reply> carry_out(const Start& command) {
    const auto& ticket = *view.ticket(*view.counter(command.counter)->ticket);
    ServiceStarted started;
    started.ticket = ticket.ticket;
    started.counter = command.counter;
    started.clock_ms = now_.count() - ticket.place_ms;
    write(started);
    return at_counter(command.counter);
  }
  Result<Reply> carry_out(const Finish& command) {
    ServiceFinished finished;
    finished.ticket = view.counter(command.counter)->ticket->number;
    finished.counter = command.counter;
    write(finished);
    return at_counter(command.counter);
  }
  Result<Reply> carry_out(const NoShow& command) {
    TicketNoShow gone_away;
    gone_away.ticket = view.counter(command.counter)->ticket->number;
    gone_away.counter = command.counter;
    write(gone_away);
    return at_counter(command.counter);
  }

  Millis now_{};
  std::multimap<Millis, std::function<void()>> scripted_;
  std::map<std::string, int> numbers_;
};

}  // namespace antre::test
