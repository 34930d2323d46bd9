// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "client/hall_client.hpp"
#include "client/time_base.hpp"
#include "link/client_link.hpp"
#include "link/outbox.hpp"
#include "protocol/liveness.hpp"
#include "protocol/replica.hpp"
#include "protocol/session.hpp"

namespace antre::client {

/// What the link's thread shows to the others. All of it is behind one mutex.
class Shown {
 public:
  [[nodiscard]] std::shared_ptr<const HallView> view() const;
  [[nodiscard]] LinkStatus status() const;
  [[nodiscard]] std::optional<Welcome> welcome() const;
  [[nodiscard]] HallTime now() const;

  void show(std::shared_ptr<const HallView> view);
  /// True when it differs from what was shown.
  bool show(const LinkStatus& status);
  void show(const Welcome& welcome);
  void heard(const Update& update, Millis now);

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<const HallView> view_;
  LinkStatus status_;
  std::optional<Welcome> welcome_;
  TimeBase time_;
};

/// Milliseconds on the clock that drives the state machines.
[[nodiscard]] Millis steady_now();

/// The client's state machines on their sockets. Lives in the link's thread.
class Core {
 public:
  Core(boost::asio::io_context& io, const Settings& settings,
       const HallClient::Callbacks& callbacks, Shown& shown);
  Core(const Core&) = delete;
  Core& operator=(const Core&) = delete;

  [[nodiscard]] Result<void> start();
  /// Answers everything that waits with kUnreachable.
  void stop();
  void submit(Command command, const SubmitOptions& options, OnAnswer on_answer);
  void abandon();
  void ask(const Query& query, Millis timeout, OnAnswer on_answer);

 private:
  void on_link(link::ClientEvent event);
  void on_updates_link(link::ClientEvent event);
  void on_reply(std::string_view bytes);
  void on_update(std::string_view bytes);
  void on_welcome(const Welcome& welcome);
  void on_not_authorised(const std::string& detail);
  void greet();
  void carry_out(Session::Actions actions);
  /// Lets the owner keep a reply while the outbox still has its request.
  void keep(const Reply& reply);
  void clear_outbox();
  void carry_out(const Replica::Actions& actions);
  void tick();
  void arm();
  void show();
  void show_view();
  void tell(const std::string& sentence) const;

  boost::asio::io_context& io_;
  const Settings& settings_;
  const HallClient::Callbacks& callbacks_;
  Shown& shown_;
  Marks marks_;
  Session session_;
  Replica replica_;
  Liveness liveness_;
  Queries queries_;
  std::optional<link::Outbox> outbox_;
  link::ClientLink link_;
  boost::asio::steady_timer timer_;
  std::map<std::uint64_t, OnAnswer> submitted_;  ///< by token
  std::uint64_t last_token_ = 0;
  std::uint64_t hello_mark_ = 0;
  bool connected_ = false;
  bool welcomed_ = false;
  bool view_changed_ = false;
  bool view_posted_ = false;
  bool kept_ = true;  ///< what was answered last may leave the outbox
  std::string detail_;
};

}  // namespace antre::client
