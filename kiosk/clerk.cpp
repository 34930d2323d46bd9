// SPDX-License-Identifier: Apache-2.0
#include "kiosk/clerk.hpp"

#include <spdlog/spdlog.h>

#include <stdexcept>
#include <utility>
#include <variant>

#include "i18n/wording.hpp"
#include "link/log.hpp"
#include "printer/ticket_words.hpp"
#include "protocol/codec.hpp"
#include "ui/assets.hpp"

namespace antre::kiosk {
namespace {

/// A full disk or a wrong clock is seen to by people; a report waits for them.
constexpr Ms kRetryMs = 10'000;

/// The texts of a language; Indonesian where a hall names one without a catalogue.
i18n::Catalogue load_words(const std::string& language) {
  try {
    return i18n::Catalogue::load(language);
  } catch (const std::runtime_error&) {
    return i18n::Catalogue::load("id");
  }
}

bool is_end(PrintState state) {
  return state != PrintState::kNone && state != PrintState::kQueued;
}

void tell(const Result<void>& done) {
  if (!done) {
    spdlog::warn("the spool of tickets could not be written: {}", done.error().detail);
  }
}

}  // namespace

bool keep_ticket(PaperSpool& spool, const Request& request, const Reply& reply) {
  const auto* ticket = std::get_if<TicketReply>(&reply.body);
  if (ticket == nullptr || !std::holds_alternative<Issue>(request.body)) {
    return true;
  }
  const auto kept = spool.keep(*ticket);
  tell(kept);
  return kept.has_value();
}

Clerk::Clerk(KioskModel& model, PaperSpool& spool, printer::Printer& printer, Door door)
    : model_(model),
      spool_(spool),
      door_(std::move(door)),
      courier_({door_.send, door_.abandon,
                [this](const Result<TicketReply>& answer) {
                  model_.issue_answered(answer, door_.now());
                },
                [this](const Command& command) { delivered(command); },
                [this](const Result<TicketReply>& answer) {
                  model_.check_in_answered(answer, door_.now());
                }}),
      desk_(printer) {}

void Clerk::take_up(const std::string& open_request) {
  const Ms now = door_.now();
  for (const SpooledPaper& paper : spool_.papers()) {
    const auto stage = static_cast<int>(paper.stage);
    spdlog::info("the last run left a ticket ticket={} stage={}",
                 link::log_value(paper.ticket.ticket), stage);
    if (paper.stage == PaperStage::kEnded) {
      // Its request may still be open, and will be settled with this very ticket.
      model_.known_to_have_ended({paper.ticket.day, paper.ticket.ticket});
      courier_.report({paper.ticket.ticket, paper.ticket.day, paper.end, paper.reason});
    } else {
      model_.found({paper.ticket, paper.language, paper.stage == PaperStage::kHanded}, now);
    }
  }
  const auto open = codec::decode_request(open_request);
  if (open && std::holds_alternative<Issue>(open->body)) {
    model_.recovering(now);
  }
}

void Clerk::set_online(bool online) {
  online_ = online;
  retry_at_.reset();
  courier_.set_online(online);
}

void Clerk::settled(const Session::Settled& settled) {
  const Ms now = door_.now();
  if (settled.fate == Session::Settled::Fate::kUnknown) {
    model_.settled_unknown(now);
    return;
  }
  std::optional<TicketReply> found;
  const bool issue = settled.request && std::holds_alternative<Issue>(settled.request->body);
  if (settled.request && !issue) {
    return;  // a check-in or a report: nobody's number hangs on it
  }
  if (issue && settled.reply) {
    if (const auto* ticket = std::get_if<TicketReply>(&settled.reply->body)) {
      found = *ticket;
      spdlog::info("an open request had been carried out ticket={}",
                   link::log_value(found->ticket));
    }
  }
  model_.settled(found, now);
}

void Clerk::look() {
  const Ms now = door_.now();
  for (const PrintNews& news : desk_.take_news()) {
    model_.print_changed(news, now);
  }
  if (const auto trouble = desk_.take_trouble()) {
    model_.printer_says(*trouble);
  }
  if (!online_ || !courier_.held_up()) {
    retry_at_.reset();
  } else if (!retry_at_) {
    retry_at_ = now + kRetryMs;
  } else if (now >= *retry_at_) {
    retry_at_.reset();
    courier_.set_online(true);
  }
}

void Clerk::act() {
  for (const Action& action : model_.take_actions()) {
    carry_out(action);
  }
}

void Clerk::carry_out(const Action& action) {
  if (const auto* submit = std::get_if<SubmitIssue>(&action)) {
    spool_.set_language(model_.language());
    courier_.issue(submit->issue);
  } else if (std::holds_alternative<SettleOpen>(action)) {
    courier_.settle();
  } else if (const auto* ticket = std::get_if<PrintTicket>(&action)) {
    print(*ticket);
  } else if (const auto* cancelled = std::get_if<CancelPrint>(&action)) {
    desk_.cancel(cancelled->ticket);
  } else if (const auto* sent = std::get_if<SendReport>(&action)) {
    report(sent->report);
  } else if (const auto* cancel = std::get_if<CancelTicket>(&action)) {
    courier_.cancel(cancel->cancel);
  } else {
    carry_out_staff(action);
  }
}

void Clerk::carry_out_staff(const Action& action) {
  if (const auto* code = std::get_if<SendCheckIn>(&action)) {
    courier_.check_in(code->check_in);
  } else if (const auto* entry = std::get_if<SignBook>(&action)) {
    courier_.tell(entry->entry);
  } else if (const auto* printer = std::get_if<SendPrinter>(&action)) {
    courier_.tell(printer->report);
  } else if (const auto* wanted = std::get_if<FetchTicket>(&action)) {
    if (door_.fetch) {
      door_.fetch(wanted->ticket);
    }
  } else if (std::holds_alternative<PrintTest>(action)) {
    print_test();
  } else if (const auto* pin = std::get_if<CheckPin>(&action)) {
    if (door_.check_pin) {
      door_.check_pin(pin->pin);
    }
  } else if (std::holds_alternative<RestartProgram>(action) && door_.restart) {
    door_.restart();
  }
}

const i18n::Catalogue& Clerk::words(const std::string& language) {
  if (!words_.contains(language)) {
    words_.emplace(language, load_words(language));
  }
  return words_.at(language);
}

void Clerk::print(const PrintTicket& action) {
  const HallView* view = model_.view();
  if (view == nullptr) {
    return;  // no number is given before the hall is known
  }
  const auto copied =
      action.copy ? std::optional(model_.wall_ms(door_.now())) : std::optional<std::int64_t>();
  const printer::TicketPaper paper =
      printer::ticket_paper(action.ticket, view->hall, words(action.language), view->utc_offset_s,
                            ui::asset_path("icons/hall.svg").string(), copied);
  if (action.second) {
    desk_.print({action.ticket.day, action.ticket.ticket}, paper, {}, PrintDesk::Paper::kSecond);
    return;  // the spool is about the first
  }
  // A paper in a visitor's hand is worth more than the record of it: it is printed all the same.
  desk_.print({action.ticket.day, action.ticket.ticket}, paper,
              [&spool = spool_, ticket = action.ticket, language = action.language] {
                tell(spool.hand(ticket, language));
              });
}

void Clerk::print_test() {
  const HallView* view = model_.view();
  const i18n::Catalogue& own = words(model_.languages().front());
  const std::int64_t wall = model_.wall_ms(door_.now());
  const int offset = view != nullptr ? view->utc_offset_s : 0;
  printer::TicketPaper paper;
  if (view != nullptr) {
    paper.hall = text_in(view->hall.name, own.language(), view->hall.default_language());
    paper.office = text_in(view->hall.office, own.language(), view->hall.default_language());
  }
  paper.heading = own.text("ticket.test");
  paper.number = "TEST";
  paper.service = own.text("ticket.test_line", model_.device().name);
  paper.date = i18n::long_date(own, i18n::local_day(wall, offset));
  paper.time = own.text("ticket.at_time", i18n::time_of_day(wall, offset), i18n::zone_word(offset));
  desk_.print(TicketId{Day{}, paper.number}, paper, {}, PrintDesk::Paper::kTest);
}

void Clerk::report(const ReportPrint& report) {
  if (report.of_day && is_end(report.state)) {
    tell(spool_.end({*report.of_day, report.ticket}, report.state, report.reason));
  }
  courier_.report(report);
}

void Clerk::delivered(const Command& command) {
  if (const auto* told = std::get_if<ReportPrint>(&command)) {
    if (told->of_day && is_end(told->state)) {
      tell(spool_.forget({*told->of_day, told->ticket}, told->state, told->reason));
    }
  } else if (const auto* cancel = std::get_if<Cancel>(&command)) {
    // Only now: until it is cancelled the ticket stays one that nobody has seen to.
    report({cancel->ticket, cancel->of_day, PrintState::kFailed,
            std::string(printer::wire_name(printer::PrintReason::kCancelled))});
  }
}

}  // namespace antre::kiosk
