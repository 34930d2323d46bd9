// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <boost/json.hpp>
#include <memory>
#include <set>
#include <utility>

#include "cli/commands/commands.hpp"
#include "cli/crew.hpp"
#include "cli/output.hpp"
#include "dispatcher/forecast/visits.hpp"
#include "protocol/codec.hpp"

namespace antre::cli {
namespace {

namespace json = boost::json;

constexpr double kFastest = 100'000;
constexpr double kSlowest = 0.01;
constexpr double kLongestWalkS = 3600;
constexpr int kPercent = 100;
constexpr const char* kAbout =
    "Plays a file of visits (as of 'antre simulate') in a live hall, as kiosk and officers would:\n"
    "opens the counters, takes a number at each arrival, calls, starts and finishes. It needs the\n"
    "key of a supervisor or an admin. Only the visitors are quicker: the dispatcher's clocks run "
    "in\n"
    "real time, so at --speed 60 a visitor who waits 10 minutes of the file waits 10 seconds.\n"
    "Numbers are real: play it in a hall that nobody queues in.\n"
    "\n"
    "Examples:\n"
    "  antre replay day.csv --speed 60 --counters 3\n"
    "  antre replay day.csv --speed 1 --walk 20 --json > summary.json";

struct Given {
  std::string file;
  double speed = 60;
  int counters = 0;
  double walk_s = 0;
};

std::string target_words(const ReplayCounts& counts, double speed) {
  const int clocks = counts.met + counts.missed;
  std::string text = clocks == 0
                         ? std::string{"no clock ended"}
                         : fmt::format("{} % within the target ({} met, {} missed)",
                                       counts.met * kPercent / clocks, counts.met, counts.missed);
  if (counts.started == 0) return text + ", nobody was served";
  const std::int64_t wait_ms = counts.wait_ms / counts.started;
  return text + fmt::format(
                    ", whole wait {} on average ({} of the file's time)", duration_text(wait_ms),
                    duration_text(static_cast<std::int64_t>(static_cast<double>(wait_ms) * speed)));
}

std::string summary_words(const Crew& crew, const Given& given) {
  const ReplayCounts& counts = crew.counts();
  std::string text = fmt::format(
      "{}: {}, {} served, {} called automatically", count_text(crew.visits(), "visit", "visits"),
      count_text(counts.tickets, "ticket", "tickets"), counts.finished, counts.auto_called);
  text += ", " + count_text(counts.no_show, "no-show", "no-shows");
  if (const int left = counts.tickets - counts.finished - counts.no_show; left > 0) {
    text += fmt::format(", {} not served", left);
  }
  text += "\nTarget: " + target_words(counts, given.speed);
  text += fmt::format("\n{}", count_text(counts.refused, "refusal", "refusals"));
  std::string separator = ": ";
  for (const auto& [code, times] : counts.refusals) {
    text += fmt::format("{}{} {}", std::exchange(separator, ", "), code, times);
  }
  return text;
}

json::object summary_json(const Crew& crew, const Given& given, bool interrupted) {
  const ReplayCounts& counts = crew.counts();
  const int clocks = counts.met + counts.missed;
  json::object refusals;
  for (const auto& [code, times] : counts.refusals) refusals[code] = times;
  json::object result{{"visits", crew.visits()},
                      {"tickets", counts.tickets},
                      {"served", counts.finished},
                      {"no_show", counts.no_show},
                      {"auto_called", counts.auto_called},
                      {"met", counts.met},
                      {"missed", counts.missed},
                      {"attainment", nullptr},
                      {"wait_mean_s", nullptr},
                      {"refused", counts.refused},
                      {"refusals", std::move(refusals)},
                      {"speed", given.speed},
                      {"interrupted", interrupted}};
  if (clocks > 0) result["attainment"] = static_cast<double>(counts.met) / clocks;
  if (counts.started > 0) {
    result["wait_mean_s"] = static_cast<double>(counts.wait_ms) / 1000.0 / counts.started;
  }
  return result;
}

/// What a command is about, for a refusal that is told.
std::string subject(const Command& command) {
  const RequestBody body = to_body(command);
  const std::string_view name = codec::name(body);
  return std::visit(
      [&](const auto& what) {
        if constexpr (requires { what.counter.value; }) {
          return fmt::format("{} at counter {}", name, what.counter.value);
          // cppcheck-suppress identicalConditionAfterEarlyExit // it reads no requires-expression
        } else if constexpr (requires { what.service.value; }) {
          return fmt::format("{} {}", name, what.service.value);
        } else {
          return std::string{name};
        }
      },
      command);
}

/// A replay under way.
class Replay {
 public:
  Replay(Terminal& terminal, Door& door, const Given& given, HallView view,
         std::vector<forecast::Visit> visits)
      : terminal_(terminal),
        door_(door),
        given_(given),
        view_(std::move(view)),
        crew_(std::move(visits),
              {given.speed, given.counters,
               std::chrono::milliseconds{static_cast<std::int64_t>(given.walk_s * 1000.0)}},
              view_.hall, door.now()) {}

