// SPDX-License-Identifier: Apache-2.0
// The states of the window with a sheet to fill in, or with a number that was given.
#include <utility>

#include "counter/samples.hpp"

namespace antre::counter {
namespace {

constexpr Ms kMinute = 60'000;

void open(Sample& sample) {
  sample.add(CounterOpened{Sample::kCounter, sample.model().sign_in().officer});
  sample.add(PrinterReported{"entrance", true, {}});
  sample.pass(kGuardMs);
}
void serve(Sample& sample) {
  open(sample);
  sample.call(sample.first_ticket());
  sample.pass(24'000);
  sample.add(ServiceStarted{sample.first_ticket(), std::nullopt, Sample::kCounter, {}, true, {}});
  sample.pass(96'000);
}
void miss(Sample& sample) {
  TargetMissed missed;
  missed.miss = "2026-11-24/" + sample.first_ticket();
  missed.ticket = sample.first_ticket();
  missed.cause = Cause::kServingAnother;
  missed.counters = {{Sample::kCounter, {}}};
  sample.add(std::move(missed));
}
void type(Sample& sample, const char* text) {
  sample.pass(kGuardMs);
  sample.model().type(text, sample.now());
}
void ask_help(Sample& sample) {
  open(sample);
  sample.press(Element::kHelp);
}
void wait_for_help(Sample& sample) {
  serve(sample);
  miss(sample);
  sample.add(HelpAsked{Sample::kCounter, {}});
  sample.pass(80'000);
}
void wait_for_help_idle(Sample& sample) {
  open(sample);
  sample.add(HelpAsked{Sample::kCounter, {}});
  sample.pass(12 * kMinute + 7'000);
}
void explain(Sample& sample) {
  serve(sample);
  miss(sample);
  sample.press(Element::kExplain);
}
void explain_typed(Sample& sample) {
  explain(sample);
  type(sample, "Rombongan sekolah datang bersamaan sebelum loket ketiga dibuka");
}
void note(Sample& sample) {
  serve(sample);
  sample.press(Element::kNote);
  NotesNews news;
  news.ticket = sample.model().notes()->ticket;
  news.notes = NoteList({{sample.model().wall_ms(sample.now()) - 20 * kMinute, "Sari",
                          "Surat tugas menyusul, dikirim lewat surel ke kantor sebelum jam tiga"}});
  sample.model().notes_came(std::move(news), sample.now());
  type(sample, "Minta data 2015 sampai 2025");
}
void note_empty(Sample& sample) {
  serve(sample);
  sample.press(Element::kNote);
  sample.press(Element::kApply);
}
void follow_up(Sample& sample) {
  serve(sample);
  sample.press(Element::kBig);
  sample.press(Element::kOutcome, 3);
  sample.press(Element::kSave);
}
void follow_up_wrong(Sample& sample) {
  follow_up(sample);
  type(sample, "31.2");
  sample.press(Element::kApply);
}
void outcome_steps(Sample& sample) {
  serve(sample);
  sample.press(Element::kBig);
  sample.press(Element::kOutcome, 4);
}
void open_case(Sample& sample) {
  outcome_steps(sample);
  sample.press(Element::kSave);
  CaseReply opened;
  opened.case_ = "K-2026-0007";
  opened.service = {"K"};
  opened.step = "checked";
  opened.due = Day{20784};
  sample.model().answered(std::optional<CounterReply>{}, sample.now(), opened);
}
void issue(Sample& sample) {
  open(sample);
  sample.press(Element::kIssue);
  sample.press(Element::kOption, 1);
}
void issue_class(Sample& sample) {
  issue(sample);
  sample.press(Element::kApply);
}
void give(Sample& sample) {
  issue_class(sample);
  sample.press(Element::kApply);
  TicketReply given;
  given.ticket = "R014";
  given.service = {"R"};
  given.ahead = 2;
  sample.model().answered(std::optional<CounterReply>{}, sample.now(), given);
}
void code(Sample& sample) {
  open(sample);
  sample.press(Element::kCode);
  type(sample, "K7PX-3MQA");
}
void code_taken(Sample& sample) {
  code(sample);
  sample.press(Element::kApply);
  TicketReply found;
  found.ticket = "K031";
  found.service = {"K"};
  found.class_ = TicketClass::kPriority;
  found.channel = Channel::kAppointment;
  sample.model().answered(std::optional<CounterReply>{}, sample.now(), found);
}

}  // namespace

std::vector<SampleState> form_states() {
  SampleHall three;
  three.services = 3;
  SampleHall steps = three;
  steps.steps = true;
  SampleHall many;
  many.services = 8;
  return {{"help", three, ask_help},
          {"help-asked", three, wait_for_help},
          {"help-asked-idle", three, wait_for_help_idle},
          {"explain", three, explain},
          {"explain-typed", three, explain_typed},
          {"note", three, note},
          {"note-empty", three, note_empty},
          {"follow-up", three, follow_up},
          {"follow-up-wrong", three, follow_up_wrong},
          {"outcome-steps", steps, outcome_steps},
          {"case", steps, open_case},
          {"issue", many, issue},
          {"issue-class", steps, issue_class},
          {"number", steps, give},
          {"code", three, code},
          {"code-taken", three, code_taken}};
}

}  // namespace antre::counter
