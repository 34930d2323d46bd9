// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <boost/json.hpp>
#include <memory>

#include "cli/commands/commands.hpp"
#include "cli/output.hpp"
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
  terminal.line(rows.size() > 1 ? table(rows, terminal.look())
                                : "no keys yet; make one with: antre keys new");
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
  command.add_option("--data", options.data, "the dispatcher's data folder")
      ->type_name("DIR")
      ->required();
}

void add_owner(CLI::App& command, Options& options) {
  command.add_option("role", options.role, "what the device is")
      ->required()
      ->check(CLI::IsMember(std::vector<std::string>(link::kRoles.begin(), link::kRoles.end())));
  command.add_option("name", options.name, "its name; a counter's is its number")->required();
}

}  // namespace

void add_key_commands(CLI::App& app, Chosen& chosen) {
  const auto options = std::make_shared<Options>();
  const auto runs = [&chosen, options](CLI::App* command, int (*run)(Terminal&, const Options&)) {
    command->callback([&chosen, options, run] {
      chosen.local = [options, run](Terminal& terminal) { return run(terminal, *options); };
    });
  };

  CLI::App* keys = app.add_subcommand("keys", "device keys, in the dispatcher's data folder");
  keys->require_subcommand(1);
  CLI::App* making = keys->add_subcommand("new", "makes a key for a device");
  add_owner(*making, *options);
  add_data_option(*making, *options);
  making->add_option("--out", options->out, "the file to carry to the device")
      ->type_name("FILE")
      ->required();
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
