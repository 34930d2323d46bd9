// SPDX-License-Identifier: Apache-2.0
#include "tests/reference/simulate.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "tests/reference/hours.hpp"
#include "tests/reference/model.hpp"

namespace antre::reference {
namespace {

/// What is going to happen at a counter, and when it was last used.
struct Officer {
  CounterId counter;
  std::optional<EngineMs> start_at;
  std::optional<EngineMs> end_at;
  bool comes = true;  ///< the visitor who is called
  std::optional<EngineMs> last_end;
};

/// The hall file as this run has it: a service starts after the walk, whatever it says.
HallSettings for_run(HallSettings hall, const Run& run) {
  hall.calling.start_on_call = false;
  if (!run.auto_call)
    for (auto& service : hall.services) service.target.auto_call = false;
  return hall;
}

class Simulation {
 public:
  Simulation(const HallSettings& hall, const std::vector<Visit>& visits, const Run& run)
      : visits_(visits),
        run_(run),
        calendar_(hall, run.always_open),
        model_(for_run(hall, run), calendar_.day(0), 0),
        ticket_of_(visits.size()) {
    for (const auto& desk : model_.desks()) {
      if (run_.counters && static_cast<int>(officers_.size()) >= *run_.counters) break;
      officers_.push_back({desk.settings.id, {}, {}, true, {}});
    }
    for (const auto& officer : officers_) model_.open(officer.counter);
  }

  std::vector<Row> run() {
    while (step() || move_on()) {
    }
    std::vector<Row> rows;
    for (const auto& id : ticket_of_) rows.push_back(id ? row(*id) : Row{});
    return rows;
  }

 private:
  /// The first thing there is at this moment, in the order of target.md; false: nothing.
  bool step() {
    return turn_day() || end_service() || start_service() || arrive() || timer() || call() ||
           model_.take_miss().has_value();
  }

  [[nodiscard]] EngineMs now() const { return model_.now_ms(); }

  bool turn_day() {
    if (calendar_.day(now()) == day_) return false;
    day_ = calendar_.day(now());
    model_.turn_day(day_);
    return true;
  }

  bool end_service() {
    for (auto& officer : officers_) {
      if (officer.end_at != now()) continue;
      officer.end_at.reset();
      officer.last_end = now();
      if (officer.comes)
        model_.finish(officer.counter);
      else
        model_.no_show(officer.counter);
      return true;
    }
    return false;
  }

  bool start_service() {
    for (auto& officer : officers_) {
      if (officer.start_at != now()) continue;
      officer.start_at.reset();
      officer.end_at = now() + visit_of(*model_.desk(officer.counter).ticket).service_ms;
      model_.start(officer.counter);
      return true;
    }
    return false;
  }

  bool arrive() {
    // Who came while the hall was closed waits now, before anyone who comes now.
    for (Id id = 0; id < model_.tickets().size(); ++id) {
      const auto& ticket = model_.tickets()[id];
      if (ticket.state != TicketState::kBooked || !calendar_.open(now())) continue;
      model_.arrive(id);
      return true;
    }
    if (came_ == visits_.size() || visits_[came_].arrival_ms != now()) return false;
    const auto& visit = visits_[came_++];
    const bool open = calendar_.open(now());
    // "or gets no number when there is none"
    if (!open && !calendar_.next_opening(now())) return true;
    const auto id = model_.issue(visit.service, visit.class_, open);
    ticket_of_[came_ - 1] = id;
    visit_[id] = came_ - 1;
    return true;
  }

  bool timer() {
    const auto taken = model_.take_timer();
    if (taken && taken->call) await(taken->call->counter);
    return taken.has_value();
  }

  /// When this officer may call: "S seconds after the last end of service, at once when idle longer
  /// or not yet used".
  [[nodiscard]] EngineMs ready_at(const Officer& officer) const {
    return officer.last_end ? *officer.last_end + run_.officer_delay_ms : 0;
  }

  bool call() {
    for (const auto& officer : officers_) {
      if (model_.desk(officer.counter).state != CounterState::kFree || ready_at(officer) > now())
        continue;
      const auto choice = model_.next_choice(officer.counter);
      if (!choice) continue;
      model_.call(officer.counter, *choice);
      await(officer.counter);
      return true;
    }
    return false;
  }

  /// The visitor who was called comes, or is not there any more.
  void await(CounterId counter) {
    auto& officer = *std::ranges::find(officers_, counter, &Officer::counter);
    const auto& visit = visit_of(*model_.desk(counter).ticket);
    officer.comes = !visit.patience_ms || now() - visit.arrival_ms <= *visit.patience_ms;
    if (officer.comes)
      officer.start_at = now() + run_.walk_ms;
    else
      officer.end_at = now();
  }

  [[nodiscard]] const Visit& visit_of(Id id) const { return visits_[visit_.at(id)]; }

  /// To the next moment at which anything may happen; false: nothing will.
  bool move_on() {
    std::optional<EngineMs> next = model_.next_moment();
    const auto consider = [&](std::optional<EngineMs> moment) {
      if (moment && *moment > now() && (!next || *moment < *next)) next = moment;
    };
    for (const auto& officer : officers_) {
      consider(officer.start_at);
      consider(officer.end_at);
      consider(ready_at(officer));
    }
    if (came_ < visits_.size()) consider(visits_[came_].arrival_ms);
    for (const auto& ticket : model_.tickets()) {
      if (ticket.state == TicketState::kBooked) consider(calendar_.next_opening(now()));
      if (ticket.state == TicketState::kWaiting) consider(calendar_.next_day(now()));
    }
    // A day that begins is met even when nobody waits, because numbers begin anew.
    if (next) consider(calendar_.next_day(now()));
    if (!next) return false;
    model_.advance(*next);
    return true;
  }

  [[nodiscard]] Row row(Id id) const {
    const auto& ticket = model_.tickets()[id];
    Row row;
    row.ticket = model_.number(id);
    row.called_ms = ticket.called_ms;
    row.started_ms = ticket.started_ms;
    if (ticket.state == TicketState::kFinished || ticket.state == TicketState::kNoShow)
      row.finished_ms = ticket.ended_ms;
    row.counter = ticket.counter;
    row.clock_start_ms = ticket.clock_start_ms;
    row.overtaken = ticket.overtaken;
    row.missed = ticket.misses > 0;
    row.auto_called = ticket.auto_called;
    return row;
  }

  const std::vector<Visit>& visits_;
  const Run& run_;
  Calendar calendar_;
  Model model_;
  Day day_ = calendar_.day(0);
  std::vector<Officer> officers_;
  std::vector<std::optional<Id>> ticket_of_;
  std::map<Id, std::size_t> visit_;
  std::size_t came_ = 0;
};

}  // namespace

std::vector<Row> simulate(const HallSettings& hall, const std::vector<Visit>& visits,
                          const Run& run) {
  return Simulation(hall, visits, run).run();
}

}  // namespace antre::reference
