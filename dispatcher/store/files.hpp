// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "protocol/result.hpp"

namespace antre::store {

/// What a store does with whole files. Errors: kIo, one sentence with the file and the reason.

/// Makes an empty file that only its owner may read or write, in the place of one that was there.
[[nodiscard]] Result<void> make_private(const std::filesystem::path& file);
/// The content of a file is on the disk when this returns.
[[nodiscard]] Result<void> sync_file(const std::filesystem::path& file);
/// The names in a folder are on the disk when this returns.
[[nodiscard]] Result<void> sync_folder(const std::filesystem::path& folder);
/// Renames, replacing what was there; the new name is on the disk when this returns.
[[nodiscard]] Result<void> put_in_place(const std::filesystem::path& from,
                                        const std::filesystem::path& to);

/// BLAKE2b-256 of a file's content, hex, and how long it is.
struct Digest {
  std::string hex;
  std::uint64_t bytes = 0;
};
[[nodiscard]] Result<Digest> digest_of(const std::filesystem::path& file);

/// The file beside it: its path with `suffix` behind.
[[nodiscard]] std::filesystem::path beside(const std::filesystem::path& file,
                                           std::string_view suffix);
/// Removes a database file and what SQLite keeps beside it, as far as they are there.
void remove_database(const std::filesystem::path& file);
/// Gives a file to the owner of a folder, when this is root's process: what an administrator makes
/// there must be usable by the dispatcher, which has a user of its own.
[[nodiscard]] Result<void> give_to_owner_of(const std::filesystem::path& folder,
                                            const std::filesystem::path& file);
/// Whether there is a file of that name; one that cannot be looked at is none.
[[nodiscard]] bool there(const std::filesystem::path& file);
/// Why this process may not write a file; nothing when it may.
[[nodiscard]] std::optional<std::string> not_writable(const std::filesystem::path& file);
/// 0 when it is not there.
[[nodiscard]] std::uint64_t size_of(const std::filesystem::path& file);

/// A folder in the machine's temporary one, for this process alone; removed with its content.
class PrivateFolder {
 public:
  [[nodiscard]] static Result<PrivateFolder> make();

  PrivateFolder(PrivateFolder&& other) noexcept;
  PrivateFolder& operator=(PrivateFolder&& other) noexcept;
  PrivateFolder(const PrivateFolder&) = delete;
  PrivateFolder& operator=(const PrivateFolder&) = delete;
  ~PrivateFolder();

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  explicit PrivateFolder(std::filesystem::path path);

  std::filesystem::path path_;  ///< empty: moved from
};

}  // namespace antre::store
