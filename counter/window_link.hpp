// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "client/hall_client.hpp"
#include "counter/counter_model.hpp"

namespace antre::counter {

/// The link of a window, the officer's or the supervisor's: a client with its outbox in a state
/// folder, looked at by the UI thread. While another window on this machine has the outbox it says
/// so, and tries again.
class WindowLink {
 public:
  struct Hooks {
    std::function<void()> wake;                            ///< any thread: look() is wanted
    std::function<void(const std::string& line)> problem;  ///< any thread: for the log
    std::function<void(const Session::Settled&)> settled;  ///< the link's thread
  };
  /// What a look finds.
  struct Seen {
    Clocks clocks;
    std::shared_ptr<const HallView> view;  ///< when it is another one than before
    Link link = Link::kConnecting;
    std::optional<std::int64_t> last_data_wall_ms;
  };

  /// `state`: the folder of the outbox; empty: nothing is kept.
  WindowLink(client::Settings settings, const std::filesystem::path& state, Hooks hooks);
  WindowLink(const WindowLink&) = delete;
  WindowLink& operator=(const WindowLink&) = delete;
  /// Ends the link: no hook is called after that.
  ~WindowLink();

  /// As HallClient::start; what the last run left open is settled first.
  [[nodiscard]] Result<void> start();
  /// The UI thread.
  [[nodiscard]] Seen look(Ms now);
  [[nodiscard]] client::HallClient& client() { return client_; }

 private:
  const std::filesystem::path outbox_;  ///< empty: there is none
  Hooks hooks_;
  std::shared_ptr<const HallView> shown_;
  std::optional<Ms> start_again_at_;  ///< another window has the outbox
  client::HallClient client_;
};

/// What the link's thread hears waits here until the UI thread takes it in.
template <class News>
class Inbox {
 public:
  /// `wake` is called with everything that comes, by whoever brings it.
  explicit Inbox(std::function<void()> wake) : wake_(std::move(wake)) {}

  void put(News one) {
    {
      const std::lock_guard lock(mutex_);
      news_.push_back(std::move(one));
    }
    wake_();
  }
  [[nodiscard]] std::vector<News> take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(news_, {});
  }

 private:
  std::function<void()> wake_;
  std::mutex mutex_;
  std::vector<News> news_;
};

}  // namespace antre::counter
