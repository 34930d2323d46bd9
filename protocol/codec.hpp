// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "protocol/hall_view.hpp"
#include "protocol/messages.hpp"
#include "protocol/result.hpp"

/// Messages to JSON and back. Unknown keys are ignored and absent ones keep their default, so that
/// old and new programs talk; a wrong type, a value out of range, an unknown alternative or a
/// broken document is an Error (kBadRequest, kTooLarge, kUnknownCommand) that names the field. Pure
/// and thread-safe. All of it is instantiated in codec.cpp.
namespace antre::codec {

/// What a document may not exceed. The defaults are a request's: 64 KiB is the socket's own limit.
struct Limits {
  std::size_t bytes = std::size_t{64} * 1024;
  std::size_t depth = 12;
  std::size_t text_bytes = 4096;  ///< one string
  std::size_t items = 1000;       ///< one array or object
};
/// For what the dispatcher or the journal itself wrote: a snapshot of a whole day.
inline constexpr Limits kTrusted{std::size_t{16} * 1024 * 1024, 16, std::size_t{1024} * 1024,
                                 1'000'000};

[[nodiscard]] std::string encode(const Request& request);
[[nodiscard]] std::string encode(const Reply& reply);
[[nodiscard]] std::string encode(const Update& update);
[[nodiscard]] std::string encode(const Entry& entry);
[[nodiscard]] std::string encode(const HallView& view);
[[nodiscard]] std::string encode(const HallSettings& hall);

[[nodiscard]] Result<Request> decode_request(std::string_view bytes, const Limits& limits = {});
[[nodiscard]] Result<Reply> decode_reply(std::string_view bytes, const Limits& limits = kTrusted);
[[nodiscard]] Result<Update> decode_update(std::string_view bytes, const Limits& limits = kTrusted);
[[nodiscard]] Result<Entry> decode_entry(std::string_view bytes, const Limits& limits = kTrusted);

/// Names on the wire of the enumerations, for terminals and screens ("walk-in", "on-break").
[[nodiscard]] std::string name(TicketClass value);
[[nodiscard]] std::string name(Channel value);
[[nodiscard]] std::string name(TicketState value);
[[nodiscard]] std::string name(CounterState value);
[[nodiscard]] std::string name(Outcome value);
[[nodiscard]] std::string name(PrintState value);
[[nodiscard]] std::string name(Mark value);
[[nodiscard]] std::string name(Cause value);
[[nodiscard]] std::string name(ReportBy value);
[[nodiscard]] std::string name(Requeued value);
/// The other way; nothing when there is no such name.
[[nodiscard]] std::optional<Outcome> outcome(std::string_view name);
[[nodiscard]] std::optional<Channel> channel(std::string_view name);
/// The alternative's name: "ticket-issued", "issue".
[[nodiscard]] std::string_view name(const Event& event);
[[nodiscard]] std::string_view name(const RequestBody& body);

}  // namespace antre::codec
