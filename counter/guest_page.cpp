// SPDX-License-Identifier: Apache-2.0
#include "counter/guest_page.hpp"

#include <string.h>  // NOLINT(modernize-deprecated-headers): explicit_bzero is not in <cstring>

#include <string>
#include <utility>

namespace antre::counter {
namespace {

/// A short text is in the string itself, also in one that was moved from: all that it has is
/// overwritten, not only what it still counts as its own.
void wipe_text(std::string& text) noexcept {
  text.resize(text.capacity());
  ::explicit_bzero(text.data(), text.size());
  text.clear();
}

}  // namespace

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
