// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/service/secret.hpp"

#include <sodium.h>

#include <utility>

namespace antre::service {

void wipe(std::string& text) {
  // The whole room: a short text that was moved away is still in it.
  text.resize(text.capacity());
  sodium_memzero(text.data(), text.size());
  text.clear();
}

void wipe(Guest& guest) {
  for (auto* field :
       {&guest.name, &guest.institution, &guest.email, &guest.purpose, &guest.identity})
    wipe(*field);
}

void wipe(RequestBody& body) {
  if (auto* book = std::get_if<SignGuestBook>(&body)) wipe(book->guest);
  if (auto* asked = std::get_if<SignIn>(&body)) wipe(asked->pin);
  if (auto* put = std::get_if<PutOfficer>(&body)) wipe(put->pin);
  if (auto* open = std::get_if<OpenCounter>(&body); open != nullptr && open->grant)
    wipe(*open->grant);
}

void wipe(Command& command) {
  if (auto* book = std::get_if<SignGuestBook>(&command)) wipe(book->guest);
  auto* open = std::get_if<OpenCounter>(&command);
  if (open == nullptr || !open->grant) return;
  wipe(*open->grant);
  open->grant.reset();
}

Secret& Secret::operator=(Secret&& other) noexcept {
  if (this == &other) return *this;
  wipe(text_);
  text_ = other.text_;
  wipe(other.text_);
  return *this;
}

}  // namespace antre::service
