// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "kiosk/samples.hpp"

/// How the sample pages are come to; for the files that make them.
namespace antre::kiosk {

inline constexpr Ms kStep = 400;  ///< between two sample touches: longer than a double tap

[[nodiscard]] TicketReply sample_ticket(const HallView& view);
/// The kiosk is linked and has this view.
void lead_show(KioskModel& model, HallView view);
/// A touch on a page that has been drawn.
void lead_touch(KioskModel& model, const Touch& touch, Ms now);
/// Touches that lead from home to a request, over the class page where the hall has one.
void ask_for_last_service(KioskModel& model);
/// To the ticket's page.
void lead_to_ticket(KioskModel& model, HallView view);
/// The forecast has told waits: none for a service without a queue, a short one, two longer ones.
void tell_waits(HallView& view);

/// The pages with something to type, of what came with codes, and of the staff.
[[nodiscard]] std::vector<SamplePage> typing_pages();

}  // namespace antre::kiosk
