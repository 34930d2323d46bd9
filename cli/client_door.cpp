// SPDX-License-Identifier: Apache-2.0
#include "cli/client_door.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <limits>
#include <mutex>
#include <utility>

#include "cli/descriptor.hpp"
#include "client/hall_client.hpp"
#include "link/endpoint.hpp"
#include "link/keys.hpp"

namespace antre::cli {
namespace {

/// Waits for the link's thread or the user, whoever comes first.
class Bell {
 public:
  Bell() : rung_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)), signals_(block_signals()) {}

  void ring() const {
    // A full counter is as good as one more ring.
    static_cast<void>(eventfd_write(rung_.get(), 1));
  }

  /// At longest `at_most`; absent: until it rings. False when the user interrupted, now or since
  /// `take_interrupt`.
  [[nodiscard]] bool wait(std::optional<std::chrono::milliseconds> at_most = {}) {
    if (interrupted_) return false;
    std::array<pollfd, 2> watched{pollfd{rung_.get(), POLLIN, 0},
                                  pollfd{signals_.get(), POLLIN, 0}};
    // What poll cannot count is waited for in pieces: callers look at their deadline again.
    constexpr std::int64_t kLongest = std::numeric_limits<int>::max();
    const int limit =
        at_most ? static_cast<int>(std::clamp<std::int64_t>(at_most->count(), 0, kLongest)) : -1;
    while (poll(watched.data(), watched.size(), limit) < 0 && errno == EINTR) {
    }
    eventfd_t rings = 0;
    static_cast<void>(eventfd_read(rung_.get(), &rings));
    signalfd_siginfo ended{};
    interrupted_ = (watched[1].revents & POLLIN) != 0 &&
                   read(signals_.get(), &ended, sizeof ended) == sizeof ended;
    return !interrupted_;
  }

  /// Whether the user interrupted; told once, so that what is to be tidied up can be.
  [[nodiscard]] bool take_interrupt() {
    static_cast<void>(wait(std::chrono::milliseconds{0}));
    return std::exchange(interrupted_, false);
  }

 private:
  static int block_signals() {
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &ends, nullptr);
    return signalfd(-1, &ends, SFD_CLOEXEC | SFD_NONBLOCK);
  }

  Descriptor rung_;
  Descriptor signals_;
  bool interrupted_ = false;
};

class ClientDoor : public Door {
 public:
  ClientDoor(client::Settings settings, std::chrono::milliseconds timeout)
      : timeout_(timeout),
        bell_(settings.follow ? std::make_unique<Bell>() : nullptr),
        client_(std::move(settings), callbacks()) {}

  [[nodiscard]] Result<void> start() { return client_.start(); }

  Result<Reply> request(const Command& command) override {
    if (!bell_) return explained(client_.request(command, timeout_));
    auto answer = await([&](client::OnAnswer on_answer) {
      client_.submit(command, {timeout_, false}, std::move(on_answer));
    });
    if (!answer) return Error{ErrorCode::kTimeout, "interrupted before the dispatcher answered"};
    return explained(std::move(*answer));
  }

  Result<Reply> query(const client::Query& query) override {
    if (!bell_) return explained(client_.query(query, timeout_));
    auto answer = await(
        [&](client::OnAnswer on_answer) { client_.ask(query, timeout_, std::move(on_answer)); });
    if (!answer) return Error{ErrorCode::kUnreachable, "interrupted"};
    return explained(std::move(*answer));
  }

  Result<std::optional<Head>> wait_beyond(
      const Head& known, std::optional<std::chrono::milliseconds> deadline) override {
    ANTRE_ASSERT(bell_ != nullptr);
    for (;;) {
      // Before news, of which there may be no end.
      if (bell_->take_interrupt()) return std::optional<Head>{};
      if (client_.status().state == LinkState::kNotAuthorised) {
        return explained_error({ErrorCode::kNotAuthorised, ""});
      }
      if (const auto view = client_.view();
          view && (view->epoch != known.epoch || view->seq > known.seq)) {
        return std::optional{Head{view->epoch, view->seq}};
      }
      std::optional<std::chrono::milliseconds> left;
      if (deadline) left = *deadline - now();
      if (left && left->count() <= 0) return std::optional{known};
      static_cast<void>(bell_->wait(left));  // told above
    }
  }

