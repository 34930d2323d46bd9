// SPDX-License-Identifier: Apache-2.0
// The model's part behind the sheets to choose from: more actions, transfer, serving without a
// number; and what can be taken back.
#include <algorithm>
#include <array>
#include <utility>

#include "counter/counter_model.hpp"

namespace antre::counter {
namespace {

constexpr Ms kSecondMs = 1'000;
constexpr std::array<Requeued, 3> kPlaces{Requeued::kInOrder, Requeued::kFront, Requeued::kBack};

Message refused(ErrorCode code) {
  return {Say::kRefused, code, {}, 0};
}

Choice action(Choice::Kind kind, Requeued where = Requeued::kInOrder) {
  return {kind, where, {}, {}, 0};
}

std::vector<Choice> more_actions() {
  return {action(Choice::Kind::kRequeue, Requeued::kInOrder),
          action(Choice::Kind::kRequeue, Requeued::kFront),
          action(Choice::Kind::kRequeue, Requeued::kBack),
          action(Choice::Kind::kQuick),
          action(Choice::Kind::kUndo),
          action(Choice::Kind::kSignOut),
          action(Choice::Kind::kReprint),
          action(Choice::Kind::kGuest),
          action(Choice::Kind::kHelp),
          action(Choice::Kind::kExplain),
          action(Choice::Kind::kIssue),
          action(Choice::Kind::kCode),
          action(Choice::Kind::kSounds)};
}

/// All services of the hall, so that a digit always means the same one, then the other counters at
/// which somebody works.
std::vector<Choice> transfer_targets(const HallView& view, CounterId here) {
  std::vector<Choice> all;
  for (const ServiceSettings& service : view.hall.services) {
    all.push_back({Choice::Kind::kService, Requeued::kInOrder, service.id, {}, 0});
  }
  for (const ViewCounter& counter : view.counters) {
    const bool works = counter.state != CounterState::kClosed && !counter.closing;
    if (works && counter.id != here) {
      all.push_back({Choice::Kind::kCounter, Requeued::kInOrder, {}, counter.id, 0});
    }
  }
  return all;
}

std::vector<Choice> served_here(const HallView& view, CounterId here) {
  std::vector<Choice> all;
  const CounterSettings* settings = view.hall.counter(here);
  if (settings == nullptr) {
    return all;
  }
  for (const auto* services : {&settings->primary, &settings->secondary}) {
    for (const ServiceId& service : *services) {
      const Choice choice{Choice::Kind::kService, Requeued::kInOrder, service, {}, 0};
      if (std::ranges::find(all, choice) == all.end()) {
        all.push_back(choice);
      }
    }
  }
  return all;
}

Touch touch_of_action(const Choice& choice) {
  switch (choice.kind) {
    case Choice::Kind::kRequeue: {
      const auto* at = std::ranges::find(kPlaces, choice.where);
      return {Element::kRequeue, static_cast<std::size_t>(at - kPlaces.begin())};
    }
    case Choice::Kind::kQuick:
      return {Element::kQuick};
    case Choice::Kind::kUndo:
      return {Element::kUndo};
    case Choice::Kind::kReprint:
      return {Element::kReprint};
    case Choice::Kind::kGuest:
      return {Element::kGuest};
    case Choice::Kind::kHelp:
      return {Element::kHelp};
    case Choice::Kind::kExplain:
      return {Element::kExplain};
    case Choice::Kind::kIssue:
      return {Element::kIssue};
    case Choice::Kind::kCode:
      return {Element::kCode};
    case Choice::Kind::kSounds:
      return {Element::kSounds};
    default:
      return {Element::kSignOut};
  }
}

}  // namespace

void CounterModel::refresh_choices() {
  std::vector<Choice> choices;
  if (view_ && sheet_ == Sheet::kMore) {
    choices = more_actions();
  } else if (view_ && sheet_ == Sheet::kTransfer) {
    choices = transfer_targets(*view_, here());
  } else if (view_ && sheet_ == Sheet::kQuick) {
    choices = served_here(*view_, here());
  } else if (view_) {
    choices = form_choices();
  }
  if (choices == choices_) {
    return;
  }
  const auto chosen = choice_ < choices_.size() ? std::optional(choices_[choice_]) : std::nullopt;
  choices_ = std::move(choices);
  const auto at = chosen ? std::ranges::find(choices_, *chosen) : choices_.end();
  choice_ = 0;
  if (at != choices_.end()) {
    choice_ = static_cast<std::size_t>(at - choices_.begin());
  } else {
    // The first that does something.
    for (std::size_t i = 0; i < choices_.size(); ++i) {
      if (!why_not_choice(i)) {
        choice_ = i;
        break;
      }
    }
  }
  changed();
}

std::optional<Message> CounterModel::why_not_choice(std::size_t index) const {
  if (index >= choices_.size()) {
    return Message{Say::kNotNow, {}, {}, 0};
  }
  const Choice& choice = choices_[index];
  if (sheet_ == Sheet::kMore) {
    return why_not_on_page(touch_of_action(choice));
  }
  const ViewTicket* visitor = ticket();
  const bool own = sheet_ == Sheet::kTransfer && choice.kind == Choice::Kind::kService &&
                   visitor != nullptr && visitor->service == choice.service;
  return own ? std::optional(Message{Say::kNotNow, {}, {}, 0}) : std::nullopt;
}

/// Why an action that sends the visitor away, takes something back or begins without a number does
/// nothing now.
std::optional<Message> CounterModel::why_not_end(const Touch& touch) const {
  const bool with_visitor = page_ == Page::kCalled || page_ == Page::kServing;
  switch (touch.element) {
    case Element::kUndo:
      return undo_until() ? std::nullopt : std::optional(refused(ErrorCode::kNothingToUndo));
    case Element::kQuick:
      if (with_visitor) {
        return refused(ErrorCode::kCounterBusy);
      }
      return page_ == Page::kBreak ? std::optional(refused(ErrorCode::kCounterOnBreak))
                                   : std::nullopt;
    default:
      return with_visitor ? std::nullopt : std::optional(refused(ErrorCode::kCounterIdle));
  }
}

void CounterModel::open_sheet(Sheet sheet) {
  return_ = false;
  set_sheet(sheet_ == sheet ? Sheet::kNone : sheet);
}

void CounterModel::choose(const Touch& touch) {
  choice_ = touch.index;
  changed();
  if (sheet_ != Sheet::kMore) {
    return;
  }
  const Touch wanted = touch_of_action(choices_[choice_]);
  set_sheet(Sheet::kNone);
  touch_page(wanted);
}

void CounterModel::apply_choice(const Touch& touch) {
  const Choice& choice = choices_[choice_];
  if (sheet_ == Sheet::kQuick) {
    submit(touch, QuickServe{here(), choice.service});
    return;
  }
  Transfer transfer;
  transfer.counter = here();
  transfer.return_ = return_;
  if (choice.kind == Choice::Kind::kCounter) {
    transfer.to_counter = choice.counter;
  } else {
    transfer.service = choice.service;
  }
  submit(touch, std::move(transfer), ticket() != nullptr ? ticket()->ticket : std::string{});
}

// ---------------------------------------------------------------- taking back

std::optional<EngineMs> CounterModel::undo_until() const {
  const ViewCounter* shown = counter();
  if (shown == nullptr || view_->hall.calling.undo_s <= 0) {
    return std::nullopt;
  }
  std::optional<EngineMs> since;
  const ViewTicket* here = ticket();
  if (page_ == Page::kCalled && here != nullptr && !here->auto_ && here->recalls == 0) {
    since = here->called_ms;
  } else if (page_ == Page::kIdle && shown->undo) {
    since = shown->since_ms;
  }
  if (!since) {
    return std::nullopt;
  }
  const EngineMs until = *since + view_->hall.calling.undo_s * kSecondMs;
  return engine_ms(now_) < until ? std::optional(until) : std::nullopt;
}

int CounterModel::undo_left_s(Ms now) const {
  const auto until = undo_until();
  if (!until) {
    return 0;
  }
  const std::int64_t left = *until - engine_ms(now);
  return static_cast<int>(std::max<std::int64_t>(0, (left + kSecondMs - 1) / kSecondMs));
}

std::string CounterModel::undo_ticket() const {
  if (!undo_until()) {
    return {};
  }
  if (page_ == Page::kCalled) {
    return ticket()->ticket;
  }
  return counter()->undo->ticket;
}

}  // namespace antre::counter
