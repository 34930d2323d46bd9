// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "i18n/catalogue.hpp"
#include "protocol/result.hpp"
#include "report/document.hpp"

namespace antre::report {

/// The report as A4 pages: title block, summary with the journal's head, charts, tables, the
/// register of misses, the satisfaction index, notes on method; vectors and selectable text, with
/// title, author, bookmarks and language. Pure but for the machine's fonts. Errors: kIo, when Cairo
/// cannot make it.
[[nodiscard]] Result<std::string> render_pdf(const Document& document,
                                             const i18n::Catalogue& words);

}  // namespace antre::report
