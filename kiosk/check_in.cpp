// SPDX-License-Identifier: Apache-2.0
#include "kiosk/check_in.hpp"

#include <algorithm>
#include <utility>

namespace antre::kiosk {
namespace {

char upper(char sign) {
  return sign >= 'a' && sign <= 'z' ? static_cast<char>(sign - 'a' + 'A') : sign;
}

/// In any case: some scanners type all in capitals.
bool begins_with(std::string_view text, std::string_view start) {
  return text.size() >= start.size() &&
         std::equal(start.begin(), start.end(), text.begin(),
                    [](char a, char b) { return upper(a) == upper(b); });
}

}  // namespace

std::optional<std::string> read_code(std::string_view text, const std::string& base_url) {
  if (!base_url.empty() && begins_with(text, base_url)) {
    text.remove_prefix(base_url.size());
  }
  std::string code;
  for (const char sign : text) {
    if (sign == ' ' || sign == '-') {
      continue;
    }
    if (kCodeLetters.find(upper(sign)) == std::string_view::npos || code.size() == kCodeLength) {
      return std::nullopt;
    }
    code += upper(sign);
  }
  return code.size() == kCodeLength ? std::optional(std::move(code)) : std::nullopt;
}

CheckInProblem problem_of(ErrorCode refusal) {
  switch (refusal) {
    case ErrorCode::kUnknownTicket:
      return CheckInProblem::kUnknown;
    case ErrorCode::kWrongState:
      return CheckInProblem::kEnded;
    case ErrorCode::kBadRequest:
      return CheckInProblem::kNotACode;
    case ErrorCode::kTimeout:
    case ErrorCode::kUnreachable:
    case ErrorCode::kNotAuthorised:
      return CheckInProblem::kOffline;
    default:
      return CheckInProblem::kUnavailable;
  }
}

void ScanBuffer::type(std::string_view text, Ms now) {
  if (!running(now)) {
    alone_ = take_key(now);
    typed_.clear();
  }
  if (typed_.size() <= kMost) {
    typed_ += text.substr(0, kMost + 1);
  }
  last_ = now;
}

std::optional<std::string> ScanBuffer::enter(Ms now) {
  if (!running(now) || typed_.size() < kLeast) {
    return std::nullopt;
  }
  return std::exchange(typed_, {});
}

bool ScanBuffer::running(Ms now) const {
  return !typed_.empty() && now - last_ < kGapMs;
}

std::optional<char> ScanBuffer::take_key(Ms now) {
  if (alone_) {
    return std::exchange(alone_, std::nullopt);
  }
  if (typed_.empty() || running(now)) {
    return std::nullopt;
  }
  const std::string typed = std::exchange(typed_, {});
  return typed.size() == 1 ? std::optional(typed.front()) : std::nullopt;
}

std::optional<Ms> ScanBuffer::deadline() const {
  if (alone_) {
    return last_;
  }
  return typed_.empty() ? std::nullopt : std::optional(last_ + kGapMs);
}

}  // namespace antre::kiosk
