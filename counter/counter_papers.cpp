// SPDX-License-Identifier: Apache-2.0
// The model's part about paper and the guest book: printers in trouble, a ticket printed again,
// what the visitor entered.
#include <algorithm>
#include <string>
#include <utility>

#include "counter/counter_model.hpp"

namespace antre::counter {
namespace {

/// Personal data does not stay on a screen that nobody looks at.
constexpr Ms kGuestShownMs = 60'000;

bool in_trouble(const ViewPrinter& printer) {
  return printer.told && !printer.ready;
}
bool near_end(const ViewPrinter& printer) {
  return printer.told && printer.ready && !printer.trouble.empty();
}

const ViewPrinter* printer_of(const HallView& view, const std::string& device) {
  const auto at = std::ranges::find(view.printers, device, &ViewPrinter::device);
  return at == view.printers.end() ? nullptr : &*at;
}

}  // namespace

const ViewPrinter* CounterModel::printer_trouble() const {
  if (!view_) {
    return nullptr;
  }
  for (const auto concerns : {in_trouble, near_end}) {
    const auto at = std::ranges::find_if(view_->printers, concerns);
    if (at != view_->printers.end()) {
      return &*at;
    }
  }
  return nullptr;
}

int CounterModel::printer_troubles() const {
  return view_ ? static_cast<int>(std::ranges::count_if(
                     view_->printers,
                     [](const ViewPrinter& one) { return in_trouble(one) || near_end(one); }))
               : 0;
}

/// What has just stopped is said once, over whatever is open; then it stands in the foot.
void CounterModel::tell_printers(const HallView* before) {
  if (before == nullptr || page_ == Page::kSignIn) {
    return;
  }
  for (const ViewPrinter& printer : view_->printers) {
    const ViewPrinter* was = printer_of(*before, printer.device);
    if (in_trouble(printer) && (was == nullptr || !in_trouble(*was))) {
      say({Say::kPrinter, {}, printer.device, 0});
      return;
    }
  }
}

std::optional<Message> CounterModel::why_not_paper(const Touch& touch) const {
  const ViewTicket* here = ticket();
  if (here == nullptr) {
    return Message{Say::kRefused, ErrorCode::kCounterIdle, {}, 0};
  }
  if (touch.element == Element::kGuest) {
    return here->guest ? std::nullopt : std::optional(Message{Say::kNoGuest, {}, {}, 0});
  }
  if (!view_->hall.desk.reprint) {
    return Message{Say::kNotAllowed, {}, {}, 0};
  }
  return view_->printers.empty() ? std::optional(Message{Say::kNoPrinter, {}, {}, 0})
                                 : std::nullopt;
}

void CounterModel::press_reprint(const Touch& touch) {
  const ViewTicket& here = *ticket();
  const bool confirmed =
      notice_ && notice_->say == Say::kConfirmReprint && notice_->ticket == here.ticket;
  const std::string number = here.ticket;
  const Day of_day = here.of_day;
  set_sheet(Sheet::kNone);
  if (confirmed) {
    submit(touch, Reprint{number, of_day, {}}, number);
  } else {
    say({Say::kConfirmReprint, {}, number, 0});
  }
}

void CounterModel::press_guest() {
  if (sheet_ == Sheet::kGuest) {
    set_sheet(Sheet::kNone);
    return;
  }
  const TicketId asked{ticket()->of_day, ticket()->ticket};
  set_sheet(Sheet::kGuest);
  guest_.emplace();
  guest_->ticket = asked;
  guest_->until = now_ + kGuestShownMs;
  actions_.emplace_back(AskGuest{asked});
}

void CounterModel::guest_came(GuestNews news, Ms now) {
  tick(now);
  // An answer to what nobody looks at any more goes as it came.
  if (!guest_ || guest_->ticket != news.ticket || guest_->state != GuestPage::State::kAsked) {
    return;
  }
  if (news.refused) {
    guest_->state = GuestPage::State::kFailed;
    guest_->code = *news.refused;
  } else if (news.there) {
    guest_->state = GuestPage::State::kShown;
    guest_->entry = std::move(news.entry);
  } else {
    guest_->state = GuestPage::State::kNothing;
  }
  changed();
}

}  // namespace antre::counter
