// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/client.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "protocol/codec.hpp"

namespace antre::sim {
namespace {

using namespace std::chrono_literals;

Session::Sources sources(Random& random) {
  return {[&random] { return random.id(); }, [&random] { return random.share(); }};
}

}  // namespace

Client::Run::Run(Surroundings& world, std::string first_session,
                 Session::AfterTimeout after_timeout)
    : session(std::move(first_session), sources(world.random), marks, after_timeout),
      replica(marks, [&random = world.random] { return random.share(); }) {}

Client::Client(Surroundings& world, std::string role, std::string name, std::string label)
    : world_(world), role_(std::move(role)), name_(std::move(name)), label_(std::move(label)) {}

void Client::start() {
  begin();
  act_later();
  if (world_.faults.client_crash_every > 0ms) crash_later();
}

void Client::begin() {
  if (run_ || home_) return;
  run_.emplace(world_, first_session(),
               once() ? Session::AfterTimeout::kLeave : Session::AfterTimeout::kSettle);
  on_started();
  if (!outbox_) return;
  say(fmt::format("starts and asks for the fate of request {}", outbox_->n));
  static_cast<void>(carry_out(
      run_->session.recover(outbox_->session, outbox_->n, outbox_->request, world_.time.now())));
  arm();
}

void Client::go_home() {
  home_ = true;
  crash("as it is switched off for the night");
}

void Client::come_back() {
  home_ = false;
  begin();
  act_later();
}

void Client::calm() {
  calm_ = true;
  begin();
}

void Client::act_later() {
  const auto mean = world_.faults.act_every;
  world_.time.after(world_.random.between(mean / 4, mean * 7 / 4), [this] {
    if (calm_ || home_) return;
    if (alive()) act();
    act_later();
  });
}

void Client::crash_later() {
  const auto mean = world_.faults.client_crash_every;
  world_.time.after(world_.random.between(mean / 2, mean * 3 / 2), [this] {
    if (calm_) return;
    crash("suddenly");
    crash_later();
  });
}

void Client::crash(std::string_view why) {
  if (!run_) return;
  say(fmt::format("dies {}", why));
  run_.reset();
  dying_ = false;
  ++life_;
  world_.network.drop(*this);
  world_.time.after(world_.random.between(100ms, 8s), [this] { begin(); });
}

bool Client::dies(int per_mille) {
  if (dying_) return true;
  if (calm_ || !world_.random.chance(per_mille)) return false;
  dying_ = true;
  world_.time.after(0ms, [this, life = life_] {
    if (life == life_) crash("in the middle of an action");
  });
  return true;
}

std::optional<std::string> Client::not_at_rest() const {
  if (!run_) return "is not running";
  if (!run_->session.idle()) return "still waits for an answer";
  if (outbox_) return "still has a request in its outbox";
  if (!online()) return "is not online";
  if (!run_->replica.complete()) return "has no whole copy of the hall";
  if (run_->replica.view()->seq != world_.checker.head_seq())
    return fmt::format("is at entry {} and the journal at {}", run_->replica.view()->seq,
                       world_.checker.head_seq());
  return std::nullopt;
}

LinkState Client::link_state() const {
  return run_ ? run_->liveness.state(world_.time.now()) : LinkState::kConnecting;
}

const HallView* Client::copy() const {
  return run_ && run_->replica.view() ? &*run_->replica.view() : nullptr;
}

EngineMs Client::engine_now() const {
  return world_.time.now().count() + run_->engine_ahead_ms;
}

void Client::on_connected() {
  const auto now = world_.time.now();
  run_->connected = true;
  run_->welcomed = false;
  run_->liveness.on_connected(now);
  greet();
  if (!carry_out(run_->session.on_connected(now))) return;
  carry_out(run_->replica.on_connected(now));
  tick();
}

void Client::on_disconnected() {
  if (!alive()) return;
  run_->connected = false;
  run_->liveness.on_disconnected();
  run_->session.on_disconnected();
  run_->replica.on_disconnected();
  tick();
}

void Client::greet() {
  Request request;
  request.n = run_->hello_mark = run_->marks.next();
  request.body = Hello{"antre-sim"};
  send(request);
}

void Client::send(const Request& request) {
  world_.network.send(*this, codec::encode(request));
}

void Client::on_reply(std::string_view bytes) {
  const auto now = world_.time.now();
  const auto read = world_.checker.reader().reply(bytes);
  const auto& reply = *read;
  world_.checker.expect(reply.has_value(), "a reply was not understood");
  if (!reply) return;
  run_->liveness.on_reply(now);
  if (std::holds_alternative<Welcome>(reply->body) && reply->n == run_->hello_mark)
    run_->welcomed = run_->welcomed_once = true;
  told_of(*reply);
  if (reply->session.empty()) {
    if (const auto* snapshot = std::get_if<SnapshotReply>(&reply->body))
      carry_out(run_->replica.on_snapshot(reply->n, snapshot->view, now));
    else if (error_of(*reply))
      run_->replica.on_refused(reply->n, now);
    on_told(*reply);
  }
  if (!carry_out(run_->session.on_reply(*reply, now))) return;
  on_shown();
  arm();
}

void Client::told_of(const Reply& reply) const {
  auto& checker = world_.checker;
  if (const auto* ticket = std::get_if<TicketReply>(&reply.body)) {
    checker.delivered({ticket->day, ticket->ticket});
  } else if (const auto* counter = std::get_if<CounterReply>(&reply.body)) {
    if (counter->ticket && copy() != nullptr)
      checker.delivered({counter->of_day.value_or(copy()->day), *counter->ticket});
  } else if (const auto* snapshot = std::get_if<SnapshotReply>(&reply.body)) {
    for (const auto& [id, held] : snapshot->view.tickets)
      checker.delivered({held.of_day, held.ticket});
  }
}

void Client::on_update(std::string_view bytes) {
  const auto now = world_.time.now();
  const auto read = world_.checker.reader().update(bytes);
  const auto& update = *read;
  world_.checker.expect(update.has_value(), "an update was not understood");
  if (!update) return;
  run_->liveness.on_update(now);
  run_->engine_ahead_ms = update->at_ms - now.count();
  carry_out(run_->replica.on_update(mistaken(*update), now));
  on_shown();
  arm();
}

/// The planted bugs of a client that does not look at the numbers of updates.
Update Client::mistaken(Update update) const {
  const auto* view = copy();
  if (view == nullptr || update.epoch != view->epoch) return update;
  const bool beat = std::holds_alternative<Heartbeat>(update.event);
  if (world_.planted == Planted::kHidesGap && !beat && update.seq > view->seq)
    update.seq = view->seq + 1;
  if (world_.planted == Planted::kDeafToHead && beat) update.seq = view->seq;
  return update;
}

std::optional<std::uint64_t> Client::submit(Command command, std::optional<Millis> patience) {
  const auto touch = ++world_.touches;
  say(fmt::format("sends {} ({})", codec::name(to_body(command)), touch));
  const bool check_in = std::holds_alternative<CheckIn>(command);
  auto taken = run_->session.submit(touch, std::move(command), world_.time.now(),
                                    patience.value_or(world_.faults.patience));
  if (!taken) return std::nullopt;
  if (check_in) world_.checker.began_check_in(touch);
  run_->asked.push_back(touch);
  if (!carry_out(std::move(*taken))) return std::nullopt;
  arm();
  return touch;
}

std::uint64_t Client::ask(RequestBody body) {
  Request request;
  request.n = run_->marks.next();
  request.body = std::move(body);
  send(request);
  return request.n;
}

void Client::abandon() {
  if (carry_out(run_->session.abandon(world_.time.now()))) arm();
}

void Client::later(std::function<void()> run) {
  world_.time.after(0ms, [this, life = life_, posted = std::move(run)] {
    if (life == life_ && alive()) posted();
  });
}

void Client::carry_out(const Replica::Actions& actions) {
  bool changed = false;
  for (const auto& action : actions) {
    if (const auto* ask = std::get_if<Replica::Ask>(&action)) {
      Request request;
      request.n = ask->mark;
      request.body = GetSnapshot{ask->had_seq};
      send(request);
      continue;
    }
    changed = true;
    if (std::holds_alternative<Replica::Replaced>(action)) on_replaced();
    const auto* applied = std::get_if<Replica::Applied>(&action);
    if (applied == nullptr) continue;
    if (const auto* issued = std::get_if<TicketIssued>(&applied->entry.event))
      world_.checker.delivered({applied->entry.day, issued->ticket});
    on_entry(applied->entry, applied->fresh);
  }
  run_->changed = run_->changed || changed;
  if (changed && copy() != nullptr) world_.checker.replica(label_, *copy());
}

void Client::tick() {
  const auto now = world_.time.now();
  if (!carry_out(run_->session.tick(now))) return;
  carry_out(run_->replica.tick(now));
  if (run_->liveness.tick(now)) {
    if (run_->welcomed) {
      Request request;
      request.n = run_->marks.next();
      request.body = Ping{};
      send(request);
    } else {
      greet();
    }
  }
  on_shown();
  arm();
}

void Client::arm() {
  std::optional<Millis> next;
  for (const auto at : {run_->session.next_deadline(), run_->replica.next_deadline(),
                        run_->liveness.next_deadline()})
    if (at && (!next || *at < *next)) next = at;
  if (!next) return;
  world_.time.at(*next, [this, armed = ++armed_, life = life_] {
    if (armed == armed_ && life == life_ && alive()) tick();
  });
}

}  // namespace antre::sim
