// SPDX-License-Identifier: Apache-2.0
#include "counter/window_link.hpp"

#include <chrono>

#include "link/outbox.hpp"

namespace antre::counter {
namespace {

constexpr const char* kOutbox = "outbox";

std::filesystem::path outbox_in(const std::filesystem::path& state) {
  return state.empty() ? std::filesystem::path{} : state / kOutbox;
}

client::Settings with_outbox(client::Settings settings, const std::filesystem::path& outbox) {
  if (!outbox.empty()) {
    settings.outbox = outbox;
  }
  return settings;
}

/// Whether another window on this machine works with it.
bool is_in_use(const std::filesystem::path& outbox) {
  if (outbox.empty()) {
    return false;
  }
  const auto opened = link::Outbox::open(outbox);
  return !opened && opened.error().code == ErrorCode::kInvalid;
}

client::HallClient::Callbacks callbacks_of(const WindowLink::Hooks& hooks) {
  client::HallClient::Callbacks made;
  made.on_change = hooks.wake;
  made.on_settled = hooks.settled;
  made.on_problem = hooks.problem;
  return made;
}

Link link_of(LinkState state) {
  switch (state) {
    case LinkState::kConnecting:
      return Link::kConnecting;
    case LinkState::kOnline:
      return Link::kOnline;
    case LinkState::kOffline:
      return Link::kOffline;
    case LinkState::kNotAuthorised:
      break;
  }
  return Link::kNotAuthorised;
}

}  // namespace

WindowLink::WindowLink(client::Settings settings, const std::filesystem::path& state, Hooks hooks)
    : outbox_(outbox_in(state)),
      hooks_(std::move(hooks)),
      client_(with_outbox(std::move(settings), outbox_), callbacks_of(hooks_)) {}

WindowLink::~WindowLink() {
  client_.stop();
}

Result<void> WindowLink::start() {
  auto begun = client_.start();
  if (begun || !is_in_use(outbox_)) {
    return begun;
  }
  if (hooks_.problem) {
    hooks_.problem(begun.error().detail);
  }
  start_again_at_ = 0;
  hooks_.wake();
  return {};
}

WindowLink::Seen WindowLink::look(Ms now) {
  Seen seen;
  const client::HallTime time = client_.now();
  seen.clocks = {time.engine_ms - now, time.wall_ms - now, time.utc_offset_s};
  if (auto view = client_.view(); view != shown_) {
    shown_ = view;
    seen.view = std::move(view);
  }
  if (start_again_at_ && now >= *start_again_at_) {
    start_again_at_ = now + kInUseMs;
    if (client_.start()) {
      start_again_at_.reset();
    }
  }
  if (start_again_at_) {
    seen.link = Link::kInUse;
    return seen;
  }
  const client::LinkStatus status = client_.status();
  if (status.last_data) {
    seen.last_data_wall_ms =
        std::chrono::duration_cast<Millis>(status.last_data->time_since_epoch()).count();
  }
  seen.link = link_of(status.state);
  return seen;
}

}  // namespace antre::counter
