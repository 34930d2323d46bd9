// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <atomic>
#include <charconv>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <exception>
#include <fstream>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "tests/sim/world.hpp"

namespace {

using antre::sim::Looks;
using antre::sim::Outcome;
using antre::sim::Planted;

constexpr std::size_t kShortStory = 40;          // lines of a failure's story
constexpr std::size_t kWholeStory = 10'000'000;  // --story

struct Range {
  std::uint64_t first = 1;
  std::uint64_t last = 0;
};

std::optional<std::uint64_t> number(std::string_view text) {
  std::uint64_t value = 0;
  const auto* end = text.data() + text.size();
  const auto [at, failed] = std::from_chars(text.data(), end, value);
  if (failed != std::errc{} || at != end) return std::nullopt;
  return value;
}

/// "7" or "1..200".
std::optional<Range> range(std::string_view text) {
  const auto dots = text.find("..");
  const auto first = number(text.substr(0, dots));
  const auto last = dots == std::string_view::npos ? first : number(text.substr(dots + 2));
  if (!first || !last) return std::nullopt;
  return Range{*first, *last};
}

/// A range or a seed a line, with a remark behind a #. Nothing when a line is neither.
std::optional<std::vector<Range>> ranges(const std::string& path) {
  std::ifstream file(path);
  if (!file) return std::nullopt;
  std::vector<Range> read;
  for (std::string line; std::getline(file, line);) {
    line.resize(std::min(line.size(), line.find('#')));
    while (!line.empty() && line.back() == ' ') line.pop_back();
    if (line.empty()) continue;
    const auto seeds = range(line);
    if (!seeds) return std::nullopt;
    read.push_back(*seeds);
  }
  return read;
}

/// An assertion of the product ends this program; what is played must be known then.
std::atomic<std::uint64_t> playing{0};

void on_abort(int /*signal*/) {
  char text[64] = "FAIL seed ";
  std::size_t size = 10;
  const auto end = std::to_chars(text + size, text + sizeof text - 1, playing.load());
  size = static_cast<std::size_t>(end.ptr - text);
  text[size++] = '\n';
  if (::write(STDOUT_FILENO, text, size) < 0) ::_exit(3);
  ::_exit(1);
}

Outcome play_seed(std::uint64_t seed, Planted planted, std::size_t lines,
                  Looks looks = Looks::kEverything) {
  playing = seed;
  return antre::sim::play(seed, planted, looks, lines);
}

void print_failure(std::uint64_t seed, const Outcome& outcome) {
  fmt::print("FAIL seed {}: {}\n  faults: {}\n", seed, *outcome.broken, outcome.faults);
  if (outcome.told > outcome.story.size())
    fmt::print("  ... {} lines before; antre-sim --seed {} --story tells them\n",
               outcome.told - outcome.story.size(), seed);
  for (const auto& line : outcome.story) fmt::print("  {}\n", line);
}

/// What a batch of seeds did, for its line.
struct Sum {
  std::uint64_t seeds = 0;
  std::uint64_t failed = 0;
  std::uint64_t commits = 0;
  std::uint64_t tickets = 0;
  std::uint64_t misses = 0;
  std::uint64_t announced = 0;
  antre::sim::Millis played{};
};

/// Twice, with the same trace.
void check(std::uint64_t seed, Sum& sum) {
  const auto outcome = play_seed(seed, Planted::kNone, kShortStory);
  ++sum.seeds;
  sum.commits += outcome.commits;
  sum.tickets += outcome.tickets;
  sum.misses += outcome.misses;
  sum.announced += outcome.announced;
  sum.played += outcome.played;
  if (outcome.broken) {
    ++sum.failed;
    return print_failure(seed, outcome);
  }
  if (play_seed(seed, Planted::kNone, 0, Looks::kTrace).hash != outcome.hash) {
    ++sum.failed;
    fmt::print("FAIL seed {}: two runs of it differ\n", seed);
  }
}

bool report(const std::string& what, const Sum& sum, double cpu_s) {
  const auto hours = std::chrono::duration_cast<std::chrono::hours>(sum.played).count();
  fmt::print(
      "{} {}: {} seeds, {} failed; {} commits, {} numbers, {} misses, {} calls "
      "announced in {} simulated hours, each played twice, {:.1f} a CPU second\n",
      sum.failed == 0 ? "PASS" : "FAIL", what, sum.seeds, sum.failed, sum.commits, sum.tickets,
      sum.misses, sum.announced, hours, 2.0 * static_cast<double>(hours) / std::max(cpu_s, 0.001));
  return sum.failed == 0;
}

bool check(const std::string& what, const std::vector<Range>& seeds) {
  Sum sum;
  const auto begun = std::clock();
  for (const auto& [first, last] : seeds)
    for (auto seed = first; seed <= last; ++seed) check(seed, sum);
  const auto cpu_s = static_cast<double>(std::clock() - begun) / CLOCKS_PER_SEC;
  return report(what, sum, cpu_s);
}

bool tell(std::uint64_t seed, bool whole) {
  const auto outcome = play_seed(seed, Planted::kNone, whole ? kWholeStory : kShortStory);
  if (whole) {
    fmt::print("{}\n", outcome.faults);
    for (const auto& line : outcome.story) fmt::print("{}\n", line);
  }
  if (outcome.broken && !whole) print_failure(seed, outcome);
  if (outcome.broken && whole) fmt::print("FAIL seed {}: {}\n", seed, *outcome.broken);
  if (!outcome.broken)
    fmt::print("PASS seed {}: {} commits, {} numbers, {} calls announced\n", seed, outcome.commits,
               outcome.tickets, outcome.announced);
  return !outcome.broken;
}

/// Each planted bug must be found by one of the first `most` seeds.
bool find_planted(std::uint64_t most) {
  bool all = true;
  for (const auto& [bug, name] : antre::sim::kPlanted) {
    std::uint64_t seed = 1;
    std::optional<std::string> found;
    for (; seed <= most && !found; ++seed) found = play_seed(seed, bug, 0).broken;
    if (found)
      fmt::print("PASS {}: found by seed {}: {}\n", name, seed - 1, *found);
    else
      fmt::print("FAIL {}: not found by {} seeds\n", name, most);
    all = all && found.has_value();
  }
  return all;
}

struct Options {
  std::optional<std::uint64_t> seed;
  bool story = false;
  std::string seeds;
  std::string seeds_from;
  std::uint64_t fresh = 0;
  std::uint64_t planted = 0;
};

int run(const Options& options) {
  bool all = true;
  if (options.seed) all = tell(*options.seed, options.story);
  if (!options.seeds.empty()) {
    const auto seeds = range(options.seeds);
    if (!seeds) {
      fmt::print(stderr, "antre-sim: '{}' is no range of seeds, such as 1..200\n", options.seeds);
      return 2;
    }
    all = check("seeds " + options.seeds, {*seeds}) && all;
  }
  if (!options.seeds_from.empty()) {
    const auto seeds = ranges(options.seeds_from);
    if (!seeds) {
      fmt::print(stderr, "antre-sim: the seeds in {} cannot be read\n", options.seeds_from);
      return 2;
    }
    all = check("fixed seeds", *seeds) && all;
  }
  if (options.fresh > 0) {
    const std::uint64_t base = (std::uint64_t{std::random_device{}()} << 16U) + 1'000'000;
    fmt::print("fresh seeds from {} on\n", base);
    all = check(fmt::format("fresh seeds {}..{}", base, base + options.fresh - 1),
                {{base, base + options.fresh - 1}}) &&
          all;
  }
  if (options.planted > 0) all = find_planted(options.planted) && all;
  return all ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) try {
  Options options;
  CLI::App app{"Antre's deterministic simulation: a seed is a whole history of a hall."};
  app.add_option("--seed", options.seed, "play one seed");
  app.add_flag("--story", options.story, "tell all of it");
  app.add_option("--seeds", options.seeds, "play a range, each seed twice: 1..200");
  app.add_option("--seeds-from", options.seeds_from, "the same with the seeds of a file");
  app.add_option("--fresh", options.fresh, "the same with this many seeds nobody has played");
  app.add_option("--planted", options.planted,
                 "find each planted bug within this many seeds: the tester is tested");
  CLI11_PARSE(app, argc, argv);
  std::setvbuf(stdout, nullptr, _IOLBF,
               0);  // what was found is seen even when an assertion ends it
  spdlog::set_level(spdlog::level::off);
  std::signal(SIGABRT, on_abort);
  return run(options);
} catch (const std::exception& failed) {
  std::fputs(failed.what(), stderr);
  return 2;
}
