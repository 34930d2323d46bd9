// SPDX-License-Identifier: Apache-2.0
#include "link/keys.hpp"

#include <fmt/format.h>
#include <zmq.h>

#include <algorithm>
#include <set>
#include <system_error>
#include <tuple>

#include "link/file.hpp"
#include "link/key_text.hpp"

namespace antre::link {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxKeyFile = 4096;  // five short lines; anything larger is another file
constexpr std::array<std::string_view, 5> kDeviceFields{"role", "name", "public", "secret",
                                                        "dispatcher"};
constexpr std::array<std::string_view, 2> kPairFields{"public", "secret"};

Error invalid(std::string detail) {
  return {ErrorCode::kInvalid, std::move(detail)};
}

bool pair_fits(const KeyPair& pair) {
  std::array<char, 41> derived{};
  return zmq_curve_public(derived.data(), pair.secret_key.c_str()) == 0 &&
         pair.public_key == derived.data();
}

Result<std::string> key_of(const Fields& fields, std::string_view field, std::string_view file) {
  const auto& [value, line] = fields.find(field)->second;
  if (is_key(value)) return value;
  return invalid(
      fmt::format("{}:{}: \"{}\" is not a key (40 characters of Z85)", file, line, field));
}

Result<KeyPair> pair_of(const Fields& fields, std::string_view file) {
  const auto public_key = key_of(fields, "public", file);
  if (!public_key) return public_key.error();
  const auto secret_key = key_of(fields, "secret", file);
  if (!secret_key) return secret_key.error();
  KeyPair pair{*public_key, *secret_key};
  if (pair_fits(pair)) return pair;
  return invalid(fmt::format("{}:{}: public and secret are not a pair of keys", file,
                             fields.find("secret")->second.line));
}

Result<KeyPair> parse_pair(std::string_view text, std::string_view file) {
  const auto fields = parse_fields(text, file, kPairFields);
  if (!fields) return fields.error();
  return pair_of(*fields, file);
}

Result<void> check_owner(std::string_view role, std::string_view name) {
  if (std::find(kRoles.begin(), kRoles.end(), role) == kRoles.end()) {
    return invalid(
        fmt::format("there is no role \"{}\"; the roles are {}", role, fmt::join(kRoles, ", ")));
  }
  if (!is_device_name(name)) {
    return invalid(fmt::format(
        "\"{}\" cannot be a name: use up to 64 letters, digits, dots, dashes and underscores",
        name));
  }
  return {};
}

fs::path registry_file(const fs::path& data, std::string_view role, std::string_view name) {
  return keys_folder(data) / role / (std::string(name) + ".pub");
}

/// Makes the registry's folders. Whoever could write there could register a key of his own.
Result<void> make_folders(const fs::path& data) {
  for (const auto role : kRoles) {
    const fs::path folder = keys_folder(data) / role;
    if (const auto made = make_private_folder(folder); !made) return made.error();
    if (const auto closed = check_folder(folder); !closed) return closed.error();
  }
  for (const auto& folder : {data, keys_folder(data)}) {
    if (const auto closed = check_folder(folder); !closed) return closed.error();
  }
  return {};
}

/// Reads one role's folder into `found`; what cannot be used goes to `problems`.
void read_role(const fs::path& folder, std::string_view role, std::vector<RegisteredKey>& found,
               std::vector<std::string>& problems) {
  std::error_code problem;
  for (fs::directory_iterator at(folder, problem), end; !problem && at != end;
       at.increment(problem)) {
    const fs::path& file = at->path();
    const std::string name = file.stem().string();
    if (file.extension() != ".pub" || name.starts_with('.')) continue;  // one being written
    if (!is_device_name(name)) {
      problems.push_back(fmt::format("{}: \"{}\" cannot be a name", file.string(), name));
      continue;
    }
    const auto text = read_small_file(file, kMaxKeyFile);
    if (!text) {
      problems.push_back(text.error().detail);
    } else if (!is_key(trim(*text))) {
      problems.push_back(fmt::format("{}:1: this is not a public key", file.string()));
    } else {
      found.push_back({{std::string(role), name}, std::string(trim(*text))});
    }
  }
  if (problem) problems.push_back(io_error("read the folder", folder, problem.value()).detail);
}

std::vector<RegisteredKey> read_registry(const fs::path& data, std::vector<std::string>& problems) {
  std::vector<RegisteredKey> found;
  for (const auto role : kRoles) read_role(keys_folder(data) / role, role, found, problems);
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
    return std::tie(a.owner.role, a.owner.name) < std::tie(b.owner.role, b.owner.name);
  });
  return found;
}

}  // namespace

KeyPair make_key_pair() {
  std::array<char, 41> public_key{};
  std::array<char, 41> secret_key{};
  ANTRE_ASSERT(zmq_curve_keypair(public_key.data(), secret_key.data()) == 0);
  return {public_key.data(), secret_key.data()};
}

fs::path keys_folder(const fs::path& data) {
  return data / "keys";
}

