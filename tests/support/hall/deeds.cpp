// SPDX-License-Identifier: Apache-2.0
#include "tests/support/hall/deeds.hpp"

#include <fmt/format.h>

#include <charconv>
#include <map>
#include <utility>

#include "protocol/codec.hpp"
#include "protocol/hall_view.hpp"

namespace antre::test {
namespace {

/// Refusals that depend on the moment they are given: they are not kept as the request's answer.
bool of_the_moment(ErrorCode code) {
  return code == ErrorCode::kUnavailable || code == ErrorCode::kClock || code == ErrorCode::kStale;
}

std::string at_counter(const char* what, CounterId counter) {
  return fmt::format("{} at {}", what, counter.value);
}

std::string at_counter(const char* what, const std::string& ticket, CounterId counter) {
  return fmt::format("{} {} at {}", what, ticket, counter.value);
}

std::string issued(Day day, const std::string& ticket, const std::string& by) {
  return fmt::format("issued {} by {}", ticket_key(day, ticket), by);
}

struct DeedOfRequest {
  const Reply& reply;
  const std::string& client;

  std::optional<std::string> operator()(const Issue&) const {
    const auto* ticket = std::get_if<TicketReply>(&reply.body);
    if (ticket == nullptr) return "issued, and the answer has no ticket";
    return issued(ticket->day, ticket->ticket, client);
  }
  std::optional<std::string> operator()(const Cancel& cancel) const {
    return "cancelled " + cancel.ticket;
  }
  std::optional<std::string> operator()(const OpenCounter& open) const {
    return at_counter("opened", open.counter);
  }
  std::optional<std::string> operator()(const ResumeCounter& resume) const {
    return at_counter("resumed", resume.counter);
  }
  std::optional<std::string> operator()(const Call& call) const {
    return with_ticket("called", call.counter);
  }
  std::optional<std::string> operator()(const Recall& recall) const {
    return with_ticket("recalled", recall.counter);
  }
  std::optional<std::string> operator()(const Start& start) const {
    return with_ticket("started", start.counter);
  }
  std::optional<std::string> operator()(const Finish& finish) const {
    return at_counter("finished", finish.counter);
  }
  std::optional<std::string> operator()(const NoShow& no_show) const {
    return at_counter("no-show", no_show.counter);
  }
  template <class Other>
  std::optional<std::string> operator()(const Other&) const {
    return std::nullopt;
  }

 private:
  [[nodiscard]] std::string with_ticket(const char* what, CounterId counter) const {
    const auto* told = std::get_if<CounterReply>(&reply.body);
    const bool has = told != nullptr && told->ticket.has_value();
    return at_counter(what, has ? *told->ticket : "nobody", counter);
  }
};

struct DeedOfEvent {
  Day day;

