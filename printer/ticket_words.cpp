// SPDX-License-Identifier: Apache-2.0
#include "printer/ticket_words.hpp"

#include "i18n/wording.hpp"

namespace antre::printer {
namespace {

/// "https://antrean.contoh.go.id/t/" is shown as "antrean.contoh.go.id".
std::string host_of(const std::string& url) {
  const auto scheme = url.find("://");
  const std::size_t begin = scheme == std::string::npos ? 0 : scheme + 3;
  const std::size_t end = url.find_first_of("/?#", begin);
  return url.substr(begin, end == std::string::npos ? end : end - begin);
}

}  // namespace

std::string grouped_code(const std::string& code) {
  constexpr std::size_t kGroup = 4;
  std::string grouped;
  for (std::size_t i = 0; i < code.size(); ++i) {
    if (i > 0 && i % kGroup == 0) {
      grouped += '-';
    }
    grouped += code[i];
  }
  return grouped;
}

std::string qr_content(const TicketReply& ticket, const HallSettings& hall) {
  if (!ticket.code) {
    return {};
  }
  return hall.kiosk.qr_base_url + *ticket.code;
}

TicketPaper ticket_paper(const TicketReply& ticket, const HallSettings& hall,
                         const i18n::Catalogue& words, int utc_offset_s,
                         const std::string& usual_mark,
                         const std::optional<std::int64_t>& copied_wall_ms) {
  const auto in = [&](const Text& text) -> const std::string& {
    return text_in(text, words.language(), hall.default_language());
  };
  const ServiceSettings* service = hall.service(ticket.service);
  TicketPaper paper;
  paper.hall = in(hall.name);
  paper.office = in(hall.office);
  paper.mark_file = hall.look.logo.empty() ? usual_mark : hall.look.logo;
  paper.header = in(hall.printer.header);
  paper.heading = words.text("ticket.heading");
  paper.number = ticket.ticket;
  paper.service = service != nullptr ? in(service->name) : ticket.service.value;
  paper.date = i18n::long_date(words, i18n::local_day(ticket.issued_wall_ms, utc_offset_s));
  paper.time = words.text("ticket.at_time", i18n::time_of_day(ticket.issued_wall_ms, utc_offset_s),
                          i18n::zone_word(utc_offset_s));
  paper.priority = ticket.class_ == TicketClass::kPriority;
  paper.priority_word = words.text("ticket.priority");
  if (copied_wall_ms) {
    paper.copy = true;
    paper.copy_word = words.text("ticket.copy");
    paper.reprint_line =
        words.text("ticket.reprinted", i18n::time_of_day(*copied_wall_ms, utc_offset_s),
                   i18n::zone_word(utc_offset_s));
  }
  paper.ahead =
      TicketFact{words.text("ticket.ahead"), words.text("ticket.ahead_short"),
                 std::to_string(ticket.ahead), words.count("ticket.people", ticket.ahead)};
  if (ticket.estimate_low_s && ticket.estimate_high_s) {
    const auto wait = i18n::expected_wait(*ticket.estimate_low_s, *ticket.estimate_high_s);
    paper.wait = TicketFact{
        words.text(wait.less ? "ticket.wait_less" : "ticket.wait"),
        words.text(wait.less ? "ticket.wait_less_short" : "ticket.wait_short"),
        wait.hours ? i18n::hours_range(words, *ticket.estimate_low_s, *ticket.estimate_high_s)
                   : wait.minutes,
        wait.hours ? std::string() : words.text("ticket.minutes")};
  }
  if (const std::string content = qr_content(ticket, hall); !content.empty()) {
    const std::string& address = hall.kiosk.qr_base_url;
    paper.qr = TicketQr{content, words.text(address.empty() ? "ticket.code_only" : "ticket.follow"),
                        host_of(address), words.text("ticket.code", grouped_code(*ticket.code))};
  }
  paper.notes_bold.push_back(words.text("ticket.sit"));
  const TargetSettings& target = service != nullptr ? service->target : hall.target;
  paper.notes.push_back(words.text("ticket.promise", target.target_s / 60));
  if (const std::string& footer = in(hall.printer.footer); !footer.empty()) {
    paper.notes.push_back(footer);
  }
  if (const std::string& complaint = in(hall.printer.complaint); !complaint.empty()) {
    paper.complaint = words.text("ticket.complaint", complaint);
  }
  return paper;
}

}  // namespace antre::printer