Result<KeyTable> load_keys(const fs::path& data) {
  if (const auto made = make_folders(data); !made) return made.error();
  KeyTable table;
  std::set<std::string> twice;
  for (auto& [owner, key] : read_registry(data, table.problems)) {
    const auto [at, fresh] = table.owners.emplace(key, owner);
    if (fresh) continue;
    twice.insert(key);
    table.problems.push_back(fmt::format("{} and {} hold the same key; neither is accepted",
                                         at->second.user_id(), owner.user_id()));
  }
  for (const auto& key : twice) table.owners.erase(key);
  return table;
}

Result<KeyPair> dispatcher_key(const fs::path& data) {
  const fs::path file = keys_folder(data) / "dispatcher.key";
  std::error_code problem;
  if (!fs::exists(file, problem)) {
    if (const auto made = make_folders(data); !made) return made.error();
    const KeyPair pair = make_key_pair();
    const auto written =
        write_durably(file,
                      fmt::format("# The dispatcher's own keys; keep this file secret.\n"
                                  "public = {}\nsecret = {}\n",
                                  pair.public_key, pair.secret_key),
                      IfThere::kRefuse);
    // Another program may have made it at the same moment; then that one holds.
    if (!written && !fs::exists(file, problem)) return written.error();
  }
  const auto text = read_secret_file(file, kMaxKeyFile);
  if (!text) return text.error();
  return parse_pair(*text, file.string());
}

Result<DeviceKey> new_device(const fs::path& data, std::string_view role, std::string_view name,
                             const fs::path& out) {
  if (const auto fits = check_owner(role, name); !fits) return fits.error();
  const auto dispatcher = dispatcher_key(data);
  if (!dispatcher) return dispatcher.error();
  if (const auto made = make_folders(data); !made) return made.error();
  const fs::path entry = registry_file(data, role, name);
  std::error_code problem;
  if (fs::exists(entry, problem)) {
    return invalid(fmt::format("{} {} has a key already; revoke it first", role, name));
  }
  if (fs::exists(out, problem)) {
    return invalid(fmt::format("{} is there already; a key file is never replaced", out.string()));
  }
  const DeviceKey key{
      {std::string(role), std::string(name)}, make_key_pair(), dispatcher->public_key};
  if (const auto written = write_durably(out, write_device(key), IfThere::kRefuse); !written) {
    return written.error();
  }
  const auto entered = write_durably(entry, key.pair.public_key + "\n", IfThere::kRefuse);
  if (!entered) {
    // A device file without an entry opens nothing; it would only mislead.
    if (const auto removed = remove_durably(out); !removed) return removed.error();
    return entered.error();
  }
  return key;
}

Result<std::vector<RegisteredKey>> list_devices(const fs::path& data) {
  std::error_code problem;
  if (!fs::is_directory(keys_folder(data), problem)) {
    return invalid(fmt::format("{} has no keys folder", data.string()));
  }
  const auto table = load_keys(data);
  if (!table) return table.error();
  if (!table->problems.empty()) return invalid(fmt::format("{}", fmt::join(table->problems, "; ")));
  std::vector<std::string> problems;
  return read_registry(data, problems);
}

Result<void> revoke_device(const fs::path& data, std::string_view role, std::string_view name) {
  if (const auto fits = check_owner(role, name); !fits) return fits.error();
  const fs::path entry = registry_file(data, role, name);
  std::error_code problem;
  if (!fs::exists(entry, problem)) {
    return invalid(fmt::format("{} {} has no key here", role, name));
  }
  return remove_durably(entry);
}

Result<DeviceKey> load_device(const fs::path& file) {
  const auto text = read_secret_file(file, kMaxKeyFile);
  if (!text) return text.error();
  return parse_device(*text, file.string());
}

Result<DeviceKey> parse_device(std::string_view text, std::string_view file) {
  const auto fields = parse_fields(text, file, kDeviceFields);
  if (!fields) return fields.error();
  const auto& [role, role_line] = fields->find("role")->second;
  const auto& [name, name_line] = fields->find("name")->second;
  if (const auto fits = check_owner(role, name); !fits) {
    // check_owner looks at the role first, so a wrong role is told at its line.
    const bool known = std::find(kRoles.begin(), kRoles.end(), role) != kRoles.end();
    return invalid(
        fmt::format("{}:{}: {}", file, known ? name_line : role_line, fits.error().detail));
  }
  const auto pair = pair_of(*fields, file);
  if (!pair) return pair.error();
  const auto dispatcher = key_of(*fields, "dispatcher", file);
  if (!dispatcher) return dispatcher.error();
  return DeviceKey{{role, name}, *pair, *dispatcher};
}

std::string write_device(const DeviceKey& key) {
  return fmt::format(
      "# Antre device key; keep this file secret (0600).\n"
      "role = {}\nname = {}\npublic = {}\nsecret = {}\ndispatcher = {}\n",
      key.owner.role, key.owner.name, key.pair.public_key, key.pair.secret_key, key.dispatcher);
}

}  // namespace antre::link
