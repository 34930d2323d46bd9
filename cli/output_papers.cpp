// SPDX-License-Identifier: Apache-2.0
// How papers, printers and the guest book are written.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <utility>

#include "cli/output.hpp"
#include "cli/output_papers.hpp"
#include "protocol/codec.hpp"

namespace antre::cli {
namespace {

namespace json = boost::json;

/// What is shown on a terminal must not steer it.
std::string plain(std::string text) {
  constexpr unsigned char kFirstPrintable = 0x20;
  constexpr unsigned char kDelete = 0x7F;
  std::ranges::replace_if(
      text,
      [](char letter) {
        const auto byte = static_cast<unsigned char>(letter);
        return byte < kFirstPrintable || byte == kDelete;
      },
      '?');
  return text;
}

std::string ready_words(const ViewPrinter& printer) {
  if (!printer.told) return "not told yet";
  if (!printer.ready) return with_reason("NOT READY", reason_words(printer.trouble));
  return with_reason("ready", reason_words(printer.trouble));
}

std::string since_words(const HallView& view, const ViewPrinter& printer) {
  if (!printer.told) return {};
  return time_text(printer.since_ms + view.wall_offset_ms, view.utc_offset_s);
}

}  // namespace

std::string reason_words(const std::string& reason) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 14> kWords{
      {{"media-empty", "out of paper"},
       {"media-low", "paper nearly used up"},
       {"cover-open", "cover open"},
       {"jam", "paper jam"},
       {"offline", "offline"},
       {"stopped", "queue stopped"},
       {"slow", "does not get on"},
       {"unreachable", "CUPS does not answer"},
       {"refused", "queue missing or refusing"},
       {"aborted", "given up by CUPS"},
       {"vanished", "lost by CUPS"},
       {"on-screen", "shown, not printed"},
       {"no-copy", "copy asked for and not made"},
       {"not-written", "picture not written"}}};
  const auto* known =
      std::ranges::find(kWords, reason, [](const auto& pair) { return pair.first; });
  return known == kWords.end() ? plain(reason) : std::string{known->second};
}

std::vector<const ViewTicket*> doubtful_papers(const HallView& view) {
  std::vector<const ViewTicket*> found;
  for (const auto& [key, ticket] : view.tickets) {
    const bool doubtful =
        ticket.print == PrintState::kFailed || ticket.print == PrintState::kUnknown;
    // Shown and meant to be: a hall without paper, or a visitor who wanted none.
    if (doubtful && ticket.print_reason != "on-screen") found.push_back(&ticket);
  }
  return found;
}

std::string printers_table(const HallView& view, const Look& look) {
  std::vector<std::vector<std::string>> rows{{"Kiosk", "Printer", "Since", "Last paper"}};
  for (const ViewPrinter& printer : view.printers) {
    const bool trouble = printer.told && !printer.ready;
    rows.push_back({printer.device,
                    paint(ready_words(printer), trouble ? Tone::kRed : Tone::kPlain, look),
                    since_words(view, printer),
                    printer.state == PrintState::kNone
                        ? ""
                        : with_reason(codec::name(printer.state), reason_words(printer.reason))});
  }
  return table(rows, look);
}

std::string papers_words(const HallView& view) {
  std::string text;
  for (const ViewTicket* ticket : doubtful_papers(view)) {
    const auto number = ticket->of_day == view.day
                            ? ticket->ticket
                            : fmt::format("{} of {}", ticket->ticket, day_text(ticket->of_day));
    text +=
        fmt::format("{}{} {}", text.empty() ? "\nNo paper for certain: " : ", ", number,
                    with_reason(codec::name(ticket->print), reason_words(ticket->print_reason)));
  }
  return text;
}

std::vector<std::string> printer_problems(const HallView& view) {
  std::vector<std::string> found;
  for (const ViewPrinter& printer : view.printers) {
    if (!printer.told || printer.ready) continue;
    found.push_back(fmt::format(
        "the printer of {} is not ready since {}: {}", printer.device, since_words(view, printer),
        printer.trouble.empty() ? "no reason is known" : reason_words(printer.trouble)));
  }
  return found;
}

json::array printers_json(const HallView& view) {
  json::array result;
  for (const ViewPrinter& printer : view.printers) {
    json::object item{{"device", printer.device},
                      {"state", codec::name(printer.state)},
                      {"reason", printer.reason}};
    if (printer.told) {
      item["ready"] = printer.ready;
      item["trouble"] = printer.trouble;
      item["since"] = rfc3339(printer.since_ms + view.wall_offset_ms, view.utc_offset_s);
    }
    result.push_back(std::move(item));
  }
  return result;
}

json::array papers_json(const HallView& view) {
  json::array result;
  for (const ViewTicket* ticket : doubtful_papers(view)) {
    json::object item{{"ticket", ticket->ticket}};
    if (ticket->of_day != view.day) item["of_day"] = day_text(ticket->of_day);
    item["print"] = codec::name(ticket->print);
    item["reason"] = ticket->print_reason;
    result.push_back(std::move(item));
  }
  return result;
}

std::string words(const GuestReply& guest, const std::string& ticket, int utc_offset_s) {
  if (!guest.guest) return fmt::format("nothing is in the guest book for {}, or no more", ticket);
  std::vector<std::vector<std::string>> rows{{"Name", plain(guest.guest->name)}};
  const auto add = [&rows](const char* label, const std::string& text) {
    if (!text.empty()) rows.push_back({label, plain(text)});
  };
  add("Institution", guest.guest->institution);
  add("E-mail", guest.guest->email);
  add("Purpose", guest.guest->purpose);
  add("Identity", guest.guest->identity);
  add("Entered", time_text(guest.at_wall_ms, utc_offset_s));
  return table(rows);
}

json::object to_json(const GuestReply& guest, const std::string& ticket, int utc_offset_s) {
  if (!guest.guest) return {{"ticket", ticket}, {"guest", nullptr}};
  return {{"ticket", ticket},
          {"at", rfc3339(guest.at_wall_ms, utc_offset_s)},
          {"guest",
           {{"name", guest.guest->name},
            {"institution", guest.guest->institution},
            {"email", guest.guest->email},
            {"purpose", guest.guest->purpose},
            {"identity", guest.guest->identity}}}};
}

}  // namespace antre::cli
