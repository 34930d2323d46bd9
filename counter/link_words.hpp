// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "client/hall_client.hpp"
#include "counter/counter_model.hpp"

/// What the link tells in the words of the window's models: for the officer's and the supervisor's.
namespace antre::counter {

[[nodiscard]] Link link_of(LinkState state);
/// What a reply brings that an officer is shown: a number, a case.
[[nodiscard]] Brought brought_by(const Reply& reply);
/// What became of a request, as a model is told.
[[nodiscard]] Settlement settlement_of(const Session::Settled& settled);
/// Whether another window on this machine works with the outbox of this state folder.
[[nodiscard]] bool outbox_in_use(const std::filesystem::path& state);
/// With an outbox in the state folder; an empty folder: without one.
[[nodiscard]] client::Settings with_outbox(client::Settings settings,
                                           const std::filesystem::path& state);

}  // namespace antre::counter
