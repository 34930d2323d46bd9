// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "printer/printer.hpp"
#include "tests/sim/random.hpp"
#include "tests/sim/timeline.hpp"

namespace antre::sim {

/// A printer and its spooler: they outlive the kiosk's program, and what was sent to them comes out
/// whether somebody still waits for it or not.
class PrintShop {
 public:
  using Told = std::function<void(PrintState, printer::PrintReason)>;
  struct Paper {
    std::string text;  ///< what no other ticket's paper says
    bool copy = false;
  };
  /// `on_paper`: something came out.
  PrintShop(Timeline& time, Random& random, std::function<void(const Paper&)> on_paper)
      : time_(time), random_(random), on_paper_(std::move(on_paper)) {}

  /// A job; `told` hears what becomes of it.
  std::uint64_t send(Paper paper, Told told);
  /// Takes a job back; false when it was too late.
  bool take_back(std::uint64_t job);
  /// Without paper nothing comes out; when there is some again, all that waits does.
  void set_empty(bool empty);
  [[nodiscard]] bool empty() const { return empty_; }

 private:
  struct Job {
    Paper paper;
    Told told;
  };
  void try_print(std::uint64_t job);

  Timeline& time_;
  Random& random_;
  std::function<void(const Paper&)> on_paper_;
  std::map<std::uint64_t, Job> jobs_;
  std::uint64_t last_ = 0;
  bool empty_ = false;
};

/// The kiosk program's side of it: ends with the program.
class ShopPrinter final : public printer::Printer {
 public:
  struct Door {
    /// Whether the program is still there; asked by what happens later.
    std::function<bool()> alive;
    /// Whether the program dies here.
    std::function<bool()> dies;
    /// There is news.
    std::function<void()> on_change;
    /// The paper as it goes to the printer.
    std::function<PrintShop::Paper(const printer::TicketPaper&)> lay_out;
  };
  ShopPrinter(Timeline& time, Random& random, PrintShop& shop, Door door)
      : time_(time), random_(random), shop_(shop), door_(std::move(door)) {}

  [[nodiscard]] Result<printer::JobId> print(const printer::PrintJob& job) override;
  void cancel(printer::JobId job) override;
  [[nodiscard]] std::vector<printer::PrintStatus> take_reports() override;
  [[nodiscard]] printer::Readiness readiness() const override;

 private:
  struct Job {
    std::string number;
    std::uint64_t sent = 0;  ///< its job at the shop
    bool cancelled = false;
    bool ended = false;
  };
  void hand_over(std::uint64_t id, const printer::PrintJob& job);
  void tell(std::uint64_t id, PrintState state, printer::PrintReason reason);

  Timeline& time_;
  Random& random_;
  PrintShop& shop_;
  Door door_;
  std::map<std::uint64_t, Job> jobs_;
  std::vector<printer::PrintStatus> reports_;
  std::uint64_t last_ = 0;
};

}  // namespace antre::sim
