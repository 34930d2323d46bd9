// SPDX-License-Identifier: Apache-2.0
#include "counter/supervisor/control_room.hpp"

#include <utility>

#include "counter/reply_words.hpp"

namespace antre::counter::supervisor {
namespace {

/// A supervisor does not wait longer without knowing; then it is settled, and the strip says so.
constexpr Millis kPatience{8'000};
/// A question changes nothing and may be asked again.
constexpr Millis kQuestionPatience{8'000};
/// More open misses than that are read with `antre misses`.
constexpr int kMisses = 50;

}  // namespace

ControlRoom::ControlRoom(client::Settings settings, const std::filesystem::path& state,
                         SupervisorModel& model, const Hooks& hooks)
    : model_(model),
      inbox_(hooks.wake),
      link_(std::move(settings), state,
            {hooks.wake, hooks.problem,
             [this](const Session::Settled& settled) { inbox_.put(settled); }}) {}

void ControlRoom::take_in(Ms now) {
  auto seen = link_.look(now);
  model_.set_clocks(seen.clocks);
  if (seen.view) {
    model_.set_view(std::move(seen.view), now);
  }
  model_.set_link(seen.link, seen.last_data_wall_ms, now);
  for (const News& one : inbox_.take()) {
    if (const auto* answered = std::get_if<Answered>(&one)) {
      model_.answered(answered->answer, now);
    } else if (const auto* forecast = std::get_if<Result<ForecastReply>>(&one)) {
      model_.forecast_came(*forecast, now);
    } else if (const auto* officers = std::get_if<Result<OfficersReply>>(&one)) {
      model_.officers_came(*officers, now);
    } else if (const auto* names = std::get_if<Result<SnapshotReply>>(&one)) {
      model_.names_came(*names, now);
    } else if (const auto* misses = std::get_if<Result<MissesReply>>(&one)) {
      model_.misses_came(*misses, now);
    } else if (const auto* settled = std::get_if<Session::Settled>(&one)) {
      model_.settled(settlement_of(*settled), now);
    }
  }
}

template <class R>
void ControlRoom::ask(const client::Query& query) {
  link_.client().ask(query, kQuestionPatience, [this](const Result<Reply>& answer) {
    if (!answer) {
      inbox_.put(Result<R>(answer.error()));
    } else if (const auto* reply = std::get_if<R>(&answer->body)) {
      inbox_.put(Result<R>(*reply));
    } else {
      inbox_.put(Result<R>(Error{ErrorCode::kInternal, "the reply is to another question"}));
    }
  });
}

void ControlRoom::act() {
  for (Action& action : model_.take_actions()) {
    if (auto* submitted = std::get_if<SubmitCommand>(&action)) {
      link_.client().submit(std::move(submitted->command), {kPatience, true},
                            [this](const Result<Reply>& answer) {
                              Result<void> told;
                              if (!answer) {
                                told = answer.error();
                              } else if (const auto refused = error_of(*answer)) {
                                told = *refused;
                              }
                              inbox_.put(Answered{told});
                            });
    } else if (std::holds_alternative<AskForecast>(action)) {
      ask<ForecastReply>(GetForecast{});
    } else if (std::holds_alternative<AskOfficers>(action)) {
      ask<OfficersReply>(GetOfficers{});
    } else if (std::holds_alternative<AskNames>(action)) {
      ask<SnapshotReply>(GetSnapshot{});
    } else if (std::holds_alternative<AskMisses>(action)) {
      GetMisses question;
      question.open_only = true;
      question.limit = kMisses;
      ask<MissesReply>(question);
    }
  }
}

}  // namespace antre::counter::supervisor
