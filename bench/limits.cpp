// SPDX-License-Identifier: Apache-2.0
#include "bench/limits.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <array>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>
#include <zmq.hpp>

#include "bench/figures.hpp"
#include "dispatcher/store/schema.hpp"
#include "tests/support/process.hpp"

namespace antre::bench {
void use_curve(zmq::socket_t& socket, const link::KeyPair& own, const std::string& server) {
  socket.set(zmq::sockopt::curve_serverkey, server);
  socket.set(zmq::sockopt::curve_publickey, own.public_key);
  socket.set(zmq::sockopt::curve_secretkey, own.secret_key);
  socket.set(zmq::sockopt::linger, 0);
}

void serve_curve(zmq::socket_t& socket, const link::KeyPair& own) {
  socket.set(zmq::sockopt::curve_server, true);
  socket.set(zmq::sockopt::curve_secretkey, own.secret_key);
  socket.set(zmq::sockopt::linger, 0);
  socket.bind("tcp://127.0.0.1:*");
}

namespace {

/// Sends every message back until told to stop.
void echo(zmq::socket_t router, const std::atomic<bool>& stop) {
  router.set(zmq::sockopt::rcvtimeo, 50);
  while (!stop) {
    zmq::message_t id;
    if (!router.recv(id)) continue;
    zmq::message_t body;
    if (!router.recv(body)) continue;
    router.send(id, zmq::send_flags::sndmore);
    router.send(body, zmq::send_flags::none);
  }
}

void must(int code, sqlite3* db) {
  if (code != SQLITE_OK && code != SQLITE_DONE && code != SQLITE_ROW)
    throw std::runtime_error(sqlite3_errmsg(db));
}

class Insert {
 public:
  Insert(sqlite3* db, const char* sql) : db_(db) {
    must(sqlite3_prepare_v2(db, sql, -1, &statement_, nullptr), db);
  }
  ~Insert() { sqlite3_finalize(statement_); }
  Insert(const Insert&) = delete;
  Insert& operator=(const Insert&) = delete;
  Insert& bind(int at, std::int64_t value) {
    sqlite3_bind_int64(statement_, at, value);
    return *this;
  }
  Insert& bind(int at, const std::string& value) {
    sqlite3_bind_text(statement_, at, value.data(), static_cast<int>(value.size()), SQLITE_STATIC);
    return *this;
  }
  void run() {
    must(sqlite3_step(statement_), db_);
    must(sqlite3_reset(statement_), db_);
  }

