// SPDX-License-Identifier: Apache-2.0
#include "printer/printer_thread.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <utility>

#include "printer/mark.hpp"

namespace antre::printer {
namespace {

constexpr std::size_t kLongestNumber = 32;

/// The number names a file and a job, so it is kept to what both can hold.
bool is_printable_number(std::string_view number) {
  const auto allowed = [](char letter) {
    return (letter >= 'A' && letter <= 'Z') || (letter >= 'a' && letter <= 'z') ||
           (letter >= '0' && letter <= '9') || letter == '-';
  };
  return !number.empty() && number.size() <= kLongestNumber &&
         std::all_of(number.begin(), number.end(), allowed);
}

}  // namespace

PrinterThread::PrinterThread(std::unique_ptr<PrinterDriver> driver, std::function<void()> on_change)
    : driver_(std::move(driver)), on_change_(std::move(on_change)) {
  // Last, when everything that it uses is there.
  thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

PrinterThread::~PrinterThread() {
  thread_.request_stop();
  thread_.join();
}

Result<JobId> PrinterThread::print(const PrintJob& job) {
  if (!is_printable_number(job.ticket.number)) {
    return Error{ErrorCode::kInvalid,
                 "a ticket number to print is letters, digits and hyphens, not \"" +
                     job.ticket.number + "\""};
  }
  JobId id;
  {
    const std::scoped_lock lock(mutex_);
    if (commands_.size() >= kMostWaiting) {
      return Error{ErrorCode::kUnavailable, "too many tickets wait for the printer already"};
    }
    id.value = ++last_job_;
    commands_.push_back({id, job});
  }
  wake_.notify_all();
  return id;
}

void PrinterThread::cancel(JobId job) {
  bool dropped = false;
  {
    const std::scoped_lock lock(mutex_);
    const auto waiting = std::find_if(
        commands_.begin(), commands_.end(),
        [&](const Command& command) { return command.job == job && command.what.has_value(); });
    if (waiting != commands_.end()) {
      reports_.push_back({.job = job,
                          .number = waiting->what->ticket.number,
                          .state = PrintState::kFailed,
                          .reason = PrintReason::kCancelled,
                          .detail = "taken back before it was sent"});
      commands_.erase(waiting);
      dropped = true;
    } else {
      commands_.push_back({job, std::nullopt});
    }
  }
  if (dropped) {
    changed();
  }
  wake_.notify_all();
}

std::vector<PrintStatus> PrinterThread::take_reports() {
  const std::scoped_lock lock(mutex_);
  return std::exchange(reports_, {});
}

Readiness PrinterThread::readiness() const {
  const std::scoped_lock lock(mutex_);
  return readiness_;
}

void PrinterThread::status(PrintStatus status) {
  {
    const std::scoped_lock lock(mutex_);
    reports_.push_back(std::move(status));
  }
  changed();
}

void PrinterThread::readiness(Readiness readiness) {
  {
    const std::scoped_lock lock(mutex_);
    if (readiness_ == readiness) {
      return;
    }
    readiness_ = std::move(readiness);
  }
  changed();
}

void PrinterThread::changed() const {
  // Without the lock: the listener may call us.
  if (on_change_) {
    on_change_();
  }
}

void PrinterThread::run(const std::stop_token& stop) {
  auto next_look = std::chrono::steady_clock::now();
  while (!stop.stop_requested()) {
    std::optional<Command> command;
    {
      std::unique_lock lock(mutex_);
      wake_.wait_until(lock, stop, next_look, [this] { return !commands_.empty(); });
      if (!commands_.empty()) {
        // One at a time, so that the others can still be taken back and jobs are looked after.
        command = std::move(commands_.front());
        commands_.pop_front();
      }
    }
    if (stop.stop_requested()) {
      return;
    }
    if (command) {
      execute(*command);
    }
    next_look = std::chrono::steady_clock::now() + driver_->look(*this);
  }
}

void PrinterThread::execute(const Command& command) {
  if (command.what) {
    if (command.what->before_send) {
      command.what->before_send();
    }
    driver_->print(command.job, *command.what, *this);
    // After the ticket, which does not wait for it.
    warn_of_mark(command.what->ticket.mark_file);
  } else {
    driver_->cancel(command.job, *this);
  }
}

void PrinterThread::warn_of_mark(const std::string& file) {
  if (file.empty() || file == checked_mark_) {
    return;
  }
  checked_mark_ = file;
  if (const auto mark = load_mark(file, {1, 1, false}); !mark) {
    spdlog::warn("{}; a neutral mark is printed instead", mark.error().detail);
  }
}

}  // namespace antre::printer
