// SPDX-License-Identifier: Apache-2.0
#include "cli/output_health.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <string_view>

#include "cli/output.hpp"
#include "protocol/codec.hpp"

namespace antre::cli {
namespace {

namespace json = boost::json;

// A visitor stands at the kiosk for every commit; slower than this the disk is in trouble.
constexpr std::int64_t kSlowCommitUs = 1'000'000;
// Told while there is still time to make room: below the reserve itself commands are refused.
constexpr std::uint64_t kReserves = 2;

std::string micros_text(std::int64_t us) {
  if (us < 1000) return fmt::format("{} us", us);
  if (us < 1'000'000) return fmt::format("{:.1f} ms", static_cast<double>(us) / 1e3);
  return fmt::format("{:.1f} s", static_cast<double>(us) / 1e6);
}

std::string up_text(std::int64_t seconds) {
  const auto minutes = seconds / 60;
  const auto hours = minutes / 60;
  if (minutes == 0) return fmt::format("{} s", seconds);
  if (hours == 0) return fmt::format("{} min", minutes);
  if (hours < 24) return fmt::format("{} h {} min", hours, minutes % 60);
  return fmt::format("{} d {} h", hours / 24, hours % 24);
}

/// "48213, 0.5 a second".
std::string rate_text(std::uint64_t count, std::int64_t seconds) {
  if (seconds <= 0 || count == 0) return std::to_string(count);
  const double a_second = static_cast<double>(count) / static_cast<double>(seconds);
  if (a_second >= 1) return fmt::format("{}, {:.1f} a second", count, a_second);
  if (a_second * 60 >= 1) return fmt::format("{}, {:.1f} a minute", count, a_second * 60);
  return fmt::format("{}, {:.1f} an hour", count, a_second * 3600);
}

std::string health_table(const HealthReply& health) {
  const auto count = [](std::uint64_t number) { return std::to_string(number); };
  return table({{"Takes commands", health.takes_commands ? "yes" : "no"},
                {"Up", up_text(health.up_s)},
                {"Connections", count(health.connections)},
                {"Requests", rate_text(health.requests, health.up_s)},
                {"Replies", count(health.replies)},
                {"Repeated requests", count(health.repeats)},
                {"Answers waiting", count(health.waiting)},
                {"Handshakes refused", count(health.refused)},
                {"After a revocation", count(health.revoked)},
                {"Malformed messages", count(health.malformed)},
                {"Replies dropped", count(health.dropped)},
                {"Too many requests", count(health.throttled)},
                {"Connections cut", count(health.cut)},
                {"Updates bound again", count(health.rebinds)},
                {"Commits", rate_text(health.commits, health.up_s)},
                {"A commit takes",
                 fmt::format("50 %: {}, 99 %: {}, longest: {}", micros_text(health.commit_p50_us),
                             micros_text(health.commit_p99_us), micros_text(health.commit_max_us))},
                {"Free on the disk",
                 fmt::format("{}, {} of it kept in reserve", size_text(health.free_bytes),
                             size_text(health.reserve_bytes))},
                {"The store takes", size_text(health.store_bytes)},
                {"Memory", size_text(health.memory_bytes)},
                {"Journal", fmt::format("{}:{}", health.seq, health.head)}});
}

}  // namespace

std::vector<std::string> problems(const HealthReply& health) {
  std::vector<std::string> found;
  if (!health.takes_commands) found.push_back(with_reason("it takes no commands", health.why_not));
  if (health.free_bytes < kReserves * health.reserve_bytes)
    found.push_back(fmt::format("the disk has {} left; below {} no command is taken",
                                size_text(health.free_bytes), size_text(health.reserve_bytes)));
  if (health.commit_p99_us > kSlowCommitUs)
    found.push_back(fmt::format("commits are slow: one in a hundred takes {} or more",
                                micros_text(health.commit_p99_us)));
  return found;
}

std::string health_words(const HealthReply& health) {
  const auto wrong = problems(health);
  std::string text =
      fmt::format("{} {}: hall {}, event {} of epoch {}, {}", health.program,
                  wrong.empty() ? "is well" : "is NOT well", health.hall_id, health.seq,
                  health.epoch.substr(0, 8), time_text(health.at_wall_ms, health.utc_offset_s));
  for (const std::string& problem : wrong) text += "\n  " + problem;
  return fmt::format("{}\n\n{}", text, health_table(health));
}

json::object health_json(const HealthReply& health) {
  // The codec knows every field and its name.
  const json::object fields = json::parse(codec::encode(Reply{1, "", 0, health})).as_object();
  const auto wrong = problems(health);
  json::object result{{"well", wrong.empty()},
                      {"problems", json::value_from(wrong)},
                      {"at", rfc3339(health.at_wall_ms, health.utc_offset_s)}};
  for (const auto& field : fields) {
    const std::string_view key{field.key().data(), field.key().size()};
    // The envelope's, and what `at` says.
    if (key == "v" || key == "session" || key == "n" || key == "reply") continue;
    if (key == "at_wall_ms" || key == "utc_offset_s") continue;
    result[field.key()] = field.value();
  }
  result["hall"] = health.hall_id;  // as everywhere else
  return result;
}

}  // namespace antre::cli