 private:
  sqlite3* db_;
  sqlite3_stmt* statement_ = nullptr;
};

}  // namespace

EchoLimit curve_echo(int sockets, int bytes, double seconds) {
  zmq::context_t context;
  const auto server = link::make_key_pair();
  zmq::socket_t router(context, zmq::socket_type::router);
  serve_curve(router, server);
  const std::string address = router.get(zmq::sockopt::last_endpoint);
  std::atomic<bool> stop{false};
  std::thread echoing([&, socket = std::move(router)]() mutable { echo(std::move(socket), stop); });

  std::vector<zmq::socket_t> dealers;
  std::vector<zmq::pollitem_t> items;
  std::vector<double> sent(static_cast<std::size_t>(sockets));
  const std::string body(static_cast<std::size_t>(bytes), 'x');
  for (int i = 0; i < sockets; ++i) {
    auto& dealer = dealers.emplace_back(context, zmq::socket_type::dealer);
    use_curve(dealer, link::make_key_pair(), server.public_key);
    dealer.connect(address);
    items.push_back({dealer.handle(), 0, ZMQ_POLLIN, 0});
  }
  const auto send = [&](std::size_t i) {
    sent[i] = now_us();
    dealers[i].send(zmq::buffer(body), zmq::send_flags::none);
  };
  for (std::size_t i = 0; i < dealers.size(); ++i) send(i);
  Samples trips;
  const double warm = now_us() + 300'000;
  const double end = warm + seconds * 1e6;
  double measured_from = 0;
  while (now_us() < end) {
    zmq::poll(items, std::chrono::milliseconds{100});
    for (std::size_t i = 0; i < items.size(); ++i) {
      if ((items[i].revents & ZMQ_POLLIN) == 0) continue;
      zmq::message_t back;
      if (!dealers[i].recv(back, zmq::recv_flags::dontwait)) continue;
      const double now = now_us();
      if (now > warm) {
        if (measured_from == 0) measured_from = now;
        trips.add(now - sent[i]);
      }
      send(i);
    }
  }
  const double spent = now_us() - measured_from;
  stop = true;
  echoing.join();
  return {trips.quantile(0.5), static_cast<double>(trips.count()) / spent * 1e6};
}

double publish_hop_us(int bytes, int messages) {
  zmq::context_t context;
  const auto server = link::make_key_pair();
  zmq::socket_t pub(context, zmq::socket_type::pub);
  serve_curve(pub, server);
  zmq::socket_t sub(context, zmq::socket_type::sub);
  use_curve(sub, link::make_key_pair(), server.public_key);
  sub.set(zmq::sockopt::subscribe, "");
  sub.set(zmq::sockopt::rcvtimeo, 20);
  sub.connect(pub.get(zmq::sockopt::last_endpoint));
  const std::string body(static_cast<std::size_t>(bytes), 'x');
  zmq::message_t got;
  do {
    pub.send(zmq::buffer(body), zmq::send_flags::none);
  } while (!sub.recv(got));
  sub.set(zmq::sockopt::rcvtimeo, 2000);
  while (sub.recv(got, zmq::recv_flags::dontwait)) {
  }
  Samples hops;
  for (int i = 0; i < messages; ++i) {
    const double before = now_us();
    pub.send(zmq::buffer(body), zmq::send_flags::none);
    if (!sub.recv(got)) throw std::runtime_error("a published message did not arrive");
    hops.add(now_us() - before);
  }
  return hops.quantile(0.5);
}

namespace {

/// The rows of issued tickets, written as plainly as SQLite can.
class RawStore {
 public:
  explicit RawStore(const std::string& file) {
    must(sqlite3_open(file.c_str(), &db_), db_);
    execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;");
    execute(store::kTables);
    execute(store::kProjections);
    journal_.emplace(db_, "INSERT INTO journal VALUES(?,?,?,?,?)");
    session_.emplace(db_, "INSERT OR REPLACE INTO sessions VALUES(?,?,?,?,?,0,?)");
    ticket_.emplace(db_,
                    "INSERT INTO tickets VALUES(?,?,?,?,?,0,?,0,NULL,?,NULL,'none','','',NULL,'')");
    turn_.emplace(db_,
                  "INSERT INTO turns VALUES(?,?,1,?,?,NULL,NULL,'',0,0,0,NULL,NULL,0,NULL,NULL,0)");
    anchor_.emplace(db_, "INSERT OR REPLACE INTO anchor VALUES(1,?,?,?,?)");
  }
  ~RawStore() {
    journal_.reset();
    session_.reset();
    ticket_.reset();
    turn_.reset();
    anchor_.reset();
    sqlite3_close(db_);
  }
  RawStore(const RawStore&) = delete;
  RawStore& operator=(const RawStore&) = delete;

