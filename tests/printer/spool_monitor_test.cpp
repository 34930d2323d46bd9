// SPDX-License-Identifier: Apache-2.0
#include "printer/spool_monitor.hpp"

#include <doctest/doctest.h>

namespace antre::printer {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr Moment kSent{seconds(100)};

PrinterSeen with_reasons(std::vector<std::string> reasons) {
  PrinterSeen printer;
  printer.reasons = std::move(reasons);
  return printer;
}

JobSeen in_phase(JobPhase phase) {
  JobSeen job;
  job.phase = phase;
  return job;
}

SpoolMonitor new_monitor(const PrinterSeen& before = {}) {
  return {JobId{7}, "R012", before, kSent};
}

}  // namespace

TEST_SUITE("printer/spool_monitor") {
  TEST_CASE("the words of CUPS become one reason, the one a visitor sees first") {
    CHECK(trouble_of(with_reasons({})) == PrintReason::kNone);
    CHECK(trouble_of(with_reasons({"media-empty-error"})) == PrintReason::kMediaEmpty);
    CHECK(trouble_of(with_reasons({"media-empty"})) == PrintReason::kMediaEmpty);
    CHECK(trouble_of(with_reasons({"offline-report"})) == PrintReason::kOffline);
    CHECK(trouble_of(with_reasons({"door-open-error"})) == PrintReason::kCoverOpen);
    CHECK(trouble_of(with_reasons({"media-jam-error"})) == PrintReason::kJam);
    CHECK(trouble_of(with_reasons({"offline-report", "media-empty-error"})) ==
          PrintReason::kMediaEmpty);
    CHECK(trouble_of(with_reasons({"media-low-warning", "toner-low-report"})) ==
          PrintReason::kNone);
    PrinterSeen stopped;
    stopped.stopped = true;
    CHECK(trouble_of(stopped) == PrintReason::kStopped);
  }

  TEST_CASE("little paper is told, and the printer is ready all the same") {
    const auto low = readiness_of(with_reasons({"media-low-warning"}));
    CHECK(low.ready);
    CHECK(low.reason == PrintReason::kMediaLow);
    CHECK(wire_name(low.reason) == "media-low");
    CHECK(low.detail.find("media-low-warning") != std::string::npos);
    const auto empty = readiness_of(with_reasons({"media-low-warning", "media-empty-error"}));
    CHECK_FALSE(empty.ready);
    CHECK(empty.reason == PrintReason::kMediaEmpty);
    CHECK(readiness_of({}).reason == PrintReason::kNone);
  }

  TEST_CASE("the printer's own word replaces what its queue remembers") {
    const auto stale = with_reasons({"media-empty-error"});
    CHECK(readiness_of(with_device(stale, {})).ready);
    CHECK(readiness_of(with_device({}, with_reasons({"cover-open-error"}))).reason ==
          PrintReason::kCoverOpen);
    auto paused = with_reasons({"paused", "media-empty-error"});
    paused.stopped = true;
    CHECK(readiness_of(with_device(paused, {})).reason == PrintReason::kStopped);
    PrinterSeen stopped;
    stopped.stopped = true;
    CHECK(readiness_of(with_device({}, stopped)).reason == PrintReason::kStopped);
    PrinterSeen refusing;
    refusing.accepting = false;
    CHECK(readiness_of(with_device(refusing, {})).reason == PrintReason::kRefused);
  }

  TEST_CASE("a job that goes through is reported printed, once") {
    auto monitor = new_monitor();
    CHECK_FALSE(monitor.observe(in_phase(JobPhase::kPending), {}, kSent).has_value());
    CHECK_FALSE(monitor.observe(in_phase(JobPhase::kProcessing), {}, kSent + seconds(1)));
    const auto status = monitor.observe(in_phase(JobPhase::kCompleted), {}, kSent + seconds(2));
    REQUIRE(status.has_value());
    CHECK(status->job == JobId{7});
    CHECK(status->number == "R012");
    CHECK(status->state == PrintState::kPrinted);
    CHECK(monitor.ended());
    CHECK_FALSE(monitor.observe(in_phase(JobPhase::kCompleted), {}, kSent + seconds(3)));
  }

  TEST_CASE("new trouble is told at once, its end too") {
    auto monitor = new_monitor();
    const auto out = with_reasons({"media-empty-error"});
    const auto status =
        monitor.observe(in_phase(JobPhase::kProcessing), out, kSent + milliseconds(300));
    REQUIRE(status.has_value());
    CHECK(status->state == PrintState::kQueued);
    CHECK(status->reason == PrintReason::kMediaEmpty);
    CHECK_FALSE(monitor.observe(in_phase(JobPhase::kProcessing), out, kSent + milliseconds(600)));
    const auto back = monitor.observe(in_phase(JobPhase::kProcessing), {}, kSent + seconds(9));
    REQUIRE(back.has_value());
    CHECK(back->reason == PrintReason::kNone);
  }

  TEST_CASE("trouble left over from an earlier job counts only when it stays") {
    const auto out = with_reasons({"media-empty-error"});
    auto lucky = new_monitor(out);
    CHECK_FALSE(lucky.observe(in_phase(JobPhase::kProcessing), out, kSent + milliseconds(300)));
    CHECK_FALSE(lucky.observe(in_phase(JobPhase::kProcessing), {}, kSent + milliseconds(600)));
    auto unlucky = new_monitor(out);
    const auto status =
        unlucky.observe(in_phase(JobPhase::kProcessing), out, kSent + milliseconds(1500));
    REQUIRE(status.has_value());
    CHECK(status->reason == PrintReason::kMediaEmpty);
  }

  TEST_CASE("trouble that went and came back is this job's") {
    const auto out = with_reasons({"media-empty-error"});
    auto monitor = new_monitor(out);
    CHECK_FALSE(monitor.observe(in_phase(JobPhase::kProcessing), {}, kSent + milliseconds(300)));
    CHECK(monitor.observe(in_phase(JobPhase::kProcessing), out, kSent + milliseconds(600)));
  }

  TEST_CASE("a printer that does not take the connection is offline after a while") {
    auto monitor = new_monitor();
    const auto connecting = with_reasons({"connecting-to-device"});
    CHECK_FALSE(monitor.observe(in_phase(JobPhase::kProcessing), connecting, kSent));
    const auto status =
        monitor.observe(in_phase(JobPhase::kProcessing), connecting, kSent + seconds(3));
    REQUIRE(status.has_value());
    CHECK(status->reason == PrintReason::kOffline);
  }

  TEST_CASE("a stopped queue and a held job are told, and slowness without a reason") {
    PrinterSeen stopped;
    stopped.stopped = true;
    auto monitor = new_monitor();
    CHECK(monitor.observe(in_phase(JobPhase::kPending), stopped, kSent)->reason ==
          PrintReason::kStopped);
    auto held = new_monitor();
    CHECK(held.observe(in_phase(JobPhase::kHeld), {}, kSent)->reason == PrintReason::kStopped);
    auto slow = new_monitor();
    CHECK(slow.observe(in_phase(JobPhase::kProcessing), {}, kSent + seconds(20))->reason ==
          PrintReason::kSlow);
  }

  TEST_CASE("the ends of a job are failed or unknown, each with its reason") {
    auto cancelled = new_monitor();
    auto status = cancelled.observe(in_phase(JobPhase::kCanceled), {}, kSent);
    CHECK(status->state == PrintState::kFailed);
    CHECK(status->reason == PrintReason::kCancelled);
    auto aborted = new_monitor();
    status = aborted.observe(in_phase(JobPhase::kAborted), {}, kSent);
    CHECK(status->state == PrintState::kFailed);
    CHECK(status->reason == PrintReason::kAborted);
    auto gone = new_monitor();
    status = gone.observe(in_phase(JobPhase::kGone), {}, kSent);
    CHECK(status->state == PrintState::kUnknown);
    CHECK(status->reason == PrintReason::kVanished);
  }

  TEST_CASE("a silent spooler leaves the job unknown, a short silence does not") {
    auto monitor = new_monitor();
    CHECK_FALSE(monitor.observe_silence("down", kSent + seconds(9)));
    CHECK_FALSE(monitor.observe(in_phase(JobPhase::kPending), {}, kSent + seconds(9)));
    CHECK_FALSE(monitor.observe_silence("down", kSent + seconds(18)));
    const auto status = monitor.observe_silence("down", kSent + seconds(19));
    REQUIRE(status.has_value());
    CHECK(status->state == PrintState::kUnknown);
    CHECK(status->reason == PrintReason::kUnreachable);
  }
}

}  // namespace antre::printer
