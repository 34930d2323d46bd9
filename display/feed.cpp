// SPDX-License-Identifier: Apache-2.0
#include "display/feed.hpp"

#include <algorithm>
#include <utility>

namespace antre::display {
namespace {

/// Twenty seconds, after which a call is stale, at fifty entries a second.
constexpr std::size_t kMaxEntries = 1000;

/// What an announcer has to hear of.
bool is_told(const Entry& entry) {
  if (const auto* made = std::get_if<AnnouncementMade>(&entry.event)) return made->spoken;
  return std::holds_alternative<TicketCalled>(entry.event) ||
         std::holds_alternative<TicketRecalled>(entry.event);
}

/// Whether this very call or message is in the view: a store that was put back uses its seqs again,
/// so the seq alone does not say that both are of one epoch.
bool has_entry(const HallView& view, const Entry& entry) {
  if (const auto* made = std::get_if<AnnouncementMade>(&entry.event)) {
    return std::ranges::any_of(view.announcements, [&](const ViewAnnouncement& one) {
      return one.seq == entry.seq && one.until_ms == made->until_ms && one.text == made->text;
    });
  }
  return std::ranges::any_of(view.calls, [&entry](const ViewCall& call) {
    return call.seq == entry.seq && call.at_ms == entry.at_ms;
  });
}

}  // namespace

void Mailbox::put_link(const Link& link) {
  const std::lock_guard lock(mutex_);
  news_.link = link;
}

void Mailbox::put_entry(const Entry& entry, bool fresh) {
  if (!is_told(entry)) return;
  const std::lock_guard lock(mutex_);
  if (waiting_.size() == kMaxEntries) waiting_.erase(waiting_.begin());
  waiting_.push_back({{}, entry, fresh});
}

void Mailbox::put_view(std::shared_ptr<const HallView> view) {
  const std::lock_guard lock(mutex_);
  if (!view || view == view_) return;
  const auto held =
      std::stable_partition(waiting_.begin(), waiting_.end(),
                            [&](const LiveEntry& live) { return live.entry.seq <= view->seq; });
  for (auto live = waiting_.begin(); live != held; ++live) {
    if (!has_entry(*view, live->entry)) continue;
    if (news_.entries.size() == kMaxEntries) news_.entries.erase(news_.entries.begin());
    news_.entries.push_back({view->epoch, std::move(live->entry), live->fresh});
  }
  waiting_.erase(waiting_.begin(), held);
  view_ = view;
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
