// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/print_shop.hpp"

#include <utility>

namespace antre::sim {
namespace {

using namespace std::chrono_literals;
using printer::PrintReason;

constexpr int kVanishes = 30;  // of a thousand papers: out, and nobody heard of it
constexpr int kTooLate = 100;  // of a thousand jobs that are taken back

}  // namespace

std::uint64_t PrintShop::send(Paper paper, Told told) {
  const auto id = ++last_;
  jobs_.emplace(id, Job{std::move(paper), std::move(told)});
  time_.after(random_.between(200ms, 3s), [this, id] { try_print(id); });
  return id;
}

void PrintShop::try_print(std::uint64_t job) {
  const auto found = jobs_.find(job);
  if (found == jobs_.end()) return;
  if (empty_) return found->second.told(PrintState::kQueued, PrintReason::kMediaEmpty);
  auto done = jobs_.extract(found);
  on_paper_(done.mapped().paper);
  if (random_.chance(kVanishes))
    return done.mapped().told(PrintState::kUnknown, PrintReason::kVanished);
  done.mapped().told(PrintState::kPrinted, PrintReason::kNone);
}

bool PrintShop::take_back(std::uint64_t job) {
  if (!jobs_.contains(job)) return false;
  if (empty_ || !random_.chance(kTooLate)) {
    jobs_.erase(job);
    return true;
  }
  return false;
}

void PrintShop::set_empty(bool empty) {
  empty_ = empty;
  if (empty_) return;
  std::vector<std::uint64_t> waiting;
  for (const auto& [id, job] : jobs_) waiting.push_back(id);
  for (const auto id : waiting)
    time_.after(random_.between(100ms, 2s), [this, id] { try_print(id); });
}

Result<printer::JobId> ShopPrinter::print(const printer::PrintJob& job) {
  const auto id = ++last_;
  jobs_[id].number = job.ticket.number;
  time_.after(random_.between(5ms, 400ms), [this, id, job, alive = door_.alive] {
    if (alive()) hand_over(id, job);
  });
  return printer::JobId{id};
}

void ShopPrinter::hand_over(std::uint64_t id, const printer::PrintJob& job) {
  if (jobs_[id].cancelled) return tell(id, PrintState::kFailed, PrintReason::kCancelled);
  if (door_.dies()) return;
  if (job.before_send) job.before_send();
  if (door_.dies()) return;
  jobs_[id].sent = shop_.send(door_.lay_out(job.ticket),
                              [this, id, alive = door_.alive](PrintState state, PrintReason why) {
                                if (alive() && !door_.dies()) tell(id, state, why);
                              });
  if (!door_.dies()) tell(id, PrintState::kQueued, PrintReason::kNone);
}

void ShopPrinter::tell(std::uint64_t id, PrintState state, PrintReason reason) {
  auto& job = jobs_[id];
  if (job.ended) return;
  job.ended = state != PrintState::kQueued;
  reports_.push_back({{id}, job.number, state, reason, {}});
  door_.on_change();
}

void ShopPrinter::cancel(printer::JobId job) {
  auto& cancelled = jobs_[job.value];
  cancelled.cancelled = true;
  if (cancelled.ended || cancelled.sent == 0) return;
  if (shop_.take_back(cancelled.sent))
    tell(job.value, PrintState::kFailed, PrintReason::kCancelled);
}

std::vector<printer::PrintStatus> ShopPrinter::take_reports() {
  return std::exchange(reports_, {});
}

printer::Readiness ShopPrinter::readiness() const {
  // Known from the jobs alone: a printer that nobody asks tells nothing.
  return {};
}

}  // namespace antre::sim
