// SPDX-License-Identifier: Apache-2.0
#include "counter/guest_page.hpp"

#include <string>
#include <utility>

#include "counter/draft.hpp"

namespace antre::counter {

GuestEntry::GuestEntry(Guest guest) : guest_(std::move(guest)) {}

GuestEntry::GuestEntry(GuestEntry&& other) noexcept : guest_(std::move(other.guest_)) {
  other.wipe();
}

GuestEntry& GuestEntry::operator=(GuestEntry&& other) noexcept {
  if (this != &other) {
    wipe();
    guest_ = std::move(other.guest_);
    other.wipe();
  }
  return *this;
}

void GuestEntry::wipe() noexcept {
  for (std::string* text :
       {&guest_.name, &guest_.institution, &guest_.email, &guest_.purpose, &guest_.identity}) {
    wipe_text(*text);
  }
}

}  // namespace antre::counter
