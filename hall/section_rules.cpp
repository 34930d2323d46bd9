// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "hall/sections.hpp"

namespace antre::hall {
namespace {

constexpr int kDayS = 24 * 3600;  // a promise of more than a day is none
constexpr int kMaxUndoS = 600;    // a visitor that has ended is gone after that

}  // namespace

void read_target(Table& table, TargetSettings& target) {
  table.read("target_s", target.target_s, 1, kDayS);
  table.read("remind_s", target.remind_s, 1, kDayS);
  table.read("escalate_s", target.escalate_s, 1, kDayS);
  table.read("auto_call_s", target.auto_call_s, 1, kDayS);
  table.read("auto_call", target.auto_call);
}

void check_target(Report& report, int line, const std::string& whose,
                  const TargetSettings& target) {
  if (0 < target.remind_s && target.remind_s <= target.escalate_s &&
      target.escalate_s <= target.auto_call_s && target.auto_call_s <= target.target_s) {
    return;
  }
  const int whole = target.target_s;
  report.error(
      line,
      fmt::format("the steps of {} are out of order: remind_s {}, escalate_s {}, auto_call_s {}, "
                  "target_s {}; each must be at most the next, for example remind_s = {}, "
                  "escalate_s = {}, auto_call_s = {}",
                  whose, target.remind_s, target.escalate_s, target.auto_call_s, whole,
                  std::max(1, whole / 2), std::max(1, whole * 4 / 5), std::max(1, whole * 9 / 10)));
}

void read_selection(Table& table, SelectionSettings& selection) {
  table.read("priority_burst", selection.priority_burst, 1, 1000);
  std::string rule = "on-remind";
  table.read_word("secondary", rule, {"on-remind", "when-idle", "never"});
  selection.secondary = rule == "never"       ? SecondaryRule::kNever
                        : rule == "when-idle" ? SecondaryRule::kWhenIdle
                                              : SecondaryRule::kOnRemind;
}

void read_calling(Table& table, CallingSettings& calling) {
  table.read("recall_limit", calling.recall_limit, 0, 100);
  table.read("no_show_after_s", calling.no_show_after_s, 0, kDayS);
  table.read("start_on_call", calling.start_on_call);
  table.read("undo_s", calling.undo_s, 0, kMaxUndoS);
}

}  // namespace antre::hall
