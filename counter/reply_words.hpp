// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "counter/counter_model.hpp"
#include "protocol/session.hpp"

/// What a reply says in the words of the windows' models: the officer's and the supervisor's.
namespace antre::counter {

/// What a reply brings that an officer is shown: a number, a case.
[[nodiscard]] Brought brought_by(const Reply& reply);
/// What became of a request, as a model is told.
[[nodiscard]] Settlement settlement_of(const Session::Settled& settled);

}  // namespace antre::counter
