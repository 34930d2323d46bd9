// SPDX-License-Identifier: Apache-2.0
// The model's part for the paper of a number, and for how the printer is.
#include "kiosk/kiosk_model.hpp"

#include <algorithm>
#include <utility>

namespace antre::kiosk {
namespace {

/// Of a printer that is ready.
constexpr const char* kMediaLow = "media-low";
/// What is reported of a number that was shown and, as the hall or its visitor wants it, not
/// printed.
constexpr const char* kOnScreen = "on-screen";
/// What is reported when a copy that staff asked for could not be made.
constexpr const char* kNoCopy = "no-copy";

std::string trouble_word(const PrintNews& news) {
  return news.reason.empty() ? "unknown" : news.reason;
}

}  // namespace

void KioskModel::show_number() {
  const bool given_up = ticket_ && abandoned_ == TicketId{ticket_->day, ticket_->ticket};
  if (paper_mode() != kPaperNone && trouble_.empty() && !given_up) {
    show_paper();
  } else {
    show_no_paper();  // until the printer has shown that it prints again
  }
}

void KioskModel::print(const TicketReply& ticket, const std::string& language, bool copy) {
  if (abandoned_ == TicketId{ticket.day, ticket.ticket}) {
    abandoned_.reset();
  }
  actions_.emplace_back(PrintTicket{ticket, language, copy, false});
  if (!copy && view_ && view_->hall.printer.copies > 1) {
    actions_.emplace_back(PrintTicket{ticket, language, true, true});
  }
}

void KioskModel::print_shown() {
  if (!ticket_) {
    return;
  }
  paper_asked_ = true;
  show_paper();
  print(*ticket_, ticket_language_, copy_due_);
}

void KioskModel::on_screen_only(const TicketId& id) {
  actions_.emplace_back(SendReport{ReportPrint{id.number, id.day, PrintState::kFailed, kOnScreen}});
}

void KioskModel::show_paper() {
  shown_ms_ = large_ ? kTicketShownLargeMs : kTicketShownMs;
  ends_at_ = now_ + shown_ms_;
  more_time_given_ = false;
  go(Page::kTicket);
}

void KioskModel::show_no_paper() {
  shown_ms_ = kNoPaperShownMs;
  ends_at_ = now_ + shown_ms_;
  more_time_given_ = false;
  go(Page::kNoPaper);
}

void KioskModel::report(const PrintNews& news, PrintState state) {
  actions_.emplace_back(
      SendReport{ReportPrint{news.ticket.number, news.ticket.day, state, news.reason}});
}

void KioskModel::print_changed(const PrintNews& news, Ms now) {
  tick(now);
  printer_known_ = true;
  menu_print(news);
  const bool waits_for_help = news.state == PrintState::kQueued && !news.reason.empty();
  const bool well =
      !waits_for_help && news.state != PrintState::kFailed && news.state != PrintState::kUnknown;
  if (news.test || news.second) {
    if (waits_for_help) {
      actions_.emplace_back(CancelPrint{news.ticket});  // it must not come out later
    }
    if (!well || news.state == PrintState::kPrinted) {
      in_trouble(well ? std::string() : trouble_word(news));
    }
    refresh();
    return;
  }
  if (well) {
    const bool copied = news.copy && news.state == PrintState::kPrinted;
    report(news, copied ? PrintState::kReprinted : news.state);
    if (news.state == PrintState::kPrinted) {
      in_trouble({});
      if (page_ == Page::kNoPaper && shown(news.ticket)) {
        show_paper();
      }
    }
    refresh();
    return;
  }
  if (abandoned_ == news.ticket) {
    return;  // said already; this is the end of the cancelled job
  }
  abandoned_ = news.ticket;
  if (waits_for_help) {
    actions_.emplace_back(CancelPrint{news.ticket});
  }
  // That a copy failed says nothing of the first paper.
  const bool unknown = news.state == PrintState::kUnknown || news.copy;
  report(news, unknown ? PrintState::kUnknown : PrintState::kFailed);
  in_trouble(trouble_word(news));
  if (page_ == Page::kTicket && shown(news.ticket)) {
    show_no_paper();
  }
  refresh();
}

bool KioskModel::shown(const TicketId& id) const {
  return ticket_ && id == TicketId{ticket_->day, ticket_->ticket};
}

void KioskModel::printer_says(const std::string& trouble) {
  printer_known_ = true;
  const bool low = trouble == kMediaLow;
  if (paper_low_ != low) {
    paper_low_ = low;
    changed();
  }
  in_trouble(low ? std::string() : trouble);
  tell_printer();
}

void KioskModel::in_trouble(const std::string& trouble) {
  if (trouble_ != trouble) {
    trouble_ = trouble;
    changed();
  }
}

void KioskModel::tell_printer() {
  if (!printer_known_ || !view_ || link_ != Link::kOnline || paper_mode() == kPaperNone) {
    return;
  }
  const ReportPrinter now{trouble_.empty(), !trouble_.empty() ? trouble_
                                            : paper_low_      ? kMediaLow
                                                              : std::string()};
  const auto there = std::find_if(view_->printers.begin(), view_->printers.end(),
                                  [this](const auto& one) { return one.device == own_name(); });
  if (there != view_->printers.end() && there->told && there->ready == now.ready &&
      there->trouble == now.reason) {
    told_.reset();
    return;
  }
  const bool told = told_ && told_->what.ready == now.ready && told_->what.reason == now.reason &&
                    told_->epoch == view_->epoch && told_->day == view_->day;
  if (told && now_ < told_->at + kRetellPrinterMs) {
    return;  // on its way
  }
  told_ = Told{now, view_->epoch, view_->day, now_};
  actions_.emplace_back(SendPrinter{now});
}

const std::string& KioskModel::own_name() const {
  static const std::string without_key = "local";
  return device_.name.empty() ? without_key : device_.name;
}

void KioskModel::heard(const Entry& entry, bool fresh, Ms now) {
  tick(now);
  const auto* asked = std::get_if<ReprintAsked>(&entry.event);
  if (asked == nullptr || !fresh || !view_ || asked->kiosk != own_name() ||
      paper_mode() == kPaperNone) {
    return;
  }
  const std::pair<std::string, std::uint64_t> mark{view_->epoch, entry.seq};
  if (reprint_.first == mark.first && reprint_.second >= mark.second) {
    return;
  }
  reprint_ = mark;
  const Ms age = std::max<Ms>(wall_ms(now) - entry.wall_ms(), 0);
  reprints_.ask({asked->of_day.value_or(entry.day), asked->ticket}, now + kReprintFreshMs - age);
  see_to_reprints();
}

void KioskModel::fetched(const TicketId& ticket, const Result<TicketReply>& answer, Ms now) {
  tick(now);
  std::optional<ErrorCode> refused;
  if (!answer) {
    refused = answer.error().code;
  } else if (!view_ || TicketId{answer->day, answer->ticket} != ticket) {
    refused = ErrorCode::kInternal;
  }
  switch (reprints_.answered(ticket, refused, now_)) {
    case Reprints::Then::kPrint:
      print(*answer, languages().front(), true);
      break;
    case Reprints::Then::kGiveUp:
      give_up_reprint(ticket);
      break;
    case Reprints::Then::kNothing:
      break;
  }
}

void KioskModel::see_to_reprints() {
  for (const TicketId& ticket : reprints_.take_expired(now_)) {
    give_up_reprint(ticket);
  }
  for (const TicketId& ticket : reprints_.take_due(now_, link_ == Link::kOnline)) {
    actions_.emplace_back(FetchTicket{ticket});
  }
}

void KioskModel::give_up_reprint(const TicketId& ticket) {
  // That there is no copy says nothing of the first paper.
  actions_.emplace_back(
      SendReport{ReportPrint{ticket.number, ticket.day, PrintState::kUnknown, kNoCopy}});
}

}  // namespace antre::kiosk
