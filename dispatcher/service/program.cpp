// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/service/program.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>
#include <systemd/sd-daemon.h>

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <memory>
#include <numeric>
#include <string>
#include <utility>

#include "dispatcher/service/asio_loop.hpp"
#include "dispatcher/service/backup_thread.hpp"
#include "dispatcher/service/commit_thread.hpp"
#include "dispatcher/service/dispatcher.hpp"
#include "dispatcher/service/forecast_thread.hpp"
#include "dispatcher/service/pin_thread.hpp"
#include "dispatcher/store/data_folder.hpp"
#include "dispatcher/store/sqlite.hpp"
#include "hall/hall_file.hpp"
#include "link/file.hpp"
#include "link/log.hpp"
#include "link/server.hpp"

namespace antre::service {
namespace {

namespace asio = boost::asio;

constexpr std::chrono::seconds kHeartbeat{1};  // three missed ones are an outage on a screen
// A hall of screens that comes back after a cut is greeted together.
constexpr std::chrono::milliseconds kGreetEvery{50};
// A listener subscribes right after its handshake; one that takes longer hears the next heartbeat.
constexpr std::chrono::milliseconds kSubscribes{20};

/// A commit that takes longer hangs: no disk that still works needs it, and the service manager is
/// to start the program anew, on another disk if need be.
constexpr std::chrono::seconds kCommitHangs{20};

/// One line on the error output, as a terminal and a service manager's journal show it.
int fail(int code, const std::string& line) {
  fmt::print(stderr, "antre-dispatcher: {}\n", line);
  return code;
}

class ServerTransport final : public Transport {
 public:
  explicit ServerTransport(link::Server& server) : server_(server) {}
  void reply(const link::Peer& to, std::string_view bytes) override { server_.reply(to, bytes); }
  void publish(std::string_view bytes) override { server_.publish(bytes); }

 private:
  link::Server& server_;
};

class ServerGauges final : public Gauges {
 public:
  explicit ServerGauges(const link::Server& server) : server_(server) {}
  [[nodiscard]] LinkCounts links() const override {
    const auto counted = server_.counters();
    LinkCounts links;
    links.connections = counted.connections;
    links.requests = counted.requests;
    links.replies = counted.replies;
    links.refused = counted.refused;
    links.revoked = counted.revoked;
    links.malformed = counted.malformed;
    links.dropped = counted.dropped;
    links.throttled = counted.throttled;
    links.cut = counted.cut;
    links.rebinds = server_.rebinds();
    return links;
  }
  [[nodiscard]] std::uint64_t memory_bytes() const override { return resident_bytes(); }

 private:
  const link::Server& server_;
};

/// All of a running dispatcher, made in the order in which its parts need each other.
class Program {
 public:
  Program(const Options& options, HallSettings hall, store::DataFolder folder,
          std::unique_ptr<store::Store> store)
      : options_(options),
        hall_(std::move(hall)),
        folder_(std::move(folder)),
        store_(std::move(store)),
        server_(io_, server_settings(), server_callbacks()) {}

  [[nodiscard]] int run(store::Loaded loaded);

 private:
  [[nodiscard]] link::ServerSettings server_settings() const {
    return {options_.listen, options_.updates, folder_.path(), options_.plaintext_loopback};
  }
  [[nodiscard]] link::Server::Callbacks server_callbacks();
  [[nodiscard]] std::filesystem::path endpoints_file() const {
    return folder_.path() / "endpoints";
  }
  void make_dispatcher(store::Loaded loaded);
  void write_endpoints();
  void wait_for_signal();
  void on_signal(int number);
  void wait_for_heartbeat();
  /// The first heartbeat tells a new listener that it may ask for the snapshot: it is not kept
  /// waiting for its turn.
  void greet_listener();
  /// Tells the service manager that all goes on, and how the hall stands.
  void tell_manager();
  void reload();
  void end(int code);

