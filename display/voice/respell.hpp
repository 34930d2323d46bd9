// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace antre::display::voice {

/// Javanese as the Indonesian voice, which reads it, has to see it to say it nearly right: an open
/// "a" at the end of a word and the one before it sound as in "lord" (dasa: "doso"), dh and th are
/// one sound each, é and è an e. Word by word from a written table, since names keep their a's
/// (docs/voice.md).
[[nodiscard]] std::string respelled(std::string_view javanese);

}  // namespace antre::display::voice
