// SPDX-License-Identifier: Apache-2.0
#include "client/core.hpp"

#include <boost/asio/post.hpp>
#include <utility>

#include "client/random.hpp"
#include "client/secrets.hpp"
#include "protocol/codec.hpp"

namespace antre::client {
namespace {

Session make_session(const Settings& settings, Marks& marks) {
  const Session::Sources sources{random_session, random_share};
  if (settings.once.empty()) return {random_session(), sources, marks};
  return {session_of_key(settings.once), sources, marks, Session::AfterTimeout::kLeave};
}

Error stopped() {
  return {ErrorCode::kUnreachable, "the program is stopping"};
}

}  // namespace

Core::Core(boost::asio::io_context& io, const Settings& settings,
           const HallClient::Callbacks& callbacks, Shown& shown)
    : io_(io),
      settings_(settings),
      callbacks_(callbacks),
      shown_(shown),
      session_(make_session(settings, marks_)),
      replica_(marks_, random_share),
      liveness_(settings.follow),
      queries_(marks_),
      link_(io, settings.dispatcher, settings.key,
            {[this](link::ClientEvent event) { on_link(event); },
             [this](link::ClientEvent event) { on_updates_link(event); },
             [this](std::string_view bytes) { on_reply(bytes); },
             [this](std::string_view bytes) { on_update(bytes); }}),
      timer_(io) {}

Result<void> Core::start() {
  if (!settings_.outbox.empty()) {
    auto outbox = link::Outbox::open(settings_.outbox);
    if (!outbox) return outbox.error();
    outbox_ = std::move(*outbox);
    if (!outbox_->problem().empty()) tell(outbox_->problem());
    if (const auto& left = outbox_->pending()) {
      carry_out(session_.recover(left->session, left->n, left->request, steady_now()));
    }
  }
  return link_.start();
}

void Core::stop() {
  timer_.cancel();
  queries_.fail_all(stopped());
  for (auto& [token, on_answer] : std::exchange(submitted_, {})) on_answer(stopped());
}

void Core::submit(Command command, const SubmitOptions& options, OnAnswer on_answer) {
  const Millis now = steady_now();
  const LinkState state = liveness_.state(now);
  if (state == LinkState::kNotAuthorised) {
    on_answer(Error{ErrorCode::kNotAuthorised, detail_});
    return;
  }
  if (options.refuse_offline && state != LinkState::kOnline) {
    on_answer(Error{ErrorCode::kUnreachable, "the dispatcher is not reached; nothing was done"});
    return;
  }
  const std::uint64_t token = ++last_token_;
  auto taken = session_.submit(token, std::move(command), now, options.patience);
  if (!taken) {
    on_answer(taken.error());
    return;
  }
  submitted_.emplace(token, std::move(on_answer));
  carry_out(std::move(*taken));
  show();
  arm();
}

void Core::abandon() {
  carry_out(session_.abandon(steady_now()));
  show();
  arm();
}

void Core::ask(const Query& query, Millis timeout, OnAnswer on_answer) {
  if (liveness_.state(steady_now()) == LinkState::kNotAuthorised) {
    on_answer(Error{ErrorCode::kNotAuthorised, detail_});
    return;
  }
  queries_.add(query, steady_now(), timeout, std::move(on_answer));
  tick();
}

void Core::on_link(link::ClientEvent event) {
  const Millis now = steady_now();
  if (event == link::ClientEvent::kConnected) {
    connected_ = true;
    welcomed_ = false;
    detail_.clear();
    liveness_.on_connected(now);
    greet();
    carry_out(session_.on_connected(now));
    if (settings_.follow) carry_out(replica_.on_connected(now));
    queries_.again(now);
    tick();
    return;
  }
  connected_ = false;
  liveness_.on_disconnected();
  session_.on_disconnected();
  replica_.on_disconnected();
  if (event == link::ClientEvent::kNotAuthorised) {
    on_not_authorised("the dispatcher does not know this key");
  } else if (event == link::ClientEvent::kHandshakeFailed) {
    detail_ =
        "what listens at " + settings_.dispatcher.url() + " is not the dispatcher of this key file";
  }
  tick();
}

void Core::on_updates_link(link::ClientEvent event) {
  // A revoked key is seen here first: its request link stays until it is used again.
  if (event == link::ClientEvent::kNotAuthorised) {
    on_not_authorised("the dispatcher does not know this key any more");
  }
  show();
  arm();
}

void Core::on_not_authorised(const std::string& detail) {
  detail_ = detail;
  liveness_.on_not_authorised();
  const Error refused{ErrorCode::kNotAuthorised, detail};
  queries_.fail_all(refused);
  if (session_.unsent()) carry_out(session_.not_sent(refused, steady_now()));
}

void Core::greet() {
  Request request;
  request.n = hello_mark_ = marks_.next();
  request.body = Hello{settings_.program};
  link_.send(codec::encode(request));
}

void Core::on_reply(std::string_view bytes) {
  const Millis now = steady_now();
  const auto reply = codec::decode_reply(bytes);
  if (!reply) {
    tell("a reply was not understood: " + reply.error().detail);
    return;
  }
  liveness_.on_reply(now);
  const auto refused = error_of(*reply);
  if (refused && refused->code == ErrorCode::kNotAuthorised) on_not_authorised(refused->detail);
  if (const auto* welcome = std::get_if<Welcome>(&reply->body);
      welcome != nullptr && reply->n == hello_mark_) {
    on_welcome(*welcome);
  }
  if (reply->session.empty() && !queries_.on_reply(*reply)) {
    if (const auto* snapshot = std::get_if<SnapshotReply>(&reply->body)) {
      carry_out(replica_.on_snapshot(reply->n, snapshot->view, now));
    } else if (refused) {
      replica_.on_refused(reply->n, now);
    }
  }
  carry_out(session_.on_reply(*reply, now));
  show();
  arm();
}

void Core::on_welcome(const Welcome& welcome) {
  welcomed_ = true;
  shown_.show(welcome);
  if (!settings_.follow) return;
  const auto updates = link::Endpoint::parse(welcome.updates);
  if (!updates) {
    tell("the dispatcher names no updates address: " + updates.error().detail);
    return;
  }
  const auto heard = link_.listen(link::updates_for(*updates, settings_.dispatcher));
  if (!heard) tell(heard.error().detail);
}

void Core::on_update(std::string_view bytes) {
  const Millis now = steady_now();
  auto update = codec::decode_update(bytes);
  if (!update) {
    tell("an update was not understood: " + update.error().detail);
    return;
  }
  liveness_.on_update(now);
  shown_.heard(*update, now);
  carry_out(replica_.on_update(std::move(*update), now));
  show();
  arm();
}

void Core::carry_out(Session::Actions actions) {
  for (auto& action : actions) {
    if (auto* save = std::get_if<Session::Save>(&action)) {
      if (!outbox_) continue;
      const auto saved =
          outbox_->save({std::move(save->session), save->n, std::move(save->request)});
      if (saved) continue;
      // The sends behind it belong to what was not kept.
      tell(saved.error().detail);
      carry_out(session_.not_sent(saved.error(), steady_now()));
      return;
    }
    if (const auto* send = std::get_if<Session::Send>(&action)) {
      link_.send(send->bytes);
    } else if (std::get_if<Session::Clear>(&action) != nullptr) {
      clear_outbox();
    } else if (auto* answer = std::get_if<Session::Answer>(&action)) {
      if (answer->answer) keep(*answer->answer);
      auto found = submitted_.extract(answer->token);
      if (found) found.mapped()(std::move(answer->answer));
    } else if (const auto* settled = std::get_if<Session::Settled>(&action)) {
      if (settled->reply && !error_of(*settled->reply)) keep(*settled->reply);
      if (callbacks_.on_settled) callbacks_.on_settled(*settled);
    }
  }
}

void Core::keep(const Reply& reply) {
  if (!callbacks_.before_clear || !outbox_ || !outbox_->pending()) return;
  const auto request = codec::decode_request(outbox_->pending()->request);
  if (!request) return;  // it was never sent by this client, so the reply is not its own
  kept_ = callbacks_.before_clear(*request, reply);
}

void Core::clear_outbox() {
  if (!std::exchange(kept_, true)) return;
  if (!outbox_ || !outbox_->pending()) return;
  if (const auto cleared = outbox_->clear(); !cleared) tell(cleared.error().detail);
}

void Core::carry_out(const Replica::Actions& actions) {
  for (const auto& action : actions) {
    if (const auto* ask = std::get_if<Replica::Ask>(&action)) {
      Request request;
      request.n = ask->mark;
      request.body = GetSnapshot{ask->had_seq};
      link_.send(codec::encode(request));
      continue;
    }
    view_changed_ = true;
    if (const auto* applied = std::get_if<Replica::Applied>(&action); applied != nullptr) {
      if (callbacks_.on_entry) callbacks_.on_entry(applied->entry, applied->fresh);
    }
  }
}

void Core::tick() {
  const Millis now = steady_now();
  carry_out(session_.tick(now));
  if (settings_.follow) carry_out(replica_.tick(now));
  queries_.tick(now);
  if (connected_) {
    for (auto& bytes : queries_.take_due(now)) {
      link_.send(bytes);
      wipe(bytes);  // it may hold a PIN
    }
  }
  if (liveness_.tick(now)) {
    if (welcomed_) {
      Request request;
      request.n = marks_.next();
      request.body = Ping{};
      link_.send(codec::encode(request));
    } else {
      greet();
    }
  }
  show();
  arm();
}

void Core::arm() {
  std::optional<Millis> next;
  for (const auto at : {session_.next_deadline(), replica_.next_deadline(),
                        liveness_.next_deadline(), queries_.next_deadline(connected_)}) {
    if (at && (!next || *at < *next)) next = at;
  }
  if (!next) {
    timer_.cancel();
    return;
  }
  timer_.expires_at(std::chrono::steady_clock::time_point(*next));
  timer_.async_wait([this](boost::system::error_code cancelled) {
    if (!cancelled) tick();
  });
}

void Core::show() {
  const Millis now = steady_now();
  LinkStatus status;
  status.state = liveness_.state(now);
  if (const auto last = liveness_.last_data()) {
    status.last_data = std::chrono::system_clock::now() - (now - *last);
  }
  status.unsure = session_.unsure();
  status.complete = replica_.complete();
  status.detail = detail_;
  const bool changed = shown_.show(status);
  if (view_changed_ && !std::exchange(view_posted_, true)) {
    // Once for a burst of updates: the copy for the screens is the costly part.
    boost::asio::post(io_, [this] { show_view(); });
  } else if (changed && callbacks_.on_change) {
    callbacks_.on_change();
  }
}

void Core::show_view() {
  view_posted_ = false;
  view_changed_ = false;
  if (!replica_.view()) return;
  shown_.show(std::make_shared<const HallView>(*replica_.view()));
  if (callbacks_.on_change) callbacks_.on_change();
}

void Core::tell(const std::string& sentence) const {
  if (callbacks_.on_problem) callbacks_.on_problem(sentence);
}

}  // namespace antre::client
