// SPDX-License-Identifier: Apache-2.0
#include "kiosk/preparation.hpp"

#include <doctest/doctest.h>

#include "kiosk/samples.hpp"

namespace antre::kiosk {

TEST_SUITE("kiosk/preparation") {
  TEST_CASE("what can be got ready is one sentence, without the guest book") {
    const HallView view = *sample_view();
    const auto words = i18n::Catalogue::load("id");
    CHECK(what_to_prepare(view.hall.service(ServiceId{"R"}), words) ==
          "Siapkan kartu identitas, alamat e-mail, dan formulir permintaan yang sudah diisi.");
    CHECK(what_to_prepare(nullptr, words).empty());
  }
}

}  // namespace antre::kiosk
