// SPDX-License-Identifier: Apache-2.0
#include "display/sign.hpp"

namespace antre::display {
namespace {

std::string name_of_service(const HallView& view, const ServiceId& id, const std::string& language,
                            bool shortly) {
  const auto* service = view.hall.service(id);
  if (service == nullptr) return {};
  const auto& fallback = view.hall.default_language();
  if (shortly) {
    if (const auto& text = text_in(service->short_name, language, fallback); !text.empty())
      return text;
  }
  return text_in(service->name, language, fallback);
}

std::string names_of_services(const HallView& view, const CounterSettings& counter,
                              const std::string& language) {
  std::string all;
  for (const auto& id : counter.primary) {
    const auto name = name_of_service(view, id, language, true);
    if (name.empty()) continue;
    if (!all.empty()) all += " · ";
    all += name;
  }
  return all;
}

RowState state_of(const ViewCounter& counter) {
  switch (counter.state) {
    case CounterState::kClosed:
      return RowState::kClosed;
    case CounterState::kOnBreak:
      return RowState::kBreak;
    default:
      break;
  }
  return RowState::kFree;
}

}  // namespace

Sign make_sign(const HallView* view, int counter, const std::string& language) {
  Sign sign;
  sign.counter = std::to_string(counter);
  const CounterId id{counter};
  const auto* at = view == nullptr ? nullptr : view->counter(id);
  if (at == nullptr) return sign;
  sign.known = true;
  if (const auto* settings = view->hall.counter(id)) {
    const auto& name = text_in(settings->name, language, view->hall.default_language());
    if (!name.empty()) sign.counter = name;
    sign.services = names_of_services(*view, *settings, language);
  }
  if (!at->ticket) {
    sign.state = state_of(*at);
    return sign;
  }
  // A visit without a number is named "+1" in the journal.
  if (at->ticket->number.starts_with('+')) {
    sign.state = RowState::kBusy;
    return sign;
  }
  sign.state = RowState::kNumber;
  sign.number = at->ticket->number;
  if (const auto* ticket = view->ticket(*at->ticket)) {
    sign.service = name_of_service(*view, ticket->service, language, false);
    sign.called = ticket->state == TicketState::kCalled;
    sign.recall = sign.called && ticket->recalls > 0;
  }
  return sign;
}

}  // namespace antre::display
