// SPDX-License-Identifier: Apache-2.0
#include "bench/limits.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <array>
#include <atomic>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>
#include <zmq.hpp>

#include "bench/figures.hpp"
#include "dispatcher/store/schema.hpp"
#include "link/keys.hpp"

namespace antre::bench {
namespace {

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

CommitLimit sqlite_commits(const std::string& folder, int tickets, double seconds) {
  sqlite3* db = nullptr;
  const std::string file = folder + "/limit-" + std::to_string(tickets) + ".db";
  must(sqlite3_open(file.c_str(), &db), db);
  const auto execute = [&](const char* sql) {
    must(sqlite3_exec(db, sql, nullptr, nullptr, nullptr), db);
  };
  execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;");
  execute(store::kSchema);
  CommitLimit limit;
  {
    Insert journal(db, "INSERT INTO journal VALUES(?,?,?,?,?)");
    Insert session(db, "INSERT OR REPLACE INTO sessions VALUES(?,?,?,?,?,0,?)");
    Insert ticket(db,
                  "INSERT INTO tickets VALUES(?,?,?,?,?,?,NULL,NULL,NULL,NULL,?,NULL,0,'none','')");
    Insert anchor(db, "INSERT OR REPLACE INTO anchor VALUES(1,?,?,?,?)");
    const std::string bytes(210, 'j');
    const std::string reply(300, 'r');
    const std::string hash(32, 'h');
    const std::string boot(36, 'b');
    Samples commits;
    std::int64_t n = 0;
    const double begin = now_us();
    while (now_us() - begin < seconds * 1e6) {
      const double before = now_us();
      execute("BEGIN IMMEDIATE");
      for (int i = 0; i < tickets; ++i) {
        ++n;
        const std::string number = fmt::format("R{:06}", n);
        const std::string client = "kiosk:hall";
        const std::string id = fmt::format("{:032x}", i);
        journal.bind(1, n).bind(2, 20780).bind(3, n).bind(4, bytes).bind(5, hash).run();
        session.bind(1, client).bind(2, id).bind(3, n).bind(4, hash).bind(5, reply).bind(6, n);
        session.run();
        ticket.bind(1, 20780).bind(2, number).bind(3, std::string("R"));
        ticket.bind(4, std::string("regular")).bind(5, std::string("walk-in")).bind(6, n);
        ticket.bind(7, std::string("waiting")).run();
      }
      anchor.bind(1, boot).bind(2, n).bind(3, n).bind(4, n).run();
      execute("COMMIT");
      commits.add(now_us() - before);
    }
    limit.p50_us = commits.quantile(0.5);
    limit.rows_per_second = static_cast<double>(n) / (now_us() - begin) * 1e6;
  }
  sqlite3_close(db);
  return limit;
}

}  // namespace antre::bench
