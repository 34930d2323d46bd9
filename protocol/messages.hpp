// SPDX-License-Identifier: Apache-2.0
#pragma once

/// The one vocabulary of Antre: commands and queries that clients send, events that the journal
/// keeps, replies and updates that the dispatcher sends. Plain values; docs/protocol/ says the same
/// in prose. On the wire a member `class_` is called "class", an enumerator `kWalkIn` "walk-in",
/// and each alternative of a variant stands in its envelope's own object under its `kName`.

#include "protocol/messages/commands.hpp"
#include "protocol/messages/events.hpp"
#include "protocol/messages/queries.hpp"
#include "protocol/messages/replies.hpp"
#include "protocol/messages/updates.hpp"
#include "protocol/messages/words.hpp"
#include "protocol/result.hpp"
