// SPDX-License-Identifier: Apache-2.0
// The states of the window that are about paper, codes and the guest book.
#include <utility>

#include "counter/samples.hpp"

namespace antre::counter {
namespace {

void open(Sample& sample) {
  sample.add(CounterOpened{Sample::kCounter, sample.model().sign_in().officer});
  sample.pass(kGuardMs);
}
void serve(Sample& sample) {
  open(sample);
  sample.call(sample.first_ticket());
  sample.pass(24'000);
  sample.add(ServiceStarted{sample.first_ticket(), std::nullopt, Sample::kCounter, {}, true, {}});
  sample.pass(96'000);
}
void printer_says(Sample& sample, const std::string& device, bool ready,
                  const std::string& reason) {
  sample.add(PrinterReported{device, ready, reason});
}
void printer_stops(Sample& sample) {
  open(sample);
  printer_says(sample, "entrance", false, "media-empty");
}
void printer_stopped(Sample& sample) {
  serve(sample);
  printer_says(sample, "entrance", false, "unreachable");
  printer_says(sample, "side-entrance-west", true, "media-low");
  sample.pass(kNoticeMs);
}
void paper_ends(Sample& sample) {
  open(sample);
  printer_says(sample, "entrance", true, "media-low");
}
void reprint(Sample& sample) {
  serve(sample);
  printer_says(sample, "entrance", true, "");
  sample.press(Element::kReprint);
}
/// The visitor came with a code and has signed the guest book.
void serve_guest(Sample& sample) {
  serve(sample);
  printer_says(sample, "entrance", true, "");
  sample.add(TicketCheckedIn{sample.first_ticket(), std::nullopt, "entrance"});
  sample.add(GuestBookSigned{sample.first_ticket(), std::nullopt, {}});
}
void more_guest(Sample& sample) {
  serve_guest(sample);
  sample.press(Element::kMore);
}
void ask_guest(Sample& sample) {
  serve_guest(sample);
  sample.press(Element::kGuest);
}
void read_guest(Sample& sample) {
  ask_guest(sample);
  GuestNews news;
  news.ticket = sample.model().guest()->ticket;
  news.there = true;
  news.entry = GuestEntry(
      {"Raden Ajeng Sri Wulandari Kusumaningtyas Hadiningrat",
       "Fakultas Sains dan Matematika Universitas Diponegoro, Departemen Statistika",
       "sri.wulandari@students.undip.ac.id",
       "Data kemiskinan kabupaten dan kota 2015 sampai 2025 untuk tugas akhir, dan cara membaca "
       "garis kemiskinan menurut daerah",
       "ktp"});
  sample.model().guest_came(std::move(news), sample.now());
}
void no_guest(Sample& sample) {
  ask_guest(sample);
  GuestNews news;
  news.ticket = sample.model().guest()->ticket;
  sample.model().guest_came(std::move(news), sample.now());
}
void list_came(Sample& sample) {
  open(sample);
  sample.add(TicketCheckedIn{sample.first_ticket(), std::nullopt, "entrance"});
  sample.add(GuestBookSigned{sample.first_ticket(), std::nullopt, {}});
  sample.press(Element::kList);
}

}  // namespace

std::vector<SampleState> paper_states() {
  SampleHall three;
  three.services = 3;
  return {{"printer-stops", three, printer_stops}, {"printer-stopped", three, printer_stopped},
          {"printer-low", three, paper_ends},      {"reprint", three, reprint},
          {"more-guest", three, more_guest},       {"guest", three, read_guest},
          {"guest-asked", three, ask_guest},       {"guest-nothing", three, no_guest},
          {"list-checked-in", three, list_came}};
}

}  // namespace antre::counter
