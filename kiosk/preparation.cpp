// SPDX-License-Identifier: Apache-2.0
#include "kiosk/preparation.hpp"

#include <vector>

#include "i18n/wording.hpp"

namespace antre::kiosk {

std::string what_to_prepare(const ServiceSettings* service, const i18n::Catalogue& words) {
  if (service == nullptr) {
    return {};
  }
  // The guest book is filled in here, at a counter: nothing to get ready.
  std::vector<std::string> papers = service->requirements;
  std::erase(papers, "guest-book");
  if (papers.empty()) {
    return {};
  }
  const std::string list = i18n::requirements_sentence(words, papers);
  return words.text("kiosk.ticket.prepare", list);
}

}  // namespace antre::kiosk
