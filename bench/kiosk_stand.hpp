// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <vector>

#include "bench/hall.hpp"
#include "printer/printer.hpp"

namespace antre::bench {

/// The moments of one visitor's number, microseconds of the steady clock.
struct Visit {
  double touched = 0;   ///< the touch that asks for it
  double pressed = 0;   ///< the first frame after it is on the screen
  double replied = 0;   ///< the dispatcher's reply is in this program
  double shown = 0;     ///< the first frame of the ticket's page is on the screen
  double accepted = 0;  ///< the spooler has the job; 0 without a spooler
};

/// The kiosk with all its parts in this process, on the screen of $DISPLAY: window, scene, model,
/// link and printer, as its own program puts them together. Throws std::runtime_error when it
/// cannot work.
class KioskStand {
 public:
  /// A printer with a queue: a visit waits until the spooler has taken the job.
  KioskStand(Hall& hall, printer::PrinterOptions printer);
  KioskStand(const KioskStand&) = delete;
  KioskStand& operator=(const KioskStand&) = delete;
  ~KioskStand();

  /// Lets so many visitors take a number, one after the other.
  [[nodiscard]] std::vector<Visit> take_numbers(std::size_t n);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace antre::bench
