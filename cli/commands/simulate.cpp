// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/forecast/simulate.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <boost/json.hpp>
#include <cmath>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/commands/commands.hpp"
#include "cli/terminal.hpp"
#include "dispatcher/forecast/visits.hpp"
#include "hall/hall_file.hpp"

namespace antre::cli {
namespace {

namespace json = boost::json;

constexpr double kMsPerSecond = 1000;
constexpr double kLongestS = 24 * 3600;
// Rows are written in pieces: one flush a row would take longer than the simulation.
constexpr std::size_t kPieceBytes = std::size_t{1} << 16U;
// What is done before anybody asks how far it is needs no bar.
constexpr std::size_t kLongFile = 50'000;

constexpr const char* kExamples =
    "Examples:\n"
    "  antre simulate --hall hall.toml --visits day.csv > rows.csv\n"
    "  antre simulate --hall hall.toml --visits day.csv --counters 3 --json\n"
    "  antre simulate --hall hall.toml --visits day.csv --always-open --officer-delay 20 --walk "
    "15\n"
    "  antre simulate --hall hall.toml --visits day.csv --estimates\n"
    "\n"
    "The file of visits has the header arrival_s,service,class,service_s and maybe ,patience_s:\n"
    "  arrival_s,service,class,service_s\n"
    "  28800,R,regular,312.5\n"
    "  28911,K,priority,240\n"
    "Its second 0 is 00:00 on Monday 2024-01-01 in the hall's zone.";

struct Given {
  std::string hall;
  std::string visits;
  std::optional<int> counters;
  double officer_delay_s = 0;
  double walk_s = 0;
  bool no_auto_call = false;
  bool always_open = false;
  bool estimates = false;
};

EngineMs milliseconds(double seconds) {
  return std::llround(seconds * kMsPerSecond);
}

int print_summary(Terminal& terminal, const forecast::SimulateSummary& sum) {
  terminal.line(json::object{{"tickets", sum.tickets},
                             {"met", sum.met},
                             {"missed", sum.missed},
                             {"attainment", json::value_from(sum.attainment)},
                             {"wait_mean_s", json::value_from(sum.wait_mean_s)},
                             {"wait_p50_s", json::value_from(sum.wait_p50_s)},
                             {"wait_p90_s", json::value_from(sum.wait_p90_s)},
                             {"wait_p99_s", json::value_from(sum.wait_p99_s)}});
  return kFine;
}

int print_rows(Terminal& terminal, const std::vector<forecast::Visit>& visits,
               const std::vector<forecast::SimulatedVisit>& rows) {
  std::string piece = forecast::kSimulatedColumns;
  piece += '\n';
  for (std::size_t i = 0; i < rows.size(); ++i) {
    forecast::append_row(piece, visits[i], rows[i]);
    if (piece.size() < kPieceBytes) continue;
    piece.pop_back();  // the terminal ends the line
    if (!terminal.line(piece)) return kFine;
    piece.clear();
  }
  if (piece.empty()) return kFine;
  piece.pop_back();
  terminal.line(piece);
  return kFine;
}

int simulate(Terminal& terminal, const Given& given) {
  const auto hall = hall::load(given.hall);
  if (!hall) return terminal.refuse({ErrorCode::kInvalid, hall.text()});
  const auto visits = forecast::read_visits(given.visits, *hall.hall);
  if (!visits) return terminal.refuse(visits.error());

  forecast::SimulateOptions options;
  options.counters = given.counters;
  options.officer_delay_ms = milliseconds(given.officer_delay_s);
  options.walk_ms = milliseconds(given.walk_s);
  options.auto_call = !given.no_auto_call;
  options.always_open = given.always_open;
  options.estimates = given.estimates;
  const std::size_t all = visits->size();
  if (terminal.interactive() && (all >= kLongFile || given.estimates)) {
    options.progress = [&terminal, all](std::size_t arrived) {
      terminal.progress(static_cast<double>(arrived) / static_cast<double>(all),
                        fmt::format("{} of {} visits", arrived, all));
    };
    options.progress(0);  // at once: the first of its steps may take a while
  }
  const auto rows = forecast::simulate(*hall.hall, *visits, options);
  if (options.progress) terminal.end_progress();
  if (!rows) return terminal.refuse(rows.error());
  if (terminal.json()) return print_summary(terminal, forecast::summary(*visits, *rows));
  return print_rows(terminal, *visits, *rows);
}

}  // namespace

void add_simulate_command(CLI::App& app, Chosen& chosen) {
  CLI::App* command = app.add_subcommand(
      "simulate",
      "the hall in virtual time, from a file of visits: CSV, one row a visit (--json: a summary)");
  command->footer(kExamples);
  const auto given = std::make_shared<Given>();
  command->add_option("--hall", given->hall, "the hall file")->type_name("FILE")->required();
  command->add_option("--visits", given->visits, "the file of visits")
      ->type_name("FILE")
      ->required();
  command->add_option("--counters", given->counters,
                      "how many counters are staffed, those with the lowest ids; all of the hall's "
                      "when not given");
  const CLI::Range seconds(0.0, kLongestS);
  command
      ->add_option("--officer-delay", given->officer_delay_s,
                   "seconds from the end of a visit to the officer's next call")
      ->check(seconds)
      ->capture_default_str();
  command->add_option("--walk", given->walk_s, "seconds from the call to the start of service")
      ->check(seconds)
      ->capture_default_str();
  command->add_flag("--no-auto-call", given->no_auto_call, "the dispatcher never calls by itself");
  command->add_flag("--always-open", given->always_open,
                    "no opening hours and no change of day: one endless service day");
  command->add_flag("--estimates", given->estimates,
                    "fills in the expected wait that each visitor would be told");
  command->callback([&chosen, given] {
    chosen.local = [given](Terminal& terminal) { return simulate(terminal, *given); };
  });
}

}  // namespace antre::cli
