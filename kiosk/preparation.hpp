// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "i18n/catalogue.hpp"
#include "protocol/hall_settings.hpp"

namespace antre::kiosk {

/// "Siapkan kartu identitas, alamat e-mail, dan formulir ...": what a visitor can get ready while
/// waiting; empty when the service asks for nothing of that kind.
[[nodiscard]] std::string what_to_prepare(const ServiceSettings* service,
                                          const i18n::Catalogue& words);

}  // namespace antre::kiosk
