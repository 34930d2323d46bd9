// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "protocol/liveness.hpp"
#include "protocol/replica.hpp"
#include "protocol/session.hpp"
#include "tests/sim/network.hpp"
#include "tests/sim/sign_in.hpp"

namespace antre::sim {

/// What all clients of a world share. All of it outlives them.
struct Surroundings {
  Timeline& time;
  Random& random;
  const Faults& faults;
  Planted planted = Planted::kNone;
  Checker& checker;
  Story& story;
  Network& network;
  Officers officers{};
  std::uint64_t touches = 0;  ///< things that people asked for, in the whole world
};

/// A client's program on its device: the real state machines, driven as client/core.cpp drives them
/// on sockets. It dies at any moment; its outbox stays. What people do with it is a subclass.
class Client : public Node {
 public:
  Client(Surroundings& world, std::string role, std::string name, std::string label);

  void start();
  /// The device is switched off, and on again the next day.
  void go_home();
  void come_back();
  /// Nobody does anything of their own any more, and nothing fails.
  void calm();
  /// The device's disk is sometimes copied to another one.
  void copied_to(Client& other) { copied_to_ = &other; }
  /// The program ends without warning and is started again.
  void crash(std::string_view why);

  /// Everything asked is answered or known, and the copy is whole.
  [[nodiscard]] virtual std::optional<std::string> not_at_rest() const;
  [[nodiscard]] const std::string& label() const { return label_; }

  [[nodiscard]] bool alive() const override { return run_.has_value() && !dying_; }
  [[nodiscard]] bool listens() const override { return alive() && run_->welcomed_once; }
  void on_connected() override;
  void on_disconnected() override;
  void on_reply(std::string_view bytes) override;
  void on_update(std::string_view bytes) override;

 protected:
  /// People do something now. What they see comes to them with the next event, as on a screen.
  virtual void act() = 0;
  virtual void on_answer(std::uint64_t touch, const Result<Reply>& answer) = 0;
  /// As of HallClient: whether a reply is kept, so that the outbox may let its request go.
  virtual bool before_clear(const Request& /*request*/, const Reply& /*reply*/) { return true; }
  virtual void on_settled(const Session::Settled& settled) = 0;
  /// A reply that is not numbered and not about the copy of the hall.
  virtual void on_told(const Reply& /*reply*/) {}
  /// The session that a run begins in.
  [[nodiscard]] virtual std::string first_session() { return world_.random.id(); }
  /// A run is one command under a key that others use too, as with `--once`.
  [[nodiscard]] virtual bool once() const { return false; }
  virtual void on_entry(const Entry& /*entry*/, bool /*fresh*/) {}
  virtual void on_replaced() {}
  /// After whatever changed.
  virtual void on_shown() {}
  virtual void on_started() {}

  /// The touch that it is; nothing when it was refused at once. `patience`: the world's unless
  /// told.
  std::optional<std::uint64_t> submit(Command command, std::optional<Millis> patience = {});
  void abandon();
  /// Asks something that is not numbered; the reply with this mark comes to `on_told`.
  std::uint64_t ask(RequestBody body);
  /// What the last run left; empty: nothing.
  [[nodiscard]] std::string open_request() const;
  /// The program may die at this very step; true: it does, and must do nothing more.
  [[nodiscard]] bool dies_here() { return dies(world_.faults.client_crash_at_action); }
  /// The same, between an answer and its paper.
  [[nodiscard]] bool dies_at_paper() { return dies(world_.faults.dies_at_paper); }
  /// With the next event, when the program lives then.
  void later(std::function<void()> run);
  [[nodiscard]] LinkState link_state() const;
  [[nodiscard]] bool online() const { return link_state() == LinkState::kOnline; }
  /// The dispatcher's time as far as this client knows.
  [[nodiscard]] EngineMs engine_now() const;
  [[nodiscard]] bool is_calm() const { return calm_; }
  [[nodiscard]] Surroundings& world() const { return world_; }
  [[nodiscard]] const HallView* copy() const;
  /// Whether the copy changed since this was last asked.
  [[nodiscard]] bool take_changed() { return run_ && std::exchange(run_->changed, false); }
  void say(std::string_view what) const { world_.story.tell(label_, what); }

 private:
  struct Kept {
    std::string session;
    std::uint64_t n = 0;
    std::string request;
  };
  /// A program from its start to its end.
  struct Run {
    Run(Surroundings& world, std::string first_session, Session::AfterTimeout after_timeout);
    Marks marks;
    Session session;
    Replica replica;
    Liveness liveness{true};
    std::uint64_t hello_mark = 0;
    bool connected = false;
    bool welcomed = false;
    bool welcomed_once = false;
    bool changed = false;            ///< the copy
    bool kept = true;                ///< what was answered last may leave the outbox
    std::optional<Reply> keep_late;  ///< with kKeepsLate alone
    std::int64_t engine_ahead_ms = 0;
    std::deque<std::uint64_t> asked;  ///< touches not answered yet, oldest first
  };

  /// A ticket in an answer is a visitor's own, not one that an officer sees again.
  [[nodiscard]] bool gives_numbers() const { return role_ == "kiosk"; }
  [[nodiscard]] std::string key() const { return role_ + ":" + name_; }
  void begin();
  void act_later();
  void crash_later();
  void greet();
  void send(const Request& request);
  /// False when the program died on the way.
  bool carry_out(Session::Actions actions);
  bool carry_out_one(Session::Action& action);
  void carry_out(const Replica::Actions& actions);
  /// The checker knows of every ticket that a client has heard of.
  void told_of(const Reply& reply) const;
  void answered(const Session::Answer& answer);
  void settled(const Session::Settled& settled);
  [[nodiscard]] Update mistaken(Update update) const;
  void tick();
  void arm();
  /// Lets the owner keep a reply while the outbox still has its request.
  void keep(const Reply& reply);
  [[nodiscard]] bool dies(int per_mille);
  /// Its disk is a copy of another one's from now on.
  void take_copy(const Kept& outbox);
  void clear_outbox();

  Surroundings& world_;
  std::string role_;
  std::string name_;
  std::string label_;
  std::optional<Kept> outbox_;  ///< on the device's disk
  Client* copied_to_ = nullptr;
  std::optional<Run> run_;
  std::uint64_t life_ = 0;
  std::uint64_t armed_ = 0;
  bool calm_ = false;
  bool home_ = false;
  bool dying_ = false;  ///< dead; its program's code is still on the way back
};

}  // namespace antre::sim
