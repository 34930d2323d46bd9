// SPDX-License-Identifier: Apache-2.0
// A ticket as it would be printed, without a dispatcher and without a printer.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <boost/json.hpp>
#include <memory>
#include <optional>
#include <stdexcept>

#include "cli/commands/commands.hpp"
#include "hall/calendar.hpp"
#include "hall/hall_file.hpp"
#include "i18n/catalogue.hpp"
#include "printer/preview.hpp"
#include "printer/ticket_words.hpp"
#include "ui/assets.hpp"

namespace antre::cli {
namespace {

// A ticket of an ordinary morning: the same values give the same picture, whenever it is made.
constexpr std::int64_t kMorningMs = 1'795'488'127'000;  // 2026-11-24 02:42:07 UTC
constexpr std::int64_t kCopiedMs = kMorningMs + 300'000;
constexpr std::uint32_t kCount = 12;
constexpr int kAhead = 4;
constexpr int kWaitLowS = 480;
constexpr int kWaitHighS = 900;
constexpr const char* kCode = "7KQ2M9WX";

struct Options {
  std::string hall;
  std::string language;
  std::optional<int> paper_mm;
  std::string service;
  bool priority = false;
  bool copy = false;
  std::string png;
  std::string pdf;
};

TicketReply sample_ticket(const Options& options, const ServiceSettings& service, Day day) {
  TicketReply ticket;
  ticket.ticket = number_text(service.id, kCount, service.digits);
  ticket.day = day;
  ticket.service = service.id;
  ticket.class_ = options.priority ? TicketClass::kPriority : TicketClass::kRegular;
  ticket.issued_wall_ms = kMorningMs;
  ticket.ahead = kAhead;
  ticket.code = kCode;
  ticket.estimate_low_s = kWaitLowS;
  ticket.estimate_high_s = kWaitHighS;
  return ticket;
}

Result<printer::TicketPaper> paper_of(const Options& options, const HallSettings& hall) {
  const ServiceSettings* service =
      options.service.empty() ? &hall.services.front() : hall.service(ServiceId{options.service});
  if (service == nullptr) {
    return Error{ErrorCode::kInvalid, fmt::format("the hall has no service '{}'", options.service)};
  }
  const std::string language =
      options.language.empty() ? hall.default_language() : options.language;
  try {
    const auto now = hall::Calendar(hall).at(kMorningMs);
    return printer::ticket_paper(sample_ticket(options, *service, now.day), hall,
                                 i18n::Catalogue::load(language), now.utc_offset_s,
                                 ui::asset_path("icons/hall.svg").string(),
                                 options.copy ? std::optional(kCopiedMs) : std::nullopt);
  } catch (const std::runtime_error& error) {
    return Error{ErrorCode::kInvalid, error.what()};  // texts that are not installed
  }
}

int preview(Terminal& terminal, const Options& options) {
  const auto file =
      options.hall.empty() ? ui::asset_path("hall/pst-jateng.toml").string() : options.hall;
  const auto hall = hall::load(file);
  if (!hall) return terminal.refuse({ErrorCode::kInvalid, hall.text()});
  const auto paper = paper_of(options, *hall.hall);
  if (!paper) return terminal.refuse(paper.error());
  const int paper_mm = options.paper_mm.value_or(hall.hall->printer.paper_mm);
  const std::string& out = options.png.empty() ? options.pdf : options.png;
  if (const auto done = printer::write_preview(*paper, paper_mm, out); !done)
    return terminal.refuse(done.error());
  terminal.json()
      ? terminal.line(
            boost::json::object{{"file", out}, {"ticket", paper->number}, {"paper_mm", paper_mm}})
      : terminal.line(fmt::format("{} shows {} on paper of {} mm", out, paper->number, paper_mm));
  return kFine;
}

/// The picture's kind is told by the file's name.
CLI::Validator ends_with(const char* ending) {
  return {[ending](const std::string& text) {
            return text.ends_with(ending) ? std::string{}
                                          : fmt::format("'{}' does not end in {}", text, ending);
          },
          ""};
}

}  // namespace

void add_ticket_preview_command(CLI::App& app, Chosen& chosen) {
  CLI::App* ticket = app.add_subcommand("ticket", "how the hall's tickets look");
  ticket->require_subcommand(1);
  CLI::App* command = ticket->add_subcommand(
      "preview", "draws a ticket with sample values; needs no dispatcher and no printer");
  command->footer(
      "Examples:\n"
      "  antre ticket preview --hall hall.toml --png ticket.png\n"
      "  antre ticket preview --hall hall.toml --language en --paper 58 --png ticket.png\n"
      "  antre ticket preview --priority --copy --pdf ticket.pdf\n"
      "\n"
      "Without --hall it is the example hall's.");
  const auto options = std::make_shared<Options>();
  command->add_option("--hall", options->hall, "the hall file")->type_name("FILE");
  command->add_option("--language", options->language, "the hall's first when not given")
      ->check(CLI::IsMember(hall::known_languages()));
  command->add_option("--paper", options->paper_mm, "its width in mm; the hall's when not given")
      ->check(CLI::IsMember({58, 80}));
  command->add_option("--service", options->service, "the hall's first when not given");
  command->add_flag("--priority", options->priority, "of the priority class");
  command->add_flag("--copy", options->copy, "printed again");
  CLI::Option_group* out = command->add_option_group("picture");
  out->add_option("--png", options->png, "the dots that a thermal printer gets")
      ->type_name("FILE")
      ->check(ends_with(".png"));
  out->add_option("--pdf", options->pdf, "a page as wide as the paper")
      ->type_name("FILE")
      ->check(ends_with(".pdf"));
  out->require_option(1);
  command->callback([options, &chosen] {
    chosen.local = [options](Terminal& terminal) { return preview(terminal, *options); };
  });
}

}  // namespace antre::cli
