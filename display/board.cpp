// SPDX-License-Identifier: Apache-2.0
#include "display/board.hpp"

#include <algorithm>
#include <set>

namespace antre::display {
namespace {

constexpr std::int64_t kMinuteMs = 60'000;
constexpr std::int64_t kDayMinutes = std::int64_t{24} * 60;

std::int64_t floor_div(std::int64_t value, std::int64_t by) {
  return value / by - (value % by < 0 ? 1 : 0);
}

BoardState state_of(const BoardSource& source) {
  if (source.link.state == LinkState::kNotAuthorised) return BoardState::kNotAuthorised;
  if (source.link.state == LinkState::kOffline) return BoardState::kOffline;
  if (source.view == nullptr) return BoardState::kConnecting;
  return source.current ? BoardState::kCalling : BoardState::kCalm;
}

/// A visit without a number is named "+1" in the journal; nobody in the hall has such a number.
bool is_quick(const std::string& number) {
  return number.starts_with('+');
}

/// Makes the parts of a board from one view, in one language.
class Maker {
 public:
  Maker(const HallView& view, const BoardSource& source)
      : view_(view),
        part_(source.part),
        calls_(source.last_calls == nullptr ? view.calls : *source.last_calls),
        language_(source.language) {}

  [[nodiscard]] std::string in(const Text& text) const {
    return text_in(text, language_, view_.hall.default_language());
  }
  [[nodiscard]] std::string counter_name(CounterId id) const {
    const auto* counter = view_.hall.counter(id);
    const auto name = counter == nullptr ? std::string() : in(counter->name);
    return name.empty() ? std::to_string(id.value) : name;
  }
  [[nodiscard]] std::string service_name(const ServiceId& id) const {
    const auto* service = view_.hall.service(id);
    return service == nullptr ? std::string() : in(service->name);
  }
  [[nodiscard]] ShownCall shown(std::uint64_t seq, const std::string& ticket,
                                const ServiceId& service, CounterId counter, std::int64_t wall_ms,
                                bool recall) const {
    const auto& directions = view_.hall.display.directions;
    const auto direction = directions.find(std::to_string(counter.value));
    return {seq,
            ticket,
            service_name(service),
            counter_name(counter),
            counter.value,
            direction == directions.end() ? std::string() : direction->second,
            local_minute(wall_ms, view_.utc_offset_s),
            recall};
  }
  [[nodiscard]] ShownCall shown(const ViewCall& call) const {
    return shown(call.seq, call.ticket, call.service, call.counter, call.wall_ms, call.recall);
  }
  [[nodiscard]] ShownCall shown(const Call& call) const {
    return shown(call.seq, call.ticket, service_of(call), call.counter, call.wall_ms, call.recall);
  }

  [[nodiscard]] std::vector<CounterRow> counters(const std::optional<Call>& current) const {
    std::vector<CounterRow> rows;
    for (const auto& counter : view_.counters) {
      if (rows.size() == kMaxCounters) break;
      if (!part_.has(counter.id)) continue;
      CounterRow row{counter.id.value, counter_name(counter.id), RowState::kFree, {}, false};
      if (counter.ticket && is_quick(counter.ticket->number)) {
        row.state = RowState::kBusy;
      } else if (counter.ticket) {
        row.state = RowState::kNumber;
        row.number = counter.ticket->number;
        row.called =
            current && current->counter == counter.id && current->ticket == counter.ticket->number;
      } else if (counter.state == CounterState::kOnBreak) {
        row.state = RowState::kBreak;
      } else if (counter.state == CounterState::kClosed) {
        row.state = RowState::kClosed;
      }
      rows.push_back(std::move(row));
    }
    return rows;
  }

  /// Calls before `last`, each number once, at its newest call.
  [[nodiscard]] std::vector<ShownCall> earlier(const ShownCall& last) const {
    const auto wanted =
        std::min(kMaxEarlier, static_cast<std::size_t>(std::max(0, view_.hall.display.history)));
    std::set<std::string> seen{last.number};
    std::vector<ShownCall> calls;
    for (const auto& call : calls_) {
      if (calls.size() == wanted) break;
      if (call.seq < last.seq && is_shown(call) && seen.insert(call.ticket).second)
        calls.push_back(shown(call));
    }
    return calls;
  }

  /// The newest call that still says where its number is or was.
  [[nodiscard]] std::optional<ShownCall> last() const {
    const auto found =
        std::ranges::find_if(calls_, [this](const ViewCall& call) { return is_shown(call); });
    return found == calls_.end() ? std::nullopt : std::optional(shown(*found));
  }

