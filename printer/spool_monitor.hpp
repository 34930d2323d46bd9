// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "printer/printer.hpp"

namespace antre::printer {

using Moment = std::chrono::steady_clock::time_point;

/// The states of an IPP job, and that the spooler does not know it.
enum class JobPhase {
  kPending,
  kHeld,
  kProcessing,
  kStopped,
  kCanceled,
  kAborted,
  kCompleted,
  kGone
};

/// What the spooler says of a job.
struct JobSeen {
  JobPhase phase = JobPhase::kPending;
  std::string message;
};

/// What the spooler says of the printer.
struct PrinterSeen {
  bool stopped = false;
  bool accepting = true;
  std::vector<std::string> reasons;  ///< printer-state-reasons, "none" left out
  std::string message;
  std::string device_uri{};  ///< of a queue: where its printer is
};

/// The trouble that printer-state-reasons and state tell of, the most useful to a visitor first.
/// Warnings that do not keep a ticket from paper (media-low) are none.
[[nodiscard]] PrintReason trouble_of(const PrinterSeen& printer);

/// Without trouble but with little paper left: ready, with kMediaLow.
[[nodiscard]] Readiness readiness_of(const PrinterSeen& printer);

/// What a queue and its printer say together, while no job is on its way. The queue's word on the
/// printer is as old as its last job, so the printer's own counts; whether the queue is stopped or
/// takes jobs only the queue knows.
[[nodiscard]] PrinterSeen with_device(PrinterSeen queue, const PrinterSeen& device);

/// Judges one job from what is seen of it; pure, time comes in. Gives a status whenever it is
/// another one than before.
class SpoolMonitor {
 public:
  /// A spooler may show the trouble of an earlier job until this one reaches the printer; after
  /// this time old trouble counts as this job's. Well within the 2 s that a visitor waits.
  static constexpr std::chrono::milliseconds kOldTroubleCounts{1500};
  /// A printer that is on accepts a connection at once.
  static constexpr std::chrono::milliseconds kConnectingIsOffline{3000};
  /// A ticket takes 2 s to print.
  static constexpr std::chrono::seconds kSlowAfter{20};
  /// A spooler that does not answer for so long leaves the job unknown: it may still print it.
  static constexpr std::chrono::seconds kSilenceIsUnknown{10};

  /// `before`: what was seen of the printer when the job was sent.
  SpoolMonitor(JobId job, std::string number, const PrinterSeen& before, Moment now);

  [[nodiscard]] std::optional<PrintStatus> observe(const JobSeen& job, const PrinterSeen& printer,
                                                   Moment now);
  /// The spooler did not answer.
  [[nodiscard]] std::optional<PrintStatus> observe_silence(const std::string& detail, Moment now);
  [[nodiscard]] bool ended() const { return ended_; }
  [[nodiscard]] JobId job() const { return last_.job; }

 private:
  std::optional<PrintStatus> tell(PrintState state, PrintReason reason, const std::string& detail);
  [[nodiscard]] PrintReason pending_reason(const JobSeen& job, const PrinterSeen& printer,
                                           Moment now);

  PrintStatus last_;
  PrinterSeen before_;
  Moment sent_at_;
  Moment heard_at_;
  std::optional<Moment> connecting_since_;
  bool ended_ = false;
};

}  // namespace antre::printer
