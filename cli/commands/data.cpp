// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <boost/json.hpp>
#include <memory>

#include "cli/commands/commands.hpp"
#include "cli/output.hpp"
#include "dispatcher/store/verify.hpp"
#include "link/keys.hpp"

namespace antre::cli {
namespace {

namespace json = boost::json;

struct Options {
  std::string data;
  std::string role;
  std::string name;
  std::string out;
};

/// "27 events, 7 tickets, 2 misses, 1 note, 22 stored replies: all agree".
std::string counted_words(const store::Verified& found) {
  const auto count = [](std::uint64_t counted, const char* one, const char* many) {
    return count_text(static_cast<std::int64_t>(counted), one, many);
  };
  return fmt::format(
      "{}, {}, {}, {}, {}: {}", count(found.rows, "event", "events"),
      count(found.tickets, "ticket", "tickets"), count(found.misses, "miss", "misses"),
      count(found.notes, "note", "notes"), count(found.sessions, "stored reply", "stored replies"),
      found.findings.empty() ? "all agree" : count(found.findings.size(), "finding", "findings"));
}

int verify(Terminal& terminal, const std::string& data) {
  const auto found = store::verify(data);
  if (!found) return terminal.refuse(found.error());
  if (terminal.json()) {
    terminal.line(json::object{{"rows", found->rows},
                               {"tickets", found->tickets},
                               {"misses", found->misses},
                               {"notes", found->notes},
                               {"sessions", found->sessions},
                               {"head", found->head},
                               {"findings", json::value_from(found->findings)}});
  } else {
    for (const std::string& finding : found->findings) terminal.line(finding);
    terminal.line(counted_words(*found));
  }
  return found->findings.empty() ? kFine : kRefused;
}

int new_key(Terminal& terminal, const Options& given) {
  const auto made = link::new_device(given.data, given.role, given.name, given.out);
  // What was asked for is understood; that it cannot be made (a name taken, a file there) refuses.
  if (!made) {
    static_cast<void>(terminal.refuse(made.error()));
    return made.error().code == ErrorCode::kIo ? kUsage : kRefused;
  }
  if (terminal.json()) {
    terminal.line(json::object{{"role", given.role},
                               {"name", given.name},
                               {"public_key", made->pair.public_key},
                               {"file", given.out}});
  } else {
    terminal.line(fmt::format("{} is the key of {}:{}; carry it to its device and keep it secret",
                              given.out, given.role, given.name));
  }
  return kFine;
}

int list_keys(Terminal& terminal, const Options& given) {
  const auto keys = link::list_devices(given.data);
  if (!keys) return terminal.refuse(keys.error());
  if (terminal.json()) {
    json::array list;
    for (const link::RegisteredKey& key : *keys) {
      list.push_back(json::object{
          {"role", key.owner.role}, {"name", key.owner.name}, {"public_key", key.public_key}});
    }
    terminal.line(json::object{{"keys", std::move(list)}});
    return kFine;
  }
  std::vector<std::vector<std::string>> rows{{"Role", "Name", "Public key"}};
  for (const link::RegisteredKey& key : *keys) {
    rows.push_back({key.owner.role, key.owner.name, key.public_key});
  }
  terminal.line(rows.size() > 1 ? table(rows) : "no keys yet; make one with: antre keys new");
  return kFine;
}

int revoke_key(Terminal& terminal, const Options& given) {
  const auto revoked = link::revoke_device(given.data, given.role, given.name);
  if (!revoked) {
    static_cast<void>(terminal.refuse(revoked.error()));
    return revoked.error().code == ErrorCode::kIo ? kUsage : kRefused;
  }
  if (terminal.json()) {
    terminal.line(json::object{{"role", given.role}, {"name", given.name}, {"revoked", true}});
  } else {
    terminal.line(fmt::format("{}:{} may not connect any more", given.role, given.name));
  }
  return kFine;
}

void add_data_option(CLI::App& command, Options& options) {
  command.add_option("--data", options.data, "the dispatcher's data folder")->required();
}

void add_owner(CLI::App& command, Options& options) {
  command.add_option("role", options.role, "what the device is")
      ->required()
      ->check(CLI::IsMember(std::vector<std::string>(link::kRoles.begin(), link::kRoles.end())));
  command.add_option("name", options.name, "its name; a counter's is its number")->required();
}

}  // namespace

void add_data_commands(CLI::App& app, Chosen& chosen) {
  const auto options = std::make_shared<Options>();
  const auto runs = [&chosen, options](CLI::App* command, int (*run)(Terminal&, const Options&)) {
    command->callback([&chosen, options, run] {
      chosen.local = [options, run](Terminal& terminal) { return run(terminal, *options); };
    });
  };

  CLI::App* verifying = app.add_subcommand(
      "verify", "checks journal, hash chain and projections against each other, also live");
  add_data_option(*verifying, *options);
  runs(verifying,
       [](Terminal& terminal, const Options& given) { return verify(terminal, given.data); });

  CLI::App* keys = app.add_subcommand("keys", "device keys, in the dispatcher's data folder");
  keys->require_subcommand(1);
  CLI::App* making = keys->add_subcommand("new", "makes a key for a device");
  add_owner(*making, *options);
  add_data_option(*making, *options);
  making->add_option("--out", options->out, "the file to carry to the device")->required();
  runs(making, new_key);
  CLI::App* listing = keys->add_subcommand("list", "shows who may connect");
  add_data_option(*listing, *options);
  runs(listing, list_keys);
  CLI::App* revoking = keys->add_subcommand("revoke", "a device may not connect any more");
  add_owner(*revoking, *options);
  add_data_option(*revoking, *options);
  runs(revoking, revoke_key);
}

}  // namespace antre::cli
