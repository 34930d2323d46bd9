// SPDX-License-Identifier: Apache-2.0
#include "kiosk/print_desk.hpp"

#include <utility>

namespace antre::kiosk {
namespace {

bool is_end(PrintState state) {
  return state == PrintState::kPrinted || state == PrintState::kFailed ||
         state == PrintState::kUnknown;
}

}  // namespace

void PrintDesk::print(const TicketId& ticket, const printer::TicketPaper& paper,
                      std::function<void()> before_send, Paper which) {
  const auto job = printer_.print({paper, std::move(before_send)});
  const Job taken{ticket, paper.copy, which, false};
  if (job) {
    jobs_[*job] = taken;
    return;
  }
  refused_.push_back(news_of(taken, PrintState::kFailed,
                             std::string(printer::wire_name(printer::PrintReason::kRefused))));
}

PrintNews PrintDesk::news_of(const Job& job, PrintState state, std::string reason) {
  PrintNews news{job.ticket, state, std::move(reason), job.copy};
  news.second = job.which == Paper::kSecond;
  news.test = job.which == Paper::kTest;
  return news;
}

void PrintDesk::cancel(const TicketId& ticket) {
  for (auto& [id, job] : jobs_) {
    if (job.ticket == ticket && !job.cancelled) {
      job.cancelled = true;
      printer_.cancel(id);
    }
  }
}

std::vector<PrintNews> PrintDesk::take_news() {
  std::vector<PrintNews> news = std::exchange(refused_, {});
  for (const printer::PrintStatus& status : printer_.take_reports()) {
    const auto found = jobs_.find(status.job);
    if (found == jobs_.end()) {
      continue;
    }
    if (!found->second.cancelled || status.state == PrintState::kPrinted) {
      news.push_back(
          news_of(found->second, status.state, std::string(printer::wire_name(status.reason))));
    }
    if (is_end(status.state)) {
      jobs_.erase(found);
    }
  }
  return news;
}

std::optional<std::string> PrintDesk::take_trouble() {
  const printer::Readiness readiness = printer_.readiness();
  if (!readiness.known) {
    return std::nullopt;
  }
  // A ready printer's only reason is that its paper ends soon.
  std::string trouble(printer::wire_name(readiness.reason));
  if (!readiness.ready && trouble.empty()) {
    trouble = printer::wire_name(printer::PrintReason::kStopped);
  }
  if (trouble == trouble_) {
    return std::nullopt;
  }
  trouble_ = trouble;
  return trouble;
}

}  // namespace antre::kiosk
