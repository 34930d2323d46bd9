// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>

#include "dispatcher/service/secret.hpp"
#include "protocol/result.hpp"

namespace antre::service {

/// What a check found.
enum class PinCheck {
  kRight,
  kWrong,
  kFailed,  ///< no memory: it says nothing about the PIN
};

/// Hashes PINs and checks them, somewhere else than in the io thread: one takes a tenth of a second
/// and 64 MiB, so that who has stolen the hashes cannot try all PINs quickly.
class PinHasher {
 public:
  using Hashed = std::function<void(Result<std::string>)>;
  using Checked = std::function<void(PinCheck)>;

  PinHasher() = default;
  PinHasher(const PinHasher&) = delete;
  PinHasher& operator=(const PinHasher&) = delete;
  virtual ~PinHasher() = default;

  /// Makes the hash of a PIN. `done` is called in the loop, later. False: too much waits already;
  /// nothing is done. Errors: kUnavailable (no memory).
  [[nodiscard]] virtual bool hash(Secret pin, Hashed done) = 0;
  /// Whether a PIN is the one of a hash. An empty hash (there is no such officer) takes as long as
  /// any other, and is never right.
  [[nodiscard]] virtual bool check(Secret pin, std::string pin_hash, Checked done) = 0;
};

}  // namespace antre::service
