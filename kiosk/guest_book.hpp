// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "kiosk/page.hpp"
#include "kiosk/text_field.hpp"
#include "protocol/messages.hpp"

namespace antre::kiosk {

/// In the order of the page.
enum class GuestField { kName, kInstitution, kEmail, kIdentity, kPurpose };
inline constexpr std::size_t kGuestFields = 5;
/// What can be chosen in the field kIdentity.
inline constexpr std::array<const char*, 4> kIdentities{"ktp", "sim", "passport", "other"};

enum class GuestProblem {
  kNameMissing,
  kEmailOdd  ///< no @, or no dot behind it; where the book may be skipped, saved all the same when
             ///< it is saved again as it is
};

/// The page of the guest book while it is filled in: fields, caret, shift, what is wrong. Lives as
/// long as its page; what was typed is overwritten with it. One thread.
class GuestBook {
 public:
  explicit GuestBook(bool required) : required_(required) {}

  /// It cannot be skipped.
  [[nodiscard]] bool required() const { return required_; }
  [[nodiscard]] GuestField active() const { return active_; }
  /// Text and caret of a field; kIdentity has none (asserted).
  [[nodiscard]] const TextField& field(GuestField field) const;
  /// Place in kIdentities; nothing: none was chosen.
  [[nodiscard]] std::optional<std::size_t> identity() const { return identity_; }
  [[nodiscard]] std::optional<GuestProblem> problem(GuestField field) const;
  /// The next letter will be a capital one: by the shift key, or at the beginning of a name.
  [[nodiscard]] bool shift() const;
  /// The active field is the last one: what leads on, saves.
  [[nodiscard]] bool at_last() const { return active_ == GuestField::kPurpose; }

  /// Each gives whether anything can be seen of it.
  bool focus(GuestField field);
  /// Chooses an identity, or takes that choice back.
  bool choose(std::size_t identity);
  /// `as_is`: letters of a keyboard, which has a shift key of its own.
  bool type(std::string_view utf8, bool as_is);
  bool edit(EditKey key);
  void toggle_shift() { shift_ = !shift(); }
  /// To the field after the active one (`with_identity`: that one is reached too, which a keyboard
  /// alone needs); false at the last.
  bool next(bool with_identity);
  void previous();
  /// Whether it can be saved; else the problems are there and the first wrong field is active.
  bool check();
  [[nodiscard]] Guest entry() const;

 private:
  [[nodiscard]] TextField* active_text();
  void touched();

  static constexpr std::size_t kMost = 100;  // the dispatcher takes 400 bytes a field

  const bool required_;
  GuestField active_ = GuestField::kName;
  std::array<TextField, kGuestFields> fields_{TextField{kMost}, TextField{kMost}, TextField{kMost},
                                              TextField{0}, TextField{kMost}};
  std::optional<std::size_t> identity_;
  std::optional<bool> shift_;  ///< as the shift key was used; absent: by itself
  bool name_missing_ = false;
  bool email_odd_ = false;
  bool email_insisted_ = false;
};

}  // namespace antre::kiosk
