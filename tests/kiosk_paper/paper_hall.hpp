// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tests/integration/kiosk_hall.hpp"
#include "tests/support/hall/running_hall.hpp"
#include "tests/support/private_cupsd.hpp"

namespace antre::test {

/// A hall with one kiosk and its printer, and what the journal and the printer know of each number.
class PaperHall {
 public:
  /// `kiosk`: lines for the hall file's [kiosk].
  explicit PaperHall(const std::string& kiosk = {});

  [[nodiscard]] PrivateCupsd& cups() { return cups_; }
  [[nodiscard]] RunningHall& hall() { return hall_; }
  [[nodiscard]] const Screen& screen() const { return screen_; }
  [[nodiscard]] Process& kiosk() { return *kiosk_; }

  /// Starts the kiosk, which has ended.
  void start_kiosk();
  /// A visitor takes a number; gives its `ticket-issued`.
  boost::json::object visit();
  /// Back to the first page, whatever stands there.
  void go_home() const;
  /// What was reported last of a number's paper: "queued", ...; empty: nothing.
  std::string print_state(const boost::json::object& issued);
  /// Waits until it is known what became of the paper; gives that.
  std::string print_end(const boost::json::object& issued);
  /// Waits until the kiosk has told that its printer is, or is not, ready; gives the reason.
  std::string printer_is(bool ready);

  struct Papers {
    int firsts = 0;
    int copies = 0;
  };
  /// The papers of a number that have come out, read as a phone would.
  Papers papers(const boost::json::object& issued);
  /// Of every number so far: its paper's end is journalled, it is on one paper at most that does
  /// not say that it is a copy, on none if that is what is journalled, and there are no other
  /// papers.
  void check_every_paper();

 private:
  struct Paper {
    std::string code;
    bool copy = false;
  };

  TempDir dir_;
  PrivateCupsd cups_;
  std::string hall_file_;
  RunningHall hall_;
  Screen screen_{1080, 1920};
  std::optional<Process> kiosk_;
  std::vector<Paper> read_;  ///< of the jobs so far
  std::size_t visits_ = 0;
};

}  // namespace antre::test
