// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "client/hall_client.hpp"
#include "kiosk/appliance.hpp"
#include "kiosk/clerk.hpp"
#include "kiosk/kiosk_model.hpp"
#include "kiosk/kiosk_scene.hpp"
#include "kiosk/options.hpp"
#include "kiosk/paper_spool.hpp"
#include "printer/printer.hpp"
#include "ui/app.hpp"

namespace antre::kiosk {

struct Prepared;

/// What other threads have for the UI thread. `wake` is called after each post.
class Mailbox {
 public:
  using Letter = std::function<void()>;
  explicit Mailbox(std::function<void()> wake) : wake_(std::move(wake)) {}

  void post(Letter letter);
  [[nodiscard]] std::vector<Letter> take();

 private:
  std::function<void()> wake_;
  std::mutex mutex_;
  std::vector<Letter> letters_;
};

/// The running kiosk: model and scene on the UI thread, the link and the printer on threads of
/// their own, which leave what they have in the mailbox.
class Program {
 public:
  /// Errors (kInvalid: configuration, else kIo) are one clear sentence.
  [[nodiscard]] static Result<std::unique_ptr<Program>> open(const Options& options,
                                                             const std::string& program);
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;
  ~Program();

  /// Until the window is closed or a signal comes; the exit status.
  int run();

 private:
  Program(const Options& options, std::unique_ptr<ui::App> app);

  [[nodiscard]] Result<void> start(Prepared prepared);
  void take_in(Ms now);
  void act();
  void take_in_link(Ms now);
  void send(const Command& command);
  void fetch(const TicketId& ticket);
  void check_pin(const std::string& pin);
  void say_scale();
  void hear(const Entry& entry, bool fresh);

  std::unique_ptr<ui::App> app_;
  Mailbox mailbox_;
  Appliance appliance_;
  KioskModel model_;
  KioskScene scene_;
  double density_;
  std::unique_ptr<PaperSpool> spool_;
  std::unique_ptr<printer::Printer> printer_;  ///< its thread uses the spool
  std::unique_ptr<Clerk> clerk_;
  Link link_ = Link::kConnecting;
  std::unique_ptr<client::HallClient> client_;  ///< its thread ends before what it posts to
  std::string pin_hash_;
  std::jthread pin_thread_;  ///< joined before the mailbox that it posts to goes
};

}  // namespace antre::kiosk
