// SPDX-License-Identifier: Apache-2.0
#include "counter/desk.hpp"

#include <utility>

#include "counter/memory.hpp"
#include "counter/reply_words.hpp"

namespace antre::counter {
namespace {

/// An officer does not wait longer without knowing; then it is settled, and the strip says so.
constexpr Millis kPatience{8'000};

/// An officer's PIN is looked at within a tenth of a second; a question may be asked again.
constexpr Millis kPinPatience{8'000};
/// What is in the guest book is found at once; an officer looks again rather than waits.
constexpr Millis kGuestPatience{8'000};

/// A ticket's command (unhold) is answered without a counter.
Result<std::optional<CounterReply>> counter_reply(const Result<Reply>& answer) {
  if (!answer) {
    return answer.error();
  }
  if (const auto* reply = std::get_if<CounterReply>(&answer->body)) {
    return std::optional(*reply);
  }
  if (std::holds_alternative<TicketReply>(answer->body) ||
      std::holds_alternative<CaseReply>(answer->body) ||
      std::holds_alternative<Accepted>(answer->body)) {
    return std::optional<CounterReply>{};
  }
  if (const auto refused = error_of(*answer)) {
    return *refused;
  }
  return Error{ErrorCode::kInternal, "the reply to a counter's command is none of a counter"};
}

NotesNews notes_news(const TicketId& ticket, const Result<Reply>& answer) {
  NotesNews news;
  news.ticket = ticket;
  if (!answer) {
    news.refused = answer.error().code;
  } else if (const auto* reply = std::get_if<NotesReply>(&answer->body)) {
    news.notes = NoteList(reply->notes);
  } else {
    const auto refused = error_of(*answer);
    news.refused = refused ? refused->code : ErrorCode::kInternal;
  }
  return news;
}

Result<SignedIn> signed_in(const Result<Reply>& answer) {
  if (!answer) {
    return answer.error();
  }
  if (const auto* grant = std::get_if<SignedIn>(&answer->body)) {
    return *grant;
  }
  return Error{ErrorCode::kInternal, "the reply to a sign-in is none"};
}

GuestNews guest_news(const TicketId& ticket, const Result<Reply>& answer) {
  GuestNews news;
  news.ticket = ticket;
  if (!answer) {
    news.refused = answer.error().code;
  } else if (const auto* reply = std::get_if<GuestReply>(&answer->body)) {
    news.there = reply->guest.has_value();
    news.entry = GuestEntry(reply->guest.value_or(Guest{}));
  } else {
    news.refused = ErrorCode::kInternal;
  }
  return news;
}

/// Officers of a counter's key give a PIN; a supervisor's or an admin's key need not.
bool asks_pin(const std::optional<Welcome>& welcome) {
  return welcome && welcome->pins && welcome->role == "counter";
}

}  // namespace

Desk::Desk(client::Settings settings, std::filesystem::path state, CounterModel& model, Hooks hooks)
    : state_(std::move(state)),
      model_(model),
      hooks_(std::move(hooks)),
      inbox_(hooks_.wake),
      link_(std::move(settings), state_,
            {hooks_.wake, hooks_.problem,
             [this](const Session::Settled& settled) { inbox_.put(settled); }}) {}

void Desk::take_in(Ms now) {
  auto seen = link_.look(now);
  model_.set_clocks(seen.clocks);
  if (seen.view) {
    model_.set_view(std::move(seen.view), now);
  }
  model_.set_link(seen.link, seen.last_data_wall_ms, now);
  if (seen.link != Link::kInUse) {
    model_.set_pins(asks_pin(link_.client().welcome()), now);
  }
  for (News& one : inbox_.take()) {
    if (const auto* answered = std::get_if<Answered>(&one)) {
      model_.answered(answered->answer, now, answered->brought);
    } else if (const auto* looked_at = std::get_if<PinAnswered>(&one)) {
      model_.signed_in(looked_at->answer, now);
    } else if (auto* guest = std::get_if<GuestNews>(&one)) {
      model_.guest_came(std::move(*guest), now);
    } else if (auto* notes = std::get_if<NotesNews>(&one)) {
      model_.notes_came(std::move(*notes), now);
    } else if (const auto* settled = std::get_if<Session::Settled>(&one)) {
      model_.settled(settlement_of(*settled), now);
    }
  }
}

void Desk::submit(const Command& command) {
  link_.client().submit(command, {kPatience, true}, [this](const Result<Reply>& answer) {
    inbox_.put(Answered{counter_reply(answer), answer ? brought_by(*answer) : Brought{}});
  });
}

void Desk::ask(CheckPin check) {
  const SignIn question{std::move(check.officer), std::string(check.pin.digits())};
  link_.client().ask(question, kPinPatience, [this](const Result<Reply>& answer) {
    inbox_.put(PinAnswered{signed_in(answer)});
  });
}

void Desk::ask(const AskGuest& asked) {
  GetGuest question;
  question.ticket = asked.ticket.number;
  question.of_day = asked.ticket.day;
  link_.client().ask(question, kGuestPatience,
                     [this, ticket = asked.ticket](const Result<Reply>& answer) {
                       inbox_.put(guest_news(ticket, answer));
                     });
}

void Desk::ask(const AskNotes& asked) {
  GetNotes question;
  question.ticket = asked.ticket.number;
  question.of_day = asked.ticket.day;
  link_.client().ask(question, kGuestPatience,
                     [this, ticket = asked.ticket](const Result<Reply>& answer) {
                       inbox_.put(notes_news(ticket, answer));
                     });
}

void Desk::keep(const Result<void>& kept) const {
  if (!kept && hooks_.problem) {
    hooks_.problem(kept.error().detail);
  }
}

void Desk::act() {
  for (Action& action : model_.take_actions()) {
    if (const auto* submitted = std::get_if<SubmitCommand>(&action)) {
      submit(submitted->command);
    } else if (auto* check = std::get_if<CheckPin>(&action)) {
      ask(std::move(*check));
    } else if (const auto* guest = std::get_if<AskGuest>(&action)) {
      ask(*guest);
    } else if (const auto* notes = std::get_if<AskNotes>(&action)) {
      ask(*notes);
    } else if (const auto* alert = std::get_if<Alert>(&action)) {
      if (hooks_.alert) {
        hooks_.alert(*alert);
      }
    } else if (state_.empty()) {
      continue;
    } else if (const auto* sounds = std::get_if<KeepSounds>(&action)) {
      keep(write_sounds(state_, sounds->on));
    } else if (const auto* remember = std::get_if<Remember>(&action)) {
      keep(write_memory(state_, *remember));
    }
  }
}

}  // namespace antre::counter