  std::optional<std::string> operator()(const TicketIssued& event) const {
    return issued(day, event.ticket, event.device);
  }
  std::optional<std::string> operator()(const TicketCancelled& event) const {
    return "cancelled " + event.ticket;
  }
  std::optional<std::string> operator()(const CounterOpened& event) const {
    return at_counter("opened", event.counter);
  }
  std::optional<std::string> operator()(const CounterResumed& event) const {
    return at_counter("resumed", event.counter);
  }
  std::optional<std::string> operator()(const TicketCalled& event) const {
    if (event.auto_) return std::nullopt;
    return at_counter("called", event.ticket, event.counter);
  }
  std::optional<std::string> operator()(const TicketRecalled& event) const {
    return at_counter("recalled", event.ticket, event.counter);
  }
  std::optional<std::string> operator()(const ServiceStarted& event) const {
    return at_counter("started", event.ticket, event.counter);
  }
  std::optional<std::string> operator()(const ServiceFinished& event) const {
    return at_counter("finished", event.counter);
  }
  std::optional<std::string> operator()(const TicketNoShow& event) const {
    if (event.auto_) return std::nullopt;
    return at_counter("no-show", event.counter);
  }
  template <class Other>
  std::optional<std::string> operator()(const Other&) const {
    return std::nullopt;
  }
};

std::optional<std::uint32_t> count_of(const std::string& ticket, const std::string& prefix) {
  std::uint32_t count = 0;
  const char* end = ticket.data() + ticket.size();
  const auto read = std::from_chars(ticket.data() + prefix.size(), end, count);
  if (!ticket.starts_with(prefix) || read.ec != std::errc{} || read.ptr != end) return std::nullopt;
  return count;
}

}  // namespace

const std::string* done_reply(const Told& told) {
  for (const auto& bytes : told.replies) {
    const auto reply = codec::decode_reply(bytes);
    if (reply && !error_of(*reply)) return &bytes;
  }
  return nullptr;
}

std::optional<std::string> deed_of(const Told& told, const std::string& client) {
  const auto* bytes = done_reply(told);
  const auto request = codec::decode_request(told.request);
  if (bytes == nullptr || !request) return std::nullopt;
  const auto reply = codec::decode_reply(*bytes);
  return std::visit(DeedOfRequest{*reply, client}, request->body);
}

std::multiset<std::string> deeds_of(const std::vector<Entry>& journal) {
  std::multiset<std::string> deeds;
  std::set<CounterId> open;
  for (const auto& entry : journal) {
    // A new day says again who is at the counters; nobody can open one that is open.
    if (const auto* opened = std::get_if<CounterOpened>(&entry.event))
      if (!open.insert(opened->counter).second) continue;
    if (const auto* closed = std::get_if<CounterClosed>(&entry.event)) open.erase(closed->counter);
    if (auto deed = std::visit(DeedOfEvent{entry.day}, entry.event)) deeds.insert(std::move(*deed));
  }
  return deeds;
}

std::vector<std::string> faults_of(const Told& told, bool gaps) {
  std::vector<std::string> faults;
  int answers = 0;
  for (const auto& bytes : told.replies) {
    const auto reply = codec::decode_reply(bytes);
    if (!reply) {
      faults.push_back("not a reply: " + bytes);
      continue;
    }
    const auto refused = error_of(*reply);
    if (refused && of_the_moment(refused->code)) continue;
    if (refused && gaps && refused->code == ErrorCode::kGap) continue;
    if (refused && (refused->code == ErrorCode::kGap || refused->code == ErrorCode::kConflict))
      faults.push_back("out of step: " + bytes);
    // What was settled as not done is told as just that to its late copies.
    if (told.not_done && refused && refused->code == ErrorCode::kSettled) continue;
    ++answers;
  }
  if (answers > 1) {
    faults.emplace_back("answered differently:");
    faults.insert(faults.end(), told.replies.begin(), told.replies.end());
  }
  const auto* done = done_reply(told);
  if (told.not_done && done != nullptr) faults.push_back("settled as not done, and done: " + *done);
  if (told.unknown && !gaps) faults.emplace_back("nobody knows what became of it");
  if (told.request.empty()) faults.emplace_back("answered, and never asked");
  return faults;
}

std::vector<std::string> faults_of_numbers(const std::vector<Entry>& journal) {
  std::vector<std::string> faults;
  std::uint64_t seq = 0;
  std::map<std::pair<Day, std::string>, std::uint32_t> last;  // of a day and prefix
  for (const auto& entry : journal) {
    if (entry.seq != ++seq)
      faults.push_back(fmt::format("entry {} follows {}", entry.seq, seq - 1));
    seq = entry.seq;
    if (const auto* skipped = std::get_if<NumbersSkipped>(&entry.event)) {
      auto& before = last[{entry.day, skipped->service.value}];
      if (skipped->from != before + 1)
        faults.push_back(fmt::format("skips from {} after {}", skipped->from, before));
      before = skipped->to;
    }
    const auto* ticket = std::get_if<TicketIssued>(&entry.event);
    if (ticket == nullptr) continue;
    auto& before = last[{entry.day, ticket->service.value}];
    const auto count = count_of(ticket->ticket, ticket->service.value);
    if (!count || *count != before + 1)
      faults.push_back(fmt::format("{} is given after {}", ticket->ticket, before));
    before = count.value_or(before + 1);
  }
  return faults;
}

}  // namespace antre::test
