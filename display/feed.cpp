// SPDX-License-Identifier: Apache-2.0
#include "display/feed.hpp"

#include <utility>

namespace antre::display {
namespace {

/// Twenty seconds, after which a call is stale, at fifty entries a second.
constexpr std::size_t kMaxEntries = 1000;

}  // namespace

void Mailbox::put_link(const Link& link) {
  const std::lock_guard lock(mutex_);
  news_.link = link;
}

void Mailbox::put_entry(LiveEntry entry) {
  const std::lock_guard lock(mutex_);
  if (news_.entries.size() == kMaxEntries) news_.entries.erase(news_.entries.begin());
  news_.entries.push_back(std::move(entry));
}

void Mailbox::put_view(std::shared_ptr<const HallView> view) {
  const std::lock_guard lock(mutex_);
  news_.view = std::move(view);
}

void Mailbox::put_sound_done(std::uint64_t seq) {
  const std::lock_guard lock(mutex_);
  news_.sounds_done.push_back(seq);
}

News Mailbox::take() {
  const std::lock_guard lock(mutex_);
  News taken = std::exchange(news_, {});
  news_.link = taken.link;
  return taken;
}

}  // namespace antre::display
