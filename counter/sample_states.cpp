// SPDX-License-Identifier: Apache-2.0
// The states of the window that are drawn and looked at.
#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "counter/samples.hpp"

namespace antre::counter {
namespace {

constexpr Ms kMinute = 60'000;

void open(Sample& sample) {
  sample.add(CounterOpened{Sample::kCounter, sample.model().sign_in().officer});
  sample.pass(kGuardMs);
}
/// The clock of the first ticket starts and runs for `ms`, with its marks as they are reached.
void run_clock(Sample& sample, Ms ms) {
  const std::string& ticket = sample.first_ticket();
  sample.add(ClockStarted{ticket, std::nullopt});
  struct Reached {
    Mark mark;
    Ms at;
  };
  constexpr std::array<Reached, 3> kMarks{{{Mark::kRemind, 5 * kMinute},
                                           {Mark::kEscalate, 8 * kMinute},
                                           {Mark::kAutoCall, 9 * kMinute}}};
  Ms passed = 0;
  const auto go_to = [&](Ms at) {
    sample.pass(at - passed);
    passed = at;
  };
  for (const Reached& reached : kMarks) {
    if (reached.at > ms) {
      break;
    }
    go_to(reached.at);
    sample.add(ClockReached{ticket, std::nullopt, reached.mark});
  }
  if (ms > 10 * kMinute) {
    go_to(10 * kMinute + 1'000);
    TargetMissed missed;
    missed.ticket = ticket;
    sample.add(std::move(missed));
  }
  go_to(ms);
}
void due(Sample& sample) {
  open(sample);
  run_clock(sample, 3 * kMinute + 20'000);
}
void due_amber(Sample& sample) {
  open(sample);
  run_clock(sample, 5 * kMinute + 12'000);
}
void due_red(Sample& sample) {
  open(sample);
  run_clock(sample, 8 * kMinute + 41'000);
}
void due_missed(Sample& sample) {
  open(sample);
  run_clock(sample, 11 * kMinute + 23'000);
}
void call(Sample& sample) {
  due(sample);
  sample.call(sample.first_ticket());
  sample.pass(24'000);
}
void call_late(Sample& sample) {
  due_red(sample);
  sample.call(sample.first_ticket());
  sample.pass(11'000);
}
void call_itself(Sample& sample) {
  open(sample);
  run_clock(sample, 9 * kMinute);
  sample.add(TicketCalled{sample.first_ticket(), std::nullopt, Sample::kCounter, false, true});
  sample.pass(8'000);
}
void call_missed(Sample& sample) {
  call_itself(sample);
  TargetMissed missed;
  missed.ticket = sample.first_ticket();
  sample.pass(kMinute);
  sample.add(CounterAlerted{Sample::kCounter, sample.first_ticket(), std::nullopt, "no-answer"});
  sample.add(std::move(missed));
  sample.pass(75'000);
}
void serve(Sample& sample) {
  call(sample);
  sample.add(ServiceStarted{sample.first_ticket(), std::nullopt, Sample::kCounter, {}, true, {}});
  sample.pass(5 * kMinute + 36'000);
}
void check(Sample& sample) {
  serve(sample);
  for (std::size_t i = 0; i < 3; ++i) {
    sample.press(Element::kCheck, i);
  }
}
void finish(Sample& sample) {
  check(sample);
  sample.press(Element::kBig);
  sample.press(Element::kOutcome, 0);
}
void done(Sample& sample) {
  serve(sample);
  sample.add(ServiceFinished{sample.first_ticket(), std::nullopt, Sample::kCounter});
  sample.pass(12'000);
}
void more(Sample& sample) {
  serve(sample);
  sample.press(Element::kMore);
}
void more_idle(Sample& sample) {
  done(sample);
  sample.press(Element::kMore);
}
void transfer(Sample& sample) {
  for (const int counter : {1, 3, 4, 6}) {
    sample.add(CounterOpened{{counter}, "Budi"});
  }
  serve(sample);
  sample.press(Element::kTransfer);
}
void transfer_to_counter(Sample& sample) {
  transfer(sample);
  sample.press(Element::kReturn);
  for (std::size_t i = 0; i < 5; ++i) {
    sample.press(Element::kDown);
  }
}
void quick(Sample& sample) {
  open(sample);
  sample.press(Element::kQuick);
}
void list(Sample& sample) {
  open(sample);
  sample.press(Element::kList);
  sample.press(Element::kDown);
  sample.press(Element::kDown);
}
void gone(Sample& sample) {
  list(sample);
  sample.call(sample.first_ticket(), 3);
}
void list_held(Sample& sample) {
  call(sample);
  sample.add(TicketHeld{sample.first_ticket(), std::nullopt, Sample::kCounter});
  TicketIssued booked;
  booked.ticket = number_text({"K"}, 77, 3);
  booked.service = {"K"};
  booked.channel = Channel::kAppointment;
  booked.class_ = TicketClass::kPriority;
  booked.place_ms = sample.view().at_ms + 49 * kMinute;
  sample.add(std::move(booked));
  sample.press(Element::kList);
  sample.press(Element::kLast);
  sample.press(Element::kUp);
}
void list_clocks(Sample& sample) {
  due_red(sample);
  sample.press(Element::kList);
}
void rest(Sample& sample) {
  open(sample);
  sample.add(CounterBreak{Sample::kCounter, {}});
  sample.pass(7 * kMinute + 5'000);
}
void rest_asked(Sample& sample) {
  open(sample);
  sample.add(CounterBreak{Sample::kCounter, {}});
  run_clock(sample, 9 * kMinute + 8'000);
}
void refuse(Sample& sample) {
  open(sample);
  sample.press(Element::kRecall);
}
void unknown(Sample& sample) {
  open(sample);
  sample.press(Element::kBig);
  sample.model().answered(Error{ErrorCode::kTimeout, {}}, sample.now());
}
void lose(Sample& sample) {
  call(sample);
  sample.lose_link();
}
void lose_finishing(Sample& sample) {
  finish(sample);
  sample.lose_link();
}
void lose_list(Sample& sample) {
  list(sample);
  sample.lose_link();
}
void sign_in(Sample& /*sample*/) {}
void choose(Sample& sample) {
  sample.add(CounterOpened{{1}, "Budi"});
  sample.add(CounterOpened{{3}, "Ani"});
  sample.press(Element::kNextField);
  sample.press(Element::kCounterField, 2);
}
void lack_name(Sample& sample) {
  while (!sample.model().sign_in().officer.empty()) {
    sample.press(Element::kBackspace);
  }
  sample.press(Element::kBig);
}
void refuse_sign_in(Sample& sample) {
  sample.press(Element::kBig);
  sample.model().answered(Error{ErrorCode::kOfficerElsewhere, {}}, sample.now());
}
void lose_sign_in(Sample& sample) {
  sample.lose_link();
  sample.press(Element::kBig);
}
void type_pin(Sample& sample) {
  for (const std::size_t digit : {4U, 0U, 7U, 1U, 9U, 2U}) {
    sample.press(Element::kDigit, digit);
  }
}
void pin(Sample& sample) {
  sample.model().set_pins(true, sample.now());
  type_pin(sample);
}
void choose_pin(Sample& sample) {
  sample.model().set_pins(true, sample.now());
  choose(sample);
  sample.press(Element::kPinField);
  type_pin(sample);
}
void wrong_pin(Sample& sample) {
  pin(sample);
  sample.press(Element::kBig);
  sample.model().signed_in(Error{ErrorCode::kPinWrong, {}}, sample.now());
}
void locked_pin(Sample& sample) {
  pin(sample);
  sample.press(Element::kBig);
  sample.model().signed_in(Error{ErrorCode::kPinLocked, "too many wrong PINs; wait 30 s"},
                           sample.now());
  sample.pass(3'000);
}
void lack_pin(Sample& sample) {
  sample.model().set_pins(true, sample.now());
  sample.press(Element::kBig);
}
void unanswered_pin(Sample& sample) {
  pin(sample);
  sample.press(Element::kBig);
  sample.model().signed_in(Error{ErrorCode::kTimeout, {}}, sample.now());
}
void works_elsewhere(Sample& sample) {
  sample.add(CounterOpened{{4}, sample.model().sign_in().name()});
  sample.press(Element::kBig);
  sample.model().answered(Error{ErrorCode::kOfficerElsewhere, {}}, sample.now());
}
void revoke(Sample& sample) {
  call(sample);
  sample.model().set_link(Link::kNotAuthorised, std::nullopt, sample.now());
}
void revoke_sign_in(Sample& sample) {
  sample.model().set_link(Link::kNotAuthorised, std::nullopt, sample.now());
}
void open_twice(Sample& sample) {
  sample.model().set_link(Link::kInUse, std::nullopt, sample.now());
}
void settle_done(Sample& sample) {
  open(sample);
  Settlement last;
  last.fate = Settlement::Fate::kDone;
  last.last_run = true;
  sample.model().settled(last, sample.now());
}

}  // namespace

const std::vector<SampleState>& sample_states() {
  static const std::vector<SampleState> states = [] {
    SampleHall three;
    three.services = 3;
    SampleHall certain = three;
    certain.one_line = true;
    SampleHall empty = three;
    empty.nobody = true;
    SampleHall others = empty;
    others.others_wait = true;
    SampleHall many;
    many.services = 8;
    SampleHall chosen = three;
    chosen.own_counter = false;
    SampleHall hall_of_24 = chosen;
    hall_of_24.counters = 24;
    std::vector<SampleState> all{{"sign-in", three, sign_in},
                                 {"sign-in-choose", chosen, choose},
                                 {"sign-in-name", three, lack_name},
                                 {"sign-in-refused", three, refuse_sign_in},
                                 {"sign-in-offline", three, lose_sign_in},
                                 {"sign-in-pin", three, pin},
                                 {"sign-in-pin-choose", chosen, choose_pin},
                                 {"sign-in-pin-many", hall_of_24, choose_pin},
                                 {"sign-in-pin-missing", three, lack_pin},
                                 {"sign-in-pin-wrong", three, wrong_pin},
                                 {"sign-in-pin-locked", three, locked_pin},
                                 {"sign-in-pin-unanswered", three, unanswered_pin},
                                 {"sign-in-elsewhere", three, works_elsewhere},
                                 {"sign-in-not-authorised", three, revoke_sign_in},
                                 {"sign-in-twice", three, open_twice},
                                 {"idle", certain, due},
                                 {"due-amber", certain, due_amber},
                                 {"due-red", certain, due_red},
                                 {"due-missed", three, due_missed},
                                 {"due-several", three, due},
                                 {"idle-several", three, open},
                                 {"idle-four", {}, open},
                                 {"idle-eight", many, open},
                                 {"idle-nobody", empty, open},
                                 {"idle-others", others, open},
                                 {"called", three, call},
                                 {"called-late", three, call_late},
                                 {"auto-called", three, call_itself},
                                 {"auto-called-missed", three, call_missed},
                                 {"undo", three, done},
                                 {"more", three, more},
                                 {"more-idle", three, more_idle},
                                 {"transfer", three, transfer},
                                 {"transfer-many", many, transfer_to_counter},
                                 {"quick", three, quick},
                                 {"quick-many", many, quick},
                                 {"list-held", three, list_held},
                                 {"list-clocks", three, list_clocks},
                                 {"break-asked", three, rest_asked},
                                 {"serving", three, serve},
                                 {"checklist", certain, check},
                                 {"outcome", certain, finish},
                                 {"list", three, list},
                                 {"list-gone", three, gone},
                                 {"break", three, rest},
                                 {"refused", three, refuse},
                                 {"checking", three, unknown},
                                 {"done-before", three, settle_done},
                                 {"not-authorised", three, revoke},
                                 {"offline", three, lose},
                                 {"offline-outcome", certain, lose_finishing},
                                 {"offline-list", three, lose_list}};
    std::ranges::move(paper_states(), std::back_inserter(all));
    std::ranges::move(form_states(), std::back_inserter(all));
    return all;
  }();
  return states;
}

}  // namespace antre::counter
