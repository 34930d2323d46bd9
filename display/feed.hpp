// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "display/display_model.hpp"

namespace antre::display {

/// What has happened since it was last asked for. `view` is null if it has not changed.
struct News {
  Link link;
  std::vector<LiveEntry> entries;
  std::shared_ptr<const HallView> view;
  std::vector<std::uint64_t> sounds_done;
};

/// Where the scene learns what happened and what time it is. Asked on the loop's thread.
class Feed {
 public:
  Feed() = default;
  Feed(const Feed&) = delete;
  Feed& operator=(const Feed&) = delete;
  virtual ~Feed() = default;
  [[nodiscard]] virtual News take() = 0;
  [[nodiscard]] virtual Clocks clocks() = 0;
};

/// News from other threads, locked. Of the entries only calls and
/// spoken messages are told. One is held back until a
/// view has come that contains it, which also tells its epoch; what the view of its seq does not
/// contain was another epoch's, or is no call any more, and is dropped. Entries are bounded: a loop
/// that does not ask for them loses the oldest, which are stale by then anyway.
class Mailbox {
 public:
  void put_link(const Link& link);
  void put_entry(const Entry& entry, bool fresh);
  void put_view(std::shared_ptr<const HallView> view);
  void put_sound_done(std::uint64_t seq);
  [[nodiscard]] News take();

 private:
  std::mutex mutex_;
  News news_;
  std::vector<LiveEntry> waiting_;  ///< without their epoch
  std::shared_ptr<const HallView> view_;
};

}  // namespace antre::display
