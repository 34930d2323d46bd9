// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/network.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "protocol/codec.hpp"

namespace antre::sim {
namespace {

using namespace std::chrono_literals;

constexpr Millis kWatch = 250ms;      // how often a connection is looked after
constexpr Millis kNightWatch = 1min;  // of devices that are off
constexpr Millis kSilenceLimit = 6s;  // ZMTP's heartbeat timeout (links.md)
constexpr int kConnects = 400;        // of a thousand looks: a second to reconnect on average

}  // namespace

Network::Network(Timeline& time, Random& random, const Faults& faults, Planted planted,
                 Checker& checker, Story& story)
    : time_(time),
      random_(random),
      faults_(faults),
      planted_(planted),
      checker_(checker),
      story_(story) {}

void Network::serve(std::function<void(const link::Peer&, std::string_view)> receive) {
  receive_ = std::move(receive);
}

void Network::add(Node& node, std::string role, std::string name) {
  Link link;
  link.node = &node;
  link.role = std::move(role);
  link.name = std::move(name);
  links_.push_back(std::move(link));
}

void Network::start() {
  for (std::size_t i = 0; i < links_.size(); ++i) watch(i);
  if (faults_.cut_every > 0ms) cut_somebody();
}

void Network::heal() {
  healed_ = true;
  for (auto& link : links_) link.cut = {};
}

void Network::watch(std::size_t index) {
  auto& link = links_[index];
  const bool cut = link.cut[kUp] || link.cut[kDown];
  if (link.connection != 0) {
    const bool silent = cut && time_.now() - link.cut_since >= kSilenceLimit;
    if (link.run != run_ || silent) {
      link.connection = 0;
      link.node->on_disconnected();
    }
  } else if (run_ != 0 && !cut && link.node->alive() && random_.chance(kConnects)) {
    link.connection = ++connections_;
    link.run = run_;
    link.node->on_connected();
  }
  time_.after(night_ ? kNightWatch : kWatch, [this, index] { watch(index); });
}

void Network::cut_somebody() {
  time_.after(random_.between(faults_.cut_every / 2, faults_.cut_every * 3 / 2), [this] {
    if (healed_) return;
    if (night_) return cut_somebody();
    const auto index = static_cast<std::size_t>(random_.below(links_.size()));
    auto& link = links_[index];
    const auto ways = random_.below(3);
    link.cut = {ways != 1, ways != 0};
    link.cut_since = time_.now();
    static constexpr std::array kWays{"to the dispatcher", "from the dispatcher", "both ways"};
    story_.tell("network", fmt::format("{} {} is cut off {}", link.role, link.name, kWays[ways]));
    time_.after(random_.between(500ms, 40s), [this, index] { links_[index].cut = {}; });
    cut_somebody();
  });
}

void Network::send(const Node& from, std::string_view bytes) {
  const auto found =
      std::ranges::find_if(links_, [&](const Link& link) { return link.node == &from; });
  if (found->connection == 0) return;
  carry(static_cast<std::size_t>(found - links_.begin()), kUp, std::string(bytes));
}

void Network::drop(const Node& node) {
  for (auto& link : links_)
    if (link.node == &node) link.connection = 0;
}

Network::Link* Network::find(const std::string& routing_id) {
  for (auto& link : links_)
    if (link.connection != 0 && std::to_string(link.connection) == routing_id) return &link;
  return nullptr;
}

void Network::reply(const link::Peer& to, std::string_view bytes) {
  checker_.replied(to, bytes);
  const auto* link = find(to.routing_id);
  if (link == nullptr) return;  // a peer that is gone (links.md, rule 8)
  std::string carried(bytes);
  if (planted_ == Planted::kOneSession && !link->one_session.empty()) {
    auto reply = codec::decode_reply(carried);
    if (reply && !reply->session.empty()) {
      reply->session = link->one_session;
      carried = codec::encode(*reply);
    }
  }
  carry(static_cast<std::size_t>(link - links_.data()), kDown, carried);
}

void Network::publish(std::string_view bytes) {
  checker_.published(bytes);
  for (std::size_t i = 0; i < links_.size(); ++i)
    if (links_[i].connection != 0 && links_[i].node->listens())
      carry(i, kUpdates, std::string(bytes));
}

Millis Network::delay(Link& link, Way way) {
  auto pause = random_.between(1ms, 20ms);
  if (!healed_ && random_.chance(faults_.slow)) pause = random_.between(20ms, faults_.slow_most);
  auto at = time_.now() + pause;
  if (!faults_.reorder || healed_) at = std::max(at, link.last[way]);
  link.last[way] = std::max(at, link.last[way]);
  return at;
}

void Network::carry(std::size_t index, Way way, const std::string& bytes) {
  auto& link = links_[index];
  if (!healed_ && random_.chance(faults_.lose)) return;
  const int copies = !healed_ && random_.chance(faults_.repeat) ? 2 : 1;
  for (int i = 0; i < copies; ++i)
    time_.at(delay(link, way), [this, index, way, connection = link.connection, run = link.run,
                                bytes] { arrive(index, way, connection, run, bytes); });
}

void Network::arrive(std::size_t index, Way way, std::uint64_t connection, std::uint64_t run,
                     const std::string& bytes) {
  auto& link = links_[index];
  if (link.cut[way == kUp ? kUp : kDown]) return;
  if (way == kUp) {
    if (run_ == 0 || (run != run_ && !faults_.ghosts)) return;
    story_.mix(bytes);
    return hand_over(index, connection, bytes);
  }
  if (!link.node->alive() || link.connection != connection) return;
  story_.mix(bytes);
  if (way == kDown)
    link.node->on_reply(bytes);
  else
    link.node->on_update(bytes);
}

void Network::hand_over(std::size_t index, std::uint64_t connection, const std::string& bytes) {
  auto& link = links_[index];
  const link::Peer peer{std::to_string(connection), link.role, link.name};
  if (planted_ == Planted::kNone) return receive_(peer, bytes);
  auto request = codec::decode_request(bytes);
  if (!request) return;
  if (const auto* settle = std::get_if<Settle>(&request->body);
      settle != nullptr && planted_ == Planted::kSettleLies) {
    const Reply lie{kProtocolVersion, request->session, request->n,
                    SettleReply{false, std::nullopt}};
    return carry(index, kDown, codec::encode(lie));
  }
  if (planted_ != Planted::kOneSession || request->session.empty()) return receive_(peer, bytes);
  link.one_session = std::exchange(request->session, "one");
  receive_(peer, codec::encode(*request));
}

}  // namespace antre::sim
