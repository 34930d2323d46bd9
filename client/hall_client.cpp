// SPDX-License-Identifier: Apache-2.0
#include "client/hall_client.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <future>
#include <thread>
#include <utility>

#include "client/core.hpp"
#include "client/secrets.hpp"

namespace antre::client {
namespace {

// Longer than the answer's own limit, which the link's thread keeps: this only ends a wait for a
// link that was stopped meanwhile.
constexpr Millis kGrace{1'000};

}  // namespace

class HallClient::Impl {
 public:
  Impl(Settings settings, Callbacks callbacks)
      : settings_(std::move(settings)), callbacks_(std::move(callbacks)), io_(1) {}
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
  ~Impl() {
    try {
      stop();
    } catch (const std::exception& problem) {
      if (callbacks_.on_problem) callbacks_.on_problem(problem.what());
    }
  }

  Result<void> start() {
    ANTRE_ASSERT(!thread_.joinable());
    core_ = std::make_unique<Core>(io_, settings_, callbacks_, shown);
    if (const auto begun = core_->start(); !begun) {
      core_.reset();
      return begun.error();
    }
    thread_ = std::thread([this] {
      const auto work = boost::asio::make_work_guard(io_);
      io_.run();
    });
    return {};
  }

  void stop() {
    if (!thread_.joinable()) return;
    boost::asio::post(io_, [this] {
      core_->stop();
      io_.stop();
    });
    thread_.join();
    core_.reset();
  }

  /// Carries `job` out on the link's thread. After `stop` (or before `start`) it never runs.
  template <class Job>
  void post(Job job) {
    boost::asio::post(io_, [this, job = std::move(job)]() mutable { job(*core_); });
  }

  template <class Begin>
  Result<Reply> wait(Millis timeout, Begin begin) {
    auto promise = std::make_shared<std::promise<Result<Reply>>>();
    auto answered = promise->get_future();
    post([promise, begin = std::move(begin)](Core& core) mutable {
      begin(core, [promise](Result<Reply> answer) { promise->set_value(std::move(answer)); });
    });
    if (answered.wait_for(timeout + kGrace) != std::future_status::ready) {
      return Error{ErrorCode::kUnreachable, "the link was stopped"};
    }
    return answered.get();
  }

  Shown shown;

 private:
  const Settings settings_;
  const Callbacks callbacks_;
  boost::asio::io_context io_;
  std::unique_ptr<Core> core_;  // in the thread while that runs, after its end in stop()
  std::thread thread_;
};

HallClient::HallClient(Settings settings, Callbacks callbacks)
    : impl_(std::make_unique<Impl>(std::move(settings), std::move(callbacks))) {}
HallClient::~HallClient() = default;

Result<void> HallClient::start() {
  return impl_->start();
}
void HallClient::stop() {
  impl_->stop();
}
std::shared_ptr<const HallView> HallClient::view() const {
  return impl_->shown.view();
}
LinkStatus HallClient::status() const {
  return impl_->shown.status();
}
HallTime HallClient::now() const {
  return impl_->shown.now();
}
std::optional<Welcome> HallClient::welcome() const {
  return impl_->shown.welcome();
}

void HallClient::submit(Command command, SubmitOptions options, OnAnswer on_answer) {
  impl_->post([command = std::move(command), options,
               on_answer = std::move(on_answer)](Core& core) mutable {
    core.submit(std::move(command), options, std::move(on_answer));
  });
}

void HallClient::abandon() {
  impl_->post([](Core& core) { core.abandon(); });
}

void HallClient::ask(Query query, Millis timeout, OnAnswer on_answer) {
  impl_->post(
      [query = std::move(query), timeout, on_answer = std::move(on_answer)](Core& core) mutable {
        core.ask(query, timeout, std::move(on_answer));
        wipe_secrets(query);
      });
}

Result<Reply> HallClient::request(Command command, Millis timeout) {
  return impl_->wait(
      timeout, [command = std::move(command), timeout](Core& core, OnAnswer on_answer) mutable {
        core.submit(std::move(command), {timeout, false}, std::move(on_answer));
      });
}

Result<Reply> HallClient::query(Query query, Millis timeout) {
  return impl_->wait(timeout, [query = std::move(query), timeout](Core& core, OnAnswer on_answer) {
    core.ask(query, timeout, std::move(on_answer));
  });
}

}  // namespace antre::client