  [[nodiscard]] std::chrono::milliseconds now() const override {
    return std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now().time_since_epoch());
  }

  [[nodiscard]] std::int64_t wall_ms() override {
    // A heartbeat comes every second; whoever has just begun to listen is greeted with one.
    constexpr std::chrono::milliseconds kTwoHeartbeats{2000};
    const auto deadline = now() + std::min(kTwoHeartbeats, timeout_);
    while (bell_ && !client_.now().known && now() < deadline) {
      if (!bell_->wait(deadline - now())) break;  // interrupted: with what is known, then
    }
    return client_.now().wall_ms;
  }

 private:
  struct Box {
    std::mutex lock;
    std::optional<Result<Reply>> answer;
  };

  /// Begins something and waits for its answer so that the user can interrupt a long try, too:
  /// nothing then.
  template <class Begin>
  std::optional<Result<Reply>> await(Begin begin) {
    const auto box = std::make_shared<Box>();
    begin([box, this](Result<Reply> answer) {
      {
        const std::lock_guard guard{box->lock};
        box->answer = std::move(answer);
      }
      bell_->ring();
    });
    for (;;) {
      {
        const std::lock_guard guard{box->lock};
        if (box->answer) return std::move(box->answer);
      }
      if (!bell_->wait()) return std::nullopt;
    }
  }

  client::HallClient::Callbacks callbacks() {
    client::HallClient::Callbacks result;
    if (bell_) result.on_change = [this] { bell_->ring(); };
    return result;
  }

  /// An error of the link, with what the link knows of the reason.
  [[nodiscard]] Error explained_error(const Error& error) const {
    const std::string why = client_.status().detail;
    const double seconds = std::chrono::duration<double>{timeout_}.count();
    Error result = error;
    if (error.code == ErrorCode::kTimeout) {
      result.detail = fmt::format("no answer from the dispatcher within {:g} s", seconds);
    } else if (error.code == ErrorCode::kNotAuthorised) {
      result.detail =
          "the dispatcher does not know this key; make one with 'antre keys new', and "
          "give its file with --key";
    } else if (result.detail.empty()) {
      result.detail = "the dispatcher is not reached";
    }
    if (exit_code_is_link(error.code) && !why.empty() &&
        result.detail.find(why) == std::string::npos) {
      result.detail += fmt::format(" ({})", why);
    }
    return result;
  }

  [[nodiscard]] static bool exit_code_is_link(ErrorCode code) {
    return code == ErrorCode::kTimeout || code == ErrorCode::kUnreachable;
  }

  [[nodiscard]] Result<Reply> explained(Result<Reply> answer) const {
    if (!answer) return explained_error(answer.error());
    return answer;
  }

  std::chrono::milliseconds timeout_;
  std::unique_ptr<Bell> bell_;  // before the client, whose thread rings it
  client::HallClient client_;
};

}  // namespace

Result<std::unique_ptr<Door>> open_client_door(const Connection& connection) {
  const auto endpoint = link::Endpoint::parse(connection.dispatcher);
  if (!endpoint) return endpoint.error();
  client::Settings settings;
  settings.dispatcher = *endpoint;
  settings.program = "antre " ANTRE_VERSION;
  settings.follow = connection.follow;
  settings.once = connection.once;
  if (!connection.key_file.empty()) {
    auto key = link::load_device(connection.key_file);
    if (!key) return key.error();
    settings.key = std::move(*key);
  } else if (!endpoint->is_loopback()) {
    return Error{ErrorCode::kInvalid,
                 fmt::format("{} is not on this machine: a key is needed; give its file with --key "
                             "or ANTRE_KEY",
                             endpoint->url())};
  }
  const std::chrono::duration<double> seconds{connection.timeout_s};
  auto door = std::make_unique<ClientDoor>(
      std::move(settings), std::chrono::duration_cast<std::chrono::milliseconds>(seconds));
  if (const auto started = door->start(); !started) return started.error();
  return std::unique_ptr<Door>{std::move(door)};
}

}  // namespace antre::cli
