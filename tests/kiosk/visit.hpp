// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "kiosk/kiosk_model.hpp"
#include "kiosk/samples.hpp"

namespace antre::kiosk {

inline constexpr Ms kStart = 100'000;
inline constexpr Ms kCalm = 1'000;    ///< between two touches of one person
inline constexpr Ms kTyping = 60;     ///< between two keys of a quick typist
inline constexpr Ms kScannerGap = 8;  ///< between two keys of a scanner

/// A kiosk in front of a visitor: draws after each step, keeps what the model wants done.
struct Visit {
  KioskModel model{kStart};
  Ms now = kStart;
  std::vector<Action> done;

  explicit Visit(HallView view = *sample_view()) {
    model.set_wall_offset(sample_wall_ms() - kStart);
    model.set_link(Link::kOnline, now);
    model.set_view(std::make_shared<const HallView>(std::move(view)), now);
    model.drawn();
    wait(kCalm);
  }

  void wait(Ms ms) {
    now += ms;
    model.tick(now);
    settle_down();
  }
  void touch(Element element, std::size_t index = 0) {
    model.touch({element, index}, now);
    settle_down();
    wait(kCalm);
  }
  /// A number of the last service, up to the request.
  void ask() {
    touch(Element::kService, 3);
    model.touch({Element::kRegular}, now);
    settle_down();
  }
  /// A key of the on-screen keyboard.
  void key(const std::string& text) {
    model.touch({Element::kKey, 0, text}, now);
    settle_down();
    wait(kTyping);
  }
  void keys(const std::string& text) {
    for (const char sign : text) {
      key(std::string(1, sign));
    }
  }
  /// A scanner reads: fast keys and Enter.
  void scan(const std::string& text) {
    for (const char sign : text) {
      now += kScannerGap;
      model.typed(std::string(1, sign), now);
    }
    model.edit(EditKey::kEnter, now);
    settle_down();
    wait(kCalm);
  }
  /// A keyboard writes a whole text at once, as an input method does.
  void types(const std::string& text) {
    now += kCalm;
    model.typed(text, now);
    settle_down();
  }
  bool press(EditKey edit_key) {
    const bool used = model.edit(edit_key, now);
    settle_down();
    return used;
  }
  void check_in(const Result<TicketReply>& reply) {
    model.check_in_answered(reply, now);
    settle_down();
    wait(kCalm);
  }
  void see(HallView view) {
    model.set_view(std::make_shared<const HallView>(std::move(view)), now);
    settle_down();
  }
  void link(Link link) {
    model.set_link(link, now);
    settle_down();
  }
  void settle_down() {
    model.drawn();
    for (Action& action : model.take_actions()) {
      done.push_back(std::move(action));
    }
  }
  void answer(const Result<TicketReply>& reply) {
    model.issue_answered(reply, now);
    settle_down();
  }
  /// The dispatcher shows that a ticket stands.
  void shows(const TicketReply& reply, TicketState state = TicketState::kWaiting);
  void paper(PrintState state, const std::string& reason = {}) {
    model.print_changed({TicketId{ticket().day, "R012"}, state, reason}, now);
    settle_down();
  }
  [[nodiscard]] TicketReply ticket() const {
    TicketReply reply;
    reply.ticket = "R012";
    reply.service = ServiceId{"R"};
    reply.day = model.view()->day;
    reply.issued_wall_ms = model.wall_ms(now);
    reply.ahead = 4;
    return reply;
  }
  template <class T>
  [[nodiscard]] std::vector<T> all() const {
    std::vector<T> found;
    for (const Action& action : done) {
      if (const auto* one = std::get_if<T>(&action)) {
        found.push_back(*one);
      }
    }
    return found;
  }
};

/// What was reported of papers, in order.
inline std::vector<ReportPrint> reports(const Visit& visit) {
  std::vector<ReportPrint> told;
  for (const SendReport& one : visit.all<SendReport>()) {
    told.push_back(one.report);
  }
  return told;
}

/// A view in which a ticket stands.
inline HallView with_ticket(HallView view, const TicketReply& reply,
                            TicketState state = TicketState::kWaiting) {
  ViewTicket ticket;
  ticket.ticket = reply.ticket;
  ticket.of_day = reply.day;
  ticket.service = reply.service;
  ticket.state = state;
  view.tickets[ticket_key(reply.day, reply.ticket)] = ticket;
  return view;
}

inline void Visit::shows(const TicketReply& reply, TicketState state) {
  model.set_view(std::make_shared<const HallView>(with_ticket(*model.view(), reply, state)), now);
  settle_down();
}

inline HallView without_classes() {
  HallView view = *sample_view();
  view.hall.kiosk.priority_classes.clear();
  return view;
}

}  // namespace antre::kiosk
