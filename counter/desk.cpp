// SPDX-License-Identifier: Apache-2.0
#include "counter/desk.hpp"

#include <chrono>
#include <utility>

#include "counter/memory.hpp"

namespace antre::counter {
namespace {

/// An officer does not wait longer without knowing; then it is settled, and the strip says so.
constexpr Millis kPatience{8'000};

Link link_of(LinkState state) {
  switch (state) {
    case LinkState::kConnecting:
      return Link::kConnecting;
    case LinkState::kOnline:
      return Link::kOnline;
    case LinkState::kOffline:
      return Link::kOffline;
    case LinkState::kNotAuthorised:
      break;
  }
  return Link::kNotAuthorised;
}

/// A ticket's command (unhold) is answered without a counter.
Result<std::optional<CounterReply>> counter_reply(const Result<Reply>& answer) {
  if (!answer) {
    return answer.error();
  }
  if (const auto* reply = std::get_if<CounterReply>(&answer->body)) {
    return std::optional(*reply);
  }
  if (std::holds_alternative<TicketReply>(answer->body) ||
      std::holds_alternative<Accepted>(answer->body)) {
    return std::optional<CounterReply>{};
  }
  if (const auto refused = error_of(*answer)) {
    return *refused;
  }
  return Error{ErrorCode::kInternal, "the reply to a counter's command is none of a counter"};
}

CounterModel::Fate fate_of(const Session::Settled& settled) {
  using Settled = Session::Settled;
  if (settled.fate == Settled::Fate::kUnknown) {
    return CounterModel::Fate::kUnknown;
  }
  const bool refused = settled.reply && error_of(*settled.reply);
  return settled.fate == Settled::Fate::kExecuted && !refused ? CounterModel::Fate::kDone
                                                              : CounterModel::Fate::kNotDone;
}

client::Settings with_outbox(client::Settings settings, const std::filesystem::path& state) {
  if (!state.empty()) {
    settings.outbox = state / "outbox";
  }
  return settings;
}

}  // namespace

Desk::Desk(client::Settings settings, std::filesystem::path state, CounterModel& model, Hooks hooks)
    : state_(std::move(state)),
      model_(model),
      hooks_(std::move(hooks)),
      client_(with_outbox(std::move(settings), state_),
              {hooks_.wake,
               {},
               [this](const Session::Settled& settled) { hear(settled); },
               hooks_.problem}) {}

Desk::~Desk() {
  client_.stop();
}

void Desk::hear(News news) {
  {
    const std::lock_guard lock(mutex_);
    news_.push_back(std::move(news));
  }
  hooks_.wake();
}

void Desk::take_in(Ms now) {
  const client::HallTime time = client_.now();
  model_.set_clocks({time.engine_ms - now, time.wall_ms - now, time.utc_offset_s});
  if (auto view = client_.view(); view != shown_) {
    shown_ = view;
    model_.set_view(std::move(view), now);
  }
  const client::LinkStatus status = client_.status();
  std::optional<std::int64_t> last_data;
  if (status.last_data) {
    last_data = std::chrono::duration_cast<Millis>(status.last_data->time_since_epoch()).count();
  }
  model_.set_link(link_of(status.state), last_data, now);
  std::vector<News> news;
  {
    const std::lock_guard lock(mutex_);
    news.swap(news_);
  }
  for (const News& one : news) {
    if (const auto* answered = std::get_if<Answered>(&one)) {
      model_.answered(answered->answer, now);
    } else if (const auto* settled = std::get_if<Session::Settled>(&one)) {
      const auto command = settled->request ? command_of(settled->request->body) : std::nullopt;
      model_.settled(fate_of(*settled), command, settled->last_run, now);
    }
  }
}

void Desk::submit(const Command& command) {
  client_.submit(command, {kPatience, true},
                 [this](const Result<Reply>& answer) { hear(Answered{counter_reply(answer)}); });
}

void Desk::act() {
  for (const Action& action : model_.take_actions()) {
    if (const auto* submitted = std::get_if<SubmitCommand>(&action)) {
      submit(submitted->command);
    } else if (const auto* remember = std::get_if<Remember>(&action); !state_.empty()) {
      if (const auto kept = write_memory(state_, *remember); !kept && hooks_.problem) {
        hooks_.problem(kept.error().detail);
      }
    }
  }
}

}  // namespace antre::counter
