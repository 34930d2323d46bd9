// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <zmq.hpp>

#include "link/keys.hpp"

/// What this machine could do at best in the same shape as ours: the same sockets, the same rows.
namespace antre::bench {

/// Bytes of the messages of one issued ticket, about.
inline constexpr int kRequestBytes = 110;
inline constexpr int kUpdateBytes = 260;

/// The two ends of a bare link with CURVE; a server listens on a free port of 127.0.0.1.
void use_curve(zmq::socket_t& socket, const link::KeyPair& own, const std::string& server);
void serve_curve(zmq::socket_t& socket, const link::KeyPair& own);

struct EchoLimit {
  double p50_us = 0;      ///< round trip
  double per_second = 0;  ///< round trips of all sockets together
};
/// `sockets` DEALERs over tcp with CURVE, one message of `bytes` in flight each, against a bare
/// ROUTER in a thread that sends every message back.
[[nodiscard]] EchoLimit curve_echo(int sockets, int bytes, double seconds);

/// Median way of a message of `bytes` from a bare CURVE PUB to a SUB, microseconds.
[[nodiscard]] double publish_hop_us(int bytes, int messages);

struct CommitLimit {
  double p50_us = 0;           ///< one transaction
  double rows_per_second = 0;  ///< tickets' rows, all transactions together
};
/// SQLite, WAL, synchronous=FULL, prepared statements, in a new file in `folder`: transactions of
/// `tickets` tickets each, with the very rows that one issued ticket writes (journal, session,
/// ticket, and one anchor a transaction).
[[nodiscard]] CommitLimit sqlite_commits(const std::string& folder, int tickets, double seconds);

/// One round trip over a bare CURVE link to another process that makes one such transaction of one
/// ticket before it answers: the median, microseconds. In one, because that is how a request meets
/// them: a loop of commits alone keeps its pages in the processor's cache, which no dispatcher can.
[[nodiscard]] double round_trip_and_commit_us(const std::string& folder, int bytes, double seconds);
/// That other process: tells address and key in `folder`/limit-server and serves until it is ended.
int commit_and_echo(const std::string& folder);

}  // namespace antre::bench
