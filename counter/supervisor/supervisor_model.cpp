// SPDX-License-Identifier: Apache-2.0
#include "counter/supervisor/supervisor_model.hpp"

#include <algorithm>
#include <utility>

namespace antre::counter::supervisor {

// ---------------------------------------------------------------- what happens

void SupervisorModel::set_view(std::shared_ptr<const HallView> view, Ms now) {
  tick(now);
  const auto before = std::exchange(view_, std::move(view));
  if (view_ && (!before || before->epoch != view_->epoch || before->misses != view_->misses ||
                before->open_misses != view_->open_misses)) {
    misses_question_.wanted = true;
  }
  if (!before || (view_ && before->seq != view_->seq)) {
    names_question_.wanted = true;
  }
  forget_gone_names();
  refresh();
}

/// A name belongs to a counter as long as it is open. Whoever opens it next is asked for anew.
void SupervisorModel::forget_gone_names() {
  if (!view_) {
    return;
  }
  for (const ViewCounter& counter : view_->counters) {
    if (counter.state == CounterState::kClosed) {
      names_.erase(counter.id);
    } else if (!counter.officer.empty()) {
      names_.insert_or_assign(counter.id, counter.officer);
    }
  }
}

void SupervisorModel::set_link(Link link, std::optional<std::int64_t> last_data_wall_ms, Ms now) {
  tick(now);
  last_data_ = last_data_wall_ms;
  if (link_ == link) {
    return;
  }
  link_ = link;
  if (link_ == Link::kOnline) {
    for (Question* question : {&forecast_question_, &officers_question_, &misses_question_}) {
      question->wanted = true;
    }
    names_question_.wanted = true;
    if (notice_.say == Notice::Say::kOfflineRefused) {
      notice_ = {};
    }
  }
  changed();
  ask();
}

/// Whether something came, and when the question may be asked again.
template <class T>
bool SupervisorModel::came(Question& question, const Result<T>& answer) {
  question.asked = false;
  if (!answer) {
    question.wanted = true;
    question.not_before = now_ + kAskAgainMs;
  }
  return answer.has_value();
}

void SupervisorModel::forecast_came(const Result<ForecastReply>& answer, Ms now) {
  tick(now);
  forecast_question_.wanted = true;
  if (!came(forecast_question_, answer)) {
    return;
  }
  forecast_question_.not_before = now_ + kForecastEveryMs;
  forecast_ = *answer;
  refresh();
}

void SupervisorModel::officers_came(const Result<OfficersReply>& answer, Ms now) {
  tick(now);
  if (!came(officers_question_, answer)) {
    return;
  }
  officers_.clear();
  for (const Officer& officer : answer->officers) {
    officers_.push_back(officer.name);
  }
  fill_options();
  changed();
}

void SupervisorModel::names_came(const Result<SnapshotReply>& answer, Ms now) {
  tick(now);
  if (!came(names_question_, answer)) {
    return;
  }
  for (const ViewCounter& told : answer->view.counters) {
    // Closed meanwhile, or closed then and open again: neither name is to be believed.
    const ViewCounter* here = view_ ? view_->counter(told.id) : nullptr;
    if (here != nullptr && here->state != CounterState::kClosed && !told.officer.empty()) {
      names_.insert_or_assign(told.id, told.officer);
    }
  }
  refresh();
}

void SupervisorModel::misses_came(const Result<MissesReply>& answer, Ms now) {
  tick(now);
  if (!came(misses_question_, answer)) {
    return;
  }
  misses_ = answer->misses;
  refresh();
}

void SupervisorModel::answered(const Result<void>& answer, Ms now) {
  tick(now);
  if (!pending_) {
    return;
  }
  if (!answer && answer.error().code == ErrorCode::kTimeout) {
    pending_->unknown = true;  // never "failed": it is being settled
    changed();
    return;
  }
  const Pending was = *std::exchange(pending_, std::nullopt);
  if (answer) {
    say({Notice::Say::kDone, {}, was.verb, was.subject});
  } else {
    say({Notice::Say::kRefused, answer.error().code, was.verb, was.subject});
  }
}

void SupervisorModel::settled(const Settlement& settlement, Ms now) {
  tick(now);
  using Fate = Settlement::Fate;
  std::optional<Pending> ours;
  if (!settlement.last_run && pending_ && pending_->unknown) {
    ours = std::exchange(pending_, std::nullopt);
  }
  if (settlement.fate == Fate::kDone) {
    if (ours) {
      say({Notice::Say::kDone, {}, ours->verb, ours->subject});
    } else {
      say({Notice::Say::kDoneBefore, {}, {}, {}});
    }
  } else if (settlement.refused) {
    say({Notice::Say::kRefused, *settlement.refused, {}, {}});
  } else {
    const bool not_done = settlement.fate == Fate::kNotDone;
    say({not_done ? Notice::Say::kNotDone : Notice::Say::kNotKnown, {}, {}, {}});
  }
}

void SupervisorModel::tick(Ms now) {
  const Notice before = notice();
  now_ = now;
  if (notice_.say != Notice::Say::kNone && now_ >= notice_until_) {
    notice_ = {};
  }
  if (notice() != before) {
    changed();
  }
  ask();
}

// ---------------------------------------------------------------- what follows

std::vector<Action> SupervisorModel::take_actions() {
  return std::exchange(actions_, {});
}

std::optional<Ms> SupervisorModel::next_deadline() const {
  std::optional<Ms> first;
  const auto add = [&first](Ms at) { first = std::min(first.value_or(at), at); };
  if (link_ == Link::kInUse) {
    add(now_ + kInUseMs);
  }
  if (notice_.say != Notice::Say::kNone) {
    add(notice_until_);
  }
  if (pending_ && now_ < pending_->since + kCheckingAfterMs) {
    add(pending_->since + kCheckingAfterMs);
  }
  if (link_ == Link::kOnline) {
    for (const Question* question :
         {&forecast_question_, &officers_question_, &names_question_, &misses_question_}) {
      if (question->wanted && !question->asked && question->not_before > now_) {
        add(question->not_before);
      }
    }
  }
  return first;
}

void SupervisorModel::ask() {
  if (link_ != Link::kOnline || !view_) {
    return;
  }
  const auto due = [this](Question& question) {
    if (!question.wanted || question.asked || now_ < question.not_before) {
      return false;
    }
    question.wanted = false;
    question.asked = true;
    return true;
  };
  const bool nameless = std::ranges::any_of(overview_.counters, [](const CounterCard& card) {
    return card.counter->state != CounterState::kClosed && card.officer.empty();
  });
  names_question_.wanted = names_question_.wanted && nameless;
  if (due(names_question_)) {
    actions_.emplace_back(AskNames{});
  }
  if (due(forecast_question_)) {
    actions_.emplace_back(AskForecast{});
  }
  if (due(officers_question_)) {
    actions_.emplace_back(AskOfficers{});
  }
  if (due(misses_question_)) {
    actions_.emplace_back(AskMisses{});
  }
}

// ---------------------------------------------------------------- what is shown

void SupervisorModel::say(Notice notice) {
  notice_ = std::move(notice);
  notice_until_ = now_ + kNoticeMs;
  changed();
}

Notice SupervisorModel::notice() const {
  if (notice_.say != Notice::Say::kNone) {
    return notice_;
  }
  switch (link_) {
    case Link::kConnecting:
      return {Notice::Say::kConnecting, {}, {}, {}};
    case Link::kOffline:
      return {Notice::Say::kOffline, {}, {}, {}};
    case Link::kNotAuthorised:
      return {Notice::Say::kNotAuthorised, {}, {}, {}};
    case Link::kInUse:
      return {Notice::Say::kInUse, {}, {}, {}};
    case Link::kOnline:
      break;
  }
  if (pending_ && (pending_->unknown || now_ - pending_->since >= kCheckingAfterMs)) {
    return {Notice::Say::kChecking, {}, {}, {}};
  }
  return {};
}

void SupervisorModel::refresh() {
  overview_ = view_ ? overview_of(*view_, names_) : Overview{};
  fill_side();
  keep_selection();
  fill_options();
  changed();
  ask();
}

/// The newest urgent first: who asks, whose clock runs, what will go wrong, what went wrong.
void SupervisorModel::fill_side() {
  side_.clear();
  const auto add = [this](Item::Kind kind) -> Item& {
    side_.push_back({});
    side_.back().kind = kind;
    return side_.back();
  };
  for (const ViewCounter* counter : overview_.help) {
    add(Item::Kind::kHelp).counter = counter->id;
  }
  for (const ViewCounter* counter : overview_.alerted) {
    add(Item::Kind::kAlert).counter = counter->id;
  }
  for (const ViewTicket* ticket : overview_.due) {
    add(Item::Kind::kDue).ticket = {ticket->of_day, ticket->ticket};
  }
  if (forecast_ && view_) {
    // One advice at a time: they are different ways out of the same trouble, the best first.
    if (!forecast_->advice.empty()) {
      add(Item::Kind::kAdvice).counter = forecast_->advice.front().counter;
    }
    std::size_t shown = 0;
    for (const ProbableMiss& miss : forecast_->misses) {
      const TicketId id{miss.day, miss.ticket};
      const ViewTicket* ticket = view_->ticket(id);
      if (ticket != nullptr && ticket->state == TicketState::kWaiting && shown < kProbableShown) {
        add(Item::Kind::kProbable).ticket = id;
        ++shown;
      }
    }
  }
  for (const MissRow& row : misses_) {
    add(Item::Kind::kMiss).miss = row.miss;
  }
}

const MissRow* SupervisorModel::miss(const std::string& name) const {
  const auto found = std::ranges::find(misses_, name, &MissRow::miss);
  return found == misses_.end() ? nullptr : &*found;
}

}  // namespace antre::counter::supervisor
