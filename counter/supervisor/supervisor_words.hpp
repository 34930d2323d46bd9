// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "counter/supervisor/supervisor_model.hpp"
#include "i18n/catalogue.hpp"
#include "ui/widgets.hpp"

namespace antre::counter::supervisor {

/// What the strip says, and how it looks.
[[nodiscard]] std::string notice_text(const Notice& notice, const SupervisorModel& model,
                                      const i18n::Catalogue& words);
[[nodiscard]] ui::StripKind notice_kind(const Notice& notice);
[[nodiscard]] std::string notice_icon(const Notice& notice);

/// "Panggil istirahat Loket 2": what the action is called, with what it is done to.
[[nodiscard]] std::string verb_text(Verb verb, const std::string& subject,
                                    const i18n::Catalogue& words);
/// The same for something on the page.
[[nodiscard]] std::string verb_text(Verb verb, const Item& item, const SupervisorModel& model,
                                    const i18n::Catalogue& words);
/// "loket kosong tidak memanggil": what most of the time on the clock was spent on.
[[nodiscard]] std::string cause_text(Cause cause, const i18n::Catalogue& words);
/// "7 dari 10": a share in words that people weigh rightly.
[[nodiscard]] std::string chance_text(int percent, const i18n::Catalogue& words);

}  // namespace antre::counter::supervisor
