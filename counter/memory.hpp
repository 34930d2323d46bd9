// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "counter/actions.hpp"
#include "protocol/result.hpp"

namespace antre::counter {

/// Where a counter keeps what it must know after a restart, unless --state says otherwise:
/// $XDG_STATE_HOME/antre/NAME, else ~/.local/state/antre/NAME; empty without a home.
[[nodiscard]] std::filesystem::path default_state_folder(const std::string& name);

/// Who signed in last in this folder; nothing when nobody did or the file cannot be read, which is
/// no more than a name to type again.
[[nodiscard]] std::optional<Remember> read_memory(const std::filesystem::path& folder);
/// Keeps it. Errors: kIo.
[[nodiscard]] Result<void> write_memory(const std::filesystem::path& folder, const Remember& last);

/// Whether the window may sound on this machine; it may when nothing is kept.
[[nodiscard]] bool read_sounds(const std::filesystem::path& folder);
/// Keeps it. Errors: kIo.
[[nodiscard]] Result<void> write_sounds(const std::filesystem::path& folder, bool on);

}  // namespace antre::counter
