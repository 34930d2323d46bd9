// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "client/hall_client.hpp"
#include "tests/support/hall/running_hall.hpp"

namespace antre::test {

/// What a program with this key of the hall connects with. `url` empty: as the hall says.
[[nodiscard]] client::Settings settings_for(RunningHall& hall, const std::string& role,
                                            const std::string& name, const std::string& url = {});

/// A display without a screen: the product's replica of the hall, and what it was told on the way.
class Watcher {
 public:
  Watcher(RunningHall& hall, const std::string& name, const std::string& url = {});

  [[nodiscard]] client::LinkStatus status() const { return client_->status(); }
  [[nodiscard]] std::shared_ptr<const HallView> view() const { return client_->view(); }
  /// Whether it is online, misses nothing, and is at least at this entry.
  [[nodiscard]] bool at(std::uint64_t seq) const;
  /// Entries that it was told more than once.
  [[nodiscard]] std::uint64_t told_twice() const { return twice_.load(); }

 private:
  void heard(const Entry& entry);

  std::atomic<std::uint64_t> twice_{0};
  std::map<std::uint64_t, std::string> told_;  // of the link's thread
  std::unique_ptr<client::HallClient> client_;
};

/// The whole journal, read over the link as an admin. Fails the test when it cannot be read.
[[nodiscard]] std::vector<Entry> whole_journal(RunningHall& hall);

/// The dispatcher's account of itself, asked over the link as an admin. Fails the test without one.
[[nodiscard]] HealthReply health_of(RunningHall& hall);

/// Waits until the watcher is where the journal is, and compares its copy with a snapshot that is
/// taken then. Nothing may change meanwhile.
void check_replica(RunningHall& hall, const Watcher& watcher);

}  // namespace antre::test
