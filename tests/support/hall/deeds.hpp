// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "protocol/messages.hpp"
#include "tests/support/hall/record.hpp"

namespace antre::test {

/// One thing that was done in the hall as a line of text, the same whether it is read from an
/// answer or from the journal: "issued 2026-11-24/R012 by crowd1", "called R012 to 3".

/// The one answer that says that a request was done; nothing when it was refused or not answered.
[[nodiscard]] const std::string* done_reply(const Told& told);
/// What an answered request did; nothing when it did nothing that the journal names one by one.
[[nodiscard]] std::optional<std::string> deed_of(const Told& told, const std::string& client);
/// What the journal says was done by clients (what the dispatcher does by itself is left out).
[[nodiscard]] std::multiset<std::string> deeds_of(const std::vector<Entry>& journal);
/// Breaches of "one request, one fate": different answers, done although settled as not done, ...
/// `gaps`: a refusal as a gap is none.
[[nodiscard]] std::vector<std::string> faults_of(const Told& told, bool gaps = false);
/// Numbers given twice, out of turn or left out (but for those the journal says were skipped), and
/// entries that do not follow each other.
[[nodiscard]] std::vector<std::string> faults_of_numbers(const std::vector<Entry>& journal);

}  // namespace antre::test
