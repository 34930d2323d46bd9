// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <string_view>

#include "cli/output.hpp"
#include "cli/output_papers.hpp"
#include "protocol/codec.hpp"

namespace antre::cli {
namespace {

namespace json = boost::json;

// What an entry has beside its event, as the codec writes it.
constexpr std::array<std::string_view, 5> kEnvelope{"seq", "day", "at_ms", "wall_offset_ms",
                                                    "event"};

/// Of the clocks that ended; none yet is no attainment at all.
json::value attainment(const ViewCounts& today) {
  const int clocks = today.met + today.missed;
  if (clocks == 0) return nullptr;
  return static_cast<double>(today.met) / clocks;
}

/// The whole wait of those who were served.
json::value wait_mean_s(const ViewCounts& today) {
  if (today.started == 0) return nullptr;
  return static_cast<double>(today.wait_ms) / 1000.0 / today.started;
}

json::object counts(const ViewCounts& today) {
  return {{"issued", today.issued},           {"started", today.started},
          {"finished", today.finished},       {"no_show", today.no_show},
          {"cancelled", today.cancelled},     {"met", today.met},
          {"missed", today.missed},           {"attainment", attainment(today)},
          {"wait_mean_s", wait_mean_s(today)}};
}

bool paused(const HallView& view, const ServiceId& service) {
  return std::ranges::find(view.paused, service, &ViewPause::service) != view.paused.end();
}

json::array lines(const HallView& view) {
  json::array result;
  for (const ServiceSettings& service : view.hall.services) {
    json::object item{{"service", service.id.value},
                      {"name", text_in(service.name, view.hall.default_language())},
                      {"waiting", view.waiting(service.id)},
                      {"priority", view.waiting_priority(service.id)},
                      {"staffed", view.staffed(service.id)},
                      {"paused", paused(view, service.id)}};
    const auto expected = std::ranges::find(view.expected, service.id, &ExpectedWait::service);
    if (expected != view.expected.end()) {
      item["estimate_low_s"] = expected->low_s;
      item["estimate_high_s"] = expected->high_s;
    }
    result.push_back(std::move(item));
  }
  return result;
}

json::array pauses(const HallView& view) {
  json::array result;
  for (const ViewPause& pause : view.paused) {
    json::object item{{"service", pause.service.value}, {"reason", pause.reason}};
    if (pause.until_wall_ms) item["until"] = rfc3339(*pause.until_wall_ms, view.utc_offset_s);
    result.push_back(std::move(item));
  }
  return result;
}

/// What names a ticket everywhere; the day only where it is another one.
json::object named(const ViewTicket& ticket, Day today) {
  json::object item{{"ticket", ticket.ticket}};
  if (ticket.of_day != today) item["of_day"] = day_text(ticket.of_day);
  item["service"] = ticket.service.value;
  item["class"] = codec::name(ticket.class_);
  item["state"] = codec::name(ticket.state);
  if (ticket.counter) item["counter"] = ticket.counter->value;
  return item;
}

json::array clocks(const HallView& view, std::int64_t now_wall_ms) {
  json::array result;
  for (const ShownClock& clock : shown_clocks(view, now_wall_ms)) {
    json::object item = named(*clock.ticket, view.day);
    item["clock_ms"] = clock.clock_ms;
    item["stands"] = clock.stands;
    if (!clock.stands) item["deadline"] = rfc3339(clock.deadline_wall_ms, view.utc_offset_s);
    item["mark"] = codec::name(clock.ticket->mark);
    item["overtaken"] = clock.ticket->overtaken;
    result.push_back(std::move(item));
  }
  return result;
}

/// Tickets that are on hold, or whose place has not come.
json::array aside(const HallView& view, TicketState state) {
  json::array result;
  for (const auto& [key, ticket] : view.tickets) {
    if (ticket.state != state) continue;
    json::object item = named(ticket, view.day);
    item["place"] = rfc3339(ticket.place_ms + view.wall_offset_ms, view.utc_offset_s);
    result.push_back(std::move(item));
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
    if (!counter.alert.empty()) item["alert"] = counter.alert;
    if (counter.help)
      item["help"] = {
          {"since", rfc3339(counter.help->since_ms + view.wall_offset_ms, view.utc_offset_s)},
          {"text", counter.help->text}};
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

json::object to_json(const NotesReply& notes, int utc_offset_s) {
  json::array list;
  for (const NoteText& note : notes.notes) {
    list.push_back(json::object{
        {"at", rfc3339(note.at_wall_ms, utc_offset_s)}, {"by", note.by}, {"text", note.text}});
  }
  return {{"notes", std::move(list)}};
}

json::object to_json(const ForecastReply& forecast, int utc_offset_s) {
  json::array expected;
  for (const ExpectedWait& wait : forecast.expected) {
    expected.push_back(json::object{{"service", wait.service.value},
                                    {"estimate_low_s", wait.low_s},
                                    {"estimate_high_s", wait.high_s}});
  }
  json::array misses;
  for (const ProbableMiss& miss : forecast.misses) {
    misses.push_back(json::object{{"ticket", miss.ticket},
                                  {"day", day_text(miss.day)},
                                  {"service", miss.service.value},
                                  {"percent", miss.percent},
                                  {"at", rfc3339(miss.at_wall_ms, utc_offset_s)}});
  }
  json::array advice;
  for (const Advice& one : forecast.advice) {
    advice.push_back(json::object{
        {"action", one.action}, {"counter", one.counter.value}, {"avoids", one.avoids}});
  }
  return {{"at", rfc3339(forecast.at_wall_ms, utc_offset_s)},
          {"runs", forecast.runs},
          {"expected", std::move(expected)},
          {"misses", std::move(misses)},
          {"advice", std::move(advice)}};
}

json::object to_json(const HallView& view, std::int64_t now_wall_ms) {
  return {
      {"hall", view.hall.id},
      {"name", text_in(view.hall.name, view.hall.default_language())},
      {"day", day_text(view.day)},
      {"at", rfc3339(view.at_ms + view.wall_offset_ms, view.utc_offset_s)},
      {"now", rfc3339(std::max(view.at_ms + view.wall_offset_ms, now_wall_ms), view.utc_offset_s)},
      {"open", view.hall_open},
      {"epoch", view.epoch},
      {"seq", view.seq},
      {"lines", lines(view)},
      {"counters", counters(view)},
      {"clocks", clocks(view, now_wall_ms)},
      {"held", aside(view, TicketState::kHeld)},
      {"booked", aside(view, TicketState::kBooked)},
      {"paused", pauses(view)},
      {"calls", calls(view)},
      {"printers", printers_json(view)},
      {"papers", papers_json(view)},
      {"today", counts(view.today)},
      {"open_misses", view.open_misses}};
}

json::object to_json(const Entry& entry, int utc_offset_s) {
  // The codec knows every event's fields; only the envelope is written anew here, and engine times
  // as times of the hall.
  const json::object fields = json::parse(codec::encode(entry)).as_object();
  json::object result{{"seq", entry.seq},
                      {"at", rfc3339(entry.wall_ms(), utc_offset_s)},
                      {"event", codec::name(entry.event)}};
  for (const auto& field : fields) {
    const std::string_view key{field.key().data(), field.key().size()};
    if (std::ranges::find(kEnvelope, key) != kEnvelope.end()) continue;
    if (key == "place_ms" || key == "until_ms") {
      const auto wall_ms =
          field.value().to_number<std::int64_t>() + entry.wall_offset_ms.value_or(0);
      result[key.substr(0, key.size() - 3)] = rfc3339(wall_ms, utc_offset_s);
    } else if (key == "hash") {
      result["text_hash"] = field.value();
    } else {
      result.insert(field);
    }
  }
  return result;
}

}  // namespace antre::cli
