// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>

#include "dispatcher/service/clock.hpp"
#include "dispatcher/service/pin_hasher.hpp"
#include "tests/sim/checker.hpp"
#include "tests/sim/random.hpp"
#include "tests/sim/timeline.hpp"

namespace antre::sim {

/// Hashes PINs in virtual time, one after the other as the real one's thread does, and sees whether
/// anybody can try them faster than the locks allow. PINs are told apart by their hashes: no two
/// officers of a simulated hall have the same.
class SlowHasher final : public service::PinHasher {
 public:
  SlowHasher(Timeline& time, Random& random, const service::Clock& clock, Checker& checker,
             const std::uint64_t& run)
      : time_(time), random_(random), clock_(clock), checker_(checker), run_(run) {}

  [[nodiscard]] bool hash(service::Secret pin, Hashed done) override;
  [[nodiscard]] bool check(service::Secret pin, std::string pin_hash, Checked done) override;
  /// The dispatcher starts anew.
  void restart();
  /// A right PIN is being told to the dispatcher.
  [[nodiscard]] const bool& granting() const { return granting_; }

 private:
  struct Tried {
    int wrong = 0;  ///< in a row
    std::int64_t last_ms = 0;
  };
  bool queue(std::function<void()> work);
  void tried(const std::string& pin_hash, service::PinCheck found);

  Timeline& time_;
  Random& random_;
  const service::Clock& clock_;
  Checker& checker_;
  const std::uint64_t& run_;
  std::size_t waiting_ = 0;
  Millis free_at_{};
  bool granting_ = false;
  std::map<std::string, Tried> tried_;  ///< by hash
};

}  // namespace antre::sim
