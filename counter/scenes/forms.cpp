// SPDX-License-Identifier: Apache-2.0
// The sheets with set reasons or a field: help, why a target was missed, notes, the day of a
// follow-up, a visitor's code; and those that show a number or a case large.
#include <algorithm>
#include <array>
#include <utility>

#include "counter/scenes/sheet.hpp"
#include "i18n/wording.hpp"

namespace antre::counter {

using ui::Align;
using ui::Rect;
namespace type = ui::type;

namespace {

constexpr double kWidth = 388;
constexpr double kTop = kSheetTop + kSheetTitle;
constexpr double kLine = 20;
constexpr double kRow = 36;
constexpr double kRowStep = 40;
constexpr double kPrintHeight = 60;
constexpr double kFieldY = 584;
constexpr double kFieldHeight = 44;
constexpr double kApplyY = 648;
constexpr double kApplyHeight = 68;
constexpr ui::TextStyle kField{ui::Font::kRegular, 16, 24};

/// What a sheet is called, what stands over its field, and what its button does.
struct Words {
  const char* icon;
  std::string title;
  std::string field;  ///< empty: there is none
  std::string apply;
};

std::string service_and_class(const Frame& frame, const ServiceId& service,
                              TicketClass ticket_class) {
  const char* key =
      ticket_class == TicketClass::kPriority ? "counter.chip.priority" : "counter.chip.regular";
  return frame.service_name(service) + " · " + frame.words.text(key);
}

Words words_of(const Frame& frame) {
  const auto& words = frame.words;
  switch (frame.model.sheet()) {
    case Sheet::kHelp:
      return {"officer", words.text("counter.help.title"), {}, words.text("counter.help.ask")};
    case Sheet::kExplain:
      return {"note", words.text("counter.miss.title"), words.text("counter.miss.field"),
              words.text("counter.form.save")};
    case Sheet::kNote: {
      const NotesPage* page = frame.model.notes();
      return {"note",
              words.text("counter.note.title",
                         page != nullptr ? page->ticket.number : std::string("–")),
              words.text("counter.note.field"), words.text("counter.form.save")};
    }
    case Sheet::kDate: {
      const auto day = frame.model.follow_up();
      return {"clock", words.text("counter.date.title"), words.text("counter.date.field"),
              day ? i18n::long_date(words, *day) : std::string("–")};
    }
    case Sheet::kClass:
      return {"number",
              words.text("counter.issue.class_title"),
              {},
              words.text("counter.issue.give", frame.short_name(frame.model.issue_service()))};
    case Sheet::kCode:
      return {"code", words.text("counter.code.title"), words.text("counter.code.field"),
              words.text("counter.code.take")};
    case Sheet::kCase:
      return {"book", words.text("counter.case.title"), {}, words.text("counter.case.finish")};
    default:
      return {"number",
              words.text(frame.model.given_by_code() ? "counter.number.by_code"
                                                     : "counter.number.given"),
              {},
              words.text("counter.form.close")};
  }
}

std::string text_of(const Frame& frame, const Choice& choice) {
  const CounterModel& model = frame.model;
  switch (choice.kind) {
    case Choice::Kind::kReason:
      if (model.sheet() == Sheet::kHelp) {
        return choice.n == 0 ? frame.words.text("counter.help.no_reason")
                             : model.phrases().help.at(choice.n - 1);
      }
      return model.phrases().miss.at(choice.n);
    case Choice::Kind::kDays:
      return frame.words.count("counter.date.in_days", static_cast<int>(choice.n));
    default:
      return frame.words.text(choice.n == 1 ? "counter.chip.priority" : "counter.chip.regular");
  }
}

void draw_rows(Frame& frame, double top) {
  auto& canvas = frame.canvas;
  const auto& theme = frame.theme();
  const auto& choices = frame.model.choices();
  const bool digits = frame.model.sheet() != Sheet::kDate;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    const Rect rect = frame.at(16, top + kRowStep * static_cast<double>(i), kWidth, kRow);
    const std::string name = text_of(frame, choices[i]);
    const ui::ControlState state = frame.control({Element::kOption, i}, rect);
    const bool chosen = frame.model.choice() == i && frame.model.draft().empty() && !state.disabled;
    canvas.outline_round(rect, ui::kR2, chosen ? frame.look.strokes.active : frame.look.outline(),
                         state.disabled ? theme.line
                         : chosen       ? theme.accent
                                        : theme.edge,
                         state.press > 0.5 || chosen ? theme.tint : theme.surface);
    if (!state.disabled) {
      canvas.control(rect, name);
    }
    if (digits) {
      canvas.text_in(std::to_string(i + 1), {rect.x + 8, rect.y + 8, 24, 20},
                     type::kCounterBodyStrong, state.disabled ? theme.disabled : theme.accent,
                     Align::kCentre);
    }
    frame.name_in(name, {rect.x + (digits ? 40 : 16), rect.y + 8, kWidth - 56, 20},
                  type::kCounterBody, state.disabled ? theme.disabled : theme.ink);
  }
}

void draw_field(Frame& frame, const std::string& label) {
  ui::Field field;
  field.label = label;
  field.text = frame.model.draft();
  field.active = true;
  field.style = kField;
  field.label_style = type::kCounterSmall.with_font(ui::Font::kMedium);
  field.padding = 12;
  const Rect rect = frame.at(16, kFieldY, kWidth, kFieldHeight);
  ui::field(frame.canvas, frame.look, rect, field);
}

/// Which miss it is: how long its visitor waited, and what the dispatcher worked out.
double draw_miss(Frame& frame) {
  const ViewMiss* miss = frame.model.miss();
  if (miss == nullptr) {
    return kTop;
  }
  static constexpr std::array<const char*, 7> kCauses{
      "report.cause.visitor-on-way", "report.cause.counter-idle",    "report.cause.calling-another",
      "report.cause.on-break",       "report.cause.serving-another", "report.cause.unstaffed",
      "report.cause.not-reached"};
  std::string text =
      frame.words.text("counter.miss.what", miss->ticket, frame.time_at(miss->at_ms));
  if (const ViewTicket* ticket = frame.model.view()->ticket({miss->of_day, miss->ticket})) {
    const EngineMs until =
        ticket->started_ms > 0 ? ticket->started_ms : frame.model.engine_ms(frame.now);
    constexpr EngineMs kMinuteMs = 60'000;
    const auto minutes = std::max<EngineMs>(0, until - ticket->issued_ms) / kMinuteMs;
    text += " " + frame.words.count("counter.miss.waited", static_cast<int>(minutes));
  }
  text +=
      "\n" + frame.words.text("counter.miss.cause",
                              frame.words.text(kCauses.at(static_cast<std::size_t>(miss->cause))));
  frame.canvas.paragraph(text, frame.at(16, kTop, kWidth, 3 * kLine), type::kCounterBody,
                         frame.theme().ink, Align::kLeft, 3);
  return kTop + 3 * kLine;
}

/// The newest notes that have room, oldest first.
void draw_notes(Frame& frame) {
  const NotesPage* page = frame.model.notes();
  if (page == nullptr) {
    return;
  }
  const auto& theme = frame.theme();
  const auto& notes = page->notes.notes();
  if (page->state != NotesPage::State::kShown || notes.empty()) {
    const std::string text =
        page->state == NotesPage::State::kAsked    ? frame.words.text("counter.note.asked")
        : page->state == NotesPage::State::kFailed ? i18n::refusal_text(frame.words, page->code)
                                                   : frame.words.text("counter.note.nothing");
    frame.canvas.paragraph(text, frame.at(16, kTop, kWidth, 2 * kLine), type::kCounterBody,
                           theme.ink2, Align::kLeft, 2);
    return;
  }
  constexpr std::size_t kShown = 3;
  constexpr double kNoteStep = 72;
  double y = kTop;
  for (std::size_t i = notes.size() - std::min(notes.size(), kShown); i < notes.size(); ++i) {
    const std::string head =
        i18n::time_of_day(notes[i].at_wall_ms, frame.model.utc_offset_s()) + " · " + notes[i].by;
    frame.name_in(head, frame.at(16, y, kWidth, 16), type::kCounterSmall, theme.ink2);
    frame.canvas.paragraph(notes[i].text, frame.at(16, y + 18, kWidth, 2 * kLine),
                           type::kCounterBody, theme.ink, Align::kLeft, 2);
    y += kNoteStep;
  }
}

/// A number that the officer reads out or writes down, and what it is.
void draw_large(Frame& frame, const std::string& number, const std::string& what,
                const std::string& more) {
  auto& canvas = frame.canvas;
  const auto& theme = frame.theme();
  const ui::TextStyle style = ui::fit(canvas.measurer(), number, type::kCounterNumber, kWidth - 16);
  canvas.text_in(number, frame.at(16, kTop + 8, kWidth, style.line), style, theme.ink,
                 Align::kCentre);
  canvas.paragraph(what, frame.at(16, kTop + 100, kWidth, 2 * kLine), type::kCounterBodyStrong,
                   theme.ink, Align::kCentre, 2);
  canvas.paragraph(more, frame.at(16, kTop + 144, kWidth, 2 * kLine), type::kCounterBody,
                   theme.ink2, Align::kCentre, 2);
  // As high as the other buttons with a sign over a word; it ends where a field would.
  const Rect rect = frame.at(16, kFieldY + kFieldHeight - kPrintHeight, kWidth, kPrintHeight);
  ui::OutlineButton print;
  print.label = frame.words.text("counter.form.print");
  print.icon = "printer";
  print.key = "P";
  print.style = type::kCounterBodyStrong;
  print.icon_size = 22;
  print.radius = ui::kR2;
  ui::outline_button(canvas, frame.look, rect, print, frame.control({Element::kReprint}, rect));
}

void draw_given(Frame& frame) {
  const TicketReply* given = frame.model.given();
  if (given == nullptr) {
    return;
  }
  std::string more = frame.words.count("counter.number.ahead", given->ahead);
  if (given->case_) {
    more = frame.words.text("counter.number.case", *given->case_) + "\n" + more;
  } else if (given->channel == Channel::kAppointment) {
    more = frame.words.text("counter.number.appointment") + "\n" + more;
  } else if (given->channel == Channel::kOnline) {
    more = frame.words.text("counter.chip.online") + "\n" + more;
  }
  draw_large(frame, given->ticket, service_and_class(frame, given->service, given->class_), more);
}

void draw_case(Frame& frame) {
  const CaseReply* opened = frame.model.opened_case();
  if (opened == nullptr) {
    return;
  }
  const auto* service = frame.model.view()->hall.service(opened->service);
  std::string step = opened->step;
  if (service != nullptr) {
    const auto at = std::ranges::find(service->steps, opened->step, &StepSettings::id);
    if (at != service->steps.end() && !frame.text(at->name).empty()) {
      step = frame.text(at->name);
    }
  }
  std::string more = frame.words.text("counter.case.step", step);
  if (opened->due) {
    more += "\n" + frame.words.text("counter.case.due", i18n::long_date(frame.words, *opened->due));
  }
  draw_large(frame, opened->case_, frame.service_name(opened->service), more);
}

void draw_body(Frame& frame) {
  switch (frame.model.sheet()) {
    case Sheet::kExplain:
      draw_rows(frame, draw_miss(frame));
      break;
    case Sheet::kNote:
      draw_notes(frame);
      break;
    case Sheet::kNumber:
      draw_given(frame);
      break;
    case Sheet::kCase:
      draw_case(frame);
      break;
    case Sheet::kCode:
      frame.canvas.paragraph(frame.words.text("counter.code.hint"),
                             frame.at(16, kTop, kWidth, 3 * kLine), type::kCounterBody,
                             frame.theme().ink2, Align::kLeft, 3);
      break;
    default:
      draw_rows(frame, kTop);
  }
}

}  // namespace

void draw_form(Frame& frame) {
  const SheetScope sheet(frame);
  const Words words = words_of(frame);
  draw_sheet_title(frame, words.icon, words.title);
  draw_body(frame);
  if (!words.field.empty()) {
    draw_field(frame, words.field);
  }
  ui::PrimaryButton button;
  button.label = words.apply;
  button.key = frame.words.text("counter.key.enter");
  button.style = type::kCounterHead;
  button.radius = ui::kR3;
  const Rect rect = frame.at(16, kApplyY, kWidth, kApplyHeight);
  ui::primary_button(frame.canvas, frame.look, rect, button,
                     frame.control({Element::kApply}, rect));
}

}  // namespace antre::counter
