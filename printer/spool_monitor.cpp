// SPDX-License-Identifier: Apache-2.0
#include "printer/spool_monitor.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace antre::printer {
namespace {

struct Keyword {
  std::string_view keyword;  ///< of RFC 8011, 5.4.12, and of CUPS
  PrintReason reason;
};

/// What to tell a visitor first comes first.
constexpr std::array kKeywords = {
    Keyword{"media-empty", PrintReason::kMediaEmpty},
    Keyword{"media-needed", PrintReason::kMediaEmpty},
    Keyword{"input-tray-missing", PrintReason::kMediaEmpty},
    Keyword{"cover-open", PrintReason::kCoverOpen},
    Keyword{"door-open", PrintReason::kCoverOpen},
    Keyword{"interlock-open", PrintReason::kCoverOpen},
    Keyword{"media-jam", PrintReason::kJam},
    Keyword{"media-path-jam", PrintReason::kJam},
    Keyword{"cutter-error", PrintReason::kJam},
    Keyword{"trimmer-jam", PrintReason::kJam},
    Keyword{"offline", PrintReason::kOffline},
    Keyword{"timed-out", PrintReason::kOffline},
    Keyword{"shutdown", PrintReason::kOffline},
    Keyword{"paused", PrintReason::kStopped},
    Keyword{"moving-to-paused", PrintReason::kStopped},
};

constexpr std::string_view kMediaLowWord = "media-low";

/// What is said of the queue itself, not of the printer behind it.
constexpr std::array<std::string_view, 2> kOfQueue = {"paused", "moving-to-paused"};

constexpr std::string_view kConnecting = "connecting-to-device";

/// "media-empty-error" and "media-empty-report" are "media-empty" with a severity.
std::string_view without_severity(std::string_view reason) {
  for (const std::string_view severity : {"-error", "-warning", "-report"}) {
    if (reason.ends_with(severity)) {
      reason.remove_suffix(severity.size());
      break;
    }
  }
  return reason;
}

bool has(const PrinterSeen& printer, std::string_view keyword) {
  return std::any_of(printer.reasons.begin(), printer.reasons.end(),
                     [&](const std::string& reason) {
                       return reason == keyword || without_severity(reason) == keyword;
                     });
}

std::string describe(const PrinterSeen& printer) {
  std::string text;
  for (const auto& reason : printer.reasons) {
    text += (text.empty() ? "the printer says " : ", ") + reason;
  }
  if (!printer.message.empty()) {
    text += (text.empty() ? "" : ": ") + printer.message;
  }
  return text;
}

}  // namespace

PrintReason trouble_of(const PrinterSeen& printer) {
  for (const auto& [keyword, reason] : kKeywords) {
    if (has(printer, keyword)) {
      return reason;
    }
  }
  return printer.stopped ? PrintReason::kStopped : PrintReason::kNone;
}

Readiness readiness_of(const PrinterSeen& printer) {
  Readiness readiness{.known = true, .ready = true, .reason = trouble_of(printer), .detail = {}};
  if (readiness.reason == PrintReason::kNone && !printer.accepting) {
    readiness.reason = PrintReason::kRefused;
  }
  readiness.ready = readiness.reason == PrintReason::kNone;
  if (readiness.ready && has(printer, kMediaLowWord)) {
    readiness.reason = PrintReason::kMediaLow;
  }
  if (readiness.reason != PrintReason::kNone) {
    readiness.detail = describe(printer);
  }
  return readiness;
}

PrinterSeen with_device(PrinterSeen queue, const PrinterSeen& device) {
  std::erase_if(queue.reasons, [](const std::string& reason) {
    return std::find(kOfQueue.begin(), kOfQueue.end(), without_severity(reason)) == kOfQueue.end();
  });
  for (const auto& reason : device.reasons) {
    // A printer that calls itself paused is stopped by trouble that it names as well.
    queue.reasons.push_back(reason);
  }
  queue.message = device.message;
  queue.stopped = queue.stopped || (device.stopped && device.reasons.empty());
  return queue;
}

SpoolMonitor::SpoolMonitor(JobId job, std::string number, const PrinterSeen& before, Moment now)
    : before_(before), sent_at_(now), heard_at_(now) {
  last_.job = job;
  last_.number = std::move(number);
}

std::optional<PrintStatus> SpoolMonitor::tell(PrintState state, PrintReason reason,
                                              const std::string& detail) {
  if (ended_ || (state == last_.state && reason == last_.reason)) {
    return std::nullopt;
  }
  last_.state = state;
  last_.reason = reason;
  last_.detail = detail;
  ended_ = state != PrintState::kQueued;
  return last_;
}

PrintReason SpoolMonitor::pending_reason(const JobSeen& job, const PrinterSeen& printer,
                                         Moment now) {
  PrinterSeen counted = printer;
  if (now - sent_at_ < kOldTroubleCounts) {
    std::erase_if(counted.reasons, [&](const std::string& reason) {
      return std::find(before_.reasons.begin(), before_.reasons.end(), reason) !=
             before_.reasons.end();
    });
    counted.stopped = printer.stopped && !before_.stopped;
  }
  const auto trouble = trouble_of(counted);
  if (trouble != PrintReason::kNone) {
    return trouble;
  }
  if (job.phase == JobPhase::kProcessing && has(printer, kConnecting)) {
    connecting_since_ = connecting_since_.value_or(now);
    if (now - *connecting_since_ >= kConnectingIsOffline) {
      return PrintReason::kOffline;
    }
  } else {
    connecting_since_.reset();
  }
  if (job.phase == JobPhase::kHeld || job.phase == JobPhase::kStopped) {
    return PrintReason::kStopped;
  }
  return now - sent_at_ >= kSlowAfter ? PrintReason::kSlow : PrintReason::kNone;
}

std::optional<PrintStatus> SpoolMonitor::observe(const JobSeen& job, const PrinterSeen& printer,
                                                 Moment now) {
  heard_at_ = now;
  // Trouble that went away is forgotten: if it comes back, it is this job's.
  std::erase_if(before_.reasons, [&](const std::string& reason) {
    return std::find(printer.reasons.begin(), printer.reasons.end(), reason) ==
           printer.reasons.end();
  });
  before_.stopped = before_.stopped && printer.stopped;
  switch (job.phase) {
    case JobPhase::kCompleted:
      return tell(PrintState::kPrinted, PrintReason::kNone, {});
    case JobPhase::kCanceled:
      return tell(PrintState::kFailed, PrintReason::kCancelled, "the job was cancelled");
    case JobPhase::kAborted:
      return tell(PrintState::kFailed, PrintReason::kAborted,
                  job.message.empty() ? "the spooler gave the job up" : job.message);
    case JobPhase::kGone:
      return tell(PrintState::kUnknown, PrintReason::kVanished,
                  "the spooler no longer knows the job");
    case JobPhase::kPending:
    case JobPhase::kHeld:
    case JobPhase::kProcessing:
    case JobPhase::kStopped:
      break;
  }
  return tell(PrintState::kQueued, pending_reason(job, printer, now), describe(printer));
}

std::optional<PrintStatus> SpoolMonitor::observe_silence(const std::string& detail, Moment now) {
  if (now - heard_at_ < kSilenceIsUnknown) {
    return std::nullopt;
  }
  return tell(PrintState::kUnknown, PrintReason::kUnreachable, detail);
}

}  // namespace antre::printer
