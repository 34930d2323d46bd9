// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/json/object.hpp>
#include <string>

#include "cli/look.hpp"
#include "protocol/messages.hpp"

/// How a report is written, for people and for scripts. Pure.
namespace antre::cli {

/// The days, then two tables within 140 columns for names of ordinary length: the target, and what
/// is counted apart from it (no-shows, cancellations, calls) where there is any; last the journal's
/// head. Times are minutes.
[[nodiscard]] std::string report_words(const ReportReply& report, const Look& look = {});
/// `from`, `to`, `by`, `rows` under the name of what they are by, `total`, and the journal's `seq`
/// and `head`. Times are seconds.
[[nodiscard]] boost::json::object report_json(const ReportReply& report);

}  // namespace antre::cli
