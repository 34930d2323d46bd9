// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "kiosk/clerk.hpp"
#include "kiosk/kiosk_model.hpp"
#include "kiosk/paper_spool.hpp"
#include "tests/sim/people.hpp"
#include "tests/sim/print_shop.hpp"

namespace antre::sim {

/// A kiosk as it is: the real model, clerk, courier and spool of papers, driven as
/// kiosk/program.cpp drives them, with visitors who touch its screen and a printer that outlives
/// its program. It dies at every step between an answer and its paper.
class PaperKiosk final : public Client, public GivesNumbers {
 public:
  PaperKiosk(Surroundings& world, const std::string& name, std::string label);

  void last_visitor() override;
  [[nodiscard]] bool served() const override { return served_; }

 private:
  /// The program from its start to its end.
  struct Program {
    Program(PaperKiosk& kiosk, kiosk::Ms now);
    kiosk::KioskModel model;
    kiosk::PaperSpool spool;
    ShopPrinter printer;
    kiosk::Clerk clerk;
    bool online = false;
  };

  void act() override;
  void on_answer(std::uint64_t touch, const Result<Reply>& answer) override;
  void on_settled(const Session::Settled& settled) override;
  bool before_clear(const Request& request, const Reply& reply) override;
  void on_started() override;
  void on_shown() override { step(); }

  void send(const Command& command);
  void touch(const kiosk::Touch& touch);
  void take_in();
  /// Takes in what is new, draws, and does what the model wants.
  void step();
  void arm();
  void run_out_of_paper();
  void came_out(const PrintShop::Paper& paper);
  [[nodiscard]] kiosk::Ms now() const { return world().time.now().count(); }

  std::string spool_file_;  ///< on the kiosk's disk
  PrintShop shop_;
  std::unique_ptr<Program> program_;
  std::uint64_t started_ = 0;
  std::uint64_t armed_ = 0;
  bool paper_runs_out_ = false;  ///< it is under way
  bool last_ = false;
  bool served_ = false;
};

}  // namespace antre::sim
