// SPDX-License-Identifier: Apache-2.0
// Pages as they are read aloud.
#include "kiosk/scenes/page_speech.hpp"

#include <string_view>

#include "i18n/wording.hpp"
#include "kiosk/opening.hpp"

namespace antre::kiosk {
namespace {

/// Sentences one after the other; the voice pauses at a full stop.
class Sentences {
 public:
  explicit Sentences(const i18n::Catalogue& words) : words_(words) {}
  Sentences& key(std::string_view key) { return say(words_.text(key)); }
  Sentences& say(const std::string& sentence) {
    if (sentence.empty()) {
      return *this;
    }
    if (!all_.empty()) {
      const char last = all_.back();
      all_ += last == '.' || last == '?' || last == '!' ? " " : ". ";
    }
    all_ += sentence;
    return *this;
  }
  [[nodiscard]] const std::string& all() const { return all_; }

 private:
  const i18n::Catalogue& words_;
  std::string all_;
};

void say_ticket(const Frame& frame, Sentences& speech) {
  const TicketReply& ticket = *frame.model.ticket();
  const std::string number = spelled(ticket.ticket);
  speech.say(frame.words.text("kiosk.ticket.spoken", number));
  if (const auto counter = frame.model.called_to()) {
    // Now: whatever else there is to say can wait.
    speech.say(frame.words.text("kiosk.code.called", number, counter->value));
    return;
  }
  if (const auto booked = frame.model.booked_for()) {
    speech.say(frame.words.text("kiosk.code.later", minute_text(booked->minute)));
    return;
  }
  const TicketPaper paper = frame.model.ticket_paper();
  if (paper == TicketPaper::kTrouble) {
    speech.key("kiosk.no_paper.title").key("kiosk.no_paper.valid");
  }
  speech.key(paper == TicketPaper::kComing ? "kiosk.ticket.take" : "kiosk.no_paper.note");
  speech.say(ticket.ahead > 0 ? frame.words.text("kiosk.no_paper.summary_ahead", ticket.ahead)
                              : frame.words.text("kiosk.ticket.nobody_ahead"));
  speech.key(paper == TicketPaper::kTrouble ? "kiosk.no_paper.sit" : "kiosk.ticket.sit");
}

void say_home(const Frame& frame, Sentences& speech) {
  if (const auto refused = frame.model.notice()) {
    speech.say(i18n::refusal_text(frame.words, *refused));
    return;
  }
  speech.key("kiosk.home.question");
  if (!frame.model.printer_trouble().empty()) {
    speech.key("kiosk.home.not_printed");
  }
}

void say_check_in(const Frame& frame, Sentences& speech) {
  if (const std::string told = check_in_words(frame); !told.empty()) {
    speech.say(told);
  } else {
    speech.key("kiosk.code.title").key("kiosk.code.about");
  }
}

}  // namespace

std::string spelled(const std::string& number) {
  std::string signs;
  for (const char sign : number) {
    if (!signs.empty()) {
      signs += ' ';
    }
    signs += sign;
  }
  return signs;
}

std::string page_speech(const Frame& frame) {
  Sentences speech(frame.words);
  switch (frame.model.page()) {
    case Page::kHome:
      say_home(frame, speech);
      break;
    case Page::kClass:
      speech.key("kiosk.class.question");
      break;
    case Page::kChecking:
      speech.key("kiosk.checking.title").key("kiosk.checking.body");
      break;
    case Page::kTicket:
    case Page::kNoPaper:
      say_ticket(frame, speech);
      break;
    case Page::kOffline: {
      const bool unknown = frame.model.request_unknown();
      speech.key(unknown ? "kiosk.unknown.title" : "kiosk.offline.title");
      speech.key(unknown ? "kiosk.unknown.body" : "kiosk.offline.body");
      break;
    }
    case Page::kClosed: {
      const ClosedWords closed = closed_words(frame);
      speech.say(closed.title).say(closed.opening);
      break;
    }
    case Page::kStandard:
      speech.key("kiosk.standard.title");
      break;
    case Page::kGuestBook:
      speech.key("kiosk.guest.title");
      break;
    case Page::kCheckIn:
      say_check_in(frame, speech);
      break;
    case Page::kStarting:
    case Page::kServicePin:
    case Page::kServiceMenu:
      break;
  }
  return speech.all();
}

}  // namespace antre::kiosk
