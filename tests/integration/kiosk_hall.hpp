// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "printer/bitmap.hpp"
#include "tests/support/process.hpp"

namespace antre::test {

inline constexpr const char* kCodeAddress = "https://antrean.example.go.id/t/";

/// The PST hall with a printer and a web address, as a hall would configure it; gives its file.
std::string hall_with_printer(const TempDir& dir, const std::string& queue);

/// Which page a kiosk of 1080x1920 shows: the services, or the classes of visitors.
bool at_home(const Screen& kiosk);
bool at_class(const Screen& kiosk);
/// Takes a number for the recommendation service (the fourth card), as a visitor would who looks
/// before touching. A touch right after a page has come is ignored, so that a double tap is one
/// number; it is repeated until the next page is there.
void take_number(const Screen& kiosk);

/// The ticket's picture as the printer would have drawn it from the job's bytes.
printer::Bitmap printed_picture(const std::string& bytes);
/// Which number stands on the paper: the one of the hall's numbers whose dots, under the same head,
/// are the same but for a few.
std::string number_on(const printer::Bitmap& paper);
/// The code in the paper's QR code, as a phone would read it; empty when there is none.
std::string code_on(const printer::Bitmap& paper);
/// Whether it says on top that it is a copy.
bool is_copy(const printer::Bitmap& paper);

}  // namespace antre::test
