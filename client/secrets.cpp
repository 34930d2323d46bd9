// SPDX-License-Identifier: Apache-2.0
#include "client/secrets.hpp"

#include <string.h>  // NOLINT(modernize-deprecated-headers): explicit_bzero is not in <cstring>

namespace antre::client {

void wipe(std::string& text) noexcept {
  // The whole capacity: a text that was longer once has left its end there.
  text.resize(text.capacity());
  ::explicit_bzero(text.data(), text.size());
  text.clear();
}

void wipe_secrets(Query& query) noexcept {
  if (auto* sign_in = std::get_if<SignIn>(&query)) wipe(sign_in->pin);
  if (auto* officer = std::get_if<PutOfficer>(&query)) wipe(officer->pin);
}

bool holds_secret(const Query& query) {
  return std::holds_alternative<SignIn>(query) || std::holds_alternative<PutOfficer>(query);
}

}  // namespace antre::client
