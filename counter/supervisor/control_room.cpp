// SPDX-License-Identifier: Apache-2.0
#include "counter/supervisor/control_room.hpp"

#include <chrono>
#include <utility>

#include "counter/link_words.hpp"

namespace antre::counter::supervisor {
namespace {

/// A supervisor does not wait longer without knowing; then it is settled, and the strip says so.
constexpr Millis kPatience{8'000};
/// A question changes nothing and may be asked again.
constexpr Millis kQuestionPatience{8'000};
/// More open misses than that are read with `antre misses`.
constexpr int kMisses = 50;

}  // namespace

ControlRoom::ControlRoom(client::Settings settings, std::filesystem::path state,
                         SupervisorModel& model, Hooks hooks)
    : state_(std::move(state)),
      model_(model),
      hooks_(std::move(hooks)),
      client_(with_outbox(std::move(settings), state_), callbacks()) {}

client::HallClient::Callbacks ControlRoom::callbacks() {
  client::HallClient::Callbacks made;
  made.on_change = hooks_.wake;
  made.on_settled = [this](const Session::Settled& settled) { hear(settled); };
  made.on_problem = hooks_.problem;
  return made;
}

ControlRoom::~ControlRoom() {
  client_.stop();
}

void ControlRoom::hear(News news) {
  {
    const std::lock_guard lock(mutex_);
    news_.push_back(std::move(news));
  }
  hooks_.wake();
}

Result<void> ControlRoom::start() {
  auto begun = client_.start();
  if (begun || !outbox_in_use(state_)) {
    return begun;
  }
  if (hooks_.problem) {
    hooks_.problem(begun.error().detail);
  }
  start_again_at_ = 0;
  hooks_.wake();
  return {};
}

void ControlRoom::take_in_link(Ms now) {
  if (start_again_at_ && now >= *start_again_at_) {
    start_again_at_ = now + kInUseMs;
    if (client_.start()) {
      start_again_at_.reset();
    }
  }
  if (start_again_at_) {
    model_.set_link(Link::kInUse, std::nullopt, now);
    return;
  }
  const client::LinkStatus status = client_.status();
  std::optional<std::int64_t> last_data;
  if (status.last_data) {
    last_data = std::chrono::duration_cast<Millis>(status.last_data->time_since_epoch()).count();
  }
  model_.set_link(link_of(status.state), last_data, now);
}

void ControlRoom::take_in_news(Ms now) {
  std::vector<News> news;
  {
    const std::lock_guard lock(mutex_);
    news.swap(news_);
  }
  for (const News& one : news) {
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

void ControlRoom::take_in(Ms now) {
  const client::HallTime time = client_.now();
  model_.set_clocks({time.engine_ms - now, time.wall_ms - now, time.utc_offset_s});
  if (auto view = client_.view(); view != shown_) {
    shown_ = view;
    model_.set_view(std::move(view), now);
  }
  take_in_link(now);
  take_in_news(now);
}

template <class R>
void ControlRoom::ask(const client::Query& query) {
  client_.ask(query, kQuestionPatience, [this](const Result<Reply>& answer) {
    if (!answer) {
      hear(Result<R>(answer.error()));
    } else if (const auto* reply = std::get_if<R>(&answer->body)) {
      hear(Result<R>(*reply));
    } else {
      hear(Result<R>(Error{ErrorCode::kInternal, "the reply is to another question"}));
    }
  });
}

void ControlRoom::act() {
  for (Action& action : model_.take_actions()) {
    if (auto* submitted = std::get_if<SubmitCommand>(&action)) {
      client_.submit(std::move(submitted->command), {kPatience, true},
                     [this](const Result<Reply>& answer) {
                       Result<void> told;
                       if (!answer) {
                         told = answer.error();
                       } else if (const auto refused = error_of(*answer)) {
                         told = *refused;
                       }
                       hear(Answered{told});
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
