// SPDX-License-Identifier: Apache-2.0
#include "tests/kiosk_paper/paper_hall.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>

namespace antre::test {
namespace {

std::string folder(const TempDir& dir, const std::string& name) {
  std::filesystem::create_directory(dir / name);
  return dir / name;
}

/// The PST hall with a printer; `kiosk` goes into its [kiosk], which the file ends with.
std::string hall_file_of(const TempDir& dir, const std::string& queue, const std::string& kiosk) {
  auto file = hall_with_printer(dir, queue);
  if (!kiosk.empty()) write_file(file, read_file(file) + kiosk);
  return file;
}

bool is_end(const std::string& state) {
  return state == "printed" || state == "failed" || state == "unknown" || state == "reprinted";
}

}  // namespace

PaperHall::PaperHall(const std::string& kiosk)
    : cups_(folder(dir_, "cups")),
      hall_file_(hall_file_of(dir_, cups_.queue(), kiosk)),
      hall_({hall_file_}) {
  start_kiosk();
}

void PaperHall::start_kiosk() {
  kiosk_.reset();
  kiosk_.emplace(hall_.client("antre-kiosk", "kiosk", "entrance",
                              {"--size", "1080x1920", "--hall", hall_file_, "--outbox",
                               dir_ / "kiosk", "--printer-server", cups_.server()}),
                 Process::Options{{{"DISPLAY", screen_.display()}}, {}});
  const bool shown = screen_.has_window(".");
  INFO(kiosk_->output());
  REQUIRE(shown);
}

void PaperHall::go_home() const {
  REQUIRE(eventually([&] {
    if (at_home(screen_)) return true;
    screen_.key("Escape");
    return false;
  }));
}

boost::json::object PaperHall::visit() {
  go_home();
  take_number(screen_);
  return hall_.wait_for("ticket-issued", ++visits_);
}

std::string PaperHall::print_state(const boost::json::object& issued) {
  std::string state;
  for (const auto& report : hall_.events("print-reported"))
    if (text(report, "ticket") == text(issued, "ticket")) state = text(report, "state");
  return state;
}

std::string PaperHall::print_end(const boost::json::object& issued) {
  std::string state;
  const bool known = eventually([&] { return is_end(state = print_state(issued)); });
  INFO(boost::json::serialize(issued) << " is " << state);
  CHECK(known);
  return state;
}

std::string PaperHall::printer_is(bool ready) {
  std::string reason;
  const bool told = eventually([&] {
    const auto reports = hall_.events("printer-reported");
    if (reports.empty() || reports.back().at("ready").as_bool() != ready) return false;
    reason = text(reports.back(), "reason");
    return true;
  });
  INFO("waiting for a printer that is " << (ready ? "ready" : "not ready") << '\n'
                                        << kiosk_->output());
  CHECK(told);
  return reason;
}

PaperHall::Papers PaperHall::papers(const boost::json::object& issued) {
  const auto jobs = cups_.jobs();
  for (auto i = read_.size(); i < jobs.size(); ++i) {
    const auto picture = printed_picture(jobs[i]);
    read_.push_back({code_on(picture), is_copy(picture)});
  }
  Papers found;
  for (const auto& paper : read_)
    if (paper.code == text(issued, "code")) ++(paper.copy ? found.copies : found.firsts);
  return found;
}

void PaperHall::check_every_paper() {
  int papers_of_numbers = 0;
  for (const auto& issued : hall_.events("ticket-issued")) {
    const auto state = print_end(issued);
    const auto found = papers(issued);
    INFO(boost::json::serialize(issued) << " is " << state);
    CHECK(found.firsts <= 1);
    if (state == "printed") CHECK(found.firsts == 1);
    if (state == "failed") CHECK(found.firsts + found.copies == 0);
    papers_of_numbers += found.firsts + found.copies;
  }
  CHECK(static_cast<int>(read_.size()) == papers_of_numbers);
  CHECK(hall_.verified());
}

}  // namespace antre::test
