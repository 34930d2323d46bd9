// SPDX-License-Identifier: Apache-2.0
// The model's part behind the sheets with a field or set reasons: help, why a target was missed,
// notes, the day of a follow-up, numbers and codes.
#include <algorithm>
#include <utility>

#include "counter/counter_model.hpp"

namespace antre::counter {
namespace {

constexpr std::int64_t kSecondMs = 1'000;
/// When a visitor comes again, most of all; what is chosen at first stands last.
constexpr std::size_t kTomorrow = 1;
constexpr std::size_t kNextWeek = 7;

Message message(Say say) {
  return {say, {}, {}, 0};
}

Choice choice_of(Choice::Kind kind, std::size_t n) {
  return {kind, Requeued::kInOrder, {}, {}, n};
}

}  // namespace

// ---------------------------------------------------------------- what is shown

bool CounterModel::is_form() const {
  switch (sheet_) {
    case Sheet::kHelp:
    case Sheet::kExplain:
    case Sheet::kNote:
    case Sheet::kDate:
    case Sheet::kCase:
    case Sheet::kIssue:
    case Sheet::kClass:
    case Sheet::kNumber:
    case Sheet::kCode:
      return true;
    default:
      return false;
  }
}

/// What does not depend on the visitor here stays open when the dispatcher calls one: nothing that
/// was typed is lost.
bool CounterModel::outlives_page() const {
  return is_form() && sheet_ != Sheet::kDate && sheet_ != Sheet::kCase;
}

bool CounterModel::wants_text() const {
  if (page_ == Page::kSignIn) {
    return sign_in_.field == SignInPage::Field::kName;
  }
  return sheet_ == Sheet::kExplain || sheet_ == Sheet::kNote || sheet_ == Sheet::kDate ||
         sheet_ == Sheet::kCode;
}

const ViewHelp* CounterModel::help() const {
  const ViewCounter* shown = page_ == Page::kSignIn ? nullptr : counter();
  return shown != nullptr && shown->help ? &*shown->help : nullptr;
}

std::int64_t CounterModel::help_s(Ms now) const {
  const ViewHelp* asked = help();
  return asked != nullptr ? std::max<std::int64_t>(0, engine_ms(now) - asked->since_ms) / kSecondMs
                          : 0;
}

int CounterModel::unexplained() const {
  if (!view_ || page_ == Page::kSignIn) {
    return 0;
  }
  return static_cast<int>(std::ranges::count_if(view_->misses, [this](const ViewMiss& miss) {
    return !miss.explained && std::ranges::find(miss.counters, here()) != miss.counters.end();
  }));
}

const ViewMiss* CounterModel::miss() const {
  if (!view_ || page_ == Page::kSignIn) {
    return nullptr;
  }
  const bool open = sheet_ == Sheet::kExplain;
  const auto at = std::ranges::find_if(view_->misses, [&](const ViewMiss& miss) {
    return open
               ? miss.miss == miss_
               : !miss.explained && std::ranges::find(miss.counters, here()) != miss.counters.end();
  });
  return at == view_->misses.end() ? nullptr : &*at;
}

std::optional<TicketId> CounterModel::note_ticket() const {
  if (notes_) {
    return notes_->ticket;
  }
  if (ticket_id_) {
    return ticket_id_;
  }
  if (last_ticket_) {
    return last_ticket_;
  }
  const ViewCounter* shown = counter();
  return shown != nullptr && shown->finished ? std::optional(shown->finished->ticket)
                                             : std::nullopt;
}

std::optional<Day> CounterModel::follow_up() const {
  if (!view_) {
    return std::nullopt;
  }
  const std::string typed = draft_.line();
  if (!typed.empty()) {
    return day_typed(typed, view_->day);
  }
  return choice_ < choices_.size()
             ? std::optional(Day{view_->day.value + static_cast<std::int32_t>(choices_[choice_].n)})
             : std::nullopt;
}

std::size_t CounterModel::outcomes() const {
  const ViewTicket* visitor = page_ == Page::kServing ? ticket() : nullptr;
  const auto* service = visitor != nullptr ? view_->hall.service(visitor->service) : nullptr;
  // Who comes for a case has one already.
  const bool steps = service != nullptr && !service->steps.empty() && visitor->case_.empty();
  return kOutcomes + (steps ? 1 : 0);
}

std::vector<Choice> CounterModel::form_choices() const {
  std::vector<Choice> all;
  if (sheet_ == Sheet::kHelp || sheet_ == Sheet::kExplain) {
    const auto& reasons = sheet_ == Sheet::kHelp ? phrases_.help : phrases_.miss;
    const std::size_t none = sheet_ == Sheet::kHelp ? 1 : 0;  // the first one is no reason
    for (std::size_t i = 0; i < reasons.size() + none; ++i) {
      all.push_back(choice_of(Choice::Kind::kReason, i));
    }
  } else if (sheet_ == Sheet::kDate) {
    all = {choice_of(Choice::Kind::kDays, kNextWeek), choice_of(Choice::Kind::kDays, kTomorrow)};
  } else if (sheet_ == Sheet::kIssue) {
    for (const ServiceSettings& service : view_->hall.services) {
      all.push_back({Choice::Kind::kService, Requeued::kInOrder, service.id, {}, 0});
    }
  } else if (sheet_ == Sheet::kClass) {
    all = {choice_of(Choice::Kind::kClass, 0), choice_of(Choice::Kind::kClass, 1)};
  }
  return all;
}

void CounterModel::set_phrases(Phrases phrases) {
  if (phrases_ == phrases) {
    return;
  }
  phrases_ = std::move(phrases);
  refresh_choices();
  changed();
}

// ---------------------------------------------------------------- why not

std::optional<Message> CounterModel::why_not_desk(const Touch& touch) const {
  const auto unless = [](bool may, Say say) {
    return may ? std::nullopt : std::optional(message(say));
  };
  switch (touch.element) {
    case Element::kHelp:
      return std::nullopt;
    case Element::kExplain:
      return unless(miss() != nullptr, Say::kNothingToExplain);
    case Element::kNote:
      return unless(note_ticket().has_value(), Say::kNoTicket);
    case Element::kIssue:
      return unless(view_->hall.desk.issue, Say::kNotAllowed);
    case Element::kCode:
      return unless(view_->hall.desk.check_in, Say::kNotAllowed);
    case Element::kSounds:
      return unless(view_->hall.desk.sounds, Say::kNotAllowed);
    default:
      return message(Say::kNotNow);
  }
}

std::optional<Message> CounterModel::why_not_print() const {
  if (sheet_ == Sheet::kNumber && !view_->hall.desk.reprint) {
    return message(Say::kNotAllowed);
  }
  return view_->printers.empty() ? std::optional(message(Say::kNoPrinter)) : std::nullopt;
}

std::optional<Message> CounterModel::why_not_apply() const {
  switch (sheet_) {
    case Sheet::kNote:
    case Sheet::kCode:
      return draft_.line().empty() ? std::optional(message(Say::kNothingTyped)) : std::nullopt;
    case Sheet::kExplain:
      if (miss() == nullptr) {
        return message(Say::kNothingToExplain);
      }
      return draft_.line().empty() && choices_.empty() ? std::optional(message(Say::kNothingTyped))
                                                       : std::nullopt;
    case Sheet::kDate:
      return follow_up() ? std::nullopt : std::optional(message(Say::kNoDay));
    case Sheet::kIssue:
      return why_not_choice(choice_);
    default:
      return std::nullopt;
  }
}

std::optional<Message> CounterModel::why_not_form(const Touch& touch) const {
  const bool same = (touch.element == Element::kHelp && sheet_ == Sheet::kHelp) ||
                    (touch.element == Element::kIssue && sheet_ == Sheet::kIssue);
  const bool shown = sheet_ == Sheet::kNumber || sheet_ == Sheet::kCase;
  if (same) {
    return std::nullopt;
  }
  switch (touch.element) {
    case Element::kApply:
      return why_not_apply();
    case Element::kOption:
      return touch.index < choices_.size() ? std::nullopt : std::optional(message(Say::kNotNow));
    case Element::kReprint:
      return shown ? why_not_print() : std::optional(message(Say::kNotNow));
    default:
      return message(Say::kNotNow);
  }
}

// ---------------------------------------------------------------- what is pressed and typed

void CounterModel::type_in_sheet(std::string_view text) {
  if (!wants_text() || pending_) {
    return;
  }
  // A reason does not begin with a digit: that chooses one of the set ones.
  const bool chooses = sheet_ == Sheet::kExplain && draft_.text().empty() && !text.empty() &&
                       text.front() >= '0' && text.front() <= '9';
  const bool day = text.find_first_not_of("0123456789./-+") == std::string_view::npos;
  if (!chooses && (sheet_ != Sheet::kDate || day) && draft_.add(text)) {
    changed();
  }
}

void CounterModel::touch_desk(const Touch& touch) {
  switch (touch.element) {
    case Element::kHelp:
      press_help(touch);
      break;
    case Element::kExplain:
      if (const ViewMiss* open = miss()) {
        miss_ = open->miss;
        set_sheet(Sheet::kExplain);
      }
      break;
    case Element::kNote:
      press_note();
      break;
    case Element::kIssue:
      open_sheet(Sheet::kIssue);
      break;
    case Element::kCode:
      open_sheet(Sheet::kCode);
      break;
    case Element::kSounds:
      press_sounds();
      break;
    default:
      break;
  }
}

void CounterModel::press_help(const Touch& touch) {
  if (help() != nullptr) {
    set_sheet(Sheet::kNone);
    submit(touch, EndHelp{here()});
  } else if (sheet_ == Sheet::kHelp) {
    apply_form(touch);
  } else {
    set_sheet(Sheet::kHelp);
  }
}

void CounterModel::press_note() {
  const auto asked = note_ticket();
  if (!asked) {
    return;
  }
  set_sheet(Sheet::kNote);
  notes_.emplace();
  notes_->ticket = *asked;
  actions_.emplace_back(AskNotes{*asked});
}

void CounterModel::press_sounds() {
  set_sheet(Sheet::kNone);
  sounds_ = !sounds_;
  actions_.emplace_back(KeepSounds{sounds_});
  say(message(sounds_ ? Say::kSoundsOn : Say::kSoundsOff));
}

void CounterModel::print_shown(const Touch& touch) {
  if (sheet_ == Sheet::kCase && case_) {
    submit(touch, PrintReceipt{case_->case_, {}}, case_->case_);
  } else if (given_) {
    submit(touch, Reprint{given_->ticket, given_->day, {}}, given_->ticket);
  }
}

void CounterModel::issue(const Touch& touch, TicketClass ticket_class) {
  Issue wanted;
  wanted.service = issue_service_;
  wanted.class_ = ticket_class;
  submit(touch, std::move(wanted));
}

void CounterModel::apply_form(const Touch& touch) {
  const std::string typed = draft_.line();
  const std::size_t n = choice_ < choices_.size() ? choices_[choice_].n : 0;
  const std::string number = ticket() != nullptr ? ticket()->ticket : std::string{};
  switch (sheet_) {
    case Sheet::kHelp:
      submit(touch, AskHelp{here(), n == 0 ? std::string{} : phrases_.help.at(n - 1)});
      break;
    case Sheet::kExplain:
      submit(touch, ExplainMiss{miss_, typed.empty() ? phrases_.miss.at(n) : typed});
      break;
    case Sheet::kNote:
      submit(touch, Note{notes_->ticket.number, notes_->ticket.day, typed, {}},
             notes_->ticket.number);
      break;
    case Sheet::kDate:
      submit(touch, Finish{here(), Outcome::kFollowUp, {}, follow_up()}, number);
      break;
    case Sheet::kCase:
      submit(touch, Finish{here(), Outcome::kFollowUp, {}, case_ ? case_->due : std::nullopt},
             number);
      break;
    case Sheet::kIssue:
      issue_service_ = choices_.at(choice_).service;
      if (view_->hall.kiosk.priority_classes.empty()) {
        issue(touch, TicketClass::kRegular);
      } else {
        set_sheet(Sheet::kClass);
      }
      break;
    case Sheet::kClass:
      issue(touch, n == 1 ? TicketClass::kPriority : TicketClass::kRegular);
      break;
    case Sheet::kCode:
      submit(touch, CheckIn{typed});
      break;
    default:
      set_sheet(Sheet::kNone);
  }
}

// ---------------------------------------------------------------- what was answered

/// What was done leaves its sheet; a number or a case that came of it is shown in one.
void CounterModel::take(const Command& command, const Brought& brought) {
  if (const auto* opened = std::get_if<CaseReply>(&brought)) {
    case_ = *opened;
    set_sheet(Sheet::kCase);
    return;
  }
  const bool by_code = std::holds_alternative<CheckIn>(command);
  const auto* given = std::get_if<TicketReply>(&brought);
  if (given != nullptr && (by_code || std::holds_alternative<Issue>(command))) {
    given_ = *given;
    given_by_code_ = by_code;
    set_sheet(Sheet::kNumber);
    return;
  }
  const bool prints =
      std::holds_alternative<Reprint>(command) || std::holds_alternative<PrintReceipt>(command);
  if (is_form() && !prints) {
    set_sheet(Sheet::kNone);
  }
}

void CounterModel::notes_came(NotesNews news, Ms now) {
  tick(now);
  if (!notes_ || notes_->ticket != news.ticket || notes_->state != NotesPage::State::kAsked) {
    return;
  }
  if (news.refused) {
    notes_->state = NotesPage::State::kFailed;
    notes_->code = *news.refused;
  } else {
    notes_->state = NotesPage::State::kShown;
    notes_->notes = std::move(news.notes);
  }
  changed();
}

// ---------------------------------------------------------------- alerts

bool CounterModel::sounds() const {
  return sounds_ && view_ && view_->hall.desk.sounds;
}

/// Once a ticket: when its clock is due here, when it turns red, when the dispatcher calls it here.
void CounterModel::alert() {
  if (!view_ || page_ == Page::kSignIn || link_ != Link::kOnline) {
    return;
  }
  const auto tell = [this](std::optional<TicketId>& told, const TicketId& id, Tone tone,
                           bool raise) {
    if (told == id) {
      return;
    }
    told = id;
    actions_.emplace_back(Alert{sounds() ? tone : Tone::kNone, raise});
  };
  const ViewTicket* visitor = ticket();
  if (page_ == Page::kCalled && visitor != nullptr && visitor->auto_) {
    tell(called_told_, *ticket_id_, Tone::kAutoCalled, true);
  }
  const ViewTicket* due = page_ == Page::kIdle && due_here() != nullptr ? due_here()
                          : page_ == Page::kBreak && waiting_.late      ? &*waiting_.late
                                                                        : nullptr;
  const auto running =
      due != nullptr ? clock_of(*view_, *due, engine_ms(now_)) : std::optional<TicketClock>{};
  if (!running) {
    return;
  }
  const TicketId id{due->of_day, due->ticket};
  if (running->mark >= Mark::kEscalate) {
    due_told_ = id;
    tell(red_told_, id, Tone::kRed, true);
  } else {
    tell(due_told_, id, Tone::kDue, false);
  }
}

}  // namespace antre::counter
