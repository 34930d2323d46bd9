// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

#include "protocol/messages.hpp"
#include "protocol/result.hpp"

namespace antre::counter {

/// What a visitor entered in the guest book, between the dispatcher and the screen: its memory is
/// overwritten when it goes or is given on. Never copied, never kept in a file, never logged.
class GuestEntry {
 public:
  GuestEntry() = default;
  explicit GuestEntry(Guest guest);
  GuestEntry(const GuestEntry&) = delete;
  GuestEntry& operator=(const GuestEntry&) = delete;
  /// Leaves the other one empty, its memory overwritten.
  GuestEntry(GuestEntry&& other) noexcept;
  GuestEntry& operator=(GuestEntry&& other) noexcept;
  ~GuestEntry() { wipe(); }

  void wipe() noexcept;
  [[nodiscard]] const Guest& guest() const { return guest_; }

 private:
  Guest guest_;
};

/// The answer to AskGuest.
struct GuestNews {
  TicketId ticket;
  std::optional<ErrorCode> refused;
  bool there = false;  ///< something is entered
  GuestEntry entry;
};

/// The page over the window that shows it, for a short time.
struct GuestPage {
  enum class State { kAsked, kShown, kNothing, kFailed };
  TicketId ticket;
  State state = State::kAsked;
  GuestEntry entry;                       ///< of kShown
  ErrorCode code = ErrorCode::kInternal;  ///< of kFailed
  std::int64_t until = 0;                 ///< of the model's clock: it closes by itself
};

}  // namespace antre::counter
