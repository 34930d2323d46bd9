// SPDX-License-Identifier: Apache-2.0
// What can be done, and the sheets in which it is said how.
#include <algorithm>
#include <cctype>
#include <set>
#include <utility>

#include "counter/supervisor/supervisor_model.hpp"

namespace antre::counter::supervisor {
namespace {

constexpr std::size_t kSheetPage = 8;
/// A message stays on the displays for so long; it can be taken back by the command line.
constexpr int kAnnounceMinutes = 10;

bool contains(std::string_view text, std::string_view part) {
  const auto same = [](char a, char b) {
    return std::tolower(static_cast<unsigned char>(a)) ==
           std::tolower(static_cast<unsigned char>(b));
  };
  return std::search(text.begin(), text.end(), part.begin(), part.end(), same) != text.end() ||
         part.empty();
}

std::string trimmed(const std::string& text) {
  const auto from = text.find_first_not_of(' ');
  return from == std::string::npos ? std::string{}
                                   : text.substr(from, text.find_last_not_of(' ') - from + 1);
}

std::vector<Verb> counter_verbs(const ViewCounter& counter) {
  std::vector<Verb> verbs;
  if (counter.help) {
    verbs.push_back(Verb::kEndHelp);
  }
  switch (counter.state) {
    case CounterState::kClosed:
      verbs.push_back(Verb::kOpen);
      break;
    case CounterState::kFree:
      verbs.insert(verbs.end(), {Verb::kBreak, Verb::kClose});
      break;
    case CounterState::kOnBreak:
      verbs.insert(verbs.end(), {Verb::kResume, Verb::kClose});
      break;
    case CounterState::kCalling:
    case CounterState::kServing:
      break;  // a visitor is there: the officer ends that first
  }
  return verbs;
}

}  // namespace

std::vector<Verb> SupervisorModel::verbs_of(const Item& item) const {
  if (!view_) {
    return {};
  }
  switch (item.kind) {
    case Item::Kind::kCounter:
    case Item::Kind::kAlert: {
      const ViewCounter* counter = view_->counter(item.counter);
      return counter != nullptr ? counter_verbs(*counter) : std::vector<Verb>{};
    }
    case Item::Kind::kLine: {
      const auto row = std::ranges::find(overview_.lines, item.service, &LineRow::service);
      if (row == overview_.lines.end()) {
        return {};
      }
      std::vector<Verb> verbs;
      if (row->waiting > 0) {
        verbs.push_back(Verb::kMove);
      }
      verbs.push_back(row->pause != nullptr ? Verb::kUnpause : Verb::kPause);
      return verbs;
    }
    case Item::Kind::kDue:
    case Item::Kind::kProbable: {
      const ViewTicket* ticket = view_->ticket(item.ticket);
      const bool waits = ticket != nullptr && ticket->state == TicketState::kWaiting;
      return waits ? std::vector<Verb>{Verb::kMove} : std::vector<Verb>{};
    }
    case Item::Kind::kHelp:
    case Item::Kind::kAdvice:
    case Item::Kind::kMiss: {
      const auto main = main_verb(item);
      return main ? std::vector<Verb>{*main} : std::vector<Verb>{};
    }
    case Item::Kind::kNone:
      break;
  }
  return {};
}

std::optional<Verb> SupervisorModel::main_verb(const Item& item) const {
  if (item.kind == Item::Kind::kHelp) {
    return Verb::kEndHelp;
  }
  if (item.kind == Item::Kind::kMiss) {
    return Verb::kCorrect;
  }
  if (item.kind != Item::Kind::kAdvice || !view_) {
    return std::nullopt;
  }
  // By the state of now: the advice is some seconds old.
  const ViewCounter* counter = view_->counter(item.counter);
  if (counter == nullptr || counter->state == CounterState::kClosed) {
    return Verb::kOpen;
  }
  return counter->state == CounterState::kOnBreak ? std::optional(Verb::kResume) : std::nullopt;
}

const ForecastReply* SupervisorModel::shown_forecast() const {
  return forecast_ ? &*forecast_ : nullptr;
}

bool SupervisorModel::wants_text() const {
  return sheet_.kind == Sheet::Kind::kText || sheet_.kind == Sheet::Kind::kOfficer ||
         sheet_.kind == Sheet::Kind::kTicket;
}

// ---------------------------------------------------------------- pressing

/// True, with the reason in the strip, when nothing can be sent now.
bool SupervisorModel::refuse() {
  if (link_ != Link::kOnline) {
    say({Notice::Say::kOfflineRefused, {}, {}, {}});
    return true;
  }
  if (pending_) {
    say({Notice::Say::kBusy, {}, {}, {}});
    return true;
  }
  return false;
}

void SupervisorModel::press(const Press& press, Ms now) {
  tick(now);
  if (sheet_.kind != Sheet::Kind::kNone) {
    press_in_sheet(press);
    return;
  }
  switch (press.kind) {
    case Press::Kind::kEnter:
      enter();
      break;
    case Press::Kind::kAnnounce:
      do_verb({}, Verb::kAnnounce);
      break;
    case Press::Kind::kQuick: {
      std::vector<Item> with;
      std::ranges::copy_if(side_, std::back_inserter(with),
                           [this](const Item& item) { return main_verb(item).has_value(); });
      if (press.index < with.size()) {
        select(with[press.index]);
        enter();
      }
      break;
    }
    case Press::Kind::kItem:
      if (press.item == selected_) {
        enter();
      } else {
        select(press.item);
      }
      break;
    case Press::Kind::kDo:
      select(press.item);
      enter();
      break;
    case Press::Kind::kCancel:
    case Press::Kind::kBackspace:
    case Press::Kind::kOption:
      break;
    default:
      move(press.kind);
  }
}

void SupervisorModel::enter() {
  const auto verbs = verbs_of(selected_);
  if (refuse()) {
    return;
  }
  if (verbs.empty()) {
    say({Notice::Say::kNothing, {}, {}, {}});
  } else if (verbs.size() == 1) {
    do_verb(selected_, verbs.front());
  } else {
    Sheet sheet;
    sheet.kind = Sheet::Kind::kActions;
    sheet.about = selected_;
    open_sheet(std::move(sheet));
  }
}

void SupervisorModel::open_sheet(Sheet sheet) {
  sheet_ = std::move(sheet);
  sheet_.choice = 0;
  fill_options();
  changed();
}

void SupervisorModel::close_sheet() {
  sheet_ = {};
  changed();
}

void SupervisorModel::do_verb(const Item& item, Verb verb) {
  if (refuse()) {
    return;
  }
  Sheet sheet;
  sheet.about = item;
  sheet.verb = verb;
  const std::string at = std::to_string(item.counter.value);
  switch (verb) {
    case Verb::kOpen:
      sheet.kind = Sheet::Kind::kOfficer;
      return open_sheet(std::move(sheet));
    case Verb::kMove:
      sheet.kind = Sheet::Kind::kTicket;
      if (item.kind != Item::Kind::kLine) {
        sheet.kind = Sheet::Kind::kMoveTo;
        sheet.ticket = item.ticket;
      }
      return open_sheet(std::move(sheet));
    case Verb::kCorrect:
    case Verb::kAnnounce:
      sheet.kind = Sheet::Kind::kText;
      return open_sheet(std::move(sheet));
    case Verb::kBreak:
      return submit(BreakCounter{item.counter, {}}, verb, at);
    case Verb::kResume:
      return submit(ResumeCounter{item.counter}, verb, at);
    case Verb::kClose:
      return submit(CloseCounter{item.counter}, verb, at);
    case Verb::kEndHelp:
      return submit(EndHelp{item.counter}, verb, at);
    case Verb::kPause:
      return submit(PauseService{item.service, {}, {}, {}}, verb, item.service.value);
    case Verb::kUnpause:
      return submit(UnpauseService{item.service}, verb, item.service.value);
  }
}

void SupervisorModel::submit(Command command, Verb verb, std::string subject) {
  if (refuse()) {
    return;
  }
  pending_ = {command, verb, std::move(subject), now_, false};
  actions_.emplace_back(SubmitCommand{std::move(command)});
  close_sheet();
}

// ---------------------------------------------------------------- in a sheet

/// The options follow the hall: a ticket that is called meanwhile cannot be moved any more.
void SupervisorModel::fill_options() {
  sheet_.options.clear();
  if (!view_) {
    return;
  }
  const auto add = [this](Option option) { sheet_.options.push_back(std::move(option)); };
  if (sheet_.kind == Sheet::Kind::kActions) {
    for (const Verb verb : verbs_of(sheet_.about)) {
      add({Option::Kind::kVerb, verb, {}, {}, {}, {}});
    }
  } else if (sheet_.kind == Sheet::Kind::kOfficer) {
    std::set<std::string> busy;
    for (const CounterCard& card : overview_.counters) {
      busy.insert(card.officer);
    }
    for (const std::string& name : officers_) {
      if (!busy.contains(name) && contains(name, sheet_.text)) {
        add({Option::Kind::kOfficer, {}, name, {}, {}, {}});
      }
    }
  } else if (sheet_.kind == Sheet::Kind::kTicket) {
    for (const ViewTicket* ticket : view_->line(sheet_.about.service)) {
      if (contains(ticket->ticket, sheet_.text)) {
        add({Option::Kind::kTicket, {}, {}, {ticket->of_day, ticket->ticket}, {}, {}});
      }
    }
  } else if (sheet_.kind == Sheet::Kind::kMoveTo) {
    const ViewTicket* ticket = view_->ticket(sheet_.ticket);
    if (ticket == nullptr || ticket->state != TicketState::kWaiting) {
      sheet_ = {};
      say({Notice::Say::kNothing, {}, {}, {}});
      return;
    }
    for (const ServiceSettings& service : view_->hall.services) {
      if (service.id != ticket->service || ticket->for_counter) {
        add({Option::Kind::kService, {}, {}, {}, service.id, {}});
      }
    }
    for (const ViewCounter& counter : view_->counters) {
      if (counter.state != CounterState::kClosed && ticket->for_counter != counter.id) {
        add({Option::Kind::kCounter, {}, {}, {}, {}, counter.id});
      }
    }
  }
  sheet_.choice = sheet_.options.empty() ? 0 : std::min(sheet_.choice, sheet_.options.size() - 1);
}

void SupervisorModel::type(std::string_view text, Ms now) {
  tick(now);
  if (!wants_text() || sheet_.text.size() + text.size() > kMaxLineBytes) {
    return;
  }
  for (const char letter : text) {
    // One line: what a paste brings of control characters is left out.
    if (static_cast<unsigned char>(letter) >= 0x20 && letter != 0x7F) {
      sheet_.text.push_back(letter);
    }
  }
  sheet_.choice = 0;
  fill_options();
  changed();
}

void SupervisorModel::press_in_sheet(const Press& press) {
  const std::size_t last = sheet_.options.empty() ? 0 : sheet_.options.size() - 1;
  switch (press.kind) {
    case Press::Kind::kCancel:
      close_sheet();
      return;
    case Press::Kind::kUp:
      sheet_.choice -= sheet_.choice > 0 ? 1 : 0;
      break;
    case Press::Kind::kDown:
      sheet_.choice = std::min(sheet_.choice + 1, last);
      break;
    case Press::Kind::kPageUp:
      sheet_.choice -= std::min(sheet_.choice, kSheetPage);
      break;
    case Press::Kind::kPageDown:
      sheet_.choice = std::min(sheet_.choice + kSheetPage, last);
      break;
    case Press::Kind::kFirst:
      sheet_.choice = 0;
      break;
    case Press::Kind::kLast:
      sheet_.choice = last;
      break;
    case Press::Kind::kBackspace:
      while (!sheet_.text.empty() &&
             (static_cast<unsigned char>(sheet_.text.back()) & 0xC0U) == 0x80U) {
        sheet_.text.pop_back();
      }
      if (!sheet_.text.empty()) {
        sheet_.text.pop_back();
      }
      fill_options();
      break;
    case Press::Kind::kEnter:
      if (!sheet_.options.empty()) {
        choose(Option(sheet_.options[sheet_.choice]));
      } else {
        choose_text();
      }
      return;
    case Press::Kind::kOption:
      if (press.index < sheet_.options.size()) {
        choose(Option(sheet_.options[press.index]));
      }
      return;
    default:
      return;
  }
  changed();
}

void SupervisorModel::choose(const Option& option) {
  const Sheet sheet = sheet_;
  switch (option.kind) {
    case Option::Kind::kVerb:
      close_sheet();
      return do_verb(sheet.about, option.verb);
    case Option::Kind::kOfficer:
      return submit(OpenCounter{sheet.about.counter, option.officer}, Verb::kOpen,
                    std::to_string(sheet.about.counter.value));
    case Option::Kind::kTicket: {
      Sheet next;
      next.kind = Sheet::Kind::kMoveTo;
      next.verb = Verb::kMove;
      next.about = sheet.about;
      next.ticket = option.ticket;
      return open_sheet(std::move(next));
    }
    case Option::Kind::kService:
      return submit(MoveTicket{sheet.ticket.number, sheet.ticket.day, option.service, {}},
                    Verb::kMove, sheet.ticket.number);
    case Option::Kind::kCounter:
      return submit(MoveTicket{sheet.ticket.number, sheet.ticket.day, {}, option.counter},
                    Verb::kMove, sheet.ticket.number);
  }
}

/// Enter where nothing is to be chosen: what was typed is meant.
void SupervisorModel::choose_text() {
  const std::string text = trimmed(sheet_.text);
  if (sheet_.kind != Sheet::Kind::kText && sheet_.kind != Sheet::Kind::kOfficer) {
    return;
  }
  if (text.empty()) {
    say({Notice::Say::kNoText, {}, {}, {}});
  } else if (sheet_.kind == Sheet::Kind::kOfficer) {
    submit(OpenCounter{sheet_.about.counter, text}, Verb::kOpen,
           std::to_string(sheet_.about.counter.value));
  } else if (sheet_.verb == Verb::kAnnounce) {
    submit(Announce{text, kAnnounceMinutes, false, {}}, Verb::kAnnounce, {});
  } else {
    const MissRow* row = miss(sheet_.about.miss);
    submit(Correct{sheet_.about.miss, text}, Verb::kCorrect,
           row != nullptr ? row->ticket : sheet_.about.miss);
  }
}

}  // namespace antre::counter::supervisor
