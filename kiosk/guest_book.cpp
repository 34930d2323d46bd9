// SPDX-License-Identifier: Apache-2.0
#include "kiosk/guest_book.hpp"

#include <algorithm>

#include "protocol/result.hpp"

namespace antre::kiosk {
namespace {

std::size_t place_of(GuestField field) {
  return static_cast<std::size_t>(field);
}

/// Enough to catch a slip, too little to refuse an address that is one.
bool may_be_email(const std::string& text) {
  const auto at = text.find('@');
  if (at == 0 || at == std::string::npos || text.find('@', at + 1) != std::string::npos) {
    return false;
  }
  const auto dot = text.find('.', at);
  return dot != std::string::npos && dot > at + 1 && text.back() != '.' &&
         text.find(' ') == std::string::npos;
}

std::string upper(std::string_view text) {
  std::string capital(text);
  std::transform(capital.begin(), capital.end(), capital.begin(), [](char sign) {
    return sign >= 'a' && sign <= 'z' ? static_cast<char>(sign - 'a' + 'A') : sign;
  });
  return capital;
}

}  // namespace

const TextField& GuestBook::field(GuestField field) const {
  ANTRE_ASSERT(field != GuestField::kIdentity);
  return fields_[place_of(field)];
}

std::optional<GuestProblem> GuestBook::problem(GuestField field) const {
  if (field == GuestField::kName && name_missing_) {
    return GuestProblem::kNameMissing;
  }
  if (field == GuestField::kEmail && email_odd_) {
    return GuestProblem::kEmailOdd;
  }
  return std::nullopt;
}

bool GuestBook::shift() const {
  if (shift_) {
    return *shift_;
  }
  if (active_ == GuestField::kEmail || active_ == GuestField::kIdentity) {
    return false;
  }
  const TextField& text = fields_[place_of(active_)];
  const bool each_word = active_ != GuestField::kPurpose;
  return text.caret() == 0 || (each_word && text.text()[text.caret() - 1] == ' ');
}

TextField* GuestBook::active_text() {
  return active_ == GuestField::kIdentity ? nullptr : &fields_[place_of(active_)];
}

void GuestBook::touched() {
  shift_.reset();
  if (active_ == GuestField::kName) {
    name_missing_ = false;
  } else if (active_ == GuestField::kEmail) {
    email_odd_ = false;
    email_insisted_ = false;
  }
}

bool GuestBook::focus(GuestField field) {
  shift_.reset();
  const bool other = active_ != field;
  active_ = field;
  if (TextField* text = active_text()) {
    text->to_end();
  }
  return other;
}

bool GuestBook::choose(std::size_t identity) {
  if (identity >= kIdentities.size()) {
    return false;
  }
  identity_ = identity_ == identity ? std::nullopt : std::optional(identity);
  return true;
}

bool GuestBook::type(std::string_view utf8, bool as_is) {
  TextField* text = active_text();
  if (text == nullptr) {
    // With a keyboard alone the identities are chosen by their place.
    const bool digit = utf8.size() == 1 && utf8[0] >= '1' && utf8[0] <= '9';
    return digit && choose(static_cast<std::size_t>(utf8[0] - '1'));
  }
  const bool single = utf8.size() == 1;
  if (!text->insert(!as_is && single && shift() ? upper(utf8) : std::string(utf8))) {
    return false;
  }
  touched();
  return true;
}

bool GuestBook::edit(EditKey key) {
  TextField* text = active_text();
  if (text == nullptr) {
    return false;
  }
  switch (key) {
    case EditKey::kBackspace:
    case EditKey::kDelete:
      if (key == EditKey::kBackspace ? text->backspace() : text->erase()) {
        touched();
        return true;
      }
      return false;
    case EditKey::kLeft:
      return text->left();
    case EditKey::kRight:
      return text->right();
    case EditKey::kHome:
      text->to_begin();
      return true;
    case EditKey::kEnd:
      text->to_end();
      return true;
    case EditKey::kEnter:
    case EditKey::kTab:
    case EditKey::kBackTab:
      return false;
  }
  return false;
}

bool GuestBook::next(bool with_identity) {
  if (at_last()) {
    return false;
  }
  std::size_t place = place_of(active_) + 1;
  if (!with_identity && place == place_of(GuestField::kIdentity)) {
    ++place;
  }
  return focus(static_cast<GuestField>(place));
}

void GuestBook::previous() {
  if (active_ != GuestField::kName) {
    focus(static_cast<GuestField>(place_of(active_) - 1));
  }
}

bool GuestBook::check() {
  name_missing_ = field(GuestField::kName).trimmed().empty();
  const std::string email = field(GuestField::kEmail).trimmed();
  const bool odd = !email.empty() && !may_be_email(email);
  const bool insists = odd && !required_ && email_insisted_;
  email_insisted_ = odd;
  email_odd_ = odd && !insists;
  if (name_missing_) {
    focus(GuestField::kName);
  } else if (email_odd_) {
    focus(GuestField::kEmail);
  }
  return !name_missing_ && !email_odd_;
}

Guest GuestBook::entry() const {
  Guest guest;
  guest.name = field(GuestField::kName).trimmed();
  guest.institution = field(GuestField::kInstitution).trimmed();
  guest.email = field(GuestField::kEmail).trimmed();
  guest.purpose = field(GuestField::kPurpose).trimmed();
  if (identity_) {
    guest.identity = kIdentities.at(*identity_);
  }
  return guest;
}

}  // namespace antre::kiosk
