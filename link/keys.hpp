// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "protocol/result.hpp"

namespace antre::link {

/// The registry of who may connect: `DATA/keys/ROLE/NAME.pub`, one public key a file, and the
/// dispatcher's own pair in `DATA/keys/dispatcher.key`. Keys are written in Z85 (40 characters).
/// The functions below work on files only, so any program may use them while a dispatcher runs.

inline constexpr std::array<std::string_view, 5> kRoles{"kiosk", "display", "counter", "supervisor",
                                                        "admin"};

/// A CURVE key pair.
struct KeyPair {
  std::string public_key;
  std::string secret_key;
  bool operator==(const KeyPair&) const = default;
};
[[nodiscard]] KeyPair make_key_pair();

/// Who a key belongs to. A counter's name is its number in the hall file, so that "a counter only
/// for itself" can be checked.
struct KeyOwner {
  std::string role;
  std::string name;
  bool operator==(const KeyOwner&) const = default;
  /// ZAP's User-Id: "role:name".
  [[nodiscard]] std::string user_id() const { return role + ":" + name; }
};

/// What a device carries: one file, 0600.
struct DeviceKey {
  KeyOwner owner;
  KeyPair pair;
  std::string dispatcher;  ///< the dispatcher's public key
  bool operator==(const DeviceKey&) const = default;
};

struct RegisteredKey {
  KeyOwner owner;
  std::string public_key;
};

/// The registry as read. `problems` are files that cannot be used, one sentence each; a key that
/// two files hold is used for neither.
struct KeyTable {
  std::unordered_map<std::string, KeyOwner> owners;  ///< by public key
  std::vector<std::string> problems;
};

[[nodiscard]] std::filesystem::path keys_folder(const std::filesystem::path& data);

/// Reads the registry; makes its folders where they are missing (so that they can be watched).
/// Errors: kInvalid, saying what to do, when others may write to them: they could let anyone in.
[[nodiscard]] Result<KeyTable> load_keys(const std::filesystem::path& data);

/// The dispatcher's own pair; made at the first use. Errors: kInvalid when others may read it or
/// replace it.
[[nodiscard]] Result<KeyPair> dispatcher_key(const std::filesystem::path& data);

/// Makes a pair for a device: its file at `out` (0600, never replaced) and its entry in the
/// registry. Errors: kInvalid for an unknown role, a name that cannot be a file's, or one taken.
[[nodiscard]] Result<DeviceKey> new_device(const std::filesystem::path& data, std::string_view role,
                                           std::string_view name, const std::filesystem::path& out);

/// All registered keys, ordered by role and name. Errors: kInvalid when a key stands twice.
[[nodiscard]] Result<std::vector<RegisteredKey>> list_devices(const std::filesystem::path& data);

/// Takes a device out of the registry; a running dispatcher follows at once.
[[nodiscard]] Result<void> revoke_device(const std::filesystem::path& data, std::string_view role,
                                         std::string_view name);

/// Reads a device's file. Errors: kInvalid as "FILE:LINE: what", or when others may read or
/// replace it.
[[nodiscard]] Result<DeviceKey> load_device(const std::filesystem::path& file);
/// The same from text; `file` is only for the messages. Pure, for the fuzzer.
[[nodiscard]] Result<DeviceKey> parse_device(std::string_view text, std::string_view file);
[[nodiscard]] std::string write_device(const DeviceKey& key);

}  // namespace antre::link