  /// One transaction with the rows of so many tickets.
  void commit(int tickets) {
    execute("BEGIN IMMEDIATE");
    for (int i = 0; i < tickets; ++i) {
      ++n_;
      const std::string number = fmt::format("R{:06}", n_);
      const std::string client = "kiosk:hall";
      const std::string id = fmt::format("{:032x}", i);
      const std::string service = "R";
      const std::string kind = "regular";
      const std::string channel = "walk-in";
      const std::string state = "waiting";
      journal_->bind(1, n_).bind(2, 20780).bind(3, n_).bind(4, bytes_).bind(5, hash_).run();
      session_->bind(1, client).bind(2, id).bind(3, n_).bind(4, hash_).bind(5, reply_).bind(6, n_);
      session_->run();
      ticket_->bind(1, 20780).bind(2, number).bind(3, service).bind(4, kind).bind(5, channel);
      ticket_->bind(6, n_).bind(7, state).run();
      turn_->bind(1, 20780).bind(2, number).bind(3, service).bind(4, n_).run();
    }
    anchor_->bind(1, boot_).bind(2, n_).bind(3, n_).bind(4, n_).run();
    execute("COMMIT");
  }
  [[nodiscard]] std::int64_t rows() const { return n_; }

 private:
  void execute(const char* sql) { must(sqlite3_exec(db_, sql, nullptr, nullptr, nullptr), db_); }

  sqlite3* db_ = nullptr;
  std::optional<Insert> journal_;
  std::optional<Insert> session_;
  std::optional<Insert> ticket_;
  std::optional<Insert> turn_;
  std::optional<Insert> anchor_;
  std::int64_t n_ = 0;
  const std::string bytes_ = std::string(210, 'j');
  const std::string reply_ = std::string(300, 'r');
  const std::string hash_ = std::string(32, 'h');
  const std::string boot_ = std::string(36, 'b');
};

}  // namespace

CommitLimit sqlite_commits(const std::string& folder, int tickets, double seconds) {
  RawStore raw(folder + "/limit-" + std::to_string(tickets) + ".db");
  Samples commits;
  const double begin = now_us();
  while (now_us() - begin < seconds * 1e6) {
    const double before = now_us();
    raw.commit(tickets);
    commits.add(now_us() - before);
  }
  return {commits.quantile(0.5), static_cast<double>(raw.rows()) / (now_us() - begin) * 1e6};
}

int commit_and_echo(const std::string& folder) {
  RawStore raw(folder + "/limit-alternating.db");
  zmq::context_t context;
  const auto server = link::make_key_pair();
  zmq::socket_t router(context, zmq::socket_type::router);
  serve_curve(router, server);
  const auto file = folder + "/limit-server";
  std::ofstream(file + ".new") << router.get(zmq::sockopt::last_endpoint) << '\n'
                               << server.public_key << '\n';
  std::filesystem::rename(file + ".new", file);
  for (;;) {  // until it is ended by who started it
    zmq::message_t id;
    zmq::message_t body;
    if (!router.recv(id) || !router.recv(body)) continue;
    raw.commit(1);
    router.send(id, zmq::send_flags::sndmore);
    router.send(body, zmq::send_flags::none);
  }
}

double round_trip_and_commit_us(const std::string& folder, int bytes, double seconds) {
  const auto file = folder + "/limit-server";
  std::filesystem::remove(file);
  const test::Process server(
      {std::filesystem::read_symlink("/proc/self/exe").string(), "--limit-server", folder});
  if (!test::eventually([&] { return std::filesystem::exists(file); }))
    throw std::runtime_error("the limit's server did not start");
  std::istringstream told(test::read_file(file));
  std::string address;
  std::string key;
  told >> address >> key;
  zmq::context_t context;
  zmq::socket_t dealer(context, zmq::socket_type::dealer);
  use_curve(dealer, link::make_key_pair(), key);
  dealer.connect(address);
  const std::string body(static_cast<std::size_t>(bytes), 'x');
  Samples both;
  const double begin = now_us();
  const double warm = begin + 300'000;
  while (now_us() - begin < seconds * 1e6) {
    const double before = now_us();
    dealer.send(zmq::buffer(body), zmq::send_flags::none);
    zmq::message_t back;
    if (!dealer.recv(back)) throw std::runtime_error("the limit's server did not answer");
    const double now = now_us();
    if (now > warm) both.add(now - before);
  }
  return both.quantile(0.5);
}

}  // namespace antre::bench