  const Options& options_;
  HallSettings hall_;
  store::DataFolder folder_;
  std::unique_ptr<store::Store> store_;
  asio::io_context io_{1};
  AsioLoop loop_{io_};
  AsioAlarm alarm_{io_};
  SystemClock clock_;
  RandomCodes codes_;
  link::Server server_;
  ServerTransport transport_{server_};
  ServerGauges gauges_{server_};
  std::unique_ptr<ForecastThread> forecaster_;
  std::unique_ptr<CommitThread> committer_;
  std::unique_ptr<PinThread> pins_;
  std::unique_ptr<BackupThread> backups_;
  std::unique_ptr<Dispatcher> dispatcher_;
  asio::signal_set signals_{io_, SIGTERM, SIGINT, SIGHUP};
  asio::steady_timer timer_{io_};
  std::chrono::steady_clock::time_point next_heartbeat_;
  std::chrono::steady_clock::time_point last_heartbeat_;
  std::string status_;  ///< as the service manager was told
  int code_ = kExitFine;
};

link::Server::Callbacks Program::server_callbacks() {
  link::Server::Callbacks callbacks;
  callbacks.on_request = [this](const link::Peer& from, std::string_view bytes) {
    dispatcher_->receive(from, bytes);
  };
  callbacks.on_revoked = [this](const link::Peer& from, std::string_view bytes) {
    dispatcher_->receive_revoked(from, bytes);
  };
  callbacks.on_listener = [this] { greet_listener(); };
  callbacks.on_problem = [](const std::string& problem) { spdlog::warn("{}", problem); };
  callbacks.on_fatal = [this](const Error& error) {
    spdlog::critical("the links failed, so this program ends why={}",
                     link::log_value(error.detail));
    end(kExitRefused);
  };
  return callbacks;
}

void Program::make_dispatcher(store::Loaded loaded) {
  // Read before the store's thread owns the store.
  auto known = store_->service_times(std::nullopt, forecast::ServiceTimes::kKept);
  if (!known)
    spdlog::warn("the forecast begins without recorded times why={}",
                 link::log_value(known.error().detail));
  forecaster_ = std::make_unique<ForecastThread>(
      loop_, known ? std::move(*known) : std::vector<store::ServiceTime>{}, options_.always_open);
  committer_ = std::make_unique<CommitThread>(
      *store_, loop_, [this](Work work) { dispatcher_->completed(std::move(work)); });
  pins_ = std::make_unique<PinThread>(loop_);
  backups_ = std::make_unique<BackupThread>(loop_, folder_.path(), *store_);
  DispatcherEvents events;
  events.on_fatal = [this](const Error& error) {
    spdlog::critical("a commit failed, so this program ends and reads the journal anew why={}",
                     link::log_value(error.detail));
    end(kExitRefused);
  };
  events.on_stopped = [this] { end(kExitFine); };
  dispatcher_ = std::make_unique<Dispatcher>(
      Parts{clock_, codes_, *committer_, transport_, loop_, alarm_, forecaster_.get(), *store_,
            pins_.get(), backups_.get(), &gauges_},
      DispatcherSettings{options_.program, server_.updates().url(), options_.always_open},
      std::move(events), hall_, std::move(loaded));
}

void Program::write_endpoints() {
  const auto text = fmt::format("commands {}\nupdates {}\n", server_.listening().from_here().url(),
                                server_.updates().from_here().url());
  // A full disk does not stop a start: reads go on. Only who looks the address up is told nothing.
  if (auto done = link::write_durably(endpoints_file(), text, link::IfThere::kReplace); !done)
    spdlog::warn("the file of addresses is not written why={}",
                 link::log_value(done.error().detail));
}

int Program::run(store::Loaded loaded) {
  // What an earlier run left there is no address of ours.
  std::error_code not_there;
  std::filesystem::remove(endpoints_file(), not_there);
  if (auto started = server_.start(); !started) return fail(kExitRefused, started.error().detail);
  make_dispatcher(std::move(loaded));
  wait_for_signal();
  next_heartbeat_ = std::chrono::steady_clock::now();
  wait_for_heartbeat();
  dispatcher_->start();
  write_endpoints();
  spdlog::info("the hall is served program={} hall={} commands={} updates={}",
               link::log_value(options_.program), link::log_value(hall_.id),
               server_.listening().url(), server_.updates().url());
  ::sd_notify(0, "READY=1");
  io_.run();
  std::filesystem::remove(endpoints_file(), not_there);
  return code_;
}

void Program::wait_for_signal() {
  signals_.async_wait([this](const boost::system::error_code& failed, int number) {
    if (!failed) on_signal(number);
  });
}

void Program::on_signal(int number) {
  if (number == SIGHUP) {
    reload();
  } else {
    spdlog::info("stopping");
    ::sd_notify(0, "STOPPING=1");
    dispatcher_->stop();
  }
  wait_for_signal();
}

void Program::wait_for_heartbeat() {
  timer_.expires_at(next_heartbeat_);
  timer_.async_wait([this](const boost::system::error_code& failed) {
    if (failed) return;
    last_heartbeat_ = std::chrono::steady_clock::now();
    dispatcher_->heartbeat();
    tell_manager();
    // After a long sleep of the machine one is enough, not one for each second missed.
    next_heartbeat_ = std::max(next_heartbeat_ + kHeartbeat, std::chrono::steady_clock::now());
    wait_for_heartbeat();
  });
}

void Program::greet_listener() {
  const auto soon =
      std::max(last_heartbeat_ + kGreetEvery, std::chrono::steady_clock::now() + kSubscribes);
  if (soon >= next_heartbeat_) return;
  next_heartbeat_ = soon;
  wait_for_heartbeat();
}

void Program::tell_manager() {
  const bool hangs = committer_->busy_for() >= kCommitHangs;
  if (!hangs) ::sd_notify(0, "WATCHDOG=1");
  const auto& view = dispatcher_->view();
  const auto waiting =
      std::accumulate(view.lines.begin(), view.lines.end(), 0,
                      [](int sum, const auto& line) { return sum + line.second.waiting; });
  const auto serving =
      std::ranges::count(view.counters, CounterState::kServing, &ViewCounter::state);
  auto status = hangs ? std::string("STATUS=a commit hangs: is the disk well?")
                      : fmt::format("STATUS={} waiting, {} being served", waiting, serving);
  if (status == status_) return;
  status_ = std::move(status);
  ::sd_notify(0, status_.c_str());
}

void Program::reload() {
  auto loaded = hall::load(options_.hall);
  for (const auto& finding : loaded.findings) spdlog::warn("{}", hall::text(finding));
  if (!loaded) return spdlog::error("the hall file is refused; what was in force stays in force");
  if (options_.always_open) loaded.hall->hours.always = true;
  if (auto done = dispatcher_->change_hall(std::move(*loaded.hall)); !done)
    return spdlog::error("the hall file is refused why={}", link::log_value(done.error().detail));
  spdlog::info("the hall file was read again");
}

void Program::end(int code) {
  code_ = code;
  boost::system::error_code ignored;
  signals_.cancel(ignored);
  timer_.cancel();
  server_.stop();
  io_.stop();
}

/// The store of a folder that nobody else uses. A code that is set says how it failed.
struct Opened {
  std::unique_ptr<store::Store> store;
  store::Loaded loaded;
};

Result<Opened> open_store(const std::filesystem::path& data, const HallSettings& hall) {
  auto store = store::open_sqlite(data);
  if (!store) return store.error();
  auto loaded = (*store)->load();
  if (!loaded) return loaded.error();
  if (!loaded->hall_id.empty() && loaded->hall_id != hall.id)
    return Error{ErrorCode::kInvalid,
                 fmt::format("the data folder {} belongs to the hall '{}', the hall file is of "
                             "'{}'; name another folder with --data",
                             data.string(), loaded->hall_id, hall.id)};
  return Opened{std::move(*store), std::move(*loaded)};
}

/// The hall file, or nothing after its findings were printed.
std::optional<HallSettings> read_hall(const Options& options) {
  auto loaded = hall::load(options.hall);
  if (const auto text = loaded.text(); !text.empty()) fmt::print(stderr, "{}\n", text);
  if (loaded && options.always_open) loaded.hall->hours.always = true;
  return std::move(loaded.hall);
}

}  // namespace

int run(const Options& options) {
  auto hall = read_hall(options);
  if (!hall) return kExitUsage;
  link::raise_file_limit();
  auto folder = store::DataFolder::open(options.data);
  if (!folder)
    return fail(folder.error().code == ErrorCode::kConflict ? kExitRefused : kExitUsage,
                folder.error().detail);
  auto opened = open_store(options.data, *hall);
  if (!opened)
    return fail(opened.error().code == ErrorCode::kInvalid ? kExitUsage : kExitRefused,
                opened.error().detail);
  Program program(options, std::move(*hall), std::move(*folder), std::move(opened->store));
  return program.run(std::move(opened->loaded));
}

int check(const Options& options) {
  if (!read_hall(options)) return kExitUsage;
  fmt::print("{}: fine\n", options.hall.string());
  return kExitFine;
}

}  // namespace antre::service
