// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <vector>

#include "protocol/messages.hpp"

/// How the dispatcher's own state is written, for people and for monitoring. Pure.
namespace antre::cli {

/// What is wrong, one sentence each; empty: all is well. It takes no commands, the disk has less
/// than twice what is kept in reserve, or commits are slow.
[[nodiscard]] std::vector<std::string> problems(const HealthReply& health);
/// A line that says all, the problems, then a table.
[[nodiscard]] std::string health_words(const HealthReply& health);
/// The reply under its own names, `at`, `well` and `problems`.
[[nodiscard]] boost::json::object health_json(const HealthReply& health);

}  // namespace antre::cli