  int run() {
    const auto ended = play();
    // The officers leave, also after an interruption; a dispatcher that is gone is not asked again.
    interrupted_ = false;
    if (ended) static_cast<void>(leave());
    terminal_.end_progress();
    for (const CounterId id : crew_.still_open(view_)) {
      terminal_.note(fmt::format("counter {} stays open: it has a visitor", id.value));
    }
    const bool interrupted = ended && !*ended;
    if (interrupted) terminal_.note("interrupted");
    terminal_.json() ? terminal_.line(summary_json(crew_, given_, interrupted))
                     : terminal_.line(summary_words(crew_, given_));
    if (!ended) {
      terminal_.note(ended.error().detail);
      return exit_status(ended.error().code);
    }
    return crew_.counts().tickets == 0 && crew_.counts().refused > 0 ? kRefused : kFine;
  }

 private:
  /// False when the user interrupted.
  Result<YesNo> play() {
    for (;;) {
      const auto going = work();
      if (!going) return going.error();
      if (!*going) return YesNo{false};
      show_progress();
      if (crew_.over(view_)) return YesNo{true};
      const auto waited = door_.wait_beyond(known(), crew_.wake());
      if (!waited) return waited.error();
      if (!*waited) return YesNo{false};
      if (const auto heard = hear(**waited); !heard) return heard.error();
    }
  }

  /// Everything that is to be done now. False when the user interrupted.
  Result<YesNo> work() {
    while (const auto command = crew_.next(view_, door_.now())) {
      const auto done = carry_out(*command);
      if (!done) return done.error();
      show_progress();
      // The hall may keep the crew busy for ever: look for the user, too.
      const auto looked = door_.wait_beyond(known(), door_.now());
      if (!looked) return looked.error();
      if (!*looked || interrupted_) return YesNo{false};
    }
    return YesNo{true};
  }

  Result<void> leave() {
    crew_.leave();
    while (const auto command = crew_.next(view_, door_.now())) {
      if (const auto done = carry_out(*command); !done) return done.error();
      if (std::exchange(interrupted_, false)) break;  // again: at once, then
    }
    return {};
  }

  Result<void> carry_out(const Command& command) {
    const auto answer = door_.request(command);
    if (!answer && exit_status(answer.error().code) == kUnreachable) {
      // An interruption, too, leaves the answer unknown.
      const auto looked = door_.wait_beyond(known(), door_.now());
      if (!looked || *looked) return answer.error();
      interrupted_ = true;
      return {};
    }
    const int refused = crew_.counts().refused;
    crew_.done(answer);
    if (crew_.counts().refused > refused) tell(command, answer.error());
    return sync();
  }

  /// The first of each kind; the rest is counted.
  void tell(const Command& command, const Error& error) {
    const std::string what = subject(command);
    if (!told_.emplace(what, error.code).second) return;
    terminal_.note(fmt::format(
        "{}: {}", what, error.detail.empty() ? std::string{wire_name(error.code)} : error.detail));
  }

  [[nodiscard]] Head known() const { return {view_.epoch, view_.seq}; }

  Result<void> hear(const Head& head) {
    if (head.epoch != view_.epoch) return begin_anew();
    return head.seq == view_.seq ? Result<void>{} : sync();
  }

