// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "protocol/hall_view.hpp"

namespace antre::service {

/// Overwrites a text where it stands, and empties it.
void wipe(std::string& text);
/// Overwrites an entry of the guest book.
void wipe(Guest& guest);
/// Wipes the PINs, grants and entries of the guest book in a request; any other is left as it is.
void wipe(RequestBody& body);
/// Wipes the grant or the entry of the guest book in a command.
void wipe(Command& command);

/// A text that is wiped when it ends: a PIN on its way. Moved, never copied.
class Secret {
 public:
  Secret() = default;
  /// Takes the text, and wipes where it was.
  explicit Secret(std::string& from) : text_(from) { wipe(from); }
  // Copied and wiped: a short text would stay where it was moved from.
  // NOLINTNEXTLINE(performance-move-constructor-init)
  Secret(Secret&& other) noexcept : text_(other.text_) { wipe(other.text_); }
  Secret& operator=(Secret&& other) noexcept;
  Secret(const Secret&) = delete;
  Secret& operator=(const Secret&) = delete;
  ~Secret() { wipe(text_); }

  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string text_;
};

}  // namespace antre::service
