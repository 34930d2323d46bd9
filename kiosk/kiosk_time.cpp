// SPDX-License-Identifier: Apache-2.0
// The model's part for what happens when nobody does anything.
#include "kiosk/kiosk_model.hpp"

#include <algorithm>

namespace antre::kiosk {
namespace {

constexpr Ms kSecondMs = 1'000;
constexpr double kWhole = 100;  // percent

}  // namespace

std::optional<Ms> KioskModel::next_deadline(Ms now) const {
  std::optional<Ms> first;
  const auto at = [&](Ms moment) { first = std::min(first.value_or(moment), moment); };
  if (!offline_ && link_ != Link::kOnline) {
    at(lost_at_ + kOfflineAfterMs);
  }
  if (pending_) {
    at(pending_->since + (page_ == Page::kChecking ? kGiveUpAfterMs : kCheckingAfterMs));
  }
  if (code_sent_) {
    at(*code_sent_ + (checking_code(now) ? kCheckInPatienceMs : kCheckingAfterMs));
  }
  if (const auto count = countdown(now)) {
    at(ends_at_ - (count->left_s - 1) * kSecondMs);
  }
  if (idle_counts()) {
    const Ms end = last_input_ + idle_ms();
    const auto count = still_there(now);
    at(count ? end - (count->left_s - 1) * kSecondMs : end - still_there_ms());
  }
  if (const auto moment = dims_at()) {
    at(*moment);
  }
  if (told_ && told_->at + kRetellPrinterMs > now) {
    at(told_->at + kRetellPrinterMs);
  }
  if (const auto moment = reprints_.deadline(link_ == Link::kOnline)) {
    at(*moment);
  }
  if (page_ == Page::kServicePin) {
    if (const auto moment = pin_.deadline(now)) {
      at(*moment);
    }
  }
  if (const auto moment = scan_.deadline()) {
    at(*moment);
  }
  if (notice_) {
    at(notice_until_);
  }
  for (const auto& moment : {officer_until_, unknown_until_, recovers_until_}) {
    if (moment) {
      at(*moment);
    }
  }
  for (const Found& found : found_) {
    if (view_) {
      at(found.since + kViewLagMs);
    }
  }
  for (const auto& [service, refusal] : refusals_) {
    if (refusal.until != 0) {
      at(refusal.until);
    }
  }
  return first ? std::optional(std::max(*first, now)) : std::nullopt;
}

Ms KioskModel::still_there_ms() const {
  return std::min(kStillThereMs, idle_ms() / 2);
}

std::optional<Countdown> KioskModel::still_there(Ms now) const {
  if (!idle_counts()) {
    return std::nullopt;
  }
  const Ms whole = still_there_ms();
  const Ms left = last_input_ + idle_ms() - now;
  if (left > whole || left <= 0) {
    return std::nullopt;
  }
  const Ms seconds = (left + kSecondMs - 1) / kSecondMs;
  const double share = static_cast<double>(seconds * kSecondMs) / static_cast<double>(whole);
  return Countdown{static_cast<int>(seconds), std::clamp(share, 0.0, 1.0)};
}

std::optional<Ms> KioskModel::dims_at() const {
  if (dim_ || page_ != Page::kClosed || !view_ || view_->hall.kiosk.dim_after_s == 0) {
    return std::nullopt;
  }
  return std::max(last_input_, page_since_) + view_->hall.kiosk.dim_after_s * kSecondMs;
}

void KioskModel::dim() {
  const bool was = dim_;
  dim_ = false;
  const auto at = dims_at();
  dim_ = at && now_ >= *at;
  if (dim_ != was) {
    changed();
  }
}

double KioskModel::brightness() const {
  return dim_ && view_ ? view_->hall.kiosk.dim_percent / kWhole : 1;
}

}  // namespace antre::kiosk