  Result<void> begin_anew() {
    auto view = snapshot(door_);
    if (!view) return view.error();
    view_ = std::move(*view);
    return {};
  }

  /// Brings the view to the head of the journal: every event once, so that none of a visit is lost.
  Result<void> sync() {
    for (;;) {
      GetEvents query;
      query.after_seq = view_.seq;
      const auto reply = door_.query(query);
      if (!reply) return reply.error();
      const auto* page = std::get_if<EventsPage>(&reply->body);
      if (page == nullptr) {
        return something_else();
      }
      for (const Entry& entry : page->entries) {
        // A store that was put back meanwhile.
        if (entry.seq != view_.seq + 1) return begin_anew();
        view_.apply(entry);
        crew_.heard(entry, view_);
      }
      if (!page->more || page->entries.empty()) return {};
    }
  }

  void show_progress() {
    int waiting = 0;
    for (const auto& [service, line] : view_.lines) waiting += line.waiting;
    const ReplayCounts& counts = crew_.counts();
    terminal_.progress(
        crew_.visits() == 0 ? 1.0 : static_cast<double>(crew_.ended()) / crew_.visits(),
        fmt::format("{} of {}, {} waiting, {} met, {} missed", crew_.ended(),
                    count_text(crew_.visits(), "visit", "visits"), waiting, counts.met,
                    counts.missed));
  }

  Terminal& terminal_;
  Door& door_;
  const Given& given_;
  HallView view_;
  Crew crew_;
  std::set<std::pair<std::string, ErrorCode>> told_;
  bool interrupted_ = false;  ///< while a command was on its way
};

/// Only these may act as the kiosk and at every counter.
Result<void> may_replay(Door& door) {
  const auto reply = door.query(Hello{"antre " ANTRE_VERSION});
  if (!reply) return reply.error();
  const auto* welcome = std::get_if<Welcome>(&reply->body);
  if (welcome == nullptr) {
    return something_else();
  }
  if (welcome->role == "supervisor" || welcome->role == "admin") return {};
  return Error{ErrorCode::kNotAllowed,
               fmt::format("a replay acts as the kiosk and at every counter: it needs the key of a "
                           "supervisor or an admin, not of {}:{}",
                           welcome->role, welcome->name)};
}

int replay(Terminal& terminal, Door& door, const Given& given) {
  if (const auto may = may_replay(door); !may) return terminal.refuse(may.error());
  auto view = snapshot(door);
  if (!view) return terminal.refuse(view.error());
  auto visits = forecast::read_visits(given.file, view->hall);
  if (!visits) return terminal.refuse(visits.error());
  const auto counters = static_cast<int>(view->hall.counters.size());
  if (given.counters > counters) {
    return terminal.refuse(
        {ErrorCode::kInvalid,
         fmt::format("the hall has {}, not {}", count_text(counters, "counter", "counters"),
                     given.counters)});
  }
  return Replay{terminal, door, given, std::move(*view), std::move(*visits)}.run();
}

}  // namespace

void add_replay_command(CLI::App& app, Chosen& chosen) {
  const auto given = std::make_shared<Given>();
  CLI::App* command =
      app.add_subcommand("replay", "plays a file of visits in a live hall, as its visitors would");
  command->footer(kAbout);
  command->add_option("file", given->file, "the visits: arrival_s,service,class,service_s")
      ->type_name("FILE")
      ->required();
  command->add_option("--speed", given->speed, "how much faster than the file")
      ->check(CLI::Range(kSlowest, kFastest))
      ->capture_default_str();
  command
      ->add_option("--counters", given->counters,
                   "how many are staffed, the lowest first; all when not given")
      ->check(CLI::PositiveNumber);
  command->add_option("--walk", given->walk_s, "seconds of the file from a call to the counter")
      ->check(CLI::Range(0.0, kLongestWalkS))
      ->capture_default_str();
  command->callback([given, &chosen] {
    chosen.follow = true;
    chosen.online = [given](Terminal& terminal, Door& door) {
      return replay(terminal, door, *given);
    };
  });
}

}  // namespace antre::cli
