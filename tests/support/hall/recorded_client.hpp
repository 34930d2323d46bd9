// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "link/client_link.hpp"
#include "link/outbox.hpp"
#include "protocol/session.hpp"
#include "tests/support/hall/record.hpp"

namespace antre::test {

/// A kiosk or a counter without a screen or a person: asks as fast as its pauses let it, from the
/// product's own session, outbox and link, and writes into its record what it sent and what it was
/// told, byte for byte, before it acts on it. It may be killed at any moment and started again with
/// the same files. One thread: the loop's.
class RecordedClient {
 public:
  struct Settings {
    link::Endpoint dispatcher;
    link::DeviceKey key;
    std::filesystem::path outbox;
    std::filesystem::path record;
    std::uint64_t seed = 0;
    std::vector<std::string> services;  ///< a kiosk asks for their numbers
    int counter = 0;                    ///< 0: a kiosk
    int most_pause_ms = 30;             ///< between an answer and the next request
  };

  RecordedClient(boost::asio::io_context& io, Settings settings);
  RecordedClient(const RecordedClient&) = delete;
  RecordedClient& operator=(const RecordedClient&) = delete;

  /// Settles what the last run left, then begins. Errors: of the outbox, the record or the address.
  [[nodiscard]] Result<void> start();
  /// Asks nothing new; the loop is stopped once all is answered.
  void finish();

 private:
  void on_event(link::ClientEvent event);
  void on_reply(std::string_view bytes);
  void carry_out(Session::Actions actions);
  void answered(const Result<Reply>& answer);
  void ask_soon();
  void ask();
  void arm();
  [[nodiscard]] Command next_command();
  [[nodiscard]] Command kiosk_command();
  [[nodiscard]] Command counter_command();
  [[nodiscard]] int draw(int least, int most);
  [[nodiscard]] bool one_in(int cases) { return draw(1, cases) == 1; }

  boost::asio::io_context& io_;
  Settings settings_;
  std::mt19937_64 random_;
  Marks marks_;
  Session session_;
  std::optional<link::Outbox> outbox_;
  std::optional<Record> record_;
  link::ClientLink link_;
  boost::asio::steady_timer timer_;
  boost::asio::steady_timer pause_;
  std::uint64_t token_ = 0;
  std::string last_request_;
  std::vector<std::string> tickets_;  ///< own ones, of which some are cancelled
  CounterState state_ = CounterState::kClosed;
  bool state_known_ = false;
  bool finishing_ = false;
};

}  // namespace antre::test
