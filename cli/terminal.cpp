// SPDX-License-Identifier: Apache-2.0
#include "cli/terminal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <mutex>
#include <ostream>
#include <stop_token>
#include <thread>
#include <utility>

namespace antre::cli {
namespace {

constexpr std::size_t kBarCells = 30;
constexpr int kPercent = 100;
constexpr int kUsualColumns = 80;
// To the start of the line, and what stands there gone.
constexpr std::string_view kOver = "\r\x1b[2K";

/// JSON as people write it: Boost 1.81 writes a double as "1E0".
void write(std::string& out, const boost::json::value& value) {
  const char* between = "";
  if (const auto* object = value.if_object()) {
    out += '{';
    for (const auto& [key, member] : *object) {
      out += std::exchange(between, ",") + boost::json::serialize(key) + ':';
      write(out, member);
    }
    out += '}';
  } else if (const auto* array = value.if_array()) {
    out += '[';
    for (const auto& element : *array) {
      out += std::exchange(between, ",");
      write(out, element);
    }
    out += ']';
  } else if (const auto* number = value.if_double()) {
    // A whole one stays a double for who reads it back.
    const bool whole = std::trunc(*number) == *number && std::abs(*number) < 1e15;
    out += whole ? fmt::format("{:.1f}", *number) : fmt::format("{}", *number);
  } else {
    out += boost::json::serialize(value);
  }
}

}  // namespace

int exit_status(ErrorCode code) {
  switch (code) {
    case ErrorCode::kTimeout:
    case ErrorCode::kUnreachable:
    case ErrorCode::kNotAuthorised:
      return kUnreachable;
    case ErrorCode::kInvalid:
    case ErrorCode::kIo:
      return kUsage;
    default:
      return kRefused;
  }
}

bool Terminal::line(std::string_view text) {
  return verbatim(wrapped(text, static_cast<std::size_t>(look().columns)));
}

bool Terminal::verbatim(std::string_view text) {
  // A bar beside a file or a pipe stays: there it is in nobody's way.
  if (screens_.out) end_progress();
  out_ << text << '\n' << std::flush;
  return out_.good();
}

bool Terminal::line(const boost::json::object& object) {
  std::string text;
  write(text, object);
  return verbatim(text);
}

void Terminal::draw(const std::string& bar) {
  // One column stays free: a full line would go on in the next, which nobody would take away.
  const auto columns =
      static_cast<std::size_t>(screens_.columns > 1 ? screens_.columns - 1 : kUsualColumns - 1);
  std::string line = cut(bar, columns);
  if (line == drawn_) return;
  err_ << kOver << line << std::flush;
  drawn_ = std::move(line);
}

void Terminal::progress(double share, std::string_view text) {
  if (!screens_.err) return;
  share = std::clamp(share, 0.0, 1.0);
  const auto full = static_cast<std::size_t>(share * kBarCells);
  draw(fmt::format("[{}{}] {:>3} %  {}", std::string(full, '#'), std::string(kBarCells - full, '.'),
                   static_cast<int>(share * kPercent), text));
}

void Terminal::progress(std::string_view text) {
  if (screens_.err) draw(std::string{text});
}

void Terminal::end_progress() {
  if (!drawn_.empty()) err_ << kOver << std::flush;
  drawn_.clear();
}

class Terminal::Moving::Thread {
 public:
  Thread(Terminal& terminal, std::string text)
      : thread_([this, &terminal, words = std::move(text)](const std::stop_token& ended) {
          move(terminal, words, ended);
        }) {}

 private:
  void move(Terminal& terminal, const std::string& text, const std::stop_token& ended) {
    // Four times a second is seen to move, and costs nothing.
    constexpr std::chrono::milliseconds kStep{250};
    constexpr std::size_t kMark = 6;
    std::unique_lock guard{lock_};
    for (std::size_t at = 0; !ended.stop_requested(); at = (at + 2) % (kBarCells - kMark)) {
      terminal.draw(fmt::format("[{}{}{}]  {}", std::string(at, '.'), std::string(kMark, '#'),
                                std::string(kBarCells - kMark - at, '.'), text));
      next_.wait_for(guard, ended, kStep, [] { return false; });
    }
  }

  std::mutex lock_;
  std::condition_variable_any next_;
  std::jthread thread_;  // last: it uses the others
};

Terminal::Moving::Moving(Terminal& terminal, std::string text)
    : terminal_(terminal),
      thread_(terminal.interactive() ? std::make_unique<Thread>(terminal, std::move(text))
                                     : nullptr) {}

Terminal::Moving::~Moving() {
  thread_.reset();
  terminal_.end_progress();
}

void Terminal::note(std::string_view text) {
  end_progress();
  err_ << "antre: " << text << '\n' << std::flush;
}

Result<Secret> Terminal::ask_secret(const std::string& what) {
  if (secrets_ == nullptr)
    return Error{ErrorCode::kInvalid, fmt::format("{}: nobody can be asked here", what)};
  end_progress();
  auto first = secrets_->read(what + ": ");
  if (!first) return Error{first.error().code, fmt::format("{}: {}", what, first.error().detail)};
  if (!secrets_->typed()) return first;
  const auto second = secrets_->read(what + ", again: ");
  if (!second)
    return Error{second.error().code, fmt::format("{}: {}", what, second.error().detail)};
  if (second->text() != first->text())
    return Error{ErrorCode::kInvalid, fmt::format("{}: the two differ; nothing was changed", what)};
  return first;
}

int Terminal::refuse(const Error& error, std::string_view repeat) {
  std::string message = error.detail.empty() ? std::string{wire_name(error.code)} : error.detail;
  if (!repeat.empty()) message += fmt::format("; {}", repeat);
  if (json_) {
    line(boost::json::object{{"error", {{"code", wire_name(error.code)}, {"message", message}}}});
  }
  // Not reached is said in words also beside JSON: whoever reads the log needs it.
  if (!json_ || exit_status(error.code) == kUnreachable) note(message);
  return exit_status(error.code);
}

}  // namespace antre::cli
