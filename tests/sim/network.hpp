// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "dispatcher/service/work.hpp"
#include "tests/sim/checker.hpp"
#include "tests/sim/faults.hpp"

namespace antre::sim {

/// A client's end of its links.
class Node {
 public:
  Node() = default;
  Node(const Node&) = delete;
  Node& operator=(const Node&) = delete;
  virtual ~Node() = default;

  [[nodiscard]] virtual bool alive() const = 0;
  /// It knows where updates are published.
  [[nodiscard]] virtual bool listens() const = 0;
  virtual void on_connected() = 0;
  virtual void on_disconnected() = 0;
  virtual void on_reply(std::string_view bytes) = 0;
  virtual void on_update(std::string_view bytes) = 0;
};

/// The links between the clients and the dispatcher. They lose, repeat, delay and reorder messages
/// and are cut, one way too; a connection notices a cut after a while, as ZMTP's heartbeats do.
class Network final : public service::Transport {
 public:
  Network(Timeline& time, Random& random, const Faults& faults, Planted planted, Checker& checker,
          Story& story);

  /// `receive`: the dispatcher's end; it is there while `run` of it is not 0.
  void serve(std::function<void(const link::Peer&, std::string_view)> receive);
  /// Which run of the dispatcher listens now; 0: none.
  void set_run(std::uint64_t run) { run_ = run; }

  void add(Node& node, std::string role, std::string name);
  void send(const Node& from, std::string_view bytes);
  /// A client's program ended: its connection with it.
  void drop(const Node& node);

  void reply(const link::Peer& to, std::string_view bytes) override;
  void publish(std::string_view bytes) override;

  /// Begins to connect clients, and to cut them off.
  void start();
  /// Nobody is there to be connected, or cut off.
  void set_night(bool night) { night_ = night; }
  /// From now on nothing goes wrong any more.
  void heal();

 private:
  enum Way { kUp, kDown, kUpdates };
  struct Link {
    Node* node = nullptr;
    std::string role;
    std::string name;
    std::array<bool, 2> cut{};  ///< kUp, kDown
    Millis cut_since{};
    std::uint64_t connection = 0;  ///< 0: none
    std::uint64_t run = 0;         ///< of the dispatcher at its other end
    std::array<Millis, 3> last{};  ///< arrival of the last message, a way
    std::string one_session;       ///< with kOneSession: what the client calls its session
  };

  void watch(std::size_t index);
  void cut_somebody();
  void carry(std::size_t index, Way way, const std::string& bytes);
  void arrive(std::size_t index, Way way, std::uint64_t connection, std::uint64_t run,
              const std::string& bytes);
  void hand_over(std::size_t index, std::uint64_t connection, const std::string& bytes);
  [[nodiscard]] Millis delay(Link& link, Way way);
  [[nodiscard]] Link* find(const std::string& routing_id);

  Timeline& time_;
  Random& random_;
  const Faults& faults_;
  Planted planted_;
  Checker& checker_;
  Story& story_;
  std::function<void(const link::Peer&, std::string_view)> receive_;
  std::vector<Link> links_;
  std::uint64_t run_ = 0;
  std::uint64_t connections_ = 0;
  bool healed_ = false;
  bool night_ = false;
};

}  // namespace antre::sim
