// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "counter/pin.hpp"
#include "protocol/ids.hpp"

namespace antre::counter {

/// What is filled in on the page on which an officer signs in, and what is wrong with it.
struct SignInPage {
  enum class Field { kName, kPin, kCounter };
  enum class Wrong {
    kNothing,
    kName,        ///< missing
    kPinMissing,  ///< or too short to be one
    kPin,         ///< name or PIN; nobody says which of the two
    kLocked,      ///< too many wrong PINs; `locked_until` says how long, where it is known
    kCounter      ///< missing
  };
  std::string officer;
  Pin pin;
  Field field = Field::kName;
  std::optional<CounterId> counter;
  Wrong wrong = Wrong::kNothing;
  std::optional<std::int64_t> locked_until;  ///< of the model's clock
  bool begun = false;                        ///< something was pressed or typed since the page came

  /// The officer's name as it is sent: without blanks around it.
  [[nodiscard]] std::string name() const;
};

}  // namespace antre::counter
