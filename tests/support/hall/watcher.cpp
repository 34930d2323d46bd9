// SPDX-License-Identifier: Apache-2.0
#include "tests/support/hall/watcher.hpp"

#include <doctest/doctest.h>

#include <variant>

#include "link/keys.hpp"
#include "protocol/codec.hpp"

namespace antre::test {
namespace {

using namespace std::chrono_literals;

constexpr Millis kPatience = 60s;  // only ends a broken run

}  // namespace

client::Settings settings_for(RunningHall& hall, const std::string& role, const std::string& name,
                              const std::string& url) {
  client::Settings settings;
  settings.dispatcher = link::Endpoint::parse(url.empty() ? hall.url() : url).value();
  settings.key = link::load_device(hall.key(role, name)).value();
  settings.program = "antre-test";
  return settings;
}

Watcher::Watcher(RunningHall& hall, const std::string& name, const std::string& url) {
  client::HallClient::Callbacks callbacks;
  callbacks.on_entry = [this](const Entry& entry, bool) { heard(entry); };
  client_ = std::make_unique<client::HallClient>(settings_for(hall, "display", name, url),
                                                 std::move(callbacks));
  const auto started = client_->start();
  REQUIRE(started.has_value());
}

void Watcher::heard(const Entry& entry) {
  // A restored store tells other entries under the numbers of those that were lost.
  auto text = codec::encode(entry);
  auto& told = told_[entry.seq];
  if (told == text) ++twice_;
  told = std::move(text);
}

bool Watcher::at(std::uint64_t seq) const {
  const auto status = client_->status();
  const auto shown = client_->view();
  return status.state == LinkState::kOnline && status.complete && shown && shown->seq >= seq;
}

std::vector<Entry> whole_journal(RunningHall& hall) {
  auto settings = settings_for(hall, "admin", "office");
  settings.follow = false;
  client::HallClient client(std::move(settings), {});
  REQUIRE(client.start().has_value());
  std::vector<Entry> journal;
  for (bool more = true; more;) {
    GetEvents ask;
    ask.after_seq = journal.empty() ? 0 : journal.back().seq;
    auto reply = client.query(ask, kPatience);
    REQUIRE(reply.has_value());
    auto* page = std::get_if<EventsPage>(&reply->body);
    REQUIRE(page != nullptr);
    more = page->more;
    for (auto& entry : page->entries) journal.push_back(std::move(entry));
  }
  return journal;
}

HealthReply health_of(RunningHall& hall) {
  auto settings = settings_for(hall, "admin", "office");
  settings.follow = false;
  client::HallClient client(std::move(settings), {});
  REQUIRE(client.start().has_value());
  auto reply = client.query(GetHealth{}, kPatience);
  REQUIRE(reply.has_value());
  auto* health = std::get_if<HealthReply>(&reply->body);
  REQUIRE(health != nullptr);
  return *health;
}

void check_replica(RunningHall& hall, const Watcher& watcher) {
  auto settings = settings_for(hall, "display", "comparison");
  settings.follow = false;
  client::HallClient client(std::move(settings), {});
  REQUIRE(client.start().has_value());
  // The dispatcher's own timers may add an entry at any moment: then both are looked at anew.
  std::string there;
  std::string here;
  const bool equal = eventually([&] {
    auto reply = client.query(GetSnapshot{}, kPatience);
    REQUIRE(reply.has_value());
    auto* snapshot = std::get_if<SnapshotReply>(&reply->body);
    REQUIRE(snapshot != nullptr);
    if (!watcher.at(snapshot->view.seq)) return false;
    auto shown = *watcher.view();
    // Of the last heartbeat, not of the journal.
    for (auto* view : {&shown, &snapshot->view}) view->expected.clear();
    there = codec::encode(snapshot->view);
    here = codec::encode(shown);
    return there == here;
  });
  INFO("dispatcher: " << there);
  INFO("replica:    " << here);
  CHECK(equal);
  CHECK(watcher.told_twice() == 0);
}

}  // namespace antre::test
