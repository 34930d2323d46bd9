// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "i18n/catalogue.hpp"
#include "report/document.hpp"
#include "report/sheet.hpp"

/// The parts of the printed report, in their order. Each draws where the sheet stands.
namespace antre::report {

/// What a section needs: whose figures, in which words, where.
struct Writer {
  const Document& document;
  const i18n::Catalogue& words;
  Sheet& sheet;
};

void title_section(const Writer& writer);
void summary_section(const Writer& writer);
void attainment_section(const Writer& writer);
void waits_section(const Writer& writer);
/// Load as bars and as a table, by service and by counter.
void load_sections(const Writer& writer);
void misses_section(const Writer& writer);
void survey_section(const Writer& writer);
void method_section(const Writer& writer);
/// Who drew it up and who has seen it, with room for their names.
void signature_section(const Writer& writer);

/// The name of a survey's element: "Persyaratan" is 0.
[[nodiscard]] std::string element_name(const i18n::Catalogue& words, std::size_t element);

}  // namespace antre::report
