// SPDX-License-Identifier: Apache-2.0
#include "tests/support/hall/recorded_client.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

#include "client/random.hpp"
#include "protocol/codec.hpp"

namespace antre::test {
namespace {

using namespace std::chrono_literals;

// Longer than any fault of these tests: an answer comes, or the test is told that none came.
constexpr Millis kPatience = 10min;

Millis steady_now() {
  return std::chrono::duration_cast<Millis>(std::chrono::steady_clock::now().time_since_epoch());
}

}  // namespace

RecordedClient::RecordedClient(boost::asio::io_context& io, Settings settings)
    : io_(io),
      settings_(std::move(settings)),
      random_(settings_.seed),
      session_(client::random_session(), {client::random_session, client::random_share}, marks_),
      link_(io, settings_.dispatcher, settings_.key,
            {[this](link::ClientEvent event) { on_event(event); },
             {},
             [this](std::string_view bytes) { on_reply(bytes); },
             [](std::string_view) {}}),
      timer_(io),
      pause_(io) {}

Result<void> RecordedClient::start() {
  auto record = Record::open(settings_.record);
  if (!record) return record.error();
  record_ = std::move(*record);
  auto outbox = link::Outbox::open(settings_.outbox);
  if (!outbox) return outbox.error();
  outbox_ = std::move(*outbox);
  if (const auto& left = outbox_->pending()) {
    carry_out(session_.recover(left->session, left->n, left->request, steady_now()));
  } else {
    ask_soon();
  }
  arm();
  return link_.start();
}

void RecordedClient::finish() {
  finishing_ = true;
  if (session_.idle()) io_.stop();
}

void RecordedClient::on_event(link::ClientEvent event) {
  if (event == link::ClientEvent::kConnected) {
    carry_out(session_.on_connected(steady_now()));
  } else {
    session_.on_disconnected();
  }
  arm();
}

void RecordedClient::on_reply(std::string_view bytes) {
  const auto reply = codec::decode_reply(bytes);
  if (!reply) {
    record_->write(Record::What::kProblem, {}, 0, reply.error().detail);
    return;
  }
  if (!reply->session.empty()) {
    record_->write(Record::What::kReply, reply->session, reply->n, bytes);
  } else if (const auto* settled = std::get_if<SettleReply>(&reply->body)) {
    const auto stored =
        settled->stored ? codec::decode_reply(*settled->stored) : Result<Reply>(Error{});
    if (stored) record_->write(Record::What::kReply, stored->session, stored->n, *settled->stored);
  }
  carry_out(session_.on_reply(*reply, steady_now()));
  arm();
}

void RecordedClient::carry_out(Session::Actions actions) {
  for (auto& action : actions) {
    if (auto* save = std::get_if<Session::Save>(&action)) {
      last_request_ = save->request;
      record_->write(Record::What::kSent, save->session, save->n, save->request);
      const auto kept =
          outbox_->save({std::move(save->session), save->n, std::move(save->request)});
      ANTRE_ASSERT(kept.has_value());
    } else if (const auto* send = std::get_if<Session::Send>(&action)) {
      link_.send(send->bytes);
    } else if (std::get_if<Session::Clear>(&action) != nullptr) {
      const auto cleared = outbox_->clear();
      ANTRE_ASSERT(cleared.has_value());
      ask_soon();
    } else if (const auto* told = std::get_if<Session::Answer>(&action)) {
      answered(told->answer);
    } else if (const auto* settled = std::get_if<Session::Settled>(&action)) {
      using Fate = Session::Settled::Fate;
      const auto session = settled->request ? settled->request->session : std::string();
      const auto n = settled->request ? settled->request->n : 0;
      state_known_ = false;
      if (settled->fate == Fate::kNotExecuted && !settled->reply)
        record_->write(Record::What::kNotDone, session, n, "settled");
      if (settled->fate == Fate::kUnknown)
        record_->write(Record::What::kUnknown, session, n, "settled");
    }
  }
}

void RecordedClient::answered(const Result<Reply>& answer) {
  state_known_ = false;
  if (!answer) return;
  if (const auto* ticket = std::get_if<TicketReply>(&answer->body))
    tickets_.push_back(ticket->ticket);
  if (const auto* counter = std::get_if<CounterReply>(&answer->body)) {
    state_ = counter->state;
    state_known_ = true;
  }
  // A copy that a network made: it is answered the same, or is found to be an old one.
  if (one_in(8)) link_.send(last_request_);
}

void RecordedClient::ask_soon() {
  pause_.expires_after(Millis(draw(0, settings_.most_pause_ms)));
  pause_.async_wait([this](boost::system::error_code cancelled) {
    if (!cancelled) ask();
  });
}

void RecordedClient::ask() {
  if (finishing_) {
    if (session_.idle()) io_.stop();
    return;
  }
  if (!session_.idle()) return;
  // Some visitors leave at once: what they asked for is settled.
  const auto patience = one_in(12) ? Millis(draw(0, 40)) : kPatience;
  auto begun = session_.submit(++token_, next_command(), steady_now(), patience);
  ANTRE_ASSERT(begun.has_value());
  carry_out(std::move(*begun));
  arm();
}

void RecordedClient::arm() {
  const auto next = session_.next_deadline();
  if (!next) {
    timer_.cancel();
    return;
  }
  timer_.expires_at(std::chrono::steady_clock::time_point(*next));
  timer_.async_wait([this](boost::system::error_code cancelled) {
    if (cancelled) return;
    carry_out(session_.tick(steady_now()));
    arm();
  });
}

Command RecordedClient::next_command() {
  return settings_.counter == 0 ? kiosk_command() : counter_command();
}

Command RecordedClient::kiosk_command() {
  if (!tickets_.empty() && one_in(12)) {
    Cancel cancel;
    const auto last = static_cast<int>(tickets_.size()) - 1;
    cancel.ticket = tickets_.at(static_cast<std::size_t>(draw(0, last)));
    return cancel;
  }
  if (!tickets_.empty() && one_in(8)) {
    ReportPrint report;
    report.ticket = tickets_.back();
    report.state = PrintState::kPrinted;
    return report;
  }
  Issue issue;
  const auto last = static_cast<int>(settings_.services.size()) - 1;
  issue.service.value = settings_.services.at(static_cast<std::size_t>(draw(0, last)));
  issue.class_ = one_in(5) ? TicketClass::kPriority : TicketClass::kRegular;
  return issue;
}

Command RecordedClient::counter_command() {
  const CounterId id{settings_.counter};
  // After a refusal, or when nobody knows, any of them: refusals must be kept as exactly as deeds.
  auto state = state_;
  if (!state_known_) {
    constexpr std::array kStates{CounterState::kClosed, CounterState::kFree, CounterState::kCalling,
                                 CounterState::kServing, CounterState::kOnBreak};
    state = kStates.at(static_cast<std::size_t>(draw(0, static_cast<int>(kStates.size()) - 1)));
  }
  switch (state) {
    case CounterState::kClosed:
      return OpenCounter{id, "Officer " + std::to_string(id.value)};
    case CounterState::kFree:
      return Call{id, {}};
    case CounterState::kCalling:
      if (one_in(8)) return NoShow{id};
      if (one_in(8)) return Recall{id};
      return Start{id};
    case CounterState::kServing:
      return Finish{id, one_in(4) ? Outcome::kIncomplete : Outcome::kServed};
    case CounterState::kOnBreak:
      break;
  }
  return ResumeCounter{id};
}

int RecordedClient::draw(int least, int most) {
  return std::uniform_int_distribution<int>(least, most)(random_);
}

}  // namespace antre::test