  [[nodiscard]] std::optional<Attainment> attainment() const {
    const auto& today = view_.today;
    const int ended = today.met + today.missed;
    // A day may begin with a miss before anybody was served: then there is no wait to say beside.
    if (!view_.hall.display.attainment || ended <= 0 || today.started <= 0) return std::nullopt;
    constexpr int kMinuteS = 60;
    const auto mean_ms = today.wait_ms / today.started;
    const auto minutes = static_cast<int>((mean_ms + kMinuteMs / 2) / kMinuteMs);
    return Attainment{100 * today.met / ended, view_.hall.target.target_s / kMinuteS,
                      std::max(1, minutes)};
  }

  [[nodiscard]] std::vector<WaitingLine> waiting() const {
    std::vector<WaitingLine> lines;
    for (const auto& service : view_.hall.services) {
      if (!part_.has(service.id)) continue;
      const auto short_name = in(service.short_name);
      lines.push_back({service.id.value, short_name.empty() ? in(service.name) : short_name,
                       view_.waiting(service.id)});
    }
    return lines;
  }

  [[nodiscard]] bool wide_numbers() const {
    constexpr std::size_t kUsual = 4;
    const auto wide = [](const std::string& number) { return number.size() > kUsual; };
    return std::ranges::any_of(
               view_.hall.services,
               [&](const auto& service) {
                 return service.id.value.size() + static_cast<std::size_t>(service.digits) > kUsual;
               }) ||
           std::ranges::any_of(calls_, [&](const ViewCall& call) {
             return part_.has(call.counter) && wide(call.ticket);
           });
  }

 private:
  /// Whether the number waits again: its call was taken back, or its visitor went back into a line.
  /// Who reads it on the board would go to a counter that does not expect them.
  [[nodiscard]] bool waits_again(const ViewCall& call) const {
    const auto* ticket = view_.ticket({view_.day, call.ticket});
    return ticket != nullptr && ticket->state == TicketState::kWaiting;
  }

  [[nodiscard]] bool is_shown(const ViewCall& call) const {
    return part_.has(call.counter) && !waits_again(call);
  }

  /// A call names no service. The view knows the call; if it was so long ago that it has left the
  /// list, the ticket's own service is as good.
  [[nodiscard]] ServiceId service_of(const Call& call) const {
    const auto found = std::ranges::find(view_.calls, call.seq, &ViewCall::seq);
    if (found != view_.calls.end()) return found->service;
    const auto* ticket = view_.ticket({call.of_day, call.ticket});
    return ticket == nullptr ? ServiceId{} : ticket->service;
  }

  const HallView& view_;
  const Part& part_;
  const std::vector<ViewCall>& calls_;
  const std::string& language_;
};

}  // namespace

std::int64_t local_minute(std::int64_t wall_ms, int utc_offset_s) {
  return floor_div(wall_ms + std::int64_t{utc_offset_s} * 1000, kMinuteMs);
}

int minute_of_day(std::int64_t local_minute) {
  return static_cast<int>(local_minute - floor_div(local_minute, kDayMinutes) * kDayMinutes);
}

Board make_board(const BoardSource& source, const Clocks& clocks) {
  const auto* view = source.view;
  Board board;
  board.state = state_of(source);
  const int offset = view == nullptr ? clocks.utc_offset_s : view->utc_offset_s;
  board.minute = local_minute(clocks.wall_ms, offset);
  board.date = {static_cast<std::int32_t>(floor_div(board.minute, kDayMinutes))};
  const bool away =
      board.state == BoardState::kOffline || board.state == BoardState::kNotAuthorised;
  if (away && source.link.last_data_ms != 0)
    board.last_data_minute = local_minute(source.link.last_data_ms, offset);
  if (view == nullptr) return board;

  const Maker make(*view, source);
  board.hall = make.in(view->hall.name);
  board.office = make.in(view->hall.office);
  board.logo = view->hall.look.logo;
  if (const auto* zone = source.part.zone()) board.zone = make.in(zone->name);
  const bool calling = board.state == BoardState::kCalling;
  if (calling)
    board.call = make.shown(*source.current);
  else
    board.call = make.last();
  board.counters = make.counters(calling ? source.current : std::nullopt);
  if (board.call) board.earlier = make.earlier(*board.call);
  board.waiting = make.waiting();
  board.ticker = ticker_lines(source, clocks);
  if (board.state == BoardState::kCalm) board.message = source.message;
  if (!away) board.attainment = make.attainment();
  // After the end of the day those who were given a number are still served.
  board.closed = !view->hall_open && view->tickets.empty();
  if (board.closed) board.opens = next_opening(view->hall.hours, board.minute);
  board.wide_numbers = make.wide_numbers();
  return board;
}

}  // namespace antre::display
