// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "cli/descriptor.hpp"
#include "protocol/result.hpp"

namespace antre::cli {

/// A backup while it comes in: FILE.part, which becomes FILE once it is whole and on the disk, so
/// that a FILE is always a whole one. It holds names and PIN hashes, so only its owner may read it
/// (0600). Not finished, the part is removed with the object; what a killed program left of one is
/// used anew. Errors are kIo, with what the system says, if nothing else is named.
class BackupFile {
 public:
  /// Errors: kConflict when FILE is there and not to be replaced, or another program writes the
  /// part; kInvalid when it is a folder.
  [[nodiscard]] static Result<BackupFile> create(const std::filesystem::path& file, bool replace);

  BackupFile(BackupFile&&) noexcept;
  BackupFile& operator=(BackupFile&&) = delete;
  BackupFile(const BackupFile&) = delete;
  BackupFile& operator=(const BackupFile&) = delete;
  ~BackupFile();

  /// Drops what came so far.
  [[nodiscard]] Result<void> begin_anew();
  [[nodiscard]] Result<void> append(std::string_view bytes);
  [[nodiscard]] std::uint64_t size() const { return size_; }
  /// BLAKE2b-256 of what came so far, hex.
  [[nodiscard]] std::string digest() const;
  /// Others may read it: the file's disk keeps no permissions.
  [[nodiscard]] bool open_to_others() const;
  /// Puts it in its place. Errors: kConflict when something came there meanwhile.
  [[nodiscard]] Result<void> finish();

 private:
  struct Digest;  // the library's own state

  BackupFile(std::filesystem::path file, std::filesystem::path part, bool replace,
             Descriptor descriptor);
  [[nodiscard]] Error failed(const char* what) const;

  std::filesystem::path file_;
  std::filesystem::path part_;
  bool replace_;
  Descriptor descriptor_;
  std::unique_ptr<Digest> digest_;
  std::uint64_t size_ = 0;
};

}  // namespace antre::cli
