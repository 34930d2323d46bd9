// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "tests/sim/client.hpp"

namespace antre::sim {

/// A script that takes numbers with `antre issue --once KEY`: each run of it is a program of its
/// own in the session of its key, which other scripts and earlier runs have used too, mostly for
/// the same command. It has no outbox, and never asks what became of anything.
class Script final : public Client {
 public:
  Script(Surroundings& world, std::string label) : Client(world, "admin", "script", label) {}

 private:
  void act() override;
  void on_answer(std::uint64_t touch, const Result<Reply>& answer) override;
  void on_settled(const Session::Settled& /*settled*/) override {}
  void on_started() override;
  [[nodiscard]] std::string first_session() override;
  [[nodiscard]] bool once() const override { return true; }

  std::uint64_t key_ = 0;
  bool sent_ = false;
  bool answered_ = false;
};

}  // namespace antre::sim
