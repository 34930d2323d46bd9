// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <string_view>

#include "cli/output.hpp"
#include "protocol/codec.hpp"

namespace antre::cli {
namespace {

namespace json = boost::json;

// What an entry has beside its event, as the codec writes it.
constexpr std::array<std::string_view, 5> kEnvelope{"seq", "day", "at_ms", "wall_offset_ms",
                                                    "event"};

json::object counts(const ViewCounts& today) {
  return {{"issued", today.issued},
          {"started", today.started},
          {"finished", today.finished},
          {"no_show", today.no_show},
          {"cancelled", today.cancelled}};
}

json::array lines(const HallView& view) {
  json::array result;
  for (const ServiceSettings& service : view.hall.services) {
    result.push_back(json::object{{"service", service.id.value},
                                  {"name", text_in(service.name, view.hall.default_language())},
                                  {"waiting", view.waiting(service.id)},
                                  {"priority", view.waiting_priority(service.id)},
                                  {"staffed", view.staffed(service.id)}});
  }
  return result;
}

json::array counters(const HallView& view) {
  json::array result;
  for (const ViewCounter& counter : view.counters) {
    json::object item{{"counter", counter.id.value}, {"state", codec::name(counter.state)}};
    if (counter.state != CounterState::kClosed) {
      item["since"] = rfc3339(counter.since_ms + view.wall_offset_ms, view.utc_offset_s);
    }
    if (!counter.officer.empty()) item["officer"] = counter.officer;
    if (!counter.break_reason.empty()) item["reason"] = counter.break_reason;
    if (counter.ticket) {
      item["ticket"] = counter.ticket->number;
      if (const ViewTicket* ticket = view.ticket(*counter.ticket)) {
        item["service"] = ticket->service.value;
        item["class"] = codec::name(ticket->class_);
      }
    }
    result.push_back(std::move(item));
  }
  return result;
}

json::array calls(const HallView& view) {
  json::array result;
  for (const ViewCall& call : view.calls) {
    result.push_back(json::object{{"seq", call.seq},
                                  {"at", rfc3339(call.wall_ms, view.utc_offset_s)},
                                  {"ticket", call.ticket},
                                  {"service", call.service.value},
                                  {"counter", call.counter.value},
                                  {"recall", call.recall}});
  }
  return result;
}

json::array printers(const HallView& view) {
  json::array result;
  for (const ViewPrinter& printer : view.printers) {
    result.push_back(json::object{{"device", printer.device},
                                  {"state", codec::name(printer.state)},
                                  {"reason", printer.reason}});
  }
  return result;
}

}  // namespace

json::object to_json(const TicketReply& ticket, int utc_offset_s) {
  json::object result{{"ticket", ticket.ticket},
                      {"day", day_text(ticket.day)},
                      {"service", ticket.service.value},
                      {"class", codec::name(ticket.class_)},
                      {"channel", codec::name(ticket.channel)},
                      {"state", codec::name(ticket.state)},
                      {"at", rfc3339(ticket.issued_wall_ms, utc_offset_s)},
                      {"ahead", ticket.ahead}};
  if (ticket.code) result["code"] = *ticket.code;
  if (ticket.estimate_low_s) result["estimate_low_s"] = *ticket.estimate_low_s;
  if (ticket.estimate_high_s) result["estimate_high_s"] = *ticket.estimate_high_s;
  return result;
}

json::object to_json(const CounterReply& counter) {
  json::object result{{"counter", counter.counter.value}, {"state", codec::name(counter.state)}};
  if (counter.ticket) result["ticket"] = *counter.ticket;
  if (counter.of_day) result["of_day"] = day_text(*counter.of_day);
  if (counter.service) result["service"] = counter.service->value;
  if (counter.ticket) result["recalls"] = counter.recalls;
  return result;
}

json::object to_json(const HallView& view) {
  return {{"hall", view.hall.id},
          {"name", text_in(view.hall.name, view.hall.default_language())},
          {"day", day_text(view.day)},
          {"at", rfc3339(view.at_ms + view.wall_offset_ms, view.utc_offset_s)},
          {"open", view.hall_open},
          {"epoch", view.epoch},
          {"seq", view.seq},
          {"lines", lines(view)},
          {"counters", counters(view)},
          {"calls", calls(view)},
          {"printers", printers(view)},
          {"today", counts(view.today)}};
}

json::object to_json(const Entry& entry, int utc_offset_s) {
  // The codec knows every event's fields; only the envelope is written anew here.
  const json::object fields = json::parse(codec::encode(entry)).as_object();
  json::object result{{"seq", entry.seq},
                      {"at", rfc3339(entry.wall_ms(), utc_offset_s)},
                      {"event", codec::name(entry.event)}};
  for (const auto& field : fields) {
    const std::string_view key{field.key().data(), field.key().size()};
    if (std::ranges::find(kEnvelope, key) == kEnvelope.end()) result.insert(field);
  }
  return result;
}

}  // namespace antre::cli
